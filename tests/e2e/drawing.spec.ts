import { expect, test, type Page } from '@playwright/test';
import { firmRing, showFirms, mapView, openCriterion, openMap, screenPoint } from './map-page.ts';

async function startDrawing(page: Page, tool: string) {
	await openCriterion(page, 'Zone sur la carte');
	await page.getByRole('button', { name: tool }).click();
	// Drawing starts once its library has arrived: the canvas then shows a cross.
	await expect
		.poll(() => page.locator('canvas.maplibregl-canvas').evaluate((canvas) => canvas.style.cursor))
		.toBe('crosshair');
}

async function click(page: Page, x: number, y: number) {
	await page.mouse.move(x, y, { steps: 4 });
	await page.mouse.click(x, y);
	await page.waitForTimeout(300);
}

/** The box that the shape in the address covers, read from its own numbers. */
function boxOf(url: string) {
	const text = new URL(url).searchParams.get('forme') ?? '';
	const numbers = text.replace(/^\w+:/, '').split(/[,;]/).map(Number);
	const [lngs, lats] = [0, 1].map((axis) => numbers.filter((_, index) => index % 2 === axis));
	return {
		...{ west: Math.min(...(lngs ?? [])), east: Math.max(...(lngs ?? [])) },
		...{ south: Math.min(...(lats ?? [])), north: Math.max(...(lats ?? [])) }
	};
}

for (const [tool, ending] of [
	['Polygone', 'one click'],
	['Polygone', 'a double click'],
	['Rectangle', 'one click']
] as const)
	test(`a ${tool} ended by ${ending} on a ring of firms is framed, and the ring is left alone`, async ({
		page
	}) => {
		await openMap(page);
		await showFirms(page);
		await startDrawing(page, tool);
		const { x, y } = await firmRing(page);
		const before = await mapView(page);
		if (tool === 'Polygone') {
			await click(page, x, y);
			await click(page, x - 70, y - 50);
			await click(page, x - 80, y + 40);
		} else await click(page, x - 80, y - 50);
		await page.mouse.move(x, y, { steps: 4 });
		await (ending === 'one click' ? page.mouse.click(x, y) : page.mouse.dblclick(x, y));
		await expect(page).toHaveURL(/\/\?forme=/);
		const shape = boxOf(page.url());
		const after = await mapView(page);
		expect(shape.west).toBeGreaterThan(after.west);
		expect(shape.east).toBeLessThan(after.east);
		expect(shape.south).toBeGreaterThan(after.south);
		expect(shape.north).toBeLessThan(after.north);
		expect(after.zoom).toBeGreaterThan(before.zoom);
		expect(new URL(page.url()).pathname).toBe('/');
	});

test('a click on a ring of firms brings it into the middle of what the card leaves free', async ({
	page
}) => {
	await openMap(page);
	await showFirms(page);
	const card = page.getByRole('region', { name: 'Fiche' });
	const covered = await card.boundingBox();
	const map = await page.getByRole('region', { name: 'Carte et légende' }).boundingBox();
	if (!covered || !map) throw new Error('no card over the map');
	const { centre, x, y } = await firmRing(page);
	const before = await mapView(page);
	await page.mouse.click(x, y);
	await expect.poll(async () => (await mapView(page)).zoom).toBeGreaterThan(before.zoom);
	const moved = await screenPoint(page, centre);
	expect(Math.abs(moved.x - (map.x + covered.x) / 2)).toBeLessThan(30);
	expect(Math.abs(moved.y - (map.y + map.height / 2))).toBeLessThan(30);
});
