import { join } from 'node:path';
import { createServiceClient } from '#lib/backend/client.ts';
import type { TerritoryConfiguration } from '#lib/domain/territory.ts';
import { contentKey, copyKeptDatabase } from '#lib/server/embedded/kept-database.ts';
import { keepAssembled } from '#lib/server/fit/keep-assembled.ts';
import { keepHalls } from '#lib/server/fit/keep-halls.ts';
import { openBackend } from '#lib/server/open-backend.ts';
import { projectRoot } from '#lib/server/project-root.ts';
import type { TerritoryWork } from '#lib/server/territory-work.ts';
import { keepLines } from '#lib/server/territory/keep-lines.ts';
import { seedTerritory } from '#lib/seed/seed-territory.ts';
import { secondsSince } from './console.ts';

/** Fills an empty data directory with what a first start makes of a territory, made once for all of them. */
export async function copyFirstContent(
	dataDirectory: string,
	file: string,
	configuration: TerritoryConfiguration,
	onStep: (message: string) => void
): Promise<void> {
	const begin = performance.now();
	await copyKeptDatabase(dataDirectory, {
		folder: join(projectRoot(), '.cache', 'databases'),
		key: contentKey([file, ...Object.values(configuration.data ?? {})]),
		onStep,
		make: async (folder) => {
			const purpose = 'la préparation de la base';
			const backend = await openBackend({ dataDirectory: folder, purpose, onStep });
			try {
				await seedTerritory({ backend, configuration, onStep });
				const work = { service: createServiceClient(backend), territory: configuration.id };
				await computeBuildings(work, onStep);
				await keepLines(work);
			} finally {
				await backend.close();
			}
		}
	});
	onStep(`Base préparée et mise en place (${secondsSince(begin)})`);
}

/** Otherwise what plots hold would be unknown to the first visitors, until the server has looked. */
async function computeBuildings(
	work: TerritoryWork,
	onStep: (message: string) => void
): Promise<void> {
	const begin = performance.now();
	await keepAssembled(work);
	const count = await keepHalls(work);
	onStep(`Bâtiments et surfaces réunies de ${String(count)} terrains (${secondsSince(begin)})`);
}
