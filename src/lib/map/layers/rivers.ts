import type { FeatureCollection } from 'geojson';
import { m } from '#lib/paraglide/messages.js';
import type { MapLayer } from '../map-layer.ts';

/** The Meuse and its tributaries: coarse lines that come with the territory's configuration. */
export function riversLayer(rivers: FeatureCollection): MapLayer {
	return {
		name: 'rivers',
		title: m.layer_rivers,
		collection: null,
		onPaperOnly: true,
		legend: [
			{
				label: m.legend_river,
				swatch: { kind: 'line', tint: { light: '#8FB6CE', dark: '#3A6580' }, width: 2 }
			}
		],
		sources: () => [{ id: 'rivers', data: rivers }],
		draw: (palette) => [
			{
				id: 'rivers-line',
				type: 'line',
				source: 'rivers',
				layout: { 'line-join': 'round', 'line-cap': 'round' },
				paint: {
					'line-color': palette.river,
					'line-width': ['interpolate', ['linear'], ['zoom'], 8, 1, 13, 3]
				}
			}
		]
	};
}
