import { fail, redirect, type RequestEvent } from '@sveltejs/kit';
import { accounts, type TokenKind } from '#lib/backend/accounts.ts';
import { m } from '#lib/paraglide/messages.js';
import { attempt } from '#lib/server/account-limits.ts';
import { textOf } from '../form-text.ts';
import { homeOf } from './home.server.ts';

/** Signs in with the token of a mail: by a button, so that a mail scanner does not use it up. */
export async function enterByToken(event: RequestEvent, kind: TokenKind) {
	const tokenHash = textOf(await event.request.formData(), 'jeton');
	const wait = attempt(event, 'token', tokenHash);
	if (wait > 0) return fail(429, { fault: m.account_wait({ seconds: wait }) });
	if (!(await accounts.redeem(event.locals.supabase, { tokenHash, kind }))) {
		return fail(400, { fault: m.account_token_refused() });
	}
	redirect(303, await homeOf(event));
}

/** The token of a link, on a page that neither a cache nor another site shall learn it from. */
export function tokenOf({ url, setHeaders }: Pick<RequestEvent, 'url' | 'setHeaders'>) {
	// Not `no-referrer`: a form would then be sent with the origin `null`, and refused as another site's.
	setHeaders({ 'referrer-policy': 'same-origin', 'cache-control': 'no-store' });
	return { token: url.searchParams.get('jeton') ?? '' };
}
