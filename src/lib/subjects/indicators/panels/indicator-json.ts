import type { Indicator, IndicatorLine } from '../dashboard/indicator.ts';
import { finding } from './finding.ts';
import { mapAddress } from './indicator-bars.ts';
import { figureCell } from './indicator-cells.ts';
import {
	columnLabel,
	howToRead,
	indicatorTitles,
	lineLabel,
	sourceText,
	type TradeWords
} from './indicator-words.ts';

/** What a table is of. */
export interface TableOf {
	/** The scope as an address writes it (`epci:200041630`), empty for the territory, and its name. */
	place: string;
	name: string;
	/** Day of the figures, AAAA-MM-JJ. */
	today: string;
	/** `https://host`, which addresses of the map begin with. */
	origin: string;
}

/** A table of the dashboard for a machine: the figures of the page, null where nothing can be said. */
export function indicatorJson(
	indicator: Indicator,
	words: TradeWords,
	locale: string,
	{ place, name, today, origin }: TableOf
) {
	const { id, columns, lines, total, unsaid, sources } = indicator;
	const row = (line: IndicatorLine) => {
		const address = mapAddress(line);
		return {
			key: line.key,
			label: lineLabel(id, line, words),
			figures: Object.fromEntries(columns.map((column) => [column, figureCell(line, column)])),
			map: address === null ? null : origin + address
		};
	};
	return {
		table: id,
		title: indicatorTitles[id](),
		place: { id: place, name },
		day: today,
		language: locale,
		finding: finding(indicator, words, locale),
		howToRead: howToRead[id](),
		columns: columns.map((column) => ({ id: column, label: columnLabel(indicator, column) })),
		rows: lines.map(row),
		total: total && row(total),
		unsaid: unsaid ?? null,
		sources: sources.map((source) => ({
			text: sourceText(source, source.date),
			date: source.date,
			demonstration: source.demonstration
		}))
	};
}
