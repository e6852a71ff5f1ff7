import { setting } from '#env';
import { createPublicClient } from '#lib/backend/client.ts';
import type { TerritoryConfiguration } from '#lib/domain/territory.ts';
import type { Backend } from '../open-backend.ts';
import { TerritoryReadings } from './territory-readings.ts';

/** What anonymous visitors may see of a territory, read when it is first asked for, and the client that reads it. */
export function openReadings(backend: Backend, configuration: TerritoryConfiguration) {
	const client = createPublicClient(backend);
	const readings = new TerritoryReadings({
		...{ url: backend.url, publishableKey: backend.publishableKey, fetch: backend.fetch },
		...{ client, configuration, memoryBytes: (3 * setting('FORGETERRE_MEMORY_MB')) / 4 },
		pageMilliseconds: backend.kind === 'embedded' ? 25 : 250
	});
	return { client, readings };
}
