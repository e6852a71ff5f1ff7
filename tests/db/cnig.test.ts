import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { cnig } from '#lib/backend/cnig.ts';
import {
	createPublicClient,
	createServiceClient,
	type BackendClient
} from '#lib/backend/client.ts';
import { cnigClasses, cnigClassNames, type CnigClassName } from '#lib/domain/cnig.ts';
import type { Backend } from '#lib/server/open-backend.ts';
import { engines, type TestDatabase } from './engines.ts';
import { signUpEverybody } from './listing-accounts.ts';
import {
	firm,
	importAll,
	members,
	plot,
	record,
	settle,
	site,
	square
} from './sample-territory.ts';

const territory = members.id;
const scope = { territory, epci: null, day: '2026-01-01' };

const ground = {
	site_eco: [site('A', square(4.01, 49.01, 0.05)), site('C', square(4.21, 49.01, 0.05))],
	terrain_eco: [
		plot('T1', square(4.012, 49.012, 0.002), {
			...{ site_id: 'A', terr_acquereur: 'Forges', terr_m2_prix: 12.5 }
		}),
		plot('T2', square(4.212, 49.012, 0.002), { site_id: 'C', terr_acquereur: 'Fonderie' }),
		// In no site: the standard knows no such plot.
		plot('T3', square(4.08, 49.08, 0.002))
	],
	unite_fonciere: [
		record(square(4.011, 49.02, 0.001), { uf_id: 'U1', site_id: 'A', uf_surface_m2: 1000 })
	],
	etablissement: [
		firm('11111111100001', [[4.013, 49.013]], { etab_contact_mail: 'a@forges.test' }),
		firm('22222222200002', [[4.05, 49.09]])
	]
};

describe.each(engines())('the inventory in the CNIG classes on $name', ({ create }) => {
	let database: TestDatabase;
	let backend: Backend;
	let people: Awaited<ReturnType<typeof signUpEverybody>>;

	beforeAll(async () => {
		database = await create();
		backend = await database.open();
		const service = createServiceClient(backend);
		await settle(service);
		people = await signUpEverybody(backend);
		await importAll(service, ground);
	});

	afterAll(async () => {
		await backend.close();
		await database.remove();
	});

	const rows = async (client: BackendClient, name: CnigClassName, epci: string | null = null) => {
		const page = await cnig.page(client, { ...scope, epci }, { name, after: '', limit: 100 });
		return page.features.map((one) => (one as { properties: Record<string, unknown> }).properties);
	};

	it('has the standard’s columns in its order, of sites, their plots and their firms', async () => {
		const anybody = createPublicClient(backend);
		for (const name of cnigClassNames) {
			const [first] = await rows(anybody, name);
			const columns = cnigClasses[name].columns.filter(({ type }) => type !== 'geometry');
			expect(Object.keys(first ?? {})).toEqual(columns.map((column) => column.name));
		}
		expect((await rows(anybody, 'site-eco'))[0]).toMatchObject({ site_id: 'A', site_uf_nbre: 1 });
		expect((await rows(anybody, 'terrain-eco')).map((row) => row['terr_id'])).toEqual(['T1', 'T2']);
		const firms = await rows(anybody, 'etablissement');
		expect(firms).toMatchObject([{ SIRET: '11111111100001', SIREN: '111111111', terr_id: 'T1' }]);
		expect(await rows(anybody, 'terrain-eco', '200000002')).toHaveLength(1);
		const counts = await cnig.counts(anybody, scope);
		expect(counts.map(({ count }) => count)).toEqual([2, 2, 1]);
		expect(counts[0]?.empty['site_surf_utile']).toBe(2);
	});

	it('tells buyers, prices and contacts to the agents of the EPCI alone', async () => {
		const seen = async (client: BackendClient) => [
			...(await rows(client, 'terrain-eco')).map((row) => row['terr_acquereur']),
			(await rows(client, 'etablissement'))[0]?.['etab_contact_mail']
		];
		expect(await seen(createPublicClient(backend))).toEqual([null, null, null]);
		expect(await seen(people.firmA.client)).toEqual([null, null, null]);
		expect(await seen(people.agent.client)).toEqual(['Forges', null, 'a@forges.test']);
		expect(await seen(people.otherAgent.client)).toEqual([null, 'Fonderie', null]);
	});
});
