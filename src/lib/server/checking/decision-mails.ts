import type { ListingNotice } from '#lib/domain/listing-review.ts';
import { listingNotice } from '#lib/backend/checking.ts';
import { createServiceClient } from '#lib/backend/client.ts';
import { appBackend } from '#lib/server/app-backend.ts';
import { sendMail, type Mail } from '#lib/server/mail/send-mail.ts';
import { siteAddress } from '#lib/server/site-address.ts';

/** What a listing is called in a mail: its name and its commune, as far as they are known. */
export function listingTitle({ terr_lot: lot, comm_nom: commune }: ListingNotice): string {
	return [lot ?? 'Annonce sans nom', commune].filter(Boolean).join(', ');
}

/** What the owner learns of a decision; null for a state that nobody decided. */
export function decisionMail(
	notice: ListingNotice,
	territory: string,
	address: string
): Omit<Mail, 'to'> | null {
	const title = listingTitle(notice);
	const word = notice.mot_agent ? `\n\n« ${notice.mot_agent} »` : '';
	const own = `${address}/proposer/${notice.annonce_id}`;
	const words: Partial<Record<ListingNotice['etat'], [string, string]>> = {
		publiée: [
			'Votre annonce est publiée',
			`Votre annonce « ${title} » est sur la carte :\n\n${address}/plots/${String(notice.terr_id)}`
		],
		'à modifier': [
			'Un changement est demandé',
			`L’agent de ${notice.epci_nom ?? 'l’EPCI'} demande un changement avant de publier votre annonce « ${title} ».${word}\n\nPour la modifier et la soumettre de nouveau :\n\n${own}`
		],
		refusée: [
			'Votre annonce est refusée',
			`L’agent de ${notice.epci_nom ?? 'l’EPCI'} ne publie pas votre annonce « ${title} ».${word}\n\nElle reste à votre disposition :\n\n${own}`
		],
		retirée: [
			'Votre annonce est retirée de la carte',
			`L’agent de ${notice.epci_nom ?? 'l’EPCI'} a retiré votre annonce « ${title} » de la carte.${word}\n\nElle reste à votre disposition :\n\n${own}`
		]
	};
	const found = words[notice.etat];
	return found
		? {
				subject: `${found[0]} – Forgeterre, ${territory}`,
				text: `Bonjour,\n\n${found[1]}\n\nForgeterre, ${territory}\n`
			}
		: null;
}

/** What the agents learn of a listing that was handed in. */
export function submissionMail(
	notice: ListingNotice,
	territory: string,
	address: string
): Omit<Mail, 'to'> {
	const title = listingTitle(notice);
	const who = notice.proprietaire_nom ?? 'Un compte';
	return {
		subject: `Annonce à vérifier : ${title} – Forgeterre, ${territory}`,
		text: `Bonjour,\n\n${who} soumet l’annonce « ${title} » (${notice.epci_nom ?? 'hors de tout EPCI'}).\n\nPour la vérifier :\n\n${address}/admin/annonces/${notice.annonce_id}\n\nForgeterre, ${territory}\n`
	};
}

async function noticeOf(listing: string): Promise<ListingNotice | null> {
	return listingNotice(createServiceClient(appBackend().backend), listing);
}

/** A mail that fails must not undo what was decided: it is said in the log. */
function report(fault: unknown): void {
	console.error('Courriel d’annonce non envoyé :', fault);
}

/** Tells the owner what was decided of a listing. Never fails. */
export async function tellOwner(listing: string): Promise<void> {
	try {
		const notice = await noticeOf(listing);
		if (!notice?.proprietaire_courriel) return;
		const mail = decisionMail(notice, appBackend().configuration.name, siteAddress());
		if (mail) await sendMail({ to: notice.proprietaire_courriel, ...mail });
	} catch (fault) {
		report(fault);
	}
}

/** Tells the agents of the EPCI that a listing was handed in. Never fails. */
export async function tellAgents(listing: string): Promise<void> {
	try {
		const notice = await noticeOf(listing);
		if (!notice) return;
		const mail = submissionMail(notice, appBackend().configuration.name, siteAddress());
		await Promise.all(notice.agents.map((to) => sendMail({ to, ...mail })));
	} catch (fault) {
		report(fault);
	}
}
