import { programme } from '#lib/backend/programme.ts';
import { appBackend } from '#lib/server/app-backend.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals }) => {
	const { id, axes, facts = [], programme: convention = null } = appBackend().configuration;
	return {
		axes,
		facts,
		convention,
		actions: await programme.read(locals.supabase, id),
		mayEdit: locals.member?.role === 'administrateur'
	};
};
