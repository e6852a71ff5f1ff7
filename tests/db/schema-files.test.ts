import { afterAll, describe, expect, it } from 'vitest';
import { projectRoot } from '#lib/server/project-root.ts';
import { compareCatalogues, readCatalogue } from '../../scripts/migration/catalogue.ts';
import { applySchemaFiles, readSchemaFiles } from '../../scripts/migration/schema-files.ts';
import { engines, type TestDatabase } from './engines.ts';
import { openedWithout } from './opened-with.ts';

describe.each(engines())('the files of the schema on $name', ({ create, createBare }) => {
	const made: TestDatabase[] = [];
	const kept = (database: TestDatabase) => {
		made.push(database);
		return database;
	};

	afterAll(async () => {
		for (const database of made) await database.remove();
	});

	it('make what the migrations make, object by object', async () => {
		const byMigrations = kept(await create()).openRaw();
		const found = await readCatalogue(byMigrations);
		await byMigrations.close();
		const bare = kept(await createBare());
		await openedWithout(bare);
		const bySchemas = bare.openRaw();
		await applySchemaFiles(bySchemas, readSchemaFiles(projectRoot()));
		const wanted = await readCatalogue(bySchemas);
		await bySchemas.close();
		expect(compareCatalogues(wanted, found)).toEqual([]);
		expect(wanted.size).toBeGreaterThan(1000);
	});

	it('name file and line of what the database refuses, and leave nothing of themselves', async () => {
		const engine = kept(await createBare()).openRaw();
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
