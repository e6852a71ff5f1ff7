import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { BackendError } from '#lib/backend/backend-error.ts';
import { type BackendClient, createPublicClient } from '#lib/backend/client.ts';
import { features, type FeatureQuery } from '#lib/backend/features.ts';
import type { Backend } from '#lib/server/open-backend.ts';
import { engines, type TestDatabase } from './engines.ts';
import { members } from './sample-territory.ts';

describe.each(engines())('refused features on $name', ({ create }) => {
	let database: TestDatabase;
	let backend: Backend;
	let visitor: BackendClient;

	beforeAll(async () => {
		database = await create();
		backend = await database.open();
		visitor = createPublicClient(backend);
	});

	afterAll(async () => {
		await backend.close();
		await database.remove();
	});

	const page = (query: Partial<FeatureQuery> & { collection: string }) =>
		features.page(visitor, { territory: members.id, ...query });

	async function refusal(query: Partial<FeatureQuery> & { collection: string }) {
		const error = await page(query).then(
			() => undefined,
			(thrown: unknown) => thrown
		);
		if (!(error instanceof BackendError)) throw new Error('aucun refus');
		return error;
	}

	it('refuses a property it does not know, by name, SQL or not, and lists those it knows', async () => {
		for (const name of [
			'terr_usages',
			'geom',
			'publie',
			'territory_id',
			"terr_id' or true --",
			''
		]) {
			const { status, message, hint } = await refusal({
				collection: 'terrains',
				filters: { [name]: 'x' }
			});
			expect([status, message]).toEqual([
				400,
				`Propriété inconnue de la collection terrains : « ${name} ».`
			]);
			expect(hint).toContain('terr_stade_comm, ');
		}
	});

	it('refuses a value that is not one, naming it', async () => {
		const refused = await refusal({
			collection: 'etablissements',
			filters: { etab_effectif: 'dix' }
		});
		expect(refused).toMatchObject({
			status: 400,
			message: 'Valeur refusée pour « etab_effectif » : « dix ».'
		});
		const nested = { terr_usage: ['bâti productif'] } as unknown as Record<string, string>;
		expect(await refusal({ collection: 'terrains', filters: nested })).toMatchObject({
			status: 400
		});
		const list = ['terr_usage'] as unknown as Record<string, string>;
		expect(await refusal({ collection: 'terrains', filters: list })).toMatchObject({ status: 400 });
	});

	it.each([
		[[4, 49, 5]],
		[[4, 49, 5, 50, 6]],
		[[4, 50, 5, 49]],
		[[4, 49, 5, 91]],
		[[656589, 6425785, 656600, 6425800]],
		[[]]
	])('refuses the box %j', async (bbox) => {
		expect(await refusal({ collection: 'terrains', bbox })).toMatchObject({ status: 400 });
	});

	it('refuses an unknown collection and a page that is not one', async () => {
		expect(await refusal({ collection: 'usines' })).toMatchObject({
			status: 404,
			message: 'Collection inconnue : « usines ».'
		});
		expect(await refusal({ collection: 'poi', limit: 0 })).toMatchObject({ status: 400 });
		expect(await refusal({ collection: 'poi', offset: -1 })).toMatchObject({ status: 400 });
	});
});
