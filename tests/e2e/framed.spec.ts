import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test, type Page } from '@playwright/test';
import { startServer, type RunningServer } from '../../scripts/check/running-server.ts';
import {
	allPlots,
	collectFaults,
	drawnRecords,
	expectNoSidewaysScroll,
	openCriterion,
	openMap,
	plotCount,
	plotsOnSale
} from './map-page.ts';

// A server that lets 100 plots travel whole, with the 400 of the demonstration.
const data = mkdtempSync(join(tmpdir(), 'forgeterre-framed-'));
let server: RunningServer;

test.describe.configure({ mode: 'serial' });

test.beforeAll(async () => {
	test.setTimeout(300_000);
	server = await startServer({
		...{ FORGETERRE_DATA: data, FORGETERRE_PAGE_PLOTS: '100', SMTP_URL: '' },
		FORGETERRE_SIRENE_URL: 'http://127.0.0.1:9',
		FORGETERRE_IGN_URL: 'off'
	});
});

test.afterAll(async () => {
	await server.stop();
	rmSync(data, { recursive: true, force: true });
});

const open = (page: Page, path = '/') => openMap(page, server.address + path);
const sentence = (page: Page) => page.getByText(/Terrains dans ce cadre\s: \d+|terrains dessinés/);
/** Over Charleville-Mézières, as near as asked. */
const jump = (page: Page, zoom: number) =>
	page.evaluate(
		(nearer) => window.territoryMap?.jumpTo({ center: [4.72, 49.77], zoom: nearer }),
		zoom
	);

/** Goes so near to one of the plots drawn that its outline is. */
const nearPlot = (page: Page) =>
	page.evaluate(() => {
		const [plot] = window.territoryMap?.queryRenderedFeatures({ layers: ['plots-point'] }) ?? [];
		if (plot?.geometry.type !== 'Point') throw new Error('no plot is drawn as a point');
		const [lng = 0, lat = 0] = plot.geometry.coordinates;
		window.territoryMap?.jumpTo({ center: [lng, lat], zoom: 14 });
	});

test('the map shows the plots of its frame, and says how many lie there', async ({ page }) => {
	const faults = collectFaults(page);
	const asked: string[] = [];
	page.on('request', (request) => asked.push(request.url()));
	await open(page, '/?disponibles=non');
	await expect(sentence(page)).toHaveText('Terrains dans ce cadre : 400, tous dessinés.');
	await expect.poll(() => drawnRecords(page, ['plots-point'])).toBe(allPlots);
	expect(await plotCount(page)).toBe(allPlots);
	expect(asked.filter((address) => address.endsWith('/atlas/terrains'))).toEqual([]);

	await jump(page, 11);
	await expect
		.poll(async () => Number((await sentence(page).innerText()).replace(/\D/g, '')))
		.toBeLessThan(400);
	const within = Number((await sentence(page).innerText()).replace(/\D/g, ''));
	// One on the edge lies in the frame with its outline, and outside with its point.
	const drawn = await drawnRecords(page, ['plots-point']);
	expect(drawn).toBeLessThanOrEqual(within);
	expect(drawn).toBeGreaterThan(0.9 * within);
	await nearPlot(page);
	await expect.poll(() => drawnRecords(page, ['plots-area'])).toBeGreaterThan(0);
	expect(faults).toEqual([]);
});

test('list, counts and funnel are the server’s, and the map follows', async ({ page }) => {
	await open(page);
	const smallest = page.getByRole('spinbutton', { name: 'Surface minimale' });
	await smallest.fill('3');
	await expect(page).toHaveURL(/\?surface_min=3$/);
	await expect.poll(() => plotCount(page)).toBeLessThan(plotsOnSale);
	// Who types goes on typing.
	await expect(smallest).toBeFocused();
	const count = await plotCount(page);
	await expect(page.getByRole('link', { name: `Terrains ${count}` })).toBeVisible();
	await expect.poll(() => drawnRecords(page, ['plots-point'])).toBe(count);
	await expect(page.getByText(/il en reste/)).toContainText(String(count));
	for (const area of await page.locator('tbody td.area').allInnerTexts())
		expect(parseFloat(area.replace(',', '.'))).toBeGreaterThanOrEqual(3);

	await openCriterion(page, 'Commercialisation');
	await page.getByRole('checkbox', { name: 'En vente', exact: true }).check();
	await expect.poll(() => plotCount(page)).toBeLessThan(count);
	const both = await plotCount(page);
	await expect.poll(() => drawnRecords(page, ['plots-point'])).toBe(both);

	// The same address says the same without any script of ours.
	const answer = await page.request.get(page.url());
	expect(await answer.text()).toMatch(new RegExp(`>${both} terrains?<`));

	await page.getByRole('button', { name: 'Effacer les critères' }).click();
	await expect.poll(() => plotCount(page)).toBe(plotsOnSale);
	await expect.poll(() => drawnRecords(page, ['plots-point'])).toBe(plotsOnSale);
});

test('it opens on what can be had, and one switch shows the rest', async ({ page }) => {
	await open(page);
	await expect.poll(() => plotCount(page)).toBe(plotsOnSale);
	await expect.poll(() => drawnRecords(page, ['plots-point'])).toBe(plotsOnSale);
	await page.getByRole('checkbox', { name: /Montrer aussi les terrains vendus/ }).check();
	await expect(page).toHaveURL(/\?disponibles=non$/);
	await expect.poll(() => plotCount(page)).toBe(allPlots);
	await expect.poll(() => drawnRecords(page, ['plots-point'])).toBe(allPlots);
});

test('the list is sorted and turned, and a plot chosen in it comes into view with its card', async ({
	page
}) => {
	await open(page);
	await page.getByRole('link', { name: 'Page suivante' }).click();
	await expect(page.getByText('51 à 82 sur 82').last()).toBeVisible();
	await nearPlot(page);
	await expect.poll(() => drawnRecords(page, ['plots-area'])).toBeGreaterThan(0);
	await page.locator('tbody th a').nth(20).click();
	await expect(page).toHaveURL(/\/plots\//);
	const id = decodeURIComponent(new URL(page.url()).pathname.split('/').at(-1) ?? '');
	await expect
		.poll(() =>
			page.evaluate(
				(record) =>
					window.territoryMap
						?.queryRenderedFeatures({ layers: ['plots-area'] })
						.some(({ properties }) => properties.record === record),
				id
			)
		)
		.toBe(true);
});

test('the sentence fits a narrow page, and stands in English too', async ({ page }) => {
	await page.setViewportSize({ width: 360, height: 740 });
	await open(page, '/en');
	await expect(
		page.getByText(/Plots in this frame: 400, all drawn|plots in this frame are drawn/)
	).toBeVisible();
	await expectNoSidewaysScroll(page);
});
