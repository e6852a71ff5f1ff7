import MagicString from 'magic-string';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseSync, type Plugin, type Rolldown } from 'vite';
import { walk } from 'zimmerframe';
import {
	fileIn,
	inEachLanguage,
	said,
	spokenFiles,
	withAddressesOf,
	type BuiltFile
} from './said-in-language.ts';

const root = resolve(import.meta.dirname, '../..');
const folder = join(root, 'src/lib/paraglide/messages');
const index = /\/paraglide\/messages\.js$/;
const own = /\/paraglide\/messages\/(?!_index)[^/]+\.js$/;

/** The files that are named by their content; those of a language other than the first have a folder there. */
const built = '_app/immutable';

/** What the walk reads of a module's syntax, and where it stands in the text. */
interface SyntaxNode {
	type: string;
	start: number;
	end: number;
	computed?: boolean;
	name?: string;
	callee?: SyntaxNode;
	arguments?: SyntaxNode[];
	object?: SyntaxNode;
	property?: SyntaxNode;
	source?: { value: unknown };
	id?: SyntaxNode;
	init?: SyntaxNode;
	params?: SyntaxNode[];
	body?: SyntaxNode | SyntaxNode[];
	argument?: SyntaxNode;
	expressions?: SyntaxNode[];
	declaration?: SyntaxNode;
	declarations?: SyntaxNode[];
}

