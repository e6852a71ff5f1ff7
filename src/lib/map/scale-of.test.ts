import { expect, it } from 'vitest';
import { distanceKm } from '#lib/geo/distance-km.ts';
import { scaleOf } from './scale-of.ts';

it.each([4, 6.3, 8, 10.7, 12, 14.2, 16, 19])(
	'is a round distance that is true at zoom %d',
	(zoom) => {
		const lat = 49.77;
		const { metres, pixels } = scaleOf(zoom, lat);
		expect([1, 2, 5]).toContain(metres / 10 ** Math.floor(Math.log10(metres)));
		expect(pixels).toBeLessThanOrEqual(100);
		expect(pixels).toBeGreaterThan(39);
		// MapLibre draws 512 × 2^zoom px around the Earth.
		const east = (360 * pixels) / (512 * 2 ** zoom);
		const truth = distanceKm([4, lat], [4 + east, lat]) * 1000;
		expect(Math.abs(truth - metres) / metres).toBeLessThan(0.005);
	}
);
