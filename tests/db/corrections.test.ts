import { randomUUID } from 'node:crypto';
import type { MultiPolygon, Point, Polygon } from 'geojson';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type BackendClient, createServiceClient } from '#lib/backend/client.ts';
import { corrections } from '#lib/backend/corrections.ts';
import { imports, type ImportRemark } from '#lib/backend/imports.ts';
import type { CorrectedClass } from '#lib/domain/correction.ts';
import { areaHectares } from '#lib/geo/area-hectares.ts';
import type { Backend } from '#lib/server/open-backend.ts';
import { engines, type TestDatabase } from './engines.ts';
import { signUpEverybody } from './listing-accounts.ts';
import {
	brownfield,
	firm,
	importAll,
	members,
	plot,
	settle,
	site,
	square
} from './sample-territory.ts';

const territory = members.id;
const point: Point = { type: 'Point', coordinates: [4.05, 49.05] };
const siteOf = (more: Record<string, unknown>) => site('S1', square(4.01, 49.01, 0.01), more);

describe.each(engines())('corrections on $name', ({ create }) => {
	let database: TestDatabase;
	let backend: Backend;
	let service: BackendClient;
	let people: Awaited<ReturnType<typeof signUpEverybody>>;

	beforeAll(async () => {
		database = await create();
		backend = await database.open();
		service = createServiceClient(backend);
		await settle(service);
		await importAll(service, {
			site_eco: [siteOf({ site_description: 'Selon le fichier' })],
			terrain_eco: [plot('T1', square(4.01, 49.01, 0.001))],
			etablissement: [firm('00000000000001', [[4.05, 49.05]])],
			friche: [brownfield('F1', point)]
		});
		people = await signUpEverybody(backend);
	});

	afterAll(async () => {
		await backend.close();
		await database.remove();
	});

	const named = (recordClass: CorrectedClass, id: string) => ({
		territory,
		class: recordClass,
		id
	});
	const open = (recordClass: CorrectedClass, id: string) =>
		corrections.open(people.agent.client, named(recordClass, id));
	const correct = async (
		recordClass: CorrectedClass,
		id: string,
		changes: Record<string, string | number | null>,
		client = people.agent.client
	) => {
		const { version } = await open(recordClass, id);
		const record = named(recordClass, id);
		return corrections.correct(client, { ...record, version, changes, reason: 'Visite' });
	};
	/** Brings the site again, as a file that states a description. @returns what the review has to say of it */
	const bring = async (site_description: string) => {
		const lot = randomUUID();
		const remarks: ImportRemark[] = [];
		await imports.stage(service, {
			lot,
			class: 'site_eco',
			features: [siteOf({ site_description })]
		});
		for await (const page of imports.review(service, { lot, territory, class: 'site_eco' }))
			remarks.push(...page.remarks);
		await imports.apply(service, { lot, territory });
		return remarks.filter(
			({ code, field }) => code === 'corrected' && field === 'site_description'
		);
	};
	const description = async () => (await open('site_eco', 'S1')).values['site_description'];

	it.each([
		['site_eco', 'S1', { site_nom: 'Parc du Nord', site_nb_etab: 12 }],
		['terrain_eco', 'T1', { terr_stade_comm: 'non commercialisé', terr_prix_demande_m2: 31.5 }],
		['etablissement', '00000000000001', { etab_effectif: 40, etab_adresse: '1 rue Haute' }],
		['friche', 'F1', { site_nom: 'Ancienne forge', bati_nombre: 3 }]
	] as const)('writes fields of %s, and keeps what they were', async (recordClass, id, changes) => {
		const before = (await open(recordClass, id)).values;
		expect(await correct(recordClass, id, changes)).toBe(2);
		const { values, history } = await open(recordClass, id);
		expect(values).toEqual({ ...before, ...changes });
		for (const [field, after] of Object.entries(changes)) {
			const step = history.find((one) => one.field === field);
			expect(step).toMatchObject({
				after,
				before: before[field],
				reason: 'Visite',
				closedAt: null
			});
		}
		expect(history[0]?.by).toMatch(/./);
		// The same again changes nothing, and writes no step.
		expect(await correct(recordClass, id, changes)).toBe(0);
		expect((await open(recordClass, id)).history).toHaveLength(2);
	});

	it('is for the agents of the EPCI and administrators, whoever else asks', async () => {
		const record = named('site_eco', 'S1');
		const { version } = await open('site_eco', 'S1');
		const change = { ...record, version, changes: { site_nom: 'X' }, reason: null };
		for (const who of ['otherAgent', 'firmA', 'stranger'] as const) {
			const { client } = people[who];
			await expect(corrections.open(client, record)).rejects.toMatchObject({ status: 404 });
			await expect(corrections.correct(client, change)).rejects.toMatchObject({ status: 404 });
			await expect(
				corrections.lift(client, { ...record, field: 'site_nom' })
			).rejects.toMatchObject({ status: 404 });
		}
		expect((await corrections.open(people.administrator.client, record)).version).toBe(version);
	});

	it('refuses what was read before somebody else wrote, what the table does not admit, and other fields', async () => {
		const record = named('site_eco', 'S1');
		const { version, values } = await open('site_eco', 'S1');
		const attempt = (changes: Record<string, string | number>, of = version) =>
			corrections.correct(people.agent.client, { ...record, version: of, changes, reason: null });
		await expect(attempt({ site_nom: 'X' }, 'a'.repeat(32))).rejects.toMatchObject({ status: 409 });
		await expect(attempt({ site_etat: 'rêvé' })).rejects.toMatchObject({
			status: 422,
			reason: { values: { column: 'site_etat', value: 'rêvé' } }
		});
		await expect(attempt({ site_taux_vacance: 'beaucoup' })).rejects.toMatchObject({ status: 422 });
		for (const field of [
			'site_id',
			'source_nom',
			'territory_id',
			'publie',
			'geompoint',
			'site_epci_siren'
		])
			await expect(attempt({ [field]: 'X' }), field).rejects.toMatchObject({ status: 400 });
		expect((await open('site_eco', 'S1')).values).toEqual(values);
	});

	it('stands against an import, which says so, until the source says the same', async () => {
		await correct('site_eco', 'S1', { site_description: 'Selon la visite' });
		expect(await bring('Selon le fichier')).toEqual([
			{ id: 'S1', code: 'corrected', field: 'site_description', value: 'Selon le fichier' }
		]);
		expect(await description()).toBe('Selon la visite');
		expect(await bring('Selon la visite')).toEqual([]);
		const [step] = (await open('site_eco', 'S1')).history.filter(
			({ field }) => field === 'site_description'
		);
		expect(step).toMatchObject({ closedBy: 'source' });
		expect(await bring('Selon le fichier suivant')).toEqual([]);
		expect(await description()).toBe('Selon le fichier suivant');
	});

	const ring = (west: number, south: number, east: number, north: number) => [
		...[[west, south] as const, [east, south] as const, [east, north] as const],
		...[[west, north] as const, [west, south] as const]
	];
	/** A plot with a hole, and a part beside it. */
	const withHole: MultiPolygon = {
		type: 'MultiPolygon',
		coordinates: [
			[ring(4.01, 49.01, 4.013, 49.013), ring(4.011, 49.011, 4.012, 49.012).toReversed()],
			[ring(4.014, 49.01, 4.015, 49.011)]
		].map((rings) => rings.map((positions) => positions.map((position) => [...position])))
	};
	const correctOutline = async (outline: unknown, client = people.agent.client) => {
		const { version } = await open('terrain_eco', 'T1');
		return corrections.correct(client, {
			...{ ...named('terrain_eco', 'T1'), version, reason: 'Bornage' },
			changes: { geom: outline as MultiPolygon }
		});
	};

	it('writes an outline with a hole and several parts, its surface with it, and keeps the former one', async () => {
		const before = await open('terrain_eco', 'T1');
		expect(before).toMatchObject({ hasOutline: true, outline: { type: 'MultiPolygon' } });
		expect(await correctOutline(withHole)).toBe(2);
		const { outline, history, values } = await open('terrain_eco', 'T1');
		expect(outline).toEqual(withHole);
		expect(history.find(({ field }) => field === 'geom')).toMatchObject({
			...{ before: before.outline, after: withHole, reason: 'Bornage', closedAt: null }
		});
		expect(values['terr_surf_brute']).toBeCloseTo(areaHectares(withHole), 2);
		expect(await correctOutline(withHole)).toBe(0);
		expect((await open('etablissement', '00000000000001')).hasOutline).toBe(false);
	});

	it('keeps a stated surface, and refuses an outline that crosses itself, lies elsewhere or is none', async () => {
		await correct('terrain_eco', 'T1', { terr_surf_brute: 7.5 });
		await correctOutline(square(4.01, 49.01, 0.002));
		const { values, version } = await open('terrain_eco', 'T1');
		expect(values['terr_surf_brute']).toBe(7.5);
		const crossed = [
			[4.01, 49.01],
			[4.02, 49.02],
			[4.02, 49.01],
			[4.01, 49.02],
			[4.01, 49.01]
		];
		const refused = { status: 422, reason: { code: 'correction_outline' } };
		for (const bad of [{ type: 'Polygon', coordinates: [crossed] }, point, 'X', null])
			await expect(correctOutline(bad)).rejects.toMatchObject(refused);
		await expect(correctOutline(square(8, 45, 0.001))).rejects.toMatchObject({
			...{ status: 422, reason: { code: 'correction_outside' } }
		});
		await expect(correctOutline(withHole, people.otherAgent.client)).rejects.toMatchObject({
			status: 404
		});
		expect((await open('terrain_eco', 'T1')).version).toBe(version);
	});

	it('stands with its outline against an import, until the source draws the same', async () => {
		await correctOutline(withHole);
		const bringPlot = async (outline: Polygon | MultiPolygon) => {
			const lot = randomUUID();
			const told: ImportRemark[] = [];
			await imports.stage(service, { lot, class: 'terrain_eco', features: [plot('T1', outline)] });
			for await (const page of imports.review(service, { lot, territory, class: 'terrain_eco' }))
				told.push(...page.remarks.filter(({ code }) => code === 'corrected'));
			await imports.apply(service, { lot, territory });
			return told.filter(({ field }) => field === 'geom');
		};
		const other = square(4.02, 49.02, 0.001);
		expect(await bringPlot(other)).toMatchObject([{ id: 'T1', code: 'corrected', field: 'geom' }]);
		expect((await open('terrain_eco', 'T1')).outline).toEqual(withHole);
		expect(await bringPlot(withHole)).toEqual([]);
		expect(await bringPlot(other)).toEqual([]);
		expect((await open('terrain_eco', 'T1')).outline?.coordinates.flat(2)).toHaveLength(5);
	});

	it('is left to the source again by an agent', async () => {
		await correct('site_eco', 'S1', { site_description: null });
		expect(await bring('Selon le fichier')).toHaveLength(1);
		expect(await description()).toBeNull();
		const field = { ...named('site_eco', 'S1'), field: 'site_description' };
		expect(await corrections.lift(people.agent.client, field)).toBe(true);
		expect(await corrections.lift(people.agent.client, field)).toBe(false);
		await bring('Selon le fichier');
		expect(await description()).toBe('Selon le fichier');
	});

	it('closes a correction by the next one of the same field', async () => {
		await correct('site_eco', 'S1', { site_moa_nom: 'Un' });
		await correct('site_eco', 'S1', { site_moa_nom: 'Deux' });
		const steps = (await open('site_eco', 'S1')).history.filter(
			({ field }) => field === 'site_moa_nom'
		);
		expect(steps.map(({ after, closedBy }) => [after, closedBy])).toEqual([
			['Deux', null],
			['Un', 'correction']
		]);
	});
});
