import { afterAll, beforeAll, inject } from 'vitest';
import { startServer, type RunningServer } from '../../scripts/check/running-server.ts';
import { dataFolder } from './data-folder.ts';
import type { Engine } from './engines.ts';
import { keysIn, serverOnCopy } from './server-on-copy.ts';
import { upToDate } from './up-to-date.ts';

/**
 * A server of its own for the tests of a `describe`, on a copy of the prepared territory; both go when they end.
 * @param more environment of that server, asked for once before it starts
 */
export function useServer(
	engine: Engine,
	more: () => Promise<Record<string, string>> = () => Promise.resolve({})
) {
	const data = dataFolder();
	let drop: () => Promise<void>;
	let environment: Record<string, string>;
	let server: RunningServer;

	beforeAll(async () => {
		const prepared = inject('prepared')[engine.name];
		({ server, environment, drop } = await serverOnCopy(engine, prepared, { data, more }));
	});

	afterAll(async () => {
		await server.stop();
		await drop();
		data.remove();
	});

	return {
		dataPath: data.path,
		address: () => server.address,
		pid: () => server.pid,
		/** Waits until visitors are served what has been written. */
		upToDate: () => upToDate(server.address),
		/** Asks it to stop, and starts it no more; answers how it ended. */
		stop: () => server.stop(),
		/** Everything that the server printed. */
		output: () => server.output(),
		/** What a command needs to find the same database. */
		environment: () => environment,
		/** The keys of the Supabase behind it. */
		keys: () => keysIn(data.path),
		/** Ends it as a power cut would, and starts it again. */
		crash: async () => {
			await server.kill();
			server = await startServer(environment);
		},
		restart: async () => {
			await server.stop();
			server = await startServer(environment);
		}
	};
}
