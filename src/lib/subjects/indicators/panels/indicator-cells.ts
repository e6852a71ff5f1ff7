import { m } from '#lib/paraglide/messages.js';
import type { ColumnId, FigureTable, IndicatorLine } from '../dashboard/indicator.ts';
import {
	columnDecimals,
	columnLabel,
	lineLabel,
	sourceText,
	type TradeWords
} from './indicator-words.ts';

/** A figure as every file has it: of as many decimals as the page shows; null where nothing can be said. */
export function figureCell(line: IndicatorLine, column: ColumnId): number | null {
	const value = line.figures[column];
	return value === null || value === undefined
		? null
		: Number(value.toFixed(columnDecimals[column] ?? 0));
}

/** Lines of a table, the total last. */
const allLines = ({ lines, total }: FigureTable) => (total ? [...lines, total] : lines);

/** A table as rows of cells, its header first and its sources last: what a spreadsheet gets. */
export function indicatorRows(
	indicator: FigureTable,
	words: TradeWords
): (string | number | null)[][] {
	const { id, columns, sources } = indicator;
	return [
		[m.analyse_column_label(), ...columns.map((column) => columnLabel(indicator, column))],
		...allLines(indicator).map((line) => [
			lineLabel(id, line, words),
			...columns.map((column) => figureCell(line, column))
		]),
		[],
		[m.analyse_sources()],
		...sources.map((source) => [sourceText(source, source.date)])
	];
}
