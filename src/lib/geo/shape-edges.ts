import type { FlatPolygons } from './flat-polygons.ts';

/** Calls `test` with the ends of every edge of a shape until it answers true; whether one did. */
export function someEdge(
	{ coordinates, rings, polygons, shapes }: FlatPolygons,
	shape: number,
	test: (ax: number, ay: number, bx: number, by: number) => boolean
): boolean {
	const endRing = polygons[shapes[shape + 1] as number] as number;
	for (let ring = polygons[shapes[shape] as number] as number; ring < endRing; ring += 1) {
		const end = 2 * (rings[ring + 1] as number) - 2;
		for (let at = 2 * (rings[ring] as number); at < end; at += 2) {
			const ax = coordinates[at] as number;
			const ay = coordinates[at + 1] as number;
			const bx = coordinates[at + 2] as number;
			const by = coordinates[at + 3] as number;
			if (test(ax, ay, bx, by)) return true;
		}
	}
	return false;
}
