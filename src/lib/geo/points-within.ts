import type { LngLat } from '#lib/domain/feature.ts';
import { distanceKm } from './distance-km.ts';

const degrees = 180 / Math.PI;
const earthRadiusKm = 6371.0088;
/** In degrees, a millimetre: the box around a circle never cuts it. */
const margin = 1e-8;

/**
 * Indexes of the points within a radius of a centre, exactly so far included, in their order.
 * @param among the only indexes to look at; null for all
 */
export function pointsWithin(
	{ lng, lat }: { lng: Float64Array; lat: Float64Array },
	centre: LngLat,
	radiusKm: number,
	among: Uint32Array | null
): Uint32Array {
	const [x, y] = centre;
	const angle = radiusKm / earthRadiusKm;
	const sine = Math.sin(Math.min(angle, Math.PI / 2)) / Math.cos(y / degrees);
	const [high, wide] = [
		angle * degrees + margin,
		(sine < 1 ? Math.asin(sine) * degrees : 180) + margin
	];
	const count = among?.length ?? lng.length;
	const found = new Uint32Array(count);
	// Most points are settled by the box, without a branch: each is written, and only those in it are kept.
	let inBox = 0;
	for (let at = 0; at < count; at += 1) {
		const point = among === null ? at : (among[at] as number);
		found[inBox] = point;
		inBox +=
			Number(Math.abs((lat[point] as number) - y) <= high) &
			Number(Math.abs((lng[point] as number) - x) <= wide);
	}
	return found
		.subarray(0, inBox)
		.filter(
			(point) => distanceKm(centre, [lng[point] as number, lat[point] as number]) <= radiusKm
		);
}
