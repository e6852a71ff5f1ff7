import { classOf, type ClassMethod } from '#lib/ui/value-classes.ts';
import type { AreaFigures } from '../choropleth/area-figures.ts';
import type { IndicatorLine } from '../dashboard/indicator.ts';
import { measureText } from '../choropleth/measure.ts';
import { measuredClasses } from './choropleth-classes.ts';
import { choroplethFinding, choroplethHow, measureName } from './choropleth-words.ts';
import { mapAddress } from './indicator-bars.ts';
import { figureCell } from './indicator-cells.ts';
import type { TableOf } from './indicator-json.ts';
import { columnLabel, sourceText, type TradeWords } from './indicator-words.ts';

/**
 * The map of areas for a machine: the figures of the page, the class that each area is drawn in (`class`, from 0; null
 * for zero and for what is not known), and why a value is missing.
 */
export function choroplethJson(
	figures: AreaFigures,
	method: ClassMethod,
	words: TradeWords,
	locale: string,
	{ place, today, origin }: Omit<TableOf, 'name'>
) {
	const { columns, lines, total, sources, measure, level } = figures;
	const { valueOf, classes } = measuredClasses(figures, method);
	const cells = (line: IndicatorLine) =>
		Object.fromEntries(columns.map((column) => [column, figureCell(line, column)]));
	const classNumber = (value: number | null) => {
		const found = value === null ? -1 : classOf(value, classes);
		return found < 0 ? null : found;
	};
	return {
		measure: { id: measureText(measure), label: measureName(measure, words) },
		...{ level, method, place: { id: place }, day: today, language: locale },
		finding: choroplethFinding(figures, words, locale),
		howToRead: choroplethHow(figures, method),
		columns: columns.map((column) => ({ id: column, label: columnLabel(figures, column) })),
		classes,
		areas: lines.map((line) => {
			const address = mapAddress(line);
			const value = valueOf(line);
			return {
				...{ id: line.key, name: line.name, value, class: classNumber(value) },
				...{ missing: line.missing, figures: cells(line) },
				map: address === null ? null : origin + address
			};
		}),
		total: total && cells(total),
		sources: sources.map((source) => ({
			text: sourceText(source, source.date),
			date: source.date,
			demonstration: source.demonstration
		}))
	};
}
