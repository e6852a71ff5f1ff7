import { randomBytes } from 'node:crypto';
import { error, fail, redirect } from '@sveltejs/kit';
import { accounts } from '#lib/backend/accounts.ts';
import { createServiceClient } from '#lib/backend/client.ts';
import { invitations, type Invitation } from '#lib/backend/members.ts';
import { m } from '#lib/paraglide/messages.js';
import { getLocale, localizeHref } from '#lib/paraglide/runtime.js';
import { attempt } from '#lib/server/account-limits.ts';
import { appBackend } from '#lib/server/app-backend.ts';
import { formatDate } from '#lib/ui/format.ts';
import { textOf } from '../../../form-text.ts';
import { hasFault, nameFault, passwordFault } from '../../credentials.ts';
import { hashOf } from '#lib/server/link-token.ts';
import type { Actions, PageServerLoad } from './$types';
import { refusalOf } from '../../../refusal.ts';

/** The invitation of this token while it is pending; a page that says why not otherwise. */
async function pendingInvitation(token: string): Promise<Invitation> {
	const service = createServiceClient(appBackend().backend);
	const invitation = await invitations.read(service, hashOf(token));
	if (!invitation) error(404, m.account_invitation_unknown());
	if (invitation.state === 'acceptée') error(410, m.account_invitation_used());
	if (invitation.state === 'expirée') {
		const date = formatDate(invitation.expires, getLocale());
		error(410, m.account_invitation_expired({ date }));
	}
	return invitation;
}

export const load: PageServerLoad = async (event) => {
	const wait = attempt(event, 'token', event.params.token);
	if (wait > 0) error(429, m.account_wait({ seconds: wait }));
	event.setHeaders({ 'referrer-policy': 'same-origin', 'cache-control': 'no-store' });
	const { email, role, epci } = await pendingInvitation(event.params.token);
	return { email, role, epci };
};

export const actions: Actions = {
	default: async (event) => {
		const form = await event.request.formData();
		const name = textOf(form, 'name');
		const password = textOf(form, 'password');
		const faults = { name: nameFault(name), password: passwordFault(password) };
		if (hasFault(faults)) return fail(400, { name, faults });
		const { email } = await pendingInvitation(event.params.token);
		const { backend } = appBackend();
		const service = createServiceClient(backend);
		// Who holds the token holds the mailbox: a password that somebody else chose before is replaced.
		const token = randomBytes(32).toString('hex');
		const userId = await accounts.establish(backend, service, { email, password, token });
		try {
			await invitations.accept(service, { tokenHash: hashOf(event.params.token), userId, name });
		} catch (fault) {
			error(409, refusalOf(fault).message);
		}
		await accounts.signIn(event.locals.supabase, { email, password });
		redirect(303, localizeHref('/admin'));
	}
};
