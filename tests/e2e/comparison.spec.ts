import { readFile } from 'node:fs/promises';
import { expect, test, type Page } from '@playwright/test';
import { expectAxeFindsNothing } from './accessible.ts';
import { expectNoSidewaysScroll, openMap, plotCount, scriptReady } from './map-page.ts';

const [one, two] = ['08028_TERRAIN-ECO_DEMO4002', '08058_TERRAIN-ECO_DEMO1203'];
const space = '08067_TERRAIN-ECO_DEMO4202';
const three = `/comparer?plots=${one},${two},${space}`;
const columns = (page: Page) => page.getByRole('table').getByRole('columnheader');
const basket = (page: Page) => page.getByRole('link', { name: /^Panier/ });

test('plots are put aside from the list and from a card, and compared by a link', async ({
	page
}) => {
	await openMap(page);
	const row = page.getByRole('button', { name: /^Panier\s:/ }).first();
	await expect(row).toHaveAttribute('aria-pressed', 'false');
	await row.click();
	await expect(row).toHaveAttribute('aria-pressed', 'true');
	await expect(page.getByText('1 terrain dans le panier.')).toHaveCount(1);
	await openMap(page, `/plots/${two}`);
	await page.getByRole('button', { name: 'Ajouter au panier' }).click();
	await expect(page.getByRole('button', { name: 'Dans le panier' })).toHaveAttribute(
		'aria-pressed',
		'true'
	);
	await expect(basket(page)).toContainText('2');
	await basket(page).click();
	await expect(columns(page)).toHaveCount(2);
	await expect(page).toHaveURL(new RegExp(`plots=.*${two}`));
	await page
		.getByRole('link', { name: /^Retirer/ })
		.last()
		.click();
	await expect(columns(page)).toHaveCount(1);
	await expect(basket(page)).toContainText('1');
	await page.goto('/proposer');
	await expect(basket(page)).toHaveAccessibleName('Panier : 1 terrain');
	await page.goto('/comparer');
	await expect(columns(page)).toHaveCount(1);
	await page.getByRole('link', { name: 'Vider le panier' }).click();
	await expect(page.getByText('Votre panier est vide.')).toBeVisible();
	await expect(basket(page)).toContainText('0');
});

test('a note stays in this browser, and out of the link', async ({ page }) => {
	const sent: string[] = [];
	page.on('request', (request) => sent.push(request.url() + (request.postData() ?? '')));
	await page.goto(three);
	await scriptReady(page);
	await page
		.getByRole('textbox', { name: /^Ma note sur/ })
		.first()
		.fill('Vue le mardi');
	await page.reload();
	await expect(page.getByRole('textbox', { name: /^Ma note sur/ }).first()).toHaveValue(
		'Vue le mardi'
	);
	expect(sent.filter((text) => decodeURIComponent(text).includes('mardi'))).toEqual([]);
});

test('the comparison is accessible, and its table scrolls in its own frame on a phone', async ({
	page
}) => {
	await page.goto(`${three}&longueur=60&largeur=30`);
	await scriptReady(page);
	await expectAxeFindsNothing(page);
	await page.setViewportSize({ width: 360, height: 740 });
	await expectNoSidewaysScroll(page);
	const head = page.getByRole('rowheader', { name: 'Surface nette', exact: true });
	const before = await head.boundingBox();
	await page.getByRole('region', { name: 'Comparaison des terrains' }).evaluate((frame) => {
		frame.scrollLeft = 250;
	});
	expect((await head.boundingBox())?.x).toBe(before?.x);
});

test.describe('without script', () => {
	test.use({ javaScriptEnabled: false });

	test('the server compares by the link: differences, a building, what is gone, more than six', async ({
		page
	}) => {
		await page.goto(`${three},NULLE-PART`);
		await expect(columns(page)).toHaveCount(3);
		await expect(page.getByText('n’est plus, publié : NULLE-PART')).toBeVisible();
		const lines = () => page.getByRole('row').count();
		const all = await lines();
		await expect(page.getByText('le meilleur').first()).toBeVisible();
		await page.getByRole('link', { name: 'Différences seulement' }).click();
		expect(await lines()).toBeLessThan(all);
		await page.getByText('Tester un bâtiment').first().click();
		await page.getByLabel('Longueur (m)').first().fill('60');
		await page.getByLabel('Largeur (m)').first().fill('30');
		await page.getByRole('button', { name: 'Tester' }).click();
		await expect(page).toHaveURL(/differences=oui.*longueur=60|longueur=60.*differences=oui/);
		await expect(page.getByText('Il tient').first()).toBeVisible();
		await expect(page.getByText('non concerné : c’est un local')).toBeVisible();
		const many = Array.from({ length: 7 }, (_, at) => `08058_TERRAIN-ECO_DEMO120${at}`).join(',');
		await page.goto(`/en/comparer?plots=${many}`);
		await expect(columns(page)).toHaveCount(6);
		await expect(
			page.getByText('The first 6 plots are compared; 1 more stays in the link.')
		).toBeVisible();
		await page.goto('/comparer?plots=rien');
		await expect(page.getByText('Il n’y a rien à comparer.')).toBeVisible();
	});
});

test('what the list shows is exported from a dialog, in the format and projection asked', async ({
	page
}) => {
	await openMap(page, '/?surface_min=3');
	const count = await plotCount(page);
	await page.getByRole('link', { name: 'Exporter' }).click();
	const dialog = page.getByRole('dialog', { name: 'Exporter' });
	await expect(dialog.getByText(`${count} terrains`, { exact: true })).toBeVisible();
	await expectAxeFindsNothing(page);
	await dialog.getByLabel('Format', { exact: true }).selectOption('csv');
	await dialog.getByLabel('Lambert-93 (EPSG:2154)').check();
	const coming = page.waitForEvent('download');
	await dialog.getByRole('button', { name: 'Télécharger' }).click();
	const file = await coming;
	expect(file.suggestedFilename()).toMatch(/^terrains-nord-ardennes-.*-2154\.csv$/);
	const text = await readFile(await file.path(), 'utf8');
	expect(text.trim().split('\r\n')).toHaveLength(1 + count);
	expect(text).toContain('"x_lambert93"');
	await page.keyboard.press('Escape');
	await expect(dialog).toBeHidden();
	await expect(page.getByRole('link', { name: 'Exporter' })).toBeFocused();
});

test('a basket is exported from the comparison', async ({ page }) => {
	await page.goto(three);
	await page.getByText('Exporter', { exact: true }).click();
	await expect(page.getByText('3 terrains', { exact: true })).toBeVisible();
	await page.getByLabel('Format', { exact: true }).selectOption('geojson');
	const coming = page.waitForEvent('download');
	await page.getByRole('button', { name: 'Télécharger' }).click();
	const file = JSON.parse(await readFile(await (await coming).path(), 'utf8')) as {
		features: object[];
	};
	expect(file.features).toHaveLength(3);
});
