import type { Geometry } from 'geojson';
import { centroid } from '@turf/turf';
import { toLngLat, type LngLat } from '#lib/domain/feature.ts';

/** Mean of a geometry's vertices (turf.centroid), the point that stands for it in distances. */
export function centreOf(geometry: Geometry): LngLat {
	return toLngLat(centroid(geometry).geometry.coordinates);
}
