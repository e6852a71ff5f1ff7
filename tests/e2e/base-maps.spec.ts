import { expect, test, type Page } from '@playwright/test';
import { collectFaults, expectNoSidewaysScroll, openMap } from './map-page.ts';
import { smallPmtiles } from '../fixtures/small-pmtiles.ts';

const tile = Buffer.from(
	'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg==',
	'base64'
);

/** Runs in the page: a browser that is slow to draw is no service that hangs. */
function waitLong() {
	AbortSignal.timeout = () => new AbortController().signal;
	const wait = window.setTimeout.bind(window);
	const patience = 5000;
	Object.assign(window, {
		setTimeout: (work: () => void, milliseconds = 0) =>
			wait(work, milliseconds === patience ? 60_000 : milliseconds)
	});
}

/** As where the server reaches the online base maps; what the visitor reaches is another matter. */
async function online(page: Page, tiles: 'quick' | 'dead' | 'hanging') {
	await page.route('**/fonds', (route) =>
		route.fulfill({ json: { online: 'answering', own: null } })
	);
	if (tiles === 'quick') await page.addInitScript(waitLong);
	await page.route('https://data.geopf.fr/**', (route) => {
		if (tiles === 'dead') return route.abort();
		if (tiles === 'quick') return route.fulfill({ contentType: 'image/png', body: tile });
		return undefined;
	});
}

const isDrawn = (page: Page, layer: string) =>
	page.evaluate((id) => {
		const map = window.territoryMap;
		return map?.getLayer(id) !== undefined && map.getLayoutProperty(id, 'visibility') !== 'none';
	}, layer);

const radio = (page: Page, name: string) => page.getByRole('radio', { name });

test('the built-in ground has roads, railways and names, without any other host', async ({
	page
}) => {
	const faults = collectFaults(page);
	const outside: string[] = [];
	page.on('request', (request) => {
		if (new URL(request.url()).hostname !== '127.0.0.1' && request.url().startsWith('http'))
			outside.push(request.url());
	});
	await openMap(page);
	await expect(radio(page, 'Simple')).toBeChecked();
	for (const [zoom, layers] of [
		[8, ['ground-road', 'ground-town-label']],
		[12, ['ground-road', 'ground-railway', 'rivers-line']],
		[15, ['communes-here-label']]
	] as const) {
		const center = zoom === 15 ? ([4.8, 49.95] as const) : ([4.72, 49.75] as const);
		await page.evaluate(
			({ zoom, center }) => window.territoryMap?.jumpTo({ zoom, center: [...center] }),
			{ zoom, center }
		);
		for (const layer of layers)
			await expect
				.poll(
					() =>
						page.evaluate(
							(id) => window.territoryMap?.queryRenderedFeatures({ layers: [id] }).length,
							layer
						),
					{ message: `${layer} at ${zoom}` }
				)
				.toBeGreaterThan(0);
	}
	expect(outside).toEqual([]);
	expect(faults).toEqual([]);
});

test('Plan IGN comes by itself where it answers, and the choice is found again', async ({
	page
}) => {
	const faults = collectFaults(page);
	await online(page, 'quick');
	await openMap(page);
	await expect(radio(page, 'Plan')).toBeChecked();
	await expect.poll(() => isDrawn(page, 'ground-road')).toBe(false);
	await expect(page.getByText('© IGN – Géoplateforme')).toBeVisible();
	await radio(page, 'Aérien').focus();
	await page.keyboard.press('ArrowRight');
	await expect(radio(page, 'Simple')).toBeChecked();
	await expect.poll(() => isDrawn(page, 'ground-road')).toBe(true);
	await page.keyboard.press('ArrowLeft');
	await expect(radio(page, 'Aérien')).toBeChecked();
	await openMap(page);
	await expect(radio(page, 'Aérien')).toBeChecked();
	expect(faults).toEqual([]);
});

for (const tiles of ['dead', 'hanging'] as const)
	test(`tiles that are ${tiles} leave the built-in ground and a sentence`, async ({ page }) => {
		await online(page, tiles);
		await page.setViewportSize({ width: 360, height: 740 });
		await openMap(page);
		await expect(page.getByText('Le fond IGN ne répond pas : fond simplifié.')).toBeVisible();
		// Where the map is small its ground is chosen in the legend.
		await expect(radio(page, 'Simple')).toBeHidden();
		await page.getByText('Légende et couches').click();
		await expect(radio(page, 'Simple')).toBeChecked();
		expect(await isDrawn(page, 'ground-road')).toBe(true);
		await expectNoSidewaysScroll(page);
	});

