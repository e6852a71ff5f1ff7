import { expect, test } from '@playwright/test';
import { expectAxeFindsNothing } from './accessible.ts';
import { expectNoSidewaysScroll, openMap, plotCount } from './map-page.ts';

for (const [name, width, colorScheme] of [
	['wide and light', 1440, 'light'],
	['narrow and dark', 360, 'dark']
] as const) {
	test(`axe finds nothing on the planner's pages, ${name}`, async ({ browser }) => {
		const context = await browser.newContext({ viewport: { width, height: 800 }, colorScheme });
		const page = await context.newPage();
		for (const path of ['/analyse', '/analyse/rapport', '/analyse/loi', '/en/analyse']) {
			await page.goto(path);
			await expectAxeFindsNothing(page);
			await expectNoSidewaysScroll(page);
		}
		await context.close();
	});
}

test('an EPCI is chosen, and a line of a table leads to the plots that it counts', async ({
	page
}) => {
	await openMap(page);
	await page.getByRole('link', { name: 'Analyser le foncier' }).click();
	await page.getByRole('combobox', { name: 'Lieu', exact: true }).selectOption('epci:200041630');
	await page.getByRole('button', { name: 'Afficher' }).click();
	await expect(page).toHaveURL(/lieu=epci/);
	const table = page.getByRole('region', { name: 'Surface par stade de commercialisation' });
	const line = table.locator('tbody tr').first();
	const counted = Number(await line.locator('td').first().innerText());
	expect(counted).toBeGreaterThan(0);
	const address = await line.getByRole('link').getAttribute('href');
	await openMap(page, address ?? '');
	expect(await plotCount(page)).toBe(counted);
});

test('a bar shows what it counts on the map beside, by pointer and by keyboard, and Back undoes it', async ({
	page
}) => {
	await page.setViewportSize({ width: 1440, height: 900 });
	await page.goto('/analyse?lieu=epci:200041630');
	const beside = page.getByRole('complementary', { name: 'Tous les terrains du lieu' });
	await expect(beside.locator('.drawn-map')).toBeVisible();
	const bar = page.locator('#demande figure').getByRole('link', { name: /De 2 à moins de 5 ha/ });
	await expect(bar).toHaveAccessibleName(
		/^Montrer sur la carte de la page.*Terrains à vendre, \d+$/
	);
	const counted = Number((await bar.locator('.value').textContent()) ?? '');
	expect(counted).toBeGreaterThan(0);
	await bar.focus();
	await page.keyboard.press('Shift+Tab');
	await page.keyboard.press('Tab');
	await expect(bar.locator('.whole')).toHaveCSS('stroke-width', '4px');
	const asked: string[] = [];
	page.on('request', (request) => asked.push(new URL(request.url()).pathname));
	const top = (await bar.boundingBox())?.y;
	await page.keyboard.press('Enter');
	const shown = page.getByRole('complementary', { name: /De 2 à moins de 5 ha/ });
	await expect(shown.getByRole('status')).toContainText(`${String(counted)} terrain`);
	await expect(shown.locator('svg').getByRole('link')).toHaveCount(counted);
	await expect(bar).toBeFocused();
	await expect(bar).toHaveAttribute('aria-current', 'true');
	expect((await bar.boundingBox())?.y, 'nothing moves').toBe(top);
	expect(asked, 'no figure is asked for again').toEqual(['/analyse/chiffre']);
	await page.locator('#friches figure').getByRole('link').first().click();
	await expect(page.getByRole('complementary', { name: /^Friches par statut/ })).toBeVisible();
	await page.goBack();
	await expect(shown).toBeVisible();
	const close = page.getByRole('link', { name: 'Fermer la carte de la page' });
	await close.focus();
	await page.keyboard.press('Enter');
	await expect(beside).toBeVisible();
	await expect(bar).toBeFocused();
	await page.goBack();
	await shown.getByRole('link', { name: 'Ouvrir dans la carte et la liste' }).click();
	await expect(page).toHaveURL(/surface_min=2/);
	await openMap(page, page.url());
	expect(await plotCount(page)).toBe(counted);
});

test('on a phone what a bar counts comes as a sheet that leaves the bar in sight, and goes', async ({
	browser
}) => {
	const context = await browser.newContext({
		...{ viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true }
	});
	const page = await context.newPage();
	await page.goto('/analyse');
	const sheet = page.getByRole('complementary');
	await expect(sheet).toBeHidden();
	const bar = page.locator('#branches figure').getByRole('link').nth(1);
	await bar.tap();
	await expect(sheet.getByRole('status')).toContainText(/\d+ entreprises/);
	const [pressed, covered] = [await bar.boundingBox(), await sheet.boundingBox()];
	expect((pressed?.y ?? 0) + (pressed?.height ?? 0)).toBeLessThanOrEqual(covered?.y ?? 0);
	await expectNoSidewaysScroll(page);
	await expectAxeFindsNothing(page);
	await sheet.getByRole('link', { name: 'Fermer la carte de la page' }).tap();
	await expect(sheet).toBeHidden();
	await context.close();
});

