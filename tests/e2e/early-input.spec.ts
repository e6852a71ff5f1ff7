import { expect, test, type Page } from '@playwright/test';
import { plotCount, scriptReady } from './map-page.ts';

/** Opens a page whose script is held back; what this answers lets it come, until it has taken the page over. */
async function openBeforeScript(page: Page, path: string): Promise<() => Promise<void>> {
	let release = () => {};
	const released = new Promise<void>((resolve) => (release = resolve));
	await page.route('**/_app/immutable/entry/**', async (route) => {
		await released;
		await route.continue();
	});
	await page.goto(path);
	return async () => {
		release();
		await scriptReady(page);
	};
}

test('what is typed before the script of the page comes is kept and sent', async ({ page }) => {
	const scriptComes = await openBeforeScript(page, '/connexion');
	const email = page.getByLabel('Adresse électronique').first();
	await email.fill('trop.rapide@exemple.fr');
	await page.getByLabel('Mot de passe').fill('ce n’est pas elle');
	await scriptComes();
	await expect(email).toHaveValue('trop.rapide@exemple.fr');
	await page.getByRole('button', { name: 'Se connecter' }).click();
	await expect(page.getByRole('alert')).toContainText('ne vont pas ensemble');
	await expect(email).toHaveValue('trop.rapide@exemple.fr');
});

test('what is ticked and written in a brief before the script comes is kept', async ({ page }) => {
	const scriptComes = await openBeforeScript(page, '/demande');
	const consent = page.getByRole('checkbox');
	const message = page.getByRole('textbox', { name: 'Votre projet' });
	await consent.check();
	await message.fill('Une halle de 2 000 m², dès le printemps.');
	await scriptComes();
	await expect(consent).toBeChecked();
	await expect(message).toHaveValue('Une halle de 2 000 m², dès le printemps.');
});

test('a criterion given before the script comes is asked once it is there', async ({ page }) => {
	const scriptComes = await openBeforeScript(page, '/');
	const all = await plotCount(page);
	const opened = page.locator('#criteria details:not([open])').first();
	const title = (await opened.locator('summary').innerText()).trim();
	await opened.locator('summary').click();
	await page.getByRole('spinbutton', { name: 'Surface minimale' }).fill('4');
	await scriptComes();
	await expect(page).toHaveURL(/surface_min=4/);
	await expect.poll(() => plotCount(page)).toBeLessThan(all);
	await expect(page.locator('#criteria details[open]', { hasText: title })).toBeVisible();
});
