import { expect, test, type Page } from '@playwright/test';
import sharp from 'sharp';
import { dayInFrance } from '#lib/domain/day.ts';
import { makeAgent, type Site } from '../http/agents.ts';
import { linkFromMail, signIn, siteOf } from './account-pages.ts';
import { deployingProxy } from './deploying-proxy.ts';
import { expectAxeFindsNothing } from './accessible.ts';
import { expectNoSidewaysScroll } from './map-page.ts';

const epci = '200041630';
const visits = '/analyse/inventaire/visites';

/** Units whose state is not known at the next 1 January, in an EPCI, as its page counts them. */
async function unknownUnits(page: Page): Promise<number> {
	const next = new Date().getFullYear() + 1;
	await page.goto(`/analyse/inventaire?lieu=epci:${epci}&annee=${String(next)}`);
	const table = page.getByRole('region', { name: 'Taux de vacance au 1er janvier' });
	const line = table
		.locator('tr')
		.filter({ has: page.getByRole('rowheader', { name: String(next) }) });
	return Number(await line.locator('td').nth(5).innerText());
}

/** As if every consultation had been opened forty days ago. */
async function endConsultations({ address, keys }: Site): Promise<void> {
	const day = (ago: number) => dayInFrance(new Date(Date.now() - ago * 86_400_000));
	const answer = await fetch(`${address}/rest/v1/consultation?close_le=gte.${day(0)}`, {
		method: 'PATCH',
		headers: {
			...{ apikey: keys.secretKey, authorization: `Bearer ${keys.secretKey}` },
			'content-type': 'application/json'
		},
		body: JSON.stringify({ ouverte_le: day(40), close_le: day(10) })
	});
	expect(answer.status).toBe(204);
}

for (const [name, width, colorScheme] of [
	['wide and light', 1440, 'light'],
	['narrow and dark', 360, 'dark']
] as const) {
	test(`axe finds nothing on the pages of the inventory, ${name}`, async ({ browser }) => {
		const context = await browser.newContext({ viewport: { width, height: 800 }, colorScheme });
		const page = await context.newPage();
		for (const path of [
			'/analyse/inventaire',
			`/en/analyse/inventaire?lieu=epci:${epci}`,
			'/analyse/inventaire/campagnes'
		]) {
			await page.goto(path);
			await expectAxeFindsNothing(page);
			await expectNoSidewaysScroll(page);
		}
		await page.getByRole('link', { name: 'Retour à l’inventaire' }).click();
		await page
			.getByRole('region', { name: /Unités foncières/ })
			.getByRole('row')
			.nth(1)
			.getByRole('link')
			.first()
			.click();
		await expect(page.getByRole('group', { name: /Plan des unités/ })).toBeVisible();
		await expectAxeFindsNothing(page);
		await expectNoSidewaysScroll(page);
		await context.close();
	});
}

test('a year before the data has a dash and a sentence, one that is none a sentence', async ({
	page
}) => {
	await page.goto('/analyse/inventaire?annee=1995');
	await expect(page.getByText(/Taux\s: –\. Rien de ce qui est connu/)).toBeVisible();
	await expect(page.locator('main')).not.toContainText('NaN');
	await page.goto('/analyse/inventaire?annee=20x6&lieu=site:nulle-part');
	await expect(page.getByRole('alert').filter({ hasText: '20x6' })).toBeVisible();
	await expect(page.getByRole('alert').filter({ hasText: 'site:nulle-part' })).toBeVisible();
});

test('the CSV has what the page has, and no owner for a visitor', async ({ page, request }) => {
	await page.goto('/analyse/inventaire');
	const rows = page.getByRole('region', { name: 'Taux de vacance par lieu' }).locator('tbody tr');
	const csv = await (await request.get('/analyse/inventaire/csv/lieux')).text();
	const lines = csv.trim().split('\r\n').slice(1);
	expect(lines).toHaveLength(await rows.count());
	for (const [index, line] of lines.entries()) {
		const cells = line.split(';');
		const shown = rows.nth(index).locator('th, td');
		expect(cells[0]).toBe(`"${await shown.first().innerText()}"`);
		// Units, then those vacant, then the legal rate.
		for (const column of [1, 3, 7]) {
			const text = (await shown.nth(column).innerText()).replace(/[^\d–]/g, '');
			expect(cells[column]).toBe(text === '–' ? '' : text);
		}
	}
	const units = await (await request.get('/analyse/inventaire/csv/unites')).text();
	expect(units).toContain('_UF_');
	expect(units).not.toContain('Propriétaire fictif');
	await expect(page.getByText('Propriétaire fictif').first()).toBeHidden();
});