test.describe('without JavaScript', () => {
	test.use({ javaScriptEnabled: false });

	test('a bar shows what it counts too, and a figure that is none is told', async ({ page }) => {
		await page.setViewportSize({ width: 1440, height: 900 });
		await page.goto('/analyse');
		const bar = page.locator('#commercialisation figure').getByRole('link').first();
		await bar.click();
		const shown = page.getByRole('complementary', { name: /^Surface par stade/ });
		await expect(shown.getByRole('status')).toContainText(/\d+ terrains, /);
		await page.goto('/analyse?chiffre=rien~du-tout');
		await expect(page.getByRole('complementary')).toContainText('rien~du-tout');
	});
});

test('two EPCI stand side by side, and the address keeps both', async ({ page }) => {
	await page.goto('/analyse?lieu=epci:200041630');
	const second = page.getByRole('combobox', { name: 'Comparer avec' });
	const other = (
		await second
			.locator('option[value]:not([value=""])')
			.evaluateAll((options) => options.map((option) => (option as HTMLOptionElement).value))
	).find((value) => value !== 'epci:200041630');
	await second.selectOption(other ?? '');
	await page.getByRole('button', { name: 'Afficher' }).click();
	await expect(page).toHaveURL(/lieu=epci.*avec=epci/);
	await expect(second).toHaveValue(other ?? '');
	const [own, beside] = [
		page.locator('#commercialisation'),
		page.locator('#commercialisation-avec')
	];
	const [left, right] = [await own.boundingBox(), await beside.boundingBox()];
	expect(left?.y).toBe(right?.y);
	expect(right?.x).toBeGreaterThan(left?.x ?? Infinity);
	// Two places have no map of one of them: their bars lead to that of the territory.
	await expect(page.getByRole('complementary')).toHaveCount(0);
	await expect(own.locator('figure a').first()).toHaveAccessibleName(/^Voir sur la carte/);
	const total = await beside.locator('tfoot td').first().innerText();
	await page.goto(`/analyse?lieu=${other ?? ''}`);
	await expect(own.locator('tfoot td').first()).toHaveText(total);
	await page.goto('/analyse?avec=epci:999999999');
	await expect(page.getByRole('alert')).toContainText('epci:999999999');
});

test('a report has a sheet for its cover and one or more for each table', async ({ page }) => {
	await page.goto('/analyse/rapport?lieu=epci:200041630');
	await expect(page.getByRole('heading', { level: 1 })).toHaveText(
		'Rapport sur le foncier industriel'
	);
	const tables = await page.locator('.sheet').count();
	expect(await page.locator('.cover li').count()).toBe(tables);
	for (const how of await page.locator('.sheet details').all())
		await expect(how).toHaveAttribute('open', '');
	const file = (await page.pdf({ format: 'A4', preferCSSPageSize: true })).toString('latin1');
	const sheets = file.match(/\/Type\s*\/Page\b(?!s)/g)?.length ?? 0;
	expect(sheets).toBeGreaterThanOrEqual(tables + 1);
	expect(sheets).toBeLessThanOrEqual(2 * tables);
	await page.emulateMedia({ media: 'print' });
	await expect(page.locator('.running').first()).toBeVisible();
	await expect(page.getByRole('button', { name: /Imprimer/ })).toBeHidden();
});

test('a table is downloaded with the figures of the page', async ({ page, request }) => {
	await page.goto('/analyse');
	const table = page.getByRole('region', { name: 'Surface par stade de commercialisation' });
	const total = await table.locator('tfoot td').first().innerText();
	const answer = await request.get('/analyse/csv/commercialisation');
	expect(answer.headers()['content-type']).toContain('text/csv');
	expect(await answer.text()).toContain(`"Ensemble";${total};`);
	expect((await request.get('/analyse/csv/rien')).status()).toBe(404);
	expect((await request.get('/analyse/csv/commercialisation?lieu=epci:1')).status()).toBe(404);
});

test('a place that is none is told, and the whole territory shown', async ({ page }) => {
	await page.goto('/analyse?lieu=epci:999999999');
	await expect(page.getByRole('alert')).toContainText('epci:999999999');
	await expect(page.getByRole('heading', { level: 1 })).toContainText('Tout le territoire');
});

test.describe('without JavaScript', () => {
	test.use({ javaScriptEnabled: false });

	test('figures and charts stand, and an example is worked out for the day chosen', async ({
		page
	}) => {
		await page.goto('/analyse');
		await expect(page.locator('figure svg').first()).toBeVisible();
		await page.goto('/analyse/loi');
		await page.getByLabel('À la date du').fill('2022-06-30');
		await page.getByRole('button', { name: 'Recalculer' }).click();
		await expect(page).toHaveURL(/date=2022-06-30/);
		await expect(page.locator('#scot-deadline .example')).toContainText('23 août 2026');
		await page.goto('/analyse/loi?date=2026-02-30');
		await expect(page.getByRole('alert')).toContainText('2026-02-30');
	});
});
