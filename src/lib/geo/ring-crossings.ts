import Flatbush from 'flatbush';
import type { Position } from 'geojson';

/** Rings whose segments lie so much over each other that to compare them all would take minutes. */
export class IntricateRings extends RangeError {
	override name = 'IntricateRings';
}

/** Pairs of segments whose boxes meet that are compared at most, in all or by segment: about a second. */
const mostComparisons = { inAll: 5_000_000, bySegment: 50 };
/** Up to so many segments an index costs more than it saves, and much more where all their boxes meet. */
const fewSegments = 2000;

/**
 * Goes through the crossings of rings with themselves and with each other, touching included, until `goOn` answers
 * false; tells it where the segment that crosses starts.
 * @param rings closed, no two consecutive positions equal
 * @throws IntricateRings where more than `mostComparisons` would be needed
 */
export function eachCrossing(
	rings: readonly (readonly Position[])[],
	goOn: (from: Position) => boolean
): void {
	const segments = segmentsOf(rings);
	const { count, ends } = segments;
	const search = count <= fewSegments ? eachLater(segments) : indexedLater(segments);
	const most = Math.max(mostComparisons.inAll, mostComparisons.bySegment * count);
	let comparisons = 0;
	for (let at = 0; at < count; at++) {
		const crossed = search(at, (later) => {
			if (++comparisons > most) throw new IntricateRings();
			return meet(ends, 4 * at, 4 * later) && !areNeighbours(segments, at, later);
		});
		const from = [ends[4 * at] ?? 0, ends[4 * at + 1] ?? 0];
		for (let found = 0; found < crossed; found++) if (!goOn(from)) return;
	}
}

/** Counts the later segments whose boxes meet that of a segment, and that cross it. */
type LaterSearch = (at: number, crosses: (later: number) => boolean) => number;

/** However they lie, 2,000 segments are compared one by one within some 20 ms. */
function eachLater({ count, boxes }: Segments): LaterSearch {
	return (at, crosses) => {
		const [west = 0, south = 0, east = 0, north = 0] = boxes.subarray(4 * at, 4 * at + 4);
		let crossed = 0;
		for (let later = at + 1; later < count; later++) {
			const box = 4 * later;
			if ((boxes[box] as number) > east || (boxes[box + 2] as number) < west) continue;
			if ((boxes[box + 1] as number) > north || (boxes[box + 3] as number) < south) continue;
			if (crosses(later)) crossed++;
		}
		return crossed;
	};
}

/** Rings as they are drawn: each segment meets the boxes of a few others, however many there are. */
function indexedLater({ count, boxes }: Segments): LaterSearch {
	const index = new Flatbush(count);
	const boxOf = (at: number): Box => [...boxes.subarray(4 * at, 4 * at + 4)] as unknown as Box;
	for (let at = 0; at < count; at++) index.add(...boxOf(at));
	index.finish();
	return (at, crosses) =>
		index.search(...boxOf(at), (later) => later > at && crosses(later)).length;
}

/**
 * How often rings cross or touch themselves and each other, counted to `most` and one more.
 * @throws IntricateRings as `eachCrossing`
 */
export function countCrossings(rings: readonly (readonly Position[])[], most: number): number {
	let count = 0;
	eachCrossing(rings, () => ++count <= most);
	return count;
}

/** The segments of rings, one ring after the other, in typed arrays: they are compared by the million. */
interface Segments {
	count: number;
	/** x and y of the start, x and y of the end. */
	ends: Float64Array;
	/** West, south, east and north. */
	boxes: Float64Array;
	/** By segment: the first one of its ring. */
	first: Uint32Array;
	/** By segment: the last one of its ring. */
	last: Uint32Array;
}

function segmentsOf(rings: readonly (readonly Position[])[]): Segments {
	const count = rings.reduce((sum, ring) => sum + Math.max(0, ring.length - 1), 0);
	const [ends, boxes] = [new Float64Array(4 * count), new Float64Array(4 * count)];
	const [first, last] = [new Uint32Array(count), new Uint32Array(count)];
	let at = 0;
	for (const ring of rings) {
		const [begin, end] = [at, at + ring.length - 2];
		for (let rank = 1; rank < ring.length; rank++, at++) {
			const [fromX = 0, fromY = 0] = ring[rank - 1] ?? [];
			const [x = 0, y = 0] = ring[rank] ?? [];
			ends.set([fromX, fromY, x, y], 4 * at);
			boxes.set(
				[Math.min(fromX, x), Math.min(fromY, y), Math.max(fromX, x), Math.max(fromY, y)],
				4 * at
			);
			first[at] = begin;
			last[at] = end;
		}
	}
	return { count, ends, boxes, first, last };
}

type Box = [west: number, south: number, east: number, north: number];

/** Whether a segment and a later one share an end because one follows the other along their ring. */
function areNeighbours({ first, last }: Segments, at: number, later: number): boolean {
	if (first[at] !== first[later]) return false;
	return later === at + 1 || (at === first[at] && later === last[at]);
}

/** Whether the segments whose ends start at these places share a point, ends included; their boxes are known to meet. */
function meet(ends: Float64Array, one: number, other: number): boolean {
	if (side(ends, one, other) * side(ends, one, other + 2) > 0) return false;
	return side(ends, other, one) * side(ends, other, one + 2) <= 0;
}

/** On which side of a segment's line a position lies: its sign tells. */
function side(ends: Float64Array, segment: number, position: number): number {
	const fromX = ends[segment] as number;
	const fromY = ends[segment + 1] as number;
	const alongX = (ends[segment + 2] as number) - fromX;
	const alongY = (ends[segment + 3] as number) - fromY;
	const cross =
		alongX * ((ends[position + 1] as number) - fromY) -
		alongY * ((ends[position] as number) - fromX);
	return Math.sign(cross);
}
