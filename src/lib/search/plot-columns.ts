import type { Plot } from '#lib/domain/plot.ts';
import type { Site } from '#lib/domain/site.ts';
import { choiceColumn, type ChoiceColumn } from './choice-column.ts';
import { spreadCodes } from './network-columns.ts';

/** What a column is made of. */
export interface ColumnGround {
	plots: readonly Plot[];
	sites: readonly Site[];
	/** Index of each plot's site; -1 when it has none or it is not known. */
	siteOf: Int32Array;
}

/** Makes a column, one value a plot. A column is known by its maker: made when it is first asked for, then kept. */
export type ColumnMaker<Column> = (ground: ColumnGround) => Column;

/** A column of numbers; NaN where the source does not say. */
function numberColumn<T>(
	records: readonly T[],
	valueOf: (record: T) => number | null
): Float64Array {
	const column = new Float64Array(records.length);
	for (let index = 0; index < column.length; index += 1)
		column[index] = valueOf(records[index] as T) ?? Number.NaN;
	return column;
}

/** A number of the plot itself. */
export const plotNumber =
	(valueOf: (plot: Plot) => number | null): ColumnMaker<Float64Array> =>
	({ plots }) =>
		numberColumn(plots, valueOf);

/** A capacity at the plot itself, else on its site. */
export const capacity =
	(name: keyof Site['capacities']): ColumnMaker<Float64Array> =>
	({ plots, sites, siteOf }) => {
		const own = numberColumn(plots, (plot) => plot.capacities[name]);
		const ofSites = numberColumn(sites, (site) => site.capacities[name]?.value ?? null);
		for (let plot = 0; plot < own.length; plot += 1)
			if (Number.isNaN(own[plot])) own[plot] = ofSites[siteOf[plot] as number] ?? Number.NaN;
		return own;
	};

/** A number of the plot's site, as its plots make it; NaN for a plot whose site is not known. */
export const amongSite =
	(better: (one: number, best: number) => boolean, valueOf: (plot: Plot) => number | null) =>
	({ plots, sites, siteOf }: ColumnGround): Float64Array => {
		const best = new Float64Array(sites.length).fill(Number.NaN);
		for (let index = 0; index < plots.length; index += 1) {
			const value = valueOf(plots[index] as Plot);
			const site = siteOf[index] ?? -1;
			if (site < 0 || value === null) continue;
			const soFar = best[site] as number;
			if (Number.isNaN(soFar) || better(value, soFar)) best[site] = value;
		}
		const ofPlots = new Float64Array(siteOf.length);
		for (let plot = 0; plot < ofPlots.length; plot += 1)
			ofPlots[plot] = best[siteOf[plot] as number] ?? Number.NaN;
		return ofPlots;
	};

/** A code of the plot itself. */
export const plotCode =
	(valueOf: (plot: Plot) => string | null): ColumnMaker<ChoiceColumn> =>
	({ plots }) =>
		choiceColumn(plots, valueOf);

/** A code of the plot's site. */
export const siteCode =
	(valueOf: (site: Site) => string | null): ColumnMaker<ChoiceColumn> =>
	({ sites, siteOf }) => {
		const { codes, values } = choiceColumn(sites, valueOf);
		return { codes: spreadCodes(codes, siteOf), values };
	};

/** A flag of the plot itself as a verdict: 0 no, 1 yes, 2 the source does not say. */
export const plotFlag =
	(flagOf: (plot: Plot) => boolean | null): ColumnMaker<Uint8Array> =>
	({ plots }) => {
		const column = new Uint8Array(plots.length);
		for (let plot = 0; plot < column.length; plot += 1) {
			const flag = flagOf(plots[plot] as Plot);
			column[plot] = flag === null ? 2 : Number(flag);
		}
		return column;
	};
