import type { Position } from 'geojson';
import { describe, expect, it } from 'vitest';
import { crossesItself } from './outline-crossing.ts';

const closed = (...corners: Position[]) => [...corners, ...corners.slice(0, 1)];
const square = (from: number, to: number) => closed([from, from], [to, from], [to, to], [from, to]);

describe('an outline that is being moved', () => {
	it.each([
		['a square', [square(0, 4)], false],
		['a bow', [closed([0, 0], [4, 4], [4, 0], [0, 4])], true],
		['a hole within', [square(0, 4), square(1, 2)], false],
		['a hole that is dragged across the limit', [square(0, 4), square(3, 5)], true],
		['a corner that lies on the former one', [closed([0, 0], [0, 0], [4, 0], [4, 4])], false],
		['a corner on another side', [closed([0, 0], [4, 0], [4, 4], [2, 0], [0, 4])], true]
	])('%s', (_, coordinates, crosses) => {
		expect(crossesItself({ type: 'Polygon', coordinates })).toBe(crosses);
		expect(crossesItself({ type: 'MultiPolygon', coordinates: [coordinates] })).toBe(crosses);
	});
});
