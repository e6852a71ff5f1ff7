import { describe, expect, it } from 'vitest';
import { boundingBox } from './bounding-box.ts';
import { shapeFault, shapePolygon, type AreaShape } from './area-shape.ts';
import { shapeTest } from './shape-test.ts';
import { area, point } from '@turf/turf';

const square = {
	type: 'Polygon' as const,
	coordinates: [
		[
			[4.7, 49.7],
			[4.71, 49.7],
			[4.71, 49.71],
			[4.7, 49.71],
			[4.7, 49.7]
		]
	]
};

describe('shapeTest', () => {
	it('finds a plot that a circle only touches by a corner region', () => {
		const meets = shapeTest({ kind: 'circle', centre: [4.715, 49.715], radiusKm: 1 });
		expect(meets(square, boundingBox(square))).toBe(true);
	});

	it('leaves out a plot inside the box of a triangle but outside the triangle', () => {
		const triangle: AreaShape = {
			kind: 'polygon',
			ring: [
				[4.6, 49.6],
				[4.8, 49.6],
				[4.6, 49.8]
			]
		};
		const far = point([4.79, 49.79]).geometry;
		expect(shapeTest(triangle)(far, boundingBox(far))).toBe(false);
		const near = point([4.62, 49.62]).geometry;
		expect(shapeTest(triangle)(near, boundingBox(near))).toBe(true);
	});
});

describe('shapePolygon', () => {
	it('gives a circle the area of πr² to 1 %', () => {
		const surface = area(shapePolygon({ kind: 'circle', centre: [4.7, 49.7], radiusKm: 5 }));
		expect(surface / (Math.PI * 5000 ** 2)).toBeCloseTo(1, 2);
	});
});

describe('shapeFault', () => {
	it('names a self-crossing polygon, one of two points and an empty rectangle', () => {
		const bowTie: AreaShape = {
			kind: 'polygon',
			ring: [
				[4.6, 49.6],
				[4.8, 49.8],
				[4.8, 49.6],
				[4.6, 49.8]
			]
		};
		expect(shapeFault(bowTie)).toBe('self-crossing');
		expect(
			shapeFault({
				kind: 'polygon',
				ring: [
					[4.6, 49.6],
					[4.8, 49.8],
					[4.6, 49.6]
				]
			})
		).toBe('too-few-points');
		expect(shapeFault({ kind: 'rectangle', box: [4.6, 49.6, 4.6, 49.8] })).toBe('empty');
		expect(shapeFault({ kind: 'rectangle', box: [4.6, 49.6, 4.7, 49.8] })).toBeNull();
	});
});
