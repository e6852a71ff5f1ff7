import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
	createPublicClient,
	createServiceClient,
	type BackendClient
} from '#lib/backend/client.ts';
import { inventory, type InventoryLine } from '#lib/backend/inventory.ts';
import { territories } from '#lib/backend/territories.ts';
import { unitsFromParcels } from '#lib/backend/owner-parcels.ts';
import { unitEvidence } from '#lib/backend/unit-evidence.ts';
import { dayInFrance } from '#lib/domain/day.ts';
import type { EvidenceSaid } from '#lib/domain/inventory.ts';
import type { Visit, VisitPhoto } from '#lib/domain/visit.ts';
import { unitState } from '#lib/domain/vacancy.ts';
import type { Backend } from '#lib/server/open-backend.ts';
import { engines, type TestDatabase } from './engines.ts';
import { signUpEverybody } from './listing-accounts.ts';
import { importAll, members, record, settle, site, source, square } from './sample-territory.ts';

const territory = members.id;
const [couchant, levant] = ['200000001', '200000002'];
const provenance = { ...source, territory_id: territory };

/** A unit of a hand-worked territory, a square of 0.001° with an area of its own. */
const unit = (
	id: string,
	siteId: string,
	west: number,
	areaM2: number,
	footprintM2: number | null
) =>
	record(square(west, 49.02, 0.001), {
		...{ uf_id: id, site_id: siteId, uf_surface_m2: areaM2 },
		...{ uf_emprise_batie_m2: footprintM2 }
	});

/** Three sites: A in the first commune, B in the second, both of the west; C in the third, of the east. */
const ground = {
	site_eco: [
		site('A', square(4.01, 49.01, 0.05)),
		site('B', square(4.11, 49.01, 0.05)),
		site('C', square(4.21, 49.01, 0.05))
	],
	unite_fonciere: [
		unit('A1', 'A', 4.011, 10_000, 4000),
		unit('A2', 'A', 4.013, 20_000, 5000),
		unit('A3', 'A', 4.015, 5000, 0),
		unit('A4', 'A', 4.017, 8000, null),
		unit('B1', 'B', 4.111, 12_000, 3000),
		unit('B2', 'B', 4.113, 6000, 2000),
		unit('B3', 'B', 4.115, 4000, 1000),
		unit('C1', 'C', 4.211, 30_000, 9000),
		unit('C2', 'C', 4.213, 7000, 700),
		unit('C3', 'C', 4.215, 3000, null),
		// In no site: no unit of the inventory.
		record(square(4.03, 49.09, 0.001), { uf_id: 'X', uf_surface_m2: 1 })
	]
};

const link = (uf: string, du: string, au: string | null, jobs: number | null, read: string) => ({
	...{ uf_id: uf, occupant_type: 'autre', du, au, effectif: jobs },
	...{ ...provenance, source_date: read }
});
const links = [
	// At work since 2010, read in March 2025.
	link('A1', '2010-05-01', null, 40, '2025-03-01'),
	// Closed on 30 June 2022: more than two years before 1 January 2026, less than three.
	link('A2', '2005-01-01', '2022-06-30', 12, '2025-03-01'),
	// Closed on 2 January 2024: two years less a day before 1 January 2026.
	link('B1', '2000-01-01', '2024-01-02', 30, '2025-03-01'),
	link('C1', '1990-01-01', null, 100, '2025-03-01'),
	link('C1', '1995-01-01', null, 20, '2025-03-01'),
	// Read five years ago: says nothing today.
	link('C2', '1990-01-01', null, 5, '2021-03-01')
];
const statement = (uf: string, said: EvidenceSaid, seen: string, since: string | null) => ({
	...{ constat_id: randomUUID(), uf_id: uf, constat: said, nature: 'visite', observe_le: seen },
	...{ depuis: since, par_nom: 'Ada Martin', ...provenance, source_date: seen }
});
const statements = [
	statement('A3', 'jamais occupée', '2025-06-01', null),
	// Empty, nobody knows since when.
	statement('B2', 'local vacant', '2025-06-01', null),
	statement('B3', 'local vacant', '2025-06-01', '2023-12-15'),
	statement('B3', 'occupée', '2022-01-01', null)
];

