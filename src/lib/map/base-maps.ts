import type { BaseMap } from '#lib/state/layer-choice.svelte.ts';

/** Raster tiles of the Géoplateforme (IGN), free and without a key. */
export interface RasterBaseMap {
	tiles: string;
	attribution: string;
	maxZoom: number;
	/** Drawn back under the data: desaturated and paled. */
	paint: { 'raster-saturation': number; 'raster-opacity': number; 'raster-contrast': number };
}

function wmts(layer: string, format: string): string {
	return (
		'https://data.geopf.fr/wmts?SERVICE=WMTS&REQUEST=GetTile&VERSION=1.0.0' +
		`&LAYER=${layer}&STYLE=normal&FORMAT=${format}&TILEMATRIXSET=PM` +
		'&TILEMATRIX={z}&TILEROW={y}&TILECOL={x}'
	);
}

const attribution = 'IGN – Géoplateforme';

/** The outside base maps; the built-in one needs no tiles. */
export const rasterBaseMaps: Record<Exclude<BaseMap, 'built-in'>, RasterBaseMap> = {
	plan: {
		tiles: wmts('GEOGRAPHICALGRIDSYSTEMS.PLANIGNV2', 'image/png'),
		attribution,
		maxZoom: 19,
		paint: { 'raster-saturation': -0.7, 'raster-opacity': 0.75, 'raster-contrast': -0.1 }
	},
	orthophotos: {
		tiles: wmts('ORTHOIMAGERY.ORTHOPHOTOS', 'image/jpeg'),
		attribution,
		maxZoom: 20,
		paint: { 'raster-saturation': -0.25, 'raster-opacity': 0.8, 'raster-contrast': 0 }
	}
};
