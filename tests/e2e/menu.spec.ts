import { expect, test, type Page } from '@playwright/test';
import { expectNoSidewaysScroll, openMap, scriptReady } from './map-page.ts';

const entries = [
	'Données ouvertes',
	'Analyser le foncier',
	'Proposer un terrain',
	'English',
	'Connexion'
];
const navigation = (page: Page) => page.getByRole('navigation', { name: 'Navigation principale' });

test('at 360 px a menu holds all that the wide page has in its line', async ({ page }) => {
	await page.setViewportSize({ width: 360, height: 740 });
	await openMap(page);
	const opener = navigation(page).getByRole('button', { name: 'Menu' });
	await expect(opener).toHaveAttribute('aria-expanded', 'false');
	await opener.click();
	for (const name of entries)
		await expect(navigation(page).getByRole('link', { name, exact: true })).toBeInViewport();
	await expectNoSidewaysScroll(page);
	await page.keyboard.press('Escape');
	await expect(navigation(page).getByRole('link')).toHaveCount(0);
	await expect(opener).toBeFocused();
	await opener.click();
	await navigation(page).getByRole('link', { name: 'Proposer un terrain' }).click();
	await expect(page).toHaveURL(/\/(proposer|connexion)/);
});

test('a wide page has them in a line, and no menu', async ({ page }) => {
	await page.goto('/');
	for (const name of entries)
		await expect(navigation(page).getByRole('link', { name, exact: true })).toBeVisible();
	await expect(navigation(page).getByRole('button', { name: 'Menu' })).toBeHidden();
});

test.describe('without JavaScript', () => {
	test.use({ javaScriptEnabled: false, viewport: { width: 360, height: 740 } });

	test('the narrow page shows them all', async ({ page }) => {
		await page.goto('/');
		for (const name of entries)
			await expect(navigation(page).getByRole('link', { name, exact: true })).toBeVisible();
	});
});

test('on a phone the offices have a menu too, which a key closes', async ({ page }) => {
	await page.setViewportSize({ width: 360, height: 740 });
	await page.goto('/programme');
	await scriptReady(page);
	const opener = navigation(page).getByRole('button', { name: 'Menu' });
	const entry = navigation(page).getByRole('link', { name: 'Proposer un terrain' });
	await expect(entry).toBeHidden();
	await opener.click();
	await expect(entry).toBeVisible();
	await expectNoSidewaysScroll(page);
	await page.keyboard.press('Escape');
	await expect(entry).toBeHidden();
	await expect(opener).toBeFocused();
	await opener.click();
	await entry.click();
	await expect(page.getByRole('heading', { level: 1 })).toHaveText(
		'Proposer un terrain ou un local'
	);
	await expect(entry).toBeHidden();
});
