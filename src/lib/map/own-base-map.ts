import { layers, namedFlavor, type Flavor } from '@protomaps/basemaps';
import type { LayerSpecification } from 'maplibre-gl';
import { groundTints } from '#lib/domain/ground-colours.ts';
import { regularFont, strongFont } from './map-layer.ts';
import { ownSource } from './own-source.ts';
import type { Palette } from './palette.ts';

/** Layers that ask for pictures, which are not served here, and the paper below everything, which the map has. */
const leftOut = new Set(['background', 'pois', 'roads_shields', 'roads_oneway']);

/**
 * The operator's own base map in the schema of Protomaps, drawn back under the data: our paper, ways and water over
 * the flavour of the same shade. Names come in `language`, else as they are on the spot.
 */
export function ownBaseMapLayers(palette: Palette, language: string): LayerSpecification[] {
	return layers(ownSource, flavour(palette), { lang: language })
		.filter(({ id }) => !leftOut.has(id))
		.map((layer) => withoutIcon({ ...layer, id: `${ownSource}-${layer.id}` }));
}

function flavour(palette: Palette): Flavor {
	const { shade, paper, neighbour, hairline, label, labelSoft } = palette;
	const tint = (name: keyof typeof groundTints) => groundTints[name][shade];
	const [highway, major, minor, casing] = [
		tint('motorway'),
		tint('road'),
		tint('lesserRoad'),
		tint('casing')
	];
	return {
		...namedFlavor(shade === 'dark' ? 'dark' : 'white'),
		...{ background: neighbour, earth: paper, water: tint('sea'), boundaries: labelSoft },
		...{ buildings: hairline, railway: tint('railway'), industrial: neighbour },
		...{ highway, bridges_highway: highway, tunnel_highway: highway },
		...{ major, bridges_major: major, tunnel_major: major, link: major, bridges_link: major },
		...{ minor_a: minor, minor_b: minor, minor_service: minor, bridges_minor: minor, other: minor },
		...{
			highway_casing_early: casing,
			highway_casing_late: casing,
			bridges_highway_casing: casing
		},
		...{ major_casing_early: casing, major_casing_late: casing, bridges_major_casing: casing },
		...{ minor_casing: hairline, minor_service_casing: hairline, link_casing: hairline },
		...{ city_label: label, city_label_halo: paper, subplace_label: labelSoft },
		...{ subplace_label_halo: paper, state_label: labelSoft, country_label: labelSoft },
		...{ roads_label_major: labelSoft, roads_label_major_halo: paper },
		...{ roads_label_minor: labelSoft, roads_label_minor_halo: paper },
		...{ address_label: labelSoft, address_label_halo: paper, ocean_label: labelSoft },
		...{ regular: regularFont[0], italic: regularFont[0], bold: strongFont[0] }
	};
}

function withoutIcon(layer: LayerSpecification): LayerSpecification {
	if (layer.type !== 'symbol' || layer.layout?.['icon-image'] === undefined) return layer;
	const layout = { ...layer.layout };
	delete layout['icon-image'];
	return { ...layer, layout };
}
