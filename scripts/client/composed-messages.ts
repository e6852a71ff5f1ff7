import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Plugin } from 'vite';

/** What paraglide writes, of which the page imports a part. */
const generated = '#lib/paraglide/messages.js';
const messages = resolve(import.meta.dirname, '../../messages/fr.json');

/** Beginnings of the keys that pages compose at run time, by the module that holds them: `code_vente`, `check_done_publish`. */
const modules: Readonly<Record<string, readonly string[]>> = {
	'virtual:composed-messages': [
		...['access', 'code', 'column', 'criterion', 'draw_hint', 'field', 'group', 'list'],
		...['measured', 'naf', 'need', 'note', 'sector', 'shape', 'stage', 'tab', 'theme', 'unit'],
		'verdict'
	],
	// Of the pages behind the map, which no page of the map loads.
	'virtual:office-messages': ['check', 'lead', 'listing', 'refused'],
	// Of the fields of records, which the server alone says.
	'virtual:record-messages': ['record']
};

/** A module of the messages whose keys begin so, one by one: by their namespace a page would carry all there are. */
function source(prefixes: readonly string[]): string {
	const keys = Object.keys(JSON.parse(readFileSync(messages, 'utf8')) as object).filter((key) =>
		prefixes.some((prefix) => key.startsWith(`${prefix}_`))
	);
	return `import { m } from '${generated}';
export const composedMessages = { ${keys.map((key) => `${key}: m.${key}`).join(', ')} };`;
}

/** Makes these modules from `messages/fr.json`. */
export function composedMessages(): Plugin {
	return {
		name: 'composed-messages',
		resolveId: (id) => (id in modules ? `\0${id}` : undefined),
		load(id) {
			const prefixes = id.startsWith('\0') ? modules[id.slice(1)] : undefined;
			if (prefixes === undefined) return undefined;
			this.addWatchFile(messages);
			return source(prefixes);
		}
	};
}
