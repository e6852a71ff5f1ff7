import { alerts } from '#lib/backend/alerts.ts';
import { briefs } from '#lib/backend/briefs.ts';
import type { BackendClient } from '#lib/backend/client.ts';
import { imports } from '#lib/backend/imports.ts';
import { signUps } from '#lib/backend/members.ts';
import { outbox } from '#lib/backend/outbox.ts';
import { dayInFrance } from '#lib/domain/day.ts';
import type { TerritoryConfiguration } from '#lib/domain/territory.ts';
import { runAlerts } from './alerts/run-alerts.ts';
import { keepFigures } from './indicators/keep-figures.ts';
import { remindAgents } from './inventory/remind-agents.ts';
import { refreshListings, type RefreshReport } from './freshness/refresh-listings.ts';
import type { Ask } from './territory/questions.ts';

export interface DailyWork {
	/** With every right: a service client. */
	service: BackendClient;
	configuration: TerritoryConfiguration;
	/** Signs the links of the mails. */
	secret: string;
	/** Where the links lead, without a slash at its end. */
	address: string;
	now: Date;
	/** The territory, read for alerts and for the figures of the day. */
	readTerritory: () => Promise<{ ask: Pick<Ask, 'watchedSearch' | 'placesToKeep'> }>;
}

/** What was done, and the faults of what was not. */
export interface DailyReport extends RefreshReport {
	erasedContacts: number;
	/** Staged records of imports that were killed. */
	forgottenRecords: number;
	/** Reminders of the inventory, to the agents of an EPCI. */
	reminders: number;
	/** Mails that could not be sent for so long that nobody keeps them. */
	forgottenMails: number;
	/** Alerts that a mail was left for, those that ended, and those that nobody confirmed. */
	toldAlerts: number;
	endedAlerts: number;
	forgottenAlerts: number;
	/** Places whose figures had changed, and were kept. */
	keptPlaces: number;
	faults: unknown[];
}

/** The longest import takes minutes; another process may be at one. */
const abandonedAfterHours = 6;

/**
 * What time asks for: old listings, contacts to erase, what killed imports left, alerts to verify. It may run as often
 * as one likes; what fails of it does not keep the rest from being done.
 */
export async function runDailyWork({
	now,
	readTerritory,
	...work
}: DailyWork): Promise<DailyReport> {
	const today = dayInFrance(now);
	const [listings, contacts, records, mails, unconfirmed, unwatched, watched, reminders, kept] =
		await Promise.allSettled([
			refreshListings({ ...work, today }),
			briefs.eraseExpired(work.service, today),
			imports.forgetAbandoned(work.service, abandonedAfterHours),
			outbox.forget(work.service, today),
			signUps.forget(work.service),
			alerts.forget(work.service, now),
			runAlerts({ ...work, now, readTerritory }),
			remindAgents({ ...work, today }),
			keepFigures({ ...work, today, readTerritory, territory: work.configuration.id })
		]);
	const parts = [
		...[listings, contacts, records, mails, unconfirmed, unwatched, watched, reminders, kept]
	];
	const told = watched.status === 'fulfilled' ? watched.value : { told: 0, ended: 0, faults: [] };
	const faults: unknown[] = [
		...parts.flatMap((done) => (done.status === 'rejected' ? [done.reason as unknown] : [])),
		...told.faults
	];
	return {
		...(listings.status === 'fulfilled' ? listings.value : { asked: 0, withdrawn: 0 }),
		erasedContacts: contacts.status === 'fulfilled' ? contacts.value : 0,
		forgottenRecords: records.status === 'fulfilled' ? records.value : 0,
		reminders: reminders.status === 'fulfilled' ? reminders.value : 0,
		forgottenMails: mails.status === 'fulfilled' ? mails.value : 0,
		toldAlerts: told.told,
		endedAlerts: told.ended,
		forgottenAlerts: unwatched.status === 'fulfilled' ? unwatched.value : 0,
		keptPlaces: kept.status === 'fulfilled' ? kept.value : 0,
		faults
	};
}

/** The report in words; empty where there was nothing to do. */
export function dailySentence(report: DailyReport): string {
	const { asked, withdrawn, erasedContacts, forgottenRecords, forgottenMails, reminders } = report;
	const { toldAlerts, endedAlerts, forgottenAlerts, keptPlaces } = report;
	const told: [number, string][] = [
		[asked, 'confirmation(s) demandée(s)'],
		[withdrawn, 'annonce(s) retirée(s) de la carte'],
		[reminders, 'rappel(s) d’inventaire'],
		[erasedContacts, 'contact(s) effacé(s)'],
		[forgottenRecords, 'fiche(s) d’imports interrompus effacée(s)'],
		[forgottenMails, 'courriel(s) jamais parti(s), effacé(s)'],
		[toldAlerts, 'alerte(s) envoyée(s)'],
		[endedAlerts, 'alerte(s) terminée(s)'],
		[forgottenAlerts, 'alerte(s) jamais confirmée(s), effacée(s)'],
		[keptPlaces, 'lieu(x) aux chiffres changés, relevés']
	];
	return told
		.filter(([count]) => count > 0)
		.map(([count, words]) => `${count} ${words}`)
		.join(', ');
}
