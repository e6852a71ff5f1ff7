import type { Engine } from '#lib/server/embedded/engines.ts';

const tables = `
	select relname as name, obj_description(pg_class.oid) as said,
		json_agg(json_build_object(
			'name', attname, 'type', format_type(atttypid, atttypmod), 'needed', attnotnull,
			'said', col_description(attrelid, attnum)
		) order by attname) as columns
	from pg_class join pg_attribute on attrelid = pg_class.oid and attnum > 0 and not attisdropped
	where relnamespace = 'public'::regnamespace and relkind = 'r'
	group by pg_class.oid order by relname`;

const functions = `
	select proname || '(' || pg_get_function_identity_arguments(oid) || ')' as name,
		pg_get_function_result(oid) as result, obj_description(oid) as said,
		array_to_string(array(
			select role from unnest(array['anon', 'authenticated', 'service_role']) as role
			where has_function_privilege(role, oid, 'execute')
		), ', ') as callers
	from pg_proc where pronamespace = 'public'::regnamespace and prorettype <> 'trigger'::regtype
	order by proname, 1`;

type Told = Record<string, unknown>;

const text = (value: unknown) => (typeof value === 'string' ? value : '');
const cell = (value: unknown) => text(value).replaceAll('|', '\\|').replaceAll('\n', ' ');
const row = (...cells: string[]) => `| ${cells.join(' | ')} |`;

/** The tables and functions of a database that has our schema, in the words of its own comments: docs/database.md. */
export async function databasePage(engine: Pick<Engine, 'rows'>): Promise<string> {
	const [told, called] = [await engine.rows(tables), await engine.rows(functions)];
	return `# The database

Written from the comments of the schema by \`npm run documents\`: change them in \`supabase/schemas\`. Geometry is stored in
EPSG:4326; areas and distances are computed in EPSG:2154. Codes are the CNIG’s. How the schema changes:
[migrations.md](migrations.md).

## Tables
${told.map(tableSection).join('')}
## Functions

Each sets its own \`search_path\`; what it refuses is \`sqlstate 'PT4xx'\` with the value and what was expected. A function
that no role may call serves triggers and other functions.

${row('function', 'answers', 'who may call it', 'what it does')}
${row('---', '---', '---', '---')}
${called.map(({ name, result, callers, said }) => row(`\`${cell(name)}\``, `\`${cell(result)}\``, cell(callers) || '–', cell(said))).join('\n')}
`;
}

function tableSection({ name, said, columns }: Told): string {
	const list = (typeof columns === 'string' ? JSON.parse(columns) : columns) as Told[];
	const lines = list.map((column) =>
		row(
			`\`${cell(column['name'])}\``,
			cell(column['type']).replace('extensions.', ''),
			column['needed'] === true ? 'always' : '',
			cell(column['said'])
		)
	);
	return `
### ${text(name)}

${text(said)}

${row('column', 'type', 'filled', 'what it is')}
${row('---', '---', '---', '---')}
${lines.join('\n')}
`;
}
