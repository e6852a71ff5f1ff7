import { outbox } from '#lib/backend/outbox.ts';
import { contactsIn } from '#lib/domain/territory.ts';
import { getLocale } from '#lib/paraglide/runtime.js';
import { appBackend } from '#lib/server/app-backend.ts';
import type { LayoutServerLoad } from './$types';

export const load: LayoutServerLoad = async ({ locals }) => {
	const { configuration } = appBackend();
	const { id, name, languages, colours } = configuration;
	const administers = locals.member?.role === 'administrateur';
	return {
		territory: {
			name,
			languages,
			accent: colours.accent,
			contacts: contactsIn(configuration, getLocale())
		},
		/** How many mails have not left: for administrators alone. */
		stuckMails: administers ? await outbox.stuck(locals.supabase, id) : 0
	};
};
