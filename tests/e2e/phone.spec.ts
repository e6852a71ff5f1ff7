import { expect, test, type Browser, type Page } from '@playwright/test';
import { expectAxeFindsNothing } from './accessible.ts';
import {
	expectNoSidewaysScroll,
	mapView,
	openCriterion,
	openMap,
	plotCount,
	plotsOnSale
} from './map-page.ts';

const onPhone = async (browser: Browser) => {
	const context = await browser.newContext({
		...{ viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true }
	});
	return { context, page: await context.newPage() };
};

/** Drags the sheet by its tabs, or by what stands at a height, with a finger in small moves; then holds it still. */
async function drag(page: Page, to: number, held?: number) {
	const tabs = await page.locator('.sheet-tabs').boundingBox();
	if (!tabs) throw new Error('no sheet');
	const client = await page.context().newCDPSession(page);
	const x = 180;
	const from = held ?? tabs.y + 6;
	const touch = (type: 'touchStart' | 'touchMove' | 'touchEnd', y?: number) =>
		client.send('Input.dispatchTouchEvent', {
			type,
			touchPoints: y === undefined ? [] : [{ x, y }]
		});
	await touch('touchStart', from);
	for (let step = 1; step <= 8; step += 1)
		await touch('touchMove', from + ((to - from) * step) / 8);
	await page.waitForTimeout(200);
	await touch('touchMove', to);
	await touch('touchMove', to - 1);
	const during = await page.locator('.sheet-tabs').boundingBox();
	await touch('touchEnd');
	return during?.y ?? -1;
}

const stop = (page: Page) => page.locator('.workspace').getAttribute('data-stop');

test('the sheet follows the finger and rests at three stops', async ({ browser }) => {
	const { context, page } = await onPhone(browser);
	await openMap(page);
	expect(await stop(page)).toBe('half');
	const up = await drag(page, 150);
	expect(Math.abs(up - 150)).toBeLessThan(40);
	await expect.poll(() => stop(page)).toBe('full');
	await expectNoSidewaysScroll(page);
	const down = await drag(page, 690);
	expect(Math.abs(down - 690)).toBeLessThan(40);
	await expect.poll(() => stop(page)).toBe('peek');
	// The map has the room, and its buttons stay in reach.
	await expect(page.getByRole('button', { name: 'Agrandir', exact: true })).toBeInViewport();
	await drag(page, 420);
	await expect.poll(() => stop(page)).toBe('half');
	await expect(page.getByRole('spinbutton', { name: 'Surface minimale' })).toBeVisible();
	// A tap on a tab is still a tap.
	await page.getByRole('button', { name: /^Résultats/ }).tap();
	await expect(page.locator('#results li h3 a').first()).toBeVisible();
	await context.close();
});

test('what stands in the sheet pulls it from its top, and scrolls where it is scrolled', async ({
	browser
}) => {
	const { context, page } = await onPhone(browser);
	await openMap(page);
	const criteria = page.locator('#criteria');
	const asked = criteria.locator('.asked');
	const scrolled = () => asked.evaluate((part) => part.scrollTop);
	const middle = async () => {
		const box = await criteria.boundingBox();
		return (box?.y ?? 0) + 40;
	};
	// Up from the half: the sheet rises with the finger, and nothing in it is scrolled.
	const from = await middle();
	const tabs = await drag(page, from - 230, from);
	expect(tabs).toBeLessThan(from - 230);
	await expect.poll(() => stop(page)).toBe('full');
	expect(await scrolled()).toBe(0);
	// At its highest, up scrolls; and down scrolls back, as long as there is something above.
	await drag(page, (await middle()) + 20, 650);
	await expect.poll(scrolled).toBeGreaterThan(200);
	const before = await scrolled();
	await drag(page, 420, 320);
	await expect.poll(scrolled).toBeLessThan(before);
	expect(await stop(page)).toBe('full');
	// From the top down: the sheet comes with the finger, to the half and to the foot.
	await asked.evaluate((part) => part.scrollTo(0, 0));
	await drag(page, (await middle()) + 230, await middle());
	await expect.poll(() => stop(page)).toBe('half');
	await drag(page, (await middle()) + 300, await middle());
	await expect.poll(() => stop(page)).toBe('peek');
	await page.getByRole('button', { name: 'Critères' }).tap();
	await expect.poll(() => stop(page)).toBe('half');
	await expectNoSidewaysScroll(page);
	await context.close();
});

