import { drawMap, type MapShape } from '#lib/documents/map-drawing.ts';
import { mapFrame } from '#lib/documents/map-frame.ts';
import { paperTints } from '#lib/domain/ground-colours.ts';
import type { PlotNetArea } from '#lib/domain/net-area.ts';
import type { Surface } from '#lib/domain/surface.ts';
import { boundingBox } from '#lib/geo/bounding-box.ts';
import { centreOf } from '#lib/geo/centre-of.ts';
import { metricShape, surfaceInDegrees } from '#lib/geo/metric-shape.ts';
import { hasSetback, netArea } from '#lib/subjects/fit/rules/net-area.ts';
import { partCorners, type Standing } from '#lib/subjects/fit/rules/standing.ts';
import { named } from './map-ground.ts';
import { constraintShapes } from './plot-maps.ts';

interface PlacementParts {
	rules: PlotNetArea;
	/** Kept free along the plot's limit where a part of it has no setback of its own, in m. */
	setback: number;
	standing: readonly Standing[];
	lengthText: (metres: number) => string;
	north: string;
	/** Plots that the ground is made of, numbered as the document numbers them; left out for a single one. */
	parts?: readonly Surface[];
}

const colours = paperTints.light;
const hall = { fill: '#1253A4', line: '#0B3A75' };

/** A building where it stands on its plot, with what is taken off the plot: the scale is that of the ground. */
export function placementMap({
	rules,
	setback,
	standing,
	lengthText,
	north,
	parts = []
}: PlacementParts): string {
	const whole = metricShape(rules.outline);
	const frame = mapFrame({
		...{ box: boundingBox(rules.outline), width: 700, height: 420, margin: 0.12, leastMetres: 60 }
	});
	const { ground } = netArea({ ...rules, layers: [] }, setback);
	const within = hasSetback(rules, setback)
		? ground.rings.map((ring) => ring.map(({ x, y }) => ({ x: x / 100, y: y / 100 })))
		: [];
	const part = (one: Standing, which: 'building' | 'court') =>
		surfaceInDegrees(whole.origin, [partCorners(one, which)]);
	const shapes: MapShape[] = [
		{ kind: 'area', surface: rules.outline, fill: '#FFFFFF', line: colours.selected, lineWidth: 2 },
		...constraintShapes(rules.layers, 0.2),
		...(within.length > 0
			? [
					{
						...{ kind: 'area', surface: surfaceInDegrees(whole.origin, within), fill: null },
						...{ line: colours.labelSoft, lineWidth: 1, dashed: true }
					} as MapShape
				]
			: []),
		...parts.map((surface): MapShape => ({
			...{ kind: 'area', surface, fill: null, line: colours.selected, lineWidth: 1.6, dashed: true }
		})),
		...standing.flatMap((one): MapShape[] => [
			...(one.court > 0
				? [
						{
							...{ kind: 'area', surface: part(one, 'court'), fill: hall.fill, opacity: 0.15 },
							...{ line: hall.line, lineWidth: 1, dashed: true }
						} as MapShape
					]
				: []),
			{
				...{ kind: 'area', surface: part(one, 'building'), fill: hall.fill, opacity: 0.75 },
				...{ line: hall.line, lineWidth: 1.5 }
			}
		])
	];
	const labels = parts.map((surface, at) => ({
		...named(String(at + 1), centreOf(surface), 14, true),
		halo: '#FFFFFF'
	}));
	return drawMap({ frame, ground: colours.paper, shapes, labels, lengthText, north });
}
