import type { Feature, MultiPolygon, Polygon } from 'geojson';
import type { Box, LngLat } from '#lib/domain/feature.ts';
import type { OnlineBaseMap } from './base-maps.ts';
import type { Shade } from './palette.ts';

/**
 * What a click on the map does: draw a corner of an outline, of one more part or of a hole, pick a parcel, or nothing but
 * mend what is there.
 */
export type OutlineTool = 'draw' | 'add' | 'cut' | 'parcels' | 'rest';

export type OutlineBase = 'built-in' | OnlineBaseMap;

/** What the map of an outline is given: the page loads the map itself later than what is around it. */
export interface PlotDrawingProps {
	/** The outline that is kept; drawn as it is where it has several parts. */
	outline: Polygon | MultiPolygon | null;
	/** Parcels picked so far. */
	parcels: readonly Feature[];
	/** Contours of communes and EPCI, for orientation. */
	setting: readonly Feature[];
	/** Shown first while there is no outline. */
	bounds: Box | null;
	shade: Shade;
	tool: OutlineTool;
	base: OutlineBase;
	/** Part of the map to go to, each new one once. */
	goTo: Box | null;
	/** Plots already on the map, within a box: what the pen snaps to. */
	neighboursIn: (box: Box) => Promise<Feature[]>;
	ondraw: (outline: Polygon | MultiPolygon) => void;
	/** A further part, or a hole, was drawn. */
	onpart: (part: Polygon) => void;
	ongrow: (growing: Polygon | null) => void;
	/** The pen has closed an outline. */
	onfinish: () => void;
	/** A click while parcels are picked. */
	onpick: (point: LngLat) => void;
}

/** What the page's own buttons ask of the map. */
export interface PlotDrawingHandle {
	/** Shows another outline. */
	replace: (outline: Polygon | MultiPolygon | null) => void;
	/** Takes back the last corner of what is being drawn. @returns whether there was one */
	undo: () => boolean;
	redo: () => boolean;
}
