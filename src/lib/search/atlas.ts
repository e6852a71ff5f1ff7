import type { Box, LngLat } from '#lib/domain/feature.ts';
import type { Poi } from '#lib/domain/place.ts';
import type { Plot } from '#lib/domain/plot.ts';
import type { Site } from '#lib/domain/site.ts';
import type { AccessKind, MeasuredBy } from './access-columns.ts';
import { buildColumns, type SearchColumns } from './columns.ts';
import type { Records } from './records.ts';

export type { Records } from './records.ts';

/** Nearest point of interest of a kind and its straight-line distance in km. */
export interface Nearest {
	poi: Poi;
	km: number;
}

/** A distance as the search counts it, and how it was had. */
export interface Access {
	km: number;
	measuredBy: MeasuredBy;
}

/** A plot with what its card and its line need, computed once. */
export interface PlacedPlot {
	plot: Plot;
	/** The site the plot belongs to, when it is known. */
	site: Site | null;
	centre: LngLat;
	box: Box;
	junction: Nearest | null;
	station: Nearest | null;
	port: Nearest | null;
	/** Distance to a motorway junction as the search counts it. */
	junctionAccess: Access | null;
}

/** The searchable whole of a territory. */
export interface Atlas extends Records {
	/** Plot i of the columns is `placedPlots[i]`. */
	columns: SearchColumns;
	placedPlots: PlacedPlot[];
	siteById: ReadonlyMap<string, Site>;
}

/** Joins plots to their sites and lays out what every search needs of them. */
export function buildAtlas(records: Records): Atlas {
	const siteById = new Map(records.sites.map((site) => [site.id, site]));
	const columns = buildColumns(records);
	const { boxes, centres } = columns;
	const at = (column: Float64Array, index: number) => column[index] ?? Number.NaN;
	const placedPlots = records.plots.map((plot, index): PlacedPlot => {
		return {
			plot,
			site: plot.siteId === null ? null : (siteById.get(plot.siteId) ?? null),
			centre: [at(centres.lng, index), at(centres.lat, index)],
			box: [
				at(boxes.west, index),
				at(boxes.south, index),
				at(boxes.east, index),
				at(boxes.north, index)
			],
			junction: nearestAt(columns, 'junction', index),
			station: nearestAt(columns, 'station', index),
			port: nearestAt(columns, 'port', index),
			junctionAccess: accessAt(columns, 'junction', index)
		};
	});
	return { ...records, columns, placedPlots, siteById };
}

/** Nearest point of a kind in a straight line from a plot's centre; null when there is none. */
export function nearestAt(columns: SearchColumns, kind: AccessKind, plot: number): Nearest | null {
	const { pois, index, km } = columns.access[kind].nearest;
	const poi = pois[index[plot] ?? -1];
	return poi === undefined ? null : { poi, km: km[plot] ?? Number.NaN };
}

/** Distance of a plot to a kind of point as the search counts it; null when it is not known. */
export function accessAt(columns: SearchColumns, kind: AccessKind, plot: number): Access | null {
	const { km, byRoad } = columns.access[kind];
	const own = km[plot] ?? Number.NaN;
	return Number.isNaN(own)
		? null
		: { km: own, measuredBy: byRoad[plot] === 1 ? 'road' : 'straight' };
}
