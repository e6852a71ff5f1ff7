import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { BackendError } from '#lib/backend/backend-error.ts';
import { briefs } from '#lib/backend/briefs.ts';
import {
	type BackendClient,
	createPublicClient,
	createServiceClient
} from '#lib/backend/client.ts';
import { landMarket } from '#lib/backend/land-market.ts';
import { missingLand } from '#lib/backend/missing-land.ts';
import { dayInFrance } from '#lib/domain/day.ts';
import { sizeClassOf } from '#lib/domain/land-market.ts';
import type { LossReason } from '#lib/domain/loss-reasons.ts';
import type { Backend } from '#lib/server/open-backend.ts';
import { engines, type TestDatabase } from './engines.ts';
import { signUpEverybody } from './listing-accounts.ts';
import { importAll, members, plot, settle, square } from './sample-territory.ts';

const [couchant, levant] = ['200000001', '200000002'];
const now = new Date();
const yearsAgo = (years: number) =>
	dayInFrance(new Date(now.getTime() - years * 365.25 * 24 * 3600 * 1000));

describe.each(engines())('what was asked and sold on $name', ({ create }) => {
	let database: TestDatabase;
	let backend: Backend;
	let service: BackendClient;
	let anonymous: BackendClient;
	let people: Awaited<ReturnType<typeof signUpEverybody>>;

	async function leave(count: number, epci: string[], hectares: number | null, days = 1) {
		const ids: string[] = [];
		const at = new Date(now.getTime() - days * 24 * 3600 * 1000).toISOString();
		for (let nth = 0; nth < count; nth += 1) {
			const { id } = await briefs.leave(service, {
				...{ territory: members.id, kind: 'projet', epci, card: null, criteria: {} },
				...{ surfaceMinHa: hectares, blocking: [], foundThen: 0, message: 'Un besoin' },
				...{ receivedAt: at, dueAt: at },
				language: 'fr',
				contact: { name: null, company: null, email: 'ada@exemple.fr', phone: null }
			});
			ids.push(id);
		}
		return ids;
	}

	const lose = (id: string, reason: LossReason) =>
		briefs.setState(
			people.administrator.client,
			{ id, version: 1 },
			{ state: 'perdue', reason, text: '' }
		);

	const read = (client: BackendClient, epci: string | null = null) =>
		landMarket.read(client, { territory: members.id, epci });
	const classOf = async (client: BackendClient, size: number, epci: string | null = null) =>
		(await read(client, epci)).demand.classes.find((one) => one.size === size);

	beforeAll(async () => {
		database = await create();
		backend = await database.open();
		service = createServiceClient(backend);
		anonymous = createPublicClient(backend);
		await settle(service);
		people = await signUpEverybody(backend);
		// Of 1 ha to less than 2: six of the west and two of the east.
		const west = await leave(6, [couchant], 1.5);
		await leave(2, [levant], 1);
		// Of 5 ha to less than 10: six of the west alone.
		await leave(6, [couchant], 9.99);
		// Older than 24 months, and of no size.
		await leave(6, [couchant], 20, 900);
		await leave(1, [levant], null);
		for (const id of west.slice(0, 5)) await lose(id, 'prix');
		await lose(west[5] ?? '', 'accès');
		const month = `${dayInFrance(now).slice(0, 7)}-01`;
		const search = { territory: members.id, month, criteria: [], blocking: [] };
		for (let nth = 0; nth < 7; nth += 1)
			await missingLand.countSearch(service, {
				...search,
				...{ epci: [couchant, levant], surfaceMinHa: 2 }
			});
		const sold = (nth: number, west: number, years: number) =>
			plot(`V${String(nth)}`, square(west, 49.06, 0.001), {
				terr_surf_brute: 2,
				terr_stade_comm: 'vendu, commercialisation achevée',
				terr_cession_date: yearsAgo(years)
			});
		await importAll(service, {
			terrain_eco: [
				...[0, 1, 2, 3, 4].map((nth) => sold(nth, 4.01 + nth / 500, 1)),
				sold(5, 4.03, 6),
				...[6, 7].map((nth) => sold(nth, 4.21 + nth / 500, 1))
			]
		});
	});

	afterAll(async () => {
		await backend.close();
		await database.remove();
	});

	it('tells a visitor what counts five or more, and nothing that a subtraction would find', async () => {
		expect(await classOf(anonymous, 1, couchant)).toMatchObject({ briefs: 6, lost: 6 });
		expect(await classOf(anonymous, 1, levant)).toMatchObject({ briefs: null, lost: null });
		// Eight of the territory, less the six of the west, would tell the two of the east.
		expect(await classOf(anonymous, 1)).toMatchObject({ briefs: null, lost: 6 });
		expect(await classOf(anonymous, 3)).toMatchObject({ briefs: 6 });
		expect(await classOf(anonymous, 2)).toMatchObject({ briefs: null, searches: 7 });
		expect((await read(anonymous)).demand.reasons).toEqual([{ reason: 'prix', lost: 5 }]);
		for (const { client } of [people.firmA, people.stranger, people.otherAgent])
			expect(await read(client, couchant)).toEqual(await read(anonymous, couchant));
	});

	it('tells agents all of their EPCI, and administrators all of the territory', async () => {
		expect(await classOf(people.otherAgent.client, 1, levant)).toMatchObject({
			...{ briefs: 2, lost: 0, searches: 0 }
		});
		expect(await classOf(people.administrator.client, 1)).toMatchObject({ briefs: 8, lost: 6 });
		expect(await classOf(people.administrator.client, -1)).toMatchObject({ briefs: 1 });
		// What is older than 24 months is not there.
		expect(await classOf(people.administrator.client, 4)).toMatchObject({ briefs: 0 });
		const { demand } = await read(people.agent.client, couchant);
		expect(demand.reasons).toEqual([
			{ reason: 'prix', lost: 5 },
			{ reason: 'accès', lost: 1 }
		]);
		expect((await read(people.agent.client)).demand.all).toBe(false);
	});

	it('puts a size where the pages put it', async () => {
		const before = (await read(people.administrator.client)).demand.classes;
		for (const hectares of [0.99, 1, 1.99, 2, 4.99, 5, 10, 400]) await leave(1, [levant], hectares);
		const after = (await read(people.administrator.client)).demand.classes;
		for (const { size, briefs: count } of after) {
			const added = [0.99, 1, 1.99, 2, 4.99, 5, 10, 400].filter((one) => sizeClassOf(one) === size);
			const then = before.find((one) => one.size === size)?.briefs ?? 0;
			expect(count, String(size)).toBe(then + added.length);
		}
	});

	it('tells the sales of five years that are dated, five or more to a visitor', async () => {
		expect((await read(anonymous, couchant)).sales.sales).toEqual({
			...{ plots: 5, hectares: 10, withoutArea: 0 }
		});
		// Seven of the territory, less the five of the west, would tell the two of the east.
		expect((await read(anonymous)).sales.sales).toBeNull();
		expect((await read(anonymous, levant)).sales.sales).toBeNull();
		expect((await read(people.otherAgent.client, levant)).sales.sales?.plots).toBe(2);
		expect((await read(people.administrator.client)).sales.sales?.hectares).toBe(14);
	});

	it('refuses a place that is none, by its name', async () => {
		const refused = await read(anonymous, '999999999').catch((fault: unknown) => fault);
		expect(refused).toBeInstanceOf(BackendError);
		expect(refused).toMatchObject({ status: 404 });
		expect(String(refused)).toContain('999999999');
	});
});