/** A message as the compiler has written it. */
interface Message {
	/** Of its module. */
	file: string;
	/** Its words in each language where it takes no values, as a text of JavaScript; null where it does. */
	words: string[] | null;
}

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
				known ??= messages(languages);
				return messagesSaid(code, known, (sentence) => this.error(sentence));
			}
		},
		generateBundle: {
			order: 'post',
			handler(_, bundle) {
				writeLanguages(this, bundle, languages);
			}
		},
		writeBundle({ dir = '' }, bundle) {
			const [, ...others] = languages;
			const names = others.map((language) => [
				language,
				Object.keys(bundle).filter((name) => name.startsWith(`${built}/${language}/`))
			]);
			writeFileSync(join(dir, '_app/languages.json'), JSON.stringify(Object.fromEntries(names)));
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
	const say = (name: string, { start, end }: SyntaxNode, isCall: boolean) => {
		const message = known.get(name);
		if (message === undefined) fail(`Message « ${name} » inconnu de ${folder}.`);
		const { words } = message;
		if (words === null) imported.add(name);
		const call = words && `/* @__PURE__ */ ${said}(${words.join(', ')})`;
		text.overwrite(
			start,
			end,
			call === null ? `message_${name}` : isCall ? call : `(() => ${call})`
		);
	};
	walk<SyntaxNode, null>(parsed(code), null, {
		_(node, { next }) {
			if (node.type === 'ImportDeclaration' && index.test(String(node.source?.value))) {
				imports.push(node);
				return;
			}
			if (node.type === 'Identifier' && node.name === 'm') whole.push(node);
			const called = node.type === 'CallExpression' ? messageNamed(node.callee) : undefined;
			if (called !== undefined && known.get(called)?.words) {
				say(called, node, true);
				return;
			}
			const name = messageNamed(node);
			if (name === undefined) next();
			else say(name, node, false);
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

/** The module of a message, with its function in each language as one call. */
function messageOfAllLanguages(code: string, languages: readonly string[]) {
	const { functions, chosen, others } = readMessage(code, languages);
	const text = new MagicString(code);
	const written = functions.map(({ start, end }) => code.slice(start, end)).join(', ');
	text.overwrite(chosen.start, chosen.end, `/* @__PURE__ */ ${said}(${written})`);
	for (const { start, end } of others) text.remove(start, end);
	return { code: text.toString(), map: text.generateMap({ hires: true }) };
}

/** What the compiler has written for one message: a function a language, and one that chooses among them. */
function readMessage(code: string, languages: readonly string[]) {
	const { body = [] } = parsed(code);
	const declared = (body as SyntaxNode[]).flatMap((statement) => {
		const { declarations = [] } = statement.declaration ?? statement;
		return declarations.map(({ id, init }) => ({ statement, name: id?.name ?? '', init }));
	});
	const own = declared.pop();
	const valueOf = (name: string) => declared.find((one) => one.name === name)?.init;
	const functions = languages.flatMap((language) => {
		const value = valueOf(`${language}_${own?.name ?? ''}`);
		// A message that is not translated yet is that of the first language.
		return (value?.type === 'Identifier' ? valueOf(value.name ?? '') : value) ?? [];
	});
	if (!own?.init || functions.length !== languages.length)
		throw new Error(`a message is not written as expected:\n${code.slice(0, 400)}`);
	return { functions, chosen: own.init, others: declared.map(({ statement }) => statement) };
}

/** Every message, by the name under which the index exports it. */
function messages(languages: readonly string[]): Map<string, Message> {
	/** A name with capitals is exported beside one without. */
	const names = /^export (?:const (\w+) =|{ \w+ as "(\w+)" })/gm;
	return new Map(
		readdirSync(folder)
			.filter((file) => file.endsWith('.js') && !file.startsWith('_'))
			.flatMap((file) => {
				const code = readFileSync(join(folder, file), 'utf8');
				const words = plainWords(code, languages);
				return [...code.matchAll(names)].map(
					([, plain, named]) => [plain ?? named ?? '', { file, words }] as const
				);
			})
	);
}

function plainWords(code: string, languages: readonly string[]): string[] | null {
	const words = readMessage(code, languages).functions.flatMap((one) => {
		const value = returnedBy(one);
		const isPlain =
			one.params?.length === 0 &&
			(value?.type === 'Literal' ||
				(value?.type === 'TemplateLiteral' && value.expressions?.length === 0));
		return isPlain ? code.slice(value.start, value.end) : [];
	});
	return words.length === languages.length ? words : null;
}

/** The one value that a function answers with; undefined where it does more. */
function returnedBy({ body }: SyntaxNode): SyntaxNode | undefined {
	if (!body || Array.isArray(body)) return undefined;
	const value = body.type === 'BlockStatement' ? onlyReturn(body) : body;
	return value?.type === 'ParenthesizedExpression' ? undefined : value;
}

function onlyReturn({ body }: SyntaxNode): SyntaxNode | undefined {
	const [one, ...others] = Array.isArray(body) ? body : [];
	return one?.type === 'ReturnStatement' && others.length === 0 ? one.argument : undefined;
}

/** Writes the first language into the files as they are, and the others beside them. */
function writeLanguages(
	context: Rolldown.PluginContext,
	bundle: Rolldown.OutputBundle,
	languages: readonly string[]
): void {
	const chunks = Object.values(bundle).filter((file) => file.type === 'chunk');
	const files = new Map<string, BuiltFile>(
		chunks.map(({ fileName, code, imports, dynamicImports }) => [
			fileName,
			{ code, imports: [...imports, ...dynamicImports] }
		])
	);
	const spoken = spokenFiles(files);
	const staying = new Set(Object.keys(bundle).filter((name) => !spoken.has(name)));
	for (const chunk of chunks.filter(({ fileName }) => spoken.has(fileName))) {
		const { fileName } = chunk;
		const texts = chunk.code.includes(said)
			? inEachLanguage(chunk.code, languages.length, parsed)
			: languages.map(() => chunk.code);
		chunk.code = texts[0] ?? chunk.code;
		for (const [place, language] of languages.entries()) {
			if (place === 0) continue;
			const moved = fileIn(language, fileName, built);
			context.emitFile({
				type: 'asset',
				fileName: moved,
				source: withAddressesOf(texts[place] ?? '', fileName, moved, staying)
			});
		}
	}
}

function parsed(code: string): SyntaxNode {
	const { program, errors } = parseSync('words.js', code, { preserveParens: false });
	if (errors.length > 0) throw new Error(errors[0]?.message);
	return program as unknown as SyntaxNode;
}
