import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, type Page } from '@playwright/test';

export const testPassword = 'une phrase assez longue';

const mailFolder = () => join(process.env.FORGETERRE_DATA ?? '.data', 'mail');

/** The text of the latest mail to an address, once it is there: without SMTP they are files. */
export async function latestMail(to: string): Promise<string> {
	const find = () => {
		if (!existsSync(mailFolder())) return undefined;
		return readdirSync(mailFolder())
			.filter((name) => name.endsWith('.eml'))
			.sort()
			.map((name) => readFileSync(join(mailFolder(), name), 'utf8'))
			.findLast((source) => source.includes(`To: ${to}`));
	};
	await expect.poll(find).toBeDefined();
	const source = find() ?? '';
	const bytes = source
		.replace(/=\r?\n/g, '')
		.replace(/=([0-9A-F]{2})/g, (_, code: string) => String.fromCharCode(parseInt(code, 16)));
	return Buffer.from(bytes, 'latin1').toString('utf8');
}

/** The link of the latest mail to an address. */
export async function linkFromMail(to: string): Promise<string> {
	const [link] = /http:\/\/\S+/.exec(await latestMail(to)) ?? [];
	if (!link) throw new Error(`no link in the mail to ${to}`);
	return link;
}

/** Signs a firm up as a visitor would, through the mail; it is signed in then, on /proposer. */
export async function registerFirm(page: Page, email: string, firmName = 'Forges d’essai') {
	await page.goto('/connexion/inscription');
	await page.getByLabel('Votre nom').fill('Anne Forge');
	await page.getByLabel('SIRET').fill('130 025 265 00013');
	await page.getByLabel('Adresse électronique').fill(email);
	await page.getByLabel('Mot de passe').fill(testPassword);
	await page.getByRole('button', { name: 'Créer le compte' }).click();
	// No Sirene here: the name is typed.
	await page.getByLabel('Nom de l’entreprise').fill(firmName);
	await page.getByLabel('Mot de passe').fill(testPassword);
	await page.getByRole('button', { name: 'Créer le compte' }).click();
	await expect(page.getByText('Regardez votre messagerie')).toBeVisible();
	await page.goto(await linkFromMail(email));
	await page.getByRole('button', { name: 'Confirmer' }).click();
	await page.waitForURL(/\/proposer/);
}

export async function signIn(page: Page, email: string, password = testPassword) {
	await page.goto('/connexion');
	await page.getByLabel('Adresse électronique').first().fill(email);
	await page.getByLabel('Mot de passe').fill(password);
	await page.getByRole('button', { name: 'Se connecter' }).click();
}
