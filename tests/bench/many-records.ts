import type {
	Feature,
	FeatureCollection,
	Geometry,
	MultiPolygon,
	Polygon,
	Position
} from 'geojson';
import {
	packFeatures,
	unpackFeatures,
	type ColumnarFeatures
} from '#lib/search/columnar-transfer.ts';

type Surface = Polygon | MultiPolygon;

/** How far copy number `copy` of a record stands from it, in degrees; the first is the record itself. */
function shiftOf(copy: number): [number, number] {
	return copy === 0 ? [0, 0] : [0.35 * Math.sin(copy * 12.9898), 0.25 * Math.cos(copy * 78.233)];
}

function moved(geometry: Geometry | null, [dx, dy]: [number, number]): Geometry | null {
	const move = (value: unknown): unknown => {
		if (!Array.isArray(value)) return value;
		if (typeof value[0] !== 'number') return value.map(move);
		const [x = 0, y = 0] = value as Position;
		return [Number((x + dx).toFixed(7)), Number((y + dy).toFixed(7))];
	};
	if (geometry === null || geometry.type === 'GeometryCollection') return geometry;
	return { ...geometry, coordinates: move(geometry.coordinates) } as Geometry;
}

/** The first `count` of some features and their copies, each under a key of its own and at another place. */
export function copies<G extends Geometry | null>(
	features: readonly Feature<G>[],
	count: number,
	key: string
): Feature<G>[] {
	return Array.from({ length: count }, (_, index) => {
		const copy = Math.floor(index / features.length);
		const model = features[index % features.length] as Feature<G>;
		if (copy === 0) return model;
		const id = keyOfCopy(String(model.id), index);
		const geometry = moved(model.geometry, shiftOf(index)) as G;
		return { ...model, id, geometry, properties: { ...model.properties, [key]: id } };
	});
}

/** A key as long as the model's and of the same letters before its figures: a SIRET stays one. */
function keyOfCopy(key: string, index: number): string {
	const figures = String(index);
	return key.slice(0, Math.max(0, key.length - figures.length - 1)) + '9' + figures;
}

/** So many plots made of those that a server gives at `/atlas/terrains`. */
export function manyPlots(packed: ColumnarFeatures, count: number) {
	const plots = copies<Surface>(unpackFeatures(packed).features, count, 'terr_id');
	return {
		packed: JSON.stringify(packFeatures(plots)),
		geojson: JSON.stringify({ type: 'FeatureCollection', features: plots })
	};
}

/** So many features made of an answer of the OGC API, as one page. */
export function manyFeatures(page: FeatureCollection<Geometry | null>, count: number, key: string) {
	return JSON.stringify({ ...page, links: [], features: copies(page.features, count, key) });
}
