import type { Brownfield } from '#lib/domain/brownfield.ts';
import { vouchedOn, type Plot } from '#lib/domain/plot.ts';
import type { Site } from '#lib/domain/site.ts';
import {
	boxesOf,
	centresOf,
	flattenPolygons,
	type BoxColumns,
	type FlatPolygons
} from '#lib/geo/flat-polygons.ts';
import { centresAt, type Centres } from '#lib/geo/points-within.ts';
import { spherePoints } from '#lib/geo/sphere-points.ts';
import { accessColumn, accessKinds, type AccessColumn, type AccessKind } from './access-columns.ts';
import { choiceColumn, type ChoiceColumn } from './choice-column.ts';
import { dayOf } from './day.ts';
import { lazily } from './lazily.ts';
import { networkBits, spreadCodes } from './network-columns.ts';
import { neighboursOf, type Neighbours } from './neighbour-columns.ts';
import type { Records } from './records.ts';
import { searchWords } from './search-words.ts';
import { byteColumn, type ByteColumn } from './verdict-column.ts';

/** Columns of numbers, in the unit of their name; NaN where the source does not say. */
export type NumberField =
	| 'areaHa'
	| 'siteLargestHa'
	| 'siteSmallestHa'
	| 'pricePerM2'
	| 'availableDay'
	| 'updatedDay'
	| 'vouchedDay'
	| 'spaceM2'
	| 'heightM'
	| 'floorLoadKgPerM2'
	| 'craneT'
	| 'docks'
	| 'floodPercent'
	| 'wetlandPercent'
	| 'steepPercent'
	| 'electricityKva'
	| 'waterM3PerDay'
	| 'gasM3PerHour'
	| 'fibreMbitPerS';

export type ChoiceField =
	| 'epci'
	| 'commune'
	| 'saleStage'
	| 'servicingStage'
	| 'tenure'
	| 'ownership'
	| 'occupancy'
	| 'use'
	| 'offer'
	| 'vocation';

/** Everything a search reads of the plots of a territory, one column a fact, plot i at index i of each. */
export interface SearchColumns {
	count: number;
	/** 0 to `count - 1`; nobody writes to it. */
	everyPlot: Uint32Array;
	/** Room for a search to work in before it answers: columns made anew on every search keep the collector busy. */
	scratch: { plots: Uint32Array; verdicts: ByteColumn; failures: ByteColumn };
	numbers: Record<NumberField, Float64Array>;
	choices: Record<ChoiceField, ChoiceColumn>;
	/** 0 no, 1 yes, 2 the source does not say. */
	readyToBuild: Uint8Array;
	/** Networks as bits, in the order of `networkFlags`: which are known, and which of these are there. */
	networksKnown: Uint16Array;
	networksPresent: Uint16Array;
	shapes: FlatPolygons;
	boxes: BoxColumns;
	/** Mean of the plot's vertices, in degrees and as unit vectors. */
	centres: Centres;
	access: Record<AccessKind, AccessColumn>;
	neighbours: Neighbours;
	brownfields: readonly Brownfield[];
	/** Folded text that the text criterion looks in; made on the first call. */
	words: () => readonly string[];
}

/** Lays a territory's records out in columns. */
export function buildColumns(records: Records): SearchColumns {
	const { plots, sites } = records;
	const siteOf = sitesOfPlots(plots, sites);
	const shapes = flattenPolygons(plots.map((plot) => plot.geometry));
	const { lng, lat } = centresOf(shapes);
	const points = spherePoints(lng, lat);
	let words: readonly string[] | null = null;
	return {
		count: plots.length,
		everyPlot: Uint32Array.from(plots.keys()),
		scratch: {
			plots: new Uint32Array(plots.length),
			verdicts: byteColumn(plots.length),
			failures: byteColumn(plots.length)
		},
		numbers: lazily({ ...plotNumbers(plots), ...siteNumbers(plots, sites, siteOf) }),
		choices: lazily({ ...plotChoices(plots), vocation: () => vocations(sites, siteOf) }),
		readyToBuild: flagColumn(plots, (plot) => plot.readyToBuild),
		...networkBits(plots, sites, siteOf),
		shapes,
		boxes: boxesOf(shapes),
		centres: centresAt({ lng, lat }, points),
		access: lazily(accessMakers((kind) => accessColumn(kind, points, siteOf, sites, records.pois))),
		neighbours: neighboursOf(records.firms, records.pois),
		brownfields: records.brownfields,
		words: () => (words ??= plots.map((plot, index) => plotWords(plot, sites[siteOf[index] ?? -1])))
	};
}

function accessMakers(make: (kind: AccessKind) => AccessColumn) {
	return Object.fromEntries(accessKinds.map((kind) => [kind, () => make(kind)])) as Record<
		AccessKind,
		() => AccessColumn
	>;
}

function plotWords(plot: Plot, site: Site | undefined): string {
	return searchWords([
		plot.id,
		plot.lot,
		plot.siteName,
		site?.name,
		plot.communeName,
		plot.epciName
	]);
}

function numberColumn<T>(
	records: readonly T[],
	valueOf: (record: T) => number | null
): Float64Array {
	const column = new Float64Array(records.length);
	for (let index = 0; index < column.length; index += 1)
		column[index] = valueOf(records[index] as T) ?? Number.NaN;
	return column;
}

