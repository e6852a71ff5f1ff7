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
	/** As it stands: its corners are handles while nothing is drawn. */
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
	/** What its handles make of the outline, while one is held or a key is down; null once it is let go. */
	onmove: (moving: Polygon | MultiPolygon | null) => void;
	/** The pen has closed a ring: an outline, a further part or a hole. */
	onclose: (ring: Polygon) => void;
	ongrow: (growing: Polygon | null) => void;
	/** A click while parcels are picked. */
	onpick: (point: LngLat) => void;
}

/** What the page's own buttons ask of the map. */
export interface PlotDrawingHandle {
	/** Takes back the last corner of what is being drawn. @returns whether there was one */
	undo: () => boolean;
	redo: () => boolean;
}
