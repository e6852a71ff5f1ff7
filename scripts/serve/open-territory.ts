import { join } from 'node:path';
import { setting } from '#env';
import { createServiceClient } from '#lib/backend/client.ts';
import { imports } from '#lib/backend/imports.ts';
import type { TerritoryConfiguration } from '#lib/domain/territory.ts';
import { inTerritory, provideAppBackend } from '#lib/server/app-backend.ts';
import { accountLetter } from '#lib/server/mail/account-mail.ts';
import { leaveMails } from '#lib/server/mail/delivery.ts';
import { backendFromEnvironment, openBackend, type Backend } from '#lib/server/open-backend.ts';
import { seedTerritory } from '#lib/seed/seed-territory.ts';
import { openReadings } from '#lib/server/territory/open-readings.ts';
import { secondsSince } from './console.ts';
import { copyFirstContent } from './first-content.ts';

/** A territory that is to be served: its file, what it says, and where its pages will stand. */
export interface TerritoryToOpen {
	file: string;
	configuration: TerritoryConfiguration;
	address: string;
	/** Shares the memory of the process with so many others, itself among them. */
	among: number;
}

/** Opens the territory's database, fills it where it is empty, and hands it to the app of this process. */
export async function openTerritory(
	{ file, configuration, address, among }: TerritoryToOpen,
	onStep: (message: string) => void
): Promise<Backend> {
	const backend: Backend = await openBackend({
		...backendFromEnvironment(configuration.id),
		dataDirectory: join(setting('FORGETERRE_DATA'), configuration.id),
		purpose: 'le serveur',
		onEmpty: (directory) => copyFirstContent(directory, file, configuration, onStep),
		onStep,
		onMail: (mail) => {
			const post = { service: createServiceClient(backend), territory: configuration.id };
			const letter = inTerritory(configuration.id, () => accountLetter(mail, configuration));
			leaveMails(post, [letter]).catch((fault: unknown) => {
				console.error('Courriel non déposé :', fault);
			});
		}
	});
	try {
		// Nobody else has this database open: whatever an import has left there, it left for good.
		if (backend.kind === 'embedded') await imports.forgetAbandoned(createServiceClient(backend), 0);
		await seedTerritory({ backend, configuration, onStep });
		const memoryBytes = (3 * setting('FORGETERRE_MEMORY_MB')) / 4 / among;
		const { client, readings } = openReadings(backend, configuration, memoryBytes);
		provideAppBackend({ backend, configuration, client, readings, address });
		const begin = performance.now();
		const { plots } = await readings.current();
		onStep(`Territoire en mémoire, ${plots} terrains (${secondsSince(begin)})`);
		return { ...backend, close: () => readings.close().then(() => backend.close()) };
	} catch (fault) {
		await backend.close();
		throw fault;
	}
}
