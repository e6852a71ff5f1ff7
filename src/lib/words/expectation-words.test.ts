import { globSync, readFileSync } from 'node:fs';
import { afterEach, describe, expect, it } from 'vitest';
import { readCorrection } from '#lib/domain/correction.ts';
import { leftOutReasons } from '#lib/domain/fields/left-out.ts';
import { schemaNamed } from '#lib/domain/import/detect-class.ts';
import { languages } from '#lib/domain/language.ts';
import { repairGeometry } from '#lib/geo/repair-geometry.ts';
import { baseLocale, overwriteGetLocale } from '#lib/paraglide/runtime.js';
import { expectationText } from './expectation-words.ts';

afterEach(() => {
	overwriteGetLocale(() => baseLocale);
});

const codes = new Set(
	globSync('src/**/*.ts')
		.filter((file) => !file.endsWith('.test.ts'))
		.flatMap((file) => [...readFileSync(file, 'utf8').matchAll(/\bexpectation\(\s*'([a-z_]+)'/g)])
		.map(([, code = '']) => code)
);
for (const reason of Object.keys(leftOutReasons)) codes.add(`left_out_${reason}`);

describe.each(languages)('what is expected of a value, in %s', (language) => {
	it('has words for each code', () => {
		const words = JSON.parse(readFileSync(`messages/${language}.json`, 'utf8')) as object;
		expect(codes.size).toBeGreaterThan(40);
		// What a type admits is said by the type itself.
		const wanting = [...codes].filter(
			(code) => code !== 'expects_type' && !Object.hasOwn(words, `record_${code}`)
		);
		expect(wanting).toEqual([]);
	});
});

/** What a page in English says of values typed into the form of a plot. */
function toldOf(typed: Record<string, string>): string[] {
	overwriteGetLocale(() => 'en');
	const schema = schemaNamed('terrain_eco');
	if (!schema) throw new Error('terrain_eco');
	const stored = Object.fromEntries(Object.keys(typed).map((column) => [column, null]));
	const { faults, doubts } = readCorrection(
		schema,
		stored,
		new Map(Object.entries(typed)),
		'2026-11-27'
	);
	return [...faults, ...doubts].map((said) =>
		expectationText(said, 'en', { name: said.field, field: schema.fields[said.field] })
	);
}

it('is said in the language of the page, with its values', () => {
	expect(toldOf({ terr_description: 'x'.repeat(4001) })).toEqual([
		'a text of 4,000 characters at most'
	]);
	expect(toldOf({ terr_actu_date: '27/11/2026' })).toEqual(['a day']);
	expect(toldOf({ terr_actu_date: '1066-10-14' })).toEqual([
		'usually a date from 1 January 1900 to 27 November 2026'
	]);
	expect(toldOf({ terr_etat_occup: 'occupe transitoirement' })[0]).toMatch(/^one of: /);
	expect(toldOf({ terr_prix_demande_m2: '90000' })[0]).toMatch(/^usually from [\d.]+ to [\d,]+ €/);
});

it('names what was mended of a geometry, and says as it came what has no words', () => {
	overwriteGetLocale(() => 'en');
	const { repairs } = repairGeometry({ type: 'Point', coordinates: [49.76, 4.72, 12] });
	expect(repairs.map((repair) => expectationText(repair, 'en'))).toEqual([
		'coordinates put back in the order longitude, latitude',
		'heights removed'
	]);
	expect(expectationText({ expected: 'une année de récolte' }, 'en')).toBe('une année de récolte');
});
