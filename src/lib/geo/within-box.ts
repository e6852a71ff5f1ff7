import type { LineString, MultiLineString, MultiPolygon, Polygon } from 'geojson';
import { bboxClip } from '@turf/turf';
import type { Box } from '#lib/domain/feature.ts';

/** What of a geometry lies in a box, both in the same units; its cuts follow the edges of the box. */
export function withinBox(
	geometry: LineString | MultiLineString | Polygon | MultiPolygon,
	box: Box
) {
	return bboxClip(geometry, box).geometry;
}
