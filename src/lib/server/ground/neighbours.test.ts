import type { MultiLineString, Polygon } from 'geojson';
import { booleanPointInPolygon } from '@turf/turf';
import { expect, it } from 'vitest';
import { neighbours } from './neighbours.ts';

const territory = [4.43, 49.5, 5.39, 50.17] as const;
const made = neighbours([...territory]);
const [border, sea] = made.map(({ geometry }) => geometry) as [MultiLineString, Polygon];

it.each([
	['the Channel', [-0.5, 50], true],
	['the North Sea', [3, 53], true],
	['Paris', [2.35, 48.86], false],
	['Charleville-Mézières', [4.72, 49.77], false],
	['Dover', [1.2, 51.2], false]
] as const)('knows whether %s is sea', (_, place, wet) => {
	expect(booleanPointInPolygon([...place], sea)).toBe(wet);
});

it('leads the Belgian border past Givet, and a border around Luxembourg', () => {
	const near = (lng: number, lat: number) =>
		Math.min(...border.coordinates.flat().map(([x = 0, y = 0]) => Math.hypot(x - lng, y - lat)));
	expect(near(4.83, 50.16)).toBeLessThan(0.06);
	expect(near(6.13, 49.61)).toBeLessThan(0.3);
});

it('is small enough to travel with a first map', () => {
	expect(JSON.stringify(made).length).toBeLessThan(100_000);
});
