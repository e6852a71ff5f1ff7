import { expect, test, type Page } from '@playwright/test';
import { expectAxeFindsNothing } from './accessible.ts';
import { expectNoSidewaysScroll, mapView, openMap } from './map-page.ts';

const field = (page: Page) => page.getByRole('combobox', { name: /^Adresse, commune/ });
const options = (page: Page) => page.locator('#find-list').getByRole('option');
const active = (page: Page) => page.locator('[role=option][aria-selected=true]');

const address = {
	kind: 'address',
	id: '12 Rue de la Forge 08200 Sedan',
	name: '12 Rue de la Forge 08200 Sedan',
	detail: '08, Ardennes, Grand Est',
	position: [4.94, 49.7]
};

/** Whether something of the mark on the map, or of its name, lies under the search box and what it shows; null for no mark. */
const isUnderSearchBox = (page: Page) =>
	page.evaluate(() => {
		const [mark, corner] = ['.maplibregl-marker', '[data-map-corner]'].map((selector) =>
			document.querySelector(selector)?.getBoundingClientRect()
		);
		return mark && corner ? mark.left < corner.right && mark.top < corner.bottom : null;
	});

/** As our server answers where the service of addresses does. */
async function answering(page: Page, service: 'answering' | 'silent', places: unknown[] = []) {
	await page.route('**/lieux?**', (route) => route.fulfill({ json: { service, places } }));
}

test('a commune is found as it is typed, by keyboard alone, and the map goes there', async ({
	page
}) => {
	const faults: string[] = [];
	page.on('pageerror', ({ message }) => faults.push(message));
	await openMap(page);
	const before = await mapView(page);
	// Of all that the map has, the box is the first that the keyboard comes to.
	const map = page.getByRole('region', { name: 'Carte et légende' });
	await expect(map.locator('input, button, summary, canvas').first()).toHaveRole('combobox');
	await field(page).focus();
	await field(page).fill('charleville mez');
	const first = options(page).first();
	await expect(first).toContainText('Charleville-Mézières');
	await expect(page.getByRole('listbox', { name: 'Suggestions' })).toBeVisible();
	await expect(field(page)).toHaveAttribute('aria-expanded', 'true');
	await expect(page.getByRole('status').filter({ hasText: /suggestion/ })).toHaveCount(1);
	await page.keyboard.press('ArrowDown');
	await expect(active(page)).toContainText('Charleville-Mézières');
	const id = await active(page).getAttribute('id');
	await expect(field(page)).toHaveAttribute('aria-activedescendant', id ?? '');
	await page.keyboard.press('ArrowUp');
	await expect(active(page)).toHaveCount(0);
	await page.keyboard.press('Enter');
	await expect(options(page)).toHaveCount(0);
	await expect(field(page)).toHaveValue('Charleville-Mézières');
	await expect.poll(async () => (await mapView(page)).zoom).toBeGreaterThan(before.zoom + 0.5);
	await expect(
		page.locator('.maplibregl-marker', { hasText: 'Charleville-Mézières' })
	).toBeVisible();
	// No criterion: nothing was asked, nothing counted; the address says where the map is.
	await expect(page).toHaveURL(/\/\?lieu=/);
	const said = [...new URL(page.url()).searchParams.keys()];
	expect(said.filter((name) => !['lieu', 'vue'].includes(name))).toEqual([]);
	expect(faults).toEqual([]);
});

test('Escape closes the suggestions first, then empties the field', async ({ page }) => {
	await openMap(page);
	await field(page).fill('sedan');
	await expect(options(page).first()).toBeVisible();
	await page.keyboard.press('Escape');
	await expect(options(page)).toHaveCount(0);
	await expect(field(page)).toHaveValue('sedan');
	await page.keyboard.press('Escape');
	await expect(field(page)).toHaveValue('');
});

