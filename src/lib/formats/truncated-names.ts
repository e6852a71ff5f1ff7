import { normalisedColumn, type ClassSchema } from '#lib/domain/import/class-schema.ts';
import { importableSchemas } from '#lib/domain/import/detect-class.ts';
import { readField } from '#lib/domain/import/read-field.ts';

/** Characters of a name in the table of a Shapefile. */
const longestName = 10;

type Row = Readonly<Record<string, unknown>>;

export interface FullNames {
	/** Columns that truncated names stand for. */
	columns: ReadonlyMap<string, string>;
	/** Truncated names that may stand for several columns, and those. */
	ambiguous: readonly (readonly [name: string, candidates: readonly string[]])[];
}

/** The columns of all classes that some names may be the beginning of: what a class is recognised by. */
export function columnsBehind(names: readonly string[]): string[] {
	const given = new Set(names.map(normalisedColumn));
	const long = importableSchemas.flatMap((schema) => Object.keys(schema.fields));
	return long.filter((column) => column.length > longestName && given.has(truncated(column)));
}

/**
 * The columns of a class that the names of a Shapefile stand for. GDAL keeps the first ten letters, and eight with a
 * number (`terr_sta_1`) where these are taken; values decide between columns that begin alike, else their order where
 * all of them are there.
 */
export function fullNames(
	names: readonly string[],
	schema: ClassSchema,
	rows: readonly Row[]
): FullNames {
	const known = columnsOf(schema);
	const given = new Set(names.map(normalisedColumn));
	const open = names.filter((name) => !known.includes(normalisedColumn(name)));
	const free = known.filter((column) => column.length > longestName && !given.has(column));
	const columns = new Map<string, string>();
	const ambiguous: (readonly [string, readonly string[]])[] = [];
	for (const stem of new Set(free.map(truncated))) {
		const beginning = free.filter((column) => truncated(column) === stem);
		const alike = open.filter((name) =>
			standsFor(normalisedColumn(name), stem, beginning.length > 1)
		);
		// What we compute comes back in our own exports alone, beside what it begins like.
		const stated = beginning.filter((column) => !(column in schema.ignored));
		const candidates = alike.length <= stated.length ? stated : beginning;
		if (!given.has(stem) || alike.length === 0) continue;
		const found = assign(alike, candidates, (name, column) => fits(schema, column, name, rows));
		if (found === null) ambiguous.push(...alike.map((name) => [name, candidates] as const));
		else alike.forEach((name, at) => columns.set(name, found[at] ?? name));
	}
	return { columns, ambiguous };
}

function truncated(column: string): string {
	return column.slice(0, longestName);
}

function columnsOf(schema: ClassSchema): string[] {
	const { fields, ignored, declaredCommune, declaredEpci } = schema;
	const declared = [declaredCommune, declaredEpci].filter((column) => column !== null);
	return [...new Set([...Object.keys({ ...fields, ...ignored }), ...declared])];
}

/** Whether a name is a beginning of ten letters, or where several columns share it that beginning with a number. */
function standsFor(name: string, stem: string, isShared: boolean): boolean {
	if (name === stem || !isShared) return name === stem;
	const [, beginning] = /^(.{7,8})_\d{1,2}$/.exec(name) ?? [];
	return name.length === longestName && beginning !== undefined && stem.startsWith(beginning);
}

/** One candidate a name, the only way that fits, or the first where every candidate has its name; null otherwise. */
function assign(
	names: readonly string[],
	candidates: readonly string[],
	fits: (name: string, column: string) => boolean
): string[] | null {
	const [name, ...others] = names;
	if (name === undefined) return [];
	const ways: string[][] = [];
	const extend = (chosen: string[]): void => {
		const next = names[chosen.length];
		if (next === undefined) ways.push(chosen);
		else {
			for (const column of candidates) {
				if (!chosen.includes(column) && fits(next, column)) extend([...chosen, column]);
			}
		}
	};
	if (others.length < candidates.length) extend([]);
	const [first, second] = ways;
	return first && (!second || names.length === candidates.length) ? first : null;
}

function fits(schema: ClassSchema, column: string, name: string, rows: readonly Row[]): boolean {
	const field = schema.fields[column];
	return !field || rows.every((row) => 'value' in readField(field, row[name]));
}

/** A name of ten letters at most for each column, as GDAL shortens them: what `fullNames` reads back. */
export function shortNames(columns: readonly string[]): Map<string, string> {
	const taken = new Set<string>();
	const names = new Map<string, string>();
	for (const column of columns) {
		let name = truncated(column);
		for (let number = 1; taken.has(name.toLowerCase()); number += 1) {
			const suffix = `_${String(number)}`;
			name = column.slice(0, longestName - suffix.length) + suffix;
		}
		taken.add(name.toLowerCase());
		names.set(column, name);
	}
	return names;
}
