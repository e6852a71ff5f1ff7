import type { Letter, MailKind } from '#lib/domain/outgoing-mail.ts';
import { saidIn, type InLanguages, type Language } from '#lib/domain/language.ts';
import type { AccountMail } from '#lib/server/embedded/protocol.ts';
import { siteAddress } from '#lib/server/site-address.ts';
import {
	dayIn,
	inEachLanguage,
	pageIn,
	type MailingTerritory,
	type Said
} from './in-each-language.ts';

const pageOf = (language: Language, path: string) => pageIn(language, siteAddress(), path);

type Words = { subject: string; what: string; unasked: string };

const paths: Record<AccountMail['kind'], string> = {
	recovery: '/connexion/mot-de-passe',
	'magic-link': '/connexion/lien'
};

const words: Record<AccountMail['kind'], InLanguages<Words>> = {
	recovery: {
		fr: {
			subject: 'Choisissez un nouveau mot de passe',
			what: 'Pour choisir un nouveau mot de passe, suivez ce lien :',
			unasked: 'Si vous ne l’avez pas demandé, ne faites rien : votre mot de passe reste le même.'
		},
		en: {
			subject: 'Choose a new password',
			what: 'To choose a new password, follow this link:',
			unasked: 'If you did not ask for it, do nothing: your password stays the same.'
		}
	},
	'magic-link': {
		fr: {
			subject: 'Votre lien de connexion',
			what: 'Pour vous connecter, suivez ce lien :',
			unasked: 'Si vous ne l’avez pas demandé, ne faites rien.'
		},
		en: {
			subject: 'Your sign-in link',
			what: 'To sign in, follow this link:',
			unasked: 'If you did not ask for it, do nothing.'
		}
	}
};

const servesOnce: InLanguages<string> = {
	fr: 'Il sert une fois, pendant une heure.',
	en: 'It works once, within the hour.'
};

const kinds: Record<AccountMail['kind'], MailKind> = {
	recovery: 'mot de passe',
	'magic-link': 'lien de connexion'
};

const hour = 3600;
const day = 24 * hour;

/** What the Auth API would have printed: a link of ours with its token, good for an hour. */
export function accountLetter(
	{ kind, to, tokenHash }: AccountMail,
	territory: MailingTerritory
): Letter {
	const mail = inEachLanguage(territory, (language) => {
		const { subject, what, unasked } = saidIn(words[kind], language);
		const link = `${pageOf(language, paths[kind])}?jeton=${encodeURIComponent(tokenHash)}`;
		return { subject, paragraphs: [what, link, `${saidIn(servesOnce, language)}\n${unasked}`] };
	});
	return { kind: kinds[kind], to, ...mail, validSeconds: hour };
}

/**
 * Asks the owner of an address whether they signed up; `token` is known to this mail alone. It repeats nothing of what
 * was typed but digits: anybody may have typed it.
 */
export function confirmationLetter(
	{ to, token, siret }: { to: string; token: string; siret: string },
	territory: MailingTerritory
): Letter {
	const mail = inEachLanguage(territory, (language) => {
		const link = `${pageOf(language, '/connexion/confirmer')}?jeton=${encodeURIComponent(token)}`;
		const said: InLanguages<Said> = {
			fr: {
				subject: 'Confirmez votre adresse',
				paragraphs: [
					`Un compte a été demandé avec votre adresse, pour l’entreprise de SIRET ${siret}.`,
					'Pour confirmer votre adresse et choisir votre mot de passe, suivez ce lien :',
					link,
					'Il sert une fois, pendant un jour.\nSi vous n’avez rien demandé, la même page permet de supprimer la demande. Si vous ne faites rien, aucun compte n’est ouvert.'
				]
			},
			en: {
				subject: 'Confirm your address',
				paragraphs: [
					`An account was asked for with your address, for the firm with SIRET ${siret}.`,
					'To confirm your address and choose your password, follow this link:',
					link,
					'It works once, within a day.\nIf you asked for nothing, the same page lets you remove the request. If you do nothing, no account is opened.'
				]
			}
		};
		return saidIn(said, language);
	});
	return { kind: 'inscription', to, ...mail, validSeconds: day };
}

/** Tells the owner of an address that somebody wanted to open a second account with it. */
export function accountExistsLetter(to: string, territory: MailingTerritory): Letter {
	const mail = inEachLanguage(territory, (language) => {
		const signIn = pageOf(language, '/connexion');
		const forgotten = pageOf(language, '/connexion/oubli');
		const said: InLanguages<Said> = {
			fr: {
				subject: 'Vous avez déjà un compte',
				paragraphs: [
					'Une inscription a été demandée avec votre adresse, qui a déjà un compte.',
					`Pour vous connecter : ${signIn}\nSi le mot de passe vous manque : ${forgotten}`,
					'Si vous n’avez rien demandé, ne faites rien : rien n’a changé.'
				]
			},
			en: {
				subject: 'You already have an account',
				paragraphs: [
					'Somebody signed up with your address, which already has an account.',
					`To sign in: ${signIn}\nIf you have lost the password: ${forgotten}`,
					'If you asked for nothing, do nothing: nothing has changed.'
				]
			}
		};
		return saidIn(said, language);
	});
	return { kind: 'compte existant', to, ...mail };
}

/** Invites an agent or an administrator; `token` is known to this mail alone. */
export function invitationLetter(
	invitation: {
		to: string;
		token: string;
		role: 'agent' | 'administrateur';
		epci: readonly string[];
		expires: string;
	},
	territory: MailingTerritory
): Letter {
	const { to, token, role, epci, expires } = invitation;
	const roles: InLanguages<Record<typeof role, string>> = {
		fr: { agent: 'agent', administrateur: 'administrateur' },
		en: { agent: 'an agent', administrateur: 'an administrator' }
	};
	const mail = inEachLanguage(territory, (language) => {
		const link = pageOf(language, `/connexion/invitation/${token}`);
		const until = dayIn(language, expires);
		const as = saidIn(roles, language)[role];
		const places = role === 'agent' ? epci.join(', ') : '';
		const said: InLanguages<Said> = {
			fr: {
				subject: 'Invitation',
				paragraphs: [
					`Vous êtes invité à rejoindre Forgeterre, ${territory.name}, comme ${as}${places && ` pour ${places}`}.`,
					'Pour accepter et choisir votre mot de passe, suivez ce lien :',
					link,
					`Il sert une fois, jusqu’au ${until}.`
				]
			},
			en: {
				subject: 'Invitation',
				paragraphs: [
					`You are invited to join Forgeterre, ${territory.name}, as ${as}${places && ` for ${places}`}.`,
					'To accept and choose your password, follow this link:',
					link,
					`It works once, until ${until}.`
				]
			}
		};
		return saidIn(said, language);
	});
	return { kind: 'invitation', to, ...mail, validSeconds: 14 * day };
}
