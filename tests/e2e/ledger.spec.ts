import { expect, test } from '@playwright/test';
import { makeAgent } from '../http/agents.ts';
import { signIn, siteOf } from './account-pages.ts';
import { expectAxeFindsNothing } from './accessible.ts';
import { expectNoSidewaysScroll } from './map-page.ts';

const epci = '200041630';
const ledger = '/analyse/sobriete';

for (const [name, width, colorScheme] of [
	['wide and light', 1440, 'light'],
	['narrow and dark', 360, 'dark']
] as const) {
	test(`axe finds nothing on the land ledger, ${name}`, async ({ browser }) => {
		const context = await browser.newContext({ viewport: { width, height: 800 }, colorScheme });
		const page = await context.newPage();
		for (const path of [
			ledger,
			`/en${ledger}?lieu=epci:${epci}`,
			`${ledger}/gel`,
			`${ledger}/rapport?lieu=epci:${epci}`,
			`/en/analyse/mobiliser?lieu=epci:${epci}`
		]) {
			await page.goto(path);
			await expectAxeFindsNothing(page);
			await expectNoSidewaysScroll(page);
		}
		await context.close();
	});
}

test('a day before the data and a place that is none have a dash and a sentence', async ({
	page
}) => {
	await page.goto(`${ledger}?date=2020-01-01`);
	await expect(page.getByText(/Reste\s: –\. Au 1er janvier 2020, aucun fichier/)).toBeVisible();
	await expect(page.locator('main')).not.toContainText('NaN');
	await page.goto(`${ledger}?date=demain&lieu=site:nulle-part&scenario=x`);
	for (const value of ['demain', 'site:nulle-part', '« x »'])
		await expect(page.getByRole('alert').filter({ hasText: value })).toBeVisible();
});

