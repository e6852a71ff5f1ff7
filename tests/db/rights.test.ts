import { createHmac, randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
	type BackendClient,
	createPublicClient,
	createServiceClient
} from '#lib/backend/client.ts';
import { collectionNames, collections, features } from '#lib/backend/features.ts';
import { keysOf } from '#lib/server/keys.ts';
import type { Backend } from '#lib/server/open-backend.ts';
import { engines, type TestDatabase } from './engines.ts';
import {
	brownfield,
	constraint,
	firm,
	importAll,
	members,
	plot,
	poi,
	record,
	settle,
	site,
	square
} from './sample-territory.ts';

/** A session token as the Auth API signs them (HS256), for an account without any role. */
function sessionToken(secret: string): string {
	const encode = (part: object) => Buffer.from(JSON.stringify(part)).toString('base64url');
	const now = Math.floor(Date.now() / 1000);
	const claims = { sub: randomUUID(), role: 'authenticated', aud: 'authenticated' };
	const body = `${encode({ alg: 'HS256', typ: 'JWT' })}.${encode({ ...claims, iat: now, exp: now + 600 })}`;
	return `${body}.${createHmac('sha256', secret).update(body).digest('base64url')}`;
}

const hidden = { publie: false };

/** Two records of each class, the second unpublished; the plot and the brownfield have secrets. */
const records = {
	site_eco: [site('S1', square(4.01, 49.01, 0.01)), site('S2', square(4.03, 49.01, 0.01), hidden)],
	terrain_eco: [
		plot('T1', square(4.01, 49.01, 0.001), { terr_acquereur: 'Acquéreur secret', terr_m2_prix: 9 }),
		plot('T2', square(4.02, 49.01, 0.001), hidden)
	],
	unite_fonciere: [
		record(square(4.01, 49.01, 0.001), { uf_id: 'U1' }),
		record(square(4.02, 49.01, 0.001), { uf_id: 'U2', ...hidden })
	],
	etablissement: [
		firm('00000000000001', [[4.05, 49.05]]),
		firm('00000000000002', [[4.05, 49.05]], hidden)
	],
	friche: [
		brownfield('F1', { type: 'Point', coordinates: [4.05, 49.05] }, { proprio_nom: 'Nom secret' }),
		brownfield('F2', { type: 'Point', coordinates: [4.05, 49.05] }, hidden)
	],
	poi: [poi('P1', [4.05, 49.05]), poi('P2', [4.05, 49.05], hidden)],
	contrainte: [
		constraint('C1', square(4.07, 49.01, 0.001)),
		constraint('C2', square(4.08, 49.01, 0.001), hidden)
	]
};

const tables: [table: string, key: string, published: string][] = [
	['territory', 'territory_id', 'essai'],
	['epci', 'epci_siren', '200000001'],
	['commune', 'comm_insee', '08001'],
	['site_eco', 'site_id', 'S1'],
	['terrain_eco', 'terr_id', 'T1'],
	['unite_fonciere', 'uf_id', 'U1'],
	['etablissement', 'siret', '00000000000001'],
	['friche', 'site_id', 'F1'],
	['poi', 'poi_id', 'P1'],
	['contrainte', 'contrainte_id', 'C1']
];

