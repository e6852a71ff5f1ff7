import { globSync, readFileSync } from 'node:fs';
import { afterEach, describe, expect, it } from 'vitest';
import { reason } from '#lib/domain/reason.ts';
import { baseLocale, overwriteGetLocale } from '#lib/paraglide/runtime.js';
import { refusalSentence } from './refusal-words.ts';

const read = (pattern: string) =>
	globSync(pattern)
		.filter((file) => !file.endsWith('.test.ts'))
		.map((file) => readFileSync(file, 'utf8'))
		.join('\n');

const wordsOf = (language: string) =>
	Object.fromEntries(
		Object.entries(
			JSON.parse(readFileSync(`messages/${language}.json`, 'utf8')) as Record<string, unknown>
		).flatMap(([key, words]) => (key.startsWith('refused_') ? [[key.slice(8), String(words)]] : []))
	);

/** Codes that the database gives, each with the names of its values. */
const ofDatabase = [
	...read('supabase/schemas/**/*.sql')
		.replaceAll(/\s+/g, ' ')
		.matchAll(/detail = json_build_object\( ?'code', ([^;]*?)\)::text;/g)
].flatMap(([, list = '']) => {
	const [code = ''] = list.split(/, '[a-z]+', /, 1);
	const names = [...list.matchAll(/, '([a-z]+)', /g)].map(([, name = '']) => name);
	return [...code.matchAll(/'([a-z]+_[a-z_]+)'/g)].map(([, one = '']) => ({ code: one, names }));
});

/** Codes that our own code gives. */
const ofCode = [
	...read('src/**/*.ts').matchAll(/(?:\breason|new UploadError|new ParcelError)\(\s*'([a-z_]+)'/g),
	// What the database did not answer, and addresses that ask for too much.
	...read('src/lib/server/embedded/unanswered.ts').matchAll(/^\t([a-z_]+): \[/gm),
	// What is wrong with a row of a table of the inventory.
	...read('supabase/schemas/inventory/functions-import.sql').matchAll(/then '([a-z]+_[a-z]+)'/g),
	// And of a parcel that a land unit is built from.
	...read('supabase/schemas/inventory/functions-parcels.sql').matchAll(
		/select (?:\w+\.)?rank, '([a-z]+_[a-z]+)'/g
	),
	...read('src/lib/server/address-limit.ts').matchAll(/\bcode: '([a-z_]+)'[,\s]/g),
	...read('src/**/*.ts').matchAll(/reason\(stray \? '([a-z_]+)' : '([a-z_]+)'/g)
].flatMap(([, ...codes]) => codes);

describe('words of refusals', () => {
	const codes = [...new Set([...ofDatabase.map(({ code }) => code), ...ofCode])];

	it.each(['fr', 'en'])(
		'say every reason that is given, and none that is not, in %s',
		(language) => {
			expect(codes.length).toBeGreaterThan(70);
			expect([...codes, 'outline'].toSorted()).toEqual(Object.keys(wordsOf(language)).toSorted());
		}
	);

	it.each(['fr', 'en'])('name only values that the database gives, in %s', (language) => {
		const words = wordsOf(language);
		for (const { code, names } of ofDatabase) {
			const named = [...(words[code] ?? '').matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name);
			expect(names, code).toEqual(expect.arrayContaining(named));
		}
	});

	afterEach(() => {
		overwriteGetLocale(() => baseLocale);
	});

	it.each([
		[
			'fr',
			'L’annonce a été modifiée entre-temps par Camille Roux, le 24 nov. 2026, 10:05\u00a0: Nom de l’annonce · Hauteur utile.'
		],
		[
			'en',
			'This listing was changed meanwhile by Camille Roux, on 24 Nov 2026, 10:05: Name of the listing · Clear height.'
		]
	] as const)('write fields and instants as %s does', (locale, sentence) => {
		overwriteGetLocale(() => locale);
		const fields = 'terr_lot, hbat';
		const values = { by: 'Camille Roux', at: '2026-11-24T09:05:00+00:00', fields };
		const refused = { reason: reason('listing_stale', values), message: 'modifiée' };
		expect(refusalSentence(refused, locale)).toBe(sentence);
	});

	it('write a day as people do, and repeat what is none', () => {
		const sentence = (value: string) =>
			refusalSentence({ reason: reason('ledger_date', { value }), message: '' }, 'fr');
		expect(sentence('2099-01-01')).toContain('1er janvier 2099');
		expect(sentence('2026-02-30')).toContain('2026-02-30');
		const closed = { reason: reason('consultation_closed', { at: '2026-01-31' }), message: '' };
		expect(refusalSentence(closed, 'fr')).toContain('le 31 janvier 2026.');
	});

	it('say that a value is empty, and a very large number without an exponent', () => {
		const sentence = (value: string, locale: 'fr' | 'en') => {
			overwriteGetLocale(() => locale);
			return refusalSentence({ reason: reason('ledger_hectares', { value }), message: '' }, locale);
		};
		expect(sentence('', 'fr')).toContain('«\u00a0vide\u00a0»');
		expect(sentence('', 'en')).toContain('“empty”');
		expect(sentence('1e+30', 'en')).toContain('1,000,000,000,000,000,000,000,000,000,000');
	});

	it('repeat what has no words', () => {
		const refused = { reason: undefined, message: 'le fichier est étrange.' };
		expect(refusalSentence(refused, 'fr')).toBe('Le fichier est étrange.');
	});
});
