import type { CnigScope } from '#lib/backend/cnig.ts';
import { dayInFrance } from '#lib/domain/day.ts';
import { readTerritory } from '#lib/server/territory/read-territory.ts';
import { readScope, scopeParameter, scopeText } from '#lib/subjects/indicators/dashboard/scope.ts';
import { readInventoryQuery } from '#lib/subjects/inventory/inventory-query.ts';

/** What the files are of, as an address names it: the territory or an EPCI, at a year. */
export async function readCnigScope(url: URL) {
	const { ask, configuration } = await readTerritory();
	const places = await ask.placesToAnalyse();
	const query = readInventoryQuery(url.searchParams, dayInFrance(new Date()));
	const text = url.searchParams.get(scopeParameter) ?? '';
	const asked = readScope(text);
	const epci =
		asked?.kind === 'epci' ? (places.epci.find(({ id }) => id === asked.id) ?? null) : null;
	const isKnown = asked?.kind === 'territoire' || epci !== null;
	const scope: CnigScope = {
		...{ territory: configuration.id, epci: epci?.id ?? null, day: query.day }
	};
	return {
		...{ scope, query, epci, territoryName: configuration.name },
		epciPlaces: places.epci,
		place: epci === null ? '' : scopeText({ kind: 'epci', id: epci.id }),
		/** What was asked for and is neither the territory nor one of its EPCI. */
		unknownPlace: isKnown ? null : text
	};
}
