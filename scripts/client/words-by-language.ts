import MagicString from 'magic-string';
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { relative } from 'node:path/posix';
import type { Plugin, Rolldown } from 'vite';
import { walk } from 'zimmerframe';
import {
	compiledMessages,
	messageFolder,
	messageOfAllLanguages,
	type Message
} from './compiled-messages.ts';
import {
	fileIn,
	inEachLanguage,
	said,
	spokenFiles,
	withAddressesOf,
	type BuiltFile
} from './said-in-language.ts';
import { parsed, type SyntaxNode } from './syntax.ts';

const root = resolve(import.meta.dirname, '../..');
const index = /\/paraglide\/messages\.js$/;
const own = /\/paraglide\/messages\/(?!_index)[^/]+\.js$/;

/** The files that are named by their content; those of a language other than the first have a folder there. */
const built = '_app/immutable';
const withinBuilt = (name: string) => relative(built, name);

/**
 * Gives each language files of its own, with its words alone: a visitor loads one language. Pages are sent with the
 * addresses of theirs (`src/lib/server/files-in-language.ts`); the server itself says everything, and is built as it is.
 *
 * Words without values stand where they are said. All other messages are imported from their own modules, and not from the
 * index of all, which every page would share.
 */
export function wordsByLanguage(): Plugin {
	let known: Map<string, Message> | undefined;
	const languages = locales();
	return {
		name: 'words-by-language',
		apply: 'build',
		enforce: 'post',
		applyToEnvironment: ({ name }) => name === 'client',
		transform: {
			filter: { code: /\/paraglide\/messages\.js|LocalizedString/ },
			handler(code, id) {
				if (own.test(id)) return messageOfAllLanguages(code, languages);
				if (!code.includes('/paraglide/messages.js')) return undefined;
				known ??= compiledMessages(languages);
				return messagesSaid(code, known, (sentence) => this.error(sentence));
			}
		},
		generateBundle: {
			order: 'post',
			handler(_, bundle) {
				writeLanguages(this, bundle, languages);
			}
		}
	};
}

/** Those of the project, the first one first. */
function locales(): string[] {
	const settings = readFileSync(join(root, 'project.inlang/settings.json'), 'utf8');
	return (JSON.parse(settings) as { locales: string[] }).locales;
}

/** Replaces each message that a module says. */
function messagesSaid(
	code: string,
	known: ReadonlyMap<string, Message>,
	fail: (sentence: string) => never
) {
	const text = new MagicString(code);
	const imported = new Set<string>();
	const imports: SyntaxNode[] = [];
	/** Where `m` itself is handed on, and not one message of it. */
	const whole: SyntaxNode[] = [];
	const messageOf = (name: string) =>
		known.get(name) ?? fail(`Message « ${name} » inconnu de ${messageFolder}.`);
	/** What says a message in all languages: a function, or what it answers where it needs no values. */
	const written = (name: string, isCalled: boolean) => {
		const { words } = messageOf(name);
		if (words === null) {
			imported.add(name);
			return `message_${name}`;
		}
		const call = `/* @__PURE__ */ ${said}(${words.join(', ')})`;
		return isCalled ? call : `(() => ${call})`;
	};
	walk<SyntaxNode, null>(parsed(code), null, {
		_(node, { next }) {
			if (node.type === 'ImportDeclaration' && index.test(String(node.source?.value))) {
				imports.push(node);
				return;
			}
			if (node.type === 'Identifier' && node.name === 'm') whole.push(node);
			const called = node.type === 'CallExpression' ? messageNamed(node.callee) : undefined;
			if (called !== undefined && (node.arguments?.length ?? 0) > 1)
				fail(`Message « ${called} » demandé dans une autre langue que celle de la page.`);
			const name = called ?? messageNamed(node);
			// Values of a message that takes some may hold others.
			if (name === undefined || (called && messageOf(called).words === null)) next();
			else text.overwrite(node.start, node.end, written(name, called !== undefined));
		}
	});
	// Who reads messages by a composed key needs all of them.
	if (whole.length === 0) for (const { start, end } of imports) text.remove(start, end);
	for (const name of imported) {
		const address = JSON.stringify(`#lib/paraglide/messages/${known.get(name)?.file ?? ''}`);
		text.prepend(`import { ${name} as message_${name} } from ${address};\n`);
	}
	return { code: text.toString(), map: text.generateMap({ hires: true }) };
}

/** The name of the message that `m.name` says; undefined for anything else. */
function messageNamed(node: SyntaxNode | undefined): string | undefined {
	const { type, computed, object, property } = node ?? {};
	if (type !== 'MemberExpression' || computed === true) return undefined;
	return object?.type === 'Identifier' && object.name === 'm' ? property?.name : undefined;
}

/** Writes the first language into the files as they are, and the others beside them. */
function writeLanguages(
	context: Rolldown.PluginContext,
	bundle: Rolldown.OutputBundle,
	languages: readonly string[]
): void {
	const [, ...others] = languages;
	const chunks = Object.values(bundle).filter((file) => file.type === 'chunk');
	const files = new Map<string, BuiltFile>(
		chunks.map(({ fileName, code, imports, dynamicImports }) => [
			fileName,
			{ code, imports: [...imports, ...dynamicImports] }
		])
	);
	const spoken = spokenFiles(files);
	context.emitFile({
		type: 'asset',
		fileName: '_app/languages.json',
		source: JSON.stringify(
			Object.fromEntries(others.map((language) => [language, [...spoken].map(withinBuilt)]))
		)
	});
	const staying = new Set(Object.keys(bundle).filter((name) => !spoken.has(name)));
	for (const chunk of chunks.filter(({ fileName }) => spoken.has(fileName))) {
		const { fileName } = chunk;
		const [first = '', ...texts] = inEachLanguage(chunk.code, languages.length);
		chunk.code = first;
		for (const [place, language] of others.entries()) {
			const moved = fileIn(language, fileName, built);
			context.emitFile({
				type: 'asset',
				fileName: moved,
				source: withAddressesOf(texts[place] ?? '', fileName, moved, staying)
			});
		}
	}
}
