import { afterAll, beforeAll, expect, it } from 'vitest';
import { copyOf, type ChangedCopy } from './changed-copy.ts';

const settings = 'project.inlang/settings.json';
const facts = 'src/lib/domain/language.ts';
let copy: ChangedCopy;

beforeAll(() => {
	copy = copyOf(['messages', settings, facts]);
});

afterAll(() => {
	copy.remove();
});

const said = `
import { saidIn } from './src/lib/domain/language.ts';
import { m } from './compiled/messages.js';
const one = { locale: 'de' };
console.log(JSON.stringify([
	m.yes({}, one), m.no({}, one), m.criteria_title({}, one), saidIn({ fr: 'Bonjour' }, 'de')
]));
`;

// With the territory that offers it, a language is four files.
it('a language takes its words, its name and its place in the list, and says the rest in French', () => {
	copy.write('messages/de.json', JSON.stringify({ yes: 'ja', criteria_title: 'Kriterien' }));
	copy.change(settings, '"en"]', '"en", "de"]');
	copy.change(facts, "'en'] as const", "'en', 'de'] as const");
	copy.change(
		facts,
		"locale: 'en-GB' }",
		"locale: 'en-GB' }, de: { name: 'Deutsch', locale: 'de-DE' }"
	);
	expect([...copy.touched().keys()]).toEqual(['messages/de.json', settings, facts]);
	const compiler = 'node_modules/@inlang/paraglide-js/bin/run.js';
	const compile = [
		'compile',
		'--project',
		'./project.inlang',
		'--outdir',
		'./compiled',
		'--silent'
	];
	copy.run(compiler, ...compile);
	copy.write('said.ts', said);
	expect(JSON.parse(copy.run('said.ts'))).toEqual(['ja', 'non', 'Kriterien', 'Bonjour']);
});
