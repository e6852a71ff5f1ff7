import type { Map as MapLibreMap } from 'maplibre-gl';
import type { Box } from '#lib/domain/feature.ts';
import { coveredRight, coveredTop } from './covered-side.ts';

/** Nearer than this a single plot fills the map. */
const nearest = 15;

/** Milliseconds that a move of the map takes: none for those who ask for less motion. */
export function moveMilliseconds(): number {
	return matchMedia('(prefers-reduced-motion: reduce)').matches ? 0 : 600;
}

/**
 * Brings a part of the ground into view; the card covers the right, the list the foot.
 * @param carried what the move tells those who hear of it
 */
export function frameBox(map: MapLibreMap, box: Box, carried?: object): void {
	const area = map.getContainer();
	// Where a sheet has just made room the map is laid out first: the part is framed in what there is now.
	if (map.getCanvas().clientHeight !== area.clientHeight) map.resize();
	const bottom = 80;
	const top = Math.max(60, Math.min(coveredTop(area) + 12, (area.clientHeight - bottom) / 2));
	const padding = { top, left: 40, right: coveredRight(area) + 40, bottom };
	map.fitBounds(box, { padding, maxZoom: nearest, duration: moveMilliseconds() }, carried);
}
