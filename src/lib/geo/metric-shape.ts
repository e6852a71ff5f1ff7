import { Clipper, EndType, FillRule, JoinType } from 'clipper2-ts';
import type { MultiPolygon, Polygon, Position } from 'geojson';
import { fromLambert93, toLambert93 } from './lambert-93.ts';

/** A vertex in whole centimetres, east and north of its shape's origin. */
export interface Vertex {
	x: number;
	y: number;
}

/**
 * A surface on the ground of Lambert-93 (EPSG:2154). Outlines run counterclockwise, holes clockwise, none crosses
 * another, none is closed by a last vertex.
 */
export interface MetricShape {
	/** Easting and northing in metres, whole. */
	origin: readonly [x: number, y: number];
	/** In whole centimetres from the origin. */
	rings: Vertex[][];
}

type Surface = Polygon | MultiPolygon;

/** How far the chords of an arc may lie from it, in centimetres. */
const arcTolerance = 0.2;

const ringsOf = (surface: Surface): Position[][] =>
	surface.type === 'Polygon' ? surface.coordinates : surface.coordinates.flat();

/**
 * A surface in degrees as one in centimetres of Lambert-93. Parts that overlap count once, rings may turn either way.
 * @param origin where it is measured from, in metres; its own south-west, unless it has to lie with others
 */
export function metricShape(surface: Surface, origin?: MetricShape['origin']): MetricShape {
	const rings = ringsOf(surface).map((ring) => ring.slice(0, -1).map(toLambert93));
	const from = origin ?? southWest(rings);
	const parts = surface.type === 'Polygon' ? [surface.coordinates] : surface.coordinates;
	let at = 0;
	// A hole is what its own outline encloses, whichever way either turns.
	const cleaned = parts.flatMap((part) => {
		const own = rings.slice(at, (at += part.length)).map((ring) => ring.map(centimetresFrom(from)));
		return Clipper.union(own, FillRule.EvenOdd);
	});
	return { origin: from, rings: Clipper.union(cleaned, FillRule.NonZero) };
}

function southWest(rings: readonly Position[][]): MetricShape['origin'] {
	let [west, south] = [Infinity, Infinity];
	for (const ring of rings)
		for (const [x = Infinity, y = Infinity] of ring) {
			west = Math.min(west, x);
			south = Math.min(south, y);
		}
	return Number.isFinite(west) ? [Math.floor(west), Math.floor(south)] : [0, 0];
}

const centimetresFrom =
	([originX, originY]: MetricShape['origin']) =>
	([x = 0, y = 0]: Position): Vertex => ({
		x: Math.round((x - originX) * 100),
		y: Math.round((y - originY) * 100)
	});

/** Its area in m². */
export function metricArea({ rings }: MetricShape): number {
	return Math.abs(Clipper.areaPaths(rings)) / 10_000;
}

/** What lies in a shape and in none of the others, which are measured from the same origin. */
export function metricDifference(shape: MetricShape, others: readonly MetricShape[]): MetricShape {
	const taken = others.flatMap(({ rings }) => rings);
	if (taken.length === 0) return shape;
	return { ...shape, rings: Clipper.difference(shape.rings, taken, FillRule.NonZero) };
}

/**
 * What of a shape lies at least so far from its limit, or what lies at most so far from the shape.
 * @param metres inwards when negative, outwards when positive
 */
export function metricOffset(shape: MetricShape, metres: number): MetricShape {
	if (metres === 0) return shape;
	const rings = Clipper.inflatePaths(
		shape.rings,
		metres * 100,
		JoinType.Round,
		EndType.Polygon,
		2,
		arcTolerance
	);
	return { ...shape, rings };
}

/**
 * What lies at most so far from some lines.
 * @param lines in degrees
 * @param metres more than 0
 */
export function metricStrip(
	lines: readonly (readonly Position[])[],
	origin: MetricShape['origin'],
	metres: number
): MetricShape {
	const paths = lines.map((line) => line.map(toLambert93).map(centimetresFrom(origin)));
	const rings = Clipper.inflatePaths(
		paths,
		metres * 100,
		JoinType.Round,
		EndType.Round,
		2,
		arcTolerance
	);
	return { origin, rings };
}

/** A surface in degrees of rings measured in metres from an origin, closed again. */
export function surfaceInDegrees(
	[originX, originY]: MetricShape['origin'],
	rings: readonly (readonly Vertex[])[]
): Polygon {
	return {
		type: 'Polygon',
		coordinates: rings.map((ring) => {
			const corners = ring.map(({ x, y }) => fromLambert93([originX + x, originY + y]));
			return [...corners, ...corners.slice(0, 1)];
		})
	};
}
