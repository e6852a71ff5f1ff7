import { expect, test } from '@playwright/test';
import { expectAxeFindsNothing } from './accessible.ts';

test.describe('searches that a browser keeps', () => {
	test('are saved from the map under a name, opened again, and forgotten', async ({ page }) => {
		await page.goto('/?surface_min=3');
		await page.getByRole('link', { name: /^Suivre cette recherche/ }).click();
		await expect(page).toHaveURL(/\/recherches\?surface_min=3$/);
		await expect(page.getByText('au moins 3')).toBeVisible();
		const name = page.getByLabel('Nom de la recherche');
		await name.fill('');
		await page.getByRole('button', { name: 'Enregistrer' }).click();
		await expect(page.getByText('Le nom est vide')).toBeVisible();
		await name.fill('Ma forge');
		await page.getByRole('button', { name: 'Enregistrer' }).click();
		await expect(page.getByText('« Ma forge » est enregistrée.')).toBeVisible();
		await expectAxeFindsNothing(page);

		await page.goto('/recherches');
		await page.getByRole('link', { name: 'Ma forge', exact: true }).click();
		await expect(page).toHaveURL(/\/\?surface_min=3$/);
		await page.goto('/en/recherches');
		await page.getByRole('button', { name: 'Clear Ma forge' }).click();
		await expect(page.getByText('No search is saved in this browser.')).toBeVisible();
		await page.reload();
		await expect(page.getByText('No search is saved in this browser.')).toBeVisible();
	});

	test('have no sideways scroll on a phone', async ({ page }) => {
		await page.setViewportSize({ width: 360, height: 780 });
		await page.goto('/recherches?surface_min=3');
		const width = await page.evaluate(() => document.documentElement.scrollWidth);
		expect(width).toBe(360);
	});
});
