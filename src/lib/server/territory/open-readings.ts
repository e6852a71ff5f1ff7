import { createPublicClient } from '#lib/backend/client.ts';
import type { TerritoryConfiguration } from '#lib/domain/territory.ts';
import type { Backend } from '../open-backend.ts';
import { TerritoryReadings } from './territory-readings.ts';

/**
 * What anonymous visitors may see of a territory, read when it is first asked for, and the client that reads it.
 * @param memoryBytes that the texts of its records may take
 */
export function openReadings(
	backend: Backend,
	configuration: TerritoryConfiguration,
	memoryBytes: number
) {
	const client = createPublicClient(backend);
	const readings = new TerritoryReadings({
		...{ url: backend.url, publishableKey: backend.publishableKey, fetch: backend.fetch },
		...{ client, configuration, memoryBytes },
		pageMilliseconds: backend.kind === 'embedded' ? 25 : 250
	});
	return { client, readings };
}
