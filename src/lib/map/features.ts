import type { Feature, FeatureCollection, Geometry } from 'geojson';

import { centreOf } from '#lib/geo/centre-of.ts';
import type { MapSource } from './map-layer.ts';

/** No feature at all: the same collection each time, so that a map that shows none is not told again. */
export const nothing: FeatureCollection = { type: 'FeatureCollection', features: [] };

type Properties = Record<string, string | number>;

/** A feature with a numeric id, so that MapLibre filters and feature states find it at once. */
export function asFeature(
	id: number,
	geometry: Geometry | null,
	properties: Properties
): Feature | null {
	return geometry === null ? null : { type: 'Feature', id, geometry, properties };
}

/**
 * The same features as points, for their names: a polygon that crosses tiles would be named in each of them.
 */
export function namePoints(areas: FeatureCollection): FeatureCollection {
	return {
		type: 'FeatureCollection',
		features: areas.features.map((area) => ({
			...area,
			geometry: { type: 'Point', coordinates: centreOf(area.geometry) }
		}))
	};
}

/** A collection of the records that have a geometry; ids stay the records' indexes. */
export function collect<T>(
	records: readonly T[],
	toFeature: (record: T, index: number) => Feature | null
): FeatureCollection {
	return {
		type: 'FeatureCollection',
		features: records.flatMap((record, index) => toFeature(record, index) ?? [])
	};
}

const kept = new WeakMap<object, MapSource[]>();

/** The sources of a list of records, made once for as long as the list is: what has not changed is not laid out again. */
export function keptWith(records: object, make: () => MapSource[]): MapSource[] {
	const former = kept.get(records);
	if (former) return former;
	const sources = make();
	kept.set(records, sources);
	return sources;
}