test('coordinates are told by the other button, by the keyboard, and can be copied', async ({
	page,
	context
}) => {
	await context.grantPermissions(['clipboard-read', 'clipboard-write']);
	await openMap(page);
	await page.evaluate(() => window.territoryMap?.jumpTo({ center: [4.716, 49.775], zoom: 13 }));
	await page.getByRole('button', { name: 'Coordonnées du centre de la carte' }).press('Enter');
	const dialog = page.getByRole('dialog', { name: 'Coordonnées' });
	await expect(dialog.getByLabel(/^WGS 84/).first()).toHaveValue('49.77500, 4.71600');
	await expect(dialog.getByLabel(/^WGS 84/).first()).toBeFocused();
	await expect(dialog.getByRole('textbox', { name: /^Lambert-93/ })).toHaveValue(
		/^82\d{4}, 696\d{4}$/
	);
	await dialog.getByRole('button', { name: 'Copier WGS 84' }).click();
	await expect(dialog.getByText('Copié : 49.77500, 4.71600')).toBeVisible();
	expect(await page.evaluate(() => navigator.clipboard.readText())).toBe('49.77500, 4.71600');
	await page.keyboard.press('Escape');
	await expect(dialog).toBeHidden();
	await page.locator('.maplibregl-canvas').click({ button: 'right', position: { x: 200, y: 200 } });
	await expect(dialog).toBeVisible();
});

test('the scale is shown, and north only once the map is turned', async ({ page }) => {
	await openMap(page);
	await page.evaluate(() => window.territoryMap?.jumpTo({ center: [4.716, 49.775], zoom: 12 }));
	await expect(page.getByTitle('Échelle')).toHaveText(/1 km$/);
	const north = page.getByRole('button', { name: 'Remettre le nord en haut' });
	await expect(north).toBeHidden();
	await page.evaluate(() => window.territoryMap?.rotateTo(30, { duration: 0 }));
	await north.click();
	await expect(north).toBeHidden();
	// The button goes while the last hundredth of a degree is still being turned.
	await expect.poll(() => page.evaluate(() => window.territoryMap?.getBearing())).toBe(0);
});

test('the operator’s own base map comes where nothing else answers, in both shades', async ({
	page
}) => {
	const faults = collectFaults(page);
	const archive = smallPmtiles();
	await page.route('**/fonds', (route) =>
		route.fulfill({ json: { online: 'off', own: { attribution: 'Pays d’essai' } } })
	);
	await page.route('**/fonds/plan.pmtiles', (route) => {
		const [, from, to] = /bytes=(\d+)-(\d+)/.exec(route.request().headers().range ?? '') ?? [];
		return route.fulfill({
			status: 206,
			contentType: 'application/vnd.pmtiles',
			body: archive.subarray(Number(from), Number(to) + 1)
		});
	});
	await openMap(page);
	await expect(radio(page, 'Local')).toBeChecked();
	await expect(page.getByText('© Pays d’essai')).toBeVisible();
	const drawn = (layers: string[]) =>
		page.evaluate(
			(ids) => window.territoryMap?.queryRenderedFeatures({ layers: ids }).length,
			layers
		);
	await page.evaluate(() => window.territoryMap?.jumpTo({ zoom: 10, center: [4.72, 49.76] }));
	for (const layer of ['own-base-roads_highway', 'own-base-water', 'own-base-places_locality'])
		await expect.poll(() => drawn([layer]), { message: layer }).toBeGreaterThan(0);
	expect(await isDrawn(page, 'ground-road')).toBe(false);
	await page.emulateMedia({ colorScheme: 'dark' });
	await expect.poll(() => drawn(['own-base-roads_highway'])).toBeGreaterThan(0);
	await radio(page, 'Simple').click();
	await expect.poll(() => isDrawn(page, 'ground-road')).toBe(true);
	expect(faults).toEqual([]);
});

test('an own base map that cannot be read leaves the built-in one and says so', async ({
	page
}) => {
	await page.route('**/fonds', (route) =>
		route.fulfill({ json: { online: 'off', own: { attribution: '' } } })
	);
	await page.route('**/fonds/plan.pmtiles', (route) =>
		route.fulfill({ status: 206, body: 'not an archive'.padEnd(200) })
	);
	await openMap(page);
	await expect(page.getByText('Le fond local ne peut être lu : fond simplifié.')).toBeVisible();
	await expect(radio(page, 'Simple')).toBeChecked();
	await expect(radio(page, 'Local')).toHaveCount(0);
});
