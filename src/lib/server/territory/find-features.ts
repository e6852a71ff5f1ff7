import type { Box } from '#lib/domain/feature.ts';
import { meetsBox } from '#lib/geo/meets-box.ts';
import type { Criteria } from '#lib/search/criteria.ts';
import { evaluate } from '#lib/search/evaluate.ts';
import type { AtlasCollection } from '#lib/search/parse-records.ts';
import { featureAt } from './class-text.ts';
import type { Reading } from './reading.ts';

/** A page of features by their place in their collection. */
export interface FoundPage {
	/** How many answer in all. */
	matched: number;
	/** Those of the page, ascending. */
	indexes: Uint32Array;
	/** Their keys, where their text is not kept and the database has to write it. */
	keys: string[] | null;
}

export interface FeatureQuestion {
	collection: AtlasCollection;
	/** A box of a width and a height that does not cross the antimeridian. */
	box: Box | null;
	/** Plots only. */
	criteria: Criteria | null;
	limit: number;
	offset: number;
}

/** The features that meet a box and answer criteria, in the order of their keys. */
export function findFeatures(reading: Reading, asked: FeatureQuestion): FoundPage {
	const { collection, box, criteria, limit, offset } = asked;
	const answering = criteria === null ? null : evaluate(reading.atlas.columns, criteria).passing;
	const found = box === null ? answering : within(reading, collection, box, answering);
	const matched = found?.length ?? reading.keys[collection].length;
	const last = Math.min(matched, offset + limit);
	const indexes =
		found === null
			? Uint32Array.from({ length: Math.max(0, last - offset) }, (_, at) => offset + at)
			: found.slice(offset, last);
	const keys = reading.texts[collection]
		? null
		: Array.from(indexes, (index) => reading.keys[collection][index] as string);
	return { matched, indexes, keys };
}

/** Those that share a point with a box, among all or among some; ascending. */
function within(
	reading: Reading,
	collection: AtlasCollection,
	box: Box,
	among: Uint32Array | null
): Uint32Array {
	const meets = exactTest(reading, collection, box);
	const near = reading.inBox[collection].meeting(box);
	if (among === null) return near.filter(meets);
	const wanted = new Uint8Array(reading.keys[collection].length);
	for (const index of among) wanted[index] = 1;
	return near.filter((index) => wanted[index] === 1 && meets(index));
}

/** A record whose box lies within meets it; for the few on the edge the geometry decides. */
function exactTest({ texts, inBox, atlas }: Reading, collection: AtlasCollection, box: Box) {
	const meets = meetsBox(box);
	const [west, south, east, north] = box;
	const { edges } = inBox[collection];
	const edge = (index: number, side: number) => edges[4 * index + side] as number;
	const geometryOf = (index: number) => {
		if (collection === 'terrains') return atlas.plots[index]?.geometry ?? null;
		const text = texts[collection];
		return text ? featureAt(text, index).geometry : null;
	};
	return (index: number): boolean => {
		if (
			edge(index, 0) >= west &&
			edge(index, 1) >= south &&
			edge(index, 2) <= east &&
			edge(index, 3) <= north
		)
			return true;
		const geometry = geometryOf(index);
		return geometry !== null && meets(geometry);
	};
}
