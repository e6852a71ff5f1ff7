import { existsSync, readFileSync } from 'node:fs';
import { basename } from 'node:path';
import type { Feature } from 'geojson';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
	createPublicClient,
	createServiceClient,
	type BackendClient
} from '#lib/backend/client.ts';
import { collections, features } from '#lib/backend/features.ts';
import { importableSchemas, schemaNamed } from '#lib/domain/import/detect-class.ts';
import type { ImportIssue } from '#lib/domain/import/issue.ts';
import type { TerritoryConfiguration } from '#lib/domain/territory.ts';
import { readRecords } from '#lib/formats/read-records.ts';
import {
	importFiles,
	type ImportReport,
	type ImportSource
} from '#lib/server/import/import-files.ts';
import type { Backend } from '#lib/server/open-backend.ts';
import { loadTerritory, seedTerritory } from '#lib/seed/seed-territory.ts';
import { engines, type TestDatabase } from './engines.ts';

const territory = 'nord-ardennes';
const official = '../shared/data/nord-ardennes';
const examples = '../shared/data/cnig';

function file(name: string, content: string): ImportSource {
	return { name, bytes: new TextEncoder().encode(content) };
}

function given(path: string): ImportSource {
	return { name: basename(path), bytes: readFileSync(path) };
}

function told({ files }: ImportReport, outcome: ImportIssue['outcome']): string[] {
	return files
		.flatMap(({ issues }) => issues)
		.filter((issue) => issue.outcome === outcome)
		.map(
			({ line, record, field, value }) =>
				`${line ?? '-'} ${record ?? '-'} ${field ?? '-'}=${value ?? ''}`
		);
}

const plotHeader =
	'terr_id;terr_maitrise_fonc;terr_stade_amngt;terr_stade_comm;terr_etat_occup;terr_usage;comm_insee;epci_siren;terr_geomsurf';
const plotRow = (
	id: string,
	stage = 'en vente',
	commune = '',
	epci = '',
	lon = 4.72,
	lat = 49.77
) =>
	`${id};commune;autre;${stage};inoccupé;autre;${commune};${epci};"POLYGON((${lon} ${lat}, ${lon + 0.002} ${lat}, ${lon} ${lat + 0.002}, ${lon} ${lat}))"`;

