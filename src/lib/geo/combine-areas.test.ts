import type { Polygon } from 'geojson';
import { describe, expect, it } from 'vitest';
import { areaHectares } from './area-hectares.ts';
import { shapePolygon, type AreaShape } from './area-shape.ts';
import { combineAreas, combineSurfaces } from './combine-areas.ts';

const square = (west: number, south: number, side: number): AreaShape => ({
	kind: 'rectangle',
	box: [west, south, west + side, south + side]
});
const ha = (shape: AreaShape) => areaHectares(shapePolygon(shape));
const whole = square(4.7, 49.7, 0.1);

describe('a further outline', () => {
	it('that is cut out of the middle leaves a hole', () => {
		const hole = square(4.74, 49.74, 0.02);
		const left = combineAreas(whole, hole, 'cut');
		expect(left?.kind === 'polygons' && left.polygons.map((rings) => rings.length)).toEqual([2]);
		expect(left && ha(left)).toBeCloseTo(ha(whole) - ha(hole), 0);
	});

	it('that is added apart is a second part, and what overlaps counts once', () => {
		const apart = combineAreas(whole, square(4.9, 49.7, 0.05), 'add');
		expect(apart?.kind === 'polygons' && apart.polygons).toHaveLength(2);
		const over = combineAreas(whole, square(4.75, 49.7, 0.1), 'add');
		expect(over?.kind === 'polygons' && over.polygons).toHaveLength(1);
		expect(over && ha(over)).toBeLessThan(ha(whole) + ha(square(4.75, 49.7, 0.1)));
	});

	it('that covers everything leaves nothing', () => {
		expect(combineAreas(whole, square(4.6, 49.6, 0.5), 'cut')).toBeNull();
		const surface = shapePolygon(whole) as Polygon;
		expect(combineSurfaces(surface, surface, 'cut')).toBeNull();
	});
});
