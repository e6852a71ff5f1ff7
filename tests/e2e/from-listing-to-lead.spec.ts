import { expect, test, type Browser, type Page } from '@playwright/test';
import sharp from 'sharp';
import { makeAgent, type Agent } from '../http/agents.ts';
import { linkFromMail, registerFirm, signIn, siteOf } from './account-pages.ts';
import { openMap } from './map-page.ts';

const luxembourg = '240800847';
const password = 'une phrase assez longue pour un test';
const plotName = 'Lot des Forges, essai complet';

async function enter(browser: Browser, agent: Agent): Promise<Page> {
	const page = await (await browser.newContext()).newPage();
	await signIn(page, agent.email, agent.password);
	await expect(page.getByRole('button', { name: 'Déconnexion' })).toBeVisible();
	return page;
}

test.use({ actionTimeout: 20_000 });

const next = (page: Page) => page.getByRole('button', { name: 'Enregistrer et continuer' }).click();

async function drawPlot(page: Page): Promise<void> {
	await page.getByLabel('Nom de l’annonce').fill(plotName);
	await page.getByLabel('Aller à').selectOption({ label: 'Charleville-Mézières' });
	await page.waitForTimeout(2500);
	const map = page.locator('.plot-map canvas');
	await map.evaluate((element) => {
		element.scrollIntoView({ block: 'center' });
	});
	const canvas = await map.boundingBox();
	if (canvas === null) throw new Error('no map to draw on');
	const corners = [
		[0.46, 0.46],
		[0.54, 0.46],
		[0.54, 0.54],
		[0.46, 0.54],
		[0.46, 0.46]
	] as const;
	for (const [right, down] of corners) {
		const [x, y] = [canvas.x + right * canvas.width, canvas.y + down * canvas.height];
		await page.mouse.move(x, y, { steps: 5 });
		await page.mouse.click(x, y);
		await page.waitForTimeout(350);
	}
	await expect(page.getByText(/Contour dessiné/)).toBeVisible();
	await next(page);
}

async function photo(hue: string): Promise<Buffer> {
	const create = { width: 640, height: 480, channels: 3, background: hue } as const;
	return sharp({ create }).jpeg().toBuffer();
}

async function describePlot(page: Page): Promise<void> {
	const choose = (group: string, option: string) =>
		page.getByRole('group', { name: group }).getByRole('radio', { name: option, exact: true });
	await choose('Ce qui est proposé', 'Terrain').check();
	await choose('État d’occupation', 'Inoccupé').check();
	await page.getByLabel('Usage actuel').selectOption('espace agricole');
	await page.getByLabel('Maîtrise foncière').selectOption('établissement industriel et commercial');
	await next(page);
	await choose('Vente ou location', 'Vente').check();
	await page.getByLabel('Prix demandé, hors taxes').fill('25');
	await choose('Stade de commercialisation', 'En vente').check();
	await page.getByLabel('Disponible à partir du').fill('2027-01-01');
	await next(page);
	await choose('Stade d’aménagement', 'Viabilisé et aménagé').check();
	await next(page);
	await page.getByLabel('Ajouter des photos').setInputFiles([
		{ name: 'entrée.jpg', mimeType: 'image/jpeg', buffer: await photo('#8a5a3c') },
		{ name: 'quai.jpg', mimeType: 'image/jpeg', buffer: await photo('#3c5a8a') }
	]);
	await page.getByRole('button', { name: 'Envoyer les photos' }).click();
	await expect(page.locator('main img')).toHaveCount(2);
	await page.getByRole('link', { name: 'Continuer vers l’aperçu' }).click();
}

async function invited(browser: Browser, administrator: Page): Promise<Page> {
	await administrator.goto('/admin/membres');
	await administrator.getByLabel('Adresse électronique').fill('agnes@metropole.test');
	await administrator.getByRole('checkbox', { name: 'CA Ardenne Métropole' }).check();
	await administrator.getByRole('button', { name: 'Envoyer l’invitation' }).click();
	const agent = await (await browser.newContext()).newPage();
	await agent.goto(await linkFromMail('agnes@metropole.test', '/connexion/invitation/'));
	await agent.getByLabel('Votre nom').fill('Agnès Martin');
	await agent.getByLabel('Mot de passe').fill(password);
	await agent.locator('main form').getByRole('button').click();
	await expect(agent.getByRole('button', { name: 'Déconnexion' })).toBeVisible();
	return agent;
}

