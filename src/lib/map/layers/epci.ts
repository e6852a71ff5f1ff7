import { m } from '#lib/paraglide/messages.js';
import { asFeature, collect, keptWith, namePoints } from '../features.ts';
import { strongFont, type MapLayer } from '../map-layer.ts';

/** Intercommunalities: strong outlines with a soft halo in the colour the territory gives each. */
export function epciLayer(colourOf: (siren: string) => string): MapLayer {
	return {
		name: 'epci',
		title: m.layer_epci,
		collection: 'epci',
		legend: [
			{
				label: m.legend_epci,
				swatch: { kind: 'line', tint: { light: '#332E28', dark: '#E4DED4' }, width: 3 }
			}
		],
		sources: ({ epci: all }) =>
			keptWith(all, () => {
				const areas = collect(all, (epci, index) =>
					asFeature(index, epci.geometry, {
						record: epci.siren,
						name: epci.name,
						colour: colourOf(epci.siren)
					})
				);
				return [
					{ id: 'epci', data: areas },
					{ id: 'epci-names', data: namePoints(areas) }
				];
			}),
		draw: (palette) => [
			{
				id: 'epci-paper',
				type: 'fill',
				source: 'epci',
				paint: { 'fill-color': palette.paper, 'fill-antialias': false }
			},
			{
				id: 'epci-halo',
				type: 'line',
				source: 'epci',
				layout: { 'line-join': 'round' },
				paint: {
					'line-color': ['get', 'colour'],
					'line-width': ['interpolate', ['linear'], ['zoom'], 8, 6, 12, 14],
					'line-blur': ['interpolate', ['linear'], ['zoom'], 8, 5, 12, 12],
					'line-opacity': 0.4
				}
			},
			{
				id: 'epci-line',
				type: 'line',
				source: 'epci',
				layout: { 'line-join': 'round' },
				paint: {
					'line-color': palette.label,
					'line-opacity': 0.75,
					'line-width': ['interpolate', ['linear'], ['zoom'], 8, 1, 12, 2]
				}
			},
			{
				id: 'epci-label',
				type: 'symbol',
				source: 'epci-names',
				maxzoom: 11.5,
				layout: {
					'text-field': ['get', 'name'],
					'text-font': strongFont,
					'text-size': ['interpolate', ['linear'], ['zoom'], 7, 10.5, 8.2, 13, 11, 18],
					// On a small map a name takes another line rather than leave it.
					'text-max-width': ['step', ['zoom'], 7.3, 7.8, 9],
					'text-letter-spacing': 0.04,
					'text-line-height': 1.15,
					'text-padding': 4,
					// In its middle, else beside it, else farther off, until the rings of firms leave room.
					'text-variable-anchor-offset': [
						...['center', [0, 0], 'top', [0, 2.5], 'bottom', [0, -2.5]],
						...['left', [2.2, 0], 'right', [-2.2, 0]],
						...['right', [-3, 2], 'left', [3, 2], 'right', [-3, -2], 'left', [3, -2]],
						...['top', [0, 4.5], 'bottom', [0, -4.5], 'right', [-5, 0], 'left', [5, 0]]
					] as never
				},
				paint: {
					'text-color': palette.label,
					'text-halo-color': palette.paper,
					'text-halo-width': 2
				}
			}
		]
	};
}
