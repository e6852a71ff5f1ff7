import { randomUUID } from 'node:crypto';
import type { Geometry } from 'geojson';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { BackendError } from '#lib/backend/backend-error.ts';
import { createPublicClient, createServiceClient } from '#lib/backend/client.ts';
import { listings, pieces, type ListingPatch } from '#lib/backend/listings.ts';
import type { Listing } from '#lib/domain/listing.ts';
import type { Backend } from '#lib/server/open-backend.ts';
import { engines, type TestDatabase } from './engines.ts';
import { signUpEverybody, type Account } from './listing-accounts.ts';
import { importAll, members, poi, settle, square } from './sample-territory.ts';

const west = square(4.01, 49.01, 0.002);
const east = square(4.25, 49.01, 0.002);

const complete: ListingPatch = {
	offre_type: 'Terrain',
	terr_maitrise_fonc: 'établissement industriel et commercial',
	terr_stade_amngt: 'viabilisé et aménagé',
	terr_stade_comm: 'en vente',
	terr_etat_occup: 'inoccupé',
	terr_usage: 'dépôt, stockage',
	terr_cession_type: 'Vente',
	terr_prix_demande_m2: 25.5,
	date_dispo: '2027-03-01'
};

async function refusal(work: Promise<unknown>) {
	const fault: unknown = await work.then(
		() => null,
		(error: unknown) => error
	);
	if (!(fault instanceof BackendError)) throw new Error(`Aucun refus : ${String(fault)}`);
	const { status, reason } = fault;
	return { status, reason, words: `${fault.message} ${fault.hint ?? ''}` };
}