test('a firm lists its land, an agent has it changed and publishes it, a visitor asks, the lead is lost and counted', async ({
	page: firm,
	browser,
	baseURL
}) => {
	test.setTimeout(240_000);
	const site = siteOf(baseURL);
	const administrator = await enter(browser, await makeAgent(site, 'chef@territoire.test', []));
	const agent = await invited(browser, administrator);
	const stranger = await enter(browser, await makeAgent(site, 'luc@luxembourg.test', [luxembourg]));

	await registerFirm(firm, 'paul@forge.test', 'Forge du Plateau');
	await expect(firm).toHaveURL(/\/proposer$/);
	await firm.getByRole('button', { name: 'Proposer un site' }).click();
	await drawPlot(firm);
	await describePlot(firm);
	await firm.getByRole('button', { name: 'Soumettre à l’agent' }).click();
	await expect(firm.getByText(/attend l’agent/).first()).toBeVisible();

	await stranger.goto('/admin');
	await expect(stranger.getByText(plotName)).toHaveCount(0);
	await agent.goto(await linkFromMail('agnes@metropole.test', '/admin/annonces/'));
	await expect(agent.getByText('« Forge du Plateau » est déclaré')).toBeVisible();
	await agent.locator('summary', { hasText: 'Demander un changement' }).click();
	await agent.getByLabel('Message à qui propose').fill('Le prix paraît faible : est-il exact ?');
	await agent.getByRole('button', { name: 'Demander un changement' }).click();
	await expect(agent.getByText('Le changement est demandé.')).toBeVisible();

	await firm.goto(await linkFromMail('paul@forge.test', '/proposer/'));
	await expect(firm.getByText('Le prix paraît faible : est-il exact ?').first()).toBeVisible();
	await firm.getByRole('link', { name: /Conditions/ }).click();
	await firm.getByLabel('Prix demandé, hors taxes').fill('32');
	await firm.getByRole('button', { name: /Aperçu/ }).click();
	await firm.getByRole('button', { name: 'Soumettre à l’agent' }).click();
	await expect(firm.getByText(/attend l’agent/).first()).toBeVisible();

	await agent.reload();
	await agent.getByRole('button', { name: 'Publier' }).click();
	await expect(agent.getByText('L’annonce est publiée.')).toBeVisible();

	const visitor = await (await browser.newContext()).newPage();
	const published = visitor.locator('tbody th a', { hasText: plotName });
	// Who comes at that very moment is served what was there before.
	await expect(async () => {
		await openMap(visitor);
		await visitor.getByPlaceholder(/Mot du nom/).fill('essai complet');
		await visitor.getByPlaceholder(/Mot du nom/).press('Enter');
		await expect(published).toBeVisible({ timeout: 5_000 });
	}).toPass();
	await published.click();
	const card = visitor.getByRole('region', { name: 'Fiche', exact: true });
	await expect(card.getByText('32\u202f€')).toBeVisible();
	const photos = visitor.locator('img[src$="?vignette"]');
	await expect(photos).toHaveCount(2);
	// A photo loads when it comes into sight.
	for (const photo of await photos.all()) {
		await photo.scrollIntoViewIfNeeded();
		const width = () => photo.evaluate((one: HTMLImageElement) => one.naturalWidth);
		await expect.poll(width).toBeGreaterThan(0);
	}

	await visitor.getByRole('link', { name: /Laisser une demande/ }).click();
	await visitor.getByLabel('Surface recherchée').fill('12');
	await visitor.getByRole('textbox', { name: 'Nom', exact: true }).fill('Ada Martin');
	await visitor.getByRole('textbox', { name: 'Adresse électronique' }).fill('ada@exemple.test');
	await visitor.getByLabel('Votre projet').fill('Une fonderie de 80 personnes');
	await visitor.getByRole('checkbox', { name: /J’accepte/ }).check();
	await visitor.waitForTimeout(3000);
	await visitor.getByRole('button', { name: 'Envoyer ma demande' }).click();
	const reference = await visitor.locator('.reference strong').innerText();

	await stranger.goto('/admin/demandes');
	await expect(stranger.getByText(reference)).toHaveCount(0);
	await agent.goto('/admin/demandes');
	const line = agent.getByRole('row', { name: new RegExp(reference) });
	await expect(line.getByText(/reste 4[78]\sh ouvrées/)).toBeVisible();
	await line.getByRole('link', { name: reference }).click();
	await agent.getByLabel('Nouvel état').selectOption('Perdue');
	await agent.getByLabel('Motif de la perte').selectOption('Surface insuffisante');
	await agent.getByRole('button', { name: 'Changer l’état' }).click();
	await expect(agent.getByText('C’est enregistré.')).toBeVisible();

	await administrator.goto('/admin/manquant');
	await expect(administrator.getByRole('row', { name: /CA Ardenne Métropole/ })).toContainText(
		/12|92/
	);
	await expect(administrator.getByText('Surface insuffisante')).toBeVisible();
	await stranger.goto('/admin/manquant');
	await expect(stranger.getByText('Rien n’a manqué pendant cette période.')).toBeVisible();
});
