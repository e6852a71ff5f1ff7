import { fail, redirect } from '@sveltejs/kit';
import { createServiceClient } from '#lib/backend/client.ts';
import { signUps } from '#lib/backend/members.ts';
import { m } from '#lib/paraglide/messages.js';
import { localizeHref } from '#lib/paraglide/runtime.js';
import { attempt, noSoonerThan } from '#lib/server/account-limits.ts';
import { appBackend } from '#lib/server/app-backend.ts';
import { accountExistsLetter, confirmationLetter } from '#lib/server/mail/account-mail.ts';
import { wakeDelivery } from '#lib/server/mail/delivery.ts';
import { mailLeaves } from '#lib/server/mail/send-mail.ts';
import { textOf } from '../../form-text.ts';
import { emailFault, hasFault, nameFault } from '../credentials.ts';
import { lookUpFirm, type Firm } from '../firm.server.ts';
import { newLinkToken } from '#lib/server/link-token.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = ({ locals }) => {
	if (locals.account) redirect(303, localizeHref('/connexion/compte'));
};

export const actions: Actions = {
	default: async (event) => {
		const form = await event.request.formData();
		const email = textOf(form, 'email').trim();
		const values = {
			email,
			name: textOf(form, 'name'),
			siret: textOf(form, 'siret'),
			firmName: textOf(form, 'firmName')
		};
		const faults = { email: emailFault(email), name: nameFault(values.name) };
		const wait = attempt(event, 'signUp', email);
		if (wait > 0) return fail(429, { values, fault: m.account_wait({ seconds: wait }) });
		const looked = await lookUpFirm(values.siret, values.firmName);
		if ('faults' in looked) return fail(400, { values, faults: { ...faults, ...looked.faults } });
		if (hasFault(faults)) return fail(400, { values, faults });
		await noSoonerThan(900, askForAccount(email, values.name, looked.firm));
		return { sent: email, mailKept: !mailLeaves() };
	}
};

/** Asks the owner of the address, who has an account or not: the page says the same, and so does its time. */
async function askForAccount(email: string, name: string, firm: Firm): Promise<void> {
	const { backend, configuration } = appBackend();
	const { token, hash: tokenHash } = newLinkToken();
	await signUps.ask(createServiceClient(backend), {
		...{ territory: configuration.id, email, name, ...firm },
		tokenHash,
		letters: {
			confirm: confirmationLetter({ to: email, token, siret: firm.siret }, configuration),
			taken: accountExistsLetter(email, configuration)
		}
	});
	wakeDelivery(configuration.id);
}
