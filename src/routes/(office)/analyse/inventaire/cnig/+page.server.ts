import { cnig } from '#lib/backend/cnig.ts';
import { readCnigScope } from './cnig.server.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ url, locals }) => {
	const { scope, query, epci, epciPlaces, place, unknownPlace } = await readCnigScope(url);
	const role = locals.member?.role;
	return {
		...{ query, epciPlaces, place, unknownPlace, name: epci?.name ?? '' },
		counts: await cnig.counts(locals.supabase, scope),
		/** Agents have what the public files leave empty, of their EPCI. */
		agent: role === 'agent' || role === 'administrateur'
	};
};
