import { commonGeometryColumns, type ClassSchema } from '#lib/domain/import/class-schema.ts';
import { isMissing } from '#lib/domain/import/read-field.ts';
import { columnNamed } from '#lib/domain/import/validate-record.ts';
import { reason } from '#lib/domain/reason.ts';
import { FormatError, refuseColumns, type ReadContext, type SourceRecord } from './contract.ts';
import { resolveClass } from './resolve-class.ts';

/** A table whose rows are records, whatever file it comes from. */
export interface Table {
	schema: ClassSchema;
	/** Names of its columns, as the file writes them; empty for a column without one. */
	header: string[];
	context: ReadContext;
}

export interface TableRow {
	/** Line of the file where the row starts, from 1. */
	line: number;
	cells: readonly unknown[];
}

/**
 * The table under a row of names.
 * @throws FormatError for names that come twice, more columns than any table has, no row, or rows of no class
 */
export function tableOf(header: string[], rows: readonly TableRow[], context: ReadContext): Table {
	refuseHeader(header);
	if (rows.length === 0)
		throw new FormatError(
			'la table n’a que ses noms de colonnes, aucune fiche.',
			reason('features_none')
		);
	const sample = Object.fromEntries(header.map((name, at) => [name, rows[0]?.cells[at] ?? '']));
	return { schema: resolveClass(header, sample, context), header, context };
}

function refuseHeader(header: readonly string[]): void {
	refuseColumns(header.length);
	const twice = header.find((name, at) => name !== '' && header.indexOf(name) < at);
	if (twice !== undefined) {
		throw new FormatError(
			`la colonne « ${twice} » est citée deux fois ; une seule est attendue.`,
			reason('csv_table')
		);
	}
}

/** A row as a record: its geometries by the columns that hold them, the rest as the file writes it. */
export function recordOf({ line, cells }: TableRow, { schema, header }: Table): SourceRecord {
	const geometryColumns = [...schema.geometryColumns, ...commonGeometryColumns];
	const named = header.map((name, at) => ({
		name,
		column: columnNamed(schema, name),
		cell: cells[at] ?? ''
	}));
	return {
		line,
		properties: Object.fromEntries(
			named
				.filter(({ name, column }) => name !== '' && !geometryColumns.includes(column))
				.map(({ name, cell }) => [name, cell])
		),
		geometries: geometryColumns.flatMap((column) =>
			named
				.filter((entry) => entry.column === column && !isMissing(entry.cell))
				.map((entry) => ({ column, value: entry.cell }))
		)
	};
}
