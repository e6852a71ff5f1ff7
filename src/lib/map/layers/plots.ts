import type { DataDrivenPropertyValueSpecification } from 'maplibre-gl';
import { stageTints } from '#lib/domain/meaning-colours.ts';
import { stageGroups, type StageGroup } from '#lib/domain/plot.ts';
import { m } from '#lib/paraglide/messages.js';
import {
	alike,
	byVerdict,
	ifPassing,
	mapVerdict,
	regularFont,
	type DrawnLayer,
	type LegendEntry,
	type MapLayer
} from '../map-layer.ts';
import type { Palette } from '../palette.ts';
import { areaZoom } from '../near-frame.ts';
import { clusterLayer, plotClusters } from './plot-clusters.ts';
import { plotAreas, plotNames, plotPoints, plotsIn } from './plot-features.ts';
import { stageLabels } from './stage-labels.ts';

const eliminatedOpacity = 0.25;

/** A MapLibre expression that answers by the plot's group of sale stages. */
function byGroup<T>(valueOf: (group: StageGroup) => T): DataDrivenPropertyValueSpecification<T> {
	const cases = stageGroups.flatMap((group) => [group, valueOf(group)]);
	return ['match', ['get', 'group'], ...cases, valueOf('unmarketable')] as never;
}

/** How much of a group's ground is filled under its pattern. */
const groundOpacity: Record<StageGroup, number> = {
	'for-sale': 0.85,
	constrained: 0.22,
	reserved: 0.2,
	sold: 0.16,
	'off-market': 0.06,
	unmarketable: 0.1
};

export const plotPatternName = (group: StageGroup) => `stage:${group}`;

function areas(palette: Palette): DrawnLayer[] {
	const colour = byGroup((group) => palette.stage[group]);
	return [
		{
			id: 'plots-eliminated',
			type: 'fill',
			source: 'plots',
			minzoom: areaZoom,
			paint: {
				'fill-color': palette.labelSoft,
				'fill-opacity': 0.12,
				'fill-outline-color': palette.labelSoft
			}
		},
		{
			id: 'plots-area',
			type: 'fill',
			source: 'plots',
			minzoom: areaZoom,
			paint: {
				'fill-color': colour,
				'fill-opacity': ifPassing(byGroup((group) => groundOpacity[group]))
			}
		},
		{
			id: 'plots-pattern',
			type: 'fill',
			source: 'plots',
			minzoom: areaZoom,
			paint: { 'fill-pattern': byGroup(plotPatternName) as never, 'fill-opacity': ifPassing(0.8) }
		},
		{
			id: 'plots-line',
			type: 'line',
			source: 'plots',
			minzoom: areaZoom,
			layout: { 'line-join': 'round' },
			paint: {
				'line-color': colour,
				'line-opacity': ifPassing(1),
				'line-width': byGroup((group) => (group === 'off-market' ? 2 : 1.2))
			}
		}
	];
}

/** From afar what can be bought stands out; the rest is a dot. */
const pointWeight = byGroup((group) => (group === 'for-sale' || group === 'constrained' ? 1 : 0.5));

/** Radius of a point by zoom and by area, as `drawn` makes it of each stop's size. */
function pointRadius(
	drawn: (size: unknown) => unknown
): DataDrivenPropertyValueSpecification<number> {
	const side = ['sqrt', ['get', 'area']];
	return [
		'interpolate',
		['linear'],
		['zoom'],
		8,
		drawn(['*', pointWeight, ['min', 5, ['+', 2.4, ['*', 0.8, side]]]]),
		areaZoom,
		drawn(['*', pointWeight, ['min', 12, ['+', 5, ['*', 2, side]]]])
	] as never;
}

const nearRadius = 5;
const nearStroke = 1.4;

