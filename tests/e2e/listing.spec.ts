import { expect, test, type Page } from '@playwright/test';
import { expectAxeFindsNothing } from './accessible.ts';
import type { FeatureCollection, MultiPolygon, Polygon, Position } from 'geojson';
import type { Map as MapLibreMap } from 'maplibre-gl';
import sharp from 'sharp';
import { makeFirm, type Agent } from '../http/agents.ts';
import { signIn, siteOf } from './account-pages.ts';
import { expectNoSidewaysScroll } from './map-page.ts';

declare global {
	interface Window {
		plotMap?: MapLibreMap;
	}
}

async function enter(page: Page, { email, password }: Agent): Promise<void> {
	await signIn(page, email, password, '/proposer');
	await page.getByRole('button', { name: 'Proposer un site' }).click();
}

/** The step that is shown: nothing for axe to find, and nothing beside a narrow screen. */
async function look(page: Page, step: string): Promise<void> {
	await expect(page.getByRole('heading', { name: step, level: 2 })).toBeVisible();
	await expectAxeFindsNothing(page);
	await page.setViewportSize({ width: 360, height: 740 });
	await expectNoSidewaysScroll(page);
	await page.setViewportSize({ width: 1440, height: 1000 });
}

/** Clicks one after the other, as slowly as a hand does: two quick clicks are a double click. */
async function clickAll(page: Page, points: readonly (readonly [x: number, y: number])[]) {
	for (const at of points) {
		await page.mouse.move(...at);
		await page.waitForTimeout(120);
		await page.mouse.click(...at);
		await page.waitForTimeout(120);
	}
}

/** Draws a square of 160 pixels around the middle of the map, at a scale where plots are drawn. */
async function draw(page: Page): Promise<void> {
	await page.waitForFunction(() => window.plotMap !== undefined);
	await page.evaluate(() => window.plotMap?.jumpTo({ center: [4.715, 49.762], zoom: 16 }));
	const canvas = page.locator('.plot-map canvas').first();
	await canvas.scrollIntoViewIfNeeded();
	const box = await canvas.boundingBox();
	if (!box) throw new Error('La carte n’a pas de place dans la page.');
	const corners = [
		[-80, -80],
		[80, -80],
		[80, 80],
		[-80, 80],
		[-80, -80]
	] as const;
	const [left, top] = [box.x + box.width / 2, box.y + box.height / 2];
	await clickAll(
		page,
		corners.map(([x, y]) => [left + x, top + y])
	);
	await expect(page.getByText(/Contour dessiné/)).toBeVisible();
}

/** Lets `window.plotMap` be the map that is drawn on. */
async function followMap(page: Page): Promise<void> {
	await page.addInitScript(() => {
		addEventListener('forgeterre:plot-map', (event) => {
			window.plotMap = (event as CustomEvent<MapLibreMap>).detail;
		});
	});
	await page.setViewportSize({ width: 1440, height: 1000 });
}

const photo = async (name: string, background: string) => ({
	name,
	mimeType: 'image/jpeg',
	buffer: await sharp({ create: { width: 1200, height: 900, channels: 3, background } })
		.jpeg()
		.toBuffer()
});

test('a firm draws its plot, tells about it, adds two photos and hands it in', async ({
	page,
	baseURL
}) => {
	test.setTimeout(120_000);
	const firm = await makeFirm(siteOf(baseURL), 'forge-annonce@exemple.test', 'Forges A');
	await followMap(page);
	const goOn = page.getByRole('button', { name: 'Enregistrer et continuer' });
	await enter(page, firm);
	await look(page, 'Emplacement');
	await draw(page);
	await page.getByLabel('Nom de l’annonce').fill('Halle dessinée');
	await page.getByRole('button', { name: 'Enregistrer', exact: true }).click();
	await expect(page.getByText('CA Ardenne Métropole')).toBeVisible();
	await expect(page.getByText(/Déclaré par Forges A/)).toBeVisible();
	await goOn.click();

	await look(page, 'Nature');
	await page.getByLabel('Local dans un bâtiment').check();
	await page.getByLabel('Surface du local').fill('beaucoup');
	await page.getByLabel('Inoccupé').check();
	await page.getByLabel('Usage actuel').selectOption('bâti productif');
	await page.getByLabel('Maîtrise foncière').selectOption('établissement industriel et commercial');
	await goOn.click();
	await expect(page.getByText(/Reçu «\sbeaucoup\s»/)).toBeVisible();
	await look(page, 'Nature');
	await page.getByLabel('Surface du local').fill('1 250,5');
	await goOn.click();

	await look(page, 'Conditions');
	await page.getByLabel('Location').check();
	await page.getByLabel('Prix demandé').fill('45');
	await page.getByLabel('En vente', { exact: true }).check();
	await page.getByLabel('Disponible à partir du').fill('2027-03-01');
	await goOn.click();

	await look(page, 'Réseaux et viabilité');
	await page.getByLabel('Viabilisé et aménagé').check();
	await page.getByLabel('Puissance disponible').fill('400');
	await goOn.click();

	await page
		.getByLabel('Ajouter des photos')
		.setInputFiles([await photo('vue-1.jpg', '#b5442e'), await photo('vue-2.jpg', '#3a6ea5')]);
	await page.getByRole('button', { name: 'Envoyer les photos' }).click();
	await expect(page.getByRole('img', { name: /vue-2/ })).toBeVisible();
	await look(page, 'Photos et documents');
	await page.getByRole('link', { name: 'Continuer vers l’aperçu' }).click();

	await look(page, 'Aperçu');
	await expect(page.getByText('400 kVA', { exact: false })).toBeVisible();
	await page.getByRole('button', { name: 'Soumettre à l’agent' }).click();
	await expect(page.getByText('Soumise : l’agent de l’EPCI la vérifie.')).toBeVisible();
});

