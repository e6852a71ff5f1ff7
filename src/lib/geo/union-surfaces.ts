import { featureCollection, feature, union } from '@turf/turf';
import type { MultiPolygon, Polygon } from 'geojson';

/**
 * One surface of several, without the borders that they share.
 * @param surfaces at least one, in degrees
 */
export function unionSurfaces(
	surfaces: readonly (Polygon | MultiPolygon)[]
): Polygon | MultiPolygon {
	const [only] = surfaces;
	if (only !== undefined && surfaces.length === 1) return only;
	const united = union(featureCollection(surfaces.map((surface) => feature(surface))));
	return united?.geometry ?? { type: 'MultiPolygon', coordinates: [] };
}