describe.each(engines())('listings on $name', ({ create }) => {
	let database: TestDatabase;
	let backend: Backend;
	let people: Record<
		'firmA' | 'firmB' | 'agent' | 'otherAgent' | 'administrator' | 'stranger',
		Account
	>;

	beforeAll(async () => {
		database = await create();
		backend = await database.open();
		const service = createServiceClient(backend);
		await settle(service);
		await importAll(service, { poi: [poi('P1', [4.02, 49.02])] });
		people = await signUpEverybody(backend);
	});

	afterAll(async () => {
		await backend.close();
		await database.remove();
	});

	const draft = (who: Account = people.firmA) => listings.open(who.client, members.id);
	const save = (
		listing: Listing,
		values: ListingPatch,
		geometry: Geometry | null = null,
		who: Account = people.firmA
	) =>
		listings.save(who.client, {
			listing: listing.annonce_id,
			version: listing.version,
			values,
			geometry
		});
	const at = ({ annonce_id: listing, version }: Listing) => ({ listing, version });
	const submitted = async () => {
		const filled = await save(await draft(), complete, west);
		return listings.submit(people.firmA.client, at(filled));
	};

	it('keeps a draft step by step, and says of each value who declared it and when', async () => {
		const first = await draft();
		expect([first.etat, first.siret, first.mienne]).toEqual(['brouillon', '73282932000074', true]);
		const second = await save(first, { terr_lot: 'Lot 1', elec_capacite_kva: 250 }, west);
		const third = await save(second, { elec_capacite_kva: 400, terr_lot: 'Lot 1' });
		expect(third.contenu).toEqual({ terr_lot: 'Lot 1', elec_capacite_kva: 400 });
		expect(third.provenance['terr_lot']).toMatchObject({
			par: people.firmA.id,
			nom: 'Forges A',
			version: second.version
		});
		expect(third.provenance['elec_capacite_kva']?.version).toBe(third.version);
		expect(third.provenance['geom']?.version).toBe(second.version);
		expect([third.comm_nom, third.epci_nom]).toEqual(['Ouestville', 'CC du Couchant']);
		expect(third.distances).toEqual([
			{ type: 'port', nom: 'Port P1', km: expect.closeTo(1.2, 0) as number }
		]);
	});

	it('gives the area that the shape has in Lambert-93', async () => {
		const { surface_ha: area } = await save(await draft(), {}, west);
		// 0.002° of latitude by 0.002° of longitude at 49°: 222.4 m by 146.0 m.
		expect(area).toBeCloseTo(3.25, 1);
	});

	it('clears a field with null or nothing, and writes nothing when nothing changes', async () => {
		const filled = await save(await draft(), { terr_lot: 'Lot 1', terr_description: 'Plat' });
		const cleared = await save(filled, { terr_lot: null, terr_description: '  ' });
		expect(cleared.contenu).toEqual({});
		expect((await save(cleared, { terr_lot: null })).version).toBe(cleared.version);
	});

	it.each<[ListingPatch, string]>([
		[{ terr_acquereur: 'x' }, 'Champ « terr_acquereur » inconnu'],
		[{ publie: 'true' }, 'Champ « publie » inconnu'],
		[{ terr_usage: 'piscine' }, 'terr_usage : reçu « piscine »'],
		[{ hbat: -1 }, 'hbat : reçu « -1 ». Attendu : un nombre de 0 à 200'],
		[{ hbat: 'haut' }, 'hbat : reçu « haut »'],
		[{ local_quais_nb: 1.5 }, 'un nombre entier de 0 à 1000'],
		[{ date_dispo: '2026-02-30' }, 'une date du calendrier'],
		[{ terr_description: 'a'.repeat(4001) }, '4000 caractères au plus, et non 4001'],
		[{ terr_refcad: '8105' }, 'identifiants de parcelle de 14 caractères'],
		[{ site_id: 'ailleurs' }, "l'identifiant d'un site du territoire"],
		[{ terr_lot: 'nul \u0000 nul' }, 'caractère nul']
	])('refuses %j, naming the value and what was expected', async (values, words) => {
		const listing = await draft();
		const refused = await refusal(save(listing, values));
		expect(refused.status).toBe(400);
		expect(refused.words).toContain(words);
		const kept = await listings.get(people.firmA.client, listing.annonce_id);
		expect([kept.version, kept.contenu]).toEqual([listing.version, {}]);
		await listings.remove(people.firmA.client, listing.annonce_id);
	});

	it('takes SQL and HTML as plain text', async () => {
		const text = `'); drop table annonce; -- <script>alert(1)</script> \\ "é" %s`;
		const listing = await save(await draft(), { terr_description: text, terr_lot: text });
		expect(listing.contenu).toEqual({ terr_description: text, terr_lot: text });
	});

	it('refuses a shape that crosses itself, lies outside, has too many vertices or is none', async () => {
		const listing = await draft();
		const bowTie: Geometry = {
			type: 'Polygon',
			coordinates: [
				[
					[4.01, 49.01],
					[4.02, 49.02],
					[4.02, 49.01],
					[4.01, 49.02],
					[4.01, 49.01]
				]
			]
		};
		const ring = Array.from({ length: 200_000 }, (_, index) => {
			const angle = (index / 200_000) * 2 * Math.PI;
			return [4.05 + 0.01 * Math.cos(angle), 49.05 + 0.01 * Math.sin(angle)];
		});
		const round: Geometry = { type: 'Polygon', coordinates: [[...ring, ring[0] ?? []]] };
		const cases: [Geometry, string][] = [
			[bowTie, 'Self-intersection'],
			[square(2.35, 48.85, 0.01), 'hors du territoire'],
			[round, 'Le contour a 200001 sommets. Attendu : 5000'],
			[{ type: 'Point', coordinates: [4.01, 49.01] }, 'type POINT'],
			[{ type: 'Polygon' } as unknown as Geometry, "n'est pas une géométrie"]
		];
		for (const [geometry, words] of cases) {
			const refused = await refusal(save(listing, {}, geometry));
			expect([refused.status, refused.words]).toEqual([400, expect.stringContaining(words)]);
		}
	});

	it('says what is missing, and takes the listing once nothing is', async () => {
		const listing = await draft();
		expect(listing.manque).toContain('geom');
		const refused = await refusal(listings.submit(people.firmA.client, at(listing)));
		expect(refused.words).toContain('Il manque : geom, offre_type');
		expect(refused.reason?.code).toBe('listing_missing');
		expect(refused.reason?.values['fields']).toMatch(/^geom, offre_type/);
		const { terr_prix_demande_m2: price, ...rest } = complete;
		const unpriced = await save(listing, rest, west);
		expect([price, unpriced.manque]).toEqual([25.5, ['terr_prix_demande_m2']]);
		const asked = await save(unpriced, { terr_prix_sur_demande: 'oui', offre_type: 'Local' });
		expect(asked.manque).toEqual(['surflocal']);
		const whole = await save(asked, { surflocal: 800 });
		const handed = await listings.submit(people.firmA.client, at(whole));
		expect([handed.etat, handed.historique.map(({ action }) => action)]).toEqual([
			'soumise',
			['soumise']
		]);
		expect(handed.historique[0]?.difference['surflocal']).toEqual({ avant: null, après: 800 });
		expect(handed.historique[0]?.difference['geom']?.avant).toBeNull();
	});

	it('closes a submitted listing to its owner and opens it to the agent of its EPCI only', async () => {
		const listing = await submitted();
		expect((await refusal(save(listing, { terr_lot: 'Après' }))).status).toBe(403);
		for (const who of [people.firmB, people.otherAgent, people.stranger]) {
			expect((await refusal(listings.get(who.client, listing.annonce_id))).status).toBe(404);
			expect((await refusal(save(listing, { terr_lot: 'Vol' }, null, who))).status).toBe(404);
			expect((await refusal(listings.withdraw(who.client, at(listing)))).status).toBe(404);
		}
		const corrected = await save(listing, { terr_lot: 'Lot 7' }, null, people.agent);
		expect([
			corrected.etat,
			corrected.historique[0]?.action,
			corrected.historique[0]?.par_nom
		]).toEqual(['soumise', 'modifiée', 'Prénom agent-couchant']);
		expect(corrected.provenance['terr_lot']?.nom).toBe('Prénom agent-couchant');
	});

	it('keeps a draft that was never handed in from every agent', async () => {
		const listing = await save(await draft(), complete, west);
		for (const who of [people.agent, people.administrator, people.firmB]) {
			expect((await refusal(listings.get(who.client, listing.annonce_id))).status).toBe(404);
		}
	});

	it('refuses the second of two editors, telling who changed what', async () => {
		const listing = await submitted();
		await save(listing, { hbat: 8, terr_lot: 'Lot 2' }, null, people.agent);
		const refused = await refusal(save(listing, { hbat: 9 }, null, people.administrator));
		expect(refused.status).toBe(409);
		expect(refused.words).toMatch(/par Prénom agent-couchant, le .* : hbat, terr_lot\./);
		expect(refused.reason).toEqual({
			code: 'listing_stale',
			values: {
				by: 'Prénom agent-couchant',
				at: expect.stringMatching(/^20\d\d-/) as string,
				fields: 'hbat, terr_lot'
			}
		});
		const now = await listings.get(people.administrator.client, listing.annonce_id);
		expect(now.contenu['hbat']).toBe(8);
	});

	it('lets an agent list land of their own EPCI and of no other', async () => {
		const listing = await draft(people.agent);
		expect(listing.siret).toBeNull();
		const refused = await refusal(save(listing, {}, east, people.agent));
		expect([refused.status, refused.words]).toEqual([403, expect.stringContaining('CC du Levant')]);
		expect((await save(listing, {}, west, people.agent)).epci_nom).toBe('CC du Couchant');
		expect((await refusal(draft(people.stranger))).status).toBe(403);
	});

	it('takes a submission back, after which the owner may change it again', async () => {
		const withdrawn = await listings.withdraw(people.firmA.client, at(await submitted()));
		expect(withdrawn.etat).toBe('retirée');
		expect((await save(withdrawn, { terr_lot: 'Lot 3' })).etat).toBe('brouillon');
	});

	it('deletes a draft, and nothing that was ever submitted', async () => {
		const listing = await draft();
		expect((await refusal(listings.remove(people.firmB.client, listing.annonce_id))).status).toBe(
			404
		);
		expect(await listings.remove(people.firmA.client, listing.annonce_id)).toEqual([]);
		const handed = await submitted();
		expect((await refusal(listings.remove(people.firmA.client, handed.annonce_id))).status).toBe(
			403
		);
	});

	it('lists what is mine with its state and what it lacks', async () => {
		const listing = await save(
			await draft(people.firmB),
			{ terr_lot: 'À moi' },
			west,
			people.firmB
		);
		const mine = await listings.mine(people.firmB.client, members.id);
		expect(mine.map(({ annonce_id: id }) => id)).toEqual([listing.annonce_id]);
		expect(mine[0]).toMatchObject({
			terr_lot: 'À moi',
			etat: 'brouillon',
			comm_nom: 'Ouestville',
			manque: 9
		});
	});

	it('refuses tables to everybody who would write to them directly', async () => {
		const listing = await submitted();
		const { data } = await people.firmB.client.auth.getSession();
		const token = data.session?.access_token ?? '';
		for (const [method, path] of [
			['PATCH', `annonce?annonce_id=eq.${listing.annonce_id}`],
			['DELETE', `annonce?annonce_id=eq.${listing.annonce_id}`],
			['POST', 'annonce_piece'],
			['POST', 'rpc/listing_record'],
			['POST', 'rpc/listing_touched']
		] as const) {
			const answer = await backend.fetch(`${backend.url}/rest/v1/${path}`, {
				method,
				headers: {
					apikey: backend.publishableKey,
					authorization: `Bearer ${token}`,
					'content-type': 'application/json'
				},
				...(method === 'DELETE' ? {} : { body: JSON.stringify({ etat: 'publiée' }) })
			});
			expect([path, answer.ok]).toEqual([path, false]);
		}
		const read = await backend.fetch(`${backend.url}/rest/v1/annonce?select=annonce_id,etat`, {
			headers: { apikey: backend.publishableKey, authorization: `Bearer ${token}` }
		});
		const rows = (await read.json()) as { annonce_id: string }[];
		expect(rows.map(({ annonce_id: id }) => id)).not.toContain(listing.annonce_id);
	});

	describe('pieces', () => {
		const add = (
			listing: Listing,
			who: Account = people.firmA,
			kind: 'photo' | 'document' = 'photo'
		) =>
			pieces.add(who.client, {
				...at(listing),
				piece: randomUUID(),
				kind,
				name: 'vue.jpg',
				mimeType: kind === 'photo' ? 'image/jpeg' : 'application/pdf',
				bytes: 1000,
				width: kind === 'photo' ? 800 : null,
				height: kind === 'photo' ? 600 : null
			});

		it('are ten photos and three documents at most', async () => {
			let listing = await draft();
			for (let index = 0; index < 10; index++) listing = await add(listing);
			expect((await refusal(add(listing))).words).toContain('déjà 10 pièces');
			for (let index = 0; index < 3; index++)
				listing = await add(listing, people.firmA, 'document');
			expect((await refusal(add(listing, people.firmA, 'document'))).words).toContain(
				'déjà 3 pièces'
			);
			expect(listing.pieces.map(({ genre }) => genre)).toEqual([
				...Array.from({ length: 10 }, () => 'photo'),
				...Array.from({ length: 3 }, () => 'document')
			]);
		});

		it('can be ordered, described and removed by their owner alone', async () => {
			const two = await add(await add(await draft()));
			const [first, second] = two.pieces.map(({ piece_id: id }) => id) as [string, string];
			const ordered = await pieces.order(people.firmA.client, {
				...at(two),
				order: [second, first]
			});
			expect(ordered.pieces.map(({ piece_id: id }) => id)).toEqual([second, first]);
			const described = await pieces.caption(people.firmA.client, {
				...at(ordered),
				piece: first,
				caption: 'La halle, vue du quai'
			});
			expect(described.pieces[1]?.legende).toBe('La halle, vue du quai');
			const theft = pieces.remove(people.firmB.client, { ...at(described), piece: first });
			expect((await refusal(theft)).status).toBe(404);
			const { listing, paths } = await pieces.remove(people.firmA.client, {
				...at(described),
				piece: first
			});
			expect(listing.pieces.map(({ piece_id: id }) => id)).toEqual([second]);
			expect(paths).toEqual([
				`${listing.annonce_id}/${first}`,
				`${listing.annonce_id}/${first}-vignette`
			]);
		});

		it('show their file to their owner, and to nobody else while nothing is published', async () => {
			const { pieces: kept } = await add(await draft());
			const piece = kept[0]?.piece_id ?? '';
			expect((await pieces.file(people.firmA.client, piece))?.publique).toBe(false);
			expect(await pieces.file(people.firmB.client, piece)).toBeNull();
			expect(await pieces.file(createPublicClient(backend), piece)).toBeNull();
		});

		it('keep their file while the history names them', async () => {
			const filled = await add(await save(await draft(), complete, west));
			const handed = await listings.submit(people.firmA.client, at(filled));
			const piece = handed.pieces[0]?.piece_id ?? '';
			const { listing, paths } = await pieces.remove(people.agent.client, { ...at(handed), piece });
			expect([listing.pieces, paths]).toEqual([[], []]);
		});
	});
});
