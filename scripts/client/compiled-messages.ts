import MagicString from 'magic-string';
import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { said } from './said-in-language.ts';
import { parsed, type SyntaxNode } from './syntax.ts';

/** Where Paraglide writes a module a message. */
export const messageFolder = resolve(import.meta.dirname, '../../src/lib/paraglide/messages');

/** A message as the compiler has written it. */
export interface Message {
	/** Of its module. */
	file: string;
	/** Its words in each language where it takes no values, as a text of JavaScript; null where it does. */
	words: string[] | null;
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
export function compiledMessages(languages: readonly string[]): Map<string, Message> {
	/** A name with capitals is exported beside one without. */
	const names = /^export (?:const (\w+) =|{ \w+ as "(\w+)" })/gm;
	return new Map(
		readdirSync(messageFolder)
			.filter((file) => file.endsWith('.js') && !file.startsWith('_'))
			.flatMap((file) => {
				const code = readFileSync(join(messageFolder, file), 'utf8');
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
	return body.type === 'BlockStatement' ? onlyReturn(body) : body;
}

function onlyReturn({ body }: SyntaxNode): SyntaxNode | undefined {
	const [one, ...others] = Array.isArray(body) ? body : [];
	return one?.type === 'ReturnStatement' && others.length === 0 ? one.argument : undefined;
}

/** The module of a message, with its function in each language as one call. */
export function messageOfAllLanguages(code: string, languages: readonly string[]) {
	const { functions, chosen, others } = readMessage(code, languages);
	const text = new MagicString(code);
	const written = functions.map(({ start, end }) => code.slice(start, end)).join(', ');
	text.overwrite(chosen.start, chosen.end, `/* @__PURE__ */ ${said}(${written})`);
	for (const { start, end } of others) text.remove(start, end);
	return { code: text.toString(), map: text.generateMap({ hires: true }) };
}
