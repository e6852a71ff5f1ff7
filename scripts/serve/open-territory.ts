import { join } from 'node:path';
import { createPublicClient, createServiceClient } from '#lib/backend/client.ts';
import { provideAppBackend } from '#lib/server/app-backend.ts';
import { accountLetter } from '#lib/server/mail/account-mail.ts';
import { leaveMails } from '#lib/server/mail/delivery.ts';
import { backendFromEnvironment, openBackend, type Backend } from '#lib/server/open-backend.ts';
import { loadTerritory, seedTerritory } from '#lib/server/seed/seed-territory.ts';

/** Opens the territory's database, fills it where it is empty, and hands it to the app of this process. */
export async function openTerritory(
	file: string,
	onStep: (message: string) => void
): Promise<Backend> {
	const configuration = await loadTerritory(file);
	const backend: Backend = await openBackend({
		...backendFromEnvironment(process.env),
		dataDirectory: join(process.env.FORGETERRE_DATA ?? '.data', configuration.id),
		purpose: 'le serveur',
		onStep,
		onMail: (mail) => {
			const post = { service: createServiceClient(backend), territory: configuration.id };
			leaveMails(post, [accountLetter(mail, configuration)]).catch((fault: unknown) => {
				console.error('Courriel non déposé :', fault);
			});
		}
	});
	try {
		await seedTerritory({ backend, configuration, onStep });
		provideAppBackend({ backend, configuration, client: createPublicClient(backend) });
	} catch (fault) {
		await backend.close();
		throw fault;
	}
	return backend;
}
