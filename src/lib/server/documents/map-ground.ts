import type { Feature, FeatureCollection, Geometry, LineString, Point, Position } from 'geojson';
import { surfaceOf, type MapShape } from '#lib/documents/map-drawing.ts';
import type { MapFrame } from '#lib/documents/map-frame.ts';
import type { MapLabel } from '#lib/documents/map-labels.ts';
import { groundTints, paperTints } from '#lib/domain/ground-colours.ts';
import type { TerritoryOutline } from '../territory/territory-outline.ts';

/** Roads, railways, towns, borders and seas, with the territory and its rivers: the same for all maps of a document. */
export interface MapGround {
	features: readonly Feature[];
	rivers: FeatureCollection<LineString, { name: string }>;
	territory: TerritoryOutline;
}

/** A name at its place in degrees. */
export type GroundLabel = Omit<MapLabel, 'at'> & { at: Position };

const colours = paperTints.light;
const tint = (name: keyof typeof groundTints) => groundTints[name].light;
const roadWidths: Record<string, number> = { motorway: 4, main: 3, secondary: 1.6 };

/** Ways and water of a map; fewer and thinner ones where it shows a wide ground. */
export function groundShapes({ features, rivers }: MapGround, wide: boolean): MapShape[] {
	const factor = wide ? 0.5 : 1;
	const lines = (kind: string) =>
		features.flatMap(({ properties, geometry }) =>
			properties?.kind === kind
				? linesOf(geometry).map((line) => ({ line, rank: String(properties.rank) }))
				: []
		);
	const seas = features.flatMap(({ properties, geometry }): MapShape[] => {
		const surface = properties?.kind === 'sea' ? surfaceOf(geometry) : null;
		return surface ? [{ kind: 'area', surface, fill: tint('sea'), line: null }] : [];
	});
	const roads = lines('road').filter(({ rank }) => !wide || rank !== 'secondary');
	return [
		...seas,
		...rivers.features.map(({ geometry }): MapShape => ({
			...{ kind: 'line', line: geometry, colour: colours.river, width: wide ? 1 : 3 }
		})),
		...lines('railway').map(({ line }): MapShape => ({
			...{
				kind: 'line',
				line,
				colour: tint('railway'),
				width: 1.2 * factor,
				dash: wide ? '3 1.5' : '6 2'
			}
		})),
		...roads.map(({ line, rank }): MapShape => ({
			...{
				kind: 'line',
				line,
				colour: tint('casing'),
				width: (roadWidths[rank] ?? 1.6) * factor + 1.2
			}
		})),
		...roads.map(({ line, rank }): MapShape => ({
			kind: 'line',
			line,
			colour: rank === 'motorway' ? tint('motorway') : rank === 'main' ? tint('road') : '#FFFFFF',
			width: (roadWidths[rank] ?? 1.6) * factor
		}))
	];
}

function linesOf(geometry: Geometry): LineString[] {
	if (geometry.type === 'LineString') return [geometry];
	if (geometry.type !== 'MultiLineString') return [];
	return geometry.coordinates.map((coordinates) => ({ type: 'LineString', coordinates }));
}

/** Names of towns, by rank. */
export function townLabels({ features }: MapGround, ranks: readonly string[]): GroundLabel[] {
	return ranks.flatMap((rank) =>
		features.flatMap(({ properties, geometry }): GroundLabel[] =>
			properties?.kind === 'town' && properties.rank === rank
				? [
						{
							...{ text: String(properties.name), at: (geometry as Point).coordinates },
							...{ size: rank === 'large' ? 14 : 11.5, strong: rank === 'large' },
							...{ colour: colours.label, beside: false }
						}
					]
				: []
		)
	);
}

export function named(
	text: string,
	at: Position,
	size: number,
	strong: boolean,
	dark = strong
): GroundLabel {
	return {
		text,
		at,
		size,
		strong,
		colour: dark ? colours.label : colours.labelSoft,
		beside: false
	};
}

/** How finely a road is followed to find its middle on the map, in steps a segment. */
const stepsPerSegment = 24;
/** A road is named that far from the edge at least, in pixels. */
const fromEdge = 30;

/** The name of each road in the middle of what is seen of it. */
export function roadLabels(
	{ features }: MapGround,
	{ place, width, height }: MapFrame
): GroundLabel[] {
	const seen = (at: Position) => {
		const [x, y] = place(at);
		return x > fromEdge && y > fromEdge && x < width - fromEdge && y < height - fromEdge;
	};
	return features.flatMap(({ properties, geometry }): GroundLabel[] => {
		const name = properties?.kind === 'road' ? String(properties.name ?? '') : '';
		if (name === '') return [];
		const points = linesOf(geometry)
			.flatMap(({ coordinates }) => along(coordinates))
			.filter(seen);
		const middle = points[Math.floor(points.length / 2)];
		return middle ? [named(name, middle, 11.5, true)] : [];
	});
}

function along(line: readonly Position[]): Position[] {
	return line.slice(1).flatMap((to, index) => {
		const [x = 0, y = 0] = line[index] ?? [];
		const [toX = 0, toY = 0] = to;
		return Array.from({ length: stepsPerSegment }, (_, step) => {
			const share = step / stepsPerSegment;
			return [x + (toX - x) * share, y + (toY - y) * share];
		});
	});
}