function plotNumbers(plots: readonly Plot[]) {
	return {
		areaHa: () => numberColumn(plots, (plot) => plot.areaHa),
		pricePerM2: () => numberColumn(plots, (plot) => plot.askingPrice),
		availableDay: () => numberColumn(plots, (plot) => dayOf(plot.availableFrom)),
		updatedDay: () => numberColumn(plots, (plot) => dayOf(plot.updated)),
		vouchedDay: () => numberColumn(plots, (plot) => dayOf(vouchedOn(plot))),
		spaceM2: () => numberColumn(plots, ({ space }) => space.areaM2),
		heightM: () => numberColumn(plots, ({ space }) => space.heightM),
		floorLoadKgPerM2: () => numberColumn(plots, ({ space }) => space.floorLoadKgPerM2),
		craneT: () => numberColumn(plots, ({ space }) => space.craneT),
		docks: () => numberColumn(plots, ({ space }) => space.docks),
		floodPercent: () => numberColumn(plots, (plot) => plot.floodPercent),
		wetlandPercent: () => numberColumn(plots, (plot) => plot.wetlandPercent),
		steepPercent: () => numberColumn(plots, (plot) => plot.steepPercent)
	};
}

/** Areas of the largest and of the smallest plot of each site, in ha; NaN for a site without any. */
function plotSizes(plots: readonly Plot[], sites: readonly Site[], siteOf: Int32Array) {
	const largest = new Float64Array(sites.length).fill(Number.NaN);
	const smallest = new Float64Array(sites.length).fill(Number.NaN);
	for (let index = 0; index < plots.length; index += 1) {
		const { areaHa } = plots[index] as Plot;
		const site = siteOf[index] ?? -1;
		if (site < 0 || areaHa === null) continue;
		// A comparison with NaN is false: the first plot of a site always sets it.
		if (!((largest[site] ?? 0) >= areaHa)) largest[site] = areaHa;
		if (!((smallest[site] ?? 0) <= areaHa)) smallest[site] = areaHa;
	}
	return { largest, smallest };
}

/** What a plot has from its site: NaN for a plot whose site is not known. */
function siteNumbers(plots: readonly Plot[], sites: readonly Site[], siteOf: Int32Array) {
	const spread = (ofSites: Float64Array) => {
		const ofPlots = new Float64Array(siteOf.length);
		for (let plot = 0; plot < ofPlots.length; plot += 1)
			ofPlots[plot] = ofSites[siteOf[plot] as number] ?? Number.NaN;
		return ofPlots;
	};
	// At the plot itself, else on its site.
	const capacity = (name: keyof Site['capacities']) => () => {
		const own = numberColumn(plots, (plot) => plot.capacities[name]);
		const ofSites = numberColumn(sites, (site) => site.capacities[name]?.value ?? null);
		for (let plot = 0; plot < own.length; plot += 1)
			if (Number.isNaN(own[plot])) own[plot] = ofSites[siteOf[plot] as number] ?? Number.NaN;
		return own;
	};
	return {
		siteLargestHa: () => spread(plotSizes(plots, sites, siteOf).largest),
		siteSmallestHa: () => spread(plotSizes(plots, sites, siteOf).smallest),
		electricityKva: capacity('electricityKva'),
		waterM3PerDay: capacity('waterM3PerDay'),
		gasM3PerHour: capacity('gasM3PerHour'),
		fibreMbitPerS: capacity('fibreMbitPerS')
	};
}

function plotChoices(plots: readonly Plot[]) {
	return {
		epci: () => choiceColumn(plots, (plot) => plot.epciSiren),
		commune: () => choiceColumn(plots, (plot) => plot.inseeCode),
		saleStage: () => choiceColumn(plots, (plot) => plot.saleStage),
		servicingStage: () => choiceColumn(plots, (plot) => plot.servicingStage),
		tenure: () => choiceColumn(plots, (plot) => plot.tenure),
		ownership: () => choiceColumn(plots, (plot) => plot.ownership),
		occupancy: () => choiceColumn(plots, (plot) => plot.occupancy),
		use: () => choiceColumn(plots, (plot) => plot.use),
		offer: () => choiceColumn(plots, (plot) => plot.offer)
	};
}

/** Index of each plot's site; -1 when it has none or it is not known. */
function sitesOfPlots(plots: readonly Plot[], sites: readonly Site[]): Int32Array {
	const siteIndex = new Map(sites.map((site, index) => [site.id, index]));
	const siteOf = new Int32Array(plots.length);
	for (let plot = 0; plot < siteOf.length; plot += 1)
		siteOf[plot] = siteIndex.get((plots[plot] as Plot).siteId ?? '') ?? -1;
	return siteOf;
}

/** A flag as a verdict: 0 no, 1 yes, 2 the source does not say. */
function flagColumn(plots: readonly Plot[], flagOf: (plot: Plot) => boolean | null): Uint8Array {
	const column = new Uint8Array(plots.length);
	for (let plot = 0; plot < column.length; plot += 1) {
		const flag = flagOf(plots[plot] as Plot);
		column[plot] = flag === null ? 2 : Number(flag);
	}
	return column;
}

function vocations(sites: readonly Site[], siteOf: Int32Array): ChoiceColumn {
	const { codes, values } = choiceColumn(sites, (site) => site.vocation);
	return { codes: spreadCodes(codes, siteOf), values };
}
