import { beforeEach, describe, expect, it } from 'vitest';
import { AddressSteps } from './address-steps.ts';

let steps: AddressSteps;
beforeEach(() => {
	steps = new AddressSteps();
	steps.settle('?surface_min=2');
});

describe('a change of the address', () => {
	it('is a step for each thing that is done', () => {
		expect(steps.take('?surface_min=3', false, 0)).toBe(true);
		expect(steps.take('?surface_min=3&gare_km=5', false, 100)).toBe(true);
		expect(steps.take('?gare_km=5', false, 200)).toBe(true);
		expect(steps.take('?gare_km=5&vue=49.7,4.7,11', true, 300)).toBe(true);
	});

	it('goes on with the last step where the same is changed again at once', () => {
		expect(steps.take('?surface_min=3', false, 0)).toBe(true);
		expect(steps.take('?surface_min=4', false, 500)).toBe(false);
		expect(steps.take('?surface_min=5', false, 1000)).toBe(false);
		expect(steps.take('?surface_min=6', false, 5000)).toBe(true);
	});

	it('is one step for as long as a slider is held, however slowly it moves', () => {
		steps.press();
		expect(steps.take('?surface_min=3', false, 0)).toBe(true);
		expect(steps.take('?surface_min=4', false, 10_000)).toBe(false);
		steps.release();
		expect(steps.take('?surface_min=5', false, 20_000)).toBe(true);
		steps.press();
		expect(steps.take('?surface_min=6', false, 30_000)).toBe(true);
	});

	it('is none where the page itself moves the map, or a base map is chosen', () => {
		expect(steps.take('?surface_min=2&vue=49.7,4.7,11', false, 0)).toBe(false);
		expect(steps.take('?surface_min=2&vue=49.7,4.7,11&fond=plan', true, 5000)).toBe(false);
		expect(steps.take('?surface_min=2&vue=49.8,4.7,11&fond=plan', true, 9000)).toBe(true);
	});

	it('is none for what was read from an address', () => {
		steps.settle('?surface_min=9');
		expect(steps.take('?surface_min=9', false, 0)).toBe(false);
	});
});
