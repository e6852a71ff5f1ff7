import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
	createPublicClient,
	createServiceClient,
	type BackendClient
} from '#lib/backend/client.ts';
import { keptFigures } from '#lib/backend/kept-figures.ts';
import { ledger, type ConsumptionRow, type LedgerFacts } from '#lib/backend/ledger.ts';
import { territories, type TerritoryMembers } from '#lib/backend/territories.ts';
import { dayInFrance } from '#lib/domain/day.ts';
import type { Backend } from '#lib/server/open-backend.ts';
import { figuresOf } from '#lib/subjects/ledger/ledger-figures.ts';
import { engines, type TestDatabase } from './engines.ts';
import { signUpEverybody } from './listing-accounts.ts';
import { members, source } from './sample-territory.ts';

const [west, east] = ['200000001', '200000002'];
const territory = members.id;

/** Ten communes: 08001 to 08006 of the west, 08007 to 08010 of the east. */
const communes = Array.from(
	{ length: 10 },
	(_, index) => `080${String(index + 1).padStart(2, '0')}`
);
const hand: TerritoryMembers = {
	...members,
	epci: [
		[west, 'CC du Couchant', communes.slice(0, 6)] as const,
		[east, 'CC du Levant', communes.slice(6)] as const
	].map(([siren, name, insee]) => ({
		...{ epci_siren: siren, epci_nom: name, population: insee.length },
		communes: insee.map((code) => ({
			comm_insee: code,
			comm_nom: `Commune ${code}`,
			population: 1
		}))
	}))
};

/**
 * Commune n takes n × 1,000 m² a year from 2011 to 2020, then n × 500.5 m² from 2021 to 2024: the half m² shows that
 * each is rounded once, by commune, and that what is summed is what is shown. A tenth of it is for activity.
 */
const taken = (commune: number, year: number) => commune * (year <= 2020 ? 1000 : 500.5);
const rows = (last: number, factor = 1): ConsumptionRow[] =>
	communes.flatMap((code, index) =>
		Array.from({ length: last - 2010 }, (_, nth) => 2011 + nth).map((annee) => ({
			...{ commune: code, annee, conso_m2: factor * taken(index + 1, annee) },
			activite_m2: (factor * taken(index + 1, annee)) / 10
		}))
	);
const vintage = { territory, name: 'Fichier des tests', url: null };
const today = '2026-11-26';

