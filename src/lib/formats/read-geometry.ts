import type { Position } from 'geojson';
import type { ClassSchema, GeometryKind } from '#lib/domain/import/class-schema.ts';
import { expectation, type Expectation } from '#lib/domain/import/expectation.ts';
import { shownValue, type ImportIssue } from '#lib/domain/import/issue.ts';
import type { ColumnValue } from '#lib/domain/import/record.ts';
import type { CoordinateSystem } from '#lib/geo/coordinate-system.ts';
import {
	GeometryFault,
	repairGeometry,
	type MendedGeometry,
	type RepairedGeometry
} from '#lib/geo/repair-geometry.ts';
import type { SourceGeometry, SourceRecord } from './contract.ts';
import { geometryOfSource } from './geometry-cell.ts';
import type { PositionsChoice, PositionsRead } from './read-positions.ts';

export interface LocatedRecord {
	/** Null when the record has no geometry that its class can have. */
	geometry: MendedGeometry | null;
	/** How the file writes it. */
	system: CoordinateSystem;
	/** Columns that the geometry fills beside the main one: the point of a brownfield with a surface. */
	columns: Record<string, ColumnValue>;
	issues: ImportIssue[];
}

interface RecordPlace {
	file: string;
	line: number | null;
	record: string | null;
}

const expectedKind: Record<GeometryKind, string> = {
	surface: 'un Polygon ou un MultiPolygon',
	points: 'un Point ou un MultiPoint',
	'point-or-surface': 'un Point, un Polygon ou un MultiPolygon'
};

const kindCodes: Record<GeometryKind, string> = {
	surface: 'surface',
	points: 'points',
	'point-or-surface': 'point_or_surface'
};

const kindExpected = (kind: GeometryKind) =>
	expectation(`expects_${kindCodes[kind]}`, expectedKind[kind]);
const degreesExpected = expectation(
	'expects_degrees',
	'des degrés (EPSG:4326), longitude avant latitude, sont attendus'
);
const faultOf = ({ expected, because }: Expectation) => new GeometryFault(expected, because);

/** How the positions of a file are read, and what hears of those that are not in degrees. */
export interface PositionsReading {
	choice: PositionsChoice;
	read: PositionsRead;
}

/** The geometry of a record, mended; each mend and each refusal is an issue. */
export function readGeometry(
	{ geometries }: SourceRecord,
	schema: ClassSchema,
	place: RecordPlace,
	positions: PositionsReading
): LocatedRecord {
	const issues: ImportIssue[] = [];
	const readable = geometries.flatMap((source) => {
		const mended = mendedGeometry(source, schema, { place, positions, issues });
		return mended ? [mended] : [];
	});
	const [first, ...rest] = readable;
	const geometry = first?.geometry ?? null;
	const others = rest.map((mended) => mended.geometry);
	if (geometry === null && geometries.length === 0) {
		issues.push({
			...place,
			field: schema.geometryColumns[0] ?? 'geometry',
			value: null,
			...kindExpected(schema.geometry),
			outcome: 'refused'
		});
	}
	const point = others.find(({ type }) => type === 'Point');
	const columns: LocatedRecord['columns'] =
		schema.geometry === 'point-or-surface' && isSurface(geometry) && point?.type === 'Point'
			? { geompoint: `SRID=4326;POINT(${point.coordinates.join(' ')})` }
			: {};
	return { geometry, system: first?.system ?? 'degrees', columns, issues };
}

interface ReadingPlace {
	place: RecordPlace;
	positions: PositionsReading;
	issues: ImportIssue[];
}

function mendedGeometry(
	{ column, value }: SourceGeometry,
	schema: ClassSchema,
	{ place, positions, issues }: ReadingPlace
): Pick<RepairedGeometry, 'geometry' | 'system'> | null {
	const shown = value instanceof GeometryFault ? null : shownValue(value);
	const about = { ...place, field: column, value: shown };
	try {
		const { geometry, system, repairs } = placedGeometry(geometryOfSource(value), positions);
		if (!fits(geometry, schema.geometry))
			throw faultOf({
				...kindExpected(schema.geometry),
				expected: `${expectedKind[schema.geometry]} est attendu`
			});
		issues.push(
			...repairs.map((repair): ImportIssue => ({ ...about, ...repair, outcome: 'repaired' }))
		);
		return { geometry, system };
	} catch (fault) {
		if (!(fault instanceof GeometryFault)) throw fault;
		const expected = `une géométrie utilisable : ${fault.message}`;
		issues.push({ ...about, expected, because: fault.reason, outcome: 'refused' });
		return null;
	}
}

/** A geometry read as it is chosen. @throws GeometryFault for what cannot be mended, or is not to be */
function placedGeometry(given: unknown, { choice, read }: PositionsReading): RepairedGeometry {
	const projection = choice === 'mended' || choice === 'refused' ? undefined : choice;
	try {
		const repaired = repairGeometry(given, projection);
		const { system, first } = repaired;
		read.note(system, first.before, first.after);
		if (choice === 'refused' && system !== 'degrees') throw faultOf(degreesExpected);
		return repaired;
	} catch (fault) {
		const outside = fault instanceof GeometryFault && fault.reason?.code === 'geometry_outside';
		const stray = outside ? firstPosition(given) : null;
		if (stray) read.note(null, stray, null);
		throw fault;
	}
}

function firstPosition(given: unknown): Position | null {
	let at = (given as { coordinates?: unknown } | null)?.coordinates;
	while (Array.isArray(at) && Array.isArray(at[0])) at = at[0] as unknown;
	return Array.isArray(at) ? (at as Position) : null;
}

function isSurface(geometry: MendedGeometry | null): boolean {
	return geometry?.type === 'Polygon' || geometry?.type === 'MultiPolygon';
}

function fits(geometry: MendedGeometry, kind: GeometryKind): boolean {
	if (kind === 'surface') return isSurface(geometry);
	if (kind === 'points') return !isSurface(geometry);
	return isSurface(geometry) || geometry.type === 'Point';
}
