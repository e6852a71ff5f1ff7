import { expect, test } from '@playwright/test';
import { expectAxeFindsNothing } from './accessible.ts';
import { expectNoSidewaysScroll, openCriterion, openMap, plotsOnSale } from './map-page.ts';

const somePlot = '08480_TERRAIN-ECO_DEMO0601';

for (const [name, width, colorScheme] of [
	['wide and light', 1440, 'light'],
	['wide and dark', 1440, 'dark'],
	['narrow and light', 360, 'light'],
	['narrow and dark', 360, 'dark']
] as const) {
	test(`axe finds nothing on the map page, ${name}`, async ({ browser }) => {
		const context = await browser.newContext({ viewport: { width, height: 800 }, colorScheme });
		const page = await context.newPage();
		await openMap(page, '/?surface_min=1');
		await page.getByText('Légende et couches').click();
		await expectAxeFindsNothing(page);
		await page.getByText('Légende et couches').click();
		for (const criterion of [
			'Commercialisation',
			'EPCI et commune',
			'Zone sur la carte',
			'Réseaux'
		])
			await openCriterion(page, criterion);
		await expectAxeFindsNothing(page);
		await context.close();
	});
}

test('axe finds nothing on the parts that pages are made of', async ({ page }) => {
	await page.goto('/kit');
	await expectAxeFindsNothing(page);
	await page.getByRole('button', { name: 'Open a dialog' }).click();
	await expect(page.getByRole('dialog', { name: 'A dialog' })).toBeVisible();
	await expectAxeFindsNothing(page);
	await page.keyboard.press('Escape');
	await expect(page.getByRole('button', { name: 'Open a dialog' })).toBeFocused();
});

test('axe finds nothing on a card of each kind and on an error', async ({ browser }) => {
	const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
	const page = await context.newPage();
	for (const list of ['terrains', 'sites', 'etablissements', 'friches']) {
		await openMap(page, `/?liste=${list}`);
		await page.locator('tbody th a').first().click();
		await expect(page.getByRole('link', { name: 'Fermer la fiche' })).toBeVisible();
		await expectAxeFindsNothing(page);
	}
	await page.goto('/epci/200041630');
	await expectAxeFindsNothing(page);
	await page.goto('/nulle-part');
	await expectAxeFindsNothing(page);
	await context.close();
});

for (const path of [
	...['/mentions-legales', '/accessibilite', '/confidentialite'],
	...['/verifier?code=AAAA-BBBB-CCCC', `/plots/${somePlot}/fiche?longueur=60&largeur=30`],
	`/dossier?plots=${somePlot},inconnu`
])
	for (const [width, colorScheme, prefix] of [
		[1440, 'light', ''],
		[360, 'dark', '/en']
	] as const)
		test(`axe finds nothing on ${prefix}${path}, ${width} px and ${colorScheme}`, async ({
			browser
		}) => {
			const context = await browser.newContext({ viewport: { width, height: 800 }, colorScheme });
			const page = await context.newPage();
			await page.goto(prefix + path);
			await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
			await expectNoSidewaysScroll(page);
			await expectAxeFindsNothing(page);
			await context.close();
		});

test('a change of criteria is spoken', async ({ page }) => {
	await openMap(page);
	const live = page.locator('[aria-live="polite"]', { hasText: 'terrains' });
	await expect(live).toContainText(`${plotsOnSale} terrains`);
	await page.getByRole('spinbutton', { name: 'Surface minimale' }).fill('3');
	await expect(live).not.toContainText(`${plotsOnSale} terrains`);
});
