import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createPublicClient, createServiceClient } from '#lib/backend/client.ts';
import { patienceHeader } from '#lib/backend/patience.ts';
import type { Backend } from '#lib/server/open-backend.ts';
import { engines, type TestDatabase } from './engines.ts';

// PGlite has no timer: what bounds a statement there is the supervision of its thread.
const postgresql = engines().slice(1);

describe.runIf(postgresql.length > 0).each(postgresql)('a statement on $name', ({ create }) => {
	let database: TestDatabase;
	let backend: Backend;

	beforeAll(async () => {
		database = await create();
		const raw = database.openRaw();
		await raw.run(`
			create function public.wait_for(p_seconds float8) returns boolean language plpgsql as
			$$ begin perform pg_sleep(p_seconds); return true; end $$;
			grant execute on function public.wait_for to anon, service_role;
		`);
		await raw.close();
		backend = await database.open();
	});

	afterAll(async () => {
		await backend.close();
		await database.remove();
	});

	it('of a visitor is stopped after 5 s with a sentence, and the next one runs', async () => {
		const visitor = createPublicClient(backend);
		const { status, error } = await visitor.rpc('wait_for', { p_seconds: 60 });
		expect(status).toBe(503);
		expect(error?.message).toMatch(/prend trop de temps/);
		expect(error?.details).toBe('{"code":"database_too_long"}');
		expect((await visitor.rpc('wait_for', { p_seconds: 0 })).data).toBe(true);
	});

	it('of a command, and of a reading that may take its time, runs longer', async () => {
		const command = createServiceClient(backend).rpc('wait_for', { p_seconds: 6 });
		const patient = createPublicClient(backend)
			.rpc('wait_for', { p_seconds: 6 })
			.setHeader(patienceHeader, '120');
		expect([(await command).data, (await patient).data]).toEqual([true, true]);
	});

	it('that runs on keeps nobody from stopping the server', async () => {
		const own = await database.open();
		const command = createServiceClient(own).rpc('wait_for', { p_seconds: 90 });
		const ended = command.then(
			({ status }) => status,
			() => 0
		);
		await new Promise((resolve) => setTimeout(resolve, 500));
		const begin = performance.now();
		await own.close();
		expect(performance.now() - begin).toBeLessThan(60_000);
		expect(await ended).not.toBe(200);
	});
});
