import { randomUUID } from 'node:crypto';
import { afterAll, beforeEach, beforeAll, describe, expect, it } from 'vitest';
import { type BackendClient, createServiceClient } from '#lib/backend/client.ts';
import { demonstration } from '#lib/backend/demonstration.ts';
import { collections, features } from '#lib/backend/features.ts';
import { imports } from '#lib/backend/imports.ts';
import { territories } from '#lib/backend/territories.ts';
import type { Backend } from '#lib/server/open-backend.ts';
import { engines, type TestDatabase } from './engines.ts';
import {
	brownfield,
	firm,
	importAll,
	members,
	plot,
	poi,
	record,
	settle,
	square
} from './sample-territory.ts';

const invented = { demonstration: true, source_nom: 'Jeu de démonstration' };

describe.each(engines())('staged lots on $name', ({ create }) => {
	let database: TestDatabase;
	let backend: Backend;
	let service: BackendClient;

	beforeAll(async () => {
		database = await create();
		backend = await database.open();
		service = createServiceClient(backend);
		await settle(service);
	});

	beforeEach(async () => {
		for (const table of ['site_eco', 'terrain_eco', 'etablissement', 'friche', 'poi']) {
			await service
				.from(table as 'territory')
				.delete()
				.eq('territory_id', members.id);
		}
	});

	afterAll(async () => {
		await backend.close();
		await database.remove();
	});

	const counts = async () =>
		Object.fromEntries(
			(await collections.summary(service, members.id)).map(({ collection, count }) => [
				collection,
				count
			])
		);
	const one = (collection: string, id: string) =>
		features.one(service, { territory: members.id, collection, id });
	const secrets = async () =>
		(
			await service
				.from('acces_restreint' as 'territory')
				.select('*')
				.order('objet_id')
		).data;

	it('counts what is new and what is replaced', async () => {
		const first = [plot('T1', square(4.01, 49.01, 0.001), { terr_lot: 'A' })];
		expect(await importAll(service, { terrain_eco: first })).toEqual({
			terrain_eco: { inserted: 1, updated: 0, outside: [] }
		});
		const second = [plot('T1', square(4.01, 49.01, 0.001)), plot('T2', square(4.02, 49.01, 0.001))];
		expect(await importAll(service, { terrain_eco: second })).toEqual({
			terrain_eco: { inserted: 1, updated: 1, outside: [] }
		});
		// What the new file leaves out stays; what it empties is gone.
		expect((await one('terrains', 'T1'))?.properties).toHaveProperty('terr_lot', 'A');
		const emptied = [plot('T1', square(4.01, 49.01, 0.001), { terr_lot: null })];
		await importAll(service, { terrain_eco: emptied });
		expect((await one('terrains', 'T1'))?.properties).toMatchObject({ terr_lot: null });
	});

	it('stages a piece once that is sent again, and answers again what a lot has answered', async () => {
		const lot = randomUUID();
		const piece = {
			...{ p_lot: lot, p_class: 'terrain_eco', p_piece: 0 },
			p_features: [plot('T1', square(4.01, 49.01, 0.001)), plot('T2', square(4.02, 49.01, 0.001))]
		};
		expect((await service.rpc('import_chunk', piece)).data).toBe(2);
		expect((await service.rpc('import_chunk', piece)).data).toBe(2);
		const outcome = await imports.apply(service, { lot, territory: members.id });
		expect(outcome).toEqual({ terrain_eco: { inserted: 2, updated: 0, outside: [] } });
		expect(await imports.apply(service, { lot, territory: members.id })).toEqual(outcome);
		await imports.forgetAbandoned(service, -1);
		await expect(imports.apply(service, { lot, territory: members.id })).rejects.toThrow(
			"Lot d'import inconnu"
		);
	});

	it('shows nothing of a lot before it is applied, nor after it is discarded', async () => {
		const lot = randomUUID();
		await imports.stage(service, { lot, class: 'poi', features: [poi('P1', [4.05, 49.05])] });
		expect((await counts())['poi']).toBe(0);
		expect(await imports.discard(service, lot)).toBe(1);
		await expect(imports.apply(service, { lot, territory: members.id })).rejects.toMatchObject({
			status: 404
		});
	});

	it('splits owners, buyers and prices off, and forgets them with their record', async () => {
		await importAll(service, {
			terrain_eco: [
				plot('T1', square(4.01, 49.01, 0.001), {
					terr_acquereur: 'Acquéreur',
					terr_m2_prix: 9.5,
					terr_cession_date: '2024-05-02'
				})
			],
			friche: [
				brownfield('F1', { type: 'Point', coordinates: [4.05, 49.05] }, { proprio_nom: 'Nom' })
			]
		});
		expect(await secrets()).toMatchObject([
			{ classe: 'friche', objet_id: 'F1', proprio_nom: 'Nom' },
			{ objet_id: 'T1', terr_acquereur: 'Acquéreur', terr_m2_prix: 9.5 }
		]);
		await importAll(service, { terrain_eco: [plot('T1', square(4.01, 49.01, 0.001))] });
		expect(await secrets()).toHaveLength(2);
		await service
			.from('terrain_eco' as 'territory')
			.delete()
			.eq('terr_id' as never, 'T1');
		expect(await secrets()).toMatchObject([{ objet_id: 'F1' }]);
	});

	it('keeps an unpublished record unpublished when a file brings it again', async () => {
		await importAll(service, { poi: [poi('P1', [4.05, 49.05], { publie: false })] });
		await importAll(service, { poi: [poi('P1', [4.06, 49.05])] });
		const { data } = await service.from('poi' as 'territory').select('poi_id, publie');
		expect(data).toEqual([{ poi_id: 'P1', publie: false }]);
	});

	it('removes the demonstration set and nothing else, and remembers that it was there', async () => {
		expect(await territories.get(service, members.id)).toMatchObject({
			demonstration_chargee: null
		});
		await importAll(service, {
			terrain_eco: [
				plot('T1', square(4.01, 49.01, 0.001), { ...invented, terr_m2_prix: 5 }),
				plot('T2', square(4.02, 49.01, 0.001), { terr_m2_prix: 6 })
			],
			etablissement: [firm('00000000000001', [[4.05, 49.05]], invented)],
			poi: [poi('P1', [4.05, 49.05])]
		});
		expect(await demonstration.clear(service, members.id)).toMatchObject({
			terrain_eco: 1,
			etablissement: 1,
			acces_restreint: 1,
			poi: 0
		});
		expect(await counts()).toMatchObject({ terrains: 1, etablissements: 0, poi: 1, communes: 3 });
		expect(await secrets()).toMatchObject([{ objet_id: 'T2', terr_m2_prix: 6 }]);
		const row = await territories.get(service, members.id);
		expect(row?.demonstration_chargee).toMatch(/^\d{4}-\d{2}-\d{2}$/);
	});

	it('replaces contours without touching names, and says how they were obtained', async () => {
		const approximate = { contour_methode: 'approché', comm_nom: 'Autre nom' };
		await importAll(service, {
			commune: [record(square(4.0, 49.0, 0.1), { comm_insee: '08001', ...approximate })],
			epci: [record(square(4.0, 49.0, 0.2), { epci_siren: '200000001' })]
		});
		expect((await one('communes', '08001'))?.properties).toMatchObject({
			comm_nom: 'Ouestville',
			contour_methode: 'approché'
		});
		expect((await one('epci', '200000001'))?.properties).toMatchObject({
			contour_methode: 'officiel',
			commune_nombre: 2
		});
		await territories.configure(service, members);
		expect((await one('epci', '200000001'))?.geometry.type).toBe('MultiPolygon');
	});

	it('raises the revision of the territory with each write, and only then', async () => {
		const revision = async () => (await territories.revisions(service, members.id)).revision;
		const before = await revision();
		await counts();
		expect(await revision()).toBe(before);
		await importAll(service, { poi: [poi('P1', [4.05, 49.05], invented)] });
		const written = await revision();
		expect(written).toBeGreaterThan(before);
		await demonstration.clear(service, members.id);
		expect(await revision()).toBeGreaterThan(written);
		expect((await territories.revisions(service, 'ailleurs')).revision).toBe(0);
	});
});
