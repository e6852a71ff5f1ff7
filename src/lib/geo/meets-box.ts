import type { Geometry, Position } from 'geojson';
import type { Box } from '#lib/domain/feature.ts';
import { boundingBox } from './bounding-box.ts';
import { flattenPolygons } from './flat-polygons.ts';
import { prepareArea } from './prepared-area.ts';

/**
 * Prepares a box in degrees, of a width and a height, and answers for many geometries whether they share a point
 * with it. Surfaces and points only: no record of ours is a line.
 */
export function meetsBox(box: Box): (geometry: Geometry) => boolean {
	const area = prepareArea({ kind: 'rectangle', box });
	const [west, south, east, north] = box;
	const holds = ([x = Number.NaN, y = Number.NaN]: Position) =>
		x >= west && x <= east && y >= south && y <= north;
	return (geometry) => {
		switch (geometry.type) {
			case 'Point':
				return holds(geometry.coordinates);
			case 'MultiPoint':
				return geometry.coordinates.some(holds);
			case 'Polygon':
			case 'MultiPolygon':
				return area.touches(flattenPolygons([geometry]), 0, boundingBox(geometry));
			default:
				throw new Error(`meetsBox: reçu ${geometry.type}, attendu un point ou une surface.`);
		}
	};
}
