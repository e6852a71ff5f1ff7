import type { Polygon, Position } from 'geojson';
import { describe, expect, it } from 'vitest';
import { fromLambert93 } from './lambert-93.ts';
import { neighbourSurfaces } from './neighbour-surfaces.ts';

const [east, north] = [820_000, 6_960_000];

/** A polygon of corners in metres from a place in the Ardennes. */
const polygon = (...corners: Position[]): Polygon => ({
	type: 'Polygon',
	coordinates: [
		[...corners, ...corners.slice(0, 1)].map(([x = 0, y = 0]) =>
			fromLambert93([east + x, north + y])
		)
	]
});
const rectangle = (x: number, y: number, width: number, height: number) =>
	polygon([x, y], [x + width, y], [x + width, y + height], [x, y + height]);

const one = rectangle(0, 0, 100, 60);

describe('surfaces near each other', () => {
	it.each<[string, Polygon, { shared: number; gap: number }]>([
		['along a whole side', rectangle(100, 0, 50, 60), { shared: 60, gap: 0 }],
		['along a part of a side', rectangle(100, 40, 50, 60), { shared: 20, gap: 0 }],
		['along the teeth of a comb', comb(), { shared: 30, gap: 0 }],
		['a hand apart, as surveys are', rectangle(100.3, 0, 50, 60), { shared: 60, gap: 0.3 }],
		['across a lane of 8 m', rectangle(108, 0, 50, 60), { shared: 0, gap: 8 }],
		['across a corner', rectangle(103, 64, 50, 60), { shared: 0, gap: 5 }]
	])('%s', (_, other, { shared, gap }) => {
		const [found, ...more] = neighbourSurfaces([one, other], 10);
		expect(more).toEqual([]);
		expect(found?.shared).toBeCloseTo(shared, 0);
		expect(found?.gap).toBeCloseTo(gap, 1);
	});

	it('touching at a corner share nothing', () => {
		const [found] = neighbourSurfaces([one, rectangle(100, 60, 50, 60)], 10);
		expect(found?.gap).toBeCloseTo(0, 1);
		expect(found?.shared).toBe(0);
	});

	it('overlapping touch', () => {
		expect(neighbourSurfaces([one, rectangle(50, 30, 100, 60)], 10)[0]?.gap).toBe(0);
	});

	it('farther apart than asked are none', () => {
		expect(neighbourSurfaces([one, rectangle(120, 0, 50, 60)], 10)).toEqual([]);
		expect(neighbourSurfaces([one, { type: 'Polygon', coordinates: [] }], 10)).toEqual([]);
	});

	it('are each told once, by their places', () => {
		const pairs = neighbourSurfaces(
			[rectangle(100, 0, 50, 60), rectangle(400, 0, 10, 10), one, rectangle(150, 0, 50, 60)],
			10
		);
		expect(pairs.map(({ one: first, other }) => [first, other])).toEqual([
			[0, 2],
			[0, 3]
		]);
	});
});

/** Teeth of 10 m that touch the side of `one` at x = 100, 10 m apart. */
function comb(): Polygon {
	const teeth = [0, 20, 40].flatMap((y): Position[] => [
		[120, y],
		[100, y],
		[100, y + 10],
		[120, y + 10]
	]);
	return polygon(...teeth, [140, 50], [140, 0]);
}
