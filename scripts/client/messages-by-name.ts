import MagicString from 'magic-string';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Plugin } from 'vite';
import { walk } from 'zimmerframe';

const folder = 'src/lib/paraglide/messages';
/** A name with capitals is exported beside one without. */
const exported = /^export (?:const (\w+) =|{ \w+ as "(\w+)" })/gm;
const index = /\/paraglide\/messages\.js$/;

/** What the walk reads of a module's syntax, and where it stands in the text. */
interface SyntaxNode {
	type: string;
	start: number;
	end: number;
	computed?: boolean;
	name?: string;
	object?: SyntaxNode;
	property?: SyntaxNode;
	source?: { value: unknown };
}

/**
 * A page loads the messages that it says: each is imported from its own module, and not from the index of all, which
 * every page would share. Of the browser's files only: the server says everything.
 */
export function messagesByName(): Plugin {
	let files: Map<string, string> | undefined;
	return {
		name: 'messages-by-name',
		apply: 'build',
		enforce: 'post',
		applyToEnvironment: ({ name }) => name === 'client',
		transform: {
			filter: { code: /\/paraglide\/messages\.js/ },
			handler(code) {
				files ??= filesOfMessages();
				const text = new MagicString(code);
				const names = new Set<string>();
				const imports: SyntaxNode[] = [];
				/** Where `m` itself is handed on, and not one message of it. */
				const whole: SyntaxNode[] = [];
				const program: unknown = this.parse(code);
				walk<SyntaxNode, null>(program as SyntaxNode, null, {
					_(node, { next }) {
						if (node.type === 'ImportDeclaration' && index.test(String(node.source?.value))) {
							imports.push(node);
							return;
						}
						if (node.type === 'Identifier' && node.name === 'm') whole.push(node);
						const name = messageOf(node);
						if (name === undefined) {
							next();
							return;
						}
						names.add(name);
						text.overwrite(node.start, node.end, `message_${name}`);
					}
				});
				// Who reads messages by a composed key needs all of them.
				if (whole.length === 0) for (const { start, end } of imports) text.remove(start, end);
				for (const name of names) {
					const file = files.get(name);
					if (file === undefined) this.error(`Message « ${name} » inconnu de ${folder}.`);
					const address = JSON.stringify(`#lib/paraglide/messages/${file}`);
					text.prepend(`import { ${name} as message_${name} } from ${address};\n`);
				}
				return { code: text.toString(), map: text.generateMap({ hires: true }) };
			}
		}
	};
}

/** The name of the message that `m.name` says; undefined for anything else. */
function messageOf({ type, computed, object, property }: SyntaxNode): string | undefined {
	if (type !== 'MemberExpression' || computed === true) return undefined;
	return object?.type === 'Identifier' && object.name === 'm' ? property?.name : undefined;
}

/** The file of each message. */
function filesOfMessages(): Map<string, string> {
	return new Map(
		readdirSync(folder)
			.filter((file) => file !== '_index.js')
			.flatMap((file) => {
				const text = readFileSync(join(folder, file), 'utf8');
				return [...text.matchAll(exported)].map(([, plain, renamed]): [string, string] => [
					renamed ?? plain ?? '',
					file
				]);
			})
	);
}
