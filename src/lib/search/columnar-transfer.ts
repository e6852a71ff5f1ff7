import type { Feature, FeatureCollection, MultiPolygon, Polygon, Position } from 'geojson';

type Surface = Polygon | MultiPolygon;
type Value = string | number | boolean | null | undefined;

/**
 * Surfaces laid out by column, to travel in little more than half of the same GeoJSON, gzipped: each property as its
 * distinct values and one code a feature (code 0: absent), positions as steps from the one before, in 1e-7 degree.
 */
export interface ColumnarFeatures {
	ids: (string | number | null)[];
	properties: { name: string; values: Value[]; codes: number[] }[];
	/** A feature's number of polygons, 0 for a Polygon; a polygon's of rings; a ring's of positions. */
	parts: number[];
	rings: number[];
	positions: number[];
	/** Longitude then latitude, each less the one before it. */
	lng: number[];
	lat: number[];
}

const scale = 1e7;

/** Lays features out by column. Decimals beyond the seventh (a centimetre) are rounded. */
export function packFeatures(features: readonly Feature<Surface>[]): ColumnarFeatures {
	const names = new Set(features.flatMap(({ properties }) => Object.keys(properties ?? {})));
	const packed: ColumnarFeatures = {
		ids: features.map(({ id }) => id ?? null),
		properties: [...names].map((name) => packProperty(name, features)),
		parts: [],
		rings: [],
		positions: [],
		lng: [],
		lat: []
	};
	const last = { lng: 0, lat: 0 };
	for (const { geometry } of features) {
		const parts = geometry.type === 'Polygon' ? [geometry.coordinates] : geometry.coordinates;
		packed.parts.push(geometry.type === 'Polygon' ? 0 : parts.length);
		for (const rings of parts) {
			packed.rings.push(rings.length);
			for (const ring of rings) {
				packed.positions.push(ring.length);
				for (const position of ring) packPosition(position, last, packed);
			}
		}
	}
	return packed;
}

function packProperty(name: string, features: readonly Feature[]) {
	const codeOf = new Map<Value, number>([[undefined, 0]]);
	const codes = features.map(({ properties }) => {
		const value = properties?.[name] as Value;
		const code = codeOf.get(value) ?? codeOf.size;
		codeOf.set(value, code);
		return code;
	});
	return { name, values: [...codeOf.keys()].slice(1), codes };
}

function packPosition(
	[x = 0, y = 0]: Position,
	last: { lng: number; lat: number },
	packed: ColumnarFeatures
) {
	const [lng, lat] = [Math.round(x * scale), Math.round(y * scale)];
	packed.lng.push(lng - last.lng);
	packed.lat.push(lat - last.lat);
	last.lng = lng;
	last.lat = lat;
}

/** The features that `packFeatures` was given. */
export function unpackFeatures(packed: ColumnarFeatures): FeatureCollection<Surface> {
	const geometries = unpackGeometries(packed);
	return {
		type: 'FeatureCollection',
		features: geometries.map((geometry, index): Feature<Surface> => {
			const properties = Object.fromEntries(
				packed.properties.flatMap(({ name, values, codes }) => {
					const code = codes[index] ?? 0;
					return code === 0 ? [] : [[name, values[code - 1]]];
				})
			);
			const id = packed.ids[index] ?? null;
			return { type: 'Feature', ...(id === null ? {} : { id }), properties, geometry };
		})
	};
}

function unpackGeometries({ parts, rings, positions, lng, lat }: ColumnarFeatures): Surface[] {
	let [ringAt, positionsAt, vertex, x, y] = [0, 0, 0, 0, 0];
	const position = (): Position => {
		x += lng[vertex] ?? 0;
		y += lat[vertex] ?? 0;
		vertex += 1;
		return [x / scale, y / scale];
	};
	const ring = () => Array.from({ length: positions[positionsAt++] ?? 0 }, position);
	const polygon = () => Array.from({ length: rings[ringAt++] ?? 0 }, ring);
	return parts.map((count) =>
		count === 0
			? { type: 'Polygon', coordinates: polygon() }
			: { type: 'MultiPolygon', coordinates: Array.from({ length: count }, polygon) }
	);
}
