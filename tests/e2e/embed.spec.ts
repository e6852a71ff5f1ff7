import { expect, test, type Page } from '@playwright/test';

/** A site that the configuration of these tests names, and one that it does not. */
const [named, stranger] = ['http://epci.exemple', 'http://autre.exemple'];

/** A page of another site with the map in a frame. */
async function openParent(page: Page, site: string, baseURL: string) {
	await page.route(`${site}/`, (route) =>
		route.fulfill({
			contentType: 'text/html',
			body: `<!doctype html><title>Parent</title><iframe src="${baseURL}/embed?surface_min=3" width="1100" height="700"></iframe>`
		})
	);
	await page.goto(`${site}/`);
	return page.frameLocator('iframe');
}

test('a site that is named shows the map with its criteria, and cards open in the frame', async ({
	page,
	baseURL
}) => {
	const frame = await openParent(page, named, baseURL ?? '');
	await expect(frame.getByRole('heading', { level: 1 })).toContainText('Nord Ardennes');
	await expect(frame.getByText('Données de démonstration')).toBeVisible();
	await expect(frame.getByRole('spinbutton', { name: 'Surface minimale' })).toHaveValue('3');
	await expect(frame.getByRole('link', { name: 'Connexion' })).toHaveCount(0);
	const row = frame.getByRole('rowheader').getByRole('link').first();
	const name = await row.innerText();
	await frame
		.getByRole('button', { name: /^Panier\s:/ })
		.first()
		.click();
	const comparison = page.waitForEvent('popup');
	await frame.getByRole('link', { name: 'Panier : 1 terrain' }).click();
	expect((await comparison).url()).toMatch(/\/comparer\?plots=\w/);
	await row.click();
	await expect(frame.getByRole('heading', { level: 2, name })).toBeVisible();
	const opened = page.waitForEvent('popup');
	await frame.getByRole('link', { name: 'Ouvrir la carte en grand' }).click();
	expect((await opened).url()).toContain('surface_min=3');
});

test('pages of ours that have no room in a frame open beside it', async ({ page, baseURL }) => {
	const frame = await openParent(page, named, baseURL ?? '');
	await frame.locator('#svelte-announcer').waitFor({ state: 'attached' });
	const opened = page.waitForEvent('popup');
	await frame.getByRole('link', { name: 'Mentions légales' }).first().click();
	expect((await opened).url()).toContain('/mentions-legales');
	await expect(frame.getByRole('heading', { level: 1 })).toContainText('Nord Ardennes');
});

test('a site that is not named is refused by the browser', async ({ page, baseURL }) => {
	const refused = page.waitForEvent('console', (message) =>
		message.text().includes('frame-ancestors')
	);
	const frame = await openParent(page, stranger, baseURL ?? '');
	await refused;
	await expect(frame.getByRole('heading', { level: 1 })).toHaveCount(0);
});
