import type { Geometry } from 'geojson';
import { bbox } from '@turf/turf';
import type { Box } from '#lib/domain/feature.ts';

/** Box [west, south, east, north] of a geometry in degrees. */
export function boundingBox(geometry: Geometry): Box {
	const [west, south, east, north] = bbox(geometry) as Box;
	return [west, south, east, north];
}

/** Whether two boxes share at least a point. */
export function boxesMeet(a: Box, b: Box): boolean {
	return a[0] <= b[2] && b[0] <= a[2] && a[1] <= b[3] && b[1] <= a[3];
}

/** The smallest box around several; null when there is none. */
export function unionOfBoxes(boxes: readonly Box[]): Box | null {
	if (boxes.length === 0) return null;
	return [
		Math.min(...boxes.map((box) => box[0])),
		Math.min(...boxes.map((box) => box[1])),
		Math.max(...boxes.map((box) => box[2])),
		Math.max(...boxes.map((box) => box[3]))
	];
}
