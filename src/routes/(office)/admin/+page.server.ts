import { reviews } from '#lib/backend/checking.ts';
import { listingStates } from '#lib/domain/listing.ts';
import { appBackend } from '#lib/server/app-backend.ts';
import { requireMember } from '#lib/server/session.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	requireMember(event, 'agent', 'administrateur');
	const all = await reviews.queue(event.locals.supabase, appBackend().configuration.id);
	const asked = event.url.searchParams.get('etat');
	const state = listingStates.find((one) => one === asked) ?? null;
	const counts = listingStates.map((one) => ({
		state: one,
		count: all.filter(({ etat }) => etat === one).length
	}));
	return {
		state,
		total: all.length,
		counts: counts.filter(({ state: one, count }) => count > 0 || one === 'soumise'),
		lines: state === null ? all : all.filter(({ etat }) => etat === state)
	};
};
