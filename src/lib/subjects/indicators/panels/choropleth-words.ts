import { m } from '#lib/paraglide/messages.js';
import { formatHectares, formatNumber, formatPercent } from '#lib/ui/format.ts';
import type { OptionGroup } from '#lib/ui/place-group.ts';
import type { ClassMethod } from '#lib/ui/value-classes.ts';
import type { AreaFigures, MissingReason } from '../choropleth/area-figures.ts';
import { measureText, type Measure } from '../choropleth/measure.ts';
import type { ColumnId, IndicatorId } from '../dashboard/indicator.ts';
import type { AreaLevel } from '../dashboard/scope-records.ts';
import {
	columnDecimals,
	columnLabel,
	howToRead,
	lineLabel,
	type TradeWords
} from './indicator-words.ts';

const tableWords: Record<IndicatorId, () => string> = {
	commercialisation: m.analyse_measure_commercialisation,
	amenagement: m.analyse_measure_amenagement,
	propriete: m.analyse_measure_propriete,
	occupation: m.analyse_measure_occupation,
	vocation: m.analyse_measure_vocation,
	disponibilite: m.analyse_measure_disponibilite,
	tailles: m.analyse_measure_tailles,
	friches: m.analyse_measure_friches,
	pollution: m.analyse_measure_pollution,
	branches: m.analyse_measure_branches,
	epci: m.analyse_measure_branches,
	densite: m.analyse_measure_densite,
	demande: m.analyse_measure_demande,
	pertes: m.analyse_measure_pertes,
	ecoulement: m.analyse_measure_ecoulement,
	vacance: m.analyse_measure_vacance
};

export const levelWords: Record<AreaLevel, { by: () => string; many: () => string }> = {
	epci: { by: m.analyse_by_level_epci, many: m.analyse_group_epci },
	commune: { by: m.analyse_by_level_commune, many: m.analyse_group_communes },
	site: { by: m.analyse_by_level_site, many: m.analyse_group_sites }
};

export const methodWords: Record<ClassMethod, { name: () => string; how: () => string }> = {
	jenks: { name: m.analyse_method_jenks, how: m.analyse_method_jenks_how },
	quantiles: { name: m.analyse_method_quantiles, how: m.analyse_method_quantiles_how }
};

const missingWords: Record<MissingReason, () => string> = {
	'by-epci': m.analyse_missing_by_epci,
	'not-kept': m.analyse_missing_not_kept,
	few: m.analyse_missing_few,
	'no-date': m.analyse_missing_no_date,
	'no-area': m.analyse_missing_no_area,
	nothing: m.analyse_missing_nothing
};

/** A line of a table by its own words; tables of one line have none. */
function lineWords({ table, line }: Measure, words: TradeWords): string | null {
	if (line === 'total' || table === 'densite' || table === 'ecoulement') return null;
	return lineLabel(table, { key: line, figures: {}, query: null }, words);
}

/** A measure among those of its table: « Dès maintenant : Surface (ha) ». */
function measureLabel(measure: Measure, words: TradeWords): string {
	const column = columnLabel({ id: measure.table }, measure.column);
	const line = lineWords(measure, words);
	return line === null ? column : m.analyse_bar_beside({ label: line, column });
}

/** A measure by its whole name: « Terrains à vendre – Dès maintenant : Surface (ha) ». */
export function measureName(measure: Measure, words: TradeWords): string {
	const label = measureLabel(measure, words);
	return m.analyse_title_of({ title: tableWords[measure.table](), place: label });
}

/** What may be drawn, table by table. */
export function measureOptions(measures: readonly Measure[], words: TradeWords): OptionGroup[] {
	const option = (measure: Measure) => ({
		value: measureText(measure),
		label: measureLabel(measure, words)
	});
	return [...Map.groupBy(measures, ({ table }) => table)].map(([table, own]) => ({
		label: tableWords[table](),
		options: own.map(option)
	}));
}

/** A value of a column, with its unit. */
export function measuredText(column: ColumnId, value: number, locale: string): string {
	if (column === 'hectares') return formatHectares(value, locale, 2);
	if (column === 'vacancyRate') return formatPercent(value, locale, 0);
	return formatNumber(value, locale, columnDecimals[column] ?? 0);
}

/** The highest value and who has it, in one sentence; where there is none, that there is none. */
export function choroplethFinding(
	{ lines, measure, level }: AreaFigures,
	words: TradeWords,
	locale: string
): string {
	const { column } = measure;
	const name = measureName(measure, words);
	const above = lines
		.filter(({ figures, missing }) => missing === null && (figures[column] ?? 0) > 0)
		.toSorted((a, b) => (b.figures[column] ?? 0) - (a.figures[column] ?? 0));
	const [first] = above;
	if (!first) return m.analyse_choropleth_nothing({ measure: name });
	return m.analyse_choropleth_finding({
		measure: name,
		place: first.name,
		value: measuredText(column, first.figures[column] ?? 0, locale),
		count: formatNumber(above.length, locale),
		all: formatNumber(lines.length, locale),
		areas: levelWords[level].many().toLocaleLowerCase(locale)
	});
}

/** Areas named one by one in a sentence, at most. */
const mostNamed = 6;

/** Why areas are hatched: a sentence a reason, with their names while they are few. */
export function missingSentences({ lines }: AreaFigures, locale: string): string[] {
	const missing = Map.groupBy(
		lines.filter((line) => line.missing !== null),
		(line) => line.missing ?? 'nothing'
	);
	return [...missing].map(([reason, own]) => {
		const why = missingWords[reason]();
		const count = formatNumber(own.length, locale);
		if (own.length > mostNamed) return m.analyse_missing_many({ count, why });
		const names = new Intl.ListFormat(locale).format(own.map(({ name }) => name));
		return m.analyse_missing_named({ names, why });
	});
}

/** How to read the map, and the figures that it draws. */
export function choroplethHow({ measure, level }: AreaFigures, method: ClassMethod): string {
	const { table } = measure;
	return [
		level === 'site' ? m.analyse_choropleth_how_marks() : m.analyse_choropleth_how(),
		methodWords[method].how(),
		howToRead[table]()
	].join(' ');
}
