import { fail, redirect } from '@sveltejs/kit';
import { accounts } from '#lib/backend/accounts.ts';
import { m } from '#lib/paraglide/messages.js';
import { localizeHref } from '#lib/paraglide/runtime.js';
import { attempt, noSoonerThan } from '#lib/server/account-limits.ts';
import { appBackend } from '#lib/server/app-backend.ts';
import { sendAccountExistsMail } from '#lib/server/mail/account-mail.ts';
import { mailLeaves } from '#lib/server/mail/send-mail.ts';
import { textOf } from '../../form-text.ts';
import { emailFault, hasFault, nameFault, passwordFault } from '../credentials.ts';
import { lookUpFirm, registerFirm, type Firm } from '../firm.server.ts';
import type { Actions, PageServerLoad } from './$types';

type Registration = { email: string; password: string; name: string; firm: Firm };

export const load: PageServerLoad = ({ locals }) => {
	if (locals.account) redirect(303, localizeHref('/connexion/compte'));
};

export const actions: Actions = {
	default: async (event) => {
		const form = await event.request.formData();
		const email = textOf(form, 'email').trim();
		const password = textOf(form, 'password');
		const values = {
			email,
			name: textOf(form, 'name'),
			siret: textOf(form, 'siret'),
			firmName: textOf(form, 'firmName')
		};
		const faults = {
			email: emailFault(email),
			name: nameFault(values.name),
			password: passwordFault(password)
		};
		const wait = attempt(event, 'signUp', email);
		if (wait > 0) return fail(429, { values, fault: m.account_wait({ seconds: wait }) });
		const looked = await lookUpFirm(values.siret, values.firmName);
		if ('faults' in looked) return fail(400, { values, faults: { ...faults, ...looked.faults } });
		if (hasFault(faults)) return fail(400, { values, faults });
		await noSoonerThan(900, openAccount({ ...values, password, firm: looked.firm }));
		return { sent: email, mailKept: !mailLeaves() };
	}
};

/** Opens the account, or tells the owner of a taken address by mail: the page says the same. */
async function openAccount({ email, password, name, firm }: Registration) {
	const { backend, configuration } = appBackend();
	const id = await accounts.signUp(backend, { email, password });
	if (id) await registerFirm({ id, email }, name, firm);
	else await sendAccountExistsMail(email, configuration);
}
