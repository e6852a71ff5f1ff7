import type { FeatureCollection, MultiPolygon } from 'geojson';
import { beforeAll, describe, expect, it } from 'vitest';
import { centreOf } from '#lib/geo/centre-of.ts';
import { square } from '../fixtures/sample-records.ts';
import { makeAgent, makeFirm, signIn, type Site } from './agents.ts';
import { engines } from './engines.ts';
import { handIn } from './listing-on-site.ts';
import { useServer } from './use-server.ts';

describe.each(engines)('a listing that lies under water on $name', (engine) => {
	const server = useServer(engine);
	const site = (): Site => ({ address: server.address(), keys: server.keys() });
	const page = async (path: string, cookie: string) => {
		const answer = await fetch(server.address() + path, { headers: { cookie } });
		return (await answer.text()).replaceAll(/[\u00a0\u202f]|&nbsp;/g, ' ');
	};
	let owner = '';
	let agent = '';
	let id = '';

	beforeAll(async () => {
		const zones = (await (
			await fetch(`${server.address()}/ogc/collections/contraintes/items?limit=1000`)
		).json()) as FeatureCollection<MultiPolygon>;
		const wet = zones.features.filter(
			({ properties }) => properties?.['contrainte_type'] === 'zone inondable'
		);
		const plots = (await (
			await fetch(`${server.address()}/ogc/collections/terrains/items?limit=1000`)
		).json()) as FeatureCollection<MultiPolygon>;
		// Where a plot is half under water, a small square at its middle is too, in the territory.
		const [worst] = plots.features.toSorted(
			(one, other) =>
				Number(other.properties?.['part_zone_inondable_pct'] ?? 0) -
				Number(one.properties?.['part_zone_inondable_pct'] ?? 0)
		);
		if (!worst || wet.length === 0) throw new Error('no flood zone in the demonstration');
		const [lng, lat] = centreOf(worst.geometry);
		const firm = await makeFirm(site(), 'forge@firme.test', 'Forges A');
		const member = await makeAgent(site(), 'agent@nord.test', [
			...['200041630', '200067759', '240800821', '240800847']
		]);
		owner = await signIn(site(), firm);
		agent = await signIn(site(), member);
		id = await handIn(site(), firm, {}, 0, square([lng - 0.0005, lat - 0.0005], 0.001));
	});

	it('tells its share to the owner from the drawing on, to the agent as a remark, and as it is published', async () => {
		const drawing = await page(`/proposer/${id}/emplacement`, owner);
		const [, share = ''] = /Ce contour est pour (\d[\d,]* %) en zone inondable/.exec(drawing) ?? [];
		expect(share).toMatch(/^\d/);
		expect(await page(`/proposer/${id}/nature`, owner)).toContain(share);
		const preview = await page(`/proposer/${id}/apercu`, owner);
		expect(preview).toMatch(new RegExp(`<dd[^>]*>(?:<[^>]*>)*\\s*${share}`));
		const check = await page(`/admin/annonces/${id}`, agent);
		expect(check).toContain(`Le contour est pour ${share} en zone inondable.`);

		const version = /name="version" value="(\d+)"/.exec(check)?.[1] ?? '';
		const published = await fetch(`${server.address()}/admin/annonces/${id}?/publish`, {
			...{ method: 'POST', redirect: 'manual' },
			headers: { cookie: agent, origin: server.address() },
			body: new URLSearchParams({ version })
		});
		expect(published.status).toBeLessThan(400);
		await server.upToDate();
		const { features } = (await (
			await fetch(`${server.address()}/ogc/collections/terrains/items?limit=1000`)
		).json()) as FeatureCollection;
		const own = features.find(({ id: key }) => String(key).startsWith('FT-'));
		const percent = Number(own?.properties?.['part_zone_inondable_pct']);
		expect(Math.abs(percent - Number(share.replace(',', '.').replace(' %', '')))).toBeLessThan(1);
	});
});
