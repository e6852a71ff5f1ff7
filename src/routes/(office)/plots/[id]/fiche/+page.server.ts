import { error } from '@sveltejs/kit';
import { m } from '#lib/paraglide/messages.js';
import { composeSheet } from '../../../plot-documents.server.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ params: { id }, url }) => {
	const { document, sheets } = await composeSheet(id, url.searchParams);
	if (sheets.length === 0) error(404, m.record_unknown({ kind: m.kind_plot(), id }));
	const { title, caution, blocks } = document;
	return { id, title, document: { caution, blocks }, query: url.search };
};
