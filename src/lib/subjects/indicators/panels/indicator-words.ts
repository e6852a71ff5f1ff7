import type { LossReason } from '#lib/domain/loss-reasons.ts';
import { demonstrationSource } from '#lib/domain/provenance.ts';
import { m } from '#lib/paraglide/messages.js';
import { formatHectares, formatNumber, formatPercent } from '#lib/ui/format.ts';
import type {
	ColumnId,
	IndicatorId,
	IndicatorLine,
	IndicatorSource
} from '../dashboard/indicator.ts';

/** Labels of codes and of NAF divisions, which whoever shows an indicator knows. */
export interface TradeWords {
	code: (code: string) => string;
	division: (division: string) => string;
}

export const indicatorTitles: Record<IndicatorId, () => string> = {
	vacance: m.analyse_title_vacance,
	commercialisation: m.analyse_title_commercialisation,
	amenagement: m.analyse_title_amenagement,
	propriete: m.analyse_title_propriete,
	occupation: m.analyse_title_occupation,
	vocation: m.analyse_title_vocation,
	disponibilite: m.analyse_title_disponibilite,
	tailles: m.analyse_title_tailles,
	friches: m.analyse_title_friches,
	pollution: m.analyse_title_pollution,
	branches: m.analyse_title_branches,
	epci: m.analyse_title_epci,
	densite: m.analyse_title_densite,
	demande: m.analyse_title_demande,
	pertes: m.analyse_title_pertes,
	ecoulement: m.analyse_title_ecoulement
};

export const howToRead: Record<IndicatorId, () => string> = {
	vacance: m.analyse_choropleth_how_vacance,
	commercialisation: m.analyse_how_land,
	amenagement: m.analyse_how_land,
	propriete: m.analyse_how_land,
	occupation: m.analyse_how_land,
	vocation: m.analyse_how_land,
	disponibilite: m.analyse_how_availability,
	tailles: m.analyse_how_sizes,
	friches: m.analyse_how_brownfields,
	pollution: m.analyse_how_brownfields,
	branches: m.analyse_how_branches,
	epci: m.analyse_how_epci,
	densite: m.analyse_how_density,
	demande: m.analyse_how_demande,
	pertes: m.analyse_how_pertes,
	ecoulement: m.analyse_how_ecoulement
};

const columnWords: Record<ColumnId, () => string> = {
	plots: m.analyse_column_plots,
	hectares: m.analyse_column_hectares,
	withoutArea: m.analyse_column_withoutArea,
	brownfields: m.analyse_column_brownfields,
	firms: m.analyse_column_firms,
	jobsLow: m.analyse_column_jobsLow,
	jobsHigh: m.analyse_column_jobsHigh,
	jobsUnknown: m.analyse_column_jobsUnknown,
	index: m.analyse_column_index,
	firmsPerHectare: m.analyse_column_firmsPerHectare,
	briefs: m.analyse_column_briefs,
	lost: m.analyse_column_lost,
	searches: m.analyse_column_searches,
	soldPlots: m.analyse_column_soldPlots,
	soldHectares: m.analyse_column_soldHectares,
	years: m.analyse_column_years,
	units: m.analyse_column_units,
	vacant: m.analyse_column_vacant,
	unknown: m.analyse_column_unknown,
	vacancyRate: m.analyse_column_vacancyRate,
	vacancyLow: m.analyse_column_vacancyLow,
	vacancyHigh: m.analyse_column_vacancyHigh
};

/** What a column counts; where only plots on sale stand in it, it says so. */
export function columnLabel({ id }: { id: IndicatorId }, column: ColumnId): string {
	const onSale = column === 'plots' && (id === 'demande' || id === 'ecoulement');
	return onSale ? m.analyse_line_stock() : columnWords[column]();
}

/** Decimals of a column; counts have none. */
export const columnDecimals: Partial<Record<ColumnId, number>> = {
	hectares: 4,
	index: 2,
	firmsPerHectare: 2,
	soldHectares: 4,
	years: 1,
	vacancyLow: 1,
	vacancyHigh: 1
};

/** A figure of a table; a dash where nothing can be said. */
export function figureOf(line: IndicatorLine, column: ColumnId, locale: string): string {
	const value = line.figures[column];
	return value === null || value === undefined
		? '–'
		: formatNumber(value, locale, columnDecimals[column] ?? 0);
}

