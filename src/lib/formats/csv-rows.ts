import papaparse from 'papaparse';
import { reason } from '#lib/domain/reason.ts';
import { FormatError, refuseFeatures } from './contract.ts';

export type Delimiter = ';' | ',';

export interface CsvRow {
	/** Line of the file where the row starts, from 1: a quoted cell may hold line breaks. */
	line: number;
	cells: string[];
}

/**
 * The separator of a table: the one of the two that its first line holds more of, outside quotation marks.
 * @throws FormatError when it holds neither
 */
export function delimiterOf(text: string): Delimiter {
	const [header = ''] = text.trimStart().split(/\r?\n/, 1);
	const bare = header.replaceAll(/"[^"]*"/g, '');
	const semicolons = bare.split(';').length - 1;
	const commas = bare.split(',').length - 1;
	if (semicolons + commas === 0) {
		throw new FormatError(
			'la première ligne n’a qu’une colonne ; des noms de colonnes séparés par « ; » ou « , » sont attendus.',
			reason('csv_table')
		);
	}
	return semicolons >= commas ? ';' : ',';
}

/**
 * The rows of a table, empty ones left out.
 * @throws FormatError naming the line where a quotation mark is never closed, and for more rows than a file may have
 */
export function csvRows(text: string, delimiter: Delimiter): CsvRow[] {
	const rows: CsvRow[] = [];
	let start = 0;
	let line = 1;
	papaparse.parse<string[]>(text, {
		delimiter,
		step({ data, errors, meta }) {
			if (errors.some(({ type }) => type === 'Quotes')) {
				throw new FormatError(`ligne ${line} : un guillemet n’est pas fermé.`, reason('csv_table'));
			}
			if (data.some((cell) => cell.trim() !== '')) rows.push({ line, cells: data });
			refuseFeatures(rows.length);
			line += text.slice(start, meta.cursor).split('\n').length - 1;
			start = meta.cursor;
		}
	});
	return rows;
}
