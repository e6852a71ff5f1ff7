import { briefReference, type BriefKind } from '#lib/domain/brief.ts';
import type { Letter } from '#lib/domain/outgoing-mail.ts';
import type { Language } from '#lib/domain/territory.ts';
import { leaveMails } from '#lib/server/mail/delivery.ts';
import { writeDate } from '#lib/server/mail/in-each-language.ts';
import { postOffice } from '#lib/server/mail/post-office.ts';
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

function parisTime(instant: Date, language: Language): string {
	return writeDate(language, instant, {
		weekday: 'long',
		day: 'numeric',
		month: 'long',
		hour: '2-digit',
		minute: '2-digit',
		timeZone: 'Europe/Paris'
	});
}

const inboxLink = (id: string) => `${siteAddress()}/admin/demandes/${id}`;

/** A fault of the mail never loses the brief: it is in the inbox already. */
async function leaveAll(letters: readonly Letter[]): Promise<void> {
	try {
		await leaveMails(postOffice(), letters);
	} catch (fault) {
		console.error('Courriel non déposé :', fault);
	}
}

/** Tells agents that a brief waits for them. */
export function announceBrief(brief: AnnouncedBrief, recipients: readonly string[]): Promise<void> {
	const { id, kind, territory, epciNames, dueAt } = brief;
	const reference = briefReference(id);
	const places = epciNames.length > 0 ? ` pour ${epciNames.join(', ')}` : '';
	return leaveAll(
		recipients.map((to) => ({
			kind: 'demande reçue',
			to,
			subject: `Nouvelle demande ${reference} – Forgeterre, ${territory}`,
			text: `Bonjour,\n\nForgeterre a reçu ${what[kind]}${places}.\nUne réponse est attendue avant le ${parisTime(dueAt, 'fr')}.\n\nPour la lire et la suivre :\n${inboxLink(id)}\n\nForgeterre, ${territory}\n`
		}))
	);
}

/** Tells who left a brief that it arrived, and when an answer is due, in the language that they read. */
export function acknowledgeBrief(
	brief: AnnouncedBrief,
	visitor: { email: string; language: Language }
): Promise<void> {
	const { id, territory, epciNames } = brief;
	const reference = briefReference(id);
	const desks = epciNames.join(', ');
	const due = parisTime(brief.dueAt, visitor.language);
	const said: Record<Language, { subject: string; paragraphs: string[] }> = {
		fr: {
			subject: `Votre demande ${reference}`,
			paragraphs: [
				'Bonjour,',
				`Votre demande est bien arrivée ; elle porte le numéro ${reference}.\nElle est remise${desks && ` à ${desks}`} et recevra une réponse avant le ${due}.`,
				`Vos coordonnées ne servent qu’à cette réponse. Vos droits : ${siteAddress()}/confidentialite`,
				'Si vous n’avez rien demandé, quelqu’un a donné votre adresse par erreur : la page ci-dessus dit à qui écrire pour que ces données soient effacées.'
			]
		},
		en: {
			subject: `Your request ${reference}`,
			paragraphs: [
				'Hello,',
				`Your request has arrived; its number is ${reference}.\nIt was handed over${desks && ` to ${desks}`} and will be answered before ${due} (Paris time).`,
				`Your contact details serve for this answer only. Your rights: ${siteAddress()}/en/confidentialite`,
				'If you asked for nothing, somebody gave your address by mistake: the page above says whom to write to so that these data are erased.'
			]
		}
	};
	const { subject, paragraphs } = said[visitor.language];
	const text = `${[...paragraphs, `Forgeterre, ${territory}`].join('\n\n')}\n`;
	return leaveAll([
		{
			...{ kind: 'accusé de réception', to: visitor.email, text },
			subject: `${subject} – Forgeterre, ${territory}`
		}
	]);
}

/** Tells an agent that a brief was handed to them. */
export function announceAssignment(
	brief: { id: string; territory: string; by: string },
	to: string
): Promise<void> {
	const reference = briefReference(brief.id);
	return leaveAll([
		{
			kind: 'demande confiée',
			to,
			subject: `La demande ${reference} vous est confiée – Forgeterre, ${brief.territory}`,
			text: `Bonjour,\n\n${brief.by} vous confie la demande ${reference}.\n\nPour la lire et la suivre :\n${inboxLink(brief.id)}\n\nForgeterre, ${brief.territory}\n`
		}
	]);
}
