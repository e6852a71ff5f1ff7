import { globSync, readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { expect, it } from 'vitest';
import { languages } from './language.ts';

it('is each a file of messages, and a locale of the pages', () => {
	const files = globSync('messages/*.json').map((file) => basename(file, '.json'));
	expect(files.toSorted()).toEqual(languages.toSorted());
	const { locales, baseLocale } = JSON.parse(
		readFileSync('project.inlang/settings.json', 'utf8')
	) as { locales: string[]; baseLocale: string };
	expect(locales).toEqual(languages);
	expect(baseLocale).toBe(languages[0]);
});
