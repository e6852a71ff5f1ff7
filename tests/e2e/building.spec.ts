import { expect, test, type Page } from '@playwright/test';
import { expectAxeFindsNothing } from './accessible.ts';

const plot = '/plots/08480_TERRAIN-ECO_DEMO0601';
const said = (page: Page) => page.getByRole('status').first();

test('a building is tested from the card of its plot, moved, and told by how much it stands outside', async ({
	page
}) => {
	await page.goto(plot);
	await page.getByRole('link', { name: 'Tester un bâtiment' }).click();
	await expect(page.getByRole('heading', { level: 1 })).toContainText('Tester un bâtiment');
	await page.getByLabel('Longueur (m)').first().fill('60');
	await page.getByLabel('Largeur (m)').first().fill('30');
	await page.getByRole('button', { name: 'Tester' }).click();
	await expect(said(page)).toContainText('Il tient');
	await expect(page).toHaveURL(/longueur=60&largeur=30/);
	const building = page.getByRole('button', { name: 'Premier bâtiment' });
	await building.focus();
	for (let step = 0; step < 30; step += 1) await page.keyboard.press('Shift+ArrowRight');
	await expect(page.getByText(/sort de [\d,]+ m de la surface nette/)).toBeVisible();
});

test('the page of a building is accessible', async ({ page }) => {
	await page.goto(`${plot}/batiment?longueur=60&largeur=30&cour=10`);
	await expect(said(page)).toContainText('Il tient');
	await expectAxeFindsNothing(page);
});

test.describe('without script', () => {
	test.use({ javaScriptEnabled: false });

	test('the server answers, and says at its field what is wrong with a size', async ({ page }) => {
		await page.goto(`${plot}/batiment`);
		await page.getByLabel('Longueur (m)').first().fill('300');
		await page.getByLabel('Largeur (m)').first().fill('150');
		await page.getByRole('button', { name: 'Tester' }).click();
		await expect(said(page)).toContainText('Il ne tient pas, c’est prouvé');
		await expect(said(page)).toContainText('Le plus grand bâtiment de ces proportions');
		await page.goto(`${plot}/batiment?longueur=1e9&largeur=0`);
		await expect(page.getByText('« 1e9 » est trop grand')).toBeVisible();
		await expect(page.getByText('« 0 » est trop petit')).toBeVisible();
	});
});
