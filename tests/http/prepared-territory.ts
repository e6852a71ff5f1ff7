import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import type { TestProject } from 'vitest/node';
import { createServiceClient } from '#lib/backend/client.ts';
import { halls } from '#lib/backend/halls.ts';
import { startServer } from '../../scripts/check/running-server.ts';
import type { Site } from './agents.ts';
import { dataFolder } from './data-folder.ts';
import { engines, type Engine } from './engines.ts';

/** A territory that was opened and filled: its data folder, and its database where that is not in the folder. */
export type PreparedTerritory = { folder: string; database?: string };

declare module 'vitest' {
	interface ProvidedContext {
		/** By name of engine. */
		prepared: Record<string, PreparedTerritory>;
	}
}

/** Opens the territory once an engine: each server of the tests starts on a copy, which takes a third of the time. */
export default async function setup({ provide }: TestProject): Promise<() => Promise<void>> {
	const made = await Promise.all(engines.map(prepare));
	provide('prepared', Object.fromEntries(made.map(({ name, prepared }) => [name, prepared])));
	return async () => {
		for (const { remove } of made) await remove();
	};
}

async function prepare({ name, open }: Engine) {
	const data = dataFolder();
	const { environment, database, drop } = await open();
	const server = await startServer({ ...environment, FORGETERRE_DATA: data.path });
	await untilHallsAreKept(server.address, data.path);
	await server.stop();
	return {
		name,
		prepared: { folder: data.path, ...(database && { database }) },
		remove: async () => {
			await drop();
			data.remove();
		}
	};
}

/** Otherwise each server of the tests computes the largest building of each plot, and writes while it is watched. */
async function untilHallsAreKept(address: string, folder: string): Promise<void> {
	const territory = 'nord-ardennes';
	const keys = JSON.parse(
		readFileSync(join(folder, territory, 'keys.json'), 'utf8')
	) as Site['keys'];
	const service = createServiceClient({ url: address, fetch, ...keys });
	while ((await halls.due(service, territory, 1)).looked > 0) await delay(1000);
}
