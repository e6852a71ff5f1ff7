import { m } from '#lib/paraglide/messages.js';
import { asFeature, collect, namePoints } from '../features.ts';
import { onlyIds, strongFont, type MapLayer } from '../map-layer.ts';

/** Business parks and isolated sites: a pale ground that holds the plots. */
export const sitesLayer: MapLayer = {
	name: 'sites',
	title: m.layer_sites,
	collection: 'sites',
	legend: [
		{
			label: m.legend_site,
			swatch: { kind: 'line', tint: { light: '#6A6259', dark: '#A79F94' }, width: 1.5 }
		}
	],
	sources: (atlas) => {
		const areas = collect(atlas.sites, (site, index) =>
			asFeature(index, site.geometry, { record: site.id, name: site.name })
		);
		return [
			{ id: 'sites', data: areas },
			{ id: 'sites-names', data: namePoints(areas) }
		];
	},
	filters: (found, atlas) => {
		const kept = new Set(found.sites);
		const ids = atlas.sites.flatMap((site, index) => (kept.has(site) ? index : []));
		return { 'sites-area': onlyIds(ids), 'sites-line': onlyIds(ids), 'sites-label': onlyIds(ids) };
	},
	draw: (palette) => [
		{
			id: 'sites-area',
			type: 'fill',
			source: 'sites',
			minzoom: 10,
			paint: { 'fill-color': palette.labelSoft, 'fill-opacity': 0.08 }
		},
		{
			id: 'sites-line',
			type: 'line',
			source: 'sites',
			minzoom: 10,
			paint: {
				'line-color': palette.labelSoft,
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
				'text-color': palette.label,
				'text-halo-color': palette.paper,
				'text-halo-width': 2
			}
		}
	]
};
