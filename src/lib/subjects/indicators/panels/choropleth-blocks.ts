import type { Block } from '#lib/documents/printed-document.ts';
import { m } from '#lib/paraglide/messages.js';
import { legendDrawing } from './choropleth-drawing.ts';
import type { ChoroplethModel } from './choropleth-model.ts';
import type { TradeWords } from './indicator-words.ts';
import { figureTable, sourceBlock } from './report-blocks.ts';

/** The map of areas on paper: its finding, the map with its legend, the same numbers, how to read it, who says it. */
export function choroplethBlocks(
	{ title, name, finding, missing, how, table, legend, drawing, notes }: ChoroplethModel,
	words: TradeWords,
	locale: string
): Block[] {
	const spoken = legend
		.map(({ label, count }) => `${label} (${String(count)})`)
		.join(m.list_separator());
	const drawings = (svg: string): Block => ({
		kind: 'drawings',
		items: [
			{ svg, alt: `${name}. ${finding}`, caption: '', share: 3 },
			{
				...{ svg: legendDrawing(legend, m.analyse_legend()), caption: '', share: 1 },
				alt: `${m.analyse_legend()} ${spoken}`
			}
		]
	});
	return [
		{ kind: 'heading', level: 2, text: title },
		{ kind: 'text', tone: 'strong', text: finding },
		...(table.sources.some(({ demonstration }) => demonstration)
			? [{ kind: 'notice' as const, text: m.analyse_demonstration() }]
			: []),
		...(drawing === null ? [] : [drawings(drawing)]),
		...[...notes, ...missing].map((text): Block => ({ kind: 'text', tone: 'plain', text })),
		figureTable(table, words, locale),
		{ kind: 'text', tone: 'soft', text: how },
		sourceBlock(table, locale)
	];
}
