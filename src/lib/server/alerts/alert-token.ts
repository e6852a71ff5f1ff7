import { hashOf } from '../link-token.ts';

/** What the last part of a link of ours looks like. */
const written = /^[\w-]{43}$/;

/** The hash of a link's token; null for what is no token of ours. */
export function alertTokenHash(token: string): string | null {
	return written.test(token) ? hashOf(token) : null;
}

/** Address of the page that a token opens, without language. */
export function alertPath(token: string): string {
	return `/recherches/alerte/${token}`;
}
