import { error } from '@sveltejs/kit';
import { m } from '#lib/paraglide/messages.js';
import { pdfResponse } from '../../../../printed.server.ts';
import { composeAnnex } from '../annex.server.ts';
import type { RequestHandler } from './$types';

/** The annex of a council's decision as PDF/UA-1; owners only where whoever asks is an agent of the EPCI. */
export const GET: RequestHandler = async (event) => {
	const annex = await composeAnnex(event);
	if ('choice' in annex) error(400, m.annex_choose());
	const { document, place, year } = annex;
	const response = await pdfResponse(document, `annexe-${place}-${String(year)}`);
	// Owners may stand in it: nobody but who asked keeps it.
	response.headers.set('cache-control', 'private, no-store');
	return response;
};
