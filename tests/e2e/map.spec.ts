import { expect, test } from '@playwright/test';
import {
	collectFaults,
	drawnRecords,
	expectNoSidewaysScroll,
	insideFirstPlot,
	openCriterion,
	openMap,
	plotCount,
	plotsOnSale
} from './map-page.ts';

const plotPoints = ['plots-point'];

test('the first page shows the four EPCI, 430 firms, the plots, and says what is invented', async ({
	page
}) => {
	const faults = collectFaults(page);
	await openMap(page);
	await expect(page).toHaveTitle('Forgeterre Nord Ardennes');
	await expect(page.getByText('Données de démonstration')).toBeVisible();
	const card = page.getByRole('article', { name: 'Nord Ardennes' });
	for (const name of [
		'CA Ardenne Métropole',
		"CC Vallées et Plateau d'Ardenne",
		'CC Ardenne, Rives de Meuse',
		'CC des Portes du Luxembourg'
	]) {
		await expect(card.getByRole('link', { name })).toBeVisible();
	}
	await expect(page.getByRole('link', { name: /^Entreprises 430$/ })).toBeVisible();
	await expect.poll(() => plotCount(page)).toBe(plotsOnSale);
	await expect.poll(() => drawnRecords(page, ['epci-paper'])).toBe(4);
	await expect.poll(() => drawnRecords(page, plotPoints)).toBe(plotsOnSale);
	await expect(page.getByText('contours approchés', { exact: true })).toBeVisible();
	expect(faults).toEqual([]);
});

test('a criterion narrows the sentence, the list, the map and the address together', async ({
	page
}) => {
	await openMap(page);
	await page.getByRole('spinbutton', { name: 'Surface minimale' }).fill('3');
	await expect.poll(() => plotCount(page)).toBeLessThan(plotsOnSale);
	const count = await plotCount(page);
	expect(count).toBeGreaterThan(0);
	await expect(page.getByRole('link', { name: `Terrains ${count}` })).toBeVisible();
	await expect.poll(() => drawnRecords(page, plotPoints)).toBe(count);
	await expect(page).toHaveURL(/\?surface_min=3$/);
	await expect(page).toHaveTitle(/^Terrains de 3\u202fha ou plus/);
	const areas = await page.locator('tbody td.area').allInnerTexts();
	for (const area of areas) expect(parseFloat(area.replace(',', '.'))).toBeGreaterThanOrEqual(3);

	await page.getByRole('button', { name: 'Effacer les critères' }).click();
	await expect.poll(() => plotCount(page)).toBe(plotsOnSale);
	await expect(page).toHaveURL(/\/$/);
});

test('an address reopens the same result in another browser', async ({ page, browser }) => {
	await openMap(page);
	await openCriterion(page, 'Commercialisation');
	await page.getByRole('checkbox', { name: 'En vente', exact: true }).check();
	await openCriterion(page, 'EPCI et commune');
	await page.getByRole('checkbox', { name: 'CA Ardenne Métropole' }).check();
	await openCriterion(page, 'Accès');
	await page.getByRole('spinbutton', { name: /Échangeur autoroutier/ }).fill('5');
	await expect(page).toHaveURL(/echangeur_km=5/);
	const count = await plotCount(page);
	expect(count).toBeGreaterThan(0);

	const other = await browser.newPage();
	await openMap(other, page.url());
	await expect.poll(() => plotCount(other)).toBe(count);
	await expect.poll(() => drawnRecords(other, plotPoints)).toBe(count);
	await other.close();
});

test('every criterion of the panel eliminates plots or says why it cannot', async ({ page }) => {
	await openMap(page);
	for (const [criterion, act] of [
		['Aménagement', () => page.getByRole('checkbox', { name: 'Terrain clé en main' }).check()],
		['Réseaux', () => page.getByRole('checkbox', { name: 'Gaz' }).check()],
		['Vocation', () => page.getByRole('checkbox', { name: 'Industrielle' }).check()],
		['Entreprises voisines', () => page.getByRole('checkbox', { name: 'Agroalimentaire' }).check()],
		['Friches', () => page.getByRole('radio', { name: 'Friches seulement' }).check()],
		['Accès', () => page.getByRole('spinbutton', { name: /Gare de voyageurs/ }).fill('2')]
	] as const) {
		await openCriterion(page, criterion);
		await act();
		await expect.poll(() => plotCount(page), criterion).toBeLessThan(plotsOnSale);
		await page.getByRole('button', { name: 'Effacer les critères' }).click();
		await expect.poll(() => plotCount(page)).toBe(plotsOnSale);
	}
	await page.getByRole('searchbox').fill('charleville mezieres');
	await expect.poll(() => plotCount(page)).toBeLessThan(plotsOnSale);
	await expect.poll(() => plotCount(page)).toBeGreaterThan(0);
});

