import type { MultiPolygon, Polygon, Position } from 'geojson';
import { toLambert93 } from './lambert-93.ts';

/** Area in hectares of a surface given in degrees, computed in EPSG:2154 as the database computes it. */
export function areaHectares(shape: Polygon | MultiPolygon): number {
	const parts = shape.type === 'Polygon' ? [shape.coordinates] : shape.coordinates;
	const squareMetres = parts.reduce(
		(sum, [outer = [], ...holes]) =>
			sum + ringArea(outer) - holes.reduce((open, hole) => open + ringArea(hole), 0),
		0
	);
	return squareMetres / 10_000;
}

/** Shoelace formula, from the first vertex so that large eastings do not eat the precision. */
function ringArea(ring: Position[]): number {
	const [origin, ...rest] = ring.map(toLambert93);
	const [originX = 0, originY = 0] = origin ?? [];
	let twice = 0;
	rest.forEach(([x = 0, y = 0], index) => {
		const [nextX = originX, nextY = originY] = rest[index + 1] ?? [];
		twice += (x - originX) * (nextY - originY) - (nextX - originX) * (y - originY);
	});
	return Math.abs(twice) / 2;
}
