import { outbox } from '#lib/backend/outbox.ts';
import { appBackend } from '#lib/server/app-backend.ts';
import type { LayoutServerLoad } from './$types';

export const load: LayoutServerLoad = async ({ locals }) => {
	const { id, name, languages, colours, contacts } = appBackend().configuration;
	const administers = locals.member?.role === 'administrateur';
	return {
		territory: { name, languages, accent: colours.accent, contacts },
		/** How many mails have not left: for administrators alone. */
		stuckMails: administers ? await outbox.stuck(locals.supabase, id) : 0
	};
};
