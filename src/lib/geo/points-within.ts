import type { LngLat } from '#lib/domain/feature.ts';
import {
	spherePointsOf,
	squaredChord,
	squaredChordBetween,
	type SpherePoints
} from './sphere-points.ts';

const degrees = 180 / Math.PI;
const earthRadiusKm = 6371.0088;
/** In degrees, a millimetre: the box around a circle never cuts it. */
const margin = 1e-8;

/** Points in degrees and as unit vectors. */
export interface Centres {
	lng: Float64Array;
	lat: Float64Array;
	points: SpherePoints;
	/** The points from south to north, and their latitudes in that order; made on the first call. */
	northwards: () => { order: Uint32Array; lat: Float64Array };
}

/** Points given in degrees, ready to be searched around. */
export function centresAt(
	{ lng, lat }: Pick<Centres, 'lng' | 'lat'>,
	points: SpherePoints
): Centres {
	let made: ReturnType<Centres['northwards']> | null = null;
	const make = () => {
		// A point that is nowhere has no place in an order.
		const order = Uint32Array.from(lat.keys()).filter((at) => !Number.isNaN(lat[at]));
		order.sort((one, other) => (lat[one] as number) - (lat[other] as number));
		return { order, lat: Float64Array.from(order, (point) => lat[point] as number) };
	};
	return { lng, lat, points, northwards: () => (made ??= make()) };
}

/**
 * Indexes of the points within a radius of a centre, exactly so far included, in their order.
 * @param among the only indexes to look at; null for all, which looks at those of about the same latitude
 * @param scratch room for as many, which the answer is a part of; it may be `among` itself
 */
export function pointsWithin(
	centres: Centres,
	centre: LngLat,
	radiusKm: number,
	among: Uint32Array | null,
	scratch: Uint32Array
): Uint32Array {
	const [x, y] = centre;
	const [high, wide] = reachOf(centre, radiusKm);
	const asked = among ?? bandOf(centres, y - high, y + high);
	// Most points are settled by the box, without a branch: each is written, and only those in it are kept.
	let inBox = 0;
	for (let at = 0; at < asked.length; at += 1) {
		const point = asked[at] as number;
		scratch[inBox] = point;
		inBox +=
			Number(Math.abs((centres.lat[point] as number) - y) <= high) &
			Number(Math.abs((centres.lng[point] as number) - x) <= wide);
	}
	const around = spherePointsOf([centre]);
	const limit = squaredChord(radiusKm);
	let within = 0;
	for (let at = 0; at < inBox; at += 1) {
		const point = scratch[at] as number;
		if (squaredChordBetween(centres.points, point, around, 0) > limit) continue;
		scratch[within] = point;
		within += 1;
	}
	const found = scratch.subarray(0, within);
	return among === null ? found.sort() : found;
}

/** Points between two latitudes. */
function bandOf(centres: Centres, south: number, north: number): Uint32Array {
	const { order, lat } = centres.northwards();
	return order.subarray(firstAtLeast(lat, south), firstAtLeast(lat, north + margin));
}

/** Index of the first of rising values that is no less than a bound. */
function firstAtLeast(values: Float64Array, bound: number): number {
	let [low, high] = [0, values.length];
	while (low < high) {
		const middle = (low + high) >> 1;
		if ((values[middle] as number) < bound) low = middle + 1;
		else high = middle;
	}
	return low;
}

/** Degrees of latitude and of longitude that a circle reaches from its centre. */
function reachOf([, y]: LngLat, radiusKm: number): [high: number, wide: number] {
	const angle = radiusKm / earthRadiusKm;
	const sine = Math.sin(Math.min(angle, Math.PI / 2)) / Math.cos(y / degrees);
	return [angle * degrees + margin, (sine < 1 ? Math.asin(sine) * degrees : 180) + margin];
}
