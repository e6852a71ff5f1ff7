import { area } from '@turf/turf';
import { describe, expect, it } from 'vitest';
import { repairGeometry } from './repair-geometry.ts';
import { unionSurfaces } from './union-surfaces.ts';
import { untangleSurface } from './untangle-surface.ts';

const square = (west: number) => ({
	type: 'Polygon' as const,
	coordinates: [
		[
			[west, 49],
			[west + 0.01, 49],
			[west + 0.01, 49.01],
			[west, 49.01],
			[west, 49]
		]
	]
});

describe('an outline that crosses itself', () => {
	it('becomes surfaces that do not, of the area it enclosed', () => {
		const [ring = []] = square(4).coordinates;
		const [a = [], b = [], c = [], d = []] = ring;
		const bowTie = { type: 'Polygon' as const, coordinates: [[a, c, b, d, a]] };
		expect(() => repairGeometry(bowTie)).toThrow('se recoupe');
		const mended = untangleSurface(bowTie);
		expect(mended.type).toBe('MultiPolygon');
		expect(repairGeometry(mended).geometry.type).toBe('MultiPolygon');
		expect(area(mended) / area(square(4))).toBeCloseTo(0.5, 2);
	});
});

describe('surfaces side by side', () => {
	it('become one, without the border they share', () => {
		const united = unionSurfaces([square(4), square(4.01)]);
		expect(united.type).toBe('Polygon');
		expect(area(united)).toBeCloseTo(area(square(4)) + area(square(4.01)), 0);
	});

	it('stay apart where nothing touches', () => {
		expect(unionSurfaces([square(4), square(5)]).type).toBe('MultiPolygon');
		expect(unionSurfaces([square(4)])).toEqual(square(4));
	});
});
