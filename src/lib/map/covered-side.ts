/** Pixels at the right of the map over which a panel marked `data-over-map` lies; 0 where it stands elsewhere. */
export function coveredRight(area: Element | null): number {
	const map = area?.getBoundingClientRect();
	const panel = document.querySelector('[data-over-map]')?.getBoundingClientRect();
	if (!map || !panel || panel.width === 0) return 0;
	const apart = panel.left >= map.right || panel.top >= map.bottom || panel.bottom <= map.top;
	return apart ? 0 : map.right - panel.left;
}

/** Pixels at the top of a narrow map under what stands in its corner, marked `data-map-corner`; a wide one shows beside it. */
export function coveredTop(area: Element | null): number {
	const map = area?.getBoundingClientRect();
	const corner = document.querySelector('[data-map-corner]')?.getBoundingClientRect();
	if (!map || !corner || corner.height === 0 || corner.width < map.width / 2) return 0;
	return corner.bottom - map.top;
}
