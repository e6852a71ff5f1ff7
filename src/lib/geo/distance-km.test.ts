import { distance } from '@turf/turf';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { distanceKm } from './distance-km.ts';

const lngLat = fc.tuple(
	fc.double({ min: -180, max: 180, noNaN: true }),
	fc.double({ min: -89, max: 89, noNaN: true })
);

it('agrees with turf.distance everywhere', () => {
	fc.assert(
		fc.property(lngLat, lngLat, (from, to) => {
			expect(distanceKm(from, to)).toBeCloseTo(distance(from, to), 6);
		})
	);
});

it('finds about 69.5 km between Charleville-Mézières and Reims', () => {
	expect(distanceKm([4.7206, 49.7719], [4.0317, 49.2583])).toBeCloseTo(75.8, 0);
});
