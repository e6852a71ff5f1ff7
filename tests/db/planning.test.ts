import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
	createPublicClient,
	createServiceClient,
	type BackendClient
} from '#lib/backend/client.ts';
import { features } from '#lib/backend/features.ts';
import { planning, type GivenZone } from '#lib/backend/planning.ts';
import { planningRules } from '#lib/domain/law/planning-rules.ts';
import { versionOn } from '#lib/domain/law/rule.ts';
import { parsePlot } from '#lib/domain/plot.ts';
import type { ZoneType } from '#lib/domain/planning.ts';
import type { Backend } from '#lib/server/open-backend.ts';
import { engines, type TestDatabase } from './engines.ts';
import { signUpEverybody } from './listing-accounts.ts';
import { importAll, members, plot, settle, square } from './sample-territory.ts';

const territory = members.id;
const [west, east] = ['200000001', '200000002'];

/** A strip of each type of zone across a commune, with a plot in it: from 49.01 northwards, 0.01° apart. */
const types: readonly ZoneType[] = ['U', 'AUc', 'AUs', 'A', 'N'];
const zonesOf = (commune: number): GivenZone[] =>
	types.map((type, row) => ({
		...{
			id: `${String(commune)}-${type}`,
			type,
			label: `${type}X`,
			approved: '2020-03-02',
			url: null
		},
		shape: square(4.0 + commune * 0.1, 49.01 + row * 0.01, 0.009)
	}));
const plotsOf = (commune: number) =>
	types.map((type, row) =>
		plot(`${String(commune)}-${type}`, square(4.001 + commune * 0.1, 49.011 + row * 0.01, 0.002))
	);
const given = (commune: number) => ({
	...{ territory, partition: `DU_0800${String(commune + 1)}`, zones: zonesOf(commune) },
	...{ name: 'Géoportail de l’urbanisme', date: '2026-01-15', url: null }
});

describe.each(engines())('the calendar of frozen land on $name', ({ create }) => {
	let database: TestDatabase;
	let backend: Backend;
	let service: BackendClient;
	let people: Awaited<ReturnType<typeof signUpEverybody>>;

	beforeAll(async () => {
		database = await create();
		backend = await database.open();
		service = createServiceClient(backend);
		await settle(service);
		people = await signUpEverybody(backend);
		await importAll(service, { terrain_eco: [0, 1, 2].flatMap(plotsOf) });
	});

	afterAll(async () => {
		await backend.close();
		await database.remove();
	});

	const permits = async (commune: number) => {
		const client = createPublicClient(backend);
		const page = await features.page(client, { territory, collection: 'terrains' });
		const plots = page.features.map(parsePlot);
		return types.map((type) => {
			const { permit } = plots.find(({ id }) => id === `${String(commune)}-${type}`) ?? fail();
			return permit && (permit.lastDay ?? permit.state);
		});
	};

	it('has the deadlines of the rules of the law', async () => {
		for (const [scope, rule] of [
			['SCoT', 'scot-deadline'],
			['PLU', 'plu-deadline']
		]) {
			const { data } = await service.rpc('planning_deadline', { p_scope: scope } as never);
			const { versions = [] } = planningRules.find(({ id }) => id === rule) ?? {};
			expect(data).toBe(versionOn(versions, '2026-11-26')?.parameters['deadline']?.value);
		}
	});

	it('knows nothing of a plot without a zone, and of an AU zone whose document nobody recorded', async () => {
		expect(await permits(0)).toEqual([null, null, null, null, null]);
		for (const commune of [0, 1, 2]) await planning.replaceZones(service, given(commune));
		expect(await permits(0)).toEqual(['sans échéance', null, null, 'aucun', 'aucun']);
	});

	it('freezes 2AU with a late SCoT and 1AU with a late PLU, and neither once both are adopted', async () => {
		const record = (scope: 'SCoT' | 'PLU', place: string, adoptedOn: string | null) =>
			planning.recordDocument(people.administrator.client, territory, {
				...{ scope, place, title: `${scope} des tests`, adoptedOn, reduction: null }
			});
		await record('SCoT', west, null);
		await record('PLU', west, null);
		const late = ['sans échéance', '2028-02-22', '2027-02-22', 'aucun', 'aucun'];
		expect(await permits(0)).toEqual(late);
		expect(await permits(1)).toEqual(late);
		// The document of the commune before that of its EPCI.
		await record('PLU', '08002', '2026-02-01');
		expect(await permits(1)).toEqual([late[0], 'sans échéance', ...late.slice(2)]);
		await record('SCoT', west, '2026-03-01');
		expect((await permits(0))[2]).toBe('2028-02-22');
		expect((await permits(1))[2]).toBe('sans échéance');
		await expect(
			planning.recordDocument(people.otherAgent.client, territory, {
				...{ scope: 'PLU', place: '08001', title: 'x', adoptedOn: null, reduction: null }
			})
		).rejects.toMatchObject({ status: 403 });
		expect((await planning.documents(service, territory)).map(({ place }) => place)).toEqual([
			west,
			'08002',
			west
		]);
		expect((await permits(2))[1]).toBeNull();
		await record('PLU', east, null);
		expect((await permits(2))[1]).toBe('2028-02-22');
	});

	it('takes the zone that covers most of a plot, also of one that is written later or moves', async () => {
		// Two thirds in A, one in U.
		const across = plot('across', square(4.02, 49.0172, 0.006));
		await importAll(service, { terrain_eco: [across] });
		const zone = async () => {
			const page = await features.page(service, { territory, collection: 'terrains' });
			return page.features.map(parsePlot).find(({ id }) => id === 'across')?.zone?.type;
		};
		expect(await zone()).toBe(undefined);
		await importAll(service, {
			terrain_eco: [plot('across', square(4.002, 49.0172, 0.006))]
		});
		expect(await zone()).toBe('AUc');
		await importAll(service, { terrain_eco: [plot('across', square(4.002, 49.0122, 0.006))] });
		expect(await zone()).toBe('U');
	});

	it('keeps the zones in place where an answer has none, or is at fault', async () => {
		const before = await permits(1);
		await expect(planning.replaceZones(service, { ...given(1), zones: [] })).rejects.toMatchObject({
			status: 422
		});
		const first = zonesOf(1)[0] ?? fail();
		await expect(
			planning.replaceZones(service, {
				...given(1),
				zones: [first, { ...first, id: 'autre', type: 'X' as ZoneType }]
			})
		).rejects.toThrow();
		expect(await permits(1)).toEqual(before);
	});
});

function fail(): never {
	throw new Error('no plot');
}
