import { redirect } from '@sveltejs/kit';
import { listingRules } from '#lib/domain/territory.ts';
import { addWorkingHours } from '#lib/domain/working-hours.ts';
import { localizeHref } from '#lib/paraglide/runtime.js';
import { appBackend } from '#lib/server/app-backend.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = ({ url }) => {
	const reference = url.searchParams.get('numero') ?? '';
	// Anything else was not given by us: nothing of it is shown.
	if (!/^[0-9A-F]{8}$/.test(reference)) redirect(303, localizeHref('/demande'));
	const hours = listingRules(appBackend().configuration).answerHours;
	return {
		reference,
		hours,
		promised: url.searchParams.get('delai') !== 'non',
		report: url.searchParams.get('genre') === 'erreur',
		dueAt: addWorkingHours(new Date(), hours).toISOString()
	};
};
