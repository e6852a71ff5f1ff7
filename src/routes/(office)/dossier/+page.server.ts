import { composeDossier } from '../plot-documents.server.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ url }) => {
	const { composed, tooMany, none } = await composeDossier(url.searchParams);
	const { title, caution, blocks } = composed.document;
	return {
		title,
		document: { caution, blocks },
		tooMany,
		none,
		query: url.search
	};
};
