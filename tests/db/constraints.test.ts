import { centroid } from '@turf/turf';
import type { Geometry } from 'geojson';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
	type BackendClient,
	createPublicClient,
	createServiceClient
} from '#lib/backend/client.ts';
import { features } from '#lib/backend/features.ts';
import { parsePlot } from '#lib/domain/plot.ts';
import type { Backend } from '#lib/server/open-backend.ts';
import { engines, type TestDatabase } from './engines.ts';
import { constraint, importAll, members, plot, settle, site, square } from './sample-territory.ts';

describe.each(engines())('constraints on $name', ({ create }) => {
	let database: TestDatabase;
	let backend: Backend;
	let service: BackendClient;

	beforeAll(async () => {
		database = await create();
		backend = await database.open();
		service = createServiceClient(backend);
		await settle(service);
	});

	afterAll(async () => {
		await backend.close();
		await database.remove();
	});

	async function shares(id: string) {
		const feature = await features.one(service, {
			territory: members.id,
			collection: 'terrains',
			id
		});
		if (!feature) throw new Error(`terrain ${id} manque`);
		return Object.values(parsePlot(feature).shares);
	}

	it('are not known where the territory has no layer of their type', async () => {
		await importAll(service, { terrain_eco: [plot('T1', square(4.05, 49.05, 0.002))] });
		expect(await shares('T1')).toEqual([null, null, null]);
	});

	it('give the plots that are there their share, and zero to those that they spare', async () => {
		await importAll(service, { terrain_eco: [plot('T2', square(4.25, 49.05, 0.002))] });
		await importAll(service, { contrainte: [constraint('C1', square(4.051, 49.04, 0.02))] });
		expect(await shares('T1')).toEqual([50, null, null]);
		expect(await shares('T2')).toEqual([0, null, null]);
	});

	it('count ground under two constraints of a type once, and each type apart', async () => {
		await importAll(service, {
			contrainte: [
				constraint('C2', square(4.0505, 49.04, 0.02)),
				constraint('C3', square(4.0, 49.051, 0.09), { contrainte_type: 'zone humide' }),
				constraint('C4', square(4.0, 49.0, 0.09), { contrainte_type: 'pente forte' })
			]
		});
		expect(await shares('T1')).toEqual([75, 50, 100]);
	});

	it('give a new plot its share, whatever its file says', async () => {
		await importAll(service, {
			terrain_eco: [
				plot('T3', square(4.049, 49.05, 0.002), {
					part_zone_inondable_pct: 99,
					part_zone_humide_pct: 99
				})
			]
		});
		const [flood, wetland, steep] = await shares('T3');
		expect(flood).toBeCloseTo(25, 1);
		expect([wetland, steep]).toEqual([50, 100]);
	});

	it('follow a plot that is moved, or that is hidden from who may not see it', async () => {
		const plots = service.from('terrain_eco' as 'territory');
		const moveTo = (lon: number) => {
			const [ring = []] = square(lon, 49.05, 0.002).coordinates;
			const corners = ring.map((position) => position.join(' ')).join(', ');
			return plots
				.update({ geom: `SRID=4326;MULTIPOLYGON(((${corners})))` } as never)
				.eq('terr_id' as 'territory_id', 'T1');
		};
		await moveTo(4.0505);
		expect(await shares('T1')).toEqual([100, 50, 100]);
		await moveTo(4.05);
		expect(await shares('T1')).toEqual([75, 50, 100]);

		const seen = async () => {
			const { data } = await createPublicClient(backend)
				.from('part_contrainte' as 'territory')
				.select('part_pct')
				.eq('terr_id' as 'territory_id', 'T1');
			return data?.length;
		};
		const publish = (publie: boolean) =>
			plots.update({ publie } as never).eq('terr_id' as 'territory_id', 'T1');
		expect(await seen()).toBe(3);
		await publish(false);
		expect(await seen()).toBe(0);
		await publish(true);
	});

	it('follow a constraint that is taken back from the public or removed', async () => {
		const constraints = service.from('contrainte' as 'territory');
		await constraints
			.update({ publie: false } as never)
			.eq('contrainte_id' as 'territory_id', 'C2');
		expect(await shares('T1')).toEqual([50, 50, 100]);
		await constraints.delete().eq('contrainte_type' as 'territory_id', 'zone inondable');
		expect(await shares('T1')).toEqual([null, 50, 100]);
	});

	it('refuse a type that is none of the list, and touch nothing then', async () => {
		const wrong = constraint('C9', square(4, 49, 0.01), { contrainte_type: 'avalanche' });
		await expect(importAll(service, { contrainte: [wrong] })).rejects.toThrow(
			'contrainte C9 : champ « contrainte_type » : reçu « avalanche »'
		);
		expect(await shares('T1')).toEqual([null, 50, 100]);
	});

	it('come with the demonstration set and go with it', async () => {
		const invented = { demonstration: true, contrainte_type: 'zone inondable' };
		await importAll(service, {
			contrainte: [constraint('C8', square(4.05, 49.05, 0.002), invented)]
		});
		expect(await shares('T1')).toEqual([100, 50, 100]);
		const { data } = await service.rpc('demo_clear' as never, { p_territory: members.id } as never);
		expect(data).toMatchObject({ contrainte: 1, terrain_eco: 0 });
		expect(await shares('T1')).toEqual([null, 50, 100]);
	});
});

