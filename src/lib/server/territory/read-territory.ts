import type { TerritoryConfiguration } from '#lib/domain/territory.ts';
import { appBackend } from '../app-backend.ts';
import type { HeldReading } from './held-reading.ts';

/** What the pages need of the territory that this process serves. */
export type Territory = HeldReading & {
	configuration: TerritoryConfiguration;
};

/** The territory as an anonymous visitor sees it: the last reading, while a newer one is made. */
export async function readTerritory(): Promise<Territory> {
	const { configuration, readings } = appBackend();
	const reading = await readings.current();
	return { ...reading, configuration };
}
