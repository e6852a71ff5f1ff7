import { faultSentence } from '#lib/words/fault-words.ts';
import { readAddress } from '#lib/search/address.ts';
import { readMapAddress } from '#lib/state/map-address.ts';
import { tileService } from '#lib/server/ground/online-maps.ts';
import { composeMapSheet } from './map-sheet.server.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ url: { searchParams } }) => {
	const { form, document } = await composeMapSheet(searchParams, false);
	const { title, caution, blocks } = document;
	const seen = readMapAddress(searchParams);
	const faults = [...readAddress(searchParams).faults, ...seen.faults];
	return {
		...{ form, title, document: { caution, blocks }, faults: faults.map(faultSentence) },
		base: { asked: seen.base, online: tileService() !== 'off' }
	};
};
