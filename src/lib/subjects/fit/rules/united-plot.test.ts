import type { Polygon } from 'geojson';
import { describe, expect, it } from 'vitest';
import type { BoundaryPart } from '#lib/domain/net-area.ts';
import { fromLambert93 } from '#lib/geo/lambert-93.ts';
import type { Building } from './building.ts';
import { netArea } from './net-area.ts';
import { testPlot } from './test-plot.ts';
import { unitedPlot } from './united-plot.ts';

/** A rectangle in metres from a place in the Ardennes. */
function rectangle(x: number, y: number, width: number, height: number): Polygon {
	const corners = [
		[x, y],
		[x + width, y],
		[x + width, y + height],
		[x, y + height],
		[x, y]
	];
	return {
		type: 'Polygon',
		coordinates: [corners.map(([e = 0, n = 0]) => fromLambert93([820_000 + e, 6_960_000 + n]))]
	};
}
let count = 0;
const plot = (outline: Polygon, wet: Polygon | null = null, boundaries: BoundaryPart[] = []) => ({
	...{ id: `P${String((count += 1))}`, outline, boundaries },
	layers: [{ kind: 'zone humide' as const, isLoaded: true, sources: [], geometry: wet }]
});
const hall: Building = { length: 120, width: 50, court: 0, setback: 0, second: null };
const answer = (...plots: ReturnType<typeof plot>[]) =>
	testPlot({ plot: unitedPlot(plots), building: hall }).answer;

const west = plot(rectangle(0, 0, 70, 60));

describe('a hall across two plots', () => {
	it('fits on both where it fits on neither', () => {
		const east = plot(rectangle(70, 0, 70, 60));
		expect([answer(west), answer(east)]).toEqual(['does-not-fit', 'does-not-fit']);
		expect(answer(west, east)).toBe('fits');
	});

	it('fits where two surveys leave a hand between the plots, not where a lane lies', () => {
		expect(answer(west, plot(rectangle(70.3, 0, 70, 60)))).toBe('fits');
		expect(answer(west, plot(rectangle(76, 0, 70, 60)))).toBe('does-not-fit');
	});

	it('has the area of both, less what the layers of each take', () => {
		const east = plot(rectangle(70, 0, 70, 60), rectangle(120, 0, 20, 60));
		const area = netArea(unitedPlot([west, east]), 0);
		expect(area.gross).toBeCloseTo(2 * 70 * 60, -1);
		expect(area.net).toBeCloseTo(2 * 70 * 60 - 20 * 60, -1);
		expect(answer(west, east)).toBe('fits');
		expect(answer(west, plot(rectangle(70, 0, 70, 60), rectangle(100, 0, 40, 60)))).toBe(
			'does-not-fit'
		);
	});

	it('has no setback of its own from the limit in common, and those of its other limits', () => {
		const limit = (x: number, neighbour: string | null, metres: number): BoundaryPart => ({
			...{ kind: neighbour === null ? 'site' : 'plot', neighbour, metres },
			line: {
				type: 'LineString',
				coordinates: [0, 60].map((y) => fromLambert93([820_000 + x, 6_960_000 + y]))
			}
		});
		const one = { ...west, id: 'W', boundaries: [limit(70, 'E', 30), limit(0, null, 10)] };
		const other = {
			...plot(rectangle(70, 0, 70, 60)),
			...{ id: 'E', boundaries: [limit(70, 'W', 30), limit(140, 'X', 5)] }
		};
		expect(netArea(one, 0).net).toBeCloseTo(30 * 60, -1);
		expect(netArea(unitedPlot([one, other]), 0).net).toBeCloseTo((140 - 10 - 5) * 60, -1);
	});

	it('keeps the setback from the limit of the whole, not from the limit in common', () => {
		const east = plot(rectangle(70, 0, 70, 60));
		const { net } = netArea(unitedPlot([west, east]), 10);
		expect(net).toBeCloseTo(120 * 40, -1);
	});
});
