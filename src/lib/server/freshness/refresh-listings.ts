import type { BackendClient } from '#lib/backend/client.ts';
import { freshness } from '#lib/backend/freshness.ts';
import type { ListingNotice } from '#lib/domain/listing-review.ts';
import { listingRules, type TerritoryConfiguration } from '#lib/domain/territory.ts';
import { listingTitle } from '#lib/server/checking/decision-mails.ts';
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
		if (to) await send({ to, ...reminderMail(refresh, notice, graceDays) });
	} catch (fault) {
		sent = false;
		console.error(`Demande de confirmation de ${notice.annonce_id} non envoyée :`, fault);
	}
	await freshness.settleReminder(service, notice.annonce_id, sent);
	return sent;
}

async function tellWithdrawn(refresh: Refresh, notice: ListingNotice): Promise<void> {
	const { send = sendMail, configuration, address } = refresh;
	const title = listingTitle(notice);
	const subject = `Annonce retirée faute de confirmation : ${title} – Forgeterre, ${configuration.name}`;
	const what = `L’annonce « ${title} » n’a pas été confirmée depuis le ${dayInWords(notice.confirme_le)} : elle a quitté la carte.`;
	const text = (next: string) =>
		`Bonjour,\n\n${what}\n\n${next}\n\nForgeterre, ${configuration.name}\n`;
	const own = `Pour la remettre en ligne, soumettez-la de nouveau :\n\n${address}/proposer/${notice.annonce_id}`;
	const agent = `Pour la voir :\n\n${address}/admin/annonces/${notice.annonce_id}`;
	const owner = notice.proprietaire_courriel;
	const mails = [
		...(owner ? [{ to: owner, subject, text: text(own) }] : []),
		...notice.agents.map((to) => ({ to, subject, text: text(agent) }))
	];
	for (const mail of mails) {
		try {
			await send(mail);
		} catch (fault) {
			console.error(`Retrait de ${notice.annonce_id} non annoncé :`, fault);
		}
	}
}

function reminderMail(
	{ configuration, secret, address }: Refresh,
	notice: ListingNotice,
	graceDays: number
): Omit<Mail, 'to'> {
	const title = listingTitle(notice);
	const token = confirmationToken(
		{ listing: notice.annonce_id, seen: String(notice.confirme_le) },
		secret
	);
	return {
		subject: `Votre annonce est-elle toujours d’actualité ? ${title} – Forgeterre, ${configuration.name}`,
		text: `Bonjour,\n\nVotre annonce « ${title} » a été confirmée pour la dernière fois le ${dayInWords(notice.confirme_le)}.\n\nSi elle est toujours d’actualité, suivez ce lien :\n\n${address}/confirmer/${token}\n\nSans réponse de votre part dans ${graceDays} jours, elle quittera la carte.\nPour la modifier ou la retirer : ${address}/proposer/${notice.annonce_id}\n\nForgeterre, ${configuration.name}\n`
	};
}

function dayInWords(day: string | null): string {
	return new Date(`${day ?? ''}T12:00:00Z`).toLocaleDateString('fr-FR', {
		day: 'numeric',
		month: 'long',
		year: 'numeric',
		timeZone: 'UTC'
	});
}
