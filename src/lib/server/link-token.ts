import { createHash, randomBytes } from 'node:crypto';

/** What is kept of a token that a mail of ours carries: its SHA-256, in hexadecimal. */
export function hashOf(token: string): string {
	return createHash('sha256').update(token).digest('hex');
}

/** A token for a link in a mail, of 256 bits in 43 characters, and the hash by which alone it is kept. */
export function newLinkToken(): { token: string; hash: string } {
	const token = randomBytes(32).toString('base64url');
	return { token, hash: hashOf(token) };
}
