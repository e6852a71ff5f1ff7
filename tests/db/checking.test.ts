import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { decisions, listingNotice, plotPieces, reviews } from '#lib/backend/checking.ts';
import { createPublicClient } from '#lib/backend/client.ts';
import { features } from '#lib/backend/features.ts';
import { listings, pieces } from '#lib/backend/listings.ts';
import type { Listing } from '#lib/domain/listing.ts';
import { engines, type TestDatabase } from './engines.ts';
import type { Account } from './listing-accounts.ts';
import {
	at,
	refusal,
	rest,
	settleListings,
	westPlot,
	type ListingSetting
} from './listing-checks.ts';
import { importAll, members, plot, square } from './sample-territory.ts';

describe.each(engines())('the checking of listings on $name', ({ create }) => {
	let database: TestDatabase;
	let setting: ListingSetting;
	let agent: Account;

	beforeAll(async () => {
		database = await create();
		setting = await settleListings(database);
		agent = setting.people.agent;
	});

	afterAll(async () => {
		await database.remove();
	});

	const publish = (listing: Listing, who = agent) => decisions.publish(who.client, at(listing));
	const publicPlot = async (id: string | null) =>
		features.one(createPublicClient(setting.backend), {
			territory: members.id,
			collection: 'terrains',
			id: id ?? ''
		});
	const today = () =>
		new Intl.DateTimeFormat('fr-CA', { timeZone: 'Europe/Paris' }).format(new Date());

	it('publishes what was declared, and nothing else, as a plot of the firm', async () => {
		const published = await publish(
			await setting.handedIn({
				terr_lot: "Lot <script>alert('1')</script>; drop table annonce",
				terr_prix_demande_m2: null,
				terr_prix_sur_demande: 'oui',
				reseau_gaz: 'oui',
				elec_capacite_kva: 400
			})
		);
		expect(published.terr_id).toMatch(/^FT-[0-9A-F]{8}$/);
		expect([published.etat, published.en_ligne]).toEqual(['publiée', true]);
		const feature = await publicPlot(published.terr_id);
		expect(feature?.geometry).toEqual({
			type: 'MultiPolygon',
			coordinates: [westPlot.coordinates]
		});
		expect(feature?.properties).toMatchObject({
			terr_lot: "Lot <script>alert('1')</script>; drop table annonce",
			source_nom: 'Forges A',
			source_methode: "déclaré par l'entreprise, vérifié par l'EPCI",
			source_date: today(),
			terr_actu_date: today(),
			confirme_le: today(),
			reseau_gaz: 'oui',
			elec_capacite_kva: 400,
			terr_prix_sur_demande: 'oui',
			epci_siren: '200000001',
			demonstration: false
		});
		expect(feature?.properties).toMatchObject({ terr_prix_demande_m2: null });
		// Drawn 0.002° wide: its area is computed where it was not declared.
		expect(feature?.properties?.['terr_surf_brute']).toBeCloseTo(published.surface_ha ?? 0, 3);
	});

	it('writes the same plot again, without what is no longer declared', async () => {
		const first = await publish(await setting.handedIn({ terr_lot: 'Lot 7', reseau_gaz: 'oui' }));
		const { client } = setting.people.firmA;
		const changed = await listings.save(client, {
			...at(first),
			values: { reseau_gaz: null, terr_prix_demande_m2: 31 }
		});
		expect([changed.etat, changed.en_ligne]).toEqual(['brouillon', true]);
		expect((await publicPlot(first.terr_id))?.properties?.['reseau_gaz']).toBe('oui');
		const again = await publish(await listings.submit(client, at(changed)));
		expect(again.terr_id).toBe(first.terr_id);
		const properties = (await publicPlot(again.terr_id))?.properties;
		expect(properties).toMatchObject({ terr_lot: 'Lot 7', terr_prix_demande_m2: 31 });
		expect(properties).toMatchObject({ reseau_gaz: null });
		expect(again.historique[0]?.difference).toEqual({
			reseau_gaz: { avant: 'oui', après: null },
			terr_prix_demande_m2: { avant: 25.5, après: 31 }
		});
	});

	it('never writes over an imported plot, even under its own former key', async () => {
		const first = await publish(await setting.handedIn({ terr_lot: 'À soi' }));
		await importAll(setting.service, {
			terrain_eco: [
				plot(String(first.terr_id), square(4.05, 49.05, 0.001), { terr_lot: 'Importé' })
			]
		});
		const { client } = setting.people.firmA;
		const changed = await listings.save(client, { ...at(first), values: { terr_lot: 'Autre' } });
		const again = await publish(await listings.submit(client, at(changed)));
		expect(again.terr_id).not.toBe(first.terr_id);
		expect((await publicPlot(first.terr_id))?.properties?.['terr_lot']).toBe('Importé');
		expect((await publicPlot(again.terr_id))?.properties?.['terr_lot']).toBe('Autre');
	});

	it('shows the photos of the published version to everybody, until it leaves the map', async () => {
		const { firmA } = setting.people;
		const filled = await setting.filled();
		const photo = (listing: Listing) =>
			pieces.add(firmA.client, {
				...at(listing),
				piece: randomUUID(),
				kind: 'photo',
				name: 'halle.jpg',
				mimeType: 'image/jpeg',
				bytes: 10,
				width: 4,
				height: 3
			});
		const visitor = createPublicClient(setting.backend);
		const shown = async (plotId: string | null) =>
			(await plotPieces(visitor, members.id, plotId ?? '')).map(({ piece_id: id }) => id);
		const withPhoto = await photo(filled);
		const handed = await listings.submit(firmA.client, at(withPhoto));
		const published = await publish(handed);
		const [first] = published.pieces;
		expect(await shown(published.terr_id)).toEqual([first?.piece_id]);
		const second = await photo(published);
		expect(await shown(published.terr_id)).toEqual([first?.piece_id]);
		const republished = await publish(await listings.submit(firmA.client, at(second)));
		expect(await shown(published.terr_id)).toHaveLength(2);
		const gone = await decisions.unpublish(agent.client, { ...at(republished), reason: 'Vendu' });
		expect([gone.etat, gone.en_ligne, gone.mot_agent]).toEqual(['retirée', false, 'Vendu']);
		expect(await shown(published.terr_id)).toEqual([]);
		expect(await publicPlot(published.terr_id)).toBeNull();
	});

	it('sends back with a word, and lets nobody decide twice', async () => {
		const handed = await setting.handedIn();
		const empty = decisions.requestChange(agent.client, { ...at(handed), message: '  ' });
		expect(await refusal(empty)).toMatchObject({ status: 400 });
		const asked = await decisions.requestChange(agent.client, {
			...at(handed),
			message: "Le prix n'est pas le bon."
		});
		expect([asked.etat, asked.mot_agent]).toEqual(['à modifier', "Le prix n'est pas le bon."]);
		expect((await refusal(publish(asked))).status).toBe(409);
		const { client } = setting.people.firmA;
		const again = await listings.submit(client, at(asked));
		const refused = await decisions.refuse(agent.client, { ...at(again), reason: 'Hors sujet' });
		expect(refused.etat).toBe('refusée');
		expect(refused.historique.map(({ action, message }) => [action, message])).toEqual([
			['refusée', 'Hors sujet'],
			['soumise', null],
			['à modifier', "Le prix n'est pas le bon."],
			['soumise', null]
		]);
	});

	it('is for the agents of the EPCI alone, by REST as by our pages', async () => {
		const handed = await setting.handedIn();
		const { firmA, firmB, otherAgent, stranger, administrator } = setting.people;
		const outside = await refusal(publish(handed, otherAgent));
		expect(outside.status).toBe(403);
		expect(outside.words).toContain('CC du Couchant');
		expect((await refusal(publish(handed, firmA))).status).toBe(403);
		expect((await refusal(publish(handed, firmB))).status).toBe(404);
		expect((await refusal(publish(handed, stranger))).status).toBe(404);
		const body = { p_annonce: handed.annonce_id, p_version: handed.version };
		const call = { method: 'POST', body };
		expect(await rest(setting, otherAgent, 'rpc/annonce_publish', call)).toBe(403);
		expect(await rest(setting, firmA, 'rpc/annonce_publish', call)).toBe(403);
		const row = { method: 'PATCH', body: { etat: 'publiée', en_ligne: true } };
		for (const who of [firmA, agent, otherAgent, administrator]) {
			const path = `annonce?annonce_id=eq.${handed.annonce_id}`;
			expect(await rest(setting, who, path, row)).toBeGreaterThanOrEqual(400);
			const ways = ['listing_take_off', 'listing_write_plot', 'listing_notice', 'listing_confirm'];
			for (const name of ways) {
				const status = await rest(setting, who, `rpc/${name}`, {
					method: 'POST',
					body: { p_annonce: handed.annonce_id, p_word: 'x' }
				});
				expect([name, status >= 400]).toEqual([name, true]);
			}
		}
		expect((await listings.get(agent.client, handed.annonce_id)).etat).toBe('soumise');
		expect((await publish(handed, administrator)).etat).toBe('publiée');
	});

	it('queues what waits first and oldest first, each agent seeing their own EPCI', async () => {
		const older = await setting.handedIn({ terr_lot: 'Ancien' });
		const newer = await setting.handedIn({ terr_lot: 'Récent' });
		const done = await publish(await setting.handedIn({ terr_lot: 'Fait' }));
		const east = await setting.handedIn({ terr_lot: 'Levant' }, square(4.25, 49.01, 0.002));
		const queue = await reviews.queue(agent.client, members.id);
		const rank = (id: string) => queue.findIndex(({ annonce_id }) => annonce_id === id);
		expect(rank(older.annonce_id)).toBeGreaterThanOrEqual(0);
		expect(rank(older.annonce_id)).toBeLessThan(rank(newer.annonce_id));
		expect(rank(newer.annonce_id)).toBeLessThan(rank(done.annonce_id));
		expect(rank(east.annonce_id)).toBe(-1);
		const other = await reviews.queue(setting.people.otherAgent.client, members.id);
		expect(other.map(({ annonce_id: id }) => id)).toEqual([east.annonce_id]);
		expect(await reviews.queue(setting.people.firmA.client, members.id)).toEqual([]);
	});

	it('shows the second of two agents what the first changed, and keeps both values apart', async () => {
		const handed = await setting.handedIn();
		const { administrator } = setting.people;
		await listings.save(agent.client, { ...at(handed), values: { terr_prix_demande_m2: 40 } });
		const late = listings.save(administrator.client, {
			...at(handed),
			values: { terr_prix_demande_m2: 50 }
		});
		const { status, words } = await refusal(late);
		expect(status).toBe(409);
		expect(words).toContain('Prénom agent-couchant');
		expect(words).toContain('terr_prix_demande_m2');
		expect((await refusal(publish(handed))).status).toBe(409);
		const now = await listings.get(agent.client, handed.annonce_id);
		expect(now.contenu['terr_prix_demande_m2']).toBe(40);
		expect(now.provenance['terr_prix_demande_m2']?.version).toBeGreaterThan(handed.version);
	});

	it('brings any version back, with its shape and pieces, for owner and agent only', async () => {
		const { firmA, firmB, otherAgent } = setting.people;
		const first = await publish(await setting.handedIn({ terr_lot: 'Un' }));
		const moved = await listings.save(firmA.client, {
			...at(first),
			values: { terr_lot: 'Deux', terr_description: 'Nouveau' },
			geometry: square(4.02, 49.02, 0.002)
		});
		const second = await publish(await listings.submit(firmA.client, at(moved)));
		const former = second.historique.find(({ version }) => version === first.version);
		const versionId = former?.version_id ?? -1;
		const seen = await reviews.version(firmA.client, second.annonce_id, versionId);
		expect(seen.contenu['terr_lot']).toBe('Un');
		for (const who of [firmB, otherAgent]) {
			expect(
				(await refusal(reviews.restore(who.client, { ...at(second), versionId }))).status
			).toBe(404);
			expect(
				(await refusal(reviews.version(who.client, second.annonce_id, versionId))).status
			).toBe(404);
		}
		const stale = reviews.restore(firmA.client, { ...at(first), versionId });
		expect((await refusal(stale)).status).toBe(409);
		const restored = await reviews.restore(agent.client, { ...at(second), versionId });
		expect(restored.contenu).toEqual(first.contenu);
		expect(restored.geometry).toEqual(first.geometry);
		expect([restored.etat, restored.historique[0]?.action]).toEqual(['soumise', 'rétablie']);
		expect((await publicPlot(second.terr_id))?.properties?.['terr_lot']).toBe('Deux');
		await publish(restored);
		expect((await publicPlot(second.terr_id))?.properties?.['terr_lot']).toBe('Un');
	});

	it('keeps a history that nobody edits, not even the service', async () => {
		const handed = await setting.handedIn();
		const path = `annonce_version?annonce_id=eq.${handed.annonce_id}`;
		const service = (method: string, body?: object) =>
			setting.backend.fetch(`${setting.backend.url}/rest/v1/${path}`, {
				method,
				headers: {
					apikey: setting.backend.secretKey,
					authorization: `Bearer ${setting.backend.secretKey}`,
					'content-type': 'application/json'
				},
				...(body && { body: JSON.stringify(body) })
			});
		expect((await service('PATCH', { message: 'réécrit' })).status).toBeGreaterThanOrEqual(400);
		expect((await service('DELETE')).status).toBeGreaterThanOrEqual(400);
		for (const who of [setting.people.firmA, agent, setting.people.administrator]) {
			const rewritten = { method: 'PATCH', body: { message: 'réécrit' } };
			expect(await rest(setting, who, path, rewritten)).toBeGreaterThanOrEqual(400);
			expect(await rest(setting, who, path, { method: 'DELETE' })).toBeGreaterThanOrEqual(400);
		}
		const { historique } = await listings.get(agent.client, handed.annonce_id);
		expect(historique.map(({ action, message }) => [action, message])).toEqual([['soumise', null]]);
	});

	it('remarks what PostGIS sees: plots covered, parts outside, parcels of elsewhere', async () => {
		await importAll(setting.service, {
			terrain_eco: [plot('VOISIN', square(4.071, 49.05, 0.002), { terr_lot: 'Lot voisin' })]
		});
		// Half of it lies on the neighbour, whose own half it covers.
		const covering = await setting.handedIn({}, square(4.07, 49.05, 0.002));
		const facts = await reviews.facts(agent.client, covering.annonce_id);
		expect(facts.overlaps).toEqual([
			{ terr_id: 'VOISIN', terr_lot: 'Lot voisin', site_nom: null, pct: 50 }
		]);
		expect(facts.name_origin).toBe('déclaré');
		expect(facts.owner?.email).toMatch(/@/);
		// From 4.0985 to 4.1005: a quarter is in the next commune; its parcel is of the third.
		const across = await setting.handedIn(
			{ terr_refcad: '08003000AB0012' },
			square(4.0985, 49.07, 0.002)
		);
		const found = await reviews.facts(agent.client, across.annonce_id);
		expect(found).toMatchObject({
			overlaps: [],
			outside_territory_pct: 0,
			parcel_communes: ['08003']
		});
		expect(found.outside_commune_pct).toBeCloseTo(25, 0);
		const edge = await setting.handedIn({}, square(3.9995, 49.07, 0.002));
		const outside = await reviews.facts(agent.client, edge.annonce_id);
		expect(outside.outside_territory_pct).toBeCloseTo(25, 0);
		const { otherAgent } = setting.people;
		expect((await refusal(reviews.facts(otherAgent.client, edge.annonce_id))).status).toBe(404);
	});

	it('tells the service whom to write to: the owner and the agents of the EPCI', async () => {
		const handed = await setting.handedIn();
		expect(await listingNotice(setting.service, handed.annonce_id)).toMatchObject({
			proprietaire_courriel: 'forge-a@exemple.fr',
			agents: ['agent-couchant@exemple.fr'],
			epci_nom: 'CC du Couchant'
		});
	});

	// Last: the database is opened without its API, as its owner.
	it('lets not even the owner of the database rewrite or empty the history', async () => {
		await setting.backend.close();
		const engine = database.openRaw();
		for (const statement of [
			"update annonce_version set message = 'réécrit'",
			'delete from annonce_version',
			'truncate annonce_version'
		]) {
			await expect(engine.rows(statement), statement).rejects.toThrow(/historique ne se/);
		}
		await engine.close();
	});
});
