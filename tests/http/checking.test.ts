import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { strFromU8, unzipSync } from 'fflate';
import sharp from 'sharp';
import { beforeAll, describe, expect, it } from 'vitest';
import { runToEnd } from '../../scripts/check/running-server.ts';
import { exportedTables } from '#lib/backend/exports.ts';
import { confirmationToken } from '#lib/server/freshness/confirmation-token.ts';
import { makeAgent, makeFirm, signIn, type Agent, type Site } from './agents.ts';
import { engines } from './engines.ts';
import { handIn } from './listing-on-site.ts';
import { useServer } from './use-server.ts';

const hostile = `<script>alert(1)</script><img src=x onerror=alert(2)>'); drop table annonce; --`;

describe.each(engines)('checking over HTTP on $name', (engine) => {
	const server = useServer(engine);
	let firm: Agent;
	let cookies: Record<'agent' | 'elsewhere' | 'firm', string>;

	const site = (): Site => ({ address: server.address(), keys: server.keys() });
	beforeAll(async () => {
		firm = await makeFirm(site(), 'forge@exemple.fr', 'Forges de la Meuse');
		const agent = await makeAgent(site(), 'agent@metropole.test', ['200041630']);
		const other = await makeAgent(site(), 'agent@ailleurs.test', ['240800847']);
		cookies = {
			agent: await signIn(site(), agent),
			elsewhere: await signIn(site(), other),
			firm: await signIn(site(), firm)
		};
	});

	const get = async (path: string, cookie = '') => {
		// What an agent has just decided.
		if (cookie === '') await server.upToDate();
		const answer = await fetch(server.address() + path, {
			headers: { cookie, accept: 'text/html' },
			redirect: 'manual'
		});
		return { status: answer.status, page: await answer.text(), headers: answer.headers };
	};
	const post = async (path: string, fields: Record<string, string>, cookie = '', origin = '') => {
		const answer = await fetch(server.address() + path, {
			method: 'POST',
			redirect: 'manual',
			headers: { origin: origin || server.address(), accept: 'text/html', cookie },
			body: new URLSearchParams(fields)
		});
		return { status: answer.status, page: await answer.text() };
	};
	const versionIn = (page: string) => /name="version" value="(\d+)"/.exec(page)?.[1] ?? '';
	const decide = async (id: string, action: string, word = '') => {
		const path = `/admin/annonces/${id}`;
		const { page } = await get(path, cookies.agent);
		return post(`${path}?/${action}`, { version: versionIn(page), word }, cookies.agent);
	};
	// In the background, and what a command leaves at the server's next look.
	const soon = { timeout: 40_000, interval: 100 };
	const mails = () => {
		const folder = join(server.dataPath, 'mail');
		return readdirSync(folder).map((name) => {
			const source = readFileSync(join(folder, name), 'utf8');
			const [head = '', ...body] = source.split('\r\n\r\n');
			return { to: /^To: (.+)$/m.exec(head)?.[1]?.trim() ?? '', text: body.join('\n\n') };
		});
	};
	/** What the service reads and writes, as only a test does. */
	const service = async (path: string, request: { method?: string; body?: object } = {}) => {
		const { secretKey } = server.keys();
		const answer = await fetch(`${server.address()}/rest/v1/${path}`, {
			method: request.method ?? 'GET',
			headers: {
				apikey: secretKey,
				authorization: `Bearer ${secretKey}`,
				'content-type': 'application/json'
			},
			...(request.body && { body: JSON.stringify(request.body) })
		});
		const text = await answer.text();
		return (text ? JSON.parse(text) : null) as Record<string, unknown>[] | null;
	};
	const row = async (id: string) =>
		(await service(`annonce?annonce_id=eq.${id}&select=etat,en_ligne,terr_id,confirme_le`))?.[0] ??
		{};

	it('shows a listing to the agents of its EPCI alone, and the queue to agents alone', async () => {
		const id = await handIn(site(), firm, { terr_lot: 'Pour un seul' });
		expect((await get('/admin', cookies.agent)).page).toContain('Pour un seul');
		const elsewhere = await get('/admin', cookies.elsewhere);
		expect(elsewhere.status).toBe(200);
		expect(elsewhere.page).not.toContain('Pour un seul');
		expect((await get(`/admin/annonces/${id}`, cookies.elsewhere)).status).toBe(404);
		expect((await get('/admin', cookies.firm)).status).toBe(403);
		const signedOut = await get(`/admin/annonces/${id}`);
		expect(signedOut.status).toBe(303);
		expect(signedOut.headers.get('location')).toContain('/connexion?suite=');
		const attempt = await post(
			`/admin/annonces/${id}?/publish`,
			{ version: '3' },
			cookies.elsewhere
		);
		expect(attempt.status).toBeGreaterThanOrEqual(400);
		expect(await row(id)).toMatchObject({ etat: 'soumise', en_ligne: false });
	});

	it('takes no decision that another site posts', async () => {
		const id = await handIn(site(), firm, {});
		const { page } = await get(`/admin/annonces/${id}`, cookies.agent);
		const fields = { version: versionIn(page) };
		const path = `/admin/annonces/${id}?/publish`;
		expect((await post(path, fields, cookies.agent, 'https://ailleurs.exemple')).status).toBe(403);
		expect((await row(id)).etat).toBe('soumise');
	});

	it('keeps a word that is refused, and mails one that is not', async () => {
		const id = await handIn(site(), firm, { terr_lot: 'À revoir' });
		const long = 'mot '.repeat(600);
		const refused = await decide(id, 'ask', long);
		expect(refused.status).toBe(400);
		expect(refused.page).toContain(long.trim());
		expect((await row(id)).etat).toBe('soumise');
		expect((await decide(id, 'ask', 'Corrigez le prix')).page).toContain(
			'Le changement est demandé'
		);
		expect((await row(id)).etat).toBe('à modifier');
		const find = () => mails().find(({ to }) => to === firm.email);
		await expect.poll(find, soon).toBeDefined();
		const mail = find();
		expect(mail?.text).toContain('Corrigez le prix');
	});

	it('lets the owner bring a version back from their own page', async () => {
		const id = await handIn(site(), firm, { terr_lot: 'Première idée' });
		await decide(id, 'publish');
		const path = `/proposer/${id}/apercu`;
		const { page } = await get(path, cookies.firm);
		const versionId = /name="versionId" value="(\d+)"/.exec(page)?.[1] ?? '';
		const fields = { version: versionIn(page), versionId };
		expect((await post(`${path}?/retablir`, fields, cookies.elsewhere)).status).not.toBe(303);
		expect((await row(id)).etat).toBe('publiée');
		expect((await post(`${path}?/retablir`, fields, cookies.firm)).status).toBe(303);
		expect(await row(id)).toMatchObject({ etat: 'brouillon', en_ligne: true });
	});

	it('publishes hostile text as text, with its photos, and shows what a stale form would undo', async () => {
		const values = { terr_lot: hostile.slice(0, 110), terr_description: hostile };
		const id = await handIn(site(), firm, values, 2);
		const path = `/admin/annonces/${id}`;
		const shown = await get(path, cookies.agent);
		expect(shown.page).not.toContain('<script>alert(1)');
		const save = (fields: Record<string, string>) =>
			post(
				`${path}?/save`,
				{
					version: versionIn(shown.page),
					read: JSON.stringify({ terr_prix_demande_m2: '42', hbat: '' }),
					...fields
				},
				cookies.agent
			);
		expect((await save({ terr_prix_demande_m2: '45', hbat: '' })).page).toContain(
			'La correction est enregistrée'
		);
		// The same form again, as a second agent sends it who read it before.
		const late = await save({ terr_prix_demande_m2: '50', hbat: '7,5' });
		expect(late.status).toBe(409);
		for (const words of ['42\u202F€/m²', '45\u202F€/m²', '50\u202F€/m²', 'value="7,5"'])
			expect(late.page).toContain(words);
		expect((await decide(id, 'publish')).page).toContain('L’annonce est publiée');
		const { terr_id: plot } = await row(id);
		const card = await get(`/plots/${String(plot)}`);
		expect(card.page).not.toContain('<script>alert(1)');
		expect(card.page).toContain('&lt;script>alert(1)');
		expect(card.page).toContain('Proposé par Forges de la Meuse');
		const photos = [...card.page.matchAll(/src="(\/media\/[0-9a-f-]{36}\?vignette)"/g)];
		expect(photos).toHaveLength(2);
		const photo = await fetch(server.address() + String(photos[0]?.[1]));
		expect([photo.status, photo.headers.get('content-type')]).toEqual([200, 'image/jpeg']);
	});

	it('lets an administrator alone take everything home, with the photos of what was handed in', async () => {
		const id = await handIn(site(), firm, { terr_lot: 'À emporter' }, 2);
		const chief = await signIn(site(), await makeAgent(site(), 'chef@nord.test', []));
		// A file has no page of its own: the sentence itself is in the language of the address.
		const closed = await get('/en/admin/export/tout', cookies.agent);
		expect(closed.status).toBe(403);
		expect(closed.page).toContain('open to these accounts only');
		const answer = await fetch(`${server.address()}/admin/export/tout`, {
			headers: { cookie: chief }
		});
		expect(answer.headers.get('content-type')).toBe('application/zip');
		const files = unzipSync(new Uint8Array(await answer.arrayBuffer()));
		const names = Object.keys(files);
		for (const table of exportedTables)
			expect(names.some((name) => name.startsWith(`${table}.`))).toBe(true);
		const json = (name: string) =>
			JSON.parse(strFromU8(files[name] ?? new Uint8Array())) as unknown;
		const { features } = json('annonce.geojson') as GeoJSON.FeatureCollection;
		expect(features.map(({ properties }) => properties?.['annonce_id'] as string)).toContain(id);
		const photos = names.filter((name) => name.startsWith(`pieces/${id}/`));
		expect(photos).toHaveLength(2);
		for (const name of photos) expect((await sharp(files[name]).metadata()).format).toBe('jpeg');
		expect(names).not.toContain('pieces-introuvables.txt');
	});

	it('confirms by the link of the mail: reading writes nothing, replaying says so', async () => {
		const id = await handIn(site(), firm, { terr_lot: 'À confirmer' });
		await decide(id, 'publish');
		const old = '2026-01-15';
		await service(`annonce?annonce_id=eq.${id}`, { method: 'PATCH', body: { confirme_le: old } });
		// On a PostgreSQL of its own the command opens the database itself, and has to be told where the pages are.
		const environment = { ...server.environment(), FORGETERRE_URL: server.address() };
		const { code, output } = await runToEnd('daily', [], environment);
		expect([code, output]).toEqual([0, expect.stringContaining('1 confirmation')]);
		const find = () => mails().find(({ text }) => text.includes('/confirmer/'))?.to;
		await expect.poll(find, soon).toBe(firm.email);
		const token = confirmationToken({ listing: id, seen: old }, server.keys().secretKey);
		const link = `/confirmer/${token}`;
		const first = await get(link);
		expect(first.page).toContain('Oui, elle est toujours d’actualité');
		expect((await row(id)).confirme_le).toBe(old);
		expect((await post(link, {})).page).toContain('votre annonce est confirmée');
		expect((await row(id)).confirme_le).not.toBe(old);
		expect((await post(link, {})).page).toContain('déjà confirmée');
		expect((await get(link)).page).toContain('déjà confirmée');
		expect((await get(`${link.slice(0, -1)}${link.endsWith('A') ? 'B' : 'A'}`)).status).toBe(404);
		const again = await runToEnd('daily', [], environment);
		expect([again.code, again.output]).toEqual([0, 'Rien à faire aujourd’hui.\n']);
	});
});