/** A photo with what a phone writes into it: where it was taken. */
const photo = () =>
	sharp({ create: { width: 600, height: 400, channels: 3, background: '#647864' } })
		.jpeg()
		.withExif({
			IFD0: { Make: 'Telephone' },
			IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '49/1 46/1 0/1' }
		})
		.toBuffer();

const dueUnits = (page: Page) =>
	page.locator('li', { has: page.getByRole('link', { name: /Noter la visite/ }) });

test('a visit made without a network outlives its tab, arrives once with its photo, and narrows the interval', async ({
	browser,
	baseURL
}) => {
	const agent = await makeAgent(siteOf(baseURL), 'agent-terrain@metropole.test', [epci]);
	const context = await browser.newContext({
		viewport: { width: 360, height: 740 },
		geolocation: { longitude: 4.72, latitude: 49.77 },
		permissions: ['geolocation']
	});
	const first = await context.newPage();
	await signIn(first, agent.email, agent.password, visits);
	await expect(first.getByRole('heading', { name: 'Visites à faire' })).toBeVisible();
	const before = await unknownUnits(first);
	expect(before).toBeGreaterThan(1);
	await first.goto(visits);
	await expect(first.getByText('Rien n’attend d’être envoyé.')).toBeVisible();
	await expect(first.getByText('Cette page s’ouvre aussi sans réseau')).toBeVisible();
	await expectAxeFindsNothing(first);
	await expectNoSidewaysScroll(first);
	await first.close();

	await context.setOffline(true);
	const page = await context.newPage();
	await page.goto(visits);
	await expect(page.getByText('Pas de réseau')).toBeVisible();
	const due = dueUnits(page).first();
	const unit = await due.getByRole('heading').innerText();
	await due.getByRole('link', { name: /Noter la visite/ }).click();
	await page.getByLabel('Quelqu’un l’occupe').check();
	await page.getByLabel('Remarque').fill('Portail ouvert, camions');
	await page.getByLabel('Position').fill('quelque part');
	await page
		.getByLabel('Photo')
		.setInputFiles({ name: 'portail.jpg', mimeType: 'image/jpeg', buffer: await photo() });
	await page.getByRole('button', { name: 'Garder la visite' }).click();
	await expect(page.getByRole('alert').filter({ hasText: 'quelque part' })).toBeVisible();
	await page.getByRole('button', { name: 'Joindre ma position' }).click();
	await expect(page.getByText(/Position jointe/)).toBeVisible();
	await expectAxeFindsNothing(page);
	await expectNoSidewaysScroll(page);
	await page.getByRole('button', { name: 'Garder la visite' }).click();
	await expect(page.getByText('1 visite attend le réseau dans ce téléphone.')).toBeVisible();
	await expect(page.getByText('avec une photo')).toBeVisible();
	await page.close();
	const again = await context.newPage();
	await again.goto(visits);
	await expect(again.getByText('1 visite attend le réseau dans ce téléphone.')).toBeVisible();
	// What was kept answers for this page alone.
	await expect(again.goto('/analyse/inventaire')).rejects.toThrow('ERR_INTERNET_DISCONNECTED');
	await again.close();

	await context.setOffline(false);
	const reopened = await context.newPage();
	const arrived = reopened.waitForRequest((request) => request.url().endsWith('/envoi'));
	await reopened.goto(visits);
	await arrived;
	await expect(reopened.getByText('Rien n’attend d’être envoyé.')).toBeVisible();
	await expect(reopened.getByRole('heading', { name: unit, exact: true })).toBeHidden();
	expect(await unknownUnits(reopened)).toBe(before - 1);

	await reopened.goto(`/analyse/inventaire/unites/${unit}`);
	await expect(reopened.getByText('Portail ouvert, camions')).toBeVisible();
	await expect(reopened.getByText('Position : 49.77000, 4.72000')).toBeVisible();
	await expectAxeFindsNothing(reopened);
	await expectNoSidewaysScroll(reopened);
	const address = (await reopened.getByRole('img', { name: /^Photo/ }).getAttribute('src')) ?? '';
	const [, id] = /constats\/(.*)\/photo/.exec(address) ?? [];
	// The same again, as after an answer that was lost.
	const seen = { id, unit, said: 'occupée', seen: dayInFrance(new Date()), since: null };
	const sentAgain = await context.request.post(`${visits}/envoi`, {
		headers: { origin: baseURL ?? '' },
		multipart: { visite: JSON.stringify({ ...seen, note: '', position: null }) }
	});
	expect(await sentAgain.json()).toMatchObject({ recorded: false });
	const kept = await sharp(await (await context.request.get(address)).body()).metadata();
	expect([kept.width, kept.exif]).toEqual([600, undefined]);
	const other = await makeAgent(siteOf(baseURL), 'agent-voisin@exemple.test', ['240800821']);
	const elsewhere = await (await browser.newContext()).newPage();
	expect((await elsewhere.request.get(address)).status()).toBe(404);
	await signIn(elsewhere, other.email, other.password, '/analyse/inventaire');
	expect((await elsewhere.request.get(address)).status()).toBe(404);
	await elsewhere.context().close();
	await context.close();
});

