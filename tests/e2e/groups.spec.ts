import { expect, test, type Page } from '@playwright/test';
import { mapView, openMap, plotCount, plotsOnSale } from './map-page.ts';

interface Group {
	count: number;
	text: string;
	x: number;
	y: number;
}

/** The groups of plots on the screen, once the map is still, and where they stand. */
const groups = (page: Page): Promise<Group[]> =>
	page.evaluate(async () => {
		const map = window.territoryMap;
		if (!map) throw new Error('no map');
		while (map.isMoving() || !map.loaded()) await new Promise((done) => setTimeout(done, 50));
		const frame = map.getCanvas().getBoundingClientRect();
		const seen = new Map(
			map.queryRenderedFeatures({ layers: ['plots-cluster'] }).map((one) => [one.id, one])
		);
		return [...seen.values()].flatMap(({ geometry, properties }) => {
			if (geometry.type !== 'Point') return [];
			const { x, y } = map.project(geometry.coordinates as [number, number]);
			return [
				{
					count: Number(properties['count']),
					text: String(properties['text']),
					x: x + frame.x,
					y: y + frame.y
				}
			];
		});
	});

const sum = (of: readonly Group[]) => of.reduce((total, { count }) => total + count, 0);

test('from afar groups say how many plots they gather and their hectares, and only those that answer', async ({
	page
}) => {
	await openMap(page);
	await expect.poll(async () => sum(await groups(page))).toBeGreaterThan(plotsOnSale / 2);
	const all = await groups(page);
	expect(sum(all)).toBeLessThanOrEqual(plotsOnSale);
	for (const { count, text } of all)
		expect(text).toMatch(new RegExp(`^${count} · [\\d,\\s\\u202f]+ha$`));
	await page.getByRole('spinbutton', { name: 'Surface minimale' }).fill('5');
	await expect.poll(() => plotCount(page)).toBeLessThan(plotsOnSale);
	const count = await plotCount(page);
	await expect.poll(async () => sum(await groups(page))).toBeLessThanOrEqual(count);
});

test('a click on a group frames its plots, which Back undoes', async ({ page }) => {
	await openMap(page);
	const before = await mapView(page);
	const onTop = async () => {
		const all = await groups(page);
		const free = await Promise.all(
			all.map(({ x, y }) =>
				page.evaluate(([left, top]) => document.elementFromPoint(left, top)?.tagName === 'CANVAS', [
					x,
					y
				] as const)
			)
		);
		return all.filter((_, index) => free[index]);
	};
	await expect.poll(async () => (await onTop()).length).toBeGreaterThan(0);
	const [group] = (await onTop()).toSorted((one, other) => other.count - one.count);
	if (!group) throw new Error('no group can be clicked');
	await page.mouse.move(group.x, group.y);
	await page.mouse.click(group.x, group.y);
	await expect.poll(async () => (await mapView(page)).zoom).toBeGreaterThan(before.zoom + 0.3);
	await expect(page).toHaveURL(/\/\?vue=/);
	const within = page.getByRole('checkbox', { name: /^Dans le cadre/ });
	const name = await page.locator('label', { has: within }).innerText();
	expect(Number(/\((\d+)\)/.exec(name)?.[1])).toBeGreaterThanOrEqual(group.count);
	await page.goBack();
	await expect
		.poll(async () => Math.abs((await mapView(page)).zoom - before.zoom))
		.toBeLessThan(0.05);
});

test('from near there are plots, and no groups of them', async ({ page }) => {
	await openMap(page, '/?vue=49.77,4.72,12.4');
	await expect
		.poll(() =>
			page.evaluate(
				() => window.territoryMap?.queryRenderedFeatures({ layers: ['plots-area'] }).length ?? 0
			)
		)
		.toBeGreaterThan(0);
	expect(await groups(page)).toEqual([]);
});
