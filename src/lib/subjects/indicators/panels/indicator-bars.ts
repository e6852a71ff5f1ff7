import { stageTints } from '#lib/domain/meaning-colours.ts';
import { stageGroupOf, type Plot } from '#lib/domain/plot.ts';
import { m } from '#lib/paraglide/messages.js';
import { localizeHref } from '#lib/paraglide/runtime.js';
import type { Bar } from '#lib/ui/bar-chart.ts';
import type { ColumnId, Indicator, IndicatorLine } from '../dashboard/indicator.ts';
import { shownLineText } from '../dashboard/behind.ts';
import { columnLabel, drawnText, lineLabel, type TradeWords } from './indicator-words.ts';

/** Address of the map with exactly the records of a line, or of their card; null where neither can say it. */
export function mapAddress({
	query,
	card = null
}: Pick<IndicatorLine, 'query' | 'card'>): string | null {
	if (card !== null) return localizeHref(card);
	return query === null ? null : `${localizeHref('/')}?${query}`;
}

/** Sale stages have their colour everywhere; what is drawn for comparison is grey. */
function fillOf({ id, beside }: Indicator, { key }: IndicatorLine, column: ColumnId) {
	if (column === beside) return { fill: 'var(--ink-soft)' };
	if (id !== 'commercialisation' || key === null) return {};
	const { light, dark } = stageTints[stageGroupOf(key as Plot['saleStage'])];
	return { fill: `light-dark(${light}, ${dark})` };
}

/** Where the sure part of a bar ends, of what is known between two bounds. */
const lows: Partial<Record<ColumnId, ColumnId>> = {
	jobsHigh: 'jobsLow',
	vacancyHigh: 'vacancyLow'
};

interface DrawnIndicator {
	indicator: Indicator;
	words: TradeWords;
	locale: string;
	/** The page itself with the records of a line on its map; null where it shows none of them. */
	lineHref?: (line: IndicatorLine) => string | null;
	/** The line whose records it shows, as an address writes it. */
	shownLine?: string | null;
}

/** Where a bar leads: to the map of the page, else to that of the territory. */
function linkOf(line: IndicatorLine, label: string, drawn: DrawnIndicator): Bar['link'] | null {
	const own = drawn.lineHref?.(line) ?? null;
	if (own !== null)
		return {
			...{ href: own, name: m.analyse_behind_bar({ label }), stays: true },
			isCurrent: drawn.shownLine === shownLineText({ table: drawn.indicator.id, key: line.key })
		};
	const href = mapAddress(line);
	return href === null ? null : { href, name: m.analyse_on_map_named({ label }) };
}

/** A bar a line; two where something is drawn beside it. A bar leads to the records behind it. */
export function indicatorBars(asked: DrawnIndicator): Bar[] {
	const { indicator, words, locale } = asked;
	const { id, drawn, beside, lines } = indicator;
	const bar = (line: IndicatorLine, column: ColumnId): Bar => {
		const high = line.figures[column] ?? null;
		const own = lineLabel(id, line, words);
		const label = beside
			? m.analyse_bar_beside({ label: own, column: columnLabel(indicator, column) })
			: own;
		const text = drawnText(column, line, locale);
		// Where two are drawn, the map has the plots of the second.
		const link = beside && column !== beside ? null : linkOf(line, `${label}, ${text}`, asked);
		return {
			...{ key: `${line.key ?? ''} ${column}`, label, text },
			low: lows[column] === undefined ? high : (line.figures[lows[column]] ?? null),
			high,
			...fillOf(indicator, line, column),
			...(link && { link })
		};
	};
	if (!beside) return lines.map((line) => bar(line, drawn));
	// Of two, only what is told is drawn, and nothing of a class that nobody states.
	return lines.flatMap((line) =>
		[drawn, beside].flatMap((column) => {
			const value = line.figures[column] ?? null;
			return value === null || (line.key === null && value === 0) ? [] : bar(line, column);
		})
	);
}
