import { copyFileSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openEmbeddedBackend } from '#lib/server/embedded/embedded-backend.ts';
import { readMigrations } from '#lib/server/embedded/migration-files.ts';
import { keysOf } from '#lib/server/keys.ts';
import { projectRoot } from '#lib/server/project-root.ts';
import { bareDatabase, testServerUrl } from './engines.ts';

const migrations = join(projectRoot(), 'supabase', 'migrations');

/** An empty database that goes through the migrations in two steps: before a version, then all of them. */
export async function formerDatabase(engine: string) {
	const postgres = engine === 'PostgreSQL' ? await bareDatabase(testServerUrl ?? '') : undefined;
	const folder = postgres?.dataDirectory ?? mkdtempSync(join(tmpdir(), 'forgeterre-test-'));
	// Beside the folder's own: keys without a database would mean that one was lost.
	const beside = join(folder, 'keys');
	mkdirSync(beside);
	const keys = keysOf(beside);
	const openWith = async (migrationsDirectory: string) => {
		const backend = await openEmbeddedBackend(
			{
				engine: postgres?.databaseUrl
					? { kind: 'postgres', url: postgres.databaseUrl }
					: { kind: 'embedded', directory: join(folder, 'pgdata') },
				keys,
				storageDirectory: join(folder, 'storage'),
				migrationsDirectory
			},
			{ onStep: () => undefined, onMail: () => undefined }
		);
		return { ...backend, ...keys, url: 'http://localhost', kind: 'embedded' as const };
	};
	return {
		/** With the migrations that came before a version. */
		openBefore: (version: string) => {
			const former = join(folder, 'migrations');
			mkdirSync(former);
			for (const { version: one, name } of readMigrations(migrations)) {
				const file = `${one}_${name}.sql`;
				if (one < version) copyFileSync(join(migrations, file), join(former, file));
			}
			return openWith(former);
		},
		/** With all of them. */
		open: () => openWith(migrations),
		remove: async () => {
			await postgres?.remove();
			rmSync(folder, { recursive: true, force: true });
		}
	};
}