for (const [tool, parameter] of [
	['Polygone', 'polygone'],
	['Rectangle', 'rectangle'],
	['Cercle', 'cercle']
] as const) {
	test(`a ${tool.toLowerCase()} drawn with the mouse keeps the plots inside it`, async ({
		page
	}) => {
		await openMap(page);
		await openCriterion(page, 'Zone sur la carte');
		await page.getByRole('button', { name: tool }).click();
		await expect(page.getByText(/Échap annule/)).toBeVisible();
		const map = page.getByRole('region', { name: 'Carte et légende' });
		const box = (await map.boundingBox()) ?? { x: 0, y: 0, width: 0, height: 0 };
		const at = (x: number, y: number) => [box.x + box.width * x, box.y + box.height * y] as const;
		// Drawing starts once its library has arrived: the canvas then shows a cross.
		await expect
			.poll(() =>
				page.locator('canvas.maplibregl-canvas').evaluate((canvas) => canvas.style.cursor)
			)
			.toBe('crosshair');
		const corners =
			tool === 'Polygone'
				? [at(0.15, 0.3), at(0.32, 0.3), at(0.32, 0.75), at(0.15, 0.75), at(0.15, 0.3)]
				: [at(0.22, 0.5), at(0.34, 0.72)];
		for (const [x, y] of corners) {
			await page.mouse.move(x, y, { steps: 4 });
			await page.mouse.click(x, y);
			await page.waitForTimeout(300);
		}
		await expect(page).toHaveURL(new RegExp(`forme=${parameter}`));
		await expect.poll(() => plotCount(page)).toBeLessThan(plotsOnSale);
		await expect.poll(() => plotCount(page)).toBeGreaterThan(0);
		await page.getByRole('button', { name: 'Effacer la zone' }).click();
		await expect.poll(() => plotCount(page)).toBe(plotsOnSale);
	});
}

test('a circle around a place needs no mouse', async ({ page }) => {
	await openMap(page);
	await openCriterion(page, 'Zone sur la carte');
	await page.getByRole('combobox', { name: 'Autour d’un lieu' }).selectOption({ label: 'Revin' });
	await page.getByRole('spinbutton', { name: 'Rayon' }).fill('6');
	await expect(page).toHaveURL(/forme=cercle/);
	await expect.poll(() => plotCount(page)).toBeLessThan(plotsOnSale);
});

