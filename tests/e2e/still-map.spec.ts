import { expect, test, type Page } from '@playwright/test';
import { openMap } from './map-page.ts';

interface Corners {
	left: number;
	top: number;
	right: number;
	bottom: number;
}

const still = (page: Page) => page.locator('.still');

/** Where the outlines of the still picture stand on the page. */
async function drawnBeforeScript(page: Page, address: string): Promise<Corners> {
	await page.route('**/_app/immutable/entry/**', () => new Promise(() => undefined));
	await page.goto(address, { waitUntil: 'commit' });
	await expect(still(page)).toBeVisible();
	// Nothing is painted before the styles are there; in another font the menu may take a second line.
	await page.waitForFunction(
		() =>
			document.readyState !== 'loading' &&
			document.fonts.status === 'loaded' &&
			[...document.querySelectorAll<HTMLLinkElement>('link[rel=stylesheet]')].every(
				({ disabled, sheet }) => disabled || sheet !== null
			)
	);
	const corners = await page.locator('.still path.outline').evaluateAll((paths) => {
		const boxes = paths.map((path) => path.getBoundingClientRect());
		return {
			left: Math.min(...boxes.map(({ left }) => left)),
			top: Math.min(...boxes.map(({ top }) => top)),
			right: Math.max(...boxes.map(({ right }) => right)),
			bottom: Math.max(...boxes.map(({ bottom }) => bottom))
		};
	});
	await page.unroute('**/_app/immutable/entry/**');
	return corners;
}

/** Where the map has the corners of the same outlines. */
async function drawnByMap(page: Page): Promise<Corners> {
	return page.evaluate(async () => {
		const answer = await fetch('/ogc/collections/epci/items?f=json&limit=100');
		const { features } = (await answer.json()) as GeoJSON.FeatureCollection;
		const points = features
			.flatMap(({ geometry }) =>
				geometry.type === 'MultiPolygon' ? geometry.coordinates.flat(2) : []
			)
			.map(([lng = 0, lat = 0]) => ({ lng, lat }));
		const map = window.territoryMap;
		const area = map?.getContainer().getBoundingClientRect();
		if (!map || !area) throw new Error('no map');
		const at = (lng: number, lat: number) => {
			const { x, y } = map.project([lng, lat]);
			return [area.left + x, area.top + y] as const;
		};
		const [lngs, lats] = [points.map(({ lng }) => lng), points.map(({ lat }) => lat)];
		const [left, top] = at(Math.min(...lngs), Math.max(...lats));
		const [right, bottom] = at(Math.max(...lngs), Math.min(...lats));
		return { left, top, right, bottom };
	});
}

for (const [width, height, address] of [
	[1440, 900, '/'],
	[1440, 900, '/?surface_min=3'],
	[360, 740, '/']
] as const)
	test(`the territory stands at its place before the map does, at ${width} px on ${address}`, async ({
		page
	}) => {
		await page.setViewportSize({ width, height });
		const before = await drawnBeforeScript(page, address);
		await openMap(page, address);
		await expect(still(page), 'gone once the map is there').toHaveCount(0);
		const after = await drawnByMap(page);
		for (const side of ['left', 'top', 'right', 'bottom'] as const)
			expect(Math.abs(after[side] - before[side]), side).toBeLessThan(3);
	});

for (const address of ['/?vue=49.775,4.716,12', '/plots/08028_TERRAIN-ECO_DEMO4002'])
	test(`no picture of the whole stands where the map opens elsewhere: ${address}`, async ({
		page
	}) => {
		await page.goto(address, { waitUntil: 'commit' });
		await expect(page.getByText('La carte se charge…')).toBeVisible();
		await expect(still(page)).toHaveCount(0);
	});

test('the map takes the place of its picture once it is whole, as sharp as the screen', async ({
	page
}) => {
	let come = () => {};
	const held = new Promise<void>((resolve) => (come = resolve));
	await page.route('**/atlas/terrains*', async (route) => {
		await held;
		await route.continue();
	});
	await page.goto('/');
	const canvas = page.locator('.maplibregl-canvas');
	await expect(canvas).toBeAttached();
	await expect(canvas).toBeHidden();
	await expect(still(page)).toBeVisible();
	come();
	await expect(canvas).toBeVisible();
	await expect(still(page)).toHaveCount(0);
	const { width, wide, ratio } = await canvas.evaluate((drawn: HTMLCanvasElement) => ({
		width: drawn.width,
		wide: drawn.clientWidth,
		ratio: devicePixelRatio
	}));
	expect(width).toBe(wide * ratio);
});

test('where the records do not come, the ground does, and a sentence', async ({ page }) => {
	await page.route('**/atlas/terrains*', (route) => route.abort());
	await page.goto('/');
	await expect(page.getByRole('alert')).toBeVisible();
	await expect(page.locator('.maplibregl-canvas')).toBeVisible();
	await expect(page.getByText('La carte se charge…')).toHaveCount(0);
});
