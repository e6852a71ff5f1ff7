import { afterEach, describe, expect, it } from 'vitest';
import { correctableFields, correctedClasses } from '#lib/domain/correction.ts';
import { schemaNamed } from '#lib/domain/import/detect-class.ts';
import { expectationOf } from '#lib/domain/import/read-field.ts';
import { languages } from '#lib/domain/language.ts';
import { baseLocale, overwriteGetLocale } from '#lib/paraglide/runtime.js';
import { columnLabel, expectedText } from './record-words.ts';

const fields = correctedClasses.flatMap((name) => {
	const schema = schemaNamed(name);
	if (!schema) return [];
	// Neither the key, nor the provenance, nor what only agents see is corrected.
	const columns = Object.entries(schema.fields).flatMap(([column, { seenBy }]) =>
		column === schema.key || seenBy !== undefined || /^source_(?!producteur)/.test(column)
			? []
			: [column]
	);
	const everyColumn = Object.fromEntries(columns.map((column) => [column, null]));
	return correctableFields(schema, everyColumn);
});

afterEach(() => {
	overwriteGetLocale(() => baseLocale);
});

describe.each(languages)('words of what an agent corrects, in %s', (locale) => {
	it('name every column, and say what it admits wherever a reader of files would', () => {
		overwriteGetLocale(() => locale);
		expect(fields.length).toBeGreaterThan(150);
		expect(fields.map(({ name }) => name).filter((name) => columnLabel(name) === name)).toEqual([]);
		for (const { name, field } of fields) {
			const isTold = expectationOf(field) !== undefined && field.type !== 'truth';
			expect(expectedText(name, field) !== null, name).toBe(isTold);
		}
	});
});

it('what a column admits is said in the language of the page', () => {
	overwriteGetLocale(() => 'en');
	const field = (column: string) => {
		const found = fields.find(({ name }) => name === column);
		if (!found) throw new Error(column);
		return expectedText(column, found.field);
	};
	expect(field('site_taux_vacance')).toBe('a number from 0 to 100 (%)');
	expect(field('terr_refcad')).toContain('14 characters');
	expect(field('site_url')).toBe('an address in http:// or https://');
});
