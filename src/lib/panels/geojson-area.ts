import type { GeoJSON, Geometry, Polygon, Position } from 'geojson';
import { toLngLat, type LngLat } from '#lib/domain/feature.ts';
import { maximumVertices, shapeFault, type AreaShape } from '#lib/geo/area-shape.ts';
import { unionSurfaces } from '#lib/geo/union-surfaces.ts';
import { m } from '#lib/paraglide/messages.js';

/** A file that cannot be used as an area; the message says why, in the visitor's language. */
export class GeoJsonAreaError extends Error {
	override name = 'GeoJsonAreaError';
}

function geometriesOf(json: GeoJSON): Geometry[] {
	switch (json.type) {
		case 'FeatureCollection':
			return json.features.flatMap((feature) => geometriesOf(feature));
		case 'Feature':
			return (json.geometry as Geometry | null) === null ? [] : geometriesOf(json.geometry);
		case 'GeometryCollection':
			return json.geometries.flatMap((geometry) => geometriesOf(geometry));
		default:
			return [json];
	}
}

function polygonsOf(geometry: Geometry): Position[][][] {
	if (geometry.type === 'Polygon') return [geometry.coordinates];
	return geometry.type === 'MultiPolygon' ? geometry.coordinates : [];
}

/** Rings of a GeoJSON are closed, those of a shape are open. */
const open = (ring: Position[]): LngLat[] => ring.slice(0, -1).map(toLngLat);

/** One area of polygons that may touch: a plot across the border of two of them lies within it. */
function dissolved(polygons: LngLat[][][]): LngLat[][][] {
	const closed = (ring: LngLat[]): Position[] => [...ring, ...ring.slice(0, 1)];
	const surfaces = polygons.map((rings): Polygon => ({
		type: 'Polygon',
		coordinates: rings.map(closed)
	}));
	return polygonsOf(unionSurfaces(surfaces)).map((rings) => rings.map(open));
}

/**
 * The polygons of a GeoJSON file, in degrees, as one shape without inner borders.
 * @throws GeoJsonAreaError when it is no JSON, has no polygon, too many vertices or a shape at fault
 */
export function areaOfGeoJson(text: string): AreaShape {
	let polygons: LngLat[][][];
	try {
		const json = JSON.parse(text) as GeoJSON;
		polygons = geometriesOf(json)
			.flatMap(polygonsOf)
			.map((rings) => rings.map(open));
	} catch {
		throw new GeoJsonAreaError(m.geojson_not_json());
	}
	if (polygons.length === 0) throw new GeoJsonAreaError(m.geojson_no_polygon());
	const count = polygons.flat(2).length;
	if (count > maximumVertices)
		throw new GeoJsonAreaError(m.geojson_too_large({ count, maximum: maximumVertices }));
	const shape: AreaShape = { kind: 'polygons', polygons };
	if (shapeFault(shape) !== null) throw new GeoJsonAreaError(m.geojson_fault());
	return { kind: 'polygons', polygons: dissolved(polygons) };
}
