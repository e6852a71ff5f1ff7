import type { FeatureCollection, Point } from 'geojson';
import { toLngLat } from '#lib/domain/feature.ts';
import { landGrid } from '#lib/geo/land-grid.ts';
import { m } from '#lib/paraglide/messages.js';
import type { Atlas } from '#lib/state/workspace.svelte.ts';
import { asFeature, collect, keptWith, namePoints } from '../features.ts';
import {
	nameLetterSpacing,
	nameLineHeight,
	nameLines,
	nameSizes,
	placesOfName
} from '../label-room.ts';
import { alike, strongFont, type MapLayer } from '../map-layer.ts';

/** Zooms of the tiles that names stand on; they are gone from the next on. */
const nameZooms = [4, 5, 6, 7, 8, 9, 10, 11];

/** Names with the places where each covers no land of another, by zoom: they depend on how large the land is drawn. */
function withPlaces(names: FeatureCollection, all: Atlas['epci']): FeatureCollection {
	const owners = all.flatMap(({ geometry }, index) =>
		geometry === null ? [] : [{ index, geometry }]
	);
	const grid = landGrid(owners.map(({ geometry }) => geometry));
	return {
		type: 'FeatureCollection',
		features: names.features.map((feature) => {
			const own = owners.findIndex(({ index }) => index === feature.id);
			const point = toLngLat((feature.geometry as Point).coordinates);
			const named = { name: String(feature.properties?.['name']), point };
			const places = nameZooms.map((zoom) => [
				`places-${zoom}`,
				placesOfName(grid, own, named, zoom)
			]);
			return {
				...feature,
				properties: { ...feature.properties, ...(Object.fromEntries(places) as object) }
			};
		})
	};
}

/** The places of a name at the zoom of its tile. */
function placesByZoom() {
	const [first, ...others] = nameZooms;
	const places = (zoom: number | undefined) => ['get', `places-${zoom ?? ''}`];
	return ['step', ['zoom'], places(first), ...others.flatMap((zoom) => [zoom, places(zoom)])];
}

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
					{ id: 'epci-names', data: withPlaces(namePoints(areas), all) }
				];
			}),
		draw: (palette) => [
			{
				id: 'epci-paper',
				onPaperOnly: true,
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
					// Varied as that of a road.
					'line-width': ['interpolate', ['linear'], ['zoom'], 8, alike(6), 12, alike(14)],
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
					'text-size': ['interpolate', ['linear'], ['zoom'], ...nameSizes.flat()] as never,
					'text-max-width': ['step', ['zoom'], nameLines.small, nameLines.from, nameLines.large],
					'text-letter-spacing': nameLetterSpacing,
					'text-line-height': nameLineHeight,
					'text-padding': 4,
					'text-variable-anchor-offset': placesByZoom() as never
				},
				paint: {
					'text-color': alike(palette.label),
					'text-halo-color': palette.paper,
					'text-halo-width': 2
				}
			}
		]
	};
}