/** Whether a side is as long as those of plots are: of 50 to 200 m. */
function isOfPlot([east = 0, north = 0]: Position, nth: number, corners: Position[]): boolean {
	const [fromEast = 0, fromNorth = 0] = corners.at(nth - 1) ?? [];
	const metres = Math.hypot((east - fromEast) * 71_700, (north - fromNorth) * 111_195);
	return metres > 50 && metres < 200;
}

test('an outline drawn or dragged beside a plot takes over its corners', async ({
	page,
	baseURL,
	request
}) => {
	const firm = await makeFirm(siteOf(baseURL), 'voisine@exemple.test', 'Forges voisines');
	const answer = await request.get('/ogc/collections/terrains/items?f=json&limit=100');
	const { features } = (await answer.json()) as FeatureCollection<MultiPolygon>;
	const rings = features.map(({ geometry }) => geometry.coordinates[0]?.[0] ?? []);
	// One that the map shows whole, with its corners well apart: no road.
	const ring = rings.find((one) => one.length === 5 && one.slice(1).every(isOfPlot)) ?? [];
	const corner = (at: number) => [ring[at]?.[0] ?? 0, ring[at]?.[1] ?? 0] as [number, number];
	const [first, second, third] = [corner(0), corner(1), corner(2)];

	await followMap(page);
	await enter(page, firm);
	await page.waitForFunction(() => window.plotMap !== undefined);
	await page.locator('.plot-map canvas').first().scrollIntoViewIfNeeded();
	// The side between the two corners in the middle, and its plot on one side of it.
	const clicks = await page.evaluate(
		async ({ one, other, inside }) => {
			const map = window.plotMap;
			if (!map) throw new Error('no map');
			const middle = [(one[0] + other[0]) / 2, (one[1] + other[1]) / 2] as [number, number];
			map.jumpTo({ center: middle, zoom: 17 });
			while (map.queryRenderedFeatures({ layers: ['neighbours-area'] }).length === 0)
				await new Promise((resolve) => setTimeout(resolve, 50));
			const { left, top } = map.getCanvas().getBoundingClientRect();
			const onScreen = (at: [number, number], dx: number, dy: number) => {
				const { x, y } = map.project(at);
				return [left + x + dx, top + y + dy] as [number, number];
			};
			const [from, to] = [map.project(inside), map.project(middle)];
			const length = Math.hypot(to.x - from.x, to.y - from.y);
			const away = onScreen(
				middle,
				(150 * (to.x - from.x)) / length,
				(150 * (to.y - from.y)) / length
			);
			return [onScreen(one, 5, -4), onScreen(other, -4, 5), away, onScreen(one, 0, 0)];
		},
		{ one: first, other: second, inside: third }
	);
	await clickAll(page, clicks);
	await expect(page.getByText(/Contour dessiné/)).toBeVisible();
	const corners = async () =>
		(JSON.parse(await page.locator('input[name="contour"]').inputValue()) as Polygon)
			.coordinates[0] ?? [];
	const isTaken = async ([east, north]: [number, number]) =>
		(await corners()).some(
			([lng = 0, lat = 0]) => Math.abs(lng - east) < 2e-7 && Math.abs(lat - north) < 2e-7
		);
	for (const corner of [first, second])
		expect(await isTaken(corner), JSON.stringify(await corners())).toBe(true);

	// The third corner, which stands in the open, is dragged near another corner of the plot.
	expect(await isTaken(third)).toBe(false);
	const handle = page.getByRole('button', { name: 'Sommet 3', exact: true });
	await handle.hover();
	const near = await page.evaluate((at) => {
		const map = window.plotMap;
		if (!map) throw new Error('no map');
		const { left, top } = map.getCanvas().getBoundingClientRect();
		const { x, y } = map.project(at);
		return [left + x + 6, top + y - 5] as const;
	}, third);
	await page.mouse.down();
	await page.mouse.move(...near, { steps: 8 });
	await page.mouse.up();
	await expect.poll(() => isTaken(third)).toBe(true);
	expect(await corners()).toHaveLength(4);
});

