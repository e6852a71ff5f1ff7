import type { Feature, Geometry } from 'geojson';

/** Classes of record that the database takes in, in the order in which one may refer to another. */
export const recordClasses = [
	'epci',
	'commune',
	'contrainte',
	'site_eco',
	'terrain_eco',
	'unite_fonciere',
	'etablissement',
	'friche',
	'poi'
] as const;

export type RecordClass = (typeof recordClasses)[number];

export type ColumnValue = string | number | boolean | null;

/**
 * A record on its way into the database: column names as properties, geometry in degrees (EPSG:4326). A property that
 * is not there leaves what is stored, one that is null empties it.
 */
export type RecordFeature = Feature<Geometry | null, Record<string, ColumnValue>> & {
	/** Properties that stand here only for want of better: a record that is stored keeps its own. */
	fallbacks?: readonly string[];
	/** Commune and EPCI that its file states, to be compared with those that the geometry gives. */
	declared?: { commune: string | null; epci: string | null };
};

/** Records of one class. */
export interface RecordLot {
	class: RecordClass;
	features: RecordFeature[];
}
