import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { TerritoryConfiguration } from '#lib/domain/territory.ts';
import { makeAgent, signIn, type Site } from './agents.ts';
import { engines } from './engines.ts';
import { useServer } from './use-server.ts';

const metropole = '200041630';
const others = '240800847';
/** Nothing on the map answers this. */
const unanswerable = `surface_min=90&epci_siren=${metropole}`;

const complete = {
	...{ surface: '90', message: 'Une forge', nom: 'Ada Martin', societe: '', telephone: '' },
	...{ courriel: 'ada@exemple.fr', consentement: 'oui', site_web: '' }
};

const hostile = `<script>alert(1)</script><img src=x onerror=alert(2)>'); drop table demande; -- "&`;

describe.each(engines)('leads on $name', (engine) => {
	const server = useServer(engine);
	let seal = '';
	let agent = '';
	let stranger = '';

	const site = (): Site => ({ address: server.address(), keys: server.keys() });
	const sealOf = (page: string) => /name="sceau" value="([^"]+)"/.exec(page)?.[1] ?? '';
	const get = async (path: string, cookie = '') => {
		// What an agent has just decided.
		if (cookie === '') await server.upToDate();
		const answer = await fetch(server.address() + path, {
			headers: { cookie },
			redirect: 'manual'
		});
		return { status: answer.status, page: await answer.text(), headers: answer.headers };
	};
	const post = async (
		fields: Record<string, string>,
		headers: Record<string, string> = {},
		path = `/demande?${unanswerable}`
	) => {
		const answer = await fetch(server.address() + path, {
			method: 'POST',
			redirect: 'manual',
			// As a page without script sends it: the answer is a page too.
			headers: { origin: server.address(), accept: 'text/html', ...headers },
			body: new URLSearchParams({ sceau: seal, ...fields })
		});
		return { status: answer.status, page: await answer.text(), headers: answer.headers };
	};
	/** Everything that the database holds of a table, as the service reads it. */
	const rows = async (table: string) => {
		const { secretKey } = server.keys();
		const answer = await fetch(`${server.address()}/rest/v1/${table}?select=*`, {
			headers: { apikey: secretKey, authorization: `Bearer ${secretKey}` }
		});
		return (await answer.json()) as Record<string, unknown>[];
	};
	const mails = () => {
		const folder = join(server.dataPath, 'mail');
		return readdirSync(folder).map((name) => {
			const source = readFileSync(join(folder, name), 'utf8');
			return source.replace(/=\r?\n/g, '');
		});
	};

	beforeAll(async () => {
		const [own, other] = await Promise.all([
			makeAgent(site(), 'agent@metropole.test', [metropole]),
			makeAgent(site(), 'agent@ailleurs.test', [others])
		]);
		[agent, stranger] = await Promise.all([signIn(site(), own), signIn(site(), other)]);
		seal = sealOf((await get('/demande')).page);
		// Nobody fills a form in less.
		await new Promise((resolve) => setTimeout(resolve, 3_100));
	});

	it('shows the search in words, who will read the brief, and the notice', async () => {
		const { page } = await get(`/demande?${unanswerable}`);
		for (const words of [
			...['au moins 90', 'CA Ardenne Métropole', '48 heures ouvrées', '24 mois'],
			...['Responsable du traitement', 'article 6, 1, e du RGPD', 'CNIL']
		]) {
			expect(page, words).toContain(words);
		}
		expect(page).toContain(`/?surface_min=90&amp;epci_siren=${metropole}`);
	});

	it('keeps a brief, promises an answer, and tells agent and visitor', async () => {
		const sent = await post(complete);
		expect(sent.status).toBe(303);
		const thanks = await get(sent.headers.get('location') ?? '');
		const reference = /numero=([0-9A-F]{8})/.exec(sent.headers.get('location') ?? '')?.[1] ?? '';
		expect(thanks.page).toContain(reference);
		await expect.poll(() => mails().length).toBe(2);
		const toAgent = mails().find((mail) => mail.includes('To: agent@metropole.test')) ?? '';
		expect(toAgent).toContain(reference);
		expect(toAgent).toMatch(/\/admin\/demandes\/[0-9a-f-]{36}/);
		expect(toAgent).not.toMatch(/Ada|ada@|forge\b/);
		expect(mails().some((mail) => mail.includes('To: ada@exemple.fr'))).toBe(true);
		expect(mails().join()).not.toContain('agent@ailleurs.test');

		expect((await get('/admin/demandes', agent)).page).toContain(reference);
		const elsewhere = await get('/admin/demandes', stranger);
		expect(elsewhere.status).toBe(200);
		expect(elsewhere.page).not.toContain(reference);
		const id = String((await rows('demande'))[0]?.['demande_id']);
		expect((await get(`/admin/demandes/${id}`, stranger)).status).toBe(404);
		const read = await get(`/admin/demandes/${id}`, agent);
		expect(read.page).toContain('ada@exemple.fr');
		expect(read.page).toMatch(/reste 4[78]/);
		expect((await get(`/admin/demandes/${id}`)).status).toBe(303);
	});

	it('writes to the colleague whom a brief is handed to', async () => {
		const chief = await makeAgent(site(), 'chef@nord.test', []);
		const id = String((await rows('demande'))[0]?.['demande_id']);
		const to = (await rows('membre')).find(({ courriel }) => courriel === chief.email)?.['user_id'];
		const assign = (cookie: string) =>
			post({ version: '1', a: String(to) }, { cookie }, `/admin/demandes/${id}?/attribuer`);
		expect((await assign(stranger)).status).toBe(404);
		expect((await assign(agent)).status).toBe(200);
		await expect.poll(() => mails().join()).toContain('To: chef@nord.test');
		expect((await get('/admin/demandes', agent)).page).toContain('chef');
	});

	it('sends who is not signed in to the door, and gives a visitor no cookie', async () => {
		for (const path of ['/admin/demandes', '/admin/manquant', '/admin/manquant/csv'])
			expect((await get(path)).headers.get('location'), path).toMatch(/^\/connexion\?suite=/);
		const visit = await get(`/demande?${unanswerable}`);
		expect(visit.headers.getSetCookie()).toEqual([]);
	});

	it.each([
		['a filled trap', { site_web: 'https://spam.example' }, 'champ caché'],
		['a forged seal', { sceau: 'l3abc.forged' }, 'ouverte depuis trop longtemps'],
		['no seal', { sceau: '' }, 'ouverte depuis trop longtemps'],
		['no consent', { consentement: '' }, 'cochez la case'],
		['an address that is none', { courriel: 'ada chez exemple' }, 'ada chez exemple'],
		['a surface that is none', { surface: 'grand' }, 'grand']
	])(
		'refuses %s with a sentence, keeps what was typed, writes nothing',
		async (_, change, words) => {
			const before = (await rows('demande')).length;
			const sent = await post({ ...complete, message: 'Ne pas perdre', ...change });
			expect(sent.status).toBe(400);
			expect(sent.page).toContain(words);
			expect(sent.page).toContain('Ne pas perdre');
			expect(await rows('demande')).toHaveLength(before);
		}
	);

	it('refuses what was sent faster than anybody writes', async () => {
		const fresh = sealOf((await get('/demande')).page);
		const sent = await post({ ...complete, sceau: fresh });
		expect(sent.status).toBe(400);
		expect(sent.page).toContain('plus vite');
		expect(sealOf(sent.page)).not.toBe(fresh);
	});

	it('keeps HTML and SQL to the letter, and shows them as text', async () => {
		const sent = await post({
			...complete,
			...{
				message: hostile,
				nom: hostile.slice(0, 120),
				societe: hostile,
				telephone: hostile.slice(0, 40)
			}
		});
		expect(sent.status).toBe(303);
		const kept = (await rows('demande')).find(({ message }) => message === hostile);
		const { page } = await get(`/admin/demandes/${String(kept?.['demande_id'])}`, agent);
		expect(page).toContain('&lt;script>alert(1)&lt;/script>');
		expect(page).not.toContain('<script>alert(1)');
		expect(page).not.toContain('<img src=x');
		expect((await get('/admin/demandes', agent)).page).not.toContain('<img src=x');
	});

	it('refuses a huge body whatever it says of its length', async () => {
		const told = await post({ ...complete, message: 'x'.repeat(200_000) });
		expect(told.status).toBe(413);
		// Two megabytes in pieces, so that no length can be told beforehand.
		let left = 32;
		const pieces = new ReadableStream({
			pull(controller) {
				left -= 1;
				if (left < 0) controller.close();
				else controller.enqueue(new TextEncoder().encode('message='.padEnd(64 * 1024, 'x')));
			}
		});
		const untold = await fetch(`${server.address()}/demande`, {
			method: 'POST',
			headers: {
				origin: server.address(),
				'content-type': 'application/x-www-form-urlencoded'
			},
			body: pieces,
			duplex: 'half'
		} as RequestInit).then(
			({ status }) => status,
			// The server may hang up before the rest has been sent.
			() => 413
		);
		expect([411, 413]).toContain(untold);
	});

	it('refuses a post from another site', async () => {
		const before = (await rows('demande')).length;
		const sent = await post(complete, { origin: 'https://ailleurs.example' });
		expect(sent.status).toBe(403);
		expect(await rows('demande')).toHaveLength(before);
	});

	it('takes an error on a card without an account, and anonymously', async () => {
		const items = await get('/ogc/collections/terrains/items?limit=1');
		const [plot] = (JSON.parse(items.page) as { features: { id: string }[] }).features;
		const path = `/signaler?fiche=terrains/${encodeURIComponent(plot?.id ?? '')}`;
		const sent = await post({ message: 'Ce terrain est vendu' }, {}, path);
		expect(sent.status).toBe(303);
		const kept = (await rows('demande')).find(({ genre }) => genre === 'erreur');
		expect(kept).toMatchObject({ collection: 'terrains', objet_id: plot?.id, criteres: null });
		expect((await get('/signaler?fiche=terrains/nulle-part')).status).toBe(404);
		expect((await get('/signaler?fiche=membre/1')).status).toBe(404);
	});

	it('counts a search without a result, and nothing that is none', async () => {
		const tell = async (query: string, headers: Record<string, string> = {}) => {
			const answer = await fetch(`${server.address()}/recherche-vide`, {
				method: 'POST',
				headers: { origin: server.address(), 'content-type': 'text/plain', ...headers },
				body: query
			});
			return answer.status;
		};
		expect(await tell(`${unanswerable}&q=Dupont`)).toBe(204);
		expect(await tell(`${unanswerable}&q=Durand`)).toBe(204);
		// It is looked up here: a search that finds plots is not counted, nor what is no search.
		expect(await tell('surface_min=1')).toBe(202);
		expect(await tell('')).toBe(202);
		// Nor is the look-up of a name or an address, even beside something that plots answer.
		expect(await tell('q=12+rue+de+la+Gare')).toBe(202);
		expect(await tell('surface_min=1&q=Rue+Inconnue')).toBe(202);
		expect(await tell("surface_min='; drop table recherche_vide")).toBe(202);
		expect(await tell(unanswerable, { origin: 'https://ailleurs.example' })).toBe(403);
		expect(await tell(`q=${'x'.repeat(100_000)}`)).toBe(413);
		const counted = await rows('recherche_vide');
		expect(counted).toHaveLength(1);
		expect(counted[0]).toMatchObject({ nombre: 2, surface_min_ha: 90, epci: [metropole] });
		expect(JSON.stringify(counted)).not.toMatch(/Dupont|Durand|127\.0\.0\.1/);
	});

	it('gives the missing land as a page and as a file, to the agents of the EPCI', async () => {
		const own = await get('/admin/manquant/csv', agent);
		expect(own.headers.get('content-type')).toContain('text/csv');
		const [header, line] = own.page.replace('\uFEFF', '').split('\r\n');
		expect(header).toMatch(/^epci_siren;epci_nom;mois;/);
		expect(line).toMatch(
			new RegExp(`^${metropole};"CA Ardenne Métropole";20\\d\\d-\\d\\d` + ';0;0;0;2;180;0;2;180$')
		);
		const elsewhere = await get('/admin/manquant/csv', stranger);
		expect(elsewhere.page).not.toContain(metropole);
		expect((await get('/admin/manquant', agent)).page).toContain('Surface');
	});

	it('answers a visitor in the language of the page that they filled in', async () => {
		const english = { ...complete, courriel: 'ada@example.org' };
		expect((await post(english, {}, `/en/demande?${unanswerable}`)).status).toBe(303);
		const answer = () => mails().find((mail) => mail.includes('To: ada@example.org')) ?? '';
		await expect.poll(answer).toContain('Your request has arrived');
		expect(answer()).toContain('/en/confidentialite');
		const french = mails().find((mail) => mail.includes('To: ada@exemple.fr')) ?? '';
		expect(french).toContain('Votre demande est bien arriv');
	});

	it('holds off 200 briefs a minute from one address, whatever address they claim', async () => {
		const before = (await rows('demande')).length;
		const answers: number[] = [];
		for (let round = 0; round < 20; round += 1) {
			const sent = await Promise.all(
				Array.from({ length: 10 }, (_, index) =>
					post(
						{ ...complete, courriel: `robot${round}-${index}@exemple.fr` },
						{
							'x-forwarded-for': `203.0.113.${round * 10 + index}`
						}
					)
				)
			);
			answers.push(...sent.map(({ status }) => status));
		}
		expect(answers.filter((status) => status === 429).length).toBeGreaterThanOrEqual(180);
		expect((await rows('demande')).length - before).toBeLessThanOrEqual(20);
		const last = await post({ ...complete, message: 'Ne pas perdre' });
		expect(last.status).toBe(429);
		expect(last.page).toMatch(/réessayez dans \d+ minutes/);
		expect(last.page).toContain('Ne pas perdre');
	});
});

