import { expect, test, type Page } from '@playwright/test';
import { expectAxeFindsNothing } from './accessible.ts';
import {
	expectNoSidewaysScroll,
	mapView,
	openMap,
	plotCount,
	plotsOnSale,
	screenPoint
} from './map-page.ts';

const tools = (page: Page) => page.getByRole('button', { name: /^Outils/ });

async function choose(page: Page, name: string) {
	await tools(page).click();
	await page
		.getByRole('group', { name: /^Outils/ })
		.getByRole('button', { name })
		.click();
}

async function clickAt(page: Page, position: [number, number]) {
	const { x, y } = await screenPoint(page, position);
	await page.mouse.move(x, y, { steps: 3 });
	await page.mouse.click(x, y);
	// Two clicks that follow each other at once are a double click to a browser.
	await page.waitForTimeout(350);
}

test('a length is measured by clicks, undone point by point, and left by Escape', async ({
	page
}) => {
	// The card of the territory gives way to a search: the whole map can be clicked.
	await openMap(page, '/?surface_min=0.1&vue=49.77,4.72,11');
	await choose(page, 'Mesurer une longueur');
	const dialog = page.getByRole('dialog', { name: 'Mesurer une longueur' });
	const said = dialog.getByRole('status');
	await clickAt(page, [4.7, 49.74]);
	await clickAt(page, [4.7, 49.74 + 1 / 60]);
	// A nautical mile.
	await expect(said).toHaveText(/^1,8[4-7]\s?km$/);
	await clickAt(page, [4.72, 49.74 + 1 / 60]);
	await expect(said).toHaveText(/^3,[23]\d\s?km$/);
	await dialog.getByRole('button', { name: 'Dernier point' }).click();
	await expect(said).toHaveText(/^1,8[4-7]\s?km$/);
	// None of these clicks reached what lies beneath.
	expect(new URL(page.url()).pathname).toBe('/');
	await page.keyboard.press('Escape');
	await expect(dialog).toBeHidden();
	await expect(tools(page)).toBeVisible();
});

test('an area is measured by keyboard alone, and axe finds nothing', async ({ page }) => {
	await openMap(page, '/?vue=49.77,4.72,12');
	await tools(page).focus();
	await page.keyboard.press('Enter');
	await expect(page.getByRole('button', { name: 'Mesurer une longueur' })).toBeFocused();
	await page.keyboard.press('Tab');
	await page.keyboard.press('Enter');
	const dialog = page.getByRole('dialog', { name: 'Mesurer une surface' });
	const add = dialog.getByRole('button', { name: 'Point au centre' });
	await expect(add).toBeFocused();
	for (const centre of [
		[4.7, 49.7],
		[4.71, 49.7],
		[4.71, 49.71],
		[4.7, 49.71]
	] as const) {
		await page.evaluate((to) => window.territoryMap?.jumpTo({ center: [...to] }), centre);
		await page.keyboard.press('Enter');
	}
	await expect(dialog.getByRole('status')).toHaveText(/^(79|80|81)[,\d]*\s?ha · tour 3,\d+\s?km$/);
	await expectAxeFindsNothing(page);
});

test('who asks for it is found, and their position stays out of the address', async ({
	browser
}) => {
	const context = await browser.newContext({
		permissions: ['geolocation'],
		geolocation: { longitude: 4.94, latitude: 49.7 }
	});
	const page = await context.newPage();
	await openMap(page);
	await choose(page, 'Me situer');
	await expect(page.locator('.maplibregl-marker', { hasText: 'Ma position' })).toBeVisible();
	await expect.poll(async () => (await mapView(page)).zoom).toBeGreaterThan(12);
	await expect(page.getByRole('button', { name: 'Terrains à moins de 10 km d’ici' })).toBeVisible();
	expect(page.url()).not.toContain('lieu=');
	await context.close();

	const refused = await browser.newPage();
	await openMap(refused);
	await choose(refused, 'Me situer');
	await expect(refused.getByText(/ne donne pas votre position/)).toBeVisible();
	await refused.close();
});

test('the map takes the whole screen and gives it back', async ({ page }) => {
	await openMap(page);
	await choose(page, 'Plein écran');
	await expect.poll(() => page.evaluate(() => document.fullscreenElement?.tagName)).toBe('MAIN');
	await choose(page, 'Quitter le plein écran');
	await expect.poll(() => page.evaluate(() => document.fullscreenElement)).toBeNull();
});

const area = {
	service: 'answering',
	polygons: [
		[
			[
				[4.6, 49.7],
				[4.85, 49.7],
				[4.85, 49.85],
				[4.6, 49.85]
			]
		]
	]
};

