/** Pixels at the right of the map over which a panel marked `data-over-map` lies; 0 where it stands elsewhere. */
export function coveredRight(area: Element | null): number {
	const map = area?.getBoundingClientRect();
	const panel = document.querySelector('[data-over-map]')?.getBoundingClientRect();
	if (!map || !panel || panel.width === 0) return 0;
	const apart = panel.left >= map.right || panel.top >= map.bottom || panel.bottom <= map.top;
	return apart ? 0 : map.right - panel.left;
}

/** Pixels under what stands in the upper left of the map, marked `data-map-corner`; null where nothing stands there. */
export function coveredCorner(area: Element | null): { right: number; bottom: number } | null {
	const map = area?.getBoundingClientRect();
	const corner = document.querySelector('[data-map-corner]')?.getBoundingClientRect();
	if (!map || !corner || corner.height === 0) return null;
	return { right: corner.right - map.left, bottom: corner.bottom - map.top };
}