describe.each(engines)('leads where no agent is, on $name', (engine) => {
	const folder = mkdtempSync(join(tmpdir(), 'forgeterre-desks-'));
	const file = join(folder, 'nord-ardennes.json');
	const server = useServer(engine, () => {
		const own = join(import.meta.dirname, '../../data/territories/nord-ardennes.json');
		const configuration = JSON.parse(readFileSync(own, 'utf8')) as TerritoryConfiguration;
		const data = Object.entries(configuration.data ?? {}).map(([name, path]) => [
			name,
			resolve(dirname(own), path)
		]);
		const contacts = [
			{ name: 'Accueil des entreprises', email: 'accueil@territoire.test' },
			{ name: 'Une agence', url: 'https://agence.test' }
		];
		writeFileSync(
			file,
			JSON.stringify({ ...configuration, contacts, data: Object.fromEntries(data) as object })
		);
		return Promise.resolve({ FORGETERRE_TERRITORY: file });
	});

	afterAll(() => {
		rmSync(folder, { recursive: true, force: true });
	});

	const page = async (path: string) => (await fetch(server.address() + path)).text();

	it('promises nothing for them, hands the brief over to the contacts, and says so', async () => {
		const site: Site = { address: server.address(), keys: server.keys() };
		await makeAgent(site, 'seul@metropole.test', [metropole]);
		const served = await page(`/demande?epci_siren=${metropole}`);
		expect(served).toContain('48 heures ouvrées');
		expect(served).not.toContain('aucun agent');
		const both = await page(`/demande?epci_siren=${metropole}&epci_siren=${others}`);
		expect(both).toMatch(/remis à CA Ardenne Métropole, avec une réponse sous 48/);
		expect(both).toMatch(/Pour CC des Portes du Luxembourg, aucun agent .*Accueil des entreprises/);

		const path = `/demande?surface_min=90&epci_siren=${others}`;
		const form = await page(path);
		expect(form).not.toContain('48 heures');
		const seal = /name="sceau" value="([^"]+)"/.exec(form)?.[1] ?? '';
		await new Promise((done) => setTimeout(done, 3_100));
		const sent = await fetch(server.address() + path, {
			...{ method: 'POST', redirect: 'manual' },
			headers: { origin: server.address(), accept: 'text/html' },
			body: new URLSearchParams({ sceau: seal, ...complete })
		});
		expect(sent.status).toBe(303);
		const thanks = await page(sent.headers.get('location') ?? '');
		expect(thanks).toContain('sans délai promis');
		expect(thanks).not.toContain('48 heures');
		const mails = () =>
			readdirSync(join(server.dataPath, 'mail')).map((name) =>
				readFileSync(join(server.dataPath, 'mail', name), 'utf8').replace(/=\r?\n/g, '')
			);
		await expect.poll(() => mails().length).toBe(2);
		const handed = mails().find((mail) => mail.includes('To: accueil@territoire.test')) ?? '';
		expect(handed).toMatch(/Une forge/);
		expect(handed).toContain('ada@exemple.fr');
		const receipt = mails().find((mail) => mail.includes('To: ada@exemple.fr')) ?? '';
		expect(receipt).toMatch(/Accueil des entreprises/);
		expect(receipt).not.toMatch(/recevra une r/);
	});
});
