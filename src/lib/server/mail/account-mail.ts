import type { AccountMail } from '#lib/server/embedded/protocol.ts';
import { siteAddress } from '#lib/server/site-address.ts';
import { sendMail, type MailOutcome } from './send-mail.ts';

type Words = { subject: string; path: string; what: string; unasked: string };

const words: Record<AccountMail['kind'], Words> = {
	confirmation: {
		subject: 'Confirmez votre adresse',
		path: '/connexion/confirmer',
		what: 'Pour confirmer votre adresse et ouvrir votre compte, suivez ce lien :',
		unasked: 'Si vous n’avez pas créé de compte, ne faites rien : il restera fermé.'
	},
	recovery: {
		subject: 'Choisissez un nouveau mot de passe',
		path: '/connexion/mot-de-passe',
		what: 'Pour choisir un nouveau mot de passe, suivez ce lien :',
		unasked: 'Si vous ne l’avez pas demandé, ne faites rien : votre mot de passe reste le même.'
	},
	'magic-link': {
		subject: 'Votre lien de connexion',
		path: '/connexion/lien',
		what: 'Pour vous connecter, suivez ce lien :',
		unasked: 'Si vous ne l’avez pas demandé, ne faites rien.'
	}
};

/** Sends what the Auth API would have printed: a link of ours with its token, good for an hour. */
export function sendAccountMail(
	{ kind, to, tokenHash }: AccountMail,
	territory: string
): Promise<MailOutcome> {
	const { subject, path, what, unasked } = words[kind];
	const link = `${siteAddress()}${path}?jeton=${encodeURIComponent(tokenHash)}`;
	return sendMail({
		to,
		subject: `${subject} – Forgeterre, ${territory}`,
		text: `Bonjour,\n\n${what}\n\n${link}\n\nIl sert une fois, pendant une heure.\n${unasked}\n\nForgeterre, ${territory}\n`
	});
}

/** Tells the owner of an address that somebody wanted to open a second account with it. */
export function sendAccountExistsMail(to: string, territory: string): Promise<MailOutcome> {
	const address = siteAddress();
	return sendMail({
		to,
		subject: `Vous avez déjà un compte – Forgeterre, ${territory}`,
		text: `Bonjour,\n\nUne inscription a été demandée avec votre adresse, qui a déjà un compte.\n\nPour vous connecter : ${address}/connexion\nSi le mot de passe vous manque : ${address}/connexion/oubli\n\nSi vous n’avez rien demandé, ne faites rien : rien n’a changé.\n\nForgeterre, ${territory}\n`
	});
}

/** Invites an agent or an administrator; `token` is known to this mail alone. */
export function sendInvitationMail(
	invitation: { to: string; token: string; role: string; epci: readonly string[]; expires: string },
	territory: string
): Promise<MailOutcome> {
	const { to, token, role, epci, expires } = invitation;
	const place = role === 'agent' ? ` pour ${epci.join(', ')}` : '';
	const until = new Date(`${expires}T12:00:00Z`).toLocaleDateString('fr-FR', {
		day: 'numeric',
		month: 'long',
		year: 'numeric',
		timeZone: 'UTC'
	});
	return sendMail({
		to,
		subject: `Invitation – Forgeterre, ${territory}`,
		text: `Bonjour,\n\nVous êtes invité à rejoindre Forgeterre, ${territory}, comme ${role}${place}.\n\nPour accepter et choisir votre mot de passe, suivez ce lien :\n\n${siteAddress()}/connexion/invitation/${token}\n\nIl sert une fois, jusqu’au ${until}.\n\nForgeterre, ${territory}\n`
	});
}
