import writeXlsxFile, { type SheetData } from 'write-excel-file/node';
import { neutralText } from './spreadsheet-csv.ts';

/** A sheet: its rows, the first of them a header; null is an empty cell. */
export interface Sheet {
	/** At most 31 characters, none of `[]:*?/\`, as spreadsheets ask. */
	name: string;
	rows: readonly (readonly (string | number | null)[])[];
}

const cell = (value: string | number | null, bold: boolean): SheetData[number][number] => {
	if (value === null) return null;
	const given = typeof value === 'number' ? value : neutralText(value);
	return bold ? { value: given, fontWeight: 'bold' } : { value: given };
};

/** A workbook (.xlsx) of some sheets: numbers as numbers, text as text and never as a formula. */
export async function writeWorkbook(sheets: readonly Sheet[]): Promise<Uint8Array<ArrayBuffer>> {
	const written = sheets.map(({ name, rows }) => ({
		sheet: name,
		data: rows.map((cells, row) => cells.map((value) => cell(value, row === 0))),
		columns: [{ width: 48 }, ...Array<{ width: number }>(6).fill({ width: 22 })],
		stickyRowsCount: 1
	}));
	return new Uint8Array(await writeXlsxFile(written).toBuffer());
}
