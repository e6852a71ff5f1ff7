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

/** The base maps that another service serves. */
export type OnlineBaseMap = Exclude<BaseMap, 'built-in' | 'own'>;

export const rasterBaseMaps: Record<OnlineBaseMap, RasterBaseMap> = {
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

/** The pictures of a base map; null for what is here without them. */
export function rasterOf(base: BaseMap): RasterBaseMap | null {
	return base === 'built-in' || base === 'own' ? null : rasterBaseMaps[base];
}
