import { boundingBox } from '#lib/geo/bounding-box.ts';
import { placeAround, type FoundPlace, type Suggestion } from '#lib/search/find/suggestion.ts';
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

/** Degrees around a point that are shown where it is a town or so. */
const reach: Partial<Record<Suggestion['kind'], number>> = { commune: 0.03, poi: 0.02 };

/** Where the map goes for a suggestion; null where nobody knows where it is. */
export function foundPlace(
	{ kind, id, name, position }: Suggestion,
	atlas: Atlas | null
): FoundPlace | null {
	if (position === null) return null;
	const contour =
		kind === 'commune' ? atlas?.communes.find(({ insee }) => insee === id)?.geometry : null;
	return contour
		? { name, position, box: boundingBox(contour) }
		: placeAround(name, position, reach[kind]);
}
