import { destination } from '@turf/turf';
import { toLngLat, type LngLat } from '#lib/domain/feature.ts';
import { coordinateSystemOf, toDegrees } from './coordinate-system.ts';

const decimals = 7;
const rounded = (position: LngLat) =>
	position.map((degrees) => Number(degrees.toFixed(decimals))) as LngLat;

/**
 * The corner that two numbers stand for, the northern one first: latitude and longitude, or northing and easting in
 * Lambert-93; null where they are no place of France.
 */
export function cornerOf(north: number, east: number): LngLat | null {
	const system = coordinateSystemOf([[east, north]]);
	return system === null ? null : rounded(toLngLat(toDegrees(system)([east, north])));
}

/** The corner so many metres from another, at a bearing in degrees from north, clockwise. */
export function cornerFrom(last: LngLat, metres: number, bearing: number): LngLat {
	const { geometry } = destination(last, metres, bearing, { units: 'meters' });
	return rounded(toLngLat(geometry.coordinates));
}
