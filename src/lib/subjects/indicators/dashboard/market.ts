import { sizeBounds, type LandMarket } from '#lib/domain/land-market.ts';
import { keptIn } from '#lib/domain/kept-in.ts';
import type { Criteria } from '#lib/search/criteria.ts';
import { mapQuery, type LandOfScope } from './land.ts';
import type { Indicator, IndicatorLine } from './indicator.ts';
import { countedBy, landSources, sumOf, type LandSum, type PlaceLand } from './place-land.ts';

/** Addresses carry six decimals: the largest that is below a bound. */
const justBelow = (bound: number) => bound - 1e-6;

/** The largest area that an address can ask of a class, in hectares; null for the last, which has no bound. */
function mostOf(size: number): number | null {
	const next = sizeBounds[size + 1];
	return next === undefined ? null : justBelow(next);
}

/** Free plots of a class of size. */
interface FreeOfSize extends LandSum {
	/** Whether the bounds of the class keep exactly these. */
	isExact: boolean;
}

/** Free plots by class of size, and of all classes: what the market says is set beside them, and changes none. */
const freeLand = keptIn((land: PlaceLand) => {
	const bySize = countedBy(land, 'demande');
	const freeOf = (size: number): FreeOfSize => {
		const own = sumOf(bySize.get(String(size)) ?? []);
		const most = mostOf(size);
		const isExact =
			own.withoutArea === 0 && (most === null || own.largestHa === null || own.largestHa <= most);
		return { ...own, isExact };
	};
	return {
		sizes: new Map([...sizeBounds.keys(), -1].map((size) => [size, freeOf(size)])),
		all: sumOf([...bySize.values()].flat()),
		sources: landSources(land, ({ onSale }) => onSale)
	};
});

/** Query of the map for the free plots of a class; null where its bounds would not keep exactly these. */
function classQuery(size: number, { isExact }: FreeOfSize, scope: Partial<Criteria> | null) {
	const low = sizeBounds[size];
	if (low === undefined || !isExact) return null;
	const bounds = { areaMinHa: low === 0 ? null : low, areaMaxHa: mostOf(size) };
	return mapQuery(scope, { offered: true, ...bounds }, ['area']);
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
	{ land, scope }: LandOfScope,
	market: LandMarket | null,
	today: string
): Indicator {
	const free = freeLand(land);
	const lines = [...free.sizes].map(([size, own]): IndicatorLine => {
		const asked = market?.demand.classes.find((one) => one.size === size);
		return {
			key: classKey(size),
			figures: {
				briefs: asked?.briefs ?? null,
				lost: asked?.lost ?? null,
				searches: asked?.searches ?? null,
				plots: own.plots,
				hectares: own.hectares
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
			plots: free.all.plots,
			hectares: free.all.hectares
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
		sources: [...ownSource(market && 'demand', today), ...free.sources]
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
	{ land, scope }: LandOfScope,
	market: LandMarket | null,
	today: string
): Indicator {
	const free = freeLand(land);
	const { plots, hectares } = free.all;
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
					plots,
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
		sources: [...ownSource(market && 'sales', today), ...free.sources]
	};
}
