import type { Box, LngLat } from '#lib/domain/feature.ts';
import { pointInFlatPolygon } from './flat-point-in-polygon.ts';
import type { FlatPolygons } from './flat-polygons.ts';
import { segmentsMeet, squaredDistanceToSegment } from './segments.ts';
import { someEdge } from './shape-edges.ts';

const kmPerDegree = (6371.0088 * Math.PI) / 180;
/** In km: an edge is followed until what is left of it is shorter. */
const edgeStepKm = 0.001;

/**
 * What lies within `widthKm` of a line. Distances are taken in the plane that touches the sphere at the shape asked
 * about: what turf.buffer draws, but with round ends instead of their chords (up to 2 % of the width inside).
 */
export class PreparedCorridor {
	readonly box: Box;
	readonly #line: readonly LngLat[];
	readonly #widthKm: number;
	/** West, south, east and north of what may lie within the width of each segment of the line. */
	readonly #reaches: Float64Array;
	/** Ranks of the segments near the shape asked about: a line of 2,000 passes few shapes with many. */
	readonly #near: Uint32Array;
	#nearCount = 0;

	/** @param line two positions or more, in degrees */
	constructor(line: readonly LngLat[], widthKm: number) {
		this.#line = line;
		this.#widthKm = widthKm;
		const lats = line.map(([, lat]) => lat);
		const lngs = line.map(([lng]) => lng);
		const [south, north] = [Math.min(...lats), Math.max(...lats)];
		const upward = widthKm / kmPerDegree;
		const polemost = Math.min(89, Math.max(Math.abs(south), Math.abs(north)) + upward);
		const sideways = upward / Math.cos((polemost * Math.PI) / 180);
		this.box = [
			Math.min(...lngs) - sideways,
			south - upward,
			Math.max(...lngs) + sideways,
			north + upward
		];
		const segments = line.slice(1).map((to, at) => [line[at] ?? to, to] as const);
		this.#near = new Uint32Array(segments.length);
		this.#reaches = Float64Array.from(
			segments.flatMap(([[ax, ay], [bx, by]]) => [
				Math.min(ax, bx) - sideways,
				Math.min(ay, by) - upward,
				Math.max(ax, bx) + sideways,
				Math.max(ay, by) + upward
			])
		);
	}

	containsPoint(x: number, y: number): boolean {
		return this.#reachOver([x, y, x, y], eastward(y)) !== 'none';
	}

	touches(flat: FlatPolygons, shape: number, box: Box): boolean {
		const { coordinates, rings, polygons, shapes } = flat;
		const scale = eastward((box[1] + box[3]) / 2);
		const reach = this.#reachOver(box, scale);
		if (reach !== 'some') return reach === 'all';
		const first = 2 * (rings[polygons[shapes[shape] as number] as number] as number);
		const away = this.#distanceKm(coordinates[first] ?? 0, coordinates[first + 1] ?? 0, scale);
		if (away <= this.#widthKm) return true;
		if (away - diagonalKm(box, scale) > this.#widthKm) return false;
		const [startX, startY] = this.#line[0] ?? [Number.NaN, Number.NaN];
		for (let at = shapes[shape] as number; at < (shapes[shape + 1] as number); at += 1)
			if (pointInFlatPolygon(flat, at, startX, startY)) return true;
		return someEdge(flat, shape, (ax, ay, bx, by) => this.#isNear(ax, ay, bx, by, scale));
	}

	/** Whether the whole boundary of a shape lies in the corridor, to a metre. */
	contains(flat: FlatPolygons, shape: number, box: Box): boolean {
		const scale = eastward((box[1] + box[3]) / 2);
		const reach = this.#reachOver(box, scale);
		if (reach !== 'some') return reach === 'all';
		return !someEdge(flat, shape, (ax, ay, bx, by) => !this.#holds(ax, ay, bx, by, scale));
	}

	/**
	 * Whether a box lies in the corridor, out of it, or may lie across. Notes the segments that come within the width
	 * of some point of it: the others decide nothing.
	 */
	#reachOver(box: Box, scale: number): 'all' | 'some' | 'none' {
		const [west, south, east, north] = box;
		const [x, y] = [(west + east) / 2, (south + north) / 2];
		const half = diagonalKm(box, scale) / 2;
		const outer = (this.#widthKm + half) ** 2 * (1 + 1e-9);
		const inner = Math.max(0, this.#widthKm - half) ** 2;
		const reaches = this.#reaches;
		this.#nearCount = 0;
		for (let at = 0; at < this.#near.length; at += 1) {
			const from = 4 * at;
			if ((reaches[from] as number) > east || (reaches[from + 2] as number) < west) continue;
			if ((reaches[from + 1] as number) > north || (reaches[from + 3] as number) < south) continue;
			const squared = this.#squaredKm(at, x, y, scale);
			if (squared > outer) continue;
			if (squared <= inner && half <= this.#widthKm) return 'all';
			this.#near[this.#nearCount] = at;
			this.#nearCount += 1;
		}
		return this.#nearCount === 0 ? 'none' : 'some';
	}

	/** Square of the distance in km from a point to a segment of the line. */
	#squaredKm(segment: number, x: number, y: number, scale: number): number {
		const [ax, ay] = this.#line[segment] as LngLat;
		const [bx, by] = this.#line[segment + 1] as LngLat;
		return squaredDistanceToSegment(
			0,
			0,
			(ax - x) * scale,
			(ay - y) * kmPerDegree,
			(bx - x) * scale,
			(by - y) * kmPerDegree
		);
	}

	/** Distance in km from a point to what is near of the line. */
	#distanceKm(x: number, y: number, scale: number): number {
		let least = Infinity;
		for (let at = 0; at < this.#nearCount; at += 1) {
			const squared = this.#squaredKm(this.#near[at] as number, x, y, scale);
			if (squared < least) least = squared;
		}
		return Math.sqrt(least);
	}

	/** Whether an edge comes within the width of the line. */
	#isNear(ax: number, ay: number, bx: number, by: number, scale: number): boolean {
		if (this.#distanceKm(ax, ay, scale) <= this.#widthKm) return true;
		if (this.#distanceKm(bx, by, scale) <= this.#widthKm) return true;
		for (let at = 0; at < this.#nearCount; at += 1) {
			const segment = this.#near[at] as number;
			const [from, to] = [this.#line[segment] as LngLat, this.#line[segment + 1] as LngLat];
			if (segmentsMeet(ax, ay, bx, by, from[0], from[1], to[0], to[1])) return true;
			for (const [x, y] of [from, to]) {
				const squared = squaredDistanceToSegment(
					0,
					0,
					(ax - x) * scale,
					(ay - y) * kmPerDegree,
					(bx - x) * scale,
					(by - y) * kmPerDegree
				);
				if (squared <= this.#widthKm ** 2) return true;
			}
		}
		return false;
	}

	/** Whether an edge lies in the corridor: the distance to the line changes no faster than one goes along it. */
	#holds(ax: number, ay: number, bx: number, by: number, scale: number): boolean {
		const [x, y] = [(ax + bx) / 2, (ay + by) / 2];
		const half = Math.hypot((bx - ax) * scale, (by - ay) * kmPerDegree) / 2;
		const away = this.#distanceKm(x, y, scale);
		if (away > this.#widthKm) return false;
		if (away + half <= this.#widthKm || half < edgeStepKm) return true;
		return this.#holds(ax, ay, x, y, scale) && this.#holds(x, y, bx, by, scale);
	}
}

/** Kilometres that a degree of longitude spans at a latitude. */
function eastward(lat: number): number {
	return kmPerDegree * Math.cos((lat * Math.PI) / 180);
}

function diagonalKm([west, south, east, north]: Box, scale: number): number {
	return Math.hypot((east - west) * scale, (north - south) * kmPerDegree);
}
