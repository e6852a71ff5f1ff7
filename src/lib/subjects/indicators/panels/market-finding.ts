import { m } from '#lib/paraglide/messages.js';
import { formatHectares, formatNumber } from '#lib/ui/format.ts';
import type { ColumnId, Indicator, IndicatorLine } from '../dashboard/indicator.ts';
import { lineLabel, type TradeWords } from './indicator-words.ts';

type Finder = (indicator: Indicator, words: TradeWords, locale: string) => string;

const asked = ({ figures }: IndicatorLine) => (figures.briefs ?? 0) + (figures.searches ?? 0);
const missing = (line: IndicatorLine) => asked(line) - (line.figures.plots ?? 0);

/** The class of size where most was asked for beyond what is free. */
export const demandFinding: Finder = ({ id, lines, unsaid }, words, locale) => {
	if (unsaid === 'by-epci') return m.analyse_by_epci();
	if (unsaid === 'few') return m.analyse_few_demands();
	if (lines.every((line) => asked(line) === 0)) return m.analyse_nothing_demands();
	const sized = lines.filter(({ key }) => key !== null);
	const [worst] = sized.toSorted((a, b) => missing(b) - missing(a));
	if (!worst || missing(worst) <= 0) return m.analyse_finding_demand_met();
	const text = (column: ColumnId) => {
		const value = worst.figures[column];
		return value === null || value === undefined
			? m.analyse_fewer_than_five()
			: formatNumber(value, locale);
	};
	return m.analyse_finding_demand({
		label: lineLabel(id, worst, words),
		briefs: text('briefs'),
		searches: text('searches'),
		plots: text('plots')
	});
};

export const lossFinding: Finder = ({ id, lines, unsaid }, words, locale) => {
	if (unsaid === 'by-epci') return m.analyse_by_epci();
	if (unsaid === 'few') return m.analyse_few_losses();
	const [first] = lines;
	if (!first) return m.analyse_nothing_losses();
	return m.analyse_finding_losses({
		label: lineLabel(id, first, words),
		count: formatNumber(first.figures.lost ?? 0, locale)
	});
};

export const stockFinding: Finder = ({ lines, unsaid }, _, locale) => {
	if (unsaid === 'by-epci') return m.analyse_by_epci();
	if (unsaid === 'few') return m.analyse_few_sales();
	if (unsaid === 'no-date') return m.analyse_nothing_dated_sales();
	const { hectares, soldHectares, years } = lines[0]?.figures ?? {};
	if (typeof years !== 'number') return m.analyse_nothing_sale();
	return m.analyse_finding_stock({
		pace: formatHectares((soldHectares ?? 0) / 5, locale, 2),
		area: formatHectares(hectares ?? 0, locale, 2),
		years: formatNumber(years, locale, 1)
	});
};
