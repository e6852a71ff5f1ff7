import { pdfResponse } from '../../printed.server.ts';
import { composeMapSheet } from '../map-sheet.server.ts';
import type { RequestHandler } from './$types';

/** The map of an address on a sheet of paper, as PDF/UA-1. */
export const GET: RequestHandler = async ({ url }) => {
	const { document } = await composeMapSheet(url.searchParams, true);
	return pdfResponse(document, 'carte');
};
