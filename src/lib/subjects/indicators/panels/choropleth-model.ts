import { m } from '#lib/paraglide/messages.js';
import { formatNumber } from '#lib/ui/format.ts';
import type { ClassMethod } from '#lib/ui/value-classes.ts';
import type { AreaFigures, AreaLine } from '../choropleth/area-figures.ts';
import type { FigureTable } from '../dashboard/indicator.ts';
import { choroplethClasses, type LegendEntry } from './choropleth-classes.ts';
import { choroplethDrawing, type AreaOutlines } from './choropleth-drawing.ts';
import {
	choroplethFinding,
	choroplethHow,
	levelWords,
	measureName,
	missingSentences
} from './choropleth-words.ts';
import type { TradeWords } from './indicator-words.ts';

/** A map of areas as a page and a document both have it: every text finished, the map drawn. */
export interface ChoroplethModel {
	title: string;
	/** Of the measure. */
	name: string;
	finding: string;
	/** Why areas are hatched. */
	missing: string[];
	/** What is to be known of the outlines. */
	notes: string[];
	how: string;
	/** The figures drawn; areas of which all figures are zero stand in one line. */
	table: FigureTable;
	legend: LegendEntry[];
	/** SVG; null where no outline is known. */
	drawing: string | null;
}

export interface ChoroplethParts {
	figures: AreaFigures;
	outlines: AreaOutlines;
	method: ClassMethod;
	/** Code of the place that it is about, if it is one of the areas. */
	marked: string;
	words: TradeWords;
	locale: string;
	/** On a page areas lead to their plots and follow its shade; paper is light and leads nowhere. */
	onPage: boolean;
}

const isZero = ({ figures, missing }: AreaLine) =>
	missing === null && Object.values(figures).every((value) => (value ?? 0) === 0);

/** The areas one by one, but for those of which all figures are zero. */
function tableOf(figures: AreaFigures, locale: string): FigureTable {
	const { id, columns, drawn, total, sources, lines } = figures;
	const zeros = lines.filter(isZero);
	const [first] = zeros;
	const others = first && {
		...{ ...first, key: 'autres', query: null, card: null },
		name: m.analyse_zero_others({ count: formatNumber(zeros.length, locale) })
	};
	const shown = lines.filter((line) => !isZero(line));
	const all = zeros.length > 1 && others ? [...shown, others] : lines;
	return { id, columns, drawn, total, sources, lines: all };
}

/** Puts a measure of areas and their outlines into classes, words and a drawing. */
export function choroplethModel(parts: ChoroplethParts): ChoroplethModel {
	const { figures, outlines, method, words, locale } = parts;
	const classes = choroplethClasses(figures, method, locale);
	const drawing = choroplethDrawing({ ...parts, classes });
	return {
		title: m.analyse_choropleth_title({ by: levelWords[figures.level].by() }),
		name: measureName(figures.measure, words),
		finding: choroplethFinding(figures, words, locale),
		missing: missingSentences(figures, locale),
		notes: [
			...(drawing === null ? [m.analyse_choropleth_no_outline()] : []),
			...(outlines.approximate && drawing !== null ? [m.contours_approximate()] : [])
		],
		how: choroplethHow(figures, method),
		table: tableOf(figures, locale),
		legend: classes.legend,
		drawing
	};
}
