import { alertConfirmationDays, alertDays, alertMonths } from '#lib/domain/alert.ts';
import { saidIn, type InLanguages, type Language } from '#lib/domain/language.ts';
import type { Letter } from '#lib/domain/outgoing-mail.ts';
import { inEachLanguage, pageIn } from '#lib/server/mail/in-each-language.ts';
import { alertPath } from './alert-token.ts';

/** Where an alert's mails come from, to whom they go, and in what language. */
export interface AlertSender {
	/** Name of the territory. */
	territory: string;
	/** Where the links lead, without a slash at its end. */
	address: string;
	to: string;
	language: Language;
}

type Said = InLanguages<{ subject: string; paragraphs: string[] }>;

/** A letter in the visitor's language. */
export function alertLetter(
	{ territory, to, language }: AlertSender,
	said: Said,
	more: Pick<Letter, 'kind' | 'validSeconds' | 'unsubscribe'>
): Letter {
	const { subject, text } = inEachLanguage({ name: territory, languages: [language] }, (one) =>
		saidIn(said, one)
	);
	return { ...more, to, subject, text };
}

const page = ({ language, address }: AlertSender, path: string) => pageIn(language, address, path);

/** Who asks, and how to be left alone: nothing of what was typed is in it, since nobody has shown yet that it is theirs. */
export function confirmationLetter(sender: AlertSender, token: string): Letter {
	const link = page(sender, alertPath(token));
	const days = String(alertConfirmationDays);
	const said: Said = {
		fr: {
			subject: 'Votre alerte sur une recherche, à confirmer',
			paragraphs: [
				`Quelqu’un a demandé que cette adresse soit prévenue quand des terrains répondant à une recherche paraissent, changent de prix ou disparaissent. Pour voir cette recherche et confirmer, dans les ${days} jours :\n${link}`,
				`Vous recevrez un courriel tous les ${String(alertDays)} jours au plus, et seulement quand quelque chose a changé.`,
				'Si vous n’avez rien demandé, ne faites rien : sans confirmation, aucun autre courriel ne part et cette adresse est effacée.'
			]
		},
		en: {
			subject: 'Your alert on a search, to be confirmed',
			paragraphs: [
				`Somebody asked that this address be told when plots that answer a search appear, change their price or go. To see the search and confirm, within ${days} days:\n${link}`,
				`You will get a mail every ${String(alertDays)} days at the most, and only when something has changed.`,
				'If you asked for nothing, do nothing: without a confirmation no other mail leaves and this address is erased.'
			]
		}
	};
	const validSeconds = alertConfirmationDays * 86_400;
	return alertLetter(sender, said, { kind: 'alerte à confirmer', validSeconds });
}

/** Somebody asks again for what is active already. */
export function alreadyActiveLetter(sender: AlertSender, token: string): Letter {
	const link = page(sender, alertPath(token));
	const said: Said = {
		fr: {
			subject: 'Cette alerte est déjà active',
			paragraphs: [
				`Cette adresse est déjà prévenue de ce qui change pour cette recherche : il n’y a rien à confirmer. Pour la revoir, ou y mettre fin :\n${link}`
			]
		},
		en: {
			subject: 'This alert is active already',
			paragraphs: [
				`This address is told already of what changes for this search: there is nothing to confirm. To see it again, or to end it:\n${link}`
			]
		}
	};
	return alertLetter(sender, said, { kind: 'alerte à confirmer' });
}

/** Somebody asks for one more than an address may have. */
export function tooManyLetter(sender: AlertSender): Letter {
	const said: Said = {
		fr: {
			subject: 'Votre nouvelle alerte n’a pas été gardée',
			paragraphs: [
				'Cette adresse a déjà dix alertes, ce qui est le plus : celle qui vient d’être demandée n’a pas été gardée. Mettez fin à l’une des dix, par le lien de ses courriels, puis demandez-la de nouveau.'
			]
		},
		en: {
			subject: 'Your new alert was not kept',
			paragraphs: [
				'This address has ten alerts already, which is the most: the one that was just asked for was not kept. End one of the ten, by the link in its mails, then ask for it again.'
			]
		}
	};
	return alertLetter(sender, said, { kind: 'alerte à confirmer' });
}

/** The last mail of an alert: its time is over, or its search cannot be run any more. */
export function lastLetter(
	sender: AlertSender,
	search: string,
	why: { kind: 'term' } | { kind: 'invalid'; values: readonly string[] }
): Letter {
	const again = page(sender, `/recherches${search && `?${search}`}`);
	const map = page(sender, '/');
	const values = why.kind === 'invalid' ? why.values.join(', ') : '';
	const months = String(alertMonths);
	const said: Record<typeof why.kind, Said> = {
		term: {
			fr: {
				subject: 'Votre alerte se termine',
				paragraphs: [
					`Une alerte dure ${months} mois : la vôtre est terminée, et votre adresse est effacée. Pour la demander de nouveau :\n${again}`
				]
			},
			en: {
				subject: 'Your alert ends',
				paragraphs: [
					`An alert lasts ${months} months: yours has ended, and your address is erased. To ask for it again:\n${again}`
				]
			}
		},
		invalid: {
			fr: {
				subject: 'Votre alerte ne peut plus continuer',
				paragraphs: [
					`La recherche de votre alerte demande ce que la carte ne connaît plus : ${values}. L’alerte est donc terminée, et votre adresse est effacée. Pour refaire votre recherche :\n${map}`
				]
			},
			en: {
				subject: 'Your alert cannot go on',
				paragraphs: [
					`The search of your alert asks for what the map no longer knows: ${values}. So the alert has ended, and your address is erased. To make your search again:\n${map}`
				]
			}
		}
	};
	return alertLetter(sender, said[why.kind], { kind: 'alerte' });
}
