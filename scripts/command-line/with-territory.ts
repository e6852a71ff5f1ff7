import { join } from 'node:path';
import { checkEnvironment, setting } from '#env';
import { createServiceClient, type BackendClient } from '#lib/backend/client.ts';
import type { TerritoryConfiguration } from '#lib/domain/territory.ts';
import {
	backendFromEnvironment,
	openOrJoinBackend,
	type Backend
} from '#lib/server/open-backend.ts';
import { loadTerritory, seedTerritory } from '#lib/seed/seed-territory.ts';

export interface OpenTerritory {
	client: BackendClient;
	configuration: TerritoryConfiguration;
	backend: Backend;
}

/**
 * Does some work on a territory's database, through the running server where it holds it, and closes it.
 * @param purpose what the command does, for the message to another process: "un import"
 */
export async function withTerritory<Result>(
	file: string,
	purpose: string,
	work: (open: OpenTerritory) => Promise<Result>
): Promise<Result> {
	checkEnvironment();
	const configuration = await loadTerritory(file);
	// Progress goes to stderr: stdout carries the report alone.
	const onStep = (message: string): void => {
		console.error(message);
	};
	const backend = await openOrJoinBackend({
		...backendFromEnvironment(configuration.id),
		dataDirectory: join(setting('FORGETERRE_DATA'), configuration.id),
		purpose,
		onStep
	});
	try {
		await seedTerritory({ backend, configuration, onStep });
		return await work({ client: createServiceClient(backend), configuration, backend });
	} finally {
		await backend.close();
	}
}
