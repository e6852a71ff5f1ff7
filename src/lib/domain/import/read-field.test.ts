import { describe, expect, it } from 'vitest';
import { plotLists, siteLists } from '../vocabulary.ts';
import {
	count,
	date,
	digits,
	identifiers,
	oneOf,
	pattern,
	quantity,
	someOf,
	text,
	truth,
	url,
	year
} from '../fields/field.ts';
import { isMissing, readField } from './read-field.ts';

const evolution = oneOf(siteLists.site_evol_urba);
const developer = oneOf(siteLists.site_moa_type);
const owner = oneOf(plotLists.terr_maitrise_fonc);
const use = oneOf(plotLists.terr_usage);

describe('a field', () => {
	it.each([
		['a value of the list', developer, 'commune', 'commune'],
		['a whole number', count(), '12', 12],
		['a number written 12.0', count(), '12.0', 12],
		['a decimal number', quantity('ha'), '5.35', 5.35],
		['a number of JSON', quantity('ha'), 5.35, 5.35],
		['a year', year(), '2015', 2015],
		['a date', date(), '2024-02-29', '2024-02-29'],
		['the date of a timestamp', date(), '2024-02-29T10:00:00Z', '2024-02-29'],
		['an address', url(), 'https://exemple.fr/a', 'https://exemple.fr/a'],
		['a truth of JSON', truth(), true, true],
		['a truth of a database', truth(), 0, false],
		['a truth in French', truth(), 'Oui', true]
	])('reads %s without a remark', (_name, field, given, value) => {
		expect(readField(field, given)).toEqual({ value });
	});

	it.each(['', '  ', 'NA', 'NaN', 'N/A', null, undefined])('takes %j for no value', (given) => {
		expect(isMissing(given)).toBe(true);
		expect(readField(text(), given)).toEqual({ value: null });
	});

	it.each([
		['the case of a list value', developer, 'EPCI', 'epci'],
		['the accents of a list value', use, 'bati productif', 'bâti productif'],
		[
			'a typographic apostrophe',
			use,
			'bassin d’orage ou de rétention',
			"bassin d'orage ou de rétention"
		],
		[
			'a straight one where the list has the other',
			use,
			"production d'énergie renouvelable",
			'production d’énergie renouvelable'
		],
		['a documented alias', evolution, 'extension', 'extension urbaine'],
		[
			'the alias of the standard’s PDF',
			owner,
			'EPCI, structure intercommunale',
			'structure intercommunale'
		],
		['surrounding spaces', text(), ' DDT de la Somme ', 'DDT de la Somme'],
		['spaces inside a key', identifiers(), 'A_ 0001|A_0002', 'A_0001|A_0002'],
		['spaces inside a number', digits(14), '347 499 519 00010', '34749951900010'],
		['a decimal comma', quantity('ha'), '37,2', 37.2],
		[
			'one of several list values',
			someOf(['industriel', 'commercial']),
			'Industriel|commercial',
			'industriel|commercial'
		]
	])('mends %s and says so', (_name, field, given, value) => {
		const reading = readField(field, given);
		expect(reading).toMatchObject({ value });
		expect(reading).toHaveProperty('repair.expected', expect.stringMatching(/\S/));
	});

	it.each([
		['a value of no list', developer, 'département', /commune \| epci/],
		['half a list value', use, 'bâti', /une valeur parmi/],
		['a negative number', quantity('ha'), '-1', /positif ou nul \(ha\)/],
		['a number with a unit', quantity('ha'), '12 ha', /\(ha\)/],
		['more than a hundred percent', quantity('%', 100), '101', /de 0 à 100/],
		['a fraction for a count', count(), '12.5', /entier/],
		['a day that does not exist', date(), '2023-02-29', /AAAA-MM-JJ/],
		['a date the French way', date(), '30/04/2023', /AAAA-MM-JJ/],
		['a year of two digits', year(), '98', /quatre chiffres/],
		['an address without http', url(), 'www.exemple.fr', /http/],
		['a number that is too short', digits(14), '3474995190001', /14 chiffres/],
		['a text that does not match', pattern(/^x$/, 'un x'), 'y', /un x/],
		['a list where a value is expected', text(), ['a'], /un texte/],
		['a truth that is none', truth(), '2', /true ou false/],
		['an object where a value is expected', text(), {}, /un texte/]
	])('refuses %s and says what was expected', (_name, field, given, expected) => {
		expect(readField(field, given)).toMatchObject({
			expected: expect.stringMatching(expected) as string
		});
	});
});
