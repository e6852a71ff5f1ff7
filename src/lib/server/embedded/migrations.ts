import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { appliedVersions, ensureHistoryTable } from '@supabase/lite';
import type { Engine } from './engines.ts';

/** One file of `supabase/migrations`, named `<version>_<name>.sql` as the Supabase CLI has it. */
export type Migration = { version: string; name: string; sql: string };

/** Migrations of a folder, in the order of their version. */
export function readMigrations(directory: string): Migration[] {
	return readdirSync(directory)
		.filter((file) => file.endsWith('.sql'))
		.sort()
		.map((file) => {
			const [, version, name] = /^(\d+)_(\w+)\.sql$/.exec(file) ?? [];
			if (!version || !name) {
				throw new Error(`Migration mal nommée : « ${file} » ; attendu : <date>_<nom>.sql.`);
			}
			return { version, name, sql: readFileSync(join(directory, file), 'utf8') };
		});
}

/** Applies the migrations a database lacks, each with its line of history in one transaction. */
export async function applyMigrations(engine: Engine, directory: string): Promise<string[]> {
	await ensureHistoryTable(engine.connection);
	const applied = new Set(await appliedVersions(engine.connection));
	const missing = readMigrations(directory).filter(({ version }) => !applied.has(version));
	for (const { version, name, sql } of missing) {
		try {
			await engine.runTogether(
				sql,
				`insert into supabase_migrations.schema_migrations (version, name, statements)
				values ($1, $2, array[$3])`,
				[version, name, sql]
			);
		} catch (error) {
			throw new Error(`La migration ${version}_${name} a échoué : ${String(error)}`, {
				cause: error
			});
		}
	}
	return missing.map(({ name }) => name);
}
