import { poiTypes, type PoiType } from '#lib/domain/vocabulary.ts';
import { m } from '#lib/paraglide/messages.js';
import { asFeature, collect, keptWith } from '../features.ts';
import { alike, regularFont, type MapLayer } from '../map-layer.ts';
import { poiSigns } from '../poi-signs.ts';

const labels: Record<PoiType, () => string> = {
	'échangeur autoroutier': m.poi_junction,
	'gare de voyageurs': m.poi_station,
	'gare de fret': m.poi_freight,
	port: m.poi_port,
	aérodrome: m.poi_airfield,
	formation: m.poi_training,
	plateforme: m.poi_platform,
	'point de passage frontalier': m.poi_border
};

/** Points of interest: small signs in one ink. */
export const poisLayer: MapLayer = {
	name: 'pois',
	title: m.layer_pois,
	collection: 'poi',
	legend: poiTypes.map((type) => ({
		label: labels[type],
		swatch: { kind: 'sign', path: poiSigns[type] }
	})),
	sources: ({ pois }) =>
		keptWith(pois, () => [
			{
				id: 'pois',
				data: collect(pois, (poi, index) =>
					asFeature(
						index,
						{ type: 'Point', coordinates: poi.position },
						{ record: poi.id, name: poi.name, type: poi.type }
					)
				)
			}
		]),
	draw: (palette) => [
		{
			id: 'pois-sign',
			type: 'symbol',
			source: 'pois',
			minzoom: 9.5,
			layout: {
				'icon-image': ['concat', 'sign:', ['get', 'type']],
				'icon-size': ['interpolate', ['linear'], ['zoom'], 9.5, 0.65, 13, 1],
				'icon-padding': 1,
				'text-field': ['step', ['zoom'], '', 12.5, ['get', 'name']],
				'text-font': regularFont,
				'text-size': 12,
				'text-offset': [0, 1.1],
				'text-anchor': 'top',
				'text-optional': true,
				'text-max-width': 9
			},
			paint: {
				'icon-opacity': alike(1),
				'text-color': alike(palette.labelSoft),
				'text-halo-color': palette.paper,
				'text-halo-width': 1.6
			}
		}
	]
};
