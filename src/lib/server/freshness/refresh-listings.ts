import type { BackendClient } from '#lib/backend/client.ts';
import { freshness } from '#lib/backend/freshness.ts';
import type { ListingNotice } from '#lib/domain/listing-review.ts';
import { listingRules, type TerritoryConfiguration } from '#lib/domain/territory.ts';
import { expiryMails, reminderMail } from '#lib/server/mail/listing-mails.ts';
import { sendMail, type Mail } from '#lib/server/mail/send-mail.ts';
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
	/** Sends the mails; replaced by tests. */
	send?: (mail: Mail) => Promise<unknown>;
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

/** A mail that fails gives the reminder back to the next run; an account that is closed has nobody to ask. */
async function remind(refresh: Refresh, notice: ListingNotice, graceDays: number) {
	const { service, send = sendMail } = refresh;
	const to = notice.proprietaire_courriel;
	let sent = true;
	try {
		if (to) await send({ to, ...letterOf(refresh, notice, graceDays) });
	} catch (fault) {
		sent = false;
		console.error(`Demande de confirmation de ${notice.annonce_id} non envoyée :`, fault);
	}
	await freshness.settleReminder(service, notice.annonce_id, sent);
	return sent;
}

async function tellWithdrawn(refresh: Refresh, notice: ListingNotice): Promise<void> {
	const { send = sendMail, configuration: territory, address } = refresh;
	const { owner, agents } = expiryMails(notice, { territory, address });
	const mails = [
		...(notice.proprietaire_courriel ? [{ to: notice.proprietaire_courriel, ...owner }] : []),
		...notice.agents.map((to) => ({ to, ...agents }))
	];
	for (const mail of mails) {
		try {
			await send(mail);
		} catch (fault) {
			console.error(`Retrait de ${notice.annonce_id} non annoncé :`, fault);
		}
	}
}

function letterOf(refresh: Refresh, notice: ListingNotice, graceDays: number): Omit<Mail, 'to'> {
	const { configuration: territory, address, secret } = refresh;
	const seen = String(notice.confirme_le);
	const token = confirmationToken({ listing: notice.annonce_id, seen }, secret);
	const path = `/confirmer/${token}`;
	return reminderMail(notice, { territory, address }, { path, graceDays });
}
