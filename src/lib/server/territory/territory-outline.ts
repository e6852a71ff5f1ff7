import type { Position } from 'geojson';
import { centreOf } from '#lib/geo/centre-of.ts';
import { territoryBox } from '#lib/search/places.ts';
import type { Reading } from './reading.ts';

/** Communes that a map of the whole territory names, the largest first. */
const mostTowns = 12;

function largestCommunes({ communes }: Reading['atlas']): { name: string; at: Position }[] {
	return communes
		.toSorted((one, other) => (other.population ?? 0) - (one.population ?? 0))
		.slice(0, mostTowns)
		.flatMap(({ name, geometry }) => (geometry === null ? [] : [{ name, at: centreOf(geometry) }]));
}

/** What every map of a document shows of the territory: its box, its EPCI and its largest communes. */
export function territoryOutline({ atlas }: Reading) {
	return {
		bounds: territoryBox(atlas),
		epci: atlas.epci.map(({ geometry }) => geometry).filter((geometry) => geometry !== null),
		towns: largestCommunes(atlas)
	};
}
export type TerritoryOutline = ReturnType<typeof territoryOutline>;
