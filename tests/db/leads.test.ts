import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { BackendError } from '#lib/backend/backend-error.ts';
import { briefs, type NewBrief } from '#lib/backend/briefs.ts';
import {
	type BackendClient,
	createPublicClient,
	createServiceClient
} from '#lib/backend/client.ts';
import { missingLand, type MissedSearch } from '#lib/backend/missing-land.ts';
import type { Brief } from '#lib/domain/brief.ts';
import { territories } from '#lib/backend/territories.ts';
import { lossReasons } from '#lib/domain/loss-reasons.ts';
import { listingRules } from '#lib/domain/territory.ts';
import type { Backend } from '#lib/server/open-backend.ts';
import { engines, type TestDatabase } from './engines.ts';
import { signUpEverybody } from './listing-accounts.ts';
import { members, settle } from './sample-territory.ts';

const [couchant, levant] = ['200000001', '200000002'];

const need: NewBrief = {
	territory: members.id,
	kind: 'projet',
	epci: [couchant],
	card: null,
	criteria: { areaMinHa: 8, areaMaxHa: 12, priceMaxPerM2: 30, text: 'près de chez Dupont' },
	surfaceMinHa: 8,
	blocking: ['area'],
	foundThen: 0,
	message: "Une forge <b>d'essai</b>'); drop table demande; --",
	receivedAt: '2026-03-02T09:00:00.000Z',
	dueAt: '2026-03-04T09:00:00.000Z',
	language: 'fr',
	contact: { name: 'Ada Martin', company: 'Forges', email: 'ada@exemple.fr', phone: null }
};

const missed: MissedSearch = {
	territory: members.id,
	month: '2026-03-01',
	epci: [couchant, levant],
	surfaceMinHa: 20.2,
	criteria: ['area', 'price'],
	blocking: ['area']
};

async function refusal(work: Promise<unknown>): Promise<{ status: number; words: string }> {
	const fault: unknown = await work.then(
		() => null,
		(error: unknown) => error
	);
	if (!(fault instanceof BackendError)) throw new Error(`No refusal: ${String(fault)}`);
	return { status: fault.status, words: `${fault.message} ${fault.hint ?? ''}` };
}

