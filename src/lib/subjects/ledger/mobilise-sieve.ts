import { isOnSale, stageGroupOf, type Plot } from '#lib/domain/plot.ts';
import { plotName } from '#lib/search/list-row.ts';

/** Where land to mobilise comes from. */
export const sieveSources = ['gap', 'reserve', 'building', 'brownfield'] as const;
export type SieveSource = (typeof sieveSources)[number];

/** Steps of the funnel: all land, the four sources, what is free of a buyer, of strong constraints, and gets a permit. */
export const sieveSteps = ['all', 'sources', 'unsold', 'unconstrained', 'permitted'] as const;
export type SieveStepId = (typeof sieveSteps)[number];

export interface SievedPlot {
	id: string;
	name: string;
	commune: string | null;
	areaHa: number | null;
	source: SieveSource;
}

export interface SieveStep {
	id: SieveStepId;
	plots: number;
	hectares: number;
	bySource: Record<SieveSource, { plots: number; hectares: number }>;
	/** Plots that stop here: kept by the step before, not by this one; the largest first. */
	left: SievedPlot[];
	/** Plots of the last step that stay to the end; none of the others. */
	kept: SievedPlot[];
}

const unbuilt: readonly string[] = ['inoccupé', 'occupation transitoire'];

/** The source of a plot; null for one that is in use, or of which nobody says. */
export function sourceOf(plot: Plot): SieveSource | null {
	if (plot.occupancy === 'friche') return 'brownfield';
	if (plot.occupancy === 'vacant') return 'building';
	if (!unbuilt.includes(plot.occupancy) || plot.use === 'voirie ou infrastructure') return null;
	const ofFirm = plot.ownership === 'établissement industriel et commercial';
	return ofFirm && !isOnSale(plot) ? 'reserve' : 'gap';
}

/** Above this share of its ground under a constraint, a plot is not counted on. */
const strongPercent = 50;

const stays: Record<SieveStepId, (plot: Plot) => boolean> = {
	all: () => true,
	sources: (plot) => sourceOf(plot) !== null,
	unsold: ({ saleStage }) => !['sold', 'reserved'].includes(stageGroupOf(saleStage)),
	unconstrained: ({ shares }) =>
		Object.values(shares).every((share) => (share ?? 0) <= strongPercent),
	permitted: ({ permit }) => permit?.state !== 'aucun'
};

const hectaresOf = (plots: readonly Plot[]) =>
	plots.reduce((sum, { areaHa }) => sum + Math.round((areaHa ?? 0) * 10_000), 0) / 10_000;

const sieved = (plots: readonly Plot[]): SievedPlot[] =>
	plots
		.flatMap((plot) => {
			const source = sourceOf(plot);
			const { id, communeName, areaHa } = plot;
			return source === null
				? []
				: [{ id, name: plotName(plot), commune: communeName, areaHa, source }];
		})
		.toSorted((a, b) => (b.areaHa ?? -1) - (a.areaHa ?? -1) || a.id.localeCompare(b.id));

/** From all land to what can be mobilised, each step with the plots that it stops. */
export function sieveOf(plots: readonly Plot[]): SieveStep[] {
	let before = plots;
	return sieveSteps.map((id) => {
		const kept = before.filter(stays[id]);
		const left = before.filter((plot) => !stays[id](plot));
		before = kept;
		const bySource = Object.fromEntries(
			sieveSources.map((source) => {
				const of = kept.filter((plot) => sourceOf(plot) === source);
				return [source, { plots: of.length, hectares: hectaresOf(of) }];
			})
		) as SieveStep['bySource'];
		const last = id === sieveSteps.at(-1);
		return {
			...{ id, plots: kept.length, hectares: hectaresOf(kept), bySource },
			...{ left: sieved(left), kept: last ? sieved(kept) : [] }
		};
	});
}
