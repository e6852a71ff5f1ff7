import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
	type BackendClient,
	createPublicClient,
	createServiceClient
} from '#lib/backend/client.ts';
import { programme } from '#lib/backend/programme.ts';
import { territories } from '#lib/backend/territories.ts';
import type { Backend } from '#lib/server/open-backend.ts';
import { engines, type TestDatabase } from './engines.ts';
import { signUpEverybody } from './listing-accounts.ts';
import { sampleAction } from './matrix-sample.ts';
import { members, settle } from './sample-territory.ts';

const territory = members.id;

describe.each(engines())('the programme on $name', ({ create }) => {
	let database: TestDatabase;
	let backend: Backend;
	let service: BackendClient;
	let anonymous: BackendClient;
	let people: Awaited<ReturnType<typeof signUpEverybody>>;

	const save = (client: BackendClient, action: object, version: number) =>
		programme.save(client, {
			...{ territory, version },
			action: { ...sampleAction('une'), publie: true, ...action }
		});
	const one = async (client: BackendClient, id: string) =>
		(await programme.read(client, territory)).find(({ action_id }) => action_id === id);

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

	it('takes the actions of a territory’s file once, and leaves what administrators wrote', async () => {
		const given = [sampleAction('une'), sampleAction('deux')];
		expect(await programme.fill(service, { territory, actions: given })).toBe(2);
		expect(await save(people.administrator.client, { pilote: 'UIMM' }, 1)).toBe(2);
		expect(await programme.fill(service, { territory, actions: given })).toBe(0);
		expect(await one(anonymous, 'une')).toMatchObject({
			...{ pilote: 'UIMM', version: 2, statut: null, budget_eur: null, source_date: '2026-01-31' },
			liens: [{ genre: 'commune', cible: '08001', nom: 'Ouestville' }]
		});
	});

	it('is written by administrators alone', async () => {
		for (const client of [anonymous, people.firmA.client, people.agent.client]) {
			await expect(save(client, {}, 2)).rejects.toMatchObject({
				status: client === anonymous ? 401 : 403
			});
		}
	});

	it('refuses who writes after somebody else, and writes nothing', async () => {
		await expect(save(people.administrator.client, { pilote: 'Medef' }, 1)).rejects.toMatchObject({
			status: 409,
			reason: { code: 'programme_version' }
		});
		await expect(save(people.administrator.client, {}, 0)).rejects.toMatchObject({ status: 409 });
		expect(await one(anonymous, 'une')).toMatchObject({ pilote: 'UIMM', version: 2 });
	});

	it.each([
		[{ axe: 'ailleurs' }, 'programme_axis', 'ailleurs'],
		[{ liens: [{ genre: 'commune', cible: '99999' }] }, 'programme_link', 'commune 99999']
	])('refuses %j with a reason', async (action, code, value) => {
		await expect(save(people.administrator.client, action, 2)).rejects.toMatchObject({
			status: 400,
			reason: { code, values: { value } }
		});
		expect(await one(anonymous, 'une')).toMatchObject({ version: 2 });
	});

	it('hides from the public what is not published, its links too', async () => {
		await save(people.administrator.client, { action_id: 'deux', publie: false }, 1);
		expect(await one(anonymous, 'deux')).toBeUndefined();
		expect(await one(people.agent.client, 'deux')).toBeUndefined();
		expect(await one(people.administrator.client, 'deux')).toMatchObject({ publie: false });
		const { data } = await anonymous.from('programme_lien').select('action_id');
		expect(data).toEqual([{ action_id: 'une' }]);
	});

	it('is a change of what visitors see, so that no page keeps the former', async () => {
		const before = await territories.revisions(anonymous, territory);
		await save(people.administrator.client, { statut: 'en cours' }, 2);
		const after = await territories.revisions(anonymous, territory);
		expect(after.revision).toBeGreaterThan(before.revision);
	});

	it('keeps who changed what of an action, for agents and administrators', async () => {
		const history = (client: BackendClient, id: string) =>
			programme.history(client, { territory, id });
		const epci = { genre: 'epci' as const, cible: members.epci[0]?.epci_siren ?? '' };
		const liens = [...sampleAction('une').liens, epci];
		await save(people.administrator.client, { liens }, 3);
		const steps = await history(people.agent.client, 'une');
		expect(steps.map(({ field, before, after }) => [field, before, after])).toEqual([
			['statut', 'en cours', null],
			['liens', 'Ouestville (08001)', expect.stringMatching(/^Ouestville \(08001\), .+\)$/)],
			['statut', null, 'en cours'],
			['pilote', 'UIMM', null],
			['pilote', null, 'UIMM']
		]);
		expect(steps.map(({ closedBy }) => closedBy)).toEqual([
			...[null, null, 'correction', null, 'correction']
		]);
		const created = await history(people.administrator.client, 'deux');
		expect(created.map(({ field, after }) => [field, after])).toEqual([['publie', false]]);
		expect(await history(people.firmA.client, 'une')).toEqual([]);
	});
});
