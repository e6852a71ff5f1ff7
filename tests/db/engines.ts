import { createHash } from 'node:crypto';
import {
	cpSync,
	existsSync,
	mkdtempSync,
	readdirSync,
	readFileSync,
	renameSync,
	rmSync,
	statSync
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import postgres from 'postgres';
import { type Engine, openEngine } from '#lib/server/embedded/engines.ts';
import { readMigrations } from '#lib/server/embedded/migration-files.ts';
import { type Backend, openBackend } from '#lib/server/open-backend.ts';
import { projectRoot } from '#lib/server/project-root.ts';

/** A database of its own, migrated and empty, with the folder that goes with it. */
export type TestDatabase = {
	dataDirectory: string;
	databaseUrl: string | undefined;
	open(purpose?: string): Promise<Backend>;
	/** The database without the API of Supabase, as its owner; only while no backend is open on it. */
	openRaw(): Engine;
	/** Closes nothing: call it when every backend on it is closed. */
	remove(): Promise<void>;
};

export type TestEngine = {
	name: string;
	create: () => Promise<TestDatabase>;
	/** One that no backend has opened yet: empty of everything but PostGIS, which takes PGlite seconds to install. */
	createBare: () => Promise<TestDatabase>;
};

const migrationsDirectory = join(projectRoot(), 'supabase', 'migrations');

function templateKey(): string {
	const hash = createHash('sha256');
	for (const { version, sql } of readMigrations(migrationsDirectory)) hash.update(version + sql);
	const root = projectRoot();
	for (const file of ['package-lock.json', 'src/lib/server/embedded/supabase-app.ts']) {
		hash.update(readFileSync(join(root, file)));
	}
	return hash.digest('hex').slice(0, 16);
}

/** Templates of former states of the migrations, once no test can still be copying them. */
function removeFormerTemplates(): void {
	const yesterday = Date.now() - 24 * 3600 * 1000;
	for (const name of readdirSync(tmpdir())) {
		const path = join(tmpdir(), name);
		if (name.startsWith('forgeterre-modele-') && statSync(path).mtimeMs < yesterday) {
			rmSync(path, { recursive: true, force: true });
		}
	}
}

/** A migrated PGlite folder made once for each state of the migrations, then copied: 8 s become 1. */
async function pgliteTemplate(): Promise<string> {
	const template = join(tmpdir(), `forgeterre-modele-${templateKey()}`);
	if (existsSync(template)) return template;
	removeFormerTemplates();
	const draft = mkdtempSync(join(tmpdir(), 'forgeterre-modele-'));
	const backend = await openBackend({ dataDirectory: draft, purpose: 'le modèle des tests' });
	await backend.close();
	if (existsSync(template)) rmSync(draft, { recursive: true });
	else renameSync(draft, template);
	return template;
}

function databaseOf(
	dataDirectory: string,
	databaseUrl: string | undefined,
	dropDatabase: () => Promise<void>
): TestDatabase {
	return {
		dataDirectory,
		databaseUrl,
		open: (purpose = 'un test') => openBackend({ dataDirectory, databaseUrl, purpose }),
		openRaw: () =>
			openEngine(
				databaseUrl
					? { kind: 'postgres', url: databaseUrl }
					: { kind: 'embedded', directory: join(dataDirectory, 'pgdata') }
			),
		remove: async () => {
			await dropDatabase();
			rmSync(dataDirectory, { recursive: true, force: true });
		}
	};
}

const bareTemplatePrefix = 'forgeterre-modele-nu-';

/** A PGlite folder with PostGIS and nothing else, made once: to begin one and install PostGIS takes most of ten seconds. */
async function pgliteBareTemplate(): Promise<string> {
	const versions = readFileSync(join(projectRoot(), 'package-lock.json'));
	const key = createHash('sha256').update(versions).digest('hex').slice(0, 16);
	const template = join(tmpdir(), bareTemplatePrefix + key);
	if (existsSync(template)) return template;
	const draft = mkdtempSync(join(tmpdir(), bareTemplatePrefix));
	const engine = openEngine({ kind: 'embedded', directory: join(draft, 'pgdata') });
	await engine.run(
		'create schema extensions; create extension postgis with schema extensions; checkpoint'
	);
	await engine.close();
	if (existsSync(template)) rmSync(draft, { recursive: true });
	else renameSync(draft, template);
	return template;
}

/** A folder of its own with the database of a template. */
function copyOf(template: string): TestDatabase {
	const dataDirectory = mkdtempSync(join(tmpdir(), 'forgeterre-test-'));
	cpSync(join(template, 'pgdata'), join(dataDirectory, 'pgdata'), { recursive: true });
	return databaseOf(dataDirectory, undefined, () => Promise.resolve());
}

const pglite: TestEngine = {
	name: 'PGlite',
	create: async () => copyOf(await pgliteTemplate()),
	createBare: async () => copyOf(await pgliteBareTemplate())
};

let created = 0;

/** A database of a PostgreSQL server, with the folder that goes with it. */
async function namedDatabase(
	serverUrl: string,
	name: string,
	make: (server: postgres.Sql) => Promise<unknown>
): Promise<TestDatabase> {
	const server = postgres(serverUrl, { max: 1, onnotice: () => undefined });
	await make(server);
	const url = new URL(serverUrl);
	url.pathname = `/${name}`;
	return databaseOf(mkdtempSync(join(tmpdir(), 'forgeterre-test-')), url.href, async () => {
		await server.unsafe(`drop database ${name} with (force)`);
		await server.end();
	});
}

const newName = () => `forgeterre_test_${String(process.pid)}_${String(++created)}`;

/** A new database of a PostgreSQL server, empty of everything. */
export function bareDatabase(serverUrl: string): Promise<TestDatabase> {
	const name = newName();
	return namedDatabase(serverUrl, name, (server) => server.unsafe(`create database ${name}`));
}

const templatePrefix = 'forgeterre_modele_';
/** Any number: whoever makes, copies or removes a template holds this lock of the server. */
const templateLock = 4_081_983;

/** A migrated database made once for each state of the migrations, then copied: 8 s become 0.3. */
async function copyOfTemplate(server: postgres.Sql, serverUrl: string, name: string) {
	const template = templatePrefix + templateKey();
	await server`select pg_advisory_lock(${templateLock})`;
	const made = await server<{ datname: string }[]>`
		select datname from pg_database where starts_with(datname, ${templatePrefix})
	`;
	if (!made.some(({ datname }) => datname === template)) {
		for (const { datname } of made) await server.unsafe(`drop database ${datname} with (force)`);
		const draft = await bareDatabase(serverUrl);
		await (await draft.open('le modèle des tests')).close();
		await server.unsafe(
			`create database ${template} template ${new URL(draft.databaseUrl ?? '').pathname.slice(1)}`
		);
		await draft.remove();
	}
	await server.unsafe(`create database ${name} template ${template}`);
	await server`select pg_advisory_unlock(${templateLock})`;
}

function postgresEngine(serverUrl: string): TestEngine {
	return {
		name: 'PostgreSQL',
		create: () => {
			const name = newName();
			return namedDatabase(serverUrl, name, (server) => copyOfTemplate(server, serverUrl, name));
		},
		createBare: () => bareDatabase(serverUrl)
	};
}

/** Address of the PostgreSQL server of the tests, where there is one. */
export const testServerUrl = process.env['TEST_DATABASE_URL'];

/** PGlite always; PostgreSQL with PostGIS where TEST_DATABASE_URL names a server. */
export function engines(): TestEngine[] {
	return testServerUrl ? [pglite, postgresEngine(testServerUrl)] : [pglite];
}
