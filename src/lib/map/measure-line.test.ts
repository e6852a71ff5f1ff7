import { describe, expect, it } from 'vitest';
import { areaText, enclosedHa, lengthKm, lengthText } from './measure-line.ts';

describe('a measurement', () => {
	it('is as long as the ground: a minute of latitude is a nautical mile', () => {
		expect(
			lengthKm([
				[4.7, 49.7],
				[4.7, 49.7 + 1 / 60]
			])
		).toBeCloseTo(1.853, 2);
		expect(lengthKm([[4.7, 49.7]])).toBe(0);
	});

	it('encloses nothing before it has three corners, then what lies within', () => {
		expect(
			enclosedHa([
				[4.7, 49.7],
				[4.71, 49.7]
			])
		).toBe(0);
		// 0.01° across is 721 m here, 0.01° up 1,112 m; Lambert-93 is off by less than a percent.
		const ha = enclosedHa([
			[4.7, 49.7],
			[4.71, 49.7],
			[4.71, 49.71],
			[4.7, 49.71]
		]);
		expect(ha).toBeGreaterThan(79);
		expect(ha).toBeLessThan(82);
	});

	it('is said in the units that people use, in their language', () => {
		expect(lengthText(0.8504, 'fr')).toBe('850\u202Fm');
		expect(lengthText(1.234, 'fr')).toBe('1,23\u202Fkm');
		expect(lengthText(1.234, 'en')).toBe('1.23\u202Fkm');
		expect(lengthText(12.34, 'fr')).toBe('12,3\u202Fkm');
		expect(areaText(0.1234, 'fr')).toBe('1\u202F234\u202Fm²');
		expect(areaText(12.34, 'en')).toBe('12.3\u202Fha');
	});
});
