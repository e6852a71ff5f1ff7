import { expect, it } from 'vitest';
import { converted, likelyUnit } from './units.ts';

it.each([
	['ha', 'm²', '35 000', 3.5],
	['ha', 'a', '350,5', 3.505],
	['€/m²', '€/ha', 250_000, 25],
	['ha', 'ha', '3,5', '3,5'],
	['ha', 'm²', 'environ 3', 'environ 3'],
	['ha', 'acres', '12', '12']
] as const)('a value for %s that is written in %s: %s', (standard, unit, cell, value) => {
	expect(converted(cell, standard, unit)).toBe(value);
});

it('the unit that is likely is the one by which the drawing and the figure agree', () => {
	const drawn = (...pairs: [number, number | null][]) =>
		pairs.map(([stated, area]) => ({ stated, drawn: area }));
	expect(likelyUnit('ha', drawn([35_000, 3.48], [12_000, 1.19], [900, 9]), null)).toBe('m²');
	expect(likelyUnit('ha', drawn([348, 3.5], [121, 1.2]), null)).toBe('a');
	expect(likelyUnit('ha', drawn([3.5, 3.48], [1.2, 2]), null)).toBeNull();
	// Off by nothing that a unit explains.
	expect(likelyUnit('ha', drawn([35, 3.5]), null)).toBeNull();
	expect(likelyUnit('€/m²', drawn([250_000, null], [310_000, null]), [0.1, 2_000])).toBe('€/ha');
	expect(likelyUnit('€/m²', drawn([25, null]), [0.1, 2_000])).toBeNull();
	expect(likelyUnit('€', drawn([25, null]), null)).toBeNull();
});
