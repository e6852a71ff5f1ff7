import fc from 'fast-check';
import { expect, it } from 'vitest';
import { changedFacts, factsCode, readCodes } from './plot-facts.ts';

const values = { terr_prix_demande_m2: 35, terr_stade_comm: 'en vente', reseau_gaz: null };

it('draws the same code from the same values, in whatever order, and another from any other value', () => {
	const code = factsCode('T1', values);
	expect(code).toMatch(/^[0-9A-HJKMNP-TV-Z]{4}(-[0-9A-HJKMNP-TV-Z]{4}){2}$/);
	expect(factsCode('T1', { ...values })).toBe(code);
	expect(factsCode('T1', Object.fromEntries(Object.entries(values).toReversed()))).toBe(code);
	const others = [
		factsCode('T2', values),
		factsCode('T1', { ...values, terr_prix_demande_m2: 36 }),
		factsCode('T1', { ...values, reseau_gaz: false }),
		factsCode('T1', { ...values, terr_prix_demande_m2: '35' })
	];
	expect(new Set([code, ...others]).size).toBe(5);
});

it('finds codes in what people type, signs that look alike and separators included', () => {
	expect(readCodes('Code : 7k2m-q9xf-ta4c.')).toEqual(['7K2M-Q9XF-TA4C']);
	expect(readCodes('7K2M Q9XF TA4C, 0O1I-LL00-ABCD')).toEqual(['7K2M-Q9XF-TA4C', '0011-1100-ABCD']);
	expect(readCodes('7K2MQ9XFTA4C')).toEqual(['7K2M-Q9XF-TA4C']);
	expect(readCodes('bonjour, 7K2M-Q9XF, UUUU-UUUU-UUUU')).toEqual([]);
});

it('reads back every code that is printed', () => {
	fc.assert(
		fc.property(fc.string(), fc.integer(), (id, price) => {
			const code = factsCode(id, { terr_prix_demande_m2: price });
			expect(readCodes(code.toLowerCase())).toEqual([code]);
		})
	);
});

it('names what has changed, what is new and what is gone', () => {
	const present = { terr_prix_demande_m2: 30, terr_stade_comm: 'en vente', hbat: 6 };
	expect(changedFacts({ ...values, docks: 2 }, present)).toEqual([
		'terr_prix_demande_m2',
		'docks',
		'hbat'
	]);
});
