import { expect, it } from 'vitest';
import { DrawingPress } from './drawing-press.ts';

it('keeps the click that ends a drawing, and a second one at once, from the map', () => {
	const press = new DrawingPress();
	press.press(false, 0);
	expect(press.drew).toBe(false);
	press.press(true, 1000);
	expect(press.drew, 'the click that ends it').toBe(true);
	press.press(false, 1200);
	expect(press.drew, 'the other half of a double click').toBe(true);
	press.press(false, 2500);
	expect(press.drew, 'a click of its own').toBe(false);
});
