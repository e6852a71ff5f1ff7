import { numberCell, spreadsheetCsv, textCell } from '#lib/formats/spreadsheet-csv.ts';
import type { Indicator } from '../dashboard/indicator.ts';
import { columnDecimals, columnWords, lineLabel, type TradeWords } from './indicator-words.ts';
import { m } from '#lib/paraglide/messages.js';

/** A table for a French spreadsheet: UTF-8 with its mark, semicolons, decimal commas; empty where nothing is known. */
export function indicatorCsv(indicator: Indicator, words: TradeWords): string {
	const { id, columns, lines, total, sources } = indicator;
	const header = [m.analyse_column_label(), ...columns.map((column) => columnWords[column]())];
	const rows = (total ? [...lines, total] : lines).map((line) => [
		textCell(lineLabel(id, line, words)),
		...columns.map((column) => {
			const value = line.figures[column];
			if (value === null || value === undefined) return '';
			return numberCell(Number(value.toFixed(columnDecimals[column] ?? 0)));
		})
	]);
	const said = sources.map(({ source, date, demonstration }) => [
		textCell(
			demonstration
				? m.analyse_source_demonstration({ source, date })
				: m.analyse_source({ source, date })
		)
	]);
	const written = [header.map(textCell), ...rows, [], [textCell(m.analyse_sources())], ...said];
	return spreadsheetCsv(written);
}
