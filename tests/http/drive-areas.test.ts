import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import type { DriveArea } from '#lib/search/find/drive-area.ts';
import { engines } from './engines.ts';
import { openIsochrones } from './isochrone-service.ts';
import { useServer } from './use-server.ts';

describe.each(engines.slice(0, 1))('the ground that a car reaches, $name', (engine) => {
	let service: Awaited<ReturnType<typeof openIsochrones>>;
	const server = useServer(engine, async () => {
		service = await openIsochrones();
		return { FORGETERRE_ISOCHRONE_URL: service.url };
	});
	afterAll(() => service.close());
	beforeEach(() => {
		service.be('well');
		service.asked.length = 0;
	});

	const get = (query: string) => fetch(`${server.address()}/voiture?${query}`);

	it('comes through our server and is kept by no browser', async () => {
		const response = await get('lng=4.72&lat=49.77&minutes=20');
		expect(response.status).toBe(200);
		expect(response.headers.get('cache-control')).toBe('no-store');
		const { service: state, polygons } = (await response.json()) as DriveArea;
		expect(state).toBe('answering');
		expect(polygons).toHaveLength(1);
	});

	it.each([
		['lng=est&lat=49.77&minutes=20', 'lng : reçu « est »'],
		['lng=4.72&lat=200&minutes=20', 'lat : reçu « 200 »'],
		['lng=4.72&lat=49.77&minutes=25', 'minutes : reçu « 25 », attendu 10, 20, 30'],
		['', 'lng : reçu «  »']
	])('%s is a bad question, and says what was expected', async (query, words) => {
		const response = await get(query);
		expect(response.status).toBe(400);
		expect(((await response.json()) as { message: string }).message).toContain(words);
		expect(service.asked).toEqual([]);
	});

	it('is none, and said to be none, where the service hangs; the server answers others meanwhile', async () => {
		service.be('slow');
		const hanging = get('lng=4.7&lat=49.7&minutes=30');
		expect((await fetch(`${server.address()}/health`)).ok).toBe(true);
		expect(await (await hanging).json()).toEqual({ service: 'silent', polygons: [] });
		expect(server.output()).not.toContain('49.7000');
	});

	it('is refused to who asks too often, with when to come back', async () => {
		const statuses: number[] = [];
		for (let times = 0; times < 32; times += 1) {
			const response = await get('lng=4.72&lat=49.77&minutes=10');
			statuses.push(response.status);
			if (response.status === 429)
				expect(Number(response.headers.get('retry-after'))).toBeGreaterThan(0);
			await response.body?.cancel();
		}
		expect(statuses.at(-1)).toBe(429);
	});
});
