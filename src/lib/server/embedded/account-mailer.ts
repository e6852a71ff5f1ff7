import type { App } from '@supabase/lite';
import type { AccountMail } from './protocol.ts';

type Mailer = NonNullable<App['_mailer']>;

/** Hands the tokens of the Auth API's mails over, in place of printing them to the console. */
export function accountMailer(onMail: (mail: AccountMail) => void): Mailer {
	const hand = (kind: AccountMail['kind']) => (to: string, tokenHash: string) => {
		onMail({ kind, to, tokenHash });
		return Promise.resolve();
	};
	const refuse = (what: string) => () => Promise.reject(new Error(`${what} : pas offert ici.`));
	return {
		// Nobody has an account before they have shown that the address is theirs.
		sendConfirmation: refuse('Inscription'),
		sendRecovery: hand('recovery'),
		sendMagicLink: hand('magic-link'),
		sendEmailChange: refuse('Changement d’adresse'),
		sendReauthentication: refuse('Nouvelle identification')
	};
}
