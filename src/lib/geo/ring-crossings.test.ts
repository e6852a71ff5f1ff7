import fc from 'fast-check';
import { kinks, polygon } from '@turf/turf';
import type { Position } from 'geojson';
import { describe, expect, it } from 'vitest';
import { randomRing, strips } from '../../../tests/fixtures/hostile-files.ts';
import { countCrossings, IntricateRings } from './ring-crossings.ts';
import { mostCrossings, TangledSurface, untangleSurface } from './untangle-surface.ts';

const square = (west: number): Position[] => [
	[west, 0],
	[west + 2, 0],
	[west + 2, 2],
	[west, 2],
	[west, 0]
];

describe('crossings of rings', { timeout: 30_000 }, () => {
	it('are as many as Turf counts, on either side of the number from which an index is made', () => {
		fc.assert(
			fc.property(fc.integer({ min: 1, max: 1000 }), fc.constantFrom(20, 60), (seed, vertices) => {
				const ring = randomRing(vertices, seed);
				expect(countCrossings([ring], Infinity)).toBe(kinks(polygon([ring])).features.length);
			}),
			{ numRuns: 40 }
		);
		const long = [...strips(2400).slice(0, -3), [4.8, 49.6], [4.65, 49.8], strips(2400)[0] ?? []];
		expect(countCrossings([long], Infinity)).toBe(kinks(polygon([long])).features.length);
	});

	it('are those between two rings too, and none of rings apart', () => {
		expect(countCrossings([square(0), square(1)], Infinity)).toBeGreaterThan(1);
		expect(countCrossings([square(0), square(3)], Infinity)).toBe(0);
		expect(countCrossings([], Infinity)).toBe(0);
	});

	it('are counted to a bound, and not at all where to compare would take minutes', () => {
		expect(countCrossings([randomRing(800)], 10)).toBe(11);
		expect(() => countCrossings([strips(6000)], 10)).toThrow(IntricateRings);
	});
});

describe('a surface of many crossings', { timeout: 30_000 }, () => {
	it.each([
		['800 random vertices', randomRing(800)],
		['6,000 strips', strips(6000)]
	])('is refused before it is cut: %s', (_, ring) => {
		const tangled = { type: 'Polygon' as const, coordinates: [ring] };
		expect(() => untangleSurface(tangled)).toThrow(TangledSurface);
		expect(() => untangleSurface(tangled)).toThrow(`plus de ${String(mostCrossings)} croisements`);
	});
});
