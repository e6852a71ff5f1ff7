import { brownfieldTint } from '#lib/domain/meaning-colours.ts';
import { m } from '#lib/paraglide/messages.js';
import { asFeature, collect, keptWith } from '../features.ts';
import { ifPassing, verdictsOn, type MapLayer } from '../map-layer.ts';

/** Below this zoom a brownfield is drawn as a square sign. */
const areaZoom = 12;
export const brownfieldPatternName = 'brownfield';

/** Brownfields: brick pattern, never mistaken for a plot on sale. */
export const brownfieldsLayer: MapLayer = {
	name: 'brownfields',
	title: m.layer_brownfields,
	collection: 'friches',
	legend: [
		{
			label: m.legend_brownfield,
			swatch: { kind: 'area', tint: brownfieldTint, pattern: brownfieldTint.pattern }
		}
	],
	sources: ({ brownfields }) =>
		keptWith(brownfields, () => [
			{
				id: 'brownfields',
				data: collect(brownfields, (brownfield, index) =>
					asFeature(index, brownfield.geometry, { record: brownfield.id, name: brownfield.name })
				)
			}
		]),
	verdicts: (found, atlas) => ({
		sources: ['brownfields'],
		verdicts: verdictsOn(atlas.brownfields, found.brownfields)
	}),
	draw: (palette) => [
		{
			id: 'brownfields-area',
			type: 'fill',
			source: 'brownfields',
			minzoom: areaZoom - 1,
			paint: { 'fill-color': palette.brownfield, 'fill-opacity': ifPassing(0.18) }
		},
		{
			id: 'brownfields-pattern',
			type: 'fill',
			source: 'brownfields',
			minzoom: areaZoom,
			paint: { 'fill-pattern': brownfieldPatternName, 'fill-opacity': ifPassing(0.7) }
		},
		{
			id: 'brownfields-line',
			type: 'line',
			source: 'brownfields',
			minzoom: areaZoom - 1,
			paint: {
				'line-color': palette.brownfield,
				'line-opacity': ifPassing(1),
				'line-width': 1.5
			}
		},
		{
			id: 'brownfields-point',
			type: 'symbol',
			source: 'brownfields',
			maxzoom: areaZoom,
			layout: {
				'icon-image': 'brownfield-sign',
				'icon-size': ['interpolate', ['linear'], ['zoom'], 8, 0.7, 12, 1],
				'icon-allow-overlap': true
			},
			paint: { 'icon-opacity': ifPassing(1) }
		}
	]
};