for (const width of [1440, 360])
	test(`at ${width} px half an hour by car from a place is the area of the search`, async ({
		browser
	}) => {
		const context = await browser.newContext({
			...{ viewport: { width, height: 740 }, hasTouch: width < 400 }
		});
		const page = await context.newPage();
		const asked: URL[] = [];
		await page.route('**/voiture?**', async (route) => {
			asked.push(new URL(route.request().url()));
			await route.fulfill({ json: area });
		});
		await openMap(page, '/?lieu=49.77,4.72,Charleville&vue=49.77,4.72,10');
		const button = page.getByRole('button', { name: /^30\s?min$/ });
		await button.click();
		await expect(page).toHaveURL(/forme=voiture%3A30%2C4\.72%2C49\.77%2CCharleville%3B/);
		await expect(button).toHaveAttribute('aria-pressed', 'true');
		await expect(page.getByText(/accessible en 30\s?min en voiture/)).toBeVisible();
		await expect.poll(() => plotCount(page)).toBeLessThan(plotsOnSale);
		expect(Object.fromEntries(asked[0]?.searchParams ?? [])).toEqual({
			...{ lng: '4.72000', lat: '49.77000', minutes: '30' }
		});
		await expectNoSidewaysScroll(page);
		await expectAxeFindsNothing(page);
		const link = page.url();
		await button.click();
		await expect(page).not.toHaveURL(/forme=/);

		await page.route('**/voiture?**', (route) => route.fulfill({ status: 503 }));
		await openMap(page, link);
		const note = page.getByText('30 min en voiture depuis Charleville').locator('visible=true');
		await expect(note.first()).toBeVisible();
		await expect(page.getByText(/le contour est celui du lien/)).toBeVisible();
		expect(page.url()).toBe(link);
		await expectAxeFindsNothing(page);
		await context.close();
	});

test('the area of a link that was made before a road is worked out again, and is no step of Back', async ({
	page
}) => {
	await page.route('**/voiture?**', (route) => route.fulfill({ json: area }));
	const old = encodeURIComponent('voiture:20,4.72,49.77,Charleville;4.7,49.7;4.75,49.7;4.75,49.75');
	await openMap(page, `/?forme=${old}&vue=49.77,4.72,10`);
	await expect(page.getByText(/contour a été recalculé/)).toBeVisible();
	await expect(page).toHaveURL(/Charleville%3B4\.6%2C49\.7/);
	await expect(page).toHaveURL(/vue=49\.77,4\.72,10/);
	await expect(page.getByRole('button', { name: 'Annuler', exact: true })).toBeDisabled();
});

for (const [answer, sentence] of [
	[{ json: { service: 'silent', polygons: [] } }, /ne répond pas en ce moment/],
	[{ json: { service: 'off', polygons: [] } }, /ne sont pas proposés/],
	[{ status: 429, headers: { 'retry-after': '20' }, json: {} }, /réessayez dans 20/],
	[{ body: '<html>' }, /ne répond pas en ce moment/]
] as const)
	test(`no answer on journey times (${JSON.stringify(answer)}) is told`, async ({ page }) => {
		await page.route('**/voiture?**', (route) => route.fulfill(answer));
		await openMap(page, '/?lieu=49.77,4.72,Charleville');
		await page.getByRole('button', { name: /^10\s?min$/ }).click();
		await expect(page.getByRole('status').filter({ hasText: sentence })).toBeVisible();
		expect(page.url()).not.toContain('forme=');
	});

test('the map is printed as it is seen, on the paper and under the title that are asked', async ({
	page
}) => {
	await openMap(page, '/?surface_min=3&couche=contraintes&vue=49.77,4.72,12');
	await tools(page).click();
	await page.getByRole('link', { name: 'Imprimer la carte (PDF)' }).click();
	await expect(page).toHaveURL(
		/\/imprimer\?.*surface_min=3.*couche=contraintes.*vue=49\.77,4\.72,12/
	);
	await page.getByLabel('Titre').fill('Plaine de Meuse');
	await page.getByLabel('Orientation').selectOption('portrait');
	await page.getByRole('button', { name: 'Aperçu' }).click();
	await expect(page.getByRole('heading', { name: 'Plaine de Meuse' })).toBeVisible();
	await expect(page).toHaveURL(/couche=contraintes/);
	await expectAxeFindsNothing(page);
	const answered = page.waitForResponse(/\/imprimer\/pdf\?/);
	await page.getByRole('button', { name: 'Télécharger le PDF' }).click();
	expect((await answered).headers()['content-type']).toBe('application/pdf');
});
