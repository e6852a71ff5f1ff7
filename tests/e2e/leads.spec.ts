import { expect, test, type Browser, type Page } from '@playwright/test';
import { expectAxeFindsNothing } from './accessible.ts';
import { makeAgent, type Agent } from '../http/agents.ts';
import { signIn, siteOf } from './account-pages.ts';
import { expectNoSidewaysScroll, openMap } from './map-page.ts';

const metropole = '200041630';
const others = '240800847';

async function enter(browser: Browser, agent: Agent): Promise<Page> {
	const page = await (await browser.newContext()).newPage();
	await signIn(page, agent.email, agent.password, '/admin/demandes');
	await expect(page.getByRole('heading', { name: 'Demandes', level: 1 })).toBeVisible();
	return page;
}

async function expectAccessible(page: Page) {
	await expectAxeFindsNothing(page);
	await expectNoSidewaysScroll(page);
}

test('a brief left where nothing was found reaches its EPCI alone, is lost, and becomes missing land', async ({
	page,
	browser,
	baseURL
}) => {
	const site = siteOf(baseURL);
	const agent = await makeAgent(site, 'agent-demandes@metropole.test', [metropole]);
	const other = await makeAgent(site, 'agent-demandes@ailleurs.test', [others]);

	const counted = page.waitForRequest('**/recherche-vide');
	await openMap(page, `/?surface_min=80&epci_siren=${metropole}`);
	await expect(page.getByText('Rien ne répond à tous ces critères.')).toBeVisible();
	expect((await (await counted).response())?.status()).toBe(204);
	await page.locator('#results').getByRole('link', { name: 'Laisser votre besoin' }).click();

	await expect(page.getByText('au moins 80')).toBeVisible();
	await expect(page.getByLabel('Surface recherchée')).toHaveValue('80');
	await expectAccessible(page);
	await page.getByRole('textbox', { name: 'Nom', exact: true }).fill('Ada Martin');
	await page.getByRole('textbox', { name: 'Adresse électronique' }).fill('ada@exemple.fr');
	await page.getByLabel('Votre projet').fill('Une forge de 120 personnes');
	await page.getByRole('checkbox', { name: /J’accepte/ }).check();
	await page.waitForTimeout(3_000);
	await page.getByRole('button', { name: 'Envoyer ma demande' }).click();
	await expect(page.getByRole('heading', { name: 'C’est envoyé' })).toBeVisible();
	await expect(page.getByText('48 heures ouvrées')).toBeVisible();
	const reference = await page.locator('.reference strong').innerText();

	const elsewhere = await enter(browser, other);
	await expect(elsewhere.getByText(reference)).toHaveCount(0);
	await elsewhere.goto('/admin/manquant');
	await expect(elsewhere.getByText('Rien n’a manqué pendant cette période.')).toBeVisible();

	const inbox = await enter(browser, agent);
	const line = inbox.getByRole('row', { name: new RegExp(reference) });
	await expect(line.getByText(/reste 4[78]\sh ouvrées/)).toBeVisible();
	await expectAccessible(inbox);
	await line.getByRole('link', { name: reference }).click();
	await expect(inbox.getByText('Une forge de 120 personnes')).toBeVisible();
	await expect(inbox.getByText('0 terrain y répond maintenant.')).toBeVisible();
	await expectAccessible(inbox);
	await inbox.getByLabel('Nouvel état').selectOption('Perdue');
	await inbox.getByLabel('Motif de la perte').selectOption('Surface insuffisante');
	await inbox.getByRole('button', { name: 'Changer l’état' }).click();
	await expect(inbox.getByText('C’est enregistré.')).toBeVisible();
	await expect(inbox.locator('.facts')).toContainText('Surface insuffisante');

	await inbox.getByRole('link', { name: 'Foncier manquant' }).click();
	const missing = inbox.getByRole('row', { name: /CA Ardenne Métropole/ });
	await expect(missing).toContainText('80\u202fha');
	await expect(inbox.getByRole('img', { name: /CA Ardenne Métropole\s: 80/ })).toBeVisible();
	await expect(inbox.getByText('Surface insuffisante')).toBeVisible();
	await expectAccessible(inbox);
	await elsewhere.context().close();
	await inbox.context().close();
});

test('two agents who change a brief at once are told of each other', async ({
	page,
	browser,
	baseURL
}) => {
	const site = siteOf(baseURL);
	const agent = await makeAgent(site, 'agent-deux@metropole.test', [metropole]);
	await page.setViewportSize({ width: 360, height: 780 });
	await page.goto('/');
	const items = await page.request.get(
		`/ogc/collections/terrains/items?limit=1&epci_siren=${metropole}`
	);
	const { features } = (await items.json()) as { features: { id: string }[] };
	await page.goto(`/plots/${encodeURIComponent(features[0]?.id ?? '')}`);
	await page.getByRole('link', { name: 'Signaler une erreur' }).click();
	await page.getByLabel('Ce qui est faux').fill('Ce terrain est vendu');
	await expectAccessible(page);
	await page.waitForTimeout(3_000);
	await page.getByRole('button', { name: 'Envoyer' }).click();
	const reference = await page.locator('.reference strong').innerText();

	const one = await enter(browser, agent);
	await one.getByRole('link', { name: reference }).click();
	await expect(one.getByText('Ce terrain est vendu')).toBeVisible();
	const two = await one.context().newPage();
	await two.goto(one.url());
	await two.getByRole('button', { name: 'Attribuer' }).click();
	await expect(two.getByText('C’est enregistré.')).toBeVisible();
	await one.getByRole('textbox', { name: 'Note', exact: true }).fill('Vérifié au cadastre');
	await one.getByRole('button', { name: 'Ajouter la note' }).click();
	await expect(one.getByRole('alert')).toContainText('agent-deux a changé cette demande');
	await expect(one.getByRole('textbox', { name: 'Note', exact: true })).toHaveValue(
		'Vérifié au cadastre'
	);
	await one.context().close();
});