describe.each(engines())('the ledger of land on $name', ({ create }) => {
	let database: TestDatabase;
	let backend: Backend;
	let service: BackendClient;
	let anonymous: BackendClient;
	let people: Awaited<ReturnType<typeof signUpEverybody>>;

	async function insert(table: string, row: object) {
		const { error } = await service
			.from(table as never)
			.insert({ territory_id: territory, ...source, ...row } as never);
		if (error) throw new Error(`${table} : ${error.message}`);
	}
	const project = (id: string, more: object) =>
		insert('enaf_projet', {
			...{ projet_id: id, projet_nom: id, comm_insee: '08001', compte: 'locale', surface_ha: 1 },
			...{ engage_le: '2022-03-01', acte: 'Délibération', source_date: '2022-03-02', ...more }
		});

	beforeAll(async () => {
		database = await create();
		backend = await database.open();
		service = createServiceClient(backend);
		anonymous = createPublicClient(backend);
		await territories.configure(service, hand);
		people = await signUpEverybody(backend);
		await ledger.importConsumption(service, { ...vintage, rows: rows(2022), date: '2024-05-15' });
		await ledger.importConsumption(service, {
			...vintage,
			rows: rows(2024, 2),
			date: '2026-04-30'
		});
		await insert('enaf_enveloppe', {
			...{ epci_siren: west, surface_ha: 12, doc_type: 'SCoT', doc_titre: 'SCoT du Couchant' },
			...{ doc_date: '2024-02-12', doc_article: 'Objectif 12', source_date: '2024-02-12' }
		});
		await project('promis', { surface_ha: 1.5 });
		await project('pris', { surface_ha: 2, consomme_le: '2023-06-01' });
		await project('region', {
			surface_ha: 0.3,
			compte: 'régionale mutualisée',
			consomme_le: '2024-01-02'
		});
		await project('europe', { surface_ha: 9, compte: 'PENE' });
		await project('plus-tard', {
			surface_ha: 4,
			engage_le: '2026-12-01',
			source_date: '2026-01-01'
		});
		await insert('enaf_garantie', {
			...{ comm_insee: '08002', surface_ha: 1, doc_titre: 'Carte communale', acte: 'Délibération' },
			...{ acte_date: '2025-11-04', source_date: '2025-11-04' }
		});
		await insert('enaf_garantie', {
			...{ comm_insee: '08003', surface_ha: 0.5, doc_titre: 'PLU', acte: 'Délibération' },
			...{ acte_date: '2025-11-05', source_date: '2025-11-05' }
		});
	});

	afterAll(async () => {
		await backend.close();
		await database.remove();
	});

	const facts = (day = today) => ledger.facts(anonymous, { territory, day });
	const at = ({ lines }: LedgerFacts, kind: string, id: string) => {
		const line = lines.find((one) => one.kind === kind && one.id === id);
		if (!line) throw new Error(`${kind} ${id}`);
		return line;
	};

	it('works out an EPCI as one does by hand', async () => {
		const line = at(await facts(), 'epci', west);
		expect(line).toMatchObject({ communes: 6, guaranteed: 2, guaranteedM2: 15_000 });
		// The vintage of 2026 counts twice as much. 1 + 2 + … + 6 = 21 communes' worth.
		expect(figuresOf(line, today)).toEqual({
			// 10 years × 21 × 2,000 m²
			decadeHa: 42,
			// 4 years × 21 × 1,001 m²
			sinceHa: 8.4084,
			// less 0.3 ha that the region pools; the 9 ha of the PENE are not taken yet
			localHa: 8.1084,
			// What is taken is no longer promised; what is to be promised in December is not yet.
			committedHa: 1.5,
			envelopeHa: 12,
			// 12 − 8.1084 − 1.5
			remainingHa: 2.3916,
			// 21 × 1,001 m²
			meanHa: 2.1021,
			projectionHa: 21.021,
			// max(42 ÷ 2, 1); 2.1021 × 9
			stateTargetHa: 21,
			stateProjectionHa: 18.9189
		});
	});

	it('says nothing where there is no envelope, of the territory neither', async () => {
		const known = await facts();
		for (const [kind, id] of [
			['epci', east],
			['territoire', ''],
			['commune', '08001']
		] as const) {
			const { envelopeHa, remainingHa } = figuresOf(at(known, kind, id), today);
			expect([envelopeHa, remainingHa]).toEqual([null, null]);
		}
		expect(at(known, 'territoire', '')).toMatchObject({ envelopes: 1, epcis: 2 });
	});

	it('adds up to the m²: communes to their EPCI, EPCI to the territory', async () => {
		const { lines } = await facts('2026-11-26');
		const total = lines.find(({ kind }) => kind === 'territoire');
		// 55 communes' worth: 55 × 2,000 m² a year, then 55 × 1,001.
		expect(total?.years.map(({ m2 }) => m2)).toEqual([
			...Array<number>(10).fill(110_000),
			...Array<number>(4).fill(55_055)
		]);
		const sums = (kind: string, epci?: string) => {
			const of = lines.filter(
				(line) => line.kind === kind && (epci === undefined || line.epci === epci)
			);
			return {
				years: total?.years.map((_, nth) =>
					of.reduce((sum, { years }) => sum + (years[nth]?.m2 ?? NaN), 0)
				),
				guaranteed: of.reduce((sum, { guaranteedM2 }) => sum + guaranteedM2, 0),
				promised: of.reduce((sum, { buckets }) => sum + (buckets.locale?.promisedM2 ?? 0), 0)
			};
		};
		const whole = {
			years: total?.years.map(({ m2 }) => m2),
			guaranteed: total?.guaranteedM2,
			promised: total?.buckets.locale?.promisedM2
		};
		expect(sums('epci')).toEqual(whole);
		expect(sums('commune')).toEqual(whole);
		for (const siren of [west, east]) {
			const epci = lines.find(({ id }) => id === siren);
			expect(sums('commune', siren).years).toEqual(epci?.years.map(({ m2 }) => m2));
		}
	});

	it('rounds each commune once: 500.5 m² are 501 on their own line and in every sum', async () => {
		// In the vintage of 2024: half m² of the odd communes go up.
		const known = await facts('2025-01-01');
		const own = communes.map((code) => at(known, 'commune', code).years.at(-1)?.m2 ?? NaN);
		expect(own.every(Number.isInteger)).toBe(true);
		expect(at(known, 'territoire', '').years.at(-1)?.m2).toBe(own.reduce((a, b) => a + b, 0));
	});

	it('keeps a figure at a past day when records change later', async () => {
		const day = '2024-12-31';
		const before = await facts(day);
		expect(before.file).toMatchObject({ date: '2024-05-15', lastYear: 2022 });
		// Nothing of the file is of 2023 yet: what was taken then is still only promised.
		expect(before.projects.find(({ id }) => id === 'pris')?.inFile).toBe(false);
		// Not 42: the later vintage corrected it.
		expect(figuresOf(at(before, 'epci', west), day).decadeHa).toBe(21);
		await insert('enaf_enveloppe', {
			...{
				epci_siren: west,
				surface_ha: 99,
				doc_type: 'PLUi',
				doc_titre: 'PLUi',
				doc_date: '2024-03-01'
			},
			source_date: '2026-02-01'
		});
		await project('promis', { surface_ha: 8, source_date: '2026-02-01', retire: true });
		expect(await facts(day)).toEqual(before);
		const now = at(await facts(), 'epci', west);
		expect([now.envelopeM2, now.buckets.locale?.promisedM2]).toEqual([990_000, 0]);
	});

	it('says of a day before the first file that there is none', async () => {
		const { file, firstFile, lines } = await facts('2020-01-01');
		expect([file, firstFile]).toEqual([null, '2024-05-15']);
		const figures = figuresOf(
			lines.find(({ kind }) => kind === 'territoire') ?? fail(),
			'2020-01-01'
		);
		expect(figures).toMatchObject({
			decadeHa: null,
			sinceHa: null,
			remainingHa: null,
			projectionHa: null
		});
	});

	const stored = async () => {
		const { count } = await service
			.from('enaf_consommation' as never)
			.select('*', { count: 'exact', head: true });
		return count;
	};

	it.each([
		[
			'of another department',
			[{ commune: '51001', annee: 2021, conso_m2: 5, activite_m2: null }],
			422,
			'51'
		],
		[
			'with a negative area',
			rows(2023).map((row, index) => (index === 3 ? { ...row, conso_m2: -4 } : row)),
			400,
			'-4'
		],
		['with a year after itself', rows(2026), 400, '2026'],
		[
			'with a year before the data',
			[...rows(2023), { commune: '08001', annee: 2008, conso_m2: 1, activite_m2: null }],
			400,
			'2008'
		],
		['without a commune', rows(2023).filter(({ commune }) => commune !== '08004'), 422, '08004'],
		['with a line twice', [...rows(2023), ...rows(2023).slice(0, 1)], 422, 'deux lignes']
	])('refuses a file %s with a sentence, and writes nothing', async (_, given, status, said) => {
		const before = await stored();
		await expect(
			ledger.importConsumption(service, { ...vintage, rows: given, date: '2026-05-01' })
		).rejects.toMatchObject({ status, message: expect.stringContaining(said) as string });
		expect(await stored()).toBe(before);
	});

	it('keeps a vintage once', async () => {
		await expect(
			ledger.importConsumption(service, { ...vintage, rows: rows(2024), date: '2026-04-30' })
		).rejects.toMatchObject({ status: 409 });
	});

	const envelope = {
		epci: west,
		hectares: 10,
		kind: 'SCoT',
		title: 'SCoT',
		date: '2025-01-01',
		article: '',
		url: ''
	} as const;

	/** Pages that are kept until the records change are made anew. */
	async function expectNewRevision(write: () => Promise<unknown>) {
		const { revision } = await territories.revisions(anonymous, territory);
		await write();
		expect((await territories.revisions(anonymous, territory)).revision).toBeGreaterThan(revision);
	}

	it('takes an envelope of the agents of the EPCI alone, and none without a document', async () => {
		for (const { client } of [people.otherAgent, people.firmA, people.stranger])
			await expect(ledger.recordEnvelope(client, territory, envelope)).rejects.toMatchObject({
				status: 403
			});
		for (const [more, value] of [
			[{ title: ' ' }, 'Document'],
			[{ hectares: -1 }, '-1'],
			[{ date: '2999-01-01' }, '2999-01-01'],
			[{ url: 'javascript:alert(1)' }, 'javascript']
		] as const)
			await expect(
				ledger.recordEnvelope(people.agent.client, territory, { ...envelope, ...more })
			).rejects.toMatchObject({ status: 400, message: expect.stringContaining(value) as string });
		await expectNewRevision(() => ledger.recordEnvelope(people.agent.client, territory, envelope));
	});

	it('takes projects and guarantees of the same, with their act', async () => {
		const given = {
			...({ id: '', name: 'Extension', commune: '08002', bucket: 'locale', hectares: 3 } as const),
			...{ committedOn: '2025-02-01', act: 'Délibération 12', takenOn: null, withdrawn: false }
		};
		const { client } = people.agent;
		await expect(
			ledger.recordProject(people.otherAgent.client, territory, given)
		).rejects.toMatchObject({ status: 403 });
		await expect(
			ledger.recordProject(client, territory, { ...given, act: '' })
		).rejects.toMatchObject({ status: 400 });
		const id = await ledger.recordProject(client, territory, given);
		// Withdrawn the same day: the line of that day is written anew.
		expect(await ledger.recordProject(client, territory, { ...given, id, withdrawn: true })).toBe(
			id
		);
		const guarantee = {
			commune: '08004',
			hectares: 1,
			title: 'PLU',
			act: 'Délibération',
			date: '2026-01-05'
		};
		await expect(
			ledger.recordGuarantee(people.otherAgent.client, territory, guarantee)
		).rejects.toMatchObject({ status: 403 });
		await expect(
			ledger.recordGuarantee(client, territory, { ...guarantee, hectares: 2 })
		).rejects.toMatchObject({ status: 400 });
		await expectNewRevision(() => ledger.recordGuarantee(client, territory, guarantee));
	});

	describe('figures of a day', () => {
		const place = 'epci:200000001';
		const figures = (plots: number) => ({
			commercialisation: {
				lines: [{ key: null, figures: { plots } }],
				total: { key: 'total', figures: { plots } },
				sources: []
			}
		});
		const now = dayInFrance(new Date());
		const keep = (day: string, plots: number, demonstration: boolean, lieu = place) =>
			keptFigures.keep(service, {
				...{ territory, day },
				places: [{ lieu, chiffres: figures(plots), demonstration }]
			});
		const at = (day: string) => keptFigures.at(anonymous, { territory, place, day });

		it('are kept once a day where they have changed, and a past day stays whatever comes later', async () => {
			expect(await at(now)).toEqual({ first: null, kept: null });
			expect(await keep('2026-01-31', 3, true)).toBe(1);
			expect(await keep('2026-03-31', 3, true)).toBe(0);
			const then = await at('2026-02-15');
			expect(then.kept).toEqual({ day: '2026-01-31', tables: figures(3), demonstration: true });
			expect(await keep(now, 5, false)).toBe(1);
			expect(await keep(now, 6, false)).toBe(0);
			expect(await at('2026-02-15')).toEqual({ ...then, first: '2026-01-31' });
			expect((await at(now)).kept?.tables).toEqual(figures(5));
			expect((await at('2026-01-30')).kept).toBeNull();
			const asked = { territory, place, table: 'commercialisation', column: 'plots' };
			for (const line of [null, 'total'])
				expect(await keptFigures.history(anonymous, { ...asked, line })).toEqual([
					{ day: '2026-01-31', value: 3, demonstration: true },
					{ day: now, value: 5, demonstration: false }
				]);
		});

		it('are of today alone unless they are invented, and of a place that is gone none are', async () => {
			await expect(keep('2026-01-31', 9, false, 'commune:08001')).rejects.toMatchObject({
				status: 400
			});
			await expect(keep('2999-01-01', 9, true)).rejects.toMatchObject({ status: 400 });
			await expect(
				keptFigures.keep(anonymous, { territory, day: now, places: [] })
			).rejects.toBeInstanceOf(Error);
			expect(await keep('2026-02-01', 1, true, 'site:S')).toBeGreaterThan(0);
			await keep(now, 5, false);
			const gone = await keptFigures.at(anonymous, { territory, place: 'site:S', day: now });
			expect(gone.kept?.tables).toEqual({});
			// Of all places at once, for the map of areas: the last of each up to the day.
			const all = async (day: string) =>
				keptFigures.ofPlaces(anonymous, { territory, table: 'commercialisation', day });
			const { commercialisation } = figures(3);
			expect(await all('2026-01-30')).toEqual([]);
			expect(await all('2026-01-31')).toEqual([
				{ place, day: '2026-01-31', table: commercialisation }
			]);
			expect((await all('2026-02-15')).map((one) => one.place)).toEqual([place, 'site:S']);
			expect((await all(now)).find((one) => one.place === 'site:S')?.table).toBeNull();
		});

		it('are rewritten by nobody, the service least of all; what is invented may go', async () => {
			const table = () => service.from('chiffres_releve' as never);
			const changed = await table()
				.update({ chiffres: {} } as never)
				.eq('lieu', place);
			expect(changed.error).not.toBeNull();
			const removed = await table().delete().eq('lieu', place).eq('demonstration', false);
			expect(removed.error?.message).toContain('ne se modifie pas');
			const invented = await table().delete().eq('lieu', place).eq('demonstration', true);
			expect(invented.error).toBeNull();
			expect((await at(now)).first).toBe(now);
		});
	});
});

function fail(): never {
	throw new Error('no line');
}
