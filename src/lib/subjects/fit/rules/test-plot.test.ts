import type { Polygon } from 'geojson';
import { expect, it } from 'vitest';
import { fromLambert93 } from '#lib/geo/lambert-93.ts';
import { countedGround, hasFault, readNetArea, writeNetArea } from '../net-area-query.ts';
import { testPlot } from './test-plot.ts';

const box = (west: number, east: number): Polygon => ({
	type: 'Polygon',
	coordinates: [
		(
			[
				[west, 0],
				[east, 0],
				[east, 50],
				[west, 50],
				[west, 0]
			] as const
		).map(([x, y]) => fromLambert93([800_000 + x, 6_960_000 + y]))
	]
});
/** 100 × 50 m, its eastern end under water. */
const plot = {
	outline: box(0, 100),
	boundaries: [
		{
			...{ kind: 'plot' as const, neighbour: 'T2', metres: null },
			line: {
				type: 'LineString' as const,
				coordinates: box(0, 100).coordinates[0]?.slice(0, 2) ?? []
			}
		}
	],
	layers: [{ kind: 'zone inondable' as const, isLoaded: true, sources: [], geometry: box(80, 120) }]
};
const hall = (length: number, width: number, setback: number) => ({
	...{ length, width, setback, court: 0, second: null }
});

it('says of a building that only the setback keeps out that it would fit without', () => {
	expect(testPlot({ plot, building: hall(75, 45, 5) })).toMatchObject({
		answer: 'does-not-fit',
		fitsWithoutSetback: true
	});
	expect(testPlot({ plot, building: hall(95, 45, 5) })).toMatchObject({
		answer: 'does-not-fit',
		fitsWithoutSetback: false
	});
	expect(testPlot({ plot, building: hall(95, 45, 0) })).not.toHaveProperty('fitsWithoutSetback');
	expect(testPlot({ plot, building: hall(60, 30, 5) })).toMatchObject({ answer: 'fits' });
});

it('counts the layers that an address leaves in, and the setback that it gives', () => {
	const query = readNetArea(new URLSearchParams('sans=zone+inondable&recul=2,5'), 6);
	expect(query).toMatchObject({ without: ['zone inondable'], setback: 2.5, fault: null });
	const building = hall(95, 45, query.setback);
	expect(testPlot({ plot: countedGround(plot, query), building }).answer).toBe('fits');
	expect(readNetArea(new URLSearchParams('recul=loin&sans=marais'), 6)).toMatchObject({
		...{ without: [], setback: 6, fault: 'not-a-number' }
	});
});

it('counts the setbacks that an address gives by what lies beyond the limit', () => {
	const query = readNetArea(new URLSearchParams('recul_terrain=6&sans=zone+inondable'), 0);
	const counted = countedGround(plot, query);
	expect(testPlot({ plot: counted, building: hall(95, 45, 0) })).toMatchObject({
		...{ answer: 'does-not-fit', fitsWithoutSetback: true }
	});
	expect(testPlot({ plot: counted, building: hall(95, 43, 0) }).answer).toBe('fits');
	expect(writeNetArea(query)).toEqual([
		['recul_terrain', '6'],
		['sans', 'zone inondable']
	]);
	expect(hasFault(readNetArea(new URLSearchParams('recul_site=beaucoup'), 0))).toBe(true);
});
