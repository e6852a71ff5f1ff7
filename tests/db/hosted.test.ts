import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createPublicClient, createServiceClient } from '#lib/backend/client.ts';
import { features } from '#lib/backend/features.ts';
import { type Backend, backendFromEnvironment, openBackend } from '#lib/server/open-backend.ts';
import { engines, type TestDatabase } from './engines.ts';
import { importAll, members, poi, settle } from './sample-territory.ts';
import { serveBackend } from './serve-backend.ts';

describe.each(engines())('a hosted Supabase (in front of $name)', ({ create }) => {
	let database: TestDatabase;
	let backend: Backend;
	let server: Awaited<ReturnType<typeof serveBackend>>;

	beforeAll(async () => {
		database = await create();
		backend = await database.open();
		server = await serveBackend(backend);
	});

	afterAll(async () => {
		await server[Symbol.asyncDispose]();
		await backend.close();
		await database.remove();
	});

	const hosted = async (env: Record<string, string | undefined>) =>
		openBackend({
			...backendFromEnvironment('nord-ardennes', {
				PUBLIC_SUPABASE_URL: `${server.url}/`,
				PUBLIC_SUPABASE_PUBLISHABLE_KEY: backend.publishableKey,
				SUPABASE_SECRET_KEY: backend.secretKey,
				...env
			}),
			dataDirectory: '/nulle/part',
			purpose: 'le serveur'
		});

	it('is chosen by its address, before DATABASE_URL, and touches no data directory', async () => {
		const remote = await hosted({ DATABASE_URL: 'postgres://127.0.0.1:1/rien' });
		expect(remote).toMatchObject({ kind: 'hosted', url: server.url });
		const service = createServiceClient(remote);
		await settle(service);
		await importAll(service, { poi: [poi('P1', [4.05, 49.05])] });
		const { features: found } = await features.page(createPublicClient(remote), {
			territory: members.id,
			collection: 'poi'
		});
		expect(found[0]).toMatchObject({ id: 'P1', properties: { comm_nom: 'Ouestville' } });
		await remote.close();
	});

	it.each([
		[{ SUPABASE_SECRET_KEY: '' }, /il faut aussi PUBLIC_SUPABASE_PUBLISHABLE_KEY/],
		[{ PUBLIC_SUPABASE_URL: 'forgeterre' }, /reçu « forgeterre », attendu une adresse https/]
	])('says what is missing of %j', async (env, message) => {
		await expect(hosted(env)).rejects.toThrow(message);
	});

	it('reports an address where nothing answers as a failure of the backend', async () => {
		const remote = await hosted({ PUBLIC_SUPABASE_URL: 'http://127.0.0.1:9' });
		const page = features.page(createPublicClient(remote), { territory: 'x', collection: 'poi' });
		await expect(page).rejects.toMatchObject({ name: 'BackendError', status: 503 });
	});
});
