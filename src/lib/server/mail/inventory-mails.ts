import type { InventoryReminder } from '#lib/backend/consultation.ts';
import { saidIn, type InLanguages } from '#lib/domain/language.ts';
import type { Mail } from '#lib/domain/outgoing-mail.ts';
import { dayIn, inEachLanguage, pageIn, type Said } from './in-each-language.ts';
import type { Sender } from './listing-mails.ts';

type Unaddressed = Omit<Mail, 'to'>;

/** Asks an owner or an occupant what they say of their unit. @param path of their page, with its secret */
export function consultationMail(
	{ name, unit, epciName, closesOn }: Record<'name' | 'unit' | 'epciName' | 'closesOn', string>,
	{ territory, address }: Sender,
	path: string
): Unaddressed {
	const words: InLanguages<(end: string) => Said> = {
		fr: (end) => ({
			subject: 'Inventaire de la zone d’activité : votre avis',
			paragraphs: [
				`${epciName} tient l’inventaire de ses zones d’activité économique (article L. 318-8-2 du code de l’urbanisme) et consulte ${name} sur l’unité foncière ${unit}.`,
				`Pour voir la fiche de l’unité et dire si elle est exacte, jusqu’au ${end} :`
			]
		}),
		en: (end) => ({
			subject: 'Inventory of the business park: your word',
			paragraphs: [
				`${epciName} keeps the inventory of its business parks (article L. 318-8-2 of the French code of planning) and consults ${name} on land unit ${unit}.`,
				`To see what is known of the unit and say whether it is right, until ${end}:`
			]
		})
	};
	const own: InLanguages<string> = {
		fr: 'Ce lien est le vôtre : ne le transmettez pas. Il sert une fois.',
		en: 'This link is yours: do not pass it on. It serves once.'
	};
	return inEachLanguage(territory, (language) => {
		const { subject, paragraphs } = saidIn(words, language)(dayIn(language, closesOn));
		return {
			subject,
			paragraphs: [...paragraphs, pageIn(language, address, path), saidIn(own, language)]
		};
	});
}

/** Tells agents that a consultation has ended, or that the inventory is to be brought up to date. */
export function inventoryReminderMail(
	{ kind, epci, epciName, day, answers, people }: InventoryReminder,
	{ territory, address }: Sender
): Unaddressed {
	const of = epciName ?? epci;
	const end = dayIn('fr', day);
	const what =
		kind === 'close'
			? `La consultation de ${of} sur son inventaire est close depuis le ${end} : ${String(answers)} réponse(s) de ${String(people)} personne(s). L’inventaire peut être adopté.`
			: `L’inventaire de ${of} est à actualiser au plus tard le ${end}, six ans après la décision qui l’a adopté.`;
	const subject = kind === 'close' ? 'Consultation close' : 'Inventaire à actualiser';
	// Agents read French.
	return inEachLanguage({ ...territory, languages: ['fr'] }, () => ({
		subject: `${subject} : ${of}`,
		paragraphs: [what, `${address}/analyse/inventaire/consultation?epci=${epci}`]
	}));
}