/** What passes is filled, what a concession would add is a ring, what is eliminated is left to the layer below. */
function points(palette: Palette): DrawnLayer[] {
	return [
		{
			id: 'plots-point-eliminated',
			type: 'circle',
			source: 'plot-points',
			maxzoom: areaZoom,
			paint: {
				'circle-radius': pointRadius((size) => size),
				// Varied as below, so that both are one program.
				'circle-color': alike(palette.labelSoft),
				'circle-opacity': alike(eliminatedOpacity),
				'circle-stroke-color': alike(palette.labelSoft),
				'circle-stroke-width': alike(0)
			}
		},
		{
			id: 'plots-point',
			type: 'circle',
			source: 'plot-points',
			maxzoom: areaZoom,
			layout: { 'circle-sort-key': byGroup((group) => -stageGroups.indexOf(group)) },
			paint: {
				'circle-radius': pointRadius((size) =>
					byVerdict({ passing: size, eliminated: 0, nearMiss: nearRadius })
				),
				'circle-color': byGroup((group) =>
					group === 'for-sale' ? palette.stage[group] : palette.paper
				),
				'circle-opacity': ifPassing(1),
				'circle-stroke-color': byGroup((group) => palette.stage[group]),
				'circle-stroke-width': byVerdict({
					passing: byGroup((group) => (group === 'constrained' ? 2 : 1)),
					eliminated: 0,
					nearMiss: nearStroke
				}) as never
			}
		}
	];
}

/** Plots that a concession would add: outlined, in the ink of what is asked. */
function nearMissOutline(palette: Palette): DrawnLayer {
	return {
		id: 'plots-near-line',
		type: 'line',
		source: 'plots',
		minzoom: areaZoom,
		paint: {
			'line-color': byGroup((group) => palette.stage[group]),
			'line-opacity': byVerdict({ passing: 0, eliminated: 0, nearMiss: 1 }) as never,
			'line-width': 2,
			'line-dasharray': [2, 1.5]
		}
	};
}

/** Plots of land, coloured by what can be done with them. @param locale language of the words on the map */
export const plotsLayer = (locale: string): MapLayer => ({
	name: 'plots',
	title: m.layer_plots,
	note: m.layer_plots_note,
	collection: 'terrains',
	legend: [
		...stageGroups.map((group): LegendEntry => ({
			label: stageLabels[group],
			swatch: { kind: 'area', tint: stageTints[group], pattern: stageTints[group].pattern }
		})),
		{
			label: m.near_legend,
			swatch: { kind: 'area', tint: stageTints['for-sale'], pattern: 'dashed' }
		}
	],
	sources: (atlas) => [{ id: 'plot-points', data: plotPoints(atlas) }],
	nearSources: (atlas, frame) => [{ id: 'plots', data: plotAreas(atlas, frame) }],
	// Names of eliminated plots make room for those that remain: they are left out.
	foundSources: (atlas, found, frame) => [
		{ id: 'plot-names', data: plotNames(atlas, found, frame) }
	],
	farSources: (atlas, found, level) => [
		{ id: 'plot-clusters', data: plotClusters(atlas, found, level, locale) }
	],
	verdicts: (found, atlas, nearMisses, frame) => {
		const verdicts = new Uint8Array(atlas.placedPlots.length).fill(mapVerdict.eliminated);
		for (const plot of nearMisses) verdicts[plot] = mapVerdict.nearMiss;
		for (const plot of found.plotSearch.passing) verdicts[plot] = mapVerdict.passing;
		return [
			{ sources: ['plot-points'], verdicts },
			{ sources: ['plots'], verdicts, among: frame === null ? [] : plotsIn(atlas, frame) }
		];
	},
	draw: (palette) => [
		...areas(palette),
		...points(palette),
		nearMissOutline(palette),
		clusterLayer(palette, areaZoom),
		{
			id: 'plots-label',
			type: 'symbol',
			source: 'plot-names',
			minzoom: 14.5,
			layout: {
				'text-field': ['get', 'name'],
				'text-font': regularFont,
				'text-size': 12,
				'text-padding': 4
			},
			paint: {
				'text-color': alike(palette.label),
				'text-halo-color': palette.paper,
				'text-halo-width': 1.8
			}
		}
	]
});
