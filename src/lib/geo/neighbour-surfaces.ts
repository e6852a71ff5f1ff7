import type { MultiPolygon, Polygon } from 'geojson';
import type { Box } from '#lib/domain/feature.ts';
import { boxIndex } from './box-index.ts';
import { toLambert93 } from './lambert-93.ts';
import { segmentsMeet, squaredDistanceToSegment } from './segments.ts';

/** Two surfaces that lie near each other, by their indexes; `one` is the smaller. */
export interface Neighbours {
	one: number;
	other: number;
	/** Metres of limit that they have in common. */
	shared: number;
	/** Metres between them where they come nearest; 0 where they touch. */
	gap: number;
}

/** Edges of a surface in metres of Lambert-93: x and y of both ends, one edge after the other. */
type Edges = Float64Array;

/** Limits that lie so near each other are one, in metres: two surveys never agree to the centimetre. */
export const sameLimit = 0.5;

/** How exactly the ends of a common limit are found, as a part of an edge. */
const halvings = 24;

/**
 * Pairs of surfaces at most so many metres apart, on the plane of Lambert-93 (EPSG:2154), ascending.
 * @param surfaces in degrees
 * @param most largest gap in metres
 */
export function neighbourSurfaces(
	surfaces: readonly (Polygon | MultiPolygon)[],
	most: number
): Neighbours[] {
	const edges = surfaces.map(edgesOf);
	const boxes = edges.map(boxOf);
	const index = boxIndex(boxes);
	return boxes.flatMap((box, one) => {
		if (box === null) return [];
		const near: Box = [box[0] - most, box[1] - most, box[2] + most, box[3] + most];
		return [...index.meeting(near)].flatMap((other) => {
			const [ours, theirs] = [edges[one], edges[other]];
			if (other <= one || !ours || !theirs) return [];
			const gap = gapBetween(ours, theirs);
			if (gap > most) return [];
			const shared =
				gap > sameLimit ? 0 : Math.min(commonLength(ours, theirs), commonLength(theirs, ours));
			return [{ one, other, shared, gap }];
		});
	});
}

function edgesOf(surface: Polygon | MultiPolygon): Edges {
	const rings = surface.type === 'Polygon' ? surface.coordinates : surface.coordinates.flat();
	return Float64Array.from(
		rings.flatMap((ring) => {
			const points = ring.map(toLambert93);
			return points.slice(1).flatMap(([x = 0, y = 0], at) => {
				const [fromX = 0, fromY = 0] = points[at] ?? [];
				return [fromX, fromY, x, y];
			});
		})
	);
}

function boxOf(edges: Edges): Box | null {
	if (edges.length === 0) return null;
	const box: Box = [Infinity, Infinity, -Infinity, -Infinity];
	for (let at = 0; at < edges.length; at += 2) {
		const [x, y] = [edges[at] as number, edges[at + 1] as number];
		box[0] = Math.min(box[0], x);
		box[1] = Math.min(box[1], y);
		box[2] = Math.max(box[2], x);
		box[3] = Math.max(box[3], y);
	}
	return box;
}

type Segment = [ax: number, ay: number, bx: number, by: number];
const segmentAt = (edges: Edges, at: number) => edges.subarray(at, at + 4) as unknown as Segment;

function gapBetween(ours: Edges, theirs: Edges): number {
	let least = Infinity;
	for (let i = 0; i < ours.length; i += 4) {
		const [ax, ay, bx, by] = segmentAt(ours, i);
		for (let j = 0; j < theirs.length; j += 4) {
			const [cx, cy, dx, dy] = segmentAt(theirs, j);
			if (segmentsMeet(ax, ay, bx, by, cx, cy, dx, dy)) return 0;
			least = Math.min(
				least,
				squaredDistanceToSegment(ax, ay, cx, cy, dx, dy),
				squaredDistanceToSegment(bx, by, cx, cy, dx, dy),
				squaredDistanceToSegment(cx, cy, ax, ay, bx, by),
				squaredDistanceToSegment(dx, dy, ax, ay, bx, by)
			);
		}
	}
	return Math.sqrt(least);
}

/** Metres of our edges that lie along theirs. */
function commonLength(ours: Edges, theirs: Edges): number {
	let total = 0;
	for (let i = 0; i < ours.length; i += 4) {
		const edge = segmentAt(ours, i);
		const length = Math.hypot(edge[2] - edge[0], edge[3] - edge[1]);
		const along: [from: number, to: number][] = [];
		for (let j = 0; j < theirs.length; j += 4) {
			const part = partNear(edge, segmentAt(theirs, j));
			if (part && !isEndOnly(part, length)) along.push(part);
		}
		total += covered(along) * length;
	}
	return total;
}

/** Whether an edge only begins or ends at another limit, as it does across a corner. */
const isEndOnly = ([from, to]: readonly [number, number], length: number) =>
	to - from < 1 && (to - from) * length <= 2 * sameLimit;

/** The part of an edge, from 0 to 1, that lies along another; their distance is convex, so it is one part. */
function partNear([ax, ay, bx, by]: Segment, [cx, cy, dx, dy]: Segment): [number, number] | null {
	if (Math.max(ax, bx) + sameLimit < Math.min(cx, dx)) return null;
	if (Math.min(ax, bx) - sameLimit > Math.max(cx, dx)) return null;
	if (Math.max(ay, by) + sameLimit < Math.min(cy, dy)) return null;
	if (Math.min(ay, by) - sameLimit > Math.max(cy, dy)) return null;
	const away = (t: number) =>
		squaredDistanceToSegment(ax + t * (bx - ax), ay + t * (by - ay), cx, cy, dx, dy);
	const isNear = (t: number) => away(t) <= sameLimit ** 2;
	const nearest = leastOf(away);
	if (!isNear(nearest)) return null;
	const end = (outside: number) => {
		if (isNear(outside)) return outside;
		let [out, within] = [outside, nearest];
		for (let step = 0; step < halvings; step += 1) {
			const middle = (out + within) / 2;
			if (isNear(middle)) within = middle;
			else out = middle;
		}
		return within;
	};
	return [end(0), end(1)];
}

/** Where a convex function is least between 0 and 1. */
function leastOf(height: (t: number) => number): number {
	let [low, high] = [0, 1];
	for (let step = 0; step < 2 * halvings; step += 1) {
		const [left, right] = [low + (high - low) / 3, high - (high - low) / 3];
		if (height(left) <= height(right)) high = right;
		else low = left;
	}
	return (low + high) / 2;
}

/** Length of the union of intervals. */
function covered(intervals: readonly (readonly [from: number, to: number])[]): number {
	let [total, until] = [0, -Infinity];
	for (const [from, to] of intervals.toSorted(([one], [other]) => one - other)) {
		total += Math.max(0, to - Math.max(from, until));
		until = Math.max(until, to);
	}
	return total;
}
