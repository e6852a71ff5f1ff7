import { createServerClient } from '@supabase/ssr';
import { isAuthRetryableFetchError } from '@supabase/supabase-js';
import type { Account } from '#lib/domain/member.ts';
import { backendError } from './backend-error.ts';
import { neverAskAgain, type BackendAccess, type BackendClient, type Database } from './client.ts';

export type Cookie = { name: string; value: string };

export type CookieSettings = {
	path: string;
	httpOnly: boolean;
	sameSite: 'lax';
	secure: boolean;
	maxAge?: number;
};

/** Where a session lives: the cookies of one request and of its answer. */
export type SessionCookies = {
	all: () => Cookie[];
	set: (name: string, value: string, settings: CookieSettings) => void;
	/** True where the page came by https. */
	secure: boolean;
};

export const sessionCookieName = 'forgeterre-session';
const sessionSeconds = 30 * 24 * 3600;

/** True where a request carries a session, valid or not: without one nobody needs to be asked. */
export function carriesSession(cookies: readonly Cookie[]): boolean {
	return cookies.some(({ name }) => name.startsWith(sessionCookieName));
}

/** A client with the rights of the visitor whose cookies these are; for one request only. */
export function createSessionClient(
	backend: BackendAccess & { publishableKey: string },
	cookies: SessionCookies
): BackendClient {
	const settings = {
		path: '/',
		httpOnly: true,
		sameSite: 'lax',
		secure: cookies.secure
	} as const;
	return createServerClient<Database>(backend.url, backend.publishableKey, {
		cookieOptions: { name: sessionCookieName, ...settings },
		cookies: {
			getAll: cookies.all,
			setAll: (written) => {
				for (const { name, value, options } of written) {
					const maxAge = options.maxAge === 0 ? 0 : sessionSeconds;
					cookies.set(name, value, { ...settings, maxAge });
				}
			}
		},
		db: neverAskAgain,
		global: { fetch: backend.fetch }
	});
}

/**
 * The account of a session that the Auth API confirms, or null.
 * @throws BackendError 503 when it gave no answer: nobody is signed out by that
 */
export async function accountOf(client: BackendClient): Promise<Account | null> {
	const { data, error } = await client.auth.getClaims();
	if (isAuthRetryableFetchError(error)) {
		throw backendError(503, { message: 'La session ne peut pas être vérifiée.', hint: null });
	}
	const { sub, email } = data?.claims ?? {};
	return typeof sub === 'string' && typeof email === 'string' ? { id: sub, email } : null;
}