describe.each(engines())('rights on $name', ({ create }) => {
	let database: TestDatabase;
	let backend: Backend;
	let service: BackendClient;

	beforeAll(async () => {
		database = await create();
		backend = await database.open();
		service = createServiceClient(backend);
		await settle(service);
		await importAll(service, records);
	});

	afterAll(async () => {
		await backend.close();
		await database.remove();
	});

	async function rest(
		path: string,
		role: 'anon' | 'authenticated' | 'service_role',
		method = 'GET',
		body?: object
	) {
		const headers = new Headers({
			apikey: role === 'service_role' ? backend.secretKey : backend.publishableKey,
			'content-type': 'application/json',
			prefer: 'return=minimal'
		});
		if (role === 'authenticated') {
			const token = sessionToken(keysOf(database.dataDirectory).jwtSecret);
			headers.set('authorization', `Bearer ${token}`);
		}
		const response = await backend.fetch(`${backend.url}/rest/v1/${path}`, {
			method,
			headers,
			...(body ? { body: JSON.stringify(body) } : {})
		});
		return { status: response.status, text: await response.text() };
	}

	const rows = async (path: string, role: 'anon' | 'authenticated' | 'service_role') =>
		JSON.parse((await rest(path, role)).text) as Record<string, unknown>[];

	describe.each(['anon', 'authenticated'] as const)('of %s', (role) => {
		const refused = role === 'anon' ? 401 : 403;

		it.each(tables)('reads the published rows of %s and writes none', async (table, key, id) => {
			const unpublished = `${table}?select=${key}&publie=is.false`;
			expect(await rows(unpublished, role)).toEqual([]);
			expect((await rows(`${table}?select=${key}`, role)).map((row) => row[key])).toContain(id);
			const before = await rows(`${table}?select=*&order=${key}`, 'service_role');
			const one = `${table}?${key}=eq.${id}`;
			expect((await rest(one, role, 'PATCH', { source_nom: 'pirate' })).status).toBe(refused);
			expect((await rest(one, role, 'DELETE')).status).toBe(refused);
			const added = { [key]: 'X', territory_id: 'essai' };
			expect((await rest(table, role, 'POST', added)).status).toBe(refused);
			expect(await rows(`${table}?select=*&order=${key}`, 'service_role')).toEqual(before);
		});

		it.each(['acces_restreint', 'import_lot'])('cannot touch %s', async (table) => {
			for (const method of ['GET', 'DELETE', 'PATCH', 'POST']) {
				const body = method === 'GET' || method === 'DELETE' ? undefined : { classe: 'friche' };
				const answer = await rest(`${table}?classe=eq.friche`, role, method, body);
				expect([method, answer.status]).toEqual([method, refused]);
				expect(answer.text).not.toContain('secret');
			}
		});

		it.each([
			['territory_configure', { p_configuration: members }],
			['import_chunk', { p_lot: randomUUID(), p_class: 'poi', p_features: records.poi }],
			['import_apply', { p_lot: randomUUID(), p_territory: 'essai' }],
			['import_discard', { p_lot: randomUUID() }],
			['import_forget_abandoned', { p_hours: 0 }],
			['demo_clear', { p_territory: 'essai' }],
			['recompute_membership', { p_territory: 'essai' }],
			['import_restricted', { p_lot: randomUUID(), p_territory: 'essai', p_class: 'friche' }]
		])('cannot call %s', async (name, parameters) => {
			expect((await rest(`rpc/${name}`, role, 'POST', parameters)).status).toBe(refused);
		});

		it('sees neither a secret nor an unpublished row through the functions', async () => {
			const seen: string[] = [];
			for (const collection of collectionNames.slice(2)) {
				const parameters = { p_territory: 'essai', p_collection: collection };
				const page = await rest('rpc/features_page', role, 'POST', parameters);
				expect(page.text).not.toContain('secret');
				const { numberMatched, features: found } = JSON.parse(page.text) as {
					numberMatched: number;
					features: { id: string }[];
				};
				expect(numberMatched).toBe(1);
				seen.push(...found.map(({ id }) => id));
			}
			expect(seen).toEqual(['S1', 'T1', '00000000000001', 'F1', 'P1', 'C1']);
			const one = { p_territory: 'essai', p_collection: 'terrains', p_id: 'T2' };
			expect((await rest('rpc/feature_by_id', role, 'POST', one)).text).toBe('null');
		});
	});

	it('hides an unpublished territory from everyone but the service', async () => {
		const visitor = createPublicClient(backend);
		const patch = (publie: boolean) => rest('territory', 'service_role', 'PATCH', { publie });
		await patch(false);
		expect(await rows('territory?select=nom', 'anon')).toEqual([]);
		await patch(true);
		expect(await rows('territory?select=nom', 'anon')).toHaveLength(1);
		const counts = (await collections.summary(visitor, 'essai')).map(({ count }) => count);
		expect(counts).toEqual([2, 3, 1, 1, 1, 1, 1, 1]);
		const { numberMatched } = await features.page(service, {
			territory: 'essai',
			collection: 'poi'
		});
		expect(numberMatched).toBe(2);
	});

	it('answers nobody without a key of ours', async () => {
		for (const apikey of ['', 'sb_publishable_aaaaaaaaaaaaaaaaaaaaaa_aaaaaaaa', 'anon']) {
			const response = await backend.fetch(`${backend.url}/rest/v1/poi`, { headers: { apikey } });
			expect([apikey, response.status]).toEqual([apikey, 401]);
		}
		const forged = await backend.fetch(`${backend.url}/rest/v1/import_lot`, {
			headers: {
				apikey: backend.publishableKey,
				authorization: `Bearer ${sessionToken('x'.repeat(40))}`
			}
		});
		expect(forged.status).toBe(401);
	});

	it('keeps accounts, stored files and what lite says of itself out of reach', async () => {
		for (const path of ['users', 'auth.users', 'storage.objects', 'spatial_ref_sys']) {
			expect([path, (await rest(path, 'anon')).status]).toEqual([path, 404]);
		}
		const profile = await backend.fetch(`${backend.url}/rest/v1/users`, {
			headers: { apikey: backend.publishableKey, 'accept-profile': 'auth' }
		});
		expect(profile.status).toBe(406);
		for (const path of ['/_system/config', '/_system/introspect', '/', '/rest/v1x']) {
			expect((await backend.fetch(`${backend.url}${path}`)).status).toBe(404);
		}
	});
});
