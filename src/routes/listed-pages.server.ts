import { readTerritory } from '#lib/server/territory/read-territory.ts';
import { standingPages, type ListedPage } from './sitemap.ts';

/** Everything that search engines may list: our standing pages, then the card of each published record. */
export async function listedPages(): Promise<ListedPage[]> {
	const { ask } = await readTerritory();
	return [...standingPages, ...(await ask.cardPages())];
}
