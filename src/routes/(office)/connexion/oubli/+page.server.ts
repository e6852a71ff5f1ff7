import { fail } from '@sveltejs/kit';
import { accounts } from '#lib/backend/accounts.ts';
import { m } from '#lib/paraglide/messages.js';
import { attempt, noSoonerThan } from '#lib/server/account-limits.ts';
import { appBackend } from '#lib/server/app-backend.ts';
import { mailLeaves } from '#lib/server/mail/send-mail.ts';
import { textOf } from '../../form-text.ts';
import { emailFault } from '../credentials.ts';
import type { Actions } from './$types';

export const actions: Actions = {
	default: async (event) => {
		const email = textOf(await event.request.formData(), 'email').trim();
		const fault = emailFault(email);
		if (fault) return fail(400, { email, fault });
		const wait = attempt(event, 'mail', email);
		if (wait > 0) return fail(429, { email, fault: m.account_wait({ seconds: wait }) });
		await noSoonerThan(600, accounts.requestReset(appBackend().backend, email));
		return { sent: email, mailKept: !mailLeaves() };
	}
};
