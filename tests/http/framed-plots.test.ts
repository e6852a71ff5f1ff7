import type { FeatureCollection } from 'geojson';
import { describe, expect, it } from 'vitest';
import type { FramedPlots } from '#lib/search/framed-plots.ts';
import { engines } from './engines.ts';
import { useSharedServer } from './use-shared-server.ts';

type Page = FeatureCollection & { numberMatched: number };

describe.each(engines)('the plots of a frame on $name', (engine) => {
	const server = useSharedServer(engine);
	const get = (path: string) => fetch(server.address() + path);
	const read = async <T>(path: string) => (await (await get(path)).json()) as T;
	const box = '4.6,49.7,4.8,49.9';

	it('are those whose box meets it, with what the criteria say of each', async () => {
		const framed = await read<FramedPlots>(
			`/atlas/terrains/cadre?cadre=${box}&surface_min=3&disponibles=non`
		);
		const items = await read<Page>(`/ogc/collections/terrains/items?bbox=${box}&limit=10000`);
		expect(framed.within).toBeGreaterThanOrEqual(items.numberMatched);
		expect(framed.features).toHaveLength(framed.within);
		const ids = new Set(framed.features.map(({ id }) => id));
		expect(items.features.filter(({ id }) => !ids.has(id))).toEqual([]);
		const passing = framed.features.filter((_, index) => framed.passing[index] === 1);
		const search = await read<Page>(
			`/ogc/collections/terrains/items?bbox=${box}&surface_min=3&limit=10000`
		);
		expect(passing.map(({ id }) => id)).toEqual(
			expect.arrayContaining(search.features.map(({ id }) => id))
		);
		expect(passing.length).toBeLessThan(framed.within);
		for (const { properties } of passing)
			expect(properties?.terr_surf_brute ?? 3).toBeGreaterThanOrEqual(3);
	});

	it.each(['', 'ici', '1,2,3', '4.8,49.7,4.6,49.9', '4,95,5,99', 'NaN,1,2,3'])(
		'refuses the frame « %s » by a sentence that names it',
		async (frame) => {
			const answer = await get(`/atlas/terrains/cadre?cadre=${encodeURIComponent(frame)}`);
			expect(answer.status).toBe(400);
			expect(await answer.text()).toContain(`reçu « ${frame} »`);
		}
	);

	it('refuses criteria that it cannot read', async () => {
		const answer = await get(`/atlas/terrains/cadre?cadre=${box}&surface_min=grand`);
		expect(answer.status).toBe(400);
		expect(await answer.text()).toContain('grand');
	});
});
