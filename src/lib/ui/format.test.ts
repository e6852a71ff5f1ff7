import { describe, expect, it } from 'vitest';
import {
	formatAge,
	formatDate,
	formatHectares,
	formatInstant,
	formatKilometres,
	formatNumber,
	formatPercent,
	formatPricePerSquareMetre,
	formatShortDate,
	formatSiret,
	withDatesWritten
} from './format.ts';

describe('figures in French', () => {
	it('separates thousands and units by a narrow no-break space, decimals by a comma', () => {
		expect(formatNumber(12430, 'fr')).toBe('12\u202F430');
		expect(formatHectares(4.62, 'fr')).toBe('4,6\u202Fha');
		expect(formatHectares(0.125, 'fr')).toBe('0,13\u202Fha');
		expect(formatHectares(212.4, 'fr')).toBe('212\u202Fha');
		expect(formatKilometres(12.4, 'fr')).toBe('12\u202Fkm');
		expect(formatPricePerSquareMetre(35, 'fr')).toBe('35\u202F€/m²');
	});

	it('writes dates out, and their age in words', () => {
		expect(formatDate('2026-03-03', 'fr')).toBe('3 mars 2026');
		expect(formatShortDate('2026-03-03', 'fr')).toBe('03/03/2026');
		expect(formatDate('n/c', 'fr')).toBe('n/c');
		expect(formatDate('2026-11-01', 'fr')).toBe('1er novembre 2026');
		expect(formatDate('2026-11-01', 'en')).toBe('1 November 2026');
		expect(formatDate('2026-11-11', 'fr')).toBe('11 novembre 2026');
		expect(formatInstant('2026-11-01T17:05:00Z', 'fr')).toBe('1er nov. 2026, 18:05');
		expect(formatAge('2026-03-03', 'fr', new Date('2026-06-03T00:00:00Z'))).toBe('il y a 3 mois');
		expect(formatAge('2024-03-03', 'fr', new Date('2026-06-03T00:00:00Z'))).toBe('il y a 2 ans');
		expect(formatAge('2026-03-03', 'fr', new Date('2026-03-03T21:00:00Z'))).toBe('aujourd’hui');
		expect(formatAge('2026-03-03T20:59:00Z', 'fr', new Date('2026-03-03T21:00:00Z'))).toBe(
			'aujourd’hui'
		);
		expect(formatAge('2026-03-01', 'fr', new Date('2026-03-13T22:00:00Z'))).toBe('il y a 12 jours');
	});

	it('counts the days of France, also in the hours after midnight there', () => {
		const lateInLondon = '2026-03-03T23:26:00Z';
		expect(formatDate(lateInLondon, 'fr')).toBe('4 mars 2026');
		expect(formatShortDate(lateInLondon, 'fr')).toBe('04/03/2026');
		expect(formatAge(lateInLondon, 'fr', new Date('2026-03-04T06:00:00Z'))).toBe('aujourd’hui');
		expect(formatAge('2026-03-03', 'fr', new Date(lateInLondon))).toBe('hier');
	});

	it('writes a share as each language does', () => {
		expect(formatPercent(12.34, 'fr')).toBe('12,3\u00A0%');
		expect(formatPercent(12.34, 'en')).toBe('12.3%');
	});

	it('groups a SIRET, and leaves what is none as it is', () => {
		expect(formatSiret('73282932000074')).toBe('732\u00A0829\u00A0320\u00A000074');
		expect(formatSiret('7328')).toBe('7328');
	});
});

describe('figures in English', () => {
	it('uses a comma for thousands and a point for decimals', () => {
		expect(formatNumber(12430, 'en')).toBe('12,430');
		expect(formatHectares(4.62, 'en')).toBe('4.6\u202Fha');
		expect(formatDate('2026-03-03', 'en')).toBe('3 March 2026');
		expect(withDatesWritten('Zones, 1AUX, 2026-01-15', 'en')).toBe('Zones, 1AUX, 15 January 2026');
		expect(withDatesWritten('UF-2026-01-15-3', 'en')).toBe('UF-2026-01-15-3');
	});
});
