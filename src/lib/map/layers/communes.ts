import type { LngLat } from '#lib/domain/feature.ts';
import { areaAt } from '#lib/geo/area-at.ts';
import { centreOf } from '#lib/geo/centre-of.ts';
import { m } from '#lib/paraglide/messages.js';
import type { Atlas } from '#lib/state/workspace.svelte.ts';
import { asFeature, collect, keptWith, namePoints, nothing } from '../features.ts';
import { alike, regularFont, type MapLayer } from '../map-layer.ts';
import type { NearFrame } from '../near-frame.ts';
import { repeatedNames, repeatedZooms } from '../repeated-names.ts';

interface Ground {
	areaAt: (lng: number, lat: number) => number;
	named: (LngLat | null)[];
}

/** In its place, else around it, by MapLibre's anchors and offsets in em. */
const besideItsPlace = [
	['center', [0, 0]],
	['bottom', [0, -1]],
	['top', [0, 1]],
	['left', [1, 0]],
	['right', [-1, 0]],
	['bottom', [0, -2]],
	['top', [0, 2]],
	['left', [2, 0]],
	['right', [-2, 0]],
	['bottom-left', [1.5, -1.5]],
	['bottom-right', [-1.5, -1.5]],
	['top-left', [1.5, 1.5]],
	['top-right', [-1.5, 1.5]]
].flat();
/** From near only: on a small map it would be twenty kilometres away, at another town. */
const fartherOff = [
	['bottom', [0, -3.5]],
	['top', [0, 3.5]],
	['left', [4, 0]],
	['right', [-4, 0]]
].flat();
const farFrom = 9;

const grounds = new WeakMap<object, Ground>();

/** Where each commune lies and has its name, worked out once a reading. */
function groundOf({ communes }: Atlas): Ground {
	const kept = grounds.get(communes);
	if (kept) return kept;
	const surfaces = communes.map(({ geometry }) => geometry);
	const named = surfaces.map((surface) => surface && centreOf(surface));
	const ground = { areaAt: areaAt(surfaces), named };
	grounds.set(communes, ground);
	return ground;
}

/** The names of the communes of the frame, said again where their own name is out of sight. */
function namesAgain(atlas: Atlas, frame: NearFrame | null) {
	if (frame === null) return nothing;
	const { areaAt, named } = groundOf(atlas);
	return collect(repeatedNames(frame, areaAt, named), ({ area, point, zoom }, index) =>
		asFeature(
			index,
			{ type: 'Point', coordinates: point },
			{ name: atlas.communes[area]?.name ?? '', zoom }
		)
	);
}

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
	nearSources: (atlas, frame) => [{ id: 'communes-here', data: namesAgain(atlas, frame) }],
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
			id: 'communes-here-label',
			onPaperOnly: true,
			type: 'symbol',
			source: 'communes-here',
			minzoom: repeatedZooms[0],
			filter: [
				'==',
				['get', 'zoom'],
				[
					'step',
					['zoom'],
					...repeatedZooms.flatMap((zoom, at) => (at === 0 ? [zoom] : [zoom, zoom]))
				]
			] as never,
			layout: {
				'text-field': ['get', 'name'],
				'text-font': regularFont,
				'text-size': 12,
				'text-letter-spacing': 0.08,
				'text-padding': 24,
				'text-max-width': 9
			},
			paint: {
				'text-color': alike(palette.labelSoft),
				'text-opacity': 0.9,
				'text-halo-color': palette.paper,
				'text-halo-width': 1.6
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
				// Beside what cannot move, groups of firms first.
				'text-variable-anchor-offset': [
					...['step', ['zoom'], ['literal', besideItsPlace]],
					...[farFrom, ['literal', [...besideItsPlace, ...fartherOff]]]
				] as never,
				'text-justify': 'auto',
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
