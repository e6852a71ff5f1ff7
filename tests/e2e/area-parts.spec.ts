import { expect, test, type Page } from '@playwright/test';
import { expectAxeFindsNothing } from './accessible.ts';
import { openCriterion, openMap, plotCount, plotsOnSale, screenPoint } from './map-page.ts';

type Place = [lng: number, lat: number];

async function clickPlaces(page: Page, places: readonly Place[]) {
	for (const place of places) {
		const { x, y } = await screenPoint(page, place);
		await page.mouse.move(x, y, { steps: 4 });
		await page.mouse.click(x, y);
		await page.waitForTimeout(350);
	}
}

/** Waits until the drawing library has arrived: the canvas then shows a cross. */
async function penIsReady(page: Page) {
	await expect
		.poll(() =>
			page
				.locator('canvas.maplibregl-canvas')
				.evaluate((canvas: HTMLElement) => canvas.style.cursor)
		)
		.toBe('crosshair');
}

const shapeIn = (page: Page) => new URL(page.url()).searchParams.get('forme') ?? '';

test('an area is drawn with its size in sight, points are taken back, and a hole and a part change it', async ({
	page
}) => {
	// The card of the territory gives way to a search: the whole map can be drawn on.
	await openMap(page, '/?surface_min=0.1&vue=49.77,4.7,10');
	await openCriterion(page, 'Zone sur la carte');
	await page.getByRole('button', { name: 'Polygone' }).click();
	await penIsReady(page);
	const panel = page.getByRole('dialog', { name: 'Dessiner sur la carte' });
	const size = panel.getByRole('status');
	const outline: Place[] = [
		[4.66, 49.72],
		[4.86, 49.72],
		[4.86, 49.82]
	];
	await clickPlaces(page, outline);
	await expect(size).toHaveText(/ha$/);
	await panel.getByRole('button', { name: 'Annuler le point' }).click();
	await panel.getByRole('button', { name: 'Rétablir' }).click();
	await clickPlaces(page, [[4.66, 49.82], ...outline.slice(0, 1)]);
	await expect(page).toHaveURL(/forme=polygone/);
	// Four corners: the one that was taken back and set again stands once.
	expect(shapeIn(page).split(';')).toHaveLength(4);
	const whole = await plotCount(page);

	await page.getByRole('button', { name: 'Découper un trou' }).click();
	await penIsReady(page);
	const hole: Place[] = [
		[4.69, 49.74],
		[4.78, 49.74],
		[4.78, 49.8],
		[4.69, 49.8],
		[4.69, 49.74]
	];
	await clickPlaces(page, hole);
	await expect(page).toHaveURL(/forme=surfaces/);
	expect(shapeIn(page)).toContain('/');
	await expect.poll(() => plotCount(page)).toBeLessThan(whole);

	await page.getByRole('button', { name: 'Ajouter une partie' }).click();
	await penIsReady(page);
	await clickPlaces(page, [
		[4.9, 49.74],
		[4.96, 49.74],
		[4.96, 49.78],
		[4.9, 49.74]
	]);
	await expect.poll(() => shapeIn(page)).toContain('|');
	await page.goBack();
	await expect.poll(() => shapeIn(page)).not.toContain('|');
});

test('Escape gives up a drawing, and the area that was there stays', async ({ page }) => {
	await openMap(page, '/?forme=cercle:4.72,49.77,10&vue=49.77,4.72,10');
	const count = await plotCount(page);
	await page.getByRole('button', { name: 'Découper un trou' }).click();
	await penIsReady(page);
	await clickPlaces(page, [
		[4.7, 49.75],
		[4.75, 49.75]
	]);
	await page.keyboard.press('Escape');
	await expect(page.getByRole('dialog')).toHaveCount(0);
	expect(await plotCount(page)).toBe(count);
	await expect(page).toHaveURL(/forme=cercle/);
});

test('an outline is entered in numbers, by coordinates and by distance and bearing', async ({
	page
}) => {
	await openMap(page);
	await openCriterion(page, 'Zone sur la carte');
	await page.getByText('Saisir un contour sans souris').click();
	const north = page.getByRole('textbox', { name: 'Latitude ou Y (m)' });
	const east = page.getByRole('textbox', { name: 'Longitude ou X (m)' });
	await north.fill('quelque part');
	await east.fill('4,72');
	await page.keyboard.press('Enter');
	await expect(
		page.getByRole('alert').filter({ hasText: /«\squelque part\s».*attendu/ })
	).toBeVisible();
	await north.fill('49,70');
	await east.fill('4,65');
	await page.keyboard.press('Enter');
	const metres = page.getByRole('textbox', { name: 'Distance (m)' });
	const bearing = page.getByRole('textbox', { name: /^Cap/ });
	for (const [length, angle] of [
		['10 000', '90'],
		['10 000', '0'],
		['10000', '270']
	] as const) {
		await metres.fill(length);
		await bearing.fill(angle);
		await page.keyboard.press('Enter');
	}
	await expect(page.getByText(/4 sommets\s: (9\s\d{3}|10\s\d{3})\sha/)).toBeVisible();
	await expectAxeFindsNothing(page);
	await page.getByRole('button', { name: 'Utiliser ce contour' }).click();
	await expect(page).toHaveURL(/forme=polygone/);
	await expect.poll(() => plotCount(page)).toBeLessThan(plotsOnSale);
});
