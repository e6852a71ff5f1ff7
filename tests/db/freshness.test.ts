import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { decisions } from '#lib/backend/checking.ts';
import { createPublicClient } from '#lib/backend/client.ts';
import { features } from '#lib/backend/features.ts';
import { freshness } from '#lib/backend/freshness.ts';
import { listings } from '#lib/backend/listings.ts';
import type { Listing } from '#lib/domain/listing.ts';
import { engines, type TestDatabase } from './engines.ts';
import { at, refusal, rest, settleListings, type ListingSetting } from './listing-checks.ts';
import { members } from './sample-territory.ts';

const territory = members.id;

describe.each(engines())('the freshness of listings on $name', ({ create }) => {
	let database: TestDatabase;
	let setting: ListingSetting;
	let published: Listing;
	let day: (after: number) => string;

	beforeAll(async () => {
		database = await create();
		setting = await settleListings(database);
	});

	afterAll(async () => {
		await setting.backend.close();
		await database.remove();
	});

	const publishOne = async (lot: string) => {
		const handed = await setting.handedIn({ terr_lot: lot });
		published = await decisions.publish(setting.people.agent.client, at(handed));
		const from = Date.parse(String(published.confirme_le));
		day = (after) => new Date(from + after * 86_400_000).toISOString().slice(0, 10);
		return published;
	};
	const toRemind = async (after: number) =>
		(
			await freshness.toRemind(setting.service, {
				territory,
				today: day(after),
				confirmationDays: 90
			})
		).map(({ annonce_id: id }) => id);
	const remind = async (after: number) => {
		for (const listing of await toRemind(after)) {
			await freshness.settleReminder(setting.service, listing, true);
		}
	};
	const expire = async (after: number) =>
		freshness.expire(setting.service, { territory, today: day(after), graceDays: 30 });
	const confirm = (seen: string, after: number) =>
		freshness.confirm(setting.service, {
			listing: published.annonce_id,
			seen,
			today: day(after)
		});
	const now = () => listings.get(setting.people.firmA.client, published.annonce_id);
	const isPublic = async () =>
		(await features.one(createPublicClient(setting.backend), {
			territory,
			collection: 'terrains',
			id: String(published.terr_id)
		})) !== null;
	const retire = async () =>
		decisions.unpublish(setting.people.agent.client, { ...at(await now()), reason: 'Fin' });

	it('asks on the ninetieth day, once, and again only where no mail has left', async () => {
		await publishOne('Demandé');
		const id = published.annonce_id;
		expect(await toRemind(89)).toEqual([]);
		expect(await toRemind(90)).toEqual([id]);
		expect(await toRemind(90)).toEqual([]);
		await freshness.settleReminder(setting.service, id, false);
		expect(await toRemind(90)).toEqual([id]);
		// The process died before it could say whether the mail had left.
		expect(await toRemind(91)).toEqual([id]);
		await freshness.settleReminder(setting.service, id, true);
		expect(await toRemind(92)).toEqual([]);
		expect((await now()).historique[0]).toMatchObject({ action: 'rappelée', par_role: 'système' });
		await retire();
	});

	it('gives each reminder to one of two runs at once', async () => {
		await publishOne('Une fois');
		const both = await Promise.all([toRemind(90), toRemind(90)]);
		expect(both.flat()).toEqual([published.annonce_id]);
		await retire();
	});

	it('takes off the map thirty days after the question, and tells agent and owner', async () => {
		await publishOne('Oublié');
		await remind(95);
		expect(await expire(124)).toEqual([]);
		const gone = (await Promise.all([expire(125), expire(125)])).flat();
		expect(gone).toMatchObject([
			{
				annonce_id: published.annonce_id,
				proprietaire_courriel: 'forge-a@exemple.fr',
				agents: ['agent-couchant@exemple.fr']
			}
		]);
		expect(await isPublic()).toBe(false);
		const left = await now();
		expect([left.etat, left.en_ligne]).toEqual(['retirée', false]);
		expect(left.historique[0]).toMatchObject({ action: 'retirée', par_role: 'système' });
		expect(await confirm(day(0), 126)).toBe('retirée');
		expect(await isPublic()).toBe(false);
	});

	it('never takes off what was not asked about', async () => {
		await publishOne('Jamais demandé');
		expect(await toRemind(90)).toEqual([published.annonce_id]);
		await freshness.settleReminder(setting.service, published.annonce_id, false);
		expect(await expire(900)).toEqual([]);
		expect(await isPublic()).toBe(true);
		await retire();
	});

	it('starts anew on confirmation; the same link again changes nothing', async () => {
		await publishOne('Confirmé');
		await remind(90);
		const seen = day(0);
		expect(await confirm(seen, 100)).toBe('confirmée');
		expect(await confirm(seen, 110)).toBe('déjà confirmée');
		expect((await now()).confirme_le).toBe(day(100));
		const [last, before] = (await now()).historique;
		expect([last?.action, before?.action]).toEqual(['confirmée', 'rappelée']);
		const plot = await features.one(createPublicClient(setting.backend), {
			territory,
			collection: 'terrains',
			id: String(published.terr_id)
		});
		expect(plot?.properties?.['confirme_le']).toBe(day(100));
		expect(await expire(130)).toEqual([]);
		expect(await toRemind(189)).toEqual([]);
		expect(await toRemind(190)).toEqual([published.annonce_id]);
		await freshness.settleReminder(setting.service, published.annonce_id, true);
		expect(await expire(219)).toEqual([]);
		expect(await expire(220)).toHaveLength(1);
	});

	it('keeps the copy that its owner is changing when the public one leaves', async () => {
		await publishOne('En cours');
		await remind(90);
		const { client } = setting.people.firmA;
		await listings.save(client, { ...at(await now()), values: { terr_lot: 'Nouveau nom' } });
		await expire(120);
		const left = await now();
		expect([left.etat, left.en_ligne]).toEqual(['brouillon', false]);
		expect(left.contenu['terr_lot']).toBe('Nouveau nom');
	});

	it('lets the owner confirm, and nobody else, without a link', async () => {
		await publishOne('Par soi-même');
		const { firmA, firmB, agent } = setting.people;
		await remind(90);
		const mine = await freshness.confirmOwn(firmA.client, published.annonce_id);
		expect(mine.historique[0]).toMatchObject({ action: 'confirmée', par_nom: 'Forges A' });
		for (const who of [firmB, agent]) {
			const attempt = freshness.confirmOwn(who.client, published.annonce_id);
			expect((await refusal(attempt)).status).toBe(404);
			for (const name of ['listings_expire', 'listings_to_remind', 'listing_confirm']) {
				const body = {
					p_territory: territory,
					p_today: '2099-01-01',
					p_grace: 1,
					p_days: 1
				};
				expect(await rest(setting, who, `rpc/${name}`, { method: 'POST', body })).toBeGreaterThan(
					399
				);
			}
		}
		await retire();
		const late = freshness.confirmOwn(firmA.client, published.annonce_id);
		expect((await refusal(late)).status).toBe(409);
	});
});
