import { expect, it } from 'vitest';
import type { Polygon } from 'geojson';
import { landGrid } from './land-grid.ts';

const square = (west: number, south: number, size: number): Polygon => ({
	type: 'Polygon',
	coordinates: [
		[
			[west, south],
			[west + size, south],
			[west + size, south + size],
			[west, south + size],
			[west, south]
		]
	]
});

it('counts the ground of others in a box, and none of one’s own or of nobody', () => {
	const grid = landGrid([square(0, 0, 1), square(1, 0, 1), square(0, 3, 1)]);
	expect(grid.cellsOfOthers(0, [0.1, 0.1, 0.9, 0.9])).toBe(0);
	expect(grid.cellsOfOthers(1, [0.1, 0.1, 0.9, 0.9])).toBeGreaterThan(0);
	expect(grid.cellsOfOthers(0, [0.5, 0.2, 1.2, 0.5])).toBeGreaterThan(0);
	expect(grid.cellsOfOthers(0, [0.1, 1.2, 1.9, 2.8]), 'between them').toBe(0);
	expect(grid.cellsOfOthers(0, [-5, -5, -1, -1]), 'far away').toBe(0);
	// Each is half as wide as the grid and a quarter as high.
	expect(grid.cellsOfOthers(1, [0, 0, 2, 2])).toBe(128 * 64);
});

it('leaves holes to nobody', () => {
	const [outer] = square(0, 0, 4).coordinates;
	const [hole] = square(1, 1, 2).coordinates;
	const ring: Polygon = { type: 'Polygon', coordinates: [outer ?? [], hole ?? []] };
	const grid = landGrid([ring, square(10, 0, 1)]);
	expect(grid.cellsOfOthers(1, [1.2, 1.2, 2.8, 2.8])).toBe(0);
	expect(grid.cellsOfOthers(1, [0.2, 0.2, 0.8, 0.8])).toBeGreaterThan(0);
});
