import { sizeBounds, sizeClassOf, type LandMarket } from '#lib/domain/land-market.ts';
import type { Plot } from '#lib/domain/plot.ts';
import type { Criteria } from '#lib/search/criteria.ts';
import { mapQuery, type LandOfScope, plotSources, plotsOnSale } from './land.ts';
import { sumHectares, type Indicator, type IndicatorLine } from './indicator.ts';

/** Addresses carry six decimals: the largest that is below a bound. */
const justBelow = (bound: number) => bound - 1e-6;

/** Query of the map for the free plots of a class; null where its bounds would not keep exactly these. */
function classQuery(size: number, plots: readonly Plot[], scope: Partial<Criteria> | null) {
	const [low, next] = [sizeBounds[size], sizeBounds[size + 1]];
	if (low === undefined) return null;
	const most = next === undefined ? null : justBelow(next);
	const inside = ({ areaHa }: Plot) => areaHa !== null && (most === null || areaHa <= most);
	const asked = { offered: true, areaMinHa: low === 0 ? null : low, areaMaxHa: most };
	return plots.every(inside) ? mapQuery(scope, asked, ['area']) : null;
}

/** Line of a class of size: `0-1`, `10-` for the last, null for what states no size. */
function classKey(size: number): string | null {
	const [low, next] = [sizeBounds[size], sizeBounds[size + 1]];
	return low === undefined ? null : `${String(low)}-${next === undefined ? '' : String(next)}`;
}

function addUp(lines: readonly IndicatorLine[], column: 'briefs' | 'lost' | 'searches') {
	return lines.reduce((sum, { figures }) => sum + (figures[column] ?? 0), 0);
}

/** What was asked for and what is free, by class of size. @param market null where nobody counts demands */
export function demandBySize(
	{ plots, scope }: LandOfScope,
	market: LandMarket | null,
	today: string
): Indicator {
	const onSale = plotsOnSale(plots);
	const bySize = Map.groupBy(onSale, ({ areaHa }) => sizeClassOf(areaHa));
	const lines = [...sizeBounds.keys(), -1].map((size): IndicatorLine => {
		const own = bySize.get(size) ?? [];
		const asked = market?.demand.classes.find((one) => one.size === size);
		return {
			key: classKey(size),
			figures: {
				briefs: asked?.briefs ?? null,
				lost: asked?.lost ?? null,
				searches: asked?.searches ?? null,
				plots: own.length,
				hectares: sumHectares(own.map(({ areaHa }) => areaHa))
			},
			query: classQuery(size, own, scope)
		};
	});
	const total = (): IndicatorLine => ({
		key: 'total',
		figures: {
			briefs: addUp(lines, 'briefs'),
			lost: addUp(lines, 'lost'),
			searches: addUp(lines, 'searches'),
			plots: onSale.length,
			hectares: sumHectares(onSale.map(({ areaHa }) => areaHa))
		},
		query: mapQuery(scope, { offered: true }, [])
	});
	return {
		id: 'demande',
		columns: ['briefs', 'lost', 'searches', 'plots', 'hectares'],
		drawn: 'briefs',
		beside: 'plots',
		lines,
		// Beside the classes that are told, a total would tell the one that is not.
		total: market?.demand.all ? total() : null,
		unsaid: unsaidDemand(market),
		sources: [...ownSource(market && 'demand', today), ...plotSources(onSale)]
	};
}

function unsaidDemand(market: LandMarket | null): Indicator['unsaid'] {
	if (market === null) return 'by-epci';
	const { all, classes } = market.demand;
	return all || classes.some(({ briefs, searches }) => briefs !== null || searches !== null)
		? null
		: 'few';
}

function ownSource(own: 'demand' | 'sales' | null, date: string): Indicator['sources'] {
	return own === null ? [] : [{ source: own, own: true, date, demonstration: false }];
}

/** Lost briefs by the reason that agents gave; only reasons that may be told. */
export function lossesByReason(market: LandMarket | null, today: string): Indicator {
	const reasons = market?.demand.reasons ?? [];
	return {
		id: 'pertes',
		columns: ['lost'],
		drawn: 'lost',
		lines: reasons.map(({ reason, lost }) => ({ key: reason, figures: { lost }, query: null })),
		total: market?.demand.all
			? {
					key: 'total',
					figures: { lost: reasons.reduce((sum, { lost }) => sum + lost, 0) },
					query: null
				}
			: null,
		unsaid: market === null ? 'by-epci' : market.demand.all || reasons.length > 0 ? null : 'few',
		sources: ownSource(market && 'demand', today)
	};
}

/** Years that the sales are counted over (`sales_pace`). */
const salesYears = 5;

/** Stock in years: hectares on sale, for the hectares that a year sells. */
export function stock(
	{ plots, scope }: LandOfScope,
	market: LandMarket | null,
	today: string
): Indicator {
	const onSale = plotsOnSale(plots);
	const hectares = sumHectares(onSale.map(({ areaHa }) => areaHa));
	const sales = market?.sales.sales ?? null;
	const sold = sales && Math.round(sales.hectares * 10_000) / 10_000;
	return {
		id: 'ecoulement',
		columns: ['plots', 'hectares', 'soldPlots', 'soldHectares', 'years'],
		drawn: 'years',
		lines: [
			{
				key: 'stock',
				figures: {
					plots: onSale.length,
					hectares,
					soldPlots: sales?.plots ?? null,
					soldHectares: sold,
					years: !sold || hectares === 0 ? null : hectares / (sold / salesYears)
				},
				query: mapQuery(scope, { offered: true }, [])
			}
		],
		total: null,
		unsaid: market === null ? 'by-epci' : sales === null ? 'few' : sold === 0 ? 'no-date' : null,
		sources: [...ownSource(market && 'sales', today), ...plotSources(onSale)]
	};
}