describe.each(engines())('leads on $name', ({ create }) => {
	let database: TestDatabase;
	let backend: Backend;
	let service: BackendClient;
	let anonymous: BackendClient;
	let people: Awaited<ReturnType<typeof signUpEverybody>>;

	beforeAll(async () => {
		database = await create();
		backend = await database.open();
		service = createServiceClient(backend);
		anonymous = createPublicClient(backend);
		await settle(service);
		people = await signUpEverybody(backend);
	});

	afterAll(async () => {
		await backend.close();
		await database.remove();
	});

	const leave = async (change: Partial<NewBrief> = {}) =>
		(await briefs.leave(service, { ...need, ...change })).id;

	const read = async (client: BackendClient, id: string): Promise<Brief> => {
		const brief = await briefs.one(client, id);
		if (brief === null) throw new Error(`${id} cannot be read`);
		return brief;
	};

	const idsOf = async (client: BackendClient) => {
		const query = { territory: members.id, filters: {}, limit: 200, offset: 0 };
		return (await briefs.inbox(client, query)).briefs.map(({ id }) => id);
	};

	/** Rows that an account finds in a table when it asks for them directly. */
	const rows = async (client: BackendClient, table: string) => {
		const { data, error } = await client.from(table as 'territory').select('*');
		return error === null ? data.length : 'refused';
	};

	it('shows a brief to the agents of its EPCI and to administrators, to nobody else', async () => {
		const id = await leave();
		for (const who of [people.agent, people.administrator]) {
			expect((await read(who.client, id)).contact?.email).toBe('ada@exemple.fr');
			expect(await idsOf(who.client)).toContain(id);
			expect(await rows(who.client, 'demande_contact')).toBeGreaterThan(0);
		}
		for (const who of [people.otherAgent, people.firmA, people.firmB, people.stranger]) {
			expect(await briefs.one(who.client, id)).toBeNull();
			expect(await idsOf(who.client)).toEqual([]);
			expect(await briefs.colleagues(who.client, id)).toEqual([]);
			for (const table of ['demande', 'demande_contact', 'demande_note']) {
				expect(await rows(who.client, table), table).toBe(0);
			}
		}
		for (const table of ['demande', 'demande_contact', 'demande_note', 'recherche_vide']) {
			expect(await rows(anonymous, table), table).toBe('refused');
			expect(await rows(people.firmA.client, table)).toBe(
				table === 'recherche_vide' ? 'refused' : 0
			);
		}
	});

	it('keeps what was typed to the letter', async () => {
		const brief = await read(people.agent.client, await leave());
		expect(brief.message).toBe(need.message);
		expect(brief.criteria).toEqual(need.criteria);
		expect(brief).toMatchObject({
			...{ surfaceMinHa: 8, surfaceMaxHa: 12, state: 'nouvelle', version: 1 },
			...{ receivedAt: need.receivedAt, dueAt: need.dueAt, answeredAt: null }
		});
	});

	it('lets only the service leave, list recipients, erase what is due and count searches', async () => {
		for (const client of [anonymous, people.firmA.client, people.administrator.client]) {
			for (const work of [
				() => briefs.leave(client, need),
				() => briefs.recipients(client, crypto.randomUUID()),
				() => briefs.eraseExpired(client, '2099-01-01'),
				() => missingLand.countSearch(client, missed)
			]) {
				expect((await refusal(work())).status).toBeGreaterThanOrEqual(400);
			}
		}
	});

	it.each(['otherAgent', 'firmA', 'stranger'] as const)(
		'refuses every write of %s',
		async (who) => {
			const brief = { id: await leave(), version: 1 };
			const { client } = people[who];
			for (const work of [
				() => briefs.note(client, brief, { text: 'Intrusion', answered: true }),
				() => briefs.assign(client, brief, people[who].id),
				() => briefs.setState(client, brief, { state: 'perdue', reason: 'prix', text: '' }),
				() => briefs.erase(client, brief)
			]) {
				expect(await refusal(work())).toMatchObject({
					status: 404,
					words: expect.stringContaining(brief.id) as string
				});
			}
			expect((await read(people.agent.client, brief.id)).version).toBe(1);
		}
	);

	it('lets no account write the tables directly', async () => {
		const id = await leave();
		for (const who of Object.values(people)) {
			for (const table of ['demande', 'demande_contact', 'demande_note', 'recherche_vide']) {
				const request = (method: string, query: string, body?: object) =>
					fetchAs(who.client, `${table}${query}`, method, body);
				expect(await request('POST', '', { demande_id: id })).toBeGreaterThanOrEqual(400);
				expect(
					await request('PATCH', `?demande_id=eq.${id}`, { par_nom: 'x' })
				).toBeGreaterThanOrEqual(400);
				expect(await request('DELETE', `?demande_id=eq.${id}`)).toBeGreaterThanOrEqual(400);
			}
		}
		expect((await read(people.agent.client, id)).notes).toHaveLength(1);
	});

	async function fetchAs(client: BackendClient, path: string, method: string, body?: object) {
		const { data } = await client.auth.getSession();
		const answer = await backend.fetch(`${backend.url}/rest/v1/${path}`, {
			method,
			headers: {
				apikey: backend.publishableKey,
				authorization: `Bearer ${data.session?.access_token ?? ''}`,
				'content-type': 'application/json'
			},
			...(body ? { body: JSON.stringify(body) } : {})
		});
		return answer.status;
	}

	it('follows a brief from its reception to its loss, and writes down who did what', async () => {
		const { client, id: agentId } = people.agent;
		const id = await leave();
		const assigned = await briefs.assign(client, { id, version: 1 }, agentId);
		expect(assigned).toEqual({ version: 2, email: 'agent-couchant@exemple.fr' });
		expect(await read(client, id)).toMatchObject({ state: 'en cours', answeredAt: null });
		await briefs.note(client, { id, version: 2 }, { text: 'Appelé ce matin', answered: true });
		const answered = await read(client, id);
		expect(answered.answeredAt).not.toBeNull();
		const noReason = briefs.setState(
			client,
			{ id, version: 3 },
			{
				...{ state: 'perdue', reason: 'mauvaise humeur', text: '' }
			}
		);
		expect(await refusal(noReason)).toMatchObject({
			status: 400,
			words: expect.stringMatching(/mauvaise humeur.*surface insuffisante/s) as string
		});
		const treated = briefs.setState(
			client,
			{ id, version: 3 },
			{
				...{ state: 'traitée', reason: null, text: '' }
			}
		);
		expect((await refusal(treated)).words).toContain('traitée');
		await briefs.setState(
			client,
			{ id, version: 3 },
			{
				...{ state: 'perdue', reason: 'surface insuffisante', text: 'Rien au-dessus de 6 ha' }
			}
		);
		const lost = await read(client, id);
		expect(lost).toMatchObject({ state: 'perdue', reason: 'surface insuffisante', version: 4 });
		expect(lost.closedAt).not.toBeNull();
		expect(lost.notes.map(({ action, state, by }) => [action, state, by])).toEqual([
			['reçue', 'nouvelle', 'Visiteur'],
			['attribution', null, 'Prénom agent-couchant'],
			['réponse', null, 'Prénom agent-couchant'],
			['état', 'perdue', 'Prénom agent-couchant']
		]);
	});

	it('hands a brief only to who may read it', async () => {
		const id = await leave();
		const { client } = people.agent;
		const names = (await briefs.colleagues(client, id)).map(({ userId }) => userId);
		expect(new Set(names)).toEqual(new Set([people.agent.id, people.administrator.id]));
		const refused = await refusal(briefs.assign(client, { id, version: 1 }, people.otherAgent.id));
		expect(refused.status).toBe(400);
		expect(refused.words).toContain(people.otherAgent.id);
	});

	it('shows the second of two agents who changed it first, and writes nothing of theirs', async () => {
		const id = await leave();
		await briefs.note(
			people.administrator.client,
			{ id, version: 1 },
			{
				...{ text: 'Vu', answered: false }
			}
		);
		const late = await refusal(
			briefs.setState(
				people.agent.client,
				{ id, version: 1 },
				{
					...{ state: 'gagnée', reason: null, text: '' }
				}
			)
		);
		expect(late.status).toBe(409);
		expect(late.words).toMatch(/Prénom administration.*version 2.*version 1/s);
		expect((await read(people.agent.client, id)).state).toBe('nouvelle');
	});

	it('tells the agents of the EPCI, and administrators where there are none', async () => {
		expect(await briefs.recipients(service, await leave())).toEqual(['agent-couchant@exemple.fr']);
		const both = await leave({ epci: [levant, couchant] });
		expect(await briefs.recipients(service, both)).toEqual([
			...['agent-couchant@exemple.fr', 'agent-levant@exemple.fr']
		]);
		expect(await briefs.recipients(service, await leave({ epci: [] }))).toEqual([
			'administration@exemple.fr'
		]);
	});

	it('lets nobody rewrite the notes, not even the service', async () => {
		await leave();
		const change = (method: string, body?: object) =>
			backend.fetch(`${backend.url}/rest/v1/demande_note?note_id=gt.0`, {
				method,
				headers: {
					apikey: backend.secretKey,
					authorization: `Bearer ${backend.secretKey}`,
					'content-type': 'application/json'
				},
				...(body ? { body: JSON.stringify(body) } : {})
			});
		expect((await change('PATCH', { par_nom: 'Personne' })).status).toBeGreaterThanOrEqual(400);
		expect((await change('PATCH', { texte: null })).status).toBeGreaterThanOrEqual(400);
		expect((await change('DELETE')).status).toBeGreaterThanOrEqual(400);
	});

	describe('once its time has come', () => {
		it('loses contact and texts, and keeps what was asked', async () => {
			const { client } = people.agent;
			const id = await leave({ receivedAt: '2020-01-10T09:00:00Z', dueAt: '2020-01-14T09:00:00Z' });
			const before = await read(client, id);
			expect(before.eraseOn).toBe('2022-01-10');
			const kept = await leave({ receivedAt: '2020-02-10T09:00:00Z' });
			expect(await briefs.eraseExpired(service, '2022-01-09')).toBe(0);
			expect(await briefs.eraseExpired(service, '2022-01-10')).toBe(1);
			expect(await briefs.eraseExpired(service, '2022-01-10')).toBe(0);
			expect((await read(client, kept)).contact).not.toBeNull();
			const after = await read(client, id);
			expect(after).toMatchObject({ contact: null, message: null, surfaceMinHa: 8 });
			expect(after.criteria).toEqual({ ...need.criteria, text: '' });
			expect(JSON.stringify(after)).not.toMatch(/\bAda\b|exemple\.fr|Dupont|forge/i);
		});

		it('or at once when the person asks, with the texts of the notes', async () => {
			const { client } = people.agent;
			const id = await leave();
			await briefs.note(
				client,
				{ id, version: 1 },
				{ text: 'Ada rappelle lundi', answered: false }
			);
			const { version } = await briefs.erase(client, { id, version: 2 });
			const after = await read(client, id);
			expect(after.notes.map(({ action, text }) => [action, text])).toEqual([
				...[
					['reçue', null],
					['note', null],
					['effacement', null]
				]
			]);
			expect((await refusal(briefs.erase(client, { id, version }))).status).toBe(409);
		});

		it('follows the months that the territory sets', async () => {
			const { client } = people.agent;
			const months = (contactRetentionMonths: number) =>
				territories.configure(service, {
					...members,
					configuration: {
						...members.configuration,
						listings: { ...listingRules(members.configuration), contactRetentionMonths }
					}
				});
			await months(6);
			const id = await leave({ receivedAt: '2020-01-31T09:00:00Z' });
			expect((await read(client, id)).eraseOn).toBe('2020-07-31');
			await months(24);
		});

		it('counts from the last action', async () => {
			const { client } = people.agent;
			const id = await leave({ receivedAt: '2020-01-10T09:00:00Z' });
			await briefs.note(client, { id, version: 1 }, { text: 'Encore là', answered: false });
			const in24Months = new Date();
			in24Months.setUTCMonth(in24Months.getUTCMonth() + 24);
			expect((await read(client, id)).eraseOn.slice(0, 7)).toBe(
				in24Months.toISOString().slice(0, 7)
			);
		});
	});

	describe('missing land', () => {
		const may = { receivedAt: '2031-05-10T09:00:00Z', dueAt: '2031-05-13T09:00:00Z' };
		const inMay = { territory: members.id, from: '2031-05-01', to: '2031-05-31' };
		const lost = { state: 'perdue', reason: 'surface insuffisante', text: '' };

		it('adds up what was asked and not won, by EPCI and month, for the EPCI of the account', async () => {
			const { client } = people.administrator;
			const both = await leave({ ...may, epci: [couchant, levant], surfaceMinHa: 5 });
			await briefs.setState(client, { id: both, version: 1 }, lost);
			await leave({ ...may, surfaceMinHa: null, blocking: ['price'] });
			// 1 June in Paris, still May in UTC: it belongs to June.
			await leave({ ...may, receivedAt: '2031-05-31T22:30:00Z', surfaceMinHa: 90 });
			const won = await leave({ ...may, surfaceMinHa: 50 });
			await briefs.setState(
				client,
				{ id: won, version: 1 },
				{
					...{ state: 'gagnée', reason: null, text: '' }
				}
			);
			// About a plot that is there, or that plots answer: on their way, not missing.
			await leave({ ...may, surfaceMinHa: 7, foundThen: 12 });
			await leave({ ...may, surfaceMinHa: 7, criteria: null, foundThen: null });
			const plot = { collection: 'terrains' as const, id: 'T1', name: 'Lot 1' };
			await leave({ ...may, surfaceMinHa: 7, card: plot, foundThen: 0 });
			await leave({ ...may, kind: 'erreur', criteria: null, surfaceMinHa: null });
			for (const epci of [[couchant], [couchant, levant], [levant, couchant]]) {
				expect(
					await missingLand.countSearch(service, { ...missed, month: '2031-05-01', epci })
				).toBe(true);
			}

			const all = await missingLand.read(client, inMay);
			const zero = {
				...{ lost: 0, lostHa: 0, lostUnstated: 0 },
				...{ waiting: 0, waitingHa: 0, waitingUnstated: 0, searches: 0, searchHa: 0 }
			};
			expect(all.lines).toEqual([
				{
					...zero,
					...{ siren: couchant, month: '2031-05-01', lost: 1, lostHa: 5 },
					...{ waiting: 1, waitingUnstated: 1 },
					// 20.2 ha are counted as 20: to the half hectare.
					...{ searches: 3, searchHa: 60 }
				},
				{
					...zero,
					...{ siren: levant, month: '2031-05-01', lost: 1, lostHa: 5, searches: 2, searchHa: 40 }
				}
			]);
			expect(all.total).toMatchObject({
				...{ lost: 1, lostHa: 5, waiting: 1, waitingHa: 0, waitingUnstated: 1 },
				...{ searches: 3, searchHa: 60 }
			});
			expect(all.reasons).toEqual([{ reason: 'surface insuffisante', briefs: 1, briefHa: 5 }]);
			expect(all.blocking).toEqual([
				{ criterion: 'area', briefs: 1, searches: 3 },
				{ criterion: 'price', briefs: 1, searches: 0 }
			]);

			const own = await missingLand.read(people.otherAgent.client, inMay);
			expect(own.lines.map(({ siren }) => siren)).toEqual([levant]);
			expect(own.total).toMatchObject({ lost: 1, waiting: 0, searches: 2 });
		});

		it('is for agents only', async () => {
			for (const who of [people.firmA, people.stranger]) {
				expect((await refusal(missingLand.read(who.client, inMay))).status).toBe(403);
			}
			expect((await refusal(missingLand.read(anonymous, inMay))).status).toBeGreaterThanOrEqual(
				400
			);
			const backwards = { ...inMay, from: '2031-06-01' };
			const refused = await refusal(missingLand.read(people.agent.client, backwards));
			expect(refused).toMatchObject({ status: 400 });
			expect(refused.words).toContain('2031-06-01');
		});

		it('knows every reason of the list', async () => {
			const { client } = people.agent;
			for (const reason of lossReasons) {
				const id = await leave({ receivedAt: '2032-01-10T09:00:00Z' });
				await briefs.setState(client, { id, version: 1 }, { state: 'perdue', reason, text: '' });
			}
			const year = { territory: members.id, from: '2032-01-01', to: '2032-12-01' };
			const { reasons } = await missingLand.read(client, year);
			expect(new Set(reasons.map(({ reason }) => reason))).toEqual(new Set(lossReasons));
		});
	});
});
