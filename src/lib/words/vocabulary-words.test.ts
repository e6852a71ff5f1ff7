import { globSync, readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { describe, expect, it } from 'vitest';
import { languageFacts, languages } from '#lib/domain/language.ts';
import { demonstrationSource } from '#lib/domain/provenance.ts';
import * as vocabulary from '#lib/domain/vocabulary.ts';
import { baseLocale, overwriteGetLocale } from '#lib/paraglide/runtime.js';
import { codeKey, codeLabel } from './vocabulary-words.ts';
import { zoneSource } from './zone-words.ts';

/** Names of columns, which are fields and not values. */
const columns: readonly unknown[] = [
	vocabulary.vocationFlags,
	vocabulary.networkFlags,
	vocabulary.plotNetworkFlags
];

/** Every value of every list of the vocabulary. */
function valuesOf(list: unknown): string[] {
	if (columns.includes(list)) return [];
	if (typeof list === 'string') return [list];
	return typeof list === 'object' && list !== null ? Object.values(list).flatMap(valuesOf) : [];
}

const values = [...new Set(Object.values(vocabulary).flatMap(valuesOf))];

const complete = languages.filter((language) => !languageFacts[language].partial);

it('each language has its file of messages, and each file its language', () => {
	const files = globSync('messages/*.json').map((file) => basename(file, '.json'));
	const { locales } = JSON.parse(readFileSync('project.inlang/settings.json', 'utf8')) as {
		locales: string[];
	};
	expect(files.toSorted()).toEqual([...languages].toSorted());
	expect(locales).toEqual(languages);
});

describe.each(complete.map((language) => `messages/${language}.json`))('%s', (file) => {
	const messages = JSON.parse(readFileSync(file, 'utf8')) as Record<string, unknown>;

	it('has words for every value of every list', () => {
		expect(values.length).toBeGreaterThan(100);
		const missing = values.filter((value) => !messages[codeKey(value)]);
		expect(missing, basename(file)).toEqual([]);
	});
});

it('French keeps its spaces with the marks that they belong to', () => {
	const loose = readFileSync('messages/fr.json', 'utf8')
		.split('\n')
		.filter((line) => / [:;?!»]|« /.test(line));
	expect(loose).toEqual([]);
});

it('says in the language of the page where invented records come from, and lets names stand', () => {
	overwriteGetLocale(() => 'en');
	expect(codeLabel(demonstrationSource)).toBe('Forgeterre demonstration set');
	expect(codeLabel('Cadastre de Sedan')).toBe('Cadastre de Sedan');
	expect(zoneSource('Zonage fictif, 1AUX, 2026-01-15', 'en-GB')).toBe(
		'Invented zoning, 1AUX, 15 January 2026'
	);
	expect(zoneSource('PLU de Sedan, UX, 2026-01-15', 'en-GB')).toBe(
		'PLU de Sedan, UX, 15 January 2026'
	);
	overwriteGetLocale(() => baseLocale);
	expect(codeLabel(demonstrationSource)).toBe(demonstrationSource);
});
