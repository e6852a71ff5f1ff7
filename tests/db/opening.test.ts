import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import {
	chmodSync,
	cpSync,
	existsSync,
	lstatSync,
	mkdtempSync,
	readdirSync,
	readFileSync,
	renameSync,
	rmSync
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createPublicClient, createServiceClient } from '#lib/backend/client.ts';
import { features } from '#lib/backend/features.ts';
import { DataLockedError } from '#lib/server/data-lock.ts';
import { openOrJoinBackend } from '#lib/server/open-backend.ts';
import { engines, type TestDatabase } from './engines.ts';
import { members, settle } from './sample-territory.ts';
import { serveBackend } from './serve-backend.ts';

const pglite = engines().slice(0, 1);

/** True where this user may give a process numbers of its own, as a container has them. */
const canUnshare =
	spawnSync('unshare', ['--pid', '--fork', '--mount-proc', 'true'], { stdio: 'ignore' }).status ===
	0;

function startHolding(dataDirectory: string, ...task: string[]) {
	const script = join(import.meta.dirname, 'holding-process.ts');
	const child = spawn(process.execPath, [script, dataDirectory, ...task], {
		stdio: ['ignore', 'pipe', 'inherit']
	});
	return { child };
}

/** Starts holding-process.ts and waits until it has the database open. */
async function holdingProcess(dataDirectory: string, ...task: string[]) {
	const { child } = startHolding(dataDirectory, ...task);
	const said: string[] = [];
	const lines = createInterface({ input: child.stdout });
	lines.on('line', (line) => said.push(line));
	await once(lines, 'line');
	return { child, said };
}

async function kill(child: ChildProcess) {
	child.kill('SIGKILL');
	await once(child, 'exit');
}

