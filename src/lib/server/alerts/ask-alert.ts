import { alerts } from '#lib/backend/alerts.ts';
import { createServiceClient } from '#lib/backend/client.ts';
import type { Language } from '#lib/domain/language.ts';
import type { Letter } from '#lib/domain/outgoing-mail.ts';
import { appBackend } from '#lib/server/app-backend.ts';
import { mayAcknowledge } from '#lib/server/leads/lead-limits.ts';
import { leaveMails } from '#lib/server/mail/delivery.ts';
import { postOffice } from '#lib/server/mail/post-office.ts';
import { siteAddress } from '#lib/server/site-address.ts';
import { alreadyActiveLetter, confirmationLetter, tooManyLetter } from './alert-mails.ts';
import { newLinkToken } from '#lib/server/link-token.ts';

export interface AskedAlert {
	email: string;
	/** In which the visitor reads, and is written to. */
	language: Language;
	/** Query string of the search, as `writeAddress` writes it. */
	search: string;
}

/**
 * Keeps an alert until its address confirms it, and writes there. Whether the address has alerts already is told in
 * its mailbox alone.
 * @returns false where too many alerts of the territory wait to be confirmed
 */
export async function askAlert({ email, language, search }: AskedAlert, now: Date) {
	// Nobody's box is filled through us, and nothing is kept that nobody could confirm.
	if (!mayAcknowledge(email)) return true;
	const { backend, configuration } = appBackend();
	const { token, hash } = newLinkToken();
	const outcome = await alerts.ask(
		createServiceClient(backend),
		{ territory: configuration.id, token: hash, email, language, search },
		now
	);
	if (outcome === 'trop à confirmer') return false;
	const sender = { territory: configuration.name, address: siteAddress(), to: email, language };
	const letters: Record<typeof outcome, () => Letter> = {
		'à confirmer': () => confirmationLetter(sender, token),
		active: () => alreadyActiveLetter(sender, token),
		'trop pour cette adresse': () => tooManyLetter(sender)
	};
	await leaveMails(postOffice(), [letters[outcome]()]);
	return true;
}
