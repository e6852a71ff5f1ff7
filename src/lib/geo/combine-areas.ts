import { difference, featureCollection, feature } from '@turf/turf';
import type { MultiPolygon, Polygon, Position } from 'geojson';
import { toLngLat, type LngLat } from '#lib/domain/feature.ts';
import { shapeFault, shapePolygon, type AreaShape } from './area-shape.ts';
import { unionSurfaces } from './union-surfaces.ts';

/** What is done with a further outline: it is one more part, or it is cut out. */
export type AreaPart = 'add' | 'cut';

type Surface = Polygon | MultiPolygon;

/** A surface with another one added, or cut out of it; null where nothing is left. Degrees. */
export function combineSurfaces(base: Surface, other: Surface, part: AreaPart): Surface | null {
	if (part === 'add') return unionSurfaces([base, other]);
	return difference(featureCollection([feature(base), feature(other)]))?.geometry ?? null;
}

/** About a metre, as an address writes it. */
const decimals = 5;

function openRing(ring: Position[]): LngLat[] {
	const rounded = ring
		.slice(0, -1)
		.map(toLngLat)
		.map((position) => position.map((degrees) => Number(degrees.toFixed(decimals))) as LngLat);
	return rounded.filter((position, index) => String(position) !== String(rounded[index - 1]));
}

/** The same of areas of a search; null where nothing is left that a search can use. */
export function combineAreas(base: AreaShape, other: AreaShape, part: AreaPart): AreaShape | null {
	const surface = combineSurfaces(shapePolygon(base), shapePolygon(other), part);
	if (surface === null) return null;
	const parts = surface.type === 'Polygon' ? [surface.coordinates] : surface.coordinates;
	const polygons = parts
		.map((rings) => rings.map(openRing).filter((ring) => ring.length > 2))
		.filter((rings) => rings.length > 0);
	const shape: AreaShape = { kind: 'polygons', polygons };
	return shapeFault(shape) === null ? shape : null;
}
