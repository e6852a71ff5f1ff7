import { programme } from '#lib/backend/programme.ts';
import { appBackend } from '#lib/server/app-backend.ts';
import { axisParameter } from '#lib/subjects/programme/axis-parameter.ts';
import { drawPlaces } from './places.server.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => {
	const { id, axes, facts = [], programme: convention = null } = appBackend().configuration;
	const asked = url.searchParams.get(axisParameter);
	const chosen = axes.find((axis) => axis.id === asked) ?? null;
	const actions = await programme.read(locals.supabase, id);
	const ofAxis = actions.filter(({ axe }) => axe === chosen?.id);
	return {
		axes,
		facts,
		convention,
		actions,
		/** The axis that the page is about; null for all, and what was asked for where it is none. */
		axis: chosen?.id ?? null,
		unknownAxis: asked !== null && chosen === null ? asked : null,
		places: chosen && (await drawPlaces(ofAxis)),
		mayEdit: locals.member?.role === 'administrateur'
	};
};
