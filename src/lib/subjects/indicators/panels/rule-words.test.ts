import { describe, expect, it } from 'vitest';
import { overwriteGetLocale } from '#lib/paraglide/runtime.js';
import { ruleList } from '#lib/domain/law/rule-list.ts';
import { figureText, givenText, parameterText } from './figure-words.ts';
import { ruleWords } from './rule-words.ts';

describe.each(['fr', 'en'] as const)('the words of the rules, %s', (locale) => {
	it('name every rule, say it and write its example whole', () => {
		overwriteGetLocale(() => locale);
		expect(Object.keys(ruleWords).toSorted()).toEqual(ruleList.map(({ id }) => id).toSorted());
		for (const { id, examples, versions } of ruleList) {
			const words = ruleWords[id];
			const [shown] = examples;
			if (!words || !shown) throw new Error(id);
			const written = [
				words.title(),
				words.says(),
				words.example(givenText(shown.given, locale)),
				...examples.flatMap(({ expected }) => (expected ? [figureText(expected, locale)] : [])),
				...versions.flatMap(({ parameters }) =>
					Object.values(parameters).map((parameter) => parameterText(parameter, locale))
				)
			];
			for (const text of written) expect(text, id).not.toMatch(/undefined|NaN|\{|^$/);
		}
	});
});

it('writes a figure as the language does', () => {
	overwriteGetLocale(() => 'fr');
	expect(figureText({ kind: 'month', value: '2027-08' }, 'fr')).toBe('août 2027');
	expect(figureText({ kind: 'percents', low: 12.5, high: 37.5 }, 'fr')).toMatch(
		/^entre 12,5\s% et 37,5\s%$/
	);
});
