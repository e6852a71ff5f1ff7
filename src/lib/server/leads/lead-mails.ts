import type { BriefDesks } from '#lib/domain/brief-desks.ts';
import type { ReadBrief } from '#lib/domain/brief-form.ts';
import { briefReference, type BriefKind } from '#lib/domain/brief.ts';
import type { Letter } from '#lib/domain/outgoing-mail.ts';
import { saidIn, type InLanguages, type Language } from '#lib/domain/language.ts';
import { cardPath } from '#lib/search/list-page.ts';
import { leaveMails } from '#lib/server/mail/delivery.ts';
import { writeDate } from '#lib/server/mail/in-each-language.ts';
import { postOffice } from '#lib/server/mail/post-office.ts';
import { siteAddress } from '#lib/server/site-address.ts';
import type { AskedSearch } from './asked-search.ts';
import type { NamedCard } from './concerned-epci.ts';

/** What the mails about a brief need: nothing that says who left it. */
export interface AnnouncedBrief {
	id: string;
	kind: BriefKind;
	territory: string;
	/** Who takes it on. */
	desks: BriefDesks;
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
	const { id, kind, territory, desks, dueAt } = brief;
	const reference = briefReference(id);
	const names = [...desks.served, ...desks.unserved].join(', ');
	const places = names && ` pour ${names}`;
	const due =
		desks.served.length > 0
			? `Une réponse est attendue avant le ${parisTime(dueAt, 'fr')}.`
			: 'Aucun délai n’a été promis : cette demande n’a pas d’agent.';
	return leaveAll(
		recipients.map((to) => ({
			kind: 'demande reçue',
			to,
			subject: `Nouvelle demande ${reference} – Forgeterre, ${territory}`,
			text: `Bonjour,\n\nForgeterre a reçu ${what[kind]}${places}.\n${due}\n\nPour la lire et la suivre :\n${inboxLink(id)}\n\nForgeterre, ${territory}\n`
		}))
	);
}

/** What the contacts of a territory need to follow a brief by themselves: they have no account. */
export interface HandedOver {
	card: Pick<NamedCard, 'collection' | 'id' | 'name'> | null;
	search: Pick<AskedSearch, 'address'> | null;
	read: ReadBrief;
}

/** Hands a brief over to the territory's contacts, whole, for the EPCI that have no agent. */
export function handOverBrief(brief: AnnouncedBrief, handed: HandedOver): Promise<void> {
	const { id, kind, territory, desks } = brief;
	const { card, search, read } = handed;
	const { contact } = read;
	const reference = briefReference(id);
	const lines = [
		card && `Fiche : ${card.name}\n${siteAddress()}${cardPath[card.collection](card.id)}`,
		search && `Recherche : ${siteAddress()}/?${search.address}`,
		read.surfaceMinHa !== null &&
			`Surface, au moins : ${String(read.surfaceMinHa).replace('.', ',')} ha`,
		read.message,
		contact &&
			['Contact :', contact.name, contact.company, contact.email, contact.phone]
				.filter(Boolean)
				.join('\n'),
		contact === null && 'Personne n’a demandé de réponse.'
	].filter((line) => line !== null && line !== false);
	const text = [
		'Bonjour,',
		`Forgeterre a reçu ${what[kind]} pour ${desks.unserved.join(', ')}, où aucun agent n’est encore inscrit. Elle vous est remise, à vous qui représentez le territoire ; aucun délai n’a été promis.`,
		...lines,
		'Ces coordonnées ne servent qu’à répondre à cette demande.',
		`Forgeterre, ${territory}`
	].join('\n\n');
	const subject = `Demande ${reference} sans agent – Forgeterre, ${territory}`;
	return leaveAll(
		desks.mailed.map(({ email }) => ({
			kind: 'demande reçue',
			to: email,
			subject,
			text: `${text}\n`
		}))
	);
}

/** What a visitor is told of who takes the brief on, and until when. */
function promise(brief: AnnouncedBrief, language: Language): string {
	const { served, unserved, mailed } = brief.desks;
	const due = parisTime(brief.dueAt, language);
	const [by, without] = [served.join(', '), unserved.join(', ')];
	const contacts = mailed.map(({ name }) => name).join(', ');
	const said: InLanguages<(string | false)[]> = {
		fr: [
			by !== '' && `Elle est remise à ${by} et recevra une réponse avant le ${due}.`,
			without !== '' &&
				(contacts === ''
					? `Pour ${without}, aucun agent n’est encore inscrit : elle est gardée pour les administrateurs du territoire, sans délai promis.`
					: `Pour ${without}, aucun agent n’est encore inscrit : elle est envoyée par courriel à ${contacts}, sans délai promis.`)
		],
		en: [
			by !== '' && `It was handed over to ${by} and will be answered before ${due} (Paris time).`,
			without !== '' &&
				(contacts === ''
					? `For ${without} no agent is registered yet: it is kept for the administrators of the territory, and no answer in time is promised.`
					: `For ${without} no agent is registered yet: it was sent by mail to ${contacts}, and no answer in time is promised.`)
		]
	};
	return saidIn(said, language)
		.filter((sentence) => sentence !== false)
		.join('\n');
}

/** Tells who left a brief that it arrived, and when an answer is due, in the language that they read. */
export function acknowledgeBrief(
	brief: AnnouncedBrief,
	visitor: { email: string; language: Language }
): Promise<void> {
	const { id, territory } = brief;
	const reference = briefReference(id);
	const promised = promise(brief, visitor.language);
	const said: InLanguages<{ subject: string; paragraphs: string[] }> = {
		fr: {
			subject: `Votre demande ${reference}`,
			paragraphs: [
				'Bonjour,',
				`Votre demande est bien arrivée ; elle porte le numéro ${reference}.\n${promised}`,
				`Vos coordonnées ne servent qu’à cette réponse. Vos droits : ${siteAddress()}/confidentialite`,
				'Si vous n’avez rien demandé, quelqu’un a donné votre adresse par erreur : la page ci-dessus dit à qui écrire pour que ces données soient effacées.'
			]
		},
		en: {
			subject: `Your request ${reference}`,
			paragraphs: [
				'Hello,',
				`Your request has arrived; its number is ${reference}.\n${promised}`,
				`Your contact details serve for this answer only. Your rights: ${siteAddress()}/en/confidentialite`,
				'If you asked for nothing, somebody gave your address by mistake: the page above says whom to write to so that these data are erased.'
			]
		}
	};
	const { subject, paragraphs } = saidIn(said, visitor.language);
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
