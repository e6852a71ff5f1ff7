import { expect, test } from '@playwright/test';
import { expectAxeFindsNothing } from './accessible.ts';
import { runToEnd } from '../../scripts/check/running-server.ts';
import { linkFromMail, registerFirm, signIn, testPassword } from './account-pages.ts';
import { collectFaults, expectNoSidewaysScroll } from './map-page.ts';

test('a firm signs up, signs out, signs in, and chooses a new password by mail', async ({
	browser
}) => {
	const context = await browser.newContext({ locale: 'fr-FR' });
	const page = await context.newPage();
	const faults = collectFaults(page);
	const email = 'anne.forge@exemple.fr';
	await registerFirm(page, email);
	await page.goto('/connexion/compte');
	await expect(page.getByText('Forges d’essai (nom déclaré, à vérifier)')).toBeVisible();
	await expectAxeFindsNothing(page);
	await page.getByRole('button', { name: 'Déconnexion' }).click();
	await expect(page.getByRole('link', { name: 'Connexion', exact: true })).toBeVisible();

	await signIn(page, email, 'ce n’est pas elle');
	await expect(page.getByRole('alert')).toContainText('ne vont pas ensemble');
	await expect(page.getByLabel('Adresse électronique').first()).toHaveValue(email);
	await expectAxeFindsNothing(page);
	await page.getByRole('link', { name: 'Mot de passe oublié' }).click();
	await expect(page.getByRole('heading', { name: 'Mot de passe oublié' })).toBeVisible();
	await page.getByLabel('Adresse électronique').fill(email);
	await page.getByRole('button', { name: 'Recevoir un lien' }).click();
	await expect(page.getByRole('status')).toContainText(email);
	await page.goto(await linkFromMail(email, '/connexion/mot-de-passe'));
	await expectAxeFindsNothing(page);
	await page.getByLabel('Nouveau mot de passe').fill('court');
	await page.getByRole('button', { name: 'Enregistrer le mot de passe' }).click();
	await expect(page.getByText('Ce mot de passe a 5 caractères')).toBeVisible();

	const bare = await browser.newContext({ locale: 'fr-FR', javaScriptEnabled: false });
	const withoutScript = await bare.newPage();
	await withoutScript.goto(await linkFromMail(email, '/connexion/mot-de-passe'));
	await withoutScript.getByLabel('Nouveau mot de passe').fill('une autre longue phrase');
	await withoutScript.getByRole('button', { name: 'Enregistrer le mot de passe' }).click();
	await expect(withoutScript.getByRole('status')).toContainText('mot de passe est enregistré');
	await withoutScript.getByRole('button', { name: 'Déconnexion' }).click();
	await expect(withoutScript.getByRole('link', { name: 'Connexion', exact: true })).toBeVisible();
	await bare.close();
	await signIn(page, email, 'une autre longue phrase');
	await page.waitForURL(/\/proposer/);
	// A refused form is an answer, which the console calls an error.
	expect(faults.filter((fault) => !fault.includes('status of 400'))).toEqual([]);
	await context.close();
});

test('axe finds nothing on the pages of accounts and of the administration, wide and narrow', async ({
	browser
}) => {
	// Sixteen pages with axe on each.
	test.slow();
	const email = 'administration@exemple.fr';
	const made = await runToEnd('admin-create', ['--email', email, '--name', 'Claire Admin'], {
		FORGETERRE_DATA: process.env.FORGETERRE_DATA ?? '',
		FORGETERRE_PASSWORD: testPassword
	});
	expect([made.code, made.errors.includes('Error')]).toEqual([0, false]);
	for (const [width, colorScheme] of [
		[1440, 'light'],
		[360, 'dark']
	] as const) {
		const context = await browser.newContext({ viewport: { width, height: 800 }, colorScheme });
		const page = await context.newPage();
		const faults = collectFaults(page);
		for (const path of ['/connexion', '/connexion/inscription', '/connexion/confirmer?jeton=x']) {
			await page.goto(path);
			await expectAxeFindsNothing(page);
			await expectNoSidewaysScroll(page);
		}
		await signIn(page, email);
		await page.waitForURL(/\/admin/);
		for (const path of ['membres', 'territoire', 'imports', 'export', 'courriels']) {
			await page.goto(`/admin/${path}`);
			await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
			await expectAxeFindsNothing(page);
			await expectNoSidewaysScroll(page);
		}
		expect(faults).toEqual([]);
		await context.close();
	}
});