describe.each(pglite)('a data directory on $name', ({ create }) => {
	let database: TestDatabase;

	beforeAll(async () => {
		database = await create();
	});

	afterAll(() => database.remove());

	it('refuses a second process by name, and is taken over once that process is dead', async () => {
		const { child } = await holdingProcess(database.dataDirectory);
		const refused = await database.open().catch((error: unknown) => error);
		expect(refused).toBeInstanceOf(DataLockedError);
		expect(String(refused)).toContain(
			`${database.dataDirectory} est déjà utilisé par le processus ${String(child.pid)} (un import des tests`
		);
		expect(existsSync(join(database.dataDirectory, 'lock.json'))).toBe(true);
		const joining = openOrJoinBackend({
			dataDirectory: database.dataDirectory,
			purpose: 'une commande'
		});
		await expect(joining).rejects.toBeInstanceOf(DataLockedError);
		await kill(child);
		const backend = await database.open();
		await backend.close();
	});

	it('loses no acknowledged row when its process is killed while it writes', async () => {
		const { child, said } = await holdingProcess(database.dataDirectory, 'write');
		while (said.length < 12) await new Promise((resolve) => setTimeout(resolve, 20));
		await kill(child);
		const acknowledged = said.slice(1);
		const backend = await database.open();
		const { features: found } = await features.page(createPublicClient(backend), {
			territory: members.id,
			collection: 'poi'
		});
		const ids = found.map(({ id }) => String(id));
		expect(ids).toEqual(expect.arrayContaining(acknowledged));
		// The row that was being written may have arrived too, but no more than that.
		expect(ids.length - acknowledged.length).toBeLessThanOrEqual(1);
		await backend.close();
	});

	it('lets a command through its server, and answers it from the same database', async () => {
		const backend = await database.open('le serveur');
		await using server = await serveBackend(backend);
		backend.setAddress(server.url);
		expect(
			JSON.parse(readFileSync(join(database.dataDirectory, 'lock.json'), 'utf8'))
		).toMatchObject({ pid: process.pid, purpose: 'le serveur', url: server.url });
		const steps: string[] = [];
		const command = await openOrJoinBackend({
			dataDirectory: database.dataDirectory,
			purpose: 'un import',
			onStep: (message) => steps.push(message)
		});
		expect(command).toMatchObject({ kind: 'embedded', url: server.url });
		expect(steps).toEqual([`Le serveur ${server.url} est en marche : la commande passe par lui`]);
		await settle(createServiceClient(command));
		await command.close();
		const { numberMatched } = await features.page(createPublicClient(backend), {
			territory: members.id,
			collection: 'communes'
		});
		expect(numberMatched).toBe(3);
		await backend.close();
	});

	it('is opened by the command itself when no server holds it, step by step', async () => {
		const steps: string[] = [];
		const command = await openOrJoinBackend({
			dataDirectory: database.dataDirectory,
			purpose: 'un import',
			onStep: (message) => steps.push(message)
		});
		expect(command.url).toBe('http://localhost');
		expect(steps).toEqual([
			expect.stringMatching(/^Base embarquée ouverte \(\d+,\d s\)$/),
			expect.stringMatching(/^Schéma à jour \(\d+,\d s\)$/)
		]);
		await expect(database.open()).rejects.toThrow(/un import/);
		await command.close();
		expect(existsSync(join(database.dataDirectory, 'lock.json'))).toBe(false);
	});

	it.runIf(canUnshare)('is opened by one of two processes that cannot see each other', async () => {
		const { child } = await holdingProcess(database.dataDirectory);
		const script = join(import.meta.dirname, 'holding-process.ts');
		const apart = spawnSync(
			'unshare',
			['--pid', '--fork', '--mount-proc', process.execPath, script, database.dataDirectory],
			{ encoding: 'utf8' }
		);
		expect(apart.status).not.toBe(0);
		expect(apart.stdout).toBe('');
		expect(apart.stderr).toContain(
			`est déjà utilisé par le processus ${String(child.pid)} d’un autre conteneur (un import des tests`
		);
		await kill(child);
		await (await database.open()).close();
	});

	it('is the owner’s alone, also where a former version left it open to others', async () => {
		const opened = (path: string): string[] => [
			...(lstatSync(path).mode & 0o077 ? [path] : []),
			...(lstatSync(path).isDirectory()
				? readdirSync(path).flatMap((name) => opened(join(path, name)))
				: [])
		];
		chmodSync(database.dataDirectory, 0o755);
		chmodSync(join(database.dataDirectory, 'pgdata'), 0o755);
		chmodSync(join(database.dataDirectory, 'pgdata', 'PG_VERSION'), 0o644);
		const backend = await database.open();
		await settle(createServiceClient(backend));
		expect(opened(database.dataDirectory)).toEqual([]);
		await backend.close();
		expect(opened(database.dataDirectory)).toEqual([]);
	});

	it('opens as a copy too, taken while its server ran', async () => {
		const { child } = await holdingProcess(database.dataDirectory);
		const copy = mkdtempSync(join(tmpdir(), 'forgeterre-copie-'));
		cpSync(database.dataDirectory, copy, { recursive: true });
		await kill(child);
		const backend = await openOrJoinBackend({ dataDirectory: copy, purpose: 'un test' });
		expect(backend.url).toBe('http://localhost');
		await backend.close();
		rmSync(copy, { recursive: true });
	});

	it('refuses to begin a new database where one was, and changes nothing', async () => {
		const directory = join(database.dataDirectory, 'pgdata');
		const aside = `${directory}.away`;
		renameSync(directory, aside);
		await expect(database.open()).rejects.toThrow(
			/a disparu : pgdata est absent ou vide.*sauvegarde/
		);
		cpSync(aside, directory, { recursive: true });
		rmSync(join(directory, 'PG_VERSION'));
		await expect(database.open()).rejects.toThrow(/PG_VERSION manque dans pgdata/);
		rmSync(join(database.dataDirectory, 'database.json'));
		await expect(database.open(), 'the keys alone tell it too').rejects.toThrow(/a disparu/);
		rmSync(directory, { recursive: true });
		await expect(database.open()).rejects.toThrow(/a disparu/);
		expect(existsSync(directory)).toBe(false);
		renameSync(aside, directory);
		await (await database.open()).close();
	});

	it('begins anew after a first start that was killed before there was a database', async () => {
		const empty = mkdtempSync(join(tmpdir(), 'forgeterre-debut-'));
		const { child } = startHolding(empty);
		const directory = join(empty, 'pgdata');
		while (!existsSync(directory)) await new Promise((resolve) => setTimeout(resolve, 5));
		await kill(child);
		rmSync(join(directory, 'PG_VERSION'), { force: true });
		const backend = await openOrJoinBackend({ dataDirectory: empty, purpose: 'un test' });
		await settle(createServiceClient(backend));
		await backend.close();
		rmSync(empty, { recursive: true });
	});
});
