import { execFile } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { promisify } from 'node:util';
import type { Feature, FeatureCollection, Point } from 'geojson';
import { describe, expect, it } from 'vitest';
import { engines } from './engines.ts';
import { useSharedServer } from './use-shared-server.ts';

type Link = { rel: string; href: string; type: string };
type Page = FeatureCollection & {
	numberMatched: number;
	numberReturned: number;
	timeStamp: string;
	links: Link[];
};
type Problem = { code: string; description: string };
type Collection = {
	id: string;
	links: Link[];
	extent?: { spatial: { bbox: number[][] }; temporal?: { interval: string[][] } };
};

const expected = [
	...['epci', 'communes', 'sites', 'terrains', 'etablissements', 'friches', 'poi'],
	'contraintes'
];
const ogrinfo = '/usr/bin/ogrinfo';
/** How GDAL writes the types of a JSON schema. */
const gpkgTypes: Record<string, string> = {
	...{ string: 'TEXT', number: 'REAL', integer: 'MEDIUMINT', boolean: 'BOOLEAN' }
};

describe.each(engines)('OGC API Features on $name', (engine) => {
	const server = useSharedServer(engine);
	const get = (path: string, headers: Record<string, string> = {}) =>
		fetch(path.startsWith('http') ? path : `${server.address()}/ogc${path}`, { headers });
	const read = async <Body>(path: string) => (await (await get(path)).json()) as Body;
	const items = (path: string) => read<Page>(`/collections/${path}`);
	const linkTo = ({ links }: { links: Link[] }, rel: string) =>
		links.find((link) => link.rel === rel)?.href;

	describe('documents', () => {
		it('links from the landing page to definition, conformance and data, and every link answers', async () => {
			const landing = await read<{ links: Link[] }>('');
			for (const rel of ['self', 'service-desc', 'service-doc', 'conformance', 'data']) {
				const link = landing.links.find((candidate) => candidate.rel === rel);
				expect(link, rel).toBeDefined();
				const answer = await get(link?.href ?? '');
				expect(answer.status, rel).toBe(200);
				expect(answer.headers.get('content-type'), rel).toContain(link?.type);
			}
		});

		it('declares core, GeoJSON and OpenAPI 3.0 of part 1', async () => {
			const { conformsTo } = await read<{ conformsTo: string[] }>('/conformance');
			const part1 = 'http://www.opengis.net/spec/ogcapi-features-1/1.0/conf';
			expect(conformsTo).toEqual([`${part1}/core`, `${part1}/geojson`, `${part1}/oas30`]);
		});

		it('lists the eight collections, each with its items, and an extent where there is geometry', async () => {
			const { collections } = await read<{ collections: Collection[] }>('/collections');
			expect(collections.map(({ id }) => id)).toEqual(expected);
			for (const collection of collections) {
				const one = await read<Collection>(`/collections/${collection.id}`);
				expect(one).toEqual(collection);
				expect((await get(linkTo(one, 'items') ?? '')).status).toBe(200);
				const [west = 0, south = 0, east = 0, north = 0] = one.extent?.spatial.bbox[0] ?? [];
				expect(west).toBeLessThan(east);
				expect(south).toBeLessThan(north);
				// Nord Ardennes and the junctions and stations around it.
				expect([west > 3.5, east < 6.5, south > 48.5, north < 51]).not.toContain(false);
			}
		});

		it('writes each path of a collection out in the OpenAPI document, with its properties', async () => {
			type Parameter = { name: string; explode?: boolean; schema: { enum?: string[] } };
			type Operation = { parameters: Parameter[] };
			const answer = await get('/api');
			expect(answer.headers.get('content-type')).toBe(
				'application/vnd.oai.openapi+json;version=3.0'
			);
			const definition = (await answer.json()) as {
				openapi: string;
				servers: { url: string }[];
				paths: Record<string, { get: Operation }>;
			};
			expect(definition.openapi).toMatch(/^3\.0\./);
			expect(definition.servers[0]?.url).toBe(`${server.address()}/ogc`);
			for (const id of expected) {
				const operation = definition.paths[`/collections/${id}/items`]?.get;
				const known = operation?.parameters.map(({ name }) => name) ?? [];
				expect(known).toEqual(expect.arrayContaining(['bbox', 'limit', 'offset', 'datetime']));
				const whole = operation?.parameters.filter(({ explode }) => explode === false);
				expect(whole?.map(({ name }) => name)).toEqual(['bbox', 'limit', 'datetime']);
				const [feature] = (await items(`${id}/items?limit=1`)).features;
				expect(known).toEqual(expect.arrayContaining(Object.keys(feature?.properties ?? {})));
			}
		});

		it('announces as formats those that each resource answers in', async () => {
			type Parameter = { name: string; in: string; schema: { enum?: string[] } };
			type Path = { get: { parameters: Parameter[] }; servers?: object };
			const { paths } = await read<{ paths: Record<string, Path> }>('/api');
			const [first] = (await items('terrains/items?limit=1')).features;
			for (const [path, { get: operation, servers }] of Object.entries(paths)) {
				// What stands beside /ogc says so.
				if (servers) continue;
				const announced = operation.parameters.find(({ name }) => name === 'f')?.schema.enum;
				// An id of another collection is not found, in whatever format.
				if (path.includes('{featureId}') && !path.includes('/terrains/')) continue;
				const address = path.replace('{featureId}', String(first?.id)).replace(/^\/$/, '');
				const html = await get(`${address}?f=html`);
				expect([path, html.status === 200]).toEqual([path, announced?.includes('html')]);
				expect([path, (await get(`${address}?f=json`)).status]).toEqual([path, 200]);
			}
		});

		it('names as queryables the properties that its features carry', async () => {
			const { properties } = await read<{ properties: Record<string, { enum?: string[] }> }>(
				'/collections/terrains/queryables'
			);
			const { features } = await items('terrains/items');
			const carried = new Set(features.flatMap((feature) => Object.keys(feature.properties ?? {})));
			expect(Object.keys(properties)).toEqual(expect.arrayContaining([...carried]));
			expect(properties.terr_stade_comm?.enum).toContain('en vente');
		});

		it('speaks English to a client that prefers it', async () => {
			const french = await get('/collections/terrains');
			const english = await get('/collections/terrains', { 'accept-language': 'en-GB,en;q=0.9' });
			expect(((await french.json()) as { title: string }).title).toContain('Terrains');
			expect(((await english.json()) as { title: string }).title).toContain('Plots');
			expect(english.headers.get('content-language')).toBe('en');
		});

		it('shows a browser a page with a way back to the map, unless it asks for JSON', async () => {
			const browser = { accept: 'text/html,application/xhtml+xml,*/*;q=0.8' };
			for (const path of ['', '/collections', '/collections/sites']) {
				const page = await get(path, browser);
				expect(page.headers.get('content-type')).toContain('text/html');
				expect(await page.text()).toContain('<a href="/">Retour à la carte</a>');
				const data = await get(`${path}?f=json`, browser);
				expect(data.headers.get('content-type')).toContain('application/json');
			}
		});
	});

	describe('items', () => {
		it('answers GeoJSON with counts, a time and headers for any site and any cache', async () => {
			const answer = await get('/collections/epci/items');
			expect(answer.headers.get('content-type')).toBe('application/geo+json');
			expect(answer.headers.get('access-control-allow-origin')).toBe('*');
			expect(answer.headers.get('cache-control')).toBe('no-cache');
			const page = (await answer.json()) as Page;
			expect(page.type).toBe('FeatureCollection');
			expect([page.numberMatched, page.numberReturned]).toEqual([4, 4]);
			expect(Math.abs(Date.parse(page.timeStamp) - Date.now())).toBeLessThan(60_000);
			expect(page.features.map(({ id }) => id)).toEqual([
				'200041630',
				'200067759',
				'240800821',
				'240800847'
			]);
		});

		it('answers 304 to a client that has the same answer, and again in full when it changes', async () => {
			const path = '/collections/etablissements/items';
			const etag = (await get(path)).headers.get('etag') ?? '';
			const again = await get(path, { 'if-none-match': etag });
			expect([again.status, await again.text()]).toEqual([304, '']);
			expect((await get(`${path}?limit=3`, { 'if-none-match': etag })).status).toBe(200);
		});

		it('compresses what it sends', async () => {
			const answer = await get('/collections/terrains/items', { 'accept-encoding': 'gzip' });
			expect(answer.headers.get('content-encoding')).toBe('gzip');
		});

		it('walks through all 430 firms exactly once by its next links, 12,430 employees in all', async () => {
			const found: Feature[] = [];
			let next: string | undefined = '/collections/etablissements/items?limit=7';
			while (next) {
				const page: Page = await read<Page>(next);
				expect(page.numberMatched).toBe(430);
				expect(page.numberReturned).toBe(page.features.length);
				found.push(...page.features);
				next = linkTo(page, 'next');
			}
			expect(new Set(found.map(({ id }) => id)).size).toBe(430);
			expect(found).toHaveLength(430);
			const staff = found.map(({ properties }) => Number(properties?.etab_effectif));
			expect(staff.reduce((sum, count) => sum + count, 0)).toBe(12_430);
		});

		it('leads back by prev to the features before, without one missing or twice', async () => {
			const page = await items('communes/items?limit=50&offset=70');
			const before = await read<Page>(linkTo(page, 'prev') ?? '');
			const all = await items('communes/items');
			expect([...before.features, ...page.features].map(({ id }) => id)).toEqual(
				all.features.slice(20, 120).map(({ id }) => id)
			);
			expect(linkTo(all, 'prev')).toBeUndefined();
			expect(linkTo(all, 'next')).toBeUndefined();
		});

		it('finds by bbox exactly the points that lie in it', async () => {
			const [west, south, east, north] = [4.65, 49.7, 4.8, 49.85];
			const all = await items('poi/items');
			const inside = all.features.filter((feature) => {
				const [lng = NaN, lat = NaN] = (feature.geometry as Point).coordinates;
				return lng >= west && lng <= east && lat >= south && lat <= north;
			});
			const page = await items(`poi/items?bbox=${[west, south, east, north].join(',')}`);
			expect(inside.length).toBeGreaterThan(0);
			expect(inside.length).toBeLessThan(all.features.length);
			expect(page.features.map(({ id }) => id)).toEqual(inside.map(({ id }) => id));
			const withHeights = await items(`poi/items?bbox=${west},${south},0,${east},${north},99`);
			expect(withHeights.numberMatched).toBe(inside.length);
		});

		it('filters by a text with a comma and by a number, alone and together', async () => {
			const all = await items('terrains/items');
			const stage = 'vendu, commercialisation achevée';
			const sold = all.features.filter(({ properties }) => properties?.terr_stade_comm === stage);
			const query = new URLSearchParams({ terr_stade_comm: stage });
			const page = await items(`terrains/items?${query}`);
			expect(sold.length).toBeGreaterThan(0);
			expect(page.features.map(({ id }) => id)).toEqual(sold.map(({ id }) => id));

			const surface = String(sold[0]?.properties?.terr_surf_brute);
			query.set('terr_surf_brute', surface);
			const both = await items(`terrains/items?${query}`);
			const surfaces = both.features.map((feature) => String(feature.properties?.terr_surf_brute));
			expect(new Set(surfaces)).toEqual(new Set([surface]));
			expect(both.numberMatched).toBeLessThan(sold.length);
		});

		it('takes a limit above the largest page for the largest page', async () => {
			const page = await items('etablissements/items?limit=999999');
			expect(page.numberReturned).toBe(430);
		});

		it('gives one feature at its own address, as in its page', async () => {
			const [first] = (await items('friches/items?limit=1')).features;
			const answer = await get(
				`/collections/friches/items/${encodeURIComponent(String(first?.id))}`
			);
			expect(answer.headers.get('content-type')).toBe('application/geo+json');
			const one = (await answer.json()) as Feature & { links: Link[] };
			expect(one).toMatchObject(first ?? {});
			expect((await get(linkTo(one, 'self') ?? '')).status).toBe(200);
			expect((await get(linkTo(one, 'collection') ?? '')).status).toBe(200);
		});

		it('finds by time what each collection dates, whichever end is open', async () => {
			const dated = {
				...{ sites: 'site_actu_date', terrains: 'terr_actu_date', friches: 'site_actu_date' },
				...{ etablissements: 'etab_actu_date', poi: 'source_date', communes: 'source_date' }
			};
			for (const [id, column] of Object.entries(dated)) {
				const all = (await items(`${id}/items`)).features;
				const days = all.map(({ properties }) => properties?.[column] as string | undefined);
				const count = (fits: (day: string) => boolean) =>
					days.filter((day) => day !== undefined && fits(day)).length;
				const middle = days.filter((day) => day !== undefined).sort()[Math.floor(days.length / 2)];
				if (middle === undefined) throw new Error(`${id} has no ${column}`);
				const expected: [string, number][] = [
					['1900-01-01', 0],
					[middle, count((day) => day === middle)],
					[`${middle}T12:00:00Z`, count((day) => day === middle)],
					[`${middle}T00:00:00Z/..`, count((day) => day >= middle)],
					// As GDAL 3.6 writes an open end.
					[`${middle}T/..`, count((day) => day >= middle)],
					[`../${middle}`, count((day) => day <= middle)],
					[`2000-01-01/${middle}`, count((day) => day <= middle)]
				];
				for (const [time, matched] of expected) {
					const page = await items(`${id}/items?datetime=${time}&limit=10000`);
					expect([id, time, page.numberMatched]).toEqual([id, time, matched]);
				}
				const { extent } = await read<Collection>(`/collections/${id}`);
				const sorted = days.filter((day) => day !== undefined).sort();
				const ends = [sorted[0], sorted.at(-1)].map((day) => `${day ?? ''}T00:00:00Z`);
				expect(extent?.temporal?.interval).toEqual([ends]);
			}
		});

		it('finds by time within a search and a box too', async () => {
			const query = 'terrains/items?bbox=4.5,49.6,4.9,50&surface_min=2&limit=10000';
			const { features } = await items(query);
			const recent = features.filter(
				({ properties }) => String(properties?.terr_actu_date ?? '') >= '2026-01-01'
			);
			expect(recent.length).toBeGreaterThan(0);
			expect(recent.length).toBeLessThan(features.length);
			const page = await items(`${query}&datetime=2026-01-01/..`);
			expect(page.features.map(({ id }) => id)).toEqual(recent.map(({ id }) => id));
		});

		it('refuses what a property cannot have, and says what it can', async () => {
			type Property = { type: string; format?: string; enum?: string[] };
			for (const id of expected) {
				const { properties } = await read<{ properties: Record<string, Property> }>(
					`/collections/${id}/queryables`
				);
				for (const [name, { type, format, enum: list }] of Object.entries(properties)) {
					const wrong =
						type === 'boolean' ? 'peut-être' : format === 'date' ? '2026-02-30' : list && 'rien';
					if (wrong === undefined) continue;
					const answer = await get(`/collections/${id}/items?${name}=${wrong}`);
					expect([id, name, answer.status]).toEqual([id, name, 400]);
					const { description } = (await answer.json()) as Problem;
					expect(description).toContain(`« ${name} »`);
					expect(description).toContain(list ? list.join(' | ') : format ? 'AAAA-MM-JJ' : 'true');
				}
			}
		});

		it('understands a yes or no however it is written', async () => {
			const all = (await items('terrains/items')).features;
			const ready = all.filter(({ properties }) => properties?.terr_cle_en_main === 'oui').length;
			for (const yes of ['1', 'true', 'oui', 'vrai', 'True']) {
				expect((await items(`terrains/items?demonstration=${yes}`)).numberMatched).toBe(400);
				expect((await items(`terrains/items?terr_cle_en_main=${yes}`)).numberMatched).toBe(ready);
			}
			for (const no of ['0', 'false', 'non', 'faux']) {
				expect((await items(`terrains/items?demonstration=${no}`)).numberMatched).toBe(0);
			}
		});

		it('continues with the page size that was asked for', async () => {
			const next = linkTo(await items('etablissements/items?limit=7'), 'next');
			expect(new URL(next ?? '').searchParams.get('limit')).toBe('7');
		});
	});

	describe('bad input', () => {
		it.each([
			['/collections/routes', 404, 'routes'],
			['/collections/routes/items', 404, 'routes'],
			['/collections/sites/items/inconnu-12', 404, 'inconnu-12'],
			['/nulle/part', 404, '/nulle/part'],
			['/collections/sites/items?couleur=rouge', 400, 'couleur'],
			['/collections?limit=3', 400, 'limit'],
			['?langue=fr', 400, 'langue'],
			['/collections/sites/items?limit=0', 400, '« 0 »'],
			['/collections/sites/items?limit=beaucoup', 400, 'beaucoup'],
			['/collections/sites/items?limit=3&limit=4', 400, 'plusieurs fois'],
			['/collections/sites/items?offset=-1', 400, '-1'],
			['/collections/sites/items?bbox=1,2,3', 400, '1,2,3'],
			['/collections/sites/items?bbox=4,50,5,49', 400, '4,50,5,49'],
			['/collections/sites/items?bbox=a,b,c,d', 400, 'a,b,c,d'],
			['/collections/sites/items?bbox=1,,3,4', 400, '1,,3,4'],
			['/collections/sites/items?bbox=200,0,210,10', 400, '200'],
			['/collections/sites/items?crs=EPSG:2154', 400, 'EPSG:2154'],
			['/collections/sites/items?bbox-crs=EPSG:2154', 400, 'EPSG:2154'],
			['/collections/sites/items?datetime=hier', 400, 'hier'],
			['/collections/sites/items?datetime=2026-01-01/2026-02-01/..', 400, '2026-01-01/'],
			['/collections/sites/items?datetime=2026-02-30', 400, '2026-02-30'],
			['/collections/sites/items?datetime=2026-02-01/2026-01-01', 400, '2026-02-01/'],
			['/collections/terrains/items/%00', 404, '%00'],
			['/collections/terrains%00/items', 404, '%00'],
			['/collections/terrains/items?terr_stade_comm=%00', 400, 'terr_stade_comm'],
			['/collections/sites/items?site_nom=a%00b', 400, 'a%00b'],
			['/collections/sites/items?%00=1', 400, '%00'],
			['/collections/sites/items?f=gml', 400, 'gml'],
			['/collections/sites/items?f=html', 400, 'html'],
			['/collections/etablissements/items?etab_effectif=beaucoup', 400, 'beaucoup'],
			["/collections/sites/items?site_nom');drop+table+friche;--=1", 400, 'drop table']
		])('%s → %i, in a sentence with « %s »', async (path, status, named) => {
			const answer = await get(path);
			expect(answer.status).toBe(status);
			expect(answer.headers.get('content-type')).toContain('application/json');
			const { code, description } = (await answer.json()) as Problem;
			expect(code).toMatch(/^\w+$/);
			expect(description).toContain(named);
			expect(description).not.toMatch(/\bat \w+|select|PT\d/i);
		});

		it('lists the known parameters beside an unknown one', async () => {
			const { description } = await read<Problem>('/collections/sites/items?couleur=rouge');
			for (const name of ['bbox', 'limit', 'site_nom', 'site_vocadomi']) {
				expect(description).toContain(name);
			}
		});

		it('matches nothing for a value that no record has, hostile or not', async () => {
			for (const value of ["' or true --", '%', '\\', 'é,"']) {
				const query = new URLSearchParams({ site_nom: value });
				expect((await items(`sites/items?${query}`)).numberMatched).toBe(0);
			}
		});
	});

	describe.runIf(existsSync(ogrinfo))('read by GDAL (only where ogrinfo is installed)', () => {
		const gdal = async (...parameters: string[]) => {
			const source = `OAPIF:${server.address()}/ogc`;
			const { stdout } = await promisify(execFile)(ogrinfo, ['-ro', ...parameters, source]);
			return stdout;
		};
		const layer = async (name: string, ...parameters: string[]) => {
			const source = `OAPIF:${server.address()}/ogc`;
			const all = ['-ro', '-so', ...parameters, source, name];
			const { stdout } = await promisify(execFile)(ogrinfo, all);
			return Number(/Feature Count: (\d+)/.exec(stdout)?.[1] ?? NaN);
		};

		it('lists the collections with their counts', async () => {
			const output = await gdal('-al', '-so');
			const names = [...output.matchAll(/^Layer name: (\S+)/gm)].map(([, name]) => name);
			expect(names.sort()).toEqual([...expected].sort());
			const counts = Object.fromEntries(
				[...output.matchAll(/^Layer name: (\S+)[^]*?^Feature Count: (\d+)/gm)].map(
					([, name, count]) => [name, Number(count)]
				)
			) as Record<string, number>;
			expect(counts).toMatchObject({ epci: 4, communes: 156, etablissements: 430, friches: 40 });
		});

		it('counts with -where and -spat what the pages hold', async () => {
			const { features } = await items('terrains/items');
			const forSale = features.filter(
				({ properties }) => properties?.terr_stade_comm === 'en vente'
			);
			expect(forSale.length).toBeGreaterThan(0);
			expect(await layer('terrains', '-where', "terr_stade_comm = 'en vente'")).toBe(
				forSale.length
			);

			const box = ['4.65', '49.7', '4.8', '49.85'];
			const { numberMatched } = await items(`poi/items?bbox=${box.join(',')}`);
			expect(await layer('poi', '-spat', ...box)).toBe(numberMatched);
		});

		it('counts what -where says of a date, a yes or no and a list, as the pages do', async () => {
			const { features } = await items('terrains/items');
			const recent = features.filter(
				({ properties }) => String(properties?.terr_actu_date ?? '') >= '2026-01-01'
			);
			expect(recent.length).toBeGreaterThan(0);
			expect(recent.length).toBeLessThan(features.length);
			expect(await layer('terrains', '-where', "terr_actu_date >= '2026-01-01'")).toBe(
				recent.length
			);
			expect(await layer('terrains', '-where', 'demonstration = 1')).toBe(features.length);
		});

		it('brings every column with its name, type and value into a GeoPackage', async () => {
			const folder = mkdtempSync(join(tmpdir(), 'forgeterre-gdal-'));
			try {
				for (const id of ['sites', 'terrains', 'etablissements', 'friches', 'communes', 'poi']) {
					const file = join(folder, `${id}.gpkg`);
					const source = `OAPIF:${server.address()}/ogc`;
					await promisify(execFile)('/usr/bin/ogr2ogr', ['-f', 'GPKG', file, source, id]);
					type Property = { type: string; format?: string };
					const { properties } = await read<{ properties: Record<string, Property> }>(
						`/collections/${id}/queryables`
					);
					const database = new DatabaseSync(file, { readOnly: true });
					const columns = Object.fromEntries(
						database
							.prepare('select name, type from pragma_table_info(?)')
							.all(id)
							.map(({ name, type }) => [String(name), String(type)])
					);
					const written = Object.entries(properties).map(([name, { type, format }]) => [
						name,
						format === 'date' ? 'DATE' : gpkgTypes[type]
					]);
					expect(columns).toMatchObject(Object.fromEntries(written));
					const { features } = await items(`${id}/items?limit=10000`);
					const rows = database.prepare(`select * from ${id}`).all();
					database.close();
					expect(rows).toHaveLength(features.length);
					const byId = new Map(rows.map((row) => [row['id'], row]));
					for (const feature of features) {
						const row = byId.get(String(feature.id));
						for (const name of Object.keys(properties)) {
							const value: unknown = feature.properties?.[name] ?? null;
							const stored = typeof value === 'boolean' ? Number(value) : value;
							expect([feature.id, name, row?.[name]]).toEqual([feature.id, name, stored]);
						}
					}
				}
			} finally {
				rmSync(folder, { recursive: true });
			}
		});

		it('lets a client that reads no schema guess every column and its type from a first page, as QGIS does', async () => {
			const folder = mkdtempSync(join(tmpdir(), 'forgeterre-guess-'));
			try {
				for (const id of ['sites', 'terrains', 'friches']) {
					const file = join(folder, `${id}.geojson`);
					const page = await fetch(`${server.address()}/ogc/collections/${id}/items?limit=10`);
					writeFileSync(file, await page.text());
					const { stdout } = await promisify(execFile)(ogrinfo, ['-so', '-al', file]);
					const guessed = new Map(
						[...stdout.matchAll(/^(\w+): (\w+)/gm)].map(([, name = '', type]) => [name, type])
					);
					const { properties } = await read<{ properties: Record<string, { type: string }> }>(
						`/collections/${id}/queryables`
					);
					for (const [name, { type }] of Object.entries(properties)) {
						expect([id, name, guessed.has(name)]).toEqual([id, name, true]);
						if (type === 'number') expect([id, name, guessed.get(name)]).not.toContain('Integer');
					}
				}
			} finally {
				rmSync(folder, { recursive: true });
			}
		});

		it('reads every firm, page after page', async () => {
			const source = `OAPIF:${server.address()}/ogc`;
			const { stdout } = await promisify(execFile)(
				ogrinfo,
				['-ro', '-q', source, 'etablissements', '-geom=NO'],
				{ maxBuffer: 64_000_000 }
			);
			const sirets = [...stdout.matchAll(/^ {2}siret \(String\) = (\d{14})/gm)].map(([, id]) => id);
			expect(new Set(sirets).size).toBe(430);
		});
	});
});
