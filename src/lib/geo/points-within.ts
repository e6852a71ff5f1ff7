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
}

/**
 * Indexes of the points within a radius of a centre, exactly so far included, in their order.
 * @param among the only indexes to look at
 * @param scratch room for as many, which the answer is a part of; it may be `among` itself
 */
export function pointsWithin(
	{ lng, lat, points }: Centres,
	centre: LngLat,
	radiusKm: number,
	among: Uint32Array,
	scratch: Uint32Array
): Uint32Array {
	const [x, y] = centre;
	const [high, wide] = reachOf(centre, radiusKm);
	// Most points are settled by the box, without a branch: each is written, and only those in it are kept.
	let inBox = 0;
	for (let at = 0; at < among.length; at += 1) {
		const point = among[at] as number;
		scratch[inBox] = point;
		inBox +=
			Number(Math.abs((lat[point] as number) - y) <= high) &
			Number(Math.abs((lng[point] as number) - x) <= wide);
	}
	const around = spherePointsOf([centre]);
	const limit = squaredChord(radiusKm);
	let within = 0;
	for (let at = 0; at < inBox; at += 1) {
		const point = scratch[at] as number;
		if (squaredChordBetween(points, point, around, 0) > limit) continue;
		scratch[within] = point;
		within += 1;
	}
	return scratch.subarray(0, within);
}

/** Degrees of latitude and of longitude that a circle reaches from its centre. */
function reachOf([, y]: LngLat, radiusKm: number): [high: number, wide: number] {
	const angle = radiusKm / earthRadiusKm;
	const sine = Math.sin(Math.min(angle, Math.PI / 2)) / Math.cos(y / degrees);
	return [angle * degrees + margin, (sine < 1 ? Math.asin(sine) * degrees : 180) + margin];
}
