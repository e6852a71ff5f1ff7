import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { classMethods, classOf, valueClasses, type ValueClass } from './value-classes.ts';

const bounds = (classes: readonly ValueClass[]) => classes.map(({ low, high }) => [low, high]);

/** Squared deviations of each part from its own mean, added up. */
function spread(parts: readonly (readonly number[])[]): number {
	return parts
		.flatMap((part) => {
			const mean = part.reduce((sum, value) => sum + value, 0) / part.length;
			return part.map((value) => (value - mean) ** 2);
		})
		.reduce((sum, value) => sum + value, 0);
}

/** Every way to cut a sorted list into so many parts. */
function* cutsOf(values: readonly number[], parts: number): Generator<number[][]> {
	if (parts === 1) yield [[...values]];
	else
		for (let at = 1; at <= values.length - parts + 1; at++)
			for (const rest of cutsOf(values.slice(at), parts - 1)) yield [values.slice(0, at), ...rest];
}

describe('classes of values', () => {
	it('cut where values are far apart (Jenks), or hold as many each (quantiles)', () => {
		const values = [1, 2, 3, 20, 21, 22, 23, 90, 91, 100];
		expect(bounds(valueClasses(values, 'jenks', 3))).toEqual([
			[1, 3],
			[20, 23],
			[90, 100]
		]);
		// Ten values in five classes: two each.
		expect(valueClasses(values, 'quantiles').map(({ count }) => count)).toEqual([2, 2, 2, 2, 2]);
	});

	it('find no better natural breaks by trying all', () => {
		const whole = fc.uniqueArray(fc.integer({ min: 0, max: 1000 }), {
			...{ minLength: 4, maxLength: 9 }
		});
		fc.assert(
			fc.property(whole, (given) => {
				const values = given.toSorted((a, b) => a - b);
				const classes = valueClasses(values, 'jenks', 3);
				const found = classes.map(({ low, high }) =>
					values.filter((value) => value >= low && value <= high)
				);
				const best = Math.min(...[...cutsOf(values, 3)].map(spread));
				expect(spread(found)).toBeCloseTo(best, 6);
			})
		);
	});

	it.each(classMethods)('put each value in one class, equal ones in the same: %s', (method) => {
		fc.assert(
			fc.property(fc.array(fc.integer({ min: 0, max: 12 })), (values) => {
				const classes = valueClasses(values, method);
				expect(classes.length).toBeLessThanOrEqual(5);
				expect(classes.reduce((sum, { count }) => sum + count, 0)).toBe(values.length);
				for (const value of values) expect(classOf(value, classes)).toBeGreaterThanOrEqual(0);
				for (const [nth, { low }] of classes.entries())
					expect(low).toBeGreaterThan(classes[nth - 1]?.high ?? -1);
			})
		);
	});

	it('are fewer than asked where there are fewer values, and none of nothing', () => {
		expect(bounds(valueClasses([4, 4, 7], 'jenks'))).toEqual([
			[4, 4],
			[7, 7]
		]);
		expect(valueClasses([], 'jenks')).toEqual([]);
		expect(valueClasses([], 'quantiles')).toEqual([]);
	});
});
