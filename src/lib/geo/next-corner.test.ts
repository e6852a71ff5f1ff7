import { describe, expect, it } from 'vitest';
import { distanceKm } from './distance-km.ts';
import { toLambert93 } from './lambert-93.ts';
import { cornerFrom, cornerOf } from './next-corner.ts';

describe('a corner in numbers', () => {
	it('is latitude and longitude, or Lambert-93, in either order', () => {
		expect(cornerOf(49.77, 4.72)).toEqual([4.72, 49.77]);
		expect(cornerOf(4.72, 49.77)).toEqual([4.72, 49.77]);
		const [x = 0, y = 0] = toLambert93([4.72, 49.77]);
		for (const corner of [cornerOf(y, x), cornerOf(x, y)]) {
			expect(corner?.[0]).toBeCloseTo(4.72, 6);
			expect(corner?.[1]).toBeCloseTo(49.77, 6);
		}
		expect(cornerOf(200, 4)).toBeNull();
		expect(cornerOf(Number.NaN, 4)).toBeNull();
	});

	it('lies at its distance and bearing from the last', () => {
		const east = cornerFrom([4.72, 49.77], 250, 90);
		expect(distanceKm([4.72, 49.77], east)).toBeCloseTo(0.25, 4);
		expect(east[0]).toBeGreaterThan(4.72);
		expect(east[1]).toBeCloseTo(49.77, 4);
	});
});
