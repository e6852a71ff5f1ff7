import { expect, test, type Page } from '@playwright/test';
import {
	collectFaults,
	mapView,
	openCriterion,
	openMap,
	plotCount,
	plotsOnSale
} from './map-page.ts';

const centre = (page: Page) =>
	page.evaluate(() => {
		const map = window.territoryMap;
		if (!map) throw new Error('no map');
		const { lng, lat } = map.getCenter();
		return { lng, lat, zoom: map.getZoom() };
	});

/** Drags the map with the mouse, in its free middle. */
async function drag(page: Page, right: number, down: number) {
	const map = page.getByRole('region', { name: 'Carte et légende' });
	const box = (await map.boundingBox()) ?? { x: 0, y: 0, width: 0, height: 0 };
	const [x, y] = [box.x + box.width * 0.35, box.y + box.height * 0.6];
	await page.mouse.move(x, y);
	await page.mouse.down();
	await page.mouse.move(x + right, y + down, { steps: 6 });
	// Held still before it is let go: no swing.
	await page.waitForTimeout(250);
	await page.mouse.up();
}

/** Waits until the map is still and the address says where it looks, which it does once the page rests. */
async function addressFollows(page: Page) {
	const aside = async () => {
		await mapView(page);
		const { lng, lat, zoom } = await centre(page);
		const said = new URL(page.url()).searchParams.get('vue')?.split(',').map(Number) ?? [];
		return [lat, lng, zoom].map((value, at) => Math.abs(value - (said[at] ?? Number.NaN)));
	};
	await expect
		.poll(async () => (await aside()).every((distance) => distance < 0.01), 'the address follows')
		.toBe(true);
}

const entries = (page: Page) => page.evaluate(() => history.length);

test('a link opens the map exactly as it was: view, layers, list, sort, page and place', async ({
	page,
	browser
}) => {
	const faults = collectFaults(page);
	await openMap(page);
	await drag(page, 120, -60);
	await expect(page).toHaveURL(/vue=/);
	await page.getByText('Légende et couches').click();
	await page.getByRole('checkbox', { name: /^Entreprises/ }).check();
	await page.getByRole('checkbox', { name: /^Sites/ }).uncheck();
	await page.getByText('Légende et couches').click();
	await page.getByRole('link', { name: 'Surface', exact: true }).click();
	await page.getByRole('link', { name: 'Page suivante' }).click();
	await page.getByRole('combobox', { name: /^Adresse, commune/ }).fill('sedan');
	await page.locator('#find-list').getByRole('option').first().click();
	await expect(page).toHaveURL(/lieu=/);
	await mapView(page);
	await expect(page).toHaveURL(/tri=area&page=2/);
	await page.waitForTimeout(400);
	const here = await centre(page);

	const other = await browser.newPage();
	await openMap(other, page.url());
	const there = await centre(other);
	expect(Math.abs(there.lng - here.lng)).toBeLessThan(0.001);
	expect(Math.abs(there.lat - here.lat)).toBeLessThan(0.001);
	expect(Math.abs(there.zoom - here.zoom)).toBeLessThan(0.02);
	await expect(other.locator('.maplibregl-marker', { hasText: 'Sedan' })).toBeVisible();
	await expect(other.getByRole('button', { name: 'Retirer ce lieu de la carte' })).toBeVisible();
	await expect(other.getByText('51 à 82 sur 82').last()).toBeVisible();
	await other.getByText('Légende et couches').click();
	await expect(other.getByRole('checkbox', { name: /^Entreprises/ })).toBeChecked();
	await expect(other.getByRole('checkbox', { name: /^Sites/ })).not.toBeChecked();
	// What is seen stands in no address of what is asked.
	const hrefs = await other
		.locator('a[href*="/exporter"], a[href*="/demande"], link[rel=canonical]')
		.evaluateAll((links) => links.map((link) => link.getAttribute('href') ?? ''));
	expect(hrefs.length).toBeGreaterThan(0);
	expect(hrefs.filter((href) => /vue=|lieu=|couche=/.test(href))).toEqual([]);
	await other.close();
	expect(faults).toEqual([]);
});

test('Back undoes a search, a move and a card, one after the other, and Forward does them again', async ({
	page
}) => {
	await openMap(page);
	const whole = await centre(page);
	await page.getByRole('spinbutton', { name: 'Surface minimale' }).fill('3');
	await expect(page).toHaveURL(/\?surface_min=3$/);
	const count = await plotCount(page);
	expect(count).toBeLessThan(plotsOnSale);
	await drag(page, 150, 40);
	await addressFollows(page);
	const moved = await centre(page);
	await page.locator('tbody th a').first().click();
	await expect(page).toHaveURL(/\/plots\/.*vue=/);
	await expect.poll(async () => (await mapView(page)).zoom).toBeGreaterThan(moved.zoom + 1);
	await addressFollows(page);
	const card = new URL(page.url()).pathname;

	const isAt = (place: { lng: number; zoom: number }) =>
		expect
			.poll(async () => {
				await mapView(page);
				const { lng, zoom } = await centre(page);
				return Math.abs(lng - place.lng) < 0.01 && Math.abs(zoom - place.zoom) < 0.02;
			})
			.toBe(true);
	const near = await centre(page);
	await page.goBack();
	await expect(page).toHaveURL(/\/\?surface_min=3&vue=/);
	await isAt(moved);
	await page.goBack();
	await expect(page).toHaveURL(/\/\?surface_min=3$/);
	await isAt(whole);
	await expect.poll(() => plotCount(page)).toBe(count);
	await page.goBack();
	await expect(page).toHaveURL(/\/$/);
	await expect.poll(() => plotCount(page)).toBe(plotsOnSale);

	await page.goForward();
	await expect.poll(() => plotCount(page)).toBe(count);
	await page.goForward();
	await isAt(moved);
	await page.goForward();
	await expect(page).toHaveURL(new RegExp(`${card}\\?surface_min=3&vue=`));
	await isAt(near);
});

