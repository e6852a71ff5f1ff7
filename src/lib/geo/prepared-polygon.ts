import type { Position } from 'geojson';
import type { Box } from '#lib/domain/feature.ts';
import {
	crossed,
	crosses,
	onSegment,
	pointInFlatPolygon,
	pointStrictlyInShape
} from './flat-point-in-polygon.ts';
import type { FlatPolygons } from './flat-polygons.ts';
import { polygonGrid, type PolygonGrid } from './polygon-grid.ts';
import { boxOfSegments, segmentsOfRings, type Segments } from './ring-segments.ts';
import {
	crossingAlong,
	segmentMeetsBox,
	segmentsMeet,
	squaredDistanceToSegment
} from './segments.ts';
import { someEdge } from './shape-edges.ts';

/** In degrees, about 0.1 mm: two boundaries closer than this are one boundary. */
export const boundaryTolerance = 1e-9;

const fewSegments = 32;
const notAsked = 2;

/**
 * One polygon with its holes, prepared once to be asked about many shapes. What it answers is what Turf answers
 * (booleanIntersects, booleanPointInPolygon); most shapes are settled by the grid, the others exactly.
 */
export class PreparedPolygon {
	readonly box: Box;
	readonly #segments: Segments;
	readonly #grid: PolygonGrid;
	/** For cells that no segment passes: 1 when they lie in the polygon, 0 when not, or `notAsked`. */
	readonly #inside: Uint8Array;
	readonly #start: Position;
	/** Segments found near the shape asked about, and the question in which each was last found. */
	readonly #near: Uint32Array;
	readonly #foundIn: Uint32Array;
	#question = 0;

	/** @param rings outline then holes, closed, in degrees; they neither cross themselves nor each other */
	constructor(rings: readonly (readonly Position[])[]) {
		this.#segments = segmentsOfRings(rings);
		this.box = boxOfSegments(this.#segments);
		const count = this.#segments.length / 4;
		this.#grid = polygonGrid(this.#segments, this.box, count < fewSegments ? 16 : 64);
		this.#near = new Uint32Array(count);
		this.#foundIn = new Uint32Array(count);
		this.#start = rings[0]?.[0] ?? [Number.NaN, Number.NaN];
		this.#inside = new Uint8Array(this.#grid.cells ** 2).fill(notAsked);
	}

	/** Whether a point lies in the polygon or on its boundary. */
	containsPoint(x: number, y: number): boolean {
		const [west, south, east, north] = this.box;
		if (!(x >= west && x <= east && y >= south && y <= north)) return false;
		const { cells, columnOf, rowOf, starts } = this.#grid;
		const [row, column] = [rowOf(y), columnOf(x)];
		const cell = row * cells + column;
		if (starts[cell] === starts[cell + 1]) return this.#isInside(row, column);
		return this.#castRay(x, y, row, column);
	}

	/** Whether shape `shape` of a flat set shares a point with the polygon. */
	touches(flat: FlatPolygons, shape: number, box: Box): boolean {
		const settled = this.#settledByGrid(box);
		if (settled !== undefined) return settled;
		const near = this.#findNear(box);
		if (near > 0 && this.#crosses(flat, shape, near)) return true;
		const { coordinates, rings, polygons, shapes } = flat;
		const [startX = 0, startY = 0] = this.#start;
		const end = shapes[shape + 1] as number;
		for (let polygon = shapes[shape] as number; polygon < end; polygon += 1) {
			const first = 2 * (rings[polygons[polygon] as number] as number);
			if (this.containsPoint(coordinates[first] as number, coordinates[first + 1] as number))
				return true;
			if (pointInFlatPolygon(flat, polygon, startX, startY)) return true;
		}
		return false;
	}

	/** Whether shape `shape` of a flat set lies in the polygon; it may lie against the boundary. */
	contains(flat: FlatPolygons, shape: number, box: Box): boolean {
		const [west, south, east, north] = this.box;
		const beyond = boundaryTolerance;
		if (box[0] < west - beyond || box[1] < south - beyond) return false;
		if (box[2] > east + beyond || box[3] > north + beyond) return false;
		const settled = this.#settledByGrid(box);
		if (settled !== undefined) return settled;
		const near = this.#findNear(box);
		return !this.#passesThrough(flat, shape, near) && this.#holdsEdges(flat, shape, near);
	}

	/** What the grid alone can say of a box: true all in, false all out, undefined when a boundary passes. */
	#settledByGrid([west, south, east, north]: Box): boolean | undefined {
		const { columnOf, rowOf, passedCells } = this.#grid;
		if (west > this.box[2] || east < this.box[0] || south > this.box[3] || north < this.box[1])
			return false;
		const [left, right, low, high] = [columnOf(west), columnOf(east), rowOf(south), rowOf(north)];
		if (passedCells(left, low, right, high) > 0) return undefined;
		return this.#isInside(low, left);
	}

	/** Lists in `#near` the segments that meet a box; answers how many. */
	#findNear([west, south, east, north]: Box): number {
		const { cells, columnOf, rowOf, starts, segments } = this.#grid;
		const all = this.#segments;
		this.#question += 1;
		let count = 0;
		const [lastRow, lastColumn] = [rowOf(north), columnOf(east)];
		for (let row = rowOf(south); row <= lastRow; row += 1) {
			const end = starts[row * cells + lastColumn + 1] as number;
			for (let at = starts[row * cells + columnOf(west)] as number; at < end; at += 1) {
				const segment = segments[at] as number;
				if (this.#foundIn[segment] === this.#question) continue;
				this.#foundIn[segment] = this.#question;
				const from = 4 * segment;
				const [ax, ay] = [all[from] as number, all[from + 1] as number];
				const [bx, by] = [all[from + 2] as number, all[from + 3] as number];
				if (!segmentMeetsBox(ax, ay, bx, by, west, south, east, north)) continue;
				this.#near[count] = from;
				count += 1;
			}
		}
		return count;
	}

	#crosses(flat: FlatPolygons, shape: number, near: number): boolean {
		return someEdge(flat, shape, (ax, ay, bx, by) => {
			const all = this.#segments;
			for (let at = 0; at < near; at += 1) {
				const from = this.#near[at] as number;
				const [cx, cy] = [all[from] as number, all[from + 1] as number];
				const [dx, dy] = [all[from + 2] as number, all[from + 3] as number];
				if (segmentsMeet(ax, ay, bx, by, cx, cy, dx, dy)) return true;
			}
			return false;
		});
	}

