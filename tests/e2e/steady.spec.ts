import { expect, test, type Page } from '@playwright/test';
import { insideFirstPlot, mapView, openCriterion, openMap, scriptReady } from './map-page.ts';

/** Where something stands on the screen. */
async function placeOf(page: Page, role: 'slider' | 'spinbutton', name: string) {
	const box = await page.getByRole(role, { name }).first().boundingBox();
	return box && [Math.round(box.x), Math.round(box.y)];
}

for (const [width, height] of [
	[1440, 900],
	[1280, 720],
	[360, 740]
] as const)
	test(`at ${width} px the first criterion moves nothing under the pointer that sets it`, async ({
		page
	}) => {
		await page.setViewportSize({ width, height });
		await openMap(page);
		const slider = page.getByRole('slider', { name: 'Surface minimale' });
		await slider.scrollIntoViewIfNeeded();
		const before = await placeOf(page, 'slider', 'Surface minimale');
		await slider.focus();
		for (let press = 0; press < 4; press += 1) await page.keyboard.press('ArrowRight');
		await expect(page).toHaveURL(/surface_min=/);
		expect(await placeOf(page, 'slider', 'Surface minimale')).toEqual(before);
		await openCriterion(page, 'Accès');
		const field = page.getByRole('spinbutton', { name: /Échangeur autoroutier/ });
		await field.scrollIntoViewIfNeeded();
		const second = await placeOf(page, 'spinbutton', 'Échangeur autoroutier');
		await field.fill('5');
		await expect(page).toHaveURL(/echangeur_km=5/);
		expect(await placeOf(page, 'spinbutton', 'Échangeur autoroutier')).toEqual(second);
	});

test('a card opens at its beginning, wherever the last one was scrolled to', async ({ page }) => {
	await openMap(page);
	await page.locator('tbody th a').first().click();
	await expect(page).toHaveURL(/\/plots\//);
	const card = page.getByRole('region', { name: 'Fiche' });
	await card.evaluate((panel) => panel.scrollTo(0, 400));
	expect(await card.evaluate((panel) => panel.scrollTop)).toBeGreaterThan(100);
	await page.locator('tbody th a').nth(3).click();
	await expect(page.locator('tr.current')).toHaveCount(1);
	await expect.poll(() => card.evaluate((panel) => panel.scrollTop)).toBe(0);

	// As the browser does with what it finds on the page: a legend that stands there for print alone.
	await page
		.getByText('Zone inondable')
		.first()
		.evaluate((found) => found.scrollIntoView());
	expect(await page.getByRole('banner').evaluate((head) => head.getBoundingClientRect().top)).toBe(
		0
	);
});

test('what is chosen on the map comes into sight in the list, on whatever page it stands', async ({
	page
}) => {
	await openMap(page, '/?tri=updated');
	const last = page.getByRole('link', { name: 'Page suivante' });
	await last.click();
	await page.locator('tbody th a').last().click();
	await expect(page).toHaveURL(/\/plots\//);
	const path = new URL(page.url()).pathname;
	// The list goes back to its first page; the plot stays on the map, and is chosen there again.
	await page.getByRole('link', { name: 'Fermer la fiche' }).click();
	await page.getByRole('link', { name: 'Page précédente' }).click();
	await expect(page.locator('tbody th a').first()).toBeVisible();
	const point = await insideFirstPlot(page);
	await page.mouse.click(point.x, point.y);
	await expect(page).toHaveURL(/\/plots\//);
	const chosen = page.locator('tr.current');
	await expect(chosen).toBeInViewport({ ratio: 0.9 });
	await expect(chosen.getByRole('link')).toHaveAttribute(
		'href',
		new RegExp(`^${new URL(page.url()).pathname}`)
	);
	expect(path).toMatch(/^\/plots\//);
});

/** Points of the screen where the name of an EPCI lies on the land of another. */
async function namesAstray(page: Page): Promise<string[]> {
	await mapView(page);
	return page.evaluate(async () => {
		const map = window.territoryMap;
		if (!map) throw new Error('no map');
		while (!map.loaded()) await new Promise((done) => setTimeout(done, 50));
		const canvas = map.getCanvas();
		const astray = new Set<string>();
		for (let x = 0; x < canvas.clientWidth; x += 5)
			for (let y = 0; y < canvas.clientHeight; y += 5) {
				const [name] = map.queryRenderedFeatures([x, y], { layers: ['epci-label'] });
				if (!name) continue;
				const [land] = map.queryRenderedFeatures([x, y], { layers: ['epci-paper'] });
				const owner: unknown = name.properties['record'];
				const on: unknown = land?.properties['record'];
				if (on !== undefined && on !== owner)
					astray.add(`${String(name.properties['name'])} on ${String(land?.properties['name'])}`);
			}
		return [...astray];
	});
}

for (const width of [1440, 360])
	test(`at ${width} px no name of an EPCI stands on the land of another, from afar or nearer`, async ({
		page
	}) => {
		await page.setViewportSize({ width, height: width === 360 ? 740 : 900 });
		await openMap(page);
		await scriptReady(page);
		expect(await namesAstray(page)).toEqual([]);
		for (const zoom of [7.5, 8.4, 9.2, 10]) {
			await page.evaluate(
				(nearer) => window.territoryMap?.jumpTo({ center: [4.75, 49.75], zoom: nearer }),
				zoom
			);
			expect(await namesAstray(page), `zoom ${zoom}`).toEqual([]);
		}
	});
