import { kindOf } from '#lib/domain/fields/field.ts';
import { expectation, type Expectation } from '#lib/domain/import/expectation.ts';
import { shownValue, type ImportIssue } from '#lib/domain/import/issue.ts';
import { listValueOf } from '#lib/domain/import/list-value.ts';
import { columnNamed } from '#lib/domain/import/validate-record.ts';
import type { ReadFormat, SourceFile } from '../contract.ts';
import { csvRows, delimiterOf, type CsvRow } from '../csv-rows.ts';
import { decodeText } from '../decode-text.ts';
import { noteOfFile } from '../note-of-file.ts';
import { recordOf, tableOf, type Table } from '../table-records.ts';

/** Reads a table: `;` or `,`, UTF-8 or Windows-1252, geometry in a cell as WKT, GeoJSON or two numbers. */
export const reader: ReadFormat = (bytes, context): SourceFile => {
	const { text, encoding } = decodeText(bytes);
	const delimiter = delimiterOf(text);
	const [headerRow, ...rows] = csvRows(text, delimiter);
	const header = (headerRow?.cells ?? []).map((name) => name.trim());
	const table = tableOf(header, rows, context);
	const understood = expectation(
		'read_table',
		`encodage ${encoding} et séparateur « ${delimiter} » détectés`,
		{ encoding, delimiter }
	);
	const notes = [noteOfFile(context, understood, null)];
	const records = rows.flatMap((row) => {
		const fitted = fitRow(row, table, notes);
		return fitted ? [recordOf(fitted, table)] : [];
	});
	return { schema: table.schema, columns: header, records, notes };
};

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
		...expectation('expects_cells', `${table.header.length} cellules, autant que de colonnes`, {
			count: table.header.length
		}),
		outcome: 'refused'
	});
	return null;
}

interface Rejoined {
	cells: string[];
	repair: { field: string; value: string } & Expectation;
}

/** Puts together the cells of a list value that the separator has split, when only one way gives a list value. */
function rejoin({ cells }: CsvRow, surplus: number, { schema, header }: Table): Rejoined | null {
	const candidates = header.flatMap((name, at): Rejoined[] => {
		const field = schema.fields[columnNamed(schema, name)];
		const list = field && kindOf(field) === 'choice' ? field.list : undefined;
		const value = cells.slice(at, at + surplus + 1).join(', ');
		const meant = list && listValueOf(value, list);
		if (!meant) return [];
		const whole = [...cells.slice(0, at), meant, ...cells.slice(at + surplus + 1)];
		const split = cells.slice(at, at + surplus + 1).join(' | ');
		return [
			{
				cells: whole,
				repair: {
					...{ field: name, value: split },
					...expectation('joined_cells', `cellules réunies en « ${meant} »`, { meant })
				}
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
