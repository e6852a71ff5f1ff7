import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import type { OutsidePlaces } from '#lib/search/find/outside-places.ts';
import { engines } from './engines.ts';
import { openGeocoding } from './geocoding-service.ts';
import { useServer } from './use-server.ts';

describe.each(engines)('places for the search box, $name', (engine) => {
	let service: Awaited<ReturnType<typeof openGeocoding>>;
	const server = useServer(engine, async () => {
		service = await openGeocoding();
		return { FORGETERRE_GEOCODING_URL: service.url };
	});
	afterAll(() => service.close());
	beforeEach(() => {
		service.be('well');
		service.asked.length = 0;
	});

	const get = (query: string) => fetch(`${server.address()}/lieux?${query}`);
	const find = async (query: string) => (await (await get(query)).json()) as OutsidePlaces;

	it('come through our server, near the territory, and are kept by no browser', async () => {
		const response = await get('texte=12%20rue%20de%20la%20forge');
		expect(response.status).toBe(200);
		expect(response.headers.get('cache-control')).toBe('no-store');
		const { service: state, places } = (await response.json()) as OutsidePlaces;
		expect(state).toBe('answering');
		expect(places[0]?.name).toBe('12 Rue de la Forge 08000 Charleville-Mézières');
		expect(Number(service.asked[0]?.searchParams.get('lat'))).toBeCloseTo(49.8, 0);
	});

	it('are a parcel by its 14 characters', async () => {
		expect((await find('parcelle=08105000AB0012')).places[0]?.kind).toBe('parcel');
	});

	it.each([
		['texte=ab', 'reçu 2 caractères'],
		[`texte=${'a'.repeat(121)}`, 'reçu 121 caractères'],
		['', 'attendu de 3 à 120'],
		['parcelle=AB12', '« AB12 »']
	])('%s is a bad question, and says what was expected', async (query, words) => {
		const response = await get(query);
		expect(response.status).toBe(400);
		expect(((await response.json()) as { message: string }).message).toContain(words);
		expect(service.asked).toEqual([]);
	});

	it('are none, and said to be none, where the service hangs; the server answers others meanwhile', async () => {
		service.be('slow');
		const hanging = find('texte=rue%20qui%20attend');
		expect((await fetch(`${server.address()}/health`)).ok).toBe(true);
		expect(await hanging).toEqual({ service: 'silent', places: [] });
		expect(server.output()).not.toContain('rue%20qui%20attend');
	});

	it('are refused to who asks too often, with when to come back', async () => {
		const statuses: number[] = [];
		for (let times = 0; times < 95; times += 1) {
			const response = await get('parcelle=faux');
			statuses.push(response.status);
			if (response.status === 429)
				expect(Number(response.headers.get('retry-after'))).toBeGreaterThan(0);
			await response.body?.cancel();
		}
		expect(statuses.at(-1)).toBe(429);
	});
});
