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
export function readBoth(files: SchemaFile[], migrations: string): Promise<TwoCatalogues> {
	return inOwnFolder(async (folder) => {
		const [bare, migrated] = [join(folder, 'schemas'), join(folder, 'migrations')];
		await makeBare(bare);
		cpSync(bare, migrated, { recursive: true });
		const wanted = await readWithSchemas(bare, files, readCatalogue);
		await migrate(migrated, migrations);
		return { wanted, found: await read(migrated, readCatalogue) };
	});
}

/** What is read of a database that the files of the schema make; it is removed. */
export function fromSchemas<Result>(
	files: SchemaFile[],
	readFrom: (engine: Engine) => Promise<Result>
): Promise<Result> {
	return inOwnFolder(async (folder) => {
		const bare = join(folder, 'schemas');
		await makeBare(bare);
		return readWithSchemas(bare, files, readFrom);
	});
}

async function inOwnFolder<Result>(work: (folder: string) => Promise<Result>): Promise<Result> {
	const folder = mkdtempSync(join(tmpdir(), 'forgeterre-migration-'));
	try {
		return await work(folder);
	} finally {
		rmSync(folder, { recursive: true, force: true });
	}
}

/** A database with the accounts and the storage of Supabase, and nothing of ours. */
async function makeBare(folder: string): Promise<void> {
	const none = join(dirname(folder), 'none');
	mkdirSync(none);
	await migrate(folder, none);
}

function readWithSchemas<Result>(
	folder: string,
	files: SchemaFile[],
	readFrom: (engine: Engine) => Promise<Result>
): Promise<Result> {
	return read(folder, async (engine) => {
		await applySchemaFiles(engine, files);
		return readFrom(engine);
	});
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
