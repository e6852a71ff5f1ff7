import { error } from '@sveltejs/kit';
import { programme } from '#lib/backend/programme.ts';
import { m } from '#lib/paraglide/messages.js';
import { appBackend } from '#lib/server/app-backend.ts';
import { drawPlaces } from '../places.server.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params: { id } }) => {
	const { id: territory, axes } = appBackend().configuration;
	const actions = await programme.read(locals.supabase, territory);
	const action = actions.find(({ action_id }) => action_id === id);
	if (!action) error(404, m.programme_unknown({ value: id }));
	const { role } = locals.member ?? {};
	const maySeeHistory = role === 'agent' || role === 'administrateur';
	return {
		action,
		axes,
		places: await drawPlaces([action]),
		history: maySeeHistory ? await programme.history(locals.supabase, { territory, id }) : null,
		mayEdit: role === 'administrateur'
	};
};
