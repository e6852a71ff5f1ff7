import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Plugin } from 'vite';

/** What paraglide writes, of which the page imports a part. */
const generated = '#lib/paraglide/messages.js';
const messages = resolve(import.meta.dirname, '../../messages/fr.json');
const name = 'virtual:composed-messages';
const resolved = `\0${name}`;

/** Beginnings of the keys that pages compose at run time: `code_vente`, `criterion_area`. */
const prefixes = [
	...['access', 'code', 'column', 'criterion', 'draw_hint', 'field', 'group', 'list'],
	...['measured', 'naf', 'need', 'note', 'sector', 'shape', 'stage', 'tab', 'theme', 'unit'],
	'verdict'
];

/** A module of the messages whose keys begin so, one by one: by their namespace a page would carry all there are. */
function source(): string {
	const keys = Object.keys(JSON.parse(readFileSync(messages, 'utf8')) as object).filter((key) =>
		prefixes.some((prefix) => key.startsWith(`${prefix}_`))
	);
	return `import { m } from '${generated}';
export const composedMessages = { ${keys.map((key) => `${key}: m.${key}`).join(', ')} };`;
}

/** Makes `virtual:composed-messages` from `messages/fr.json`. */
export function composedMessages(): Plugin {
	return {
		name: 'composed-messages',
		resolveId: (id) => (id === name ? resolved : undefined),
		load(id) {
			if (id !== resolved) return undefined;
			this.addWatchFile(messages);
			return source();
		}
	};
}
