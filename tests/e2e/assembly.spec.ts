import { expect, test } from '@playwright/test';
import { expectAxeFindsNothing } from './accessible.ts';
import { expectNoSidewaysScroll } from './map-page.ts';

test('an investor finds adjacent plots, places a hall across them and compares them', async ({
	page
}) => {
	await page.goto('/assembler');
	await expect(page.getByRole('heading', { level: 2 })).toHaveCount(0);
	await page.getByRole('textbox', { name: 'Surface à réunir (ha)' }).fill('4');
	await page.getByRole('button', { name: 'Chercher' }).click();
	await expect(page.getByText(/ensembles atteignent 4\sha\.$/)).toBeVisible();
	const sets = page.getByRole('article');
	expect(await sets.count()).toBeGreaterThan(1);
	await expect(sets.first().getByText(/limite commune de \d+ m/)).toBeVisible();

	await page.getByText('Un bâtiment à cheval sur les terrains').click();
	await page.getByRole('textbox', { name: 'Longueur (m)' }).first().fill('120');
	await page.getByRole('textbox', { name: 'Largeur (m)' }).first().fill('60');
	await page.getByRole('textbox', { name: 'Cour des camions (m)' }).fill('35');
	await page.getByRole('button', { name: 'Chercher' }).click();
	await expect(page).toHaveURL(/surface=4.*longueur=120|longueur=120.*surface=4/);
	const fitting = sets.filter({ hasText: 'Il tient' }).first();
	await expect(
		fitting.getByRole('group', { name: /Plan de l’ensemble\s: terrains A, B.*bâtiment/ })
	).toBeVisible();
	await expectAxeFindsNothing(page);

	await fitting.getByRole('link', { name: 'Comparer ces terrains' }).click();
	await expect(page.getByRole('table').getByRole('columnheader')).toHaveCount(2);
	await expect(page).toHaveURL(/longueur=120/);
});

test('a plot that is too small leads to those beside it', async ({ page }) => {
	await page.goto('/assembler?surface=4');
	const first = page.getByRole('article').first().getByRole('listitem').first().getByRole('link');
	const path = new URL((await first.getAttribute('href')) ?? '', page.url()).pathname;
	await page.goto(`${path}/batiment?longueur=200&largeur=60`);
	await page.getByRole('link', { name: 'Chercher avec les terrains voisins' }).click();
	await expect(page.getByText('Seulement les ensembles qui comprennent')).toBeVisible();
	await expect(page.getByRole('textbox', { name: 'Longueur (m)' }).first()).toHaveValue('200');
	const id = decodeURIComponent(path.split('/').at(-1) ?? '');
	for (const set of await page.getByRole('article').all())
		await expect(set.locator(`a[href*="${id}"]`).first()).toBeVisible();
});

test('bad values are named, and a phone shows everything', async ({ page }) => {
	await page.setViewportSize({ width: 360, height: 740 });
	await page.goto('/assembler?surface=6&terrains=9&voie=loin');
	await expect(page.getByText('« 9 » est trop grand ; attendu : de 2 à 5.')).toBeVisible();
	await expect(page.getByText('« loin » n’est pas un nombre ; attendu : de 0 à 50.')).toBeVisible();
	await expect(page.getByRole('article')).toHaveCount(0);
	await page.goto('/assembler?surface=900');
	await expect(page.getByText(/^Aucun ensemble de 3 terrains/)).toBeVisible();
	await page.goto('/en/assembler?surface=4');
	await expect(page.getByText(/sets reach 4\sha\.$/)).toBeVisible();
	await expectNoSidewaysScroll(page);
	await expectAxeFindsNothing(page);
});
