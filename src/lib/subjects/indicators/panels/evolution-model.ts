import type { Block } from '#lib/documents/printed-document.ts';
import { m } from '#lib/paraglide/messages.js';
import type { Bar } from '#lib/ui/bar-chart.ts';
import { formatDate } from '#lib/ui/format.ts';
import type { Measure } from '../choropleth/measure.ts';
import { measuredText, measureName } from './choropleth-words.ts';
import type { TradeWords } from './indicator-words.ts';

/** A measure of a place on a day on which its figures were kept. */
export interface EvolutionDay {
	day: string;
	value: number | null;
	demonstration: boolean;
}

/** Days on which the measure itself had changed: the place's other figures may have, on others. */
function changedDays(days: readonly EvolutionDay[]): EvolutionDay[] {
	return days.filter(({ value }, nth) => nth === 0 || days[nth - 1]?.value !== value);
}

const valueText = ({ column }: Measure, value: number | null, locale: string) =>
	value === null ? '–' : measuredText(column, value, locale);

/** A measure through its days as a page, a document and a file all have it: every text finished. */
export interface EvolutionModel {
	/** Of the measure. */
	name: string;
	finding: string;
	demonstration: boolean;
	/** Days on which it had changed, the oldest first. */
	days: EvolutionDay[];
	/** One a day; there is nothing to compare where there is but one. */
	bars: Bar[];
}

/** @param days the oldest first; null where this measure is not kept */
export function evolutionModel(
	measure: Measure,
	days: readonly EvolutionDay[] | null,
	words: TradeWords,
	locale: string
): EvolutionModel {
	const changed = changedDays(days ?? []);
	const name = measureName(measure, words);
	return {
		...{ name, days: changed },
		finding:
			days === null
				? m.analyse_evolution_not_kept({ measure: name })
				: evolutionFinding(measure, changed, words, locale),
		demonstration: changed.some(({ demonstration }) => demonstration),
		bars: changed.map(({ day, value }) => ({
			...{ key: day, label: formatDate(day, locale), text: valueText(measure, value, locale) },
			...{ low: value, high: value }
		}))
	};
}

/** The days as rows of cells, their header first: what a spreadsheet gets. */
export function evolutionRows({ name, days }: EvolutionModel): (string | number | null)[][] {
	return [[m.analyse_evolution_day(), name], ...days.map(({ day, value }) => [day, value])];
}

/** The days on paper: the finding, the chart and the same numbers, and how they are kept. */
export function evolutionBlocks({ name, finding, demonstration, bars }: EvolutionModel): Block[] {
	const title = m.analyse_evolution_title();
	const drawn: Block[] = [
		{ kind: 'bars', bars, alt: `${title}. ${finding}` },
		{
			...{ kind: 'table', caption: '' },
			columns: [
				{ title: m.analyse_evolution_day(), align: 'start', width: 5 },
				{ title: name, align: 'end', width: 2 }
			],
			rows: bars.map(({ label, text }) => [label, text])
		}
	];
	return [
		{ kind: 'heading', level: 2, text: title },
		{ kind: 'text', tone: 'strong', text: finding },
		...(demonstration
			? [{ kind: 'notice' as const, text: m.analyse_evolution_demonstration() }]
			: []),
		...(bars.length > 1 ? drawn : []),
		{ kind: 'text', tone: 'soft', text: m.analyse_evolution_how() }
	];
}

/** From which value to which, and since when; where nothing was kept or nothing has changed, that. */
function evolutionFinding(
	measure: Measure,
	days: readonly EvolutionDay[],
	words: TradeWords,
	locale: string
): string {
	const [first, last] = [days[0], days.at(-1)];
	const name = measureName(measure, words);
	if (!first || !last) return m.analyse_evolution_none();
	const said = {
		measure: name,
		from: valueText(measure, first.value, locale),
		since: formatDate(first.day, locale)
	};
	return first === last
		? m.analyse_evolution_same(said)
		: m.analyse_evolution_finding({
				...said,
				to: valueText(measure, last.value, locale),
				on: formatDate(last.day, locale)
			});
}
