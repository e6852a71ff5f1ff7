import { alerts, type DueAlert } from '#lib/backend/alerts.ts';
import type { BackendClient } from '#lib/backend/client.ts';
import { alertEnd, changesSince, isQuiet } from '#lib/domain/alert.ts';
import type { Letter } from '#lib/domain/outgoing-mail.ts';
import type { TerritoryConfiguration } from '#lib/domain/territory.ts';
import { wakeDelivery } from '#lib/server/mail/delivery.ts';
import type { Ask } from '#lib/server/territory/questions.ts';
import { lastLetter } from './alert-mails.ts';
import { newLinkToken } from '#lib/server/link-token.ts';
import { changeLetter } from './change-letter.ts';
import { seenOf } from './watched-search.ts';

export interface AlertRun {
	/** With every right: a service client. */
	service: BackendClient;
	configuration: TerritoryConfiguration;
	/** Where the links lead, without a slash at its end. */
	address: string;
	now: Date;
	/** The territory, read when an alert is due. */
	readTerritory: () => Promise<{ ask: Pick<Ask, 'watchedSearch'> }>;
}

export interface AlertReport {
	/** Alerts that a mail was left for. */
	told: number;
	/** Alerts that ended, by their term or because their search is none any more. */
	ended: number;
	faults: unknown[];
}

const atOnce = 20;

/**
 * Verifies the alerts that are due, and leaves a mail for those for which something has changed: as often as one
 * likes, two at once too. One that fails is tried again on the next day, and keeps no other from its turn.
 */
export async function runAlerts(run: AlertRun): Promise<AlertReport> {
	const { service, configuration, now } = run;
	const report: AlertReport = { told: 0, ended: 0, faults: [] };
	for (;;) {
		const query = { territory: configuration.id, now, limit: atOnce };
		const due = await alerts.take(service, query);
		for (const alert of due) {
			try {
				const outcome = await verify(run, alert);
				if (outcome !== null) report[outcome] += 1;
			} catch (fault) {
				report.faults.push(fault);
			}
		}
		if (due.length < atOnce) break;
	}
	if (report.told + report.ended > 0) wakeDelivery(configuration.id);
	return report;
}

async function verify(run: AlertRun, alert: DueAlert): Promise<'told' | 'ended' | null> {
	const { configuration, address, now } = run;
	const sender = {
		...{ territory: configuration.name, address, to: alert.email },
		language: configuration.languages.includes(alert.language)
			? alert.language
			: (configuration.languages[0] ?? 'fr')
	};
	if (alertEnd(alert.confirmedAt) <= now) {
		return end(run, alert, lastLetter(sender, alert.search, { kind: 'term' }));
	}
	const { ask } = await run.readTerritory();
	const answer = await ask.watchedSearch({ search: alert.search });
	if (answer.plots === null) {
		const values = [
			...answer.faults.map(({ parameter, value }) => `${parameter} = ${value}`),
			...answer.unknownPlaces
		];
		return end(run, alert, lastLetter(sender, alert.search, { kind: 'invalid', values }));
	}
	const seen = seenOf(answer.plots);
	const changes = changesSince(alert.seen, seen);
	if (isQuiet(changes)) return null;
	const { token, hash } = newLinkToken();
	const mail = changeLetter(sender, { ...alert, changes, plots: answer.plots }, token);
	const told = await alerts.tell(run.service, { id: alert.id, token: hash, seen, mail, now });
	return told ? 'told' : null;
}

async function end(run: AlertRun, { id }: DueAlert, mail: Letter): Promise<'ended' | null> {
	const last = { id, token: null, seen: null, mail, now: run.now };
	return (await alerts.tell(run.service, last)) ? 'ended' : null;
}