test('drawing has the whole screen, and gives it back', async ({ browser }) => {
	const { context, page } = await onPhone(browser);
	await openMap(page, '/?vue=49.77,4.72,10');
	await openCriterion(page, 'Zone sur la carte');
	await page.getByRole('button', { name: 'Polygone' }).tap();
	await expect(page.locator('.sheet-tabs')).toBeHidden();
	const canvas = page.locator('canvas.maplibregl-canvas');
	await expect.poll(async () => (await canvas.boundingBox())?.height).toBeGreaterThan(700);
	await expect
		.poll(() => canvas.evaluate((element: HTMLElement) => element.style.cursor))
		.toBe('crosshair');
	await expectNoSidewaysScroll(page);
	await expectAxeFindsNothing(page);
	for (const [x, y] of [
		[60, 360],
		[300, 360],
		[300, 640],
		[60, 640]
	] as const) {
		await page.touchscreen.tap(x, y);
		await page.waitForTimeout(350);
	}
	const dialog = page.getByRole('dialog', { name: 'Dessiner sur la carte' });
	await expect(dialog.getByRole('status')).toHaveText(/ha$/);
	await dialog.getByRole('button', { name: 'Annuler le point' }).tap();
	await dialog.getByRole('button', { name: 'Rétablir' }).tap();
	await page.touchscreen.tap(60, 360);
	await expect(page).toHaveURL(/forme=polygone/);
	await expect(page.locator('.sheet-tabs')).toBeVisible();
	await expect.poll(() => plotCount(page)).toBeLessThan(plotsOnSale);
	await context.close();
});

test('a plot is handed on by the sheet of the phone', async ({ browser }) => {
	const { context, page } = await onPhone(browser);
	await page.addInitScript(() => {
		const shared: ShareData[] = [];
		Object.assign(window, { shared });
		navigator.share = (data) => {
			if (data) shared.push(data);
			return Promise.resolve();
		};
	});
	await openMap(page);
	await page.getByRole('button', { name: /^Résultats/ }).tap();
	await page.locator('#results li h3 a').first().tap();
	await expect(page).toHaveURL(/\/plots\/.*vue=/);
	await mapView(page);
	await page.waitForTimeout(400);
	await page.getByRole('button', { name: 'Partager' }).tap();
	const shared = () => page.evaluate(() => (window as unknown as { shared: ShareData[] }).shared);
	await expect.poll(async () => (await shared()).length).toBe(1);
	const [data] = await shared();
	expect(data?.url).toBe(page.url());
	expect(data?.title).toBe(await page.locator('#card-title').innerText());
	await context.close();
});

test('what a thumb touches is 44 pixels high at least', async ({ browser }) => {
	const { context, page } = await onPhone(browser);
	await openMap(page);
	const small = () =>
		page.evaluate(() => {
			const found: string[] = [];
			const all = document.querySelectorAll<HTMLElement>(
				'.map-area button, .map-area summary, .map-area label, .sheet-tabs button, .panel button, .panel summary, .panel select, .panel .button, .panel a.close, header button, header summary, header a, .links a, .links-alone a'
			);
			for (const one of all) {
				const { width, height } = one.getBoundingClientRect();
				const isSeen = width > 1 && height > 1 && one.checkVisibility({ visibilityProperty: true });
				if (isSeen && (height < 43.5 || width < 43.5))
					found.push(
						`${one.tagName} ${one.className} ${one.innerText.slice(0, 30)} ${width}×${height}`
					);
			}
			return found;
		});
	expect(await small()).toEqual([]);
	await page.getByRole('button', { name: /^Résultats/ }).tap();
	await expect(page.locator('#results li h3').first()).toBeVisible();
	expect(await small()).toEqual([]);
	await page.locator('#results li h3 a').first().tap();
	await expect(page.locator('#card-title')).toBeVisible();
	expect(await small()).toEqual([]);
	await context.close();
});

test('on a phone an address lands where it can be seen, and the menu leads to a brief', async ({
	browser
}) => {
	const { context, page } = await onPhone(browser);
	const place = { kind: 'address', id: 'a', name: '12 Rue de la Forge', position: [4.94, 49.7] };
	await page.route('**/lieux?**', (route) =>
		route.fulfill({ json: { service: 'answering', places: [{ ...place, detail: '' }] } })
	);
	await openMap(page);
	await page.getByRole('combobox', { name: /^Adresse, commune/ }).fill('12 rue de la forge');
	await page.getByRole('option', { name: /12 Rue de la Forge/ }).tap();
	await expect.poll(() => stop(page)).toBe('peek');
	await expect.poll(async () => (await mapView(page)).zoom).toBeGreaterThan(13);
	// The tip of the mark, which lets clicks through, is on the map and under nothing else.
	const mark = await page.locator('.maplibregl-marker').boundingBox();
	const seen = await page.evaluate(
		([x, y]) => document.elementFromPoint(x, y)?.closest('.maplibregl-map') !== null,
		[(mark?.x ?? 0) + (mark?.width ?? 0) / 2, (mark?.y ?? 0) + (mark?.height ?? 0) - 4] as const
	);
	expect(seen).toBe(true);
	await expect(page.locator('.maplibregl-marker')).toBeInViewport({ ratio: 1 });
	await page.getByRole('button', { name: 'Menu' }).tap();
	await page.getByRole('link', { name: 'Laisser un besoin de foncier' }).tap();
	await expect(page).toHaveURL(/\/demande$/);
	await context.close();
});
