import type { ListingNotice } from '#lib/domain/listing-review.ts';
import type { Mail } from '#lib/domain/outgoing-mail.ts';
import { saidIn, type InLanguages, type Language } from '#lib/domain/language.ts';
import {
	dayIn,
	inEachLanguage,
	pageIn,
	type MailingTerritory,
	type Said
} from './in-each-language.ts';

/** A mail whose reader is not settled yet. */
type Unaddressed = Omit<Mail, 'to'>;

/** Where the links lead; without a slash at its end. */
export interface Sender {
	territory: MailingTerritory;
	address: string;
}

const unnamed: InLanguages<string> = { fr: 'Annonce sans nom', en: 'Listing without a name' };

/** What a listing is called in a mail: its name and its commune, as far as they are known. */
function titleOf({ terr_lot: lot, comm_nom: commune }: ListingNotice, language: Language): string {
	return [lot ?? saidIn(unnamed, language), commune].filter(Boolean).join(', ');
}

type Decided = 'publiée' | 'à modifier' | 'refusée' | 'retirée';
type Words = (title: string, epci: string) => { subject: string; what: string; next: string };

const decided: Record<Decided, InLanguages<Words>> = {
	publiée: {
		fr: (title) => ({
			subject: 'Votre annonce est publiée',
			what: `Votre annonce « ${title} » est sur la carte.`,
			next: 'Pour la voir :'
		}),
		en: (title) => ({
			subject: 'Your listing is published',
			what: `Your listing “${title}” is on the map.`,
			next: 'To see it:'
		})
	},
	'à modifier': {
		fr: (title, epci) => ({
			subject: 'Un changement est demandé',
			what: `L’agent de ${epci} demande un changement avant de publier votre annonce « ${title} ».`,
			next: 'Pour la modifier et la soumettre de nouveau :'
		}),
		en: (title, epci) => ({
			subject: 'A change is asked for',
			what: `The agent of ${epci} asks for a change before publishing your listing “${title}”.`,
			next: 'To change it and hand it in again:'
		})
	},
	refusée: {
		fr: (title, epci) => ({
			subject: 'Votre annonce est refusée',
			what: `L’agent de ${epci} ne publie pas votre annonce « ${title} ».`,
			next: 'Elle reste à votre disposition :'
		}),
		en: (title, epci) => ({
			subject: 'Your listing is refused',
			what: `The agent of ${epci} does not publish your listing “${title}”.`,
			next: 'It stays at your disposal:'
		})
	},
	retirée: {
		fr: (title, epci) => ({
			subject: 'Votre annonce est retirée de la carte',
			what: `L’agent de ${epci} a retiré votre annonce « ${title} » de la carte.`,
			next: 'Elle reste à votre disposition :'
		}),
		en: (title, epci) => ({
			subject: 'Your listing is taken off the map',
			what: `The agent of ${epci} has taken your listing “${title}” off the map.`,
			next: 'It stays at your disposal:'
		})
	}
};

const isDecided = (state: string): state is Decided => state in decided;

/** What the owner learns of a decision; null for a state that nobody decided. */
export function decisionMail(
	notice: ListingNotice,
	{ territory, address }: Sender
): Unaddressed | null {
	const { etat: state } = notice;
	if (!isDecided(state)) return null;
	const path =
		state === 'publiée' ? `/plots/${String(notice.terr_id)}` : `/proposer/${notice.annonce_id}`;
	return inEachLanguage(territory, (language) => {
		const epci = notice.epci_nom ?? saidIn({ fr: 'l’EPCI', en: 'the EPCI' }, language);
		const { subject, what, next } = saidIn(decided[state], language)(
			titleOf(notice, language),
			epci
		);
		const word = notice.mot_agent ? [`« ${notice.mot_agent} »`] : [];
		return { subject, paragraphs: [what, ...word, next, pageIn(language, address, path)] };
	});
}

/** What the agents learn of a listing that was handed in. */
export function submissionMail(notice: ListingNotice, { territory, address }: Sender): Unaddressed {
	const title = titleOf(notice, 'fr');
	const who = notice.proprietaire_nom ?? 'Un compte';
	const place = notice.epci_nom ?? 'hors de tout EPCI';
	return toAgents(territory, {
		subject: `Annonce à vérifier : ${title}`,
		paragraphs: [
			`${who} soumet l’annonce « ${title} » (${place}).`,
			'Pour la vérifier :',
			`${address}/admin/annonces/${notice.annonce_id}`
		]
	});
}

/** Asks the owner whether a listing still holds. @param path of the page that confirms it */
export function reminderMail(
	notice: ListingNotice,
	{ territory, address }: Sender,
	{ path, graceDays }: { path: string; graceDays: number }
): Unaddressed {
	return inEachLanguage(territory, (language) => {
		const title = titleOf(notice, language);
		const day = dayIn(language, notice.confirme_le ?? '');
		const [confirm, own] = [path, `/proposer/${notice.annonce_id}`].map((one) =>
			pageIn(language, address, one)
		) as [string, string];
		const said: InLanguages<Said> = {
			fr: {
				subject: `Votre annonce est-elle toujours d’actualité ? ${title}`,
				paragraphs: [
					`Votre annonce « ${title} » a été confirmée pour la dernière fois le ${day}.`,
					'Si elle est toujours d’actualité, suivez ce lien :',
					confirm,
					`Sans réponse de votre part dans ${graceDays} jours, elle quittera la carte.\nPour la modifier ou la retirer : ${own}`
				]
			},
			en: {
				subject: `Does your listing still hold? ${title}`,
				paragraphs: [
					`Your listing “${title}” was last confirmed on ${day}.`,
					'If it still holds, follow this link:',
					confirm,
					`Without an answer within ${graceDays} days it leaves the map.\nTo change it or take it off: ${own}`
				]
			}
		};
		return saidIn(said, language);
	});
}

/** Tells owner and agents that a listing left the map because nobody confirmed it. */
export function expiryMails(
	notice: ListingNotice,
	{ territory, address }: Sender
): { owner: Unaddressed; agents: Unaddressed } {
	const subject: InLanguages<string> = {
		fr: 'Annonce retirée faute de confirmation : ',
		en: 'Listing taken off for want of confirmation: '
	};
	const what = (language: Language): string => {
		const title = titleOf(notice, language);
		const day = dayIn(language, notice.confirme_le ?? '');
		return saidIn(
			{
				fr: `L’annonce « ${title} » n’a pas été confirmée depuis le ${day} : elle a quitté la carte.`,
				en: `The listing “${title}” has not been confirmed since ${day}: it has left the map.`
			},
			language
		);
	};
	const again: InLanguages<string> = {
		fr: 'Pour la remettre en ligne, soumettez-la de nouveau :',
		en: 'To bring it back, hand it in again:'
	};
	return {
		owner: inEachLanguage(territory, (language) => ({
			subject: saidIn(subject, language) + titleOf(notice, language),
			paragraphs: [
				what(language),
				saidIn(again, language),
				pageIn(language, address, `/proposer/${notice.annonce_id}`)
			]
		})),
		agents: toAgents(territory, {
			subject: subject.fr + titleOf(notice, 'fr'),
			paragraphs: [what('fr'), 'Pour la voir :', `${address}/admin/annonces/${notice.annonce_id}`]
		})
	};
}

/** Agents of an EPCI work in French. */
function toAgents({ name }: MailingTerritory, said: Said): Unaddressed {
	return inEachLanguage({ name, languages: ['fr'] }, () => said);
}
