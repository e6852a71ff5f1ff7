import type { FeatureCollection } from 'geojson';
import { describe, expect, it } from 'vitest';
import { unpackFeatures, type ColumnarFeatures } from '#lib/search/columnar-transfer.ts';
import { engines } from './engines.ts';
import { useSharedServer } from './use-shared-server.ts';

describe.each(engines)('pages and Supabase on $name', (engine) => {
	const server = useSharedServer(engine);
	const get = (path: string) => fetch(server.address() + path, { redirect: 'manual' });
	const supabase = (path: string, key: string, init: RequestInit = {}) =>
		fetch(`${server.address()}/rest/v1${path}`, {
			...init,
			headers: { apikey: key, 'content-type': 'application/json' }
		});

	it('names its language, and guards the page with headers', async () => {
		const french = await get('/');
		expect(await french.text()).toContain('<html lang="fr"');
		expect(await (await get('/en')).text()).toContain('<html lang="en"');
		expect(french.headers.get('x-content-type-options')).toBe('nosniff');
		expect(french.headers.get('content-security-policy')).toContain("default-src 'none'");
		expect(french.headers.get('referrer-policy')).toBe('strict-origin-when-cross-origin');
	});

	it('keeps French at the address without prefix', async () => {
		const answer = await get('/fr/epci/200041630?tri=nom');
		expect(answer.status).toBe(308);
		expect(answer.headers.get('location')).toBe('/epci/200041630?tri=nom');
		expect((await get('/fr//example.org')).headers.get('location')).toBe('/');
	});

	it.each(['/nulle-part', '/de', '/de/plots/1', '/en/nowhere', '/plots/inconnu-12'])(
		'answers %s with 404 and a link back to the map',
		async (path) => {
			const answer = await get(path);
			expect(answer.status).toBe(404);
			const page = await answer.text();
			expect(page).toMatch(/<a [^>]*href="(?:\/|\/en\/?)"/);
			expect(page).not.toMatch(/Internal Error|\bat \w+ \(/);
		}
	);

	it('serves the embedded Supabase to holders of the public key, published rows only', async () => {
		const answer = await supabase(
			'/epci?select=epci_nom&order=epci_siren',
			server.keys().publishableKey
		);
		expect(answer.status).toBe(200);
		expect(await answer.json()).toHaveLength(4);
		expect((await fetch(`${server.address()}/rest/v1/epci`)).status).toBe(401);
	});

	it('gives its own page the plots by column: the same as the OGC collection, and only when they changed', async () => {
		const answer = await get('/atlas/terrains');
		const { features } = unpackFeatures((await answer.json()) as ColumnarFeatures);
		const collection = await get('/ogc/collections/terrains/items?limit=10000');
		const { features: expected } = (await collection.json()) as FeatureCollection;
		expect(expected.length).toBeGreaterThan(100);
		// What is empty does not travel.
		const told = expected.map(({ properties, ...rest }) => ({
			...rest,
			properties: Object.fromEntries(
				Object.entries(properties ?? {}).filter(([, value]) => value !== null)
			)
		}));
		expect(features).toEqual(told);
		const headers = { 'if-none-match': answer.headers.get('etag') ?? '' };
		expect((await fetch(`${server.address()}/atlas/terrains`, { headers })).status).toBe(304);
	});

	it('lets the public key write nothing', async () => {
		const row = { epci_siren: '999999999', territory_id: 'nord-ardennes', epci_nom: 'Intrus' };
		const body = JSON.stringify(row);
		for (const [method, path] of [
			['POST', '/epci'],
			['PATCH', '/epci?epci_siren=eq.200041630'],
			['DELETE', '/etablissement?siret=neq.0'],
			['POST', '/rpc/demo_clear'],
			['POST', '/rpc/import_apply']
		] as const) {
			const answer = await supabase(path, server.keys().publishableKey, { method, body });
			expect(answer.status, `${method} ${path}`).toBeGreaterThanOrEqual(400);
		}
		const firms = await get('/ogc/collections/etablissements/items?limit=1');
		expect(await firms.json()).toMatchObject({ numberMatched: 430 });
		const epci = await get('/ogc/collections/epci/items');
		expect(JSON.stringify(await epci.json())).not.toContain('Intrus');
	});

	it('shows owners, buyers and prices to the secret key alone', async () => {
		const path = '/acces_restreint?select=objet_id&limit=1';
		const hidden = await supabase(path, server.keys().publishableKey);
		expect([401, 403, 404]).toContain(hidden.status);
		const shown = await supabase(path, server.keys().secretKey);
		expect(await shown.json()).toHaveLength(1);
	});
});
