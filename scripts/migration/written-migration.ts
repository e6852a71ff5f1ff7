import type { Catalogue, Difference } from './catalogue.ts';
import type { SchemaFile } from './schema-files.ts';
import { splitStatements } from './sql-statements.ts';
import { tableStatements } from './table-statements.ts';

/** A migration, and whether the developer has statements of it to write. */
export type WrittenMigration = { sql: string; complete: boolean };

/** What stands below the statements that are to be written, until they are: no database passes it. */
export const stop =
	"do $$ begin raise exception 'Migration à compléter : écrivez les instructions annoncées, puis ôtez cette ligne.'; end $$;";

const byDeveloper: readonly string[] = [
	...['extension', 'leakproof', 'default privileges', 'type', 'table', 'column', 'constraint']
];

/**
 * Writes the migration that brings the migrations to where the files of the schema are: functions, triggers, indexes,
 * policies, comments and grants by their text, tables by statements that the developer writes.
 */
export function writeMigration(
	differences: readonly Difference[],
	wanted: Catalogue,
	files: readonly SchemaFile[]
): WrittenMigration {
	const texts = schemaTexts(files);
	const of = (...kinds: string[]) => differences.filter(({ kind }) => kinds.includes(kind));
	const open = of(...byDeveloper);
	const routines = of('function');
	const hung = of('trigger', 'index', 'policy');
	const remade = [...routines.filter(isMadeAnew), ...hung.filter(isThereTwice)];
	const textOf = textIn(texts);
	const routineTexts = new Set(routines.filter(isWanted).map(textOf));
	const parts = [
		...hung.filter(({ found }) => found !== null).map(dropped),
		...(open.length > 0 ? [tableStatements(differences, (key) => texts.get(key) ?? ''), stop] : []),
		...routines.filter((one) => !isWanted(one) || remade.includes(one)).map(dropped),
		...[...texts.values()]
			.filter((text) => routineTexts.has(text))
			.map((text) => text.replace(/^create function/m, 'create or replace function')),
		...hung.filter(isWanted).map(textOf),
		...of('row security').map(rowSecurity),
		...[...of('comment').filter(ofWhatStays(wanted)), ...again(remade, wanted, 'comment')].map(
			commented
		),
		...[...of('grants').filter(isWanted), ...again(remade, wanted, 'grants')].map(granted)
	];
	return { sql: `${parts.join('\n\n')}\n`, complete: open.length === 0 };
}

const isWanted = ({ wanted }: Difference) => wanted !== null;
const isThereTwice = ({ wanted, found }: Difference) => wanted !== null && found !== null;

/** @throws Error naming an object whose text is not written as the others are */
const textIn = (texts: ReadonlyMap<string, string>) => (difference: Difference) => {
	const text = texts.get(keyOf(difference));
	if (text !== undefined) return text;
	throw new Error(
		`supabase/schemas : le texte de « ${difference.kind} ${difference.name} » est introuvable ; attendu, en ` +
			`minuscules : « create ${difference.kind} » et son nom, avec le schéma des tables et des fonctions.`
	);
};

/** Text of each object that a migration takes over as it stands, in the order of the files. */
function schemaTexts(files: readonly SchemaFile[]): Map<string, string> {
	const texts = new Map<string, string>();
	for (const { sql } of files) {
		for (const { sql: text, comment } of splitStatements(sql)) {
			const key = keyOfText(text);
			const former = key ? texts.get(key) : undefined;
			if (key) texts.set(key, (former ? `${former}\n\n` : '') + comment + text);
		}
	}
	return texts;
}

function keyOfText(text: string): string | undefined {
	const head = text.slice(0, 300).replaceAll(/\s+/g, ' ');
	const [, kind = '', name = ''] =
		/^create (?:unique |unlogged |temporary |or replace )*(function|index|trigger|policy|table|type|domain) ([\w."/-]+)/.exec(
			head
		) ?? [];
	if (kind === 'trigger' || kind === 'policy') {
		const [, table = ''] = / on ([\w.]+)/.exec(text.replaceAll(/\s+/g, ' ')) ?? [];
		return `${kind} ${name} on ${table}`;
	}
	if (kind === 'index') return `index public.${name}`;
	return kind ? `${kind} ${name}` : undefined;
}

/** Functions are found by their name alone: where two share it, both are written. */
const keyOf = ({ kind, name }: Difference) =>
	kind === 'function' ? `function ${name.replace(/\(.*$/s, '')}` : `${kind} ${name}`;

/** A function cannot take other results or other parameters: it goes and comes again, with its rights. */
function isMadeAnew({ wanted, found }: Difference): boolean {
	const head = (text: string) => text.slice(0, text.search(/\n LANGUAGE /));
	return wanted !== null && found !== null && head(wanted) !== head(found);
}

function dropped({ kind, name }: Difference): string {
	return `drop ${kind} ${name};`;
}

function rowSecurity({ name, wanted, found }: Difference): string {
	const table = `alter table ${name}`;
	const enabled = `${table} ${wanted === null ? 'disable' : 'enable'} row level security;`;
	if (wanted === 'forced') return `${enabled}\n${table} force row level security;`;
	return found === 'forced' ? `${table} no force row level security;\n${enabled}` : enabled;
}

/** The comment of what is dropped goes with it. */
const ofWhatStays = (catalogue: Catalogue) => (difference: Difference) => {
	const key = difference.name.replace(/^(?:view|materialized view|sequence) /, 'table ');
	return difference.wanted !== null || catalogue.has(key);
};

/** What goes with an object that is dropped, said again of the one that comes in its place. */
function again(remade: Difference[], wanted: Catalogue, kind: 'comment' | 'grants'): Difference[] {
	return remade.flatMap((one) => {
		const object = wanted.get(`${kind} ${one.kind} ${one.name}`);
		return object ? [{ kind, name: object.name, wanted: object.definition, found: null }] : [];
	});
}

function commented({ name, wanted }: Difference): string {
	return `comment on ${name} is ${wanted === null ? 'null' : `'${wanted.replaceAll("'", "''")}'`};`;
}

function granted({ name, wanted }: Difference): string {
	const given = (wanted ?? '').split('\n').flatMap((line) => {
		const [privilege, roles] = line.split(': ');
		if (!privilege || !roles) return [];
		const [, plain = privilege, option = ''] = /^(.*?)( with grant option)$/.exec(privilege) ?? [];
		return [{ plain, to: `${roles}${option}` }];
	});
	const together = Map.groupBy(given, ({ to }) => to);
	return [
		`revoke all on ${name} from public, anon, authenticated, service_role;`,
		...[...together].map(([to, privileges]) => {
			return `grant ${privileges.map(({ plain }) => plain).join(', ')} on ${name} to ${to};`;
		})
	].join('\n');
}
