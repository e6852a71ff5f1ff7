import type { LandMarket } from '#lib/domain/land-market.ts';
import type { Atlas } from '#lib/search/atlas.ts';
import {
	inventoryTable,
	type ColumnId,
	type FigureTable,
	type Indicator,
	type IndicatorLine
} from '../dashboard/indicator.ts';
import type { FigureGround } from '../dashboard/dashboard.ts';
import { makeIndicator, type IndicatorAsked } from '../dashboard/make-indicator.ts';
import { landOfPlace } from '../dashboard/place-land.ts';
import {
	noRecords,
	recordsByPlace,
	recordsOf,
	workingFirms,
	type AreaLevel
} from '../dashboard/scope-records.ts';
import { scopeCriteria, scopeText, type Scope } from '../dashboard/scope.ts';
import { areasOf, frameOf, type Area } from './areas.ts';
import { isOfEpciAlone, type Measure } from './measure.ts';

/** Why an area has no value: what the dashboard says of its own, no area known of what is counted, nothing to divide by. */
export type MissingReason = 'by-epci' | 'few' | 'no-date' | 'not-kept' | 'no-area' | 'nothing';
const unsaidReasons = ['by-epci', 'few', 'no-date', 'not-kept'] as const;

export interface AreaLine extends IndicatorLine {
	key: string;
	name: string;
	/** Null where the measured figure is known. */
	missing: MissingReason | null;
}

/** A measure of each area, as a table of its own. */
export interface AreaFigures extends FigureTable {
	measure: Measure;
	level: AreaLevel;
	/** Whose areas are shown: the territory, or an EPCI. */
	frame: Scope;
	lines: AreaLine[];
}

export interface AreasAsked {
	measure: Measure;
	level: AreaLevel;
	scope: Scope;
	/** By SIREN; empty for the territory. Read for what is counted by EPCI alone. */
	markets: Readonly<Record<string, LandMarket | null>>;
}

/**
 * A measure of the dashboard for every EPCI, commune or site of a place, made by the same functions from what lies in
 * each: what the dashboard says of an area, and what this says of it, is one number. Null for what the inventory counts.
 */
export function areaFigures(
	{ atlas, land, today }: FigureGround,
	asked: AreasAsked
): AreaFigures | null {
	const { measure, level, markets } = asked;
	const { table } = measure;
	if (table === inventoryTable) return null;
	const frame = frameOf(atlas, asked.scope, level);
	const common = { atlas, all: workingFirms(atlas), today };
	const records = recordsByPlace(atlas, level);
	const make = (of: Omit<IndicatorAsked, keyof typeof common>) =>
		makeIndicator(table, { ...common, ...of });
	const whole = make({
		...ofPlace(atlas, frame),
		land: landOfPlace(land, frame),
		records: recordsOf(atlas, frame),
		market: markets[frame.id] ?? null
	});
	const lines = areasOf(atlas, level, frame).map((area) => {
		const indicator = make({
			...ofPlace(atlas, level === 'site' ? null : { kind: level, id: area.id }),
			land: landOfPlace(land, { kind: level, id: area.id }),
			records: records.get(area.id) ?? noRecords,
			market: level === 'epci' ? (markets[area.id] ?? null) : null
		});
		return areaLine(area, indicator, measure, level);
	});
	const { columns, drawn, sources } = whole;
	return {
		...{ id: table, measure, level, frame, columns, drawn, sources, lines },
		total: totalLine(lineOf(whole, measure), measure)
	};
}

/**
 * The same measure on a past day, of what was kept of each place then; without a way to records, which are those of today.
 * @param kept the table of the measure by place, as an address writes it
 */
export function pastAreaFigures({
	measure,
	level,
	frame,
	areas,
	kept
}: Pick<AreaFigures, 'measure' | 'level' | 'frame'> & {
	areas: readonly Area[];
	kept: ReadonlyMap<string, Indicator>;
}): AreaFigures | null {
	const whole = kept.get(scopeText(frame));
	if (!whole) return null;
	const { columns, drawn, sources } = whole;
	const none: Indicator = { ...whole, lines: [], total: null, unsaid: 'not-kept', sources: [] };
	const lines = areas.map((area) =>
		areaLine(area, kept.get(scopeText({ kind: level, id: area.id })) ?? none, measure, level)
	);
	return {
		...{ id: measure.table, measure, level, frame, columns, drawn, sources, lines },
		total: totalLine(lineOf(whole, measure), measure)
	};
}

function ofPlace(atlas: Atlas, place: Scope | null) {
	const criteria = place && scopeCriteria(atlas, place);
	return { criteria, lists: criteria };
}

/** The total of what is divided among the areas; none of what does not add up, as a median or a ratio. */
function totalLine(line: IndicatorLine | null, { table }: Measure): IndicatorLine | null {
	const addsUp = table !== 'tailles' && table !== 'densite' && table !== 'ecoulement';
	return line && addsUp ? { ...line, key: 'total' } : null;
}

/** The line that is measured; one of nothing where no record is of it. */
function lineOf(
	{ id, columns, lines, total, unsaid }: Indicator,
	{ line }: Measure
): IndicatorLine | null {
	if (line === 'total') return total;
	const found = lines.find(({ key }) => key === line);
	if (found) return found;
	if (unsaid === 'not-kept') return null;
	const isCounted = id !== 'demande' && id !== 'pertes' && id !== 'densite' && id !== 'ecoulement';
	if (!isCounted) return null;
	const none = (column: ColumnId) => (column === 'index' || column.startsWith('jobs') ? null : 0);
	const figures: IndicatorLine['figures'] = {};
	for (const column of columns) figures[column] = none(column);
	return { key: line, query: null, figures };
}

function areaLine(
	{ id, name }: Area,
	indicator: Indicator,
	measure: Measure,
	level: AreaLevel
): AreaLine {
	const line = lineOf(indicator, measure);
	const figures = line?.figures ?? {};
	const missing = missingOf(figures, indicator, measure, level);
	// Of nothing, there is nothing to show.
	const isNone = figures[measure.column] === 0 && missing === null;
	const query = level === 'site' || isNone ? null : (line?.query ?? null);
	return {
		...{ key: id, name, missing, query },
		figures: missing === 'no-area' ? { ...figures, hectares: null } : figures,
		card: level === 'site' ? `/sites/${encodeURIComponent(id)}` : null
	};
}

function missingOf(
	figures: IndicatorLine['figures'],
	{ unsaid }: Indicator,
	measure: Measure,
	level: AreaLevel
): MissingReason | null {
	const { column } = measure;
	if (isOfEpciAlone(measure) && level !== 'epci') return 'by-epci';
	const counted = figures.plots ?? figures.brownfields ?? 0;
	if (column === 'hectares' && counted > 0 && counted === figures.withoutArea) return 'no-area';
	const value = figures[column];
	if (value !== null && value !== undefined) return null;
	const said = unsaidReasons.find((reason) => reason === unsaid);
	if (said) return said;
	return measure.table === 'demande' || measure.table === 'pertes' ? 'few' : 'nothing';
}
