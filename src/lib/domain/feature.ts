import type { Feature, Geometry, Position } from 'geojson';
import * as v from 'valibot';

/** A record that does not fit its schema: names the class, the record, the field and what was expected. */
export class RecordError extends Error {
	override name = 'RecordError';
}

/** Column values that may be absent from a GeoJSON answer (nulls are left out to keep it small). */
export const optionalText = v.nullish(v.string(), null);
export const optionalNumber = v.nullish(v.number(), null);

/** A `oui`/`non` column as a boolean; null when the source does not say. */
export const optionalFlag = v.pipe(
	v.nullish(v.string(), null),
	v.transform((value) => (value === null ? null : value === 'oui'))
);

/**
 * Parses the properties of a GeoJSON feature by a schema.
 * @throws RecordError naming the class, the feature's id, the first field at fault and what was expected
 */
export function parseProperties<S extends v.GenericSchema>(
	schema: S,
	feature: Feature<Geometry | null>,
	className: string
): v.InferOutput<S> {
	const result = v.safeParse(schema, feature.properties);
	if (result.success) return result.output;
	const [issue] = result.issues;
	throw new RecordError(
		`${className} ${String(feature.id)} : champ « ${v.getDotPath(issue) ?? '?'} » : reçu ${issue.received}, attendu ${issue.expected ?? issue.message}`
	);
}

/** Geographic box [west, south, east, north] in degrees. */
export type Box = [west: number, south: number, east: number, north: number];

/** Longitude and latitude in degrees (EPSG:4326). */
export type LngLat = [lng: number, lat: number];

export function toLngLat(position: Position): LngLat {
	return [position[0] ?? Number.NaN, position[1] ?? Number.NaN];
}
