import type { Map as MapLibreMap } from 'maplibre-gl';
import type { Box } from '#lib/domain/feature.ts';

/** The part of the ground whose details are on the map. */
export interface NearFrame {
	/** Degrees; more than the screen shows, so that the map may move before another is needed. */
	box: Box;
	/** Whether the map is as near as names of single records are read. */
	named: boolean;
	/** The zoom that it was made at. */
	zoom: number;
}

/** From this zoom on details are laid out: a little before the first of them is drawn. */
const detailZoom = 11.5;
const nameZoom = 14;
/** From this zoom on plots are drawn as areas, and no groups of them. */
export const areaZoom = 12;

/** The whole zoom that a map seen from afar stands at; null from near. */
export function farLevel(map: MapLibreMap): number | null {
	const zoom = map.getZoom();
	return zoom < areaZoom ? Math.floor(zoom) : null;
}

/** How far a frame goes beyond the screen on each side, in its width and height. */
const margin = 0.5;

/**
 * The frame that a map needs now. The former one where it still covers the screen: what lies in it is not laid out
 * again. Null from afar, where nothing has details.
 */
export function nearFrame(map: MapLibreMap, former: NearFrame | null): NearFrame | null {
	const zoom = map.getZoom();
	if (zoom < detailZoom) return null;
	const named = zoom >= nameZoom;
	const [[west, south], [east, north]] = map.getBounds().toArray();
	const [width, height] = [east - west, north - south];
	if (former?.named === named && isWorthKeeping(former.box, [west, south, east, north]))
		return former;
	return {
		box: [
			west - margin * width,
			south - margin * height,
			east + margin * width,
			north + margin * height
		],
		named,
		zoom
	};
}

/** Whether a frame covers the screen, and is not so much larger that most of what it holds is for nothing. */
function isWorthKeeping(frame: Box, [west, south, east, north]: Box): boolean {
	const covers = frame[0] <= west && frame[1] <= south && frame[2] >= east && frame[3] >= north;
	return covers && frame[2] - frame[0] < 4 * (1 + 2 * margin) * (east - west);
}
