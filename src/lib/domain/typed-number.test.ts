import { expect, it } from 'vitest';
import { typedNumber } from './typed-number.ts';

it.each([
	['12', 12],
	[' 1\u202f200,5 ', 1200.5],
	['1\u00a0200.5', 1200.5],
	['-0,25', -0.25],
	['+3', 3],
	['1e3', 1000]
])('reads « %s »', (text, value) => {
	expect(typedNumber(text)).toBe(value);
});

it.each(['', ' ', 'douze', '1,2,3', '1.200,5', ',5', '12 ha', '0x10', '1e999', 'Infinity'])(
	'takes « %s » for no number',
	(text) => {
		expect(typedNumber(text)).toBeNull();
	}
);
