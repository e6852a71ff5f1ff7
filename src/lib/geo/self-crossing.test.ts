import fc from 'fast-check';
import { kinks, polygon } from '@turf/turf';
import type { Position } from 'geojson';
import { describe, expect, it } from 'vitest';
import { selfCrossing } from './self-crossing.ts';

const closed = (...corners: Position[]): Position[] => [...corners, corners[0] ?? []];

describe('selfCrossing', () => {
	it('finds the crossing of a bow tie', () => {
		expect(selfCrossing(closed([0, 0], [2, 2], [2, 0], [0, 2]))).not.toBeNull();
	});

	it('finds a ring that touches itself at a vertex', () => {
		expect(selfCrossing(closed([0, 0], [2, 0], [2, 2], [1, 0], [0, 2]))).not.toBeNull();
	});

	it('lets a square, a triangle and a deep notch pass', () => {
		expect(selfCrossing(closed([0, 0], [1, 0], [1, 1], [0, 1]))).toBeNull();
		expect(selfCrossing(closed([0, 0], [1, 0], [0, 1]))).toBeNull();
		expect(selfCrossing(closed([0, 0], [4, 0], [4, 4], [2, 0.1], [0, 4]))).toBeNull();
	});

	it('agrees with Turf on random rings', () => {
		const corner = fc.tuple(fc.integer({ min: 0, max: 1000 }), fc.integer({ min: 0, max: 1000 }));
		const corners = fc.uniqueArray(corner, {
			minLength: 3,
			maxLength: 9,
			selector: (position) => position.join()
		});
		fc.assert(
			fc.property(corners, (positions) => {
				const ring = closed(...positions);
				// Three corners in line make a degenerate ring, on which Turf says nothing.
				fc.pre(!hasFlatCorner(ring));
				const crosses = kinks(polygon([ring])).features.length > 0;
				expect(selfCrossing(ring) !== null).toBe(crosses);
			}),
			{ numRuns: 500 }
		);
	});
});

function hasFlatCorner(ring: Position[]): boolean {
	const corners = ring.slice(0, -1);
	return corners.some((one, first) =>
		corners.some((other, second) =>
			corners.some((third, last) => {
				if (first >= second || second >= last) return false;
				const [x1 = 0, y1 = 0] = one;
				const [x2 = 0, y2 = 0] = other;
				const [x3 = 0, y3 = 0] = third;
				return (x2 - x1) * (y3 - y1) === (x3 - x1) * (y2 - y1);
			})
		)
	);
}
