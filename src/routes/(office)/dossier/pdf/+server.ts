import { error } from '@sveltejs/kit';
import { m } from '#lib/paraglide/messages.js';
import { pdfResponse } from '../../printed.server.ts';
import { mostPlots } from '../../most-plots.ts';
import { composeDossier } from '../../plot-documents.server.ts';
import type { RequestHandler } from './$types';

/** The dossier of several plots as PDF/UA-1; a file cannot say what it leaves out, so too many are refused. */
export const GET: RequestHandler = async ({ url }) => {
	const { composed, tooMany, none } = await composeDossier(url.searchParams);
	if (tooMany !== null) error(400, m.dossier_too_large({ count: tooMany, most: mostPlots }));
	if (none) error(404, m.dossier_none());
	return pdfResponse(composed.document, 'dossier');
};
