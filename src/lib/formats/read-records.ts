import { normalisedColumn, type ClassSchema } from '#lib/domain/import/class-schema.ts';
import { doubleColumns, importedAs, type ReadColumn } from '#lib/domain/import/column-matches.ts';
import { schemaNamed } from '#lib/domain/import/detect-class.ts';
import { leftOutReasons } from '#lib/domain/fields/left-out.ts';
import { expectation } from '#lib/domain/import/expectation.ts';
import { shownValue, type ImportIssue } from '#lib/domain/import/issue.ts';
import type { ColumnValue, RecordFeature } from '#lib/domain/import/record.ts';
import { isMissing } from '#lib/domain/import/read-field.ts';
import type { UnitsByClass } from '#lib/domain/import/units.ts';
import { columnNamed, validateProperties } from '#lib/domain/import/validate-record.ts';
import type { CoordinateSystem } from '#lib/geo/coordinate-system.ts';
import { type ReadContext, type SourceFile, type SourceRecord } from './contract.ts';
import { readerOf } from './load.ts';
import { Doubts } from './doubts.ts';
import { readGeometry, type PositionsReading } from './read-geometry.ts';
import { PositionsRead, type PositionsChoice, type ReadPositions } from './read-positions.ts';
import {
	convertQuantities,
	readQuantities,
	writtenQuantities,
	type ReadQuantity
} from './read-quantities.ts';

export interface RecordsContext extends ReadContext {
	/** ISO date given to records that state none. */
	date: string;
	/** Whether an empty cell empties what is stored; it stays otherwise. */
	clear?: boolean | undefined;
	/** What columns are written in, where that is not the unit of the standard. */
	units?: UnitsByClass | undefined;
	/** What is done with positions that are not in degrees: mended where it is left out. */
	positions?: PositionsChoice | undefined;
}

export interface ImportedRecord {
	line: number | null;
	key: string;
	/** How the file writes its positions. */
	system: CoordinateSystem;
	feature: RecordFeature;
	/** Membership that the file states: INSEE code and SIREN. */
	declared: { commune: string | null; epci: string | null };
}

export interface RecordsFile {
	file: string;
	schema: ClassSchema;
	/** Its columns, in their order, as they are read. */
	columns: ReadColumn[];
	/** Records in the file, those refused included. */
	readCount: number;
	/** Records to write: valid, or without an optional value that was refused (each told in `issues`). */
	records: ImportedRecord[];
	issues: ImportIssue[];
	/** Its columns that files write in more than one unit. */
	quantities: ReadQuantity[];
	/** Its positions that are not longitude and latitude in degrees. */
	positions: ReadPositions[];
	/** Layers of the same file that are still to be read. */
	otherLayers: readonly string[];
}

/**
 * Reads the records of a file: its format by its name, its class by its columns, each value by the standard.
 * @throws FormatError when nothing can be read of it
 */
export async function readRecords(
	bytes: Uint8Array,
	context: RecordsContext
): Promise<RecordsFile> {
	const read = await readerOf(context.file);
	const source = await read(bytes, context);
	const issues = [
		...source.notes,
		...columnNotes(source, context.file),
		...dropDoubles(source, context)
	];
	const doubts = new Doubts(context.file, source.schema, context.date);
	const { units = {}, positions = 'mended' } = context;
	const written = writtenQuantities(source);
	convertQuantities(source, units);
	const placing = { choice: positions, read: new PositionsRead() };
	const lineByKey = new Map<string, number | null>();
	const ranks: number[] = [];
	const records = source.records.flatMap((record, rank): ImportedRecord[] => {
		const imported = importRecord(record, source.schema, context, { issues, placing });
		if (!imported || isRepeated(imported, lineByKey, source.schema, context, issues)) return [];
		const { key, line, feature } = imported;
		const { geometry, properties: columns } = feature;
		if (geometry) issues.push(...doubts.about({ key, line, geometry, columns }));
		ranks.push(rank);
		return [imported];
	});
	const ranked = records.map((record, index) => ({ record, rank: ranks[index] ?? 0 }));
	const lost = source.notes.filter(({ line, outcome }) => line !== null && outcome === 'refused');
	return {
		file: nameOf(source, context),
		schema: source.schema,
		columns: readColumns(source),
		readCount: source.records.length + lost.length,
		records,
		issues,
		quantities: readQuantities(source.schema, written, ranked, units),
		positions: placing.read.all,
		otherLayers: context.layer === undefined ? (source.otherLayers ?? []) : []
	};
}

/** The file, with the layer where it is one of several. */
function nameOf({ layer, otherLayers = [] }: SourceFile, { file }: RecordsContext): string {
	return layer === undefined || otherLayers.length === 0 ? file : `${file}, ${layer}`;
}

function importRecord(
	record: SourceRecord,
	schema: ClassSchema,
	context: RecordsContext,
	{ issues, placing }: { issues: ImportIssue[]; placing: PositionsReading }
): ImportedRecord | null {
	const place = { file: context.file, line: record.line };
	const validated = validateProperties(schema, record.properties, place, context.clear);
	const located = readGeometry(record, schema, { ...place, record: validated.key }, placing);
	issues.push(...validated.issues, ...located.issues);
	if (!validated.complete || validated.key === null || located.geometry === null) return null;
	const provenance = provenanceOf(validated.columns, schema, context);
	return {
		line: record.line,
		key: validated.key,
		system: located.system,
		declared: validated.declared,
		feature: {
			type: 'Feature',
			geometry: located.geometry,
			properties: { ...provenance.columns, ...validated.columns, ...located.columns },
			fallbacks: provenance.fallbacks,
			declared: validated.declared
		}
	};
}

