import type { LngLat } from '#lib/domain/feature.ts';

/** Mean radius of the Earth in km, the one Turf uses. */
const earthRadiusKm = 6371.0088;
const radians = Math.PI / 180;

/**
 * Great-circle distance in km between two points in degrees (haversine on a sphere).
 * The same answer as `turf.distance`, without its feature wrapping: it runs for every plot and firm.
 */
export function distanceKm([lng1, lat1]: LngLat, [lng2, lat2]: LngLat): number {
	const sinLat = Math.sin(((lat2 - lat1) * radians) / 2);
	const sinLng = Math.sin(((lng2 - lng1) * radians) / 2);
	const a = sinLat * sinLat + sinLng * sinLng * Math.cos(lat1 * radians) * Math.cos(lat2 * radians);
	return 2 * earthRadiusKm * Math.atan2(Math.sqrt(a), Math.sqrt(1 - a));
}
