import { expect, test } from '@playwright/test';
import {
	drawnRecords,
	insideFirstPlot,
	openCriterion,
	openMap,
	plotCount,
	plotsOnSale,
	screenPoint
} from './map-page.ts';

test('an investor picks a preset, narrows it, sees why plots went, concedes, and sends the link', async ({
	page,
	browser
}) => {
	await openMap(page);
	await page.getByRole('button', { name: 'Fonderie et forge' }).click();
	await page.getByRole('spinbutton', { name: 'Surface minimale' }).fill('3');
	await openCriterion(page, 'Accès');
	await page.getByRole('spinbutton', { name: /Échangeur autoroutier/ }).fill('15');
	await openCriterion(page, 'Zone sur la carte');
	await page.getByRole('button', { name: 'Couloir' }).click();
	await expect
		.poll(() => page.locator('canvas.maplibregl-canvas').evaluate((canvas) => canvas.style.cursor))
		.toBe('crosshair');
	// Down the Meuse: Revin, Nouzonville, Charleville-Mézières, Sedan, and a second click to end.
	const meuse: [number, number][] = [
		[4.64, 49.94],
		[4.75, 49.81],
		[4.72, 49.77],
		[4.94, 49.7],
		[4.94, 49.7]
	];
	for (const position of meuse) {
		const { x, y } = await screenPoint(page, position);
		await page.mouse.move(x, y, { steps: 4 });
		await page.mouse.click(x, y);
		await page.waitForTimeout(300);
	}
	await expect(page).toHaveURL(/forme=couloir/);
	await page.getByRole('spinbutton', { name: 'Largeur de chaque côté' }).fill('8');

	// The funnel says how many remain after each must, and why each plot went.
	const step = page.locator('#criteria details', {
		has: page.locator('summary', { hasText: /^\s*Surface\s*il en reste/ })
	});
	await step.locator('summary').click();
	await expect(
		step.getByText(/Sans les autres critères, celui-ci en écarterait \d+/)
	).toBeVisible();
	await expect(step.getByText(/ha pour 3\u202fha demandés/).first()).toBeVisible();

	const before = await plotCount(page);
	const offer = page.locator('.near button').first();
	const gain = Number((await offer.locator('strong').innerText()).replace(/\D/g, ''));
	await offer.click();
	await expect.poll(() => plotCount(page)).toBe(before + gain);
	await expect.poll(() => drawnRecords(page, ['plots-point'])).toBeLessThanOrEqual(before + gain);

	await expect(page).toHaveURL(/souhait=/);
	await page.waitForTimeout(plotsOnSale);
	const other = await browser.newPage();
	await openMap(other, page.url());
	await expect.poll(() => plotCount(other)).toBe(before + gain);
	await other.close();

	await page.getByRole('button', { name: 'Annuler', exact: true }).click();
	await expect.poll(() => plotCount(page)).toBe(before);
	await page.getByRole('button', { name: 'Rétablir' }).click();
	await expect.poll(() => plotCount(page)).toBe(before + gain);
});

