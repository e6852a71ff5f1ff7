import { expect, test } from '@playwright/test';
import { plotCount, scriptReady } from './map-page.ts';

const leftOut: [path: string, sentence: RegExp][] = [
	['/?surface_min=abc', /surface_min.*«\sabc\s».*un nombre de 0 à/],
	['/?surface_min=5&surface_max=2', /surface_max.*surface_min=5/],
	['/?terr_stade_comm=vendue', /terr_stade_comm.*«\svendue\s».*en vente/],
	['/?epci_siren=12', /epci_siren.*«\s12\s»/],
	['/?forme=polygone:4,49;5,50;5,49;4,50', /forme/],
	['/?gare_km=NaN', /gare_km.*«\sNaN\s»/],
	['/?page=-1', /page.*«\s-1\s»/]
];

for (const [path, sentence] of leftOut) {
	test(`${path} opens the map, with a sentence on what it left out`, async ({ page }) => {
		const response = await page.goto(path);
		expect(response?.status()).toBe(200);
		await expect(page.getByRole('alert').filter({ hasText: sentence })).toBeVisible();
		await expect(page.getByRole('heading', { name: 'Nord Ardennes', level: 1 })).toBeVisible();
	});
}

test('of an address with one bad value all the rest holds, until the sentence is closed and after', async ({
	page
}) => {
	await page.goto('/?surface_min=3');
	await scriptReady(page);
	const count = await plotCount(page);
	await page.goto('/?surface_min=3&gare_km=loin&liste=terrains');
	const sentence = page.getByRole('alert').filter({ hasText: 'gare_km' });
	await expect(sentence).toContainText('Le reste de ce qu’elle demande est appliqué');
	expect(await plotCount(page)).toBe(count);
	await expect(page).toHaveURL(/\?surface_min=3$/);
	await page.getByRole('button', { name: 'Fermer ce message' }).click();
	await expect(sentence).toBeHidden();
	expect(await plotCount(page)).toBe(count);
});

for (const mark of ['utm_source=lettre', 'fbclid=IwAR0%zz', 'gclid=x&gclid=y', 'couleur=rouge'])
	test(`what others add to a link (${mark}) is passed over and dropped`, async ({ page }) => {
		const response = await page.goto(`/?${mark}&surface_min=3`);
		expect(response?.status()).toBe(200);
		await scriptReady(page);
		await expect(page).toHaveURL(/\?surface_min=3$/);
		await expect(page.getByRole('alert')).toHaveCount(0);
		expect((await page.goto(`/demande?${mark}&surface_min=3`))?.status()).toBe(200);
		await expect(page.getByRole('textbox', { name: /Surface/ })).toHaveValue('3');
	});

test('a brief with a broken search says so, and keeps the rest of it', async ({ page }) => {
	const response = await page.goto('/demande?surface_min=beaucoup&gare_km=5');
	expect(response?.status()).toBe(200);
	await expect(page.getByRole('status').filter({ hasText: '« beaucoup »' })).toBeVisible();
	await expect(page.getByRole('textbox', { name: 'Votre projet' })).toBeVisible();
});

test('the panel takes what an address takes', async ({ page }) => {
	await page.goto('/?eau_m3j_min=1');
	await scriptReady(page);
	await page.getByRole('spinbutton', { name: /Eau/ }).fill('2000000');
	await expect(page).toHaveURL(/eau_m3j_min=2000000/);
	await page.reload();
	await expect(page.getByRole('alert')).toHaveCount(0);
	await expect(page.getByRole('spinbutton', { name: /Eau/ })).toHaveValue('2000000');
});

const refused: [path: string, status: number, sentence: RegExp][] = [
	['/plots/inexistant', 404, /«\sinexistant\s» n’existe pas/],
	['/sites/inexistant', 404, /«\sinexistant\s»/],
	['/firms/00000000000000', 404, /«\s00000000000000\s»/],
	['/brownfields/inexistant', 404, /«\sinexistant\s»/],
	['/epci/123456789', 404, /«\s123456789\s»/],
	['/xx/', 404, /«\s\/xx/],
	['/de/plots/1', 404, /«\s\/de\/plots\/1\s»/]
];

for (const [path, status, sentence] of refused) {
	test(`${path} answers ${status} with a plain sentence and a way back`, async ({ page }) => {
		const response = await page.goto(path);
		expect(response?.status()).toBe(status);
		await expect(page.getByText(sentence)).toBeVisible();
		await page.getByRole('link', { name: 'Revenir à la carte' }).click();
		await expect(page.getByRole('article', { name: 'Nord Ardennes' })).toBeVisible();
	});
}
