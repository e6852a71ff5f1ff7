import { composeAnnex } from './annex.server.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const annex = await composeAnnex(event);
	if ('choice' in annex) return { choice: annex.choice, year: annex.year, annex: null };
	const { title, caution, blocks } = annex.document;
	return {
		choice: null,
		year: annex.year,
		annex: { title, place: annex.place, document: { caution, blocks }, query: event.url.search }
	};
};
