import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openEmbeddedBackend } from '#lib/server/embedded/embedded-backend.ts';
import { keysOf } from '#lib/server/keys.ts';
import type { TestDatabase } from './engines.ts';

/** Opens a database with the migrations of any folder, as the server does with its own. */
export async function openedWith(database: TestDatabase, migrationsDirectory: string) {
	// Apart from the database's own folder: keys without a database would mean that one was lost.
	const beside = mkdtempSync(join(tmpdir(), 'forgeterre-test-'));
	const keys = keysOf(beside);
	const said: string[] = [];
	try {
		const backend = await openEmbeddedBackend(
			{
				engine: database.databaseUrl
					? { kind: 'postgres', url: database.databaseUrl }
					: { kind: 'embedded', directory: join(database.dataDirectory, 'pgdata') },
				keys,
				storageDirectory: join(beside, 'storage'),
				migrationsDirectory
			},
			{ onStep: (step) => said.push(step), onMail: () => undefined }
		);
		return { ...backend, ...keys, url: 'http://localhost', kind: 'embedded' as const, said };
	} finally {
		rmSync(beside, { recursive: true, force: true });
	}
}

/** An empty database with the accounts and the storage of Supabase, and nothing of ours. */
export async function openedWithout(database: TestDatabase): Promise<void> {
	const none = join(database.dataDirectory, 'no-migrations');
	mkdirSync(none);
	await (await openedWith(database, none)).close();
	rmSync(none, { recursive: true });
}
