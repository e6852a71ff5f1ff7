import { describe, expect, it } from 'vitest';
import { engines } from './engines.ts';
import { useServer } from './use-server.ts';
import { readableText } from './visitor.ts';

const site = 'https://carte.exemple.fr';

describe.each(engines.slice(0, 1))('a public site, $name', (engine) => {
	const server = useServer(engine, () => Promise.resolve({ FORGETERRE_URL: site }));
	const get = (path: string) => fetch(server.address() + path, { redirect: 'manual' });
	const text = async (path: string) => (await get(path)).text();
	const plotPath = async () => /\/plots\/[^<"]+/.exec(await text('/sitemaps/1.xml'))?.[0] ?? '';

	it('tells machines what to list and what not, by its public address', async () => {
		const robots = await text('/robots.txt');
		expect(robots).toContain(`Sitemap: ${site}/sitemap.xml`);
		expect(robots).toContain('Disallow: /admin\n');
		const index = await text('/sitemap.xml');
		expect(index).toContain(`<loc>${site}/sitemaps/1.xml</loc>`);
		const part = await text('/sitemaps/1.xml');
		expect(part.match(/<loc>[^<]*\/plots\/[^<]*<\/loc>/g)).toHaveLength(800);
		expect(part).toContain(`<loc>${site}/en/accessibilite</loc>`);
		expect(part).not.toMatch(/\/(admin|connexion)/);
		expect((await get('/sitemaps/2.xml')).status).toBe(404);
		expect((await get('/sitemaps/x')).status).toBe(404);
	});

	it('gives every page one address, one in each language, and a picture', async () => {
		const path = await plotPath();
		for (const [asked, own] of [
			[`${path}?utm_source=x`, path],
			[`/en${path}`, `/en${path}`]
		] as const) {
			const html = await text(asked);
			expect(html).toContain(`<link rel="canonical" href="${site}${own}"/>`);
			expect(html).toContain(`<link rel="alternate" hreflang="en" href="${site}/en${path}"/>`);
			expect(html).toContain(`<link rel="alternate" hreflang="x-default" href="${site}${path}"/>`);
			expect(html).toContain('property="og:title"');
		}
		const [, image = ''] = /property="og:image" content="([^"]+)"/.exec(await text(path)) ?? [];
		const picture = await get(image.replace(site, ''));
		expect(picture.headers.get('content-type')).toBe('image/png');
		const bytes = Buffer.from(await picture.arrayBuffer());
		expect([bytes.readUInt32BE(16), bytes.readUInt32BE(20)]).toEqual([1200, 630]);
		expect((await get('/atlas/apercu.png')).status).toBe(200);
		expect((await get('/atlas/apercu/inconnu.png')).status).toBe(404);
	});

	it('says of a plot in schema.org what its card says, as data that no policy refuses', async () => {
		const path = await plotPath();
		const response = await get(path);
		const html = await response.text();
		const [, json = ''] =
			/<script type="application\/ld\+json"[^>]*>([^<]*)<\/script>/.exec(html) ?? [];
		const data = JSON.parse(json) as { '@type': string; url: string; about: { '@type': string } };
		expect([data['@type'], data.url, data.about['@type']]).toEqual([
			...['RealEstateListing', site + path, 'Place']
		]);
	});

	it('keeps offices and the forms of one person out of every index', async () => {
		for (const path of ['/connexion', '/signaler'])
			expect(await text(path)).toContain('<meta name="robots" content="noindex"/>');
	});

	it('says who publishes it, or that nobody has said so', async () => {
		const notice = readableText(await text('/mentions-legales'));
		expect(notice).toContain('Non renseigné par l’exploitant');
		expect(notice).toContain('Nord Ardennes');
		expect(readableText(await text('/accessibilite'))).toContain('non conforme au RGAA 4.1.2');
		const moved = await get('/donnees-personnelles');
		expect([moved.status, moved.headers.get('location')]).toEqual([308, '/confidentialite']);
	});

	it.each(['/', '/en', '/demande', '/analyse', '/mentions-legales'])(
		'%s leads to the legal notice, the statement and the data',
		async (path) => {
			const html = await text(path);
			for (const page of ['mentions-legales', 'accessibilite', 'confidentialite'])
				expect(html).toMatch(new RegExp(`href="(/en)?/${page}"`));
		}
	);
});
