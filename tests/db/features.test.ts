import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
	type BackendClient,
	createPublicClient,
	createServiceClient
} from '#lib/backend/client.ts';
import {
	collectionNames,
	collections,
	features,
	type FeatureQuery
} from '#lib/backend/features.ts';
import type { Backend } from '#lib/server/open-backend.ts';
import { engines, type TestDatabase } from './engines.ts';
import {
	brownfield,
	firm,
	importAll,
	members,
	plot,
	poi,
	settle,
	site,
	square
} from './sample-territory.ts';

/** More than the 1,000 rows at which PostgREST cuts an answer. */
const firmCount = 1200;

const siretOf = (index: number) => String(index).padStart(14, '0');

describe.each(engines())('features on $name', ({ create }) => {
	let database: TestDatabase;
	let backend: Backend;
	let visitor: BackendClient;

	beforeAll(async () => {
		database = await create();
		backend = await database.open();
		visitor = createPublicClient(backend);
		const service = createServiceClient(backend);
		await settle(service);
		await importAll(service, {
			site_eco: [site('S1', square(4.01, 49.01, 0.02), { site_vocadomi: 'entrepôts, logistique' })],
			terrain_eco: [
				plot('T1', square(4.01, 49.01, 0.001), { site_id: 'S1', terr_prix_demande_m2: 12.5 }),
				plot('T2', square(4.15, 49.01, 0.001), { terr_stade_comm: 'non commercialisé' }),
				plot('T3', square(4.25, 49.01, 0.001), { terr_lot: "l'Étang; drop table poi --" })
			],
			etablissement: [
				...Array.from({ length: firmCount }, (_, index) =>
					firm(siretOf(index), [[4.05 + index / 100_000, 49.05]], { etab_effectif: index % 7 })
				),
				firm('99999999999999', [
					[4.01, 49.01],
					[4.02, 49.02]
				])
			],
			friche: [
				brownfield('F1', { type: 'Point', coordinates: [4.123456789, 49.05] }),
				brownfield('F2', square(4.13, 49.05, 0.002))
			],
			poi: [poi('P1', [4.05, 49.05])]
		});
	});

	afterAll(async () => {
		await backend.close();
		await database.remove();
	});

	const page = (query: Partial<FeatureQuery> & { collection: string }) =>
		features.page(visitor, { territory: members.id, ...query });
	const ids = async (query: Partial<FeatureQuery> & { collection: string }) =>
		(await page(query)).features.map(({ id }) => id);

	it('answers whole collections, beyond the cap of a thousand rows', async () => {
		const everything = await page({ collection: 'etablissements' });
		expect(everything.numberMatched).toBe(firmCount + 1);
		expect(everything.numberReturned).toBe(firmCount + 1);
		expect(new Set(everything.features.map(({ id }) => id)).size).toBe(firmCount + 1);
	});

	it('walks a collection page by page, each record once, in a stable order', async () => {
		const walked: unknown[] = [];
		for (let offset = 0; ; offset += 170) {
			const {
				features: found,
				numberMatched,
				numberReturned
			} = await page({
				collection: 'etablissements',
				limit: 170,
				offset
			});
			expect(numberMatched).toBe(firmCount + 1);
			expect(numberReturned).toBe(found.length);
			if (found.length === 0) break;
			walked.push(...found.map(({ id }) => id));
		}
		const expected = Array.from({ length: firmCount }, (_, index) => siretOf(index));
		expect(walked).toEqual([...expected, '99999999999999']);
	});

	it('keeps what the box touches, of every geometry type', async () => {
		const west = [4.0, 49.0, 4.1, 49.1];
		expect(await ids({ collection: 'terrains', bbox: west })).toEqual(['T1']);
		expect(await ids({ collection: 'communes', bbox: [4.01, 49.01, 4.02, 49.02] })).toEqual([
			'08001'
		]);
		expect(await ids({ collection: 'friches', bbox: [4.12, 49, 4.125, 49.1] })).toEqual(['F1']);
		expect(await ids({ collection: 'friches', bbox: [4.131, 49.051, 4.14, 49.1] })).toEqual(['F2']);
		expect(await ids({ collection: 'etablissements', bbox: [4.015, 49.015, 4.03, 49.03] })).toEqual(
			['99999999999999']
		);
		expect(await ids({ collection: 'poi', bbox: [5, 50, 6, 51] })).toEqual([]);
		// From 170° E to 4.06° E across the antimeridian (RFC 7946, section 5.2).
		expect(await ids({ collection: 'poi', bbox: [170, 49, 4.06, 50] })).toEqual(['P1']);
		expect(await ids({ collection: 'poi', bbox: [170, 49, 4.04, 50] })).toEqual([]);
	});

	it('filters by value, joined names included, and takes a comma as a character', async () => {
		expect(await ids({ collection: 'terrains', filters: { terr_stade_comm: 'en vente' } })).toEqual(
			['T1', 'T3']
		);
		expect(await ids({ collection: 'terrains', filters: { epci_nom: 'CC du Levant' } })).toEqual([
			'T3'
		]);
		expect(await ids({ collection: 'terrains', filters: { site_nom: 'Site S1' } })).toEqual(['T1']);
		expect(
			await ids({ collection: 'sites', filters: { site_vocadomi: 'entrepôts, logistique' } })
		).toEqual(['S1']);
		await expect(
			ids({ collection: 'sites', filters: { site_vocadomi: 'entrepôts' } })
		).rejects.toMatchObject({
			status: 400,
			hint: expect.stringContaining('entrepôts, logistique') as string
		});
		expect(
			await ids({
				collection: 'terrains',
				filters: { terr_stade_comm: 'en vente', epci_siren: '200000001' }
			})
		).toEqual(['T1']);
	});

	it('compares numbers as numbers and dates and booleans as they are written', async () => {
		for (const price of [12.5, '12.5', '12.50', '1.25e1']) {
			expect(
				await ids({ collection: 'terrains', filters: { terr_prix_demande_m2: price } })
			).toEqual(['T1']);
		}
		const { numberMatched } = await page({
			collection: 'etablissements',
			filters: { etab_effectif: '3' },
			limit: 1
		});
		// Every seventh of 1,200, from the fourth on: 3, 10, … 1193 is 171, as many as (1200 - 3) / 7.
		expect(numberMatched).toBe(Math.ceil((firmCount - 3) / 7));
		expect((await ids({ collection: 'terrains', filters: { demonstration: false } })).length).toBe(
			3
		);
		expect(await ids({ collection: 'terrains', filters: { demonstration: 'true' } })).toEqual([]);
		expect(
			(await ids({ collection: 'terrains', filters: { source_date: '2026-01-31' } })).length
		).toBe(3);
	});

	it('takes SQL in a value as a value', async () => {
		const hostile = "l'Étang; drop table poi --";
		expect(await ids({ collection: 'terrains', filters: { terr_lot: hostile } })).toEqual(['T3']);
		expect(await ids({ collection: 'terrains', filters: { terr_lot: "' or '1'='1" } })).toEqual([]);
		expect(await ids({ collection: 'poi' })).toEqual(['P1']);
	});

	it('writes features as the map reads them', async () => {
		const one = (collection: string, id: string) =>
			features.one(visitor, { territory: members.id, collection, id });
		const firmOfOnePoint = await one('etablissements', siretOf(5));
		expect(firmOfOnePoint).toMatchObject({
			type: 'Feature',
			id: '00000000000005',
			geometry: { type: 'Point', coordinates: [4.05005, 49.05] },
			properties: { secteur: 'forge-fonderie', etab_effectif: 5, source_nom: 'Relevé des tests' }
		});
		expect(firmOfOnePoint?.properties).toMatchObject({ etab_adresse: null });
		expect((await one('etablissements', '99999999999999'))?.geometry.type).toBe('MultiPoint');
		expect((await one('friches', 'F1'))?.geometry).toEqual({
			type: 'Point',
			coordinates: [4.123457, 49.05]
		});
		expect(await one('friches', 'F9')).toBeNull();
		expect(
			await features.one(visitor, { territory: 'ailleurs', collection: 'friches', id: 'F1' })
		).toBeNull();
	});

	it('summarises every collection', async () => {
		const summaries = await collections.summary(visitor, members.id);
		expect(summaries.map(({ collection }) => collection)).toEqual([...collectionNames]);
		const [epci, communes] = summaries;
		expect(epci).toMatchObject({ count: 2, geometries: 0, bbox: null });
		expect(communes).toMatchObject({ count: 3, geometries: 3, sources: ['Relevé des tests'] });
		expect(communes?.bbox?.map((value) => value.toFixed(3))).toEqual([
			'4.000',
			'49.000',
			'4.300',
			'49.100'
		]);
		expect(summaries.find(({ collection }) => collection === 'poi')).toMatchObject({
			count: 1,
			demonstration: 0,
			licences: ['Licence Ouverte 2.0'],
			latest_source_date: '2026-01-31'
		});
		const elsewhere = await collections.summary(visitor, 'ailleurs');
		expect(elsewhere.map(({ count }) => count)).toEqual([0, 0, 0, 0, 0, 0, 0, 0]);
	});
});
