import { fail } from '@sveltejs/kit';
import { accounts } from '#lib/backend/accounts.ts';
import { features } from '#lib/backend/features.ts';
import { members } from '#lib/backend/members.ts';
import { m } from '#lib/paraglide/messages.js';
import { attempt } from '#lib/server/account-limits.ts';
import { appBackend } from '#lib/server/app-backend.ts';
import { requireAccount } from '#lib/server/session.ts';
import { textOf } from '../../form-text.ts';
import { nameFault, passwordFault } from '../credentials.ts';
import { lookUpFirm, registerFirm } from '../firm.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const { email } = requireAccount(event);
	const { member } = event.locals;
	return {
		email,
		member,
		epciNames: member?.epci.length ? await namesOf(member.epci) : [],
		passwordSaved: event.url.searchParams.get('fait') === 'mot-de-passe'
	};
};

async function namesOf(sirens: readonly string[]): Promise<string[]> {
	const { client, configuration } = appBackend();
	const page = await features.page(client, { territory: configuration.id, collection: 'epci' });
	const known = new Map(page.features.map(({ id, properties }) => [id, properties?.['epci_nom']]));
	return sirens.map((siren) => String(known.get(siren) ?? siren));
}

export const actions: Actions = {
	nom: async (event) => {
		requireAccount(event);
		const name = textOf(await event.request.formData(), 'name');
		const fault = nameFault(name);
		if (fault) return fail(400, { name, nameFault: fault });
		const territory = appBackend().configuration.id;
		await members.rename(event.locals.supabase, { territory, name });
		return { nameSaved: true };
	},

	entreprise: async (event) => {
		const account = requireAccount(event);
		const form = await event.request.formData();
		const values = {
			name: textOf(form, 'name'),
			siret: textOf(form, 'siret'),
			firmName: textOf(form, 'firmName')
		};
		const name = nameFault(values.name);
		const looked = await lookUpFirm(values.siret, values.firmName);
		if ('faults' in looked) return fail(400, { values, faults: { name, ...looked.faults } });
		if (name) return fail(400, { values, faults: { name } });
		await registerFirm(account, values.name, looked.firm);
		return { registered: true };
	},

	'mot-de-passe': async (event) => {
		const { email } = requireAccount(event);
		const form = await event.request.formData();
		const password = textOf(form, 'password');
		const passwordError = passwordFault(password);
		if (passwordError) return fail(400, { passwordError });
		const wait = attempt(event, 'signIn', email);
		if (wait > 0) return fail(429, { currentError: m.account_wait({ seconds: wait }) });
		const current = { email, password: textOf(form, 'current') };
		if (!(await accounts.knowsPassword(appBackend().backend, current))) {
			return fail(400, { currentError: m.account_current_wrong() });
		}
		await accounts.changePassword(event.locals.supabase, password);
		return { passwordSaved: true };
	}
};
