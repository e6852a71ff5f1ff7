import type { Geometry } from 'geojson';
import type { Box, LngLat } from '#lib/domain/feature.ts';
import type { AreaShape } from './area-shape.ts';
import { boxesMeet } from './bounding-box.ts';
import { centreOf } from './centre-of.ts';
import { flattenPolygons } from './flat-polygons.ts';
import { prepareArea, type AreaRelation } from './prepared-area.ts';

/** Prepares a shape once and answers for many geometries whether they stand to it as asked. */
export function shapeTest(
	shape: AreaShape,
	relation: AreaRelation = 'touching'
): (geometry: Geometry, box: Box) => boolean {
	const area = prepareArea(shape);
	const holds = ([lng, lat]: LngLat) => area.containsPoint(lng, lat);
	return (geometry, box) => {
		if (!boxesMeet(area.box, box)) return false;
		const isSurface = geometry.type === 'Polygon' || geometry.type === 'MultiPolygon';
		if (!isSurface || relation === 'centre') return holds(centreOf(geometry));
		const flat = flattenPolygons([geometry]);
		return relation === 'touching' ? area.touches(flat, 0, box) : area.contains(flat, 0, box);
	};
}
