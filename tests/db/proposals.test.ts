import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { briefs } from '#lib/backend/briefs.ts';
import { type BackendClient, createServiceClient } from '#lib/backend/client.ts';
import { outbox } from '#lib/backend/outbox.ts';
import type { Letter } from '#lib/domain/outgoing-mail.ts';
import type { Backend } from '#lib/server/open-backend.ts';
import { engines, type TestDatabase } from './engines.ts';
import { signUpEverybody } from './listing-accounts.ts';
import { importAll, members, plot, settle, square } from './sample-territory.ts';

const territory = members.id;
const letter: Letter = {
	...{ kind: 'invitation', to: 'quelquun@ailleurs.test', subject: 'Des terrains', text: 'Voici' }
};

describe.each(engines())('plots proposed on $name', ({ create }) => {
	let database: TestDatabase;
	let backend: Backend;
	let service: BackendClient;
	let people: Awaited<ReturnType<typeof signUpEverybody>>;

	beforeAll(async () => {
		database = await create();
		backend = await database.open();
		service = createServiceClient(backend);
		await settle(service);
		await importAll(service, {
			terrain_eco: [
				plot('T1', square(4.01, 49.01, 0.001)),
				plot('T2', square(4.02, 49.01, 0.001)),
				plot('T3', square(4.03, 49.01, 0.001), { publie: false }),
				plot('T4', square(4.04, 49.01, 0.001), {
					terr_stade_comm: 'vendu, commercialisation achevée'
				})
			]
		});
		people = await signUpEverybody(backend);
	});

	afterAll(async () => {
		await backend.close();
		await database.remove();
	});

	const leave = async (more: object = {}) =>
		(
			await briefs.leave(service, {
				...{ territory, kind: 'projet', epci: ['200000001'], card: null, criteria: null },
				...{ surfaceMinHa: 8, blocking: [], foundThen: 0, message: null, language: 'en' },
				...{ receivedAt: '2026-03-02T09:00:00.000Z', dueAt: '2026-03-04T09:00:00.000Z' },
				contact: { name: null, company: null, email: 'ada@exemple.fr', phone: null },
				...more
			})
		).id;
	const propose = (id: string, plots: string[], client = people.agent.client, version = 1) =>
		briefs.propose(client, { id, version }, { plots, text: 'Bonjour Ada', mail: letter });
	const waiting = async () =>
		(await outbox.claim(service, { territory, limit: 99, leaseSeconds: 1 })).mails;

	it('is one write: the mail, the history and the clock', async () => {
		const id = await leave();
		await propose(id, ['T2', 'T1']);
		const brief = await briefs.one(people.agent.client, id);
		expect(brief).toMatchObject({ state: 'en cours', version: 2, language: 'en' });
		expect(brief?.answeredAt).not.toBeNull();
		expect(brief?.assignedTo).toBe(people.agent.id);
		expect(brief?.notes.at(-1)).toMatchObject({
			...{ action: 'sélection', plots: ['T2', 'T1'], text: 'Bonjour Ada' }
		});
		// To who left the brief, whatever the mail says.
		expect(await waiting()).toMatchObject([{ to: 'ada@exemple.fr', subject: 'Des terrains' }]);
	});

	it('refuses what is off the map or sold, by its name, and sends nothing', async () => {
		const before = (await waiting()).length;
		const id = await leave();
		for (const [plots, gone] of [
			[['T1', 'T3'], 'T3'],
			[['T4'], 'T4'],
			[['T1', 'INCONNU'], 'INCONNU']
		] as const)
			await expect(propose(id, [...plots])).rejects.toMatchObject({
				status: 409,
				reason: {
					code: 'proposal_gone',
					values: { plots: expect.stringContaining(gone) as string }
				}
			});
		await expect(propose(id, [])).rejects.toMatchObject({ status: 400 });
		const seven = ['T1', 'T2', 'A', 'B', 'C', 'D', 'E'];
		await expect(propose(id, seven)).rejects.toMatchObject({ status: 400 });
		expect((await briefs.one(people.agent.client, id))?.version).toBe(1);
		expect(await waiting()).toHaveLength(before);
	});

	it('may propose the search alone, where the brief has one', async () => {
		const id = await leave({ criteria: { areaMinHa: 3 } });
		await propose(id, []);
		const brief = await briefs.one(people.agent.client, id);
		expect(brief?.notes.at(-1)).toMatchObject({ action: 'sélection', plots: [] });
	});

	it('is for the agents of the brief, who have read its last version, and needs somebody to answer', async () => {
		const id = await leave();
		for (const who of ['otherAgent', 'firmA', 'stranger'] as const)
			await expect(propose(id, ['T1'], people[who].client)).rejects.toMatchObject({ status: 404 });
		await expect(propose(id, ['T1'], people.agent.client, 7)).rejects.toMatchObject({
			status: 409
		});
		const { version } = await briefs.erase(people.agent.client, { id, version: 1 });
		await expect(propose(id, ['T1'], people.agent.client, version)).rejects.toMatchObject({
			reason: { code: 'proposal_nobody' }
		});
	});

	it('loses its words with the contact, and keeps which plots it was about', async () => {
		const id = await leave();
		const { version } = await propose(id, ['T1']);
		await briefs.erase(people.agent.client, { id, version });
		const brief = await briefs.one(people.agent.client, id);
		expect(brief?.notes.find(({ action }) => action === 'sélection')).toMatchObject({
			...{ plots: ['T1'], text: null }
		});
	});
});
