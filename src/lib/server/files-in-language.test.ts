import { createHash } from 'node:crypto';
import { expect, it } from 'vitest';
import { withFilesOf, withHashesOf } from './files-in-language.ts';

const files = new Map([['en', new Set(['nodes/2.a1.js', 'entry/start.b-2_.js'])]]);
const page = `<link href="/_app/immutable/nodes/2.a1.js"><link href="/_app/immutable/chunks/map.js">
<link href="/_app/immutable/assets/2.css"><script>import("./_app/immutable/entry/start.b-2_.js")</script>`;

it('names the files of a language where it has its own, and leaves all others', () => {
	expect(withFilesOf('en', page, files)).toBe(
		page
			.replace('immutable/nodes', 'immutable/en/nodes')
			.replace('immutable/entry', 'immutable/en/entry')
	);
});

it('leaves the first language as the build has named it', () => {
	expect(withFilesOf('fr', page, files)).toBe(page);
});

it('lets the script run that the page of a language carries', () => {
	const hash = (script: string) => createHash('sha256').update(script).digest('base64');
	const [before = '', after = ''] = ['', 'en/'].map(
		(language) => `import("./_app/immutable/${language}entry/start.b-2_.js")`
	);
	const policy = `script-src 'self' 'sha256-${hash(before)}'; base-uri 'none'`;
	expect(withHashesOf(policy, page, withFilesOf('en', page, files))).toBe(
		policy.replace(hash(before), hash(after))
	);
});
