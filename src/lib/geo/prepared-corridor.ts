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
	}

	containsPoint(x: number, y: number): boolean {
		return this.#distanceKm(x, y, eastward(y)) <= this.#widthKm;
	}

	touches(flat: FlatPolygons, shape: number, box: Box): boolean {
		const { coordinates, rings, polygons, shapes } = flat;
		const scale = eastward((box[1] + box[3]) / 2);
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
		return !someEdge(flat, shape, (ax, ay, bx, by) => !this.#holds(ax, ay, bx, by, scale));
	}

	/** Distance in km from a point to the line. */
	#distanceKm(x: number, y: number, scale: number): number {
		let least = Infinity;
		for (let at = 1; at < this.#line.length; at += 1) {
			const [ax, ay] = this.#line[at - 1] as LngLat;
			const [bx, by] = this.#line[at] as LngLat;
			const squared = squaredDistanceToSegment(
				0,
				0,
				(ax - x) * scale,
				(ay - y) * kmPerDegree,
				(bx - x) * scale,
				(by - y) * kmPerDegree
			);
			if (squared < least) least = squared;
		}
		return Math.sqrt(least);
	}

	/** Whether an edge comes within the width of the line. */
	#isNear(ax: number, ay: number, bx: number, by: number, scale: number): boolean {
		if (this.#distanceKm(ax, ay, scale) <= this.#widthKm) return true;
		if (this.#distanceKm(bx, by, scale) <= this.#widthKm) return true;
		return this.#line.some(([dx, dy], at) => {
			const [cx, cy] = this.#line[at - 1] ?? [dx, dy];
			if (segmentsMeet(ax, ay, bx, by, cx, cy, dx, dy)) return true;
			const squared = squaredDistanceToSegment(
				0,
				0,
				(ax - dx) * scale,
				(ay - dy) * kmPerDegree,
				(bx - dx) * scale,
				(by - dy) * kmPerDegree
			);
			return squared <= this.#widthKm ** 2;
		});
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
