import type { Difference } from './catalogue.ts';

/**
 * What is left to the developer, as comments: each difference of a table, and the statement that would make it where
 * no row has anything to say. Renaming, moving what is stored and refusing what does not fit is theirs.
 * @param textOf text of an object in the files of the schema
 */
export function tableStatements(
	differences: readonly Difference[],
	textOf: (key: string) => string
): string {
	const tables = differences.filter(({ kind }) => kind === 'table');
	const remade = tables.filter(({ wanted, found }) => wanted === null || found === null);
	const ofRemade = ({ kind, name }: Difference) =>
		(kind === 'column' || kind === 'constraint') &&
		remade.some((table) => name.startsWith(`${table.name}.`) || name.endsWith(` on ${table.name}`));
	const lines = differences
		.filter(({ kind }) => suggestions[kind] !== undefined)
		.filter((difference) => !ofRemade(difference))
		.map((difference) => told(difference, textOf));
	return ['-- À écrire : ce qui touche aux tables, et aux lignes qui y sont.', ...lines].join(
		'\n\n'
	);
}

function told(difference: Difference, textOf: (key: string) => string): string {
	const { kind, name, wanted, found } = difference;
	const suggestion = suggestions[kind]?.(difference, textOf) ?? '';
	return [
		`${kind} ${name}`,
		`schemas    : ${wanted ?? '(absent)'}`,
		`migrations : ${found ?? '(absent)'}`,
		...(suggestion ? [suggestion] : [])
	]
		.join('\n')
		.replaceAll(/^/gm, '-- ');
}

type Suggestion = (difference: Difference, textOf: (key: string) => string) => string;

const suggestions: Partial<Record<string, Suggestion>> = {
	extension: ({ name, wanted }) =>
		wanted === null
			? `drop extension ${name};`
			: `create extension if not exists ${name} with schema ${wanted};`,
	leakproof: () => '',
	'default privileges': () => '',
	type: ({ name, wanted, found }, textOf) =>
		wanted !== null && found === null ? textOf(`type ${name}`) || textOf(`domain ${name}`) : '',
	table: ({ name, wanted, found }, textOf) => {
		if (wanted === null) return `drop table ${name};`;
		const text = found === null ? textOf(`table ${name}`) : '';
		return /\bpg_temp\./.test(text)
			? `(les moules pg_temp : supabase/schemas/ground/tables.sql et tables-end.sql)\n${text}`
			: text;
	},
	column: ({ name, wanted, found }) => {
		const [, table = '', column = ''] = /^(.*)\.([^.]*)$/.exec(name) ?? [];
		if (wanted === null) return `alter table ${table} drop column ${column};`;
		return found === null ? `alter table ${table} add column ${column} ${wanted};` : '';
	},
	constraint: ({ name, wanted, found }) => {
		const [, constraint = '', table = ''] = /^(.*) on (.*)$/.exec(name) ?? [];
		const dropped = `alter table ${table} drop constraint ${constraint};`;
		const added = `alter table ${table} add constraint ${constraint} ${wanted ?? ''};`;
		if (wanted === null) return dropped;
		return found === null ? added : `${dropped}\n${added}`;
	}
};
