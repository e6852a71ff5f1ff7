import { roundLength } from '#lib/ui/round-length.ts';

/** Metres that a pixel covers at zoom 0 on the equator. */
const widestPixel = 40_075_016.686 / 512;
const mostPixels = 100;

/** Metres that a pixel covers at a zoom and a latitude in degrees, in MapLibre's tiles of 512 pixels. */
export function metresPerPixel(zoom: number, lat: number): number {
	return (widestPixel * Math.cos((lat * Math.PI) / 180)) / 2 ** zoom;
}

/** The zoom at which a pixel covers so many metres, the other way round. */
export function zoomOf(metres: number, lat: number): number {
	return Math.log2((widestPixel * Math.cos((lat * Math.PI) / 180)) / metres);
}

/** The longest round distance (1, 2 or 5 times a power of ten, in metres) of 100 px at most, and its pixels. */
export function scaleOf(zoom: number, lat: number): { metres: number; pixels: number } {
	const perPixel = metresPerPixel(zoom, lat);
	const metres = roundLength(mostPixels * perPixel);
	return { metres, pixels: metres / perPixel };
}
