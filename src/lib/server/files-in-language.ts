import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from './project-root.ts';

const folder = '_app/immutable';
const addressOfScript = new RegExp(`${folder}/([\\w./~-]+\\.js)`, 'g');

/** Names of the files that each language has of its own, without its folder; none of the first one. */
type OwnFiles = ReadonlyMap<string, ReadonlySet<string>>;

let read: OwnFiles | undefined;

/**
 * A page, or a header of it, with the addresses of the files that say its language: the build names those of the first
 * one (`scripts/client/words-by-language.ts`).
 */
export function withFilesOf(language: string, text: string, files = (read ??= ownFiles())): string {
	const own = files.get(language);
	if (own === undefined) return text;
	return text.replace(addressOfScript, (address, name: string) =>
		own.has(name) ? `${folder}/${language}/${name}` : address
	);
}

/**
 * The page's policy, with the hashes of the scripts that stand in it as they have become.
 * @param before the page with the addresses of the first language, for which the policy was made
 */
export function withHashesOf(policy: string, before: string, after: string): string {
	const former = scriptsIn(before);
	return scriptsIn(after).reduce((text, script, place) => {
		const one = former[place];
		return one === undefined ? text : text.replace(hashOf(one), hashOf(script));
	}, policy);
}

const scriptsIn = (page: string) =>
	[...page.matchAll(/<script>([^]*?)<\/script>/g)].map(([, script = '']) => script);

const hashOf = (script: string) => `sha256-${createHash('sha256').update(script).digest('base64')}`;

/** What the build has named; nothing where the pages are served from their sources, which say every language. */
function ownFiles(): OwnFiles {
	if (import.meta.env.DEV) return new Map();
	const file = join(projectRoot(), 'build/client/_app/languages.json');
	const named = JSON.parse(readFileSync(file, 'utf8')) as Record<string, string[]>;
	return new Map(Object.entries(named).map(([language, names]) => [language, new Set(names)]));
}
