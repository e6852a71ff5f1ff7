import { createServerClient } from '@supabase/ssr';
import type { Account } from '#lib/domain/member.ts';
import type { BackendAccess, BackendClient, Database } from './client.ts';

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
		global: { fetch: backend.fetch }
	});
}

/** The account of a session that the Auth API confirms, or null. */
export async function accountOf(client: BackendClient): Promise<Account | null> {
	const { data } = await client.auth.getClaims();
	const { sub, email } = data?.claims ?? {};
	return typeof sub === 'string' && typeof email === 'string' ? { id: sub, email } : null;
}
