import { describe, expect, it } from 'vitest';
import { engines } from './engines.ts';
import { useServer } from './use-server.ts';

/** A ring like a gear wheel, valid whatever its number of points. */
function gear(points: number): number[][] {
	const ring = Array.from({ length: points }, (_, index) => {
		const [angle, radius] = [(2 * Math.PI * index) / points, index % 2 ? 0.5 : 0.3];
		return [4.8 + radius * Math.cos(angle), 49.8 + 0.6 * radius * Math.sin(angle)];
	});
	return [...ring, ring[0] ?? []];
}

const zigzag = (points: number) =>
	Array.from({ length: points }, (_, index) => [
		4.2 + (1.2 * index) / points,
		index % 2 ? 49.5 : 49.9
	]);

/** Far more than it takes on two busy cores, far less than without bounds (35 s and more). */
const soon = 20_000;

describe.each(engines)('what a visitor may ask for on $name', (engine) => {
	const server = useServer(engine);
	const get = (path: string, init: RequestInit = {}) => fetch(server.address() + path, init);
	const call = (name: string, body: object, key = server.keys().publishableKey) =>
		get(`/rest/v1/rpc/${name}`, {
			method: 'POST',
			headers: { apikey: key, 'content-type': 'application/json' },
			body: JSON.stringify(body)
		});
	const search = (shape: object, more: object = {}) =>
		call('terrains_search', {
			p_territory: 'nord-ardennes',
			p_criteria: { shape, ...more },
			p_limit: 10
		});

	async function within<Answer>(longest: number, work: () => Promise<Answer>): Promise<Answer> {
		const begin = performance.now();
		const answer = await work();
		expect(performance.now() - begin).toBeLessThan(longest);
		return answer;
	}

	it('refuses an address that is too long or repeats itself, with a sentence where each reads it', async () => {
		const repeated = 'reseau=' + Array.from({ length: 5_000 }, () => 'x').join('&reseau=');
		const many = Array.from({ length: 600 }, (_, index) => `p${String(index)}=1`).join('&');
		const long = `q=${'a'.repeat(70_000)}`;
		for (const [query, status, words, english] of [
			[repeated, 400, /reseau.*5.?000 fois.*200 au plus/, /5.?000 times.*200 at most/],
			[many, 400, /600 paramètres.*500 au plus/, /600 parameters.*500 at most/],
			[long, 414, /69.ko.*64.ko au plus/, /69 kB.*64 kB at most/]
		] as const) {
			const pages = [
				['/', words],
				['/en', english],
				['/ogc/collections/terrains/items', words],
				['/rest/v1/territory', words]
			] as const;
			for (const [path, said] of pages) {
				const answer = await get(`${path}?${query}`, {
					headers: { apikey: server.keys().publishableKey }
				});
				const text = await answer.text();
				expect([path, answer.status]).toEqual([path, status]);
				expect(text).toMatch(said);
				expect(text.length).toBeLessThan(3_000);
			}
		}
	});

	it('bounds what comes through the API: filters in filters, pages, bodies', async () => {
		const key = { headers: { apikey: server.keys().publishableKey } };
		const nested = `${'or('.repeat(2_000)}revision.eq.1${')'.repeat(2_000)}`;
		const deep = await get(`/rest/v1/territory?or=(${nested})`, key);
		expect([deep.status, await deep.text()]).toEqual([400, expect.stringMatching(/10 niveaux/)]);
		const plots = { p_territory: 'nord-ardennes', p_collection: 'terrains' };
		const large = await call('features_page', { ...plots, p_limit: 1_000_000 });
		expect([large.status, await large.text()]).toEqual([
			400,
			expect.stringMatching(/10000 au plus/)
		]);
		expect((await call('features_page', plots)).status).toBe(200);
		const heavy = await search({ area: { type: 'Polygon', coordinates: [gear(50_000)] } });
		expect([heavy.status, await heavy.text()]).toEqual([413, expect.stringMatching(/512 ko/)]);
	});

	it('answers a corridor and an area of 2,000 points soon, and refuses what would take longer', async () => {
		const corridor = { area: { type: 'LineString', coordinates: zigzag(2_000) }, widthKm: 2 };
		const area = { area: { type: 'Polygon', coordinates: [gear(2_000)] } };
		for (const shape of [corridor, area]) {
			for (const shapeRelation of ['within', 'intersects']) {
				const answer = await within(soon, () => search(shape, { shapeRelation }));
				expect([shapeRelation, answer.status]).toEqual([shapeRelation, 200]);
			}
		}
		const crossed = zigzag(1_000).map(([lng = 0, lat = 0], index) => [lng, lat + (index % 7) / 10]);
		const crossing = { type: 'Polygon', coordinates: [[...crossed, crossed[0]]] };
		for (const [geometry, words] of [
			[crossing, /se croise/],
			[{ type: 'Polygon', coordinates: [gear(5_000)] }, /3000 au plus.*5001 sommets/]
		] as const) {
			const answer = await within(soon, () => search({ area: geometry }));
			expect([answer.status, await answer.text()]).toEqual([400, expect.stringMatching(words)]);
		}
	});
});
