import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { clusterPoints, toMercator } from './cluster-points.ts';

const places = fc.array(
	fc.tuple(
		fc.double({ min: 4, max: 6, noNaN: true }),
		fc.double({ min: 49, max: 50, noNaN: true })
	),
	{ minLength: 1, maxLength: 80 }
);

describe('groups of points', () => {
	it('hold each point once at most, near the point that gathered them; what is left is far from all others', () => {
		fc.assert(
			fc.property(places, fc.double({ min: 1e-5, max: 1e-2, noNaN: true }), (points, radius) => {
				const at = toMercator(points);
				const all = points.map((_, index) => index);
				const chosen = all.filter((index) => index % 3 !== 0);
				const groups = clusterPoints(at, chosen, radius);
				const members = groups.flat();
				expect(new Set(members).size).toBe(members.length);
				expect(members.every((index) => chosen.includes(index))).toBe(true);
				const apart = (one: number, other: number) =>
					Math.hypot((at.x[one] ?? 0) - (at.x[other] ?? 0), (at.y[one] ?? 0) - (at.y[other] ?? 0));
				for (const group of groups) {
					expect(group.length).toBeGreaterThan(1);
					// Nobody of a group is farther from its first point than that reaches.
					const first = Math.min(...group);
					expect(group.every((index) => apart(first, index) <= radius * 1.000001)).toBe(true);
				}
				const alone = chosen.filter((index) => !members.includes(index));
				for (const one of alone)
					for (const other of alone)
						if (one !== other) expect(apart(one, other)).toBeGreaterThan(radius * 0.999999);
			}),
			{ numRuns: 150 }
		);
	});

	it('put the meridian and the equator into the middle', () => {
		const { x, y } = toMercator([[0, 0]]);
		expect([x[0], y[0]]).toEqual([0.5, 0.5]);
	});
});
