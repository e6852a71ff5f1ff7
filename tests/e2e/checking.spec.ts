import { expect, test, type Page } from '@playwright/test';
import { expectAxeFindsNothing } from './accessible.ts';
import { createPublicClient } from '#lib/backend/client.ts';
import { listings } from '#lib/backend/listings.ts';
import { confirmationToken } from '#lib/server/freshness/confirmation-token.ts';
import { makeAgent, makeFirm, type Agent, type Site } from '../http/agents.ts';
import { handIn } from '../http/listing-on-site.ts';
import { signIn, siteOf } from './account-pages.ts';
import { expectNoSidewaysScroll, scriptReady } from './map-page.ts';

const lot = 'Halle de la vérification';

async function expectAccessible(page: Page): Promise<void> {
	await expectAxeFindsNothing(page);
	await expectNoSidewaysScroll(page);
}

/** The link that a mail would bring once the listing has aged. */
async function agedLink({ address, keys }: Site, listing: string): Promise<string> {
	const seen = '2026-02-01';
	await fetch(`${address}/rest/v1/annonce?annonce_id=eq.${listing}`, {
		method: 'PATCH',
		headers: {
			apikey: keys.secretKey,
			authorization: `Bearer ${keys.secretKey}`,
			'content-type': 'application/json'
		},
		body: JSON.stringify({ confirme_le: seen })
	});
	return `/confirmer/${confirmationToken({ listing, seen }, keys.secretKey)}`;
}

/** The owner does what the agent asked, and hands it in again. */
async function handInAgain({ address, keys }: Site, firm: Agent, listing: string): Promise<void> {
	const client = createPublicClient({ url: address, fetch: globalThis.fetch, ...keys });
	await client.auth.signInWithPassword(firm);
	const { version } = await listings.get(client, listing);
	const values = { terr_prix_demande_m2: 40 };
	const saved = await listings.save(client, { listing, version, values });
	await listings.submit(client, { listing, version: saved.version });
}

test('an agent asks for a change, then publishes, and a visitor sees it with its photos', async ({
	page,
	browser,
	baseURL
}) => {
	const site = siteOf(baseURL);
	const firm = await makeFirm(site, 'forge-verification@exemple.test', 'Forges vérifiées');
	const agent = await makeAgent(site, 'agent-verification@metropole.test', ['200041630']);
	const listing = await handIn(site, firm, { terr_lot: lot, terr_prix_demande_m2: 900 }, 2);
	await signIn(page, agent.email, agent.password, '/admin');
	await expect(page.getByRole('heading', { name: 'Annonces à vérifier' })).toBeVisible();
	await expectAccessible(page);
	await page.getByRole('link', { name: lot }).click();
	await expect(page.getByText('hors de la fourchette du territoire')).toBeVisible();
	await expect(page.getByText('déclaré par l’entreprise elle-même')).toBeVisible();
	await page.getByText('Corriger des valeurs').click();
	await expectAccessible(page);
	await page.locator('summary', { hasText: 'Demander un changement' }).click();
	await page.getByLabel('Message à qui propose').fill('Le prix demandé semble trop haut.');
	await page.getByRole('button', { name: 'Demander un changement' }).click();
	await expect(page.getByText('Le changement est demandé.')).toBeVisible();

	await handInAgain(site, firm, listing);
	await page.goto(`/admin/annonces/${listing}`);
	await expect(page.getByText('hors de la fourchette du territoire')).toHaveCount(0);
	await page.getByRole('button', { name: 'Publier' }).click();
	await expect(page.getByText('L’annonce est publiée.')).toBeVisible();
	const card = await page
		.getByRole('link', { name: 'Voir la fiche publique' })
		.getAttribute('href');

	const visitor = await (await browser.newContext()).newPage();
	// The former reading is served until the next one is ready, which a busy machine takes its time for.
	await expect(async () => {
		await visitor.goto(String(card));
		await expect(visitor.getByRole('heading', { name: lot })).toBeVisible({ timeout: 2_000 });
	}).toPass({ timeout: 60_000 });
	await expect(visitor.getByText('Proposé par Forges vérifiées')).toBeVisible();
	// Without script the link leads to the photo itself.
	await scriptReady(visitor);
	await visitor.getByRole('link', { name: 'Agrandir la photo : Photo 1' }).click();
	const photos = visitor.getByRole('dialog', { name: 'Photos' });
	await expect(photos.getByText('Photo 1 sur 2')).toBeVisible();
	await visitor.keyboard.press('ArrowRight');
	await expect(photos.getByText('Photo 2 sur 2')).toBeVisible();
	const loaded = await photos.locator('img').evaluate(async (image: HTMLImageElement) => {
		await image.decode();
		return image.naturalWidth;
	});
	expect(loaded).toBe(900);
	await expectAccessible(visitor);
	await visitor.keyboard.press('Escape');
	await expect(photos).toBeHidden();
	await visitor.setViewportSize({ width: 360, height: 800 });
	await expectNoSidewaysScroll(visitor);
	await visitor.goto('/?offre_type=Local&local_m2_min=1250&confirme_jours_max=1&q=vérification');
	await expect(visitor.getByText(/^1 terrain$/)).toBeVisible();

	// Following the link is enough for a reader: the page confirms by itself.
	await visitor.goto(await agedLink(site, listing));
	await expect(visitor.getByText('votre annonce est confirmée')).toBeVisible();
	await expectAccessible(visitor);
});
