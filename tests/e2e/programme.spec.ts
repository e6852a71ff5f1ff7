import { expect, test } from '@playwright/test';
import { expectAxeFindsNothing } from './accessible.ts';
import { signIn, siteOf } from './account-pages.ts';
import { expectNoSidewaysScroll, openMap } from './map-page.ts';
import { makeAgent } from '../http/agents.ts';

const decarbonation = 'Efficacité énergétique et décarbonation des entreprises';

for (const [name, width, colorScheme] of [
	['wide and light', 1440, 'light'],
	['narrow and dark', 360, 'dark']
] as const) {
	test(`axe finds nothing on the action plan, ${name}`, async ({ browser }) => {
		const context = await browser.newContext({ viewport: { width, height: 800 }, colorScheme });
		const page = await context.newPage();
		for (const path of ['/programme', '/en/programme']) {
			await page.goto(path);
			await expectAxeFindsNothing(page);
			await expectNoSidewaysScroll(page);
		}
		await context.close();
	});
}

test('the plan says what its convention says, and what is not filled in', async ({ page }) => {
	await openMap(page);
	await page.getByRole('link', { name: 'Plan d’actions' }).click();
	await expect(page.getByRole('heading', { level: 2, name: /^Axe \d/ })).toHaveCount(4);
	const action = page.getByRole('article', { name: decarbonation });
	await expect(action.getByText('600 000 €')).toBeVisible();
	await expect(action.getByText('Ademe, 75 % sur fonds publics')).toBeVisible();
	await expect(action.getByText('13 entreprises')).toBeVisible();
	await expect(
		action.getByText('Pas encore renseigné : pilote, partenaires, calendrier.')
	).toBeVisible();
	await expect(action.getByText(/convention, 9 novembre 2023/)).toBeVisible();
	const axis = page.getByRole('region', { name: 'Axe 3 : Accélérer la transition' });
	await expect(axis.getByRole('article')).toHaveCount(4);
	await expect(axis.getByText('Budget connu : 600 000 € (renseigné pour 1 sur 4).')).toBeVisible();
	await expect(page.getByRole('link', { name: /Modifier/ })).toHaveCount(0);
});

test('an administrator completes an action, is told what cannot be, and everybody sees it', async ({
	browser,
	baseURL,
	page
}) => {
	const email = 'plan@exemple.fr';
	const { password } = await makeAgent(siteOf(baseURL), email, []);
	const context = await browser.newContext({
		locale: 'fr-FR',
		viewport: { width: 360, height: 740 }
	});
	const office = await context.newPage();
	await signIn(office, email, password, '/programme');
	await office.getByRole('link', { name: `Modifier : ${decarbonation}` }).click();
	await office.getByLabel('Avancement').selectOption('en cours');
	await office.getByLabel('Pilote').fill('Un organisme d’essai');
	await office.getByLabel('Part sur fonds publics, en %').fill('175');
	await office.getByLabel('Fiches liées, une par ligne').fill('commune 99999');
	const save = office.getByRole('button', { name: 'Enregistrer l’action' });
	await save.click();
	await expect(office.getByText('Un nombre entre 0 et 100 est attendu.')).toBeVisible();
	await expect(office.getByLabel('Pilote')).toHaveValue('Un organisme d’essai');
	await expectAxeFindsNothing(office);
	await expectNoSidewaysScroll(office);
	await office.getByLabel('Part sur fonds publics, en %').fill('75');
	await save.click();
	await expect(office.getByRole('alert')).toContainText('« commune 99999 »');
	await office.getByLabel('Fiches liées, une par ligne').fill('commune 08105\nepci 200041630');
	await save.click();
	await office.waitForURL(/\/programme#/);

	await page.goto('/programme');
	const action = page.getByRole('article', { name: decarbonation });
	await expect(action.getByText('Un organisme d’essai')).toBeVisible();
	await expect(action.getByRole('link', { name: 'Charleville-Mézières' })).toHaveAttribute(
		'href',
		/lieu=commune/
	);
	await expect(page.getByText(/1 en cours, 3 sans avancement renseigné/)).toBeVisible();
	// From the action to its axis and its places: on the map by the rank that they have in the list.
	await action.getByRole('link', { name: decarbonation }).click();
	await expect(page.getByRole('heading', { level: 1, name: decarbonation })).toBeVisible();
	await expect(page.getByRole('heading', { name: 'Historique de l’action' })).toHaveCount(0);
	await page.getByRole('link', { name: /^Axe 3/ }).click();
	await expect(page.getByRole('article')).toHaveCount(4);
	const places = page.getByRole('region', { name: 'Lieux et entreprises' });
	await expect(places.getByRole('listitem')).toHaveCount(2);
	await expectAxeFindsNothing(page);
	await places.getByRole('link', { name: /^2\. .*Ardenne Métropole/ }).press('Enter');
	await expect(page.getByRole('heading', { name: /Ardenne Métropole/ }).first()).toBeVisible();
	await office
		.getByRole('article', { name: decarbonation })
		.getByRole('link', { name: decarbonation, exact: true })
		.click();
	await expect(office.getByText('Un organisme d’essai').last()).toBeVisible();
	await expect(
		office.getByRole('region', { name: 'Historique de l’action' }).getByRole('listitem')
	).toHaveCount(3);
	await expectNoSidewaysScroll(office);
	await context.close();
});
