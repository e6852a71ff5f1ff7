import { sectorTints } from '#lib/domain/meaning-colours.ts';
import type { Firm } from '#lib/domain/firm.ts';
import { sectors, type Sector } from '#lib/domain/sector.ts';
import { m } from '#lib/paraglide/messages.js';
import { asFeature, collect, keptWith } from '../features.ts';
import { ringNameExpression } from '../firm-rings.ts';
import {
	alike,
	strongFont,
	type LegendEntry,
	type MapLayer,
	type MapSource
} from '../map-layer.ts';

const labels: Record<Sector, () => string> = {
	'forge-fonderie': m.sector_forge_fonderie,
	metallurgie: m.sector_metallurgie,
	mecanique: m.sector_mecanique,
	'plasturgie-chimie': m.sector_plasturgie_chimie,
	'bois-papier': m.sector_bois_papier,
	agroalimentaire: m.sector_agroalimentaire,
	'energie-environnement': m.sector_energie_environnement,
	'autre-industrie': m.sector_autre_industrie
};

/** The circle's area follows the headcount: 4 px at 1 employee, 22 px at 500 or more. */
const smallest = 4;
const largest = 22;
const largestHeadcount = 500;
export function firmRadius(headcount: number): number {
	const share = Math.sqrt(Math.min(headcount, largestHeadcount) / largestHeadcount);
	return smallest + (largest - smallest) * share;
}

const sizes: LegendEntry[] = [10, 100, 500].map((headcount) => ({
	label: () => m.legend_headcount({ headcount }),
	swatch: {
		kind: 'circle',
		tint: { light: '#6A6259', dark: '#A79F94' },
		diameter: 2 * firmRadius(headcount)
	}
}));

function firmsSource(firms: readonly Firm[]): MapSource {
	return {
		id: 'firms',
		data: collect(firms, (firm, index) =>
			asFeature(
				index,
				{ type: 'Point', coordinates: firm.position },
				{
					record: firm.siret,
					name: firm.name,
					sector: firm.sector,
					radius: firmRadius(firm.headcount ?? 0)
				}
			)
		),
		cluster: {
			radius: 46,
			maxZoom: 11,
			properties: Object.fromEntries(
				sectors.map((sector) => [sector, ['+', ['case', ['==', ['get', 'sector'], sector], 1, 0]]])
			)
		}
	};
}

/** Firms as circles sized by headcount and coloured by sector, grouped when seen from afar. */
export const firmsLayer: MapLayer = {
	name: 'firms',
	title: m.layer_firms,
	note: m.layer_firms_note,
	collection: 'etablissements',
	legend: [
		...sectors.map((sector): LegendEntry => ({
			label: labels[sector],
			swatch: { kind: 'circle', tint: sectorTints[sector], diameter: 14 }
		})),
		...sizes
	],
	sources: () => [],
	// A criterion that keeps them all costs no setData.
	foundSources: (_atlas, { firms }) => keptWith(firms, () => [firmsSource(firms)]),
	draw: (palette) => [
		{
			id: 'firms-circle',
			type: 'circle',
			source: 'firms',
			filter: ['!', ['has', 'point_count']],
			layout: { 'circle-sort-key': ['-', 0, ['get', 'radius']] },
			paint: {
				'circle-radius': [
					'interpolate',
					['linear'],
					['zoom'],
					8,
					['*', 0.6, ['get', 'radius']],
					13,
					['get', 'radius']
				],
				'circle-color': [
					'match',
					['get', 'sector'],
					...sectors.flatMap((sector) => [sector, palette.sector[sector]]),
					palette.sector['autre-industrie']
				] as never,
				'circle-opacity': 0.82,
				'circle-stroke-color': palette.casing,
				'circle-stroke-width': 1.2
			}
		},
		{
			id: 'firms-cluster',
			type: 'symbol',
			source: 'firms',
			filter: ['has', 'point_count'],
			layout: {
				'icon-image': ringNameExpression() as never,
				'icon-size': ['interpolate', ['linear'], ['get', 'point_count'], 2, 0.6, 60, 0.85],
				// Groups stand for many places: aside, they leave the plots below them in sight.
				'icon-offset': [
					'interpolate',
					['linear'],
					['get', 'point_count'],
					2,
					['literal', [28, -28]],
					60,
					['literal', [20, -20]]
				],
				'text-offset': [1.48, -1.48],
				'icon-allow-overlap': true,
				'text-field': ['get', 'point_count_abbreviated'],
				'text-font': strongFont,
				'text-size': 11.5,
				'text-allow-overlap': true
			},
			paint: { 'text-color': alike(palette.label), 'icon-opacity': alike(1) }
		}
	]
};
