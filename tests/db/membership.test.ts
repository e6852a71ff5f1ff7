import type { Feature } from 'geojson';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
	type BackendClient,
	createPublicClient,
	createServiceClient
} from '#lib/backend/client.ts';
import { features } from '#lib/backend/features.ts';
import { territories } from '#lib/backend/territories.ts';
import type { Backend } from '#lib/server/open-backend.ts';
import { engines, type TestDatabase } from './engines.ts';
import {
	brownfield,
	communeContours,
	firm,
	importAll,
	members,
	plot,
	poi,
	record,
	settle,
	site,
	source,
	square
} from './sample-territory.ts';

describe.each(engines())('membership on $name', ({ create }) => {
	let database: TestDatabase;
	let backend: Backend;
	let service: BackendClient;
	let visitor: BackendClient;

	beforeAll(async () => {
		database = await create();
		backend = await database.open();
		service = createServiceClient(backend);
		visitor = createPublicClient(backend);
		await settle(service);
	});

	afterAll(async () => {
		await backend.close();
		await database.remove();
	});

	async function one(collection: string, id: string): Promise<Feature> {
		const feature = await features.one(visitor, { territory: members.id, collection, id });
		if (!feature) throw new Error(`${collection} ${id} manque`);
		return feature;
	}

	it('finds the commune and the EPCI of every class of record', async () => {
		const outcome = await importAll(service, {
			site_eco: [site('S1', square(4.02, 49.02, 0.01))],
			terrain_eco: [plot('T1', square(4.12, 49.02, 0.001), { site_id: 'S1' })],
			unite_fonciere: [record(square(4.13, 49.02, 0.001), { uf_id: 'U1' })],
			etablissement: [firm('00000000000001', [[4.25, 49.05]])],
			friche: [brownfield('F1', { type: 'Point', coordinates: [4.05, 49.05] })],
			poi: [poi('P1', [4.15, 49.05])]
		});
		expect(Object.values(outcome).flatMap(({ outside }) => outside)).toEqual([]);
		expect((await one('sites', 'S1')).properties).toMatchObject({
			site_comm_insee: '08001',
			site_epci_siren: '200000001',
			comm_nom: 'Ouestville',
			epci_nom: 'CC du Couchant'
		});
		expect((await one('terrains', 'T1')).properties).toMatchObject({
			comm_insee: '08002',
			epci_siren: '200000001',
			site_nom: 'Site S1'
		});
		expect((await one('etablissements', '00000000000001')).properties).toMatchObject({
			comm_insee: '08003',
			epci_nom: 'CC du Levant'
		});
		expect((await one('friches', 'F1')).properties).toMatchObject({ comm_insee: '08001' });
		expect((await one('poi', 'P1')).properties).toMatchObject({ comm_insee: '08002' });
	});

	it('overwrites a membership that was typed in, by import and by a plain insert', async () => {
		await importAll(service, {
			terrain_eco: [
				plot('T2', square(4.12, 49.04, 0.001), { comm_insee: '75056', epci_siren: '123456789' })
			]
		});
		expect((await one('terrains', 'T2')).properties).toMatchObject({
			comm_insee: '08002',
			epci_siren: '200000001'
		});
		const { status } = await service.from('poi' as 'territory').insert({
			poi_id: 'P2',
			poi_type: 'port',
			poi_nom: 'Port P2',
			territory_id: members.id,
			comm_insee: '75056',
			geom: 'SRID=4326;POINT(4.25 49.05)',
			...source
		} as never);
		expect(status).toBe(201);
		expect((await one('poi', 'P2')).properties).toMatchObject({ comm_insee: '08003' });
	});

	it('gives a record across a limit to the commune of a point inside it', async () => {
		await importAll(service, {
			terrain_eco: [plot('T3', square(4.097, 49.05, 0.008))]
		});
		expect((await one('terrains', 'T3')).properties).toMatchObject({ comm_insee: '08002' });
	});

	it('keeps and reports a record outside every commune', async () => {
		const outcome = await importAll(service, {
			poi: [poi('P3', [4.15, 49.06]), poi('P4', [5.9, 47.2])]
		});
		expect(outcome.poi).toEqual({ inserted: 2, updated: 0, outside: ['P4'] });
		expect((await one('poi', 'P4')).properties).toMatchObject({ comm_insee: null });
	});

	it('computes the area in Lambert-93 when the record does not declare one', async () => {
		// 0.001° by 0.001° at 49.02° N: 73.1 m by 111.2 m on the ellipsoid, that is 0.813 ha.
		await importAll(service, {
			terrain_eco: [
				plot('T4', square(4.12, 49.02, 0.001)),
				plot('T5', square(4.12, 49.02, 0.001), { terr_surf_brute: 2.5 })
			]
		});
		expect((await one('terrains', 'T4')).properties?.['terr_surf_brute']).toBeCloseTo(0.813, 2);
		expect((await one('terrains', 'T5')).properties?.['terr_surf_brute']).toBe(2.5);
	});

	it('computes the point of a brownfield known by its perimeter only', async () => {
		await importAll(service, { friche: [brownfield('F2', square(4.21, 49.02, 0.002))] });
		expect((await one('friches', 'F2')).geometry.type).toBe('MultiPolygon');
		const { data } = await service
			.from('friche' as 'territory')
			.select('geompoint')
			.eq('site_id', 'F2');
		expect(JSON.stringify(data)).toMatch(/geompoint/);
		expect(data).not.toEqual([{ geompoint: null }]);
	});

	it('follows every record when the contours of the communes change', async () => {
		await importAll(service, {
			commune: [
				record(square(4.1, 49.0, 0.1), { comm_insee: '08001' }),
				record(square(4.0, 49.0, 0.1), { comm_insee: '08002' })
			]
		});
		expect((await one('sites', 'S1')).properties).toMatchObject({ site_comm_insee: '08002' });
		expect((await one('terrains', 'T1')).properties).toMatchObject({ comm_insee: '08001' });
		expect((await one('friches', 'F1')).properties).toMatchObject({ comm_insee: '08002' });
		expect((await one('poi', 'P1')).properties).toMatchObject({ comm_insee: '08001' });
		expect((await one('etablissements', '00000000000001')).properties).toMatchObject({
			comm_insee: '08003'
		});
		await importAll(service, { commune: communeContours });
		expect((await one('sites', 'S1')).properties).toMatchObject({ site_comm_insee: '08001' });
	});

	it('follows every record when a commune changes EPCI or leaves the territory', async () => {
		const [west, east] = members.epci;
		if (!west || !east) throw new Error('deux EPCI attendus');
		const [ouestville, milieu] = west.communes;
		if (!ouestville || !milieu) throw new Error('deux communes attendues');
		await territories.configure(service, {
			...members,
			epci: [
				{ ...west, communes: [ouestville] },
				{ ...east, communes: [...east.communes, milieu] }
			]
		});
		expect((await one('terrains', 'T1')).properties).toMatchObject({ epci_siren: '200000002' });
		const outcome = await territories.configure(service, { ...members, epci: [west] });
		expect(outcome).toEqual({
			epci: 1,
			communes: 2,
			removed_epci: ['200000002'],
			removed_communes: ['08003']
		});
		const { properties } = await one('etablissements', '00000000000001');
		expect(properties).toMatchObject({ comm_insee: null });
		expect(properties).toMatchObject({ epci_siren: null });
		await settle(service);
		expect((await one('etablissements', '00000000000001')).properties).toMatchObject({
			comm_insee: '08003'
		});
	});
});
