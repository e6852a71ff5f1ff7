import { expect, test } from '@playwright/test';

const refused: [path: string, status: number, sentence: RegExp][] = [
	['/?surface_min=abc', 400, /surface_min.*«\sabc\s».*un nombre de 0 à/],
	['/?surface_min=5&surface_max=2', 400, /surface_max.*surface_min=5/],
	['/?terr_stade_comm=vendue', 400, /terr_stade_comm.*«\svendue\s».*en vente/],
	['/?epci_siren=12', 400, /epci_siren.*«\s12\s»/],
	['/?couleur=rouge', 400, /couleur.*inconnu/],
	['/?forme=polygone:4,49;5,50;5,49;4,50', 400, /forme/],
	['/?gare_km=NaN', 400, /gare_km.*«\sNaN\s»/],
	['/?page=-1', 400, /page.*«\s-1\s»/],
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
