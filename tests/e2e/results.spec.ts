import { expect, test } from '@playwright/test';
import { expectAxeFindsNothing } from './accessible.ts';
import {
	expectNoSidewaysScroll,
	insideFirstPlot,
	openMap,
	plotsOnSale,
	showFirms
} from './map-page.ts';

const rows = 'tbody tr';

test('the list keeps to the frame of the map when it is asked to, and follows it', async ({
	page
}) => {
	await openMap(page);
	const within = page.getByRole('checkbox', { name: /^Dans le cadre/ });
	await expect(within).toHaveAccessibleName(`Dans le cadre (${plotsOnSale})`);
	await within.check();
	await page.evaluate(() => window.territoryMap?.jumpTo({ center: [4.72, 49.76], zoom: 12.5 }));
	await expect(within).not.toHaveAccessibleName(`Dans le cadre (${plotsOnSale})`);
	const name =
		(await within.getAttribute('aria-label')) ??
		(await page.locator('label', { has: within }).innerText());
	const count = Number(/\((\d+)\)/.exec(name)?.[1]);
	await expect(page.locator(rows)).toHaveCount(Math.min(count, 50));
	// The whole answer is still counted.
	await expect(page.getByRole('link', { name: `Terrains ${plotsOnSale}` })).toBeVisible();
	await within.uncheck();
	await expect(page.locator(rows)).toHaveCount(50);
});

test('what is pointed at on one side is marked on the other', async ({ page }) => {
	await openMap(page);
	const marked = () =>
		page.evaluate(() => window.territoryMap?.querySourceFeatures('pointed').length ?? 0);
	await page.locator(rows).nth(1).hover();
	await expect.poll(marked).toBeGreaterThan(0);
	await page.locator('header').first().hover();
	const position = await page.locator(`${rows} th a`).first().getAttribute('href');
	const id = decodeURIComponent(/plots\/([^?]*)/.exec(position ?? '')?.[1] ?? '');
	await page.evaluate((record) => {
		const map = window.territoryMap;
		const [feature] =
			map?.querySourceFeatures('plot-points', { filter: ['==', ['get', 'record'], record] }) ?? [];
		if (feature?.geometry.type === 'Point')
			map?.jumpTo({ center: feature.geometry.coordinates as [number, number], zoom: 14.5 });
	}, id);
	const { x, y } = await insideFirstPlot(page);
	await page.mouse.move(x, y, { steps: 3 });
	await page.mouse.move(x + 1, y);
	await expect(page.locator(`${rows}.pointed`)).toHaveCount(1);
});

test('cards stand in place of the table by a switch, and say land from space', async ({ page }) => {
	await openMap(page);
	await page.getByRole('button', { name: 'Fiches', exact: true }).click();
	const results = page.locator('#results');
	await expect(results.getByRole('table')).toHaveCount(0);
	await expect(results.locator('li h3')).toHaveCount(50);
	await expect(results.locator('li svg').first()).toBeVisible();
	await expectAxeFindsNothing(page);
	await results.locator('li h3 a').first().click();
	await expect(page).toHaveURL(/\/plots\//);
	await expect(results.locator('li.current')).toHaveCount(1);
	await page.getByRole('button', { name: 'Tableau', exact: true }).click();
	await expect(results.getByRole('table')).toBeVisible();
});

test('on a phone there are cards, and nothing to scroll sideways', async ({ browser }) => {
	const context = await browser.newContext({
		...{ viewport: { width: 360, height: 740 }, hasTouch: true, colorScheme: 'dark' }
	});
	const page = await context.newPage();
	await openMap(page);
	await page.getByRole('button', { name: /^Résultats/ }).click();
	await expect(page.locator('#results li h3').first()).toBeVisible();
	await expect(page.locator('#results').getByRole('table')).toHaveCount(0);
	await expectNoSidewaysScroll(page);
	await expectAxeFindsNothing(page);
	await context.close();
});

test('firms are off until they are asked for, by their layer or by their list', async ({
	page
}) => {
	const isShown = () =>
		page.evaluate(
			() => window.territoryMap?.getLayoutProperty('firms-circle', 'visibility') as string
		);
	await openMap(page);
	expect(await isShown()).toBe('none');
	await showFirms(page);
	await expect.poll(isShown).toBe('visible');
	await openMap(page, '/?liste=etablissements');
	await expect.poll(isShown).toBe('visible');
});