describe.each(engines())('the inventory on $name', ({ create }) => {
	let database: TestDatabase;
	let backend: Backend;
	let service: BackendClient;
	let anonymous: BackendClient;
	let people: Awaited<ReturnType<typeof signUpEverybody>>;

	async function insert(table: string, rows: object[]) {
		for (const row of rows) {
			const { error } = await service.from(table as never).insert(row as never);
			if (error) throw new Error(`${table} : ${error.message}`);
		}
	}

	beforeAll(async () => {
		database = await create();
		backend = await database.open();
		service = createServiceClient(backend);
		anonymous = createPublicClient(backend);
		await settle(service);
		people = await signUpEverybody(backend);
		await importAll(service, ground);
		await insert('unite_occupant', links);
		await insert('unite_constat', statements);
		await insert('unite_proprietaire', [
			{ uf_id: 'A1', proprio_nom: 'Propriétaire secret', ...provenance }
		]);
	});

	afterAll(async () => {
		await backend.close();
		await database.remove();
	});

	const figures = async (...days: string[]) =>
		(await inventory.figures(anonymous, { territory, days })).lines;
	const at = (lines: InventoryLine[], kind: string, id: string) =>
		lines.find((line) => line.kind === kind && line.id === id);
	const states = async (day: string, client = anonymous) => {
		const place = { kind: 'territoire', id: '' } as const;
		const { units } = await inventory.units(client, {
			...{ territory, place, day, limit: 100, offset: 0 }
		});
		return Object.fromEntries(units.map(({ id, state, why }) => [id, why ?? state]));
	};

	it('has the truth table of the law', async () => {
		for (const [occupied, closed, empty] of Array.from({ length: 8 }, (_, bits) =>
			[4, 2, 1].map((bit) => (bits & bit) > 0)
		)) {
			const { data } = await service.rpc('unit_state', {
				...{ p_occupied: occupied, p_closed: closed, p_vacant_premises: empty }
			} as never);
			const words = new Map([
				['occupée', 'occupied'],
				['vacante', 'vacant'],
				['libre', 'free']
			]);
			expect(words.get(String(data))).toBe(
				unitState(Boolean(occupied), Boolean(closed), Boolean(empty))
			);
		}
	});

	it('judges ten units at a day, each by what decided', async () => {
		expect(await states('2026-01-01')).toEqual({
			...{ A1: 'occupée', A2: 'vacante', A3: 'libre', A4: 'aucun constat' },
			...{ B1: 'récemment inoccupée', B2: 'durée inconnue', B3: 'vacante' },
			...{ C1: 'occupée', C2: 'constat périmé', C3: 'aucun constat' }
		});
		const ofWest = { territory, place: { kind: 'epci', id: couchant } as const, day: '2026-01-01' };
		const vacant = await inventory.units(anonymous, {
			...{ ...ofWest, state: 'vacante' as const, limit: 1, offset: 1 }
		});
		expect([vacant.total, ...vacant.units.map(({ id }) => id)]).toEqual([2, 'B3']);
		// A day later B1 has been closed for two years.
		expect((await states('2026-01-02'))['B1']).toBe('vacante');
		// What was seen since is no evidence of before; what closed later was occupied.
		expect(await states('2024-01-01')).toMatchObject({
			...{ A1: 'occupée', A2: 'récemment inoccupée', B1: 'occupée', B2: 'aucun constat' },
			...{ A3: 'aucun constat', B3: 'récemment inoccupée' }
		});
	});

	it('says nothing of a year before the data, though who is here came long before', async () => {
		const line = at(await figures('1995-01-01'), 'territoire', '');
		expect([line?.units, line?.unknown]).toEqual([10, 10]);
	});

	it('counts a site: 1 vacant of 4, and one more perhaps', async () => {
		expect(at(await figures('2026-01-01'), 'site', 'A')).toMatchObject({
			...{ units: 4, occupied: 1, vacant: 1, recent: 0, free: 1, unknown: 1 },
			// 10,000 + 20,000 + 5,000 + 8,000
			...{ areaM2: 43_000, vacantM2: 20_000, unknownM2: 8000 },
			// 40 who work in A1, 12 who worked in A2
			...{ jobs: 52, vacantJobs: 12, unknownJobs: 0 },
			// 4,000 + 5,000 + 0 of 10,000 + 20,000 + 5,000; of A4 nobody knows.
			...{ footprintM2: 9000, measuredM2: 35_000 }
		});
	});

	it('adds up: sites and communes to their EPCI, EPCI to the territory, to the m²', async () => {
		const lines = await figures('2026-01-01', '2025-01-01');
		for (const wanted of ['2026-01-01', '2025-01-01']) {
			const ofDay = lines.filter((line) => line.day === wanted);
			const total = at(ofDay, 'territoire', '');
			expect(total?.units).toBe(10);
			for (const kind of ['site', 'commune', 'epci']) {
				for (const name of [
					...(['units', 'occupied', 'vacant', 'recent', 'free', 'unknown', 'areaM2'] as const),
					...(['vacantM2', 'unknownM2', 'jobs', 'vacantJobs', 'footprintM2'] as const)
				]) {
					const sum = ofDay
						.filter((line) => line.kind === kind)
						.reduce((all, line) => all + line[name], 0);
					expect([kind, name, sum]).toEqual([kind, name, total?.[name]]);
				}
			}
			const west = at(ofDay, 'epci', couchant);
			const parts = ['A', 'B'].map((id) => at(ofDay, 'site', id)?.areaM2 ?? NaN);
			expect(west?.areaM2).toBe(parts.reduce((a, b) => a + b, 0));
		}
		// 43,000 + 22,000 + 40,000
		expect(at(lines, 'territoire', '')?.areaM2).toBe(105_000);
	});

	it('shows owners to the agents of the EPCI alone', async () => {
		const owners = async (client: BackendClient) => {
			const place = { kind: 'site', id: 'A' } as const;
			const query = { territory, place, day: '2026-01-01', limit: 100, offset: 0 };
			return (await inventory.units(client, query)).units[0]?.owners ?? null;
		};
		expect(await owners(people.agent.client)).toEqual(['Propriétaire secret']);
		expect(await owners(people.administrator.client)).toEqual(['Propriétaire secret']);
		for (const { client } of [people.otherAgent, people.firmA, people.stranger])
			expect(await owners(client)).toBeNull();
		expect(await owners(anonymous)).toBeNull();
		const place = { kind: 'territoire', id: '' } as const;
		const query = { territory, place, day: '2026-01-01', limit: 100, offset: 0 };
		expect(JSON.stringify(await inventory.units(anonymous, query))).not.toContain('Ada');
	});

	it('says of an empty territory that it has no line', async () => {
		const { lines, firstSeen } = await inventory.figures(anonymous, {
			territory: 'ailleurs',
			days: ['2026-01-01']
		});
		expect([lines, firstSeen]).toEqual([[], null]);
	});

	const visit = (more: Partial<Visit>): Visit & { photo: VisitPhoto | null } => ({
		...{
			photo: null,
			id: randomUUID(),
			unit: 'A4',
			said: 'local vacant',
			seen: dayInFrance(new Date())
		},
		...{ since: null, note: '', position: { lon: 4.0175, lat: 49.0205, precision: 12 } },
		...more
	});

	it('lists what to see, what narrows a rate most first, of one’s own EPCI', async () => {
		const due = (client: BackendClient) =>
			inventory.worklist(client, { territory, day: '2026-01-01' });
		// 100 ÷ 3 of B before 100 ÷ 4 of A.
		expect((await due(people.agent.client)).map(({ id }) => id)).toEqual(['B2', 'A4']);
		expect((await due(people.agent.client))[0]?.points).toBeCloseTo(100 / 3);
		expect((await due(people.otherAgent.client)).map(({ id }) => id)).toEqual(['C2', 'C3']);
		await expect(due(people.firmA.client)).rejects.toMatchObject({ status: 403 });
	});

	it.each([
		[{ seen: '2999-01-01' }, 400, 'visit_future', '2999-01-01'],
		[{ seen: '2026-02-30' }, 400, 'visit_day', '2026-02-30'],
		[{ seen: '2025-01-01', since: '2025-01-02' }, 400, 'visit_since', '2025-01-02'],
		[{ said: 'ouverte' as never }, 400, 'visit_said', 'ouverte'],
		[{ note: 'x'.repeat(1001) }, 400, 'visit_note', '1001'],
		[{ position: { lon: 200, lat: 1, precision: 1 } }, 400, 'visit_position', '200, 1'],
		[{ unit: 'C3' }, 404, 'unit_unknown', 'C3'],
		[{ unit: 'nulle' }, 404, 'unit_unknown', 'nulle']
	] as const)('refuses a visit (case %#) and writes nothing', async (more, status, code, value) => {
		const refused = inventory.recordVisit(people.agent.client, territory, visit(more));
		await expect(refused).rejects.toMatchObject({ status, reason: { code, values: { value } } });
	});

	it('keeps a visit once however often it is sent, and the interval narrows', async () => {
		const seen = visit({ said: 'local vacant', since: '2021-05-01', note: 'Volets fermés' });
		const send = () => inventory.recordVisit(people.agent.client, territory, seen);
		const revision = async () => (await territories.revisions(anonymous, territory)).revision;
		const before = at(await figures('2026-01-01'), 'site', 'A');
		const former = await revision();
		expect(await send()).toEqual({ id: seen.id, recorded: true });
		// Pages that show the rate are kept until then.
		expect(await revision()).toBeGreaterThan(former);
		expect(await send()).toEqual({ id: seen.id, recorded: false });
		const after = at(await figures('2026-01-01'), 'site', 'A');
		expect([before?.vacant, before?.unknown]).toEqual([1, 1]);
		expect([after?.vacant, after?.unknown]).toEqual([2, 0]);
		const other = inventory.recordVisit(people.agent.client, territory, {
			...seen,
			said: 'occupée'
		});
		await expect(other).rejects.toMatchObject({ status: 409 });
	});

	it('tells who saw what of a unit, where and with which photo, to the agents of its EPCI alone', async () => {
		const photo: VisitPhoto = { id: randomUUID(), type: 'image/jpeg' };
		const seen = { ...visit({ unit: 'B1', said: 'occupée', note: 'Portail ouvert' }), photo };
		await inventory.recordVisit(people.agent.client, territory, seen);
		const read = (client: BackendClient) => unitEvidence.read(client, { territory, unit: 'B1' });
		const { siteName, evidence } = await read(people.agent.client);
		expect(siteName).toBe('Site B');
		expect(evidence[0]).toMatchObject({
			...{ id: seen.id, said: 'occupée', kind: 'visite', note: 'Portail ouvert', photo: true },
			...{ lon: 4.0175, lat: 49.0205, precision: 12 }
		});
		expect(await unitEvidence.photo(people.agent.client, seen.id)).toEqual({
			...{ path: `constats/${seen.id}/${photo.id}`, type: 'image/jpeg' }
		});
		for (const stranger of [people.otherAgent.client, people.firmA.client]) {
			await expect(read(stranger)).rejects.toMatchObject({ status: 404 });
			expect(await unitEvidence.photo(stranger, seen.id)).toBeNull();
		}
	});

	it('lets nobody rewrite what was seen, the service neither', async () => {
		for (const [table, column, value] of [
			['unite_constat', 'constat', 'occupée'],
			['campagne', 'valeur_au', '2020-01-01'],
			['campagne_unite', 'etat', 'vacante']
		]) {
			const change = await service
				.from(table as never)
				.update({ [String(column)]: value } as never)
				.not(column as never, 'is', null);
			expect([table, change.status]).toEqual([table, 403]);
		}
		const removed = await service
			.from('unite_constat' as never)
			.delete()
			.eq('uf_id' as never, 'A4');
		expect(removed.status).toBe(403);
	});

	it('freezes a campaign once a day, for the agents of the EPCI', async () => {
		const freeze = (client: BackendClient, epci: string, day = '2025-01-01') =>
			inventory.freeze(client, { territory, epci, day });
		await expect(freeze(people.otherAgent.client, couchant)).rejects.toMatchObject({ status: 403 });
		await expect(freeze(people.agent.client, couchant, '2026-02-01')).rejects.toMatchObject({
			status: 400
		});
		await expect(freeze(people.agent.client, couchant, '2040-01-01')).rejects.toMatchObject({
			status: 400
		});
		expect(await freeze(people.agent.client, couchant)).toMatchObject({ units: 7 });
		await expect(freeze(people.agent.client, couchant)).rejects.toMatchObject({
			status: 409,
			reason: { code: 'campaign_twice' }
		});
		expect(await inventory.campaigns(anonymous, territory)).toMatchObject([
			{ epci: couchant, day: '2025-01-01', units: 7, by: null }
		]);
		expect((await inventory.campaigns(people.agent.client, territory))[0]?.by).not.toBeNull();
		const nothing = await freeze(people.administrator.client, levant);
		expect(nothing.units).toBe(3);
	});

	it('compares two campaigns by the ground they share', async () => {
		const [former, later] = [randomUUID(), randomUUID()];
		const campaign = { territory_id: territory, epci_siren: levant };
		await insert('campagne', [
			{ ...campaign, campagne_id: former, valeur_au: '2020-01-01', figee_le: '2020-02-01' },
			{ ...campaign, campagne_id: later, valeur_au: '2026-01-01', figee_le: '2026-02-01' }
		]);
		// Squares of 0.001° along a line, one row a unit: [key, west, south, width, state].
		const drawn = (id: string, west: number, width: number, state: string) => ({
			...{ uf_id: id, site_id: 'C', site_nom: 'Site C', surface_m2: 1000, emplois: 0, etat: state },
			geom: `SRID=4326;POLYGON((${[
				[west, 49.03],
				[west + width, 49.03],
				[west + width, 49.031],
				[west, 49.031],
				[west, 49.03]
			]
				.map((place) => place.join(' '))
				.join(',')}))`
		});
		const units = (campaignId: string, rows: ReturnType<typeof drawn>[]) =>
			insert(
				'campagne_unite',
				rows.map((row) => ({ campagne_id: campaignId, ...row }))
			);
		await units(former, [
			drawn('1', 4.21, 0.001, 'occupée'),
			drawn('2', 4.212, 0.001, 'vacante'),
			drawn('3', 4.214, 0.002, 'libre'),
			drawn('4', 4.217, 0.001, 'vacante'),
			drawn('5', 4.218, 0.001, 'vacante'),
			drawn('6', 4.22, 0.001, 'libre'),
			drawn('7', 4.224, 0.001, 'occupée'),
			drawn('8', 4.226, 0.0015, 'libre'),
			drawn('9', 4.2275, 0.0015, 'libre')
		]);
		await units(later, [
			// Drawn a little beside: less than a tenth off, and it touches no other.
			drawn('1b', 4.21002, 0.001, 'vacante'),
			drawn('2b', 4.212, 0.001, 'occupée'),
			drawn('3b', 4.214, 0.001, 'libre'),
			drawn('3c', 4.215, 0.001, 'occupée'),
			drawn('45', 4.217, 0.002, 'vacante'),
			drawn('new', 4.222, 0.001, 'libre'),
			drawn('7', 4.224, 0.001, 'occupée'),
			drawn('8b', 4.226, 0.001, 'libre'),
			drawn('9b', 4.227, 0.002, 'libre')
		]);
		const { lines, unchanged } = await inventory.changes(anonymous, former, later);
		expect(unchanged).toBe(1);
		expect(lines.map(({ change, before, after }) => [change, before, after])).toEqual([
			['vacant', ['1'], ['1b']],
			['reused', ['2'], ['2b']],
			['split', ['3'], ['3b', '3c']],
			['merged', ['4', '5'], ['45']],
			['redrawn', ['8'], ['8b']],
			['redrawn', ['8'], ['9b']],
			['redrawn', ['9'], ['9b']],
			['new', [], ['new']],
			['gone', ['6'], []]
		]);
		await expect(inventory.changes(anonymous, later, former)).rejects.toMatchObject({
			status: 404
		});
	});

	/** A parcel of 0.001° by 0.001°, or as wide as it is told: 111.21 m by 73.14 m at 49.02° north, 8134 m². */
	const parcel = (number: number, account: string, west: number, south: number, name?: string) => ({
		geometry: square(west, south, 0.001),
		values: {
			...{ parcelle_id: `08001000AB000${String(number)}`, proprio_compte: account },
			...{ proprio_nom: name ?? null, source_nom: 'Relevé', source_date: '2026-01-05' }
		}
	});
	const parcels = [
		// Side by side, one account: one unit.
		parcel(1, 'X', 4.13, 49.02, 'SCI du Bocage'),
		parcel(2, 'X', 4.131, 49.02, 'SCI du Bocage'),
		// Beside them, of another account: one more.
		parcel(3, 'Y', 4.132, 49.02),
		// Of the first account again, but beyond the other's: one more; and one that meets it in a corner only.
		parcel(4, 'X', 4.133, 49.02, 'SCI du Bocage'),
		parcel(5, 'X', 4.134, 49.021, 'SCI du Bocage'),
		// Half of it lies beyond the limit of the site, at 4.16° east.
		parcel(6, 'Y', 4.1595, 49.02),
		// In no site.
		parcel(7, 'Y', 4.18, 49.02)
	];

	it('joins parcels of one account that touch to one unit of one site, all or nothing', async () => {
		const build = (given: typeof parcels, dry = false) =>
			unitsFromParcels(people.agent.client, { territory, parcels: given, dry });
		const built = async () => {
			const { data } = await service
				.from('unite_fonciere')
				.select('uf_id, uf_refcad, uf_surface_m2')
				.like('uf_id', 'B_UF_%')
				.eq('publie', true)
				.order('uf_id');
			return (data ?? []) as { uf_id: string; uf_refcad: string; uf_surface_m2: number }[];
		};
		const faulty = [
			...parcels,
			{ ...parcel(8, 'Z', 4.1315, 49.02) },
			{ ...parcel(9, 'Z', 4.22, 49.02) },
			// On the unit B1, which was imported.
			parcel(0, 'Z', 4.111, 49.02)
		];
		const refused = await build(faulty);
		expect(refused.faults.map(({ rank, code, value }) => [rank, code, value])).toEqual([
			[2, 'parcel_overlap', '08001000AB0008'],
			[3, 'parcel_overlap', '08001000AB0008'],
			[8, 'parcel_overlap', '08001000AB0002'],
			[9, 'parcel_elsewhere', 'C'],
			[10, 'parcel_unit', 'B1']
		]);
		expect(await built()).toEqual([]);

		const dry = await build(parcels, true);
		expect(dry).toMatchObject({ parcels: 7, outside: 1, units: 5, written: 0, faults: [] });
		expect(await build(parcels)).toMatchObject({ units: 5, written: 5, withdrawn: 0 });
		const units = await built();
		expect(units.map(({ uf_id, uf_refcad }) => [uf_id, uf_refcad])).toEqual([
			['B_UF_08001000AB0001', '08001000AB0001|08001000AB0002'],
			['B_UF_08001000AB0003', '08001000AB0003'],
			['B_UF_08001000AB0004', '08001000AB0004'],
			['B_UF_08001000AB0005', '08001000AB0005'],
			['B_UF_08001000AB0006', '08001000AB0006']
		]);
		// Two parcels, one, one, one, and half of one.
		for (const [nth, parts] of [2, 1, 1, 1, 0.5].entries())
			expect((units[nth]?.uf_surface_m2 ?? 0) / (parts * 8134)).toBeCloseTo(1, 2);
		expect(await build(parcels.toReversed())).toMatchObject({ units: 5, written: 0 });

		// The middle parcel is sold to its neighbour: three in a row and the fourth are one unit, and two are no more.
		const sold = parcels.map((one) =>
			one.values.parcelle_id.endsWith('3') ? parcel(3, 'X', 4.132, 49.02, 'SCI du Bocage') : one
		);
		expect(await build(sold)).toMatchObject({ units: 3, written: 1, withdrawn: 2 });
		expect((await built()).map(({ uf_id }) => uf_id.slice(-1))).toEqual(['1', '5', '6']);
		const owners = (client: BackendClient) =>
			client.from('unite_proprietaire').select('proprio_nom').eq('uf_id', 'B_UF_08001000AB0001');
		expect((await owners(people.agent.client)).data).toEqual([{ proprio_nom: 'SCI du Bocage' }]);
		for (const client of [people.firmA.client, people.otherAgent.client])
			expect((await owners(client)).data).toEqual([]);
	});
});
