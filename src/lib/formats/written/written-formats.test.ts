import { execFile } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { strFromU8, unzipSync } from 'fflate';
import type { FeatureCollection, Geometry, Position } from 'geojson';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { toLambert93 } from '#lib/geo/lambert-93.ts';
import { projectGeometry } from '#lib/geo/project-geometry.ts';
import { shortNames } from '../truncated-names.ts';
import type { WrittenFeature, WrittenLayer } from './contract.ts';
import { writtenFormats, type KnownFormat, type WrittenId } from '../index.ts';
import { writerOf } from '../load.ts';
import { qgisStyle } from './qgis-style.ts';

const ogr2ogr = '/usr/bin/ogr2ogr';
const run = promisify(execFile);

const columns: WrittenLayer['columns'] = [
	{ name: 'terr_id', type: 'text', description: 'Identifiant' },
	{ name: 'terr_stade_comm', type: 'text', description: 'Stade de commercialisation' },
	{ name: 'terr_stade_amngt', type: 'text', description: 'Stade d’aménagement' },
	{ name: 'terr_surf_brute', type: 'number', description: 'Surface en ha' },
	{ name: 'local_quais_nb', type: 'integer', description: '' },
	{ name: 'date_dispo', type: 'date', description: 'Disponible le' },
	{ name: 'demonstration', type: 'boolean', description: 'Inventé' }
];
const about: WrittenLayer['about'] = {
	title: 'Terrains & sites',
	notes: ['Exporté le 26 novembre 2026'],
	...{ source: 'EPCI <test>', date: '2026-01-02', licence: 'Licence Ouverte 2.0' },
	demonstration: true
};
/** A surface with a hole, one of two parts, and a record without a place: nulls, accents, quotes, a formula, a long text. */
const surfaces: WrittenFeature[] = [
	{
		geometry: {
			type: 'Polygon',
			coordinates: [
				[
					[4.7, 49.7],
					[4.71, 49.7],
					[4.71, 49.71],
					[4.7, 49.71],
					[4.7, 49.7]
				],
				[
					[4.702, 49.702],
					[4.702, 49.704],
					[4.704, 49.704],
					[4.702, 49.702]
				]
			]
		},
		properties: {
			...{ terr_id: 'T-1', terr_stade_comm: "réservé par une délibération de l'EPCI" },
			...{ terr_stade_amngt: 'viabilisé ; "aménagé"\nnord', terr_surf_brute: 0.1 },
			...{ local_quais_nb: 3, date_dispo: '2027-02-28', demonstration: true }
		}
	},
	{
		geometry: {
			type: 'MultiPolygon',
			coordinates: [
				[
					[
						[4.8, 49.7],
						[4.81, 49.7],
						[4.81, 49.71],
						[4.8, 49.7]
					]
				],
				[
					[
						[4.9, 49.7],
						[4.91, 49.7],
						[4.91, 49.71],
						[4.9, 49.7]
					]
				]
			]
		},
		properties: {
			...{ terr_id: 'T-2', terr_stade_comm: null, terr_stade_amngt: null },
			...{
				terr_surf_brute: 1234.5678,
				local_quais_nb: null,
				date_dispo: null,
				demonstration: false
			}
		}
	},
	{
		geometry: null,
		properties: {
			...{ terr_id: 'T-3', terr_stade_comm: 'en vente', terr_stade_amngt: 'é'.repeat(200) },
			...{ terr_surf_brute: null, local_quais_nb: 0, date_dispo: '1999-12-31', demonstration: null }
		}
	}
];

// eslint-disable-next-line @typescript-eslint/require-await
async function* inBatches(features: readonly WrittenFeature[]) {
	for (const feature of features) yield [feature];
}

const inMetres = ({ geometry, properties }: WrittenFeature): WrittenFeature => ({
	geometry: geometry && projectGeometry(geometry, toLambert93),
	properties
});

