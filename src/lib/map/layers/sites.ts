import { m } from '#lib/paraglide/messages.js';
import { asFeature, collect, keptWith, namePoints } from '../features.ts';
import { alike, ifPassing, onlyIds, strongFont, verdictsOn, type MapLayer } from '../map-layer.ts';

/** Business parks and isolated sites: a pale ground that holds the plots. */
export const sitesLayer: MapLayer = {
	name: 'sites',
	title: m.layer_sites,
	collection: 'sites',
	legend: [
		{
			label: m.legend_site,
			swatch: {
				kind: 'line',
				tint: { light: '#6A6259', dark: '#A79F94' },
				width: 1.5,
				dashed: true
			}
		}
	],
	sources: ({ sites }) =>
		keptWith(sites, () => {
			const areas = collect(sites, (site, index) =>
				asFeature(index, site.geometry, { record: site.id, name: site.name })
			);
			return [
				{ id: 'sites', data: areas },
				{ id: 'sites-names', data: namePoints(areas) }
			];
		}),
	// Names make room for each other, which takes a filter; their source is in use from near only.
	filters: (found, atlas) => {
		const kept = new Set(found.sites);
		const ids = atlas.sites.flatMap((site, index) => (kept.has(site) ? index : []));
		return { 'sites-label': onlyIds(ids) };
	},
	verdicts: (found, atlas) => ({
		sources: ['sites'],
		verdicts: verdictsOn(atlas.sites, found.sites)
	}),
	draw: (palette) => [
		{
			id: 'sites-area',
			type: 'fill',
			source: 'sites',
			minzoom: 10,
			paint: { 'fill-color': palette.labelSoft, 'fill-opacity': ifPassing(0.08) }
		},
		{
			id: 'sites-line',
			type: 'line',
			source: 'sites',
			minzoom: 10,
			paint: {
				'line-color': palette.labelSoft,
				'line-opacity': ifPassing(1),
				'line-width': ['interpolate', ['linear'], ['zoom'], 10, 0.6, 15, 1.5],
				'line-dasharray': [4, 2]
			}
		},
		{
			id: 'sites-label',
			type: 'symbol',
			source: 'sites-names',
			minzoom: 12,
			layout: {
				'text-field': ['get', 'name'],
				'text-font': strongFont,
				'text-size': 13,
				'text-max-width': 10,
				'text-padding': 10
			},
			paint: {
				'text-color': alike(palette.label),
				'text-halo-color': palette.paper,
				'text-halo-width': 2
			}
		}
	]
};
