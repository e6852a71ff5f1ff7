import { describe, expect, it } from 'vitest';
import { classTints, type ClassPattern } from './meaning-colours.ts';

/** Relative luminance of a colour, after WCAG 2.2. */
function luminance(colour: string): number {
	const whole = parseInt(colour.slice(1), 16);
	const [red = 0, green = 0, blue = 0] = [whole >> 16, (whole >> 8) & 255, whole & 255]
		.map((part) => part / 255)
		.map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
	return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

const contrast = (one: string, other: string) => {
	const [low = 0, high = 0] = [luminance(one), luminance(other)].toSorted((a, b) => a - b);
	return (high + 0.05) / (low + 0.05);
};

/** Share of a tile of 8 × 8 that a pattern covers, by its strokes of 0.9 and its dots of radius 1. */
const covered: Partial<Record<ClassPattern, number>> = {
	solid: 0,
	dots: (2 * Math.PI) / 64,
	lines: (2 * 8 * 0.9) / 64,
	slope: (Math.SQRT2 * 8 * 0.9) / 64,
	cross: (2 * Math.SQRT2 * 8 * 0.9) / 64
};

describe.each(['light', 'dark'] as const)('classes of a value on %s paper', (shade) => {
	it('are ever further from the paper, with their pattern as without', () => {
		const sign = shade === 'light' ? -1 : 1;
		const [plain, patterned] = [0, 1].map((pattern) =>
			classTints.map((tint) => {
				const share = pattern * (covered[tint.pattern] ?? NaN);
				return sign * (luminance(tint[shade]) * (1 - share) + luminance(tint.mark[shade]) * share);
			})
		);
		expect(plain).toEqual(plain?.toSorted((a, b) => a - b));
		expect(patterned).toEqual(patterned?.toSorted((a, b) => a - b));
		expect(patterned).not.toContain(NaN);
	});

	it('carry letters and a pattern that are seen', () => {
		for (const { [shade]: ground, ink, mark } of classTints) {
			expect(contrast(ground, ink[shade])).toBeGreaterThan(4.5);
			expect(contrast(ground, mark[shade])).toBeGreaterThan(2.8);
		}
	});
});
