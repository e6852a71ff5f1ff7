import type { LngLat } from '#lib/domain/feature.ts';
import { landClassOf, type LandClass } from '#lib/domain/land-class.ts';
import { isFree, type Plot } from '#lib/domain/plot.ts';
import type { PlacedPlot } from '#lib/search/atlas.ts';
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
	/** Its centre in degrees. */
	at: LngLat;
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

/** A plot with its centre. */
type Centred = Pick<PlacedPlot, 'plot' | 'centre'>;

const freePlot = ({ plot, centre }: Centred): FreePlot => ({
	id: plot.id,
	name: plotName(plot),
	siteName: plot.siteName,
	commune: plot.communeName,
	areaHa: plot.offer === 'Local' ? 0 : plot.areaHa,
	landClass: landClassOf(plot),
	demonstration: plot.provenance.demonstration,
	at: centre
});

const byArea = (one: FreePlot, other: FreePlot) =>
	(other.areaHa ?? -1) - (one.areaHa ?? -1) || one.id.localeCompare(other.id);

/** Free plots of a place, and those that are named, free or not. */
export function freePlots(
	plots: readonly Centred[],
	{ place, named, limit }: FreePlotQuestion
): FreePlots {
	const free = plots.filter(({ plot }) => isFree(plot) && inPlace(plot, place)).map(freePlot);
	const wanted = new Set(named);
	const found = plots.filter(({ plot }) => wanted.has(plot.id)).map(freePlot);
	const known = new Set(found.map(({ id }) => id));
	return {
		plots: free.toSorted(byArea).slice(0, limit),
		total: free.length,
		named: found,
		unknown: named.filter((id) => !known.has(id))
	};
}