test('an address lands on the map and offers the plots around it', async ({ page }) => {
	const missed: string[] = [];
	page.on('request', (request) => {
		if (request.url().includes('/recherche-vide')) missed.push(request.url());
	});
	await answering(page, 'answering', [address]);
	await page.setViewportSize({ width: 1440, height: 900 });
	await openMap(page);
	await field(page).fill('12 rue de la forge');
	await options(page).filter({ hasText: '12 Rue de la Forge' }).click();
	await expect.poll(async () => (await mapView(page)).zoom).toBeGreaterThan(13);
	const { west, east, south, north } = await mapView(page);
	expect(west < 4.94 && 4.94 < east && south < 49.7 && 49.7 < north).toBe(true);
	expect(missed).toEqual([]);
	await expect.poll(() => isUnderSearchBox(page)).toBe(false);
	const around = page.getByRole('button', { name: 'Terrains à moins de 10 km d’ici' });
	await around.click();
	await expect(around).toHaveAttribute('aria-pressed', 'true');
	await expect(page).toHaveURL(/forme=/);
	await around.click();
	await expect(page).not.toHaveURL(/forme=/);
	await page.getByRole('button', { name: 'Retirer ce lieu de la carte' }).click();
	await expect(page.locator('.maplibregl-marker')).toHaveCount(0);
});

test('where addresses do not answer, our own stay, and one sentence says so', async ({ page }) => {
	await answering(page, 'silent');
	await openMap(page);
	await field(page).fill('sedan');
	await expect(options(page).first()).toContainText('Sedan');
	await expect(page.locator('.popup').getByText(/ne répondent pas/)).toBeVisible();
	await expect(options(page).first()).toContainText('Sedan');
});

test('without any line at all what the page holds is still found', async ({ page, context }) => {
	await openMap(page);
	await field(page).focus();
	await field(page).fill('se');
	await expect(options(page).first()).toBeVisible();
	await context.setOffline(true);
	await field(page).fill('08200');
	await expect(options(page).filter({ hasText: 'Sedan' })).toHaveCount(1);
	await expect(page.locator('.popup').getByText(/ne répondent pas/)).toBeVisible();
	await context.setOffline(false);
});

test('a firm is found by its SIRET, and its card opens', async ({ page }) => {
	await openMap(page, '/?liste=etablissements');
	const href = await page.locator('tbody th a').first().getAttribute('href');
	const siret = /firms\/(\d+)/.exec(href ?? '')?.[1] ?? '';
	await field(page).fill(siret);
	await expect(page.getByRole('group', { name: 'Entreprises' }).getByRole('option')).toHaveCount(1);
	await page.keyboard.press('Enter');
	await expect(page).toHaveURL(new RegExp(`/firms/${siret}`));
	await expect(page.locator('#card-title')).toBeFocused();
});

test('what was chosen is offered again, and can be cleared', async ({ page }) => {
	await openMap(page);
	await field(page).fill('st menges');
	await options(page).filter({ hasText: 'Saint-Menges' }).click();
	await page.reload();
	await field(page).focus();
	await expect(page.getByRole('group', { name: 'Recherches récentes' })).toContainText(
		'Saint-Menges'
	);
	await page.keyboard.press('Tab');
	await page.getByRole('button', { name: 'Effacer les recherches récentes' }).click();
	await expect(options(page)).toHaveCount(0);
	await page.reload();
	await field(page).focus();
	await expect(page.getByRole('status').filter({ hasText: /récente/ })).toHaveCount(0);
});

for (const [width, scheme] of [
	[1440, 'light'],
	[360, 'dark']
] as const)
	test(`axe finds nothing in the open search box at ${width} px`, async ({ browser }) => {
		const context = await browser.newContext({
			...{ viewport: { width, height: 740 }, colorScheme: scheme, hasTouch: width < 400 }
		});
		const page = await context.newPage();
		await answering(page, 'answering', [address]);
		await openMap(page);
		await expect(field(page)).toBeInViewport();
		await field(page).fill('sedan');
		await expect(options(page).first()).toBeInViewport();
		await expectNoSidewaysScroll(page);
		await expectAxeFindsNothing(page);
		await options(page).first().click();
		await expect(page.getByRole('button', { name: /Terrains à moins de/ })).toBeInViewport();
		await expectAxeFindsNothing(page);
		await context.close();
	});
