import { gridPerCentimetre, innerFit, turnRings } from '#lib/geo/inner-fit.ts';
import type { MetricShape, Vertex } from '#lib/geo/metric-shape.ts';
import { rectangleWithin, type TurnedRectangle } from '#lib/geo/rectangle-within.ts';
import type { Footprint } from './building.ts';

/**
 * By how many centimetres a building may pass the plot's limit on each side: vertices are known to one, and a building
 * that fits exactly has to be found.
 */
export const toleranceCentimetres = 1;

/** What rounding to the grid may take of a rectangle, in units of the grid. */
const gridSlack = 2;
/** What rounding may add to a place that the grid allows, in centimetres: what is confirmed is smaller by that. */
const confirmSlack = 0.05;

/** Where a building stands, in centimetres of the shape; its size is the one that was asked. */
export type Placement = TurnedRectangle;

/** How much was computed: regions of inner fit, each one difference of polygons. */
export interface Effort {
	erosions: number;
}

interface TurnedShape {
	rings: Vertex[][];
	width: number;
	height: number;
}

/** A shape ready to be asked many times: one turn of it is kept. */
export class FitGround {
	readonly shape: MetricShape;
	readonly effort: Effort = { erosions: 0 };
	readonly #area: number;
	#turned: { angle: number; shape: TurnedShape } | null = null;

	constructor(shape: MetricShape) {
		this.shape = shape;
		this.#area = shape.rings.reduce((sum, ring) => sum + signedArea(ring), 0);
	}

	/** Lower-left corners of a rectangle at an angle, on the grid of the turned shape; sides in centimetres. */
	cornersAt(angle: number, length: number, width: number): Vertex[][] {
		if (length * width > this.#area * (1 + 1e-9) + 1) return [];
		const turned = this.#turnedBy(angle);
		const [along, across] = [length, width].map((side) => Math.floor(side * gridPerCentimetre));
		if (along === undefined || across === undefined) return [];
		if (along > turned.width || across > turned.height) return [];
		this.effort.erosions += 1;
		return innerFit(turned.rings, Math.max(1, along), Math.max(1, across));
	}

	#turnedBy(angle: number): TurnedShape {
		if (this.#turned?.angle === angle) return this.#turned.shape;
		const rings = turnRings(this.shape.rings, -angle);
		let [west, south, east, north] = [Infinity, Infinity, -Infinity, -Infinity];
		for (const ring of rings)
			for (const { x, y } of ring) {
				west = Math.min(west, x);
				east = Math.max(east, x);
				south = Math.min(south, y);
				north = Math.max(north, y);
			}
		const shape = { rings, width: east - west, height: north - south };
		this.#turned = { angle, shape };
		return shape;
	}
}

function signedArea(ring: readonly Vertex[]): number {
	let twice = 0;
	let before = ring.at(-1);
	for (const vertex of ring) {
		if (before) twice += before.x * vertex.y - vertex.x * before.y;
		before = vertex;
	}
	return twice / 2;
}

/** Sides in centimetres that have to be free, in truth: the building less the tolerance on each side. */
export function freeSides({ length, width }: Footprint): [length: number, width: number] {
	const free = (metres: number) => Math.max(0.1, metres * 100 - 2 * toleranceCentimetres);
	return [free(length), free(width)];
}

/**
 * Whether something of these sides may stand at an angle: false is certain, within the tolerance of the grid.
 * @param sides in centimetres, as `freeSides` gives them or less
 */
export function mayStand(
	ground: FitGround,
	angle: number,
	[length, width]: readonly [length: number, width: number]
): boolean {
	const slack = gridSlack / gridPerCentimetre;
	if (length <= slack || width <= slack) return true;
	return ground.cornersAt(angle, length - slack, width - slack).length > 0;
}

/**
 * A place for a building at one angle, confirmed on the shape itself; null where there is none.
 * @param angle of its length, counterclockwise from the east, in radians
 */
export function fitsAt(ground: FitGround, footprint: Footprint, angle: number): Placement | null {
	const [length, width] = freeSides(footprint);
	const regions = ground.cornersAt(angle, length, width);
	const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
	for (const corner of candidateCorners(regions)) {
		const along = corner.x / gridPerCentimetre + length / 2;
		const across = corner.y / gridPerCentimetre + width / 2;
		const centre = { x: along * cos - across * sin, y: along * sin + across * cos };
		const inner = { length: length - confirmSlack, width: width - confirmSlack };
		if (rectangleWithin(ground.shape.rings, { centre, angle, ...inner }))
			return { centre, angle, length: footprint.length * 100, width: footprint.width * 100 };
	}
	return null;
}

/** The middle of the widest region first: there the building stands freest. */
function candidateCorners(regions: readonly Vertex[][]): Vertex[] {
	const widest = regions.toSorted((one, other) => signedArea(other) - signedArea(one));
	const middles = widest.map((ring) => ({
		x: ring.reduce((sum, { x }) => sum + x, 0) / ring.length,
		y: ring.reduce((sum, { y }) => sum + y, 0) / ring.length
	}));
	return [...middles, ...widest.flat()];
}
