import { distance } from '@turf/turf';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { LngLat } from '#lib/domain/feature.ts';
import { centresAt, pointsWithin } from './points-within.ts';
import { kthNearestKm, nearestOf, spherePointsOf, sumWithin } from './sphere-points.ts';

const position: fc.Arbitrary<LngLat> = fc.tuple(
	fc.double({ min: 4, max: 6, noNaN: true }),
	fc.double({ min: 49, max: 50, noNaN: true })
);
const positions = fc.array(position, { minLength: 1, maxLength: 20 });

describe('points on the sphere', () => {
	it('find the nearest, the k-th nearest and the sum within a radius as turf.distance does', () => {
		fc.assert(
			fc.property(
				position,
				positions,
				fc.nat(19),
				fc.integer({ min: 1, max: 90 }),
				(from, to, k, radius) => {
					const [here, others] = [spherePointsOf([from]), spherePointsOf(to)];
					const distances = to.map((each) => distance(from, each));
					const sorted = distances.toSorted((a, b) => a - b);
					expect(nearestOf(here, others).km[0]).toBeCloseTo(sorted[0] ?? 0, 6);
					const rank = 1 + (k % to.length);
					expect(kthNearestKm(here, 0, others, rank)).toBeCloseTo(sorted[rank - 1] ?? 0, 6);
					expect(kthNearestKm(here, 0, others, to.length + 1)).toBe(Infinity);
					const weights = to.map((_, index) => index + 1);
					const near = (index: number) => (distances[index] ?? 0) <= radius;
					expect(sumWithin(here, others, radius, weights)[0]).toBe(
						weights.filter((_, index) => near(index)).reduce((sum, weight) => sum + weight, 0)
					);
					const columns = centresAt(
						{
							lng: Float64Array.from(to, ([lng]) => lng),
							lat: Float64Array.from(to, ([, lat]) => lat)
						},
						others
					);
					const scratch = new Uint32Array(to.length);
					const within = [...to.keys()].filter(near);
					expect([...pointsWithin(columns, from, radius, null, scratch)]).toEqual(within);
					expect([...pointsWithin(columns, from, radius, Uint32Array.of(0), scratch)]).toEqual(
						within.filter((index) => index === 0)
					);
				}
			)
		);
	});

	it('are near nothing when there is nothing, or when they are nowhere', () => {
		const here = spherePointsOf([[4.7, 49.7]]);
		expect(nearestOf(here, spherePointsOf([]))).toEqual({
			index: Int32Array.of(-1),
			km: Float64Array.of(Number.NaN)
		});
		expect(sumWithin(here, spherePointsOf([[Number.NaN, Number.NaN]]), 20_000)[0]).toBe(0);
	});
});
