import { composeReport } from './report.server.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const { document, ...read } = await composeReport(event);
	return {
		...read,
		search: event.url.search,
		report: document && {
			title: document.title,
			shown: { caution: document.caution, blocks: document.blocks }
		}
	};
};
