import { isFree, landClasses, landClassOf, type LandClass } from '#lib/domain/land-class.ts';
import type { Plot } from '#lib/domain/plot.ts';
import { plotName } from '#lib/search/list-row.ts';

/** What a list of plots to mobilise shows of one. */
export interface FreePlot {
	id: string;
	name: string;
	siteName: string | null;
	commune: string | null;
	/** Gross area; null where the source does not say, 0 for a space in a building. */
	areaHa: number | null;
	landClass: LandClass;
	demonstration: boolean;
}

export interface FreePlotQuestion {
	place: { kind: 'territoire' | 'epci' | 'commune'; id: string };
	/** Plots that are wanted wherever they are. */
	named: readonly string[];
	limit: number;
}

export interface FreePlots {
	/** The largest first, at most as many as asked for. */
	plots: FreePlot[];
	total: number;
	named: FreePlot[];
	/** Named, and no plot of the territory. */
	unknown: string[];
}

const inPlace = ({ epciSiren, inseeCode }: Plot, { kind, id }: FreePlotQuestion['place']) =>
	kind === 'epci' ? epciSiren === id : kind === 'commune' ? inseeCode === id : true;

const freePlot = (plot: Plot): FreePlot => ({
	id: plot.id,
	name: plotName(plot),
	siteName: plot.siteName,
	commune: plot.communeName,
	areaHa: plot.offer === 'Local' ? 0 : plot.areaHa,
	landClass: landClassOf(plot),
	demonstration: plot.provenance.demonstration
});

const byArea = (one: FreePlot, other: FreePlot) =>
	(other.areaHa ?? -1) - (one.areaHa ?? -1) || one.id.localeCompare(other.id);

/** Free plots of a place, and those that are named, free or not. */
export function freePlots(
	plots: readonly Plot[],
	{ place, named, limit }: FreePlotQuestion
): FreePlots {
	const free = plots.filter((plot) => isFree(plot) && inPlace(plot, place)).map(freePlot);
	const wanted = new Set(named);
	const found = plots.filter(({ id }) => wanted.has(id)).map(freePlot);
	const known = new Set(found.map(({ id }) => id));
	return {
		plots: free.toSorted(byArea).slice(0, limit),
		total: free.length,
		named: found,
		unknown: named.filter((id) => !known.has(id))
	};
}

/** What mobilising some plots takes: hectares by class, and plots whose area nobody states. */
export interface LandCost {
	plots: number;
	hectares: Record<LandClass, number>;
	withoutArea: number;
}

/** Adds up in m², so that sums of decimals come out as people write them. */
export function landCost(plots: readonly Pick<FreePlot, 'areaHa' | 'landClass'>[]): LandCost {
	const hectares = Object.fromEntries(
		landClasses.map((one) => [
			one,
			plots
				.filter(({ landClass }) => landClass === one)
				.reduce((sum, { areaHa }) => sum + Math.round((areaHa ?? 0) * 10_000), 0) / 10_000
		])
	) as Record<LandClass, number>;
	return {
		plots: plots.length,
		hectares,
		withoutArea: plots.filter(({ areaHa }) => areaHa === null).length
	};
}

/**
 * What is left once plots are mobilised, in ha: new land subtracts, recycled land does not. Land of which nobody knows
 * makes an interval; null where it is not known what is left now.
 */
export function leftAfter(
	remainingHa: number | null,
	{ hectares }: LandCost
): { low: number; high: number } | null {
	if (remainingHa === null) return null;
	const rounded = (value: number) => Math.round(value * 10_000) / 10_000;
	const high = rounded(remainingHa - hectares.new);
	return { low: rounded(high - hectares.unknown), high };
}