const lineWords: Partial<Record<string, () => string>> = {
	total: m.analyse_total,
	maintenant: m.analyse_line_maintenant,
	'6-mois': m.analyse_line_6_mois,
	'12-mois': m.analyse_line_12_mois,
	'toutes-dates': m.analyse_line_toutes_dates,
	'plus-petit': m.analyse_line_plus_petit,
	median: m.analyse_line_median,
	'plus-grand': m.analyse_line_plus_grand,
	stock: m.analyse_line_stock
};

const reasonWords: Record<LossReason, () => string> = {
	'surface insuffisante': m.lead_reason_surface_insuffisante,
	prix: m.lead_reason_prix,
	accès: m.lead_reason_acces,
	réseaux: m.lead_reason_reseaux,
	délai: m.lead_reason_delai,
	'vocation ou urbanisme': m.lead_reason_vocation_ou_urbanisme,
	'projet abandonné': m.lead_reason_projet_abandonne,
	'autre territoire': m.lead_reason_autre_territoire,
	'sans réponse': m.lead_reason_sans_reponse,
	autre: m.lead_reason_autre
};

/** A class of size: `0-1`, `1-2`, `10-` for all from there. */
function sizeLabel(key: string): string {
	const [low = '', high = ''] = key.split('-');
	if (high === '') return m.analyse_line_size_from({ low });
	return low === '0'
		? m.analyse_line_size_below({ high })
		: m.analyse_line_size_between({ low, high });
}

/** What a line is about, in words. */
export function lineLabel(id: IndicatorId, line: IndicatorLine, words: TradeWords): string {
	const { key, name } = line;
	if (name !== undefined) return name;
	if (key === null) return m.analyse_not_stated();
	const own = lineWords[key];
	if (own) return own();
	if (id === 'demande') return sizeLabel(key);
	if (id === 'pertes') return reasonWords[key as LossReason]();
	return id === 'branches' ? words.division(key) : words.code(key);
}

/** Employees of a line between two bounds; a dash where none is known. */
export function jobsText({ figures }: IndicatorLine, locale: string): string {
	const { jobsLow: low, jobsHigh: high } = figures;
	if (low === null || low === undefined) return '–';
	const least = formatNumber(low, locale);
	if (high === null || high === undefined) return m.analyse_jobs_least({ low: least });
	return low === high
		? least
		: m.analyse_jobs_between({ low: least, high: formatNumber(high, locale) });
}

/** The vacancy rate of a line with the bounds that it lies between; a dash where nothing is known. */
function vacancyText({ figures }: IndicatorLine, locale: string): string {
	const percent = (column: ColumnId) => formatPercent(figures[column] ?? 0, locale);
	if (figures.vacancyRate === null || figures.vacancyRate === undefined) return '–';
	const [rate, low, high] = [percent('vacancyRate'), percent('vacancyLow'), percent('vacancyHigh')];
	if (low === high) return rate;
	return m.inventory_bar({ rate, interval: m.inventory_interval({ low, high }) });
}

/** The value beside a bar. */
export function drawnText(column: ColumnId, line: IndicatorLine, locale: string): string {
	if (column === 'jobsHigh') return jobsText(line, locale);
	if (column === 'vacancyHigh') return vacancyText(line, locale);
	const value = line.figures[column];
	if (column === 'hectares' && value !== null && value !== undefined)
		return formatHectares(value, locale, 2);
	return figureOf(line, column, locale);
}

const ownSources: Partial<Record<string, () => string>> = {
	demand: m.analyse_own_demand,
	sales: m.analyse_own_sales,
	inventory: m.analyse_own_inventory
};

/** Sources of records that are called otherwise in another language. */
const namedSources: Partial<Record<string, () => string>> = {
	[demonstrationSource]: m.code_jeu_de_demonstration_forgeterre
};

/** Who says a figure, and when. @param date as whoever shows it writes dates */
export function sourceText({ source, own, demonstration }: IndicatorSource, date: string): string {
	const name = (own ? ownSources[source]?.() : namedSources[source]?.()) ?? source;
	return (demonstration ? m.analyse_source_demonstration : m.analyse_source)({
		source: name,
		date
	});
}
