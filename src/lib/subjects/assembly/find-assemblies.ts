import { isFree, type Plot } from '#lib/domain/plot.ts';
import { neighbourSurfaces, type Neighbours } from '#lib/geo/neighbour-surfaces.ts';
import type { Records } from '#lib/search/records.ts';
import { plotName } from '#lib/search/list-row.ts';
import type { AssemblyQuestion } from './assembly-query.ts';
import { assemblies, type UnitedGround } from './rules/assemblies.ts';

/** A plot of an assemblage. */
export interface PartOfAssembly {
	id: string;
	name: string;
	communeName: string | null;
	/** Hectares, as they were asked: gross or net. */
	hectares: number;
	owner: string;
	demonstration: boolean;
}

/** How two of its plots lie beside each other: a limit in common, else what lies between them, in metres. */
export type JoinOfAssembly = Pick<Neighbours, 'shared' | 'gap'> & { between: [string, string] };

export interface Assembly {
	parts: PartOfAssembly[];
	/** Of all together: of a net area that may be more than the sum, because no setback is kept from a limit in common. */
	hectares: number;
	joins: JoinOfAssembly[];
}

export interface Assemblies {
	/** Those of the page that was asked for. */
	shown: Assembly[];
	total: number;
	stoppedEarly: boolean;
	/** Free plots that were looked at. */
	looked: number;
	/** Of these, large enough alone. */
	alone: number;
	/** Free plots whose area nobody knows, and which are left out. */
	unmeasured: number;
	/** Whether the plot that every set should hold is none of them. */
	withUnknown: boolean;
}

/** Free land, and what lies beside what: the same for every question. */
export interface AssemblyLand {
	plots: Plot[];
	neighbours: Neighbours[];
}

/** Most that a lane between two plots may measure, in metres. */
export const widestLane = 50;
/** Assemblages on a page. */
export const assembliesOnPage = 8;

export function assemblyLand({ plots }: Pick<Records, 'plots'>): AssemblyLand {
	const free = plots.filter((plot) => plot.offer === 'Terrain' && isFree(plot));
	const surfaces = free.map(({ geometry }) => geometry);
	return { plots: free, neighbours: neighbourSurfaces(surfaces, widestLane) };
}

/** Whether a plot lies where it is looked for. */
const isIn = ({ epciSiren }: Plot, { epci }: Pick<AssemblyQuestion, 'epci'>) =>
	epci === null || epciSiren === epci;

/** How many free plots of a place are assembled. */
export function countLookedAt({ plots }: AssemblyLand, asked: Pick<AssemblyQuestion, 'epci'>) {
	return plots.filter((plot) => isIn(plot, asked)).length;
}

/** The land of a place alone. */
export function landWithin(
	{ plots, neighbours }: AssemblyLand,
	asked: Pick<AssemblyQuestion, 'epci'>
): AssemblyLand {
	const within = plots.filter((plot) => isIn(plot, asked));
	const indexOf = new Map(within.map((plot, at) => [plot, at]));
	return {
		plots: within,
		neighbours: neighbours.flatMap((pair) => {
			const [one, other] = [pair.one, pair.other].map((at) => indexOf.get(plots[at] as Plot));
			return one === undefined || other === undefined ? [] : [{ ...pair, one, other }];
		})
	};
}

/** Net hectares as they are computed for one question; null where nobody knows. */
export interface ComputedNetAreas {
	of: (id: string) => number | null;
	/** Of a plot, without any setback: what a set may have of it at most. */
	most: (id: string) => number;
	/** Of several plots as one. */
	together: (ids: readonly string[]) => number;
}

/**
 * Sets of adjacent free plots that reach an area together.
 * @param computed net areas where setbacks or somebody's own rules count; left out, a set has the sum of those that are
 * kept of its plots
 */
export function findAssemblies(
	land: AssemblyLand,
	asked: AssemblyQuestion,
	computed?: ComputedNetAreas
): Assemblies {
	const inPlace = land.plots.map((plot) => isIn(plot, asked));
	const netOf = (plot: Plot) => (computed ? computed.of(plot.id) : plot.netHa);
	const areaOf = (plot: Plot) => (asked.measure === 'net' ? netOf(plot) : plot.areaHa);
	const areas = land.plots.map((plot, at) => (inPlace[at] ? (areaOf(plot) ?? null) : null));
	const joins = land.neighbours.filter((pair) => isJoined(pair, asked));
	const withPlot = land.plots.findIndex(({ id }) => id === asked.withPlot);
	const { sets, hectares, stoppedEarly } = assemblies(
		{
			areas: areas.map((area) => area ?? Number.NaN),
			owners: land.plots.map(({ ownership }) => ownership),
			neighbours: besideEach(land.plots.length, joins),
			...(computed && asked.measure === 'net' && { united: unitedOf(land, areas, computed) })
		},
		{ ...asked, withPlot: asked.withPlot === null ? null : withPlot }
	);
	const first = (asked.page - 1) * assembliesOnPage;
	const looked = inPlace.filter(Boolean).length;
	const unmeasured = looked - areas.filter((area) => area !== null).length;
	return {
		shown: sets
			.slice(first, first + assembliesOnPage)
			.map((set, at) => assembled(set, hectares[first + at] ?? 0, { land, areas, joins })),
		...{ total: sets.length, stoppedEarly, looked: looked - unmeasured, unmeasured },
		alone: areas.filter((area) => area !== null && area >= asked.hectares).length,
		withUnknown: asked.withPlot !== null && (areas[withPlot] ?? null) === null
	};
}

function unitedOf(
	{ plots }: AssemblyLand,
	areas: readonly (number | null)[],
	{ most, together }: ComputedNetAreas
): UnitedGround {
	return {
		most: plots.map(({ id }, at) => (areas[at] == null ? Number.NaN : most(id))),
		hectares: (set) => together(set.flatMap((at) => plots[at]?.id ?? []))
	};
}

/** Whether two plots are adjacent enough for what is asked. */
export function isJoined(
	{ shared, gap }: Pick<Neighbours, 'shared' | 'gap'>,
	{ limit, lane }: Pick<AssemblyQuestion, 'limit' | 'lane'>
): boolean {
	return (shared > 0 && shared >= limit) || (lane > 0 && gap <= lane);
}

/** The plots beside each of so many plots. */
export function besideEach(count: number, joins: readonly Neighbours[]): number[][] {
	const beside = Array.from({ length: count }, (): number[] => []);
	for (const { one, other } of joins) {
		beside[one]?.push(other);
		beside[other]?.push(one);
	}
	return beside;
}

interface JoinedLand {
	land: AssemblyLand;
	areas: readonly (number | null)[];
	joins: readonly Neighbours[];
}

function assembled(
	set: readonly number[],
	hectares: number,
	{ land: { plots }, areas, joins }: JoinedLand
): Assembly {
	const parts = set.flatMap((at): PartOfAssembly[] => {
		const plot = plots[at];
		return plot
			? [
					{
						...{ id: plot.id, name: plotName(plot), communeName: plot.communeName },
						...{ hectares: areas[at] ?? 0, owner: plot.ownership },
						demonstration: plot.provenance.demonstration
					}
				]
			: [];
	});
	const within = joins.filter(({ one, other }) => set.includes(one) && set.includes(other));
	return {
		...{ parts, hectares },
		joins: within.map(({ one, other, shared, gap }) => ({
			...{ shared, gap },
			between: [plots[one]?.id ?? '', plots[other]?.id ?? '']
		}))
	};
}