test('a firm cuts a hole, takes it back and does it again, and enters an outline in numbers', async ({
	page,
	baseURL
}) => {
	test.setTimeout(240_000);
	const firm = await makeFirm(siteOf(baseURL), 'trou@exemple.test', 'Forges du trou');
	await followMap(page);
	await enter(page, firm);
	await draw(page);
	const rings = async () => {
		const text = await page.locator('input[name="contour"]').inputValue();
		const outline = JSON.parse(text || 'null') as Polygon | null;
		return outline?.coordinates.map((ring) => ring.length) ?? [];
	};
	await expect.poll(rings).toEqual([5]);
	// A single ring has its corners too: by keyboard, and a crossing is said while it is made.
	const single = async () =>
		(JSON.parse(await page.locator('input[name="contour"]').inputValue()) as Polygon)
			.coordinates[0] ?? [];
	const before = await single();
	const first = page.getByRole('button', { name: 'Sommet 1', exact: true });
	await first.press('Shift+ArrowUp');
	await expect
		.poll(async () => ((await single())[0]?.[1] ?? 0) - (before[0]?.[1] ?? 0))
		.toBeCloseTo(10 / 111_195, 6);
	await page.getByRole('button', { name: 'Annuler le dernier trait' }).click();
	await expect.poll(single).toEqual(before);
	const grip = await first.boundingBox();
	if (!grip) throw new Error('no handle');
	await first.hover();
	await page.mouse.down();
	await page.mouse.move(grip.x + 220, grip.y + 60, { steps: 6 });
	await expect(page.getByText(/se croise ou se touche/)).toBeVisible();
	await page.mouse.move(grip.x + grip.width / 2, grip.y + grip.height / 2, { steps: 6 });
	await expect(page.getByText(/se croise ou se touche/)).toBeHidden();
	await page.mouse.up();
	await page.getByRole('button', { name: 'Annuler le dernier trait' }).click();
	await expect.poll(single).toEqual(before);
	await page.getByRole('button', { name: 'Découper un trou' }).click();
	const box = await page.locator('.plot-map canvas').first().boundingBox();
	if (!box) throw new Error('no map');
	const [left, top] = [box.x + box.width / 2, box.y + box.height / 2];
	const hole = [
		[-35, -30],
		[35, -30],
		[0, 40],
		[-35, -30]
	] as const;
	await clickAll(
		page,
		hole.map(([x, y]) => [left + x, top + y])
	);
	await expect.poll(rings).toEqual([5, 4]);
	await page.getByRole('button', { name: 'Annuler le dernier trait' }).click();
	await expect.poll(rings).toEqual([5]);
	await page.getByRole('button', { name: 'Rétablir le trait' }).click();
	await expect.poll(rings).toEqual([5, 4]);

	// Its corners are dragged, and moved by keyboard, the hole alone.
	const outline = async () =>
		JSON.parse(await page.locator('input[name="contour"]').inputValue()) as Polygon;
	const [outer, former = []] = (await outline()).coordinates;
	const corner = page.getByRole('button', { name: 'Sommet 2 du trou 1 de la partie 1' });
	await corner.hover();
	await page.mouse.down();
	const handle = await corner.boundingBox();
	if (!handle) throw new Error('no handle');
	await page.mouse.move(handle.x + handle.width / 2 + 12, handle.y + handle.height / 2 - 9, {
		steps: 4
	});
	await page.mouse.up();
	const moved = async () => (await outline()).coordinates[1]?.[1] ?? [];
	await expect.poll(moved).not.toEqual(former[1]);
	const [, north = 0] = await moved();
	await corner.press('Shift+ArrowUp');
	// Ten metres.
	await expect.poll(async () => ((await moved())[1] ?? 0) - north).toBeCloseTo(10 / 111_195, 6);
	expect((await outline()).coordinates).toEqual([outer, former.with(1, await moved())]);
	await corner.press('Enter');
	await expect.poll(rings).toEqual([5, 5]);
	await page.getByRole('button', { name: 'Sommet 3 du trou 1 de la partie 1' }).press('Delete');
	await expect.poll(rings).toEqual([5, 4]);
	await expectAxeFindsNothing(page);
	await page.getByRole('button', { name: 'Enregistrer', exact: true }).click();
	await expect(page.getByText('CA Ardenne Métropole')).toBeVisible();

	await page.getByText('Saisir un contour sans souris').click();
	await page.getByRole('textbox', { name: 'Latitude ou Y (m)' }).fill('49,762');
	await page.getByRole('textbox', { name: 'Longitude ou X (m)' }).fill('4,715');
	await page.keyboard.press('Enter');
	for (const bearing of ['90', '0']) {
		await page.getByRole('textbox', { name: 'Distance (m)' }).fill('200');
		await page.getByRole('textbox', { name: /^Cap/ }).fill(bearing);
		await page.keyboard.press('Enter');
	}
	await page.getByRole('button', { name: 'Utiliser ce contour' }).click();
	await expect.poll(rings).toEqual([4]);
	await expect(page.getByText(/Contour dessiné\s:\s2\s?ha/)).toBeVisible();
});