test('what comes to rest while a card is on its way back leaves its step as it was', async ({
	page
}) => {
	await openMap(page);
	await page.locator('tbody th a').first().click();
	await expect(page).toHaveURL(/\/plots\/.*vue=/);
	await addressFollows(page);
	const card = page.url();
	await page.goBack();
	await expect(page).toHaveURL(/\/$/);
	await mapView(page);
	let arrives = () => {};
	const held = new Promise<void>((resolve) => (arrives = resolve));
	await page.route('**/__data.json*', async (route) => {
		await held;
		await route.continue();
	});
	await page.evaluate(() => history.forward());
	await expect(page).toHaveURL(card);
	await page.evaluate(() => window.territoryMap?.jumpTo({ center: [4.7, 49.8], zoom: 11 }));
	// Longer than the page rests before its address follows.
	await mapView(page);
	await mapView(page);
	await expect(page).toHaveURL(card);
	arrives();
	await expect(page.locator('#card-title')).toBeVisible();
	await addressFollows(page);
	await expect(page).toHaveURL(card);
});

test('a slider that is dragged, and a map that is dragged, are one step each', async ({ page }) => {
	await openMap(page);
	const before = await entries(page);
	const slider = page.getByRole('slider', { name: 'Surface minimale' });
	await slider.scrollIntoViewIfNeeded();
	const box = (await slider.boundingBox()) ?? { x: 0, y: 0, width: 0, height: 0 };
	await page.mouse.move(box.x + 8, box.y + box.height / 2);
	await page.mouse.down();
	for (const share of [0.1, 0.2, 0.3, 0.4]) {
		await page.mouse.move(box.x + box.width * share, box.y + box.height / 2, { steps: 4 });
		await page.waitForTimeout(300);
	}
	await page.mouse.up();
	await expect(page).toHaveURL(/surface_min=/);
	await page.waitForTimeout(400);
	expect(await entries(page)).toBe(before + 1);
	await drag(page, 100, 20);
	await expect(page).toHaveURL(/vue=/);
	await page.waitForTimeout(400);
	expect(await entries(page)).toBe(before + 2);
	await page.goBack();
	await page.goBack();
	await expect(page).toHaveURL(/\/$/);
	await expect.poll(() => plotCount(page)).toBe(plotsOnSale);
});

test('what the page itself moves is no step: a card and its frame are undone at once', async ({
	page
}) => {
	await openMap(page);
	const before = await entries(page);
	await page.locator('tbody th a').first().click();
	await expect(page).toHaveURL(/\/plots\/.*vue=/);
	await mapView(page);
	await page.waitForTimeout(400);
	expect(await entries(page)).toBe(before + 1);
	await page.goBack();
	await expect(page).toHaveURL(/\/$/);
	await expect(page.locator('#card-title')).toHaveText('Nord Ardennes');
});

test('layers, the list and its page are steps too, and a link to a plot alone still frames it', async ({
	page
}) => {
	await openMap(page);
	await page.getByRole('link', { name: /^Sites/ }).click();
	await expect(page).toHaveURL(/liste=sites/);
	await openCriterion(page, 'Zone sur la carte');
	await page.getByRole('combobox', { name: 'Autour d’un lieu' }).selectOption({ label: 'Revin' });
	await expect(page).toHaveURL(/forme=cercle.*vue=/);
	await page.getByText('Légende et couches').click();
	await page.getByRole('checkbox', { name: /^Terrains/ }).uncheck();
	await expect(page).toHaveURL(/sans_couche=terrains/);
	await page.goBack();
	await expect(page.getByRole('checkbox', { name: /^Terrains/ })).toBeChecked();
	await page.goBack();
	await expect(page).not.toHaveURL(/forme=/);
	await expect(page).toHaveURL(/liste=sites/);
	await page.goBack();
	await expect(page).toHaveURL(/\/$/);
	const href = (await page.locator('tbody th a').first().getAttribute('href')) ?? '';
	await openMap(page, href);
	await expect.poll(async () => (await mapView(page)).zoom).toBeGreaterThan(12);
});

for (const [path, sentence] of [
	['/?vue=ici&surface_min=3', /vue.*«\sici\s».*49\.775,4\.716,11/],
	['/?couche=lune&surface_min=3', /couche.*«\slune\s».*terrains/],
	['/?lieu=49,4&surface_min=3', /lieu.*«\s49,4\s»/]
] as const)
	test(`${path} says in a sentence what it left out, and all other criteria stand`, async ({
		page
	}) => {
		const response = await page.goto(path);
		expect(response?.status()).toBe(200);
		await expect(page.getByRole('alert').filter({ hasText: sentence })).toBeVisible();
		await expect(page).toHaveURL(/\?surface_min=3$/);
	});
