import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, describe, expect, it } from 'vitest';
import { projectRoot } from '#lib/server/project-root.ts';
import { compareCatalogues, readCatalogue } from '../../scripts/migration/catalogue.ts';
import {
	applySchemaFiles,
	readSchemaFiles,
	type SchemaFile
} from '../../scripts/migration/schema-files.ts';
import { stop, writeMigration } from '../../scripts/migration/written-migration.ts';
import { engines, type TestDatabase } from './engines.ts';
import { openedWithout } from './opened-with.ts';

const current = readSchemaFiles(projectRoot());
const lead = '-- In France, whatever the clock of the machine says.\n';

/** Edits of every kind that a developer makes in the files, each once. */
const edits: readonly (readonly [path: string, before: string, after: string])[] = [
	[
		'ground/functions',
		'create function public.local_day()',
		`${lead}create function public.local_day()`
	],
	[
		'ground/functions',
		"select (now() at time zone 'Europe/Paris')::date",
		"select timezone('Europe/Paris', now())::date"
	],
	// Other results: the function goes and comes again, with its comment and its grants.
	[
		'ground/functions',
		'public.paris_month(p_at timestamptz) returns date',
		'public.paris_month(p_at timestamptz) returns timestamp'
	],
	['ground/functions', "at time zone 'Europe/Paris')::date", "at time zone 'Europe/Paris')"],
	// Other parameters, and a quote in a comment.
	['ground/functions', 'public.truth_of(p_text text)', 'public.truth_of(p_word text)'],
	['ground/functions', 'lower(p_text)', 'lower(p_word)'],
	['ground/functions', "'Date du jour en France'", "'Date d''aujourd''hui, en France'"],
	[
		'ground/rights',
		'public.sector_of, public.paris_month\n\tto service_role',
		'public.sector_of, public.paris_month\n\tto authenticated, service_role'
	],
	[
		'territory/functions-revision',
		'create trigger revision after insert or update or delete on public.epci',
		'create trigger revision after insert or update on public.epci'
	],
	[
		'atlas/tables-plots',
		'create index terrain_eco_site_id on public.terrain_eco (site_id);',
		'create index terrain_eco_site_id on public.terrain_eco (territory_id, site_id);'
	],
	[
		'atlas/rights',
		'on public.poi\n\tfor select to anon, authenticated using (publie);',
		'on public.poi\n\tfor select to anon, authenticated using (publie and not demonstration);'
	],
	[
		'atlas/tables-firms',
		'\tpoi_detail text,',
		'\tpoi_detail text,\n\tpoi_rang integer not null default 0,'
	],
	[
		'atlas/tables-firms',
		'comment on column public.poi.poi_detail is',
		"comment on column public.poi.poi_rang is 'Rang';\ncomment on column public.poi.poi_detail is"
	],
	[
		'atlas/tables-firms',
		'contrainte_nom text,',
		"contrainte_nom text check (contrainte_nom <> ''),"
	],
	[
		'exchange/tables',
		'create index import_lot_lot',
		"create table public.essai (\n\tessai_id text primary key\n);\ncomment on table public.essai is 'Essai';\nalter table public.essai enable row level security;\n\ncreate index import_lot_lot"
	]
];

function edited(files: SchemaFile[]): SchemaFile[] {
	const texts = new Map(files.map(({ path, sql }) => [path, sql]));
	for (const [name, before, after] of edits) {
		const path = `supabase/schemas/${name}.sql`;
		const sql = texts.get(path) ?? '';
		expect(sql).toContain(before);
		texts.set(path, sql.replaceAll(before, after));
	}
	return files.map(({ path }) => ({ path, sql: texts.get(path) ?? '' }));
}

describe.each(engines())('the files of the schema on $name', ({ create, createBare }) => {
	const databases: TestDatabase[] = [];
	const kept = (database: TestDatabase) => {
		databases.push(database);
		return database;
	};

	afterAll(async () => {
		for (const database of databases) await database.remove();
	});

	/** The catalogue that files of the schema make of a database of their own. */
	const made = async (files: SchemaFile[]) => {
		const bare = kept(await createBare());
		await openedWithout(bare);
		const engine = bare.openRaw();
		await applySchemaFiles(engine, files);
		const catalogue = await readCatalogue(engine);
		await engine.close();
		return catalogue;
	};

	it('make what the migrations make, object by object', async () => {
		const byMigrations = kept(await create()).openRaw();
		const found = await readCatalogue(byMigrations);
		await byMigrations.close();
		const wanted = await made(current);
		expect(compareCatalogues(wanted, found)).toEqual([]);
		expect(wanted.size).toBeGreaterThan(1000);
	});

	it('give a migration for what changed in them: by text, and tables as far as they can', async () => {
		const files = edited(current);
		const wanted = await made(files);
		const engine = kept(await create()).openRaw();
		const differences = compareCatalogues(wanted, await readCatalogue(engine));
		const { sql, complete } = writeMigration(differences, wanted, files);
		expect(complete).toBe(false);
		await expect(engine.run(sql)).rejects.toThrow('Migration à compléter');
		expect(sql).toContain(`${lead}create or replace function public.local_day()`);
		const completed = sql
			.replace(stop, '')
			.replaceAll(/^-- (alter table .*;)$/gm, '$1')
			.replaceAll(/^-- (create (?:temporary )?table [^]*?\n-- \);)$/gm, (text) =>
				text.replaceAll(/^-- /gm, '')
			);
		await engine.together(({ run }) => run(completed));
		expect(compareCatalogues(wanted, await readCatalogue(engine))).toEqual([]);
		await engine.close();
	});

	it('name file and line of what the database refuses, and leave nothing of themselves', async () => {
		const engine = kept(await create()).openRaw();
		const first = { path: 'supabase/schemas/a/tables.sql', sql: 'create table forgotten ();' };
		const refusedAt = async (sql: string) => {
			const file = { path: 'supabase/schemas/a/functions.sql', sql };
			return applySchemaFiles(engine, [first, file]).then(String, String);
		};
		const body = (text: string) =>
			`-- Why; not\ncreate table one ();\n\ncreate function two() returns int\nlanguage sql\nas $$\n\t${text}\n$$;`;
		expect(await refusedAt(body('selekt 1'))).toMatch(
			/supabase\/schemas\/a\/functions\.sql, ligne 7 : .*syntax error at or near "selekt"/
		);
		expect(await refusedAt('create table three (\n\tid integer,\n\tlabel texte\n);')).toMatch(
			/functions\.sql, ligne 3 : .*type "texte" does not exist/
		);
		expect(await refusedAt("select 'a;b';\n\nselect 'never closed;\n")).toMatch(/ligne 3 : /);
		const [left] = await engine.rows("select to_regclass('public.forgotten')::text as found");
		expect(left).toEqual({ found: null });
		await engine.close();
	});
});

describe('npm run migration', () => {
	it('says that nothing is left to write where schemas and migrations are the same', async () => {
		const command = join(projectRoot(), 'scripts', 'migration.ts');
		const { stdout } = await promisify(execFile)(process.execPath, [command]);
		expect(stdout).toBe(
			'Rien à écrire : supabase/schemas et supabase/migrations disent la même chose.\n'
		);
	});
});
