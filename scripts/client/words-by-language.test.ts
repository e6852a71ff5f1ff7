import { expect, it } from 'vitest';
import english from '../../messages/en.json' with { type: 'json' };
import french from '../../messages/fr.json' with { type: 'json' };
import { said } from './said-in-language.ts';
import { wordsByLanguage } from './words-by-language.ts';

interface Transform {
	handler: (this: { error: (sentence: string) => never }, code: string, id: string) => unknown;
}

function written(code: string, id = '/src/routes/page.js'): string {
	const { handler } = wordsByLanguage().transform as unknown as Transform;
	const context = {
		error: (sentence: string): never => {
			throw new Error(sentence);
		}
	};
	return (handler.call(context, code, id) as { code: string }).code;
}
const imported = `import { m } from '#lib/paraglide/messages.js';\n`;

it('says words without values where they stand, in every language, and imports nothing', () => {
	const code = written(`${imported}console.log(m.yes(), [m.no].map((say) => say()));`);
	expect(code).toContain(`${said}(\`${french.yes}\`, \`${english.yes}\`)`);
	expect(code).toContain(`() => /* @__PURE__ */ ${said}(\`${french.no}\`, \`${english.no}\`)`);
	expect(code).not.toContain('import');
});

it('imports a message with values from its own module, and no longer all of them', () => {
	const code = written(`${imported}console.log(m.analyse_behind_brownfields({ count: 1 }));`);
	expect(code).toContain('message_analyse_behind_brownfields({ count: 1 })');
	expect(code).toContain('#lib/paraglide/messages/analyse_behind_brownfields.js');
	expect(code).not.toContain('paraglide/messages.js');
});

it('makes one call of the functions of a message, and follows no locale', () => {
	const code = written(
		[
			"import * as registry from '../registry.js'",
			'const fr_some = (i) => { return registry.plural("fr", i) };',
			'const en_some = fr_some;',
			'export const some = ((inputs) => getLocale() === "en" ? en_some(inputs) : fr_some(inputs));'
		].join('\n'),
		'/src/lib/paraglide/messages/some.js'
	);
	const one = '(i) => { return registry.plural("fr", i) }';
	expect(code).toContain(`${said}(${one}, ${one})`);
	expect(code).not.toContain('getLocale');
});

it('leaves all of them to who composes a key', () => {
	const code = written(`${imported}export const all = m; console.log(m.yes());`);
	expect(code).toContain(imported.trim());
	expect(code).toContain(said);
});

it('names a message that nobody has written', () => {
	expect(() => written(`${imported}m.never_written();`)).toThrow('never_written');
});

it('refuses a message in another language than that of the page', () => {
	expect(() => written(`${imported}m.yes({}, { locale: 'en' });`)).toThrow('« yes »');
});
