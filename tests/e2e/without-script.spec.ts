import { expect, test } from '@playwright/test';
import { plotsOnSale } from './map-page.ts';

test.use({ javaScriptEnabled: false });

test('the page reads without JavaScript: EPCI, list and legend', async ({ page }) => {
	await page.goto('/');
	await expect(page.getByRole('link', { name: 'CA Ardenne Métropole' })).toBeVisible();
	// The same plots as the script counts afterwards.
	await expect(page.getByRole('link', { name: `Terrains ${plotsOnSale}` })).toBeVisible();
	await expect(page.getByRole('row')).toHaveCount(51);
	await page.getByText('Légende et couches').click();
	await expect(page.getByText('Forge et fonderie').first()).toBeVisible();
	await expect(page.getByText(/Source/).first()).toBeVisible();
});

test('the form narrows the list without JavaScript', async ({ page }) => {
	await page.goto('/');
	await page.getByRole('spinbutton', { name: 'Surface minimale' }).fill('4');
	await page.getByRole('button', { name: 'Appliquer les critères' }).click();
	await expect(page).toHaveURL(/surface_min=4/);
	const areas = await page.locator('tbody td.area').allInnerTexts();
	expect(areas.length).toBeGreaterThan(0);
	for (const area of areas) expect(parseFloat(area.replace(',', '.'))).toBeGreaterThanOrEqual(4);
});

test('a card reads without JavaScript', async ({ page }) => {
	await page.goto('/');
	await page.locator('tbody th a').first().click();
	await expect(page.locator('#card-title')).toBeVisible();
	await expect(page.getByRole('article').getByText('Prix demandé HT')).toBeVisible();
	// The list stands short beside it, and leads to the whole of it and to every criterion.
	await expect(page.getByRole('row')).toHaveCount(11);
	await page.getByRole('form', { name: 'Critères' }).getByText('Réseaux', { exact: true }).click();
	await expect(page.getByRole('link', { name: 'Tous les critères' }).first()).toBeVisible();
	await page.getByRole('link', { name: 'Toute la liste' }).click();
	await expect(page.getByRole('row')).toHaveCount(51);
});
