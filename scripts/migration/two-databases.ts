import { cpSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { openEmbeddedBackend } from '#lib/server/embedded/embedded-backend.ts';
import { type Engine, openEngine } from '#lib/server/embedded/engines.ts';
import { keysOf } from '#lib/server/keys.ts';
import { type Catalogue, readCatalogue } from './catalogue.ts';
import { applySchemaFiles, type SchemaFile } from './schema-files.ts';

/** What the files of the schema make, and what the migrations make. */
export type TwoCatalogues = { wanted: Catalogue; found: Catalogue };

/**
 * Makes a database of each in a folder of its own, which is removed, and reads their catalogues.
 * @param migrations folder of the migrations
 * @throws Error naming the file and the line, or the migration, that the database refuses
 */
export async function readBoth(files: SchemaFile[], migrations: string): Promise<TwoCatalogues> {
	const folder = mkdtempSync(join(tmpdir(), 'forgeterre-migration-'));
	try {
		await migrate(join(folder, 'schemas'), noMigrations(folder));
		cpSync(join(folder, 'schemas'), join(folder, 'migrations'), { recursive: true });
		const wanted = await read(join(folder, 'schemas'), async (engine) => {
			await applySchemaFiles(engine, files);
			return readCatalogue(engine);
		});
		await migrate(join(folder, 'migrations'), migrations);
		return { wanted, found: await read(join(folder, 'migrations'), readCatalogue) };
	} finally {
		rmSync(folder, { recursive: true, force: true });
	}
}

/** What is read of a database that the files of the schema make; it is removed. */
export async function fromSchemas<Result>(
	files: SchemaFile[],
	readFrom: (engine: Engine) => Promise<Result>
): Promise<Result> {
	const folder = mkdtempSync(join(tmpdir(), 'forgeterre-migration-'));
	try {
		await migrate(join(folder, 'schemas'), noMigrations(folder));
		return await read(join(folder, 'schemas'), async (engine) => {
			await applySchemaFiles(engine, files);
			return readFrom(engine);
		});
	} finally {
		rmSync(folder, { recursive: true, force: true });
	}
}

function noMigrations(folder: string): string {
	const none = join(folder, 'none');
	mkdirSync(none);
	return none;
}

/** Opens a database as the server does, with the accounts and the storage of Supabase. */
async function migrate(folder: string, migrationsDirectory: string): Promise<void> {
	mkdirSync(folder, { recursive: true });
	const backend = await openEmbeddedBackend(
		{
			engine: { kind: 'embedded', directory: join(folder, 'pgdata') },
			// Apart from the database: keys without one would mean that it was lost.
			keys: keysOf(dirname(folder)),
			storageDirectory: join(folder, 'storage'),
			migrationsDirectory
		},
		{ onStep: () => undefined, onMail: () => undefined }
	);
	await backend.close();
}

async function read<Result>(
	folder: string,
	readFrom: (engine: Engine) => Promise<Result>
): Promise<Result> {
	const engine = openEngine({ kind: 'embedded', directory: join(folder, 'pgdata') });
	try {
		return await readFrom(engine);
	} finally {
		await engine.close();
	}
}