describe.each(engines())('an import on $name', ({ create }) => {
	let database: TestDatabase;
	let backend: Backend;
	let client: BackendClient;
	let configuration: TerritoryConfiguration;

	beforeAll(async () => {
		database = await create();
		backend = await database.open();
		client = createServiceClient(backend);
		configuration = await loadTerritory('data/territories/nord-ardennes.json');
		await seedTerritory({ backend, configuration });
	});

	afterAll(async () => {
		await backend.close();
		await database.remove();
	});

	const run = (
		sources: ImportSource[],
		skipInvalid = false,
		more: Partial<Parameters<typeof importFiles>[0]> = {}
	) =>
		importFiles({
			client,
			configuration,
			sources,
			read: readRecords,
			skipInvalid,
			date: '2026-11-23',
			...more
		});
	const one = (collection: string, id: string) =>
		features.one(client, { territory, collection, id });
	const all = async (collection: string): Promise<Feature[]> =>
		(await features.page(client, { territory, collection })).features;

	it('refuses more plots than the database carries before anything is written', async () => {
		const two = file('t.csv', `${plotHeader}\n${plotRow('M1')}\n${plotRow('M2')}`);
		await expect(run([two], false, { mostPlots: 1 })).rejects.toMatchObject({
			status: 413,
			message: expect.stringMatching(/\d+ sont envoyés.*DATABASE_URL/s) as string
		});
		expect(await one('terrains', 'M1')).toBeNull();
	});

	it('writes several files of several classes in one go', async () => {
		const firms = `siret;etab_nom;geocodage_qualite;etab_geompoint\n99999999900011;Forge;autre;POINT(4.72 49.77)`;
		const report = await run([
			file('t.csv', `${plotHeader}\n${plotRow('T1')}`),
			file('e.csv', firms)
		]);
		expect(report.written).toMatchObject({
			terrain_eco: { inserted: 1, updated: 0 },
			etablissement: { inserted: 1, updated: 0 }
		});
		expect((await one('terrains', 'T1'))?.properties).toMatchObject({
			comm_nom: 'Charleville-Mézières',
			source_nom: 't.csv',
			source_date: '2026-11-23'
		});
	});

	it('writes nothing of any file when one value is refused', async () => {
		const report = await run([
			file('a.csv', `${plotHeader}\n${plotRow('A1')}`),
			file('b.csv', `${plotHeader}\n${plotRow('B1')}\n${plotRow('B2', 'à vendre')}`)
		]);
		expect(report.written).toBeNull();
		expect(told(report, 'refused')).toEqual(['3 B2 terr_stade_comm=à vendre']);
		for (const id of ['A1', 'B1', 'B2']) expect(await one('terrains', id)).toBeNull();
	});

	it('writes the rest when it may skip what is invalid', async () => {
		const content = `${plotHeader}\n${plotRow('S1')}\n${plotRow('S2', 'à vendre')}`;
		const report = await run([file('s.csv', content)], true);
		expect(report.written).toMatchObject({ terrain_eco: { inserted: 1 } });
		expect(await one('terrains', 'S1')).not.toBeNull();
		expect(await one('terrains', 'S2')).toBeNull();
	});

	it('writes nothing when one of the files cannot be read at all', async () => {
		const report = await run(
			[file('c.csv', `${plotHeader}\n${plotRow('C1')}`), file('d.csv', 'x')],
			true
		);
		expect(report.written).toBeNull();
		expect(report.unreadable).toMatchObject([{ file: 'd.csv' }]);
		expect(await one('terrains', 'C1')).toBeNull();
	});

	it('refuses a key that two files bring', async () => {
		const content = `${plotHeader}\n${plotRow('D1')}`;
		const report = await run([file('one.csv', content), file('two.csv', content)]);
		expect(report.files.at(1)?.issues.at(-1)).toMatchObject({
			file: 'two.csv',
			value: 'D1',
			expected: 'une clé que one.csv n’a pas déjà donnée'
		});
		expect(report.written).toBeNull();
	});

	it('replaces a record that it brings again', async () => {
		await run([file('r.csv', `${plotHeader}\n${plotRow('R1')}`)]);
		const report = await run([
			file('r.csv', `${plotHeader}\n${plotRow('R1', 'non commercialisé')}`)
		]);
		expect(report.written).toMatchObject({ terrain_eco: { inserted: 0, updated: 1 } });
		expect((await one('terrains', 'R1'))?.properties?.terr_stade_comm).toBe('non commercialisé');
	});

	describe('of a record that is stored', () => {
		const described = `${plotHeader};terr_description;terr_prix_demande_m2;terr_acquereur;source_nom;source_licence`;
		const full = `${plotRow('K1')};Plat, en bord de route;24.5;SA Fictive;CCI;Licence Ouverte 2.0`;
		const store = () => run([file('plein.csv', `${described}\n${full}`)]);
		const stored = async () => (await one('terrains', 'K1'))?.properties;
		const buyer = async () => {
			const { data } = await client
				.from('acces_restreint' as 'territory')
				.select('terr_acquereur')
				.eq('objet_id', 'K1');
			return (data as unknown as { terr_acquereur: string | null }[])[0]?.terr_acquereur;
		};

		it('leaves the columns that the file lacks, and says which', async () => {
			await store();
			const report = await run([
				file('court.csv', `${plotHeader}\n${plotRow('K1', 'non commercialisé')}`)
			]);
			expect(report.kept.terrain_eco).toEqual({
				offre_type: 1,
				source_licence: 1,
				terr_description: 1,
				terr_prix_demande_m2: 1
			});
			expect(await stored()).toMatchObject({
				terr_stade_comm: 'non commercialisé',
				terr_description: 'Plat, en bord de route',
				terr_prix_demande_m2: 24.5,
				source_nom: 'CCI',
				source_licence: 'Licence Ouverte 2.0',
				source_methode: 'import du fichier court.csv'
			});
			expect(await buyer()).toBe('SA Fictive');
		});

		it('leaves the stored value of a cell that is refused, and says so', async () => {
			await store();
			const refused = `${plotHeader};terr_prix_demande_m2\n${plotRow('K1')};à débattre`;
			const report = await run([file('prix.csv', refused)], true);
			expect(report.written).toMatchObject({ terrain_eco: { updated: 1 } });
			expect(report.files[0]?.issues).toContainEqual(
				expect.objectContaining({
					field: 'terr_prix_demande_m2',
					expected: expect.stringContaining('est conservé') as string
				})
			);
			expect((await stored())?.terr_prix_demande_m2).toBe(24.5);
		});

		it('empties by an empty cell only where it is asked to', async () => {
			await store();
			const header = `${plotHeader};terr_description;terr_acquereur;source_nom`;
			const empty = file('vide.csv', `${header}\n${plotRow('K1')};;;`);
			const report = await run([empty]);
			expect(report.kept.terrain_eco).toMatchObject({ terr_description: 1 });
			expect((await stored())?.terr_description).toBe('Plat, en bord de route');
			await run([empty], false, { clear: true });
			expect(await stored()).toMatchObject({
				...{ terr_description: null, terr_prix_demande_m2: 24.5, source_nom: 'CCI' }
			});
			expect(await buyer()).toBeNull();
		});

		it('tells in a check what would be kept, and writes nothing', async () => {
			await store();
			const report = await run(
				[file('essai.csv', `${plotHeader}\n${plotRow('K1', 'non commercialisé')}`)],
				false,
				{ dryRun: true }
			);
			expect(report.written).toBeNull();
			expect(report.kept.terrain_eco).toHaveProperty('terr_description', 1);
			expect((await stored())?.terr_stade_comm).toBe('en vente');
		});

		it('measures again what nobody stated, and keeps what somebody did', async () => {
			const surfaces = async (row: string, columns = plotHeader) => {
				await run([file('surface.csv', `${columns}\n${row}`)]);
				return (await one('terrains', 'K2'))?.properties?.terr_surf_brute as number;
			};
			const measured = await surfaces(plotRow('K2'));
			const wider = plotRow('K2').replace(/4\.72[12]\d* /, '4.724 ');
			expect(await surfaces(wider)).toBeCloseTo(2 * measured, 1);
			expect(await surfaces(`${plotRow('K2')};7.5`, `${plotHeader};terr_surf_brute`)).toBe(7.5);
			expect(await surfaces(wider)).toBe(7.5);
		});

		it('keeps the surface of a brownfield when a file brings its point', async () => {
			const header = 'site_id;site_nom;site_type;geomsurf;geompoint';
			const kind = 'friche industrielle';
			const surface = 'POLYGON((4.72 49.77, 4.722 49.77, 4.72 49.772, 4.72 49.77))';
			const as = { as: schemaNamed('friche') };
			await run([file('f.csv', `${header}\nF1;Forge;${kind};"${surface}";`)], false, as);
			await run([file('g.csv', `${header}\nF1;Forge;${kind};;POINT(4.7205 49.7705)`)], false, as);
			expect((await one('friches', 'F1'))?.geometry.type).toMatch(/Polygon/);
		});
	});

	describe('of our own export', () => {
		const outline = (properties: Record<string, unknown>): ImportSource =>
			file(
				'export.geojson',
				JSON.stringify({
					type: 'Feature',
					properties,
					geometry: {
						type: 'Polygon',
						coordinates: [
							[
								[4.7, 49.7],
								[4.8, 49.7],
								[4.7, 49.8],
								[4.7, 49.7]
							]
						]
					}
				})
			);

		it('leaves unpublished what is not, and what a later file says nothing of', async () => {
			const hidden = `${plotHeader};publie\n${plotRow('H1')};false`;
			await run([file('cache.csv', hidden)]);
			const visitor = createPublicClient(backend);
			const seen = () => features.one(visitor, { territory, collection: 'terrains', id: 'H1' });
			expect(await one('terrains', 'H1')).not.toBeNull();
			expect(await seen()).toBeNull();
			await run([file('suite.csv', `${plotHeader}\n${plotRow('H1')}`)]);
			expect(await seen()).toBeNull();
			await run([file('vide.csv', `${plotHeader};publie\n${plotRow('H1')};`)], false, {
				clear: true
			});
			expect(await seen()).toBeNull();
		});

		it('does not publish a record that says in no known way whether it is', async () => {
			const unclear = `${plotHeader};publie\n${plotRow('H2')};plus tard`;
			const report = await run([file('flou.csv', unclear)], true);
			expect(told(report, 'refused')).toEqual(['2 H2 publie=plus tard']);
			expect(await one('terrains', 'H2')).toBeNull();
		});

		it('leaves a contour approximate, and takes one that says nothing for official', async () => {
			const method = async (): Promise<unknown> =>
				(await one('communes', '08105'))?.properties?.contour_methode;
			const commune = { comm_insee: '08105', source_nom: 'Forgeterre' };
			await run([outline({ ...commune, contour_methode: 'approché' })]);
			expect(await method()).toBe('approché');
			await run([outline(commune)]);
			expect(await method()).toBe('officiel');
			await run([outline({ epci_siren: '200041630', contour_methode: 'approché' })]);
			expect((await one('epci', '200041630'))?.properties?.contour_methode).toBe('approché');
		});

		it('knows every column that the database writes', async () => {
			for (const { class: name, fields, ignored } of importableSchemas) {
				const { data } = await client.rpc('import_known_names', { p_class: name });
				const known = { ...fields, ...ignored };
				const columns = (data as string[]).filter(
					(column) => !/_(siren|insee)$|^secteur$|^(site_)?(epci|comm)_nom$/.test(column)
				);
				expect([name, columns.filter((column) => !(column in known))]).toEqual([
					name,
					name === 'friche' ? ['geompoint'] : []
				]);
			}
		});
	});

	describe('of what lies outside the territory', () => {
		const near = plotRow('O1', 'en vente', '', '', 4.9, 49.35);
		const paris = plotRow('O2', 'en vente', '', '', 2.35, 48.85);

		it('takes in what lies at its edge, and tells how far away, in a check too', async () => {
			const sources = [file('o.csv', `${plotHeader}\n${near}`)];
			const words = expect.stringContaining('hors du territoire') as string;
			const away = expect.stringMatching(/^\d+,?\d* km$/) as string;
			const told = { line: 2, record: 'O1', outcome: 'reported', value: away, expected: words };
			const check = await run(sources, false, { dryRun: true });
			expect(check.files[0]?.issues.at(-1)).toMatchObject(told);
			const report = await run(sources);
			expect(report.written?.terrain_eco?.outside).toEqual(['O1']);
			expect(report.files[0]?.issues.at(-1)).toMatchObject(told);
		});

		it('refuses what lies more than 20 km away unless it is asked not to', async () => {
			const sources = [file('p.csv', `${plotHeader}\n${plotRow('O3')}\n${paris}`)];
			const report = await run(sources, false, { dryRun: true });
			expect(told(report, 'refused')).toEqual([
				expect.stringMatching(/^3 O2 terr_geomsurf=1\d\d,?\d? km$/)
			]);
			expect(report.files[0]?.issues.find(({ record }) => record === 'O2')?.expected).toMatch(
				/moins de 20 km du territoire/
			);
			expect((await run(sources)).written).toBeNull();
			expect((await run(sources, true)).written).toMatchObject({ terrain_eco: { inserted: 1 } });
			expect(await one('terrains', 'O2')).toBeNull();
			await run(sources, false, { anywhere: true });
			expect(await one('terrains', 'O2')).not.toBeNull();
		});

		it('names the projection by which coordinates without a system would lie in it', async () => {
			const [x, y] = [525_400, 6_411_800];
			const mercator = plotRow('O4').replace(
				/"POLYGON.*"/,
				`"POLYGON((${x} ${y}, ${x + 100} ${y}, ${x} ${y + 100}, ${x} ${y}))"`
			);
			const report = await run([file('m.csv', `${plotHeader}\n${mercator}`)], true);
			expect(report.written).toBeNull();
			expect(report.files[0]?.issues.at(-1)).toMatchObject({
				record: 'O4',
				outcome: 'refused',
				expected: expect.stringContaining('Web Mercator (EPSG:3857)') as string
			});
		});
	});

	describe('with one record at fault', () => {
		const crossed =
			'POLYGON((4.72 49.77, 4.73 49.77, 4.73 49.78, 4.72 49.77), (4.8 49.8, 4.81 49.8, 4.81 49.81, 4.8 49.8))';
		it.each([
			[
				'a hole outside its ring',
				plotRow('B1').replace(/"POLYGON.*"/, `"${crossed}"`),
				'3 B1 terr_geomsurf=Hole lies outside shell'
			],
			[
				'a character that no database keeps',
				plotRow('B1', 'en\0vente'),
				'3 B1 terr_stade_comm=en\0vente'
			],
			['half a character', plotRow('B\ud800'), null],
			['a key too long for an index', plotRow('B'.repeat(3000)), null]
		])('writes the others when it may skip %s', async (_name, row, refusal) => {
			const json = JSON.stringify;
			const lines = [plotRow('G1'), row, plotRow('G2')];
			const features = lines.map((line) => {
				const [id, , , stage, , , , , wkt = ''] = line.split(';');
				const rings = [...wkt.matchAll(/\(([^()]+)\)/g)].map(([, ring = '']) =>
					ring.split(', ').map((position) => position.split(' ').map(Number))
				);
				const properties = {
					...{ terr_id: id, terr_stade_comm: stage, terr_maitrise_fonc: 'commune' },
					...{ terr_stade_amngt: 'autre', terr_etat_occup: 'inoccupé', terr_usage: 'autre' }
				};
				return { type: 'Feature', properties, geometry: { type: 'Polygon', coordinates: rings } };
			});
			const content = json({ type: 'FeatureCollection', features }).replaceAll(
				'},{"type":"F',
				'},\n{"type":"F'
			);
			const report = await run([file('g.geojson', content)], true);
			expect(told(report, 'refused')).toHaveLength(1);
			if (refusal !== null) {
				expect(told(report, 'refused')[0]).toContain(refusal.slice(2, 6));
			}
			expect(report.files[0]?.records.map(({ key }) => key)).toEqual(['G1', 'G2']);
			expect(report.written?.terrain_eco?.outside).toEqual([]);
		});
	});

	describe('of what is hard to believe', () => {
		const columns = `${plotHeader};terr_surf_brute;terr_prix_demande_m2;terr_actu_date;site_id`;
		const doubtful = [
			`${plotRow('V1', 'en vente', '', '', 4.725)};32000;;;`,
			`${plotRow('V2', 'en vente', '', '', 4.73)};;185000;;`,
			`${plotRow('V3', 'en vente', '', '', 4.74)};;;1850-01-01;`,
			`${plotRow('V4', 'en vente', '', '', 4.75)};;;2126-01-01;`,
			`${plotRow('V5', 'en vente', '', '', 4.76)};;;;INCONNU`,
			`${plotRow('V6', 'en vente', '', '', 4.77)};;;;`,
			`${plotRow('V7', 'en vente', '', '', 4.77)};;;;`,
			`${plotRow('V8', 'en vente', '', '', 4.78, 49.78)};1.6;24;2026-01-01;`
		];
		const source = () => file('v.csv', [columns, ...doubtful].join('\n'));

		it('remarks it, and writes it', async () => {
			const report = await run([source()]);
			expect(told(report, 'doubtful').toSorted()).toEqual([
				'2 V1 terr_surf_brute=32\u202f000 ha',
				'3 V2 terr_prix_demande_m2=185000',
				'4 V3 terr_actu_date=1850-01-01',
				'5 V4 terr_actu_date=2126-01-01',
				'6 V5 site_id=INCONNU',
				'8 V7 geometry='
			]);
			expect(report.written).toMatchObject({ terrain_eco: { inserted: 8 } });
		});

		it('finds the surface of a record that is stored under another key', async () => {
			const twin = plotRow('V9', 'en vente', '', '', 4.78, 49.78);
			const report = await run([file('w.csv', `${plotHeader}\n${twin}`)]);
			expect(told(report, 'doubtful')).toEqual(['2 V9 terr_geomsurf=']);
			expect(report.files[0]?.issues.at(-1)?.expected).toContain('V8');
		});

		it('refuses it where that is asked', async () => {
			const report = await run([source()], true, { strict: true, dryRun: true });
			expect(told(report, 'doubtful')).toEqual([]);
			expect(told(report, 'refused').length).toBeGreaterThanOrEqual(6);
			expect(report.files[0]?.records.map(({ key }) => key)).not.toContain('V1');
			expect((await run([source()], false, { strict: true })).written).toBeNull();
		});
	});

	describe('of the formats of GIS tools', () => {
		it('reads the truncated names of a Shapefile as the columns that they stand for, and says which', async () => {
			const report = await run([given('tests/fixtures/imports/terrains-tronques.zip')]);
			expect(told(report, 'refused')).toEqual([]);
			const note = report.files[0]?.issues.find(({ expected }) => expected.includes('tronqués'));
			expect(note?.expected).toContain('terr_maitr → terr_maitrise_fonc');
			expect(note?.expected).toContain('terr_sta_1 → terr_stade_comm');
			expect((await one('terrains', 'T2'))?.properties).toMatchObject({
				...{ terr_surf_brute: 1.5, terr_identif_date: '2025-01-02', terr_actu_date: '2026-01-02' },
				...{
					terr_maitrise_fonc: 'commune',
					terr_stade_amngt: 'autre',
					terr_stade_comm: 'en vente'
				},
				...{ terr_cle_en_main: 'non', terr_cession_type: 'Location', terr_prix_demande_m2: 25.61 },
				...{ terr_prix_sur_demande: 'oui', reseau_eau_potable: 'non', reseau_eau_pluviale: 'oui' },
				...{ demonstration: true }
			});
			const visitor = createPublicClient(backend);
			expect(
				await features.one(visitor, { territory, collection: 'terrains', id: 'T1' })
			).toMatchObject({ properties: { demonstration: false } });
		});

		it('reads each layer of a GeoPackage as its class, one record with arcs refused', async () => {
			const report = await run([given('tests/fixtures/imports/trois-couches.gpkg')], true);
			expect(report.files.map(({ file, schema }) => [file, schema.class])).toEqual([
				['trois-couches.gpkg, parcelles', 'terrain_eco'],
				['trois-couches.gpkg, zones', 'site_eco']
			]);
			expect(told(report, 'refused')).toEqual(['2 L2 geometry=']);
			expect(report.files[0]?.issues).toContainEqual(
				expect.objectContaining({ expected: expect.stringContaining('faite d’arcs') as string })
			);
			expect(report.files[0]?.issues).toContainEqual(
				expect.objectContaining({
					expected: 'autres couches laissées de côté, classe non reconnue : notes (1)'
				})
			);
			// The link to a site of another layer is none that leads nowhere.
			expect(told(report, 'doubtful').filter((line) => line.includes('site_id'))).toEqual([]);
			expect(report.written).toMatchObject({
				site_eco: { inserted: 1 },
				terrain_eco: { inserted: 1 }
			});
		});

		it('reads one layer only where the class is said', async () => {
			const as = { as: schemaNamed('site_eco'), dryRun: true };
			const report = await run([given('tests/fixtures/imports/trois-couches.gpkg')], true, as);
			expect(report.files).toHaveLength(1);
		});
	});

	it('tells a declared commune or EPCI that the geometry contradicts, and follows the geometry', async () => {
		const rows = [
			plotRow('M1', 'en vente', '08409', '240800847'),
			plotRow('M2', 'en vente', '08105', '200041630')
		];
		const report = await run([file('m.csv', [plotHeader, ...rows].join('\n'))]);
		expect(
			report.files[0]?.issues
				.filter(({ field }) => /_(insee|siren)$/.test(field ?? ''))
				.map(({ line, field, value, expected }) => [line, field, value, expected])
		).toEqual([
			[2, 'comm_insee', '08409', 'la géométrie donne 08105, qui est retenu'],
			[2, 'epci_siren', '240800847', 'la géométrie donne 200041630, qui est retenu']
		]);
		expect((await one('terrains', 'M1'))?.properties?.comm_insee).toBe('08105');
	});

	it('splits buyers and prices off', async () => {
		const content = `${plotHeader};terr_acquereur;terr_m2_prix\n${plotRow('P1')};SA Fictive;12.5`;
		await run([file('p.csv', content)]);
		expect((await one('terrains', 'P1'))?.properties).not.toHaveProperty('terr_acquereur');
		const { data } = await client
			.from('acces_restreint' as 'territory')
			.select('terr_acquereur, terr_m2_prix')
			.eq('objet_id', 'P1');
		expect(data).toEqual([{ terr_acquereur: 'SA Fictive', terr_m2_prix: 12.5 }]);
	});

	it('refuses the contour of a commune that is no member, by its code', async () => {
		const paris = {
			type: 'Feature',
			properties: { code: '75056', nom: 'Paris' },
			geometry: {
				type: 'Polygon',
				coordinates: [
					[
						[2.3, 48.8],
						[2.4, 48.8],
						[2.3, 48.9],
						[2.3, 48.8]
					]
				]
			}
		};
		const report = await run([file('paris.geojson', JSON.stringify(paris))]);
		expect(told(report, 'refused')).toEqual(['1 75056 comm_insee=75056']);
		expect(report.written).toBeNull();
	});

	describe.skipIf(!existsSync(examples))(
		'of the CNIG examples (skipped where ../shared/data is absent)',
		() => {
			const sources = () =>
				['site-eco', 'terrain-eco', 'etablissement', 'friches'].map((name) =>
					given(`${examples}/${name}.exemple.csv`)
				);

			it('reports each of their faults, and writes nothing', async () => {
				const report = await run(sources(), false, { anywhere: true });
				expect(told(report, 'refused').map((line) => line.replace(/\.\.\..*/, '...'))).toEqual([
					'2 80024_SITE-ECO_00001 site_vocadomi=entrepôts',
					'2 80024_SITE-ECO_00001 site_etat=logistique',
					'2 12083_22-12.0017 geomsurf=POLYGON((49.33 3.95, 49.38 3.89, 49.42 3.96, ...'
				]);
				const repaired = told(report, 'repaired').map((line) => line.replace(/=\{.*/, '={…}'));
				expect(repaired).toEqual([
					'2 80024_SITE-ECO_00001 source_producteur=DDT de la Somme ',
					'2 80024_SITE-ECO_00001 site_evol_urba=extension',
					'2 80024_SITE-ECO_00001 site_moa_type=EPCI',
					'2 80024_SITE-ECO_00001 site_geomsurf={…}',
					'2 80024_SITE-ECO_00001 site_geomsurf={…}',
					'2 80024_SITE-ECO_00001 site_geomsurf={…}',
					'2 80024_TERRAIN-ECO_00131 terr_geomsurf={…}',
					'2 80024_TERRAIN-ECO_00131 terr_geomsurf={…}',
					'2 80024_TERRAIN-ECO_00131 terr_geomsurf={…}',
					'2 34749951900010 terr_id=44003_TERRAIN-ECO_ 000131|44003_TERRAIN-ECO_00115',
					'2 34749951900010 etab_effectif_code=3',
					'2 34749951900010 geocodage_qualite=Localisation au bâtiment',
					'2 12083_22-12.0017 geompoint=POINT(49.2527 3.9815)'
				]);
				expect(report.written).toBeNull();
			});

			it('writes the three that can be, without the value that cannot', async () => {
				const report = await run(sources(), true, { anywhere: true });
				expect(report.written).toEqual({
					terrain_eco: { inserted: 1, updated: 0, outside: ['80024_TERRAIN-ECO_00131'] },
					etablissement: { inserted: 1, updated: 0, outside: ['34749951900010'] },
					friche: { inserted: 1, updated: 0, outside: ['12083_22-12.0017'] }
				});
				const brownfield = await one('friches', '12083_22-12.0017');
				expect(brownfield?.geometry).toEqual({ type: 'Point', coordinates: [3.9815, 49.2527] });
			});

			it('refuses a class that it does not know, with the classes it knows', async () => {
				const report = await run([given(`${examples}/pole-eco.exemple.csv`)]);
				expect(report.unreadable[0]?.message).toMatch(
					/pole_id.*--as CLASSE.*commune, epci, site_eco/
				);
			});
		}
	);

	it.skipIf(!existsSync(official))(
		'replaces the approximate contours by the official ones (skipped where ../shared/data is absent)',
		async () => {
			const before = await all('epci');
			const report = await run([
				given(`${official}/communes.geojson`),
				given(`${official}/epci.geojson`)
			]);
			expect(report.written).toEqual({
				epci: { inserted: 0, updated: 4, outside: [] },
				commune: { inserted: 0, updated: 156, outside: [] }
			});
			const after = await all('epci');
			expect(after.map(({ geometry }) => geometry)).not.toEqual(
				before.map(({ geometry }) => geometry)
			);
			for (const { properties } of [...after, ...(await all('communes'))]) {
				expect(properties?.contour_methode).toBe('officiel');
			}
			const [, communes] = await collections.summary(client, territory);
			expect(communes).toMatchObject({ collection: 'communes', geometries: 156 });
			// A second start must not draw over them.
			await seedTerritory({ backend, configuration });
			expect(await all('epci')).toEqual(after);
		}
	);
});
