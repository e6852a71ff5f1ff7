import { getLocale } from '#lib/paraglide/runtime.js';
import { readPeers } from '#lib/server/indicators/peers.ts';
import { peersCsv } from '#lib/subjects/indicators/panels/peer-rows.ts';
import { attachment } from '../../dashboard.server.ts';
import { tradeWords } from '../../trade-words.ts';
import type { RequestHandler } from './$types';

/** The nearest territories, for a spreadsheet. */
export const GET: RequestHandler = async ({ locals }) => {
	locals.beyondRecords = true;
	const { peers } = await readPeers();
	return new Response(peersCsv(peers, tradeWords, getLocale()), {
		headers: {
			'content-type': 'text/csv; charset=utf-8',
			...attachment('territoires-proches', '', 'csv')
		}
	});
};
