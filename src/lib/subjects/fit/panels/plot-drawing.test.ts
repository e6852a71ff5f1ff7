import { expect, it } from 'vitest';
import { drawingOf } from './plot-drawing.ts';

/** A rectangle so many metres from west to east and from south to north. */
const plot = (width: number, height: number) => ({
	origin: [0, 0] as const,
	rings: [
		[
			{ x: 0, y: 0 },
			{ x: width * 100, y: 0 },
			{ x: width * 100, y: height * 100 },
			{ x: 0, y: height * 100 }
		]
	]
});

it('measures letters in pixels of the side that bounds the drawing', () => {
	const wide = drawingOf(plot(400, 200), 800, 600);
	expect(wide.view.width / wide.unit).toBeCloseTo(800);
	const tall = drawingOf(plot(100, 800), 800, 600);
	expect(tall.view.height / tall.unit).toBeCloseTo(600);
	// The scale stands within what is seen, in either.
	for (const { view, scale } of [wide, tall])
		expect(scale.x + scale.metres).toBeLessThan(view.x + view.width);
});