test('a visit that the server refuses stays in the phone with its sentence, and leaves without its photo', async ({
	browser,
	baseURL
}) => {
	const agent = await makeAgent(siteOf(baseURL), 'agent-refus@metropole.test', [epci]);
	const page = await (
		await browser.newContext({ viewport: { width: 360, height: 740 } })
	).newPage();
	await signIn(page, agent.email, agent.password, visits);
	await dueUnits(page)
		.first()
		.getByRole('link', { name: /Noter la visite/ })
		.click();
	await page.getByLabel('Quelqu’un l’occupe').check();
	await page
		.getByLabel('Photo')
		.setInputFiles({ name: 'notes.jpg', mimeType: 'image/jpeg', buffer: Buffer.from('aucune') });
	await page.getByRole('button', { name: 'Garder la visite' }).click();
	await expect(page.getByText('notes.jpg : ce n’est pas une photo')).toBeVisible();
	await page.reload();
	await expect(page.getByText('notes.jpg : ce n’est pas une photo')).toBeVisible();
	await expectAxeFindsNothing(page);
	await expectNoSidewaysScroll(page);
	await page.getByRole('button', { name: 'Envoyer sans la photo' }).click();
	await expect(page.getByText('Rien n’attend d’être envoyé.')).toBeVisible();
	await expect(page.getByText('notes.jpg')).toBeHidden();
	await page.context().close();
});

test('a page that was kept opens after another build is deployed, and is then kept with its files', async ({
	browser,
	baseURL
}) => {
	const agent = await makeAgent(siteOf(baseURL), 'agent-deploiement@metropole.test', [epci]);
	const proxy = await deployingProxy(baseURL ?? '');
	const context = await browser.newContext({ baseURL: proxy.url });
	const page = await context.newPage();
	const kept = page.getByText('Cette page s’ouvre aussi sans réseau');
	const opensWithoutNetwork = async () => {
		await context.setOffline(true);
		await page.goto(visits);
		await expect(page.getByText('Pas de réseau')).toBeVisible();
		await dueUnits(page)
			.first()
			.getByRole('link', { name: /Noter la visite/ })
			.click();
		await expect(page.getByLabel('Remarque')).toBeVisible();
		await context.setOffline(false);
	};
	await signIn(page, agent.email, agent.password, visits);
	await expect(kept).toBeVisible();
	proxy.deploy();
	// Its former files are nowhere but in the browser.
	await opensWithoutNetwork();
	await page.goto(visits);
	await expect(kept).toBeVisible();
	const files = () =>
		page.evaluate(async () => {
			const names = (await caches.keys()).filter((name) => name.startsWith('visites-fichiers'));
			const all = await Promise.all(names.map(async (name) => (await caches.open(name)).keys()));
			return all.flat().map(({ url }) => new URL(url).pathname);
		});
	await expect
		.poll(async () => (await files()).filter((path) => path.startsWith('/_app/')))
		.toEqual(expect.not.arrayContaining([expect.not.stringContaining(proxy.secondBuild)]));
	expect((await files()).length).toBeGreaterThan(5);
	await opensWithoutNetwork();
	await context.close();
	proxy.close();
});

test('signing out takes the kept page along, and leaves what waits', async ({
	browser,
	baseURL
}) => {
	const agent = await makeAgent(siteOf(baseURL), 'agent-sortie@metropole.test', [epci]);
	const context = await browser.newContext();
	const page = await context.newPage();
	await signIn(page, agent.email, agent.password, visits);
	await expect(page.getByText('Cette page s’ouvre aussi sans réseau')).toBeVisible();
	await page.getByRole('button', { name: 'Déconnexion' }).click();
	await page.waitForURL((url) => url.pathname === '/');
	await context.setOffline(true);
	await expect(page.goto(visits)).rejects.toThrow('net::ERR_');
	await context.close();
});

