import type { Brownfield } from '#lib/domain/brownfield.ts';
import type { Plot } from '#lib/domain/plot.ts';
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
import { lazily } from './lazily.ts';
import { networkBits } from './network-columns.ts';
import { neighboursOf, type Neighbours } from './neighbour-columns.ts';
import type { ColumnGround, ColumnMaker } from './plot-columns.ts';
import type { Records } from './records.ts';
import { searchWords } from './search-words.ts';
import { byteColumn, type ByteColumn } from './verdict-column.ts';

/** Everything a search reads of the plots of a territory, one column a fact, plot i at index i of each. */
export interface SearchColumns {
	count: number;
	/** 0 to `count - 1`; nobody writes to it. */
	everyPlot: Uint32Array;
	/** Room for a search to work in before it answers: columns made anew on every search keep the collector busy. */
	scratch: { plots: Uint32Array; verdicts: ByteColumn; failures: ByteColumn };
	/** The column that a maker makes: on the first call, the same one afterwards. */
	column: <Column>(make: ColumnMaker<Column>) => Column;
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
		column: keptColumns({ plots, sites, siteOf }),
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

/** A page opens with a few columns, and no search asks for all. */
function keptColumns(ground: ColumnGround): SearchColumns['column'] {
	const kept = new Map<ColumnMaker<unknown>, unknown>();
	return <Column>(make: ColumnMaker<Column>) => {
		const known = kept.get(make) as Column | undefined;
		if (known !== undefined) return known;
		const column = make(ground);
		kept.set(make, column);
		return column;
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
