import { describe, expect, it } from 'vitest';
import { restingStop } from './sheet-drag.ts';

describe('a sheet that is let go', () => {
	it('rests at the nearest stop', () => {
		expect(restingStop(10, 0, 1000)).toBe('peek');
		expect(restingStop(300, 0, 1000)).toBe('half');
		expect(restingStop(700, 0.1, 1000)).toBe('full');
	});

	it('goes on to the next stop in the direction of a flick', () => {
		expect(restingStop(470, 1, 1000)).toBe('full');
		expect(restingStop(450, -1, 1000)).toBe('peek');
		expect(restingStop(30, 1, 1000)).toBe('half');
		expect(restingStop(780, 2, 1000)).toBe('full');
		expect(restingStop(0, -2, 1000)).toBe('peek');
	});
});
