import { describe, expect, it } from 'vitest';
import { compactSiret, isSiret } from './siret.ts';

describe('SIRET', () => {
	it('is fourteen digits whose checksum is right', () => {
		// INSEE, DINUM, and a number worked out by hand.
		for (const siret of ['12002701600563', '13002526500013', '85520050700017']) {
			expect([siret, isSiret(siret)]).toEqual([siret, true]);
		}
		for (const siret of [
			'12002701600564',
			'1200270160056',
			'120027016005630',
			'1200270160056x',
			''
		]) {
			expect([siret, isSiret(siret)]).toEqual([siret, false]);
		}
		expect(isSiret('00000000000000')).toBe(false);
	});

	it('notices any single wrong digit', () => {
		const right = '13002526500013';
		for (let place = 0; place < 14; place++) {
			for (let digit = 0; digit < 10; digit++) {
				const typed = right.slice(0, place) + String(digit) + right.slice(place + 1);
				expect([typed, isSiret(typed)]).toEqual([typed, typed === right]);
			}
		}
	});

	it('follows the rule of La Poste for La Poste alone', () => {
		// 3+5+6+4+9+8+3+7 = 45, a multiple of five; Luhn's sum does not end in zero.
		expect(isSiret('35600000049837')).toBe(true);
		expect(isSiret('35600000049838')).toBe(false);
	});

	it('is read as people type it', () => {
		expect(compactSiret(' 130\u00a0025\u202f265 00013')).toBe('13002526500013');
		expect(compactSiret('130.025.265-00013')).toBe('13002526500013');
	});
});
