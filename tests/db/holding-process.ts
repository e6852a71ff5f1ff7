// A process of its own for the tests that kill one: opens the backend of a data directory, says so,
// and with "write" adds points of interest one after the other, saying each once it is acknowledged.
import { createServiceClient } from '#lib/backend/client.ts';
import { openBackend } from '#lib/server/open-backend.ts';
import { importAll, poi, settle } from './sample-territory.ts';

const [dataDirectory, task] = process.argv.slice(2);
if (!dataDirectory) throw new Error('holding-process.ts DOSSIER [write]');

const backend = await openBackend({ dataDirectory, purpose: 'un import des tests' });
console.log('ouvert');
if (task === 'write') {
	const service = createServiceClient(backend);
	await settle(service);
	for (let index = 0; ; index++) {
		await importAll(service, { poi: [poi(`P${String(index)}`, [4.05, 49.05])] });
		console.log(`P${String(index)}`);
	}
}
