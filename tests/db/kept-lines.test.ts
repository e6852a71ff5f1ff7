import postgres from 'postgres';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
	type BackendClient,
	createPublicClient,
	createServiceClient
} from '#lib/backend/client.ts';
import { features } from '#lib/backend/features.ts';
import type { Backend } from '#lib/server/open-backend.ts';
import { keepLines } from '#lib/server/territory/keep-lines.ts';
import { engines, type TestDatabase } from './engines.ts';
import { constraint, importAll, members, plot, settle, site, square } from './sample-territory.ts';

const territory = members.id;

describe.each(engines())('lines of plots that are kept on $name', ({ create }) => {
	let database: TestDatabase;
	let backend: Backend;
	let service: BackendClient;

	beforeAll(async () => {
		database = await create();
		backend = await database.open();
		service = createServiceClient(backend);
		await settle(service);
		await importAll(service, {
			site_eco: [site('S1', square(4.01, 49.01, 0.02))],
			terrain_eco: [
				plot('T1', square(4.01, 49.01, 0.001), { site_id: 'S1', terr_prix_demande_m2: 12.5 }),
				plot('T2', square(4.15, 49.01, 0.001), { terr_lot: 'Lot « B »\n"sud"' }),
				plot('T3', square(4.25, 49.01, 0.001))
			],
			contrainte: [constraint('C1', square(4.0105, 49.01, 0.001))]
		});
	});

	afterAll(async () => {
		await backend.close();
		await database.remove();
	});

	// Tables that the types of the client do not name.
	const table = (name: string) => service.from(name as 'territory');
	const change = (name: string, values: object, [column, key]: [string, string]) =>
		table(name)
			.update(values as never)
			.eq(column as 'territory_id', key)
			.throwOnError();
	const forget = () => table('ligne_terrain').delete().eq('territory_id', territory).throwOnError();
	const keptCount = async () => (await table('ligne_terrain').select().throwOnError()).data.length;
	const page = async () => {
		const { lines } = await features.text(createPublicClient(backend), {
			...{ territory, collection: 'terrains', counted: false }
		});
		return Buffer.from(lines).toString();
	};

	it('make the very page that is written without them, in every way it is asked', async () => {
		const client = createPublicClient(backend);
		const asked = { territory, collection: 'terrains' };
		const answers = () =>
			Promise.all([
				page(),
				features.after(client, { ...asked, key: 'T1', limit: 1 }),
				features.named(client, { ...asked, keys: ['T3', 'T2', 'T9'] }),
				features.page(client, { ...asked, bbox: [4, 49, 4.2, 50], filters: { terr_lot: 'B' } }),
				features.page(client, { ...asked, bbox: [4, 49, 4.2, 50], offset: 1 }),
				features.one(client, { ...asked, id: 'T1' })
			]);
		await forget();
		const written = await answers();
		expect(await keepLines({ service, territory })).toBe(true);
		expect(await keptCount()).toBe(3);
		expect(await answers()).toEqual(written);
	});

	// Everything that a line says: one change a table, and a trace of it on the page.
	const changes: Record<string, { make: () => PromiseLike<unknown>; trace: string }> = {
		terrain_eco: {
			make: () => change('terrain_eco', { terr_prix_demande_m2: 13 }, ['terr_id', 'T1']),
			trace: '"terr_prix_demande_m2":13.0'
		},
		site_eco: {
			make: () => change('site_eco', { site_nom: 'Zone renommée' }, ['site_id', 'S1']),
			trace: '"site_nom":"Zone renommée"'
		},
		commune: {
			make: () => change('commune', { comm_nom: 'Commune renommée' }, ['comm_insee', '08001']),
			trace: '"comm_nom":"Commune renommée"'
		},
		epci: {
			make: () => change('epci', { epci_nom: 'CC renommée' }, ['epci_siren', '200000001']),
			trace: '"epci_nom":"CC renommée"'
		},
		part_contrainte: {
			make: () => change('part_contrainte', { part_pct: 12.25 }, ['terr_id', 'T1']),
			trace: '"part_zone_inondable_pct":12.25'
		},
		contrainte: {
			make: () => change('contrainte', { publie: false }, ['contrainte_id', 'C1']),
			trace: '"part_zone_inondable_pct":null'
		}
	};

	it.each(Object.entries(changes))('go when %s changes, and come back', async (_, change) => {
		await keepLines({ service, territory });
		expect(await page()).not.toContain(change.trace);
		await change.make();
		expect(await keptCount()).toBeLessThan(3);
		const changed = await page();
		expect(changed).toContain(change.trace);
		await forget();
		expect(await page(), 'no other line has stayed behind').toBe(changed);
		await keepLines({ service, territory });
		expect(await page()).toBe(changed);
	});

	it('are held against each table that they are made of', async () => {
		const { data } = await service.rpc('collection_tables', { p_collection: 'terrains' });
		const tables = [...String(data).matchAll(/(?:^|public\.)(\w+)/g)].map(([, name]) => name);
		// What the territory has at all of a kind is asked beside them.
		expect([...new Set([...tables, 'contrainte'])].sort()).toEqual(Object.keys(changes).sort());
	});

	it('are those of plots that somebody may see, and go with theirs', async () => {
		await keepLines({ service, territory });
		await change('terrain_eco', { publie: false }, ['terr_id', 'T2']);
		await keepLines({ service, territory });
		expect(await keptCount()).toBe(3);
		const { data } = await createPublicClient(backend)
			.from('ligne_terrain' as 'territory')
			.select('terr_id' as '*')
			.order('terr_id' as 'territory_id');
		expect(data).toEqual([{ terr_id: 'T1' }, { terr_id: 'T3' }]);
		expect(await page()).not.toContain('"T2"');
		await table('terrain_eco')
			.delete()
			.eq('terr_id' as 'territory_id', 'T3')
			.throwOnError();
		expect(await keptCount()).toBe(2);
	});

	it('are believed by the schema that made them alone', async () => {
		await keepLines({ service, territory });
		const former = { ligne: 'of a former schema', schema_version: '1' };
		await change('ligne_terrain', former, ['terr_id', 'T1']);
		const written = await page();
		expect(written).toContain('"id":"T1"');
		await keepLines({ service, territory });
		expect(await page()).toBe(written);
		expect(
			(
				await table('ligne_terrain')
					.select()
					.eq('schema_version' as 'territory_id', '1')
			).data
		).toEqual([]);
	});

	it('wait until whoever changes a plot has ended, where several write at once', async () => {
		if (!database.databaseUrl) {
			expect(await keepLines({ service, territory }), 'one writes after the other').toBe(true);
			return;
		}
		const other = postgres(database.databaseUrl, { max: 1 });
		await other.begin(async (sql) => {
			await sql`update terrain_eco set terr_prix_demande_m2 = 14 where terr_id = 'T1'`;
			expect(await keepLines({ service, territory })).toBe(false);
		});
		await other.end();
		expect(await keepLines({ service, territory })).toBe(true);
		expect(await page()).toContain('"terr_prix_demande_m2":14.0');
	});
});
