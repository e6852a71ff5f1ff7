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
export function changedDays(days: readonly EvolutionDay[]): EvolutionDay[] {
	return days.filter(({ value }, nth) => nth === 0 || days[nth - 1]?.value !== value);
}

const valueText = ({ column }: Measure, value: number | null, locale: string) =>
	value === null ? '–' : measuredText(column, value, locale);

/** A bar a day. */
export function evolutionBars(
	measure: Measure,
	days: readonly EvolutionDay[],
	locale: string
): Bar[] {
	return days.map(({ day, value }) => ({
		...{ key: day, label: formatDate(day, locale), text: valueText(measure, value, locale) },
		...{ low: value, high: value }
	}));
}

/** From which value to which, and since when; where nothing was kept or nothing has changed, that. */
export function evolutionFinding(
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
