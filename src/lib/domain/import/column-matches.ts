import { commonGeometryColumns, provenanceFields, type ClassSchema } from './class-schema.ts';
import { columnNamed } from './validate-record.ts';
import type { RecordClass } from './record.ts';

/** What somebody says of the columns of their files: by the normalised name, the column of the class; null leaves it out. */
export type ColumnMatches = Readonly<Record<string, string | null>>;

/** The same for each class. */
export type MatchesByClass = Partial<Record<RecordClass, ColumnMatches>>;

/** A column of a file, as it is read. */
export interface ReadColumn {
	/** As the file writes it. */
	name: string;
	/** Column of the class; null where it is not imported. */
	column: string | null;
	/** What it is read as where nobody says anything; null where it is not imported. */
	byName: string | null;
	/** Its first value that is not empty, shortened. */
	sample: string | null;
}

/** Stands in aliases for a column that somebody leaves out; no name of a column looks so. */
const leftOut = '–';

/** A column that matches may name: fields of the class, where a record comes from, its geometry. */
export function matchableColumns({ fields, geometryColumns }: ClassSchema): string[] {
	return [
		...new Set([...Object.keys(fields), ...geometryColumns, ...Object.keys(provenanceFields)])
	];
}

/** The schema that reads a file by what is said of its columns, before it asks its own names. */
export function matchedSchema(schema: ClassSchema, matches: ColumnMatches = {}): ClassSchema {
	const known = matchableColumns(schema);
	const said = Object.entries(matches).flatMap(([name, column]) => {
		if (column === null) return [[name, leftOut] as const];
		return known.includes(column) ? [[name, column] as const] : [];
	});
	if (said.length === 0) return schema;
	return {
		...schema,
		aliases: { ...schema.aliases, ...Object.fromEntries(said) },
		ignored: { ...schema.ignored, [leftOut]: 'asked' }
	};
}

/** The column of a class that a name in a file is imported as; null where it is not. */
export function importedAs(schema: ClassSchema, name: string): string | null {
	const column = columnNamed(schema, name);
	if (commonGeometryColumns.includes(column)) return schema.geometryColumns[0] ?? column;
	return matchableColumns(schema).includes(column) ? column : null;
}

/** What is said of columns, without what their names say anyway; of columns that the class has. */
export function tellingMatches(schema: ClassSchema, matches: ColumnMatches): ColumnMatches {
	const known = matchableColumns(schema);
	return Object.fromEntries(
		Object.entries(matches)
			.filter(([name, column]) => column !== importedAs(schema, name))
			.filter(([, column]) => column === null || known.includes(column))
			.toSorted(([one], [other]) => (one < other ? -1 : 1))
	);
}

/** Columns of a file that are imported as one that a column before them is imported as too. */
export function doubleColumns(
	schema: ClassSchema,
	columns: readonly string[]
): { column: string; first: string; second: string }[] {
	const firsts = new Map<string, string>();
	return columns.flatMap((name) => {
		const column = importedAs(schema, name);
		if (column === null) return [];
		const first = firsts.get(column);
		if (first !== undefined) return [{ column, first, second: name }];
		firsts.set(column, name);
		return [];
	});
}