test('an eliminated plot stays on the map, and a click on it says why it went', async ({
	page
}) => {
	await openMap(page);
	await page.locator('tbody th a').first().click();
	await expect(page).toHaveURL(/\/plots\//);
	await page.getByRole('link', { name: 'Fermer la fiche' }).click();
	const point = await insideFirstPlot(page);
	const smallest = page.getByRole('spinbutton', { name: 'Surface minimale' });
	await smallest.fill('999');
	await smallest.press('Tab');
	await expect.poll(() => drawnRecords(page, ['plots-area', 'plots-point'])).toBe(0);
	await page.mouse.click(point.x, point.y);
	await expect(page).toHaveURL(/\/plots\//);
	await expect(page.getByText(/ha pour 999\u202fha demandés/).first()).toBeVisible();
});

test('a card says of every criterion whether the plot meets it', async ({ page }) => {
	await openMap(page, '/?surface_min=3&terr_stade_comm=en+vente&echangeur_km=5');
	await page.locator('tbody th a').first().click();
	const fit = page.getByRole('article').locator('section', {
		has: page.getByRole('heading', { name: 'Ce que vous avez demandé' })
	});
	await expect(fit.getByText(/Ce terrain répond à tout/)).toBeVisible();
	await expect(fit.getByText(/par la route|à vol d’oiseau/)).toBeVisible();

	// The same plot under a criterion it cannot meet.
	const path = new URL(page.url()).pathname;
	await openMap(page, `${path}?surface_min=90`);
	await expect(page.getByText('Ce terrain est écarté.')).toBeVisible();
	await expect(page.getByText(/ha pour 90\u202fha demandés/).first()).toBeVisible();
});

test('a wish ranks instead of eliminating, and an unknown eliminates only when asked to', async ({
	page
}) => {
	await openMap(page, '/?elec_kva_min=100');
	const lenient = await plotCount(page);
	const step = page.locator('#criteria details', {
		has: page.locator('summary', { hasText: 'Puissance électrique' })
	});
	await step.locator('summary').click();
	await step.getByRole('checkbox', { name: /Écarter aussi/ }).check();
	await expect.poll(() => plotCount(page)).toBeLessThan(lenient);
	await step.getByRole('combobox', { name: 'Ce critère est' }).selectOption('un souhait fort');
	await expect.poll(() => plotCount(page)).toBe(plotsOnSale);
	await expect(page.getByText(/Note 100 sur 100/).first()).toBeVisible();
	const names = page.getByRole('columnheader', { name: /^Nom/ });
	await expect(names).toHaveAttribute('aria-sort', 'none');
	await expect(names.getByRole('link', { name: 'Note' })).toHaveAttribute('aria-current', 'true');
	await names.getByRole('link', { name: 'Nom' }).click();
	await expect(names).toHaveAttribute('aria-sort', 'ascending');
	await expect(page).toHaveURL(/tri=name/);
	await names.getByRole('link', { name: 'Note' }).click();
	await expect(names).toHaveAttribute('aria-sort', 'none');
});

test('nothing found says what to concede first and whom to ask', async ({ page }) => {
	await openMap(page, '/?surface_min=8&terr_stade_comm=en+vente');
	await expect(page.getByText('Rien ne répond à tous ces critères.')).toBeVisible();
	await expect(page.locator('#results .near button').first()).toBeVisible();
	await expect(
		page.locator('#results').getByRole('link', { name: 'Ardenne Métropole' })
	).toBeVisible();
	await page.locator('#results .near button').first().click();
	await expect.poll(() => plotCount(page)).toBeGreaterThan(0);
});

test('a GeoJSON file serves as the area, and a broken one is refused in words', async ({
	page
}) => {
	await openMap(page);
	await openCriterion(page, 'Zone sur la carte');
	const square = [
		[4.6, 49.7],
		[4.8, 49.7],
		[4.8, 49.85],
		[4.6, 49.85],
		[4.6, 49.7]
	];
	const load = (name: string, content: string) =>
		page.locator('input[type=file]').setInputFiles({
			name,
			mimeType: 'application/geo+json',
			buffer: Buffer.from(content)
		});
	await load('zone.geojson', JSON.stringify({ type: 'Polygon', coordinates: [square] }));
	await expect(page).toHaveURL(/forme=surfaces/);
	await expect.poll(() => plotCount(page)).toBeLessThan(plotsOnSale);
	const inside = await plotCount(page);
	await page.getByRole('checkbox', { name: /en dehors/ }).check();
	await expect.poll(() => plotCount(page)).toBe(plotsOnSale - inside);
	await load('zone.geojson', '{"type": "Polygon"');
	await expect(page.getByRole('alert')).toContainText('ce n’est pas du JSON lisible');
	await expect.poll(() => plotCount(page)).toBe(plotsOnSale - inside);
});
