import { ensureHistoryTable } from '@supabase/lite';
import type { Engine } from './engines.ts';
import { faultLine, faultMessage } from './fault-line.ts';
import { formerMigrations } from './former-migrations.ts';
import type { Migration } from './migration-files.ts';
import { type HistoryKind, readHistory } from './migration-history.ts';

const record = `insert into supabase_migrations.schema_migrations (version, name, statements, checksum)
	values ($1, $2, array[$3], $4)`;
const lineOf = ({ version, name, sql, checksum }: Migration) => [version, name, sql, checksum];

/**
 * Applies the migrations that a database lacks, each with its line of history in one transaction. A database that
 * went through those that the baseline stands for gets the baseline's line in their place.
 * @param kind what judgeHistory said of the database
 * @throws Error naming the migration that failed, and its line
 */
export async function applyMigrations(
	engine: Engine,
	migrations: readonly Migration[],
	kind: HistoryKind,
	onStep: (message: string) => void
): Promise<void> {
	await ensureHistoryTable(engine.connection);
	await engine.run(
		'alter table supabase_migrations.schema_migrations add column if not exists checksum text'
	);
	if (kind === 'former') await replaceFormer(engine, migrations, onStep);
	const history = new Map((await readHistory(engine)).map((one) => [one.version, one]));
	await adopt(
		engine,
		migrations.filter(({ version }) => history.get(version)?.checksum === null)
	);
	const missing = migrations.filter(({ version }) => !history.has(version));
	for (const migration of missing) await apply(engine, migration);
	onStep(missing.length > 0 ? `Schéma : ${String(missing.length)} migrations` : 'Schéma à jour');
}

async function apply(engine: Engine, migration: Migration): Promise<void> {
	try {
		await engine.together(async ({ run, query }) => {
			await run(migration.sql);
			await query(record, lineOf(migration));
		});
	} catch (fault) {
		const line = faultLine(migration.sql, fault);
		throw new Error(
			`La migration ${migration.version}_${migration.name} a échoué` +
				`${line === undefined ? '' : `, ligne ${String(line)}`} : ${faultMessage(fault)}`,
			{ cause: fault }
		);
	}
}

async function replaceFormer(
	engine: Engine,
	[baseline]: readonly Migration[],
	onStep: (message: string) => void
): Promise<void> {
	if (!baseline) return;
	await engine.together(async ({ query }) => {
		for (const version of formerMigrations.keys()) {
			await query('delete from supabase_migrations.schema_migrations where version = $1', [
				version
			]);
		}
		await query(record, lineOf(baseline));
	});
	onStep(
		`Base d’avant le socle reconnue : ${String(formerMigrations.size)} migrations deviennent ${baseline.version}_${baseline.name}`
	);
}

/** Lines that the Supabase CLI wrote have no checksum: from now on the text may not change under them either. */
async function adopt(engine: Engine, migrations: readonly Migration[]): Promise<void> {
	for (const { version, checksum } of migrations) {
		await engine.together(({ query }) =>
			query('update supabase_migrations.schema_migrations set checksum = $2 where version = $1', [
				version,
				checksum
			])
		);
	}
}
