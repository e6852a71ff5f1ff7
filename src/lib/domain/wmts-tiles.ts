/** Where the Géoplateforme (IGN) serves tiles, free and without a key. */
export const geoplateforme = 'https://data.geopf.fr/wmts';

/** The online base maps: names and formats of their layers. */
const wmtsLayers = {
	plan: { layer: 'GEOGRAPHICALGRIDSYSTEMS.PLANIGNV2', format: 'image/png' },
	orthophotos: { layer: 'ORTHOIMAGERY.ORTHOPHOTOS', format: 'image/jpeg' }
} as const;

/** Address of the tiles of a layer, with {z}, {x} and {y} where MapLibre writes their numbers. */
export function wmtsTiles(name: keyof typeof wmtsLayers, service = geoplateforme): string {
	const { layer, format } = wmtsLayers[name];
	return (
		`${service}?SERVICE=WMTS&REQUEST=GetTile&VERSION=1.0.0` +
		`&LAYER=${layer}&STYLE=normal&FORMAT=${format}&TILEMATRIXSET=PM` +
		'&TILEMATRIX={z}&TILEROW={y}&TILECOL={x}'
	);
}

/** One tile that is there wherever the service is: the one of zoom 6 around Paris. */
export function sampleTile(tiles: string): string {
	return tiles.replace('{z}', '6').replace('{x}', '32').replace('{y}', '22');
}
