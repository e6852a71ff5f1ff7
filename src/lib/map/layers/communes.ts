import { m } from '#lib/paraglide/messages.js';
import { asFeature, collect, keptWith, namePoints } from '../features.ts';
import { regularFont, type MapLayer } from '../map-layer.ts';

/** Communes: hairlines, and names in three sizes by population. */
export const communesLayer: MapLayer = {
	name: 'communes',
	title: m.layer_communes,
	collection: 'communes',
	legend: [
		{
			label: m.legend_commune,
			swatch: { kind: 'line', tint: { light: '#D3CABC', dark: '#4A525B' }, width: 1 }
		}
	],
	sources: ({ communes }) =>
		keptWith(communes, () => {
			const areas = collect(communes, (commune, index) =>
				asFeature(index, commune.geometry, {
					record: commune.insee,
					name: commune.name,
					population: commune.population ?? 0
				})
			);
			return [
				{ id: 'communes', data: areas },
				{ id: 'communes-names', data: namePoints(areas) }
			];
		}),
	draw: (palette) => [
		{
			id: 'communes-line',
			type: 'line',
			source: 'communes',
			paint: {
				'line-color': palette.hairline,
				'line-width': ['interpolate', ['linear'], ['zoom'], 8, 0.4, 12, 1]
			}
		},
		{
			id: 'communes-label',
			type: 'symbol',
			source: 'communes-names',
			filter: [
				'>=',
				['get', 'population'],
				['step', ['zoom'], 12_000, 9.2, 5_000, 10, 2_000, 11, 500, 12, 0]
			],
			layout: {
				'text-field': ['get', 'name'],
				'text-font': regularFont,
				'text-size': ['step', ['get', 'population'], 12, 2_000, 13.5, 12_000, 16],
				'symbol-sort-key': ['-', 0, ['get', 'population']],
				'text-padding': 8,
				'text-max-width': 8
			},
			paint: {
				'text-color': ['step', ['get', 'population'], palette.labelSoft, 2_000, palette.label],
				'text-halo-color': palette.paper,
				'text-halo-width': 1.6
			}
		}
	]
};
