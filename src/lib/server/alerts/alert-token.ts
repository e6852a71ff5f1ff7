import { createHash, randomBytes } from 'node:crypto';

/** What the last part of a link of ours looks like. */
const written = /^[\w-]{43}$/;

/** A token for a link in a mail, and the hash by which alone it is kept. */
export function newAlertToken(): { token: string; hash: string } {
	const token = randomBytes(32).toString('base64url');
	return { token, hash: hashOf(token) };
}

function hashOf(token: string): string {
	return createHash('sha256').update(token).digest('hex');
}

/** The hash of a link's token; null for what is no token of ours. */
export function alertTokenHash(token: string): string | null {
	return written.test(token) ? hashOf(token) : null;
}

/** Address of the page that a token opens, without language. */
export function alertPath(token: string): string {
	return `/recherches/alerte/${token}`;
}
