import type { MultiPolygon, Polygon, Position } from 'geojson';
import { reason, type Refused } from '#lib/domain/reason.ts';
import type { ImportIssue } from '#lib/domain/import/issue.ts';
import { plotSchema } from '#lib/domain/import/terrain-eco.ts';
import { areaHectares } from '#lib/geo/area-hectares.ts';
import { GeometryFault, repairGeometry } from '#lib/geo/repair-geometry.ts';
import { TangledSurface, untangleSurface } from '#lib/geo/untangle-surface.ts';
import { FormatError, type SourceRecord } from './contract.ts';
import { geometryOfSource } from './geometry-cell.ts';
import { readerOf } from './load.ts';

/** A surface of a file that can become the outline of a plot. */
export interface ReadSurface {
	/** Name that the file gives it, else its rank. */
	name: string;
	areaHa: number;
	/** In degrees, rings closed and oriented. */
	geometry: Polygon | MultiPolygon;
	/** Why it cannot be used as it is: `geometry` is then its repair. Null when it can. */
	fault: Refused | null;
}

/** What was found or mended in a file of surfaces; `value` is what was found of it. */
export type SurfaceNote = Pick<ImportIssue, 'expected' | 'because' | 'value'>;

export interface ReadSurfaces {
	surfaces: ReadSurface[];
	/** What was found or mended while reading, each once. */
	notes: SurfaceNote[];
}

/** Most vertices that the outline of a plot may have; the database has the same limit. */
export const mostVertices = 5000;
/** More surfaces than this are a layer to import, not a plot to choose. */
const mostSurfaces = 50;

/**
 * The surfaces of a GeoJSON, zipped Shapefile or GeoPackage, whatever its columns.
 * @throws FormatError when nothing in it can be the outline of a plot
 */
export async function readSurfaces(bytes: Uint8Array, file: string): Promise<ReadSurfaces> {
	const read = await readerOf(file);
	const { records, notes } = await read(bytes, { file, as: plotSchema });
	refuseMany(records);
	const told = new Map<string, SurfaceNote>(
		notes.map(({ expected, because, value }) => [
			`${expected} ${value ?? ''}`,
			{ expected, because, value }
		])
	);
	const surfaces = records.flatMap((record, index) => surfaceOf(record, index, told));
	if (surfaces.length === 0) {
		throw new FormatError(
			`aucune surface parmi les ${records.length} objets du fichier ; attendu : un Polygon ou un MultiPolygon.`,
			reason('surface_none', { count: records.length })
		);
	}
	return { surfaces, notes: [...told.values()] };
}

function refuseMany(records: readonly SourceRecord[]): void {
	if (records.length > mostSurfaces) {
		throw new FormatError(
			`le fichier contient ${records.length} objets ; attendu : ${mostSurfaces} au plus, dont vous choisirez.`,
			reason('surfaces_most', { count: records.length, most: mostSurfaces })
		);
	}
	for (const { geometries, line } of records) {
		const count = geometries.reduce((sum, { value }) => sum + countVertices(value), 0);
		if (count > mostVertices) {
			throw new FormatError(
				`l’objet de la ligne ${String(line ?? '?')} a ${count} sommets ; attendu : ${mostVertices} au plus. Simplifiez-le.`,
				reason('vertices_most', { line: line ?? 1, count, most: mostVertices })
			);
		}
	}
}

/** Positions of a geometry, in GeoJSON or as the text of a cell, whatever else may be wrong with it. */
export function countVertices(value: unknown): number {
	if (typeof value === 'string') return value.split(',').length;
	const coordinates = (value as { coordinates?: unknown } | null)?.coordinates;
	return Array.isArray(coordinates) ? positionsIn(coordinates) : 0;
}

function positionsIn(coordinates: readonly unknown[]): number {
	if (!Array.isArray(coordinates[0])) return 1;
	return coordinates.reduce<number>(
		(sum, part) => sum + (Array.isArray(part) ? positionsIn(part) : 0),
		0
	);
}

function surfaceOf(
	record: SourceRecord,
	index: number,
	told: Map<string, SurfaceNote>
): ReadSurface[] {
	const [source] = record.geometries;
	if (!source) return [];
	const { value } = source;
	const name = nameOf(record, index);
	try {
		const { geometry, repairs } = repairGeometry(geometryOfSource(value));
		for (const repair of repairs) told.set(repair.expected, { ...repair, value: null });
		return isSurface(geometry)
			? [{ name, areaHa: areaHectares(geometry), geometry, fault: null }]
			: [];
	} catch (fault) {
		if (!(fault instanceof GeometryFault)) throw fault;
		return [repaired(name, value, fault)];
	}
}

/** @throws FormatError with the first fault, when cutting the outline at its crossings does not mend it */
function repaired(
	name: string,
	value: unknown,
	{ message, reason: why }: GeometryFault
): ReadSurface {
	try {
		if (why?.code === 'ring_crossing' && isSurface(value)) {
			const { geometry } = repairGeometry(untangleSurface(value));
			if (isSurface(geometry)) {
				return { name, areaHa: areaHectares(geometry), geometry, fault: { message, reason: why } };
			}
		}
	} catch (tangle) {
		if (tangle instanceof TangledSurface) {
			throw new FormatError(`${name} : ${tangle.message}.`, namedReason(tangle, name));
		}
		// Said below: the fault that the file came with, not that of its repair.
	}
	throw new FormatError(`${name} : ${message}.`, namedReason({ reason: why }, name));
}

function namedReason({ reason: why }: Pick<Refused, 'reason'>, name: string): Refused['reason'] {
	return why && reason(why.code, { ...why.values, name });
}

function isSurface(geometry: unknown): geometry is Polygon | MultiPolygon {
	const { type, coordinates } = Object(geometry) as { type?: unknown; coordinates?: Position[] };
	return (type === 'Polygon' || type === 'MultiPolygon') && Array.isArray(coordinates);
}

const nameColumns = ['terr_lot', 'terr_id', 'lot', 'nom', 'name', 'id', 'idu'];

function nameOf({ properties }: SourceRecord, index: number): string {
	const known = Object.entries(properties).find(
		([column, value]) =>
			nameColumns.includes(column.toLowerCase()) && value !== null && value !== ''
	);
	return known ? String(known[1]).slice(0, 80) : `Surface ${String(index + 1)}`;
}
