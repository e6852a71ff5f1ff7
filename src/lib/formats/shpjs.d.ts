/** The part of shpjs 6 that is used here; it ships no types. */
declare module 'shpjs' {
	import type { Geometry } from 'geojson';

	/** Geometries in the order of the records, null where a record has none. */
	export function parseShp(shp: Uint8Array, prj?: string): (Geometry | null)[];
	export function parseDbf(dbf: Uint8Array, cpg?: string): Record<string, unknown>[];
}
