import { fail, redirect } from '@sveltejs/kit';
import { accounts } from '#lib/backend/accounts.ts';
import { m } from '#lib/paraglide/messages.js';
import { localizeHref } from '#lib/paraglide/runtime.js';
import { attempt } from '#lib/server/account-limits.ts';
import { textOf } from '../../form-text.ts';
import { passwordFault } from '../credentials.ts';
import { tokenOf } from '../redeem.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = tokenOf;

export const actions: Actions = {
	default: async (event) => {
		const form = await event.request.formData();
		const token = textOf(form, 'jeton');
		const password = textOf(form, 'password');
		// Before the token: it serves once, and a password too short must not use it up.
		const passwordError = passwordFault(password);
		if (passwordError) return fail(400, { passwordError });
		const wait = attempt(event, 'token', token);
		if (wait > 0) return fail(429, { fault: m.account_wait({ seconds: wait }) });
		const session = event.locals.supabase;
		if (!(await accounts.redeem(session, { tokenHash: token, kind: 'recovery' }))) {
			return fail(400, { fault: m.account_token_refused() });
		}
		await accounts.changePassword(session, password);
		redirect(303, localizeHref('/connexion/compte?fait=mot-de-passe'));
	}
};
