import { m } from '#lib/paraglide/messages.js';
import { formatNumber, formatPercent } from '#lib/ui/format.ts';
import type { Indicator, IndicatorLine } from '../dashboard/indicator.ts';
import { share } from '#lib/domain/vacancy.ts';
import { demandFinding, lossFinding, stockFinding } from './market-finding.ts';
import { drawnText, jobsText, lineLabel, type TradeWords } from './indicator-words.ts';

type Finder = (indicator: Indicator, words: TradeWords, locale: string) => string;

const figure = (line: IndicatorLine | undefined | null, column: keyof IndicatorLine['figures']) =>
	line?.figures[column] ?? 0;

const land: Finder = ({ id, lines, total }, words, locale) => {
	const [largest] = lines;
	if (!largest || !total) return m.analyse_nothing_land();
	const whole = figure(total, 'hectares');
	const percent = share(figure(largest, 'hectares'), whole);
	if (percent === null)
		return m.analyse_finding_no_area({ count: formatNumber(figure(total, 'plots'), locale) });
	return m.analyse_finding_land({
		total: drawnText('hectares', total, locale),
		area: drawnText('hectares', largest, locale),
		percent: formatPercent(percent, locale),
		label: lineLabel(id, largest, words)
	});
};

const availability: Finder = ({ lines }, _, locale) => {
	const [now, , year, all] = lines.map((line) => figure(line, 'plots'));
	if (now === undefined || year === undefined || !all) return m.analyse_nothing_sale();
	const text = (value: number) => formatNumber(value, locale);
	return m.analyse_finding_availability({
		all: text(all),
		now: text(now),
		year: text(year),
		later: text(all - year)
	});
};

const sizes: Finder = ({ lines }, _, locale) => {
	const [smallest, median, largest] = lines;
	if (!smallest || !median || !largest || smallest.figures.hectares === null)
		return m.analyse_nothing_sale();
	const text = (line: IndicatorLine) => drawnText('hectares', line, locale);
	return m.analyse_finding_sizes({
		smallest: text(smallest),
		median: text(median),
		largest: text(largest)
	});
};

const brownfields: Finder = ({ id, lines, total }, words, locale) => {
	const [largest] = lines;
	if (!largest || !total) return m.analyse_nothing_brownfields();
	return m.analyse_finding_brownfields({
		count: formatNumber(figure(largest, 'brownfields'), locale),
		total: formatNumber(figure(total, 'brownfields'), locale),
		label: lineLabel(id, largest, words)
	});
};

const firms: Finder = ({ id, lines, total }, words, locale) => {
	if (!total || figure(total, 'firms') === 0) return m.analyse_nothing_firms();
	const said = {
		firms: formatNumber(figure(total, 'firms'), locale),
		jobs: jobsText(total, locale)
	};
	const special = lines
		.filter(({ key, figures }) => key !== null && (figures.index ?? 0) > 1)
		.toSorted((a, b) => figure(b, 'index') - figure(a, 'index'))[0];
	// As much as everywhere is no speciality.
	if (!special || formatNumber(figure(special, 'index'), 'en', 2) === '1')
		return m.analyse_finding_firms(said);
	return m.analyse_finding_branches({
		...said,
		label: lineLabel(id, special, words),
		index: formatNumber(figure(special, 'index'), locale, 2)
	});
};

const density: Finder = ({ lines }, _, locale) => {
	const [line] = lines;
	const value = line?.figures.firmsPerHectare;
	if (!line || value === null || value === undefined) return m.analyse_nothing_density();
	return m.analyse_finding_density({
		value: formatNumber(value, locale, 2),
		firms: formatNumber(figure(line, 'firms'), locale),
		area: drawnText('hectares', line, locale)
	});
};

const finders: Record<Indicator['id'], Finder> = {
	vacance: ({ finding }) => finding ?? m.inventory_nothing(),
	...{ commercialisation: land, amenagement: land, propriete: land, occupation: land },
	...{ vocation: land, disponibilite: availability, tailles: sizes },
	...{ friches: brownfields, pollution: brownfields, branches: firms, epci: firms },
	densite: density,
	...{ demande: demandFinding, pertes: lossFinding, ecoulement: stockFinding }
};

/** Why a past day cannot say a table. */
function notKept(id: Indicator['id']): string {
	if (id === 'vacance') return m.analyse_not_kept_vacancy();
	if (id === 'epci') return m.analyse_not_kept_epci();
	return id === 'ecoulement' ? m.analyse_not_kept_sales() : m.analyse_not_kept_demand();
}

/** The finding of an indicator in one sentence; where there is nothing, what is missing. */
export function finding(indicator: Indicator, words: TradeWords, locale: string): string {
	if (indicator.unsaid === 'not-kept') return notKept(indicator.id);
	return finders[indicator.id](indicator, words, locale);
}

/** Whether an indicator has something to draw and to list. */
export function hasFigures({ lines, drawn, beside }: Indicator): boolean {
	const drawnOf = ({ figures }: IndicatorLine) => figures[drawn] ?? figures.jobsLow ?? 0;
	return lines.some((line) => drawnOf(line) > 0 || (beside && figure(line, beside) > 0));
}
