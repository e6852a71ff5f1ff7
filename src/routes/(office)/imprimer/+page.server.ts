import { faultSentence } from '#lib/words/fault-words.ts';
import { readAddress } from '#lib/search/address.ts';
import { readMapAddress } from '#lib/state/map-address.ts';
import { composeMapSheet } from './map-sheet.server.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ url: { searchParams } }) => {
	const { form, document } = await composeMapSheet(searchParams);
	const { title, caution, blocks } = document;
	const faults = [...readAddress(searchParams).faults, ...readMapAddress(searchParams).faults];
	return { form, title, document: { caution, blocks }, faults: faults.map(faultSentence) };
};
