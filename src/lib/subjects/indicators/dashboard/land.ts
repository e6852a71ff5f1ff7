import { landSizeLines } from '#lib/domain/land-figures.ts';
import type { Plot } from '#lib/domain/plot.ts';
import { writeAddress } from '#lib/search/address.ts';
import type { Atlas } from '#lib/search/atlas.ts';
import type { Criteria, CriterionId } from '#lib/search/criteria.ts';
import { noCriteria } from '#lib/search/criteria.ts';
import { addMonths } from '#lib/domain/law/calendar.ts';
import type { Indicator, IndicatorLine, landTables } from './indicator.ts';
import {
	allLand,
	countedBy,
	landSources,
	sumOf,
	type LandSum,
	type PlaceLand
} from './place-land.ts';

/** The land of a scope: a space in a building would count its ground twice, and is left out. */
export interface LandOfScope {
	land: PlaceLand;
	/** Criteria of the scope; null where the search cannot say it. */
	scope: Partial<Criteria> | null;
}

/** What the site of a plot is for; null where it has none, or does not say. */
export const vocationIn =
	({ siteById }: Atlas): About['vocationOf'] =>
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

export function landLine(key: string | null, land: LandSum, query: string | null): IndicatorLine {
	const { plots, hectares, withoutArea } = land;
	return { key, figures: { plots, hectares, withoutArea }, query };
}

/** What says more of a plot than its own record. */
interface About {
	vocationOf: (plot: Plot) => string | null;
}

/** A field of land that a table counts by. */
interface Breakdown {
	valueOf: (plot: Plot, about: About) => string | null;
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
export function breakdown(id: BreakdownId, { land, scope }: LandOfScope): Indicator {
	const { asked, criterion } = breakdowns[id];
	return {
		id,
		columns: ['plots', 'hectares', 'withoutArea'],
		drawn: 'hectares',
		lines: [...countedBy(land, id)]
			.map(([key, own]) =>
				landLine(key, sumOf(own), key === null ? null : mapQuery(scope, asked(key), [criterion]))
			)
			.toSorted(byHectares),
		total: landLine('total', allLand(land), mapQuery(scope, {}, [])),
		sources: landSources(land)
	};
}

/** The days that plots on sale are counted up to: today, in 6 and in 12 months. @param today ISO date */
export const landDays = (today: string): string[] => [
	today,
	addMonths(today, 6),
	addMonths(today, 12)
];

/** Plots on sale by when they can be had, each line with all that come sooner. */
export function availability({ land, scope }: LandOfScope, today: string): Indicator {
	const keys = ['maintenant', '6-mois', '12-mois', 'toutes-dates'];
	const days: readonly (string | undefined)[] = landDays(today);
	const counted = [...countedBy(land, 'disponibilite')];
	return {
		id: 'disponibilite',
		columns: ['plots', 'hectares', 'withoutArea'],
		drawn: 'plots',
		lines: keys.map((key, at) => {
			const own = counted.flatMap(([day, counts]) => (Number(day) <= at ? counts : []));
			const day = days[at] ?? null;
			const query = mapQuery(
				scope,
				{ offered: true, availableBefore: day },
				day === null ? [] : ['available']
			);
			return landLine(key, sumOf(own), query);
		}),
		total: null,
		sources: landSources(land, ({ onSale }) => onSale)
	};
}

/** Smallest, median and largest plot on sale, with the plots at or beyond that size. */
export function sizes({ land, scope }: LandOfScope): Indicator {
	const line = (key: (typeof landSizeLines)[number]): IndicatorLine => {
		const size = land.sizes.find((one) => one.line === key);
		if (!size) return { key, figures: { hectares: null, plots: 0 }, query: null };
		const { hectares, bound, plots } = size;
		const asked = key === 'plus-petit' ? { areaMaxHa: bound } : { areaMinHa: bound };
		const query = mapQuery(scope, { offered: true, ...asked }, ['area']);
		return { key, figures: { hectares, plots }, query };
	};
	return {
		id: 'tailles',
		columns: ['hectares', 'plots'],
		drawn: 'hectares',
		lines: landSizeLines.map(line),
		total: null,
		sources: landSources(land, ({ onSale, withArea }) => onSale && withArea)
	};
}
