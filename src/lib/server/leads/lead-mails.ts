import { briefReference, type BriefKind } from '#lib/domain/brief.ts';
import { sendMail, type Mail } from '#lib/server/mail/send-mail.ts';
import { siteAddress } from '#lib/server/site-address.ts';

/** What the mails about a brief need: nothing that says who left it. */
export interface AnnouncedBrief {
	id: string;
	kind: BriefKind;
	territory: string;
	/** Names of the EPCI that it was handed to. */
	epciNames: readonly string[];
	dueAt: Date;
}

const what: Record<BriefKind, string> = {
	projet: 'une demande de foncier',
	erreur: 'une erreur signalée sur une fiche'
};

function parisTime(instant: Date): string {
	return new Intl.DateTimeFormat('fr-FR', {
		weekday: 'long',
		day: 'numeric',
		month: 'long',
		hour: '2-digit',
		minute: '2-digit',
		timeZone: 'Europe/Paris'
	}).format(instant);
}

const inboxLink = (id: string) => `${siteAddress()}/admin/demandes/${id}`;

/** A fault of the mail never loses the brief: it is in the inbox already. */
async function sendAll(mails: readonly Mail[]): Promise<void> {
	for (const outcome of await Promise.allSettled(mails.map(sendMail))) {
		if (outcome.status === 'rejected') console.error('Courriel non envoyé :', outcome.reason);
	}
}

/** Tells agents that a brief waits for them. */
export function announceBrief(brief: AnnouncedBrief, recipients: readonly string[]): Promise<void> {
	const { id, kind, territory, epciNames, dueAt } = brief;
	const reference = briefReference(id);
	const places = epciNames.length > 0 ? ` pour ${epciNames.join(', ')}` : '';
	return sendAll(
		recipients.map((to) => ({
			to,
			subject: `Nouvelle demande ${reference} – Forgeterre, ${territory}`,
			text: `Bonjour,\n\nForgeterre a reçu ${what[kind]}${places}.\nUne réponse est attendue avant le ${parisTime(dueAt)}.\n\nPour la lire et la suivre :\n${inboxLink(id)}\n\nForgeterre, ${territory}\n`
		}))
	);
}

/** Tells who left a brief that it arrived, and when an answer is due. */
export function acknowledgeBrief(brief: AnnouncedBrief, to: string): Promise<void> {
	const { id, territory, epciNames, dueAt } = brief;
	const desks = epciNames.length > 0 ? ` à ${epciNames.join(', ')}` : '';
	return sendAll([
		{
			to,
			subject: `Votre demande ${briefReference(id)} – Forgeterre, ${territory}`,
			text: `Bonjour,\n\nVotre demande est bien arrivée ; elle porte le numéro ${briefReference(id)}.\nElle est remise${desks}, qui vous répondra avant le ${parisTime(dueAt)}.\n\nVos coordonnées ne servent qu'à cette réponse. Vos droits : ${siteAddress()}/confidentialite\n\nSi vous n'avez rien demandé, quelqu'un a donné votre adresse par erreur : répondez que ces données soient effacées par la page ci-dessus.\n\nForgeterre, ${territory}\n`
		}
	]);
}

/** Tells an agent that a brief was handed to them. */
export function announceAssignment(
	brief: { id: string; territory: string; by: string },
	to: string
): Promise<void> {
	const reference = briefReference(brief.id);
	return sendAll([
		{
			to,
			subject: `La demande ${reference} vous est confiée – Forgeterre, ${brief.territory}`,
			text: `Bonjour,\n\n${brief.by} vous confie la demande ${reference}.\n\nPour la lire et la suivre :\n${inboxLink(brief.id)}\n\nForgeterre, ${brief.territory}\n`
		}
	]);
}
