import { numberCell, spreadsheetCsv, textCell } from '#lib/formats/spreadsheet-csv.ts';
import type { FigureTable } from '../dashboard/indicator.ts';
import { indicatorRows } from './indicator-cells.ts';
import type { TradeWords } from './indicator-words.ts';

/** A table for a French spreadsheet: UTF-8 with its mark, semicolons, decimal commas; empty where nothing is known. */
export function indicatorCsv(indicator: FigureTable, words: TradeWords): string {
	const cell = (value: string | number | null) => {
		if (value === null) return '';
		return typeof value === 'number' ? numberCell(value) : textCell(value);
	};
	return spreadsheetCsv(indicatorRows(indicator, words).map((row) => row.map(cell)));
}
