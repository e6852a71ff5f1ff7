import { numberCell, spreadsheetCsv, textCell } from '#lib/formats/spreadsheet-csv.ts';
import type { FigureTable } from '../dashboard/indicator.ts';
import { indicatorRows } from './indicator-cells.ts';
import type { TradeWords } from './indicator-words.ts';

/** A table for a French spreadsheet: UTF-8 with its mark, semicolons, decimal commas; empty where nothing is known. */
export function indicatorCsv(indicator: FigureTable, words: TradeWords): string {
	return rowsCsv(indicatorRows(indicator, words));
}

/** Rows of cells for the same. */
export function rowsCsv(rows: readonly (readonly (string | number | null)[])[]): string {
	const cell = (value: string | number | null) => {
		if (value === null) return '';
		return typeof value === 'number' ? numberCell(value) : textCell(value);
	};
	return spreadsheetCsv(rows.map((row) => row.map(cell)));
}