describe.runIf(existsSync(ogr2ogr))('files that are exported, as GDAL reads them', () => {
	let folder: string;
	beforeAll(() => {
		folder = mkdtempSync(join(tmpdir(), 'forgeterre-written-'));
	});
	afterAll(() => rmSync(folder, { recursive: true, force: true }));

	async function write(
		{ id, extensions }: KnownFormat,
		features: readonly WrittenFeature[],
		given: Partial<WrittenLayer> = {}
	) {
		const file = join(folder, `terrains${extensions[0]}`);
		const layer: WrittenLayer = {
			...{ name: 'terrains', columns, shape: 'surface', system: 4326, about },
			...{ count: features.length, ...given }
		};
		const writeFile = await writerOf(id);
		await writeFile(file, layer, inBatches(features));
		return file;
	}

	/** What GDAL finds in a file, as GeoJSON in the file's own system. */
	async function readByGdal(
		file: string,
		// Beside its own layer a GeoPackage has the table of styles.
		layer = file.endsWith('.gpkg') ? 'terrains' : undefined
	): Promise<FeatureCollection> {
		const source = file.endsWith('.zip') ? `/vsizip/${file}` : file;
		const options = file.endsWith('.csv')
			? ['-oo', 'AUTODETECT_TYPE=YES', '-oo', 'EMPTY_STRING_AS_NULL=YES']
			: [];
		const headers = file.endsWith('.xlsx') ? ['--config', 'OGR_XLSX_HEADERS', 'FORCE'] : [];
		const asked = [
			...headers,
			...options,
			'-f',
			'GeoJSON',
			'-lco',
			'RFC7946=NO',
			'-lco',
			'COORDINATE_PRECISION=9',
			'/vsistdout/',
			source
		];
		const { stdout } = await run(ogr2ogr, layer === undefined ? asked : [...asked, layer]);
		return JSON.parse(stdout) as FeatureCollection;
	}

	const summary = async (file: string) =>
		(
			await run('/usr/bin/ogrinfo', [
				'-so',
				'-al',
				file.endsWith('.zip') ? `/vsizip/${file}` : file
			])
		).stdout;
	const positions = (geometry: Geometry | null): Position[] =>
		geometry === null
			? []
			: (JSON.stringify(geometry).match(/\[-?[\d.]+,-?[\d.]+\]/g) ?? []).map(
					(text) => JSON.parse(text) as Position
				);
	const format = (id: WrittenId) => {
		const found = writtenFormats.find((one) => one.id === id);
		if (!found) throw new Error(id);
		return found;
	};

	/** The same positions whatever their order and however rings begin, to a centimetre. */
	function expectSamePlace(found: Geometry | null, expected: Geometry | null, digits: number) {
		const rounded = (geometry: Geometry | null) =>
			[
				...new Set(
					positions(geometry).map(([x = 0, y = 0]) => `${x.toFixed(digits)} ${y.toFixed(digits)}`)
				)
			].sort();
		expect(rounded(found)).toEqual(rounded(expected));
	}

	const geographic = ['geojson', 'gpkg', 'shp', 'fgb', 'csv'] as const;
	for (const system of [4326, 2154] as const)
		it.each(geographic)(
			`%s in EPSG:${system} holds every record, name, value and place`,
			async (id) => {
				const expected = system === 4326 ? surfaces : surfaces.map(inMetres);
				const file = await write(format(id), expected, { system });
				const { features } = await readByGdal(file);
				expect(features).toHaveLength(expected.length);
				const names = id === 'shp' ? shortNames(columns.map(({ name }) => name)) : null;
				features.forEach(({ geometry, properties }, at) => {
					const wanted = expected.at(at);
					// A position that moves by less than a centimetre has not moved.
					expectSamePlace(geometry, wanted?.geometry ?? null, system === 4326 ? 7 : 2);
					for (const { name, type } of columns) {
						const found: unknown = properties?.[names?.get(name) ?? name] ?? null;
						const value = wanted?.properties[name] ?? null;
						expect(comparable(found, type), `${name} of ${at}`).toEqual(
							comparable(shownBy(id, value), type)
						);
					}
				});
				if (id === 'shp' || id === 'gpkg')
					expect(await summary(file), 'its extent').toMatch(
						system === 4326
							? /Extent: \(4\.700000, 49\.700000\) - \(4\.910000, 49\.710000\)/
							: /Extent: \(8\d{5}\.\d+, 69\d{5}\.\d+\) - \(8\d{5}\.\d+, 69\d{5}\.\d+\)/
					);
				if (id !== 'csv')
					expect(await summary(file)).toMatch(system === 4326 ? /4326|WGS.?84/ : /2154|Lambert.93/);
			}
		);

	/** Dates are written in several ways, truth as a word or a number. */
	function comparable(value: unknown, type: string): unknown {
		if (value === null) return null;
		if (type === 'date') return JSON.stringify(value).replaceAll('/', '-').slice(1, 11);
		if (type === 'boolean') return [true, 1, 'oui', 'T'].includes(value as never);
		return value;
	}

	/** A long text has no room in a Shapefile; a line break in its table stays. */
	function shownBy(id: string, value: unknown): unknown {
		if (id !== 'shp' || typeof value !== 'string') return value;
		return value.length === 200 ? 'é'.repeat(127) : value;
	}

	it('tells types as they are: numbers, whole numbers, days and truths', async () => {
		for (const id of ['gpkg', 'fgb'] as const) {
			const told = await summary(await write(format(id), surfaces));
			for (const line of [
				/terr_surf_brute: Real/,
				/local_quais_nb: Integer/,
				/terr_id: String/,
				/date_dispo: Date/,
				/demonstration: Integer\(Boolean\)/
			])
				expect(told, id).toMatch(line);
			expect(told).toContain('Multi Polygon');
		}
	});

	it('writes a workbook with numbers, days, centres, no formula, and a sheet of its source', async () => {
		const formula = {
			...surfaces[0],
			geometry: surfaces[0]?.geometry ?? null,
			properties: { ...surfaces[0]?.properties, terr_id: '=1+1' }
		};
		const file = await write(format('xlsx'), [formula, ...surfaces.slice(1)]);
		const { features } = await readByGdal(file, 'terrains');
		expect(features[0]?.properties).toMatchObject({
			...{ terr_id: "'=1+1", terr_surf_brute: 0.1, local_quais_nb: 3, date_dispo: '2027-02-28' }
		});
		expect(features[0]?.properties?.['longitude']).toBeCloseTo(4.704, 2);
		expect(features[1]?.properties?.['terr_stade_comm'] ?? null).toBeNull();
		expect(features[2]?.properties?.['terr_stade_amngt']).toBe('é'.repeat(200));
		const source = await readByGdal(file, 'Source');
		const facts = JSON.stringify(source);
		for (const fact of [
			'EPCI <test>',
			'2026-01-02',
			'Licence Ouverte 2.0',
			'données inventées',
			'Surface en ha'
		])
			expect(facts).toContain(fact);
	});

	it('keeps formulas out of CSV, with its mark, semicolons and decimal commas', async () => {
		const [first] = surfaces;
		const file = await write(format('csv'), [
			{ geometry: null, properties: { ...first?.properties, terr_id: '=cmd()' } }
		]);
		const text = readFileSync(file, 'utf8');
		expect(text.startsWith('\uFEFF"terr_id";')).toBe(true);
		expect(text).toContain('"\'=cmd()";');
		expect(text).toContain(';0,1;3;2027-02-28;oui;');
	});

	it.each(['terrains', 'etablissements', 'friches', 'sites'])(
		'writes for %s a style that is well-formed XML, every category with its symbol',
		(collection) => {
			for (const shape of ['surface', 'point', 'mixed'] as const) {
				const style = qgisStyle(collection, shape);
				const open: string[] = [];
				for (const [, end = '', name = '', alone = ''] of style.matchAll(
					/<(\/?)([a-zA-Z][\w-]*)(?:\s+[\w-]+="[^"<]*")*\s*(\/?)>/g
				)) {
					if (end === '/') expect(open.pop()).toBe(name);
					else if (alone === '') open.push(name);
				}
				expect(open).toEqual([]);
				// Nothing that is no tag is left but the declaration, and no character that has to be escaped.
				const rest = style.replaceAll(/<\/?[a-zA-Z][\w-]*(?:\s+[\w-]+="[^"<]*")*\s*\/?>/g, '');
				expect(rest.trim()).toBe("<!DOCTYPE qgis PUBLIC 'http://mrcc.com/qgis.dtd' 'SYSTEM'>");
				expect(style).not.toMatch(/&(?!(?:amp|lt|gt|quot|apos|#\d+);)/);
				const named = (pattern: RegExp) => [...style.matchAll(pattern)].map(([, one]) => one);
				const symbols = named(/<symbol [^>]*name="(\d+)"/g);
				for (const symbol of named(/<category [^>]*symbol="(\d+)"/g))
					expect(symbols).toContain(symbol);
			}
		}
	);

	it('says its source in every file, and gives QGIS a style', async () => {
		const gpkg = await write(format('gpkg'), surfaces);
		expect((await run('/usr/bin/ogrinfo', ['-al', '-so', gpkg, 'terrains'])).stdout).toContain(
			'Licence Ouverte 2.0'
		);
		const { stdout } = await run('/usr/bin/ogrinfo', ['-al', gpkg, 'layer_styles']);
		expect(stdout).toContain('attr="terr_stade_comm"');
		expect(stdout).toMatch(/useasdefault \(Integer\(Boolean\)\) = 1/i);
		const zip = unzipSync(readFileSync(await write(format('shp'), surfaces)));
		const read = strFromU8(zip['LISEZMOI.txt'] ?? new Uint8Array());
		expect(read).toContain('EPCI <test>');
		expect(read).toContain('Textes coupés à 254 octets : terr_stade_amngt (1)');
		expect(read).toContain('terr_sta_1 ; terr_stade_amngt');
		for (const id of ['geojson', 'fgb'] as const)
			expect(readFileSync(await write(format(id), surfaces), 'utf8')).toContain(
				'Licence Ouverte 2.0'
			);
	});

	it('gives a FlatGeobuf the index by which GDAL reads what lies in a box, and nothing else', async () => {
		// More than the root of the tree and its children hold.
		const grid: WrittenFeature[] = Array.from({ length: 900 }, (_, at) => ({
			geometry: {
				type: 'Point',
				coordinates: [4 + (at % 30) / 100, 49 + Math.floor(at / 30) / 100]
			},
			properties: { terr_id: `G-${String(at)}` }
		}));
		const fgb = await write(format('fgb'), grid, { shape: 'point' });
		expect(await summary(fgb)).toMatch(
			/Extent: \(4\.000000, 49\.000000\) - \(4\.290000, 49\.290000\)/
		);
		const inBox = async (file: string) => {
			const box = ['4.055', '49.095', '4.125', '49.135'];
			const asked = ['-f', 'GeoJSON', '-spat', ...box, '/vsistdout/', file];
			const { stdout, stderr } = await run(ogr2ogr, asked);
			expect(stderr).toBe('');
			const { features } = JSON.parse(stdout) as FeatureCollection;
			return features.map(({ properties }) => String(properties?.['terr_id'])).sort();
		};
		const expected = grid
			.filter((_, at) => [6, 7, 8, 9, 10, 11, 12].includes(at % 30) && at >= 300 && at < 420)
			.map(({ properties }) => String(properties['terr_id']))
			.sort();
		expect(await inBox(fgb)).toEqual(expected);
		// A leaf that says another place hides its feature: it is the index that was read.
		const bytes = readFileSync(fgb);
		const isLeaf = (at: number) =>
			Math.abs(bytes.readDoubleLE(at) - 4.06) < 1e-9 &&
			Math.abs(bytes.readDoubleLE(at + 8) - 49.1) < 1e-9 &&
			Math.abs(bytes.readDoubleLE(at + 16) - 4.06) < 1e-9;
		let leaf = bytes.indexOf(0, 8);
		while (!isLeaf(leaf)) leaf += 1;
		for (const side of [0, 16]) bytes.writeDoubleLE(9, leaf + side);
		const hidden = fgb.replace('.fgb', '-hidden.fgb');
		writeFileSync(hidden, bytes);
		expect(await inBox(hidden)).toEqual(expected.filter((id) => id !== 'G-306'));
		// A record without a place has no room in a tree.
		expect((await readByGdal(await write(format('fgb'), surfaces))).features).toHaveLength(3);
	});

	it.each(writtenFormats)('$id of nothing is a layer without records', async (one) => {
		const file = await write(one, []);
		expect(statSync(file).size).toBeGreaterThan(0);
		if (one.id !== 'csv' && one.id !== 'xlsx')
			expect((await readByGdal(file)).features).toEqual([]);
	});

	it('lays points and surfaces side by side where both are', async () => {
		const point: WrittenFeature = {
			geometry: { type: 'Point', coordinates: [5, 50] },
			properties: { terr_id: 'P' }
		};
		for (const id of ['gpkg', 'fgb', 'geojson'] as const) {
			const { features } = await readByGdal(
				await write(format(id), [point, ...surfaces], { shape: 'mixed' })
			);
			expect(
				features.map(({ geometry }) => (geometry as Geometry | null)?.type ?? null),
				id
			).toEqual(['Point', 'Polygon', 'MultiPolygon', null]);
		}
		const file = await write(format('shp'), [point, ...surfaces], { shape: 'mixed' });
		expect((await readByGdal(file, 'terrains_points')).features).toHaveLength(1);
		expect((await readByGdal(file, 'terrains_surfaces')).features).toHaveLength(3);
	});

	it('writes many points as one shape of several', async () => {
		const firm: WrittenFeature = {
			geometry: {
				type: 'MultiPoint',
				coordinates: [
					[4.7, 49.7],
					[4.8, 49.8]
				]
			},
			properties: { terr_id: 'E' }
		};
		for (const id of ['gpkg', 'fgb', 'shp'] as const) {
			const { features } = await readByGdal(await write(format(id), [firm], { shape: 'point' }));
			expectSamePlace(features[0]?.geometry ?? null, firm.geometry, 7);
		}
	});
});
