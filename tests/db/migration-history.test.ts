import { execFileSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createServiceClient } from '#lib/backend/client.ts';
import type { Engine } from '#lib/server/embedded/engines.ts';
import { formerCommit, formerMigrations } from '#lib/server/embedded/former-migrations.ts';
import { checksumOf, readMigrations } from '#lib/server/embedded/migration-files.ts';
import { readHistory } from '#lib/server/embedded/migration-history.ts';
import { projectRoot } from '#lib/server/project-root.ts';
import { compareCatalogues, readCatalogue } from '../../scripts/migration/catalogue.ts';
import { stop } from '../../scripts/migration/written-migration.ts';
import { engines, type TestDatabase, type TestEngine } from './engines.ts';
import { openedWith } from './opened-with.ts';
import { constraint, importAll, members, plot, settle, square } from './sample-territory.ts';

const migrations = join(projectRoot(), 'supabase', 'migrations');
/** What a database of today went through. */
const current = readMigrations(migrations).map(({ version, checksum }) => ({ version, checksum }));
const [baseline] = current;
const place = mkdtempSync(join(tmpdir(), 'forgeterre-test-'));
const folders: string[] = [];

/** A folder of our migrations with others beside them, or in their place. */
function folderWith(files: Record<string, string>): string {
	const folder = join(place, String(folders.length));
	folders.push(folder);
	cpSync(migrations, folder, { recursive: true });
	for (const [file, sql] of Object.entries(files)) writeFileSync(join(folder, file), sql);
	return folder;
}

/** The migrations of before the baseline, where the history of git goes back so far. */
function formerFolder(): string | undefined {
	const folder = join(place, 'former');
	try {
		const archive = execFileSync(
			'git',
			['archive', '--format=tar', formerCommit, 'supabase/migrations'],
			{ cwd: projectRoot(), stdio: ['ignore', 'pipe', 'ignore'], maxBuffer: 64e6 }
		);
		cpSync(migrations, folder, { recursive: true });
		for (const { version, name } of readMigrations(folder)) {
			rmSync(join(folder, `${version}_${name}.sql`));
		}
		execFileSync('tar', ['-x', '--strip-components=2', '-C', folder], { input: archive });
		return folder;
	} catch {
		return undefined;
	}
}

const former = formerFolder();

afterAll(() => {
	rmSync(place, { recursive: true, force: true });
});

/**
 * Makes a database's history that of a database of before the baseline, as far as `last`; what it went through since
 * stays where it had all of them.
 */
async function rewriteToFormer(engine: Engine, last?: string): Promise<void> {
	const lines = [...formerMigrations]
		.filter(([version]) => last === undefined || version <= last)
		.map(([version, { name }]) => `('${version}', '${name}', '{}'::text[])`);
	await engine.run(
		`delete from supabase_migrations.schema_migrations
		where version <= '${last === undefined ? (baseline?.version ?? '') : '9'}';
		alter table supabase_migrations.schema_migrations drop column if exists checksum;
		insert into supabase_migrations.schema_migrations (version, name, statements)
		values ${lines.join(', ')}`
	);
}

describe('the migrations that the baseline stands for', () => {
	it.skipIf(former === undefined)('are those of the commit that is named, by their text', () => {
		const found = readMigrations(former ?? '');
		expect(
			new Map(
				found.map(({ version, name, checksum }) => [
					version,
					{ name, checksum: checksum.slice(0, 16) }
				])
			)
		).toEqual(formerMigrations);
	});

	it('come before it', () => {
		expect([...formerMigrations.keys()].every((one) => one < (baseline?.version ?? ''))).toBe(true);
		expect(formerMigrations.size).toBe(51);
	});

	it('have the same checksum however their lines end', () => {
		expect(checksumOf('select 1;\r\nselect 2;\r\n')).toBe(checksumOf('select 1;\nselect 2;\n'));
	});
});

/** A migrated database for the tests of a `describe`, and what they do with it; those that they add to `made` go with it. */
function useDatabase(create: TestEngine['create']) {
	const made: TestDatabase[] = [];
	let database: TestDatabase;

	beforeAll(async () => {
		database = await create();
		made.push(database);
	});

	afterAll(async () => {
		for (const one of made) await one.remove();
	});

	/** What a task on the database itself gives, while no backend is open on it. */
	const raw = async <T>(task: (engine: Engine) => Promise<T>, one = database) => {
		const engine = one.openRaw();
		try {
			return await task(engine);
		} finally {
			await engine.close();
		}
	};
	const open = async (folder = migrations, one = database) => {
		const backend = await openedWith(one, folder);
		await backend.close();
		return backend.said;
	};
	/** Why it is not opened; what it went through and what it holds stay as they were. */
	const refused = async (folder?: string, one = database) => {
		const told = (engine: Engine) =>
			Promise.all([
				readHistory(engine),
				engine.rows('select * from territory'),
				engine.rows(
					"select relname from pg_class where relnamespace = 'public'::regnamespace order by relname"
				)
			]);
		const before = await raw(told, one);
		const said = await open(folder, one).then(
			() => 'opened',
			(fault: unknown) => String(fault)
		);
		expect(await raw(told, one)).toEqual(before);
		return said;
	};

	return { database: () => database, made, raw, open, refused };
}

