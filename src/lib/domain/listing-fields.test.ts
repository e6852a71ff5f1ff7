import { describe, expect, it } from 'vitest';
import {
	listingSteps,
	readField,
	stepFields,
	stepOf,
	type ListingField
} from './listing-fields.ts';

const number: ListingField = { name: 'hbat', kind: 'number', most: 200 };

describe('what is typed in a field', () => {
	it.each([
		['12,5', 12.5],
		['1 250.75', 1250.75],
		['0', 0],
		['1 000', 1000]
	])('reads the number « %s » as French and English write it', (typed, value) => {
		expect(readField({ ...number, most: 10_000 }, typed)).toEqual({ value });
	});

	it.each([
		[number, 'haut', 'number'],
		[number, '-1', 'most'],
		[number, '201', 'most'],
		[number, '1e999', 'number'],
		[{ ...number, kind: 'integer' }, '1,5', 'integer'],
		[{ name: 'date_dispo', kind: 'date' }, '2026-02-30', 'date'],
		[{ name: 'date_dispo', kind: 'date' }, '01/03/2026', 'date'],
		[{ name: 'terr_lot', kind: 'text', most: 3 }, 'abcd', 'length'],
		[{ name: 'reseau_gaz', kind: 'flag' }, 'peut-être', 'choice'],
		[{ name: 'x', kind: 'select', options: ['a'] }, 'b', 'choice']
	] as [ListingField, string, string][])(
		'names what is wrong with %o: « %s »',
		(field, typed, kind) => {
			expect(readField(field, typed)).toMatchObject({ fault: { kind } });
		}
	);

	it('is nothing when it is empty or blank', () => {
		expect(readField(number, ' \u00a0 ')).toEqual({ value: null });
	});
});

describe('steps', () => {
	it('ask for each field once', () => {
		const names = listingSteps.flatMap((step) => stepFields[step].map(({ name }) => name));
		expect(new Set(names).size).toBe(names.length);
	});

	it('are found by the field they ask for, the first for the shape', () => {
		expect([stepOf('reseau_gaz'), stepOf('terr_usage'), stepOf('geom')]).toEqual([
			'reseaux',
			'nature',
			'emplacement'
		]);
	});
});
