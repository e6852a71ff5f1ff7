import { fail, redirect } from '@sveltejs/kit';
import { accounts } from '#lib/backend/accounts.ts';
import { m } from '#lib/paraglide/messages.js';
import { attempt, noSoonerThan } from '#lib/server/account-limits.ts';
import { appBackend } from '#lib/server/app-backend.ts';
import { mailLeaves } from '#lib/server/mail/send-mail.ts';
import type { Actions, PageServerLoad } from './$types';
import { textOf } from '../form-text.ts';
import { emailFault } from './credentials.ts';
import { homeOf } from './home.server.ts';

export const load: PageServerLoad = async (event) => {
	if (event.locals.account) redirect(303, await homeOf(event));
	return { suite: event.url.searchParams.get('suite') };
};

export const actions: Actions = {
	entrer: async (event) => {
		const form = await event.request.formData();
		const email = textOf(form, 'email').trim();
		const wait = attempt(event, 'signIn', email);
		if (wait > 0) return fail(429, { email, fault: m.account_wait({ seconds: wait }) });
		const credentials = { email, password: textOf(form, 'password') };
		if (!(await noSoonerThan(400, accounts.signIn(event.locals.supabase, credentials)))) {
			return fail(400, { email, fault: m.account_sign_in_failed() });
		}
		redirect(303, await homeOf(event));
	},

	lien: async (event) => {
		const form = await event.request.formData();
		const email = textOf(form, 'email').trim();
		const emailError = emailFault(email);
		if (emailError) return fail(400, { linkEmail: email, linkFault: emailError });
		const wait = attempt(event, 'mail', email);
		if (wait > 0) {
			return fail(429, { linkEmail: email, linkFault: m.account_wait({ seconds: wait }) });
		}
		await noSoonerThan(600, accounts.requestLink(appBackend().backend, email));
		return { linkSent: email, mailKept: !mailLeaves() };
	}
};
