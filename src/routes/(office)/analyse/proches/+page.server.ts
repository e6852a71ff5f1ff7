import { readPeers } from '#lib/server/indicators/peers.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = ({ locals }) => {
	// The records of other territories are not those whose revision this page would be kept by.
	locals.beyondRecords = true;
	return readPeers();
};
