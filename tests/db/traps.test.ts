import { monitorEventLoopDelay } from 'node:perf_hooks';
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { accounts } from '#lib/backend/accounts.ts';
import { createPublicClient, createServiceClient } from '#lib/backend/client.ts';
import { features } from '#lib/backend/features.ts';
import { imports } from '#lib/backend/imports.ts';
import type { Backend } from '#lib/server/open-backend.ts';
import { engines, type TestDatabase } from './engines.ts';
import { members, plot, settle, square } from './sample-territory.ts';

describe.each(engines())('traps of the stack on $name', ({ create }) => {
	let database: TestDatabase;
	let backend: Backend;

	beforeAll(async () => {
		database = await create();
		backend = await database.open();
	});

	afterAll(async () => {
		await backend.close();
		await database.remove();
	});

	const get = (path: string, key = backend.publishableKey) =>
		backend.fetch(`${backend.url}/rest/v1/${path}`, { headers: { apikey: key } });

	it('answers thirty requests at once on a database that has just been opened', async () => {
		const paths = ['commune', 'territory', 'rpc/collections_summary?p_territory=essai'];
		const answers = await Promise.all(
			Array.from({ length: 30 }, (_, index) => get(paths[index % paths.length] ?? ''))
		);
		expect(answers.map(({ status }) => status)).toEqual(Array.from({ length: 30 }, () => 200));
	});

	it('keeps a revoked table unreadable after the first requests, of anon and of the service', async () => {
		expect((await get('poi')).status).toBe(200);
		expect((await get('poi', backend.secretKey)).status).toBe(200);
		for (const table of ['acces_restreint', 'import_lot']) {
			expect([table, (await get(table)).status]).toEqual([table, 401]);
			expect([table, (await get(table, backend.secretKey)).status]).toEqual([table, 200]);
			expect([table, (await get(table)).status]).toEqual([table, 401]);
		}
		await backend.close();
		const engine = database.openRaw();
		const rights = await engine.rows(
			`select has_table_privilege('anon', 'public.acces_restreint', 'select') as read,
			has_table_privilege('anon', 'public.poi', 'insert') as write`
		);
		await engine.close();
		backend = await database.open();
		expect(rights).toEqual([{ read: false, write: false }]);
	});

	it('passes JSON to functions and back without encoding it twice', async () => {
		const service = createServiceClient(backend);
		await settle(service);
		const { data } = await service.from('territory').select('configuration');
		expect(data).toEqual([{ configuration: members.configuration }]);
		const page = await features.page(createPublicClient(backend), {
			territory: members.id,
			collection: 'communes',
			filters: { comm_nom: 'Milieu' }
		});
		expect(page.features.map(({ id }) => id)).toEqual(['08002']);
	});

	it('keeps the thread of the server free during a slow query', async () => {
		const service = createServiceClient(backend);
		const lot = randomUUID();
		const plots = Array.from({ length: 8000 }, (_, index) =>
			plot(`T${String(index)}`, square(4 + (index % 290) / 1000, 49 + index / 1e5, 0.0005))
		);
		await imports.stage(service, { lot, class: 'terrain_eco', features: plots });
		const delay = monitorEventLoopDelay({ resolution: 5 });
		delay.enable();
		const start = performance.now();
		await imports.apply(service, { lot, territory: members.id });
		const duration = performance.now() - start;
		delay.disable();
		expect(duration).toBeGreaterThan(200);
		// Run on this thread, the query would have held it for its whole duration.
		expect(delay.max / 1e6).toBeLessThan(duration / 2);
	});

	it('carries long lines beside an answer, as it gives short ones', async () => {
		const visitor = createPublicClient(backend);
		const linesOf = async (offset: number, limit: number) => {
			const of = { territory: members.id, collection: 'terrains' as const, offset, limit };
			const { lines } = await features.text(visitor, { ...of, counted: false });
			return Buffer.from(lines).toString();
		};
		const long = await linesOf(0, 200);
		expect(long.length).toBeGreaterThan(150_000);
		const short = await Promise.all(
			[0, 1, 2, 3, 4, 5, 6, 7, 8, 9].map((at) => linesOf(at * 20, 20))
		);
		expect(Math.max(...short.map(({ length }) => length))).toBeLessThan(60_000);
		expect(long).toBe(short.join('\n'));
		// Each is handed on in the memory that it came in: none may take another's.
		const many = await Promise.all(Array.from({ length: 12 }, (_, at) => linesOf(at * 9, 90)));
		const lines = long.split('\n');
		for (const [at, own] of many.entries()) {
			expect(own.length).toBeGreaterThan(66_000);
			expect(own.split('\n')).toEqual(lines.slice(at * 9, at * 9 + 90));
		}
	});

	it('opens an account, signs in, and stores a file', async () => {
		const account = createPublicClient(backend);
		const credentials = { email: 'agent@exemple.fr', password: 'un mot de passe assez long' };
		// Nobody has yet shown that the address is theirs: no account, and no password of anybody.
		expect((await account.auth.signUp(credentials)).error?.code).toBe('signup_disabled');
		expect((await account.auth.signInWithPassword(credentials)).error).not.toBeNull();
		const token = 'a'.repeat(64);
		await accounts.establish(backend, createServiceClient(backend), { ...credentials, token });
		const signedIn = await account.auth.signInWithPassword(credentials);
		expect(signedIn.error).toBeNull();

		const service = createServiceClient(backend);
		expect((await service.storage.createBucket('photos', { public: false })).error).toBeNull();
		const file = new TextEncoder().encode('contenu').buffer;
		const stored = await service.storage.from('photos').upload('sites/S1.txt', file);
		expect(stored.error).toBeNull();
		const read = await service.storage.from('photos').download('sites/S1.txt');
		expect(await read.data?.text()).toBe('contenu');
		const visitor = createPublicClient(backend);
		expect((await visitor.storage.from('photos').download('sites/S1.txt')).error).not.toBeNull();
		expect((await visitor.storage.from('photos').upload('pirate.txt', file)).error).not.toBeNull();
	});
});
