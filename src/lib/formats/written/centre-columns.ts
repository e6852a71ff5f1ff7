import type { Geometry } from 'geojson';
import { centreOf } from '#lib/geo/centre-of.ts';
import type { WrittenLayer } from './contract.ts';

/** Columns of a table that say where a record's centre lies: degrees, or metres of Lambert-93. */
export function centreColumns({ system }: WrittenLayer): [x: string, y: string] {
	return system === 4326 ? ['longitude', 'latitude'] : ['x_lambert93', 'y_lambert93'];
}

/** Mean of the vertices, to about ten centimetres; nulls without a geometry. */
export function centreCells(
	{ system }: WrittenLayer,
	geometry: Geometry | null
): (number | null)[] {
	if (geometry === null) return [null, null];
	const decimals = system === 4326 ? 6 : 1;
	return centreOf(geometry).map((value) => Number(value.toFixed(decimals)));
}
