import { drawMap, patternOpacity, surfaceOf, type MapShape } from '#lib/documents/map-drawing.ts';
import { mapFrame } from '#lib/documents/map-frame.ts';
import type { Box, LngLat } from '#lib/domain/feature.ts';
import { accentTint, paperTints } from '#lib/domain/ground-colours.ts';
import { brownfieldTint, constraintTint, stageTints } from '#lib/domain/meaning-colours.ts';
import type { NetAreaLayer } from '#lib/domain/net-area.ts';
import { stageGroupOf } from '#lib/domain/plot.ts';
import { centreOf } from '#lib/geo/centre-of.ts';
import type { PlacedPlot } from '#lib/search/atlas.ts';
import {
	groundShapes,
	named,
	roadLabels,
	townLabels,
	type GroundLabel,
	type MapGround
} from './map-ground.ts';
import type { PlotWhereabouts } from '../territory/plot-whereabouts.ts';

/** What a document draws of a plot. */
export interface PlotMapParts {
	placed: PlacedPlot;
	around: PlotWhereabouts;
	ground: MapGround;
	/** What is taken off the plot; empty where nothing counts. */
	layers: readonly NetAreaLayer[];
	lengthText: (metres: number) => string;
	north: string;
}

const colours = paperTints.light;

function borderShapes({ territory }: MapGround, filled: boolean): MapShape[] {
	return territory.epci.map((surface): MapShape => ({
		...{ kind: 'area', surface, fill: filled ? colours.paper : null },
		...{ line: colours.labelSoft, lineWidth: filled ? 1.6 : 1, dashed: !filled }
	}));
}

/** What is taken off a plot. @param opacity of its filling, under the hatching */
export function constraintShapes(layers: readonly NetAreaLayer[], opacity: number): MapShape[] {
	return layers.flatMap(({ geometry }): MapShape[] =>
		geometry === null
			? []
			: [
					{
						...{ kind: 'area', surface: geometry, fill: constraintTint.light, opacity },
						...{ pattern: 'hatch', line: constraintTint.light, lineWidth: 0.8 }
					}
				]
	);
}

type TerritoryMapParts = Pick<PlotMapParts, 'ground' | 'lengthText' | 'north'> & {
	/** Centres of the plots that are marked, numbered from 1 where there are several. */
	marks: readonly LngLat[];
	/** In pixels: 400 is half a sheet, 700 all of its width. */
	size: { width: number; height: number };
};

/** Where plots lie in the territory: EPCI, main roads, rivers and towns. */
export function locatorMap({ marks, ground, lengthText, north, size }: TerritoryMapParts): string {
	const [first = [0, 0]] = marks;
	const box = ground.territory.bounds ?? boxAround(first);
	const frame = mapFrame({ box, ...size, margin: 0.03, leastMetres: 20_000 });
	const borders = borderShapes(ground, true);
	const numbers = marks.length > 1;
	return drawMap({
		...{ frame, ground: colours.neighbour, lengthText, north },
		shapes: [
			...borders,
			...groundShapes(ground, true),
			...borders.map((shape): MapShape => ({ ...shape, fill: null }) as MapShape),
			...marks.flatMap((at): MapShape[] => [
				...(numbers
					? []
					: [{ kind: 'mark' as const, at, radius: 11, fill: 'none', line: colours.selected }]),
				{ kind: 'mark', at, radius: 5.5, fill: accentTint.light, line: '#FFFFFF' }
			])
		],
		labels: [
			...(numbers
				? marks.map((at, index): GroundLabel => ({
						...{ text: String(index + 1), at, size: 14, strong: true },
						...{ colour: accentTint.light, beside: true }
					}))
				: []),
			...ground.territory.towns.map(({ name, at }, rank) =>
				named(name, at, rank < 3 ? 15 : 12, rank < 3)
			),
			...townLabels(ground, ['large', 'middle'])
		]
	});
}

function boxAround([lng, lat]: LngLat): Box {
	return [lng - 0.2, lat - 0.15, lng + 0.2, lat + 0.15];
}

/** The plot and what lies around it: plots by sale stage, sites, brownfields, firms, roads, and what is taken off it. */
export function closeMap({
	placed,
	around,
	ground,
	layers,
	lengthText,
	north
}: PlotMapParts): string {
	const frame = mapFrame({
		...{ box: placed.box, width: 600, height: 470, margin: 0.9, leastMetres: 900 }
	});
	const { plot } = placed;
	return drawMap({
		...{ frame, ground: colours.paper, lengthText, north },
		shapes: [
			...borderShapes(ground, false),
			...communeShapes(around),
			...siteShapes(around),
			...groundShapes(ground, false),
			...brownfieldShapes(around),
			...around.plots.map(plotShape),
			...constraintShapes(layers, 0.25),
			{ kind: 'area', surface: plot.geometry, fill: null, line: '#FFFFFF', lineWidth: 5 },
			{ kind: 'area', surface: plot.geometry, fill: null, line: colours.selected, lineWidth: 2.6 },
			...around.firmPositions.map(({ at }): MapShape => ({
				...{ kind: 'mark', at, radius: 3, fill: '#5F6E82', line: '#FFFFFF' }
			}))
		],
		labels: [
			...(plot.lot ? [named(plot.lot, placed.centre, 13, true)] : []),
			...around.sites.map(({ name, geometry }) => named(name, centreOf(geometry), 13, true)),
			...around.plots.flatMap(({ id, lot, geometry }) =>
				lot === null || id === plot.id ? [] : [named(lot, centreOf(geometry), 10.5, false, true)]
			),
			...roadLabels(ground, frame),
			...townLabels(ground, ['large', 'middle', 'small']),
			...around.communes.flatMap(({ name, geometry }) =>
				geometry === null ? [] : [named(name, centreOf(geometry), 12, false)]
			)
		]
	});
}

function communeShapes({ communes }: PlotWhereabouts): MapShape[] {
	return communes.flatMap(({ geometry }): MapShape[] =>
		geometry === null
			? []
			: [{ kind: 'area', surface: geometry, fill: null, line: colours.hairline, lineWidth: 0.8 }]
	);
}

export function siteShapes({ sites }: Pick<PlotWhereabouts, 'sites'>): MapShape[] {
	return sites.map(({ geometry }): MapShape => ({
		...{ kind: 'area', surface: geometry, fill: '#8A8175', opacity: 0.12 },
		...{ line: colours.labelSoft, lineWidth: 1.2, dashed: true }
	}));
}

export function brownfieldShapes({
	brownfields
}: Pick<PlotWhereabouts, 'brownfields'>): MapShape[] {
	const { light, pattern } = brownfieldTint;
	return brownfields.flatMap(({ geometry }): MapShape[] => {
		const surface = surfaceOf(geometry);
		return surface
			? [{ kind: 'area', surface, fill: light, opacity: 0.15, pattern, line: light }]
			: [];
	});
}

/** A plot in the colour and the pattern of its sale stage. */
export function plotShape({
	saleStage,
	geometry
}: Pick<PlotWhereabouts['plots'][number], 'saleStage' | 'geometry'>): MapShape {
	const group = stageGroupOf(saleStage);
	const { light, pattern } = stageTints[group];
	return {
		...{ kind: 'area', surface: geometry, fill: light, opacity: patternOpacity[pattern] },
		...{ pattern, line: light, lineWidth: 1 }
	};
}
