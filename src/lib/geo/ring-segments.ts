import type { Position } from 'geojson';
import type { Box } from '#lib/domain/feature.ts';

/** Segments in one array: four numbers each, from (x, y) to (x, y). */
export type Segments = Float64Array;

/** The edges of closed rings, those of no length left out. */
export function segmentsOfRings(rings: readonly (readonly Position[])[]): Segments {
	const ends: number[] = [];
	for (const ring of rings)
		for (let at = 1; at < ring.length; at += 1) {
			const [fromX = Number.NaN, fromY = Number.NaN] = ring[at - 1] ?? [];
			const [x = Number.NaN, y = Number.NaN] = ring[at] ?? [];
			if (fromX !== x || fromY !== y) ends.push(fromX, fromY, x, y);
		}
	return new Float64Array(ends);
}

/** The box around segments. */
export function boxOfSegments(segments: Segments): Box {
	const box: Box = [Infinity, Infinity, -Infinity, -Infinity];
	for (let at = 0; at < segments.length; at += 2) {
		const [x, y] = [segments[at] as number, segments[at + 1] as number];
		box[0] = Math.min(box[0], x);
		box[1] = Math.min(box[1], y);
		box[2] = Math.max(box[2], x);
		box[3] = Math.max(box[3], y);
	}
	return box;
}
