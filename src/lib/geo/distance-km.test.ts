import { distance } from '@turf/turf';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { distanceKm } from './distance-km.ts';

/** From Guadeloupe to Réunion: near the antipodes haversines lose their figures, Turf's as well. */
const lngLat = fc.tuple(
	fc.double({ min: -62, max: 56, noNaN: true }),
	fc.double({ min: -60, max: 60, noNaN: true })
);

const toleranceKm = 1e-6;

it('agrees with turf.distance wherever France is', () => {
	fc.assert(
		fc.property(lngLat, lngLat, (from, to) => {
			expect(Math.abs(distanceKm(from, to) - distance(from, to))).toBeLessThan(toleranceKm);
		})
	);
});

it('finds about 76 km between Charleville-Mézières and Reims', () => {
	expect(distanceKm([4.7206, 49.7719], [4.0317, 49.2583])).toBeCloseTo(75.8, 0);
});
