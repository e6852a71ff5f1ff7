import { createServiceClient } from '#lib/backend/client.ts';
import { missingLand } from '#lib/backend/missing-land.ts';
import { readAddress } from '#lib/search/address.ts';
import type { Criteria } from '#lib/search/criteria.ts';
import { appBackend } from '#lib/server/app-backend.ts';
import { readTerritory } from '#lib/server/territory/read-territory.ts';

/** First day of the month that the clock in Paris shows, AAAA-MM-JJ. */
export function parisMonth(now: Date): string {
	const shown = new Intl.DateTimeFormat('fr-CA', {
		timeZone: 'Europe/Paris',
		year: 'numeric',
		month: '2-digit'
	}).format(now);
	return `${shown}-01`;
}

/** What is asked of the land: words typed look a name or an address up, and say nothing of what is needed. */
function needIn(criteria: Criteria): Criteria {
	return { ...criteria, text: '', wishes: { ...criteria.wishes, text: undefined } };
}

/**
 * Counts a search that found nothing, once it is seen here to find nothing without the words typed either. What is kept: the month, the EPCI, the
 * least surface, the names of the criteria; neither their values, nor the words typed, nor who searched.
 * @param query the search as the map's address writes it
 * @returns whether it was counted
 */
export async function countMissedSearch(query: string, now: Date): Promise<boolean> {
	const { criteria, faults } = readAddress(new URLSearchParams(query));
	if (faults.length > 0) return false;
	const { ask, configuration } = await readTerritory();
	const { search, epci } = await ask.askedSearch(needIn(criteria));
	if (search.asked.length === 0 || search.found > 0) return false;
	return missingLand.countSearch(createServiceClient(appBackend().backend), {
		territory: configuration.id,
		month: parisMonth(now),
		epci,
		surfaceMinHa: criteria.wishes.area === undefined ? criteria.areaMinHa : null,
		criteria: search.asked,
		blocking: search.blocking
	});
}
