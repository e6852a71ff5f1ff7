import type { Feature, FeatureCollection, MultiPolygon, Polygon, Position } from 'geojson';

type Surface = Polygon | MultiPolygon;
type Value = string | number | boolean | undefined;

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

/**
 * Lays features out by column. Decimals beyond the seventh (a centimetre) are rounded; a property without
 * a value, which most are, does not travel.
 */
export function packFeatures(features: readonly Feature<Surface>[]): ColumnarFeatures {
	const names = new Set(
		features.flatMap(({ properties }) =>
			Object.entries(properties ?? {}).flatMap(([name, value]) => (value === null ? [] : [name]))
		)
	);
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
		const value = (properties?.[name] ?? undefined) as Value;
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

/** The features that `packFeatures` was given, without the properties that are null. */
export function unpackFeatures(packed: ColumnarFeatures): FeatureCollection<Surface> {
	const next = geometryReader(packed);
	return {
		type: 'FeatureCollection',
		features: packed.ids.map((key, index): Feature<Surface> => {
			const geometry = next();
			const properties = Object.fromEntries(
				packed.properties.flatMap(({ name, values, codes }) => {
					const code = codes[index] ?? 0;
					return code === 0 ? [] : [[name, values[code - 1]]];
				})
			);
			return { type: 'Feature', ...(key === null ? {} : { id: key }), properties, geometry };
		})
	};
}

/** Reads the surfaces of features that were laid out by column, one after the other. */
export function geometryReader(packed: ColumnarFeatures): () => Surface {
	const { parts, rings, positions, lng, lat } = packed;
	let [partAt, ringAt, positionsAt, vertex, x, y] = [0, 0, 0, 0, 0, 0];
	const ring = (): Position[] => {
		const count = positions[positionsAt++] ?? 0;
		const read = new Array<Position>(count);
		for (let at = 0; at < count; at += 1) {
			x += lng[vertex] ?? 0;
			y += lat[vertex] ?? 0;
			vertex += 1;
			read[at] = [x / scale, y / scale];
		}
		return read;
	};
	const polygon = (): Position[][] => {
		const read = new Array<Position[]>(rings[ringAt++] ?? 0);
		for (let at = 0; at < read.length; at += 1) read[at] = ring();
		return read;
	};
	return () => {
		const count = parts[partAt++] ?? 0;
		if (count === 0) return { type: 'Polygon', coordinates: polygon() };
		const polygons = new Array<Position[][]>(count);
		for (let at = 0; at < count; at += 1) polygons[at] = polygon();
		return { type: 'MultiPolygon', coordinates: polygons };
	};
}
