import type { Map as MapLibreMap } from 'maplibre-gl';
import type { Box } from '#lib/domain/feature.ts';
import { coveredCorner, coveredRight } from './covered-side.ts';

/** Nearer than this a single plot fills the map. */
const nearest = 15;

/** Milliseconds that a move of the map takes: none for those who ask for less motion. */
export function moveMilliseconds(): number {
	return matchMedia('(prefers-reduced-motion: reduce)').matches ? 0 : 600;
}

/** Pixels at each side of a map. */
type Sides = Record<'top' | 'left' | 'right' | 'bottom', number>;

/** What to leave out so that the rest is free: beside what stands in the corner of a map, or beneath, where more is. */
function freePart(area: HTMLElement): Sides {
	const { clientWidth, clientHeight } = area;
	const whole: Sides = {
		top: 60,
		left: 40,
		right: coveredRight(area) + 40,
		bottom: 80
	};
	const corner = coveredCorner(area);
	if (corner === null) return whole;
	const beside = { ...whole, left: Math.max(whole.left, corner.right + 12) };
	const beneath = { ...whole, top: Math.max(whole.top, corner.bottom + 12) };
	const roomIn = ({ top, left, right, bottom }: Sides) =>
		Math.max(0, clientWidth - left - right) * Math.max(0, clientHeight - top - bottom);
	const free = roomIn(beside) > roomIn(beneath) ? beside : beneath;
	// Never less than half of the height.
	return {
		...free,
		top: Math.min(free.top, Math.max(whole.top, (clientHeight - free.bottom) / 2))
	};
}

/**
 * Brings a part of the ground into view; the card covers the right, the search box the upper left, the list the foot.
 * @param carried what the move tells those who hear of it
 */
export function frameBox(map: MapLibreMap, box: Box, carried?: object): void {
	const area = map.getContainer();
	// Where a sheet has just made room the map is laid out first: the part is framed in what there is now.
	if (map.getCanvas().clientHeight !== area.clientHeight) map.resize();
	const padding = freePart(area);
	map.fitBounds(box, { padding, maxZoom: nearest, duration: moveMilliseconds() }, carried);
}
