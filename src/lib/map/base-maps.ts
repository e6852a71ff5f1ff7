import { wmtsTiles } from '#lib/domain/wmts-tiles.ts';
import type { BaseMap } from '#lib/state/layer-choice.svelte.ts';

/** Raster tiles of the Géoplateforme (IGN). */
export interface RasterBaseMap {
	tiles: string;
	attribution: string;
	maxZoom: number;
	/** Drawn back under the data: desaturated and paled. */
	paint: { 'raster-saturation': number; 'raster-opacity': number; 'raster-contrast': number };
}

const attribution = 'IGN – Géoplateforme';

/** The outside base maps; the built-in one needs no tiles. */
export const rasterBaseMaps: Record<Exclude<BaseMap, 'built-in'>, RasterBaseMap> = {
	plan: {
		tiles: wmtsTiles('plan'),
		attribution,
		maxZoom: 19,
		paint: { 'raster-saturation': -0.7, 'raster-opacity': 0.75, 'raster-contrast': -0.1 }
	},
	orthophotos: {
		tiles: wmtsTiles('orthophotos'),
		attribution,
		maxZoom: 20,
		paint: { 'raster-saturation': -0.25, 'raster-opacity': 0.8, 'raster-contrast': 0 }
	}
};
