/** Pixels at the right of the map over which a panel marked `data-over-map` lies; 0 where it stands elsewhere. */
export function coveredRight(area: Element | null): number {
	const map = area?.getBoundingClientRect();
	const panel = document.querySelector('[data-over-map]')?.getBoundingClientRect();
	if (!map || !panel || panel.width === 0) return 0;
	const apart = panel.left >= map.right || panel.top >= map.bottom || panel.bottom <= map.top;
	return apart ? 0 : map.right - panel.left;
}
