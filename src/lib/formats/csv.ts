import { commonGeometryColumns, type ClassSchema } from '#lib/domain/import/class-schema.ts';
import { shownValue, type ImportIssue } from '#lib/domain/import/issue.ts';
import { listValueOf } from '#lib/domain/import/list-value.ts';
import { columnNamed } from '#lib/domain/import/validate-record.ts';
import { reason } from '#lib/domain/reason.ts';
import {
	FormatError,
	refuseColumns,
	type ReadContext,
	type ReadFormat,
	type SourceFile,
	type SourceRecord
} from './contract.ts';
import { csvRows, delimiterOf, type CsvRow } from './csv-rows.ts';
import { decodeText } from './decode-text.ts';
import { resolveClass } from './resolve-class.ts';

interface Table {
	schema: ClassSchema;
	header: string[];
	context: ReadContext;
}

/** Reads a table: `;` or `,`, UTF-8 or Windows-1252, geometry in a cell as WKT, GeoJSON or two numbers. */
export const readCsv: ReadFormat = (bytes, context): SourceFile => {
	const { text, encoding } = decodeText(bytes);
	const delimiter = delimiterOf(text);
	const [headerRow, ...rows] = csvRows(text, delimiter);
	const header = (headerRow?.cells ?? []).map((name) => name.trim());
	refuseHeader(header);
	if (rows.length === 0)
		throw new FormatError(
			'la table n’a que ses noms de colonnes, aucune fiche.',
			reason('features_none')
		);
	const sample = Object.fromEntries(header.map((name, at) => [name, rows[0]?.cells[at] ?? '']));
	const schema = resolveClass(header, sample, context);
	const notes: ImportIssue[] = [
		noteOf(context, `encodage ${encoding} et séparateur « ${delimiter} » détectés`)
	];
	const table = { schema, header, context };
	const records = rows.flatMap((row) => {
		const fitted = fitRow(row, table, notes);
		return fitted ? [recordOf(fitted, table)] : [];
	});
	return { schema, columns: header, records, notes };
};

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

/** A row with as many cells as there are columns; null, with a note, when it cannot be told which are which. */
function fitRow(row: CsvRow, table: Table, notes: ImportIssue[]): CsvRow | null {
	const surplus = row.cells.length - table.header.length;
	if (surplus === 0) return row;
	const tail = row.cells.slice(table.header.length);
	if (surplus > 0 && tail.every((cell) => cell.trim() === '')) {
		return { ...row, cells: row.cells.slice(0, table.header.length) };
	}
	const joined = surplus > 0 ? rejoin(row, surplus, table) : null;
	const about = {
		file: table.context.file,
		line: row.line,
		record: keyOf(row, table)
	};
	if (joined) {
		notes.push({ ...about, ...joined.repair, outcome: 'repaired' });
		return { ...row, cells: joined.cells };
	}
	notes.push({
		...about,
		field: null,
		value: `${row.cells.length} cellules`,
		expected: `${table.header.length} cellules, autant que de colonnes`,
		outcome: 'refused'
	});
	return null;
}

interface Rejoined {
	cells: string[];
	repair: { field: string; value: string; expected: string };
}

/** Puts together the cells of a list value that the separator has split, when only one way gives a list value. */
function rejoin({ cells }: CsvRow, surplus: number, { schema, header }: Table): Rejoined | null {
	const candidates = header.flatMap((name, at): Rejoined[] => {
		const { list } = schema.fields[columnNamed(schema, name)] ?? {};
		const value = cells.slice(at, at + surplus + 1).join(', ');
		const meant = list && listValueOf(value, list);
		if (!meant) return [];
		const whole = [...cells.slice(0, at), meant, ...cells.slice(at + surplus + 1)];
		const split = cells.slice(at, at + surplus + 1).join(' | ');
		return [
			{
				cells: whole,
				repair: { field: name, value: split, expected: `cellules réunies en « ${meant} »` }
			}
		];
	});
	return candidates.length === 1 ? (candidates[0] ?? null) : null;
}

function keyOf({ cells }: CsvRow, { schema, header }: Table): string | null {
	const at = header.findIndex((name) => columnNamed(schema, name) === schema.key);
	const cell = cells[at]?.trim();
	return cell ? shownValue(cell) : null;
}

function recordOf({ line, cells }: CsvRow, { schema, header }: Table): SourceRecord {
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
				.filter((entry) => entry.column === column && entry.cell.trim() !== '')
				.map((entry) => ({ column, value: entry.cell }))
		)
	};
}

function noteOf({ file }: ReadContext, expected: string): ImportIssue {
	return {
		file,
		line: null,
		record: null,
		field: null,
		value: null,
		expected,
		outcome: 'reported'
	};
}
