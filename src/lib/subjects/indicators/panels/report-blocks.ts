import type { Block } from '#lib/documents/printed-document.ts';
import { m } from '#lib/paraglide/messages.js';
import { formatDate } from '#lib/ui/format.ts';
import type { FigureTable, Indicator } from '../dashboard/indicator.ts';
import { finding, hasFigures } from './finding.ts';
import { indicatorBars } from './indicator-bars.ts';
import {
	columnLabel,
	figureOf,
	howToRead,
	indicatorTitles,
	lineLabel,
	sourceText,
	type TradeWords
} from './indicator-words.ts';

/** An indicator on paper: its finding, its chart, the same numbers as a table, how to read it and who says it. */
export function indicatorBlocks(indicator: Indicator, words: TradeWords, locale: string): Block[] {
	const title = indicatorTitles[indicator.id]();
	const sentence = finding(indicator, words, locale);
	const drawn: Block[] = hasFigures(indicator)
		? [
				...(indicator.sources.some(({ demonstration }) => demonstration)
					? [{ kind: 'notice' as const, text: m.analyse_demonstration() }]
					: []),
				{
					kind: 'bars',
					bars: indicatorBars({ indicator, words, locale }),
					alt: `${title}. ${sentence}`
				}
			]
		: [];
	return [
		{ kind: 'heading', level: 2, text: title },
		{ kind: 'text', tone: 'strong', text: sentence },
		...drawn,
		...(indicator.lines.length > 0 ? [figureTable(indicator, words, locale)] : []),
		{ kind: 'text', tone: 'soft', text: howToRead[indicator.id]() },
		sourceBlock(indicator, locale)
	];
}

/** Who says the figures of a table, and when. */
export function sourceBlock({ sources }: FigureTable, locale: string): Block {
	const said = sources.map((source) => sourceText(source, formatDate(source.date, locale)));
	return {
		kind: 'text',
		tone: 'soft',
		text: `${m.analyse_sources()} ${said.join(m.list_separator()) || '–'}`
	};
}

/** The figures of a table as a document has them. */
export function figureTable(indicator: FigureTable, words: TradeWords, locale: string): Block {
	const { id, columns, lines, total } = indicator;
	return {
		kind: 'table',
		caption: '',
		columns: [
			{ title: m.analyse_column_label(), align: 'start', width: 5 },
			...columns.map((column) => ({
				title: columnLabel(indicator, column),
				align: 'end' as const,
				width: 2
			}))
		],
		rows: [...lines, ...(total ? [total] : [])].map((line) => [
			lineLabel(id, line, words),
			...columns.map((column) => figureOf(line, column, locale))
		])
	};
}
