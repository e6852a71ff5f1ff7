import { execFile } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { strFromU8, unzipSync } from 'fflate';
import type { FeatureCollection } from 'geojson';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { shortNames } from '#lib/formats/truncated-names.ts';
import { writtenFormats, type WrittenId } from '#lib/formats/index.ts';
import { engines } from './engines.ts';
import { useSharedServer } from './use-shared-server.ts';
import { readableText } from './visitor.ts';

const run = promisify(execFile);
const ogr2ogr = '/usr/bin/ogr2ogr';
type Page = FeatureCollection & { numberMatched: number };

describe.each(engines)('exports of the public page on $name', (engine) => {
	const server = useSharedServer(engine);
	const get = (path: string) => fetch(server.address() + path);
	const read = async <Body>(path: string) => (await (await get(path)).json()) as Body;
	let folder: string;
	beforeAll(() => {
		folder = mkdtempSync(join(tmpdir(), 'forgeterre-exports-'));
	});
	afterAll(() => {
		rmSync(folder, { recursive: true, force: true });
	});

	/** Downloads an export. @returns where it lies, under the name that the server gives it */
	async function download(id: WrittenId, query = ''): Promise<string> {
		const answer = await get(`/exporter/${id}${query}`);
		expect(answer.status, `${id}${query}`).toBe(200);
		const [, name = ''] =
			/filename="([^"]+)"/.exec(answer.headers.get('content-disposition') ?? '') ?? [];
		const bytes = new Uint8Array(await answer.arrayBuffer());
		const length = answer.headers.get('content-length');
		if (length !== null && answer.headers.get('content-encoding') === null)
			expect(bytes.length).toBe(Number(length));
		const file = join(folder, name);
		writeFileSync(file, bytes);
		return file;
	}

	/** What GDAL finds in a file, as GeoJSON in degrees. */
	async function byGdal(file: string, layer: string): Promise<FeatureCollection> {
		const source = file.endsWith('.zip') ? `/vsizip/${file}` : file;
		const own = file.endsWith('.csv')
			? [
					'-oo',
					'AUTODETECT_TYPE=YES',
					'-oo',
					'AUTODETECT_WIDTH=NO',
					'-oo',
					'EMPTY_STRING_AS_NULL=YES'
				]
			: [];
		// A table has no system to come from.
		const system = /\.(csv|xlsx)$/.test(file) ? [] : ['-t_srs', 'EPSG:4326'];
		const asked = [...own, '-f', 'GeoJSON', ...system, '/vsistdout/', source];
		const named = file.endsWith('.gpkg') || file.endsWith('.xlsx') ? [...asked, layer] : asked;
		const { stdout } = await run(ogr2ogr, named, { maxBuffer: 1e9 });
		return JSON.parse(stdout) as FeatureCollection;
	}

	const keyOf = ({ properties }: FeatureCollection['features'][number]) =>
		String(properties?.['terr_id']);

	/** A value as every format can say it: truths as words, days with dashes, short numbers of text as they come. */
	function plain(value: unknown): unknown {
		if (value === null || value === undefined) return null;
		if (typeof value === 'boolean') return value ? 'oui' : 'non';
		if (typeof value === 'number') return value;
		return typeof value === 'string'
			? value.replace(/^(\d{4})[/-](\d\d)[/-](\d\d)(T00:00:00)?$/, '$1-$2-$3')
			: value;
	}

	describe.runIf(existsSync(ogr2ogr))('read by GDAL', () => {
		it.each(writtenFormats.map(({ id }) => id))(
			'%s has every plot of the search, with the columns and values of the open data',
			async (id) => {
				const query = 'surface_min=2&echangeur_km=20';
				const { features } = await read<Page>(
					`/ogc/collections/terrains/items?${query}&disponibles=oui&limit=10000`
				);
				expect(features.length).toBeGreaterThan(10);
				const { properties } = await read<{ properties: Record<string, unknown> }>(
					'/ogc/collections/terrains/queryables'
				);
				const columns = Object.keys(properties).filter(
					(name) => name in (features[0]?.properties ?? {})
				);
				const file = await download(id, `?${query}`);
				const found = await byGdal(file, 'terrains');
				expect(found.features).toHaveLength(features.length);
				// Its index has features lie as they do on the ground; every other format keeps the order of the keys.
				if (id === 'fgb') found.features.sort((one, other) => (keyOf(one) < keyOf(other) ? -1 : 1));
				const names =
					id === 'shp' ? shortNames(columns) : new Map(columns.map((name) => [name, name]));
				const truths = new Map([
					[1, 'oui'],
					[0, 'non']
				] as [unknown, string][]);
				found.features.forEach((feature, at) => {
					for (const [column, name] of names) {
						const wanted = features[at]?.properties?.[column] as unknown;
						const own = feature.properties?.[name] as unknown;
						const said =
							typeof wanted === 'boolean'
								? (truths.get(own) ?? { T: 'oui', F: 'non' }[String(own)] ?? plain(own))
								: plain(own);
						// A table of text does not tell « 08105 » from a number: GDAL guesses.
						const isGuessed =
							id === 'csv' && typeof wanted === 'string' && typeof said === 'number';
						expect(isGuessed ? Number(wanted) : said, `${column} of ${at}`).toEqual(
							isGuessed ? said : plain(wanted)
						);
					}
				});
			}
		);

		it.each(['geojson', 'gpkg', 'shp', 'fgb'] as const)(
			'%s in Lambert-93 lies where it lies in degrees',
			async (id) => {
				const place = async (crs: string) => {
					const { features } = await byGdal(
						await download(id, `?surface_min=4&crs=${crs}`),
						'terrains'
					);
					return features.map(
						({ geometry }) =>
							JSON.stringify(geometry)
								.match(/-?\d+\.\d+/g)
								?.map(Number) ?? []
					);
				};
				const [degrees, metres] = [await place('4326'), await place('2154')];
				expect(degrees.length).toBeGreaterThan(2);
				expect(metres.map(({ length }) => length)).toEqual(degrees.map(({ length }) => length));
				degrees.flat().forEach((value, at) => {
					expect(metres.flat()[at]).toBeCloseTo(value, 5);
				});
			}
		);

		it.each(['sites', 'etablissements', 'friches'])(
			'exports the list of %s as it is shown',
			async (list) => {
				const { numberMatched } = await read<Page>(`/ogc/collections/${list}/items?limit=1`);
				const file = await download('gpkg', `?liste=${list}&disponibles=non`);
				expect((await byGdal(file, list)).features).toHaveLength(numberMatched);
			}
		);
	});

	it('says in the file what it is: source, licence, demonstration', async () => {
		const bytes = new Uint8Array(await (await get('/exporter/shp?surface_min=4')).arrayBuffer());
		const about = strFromU8(unzipSync(bytes)['LISEZMOI.txt'] ?? new Uint8Array());
		for (const fact of ['Jeu de démonstration Forgeterre', 'Licence Ouverte 2.0', 'inventées'])
			expect(about).toContain(fact);
	});

	it.each([
		['/exporter/doc', 400, '« doc »'],
		['/exporter/csv?crs=27572', 400, '« 27572 »'],
		['/exporter/csv?couleur=rouge', 400, '« couleur »'],
		['/exporter/csv?surface_min=beaucoup', 400, 'beaucoup'],
		['/exporter/csv?liste=routes', 400, 'routes'],
		['/exporter/csv?surface_min=5&surface_max=2', 400, 'surface_min'],
		['/exporter?crs=lune', 400, '« lune »'],
		['/exporter/csv?plots=rien', 404, 'rien']
	])('refuses %s by a sentence', async (path, status, named) => {
		const answer = await get(path);
		expect(answer.status).toBe(status);
		expect(readableText(await answer.text())).toContain(named);
	});

	it('takes a form for what it asks, and sends it on', async () => {
		const answer = await fetch(`${server.address()}/exporter?format=gpkg&crs=2154&surface_min=3`, {
			redirect: 'manual'
		});
		expect(answer.status).toBe(303);
		expect(answer.headers.get('location')).toBe('/exporter/gpkg?crs=2154&surface_min=3');
		const head = await fetch(`${server.address()}/exporter/gpkg`, { method: 'HEAD' });
		expect(head.headers.get('content-type')).toContain('geopackage');
	});

	it('lets others read while it writes, and leaves nothing behind, also where who asked has gone', async () => {
		const leftBehind = () =>
			readdirSync(server.temporary()).filter((name) => name.startsWith('forgeterre-export-'));
		const gone = new AbortController();
		const all = Array.from({ length: 12 }, (_, at) =>
			fetch(
				`${server.address()}/exporter/xlsx?disponibles=non`,
				at % 3 === 0 ? { signal: gone.signal } : {}
			)
				.then(async (answer) => (await answer.arrayBuffer()).byteLength)
				.catch(() => 0)
		);
		const health = await get('/health');
		expect(health.status).toBe(200);
		setTimeout(() => {
			gone.abort();
		}, 50);
		const sizes = await Promise.all(all);
		expect(sizes.filter((size) => size > 10_000).length).toBeGreaterThanOrEqual(8);
		await expect.poll(leftBehind).toEqual([]);
		expect((await get('/')).status).toBe(200);
	});
});
