import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startServer } from '../../scripts/check/running-server.ts';
import { makeAgent, makeFirm } from './agents.ts';
import { engines } from './engines.ts';
import { openMoodyMailServer } from './moody-mail-server.ts';
import { openSirene } from './sirene-service.ts';
import { useServer } from './use-server.ts';
import { readableText, Visitor } from './visitor.ts';

describe.each(engines)('mails that leave in the background, on $name', (engine) => {
	let post: Awaited<ReturnType<typeof openMoodyMailServer>>;
	let register: Awaited<ReturnType<typeof openSirene>>;
	let administrator: Visitor;
	const server = useServer(engine, async () => {
		post = await openMoodyMailServer();
		register = await openSirene();
		return { SMTP_URL: post.url, FORGETERRE_SIRENE_URL: register.url };
	});
	const visitor = () => new Visitor(server.address);
	const site = () => ({ address: server.address(), keys: server.keys() });
	const registration = (email: string) => ({
		...{ name: 'Anne Forge', email, siret: '130 025 265 00013', firmName: '' }
	});
	const soon = { timeout: 60_000, interval: 100 };
	const arrived = (address: string, count = 1) =>
		expect.poll(() => post.to(address).length, soon).toBe(count);
	const outboxPage = () => administrator.text('/admin/courriels');
	const table = async (name: string) => {
		const key = server.keys().secretKey;
		const answer = await fetch(`${server.address()}/rest/v1/${name}`, {
			headers: { apikey: key, authorization: `Bearer ${key}` }
		});
		return (await answer.json()) as Record<string, unknown>[];
	};

	beforeAll(async () => {
		const { email, password } = await makeAgent(site(), 'admin@exemple.fr', []);
		administrator = visitor();
		await administrator.post('/connexion?/entrer', { email, password });
		await makeFirm(site(), 'prise@exemple.fr', 'Forges');
	});

	afterAll(async () => {
		await post.close();
		await register.close();
	});

	it('answers taken and free addresses alike while the mail server has not even greeted', async () => {
		await post.behave('silent');
		const forms: [string, (email: string) => Record<string, string>][] = [
			['/connexion/inscription', registration],
			['/connexion/oubli', (email) => ({ email })],
			['/connexion?/lien', (email) => ({ email })]
		];
		const told: string[] = [];
		for (const [path, fields] of forms) {
			const pages: string[] = [];
			for (const email of ['prise@exemple.fr', 'libre@exemple.fr']) {
				const begin = performance.now();
				const answer = await visitor().post(path, fields(email));
				const duration = performance.now() - begin;
				told.push(`${path} ${email} ${Math.round(duration)} ms`);
				pages.push(readableText(await answer.text()).replaceAll(email, '…'));
				// A mail server that says nothing is given up after 20 s.
				expect([path, email, answer.status, duration < 15_000]).toEqual([path, email, 200, true]);
			}
			expect(pages[0]).toBe(pages[1]);
		}
		console.log(`\nwhile the mail server is silent, ${engine.name}:\n${told.join('\n')}`);
		await expect.poll(post.calls, soon).toBeGreaterThan(0);
		expect(post.addresses()).toEqual([]);
		const waiting = (await table('courriel')).filter(({ etat }) => etat === 'à envoyer');
		// Each address was written to at sign-up; what needs an account finds one address only.
		expect(waiting.map(({ genre }) => genre).sort()).toEqual([
			...['compte existant', 'inscription', 'lien de connexion', 'mot de passe']
		]);
		await post.behave('takes');
		await arrived('libre@exemple.fr');
		await arrived('prise@exemple.fr', 3);
		await expect
			.poll(async () => (await table('courriel')).every(({ etat }) => etat === 'envoyé'), soon)
			.toBe(true);
		for (const row of await table('courriel'))
			expect([row['destinataire'], row['sujet'], row['texte']]).toEqual([null, null, null]);
	});

	it('tells administrators why a mail was refused, and sends it again, once', async () => {
		await post.behave('refuses');
		await visitor().post('/connexion/inscription', registration('refusee@exemple.fr'));
		await expect.poll(outboxPage, soon).toContain('réponse 550');
		const page = await outboxPage();
		expect(page).toContain('refusee@exemple.fr');
		expect(page).toContain('en échec, après 1 essai');
		expect(page).toContain('1 courriel non parti');
		expect(await administrator.text('/en/admin/courriels')).toContain('answer 550');
		// Nothing of what the mail says is shown: its link would open the account.
		expect(page).not.toContain('jeton');
		const html = await (await administrator.get('/admin/courriels')).text();
		const id = /name="id" value="([0-9a-f-]{36})"/.exec(html)?.[1] ?? '';
		await post.behave('takes');
		const again = await administrator.post('/admin/courriels?/renvoyer', { id });
		expect(readableText(await again.text())).toContain('Courriels remis à envoyer : 1');
		await arrived('refusee@exemple.fr');
		await expect.poll(outboxPage, soon).toContain('Aucun courriel n’attend');
		expect((await administrator.post('/admin/courriels?/renvoyer', { id })).status).toBe(409);
		expect((await administrator.post('/admin/courriels?/renvoyer', { id: 'x' })).status).toBe(404);
		expect(post.to('refusee@exemple.fr')).toHaveLength(1);
		expect((await visitor().get('/admin/courriels')).status).toBe(303);
	});

	it('tries again by itself where the server refuses for now', async () => {
		await post.behave('busy');
		await visitor().post('/connexion/inscription', registration('patience@exemple.fr'));
		await expect.poll(outboxPage, soon).toContain('pour le moment (réponse');
		await post.behave('takes');
		await arrived('patience@exemple.fr');
	});

	it('keeps mails through a restart while the mail server is down, and sends each once', async () => {
		await post.behave('down');
		await visitor().post('/connexion/inscription', registration('attente@exemple.fr'));
		await expect.poll(outboxPage, soon).toContain('ne répond pas à son adresse');
		await server.restart();
		expect(post.to('attente@exemple.fr')).toEqual([]);
		await post.behave('takes');
		await arrived('attente@exemple.fr');
		const [source = ''] = post.to('attente@exemple.fr');
		expect(source).toMatch(/^message-id: <[0-9a-f-]{36}@/im);
	});

	it('sends each mail once, also where two servers share the database', async () => {
		const { DATABASE_URL } = server.environment();
		const folder = mkdtempSync(join(tmpdir(), 'forgeterre-second-'));
		const second = DATABASE_URL
			? await startServer({ ...server.environment(), FORGETERRE_DATA: folder })
			: undefined;
		const addresses = Array.from({ length: 40 }, (_, rank) => `foule-${rank}@exemple.fr`);
		const key = server.keys().secretKey;
		await fetch(`${server.address()}/rest/v1/rpc/mail_leave`, {
			method: 'POST',
			headers: { apikey: key, authorization: `Bearer ${key}`, 'content-type': 'application/json' },
			body: JSON.stringify({
				p_territory: 'nord-ardennes',
				p_mails: addresses.map((to) => ({ kind: 'invitation', to, subject: 's', text: 't' }))
			})
		});
		await expect
			.poll(() => post.addresses().filter((to) => to.startsWith('foule')).length, soon)
			.toBe(40);
		await expect.poll(async () => (await table('courriel?etat=neq.envoyé')).length, soon).toBe(0);
		expect(
			post
				.addresses()
				.filter((to) => to.startsWith('foule'))
				.sort()
		).toEqual(addresses.sort());
		await second?.stop();
		rmSync(folder, { recursive: true, force: true });
	});
});
