import { error } from '@sveltejs/kit';
import { m } from '#lib/paraglide/messages.js';
import { composeSheet } from '../../../../plot-documents.server.ts';
import { pdfResponse } from '../../../../printed.server.ts';
import type { RequestHandler } from './$types';

/** The sheet of a plot as PDF/UA-1. */
export const GET: RequestHandler = async ({ params: { id }, url }) => {
	const { document, sheets } = await composeSheet(id, url.searchParams);
	if (sheets.length === 0) error(404, m.record_unknown({ kind: m.kind_plot(), id }));
	return pdfResponse(document, `fiche-${id}`);
};
