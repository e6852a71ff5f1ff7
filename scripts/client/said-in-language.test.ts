import { expect, it } from 'vitest';
import { fileIn, inEachLanguage, said, spokenFiles, withAddressesOf } from './said-in-language.ts';

it('leaves each language its own words, and calls its own function', () => {
	const code = `a.textContent=${said}(\`Oui\`,"Yes");b(${said}(e=>\`\${e.n} lots\`,e=>\`\${e.n} plots\`)({n:${said}("un","one")}))`;
	expect(inEachLanguage(code, 2)).toEqual([
		'a.textContent=`Oui`;b((e=>`${e.n} lots`)({n:"un"}))',
		'a.textContent="Yes";b((e=>`${e.n} plots`)({n:"one"}))'
	]);
});

it('refuses words of fewer languages than there are', () => {
	expect(() => inEachLanguage(`${said}("oui","yes")`, 3)).toThrow('2 languages, 3 expected');
});

it('takes for spoken what has words, and what imports it', () => {
	const files = new Map([
		['entry.js', { code: '', imports: ['page.js'] }],
		['page.js', { code: '', imports: ['words.js', 'map.js'] }],
		['words.js', { code: `${said}("oui","yes")`, imports: ['map.js'] }],
		['map.js', { code: '', imports: [] }]
	]);
	expect([...spokenFiles(files)].toSorted()).toEqual(['entry.js', 'page.js', 'words.js']);
});

it('moves a file to its language, and keeps the way to those that stay', () => {
	const name = 'app/immutable/nodes/2.js';
	const moved = fileIn('en', name, 'app/immutable');
	expect(moved).toBe('app/immutable/en/nodes/2.js');
	const code =
		'import"../chunks/words.js";import("../chunks/map.js");f(["../assets/2.css"],"./none.js")';
	const staying = new Set(['app/immutable/chunks/map.js', 'app/immutable/assets/2.css']);
	expect(withAddressesOf(code, name, moved, staying)).toBe(
		'import"../chunks/words.js";import("../../chunks/map.js");f(["../../assets/2.css"],"./none.js")'
	);
});
