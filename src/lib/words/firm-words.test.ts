import { afterEach, describe, expect, it } from 'vitest';
import type { Firm } from '#lib/domain/firm.ts';
import { baseLocale, overwriteGetLocale } from '#lib/paraglide/runtime.js';
import { activityText, bracketText } from './firm-words.ts';

afterEach(() => {
	overwriteGetLocale(() => baseLocale);
});

const firm = (said: Partial<Firm>) => said as Firm;
const foundry = firm({ naf: '2454Z', activity: 'Fonderie d’autres métaux non ferreux' });

describe('what a firm does', () => {
	it('is said by its source in French, and by the division of its code in English', () => {
		expect(activityText(foundry, 'fr')).toBe('Fonderie d’autres métaux non ferreux');
		overwriteGetLocale(() => 'en');
		expect(activityText(foundry, 'en')).toBe('Basic metals and foundry');
		expect(activityText(firm({ naf: '01.61Z', activity: 'Soutien aux cultures' }), 'en')).toBe(
			'Crops and livestock'
		);
	});

	it('stays in French where the code names no division', () => {
		overwriteGetLocale(() => 'en');
		for (const naf of ['', '04', 'XX'])
			expect(activityText(firm({ naf, activity: 'Autre' }), 'en')).toBe('Autre');
	});
});

it('says the bracket of a headcount by its bounds in English', () => {
	const said = (headcountBracket: string | null, locale: string) => {
		overwriteGetLocale(() => locale as 'fr' | 'en');
		return bracketText(firm({ headcountBracket }), locale);
	};
	expect(said('1 000 à 1 999 salariés', 'fr')).toBe('1 000 à 1 999 salariés');
	expect(said('1 000 à 1 999 salariés', 'en')).toBe('1,000 to 1,999 employees');
	expect(said('10 000 salariés et plus', 'en')).toBe('10,000 employees or more');
	expect(said('0 salarié', 'en')).toBe('0 employees');
	expect(said('1 ou 2 salariés', 'en')).toBe('1 to 2 employees');
	expect(said('Unité non employeuse', 'en')).toBe('Unité non employeuse');
	expect(said(null, 'en')).toBeNull();
});
