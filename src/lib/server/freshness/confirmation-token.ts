import { createHmac, timingSafeEqual } from 'node:crypto';

/** What a confirmation link is for: a listing, and the confirmation that it is to renew (ISO date). */
export interface Confirmation {
	listing: string;
	seen: string;
}

function signatureOf({ listing, seen }: Confirmation, secret: string): string {
	// A key of its own, so that what is signed here is worth nothing elsewhere.
	const key = createHmac('sha256', secret).update('forgeterre/confirmation').digest();
	return createHmac('sha256', key).update(`${listing}.${seen}`).digest('base64url');
}

/** The last part of a confirmation link. @param secret a secret of the server, never sent to anybody */
export function confirmationToken(confirmation: Confirmation, secret: string): string {
	return `${confirmation.listing}.${confirmation.seen}.${signatureOf(confirmation, secret)}`;
}

/** What a link of ours is for; null for one that we did not make. */
export function readConfirmationToken(token: string, secret: string): Confirmation | null {
	const parts = /^([0-9a-f-]{36})\.(\d{4}-\d{2}-\d{2})\.([\w-]{43})$/.exec(token);
	if (!parts) return null;
	const [, listing = '', seen = '', given = ''] = parts;
	const confirmation = { listing, seen };
	// As texts: the last letter of base64 has bits to spare, and only one writing of them is ours.
	const expected = Buffer.from(signatureOf(confirmation, secret));
	return timingSafeEqual(Buffer.from(given), expected) ? confirmation : null;
}
