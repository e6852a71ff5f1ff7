import type { ClassSchema, GeometryKind } from '#lib/domain/import/class-schema.ts';
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

/** The geometry of a record, mended; each mend and each refusal is an issue. */
export function readGeometry(
	{ geometries }: SourceRecord,
	schema: ClassSchema,
	place: RecordPlace
): LocatedRecord {
	const issues: ImportIssue[] = [];
	const readable = geometries.flatMap((source) => {
		const mended = mendedGeometry(source, schema, place, issues);
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
			expected: expectedKind[schema.geometry],
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

function mendedGeometry(
	{ column, value }: SourceGeometry,
	schema: ClassSchema,
	place: RecordPlace,
	issues: ImportIssue[]
): Pick<RepairedGeometry, 'geometry' | 'system'> | null {
	const shown = value instanceof GeometryFault ? null : shownValue(value);
	const about = { ...place, field: column, value: shown };
	try {
		const { geometry, system, repairs } = repairGeometry(geometryOfSource(value));
		if (!fits(geometry, schema.geometry))
			throw new GeometryFault(`${expectedKind[schema.geometry]} est attendu`);
		issues.push(
			...repairs.map((repair): ImportIssue => ({ ...about, expected: repair, outcome: 'repaired' }))
		);
		return { geometry, system };
	} catch (fault) {
		if (!(fault instanceof GeometryFault)) throw fault;
		const expected = `une géométrie utilisable : ${fault.message}`;
		issues.push({ ...about, expected, outcome: 'refused' });
		return null;
	}
}

function isSurface(geometry: MendedGeometry | null): boolean {
	return geometry?.type === 'Polygon' || geometry?.type === 'MultiPolygon';
}

function fits(geometry: MendedGeometry, kind: GeometryKind): boolean {
	if (kind === 'surface') return isSurface(geometry);
	if (kind === 'points') return !isSurface(geometry);
	return isSurface(geometry) || geometry.type === 'Point';
}
