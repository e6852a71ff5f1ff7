import { randomBytes } from 'node:crypto';
import { fail, redirect, type RequestEvent } from '@sveltejs/kit';
import { accounts } from '#lib/backend/accounts.ts';
import { createServiceClient } from '#lib/backend/client.ts';
import { signUps } from '#lib/backend/members.ts';
import { m } from '#lib/paraglide/messages.js';
import { attempt } from '#lib/server/account-limits.ts';
import { appBackend } from '#lib/server/app-backend.ts';
import { textOf } from '../../form-text.ts';
import { refusalOf } from '../../refusal.ts';
import { hasFault, nameFault, passwordFault } from '../credentials.ts';
import { homeOf } from '../home.server.ts';
import { hashOf } from '#lib/server/link-token.ts';
import { tokenOf } from '../redeem.server.ts';
import type { Actions, PageServerLoad } from './$types';

const service = () => createServiceClient(appBackend().backend);

/** What was asked for is shown to who has the link, before it gives anybody anything. */
export const load: PageServerLoad = async (event) => {
	const { token } = tokenOf(event);
	const wait = attempt(event, 'token', token);
	if (wait > 0) return { token, wait, asked: null };
	return { token, wait: 0, asked: token ? await signUps.read(service(), hashOf(token)) : null };
};

export const actions: Actions = {
	accepter: async (event) => {
		const form = await event.request.formData();
		const token = textOf(form, 'jeton');
		const name = textOf(form, 'name');
		const password = textOf(form, 'password');
		const faults = { name: nameFault(name), password: passwordFault(password) };
		if (hasFault(faults)) return fail(400, { name, faults });
		const wait = attempt(event, 'token', token);
		if (wait > 0) return fail(429, { name, fault: m.account_wait({ seconds: wait }) });
		return open(event, token, { name, password });
	},

	refuser: async (event) => {
		const token = textOf(await event.request.formData(), 'jeton');
		const wait = attempt(event, 'token', token);
		if (wait > 0) return fail(429, { fault: m.account_wait({ seconds: wait }) });
		const removed = await signUps.refuse(service(), hashOf(token));
		return removed ? { refused: true } : fail(400, { fault: m.account_token_refused() });
	}
};

/** Who holds the token holds the mailbox: their password replaces any that somebody else chose before. */
async function open(
	event: RequestEvent,
	token: string,
	{ name, password }: { name: string; password: string }
) {
	const tokenHash = hashOf(token);
	const asked = await signUps.read(service(), tokenHash);
	if (!asked) return fail(400, { name, fault: m.account_token_refused() });
	const { email } = asked;
	const entry = { email, password, token: randomBytes(32).toString('hex') };
	const userId = await accounts.establish(appBackend().backend, service(), entry);
	try {
		await signUps.accept(service(), { tokenHash, userId, name });
	} catch (fault) {
		const { status, message } = refusalOf(fault);
		return fail(status, { name, fault: message });
	}
	await accounts.signIn(event.locals.supabase, { email, password });
	redirect(303, await homeOf(event));
}
