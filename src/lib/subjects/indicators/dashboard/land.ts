import { keptIn } from '#lib/domain/kept-in.ts';
import { isOnSale, type Plot } from '#lib/domain/plot.ts';
import { writeAddress } from '#lib/search/address.ts';
import type { Atlas } from '#lib/search/atlas.ts';
import type { Criteria, CriterionId } from '#lib/search/criteria.ts';
import { noCriteria } from '#lib/search/criteria.ts';
import { addMonths } from '#lib/domain/law/calendar.ts';
import {
	sourcesOf,
	sumHectares,
	type Indicator,
	type IndicatorLine,
	type landTables
} from './indicator.ts';

/** Plots of a scope that are land: a space in a building would count its ground twice. */
export interface LandOfScope {
	plots: readonly Plot[];
	vocationOf: (plot: Plot) => string | null;
	/** Criteria of the scope; null where the search cannot say it. */
	scope: Partial<Criteria> | null;
}

/** What is made of the plots of a scope for more than one of its tables. */
const totalOf = keptIn((plots: readonly Plot[]) => landLine('total', plots, null));
export const plotSources = keptIn((plots: readonly Plot[]) => sourcesOf(plots));
export const plotsOnSale = keptIn((plots: readonly Plot[]) => plots.filter(isOnSale));

/** What the site of a plot is for; null where it has none, or does not say. */
export const vocationIn =
	({ siteById }: Atlas): LandOfScope['vocationOf'] =>
	({ siteId }) =>
		siteById.get(siteId ?? '')?.vocation ?? null;

/** Query of the map for what is asked in a scope, where what is not known is left out. */
export function mapQuery(
	scope: Partial<Criteria> | null,
	asked: Partial<Criteria>,
	strict: CriterionId[]
): string | null {
	if (scope === null) return null;
	const criteria: Criteria = {
		...noCriteria,
		...scope,
		...asked,
		offers: ['Terrain'],
		strict: [...(scope.strict ?? []), 'offer', ...strict]
	};
	return writeAddress(criteria);
}

export function landLine(
	key: string | null,
	plots: readonly Plot[],
	query: string | null
): IndicatorLine {
	return {
		key,
		figures: {
			plots: plots.length,
			hectares: sumHectares(plots.map(({ areaHa }) => areaHa)),
			withoutArea: plots.filter(({ areaHa }) => areaHa === null).length
		},
		query
	};
}

/** A field of land that a table counts by. */
interface Breakdown {
	valueOf: (plot: Plot, land: Pick<LandOfScope, 'vocationOf'>) => string | null;
	asked: (value: string) => Partial<Criteria>;
	criterion: CriterionId;
}
type BreakdownId = (typeof landTables)[number];

/** Codes come from the closed lists that the criteria choose from. */
export const breakdowns: Record<BreakdownId, Breakdown> = {
	commercialisation: {
		valueOf: ({ saleStage }) => saleStage,
		asked: (value) => ({ saleStages: [value] as Criteria['saleStages'] }),
		criterion: 'sale-stage'
	},
	amenagement: {
		valueOf: ({ servicingStage }) => servicingStage,
		asked: (value) => ({ servicingStages: [value] as Criteria['servicingStages'] }),
		criterion: 'servicing'
	},
	propriete: {
		valueOf: ({ ownership }) => ownership,
		asked: (value) => ({ ownerships: [value] as Criteria['ownerships'] }),
		criterion: 'ownership'
	},
	occupation: {
		valueOf: ({ occupancy }) => occupancy,
		asked: (value) => ({ occupancies: [value] as Criteria['occupancies'] }),
		criterion: 'occupancy'
	},
	vocation: {
		valueOf: (plot, { vocationOf }) => vocationOf(plot),
		asked: (value) => ({ vocations: [value] as Criteria['vocations'] }),
		criterion: 'vocation'
	}
};

const byHectares = (a: IndicatorLine, b: IndicatorLine) =>
	(b.figures.hectares ?? 0) - (a.figures.hectares ?? 0) ||
	(a.key ?? '').localeCompare(b.key ?? '', 'fr');

/** Hectares by what `id` says: sale stage, servicing stage, ownership, occupancy or vocation of the site. */
export function breakdown(id: BreakdownId, land: LandOfScope): Indicator {
	const { plots, scope } = land;
	const { valueOf, asked, criterion } = breakdowns[id];
	return {
		id,
		columns: ['plots', 'hectares', 'withoutArea'],
		drawn: 'hectares',
		lines: [...Map.groupBy(plots, (plot) => valueOf(plot, land))]
			.map(([key, own]) =>
				landLine(key, own, key === null ? null : mapQuery(scope, asked(key), [criterion]))
			)
			.toSorted(byHectares),
		total: { ...totalOf(plots), query: mapQuery(scope, {}, []) },
		sources: plotSources(plots)
	};
}

/** Plots on sale by when they can be had, each line with all that come sooner. */
export function availability({ plots, scope }: LandOfScope, today: string): Indicator {
	const onSale = plotsOnSale(plots);
	const terms: [key: string, day: string | null][] = [
		['maintenant', today],
		['6-mois', addMonths(today, 6)],
		['12-mois', addMonths(today, 12)],
		['toutes-dates', null]
	];
	return {
		id: 'disponibilite',
		columns: ['plots', 'hectares', 'withoutArea'],
		drawn: 'plots',
		lines: terms.map(([key, day]) => {
			const own = onSale.filter(
				({ availableFrom }) =>
					day === null || (availableFrom !== null && availableFrom.slice(0, 10) <= day)
			);
			const query = mapQuery(
				scope,
				{ offered: true, availableBefore: day },
				day === null ? [] : ['available']
			);
			return landLine(key, own, query);
		}),
		total: null,
		sources: plotSources(onSale)
	};
}

function median(sorted: readonly number[]): number | null {
	const middle = sorted.length / 2;
	const [low, high] = [sorted[Math.ceil(middle) - 1], sorted[Math.floor(middle)]];
	return low === undefined || high === undefined ? null : (low + high) / 2;
}

/** An address carries six decimals: a bound is cut so that the plot that gave it stays inside. */
const cutDown = (value: number) => Math.floor(value * 1e6) / 1e6;
const cutUp = (value: number) => Math.ceil(value * 1e6) / 1e6;

/** Smallest, median and largest plot on sale, with the plots at or beyond that size. */
export function sizes({ plots, scope }: LandOfScope): Indicator {
	const onSale = plotsOnSale(plots).filter(({ areaHa }) => areaHa !== null);
	const areas = onSale.flatMap(({ areaHa }) => areaHa ?? []).toSorted((a, b) => a - b);
	const line = (key: string, hectares: number | null | undefined, upTo: boolean): IndicatorLine => {
		if (hectares === null || hectares === undefined)
			return { key, figures: { hectares: null, plots: 0 }, query: null };
		const bound = upTo ? cutUp(hectares) : cutDown(hectares);
		const count = areas.filter((area) => (upTo ? area <= bound : area >= bound)).length;
		const asked = upTo ? { areaMaxHa: bound } : { areaMinHa: bound };
		const query = mapQuery(scope, { offered: true, ...asked }, ['area']);
		return { key, figures: { hectares, plots: count }, query };
	};
	return {
		id: 'tailles',
		columns: ['hectares', 'plots'],
		drawn: 'hectares',
		lines: [
			line('plus-petit', areas[0], true),
			line('median', median(areas), false),
			line('plus-grand', areas.at(-1), false)
		],
		total: null,
		sources: sourcesOf(onSale)
	};
}