test('a click on a plot of the map opens its card', async ({ page }) => {
	await openMap(page);
	const row = page.locator('tbody th a').first();
	const name = await row.innerText();
	await row.click();
	await expect(
		page.getByRole('heading', { level: 2, name: name.replaceAll('\n', ' ') })
	).toBeVisible();
	await expect(page).toHaveURL(/\/plots\//);
	await page.getByRole('link', { name: 'Fermer la fiche' }).click();
	await expect(page).toHaveURL(/\/(\?vue=[\d.,]+)?$/);
	// The map stayed where the plot is: a click on it brings the card back.
	const point = await insideFirstPlot(page);
	await page.mouse.click(point.x, point.y);
	await expect(page).toHaveURL(/\/(plots|firms)\//);
});

test('lists are sorted by their headings and turned page by page', async ({ page }) => {
	await openMap(page);
	await page.getByRole('link', { name: 'Surface', exact: true }).click();
	await expect(page.getByRole('columnheader', { name: 'Surface' })).toHaveAttribute(
		'aria-sort',
		'ascending'
	);
	await page.getByRole('link', { name: 'Surface', exact: true }).click();
	const areas = (await page.locator('tbody td.area').allInnerTexts()).map((area) =>
		parseFloat(area.replace(',', '.'))
	);
	expect(areas).toEqual(areas.toSorted((a, b) => b - a));
	await expect(page.getByText('1 à 50 sur 82').last()).toBeVisible();
	await page.getByRole('link', { name: 'Page suivante' }).click();
	await expect(page.getByText('51 à 82 sur 82').last()).toBeVisible();
	await expect(page).toHaveURL(/tri=area&ordre=decroissant&page=2/);

	await page.getByRole('link', { name: /^Entreprises/ }).click();
	await expect(page.getByRole('columnheader', { name: 'Effectif' })).toBeVisible();
});

test('cards lead from a plot to its site, from a site to its plots and firms, and back', async ({
	page
}) => {
	await openMap(page, '/?liste=sites&tri=plots&ordre=decroissant');
	await page.locator('tbody th a').first().click();
	await expect(page.getByText('Terrains du site')).toBeVisible();
	const site = await page.locator('#card-title').innerText();
	const firms = page.getByRole('region', { name: 'Fiche' }).locator('section', {
		has: page.getByRole('heading', { name: /Entreprises du site/ })
	});
	await firms.getByRole('link').first().click();
	await expect(page).toHaveURL(/\/firms\/\d{14}/);
	await expect(
		page.getByRole('article').getByRole('link', { name: site, exact: true })
	).toBeVisible();
	await page
		.getByRole('article')
		.locator('section', { has: page.getByRole('heading', { name: /Terrains occupés/ }) })
		.getByRole('link')
		.first()
		.click();
	await expect(page).toHaveURL(/\/plots\//);
	await expect(
		page.getByRole('article').getByRole('link', { name: site, exact: true })
	).toBeVisible();
	await page.goBack();
	await expect(page).toHaveURL(/\/firms\//);
});

test('a card that is opened by its address gets the whole list and every criterion with the script', async ({
	page
}) => {
	await openMap(page, '/?tri=area');
	const href = (await page.locator('tbody th a').first().getAttribute('href')) ?? '';
	const path = href.replace(/\?.*/, '');
	await page.goto(path);
	await expect(page.locator('#card-title')).toBeVisible();
	// The page of the list on which the plot stands, not the ten rows that the server sends.
	await expect(page.locator(`#results th a[href^="${path}"]`)).toBeVisible();
	await expect.poll(() => page.locator('#results').getByRole('row').count()).toBeGreaterThan(11);
	await page.getByRole('form', { name: 'Critères' }).getByText('Réseaux', { exact: true }).click();
	await expect(page.getByRole('checkbox', { name: /Gaz/ }).first()).toBeVisible();
});

test('the keyboard alone reaches a criterion, the list and a card', async ({ page }) => {
	await openMap(page);
	await page.keyboard.press('Tab');
	await expect(page.getByRole('link', { name: 'Aller à la liste des résultats' })).toBeFocused();
	await page.keyboard.press('Enter');
	await expect(page.locator('#results')).toBeFocused();
	const first = page.locator('tbody th a').first();
	for (
		let step = 0;
		step < 40 && !(await first.evaluate((link) => link === document.activeElement));
		step++
	)
		await page.keyboard.press('Tab');
	await expect(first).toBeFocused();
	await page.keyboard.press('Enter');
	await expect(page).toHaveURL(/\/plots\//);
	await expect(page.locator('#card-title')).toBeFocused();
});

test('layers are hidden one by one, and an outside base map that fails gives way', async ({
	page
}) => {
	await page.route('https://data.geopf.fr/**', (route) => route.abort());
	await openMap(page);
	await page.getByText('Légende et couches').click();
	await page.getByRole('checkbox', { name: /^Terrains/ }).uncheck();
	await expect.poll(() => drawnRecords(page, plotPoints)).toBe(0);
	await page.getByRole('radio', { name: 'Plan' }).click();
	await expect(page.getByText('Le fond IGN ne répond pas : fond simplifié.')).toBeVisible();
	await expect(page.getByRole('radio', { name: 'Simple' })).toBeChecked();
});

test('the narrow page has three panels and no sideways scroll', async ({ page }) => {
	await page.setViewportSize({ width: 360, height: 740 });
	await openMap(page);
	await expectNoSidewaysScroll(page);
	await expect(page.getByRole('spinbutton', { name: 'Surface minimale' })).toBeVisible();
	await page.getByRole('button', { name: /^Résultats/ }).click();
	const first = page.locator('#results li h3 a').first();
	await expect(first).toBeVisible();
	await expectNoSidewaysScroll(page);
	await first.click();
	await expect(page.locator('#card-title')).toBeVisible();
	await expectNoSidewaysScroll(page);
	await page.getByRole('button', { name: 'Réduire le volet' }).click();
	await expect(page.locator('#card-title')).toBeHidden();
});

test('everything stands in English too', async ({ page }) => {
	await openMap(page, '/en');
	await expect(page.locator('html')).toHaveAttribute('lang', 'en');
	await expect(page.getByText('Demonstration data')).toBeVisible();
	await expect(page.getByRole('button', { name: 'I am looking for a plot' })).toBeVisible();
	await page.locator('tbody th a').first().click();
	await expect(page).toHaveURL(/\/en\/plots\//);
	await expect(page.getByText('Price asked excl. tax').last()).toBeVisible();
	await page.getByRole('link', { name: 'Français' }).click();
	await expect(page).toHaveURL(/127\.0\.0\.1:\d+\/plots\//);
});

test('the back button undoes a move between cards', async ({ page }) => {
	await openMap(page, '/?surface_min=2');
	await page.locator('tbody th a').first().click();
	await expect(page).toHaveURL(/\/plots\/.*\?surface_min=2/);
	await page.goBack();
	await expect(page).toHaveURL(/\/\?surface_min=2$/);
	await expect(page.locator('#card-title')).toHaveText('Nord Ardennes');
});