describe.each(engines())('the history of a database on $name', ({ create, createBare }) => {
	const { database, made, raw, open, refused } = useDatabase(create);

	it('carries the checksum of each migration', async () => {
		expect(await raw(readHistory)).toMatchObject(current);
		expect(await open()).toContain('Schéma à jour');
	});

	it('is taken over from before the baseline, with all rows', async () => {
		const backend = await openedWith(database(), migrations);
		await settle(createServiceClient(backend));
		await backend.close();
		await raw((engine) => rewriteToFormer(engine));
		expect((await open()).join('\n')).toContain('Base d’avant le socle reconnue : 51 migrations');
		expect(await raw(readHistory)).toMatchObject(current);
		const rows = await raw((engine) => engine.rows('select territory_id from territory'));
		expect(rows).toEqual([{ territory_id: members.id }]);
		expect(await open()).toContain('Schéma à jour');
	});

	it('stays as it was where a migration waits to be completed, or fails', async () => {
		const begun = 'create table public.begun ();\n';
		expect(await refused(folderWith({ '20270101000000_wait.sql': begun + stop }))).toMatch(
			/La migration 20270101000000_wait a échoué : .*Migration à compléter/
		);
		expect(await refused(folderWith({ '20270101000000_fail.sql': `${begun}\nselekt 1;` }))).toMatch(
			/La migration 20270101000000_fail a échoué, ligne 3 : .*selekt/
		);
	});

	it('is taken over from before the baseline with what it went through since', async () => {
		const more = folderWith({ '20270101000000_since.sql': 'create table public.since ();' });
		await open(more);
		await raw((engine) => rewriteToFormer(engine));
		expect(await open(more)).toContain('Schéma à jour');
		expect(await raw(readHistory)).toMatchObject([
			...current,
			{ version: '20270101000000', checksum: checksumOf('create table public.since ();') }
		]);
		await raw((engine) =>
			engine.run(
				`drop table public.since;
				delete from supabase_migrations.schema_migrations where version > '2027'`
			)
		);
	});

	it.skipIf(former === undefined)(
		'really made by the former migrations opens with its rows, as one that is new',
		async () => {
			const old = await createBare();
			made.push(old);
			const before = await openedWith(old, former ?? '');
			const service = createServiceClient(before);
			await settle(service);
			await importAll(service, { terrain_eco: [plot('T1', square(4.05, 49.05, 0.01))] });
			await importAll(service, { contrainte: [constraint('C1', square(4.05, 49.05, 0.005))] });
			await before.close();
			const tables = ['territory', 'epci', 'commune', 'terrain_eco', 'revision_classe'];
			const moved = ['part_zone_inondable_pct', 'part_zone_humide_pct', 'part_pente_forte_pct'];
			// Whatever a later migration computes is new, and counts as a write.
			const rows = (engine: Engine) =>
				Promise.all(
					tables.map((table) =>
						engine.rows(
							`select to_jsonb(t) - 'revision' - '{${moved.join()}}'::text[] as t
							from ${table} as t order by t::text`
						)
					)
				);
			const kept = await raw(rows, old);
			const shareOf = (column: string, from: string) => (engine: Engine) =>
				engine.rows(`select ${column}::text as share from ${from} where terr_id = 'T1'`);
			const share = await raw(shareOf('part_zone_inondable_pct', 'terrain_eco'), old);
			expect(Number(share[0]?.['share'])).toBeCloseTo(25, 1);
			expect((await open(migrations, old)).join('\n')).toContain('Base d’avant le socle reconnue');
			expect(await raw(rows, old)).toMatchObject(kept);
			expect(await raw(shareOf('part_pct', 'part_contrainte'), old)).toEqual(share);
			const fresh = await create();
			made.push(fresh);
			expect(
				compareCatalogues(await raw(readCatalogue, fresh), await raw(readCatalogue, old))
			).toEqual([]);
		}
	);
});

// The same JavaScript judges on both, which change nothing above: here the one that opens faster is enough.
describe.each(engines().slice(-1))('a history that is judged, on $name', ({ create }) => {
	const { made, raw, open, refused } = useDatabase(create);

	it('that stops before the baseline is refused with the way through', async () => {
		const stopped = await create();
		made.push(stopped);
		await raw((engine) => rewriteToFormer(engine, '20261125120000'), stopped);
		expect(await refused(undefined, stopped)).toMatch(
			/s’est arrêtée à la migration 20261125120000_restrict_contacts.*git checkout 9eaa2ac.*Rien n’a été changé/s
		);
	});

	it('with another text than the baseline’s is refused, and says for which migration', async () => {
		await raw(async (engine) => {
			await rewriteToFormer(engine);
			await engine.run(
				`update supabase_migrations.schema_migrations set statements = array['select 1;']
				where version = '20261123100600'`
			);
		});
		expect(await refused()).toMatch(/autre texte .*20261123100600_compute_membership/);
		await raw((engine) => rewriteToFormer(engine));
		await open();
	});

	it('names the migration that was edited after it was applied', async () => {
		const file = `${baseline?.version ?? ''}_baseline.sql`;
		const sql = readFileSync(join(migrations, file), 'utf8');
		expect(await refused(folderWith({ [file]: `${sql}\n-- a word\n` }))).toMatch(
			new RegExp(`${file} a été modifié après avoir été appliqué.*rétablissez son texte`)
		);
		expect(await refused(folderWith({ [file]: sql.replaceAll('\n', '\r\n') }))).toBe('opened');
	});

	it('names the migration that is newer than the program, or whose file is missing', async () => {
		const more = { '20270101000000_more.sql': 'create table public.more ();' };
		expect(await open(folderWith(more))).toContain('Schéma : 1 migrations');
		expect(await refused()).toMatch(
			/20270101000000_more, plus récente que ce programme, .*mettez Forgeterre à jour/
		);
		expect(await refused(folderWith({ '20270102000000_later.sql': 'select 1;' }))).toMatch(
			/20270101000000_more a été appliquée .*son fichier manque .*git checkout/
		);
	});
});
