import { globSync, readFileSync } from 'node:fs';
import { composedMessages } from 'virtual:composed-messages';
import { composedMessages as officeMessages } from 'virtual:office-messages';
import { expect, it } from 'vitest';
import { m } from '#lib/paraglide/messages.js';
import { criteriaList, fieldEntries } from '#lib/search/criteria-list.ts';

const words = m as unknown as Readonly<Record<string, unknown>>;

it('holds every message of the beginnings that a page composes keys of', () => {
	const sources = globSync('src/**/*.{ts,svelte}')
		.filter((file) => !file.endsWith('.test.ts'))
		.map((file) => readFileSync(file, 'utf8'));
	const prefixes = new Set(
		sources.flatMap((source) =>
			[...source.matchAll(/composedLabel\('(\w+)'/g)].map(([, prefix = '']) => prefix)
		)
	);
	expect(prefixes.size).toBeGreaterThan(10);
	const composed = Object.keys(m).filter((key) =>
		[...prefixes, 'code', 'sector', 'naf'].some((prefix) => key.startsWith(`${prefix}_`))
	);
	expect(composed.filter((key) => composedMessages[key] !== words[key])).toEqual([]);
	expect(composed.length).toBeGreaterThan(100);
});

it('holds those of the pages behind the map too, and no others', () => {
	const sources = globSync('src/**/*.{ts,svelte}').map((file) => readFileSync(file, 'utf8'));
	const prefixes = new Set(
		sources.flatMap((source) =>
			[...source.matchAll(/composedOfficeLabel\(\s*['`]([a-z]+)_/g)].map(
				([, prefix = '']) => prefix
			)
		)
	);
	expect([...prefixes, 'refused'].toSorted()).toEqual(['check', 'lead', 'listing', 'refused']);
	const composed = Object.keys(m).filter((key) => /^(check|lead|listing|refused)_/.test(key));
	expect(Object.keys(officeMessages).toSorted()).toEqual(composed.toSorted());
});

it('has words for every criterion, every field that the panel asks, and each of its words', () => {
	const keys = [
		...criteriaList.map(({ id }) => `criterion_${id.replaceAll('-', '_')}`),
		...fieldEntries.flatMap(([key, field]) => [
			...(field.panel === undefined || field.panel.control !== undefined || field.kind === 'word'
				? []
				: [`field_${key}`]),
			...(field.panel === undefined ? [] : [`group_${field.panel.group}`]),
			...(field.kind === 'word'
				? Object.keys(field.words).map((word) => `field_${key}_${word}`)
				: [])
		])
	];
	expect(keys.filter((key) => composedMessages[key] === undefined)).toEqual([]);
});
