import type { FlatPolygons } from './flat-polygons.ts';
import { squaredDistanceToSegment } from './segments.ts';

/** Whether a point lies in polygon `polygon` of a flat set, its holes left out, its boundary included. */
export function pointInFlatPolygon(
	{ coordinates, rings, polygons }: FlatPolygons,
	polygon: number,
	x: number,
	y: number
): boolean {
	let inside = false;
	for (
		let ring = polygons[polygon] as number;
		ring < (polygons[polygon + 1] as number);
		ring += 1
	) {
		const end = 2 * (rings[ring + 1] as number) - 2;
		for (let at = 2 * (rings[ring] as number); at < end; at += 2) {
			const ax = coordinates[at] as number;
			const ay = coordinates[at + 1] as number;
			const bx = coordinates[at + 2] as number;
			const by = coordinates[at + 3] as number;
			const crossing = crosses(ax, ay, bx, by, x, y);
			if (crossing === onSegment) return true;
			if (crossing === crossed) inside = !inside;
		}
	}
	return inside;
}

export const missed = 0;
export const crossed = 1;
export const onSegment = 2;

/** How the ray from (x, y) to the east meets segment a–b: `missed`, `crossed`, or the point is `onSegment`. */
export function crosses(
	ax: number,
	ay: number,
	bx: number,
	by: number,
	x: number,
	y: number
): typeof missed | typeof crossed | typeof onSegment {
	if (ay > y !== by > y) {
		const cross = (bx - ax) * (y - ay) - (x - ax) * (by - ay);
		if (cross === 0) return onSegment;
		return cross > 0 === by > ay ? crossed : missed;
	}
	if (ay === y && by === y)
		return (ax <= x && x <= bx) || (bx <= x && x <= ax) ? onSegment : missed;
	return (ax === x && ay === y) || (bx === x && by === y) ? onSegment : missed;
}

/** Whether a point lies in a shape of a flat set and farther than `tolerance` from its boundary. */
export function pointStrictlyInShape(
	flat: FlatPolygons,
	shape: number,
	x: number,
	y: number,
	tolerance: number
): boolean {
	const { coordinates, rings, polygons, shapes } = flat;
	let inside = false;
	for (
		let polygon = shapes[shape] as number;
		polygon < (shapes[shape + 1] as number);
		polygon += 1
	) {
		if (pointInFlatPolygon(flat, polygon, x, y)) inside = true;
	}
	if (!inside) return false;
	const endRing = polygons[shapes[shape + 1] as number] as number;
	for (let ring = polygons[shapes[shape] as number] as number; ring < endRing; ring += 1) {
		const end = 2 * (rings[ring + 1] as number) - 2;
		for (let at = 2 * (rings[ring] as number); at < end; at += 2) {
			const squared = squaredDistanceToSegment(
				x,
				y,
				coordinates[at] as number,
				coordinates[at + 1] as number,
				coordinates[at + 2] as number,
				coordinates[at + 3] as number
			);
			if (squared <= tolerance * tolerance) return false;
		}
	}
	return true;
}
