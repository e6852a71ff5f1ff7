import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bracketOf } from './headcount.ts';
import { apportion, SeededRandom } from './random.ts';

describe('SeededRandom', () => {
	it('gives the same numbers for the same seed, and others for another', () => {
		const numbers = (seed: number) => {
			const random = new SeededRandom(seed);
			return Array.from({ length: 50 }, () => random.next());
		};
		expect(numbers(7)).toEqual(numbers(7));
		expect(numbers(7)).not.toEqual(numbers(8));
	});

	it('spreads evenly from 0 to 1', () => {
		const random = new SeededRandom(1);
		const bins = Array<number>(10).fill(0);
		for (let draw = 0; draw < 10_000; draw++) {
			const bin = Math.floor(random.next() * 10);
			bins[bin] = (bins[bin] ?? 0) + 1;
		}
		for (const count of bins) expect(Math.abs(count - 1000)).toBeLessThan(150);
	});

	it('shares values out in proportion, each at least once', () => {
		const values = new SeededRandom(3).share({ a: 9, b: 1, c: 0 }, 103);
		const count = (wanted: string) => values.filter((value) => value === wanted).length;
		expect([count('a'), count('b'), count('c')]).toEqual([91, 11, 1]);
	});
});

describe('apportion', () => {
	it('adds up to the total, gives every part its least and keeps the order of the weights', () => {
		const weights = fc.array(fc.integer({ min: 1, max: 1000 }), { minLength: 1, maxLength: 60 });
		fc.assert(
			fc.property(weights, fc.integer({ min: 60, max: 20_000 }), (parts, total) => {
				const shares = apportion(parts, total);
				expect(shares.reduce((sum, share) => sum + share, 0)).toBe(total);
				expect(Math.min(...shares)).toBeGreaterThanOrEqual(1);
				const heaviest = parts.indexOf(Math.max(...parts));
				expect(shares[heaviest]).toBe(Math.max(...shares));
			})
		);
	});

	it('refuses a total too small for its parts', () => {
		expect(() => apportion([1, 1, 1], 2)).toThrow(/Répartition impossible : 2/);
	});
});

describe('bracketOf', () => {
	it.each([
		[0, '00'],
		[1, '01'],
		[2, '01'],
		[3, '02'],
		[6, '03'],
		[9, '03'],
		[10, '11'],
		[49, '12'],
		[50, '21'],
		[199, '22'],
		[249, '31'],
		[499, '32'],
		[999, '41']
	])('puts %i employees in bracket %s of the INSEE', (headcount, code) => {
		expect(bracketOf(headcount).code).toBe(code);
	});
});
