import type { Box, LngLat } from '#lib/domain/feature.ts';
import { boundingBox } from '#lib/geo/bounding-box.ts';
import type { FoundPlace, Suggestion } from '#lib/search/find/suggestion.ts';
import type { Atlas, Selection } from '#lib/state/workspace.svelte.ts';

const collections: Partial<Record<Suggestion['kind'], Selection['collection']>> = {
	plot: 'terrains',
	site: 'sites',
	firm: 'etablissements',
	brownfield: 'friches',
	epci: 'epci'
};

/** The record whose card a suggestion opens; null for a place. */
export function recordOf({ kind, id }: Suggestion): Selection | null {
	const collection = collections[kind];
	return collection === undefined ? null : { collection, id };
}

/** Degrees around a point that are shown: a town or so, some streets. */
const reach: Partial<Record<Suggestion['kind'], number>> = { commune: 0.03, poi: 0.02 };
const streets = 0.004;

/** Where the map goes for a suggestion; null where nobody knows where it is. */
export function foundPlace(
	{ kind, id, name, position }: Suggestion,
	atlas: Atlas | null
): FoundPlace | null {
	if (position === null) return null;
	const contour =
		kind === 'commune' ? atlas?.communes.find(({ insee }) => insee === id)?.geometry : null;
	const box = contour ? boundingBox(contour) : around(position, reach[kind] ?? streets);
	return { name, position, box };
}

function around([lng, lat]: LngLat, degrees: number): Box {
	return [lng - degrees * 1.5, lat - degrees, lng + degrees * 1.5, lat + degrees];
}
