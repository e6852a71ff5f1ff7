import { describe, expect, it } from 'vitest';
import { drawBars, isTall, rowHeight } from './bar-chart.ts';

const bar = (key: string, low: number | null, high = low) => ({
	...{ key, label: key, text: String(low) },
	...{ low, high }
});

describe('a chart of bars', () => {
	it('gives the largest the whole width, and what is uncertain the rest of its bar', () => {
		const { bars, height } = drawBars([bar('a', 20, 40), bar('b', 10), bar('c', null)]);
		expect(height).toBe(3 * rowHeight);
		expect(bars.map(({ y }) => y)).toEqual([0, rowHeight, 2 * rowHeight]);
		expect(bars.map(({ sure, perhaps }) => [sure.width, perhaps.x, perhaps.width])).toEqual([
			[50, 50, 50],
			[25, 25, 0],
			[0, 0, 0]
		]);
	});

	it('gives a value a line of its own on a phone where it would cover its label', () => {
		const named = (label: string, text: string) => ({ ...bar('a', 1), label, text });
		expect(
			isTall([named('Tout neuf', '4,3 ha'), named('Réservé par une délibération', '14 ha')])
		).toBe(false);
		expect(isTall([named('Friches d’abord', '4,3 ha neuve, 12,5 ha recyclée ou inconnue')])).toBe(
			true
		);
	});

	it('begins a bar where it is told to, as a waterfall does', () => {
		const { bars } = drawBars([bar('a', 40), { ...bar('b', 40), from: 30 }]);
		expect(bars.map(({ sure }) => sure)).toEqual([
			{ x: 0, width: 100 },
			{ x: 75, width: 25 }
		]);
	});

	it('draws nothing where everything is zero, and where there is no bar', () => {
		expect(drawBars([bar('a', 0)]).bars[0]?.sure).toEqual({ x: 0, width: 0 });
		expect(drawBars([])).toEqual({ height: 0, bars: [] });
	});
});
