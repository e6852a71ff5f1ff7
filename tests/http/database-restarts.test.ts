import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runToEnd } from '../../scripts/check/running-server.ts';
import { engines, type Engine } from './engines.ts';
import { openMailbox, type Mailbox } from './mailbox.ts';
import { canRunPostgres, privatePostgres, type PrivatePostgres } from './private-postgres.ts';
import { startTraffic } from './traffic.ts';
import { useServer } from './use-server.ts';
import { Visitor } from './visitor.ts';

/** More of them when the figure is wanted: FORGETERRE_RESTARTS=20. */
const restarts = Number(process.env.FORGETERRE_RESTARTS ?? 3);
const credentials = { email: 'admin@exemple.fr', password: 'la phrase de l’administrateur' };
const sentence = /base de données|database/;

let postgresql: PrivatePostgres | undefined;
const ownPostgres: Engine = {
	name: 'PostgreSQL of its own',
	fromNothing: true,
	open: async () => {
		postgresql = await privatePostgres();
		const own = postgresql;
		return {
			environment: { DATABASE_URL: own.url },
			drop: () => {
				own.remove();
				return Promise.resolve();
			}
		};
	}
};

/** What happens to the database. */
type Blow = { name: string; strike: (pid: number) => Promise<void> | void };

const killThread: Blow = {
	name: 'its thread killed',
	strike: (pid) => void process.kill(pid, 'SIGUSR2')
};
const blows: Record<string, Blow[]> = {
	PGlite: [killThread],
	[ownPostgres.name]: [
		...(['immediate', 'fast'] as const).map((mode) => ({
			name: `a restart (${mode})`,
			strike: () => {
				postgresql?.stop(mode);
				postgresql?.start();
			}
		})),
		{
			name: 'every connection cut',
			strike: async () => {
				expect(await postgresql?.cutConnections()).toBeGreaterThan(0);
			}
		},
		killThread
	]
};

const tried = [...engines.slice(0, 1), ...(canRunPostgres ? [ownPostgres] : [])];

describe.each(tried)('a database that goes away on $name', (engine) => {
	let mailbox: Mailbox;
	let signedIn: Visitor;
	const server = useServer(engine, async () => {
		mailbox = await openMailbox();
		const hook = pathToFileURL(join(import.meta.dirname, 'kill-database-thread.mjs')).href;
		return { SMTP_URL: mailbox.url, NODE_OPTIONS: `--import=${hook}` };
	});

	beforeAll(async () => {
		await runToEnd('admin-create', ['--email', credentials.email], {
			...server.environment(),
			FORGETERRE_PASSWORD: credentials.password
		});
		signedIn = new Visitor(server.address);
		await signedIn.post('/connexion?/entrer', credentials);
	});

	afterAll(() => mailbox.close());

	const get = (path: string) => fetch(server.address() + path, { redirect: 'manual' });
	const pages = ['/', '/en', '/ogc/collections/terrains/items?limit=5', '/ogc/collections'];

	async function ready() {
		const deadline = Date.now() + 60_000;
		while ((await get('/ready')).status !== 200) {
			expect(Date.now(), 'the database comes back').toBeLessThan(deadline);
			await new Promise((resolve) => setTimeout(resolve, 50));
		}
	}

	it.each(blows[engine.name] ?? [])(
		'answers 503 with a sentence at most, and everything afterwards: $name',
		async ({ name, strike }) => {
			const rest = `/rest/v1/territory?select=revision&apikey=${server.keys().publishableKey}`;
			const counts: Record<string, number> = {};
			for (let round = 0; round < restarts; round++) {
				const traffic = startTraffic([
					...[...pages, rest].map((path) => () => get(path)),
					() => signedIn.get('/connexion/compte')
				]);
				await new Promise((resolve) => setTimeout(resolve, 300));
				await strike(server.pid());
				await ready();
				await new Promise((resolve) => setTimeout(resolve, 300));
				for (const { status, text } of await traffic.stop()) {
					counts[status] = (counts[status] ?? 0) + 1;
					expect([200, 503], `${String(status)} ${text}`).toContain(status);
					if (status === 503) expect(text).toMatch(sentence);
				}
				for (const path of [...pages, rest]) {
					const { status } = await get(path);
					expect([path, status]).toEqual([path, 200]);
				}
				expect((await signedIn.get('/connexion/compte')).status).toBe(200);
			}
			console.log(`${engine.name}, ${String(restarts)} × ${name} :`, counts);
		}
	);

	it('still sends mails afterwards', async () => {
		const before = mailbox.count(credentials.email);
		await new Visitor(server.address).post('/connexion/oubli', { email: credentials.email });
		await expect.poll(() => mailbox.count(credentials.email), { timeout: 20_000 }).toBe(before + 1);
	});

	it('lives without a session or a cookie at /health and /ready', async () => {
		for (const path of ['/health', '/ready']) {
			const answer = await fetch(server.address() + path, {
				headers: { cookie: 'forgeterre-session=base64-x' }
			});
			expect([path, answer.status, answer.headers.getSetCookie()]).toEqual([path, 200, []]);
			expect(await answer.json()).toMatchObject({ status: 'ok' });
		}
	});

	it('serves the records as they stand, at the latest when nothing is written any more', async () => {
		const behind = async () => {
			const state = (await (await get('/ready')).json()) as { revision: number; served: number };
			return state.revision - state.served;
		};
		await expect.poll(behind, { timeout: 60_000 }).toBe(0);
	});

	it.runIf(engine === ownPostgres)(
		'says so while PostgreSQL is away, in the page’s language',
		async () => {
			postgresql?.stop('fast');
			try {
				await expect.poll(async () => (await get('/ready')).status, { timeout: 20_000 }).toBe(503);
				expect((await get('/ready')).headers.get('retry-after')).toMatch(/^\d+$/);
				expect((await get('/health')).status).toBe(200);
				for (const [path, words] of [
					['/connexion/invitation/x', /La base de données ne répond pas/],
					['/en/connexion/invitation/x', /The database does not answer/],
					['/ogc/collections/poi/items/x', /"description":"La base de données ne répond pas/]
				] as const) {
					const answer = await get(path);
					expect([path, answer.status, answer.headers.get('retry-after')]).toEqual([
						path,
						503,
						'2'
					]);
					expect(await answer.text()).toMatch(words);
				}
				// What is in memory is still shown, to whoever looks for a plot.
				for (const path of ['/', '/en?surface_min=2', '/ogc/collections/terrains/items'])
					expect([path, (await get(path)).status]).toEqual([path, 200]);
				// Nobody is signed out by it, nor sent to the sign-in page.
				expect((await signedIn.get('/connexion/compte')).status).toBe(503);
			} finally {
				postgresql?.start();
			}
			await ready();
			expect((await signedIn.get('/connexion/compte')).status).toBe(200);
		}
	);
});
