import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
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

/** Starts holding-process.ts and waits until it has the database open. */
async function holdingProcess(dataDirectory: string, ...task: string[]) {
	const script = join(import.meta.dirname, 'holding-process.ts');
	const child = spawn(process.execPath, [script, dataDirectory, ...task], {
		stdio: ['ignore', 'pipe', 'inherit']
	});
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
});