	/** Whether the polygon's boundary runs through the inside of a shape. */
	#passesThrough(flat: FlatPolygons, shape: number, near: number): boolean {
		for (let at = 0; at < near; at += 1) {
			const from = this.#near[at] as number;
			const [ax = 0, ay = 0, bx = 0, by = 0] = this.#segments.subarray(from, from + 4);
			for (const along of [0, 0.5, 1]) {
				const [x, y] = [ax + along * (bx - ax), ay + along * (by - ay)];
				if (pointStrictlyInShape(flat, shape, x, y, boundaryTolerance)) return true;
			}
		}
		return false;
	}

	/** Whether every edge of a shape, cut where the boundary crosses it, lies in the polygon. */
	#holdsEdges(flat: FlatPolygons, shape: number, near: number): boolean {
		return !someEdge(flat, shape, (ax, ay, bx, by) => {
			const cuts = [0, 1];
			for (let at = 0; at < near; at += 1) {
				const from = this.#near[at] as number;
				const [cx = 0, cy = 0, dx = 0, dy = 0] = this.#segments.subarray(from, from + 4);
				const along = crossingAlong(ax, ay, bx, by, cx, cy, dx, dy);
				if (along > 0 && along < 1) cuts.push(along);
			}
			cuts.sort((one, other) => one - other);
			return cuts.some((cut, index) => {
				const middle = (cut + (cuts[index + 1] ?? cut)) / 2;
				return !this.#holdsPoint(ax + middle * (bx - ax), ay + middle * (by - ay), near);
			});
		});
	}

	#holdsPoint(x: number, y: number, near: number): boolean {
		if (this.containsPoint(x, y)) return true;
		for (let at = 0; at < near; at += 1) {
			const from = this.#near[at] as number;
			const [ax = 0, ay = 0, bx = 0, by = 0] = this.#segments.subarray(from, from + 4);
			if (squaredDistanceToSegment(x, y, ax, ay, bx, by) <= boundaryTolerance ** 2) return true;
		}
		return false;
	}

	/**
	 * Casts a ray eastwards from a cell, each segment counted once, up to the next cell that none passes: what is
	 * known of that cell then decides, for no segment reaches over it within the row.
	 */
	#castRay(x: number, y: number, row: number, column: number): boolean {
		const { cells, starts, segments } = this.#grid;
		const all = this.#segments;
		this.#question += 1;
		let inside = false;
		for (let cell = row * cells + column; cell < (row + 1) * cells; cell += 1) {
			const [first, end] = [starts[cell] as number, starts[cell + 1] as number];
			if (first === end) {
				const beyond = this.#inside[cell] as number;
				if (beyond !== notAsked) return inside !== (beyond === 1);
			}
			for (let at = first; at < end; at += 1) {
				const segment = segments[at] as number;
				if (this.#foundIn[segment] === this.#question) continue;
				this.#foundIn[segment] = this.#question;
				const from = 4 * segment;
				const crossing = crosses(
					all[from] as number,
					all[from + 1] as number,
					all[from + 2] as number,
					all[from + 3] as number,
					x,
					y
				);
				if (crossing === onSegment) return true;
				if (crossing === crossed) inside = !inside;
			}
		}
		return inside;
	}

	/** Whether a cell that no segment passes lies in the polygon; found out on the first question. */
	#isInside(row: number, column: number): boolean {
		const { cells } = this.#grid;
		const [west, south, east, north] = this.box;
		const cell = row * cells + column;
		if (this.#inside[cell] === notAsked) {
			const x = west + ((column + 0.5) * (east - west)) / cells;
			const y = south + ((row + 0.5) * (north - south)) / cells;
			this.#inside[cell] = Number(this.#castRay(x, y, row, column));
		}
		return this.#inside[cell] === 1;
	}
}
