import type { DataDrivenPropertyValueSpecification, FilterSpecification } from 'maplibre-gl';
import { groundTints } from '#lib/domain/ground-colours.ts';
import { m } from '#lib/paraglide/messages.js';
import { alike, regularFont, strongFont, type DrawnLayer, type MapLayer } from '../map-layer.ts';

type ByZoom = DataDrivenPropertyValueSpecification<number>;

const ofKind = (kind: string): FilterSpecification => ['==', ['get', 'kind'], kind];
const ranked = (motorway: number, main: number, secondary: number) => [
	'match',
	['get', 'rank'],
	'motorway',
	motorway,
	'main',
	main,
	secondary
];

/** Width of a road in px by its rank; the casing is that much wider. */
function roadWidth(more: number): ByZoom {
	const width = (motorway: number, main: number, secondary: number) =>
		ranked(motorway + more, main + more, secondary + more);
	const steps = [
		[5, width(0.6, 0.4, 0)],
		[8, width(1.6, 1, 0.4)],
		[11, width(3, 2.2, 1.2)],
		[14, width(5, 4, 2.6)],
		[18, width(10, 8, 6)]
	];
	return ['interpolate', ['linear'], ['zoom'], ...steps.flat()] as unknown as ByZoom;
}

/** From which zoom each rank is drawn: motorways and the largest towns from afar, the rest as the map comes nearer. */
export const roadZooms = { motorway: 4, main: 7, secondary: 9 } as const;
export const townZooms = { large: 4, middle: 7, small: 9 } as const;

function shownFrom(kind: string, zooms: Record<string, number>): FilterSpecification {
	const from = ['match', ['get', 'rank'], ...Object.entries(zooms).flat(), 0];
	return ['all', ofKind(kind), ['>=', ['zoom'], from]] as unknown as FilterSpecification;
}

const shownRoads = shownFrom('road', roadZooms);
const shownTowns = shownFrom('town', townZooms);

/** The built-in ground around and under the territory: it orients and does not measure. */
export function groundLayer(locale: string): MapLayer {
	return {
		name: 'ground',
		title: m.layer_ground,
		collection: null,
		onPaperOnly: true,
		legend: [
			{ label: m.legend_motorway, swatch: { kind: 'line', tint: groundTints.motorway, width: 3 } },
			{ label: m.legend_main_road, swatch: { kind: 'line', tint: groundTints.road, width: 2 } },
			{
				label: m.legend_railway,
				swatch: { kind: 'line', tint: groundTints.railway, width: 1, dashed: true }
			}
		],
		sources: () => [{ id: 'ground', data: new URL('/atlas/fond', location.href).href }],
		draw: ({ shade, ...palette }) => {
			const tint = (name: keyof typeof groundTints) => groundTints[name][shade];
			const halo = { 'text-halo-color': palette.paper, 'text-halo-width': 1.6 };
			const line = { 'line-join': 'round', 'line-cap': 'round' } as const;
			return [
				{
					id: 'ground-sea',
					type: 'fill',
					source: 'ground',
					filter: ofKind('sea'),
					paint: { 'fill-color': tint('sea'), 'fill-antialias': false }
				},
				{
					id: 'ground-border',
					type: 'line',
					source: 'ground',
					filter: ofKind('border'),
					maxzoom: 11,
					layout: line,
					paint: {
						'line-color': palette.labelSoft,
						'line-width': ['interpolate', ['linear'], ['zoom'], 5, 0.8, 9, 1.6],
						'line-dasharray': [3, 2],
						// The source is too coarse to stand beside contours.
						'line-opacity': ['interpolate', ['linear'], ['zoom'], 8, 0.7, 11, 0]
					}
				},
				{
					id: 'ground-railway',
					type: 'line',
					source: 'ground',
					filter: ofKind('railway'),
					minzoom: 7,
					layout: line,
					paint: {
						'line-color': tint('railway'),
						'line-width': ['interpolate', ['linear'], ['zoom'], 7, 0.6, 12, 1.2, 16, 2]
					}
				},
				{
					id: 'ground-railway-ties',
					type: 'line',
					source: 'ground',
					filter: ofKind('railway'),
					minzoom: 9,
					paint: {
						'line-color': tint('railway'),
						'line-width': ['interpolate', ['linear'], ['zoom'], 9, 3, 12, 4.5, 16, 7],
						'line-dasharray': [0.3, 3]
					}
				},
				{
					id: 'ground-road-casing',
					type: 'line',
					source: 'ground',
					filter: shownRoads,
					minzoom: 8,
					layout: { ...line, 'line-sort-key': ranked(3, 2, 1) as never },
					paint: { 'line-color': alike(tint('casing')), 'line-width': roadWidth(1.4) }
				},
				{
					id: 'ground-road',
					type: 'line',
					source: 'ground',
					filter: shownRoads,
					layout: { ...line, 'line-sort-key': ranked(3, 2, 1) as never },
					paint: {
						'line-color': [
							'match',
							['get', 'rank'],
							'motorway',
							tint('motorway'),
							'main',
							tint('road'),
							tint('lesserRoad')
						],
						'line-width': roadWidth(0)
					}
				},
				...names(locale, palette, halo)
			];
		}
	};
}

function names(
	locale: string,
	palette: { label: string; labelSoft: string },
	halo: { 'text-halo-color': string; 'text-halo-width': number }
): DrawnLayer[] {
	return [
		{
			id: 'ground-road-label',
			type: 'symbol',
			source: 'ground',
			filter: ['all', shownRoads, ['has', 'name']] as never,
			minzoom: 8.5,
			layout: {
				'symbol-placement': 'line',
				'symbol-spacing': 320,
				'text-field': ['get', 'name'],
				'text-font': strongFont,
				'text-size': ['interpolate', ['linear'], ['zoom'], 8.5, 9.5, 13, 12],
				'text-rotation-alignment': 'viewport',
				'text-padding': 12
			},
			paint: { 'text-color': alike(palette.labelSoft), ...halo, 'text-halo-width': 2 }
		},
		{
			id: 'ground-town-label',
			type: 'symbol',
			source: 'ground',
			filter: shownTowns,
			layout: {
				'text-field': ['get', 'name'],
				'text-font': regularFont,
				'text-size': ['match', ['get', 'rank'], 'large', 15, 'middle', 13, 11.5],
				'symbol-sort-key': ['match', ['get', 'rank'], 'large', 0, 'middle', 1, 2],
				'text-padding': 8
			},
			paint: { 'text-color': alike(palette.labelSoft), ...halo }
		},
		{
			id: 'ground-country-label',
			type: 'symbol',
			source: 'ground',
			filter: ofKind('country'),
			maxzoom: 8.5,
			layout: {
				'text-field': countryName(locale) as never,
				'text-font': strongFont,
				'text-transform': 'uppercase',
				'text-letter-spacing': 0.18,
				'text-size': ['interpolate', ['linear'], ['zoom'], 4, 10, 8, 14]
			},
			paint: { 'text-color': alike(palette.labelSoft), ...halo, 'text-opacity': 0.8 }
		}
	];
}

/** The neighbours that a map may name, in the language of the page. */
function countryName(locale: string) {
	const names = new Intl.DisplayNames([locale], { type: 'region' });
	const codes = ['FR', 'BE', 'LU', 'DE', 'NL', 'GB', 'CH', 'IT', 'ES', 'MC', 'AD', 'BR', 'SR'];
	return ['match', ['get', 'code'], ...codes.flatMap((code) => [code, names.of(code) ?? code]), ''];
}
