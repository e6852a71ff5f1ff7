import type { ClassSchema, GeometryKind } from '#lib/domain/import/class-schema.ts';
import { shownValue, type ImportIssue } from '#lib/domain/import/issue.ts';
import type { ColumnValue } from '#lib/domain/import/record.ts';
import { GeometryFault, repairGeometry, type MendedGeometry } from '#lib/geo/repair-geometry.ts';
import type { SourceGeometry, SourceRecord } from './contract.ts';
import { geometryOfCell } from './geometry-cell.ts';

export interface LocatedRecord {
	/** Null when the record has no geometry that its class can have. */
	geometry: MendedGeometry | null;
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
		const geometry = mendedGeometry(source, schema, place, issues);
		return geometry ? [geometry] : [];
	});
	const [geometry = null, ...others] = readable;
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
	return { geometry, columns, issues };
}

function mendedGeometry(
	{ column, value }: SourceGeometry,
	schema: ClassSchema,
	place: RecordPlace,
	issues: ImportIssue[]
): MendedGeometry | null {
	const about = { ...place, field: column, value: shownValue(value) };
	try {
		const input = typeof value === 'string' ? geometryOfCell(value) : value;
		const { geometry, repairs } = repairGeometry(input);
		if (!fits(geometry, schema.geometry))
			throw new GeometryFault(`${expectedKind[schema.geometry]} est attendu`);
		issues.push(
			...repairs.map((repair): ImportIssue => ({ ...about, expected: repair, outcome: 'repaired' }))
		);
		return geometry;
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