/** Where a record comes from, as its file says it; the name of the file stands for a source that nobody names. */
function provenanceOf(
	columns: Readonly<Record<string, ColumnValue>>,
	schema: ClassSchema,
	{ file, date }: RecordsContext
): { columns: Record<string, ColumnValue>; fallbacks: string[] } {
	const firstOf = (names: readonly string[]): ColumnValue =>
		names.map((name) => columns[name] ?? null).find((value) => value !== null) ?? null;
	const source = firstOf(['source_nom', ...schema.sourceColumns]);
	return {
		columns: {
			source_nom: source ?? file,
			source_date: firstOf(schema.dateColumns) ?? date,
			source_methode: `import du fichier ${file}`
		},
		fallbacks: source === null ? ['source_nom'] : []
	};
}

/** A key may stand once in a file: the database would not know which record to keep. */
function isRepeated(
	{ key, line }: ImportedRecord,
	lineByKey: Map<string, number | null>,
	schema: ClassSchema,
	{ file }: RecordsContext,
	issues: ImportIssue[]
): boolean {
	const first = lineByKey.get(key);
	if (!lineByKey.has(key)) {
		lineByKey.set(key, line);
		return false;
	}
	issues.push({
		file,
		line,
		record: key,
		field: schema.key,
		value: key,
		...expectation(
			'expects_key_unread',
			`une clé citée une seule fois (déjà lue ligne ${first ?? '?'})`,
			{ line: String(first ?? '?') }
		),
		outcome: 'refused'
	});
	return true;
}

/**
 * Of several columns that are imported as the same one of the class the first is read. Where somebody has said that they
 * are the same, the others are refused; where their names say it, they are read where the first is empty, and told where
 * they say something else.
 */
function dropDoubles(source: SourceFile, { file, matches = {} }: RecordsContext): ImportIssue[] {
	const said = matches[source.schema.class] ?? {};
	const place = { file, line: null, record: null };
	return doubleColumns(source.schema, source.columns).flatMap((double): ImportIssue[] => {
		const { first, second, column } = double;
		const isSaid = [first, second].some((name) => normalisedColumn(name) in said);
		// Of geometries the column of the class counts first, wherever it stands.
		if (!isSaid && source.schema.geometryColumns.includes(column)) return [];
		const differing = dropSecond(source, double, isSaid);
		if (!isSaid && differing === undefined) return [];
		const value = isSaid ? null : shownValue(differing);
		const told = expectation(
			'expects_one_column',
			`une seule colonne pour ${column}, que « ${first} » donne déjà`,
			{ column, first }
		);
		return [{ ...place, field: second, value, ...told, outcome: isSaid ? 'refused' : 'reported' }];
	});
}

/** @returns the first value of the second column that was not what the first column says; undefined where there is none */
function dropSecond(
	{ records }: SourceFile,
	{ first, second }: { first: string; second: string },
	always: boolean
): unknown {
	let differing: unknown;
	for (const { properties } of records) {
		const [one, other] = [properties[first], properties[second]];
		if (isMissing(one) && !always) Reflect.set(properties, first, other);
		else if (!isMissing(other) && String(one) !== String(other)) differing ??= other;
		Reflect.deleteProperty(properties, second);
	}
	return differing;
}

/** Rows in which a value is looked for that shows what a column holds. */
const sampled = 100;

function readColumns({ columns, schema, records }: SourceFile): ReadColumn[] {
	const plain = schemaNamed(schema.class) ?? schema;
	const rows = records.slice(0, sampled);
	return columns
		.filter((name) => name !== '')
		.map((name) => {
			const value = rows.map((row) => row.properties[name]).find((one) => !isMissing(one));
			return {
				name,
				column: importedAs(schema, name),
				byName: importedAs(plain, name),
				sample: value === undefined ? null : shownValue(value)
			};
		});
}

/** Columns that will not be written: unknown ones, and known ones that the application computes itself. */
function columnNotes({ columns, schema }: SourceFile, file: string): ImportIssue[] {
	const notWritten = columns.flatMap((name) => {
		const column = columnNamed(schema, name);
		if (name === '' || importedAs(schema, name) !== null) return [];
		if (column === schema.declaredCommune || column === schema.declaredEpci) return [];
		const reason = schema.ignored[column] ?? 'unknown';
		return [{ name, reason }];
	});
	const reasons = [...new Set(notWritten.map(({ reason }) => reason))];
	return reasons.map((reason) => ({
		file,
		line: null,
		record: null,
		field: notWritten
			.filter((column) => column.reason === reason)
			.map(({ name }) => name)
			.join(', '),
		value: null,
		...expectation(`left_out_${reason}`, `non importé : ${leftOutReasons[reason]}`),
		outcome: 'reported'
	}));
}
