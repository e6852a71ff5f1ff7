import fc from 'fast-check';
import { expect, it } from 'vitest';
import { spreadMarks } from './spread-marks.ts';

/** A flat frame around 49.7° north, 50 m a pixel. */
const frame = {
	metresPerPixel: 50,
	place: ([lon = 0, lat = 0]: readonly number[]): [number, number] => [
		(lon * 111_320 * Math.cos((49.7 * Math.PI) / 180)) / 50,
		(-lat * 111_320) / 50
	]
};
const near = fc.tuple(
	fc.double({ min: 4.7, max: 4.71, noNaN: true }),
	fc.double({ min: 49.699, max: 49.701, noNaN: true })
);

it('moves marks apart so that each can be pointed at, and the first not at all', () => {
	fc.assert(
		fc.property(fc.array(near, { minLength: 1, maxLength: 30 }), (positions) => {
			const placed = spreadMarks(positions, frame, 18).map(frame.place);
			expect(placed[0]?.[0]).toBeCloseTo(frame.place(positions[0] ?? [])[0], 6);
			for (const [nth, [x, y]] of placed.entries())
				for (const [otherX, otherY] of placed.slice(0, nth))
					expect(Math.hypot(x - otherX, y - otherY)).toBeGreaterThan(17.9);
		})
	);
});