test('the CSV has what the page has', async ({ page, request }) => {
	await page.goto(`${ledger}?lieu=epci:${epci}`);
	const rows = page.getByRole('region', { name: 'Par commune' }).locator('tr');
	const csv = await (await request.get(`${ledger}/csv/lieux?lieu=epci:${epci}`)).text();
	const lines = csv.replace('\uFEFF', '').trim().split('\r\n');
	expect(lines).toHaveLength(await rows.count());
	const plain = (text: string) => text.replace(/["\s\u202F]/g, '').replace(/^–$/, '');
	for (const nth of [1, 2, lines.length - 1]) {
		const shown = await rows.nth(nth).locator('th, td').allInnerTexts();
		expect(lines[nth]?.split(';').map(plain)).toEqual(shown.map(plain));
	}
	expect((await request.get(`${ledger}/csv/rien`)).status()).toBe(404);
	expect((await request.get(`${ledger}/csv/lieux?lieu=epci:1`)).status()).toBe(404);
});

test('plots are ticked, counted and compared as scenarios, without script', async ({ browser }) => {
	const context = await browser.newContext({ javaScriptEnabled: false });
	const page = await context.newPage();
	await page.goto(ledger);
	const plots = page.getByRole('region', { name: /Terrains à mobiliser/ });
	await plots.getByRole('row', { name: /Neuve/ }).first().getByRole('checkbox').check();
	await plots
		.getByRole('row', { name: /Recyclée/ })
		.first()
		.getByRole('checkbox')
		.check();
	await plots.getByRole('button', { name: 'Faire le compte' }).click();
	await expect(plots.getByText(/2 terrains cochés\s: .* de terre neuve/)).toBeVisible();
	await expect(plots.getByText(/Il resterait/)).toBeVisible();
	await plots.getByRole('textbox', { name: 'Nom du scénario' }).fill('Deux & demi');
	await plots.getByRole('button', { name: 'Ajouter' }).click();
	await plots
		.getByRole('row', { name: /friche/ })
		.first()
		.getByRole('checkbox')
		.check();
	await plots.getByRole('textbox', { name: 'Nom du scénario' }).fill('Sobre');
	await plots.getByRole('button', { name: 'Ajouter' }).click();
	const scenarios = page.getByRole('region', { name: 'Scénarios' });
	await expect(scenarios.getByText(/Sobre prend le moins de terre neuve/)).toBeVisible();
	await expect(scenarios.locator('tbody tr')).toHaveCount(2);
	expect(new URL(page.url()).searchParams.getAll('scenario')).toHaveLength(2);
	await context.close();
});

test('a scenario is kept in the browser and compared again', async ({ page }) => {
	await page.goto(ledger);
	const plots = page.getByRole('region', { name: /Terrains à mobiliser/ });
	await plots.getByRole('checkbox').first().check();
	await plots.getByRole('textbox', { name: 'Nom du scénario' }).fill('Gardé');
	await plots.getByRole('button', { name: 'Ajouter' }).click();
	await page.getByRole('button', { name: 'Garder dans ce navigateur : Gardé' }).click();
	await page.goto(ledger);
	await page.getByRole('link', { name: 'Comparer : Gardé' }).click();
	await expect(page.getByText(/Gardé prend le moins/)).toBeVisible();
	await page.getByRole('button', { name: 'Oublier : Gardé' }).click();
	await page.goto(ledger);
	await expect(page.getByRole('link', { name: 'Comparer : Gardé' })).toHaveCount(0);
});

test('an agent records an envelope with its document, and none without', async ({
	page,
	baseURL
}) => {
	const agent = await makeAgent(siteOf(baseURL), 'agent-registre@metropole.test', [epci]);
	await signIn(page, agent.email, agent.password, `${ledger}/saisie`);
	const form = page.getByRole('region', { name: 'Enregistrer une enveloppe' });
	await form.getByLabel('Surface, en hectares').fill('12,x');
	await form.getByLabel('Titre du document').fill('PLUi des essais');
	await form.getByLabel('Approuvé le').fill('2025-03-04');
	await form.getByRole('button').click();
	await expect(form.getByRole('alert')).toContainText('12,x');
	await expect(form.getByLabel('Titre du document')).toHaveValue('PLUi des essais');
	await form.getByLabel('Surface, en hectares').fill('12,5');
	await form.getByRole('button').click();
	await expect(form.getByText('Enregistré à la date d’aujourd’hui.')).toBeVisible();
	await page.goto(ledger);
	await expect(
		page.getByRole('region', { name: /Documents qui fixent/ }).getByText('PLUi des essais')
	).toBeVisible();
});

test('the calendar lists free plots by day, whose card says zone and day, and the search asks it', async ({
	page,
	request
}) => {
	await page.goto(`${ledger}/gel`);
	const plots = page.getByRole('region', { name: 'Terrains libres par date de gel' });
	const first = plots.locator('tbody tr').first();
	await expect(first).toContainText('23 février 2027');
	await first.getByRole('link').click();
	await expect(page.getByText(/AUs \(Zonage fictif, 2AUX, 15 janvier 2026\)/)).toBeVisible();
	await expect(page.getByText(/Jusqu’au 22 février 2027/)).toBeVisible();
	const count = async (query: string) => {
		const answer = await request.get(`/ogc/collections/terrains/items?limit=1000&${query}`);
		return ((await answer.json()) as { features: unknown[] }).features.length;
	};
	expect(await count('constructible_apres=2028-02-23')).toBeLessThan(
		await count('constructible_apres=2027-02-22')
	);
});

test('weights rank what to mobilise; all at zero, or none that are, have a sentence', async ({
	page
}) => {
	const mobilise = '/analyse/mobiliser';
	await page.goto(mobilise);
	await expect(page.getByText(/vient en premier\s: .* sur 100/)).toBeVisible();
	await page.getByLabel('Accès').fill('9');
	await page.getByRole('button', { name: 'Afficher' }).click();
	await expect(page).toHaveURL(/poids_acces=9/);
	const zeros = 'viabilise vacance friche demande acces contraintes'
		.split(' ')
		.map((one) => `poids_${one}=0`)
		.join('&');
	await page.goto(`${mobilise}?${zeros}`);
	await expect(page.getByRole('alert').filter({ hasText: 'tous à 0' })).toBeVisible();
	await expect(page.getByRole('region', { name: 'Classement' })).toHaveCount(0);
	await expect(page.locator('main')).not.toContainText('NaN');
	await page.goto(`${mobilise}?poids_acces=beaucoup&lieu=epci:1`);
	for (const value of ['beaucoup', 'epci:1'])
		await expect(page.getByRole('alert').filter({ hasText: value })).toBeVisible();
});
