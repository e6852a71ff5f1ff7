import type { BackendClient } from '#lib/backend/client.ts';
import { freshness } from '#lib/backend/freshness.ts';
import type { ListingNotice } from '#lib/domain/listing-review.ts';
import type { Letter, Mail } from '#lib/domain/outgoing-mail.ts';
import { listingRules, type TerritoryConfiguration } from '#lib/domain/territory.ts';
import { leaveMails } from '#lib/server/mail/delivery.ts';
import { expiryMails, reminderMail } from '#lib/server/mail/listing-mails.ts';
import { confirmationToken } from './confirmation-token.ts';

export interface Refresh {
	/** With every right: a service client. */
	service: BackendClient;
	configuration: TerritoryConfiguration;
	/** Signs the links. */
	secret: string;
	/** Where the links lead, without a slash at its end. */
	address: string;
	/** ISO date. */
	today: string;
}

/** How many owners were asked, and how many listings left the map. */
export interface RefreshReport {
	asked: number;
	withdrawn: number;
}

/** Asks owners to confirm, and takes off the map what nobody confirmed: as often as one likes, two at once too. */
export async function refreshListings(refresh: Refresh): Promise<RefreshReport> {
	const { service, configuration, today } = refresh;
	const { confirmationDays, graceDays } = listingRules(configuration);
	const territory = configuration.id;
	const due = await freshness.toRemind(service, { territory, today, confirmationDays });
	let asked = 0;
	for (const notice of due) if (await remind(refresh, notice, graceDays)) asked += 1;
	const gone = await freshness.expire(service, { territory, today, graceDays });
	for (const notice of gone) await tellWithdrawn(refresh, notice);
	return { asked, withdrawn: gone.length };
}

/**
 * Leaves the question in the outbox, where it counts as asked once it has left; what the outbox does not keep is for
 * the next run, and an account that is closed has nobody to ask.
 */
async function remind(refresh: Refresh, notice: ListingNotice, graceDays: number) {
	const { service } = refresh;
	const { proprietaire_courriel: to, annonce_id: listing } = notice;
	if (!to) {
		await freshness.settleReminder(service, listing, true);
		return true;
	}
	const mail = letterOf(refresh, notice, graceDays);
	const kept = await leave(refresh, [{ kind: 'annonce à confirmer', listing, to, ...mail }]);
	if (!kept) await freshness.settleReminder(service, listing, false);
	return kept;
}

async function tellWithdrawn(refresh: Refresh, notice: ListingNotice): Promise<void> {
	const { configuration: territory, address } = refresh;
	const { owner, agents } = expiryMails(notice, { territory, address });
	const kind = 'annonce retirée';
	await leave(refresh, [
		...(notice.proprietaire_courriel
			? [{ kind, to: notice.proprietaire_courriel, ...owner } as const]
			: []),
		...notice.agents.map((to) => ({ kind, to, ...agents }) as const)
	]);
}

async function leave({ service, configuration }: Refresh, letters: Letter[]): Promise<boolean> {
	try {
		await leaveMails({ service, territory: configuration.id }, letters);
		return true;
	} catch (fault) {
		console.error('Courriel d’annonce non déposé :', fault);
		return false;
	}
}

function letterOf(refresh: Refresh, notice: ListingNotice, graceDays: number): Omit<Mail, 'to'> {
	const { configuration: territory, address, secret } = refresh;
	const seen = String(notice.confirme_le);
	const token = confirmationToken({ listing: notice.annonce_id, seen }, secret);
	const path = `/confirmer/${token}`;
	return reminderMail(notice, { territory, address }, { path, graceDays });
}
