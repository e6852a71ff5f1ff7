import type { Box, LngLat } from '#lib/domain/feature.ts';

/** What a suggestion may be, in the order in which groups of equal merit stand. */
export const suggestionKinds = [
	'commune',
	'epci',
	'site',
	'plot',
	'firm',
	'brownfield',
	'poi',
	'parcel',
	'address'
] as const;
export type SuggestionKind = (typeof suggestionKinds)[number];

/** Something that the search box can take its visitor to. */
export interface Suggestion {
	kind: SuggestionKind;
	/** The record's own identifier; for an address its label. */
	id: string;
	name: string;
	/** Where or what it is, in words of the source; null when the name says it all. */
	detail: string | null;
	/** Degrees; null for what opens a card, and for a commune without a contour. */
	position: LngLat | null;
}

/** Suggestions of one kind, the best first. */
export interface SuggestionGroup {
	kind: SuggestionKind;
	suggestions: Suggestion[];
}

/** A place that the map was taken to: where its mark stands, and what of it is to be in sight. */
export interface FoundPlace {
	name: string;
	/** Degrees. */
	position: LngLat;
	box: Box;
	/** Whether it is where the visitor is: then no address tells it. */
	isOwn?: true;
}

/** Degrees around a point that are shown unless told otherwise: some streets. */
const streets = 0.004;

/** A place with what lies around it. @param degrees to the north and the south */
export function placeAround(name: string, position: LngLat, degrees: number = streets): FoundPlace {
	const [lng, lat] = position;
	const box: Box = [lng - degrees * 1.5, lat - degrees, lng + degrees * 1.5, lat + degrees];
	return { name, position, box };
}
