import { feature, unkinkPolygon } from '@turf/turf';
import type { MultiPolygon, Polygon } from 'geojson';
import { unionSurfaces } from './union-surfaces.ts';

/**
 * A surface whose outline crosses itself, cut at the crossings: a bow tie becomes its two triangles.
 * @param surface in degrees
 */
export function untangleSurface(surface: Polygon | MultiPolygon): Polygon | MultiPolygon {
	const parts = unkinkPolygon(feature(surface)).features.map(({ geometry }) => geometry);
	return unionSurfaces(parts);
}
