import { execFileSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';

const root = resolve(import.meta.dirname, '..');
const settings = 'project.inlang/settings.json';
const facts = 'src/lib/domain/language.ts';
let copy: string;

beforeAll(() => {
	copy = mkdtempSync(join(tmpdir(), 'forgeterre-language-'));
	for (const path of ['messages', settings, facts, 'package.json'])
		cpSync(join(root, path), join(copy, path), { recursive: true });
	symlinkSync(join(root, 'node_modules'), join(copy, 'node_modules'));
});

afterAll(() => {
	rmSync(copy, { recursive: true });
});

function change(path: string, before: string, after: string) {
	const text = readFileSync(join(copy, path), 'utf8');
	expect(text).toContain(before);
	writeFileSync(join(copy, path), text.replace(before, after));
}

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
	writeFileSync(
		join(copy, 'messages/de.json'),
		JSON.stringify({ yes: 'ja', criteria_title: 'Kriterien' })
	);
	change(settings, '"en"]', '"en", "de"]');
	change(facts, "'en'] as const", "'en', 'de'] as const");
	change(facts, "locale: 'en-GB' }", "locale: 'en-GB' }, de: { name: 'Deutsch', locale: 'de-DE' }");
	const compiler = join(copy, 'node_modules/@inlang/paraglide-js/bin/run.js');
	execFileSync(
		process.execPath,
		[compiler, 'compile', '--project', './project.inlang', '--outdir', './compiled', '--silent'],
		{ cwd: copy, stdio: 'ignore' }
	);
	writeFileSync(join(copy, 'said.ts'), said);
	const words = execFileSync(process.execPath, ['said.ts'], { cwd: copy, encoding: 'utf8' });
	expect(JSON.parse(words)).toEqual(['ja', 'non', 'Kriterien', 'Bonjour']);
});
