/**
 * A canvas that is drawn to be read back as an image of the map. Kept in memory: reading one back from the graphics
 * card waits for everything that the card has to do.
 * @returns null where the browser gives none
 */
export function readablePen(
	width: number,
	height: number
): OffscreenCanvasRenderingContext2D | null {
	return new OffscreenCanvas(width, height).getContext('2d', { willReadFrequently: true });
}
