import type { MultiPolygon, Polygon } from 'geojson';
import { describe, expect, it } from 'vitest';
import { addCorner, cornersOf, moveCorner, removeCorner } from './outline-corners.ts';

const outer = [[0, 0], [4, 0], [4, 4], [0, 4], [0, 0]]; // prettier-ignore
const hole = [[1, 1], [1, 2], [2, 2], [1, 1]]; // prettier-ignore
const withHole: Polygon = { type: 'Polygon', coordinates: [outer, hole] };
const twoParts: MultiPolygon = { type: 'MultiPolygon', coordinates: [[outer, hole], [hole]] };

describe('corners of an outline', () => {
	it('are those of each ring, each once, with the middle of the side that follows', () => {
		expect(cornersOf(withHole)).toHaveLength(4 + 3);
		expect(cornersOf(twoParts).at(-1)).toEqual({
			...{ part: 1, ring: 0, at: 2, position: [2, 2], middle: [1.5, 1.5] }
		});
	});

	it('are moved in their own ring alone, which stays closed', () => {
		const moved = moveCorner(withHole, { part: 0, ring: 1, at: 0 }, [0.123456789, 1]);
		expect(moved.coordinates).toEqual([
			outer,
			[
				[0.1234568, 1],
				[1, 2],
				[2, 2],
				[0.1234568, 1]
			]
		]);
		const other = moveCorner(twoParts, { part: 1, ring: 0, at: 1 }, [9, 9]);
		expect(other.coordinates[0]).toEqual([outer, hole]);
		expect(other.coordinates[1]).toContainEqual([[1, 1], [9, 9], [2, 2], [1, 1]]); // prettier-ignore
	});

	it('are added after another one, and taken out again', () => {
		const place = { part: 0, ring: 1, at: 2 };
		const more = addCorner(withHole, place, [1.5, 1.2]);
		expect(more.coordinates[1]).toEqual([[1, 1], [1, 2], [2, 2], [1.5, 1.2], [1, 1]]); // prettier-ignore
		expect(removeCorner(more, { ...place, at: 3 })).toEqual(withHole);
	});

	it('stay where a ring has only three', () => {
		expect(removeCorner(withHole, { part: 0, ring: 1, at: 0 })).toBeNull();
	});
});
