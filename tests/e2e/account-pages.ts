import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, type Page } from '@playwright/test';
import type { Site } from '../http/agents.ts';

export const testPassword = 'une phrase assez longue';

const dataFolder = () => process.env.FORGETERRE_DATA ?? '.data';

/** The server that the tests run against, with the keys of its Supabase. */
export function siteOf(baseURL: string | undefined): Site {
	const file = join(dataFolder(), 'nord-ardennes', 'keys.json');
	return { address: baseURL ?? '', keys: JSON.parse(readFileSync(file, 'utf8')) as Site['keys'] };
}

/** Texts of the mails to an address, the latest last: without SMTP they are files. */
function mailsTo(address: string): string[] {
	const folder = join(dataFolder(), 'mail');
	if (!existsSync(folder)) return [];
	return readdirSync(folder)
		.filter((name) => name.endsWith('.eml'))
		.sort()
		.map((name) => readFileSync(join(folder, name), 'utf8'))
		.filter((source) => source.includes(`To: ${address}`))
		.map((source) => source.replace(/=\r?\n/g, '').replaceAll('=3D', '='));
}

/**
 * The first link of the latest mail to an address that has one with such a part, once it is there: mails leave in the
 * background. A mail says the same in each language, French first.
 */
export async function linkFromMail(to: string, part: string): Promise<string> {
	const find = () =>
		mailsTo(to)
			.map((text) => text.match(/http:\/\/\S+/g)?.find((link) => link.includes(part)))
			.findLast((link) => link !== undefined);
	await expect.poll(find).toBeDefined();
	return find() ?? '';
}

/** Signs a firm up as a visitor would, through the mail; it is signed in then, on /proposer. */
export async function registerFirm(page: Page, email: string, firmName = 'Forges d’essai') {
	await page.goto('/connexion/inscription');
	await page.getByLabel('Votre nom').fill('Anne Forge');
	await page.getByLabel('SIRET').fill('130 025 265 00013');
	await page.getByLabel('Adresse électronique').fill(email);
	await page.getByRole('button', { name: 'Demander le compte' }).click();
	// No Sirene here: the name is typed.
	await page.getByLabel('Nom de l’entreprise').fill(firmName);
	await page.getByRole('button', { name: 'Demander le compte' }).click();
	await expect(page.getByText('Regardez votre messagerie')).toBeVisible();
	await page.goto(await linkFromMail(email, '/connexion/confirmer'));
	await page.getByLabel('Mot de passe').fill(testPassword);
	await page.getByRole('button', { name: 'Confirmer et ouvrir le compte' }).click();
	await page.waitForURL(/\/proposer/);
}

/** Fills in the page of sign-in and sends it; `next` is the page to come to. */
export async function signIn(page: Page, email: string, password = testPassword, next = '') {
	await page.goto(next ? `/connexion?suite=${next}` : '/connexion');
	await page.getByLabel('Adresse électronique').first().fill(email);
	await page.getByLabel('Mot de passe').fill(password);
	await page.getByRole('button', { name: 'Se connecter' }).click();
}
