import { join } from 'node:path';
import { createPublicClient, createServiceClient } from '#lib/backend/client.ts';
import { imports } from '#lib/backend/imports.ts';
import { provideAppBackend } from '#lib/server/app-backend.ts';
import { sendAccountMail } from '#lib/server/mail/account-mail.ts';
import { backendFromEnvironment, openBackend, type Backend } from '#lib/server/open-backend.ts';
import { loadTerritory, seedTerritory } from '#lib/server/seed/seed-territory.ts';

/** Opens the territory's database, fills it where it is empty, and hands it to the app of this process. */
export async function openTerritory(
	file: string,
	onStep: (message: string) => void
): Promise<Backend> {
	const configuration = await loadTerritory(file);
	const backend = await openBackend({
		...backendFromEnvironment(process.env),
		dataDirectory: join(process.env.FORGETERRE_DATA ?? '.data', configuration.id),
		purpose: 'le serveur',
		onStep,
		onMail: (mail) => {
			sendAccountMail(mail, configuration).catch((fault: unknown) => {
				console.error('Courriel non envoyé :', fault);
			});
		}
	});
	try {
		// Nobody else has this database open: whatever an import has left there, it left for good.
		if (backend.kind === 'embedded') await imports.forgetAbandoned(createServiceClient(backend), 0);
		await seedTerritory({ backend, configuration, onStep });
		provideAppBackend({ backend, configuration, client: createPublicClient(backend) });
	} catch (fault) {
		await backend.close();
		throw fault;
	}
	return backend;
}
