import type { Geometry, MultiPolygon, Polygon, Position } from 'geojson';
import type { Box } from '#lib/domain/feature.ts';
import { boundingBox } from './bounding-box.ts';
import { flattenPolygons } from './flat-polygons.ts';
import { prepareArea, type PreparedArea } from './prepared-area.ts';

/**
 * Prepares a box in degrees, of a width and a height, and answers for many geometries whether they share a point
 * with it. Surfaces and points only: no record of ours is a line.
 */
export function meetsBox(box: Box): (geometry: Geometry) => boolean {
	let area: PreparedArea | null = null;
	const [west, south, east, north] = box;
	const holds = ([x = Number.NaN, y = Number.NaN]: Position) =>
		x >= west && x <= east && y >= south && y <= north;
	// A corner within says it for most surfaces on the edge of a box.
	const holdsOne = (rings: Position[][]) => rings.some((ring) => ring.some(holds));
	const crosses = (surface: Polygon | MultiPolygon) => {
		area ??= prepareArea({ kind: 'rectangle', box });
		return area.touches(flattenPolygons([surface]), 0, boundingBox(surface));
	};
	return (geometry) => {
		switch (geometry.type) {
			case 'Point':
				return holds(geometry.coordinates);
			case 'MultiPoint':
				return geometry.coordinates.some(holds);
			case 'Polygon':
				return holdsOne(geometry.coordinates) || crosses(geometry);
			case 'MultiPolygon':
				return geometry.coordinates.some(holdsOne) || crosses(geometry);
			default:
				throw new Error(`meetsBox: reçu ${geometry.type}, attendu un point ou une surface.`);
		}
	};
}