test('somebody consulted says on a phone that a unit’s record is wrong: it is unknown until it is seen again', async ({
	browser,
	baseURL,
	request
}) => {
	const other = '240800821';
	const agent = await makeAgent(siteOf(baseURL), 'agent-avis@metropole.test', [other]);
	const states = async () => {
		const csv = await (
			await request.get(`/analyse/inventaire/csv/unites?lieu=epci:${other}`)
		).text();
		const lines = csv.split('\r\n').filter((line) => line.includes('_UF_'));
		return new Map(lines.map((line) => [/[^";]*_UF_[^";]*/.exec(line)?.[0] ?? '', line]));
	};
	const [unit = ''] = [...(await states())].find(([, line]) => /"occupée"/i.test(line)) ?? [];
	expect(unit).not.toBe('');
	const context = await browser.newContext();
	const page = await context.newPage();
	await signIn(page, agent.email, agent.password, '/analyse/inventaire/consultation');
	await page
		.getByLabel('Personnes à consulter')
		.fill(
			`${unit}; occupant@avis.test; occupant; Forges d’essai\n${unit}; tard@avis.test; propriétaire; SCI d’essai`
		);
	await page.getByRole('button', { name: 'Ouvrir la consultation' }).click();
	await expect(page.getByText(/réponses\s:\s0 sur 2/).first()).toBeVisible();

	const phone = await browser.newContext({ viewport: { width: 360, height: 740 } });
	const opinion = await phone.newPage();
	await opinion.goto(await linkFromMail('occupant@avis.test', '/avis/'));
	await expect(opinion.getByText(unit)).toBeVisible();
	await expectNoSidewaysScroll(opinion);
	await expectAxeFindsNothing(opinion);
	await opinion.getByLabel('Non, quelque chose est inexact').check();
	await opinion.getByLabel('Votre remarque').fill('Nous sommes partis en mars');
	await opinion.getByRole('button', { name: 'Envoyer ma réponse' }).click();
	await expect(opinion.getByText('Votre réponse est enregistrée')).toBeVisible();
	await opinion.reload();
	await expect(opinion.getByText(/une réponse ne se change pas/)).toBeVisible();

	await endConsultations(siteOf(baseURL));
	const late = await opinion.goto(await linkFromMail('tard@avis.test', '/avis/'));
	expect(late?.status()).toBe(410);
	await expect(
		opinion.getByRole('heading', { name: 'La consultation est terminée' })
	).toBeVisible();
	await expectNoSidewaysScroll(opinion);
	await expectAxeFindsNothing(opinion);
	await opinion.getByRole('link', { name: 'Voir l’inventaire publié' }).click();
	await expect(opinion).toHaveURL(/\/analyse\/inventaire$/);
	expect((await opinion.goto(`/avis/${'a'.repeat(43)}`))?.status()).toBe(404);
	await expect(opinion.getByText(/celui du dernier courriel reçu/)).toBeVisible();
	await phone.close();

	await page.goto(`/analyse/inventaire/unites/${encodeURIComponent(unit)}`);
	await expect(page.getByText(/Déclaration contestée le/)).toBeVisible();
	await expect(page.getByText('Nous sommes partis en mars')).toBeVisible();
	await expectAxeFindsNothing(page);
	await expect.poll(async () => (await states()).get(unit)).toMatch(/"inconnue"/i);
	await context.close();
});

test('an agent freezes a campaign once a day, and compares it with the former one', async ({
	browser,
	baseURL
}) => {
	const agent = await makeAgent(siteOf(baseURL), 'agent-inventaire@metropole.test', [epci]);
	const page = await (await browser.newContext()).newPage();
	await signIn(page, agent.email, agent.password, '/analyse/inventaire/campagnes');
	const freeze = page.getByRole('button', { name: 'Figer la campagne' });
	await freeze.click();
	await expect(page.getByText(/La campagne est figée/)).toBeVisible();
	await freeze.click();
	await expect(page.getByRole('alert')).toContainText('a déjà été figée aujourd’hui');
	await expectAxeFindsNothing(page);
	await expect(page.getByRole('region', { name: /Ce qui a changé/ })).toBeVisible();
	await page.goto('/analyse/inventaire/campagnes?avant=rien&apres=rien');
	await expect(page.getByRole('alert')).toContainText('rien');
	await page.context().close();
});
