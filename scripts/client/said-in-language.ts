import MagicString from 'magic-string';
import { dirname, join, relative } from 'node:path/posix';
import { walk } from 'zimmerframe';
import { parsed, type SyntaxNode } from './syntax.ts';

/**
 * Stands in the browser's files for words, with those of each language as its arguments, in the order of the languages. No
 * function has this name: each language has its own files, in which the call is replaced by the argument.
 */
export const said = '__said_in_language__';

/** The text of a file in each of `count` languages. */
export function inEachLanguage(code: string, count: number): string[] {
	if (!code.includes(said)) return Array.from({ length: count }, () => code);
	const calls: SyntaxNode[] = [];
	walk<SyntaxNode, null>(parsed(code), null, {
		CallExpression(node, { next }) {
			if (node.callee?.type === 'Identifier' && node.callee.name === said) calls.push(node);
			next();
		}
	});
	return Array.from({ length: count }, (_, language) => {
		const text = new MagicString(code);
		for (const { start, end, arguments: words = [] } of calls) {
			const own = words[language];
			if (!own || words.length !== count) {
				throw new Error(`${said}: ${String(words.length)} languages, ${String(count)} expected`);
			}
			const value = code.slice(own.start, own.end);
			const isWords = own.type === 'Literal' || own.type === 'TemplateLiteral';
			// A function may be called at once.
			text.overwrite(start, end, isWords ? value : `(${value})`);
		}
		return text.toString();
	});
}

/** A file of the build, as far as its words are concerned. */
export interface BuiltFile {
	code: string;
	/** Names of the files that it imports, at once or when they are needed. */
	imports: readonly string[];
}

/** Names of the files that are others in each language: those with words, and those that import such a file. */
export function spokenFiles(files: ReadonlyMap<string, BuiltFile>): ReadonlySet<string> {
	const spoken = new Set(
		[...files].filter(([, { code }]) => code.includes(said)).map(([name]) => name)
	);
	let before = -1;
	while (before !== spoken.size) {
		before = spoken.size;
		for (const [name, { imports }] of files)
			if (imports.some((imported) => spoken.has(imported))) spoken.add(name);
	}
	return spoken;
}

/** Where the files of a language stand that are not of the first one, beneath the folder of all of them. */
export const fileIn = (language: string, name: string, folder: string) =>
	join(folder, language, relative(folder, name));

/**
 * The addresses in a file that has moved to the folder of its language: those of files that did not move with it.
 * @param name of the file, before it moved
 * @param staying names of the files of the build that stay
 */
export function withAddressesOf(
	code: string,
	name: string,
	moved: string,
	staying: ReadonlySet<string>
): string {
	return code.replace(/(["'`])(\.{1,2}\/[^"'`\s]+)\1/g, (address, quote: string, path: string) => {
		const file = join(dirname(name), path);
		return staying.has(file) ? quote + relative(dirname(moved), file) + quote : address;
	});
}
