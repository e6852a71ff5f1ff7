import { describe, expect, it } from 'vitest';
import { engines } from './engines.ts';
import { useServer } from './use-server.ts';
import { useSharedServer } from './use-shared-server.ts';

const policyOf = async (address: string) =>
	(await fetch(address)).headers.get('content-security-policy') ?? '';

describe.each(engines.slice(0, 1))('the map in a frame of another site', (engine) => {
	const server = useServer(engine, () =>
		Promise.resolve({
			FORGETERRE_EMBED_PARENTS: 'https://www.exemple.fr https://*.ardennes.example'
		})
	);

	it('may be shown by the sites that the operator names, in each language', async () => {
		for (const path of ['/embed', '/en/embed?surface_min=3'])
			expect(await policyOf(server.address() + path)).toContain(
				'frame-ancestors https://www.exemple.fr https://*.ardennes.example'
			);
	});

	it('leaves every other page refused', async () => {
		for (const path of [
			'/',
			'/plots/08028_TERRAIN-ECO_DEMO4002',
			'/connexion',
			'/comparer',
			'/integrer',
			'/embed/plus'
		])
			expect([path, await policyOf(server.address() + path)]).toEqual([
				path,
				expect.stringContaining("frame-ancestors 'none'")
			]);
	});

	it('gives the lines to copy, with what was asked', async () => {
		const page = await (
			await fetch(`${server.address()}/integrer?surface_min=3&reseau=reseau_gaz`)
		).text();
		expect(page).toContain('/embed?surface_min=3&amp;amp;reseau=reseau_gaz');
		expect(page).toContain('https://*.ardennes.example');
		const map = await (await fetch(`${server.address()}/?surface_min=3`)).text();
		expect(map).toContain('href="/integrer?surface_min=3"');
	});
});

describe.each(engines.slice(0, 1))('the map where no site is named', (engine) => {
	const server = useSharedServer(engine);

	it('stays out of every frame, and says why there is nothing to copy', async () => {
		expect(await policyOf(`${server.address()}/embed`)).toContain("frame-ancestors 'none'");
		const page = await fetch(`${server.address()}/integrer`);
		expect(page.status).toBe(404);
		expect(await page.text()).toContain('n’a nommé aucun site');
		expect(await (await fetch(server.address())).text()).not.toContain('/integrer');
	});
});
