import { expect, test, type Page } from '@playwright/test';
import { mapView, openMap } from './map-page.ts';

/** A4 less its margins, in CSS pixels. */
const paper = { width: 688, height: 1016 };

/** Sheets of the page as it is printed. */
async function sheets(page: Page): Promise<number> {
	const file = (await page.pdf({ format: 'A4', preferCSSPageSize: true })).toString('latin1');
	return file.match(/\/Type\s*\/Page\b(?!s)/g)?.length ?? 0;
}

/** Different colours of the printed map: one for a blank picture. */
async function coloursOfMap(page: Page): Promise<number> {
	return page.evaluate(() => {
		window.dispatchEvent(new Event('beforeprint'));
		const canvas = document.querySelector<HTMLCanvasElement>('.map-area [role=img] canvas');
		const pen = canvas?.getContext('2d');
		if (!canvas || !pen || canvas.width === 0) return 0;
		const { data } = pen.getImageData(0, 0, canvas.width, canvas.height);
		return new Set(new Uint32Array(data.buffer)).size;
	});
}

/** Elements that are wider than the paper or hide what is in them. */
async function cut(page: Page): Promise<string[]> {
	return page.evaluate(() => {
		const found: string[] = [];
		for (const element of document.querySelectorAll<HTMLElement>('main *, .heading *')) {
			const { display, overflowX, overflowY, clipPath } = getComputedStyle(element);
			if (display === 'none' || clipPath !== 'none' || element.closest('svg')) continue;
			const box = element.getBoundingClientRect();
			if (box.width === 0 || box.height === 0) continue;
			const hides = [overflowX, overflowY].some((flow) => flow !== 'visible');
			const tooMuch =
				element.scrollHeight > element.clientHeight + 1 ||
				element.scrollWidth > element.clientWidth + 1;
			if (box.right > innerWidth + 1 || (hides && tooMuch))
				found.push(`${element.tagName}.${element.className}`);
		}
		return found;
	});
}

test('a plot prints as its card with a picture of the map, on two sheets at most', async ({
	page
}) => {
	await openMap(page);
	await page.locator('tbody th a').first().click();
	await expect(page).toHaveURL(/\/plots\//);
	await mapView(page);
	expect(await coloursOfMap(page)).toBeGreaterThan(20);
	expect(await sheets(page)).toBeLessThanOrEqual(2);
	await page.emulateMedia({ media: 'print' });
	await page.setViewportSize(paper);
	await expect(page.locator('.map-area [role=img] canvas')).toBeVisible();
	await expect(page.locator('#card-title')).toBeVisible();
	await expect(page.getByRole('heading', { name: 'Contraintes' })).toBeVisible();
	await expect(page.getByRole('table')).toBeHidden();
	await expect(page.getByRole('searchbox')).toBeHidden();
	expect(await cut(page)).toEqual([]);
});

test('a search prints as its sentence, its criteria, the map and the whole list as a table', async ({
	page
}) => {
	await openMap(page, '/?surface_min=1&terr_stade_comm=en+vente');
	expect(await coloursOfMap(page)).toBeGreaterThan(20);
	const rows = await page.getByRole('row').count();
	await page.emulateMedia({ media: 'print' });
	await page.setViewportSize(paper);
	await expect(page.getByText(/Surface\s: au moins 1/)).toBeVisible();
	await expect(page.getByText(/Imprimé le/)).toBeVisible();
	await expect(page.getByRole('row').last()).toBeVisible();
	expect(await page.getByRole('row').count()).toBe(rows);
	await expect(page.getByRole('searchbox')).toBeHidden();
	await expect(page.locator('#card-title')).toBeHidden();
	expect(await cut(page)).toEqual([]);
});

test('paper shows the territory before the map does, and no grid that lays lines over each other', async ({
	page
}) => {
	await page.route('**/atlas/**', () => undefined);
	await page.goto('/');
	await page.emulateMedia({ media: 'print' });
	await page.evaluate(() => window.dispatchEvent(new Event('beforeprint')));
	await expect(page.locator('.still svg')).toBeVisible();
	await expect(page.locator('.map-area [role=img] canvas')).toBeHidden();
	await page.goto('/programme');
	await expect(page.getByRole('table')).toBeVisible();
	const grids = page
		.locator('.office, .office main, .office main *')
		.filter({ has: page.locator('article, table') });
	expect(
		await grids.evaluateAll((found) =>
			found
				.map((one) => getComputedStyle(one).display)
				.filter((display) => /grid|flex/.test(display))
		)
	).toEqual([]);
	// What the screen folds is there, since paper is not clicked.
	await page.goto('/analyse');
	const folded = page
		.getByText('Les mêmes chiffres en tableau')
		.locator('xpath=..')
		.getByRole('table');
	await expect(folded.first()).toBeVisible();
});
