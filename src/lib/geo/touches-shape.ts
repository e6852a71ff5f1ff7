import type { MultiPolygon, Polygon } from 'geojson';
import { booleanIntersects } from '@turf/turf';
import { shapePolygon, type AreaShape } from './area-shape.ts';

/** Whether a surface shares a point with a drawn area. */
export function touchesShape(surface: Polygon | MultiPolygon, shape: AreaShape): boolean {
	return booleanIntersects(surface, shapePolygon(shape));
}