describe.each(engines())('the centre of a plot on $name', ({ create }) => {
	it('is the mean of its vertices, as Turf gives it to the bit', async () => {
		const database = await create();
		const backend = await database.open();
		const service = createServiceClient(backend);
		await settle(service);
		const hole = square(4.0512345678, 49.0512345678, 0.0003);
		const outer = square(4.05, 49.05, 0.0031234567);
		const shapes: Record<string, Geometry> = {
			square: outer,
			hole: { type: 'Polygon', coordinates: [...outer.coordinates, ...hole.coordinates] },
			parts: {
				type: 'MultiPolygon',
				coordinates: [hole.coordinates, square(4.06, 49.07, 0.004).coordinates]
			}
		};
		await importAll(service, {
			terrain_eco: Object.entries(shapes).map(([id, shape]) => plot(id, shape))
		});
		const page = await features.page(service, { territory: members.id, collection: 'terrains' });
		await backend.close();
		const engine = database.openRaw();
		const rows = await engine.rows(
			`select terr_id, extensions.st_x(centre)::text as x, extensions.st_y(centre)::text as y
			from public.terrain_eco order by terr_id collate "C"`
		);
		await engine.close();
		await database.remove();
		expect(rows.map(({ terr_id: id, x, y }) => [id, Number(x), Number(y)])).toEqual(
			page.features.map((feature) => [feature.id, ...centroid(feature).geometry.coordinates])
		);
		expect(rows).toHaveLength(3);
	});
});

describe.each(engines())('capacities on $name', ({ create }) => {
	it('are refused without their source and their date, and served with them', async () => {
		const database = await create();
		const backend = await database.open();
		const service = createServiceClient(backend);
		await settle(service);
		const give = (more: Record<string, unknown>) =>
			importAll(service, { site_eco: [site('S1', square(4.02, 49.02, 0.01), more)] });
		await expect(give({ elec_capacite_kva: 630 })).rejects.toThrow('elec_capacite');
		await expect(
			give({
				elec_capacite_kva: -1,
				elec_capacite_source: 'Enedis',
				elec_capacite_date: '2026-02-01'
			})
		).rejects.toThrow('elec_capacite_kva');
		await give({
			elec_capacite_kva: 630,
			elec_capacite_source: 'Enedis',
			elec_capacite_date: '2026-02-01'
		});
		const served = await features.one(service, {
			territory: members.id,
			collection: 'sites',
			id: 'S1'
		});
		expect(served?.properties).toMatchObject({
			elec_capacite_kva: 630,
			elec_capacite_source: 'Enedis',
			elec_capacite_date: '2026-02-01'
		});
		await backend.close();
		await database.remove();
	});
});
