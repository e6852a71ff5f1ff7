import { expect, test, type Page } from '@playwright/test';
import {
	allPlots,
	drawnRecords,
	openMap,
	plotCount,
	plotsOnSale,
	scriptReady
} from './map-page.ts';

const rest = (page: Page) =>
	page.getByRole('checkbox', { name: /Montrer aussi les terrains vendus/ });
const onSale = /^(?:En vente|En vente avec contraintes)$/;

/** Stages of all plots in the list, page after page. */
async function stages(page: Page): Promise<string[]> {
	const found: string[] = [];
	for (;;) {
		found.push(...(await page.locator('tbody td.stage').allInnerTexts()));
		const next = page.getByRole('link', { name: 'Page suivante' });
		if ((await next.count()) === 0) return found.map((stage) => stage.trim());
		const range = await page.locator('caption').innerText();
		await next.click();
		await expect(page.locator('caption')).not.toHaveText(range);
	}
}

/** The figure of the territory's card. */
async function stock(page: Page): Promise<number> {
	const figure = page.getByRole('article').locator('dl div', { hasText: 'terrains en vente' });
	return Number(await figure.locator('dd').innerText());
}

test('the map opens on what can be had: sentence, list, card and map agree', async ({ page }) => {
	await openMap(page);
	await expect.poll(() => plotCount(page)).toBe(plotsOnSale);
	await expect(page.getByText(/^en vente, sur 400/)).toBeVisible();
	expect(await stock(page)).toBe(plotsOnSale);
	await expect(page.getByRole('link', { name: `Terrains ${plotsOnSale}` })).toBeVisible();
	await expect.poll(() => drawnRecords(page, ['plots-point'])).toBe(plotsOnSale);
	const shown = await stages(page);
	expect(shown).toHaveLength(plotsOnSale);
	expect(shown.filter((stage) => !onSale.test(stage))).toEqual([]);
});

test('who looks for a plot finds as many as the card says, and goes on in the panel', async ({
	page
}) => {
	await openMap(page, '/?disponibles=non');
	await expect.poll(() => plotCount(page)).toBe(allPlots);
	await page.goto('/');
	await scriptReady(page);
	const figure = await stock(page);
	await page.getByRole('button', { name: 'Je cherche un terrain' }).click();
	await expect(page.getByRole('searchbox')).toBeFocused();
	expect(await plotCount(page)).toBe(figure);
	await expect(page).toHaveURL(/\/$/);
});

test('one switch shows the rest, in the address as any criterion, and back', async ({ page }) => {
	await openMap(page, '/?surface_min=2');
	const few = await plotCount(page);
	await rest(page).check();
	await expect(page).toHaveURL(/\?disponibles=non&surface_min=2$/);
	await expect.poll(() => plotCount(page)).toBeGreaterThan(few);
	const many = await plotCount(page);
	await page.reload();
	await scriptReady(page);
	await expect(rest(page)).toBeChecked();
	expect(await plotCount(page)).toBe(many);
	await rest(page).uncheck();
	await expect.poll(() => plotCount(page)).toBe(few);
});

test('stages that were asked for by name decide instead of the switch', async ({ page }) => {
	await openMap(page, '/?terr_stade_comm=non+commercialisable');
	await expect(rest(page)).toBeDisabled();
	expect(await plotCount(page)).toBeGreaterThan(plotsOnSale);
});

test('a sold plot that somebody links to opens its card, and is not said to be eliminated', async ({
	page
}) => {
	await page.goto('/?terr_stade_comm=vendu%2C+commercialisation+achev%C3%A9e');
	const path = await page.locator('tbody th a').first().getAttribute('href');
	await openMap(page, path?.split('?')[0]);
	await expect(page.locator('#card-title')).toBeVisible();
	await expect(page.getByText('Ce terrain est écarté.')).toHaveCount(0);
});

test.describe('without JavaScript', () => {
	test.use({ javaScriptEnabled: false });

	test('the page opens on the same plots, and its form shows the rest', async ({ page }) => {
		await page.goto('/');
		expect(await plotCount(page)).toBe(plotsOnSale);
		await rest(page).check();
		await page.getByRole('button', { name: 'Appliquer les critères' }).click();
		await expect(page).toHaveURL(/disponibles=non/);
		expect(await plotCount(page)).toBe(allPlots);
	});
});
