import type { MultiPolygon, Polygon } from 'geojson';
import { boundingBox } from './bounding-box.ts';
import { boxIndex } from './box-index.ts';
import { flattenPolygons } from './flat-polygons.ts';
import { pointInFlatPolygon } from './flat-point-in-polygon.ts';

/** Answers which surface holds a point in degrees, by its index; -1 where none does. Made once, asked often. */
export function areaAt(
	surfaces: readonly (Polygon | MultiPolygon | null)[]
): (lng: number, lat: number) => number {
	const known = surfaces.map((surface) => surface ?? { type: 'MultiPolygon', coordinates: [] });
	const flat = flattenPolygons(known as (Polygon | MultiPolygon)[]);
	const index = boxIndex(surfaces.map((surface) => surface && boundingBox(surface)));
	const holds = (surface: number, lng: number, lat: number) => {
		const end = flat.shapes[surface + 1] as number;
		for (let polygon = flat.shapes[surface] as number; polygon < end; polygon += 1)
			if (pointInFlatPolygon(flat, polygon, lng, lat)) return true;
		return false;
	};
	return (lng, lat) =>
		index.meeting([lng, lat, lng, lat]).find((surface) => holds(surface, lng, lat)) ?? -1;
}
