import { execFile } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { promisify } from 'node:util';
import type { FeatureCollection, Position } from 'geojson';
import Papa from 'papaparse';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeAgent, signIn } from './agents.ts';
import { engines } from './engines.ts';
import { useServer } from './use-server.ts';
import { readableText } from './visitor.ts';

const run = promisify(execFile);
const standard = '../shared/data/cnig';
const classes = ['site-eco', 'terrain-eco', 'etablissement'] as const;
const layers = ['site_eco', 'terrain_eco', 'etablissement'] as const;
const metropole = '200041630';

interface OfficialField {
	name: string;
	type: string;
	constraints: { required?: boolean; pattern?: string; enum?: string[] };
	/** Where eleven lists stand that no validator of Table Schema looks at. */
	enum?: string[];
}

/** What the standard's schema, and the lists that it forgets to enforce, find wrong with a table. */
function faultsOf(name: string, rows: Record<string, string>[]): string[] {
	const text = readFileSync(`${standard}/${name}.schema.json`, 'utf8');
	const { fields, primaryKey } = JSON.parse(text) as {
		fields: OfficialField[];
		primaryKey: string;
	};
	const faults = new Set<string>();
	expect(Object.keys(rows[0] ?? {})).toEqual(fields.map((field) => field.name));
	expect(new Set(rows.map((row) => row[primaryKey])).size).toBe(rows.length);
	for (const { name: column, type, constraints, enum: forgotten } of fields)
		for (const row of rows) {
			const cell = row[column] ?? '';
			const list = constraints.enum ?? forgotten;
			const say = (what: string) => faults.add(`${column}: ${what}: ${cell.slice(0, 60)}`);
			if (cell === '') {
				if (constraints.required) say('required');
				continue;
			}
			if (list && !list.includes(cell)) say('not in the list');
			if (type === 'number' && !/^-?\d+(\.\d+)?$/.test(cell)) say('no number');
			if (type === 'date' && !/^\d{4}(-\d\d-\d\d)?$/.test(cell)) say('no date');
			if (type === 'geojson' && !isInDegrees(cell)) say('no GeoJSON in degrees');
			if (type === 'geopoint' && !/^-?[\d.]+, ?-?[\d.]+$/.test(cell)) say('no point');
			if (constraints.pattern && !new RegExp(`^(?:${constraints.pattern})$`).test(cell))
				say('not of the pattern');
		}
	return [...faults];
}

function isInDegrees(cell: string): boolean {
	const { coordinates } = JSON.parse(cell) as { coordinates: unknown };
	const first = (value: unknown): Position =>
		Array.isArray(value) && Array.isArray(value[0]) ? first(value[0]) : (value as Position);
	const [lon = NaN, lat = NaN] = first(coordinates);
	return Math.abs(lon) < 180 && Math.abs(lat) < 90;
}

describe.each(engines)('files of the inventory on $name', (engine) => {
	const server = useServer(engine);
	let folder: string;
	beforeAll(() => {
		folder = mkdtempSync(join(tmpdir(), 'forgeterre-cnig-'));
	});
	afterAll(() => {
		rmSync(folder, { recursive: true, force: true });
	});

	const get = (path: string, cookie = '') =>
		fetch(`${server.address()}/analyse/inventaire/cnig/${path}`, { headers: { cookie } });

	async function table(path: string, cookie = ''): Promise<Record<string, string>[]> {
		const answer = await get(path, cookie);
		expect([path, answer.status]).toEqual([path, 200]);
		const { data, errors } = Papa.parse<Record<string, string>>(await answer.text(), {
			...{ header: true, delimiter: ';', skipEmptyLines: true }
		});
		expect(errors).toEqual([]);
		return data;
	}

	it('has every site, its plots and its firms, as the public collections count them', async () => {
		const collection = async (name: string) =>
			(await (
				await fetch(`${server.address()}/ogc/collections/${name}/items?limit=10000&f=json`)
			).json()) as FeatureCollection;
		const [sites, plots] = await Promise.all([collection('sites'), collection('terrains')]);
		const keys = new Set(sites.features.map(({ properties }) => String(properties?.['site_id'])));
		const inSites = plots.features.filter(({ properties }) =>
			keys.has(String(properties?.['site_id']))
		);
		expect(await table('site-eco.csv')).toHaveLength(sites.features.length);
		const written = await table('terrain-eco.csv');
		expect(written.map((row) => row['terr_id']).toSorted()).toEqual(
			inSites.map(({ properties }) => String(properties?.['terr_id'])).toSorted()
		);
		const ofEpci = await table(`site-eco.csv?lieu=epci:${metropole}`);
		expect(ofEpci.length).toBeGreaterThan(0);
		expect(ofEpci.length).toBeLessThan(sites.features.length);
		expect(new Set(ofEpci.map((row) => row['site_epci_siren']))).toEqual(new Set([metropole]));
	});

	it.skipIf(!existsSync(standard)).each(classes)(
		'passes the schema of %s and the lists that it forgets (skipped where ../shared/data is absent)',
		async (name) => {
			const rows = await table(`${name}.csv`);
			expect(rows.length).toBeGreaterThan(10);
			expect(faultsOf(name, rows)).toEqual([]);
		}
	);

	it('counts in its sites what the inventory counts', async () => {
		const [site] = (await table('site-eco.csv')).filter((row) => Number(row['site_uf_nbre']) > 3);
		const page = await fetch(
			`${server.address()}/analyse/inventaire/csv/annees?lieu=site:${site?.['site_id'] ?? ''}`
		);
		const year = String(new Date().getFullYear());
		const line = (await page.text()).split('\r\n').find((one) => one.startsWith(`"${year}"`));
		const cells = line?.split(';') ?? [];
		expect([site?.['site_uf_nbre'], site?.['site_uf_vacant_nbre']]).toEqual([cells[1], cells[3]]);
	});

	it('lists the units behind a rate, state by state, and refuses a state that is none', async () => {
		const csv = async (query: string) => {
			const address = `${server.address()}/analyse/inventaire/csv/unites?lieu=epci:${metropole}${query}`;
			const lines = (await (await fetch(address)).text()).trim().split('\r\n').slice(1);
			return lines.length;
		};
		const page = readableText(
			await (
				await fetch(`${server.address()}/analyse/inventaire?lieu=epci:${metropole}&etat=vacante`)
			).text()
		);
		const [, vacant = '', units = ''] = /(\d+) des (\d+) unités foncières/.exec(page) ?? [];
		expect(page).toContain(`Unités 1 à ${vacant} sur ${vacant}`);
		expect(await csv('&etat=vacante')).toBe(Number(vacant));
		expect(await csv('')).toBe(Number(units));
		const refused = await fetch(`${server.address()}/analyse/inventaire/csv/unites?etat=vide`);
		expect([refused.status, await refused.text()]).toEqual([
			404,
			expect.stringContaining('«\u00a0vide\u00a0»')
		]);
	});

	it('gives the same in GeoJSON, and in a GeoPackage that GDAL reads layer by layer', async () => {
		const file = join(folder, 'sites.gpkg');
		const answer = await get('sites_economiques.gpkg');
		expect(answer.headers.get('content-type')).toBe('application/geopackage+sqlite3');
		writeFileSync(file, new Uint8Array(await answer.arrayBuffer()));
		for (const [at, layer] of layers.entries()) {
			const name = classes[at] ?? '';
			const json = (await (await get(`${name}.geojson`)).json()) as FeatureCollection;
			const { stdout } = await run(
				'ogr2ogr',
				[...['-f', 'GeoJSON', '/vsistdout/', file, layer, '-t_srs', 'EPSG:4326']],
				{ maxBuffer: 64 * 1024 * 1024 }
			);
			const read = JSON.parse(stdout) as FeatureCollection;
			expect(read.features).toHaveLength(json.features.length);
			const [first] = json.features;
			const named = (key: string) => key.toLowerCase().replace('-', '_');
			for (const [key, value] of Object.entries(first?.properties ?? {}))
				expect([key, read.features[0]?.properties?.[named(key)] ?? null]).toEqual([key, value]);
		}
		const { stdout } = await run('ogrinfo', ['-so', '-al', file]);
		expect(stdout).toContain('RGF93');
	});

	it('gives buyers and prices to the agents of the EPCI, and to nobody else', async () => {
		const site = { address: server.address(), keys: server.keys() };
		const [plot] = await table(`terrain-eco.csv?lieu=epci:${metropole}`);
		const id = plot?.['terr_id'] ?? '';
		const { secretKey } = site.keys;
		const kept = await fetch(`${site.address}/rest/v1/acces_restreint`, {
			method: 'POST',
			headers: {
				...{ apikey: secretKey, authorization: `Bearer ${secretKey}` },
				...{ 'content-type': 'application/json', prefer: 'resolution=merge-duplicates' }
			},
			body: JSON.stringify({
				...{ classe: 'terrain_eco', objet_id: id, terr_acquereur: 'Forges du test' },
				...{ terr_m2_prix: 12.5, territory_id: 'nord-ardennes', source_nom: 'essai' },
				...{ source_date: '2026-01-01', source_methode: 'essai', demonstration: true }
			})
		});
		expect(kept.status).toBeLessThan(300);
		const buyer = async (cookie: string) => {
			const row = (await table('terrain-eco.csv', cookie)).find((one) => one['terr_id'] === id);
			return [row?.['terr_acquereur'], row?.['terr_m2_prix']];
		};
		const own = await makeAgent(site, 'agent-cnig@metropole.test', [metropole]);
		const other = await makeAgent(site, 'agent-cnig@voisin.test', ['240800821']);
		expect(await buyer('')).toEqual(['', '']);
		expect(await buyer(await signIn(site, other))).toEqual(['', '']);
		expect(await buyer(await signIn(site, own))).toEqual(['Forges du test', '12.5']);
	});

	/** Sends a file to the page that imports tables, and answers the words of the page. */
	async function importTable(cookie: string, name: string, content: BlobPart, action = 'importer') {
		const body = new FormData();
		body.set('fichier', new Blob([content]), name);
		const answer = await fetch(`${server.address()}/analyse/inventaire/import?/${action}`, {
			...{
				method: 'POST',
				body,
				headers: { cookie, origin: server.address(), accept: 'text/html' }
			}
		});
		return readableText(await answer.text());
	}

	async function unitsOf(epci: string, cookie: string) {
		const text = await (
			await fetch(`${server.address()}/analyse/inventaire/csv/unites?lieu=epci:${epci}`, {
				headers: { cookie }
			})
		).text();
		return { text, ids: [...text.matchAll(/[0-9AB]+_UF_\w+/g)].map(([id]) => id) };
	}

	it('imports occupants, statements and owners whole, once, from CSV and GeoPackage, or says why not', async () => {
		const site = { address: server.address(), keys: server.keys() };
		const cookie = await signIn(
			site,
			await makeAgent(site, 'agent-import@metropole.test', [metropole])
		);
		const { ids } = await unitsOf(metropole, cookie);
		const [unit = '', other = ''] = ids;
		const neighbour = (await unitsOf('240800821', cookie)).ids[0] ?? '';
		const head = 'uf_id;constat;nature;observe_le;source_nom;source_date';
		const line = (uf: string, said: string, day: string) =>
			`${uf};${said};document;${day};Relevé;2026-01-05`;
		const statements = (...lines: string[]) => `${head}\r\n${lines.join('\r\n')}\r\n`;
		const evidence = async () =>
			readableText(
				await (
					await fetch(`${site.address}/analyse/inventaire/unites/${unit}`, { headers: { cookie } })
				).text()
			);
		const faulty = statements(
			line(unit, 'local vacant', '2026-01-04'),
			line('INCONNUE', 'local vacant', '2026-01-04'),
			line(neighbour, 'local vacant', '2026-01-04'),
			line(unit, 'local vacant', '2999-01-04'),
			line(unit, 'ouvert', '2026-01-04')
		);
		const told = await importTable(cookie, 'constats.csv', faulty);
		expect(told).toContain('rien n’a été écrit ; valeurs refusées : 4');
		expect(told).toContain('Ligne 3 : Aucune unité foncière « INCONNUE »');
		expect(told).toContain(`Ligne 4 : Aucune unité foncière « ${neighbour} »`);
		expect(told).toContain('Ligne 5 : Une date du 4 janvier 2999 n’est pas encore arrivée');
		expect(told).toContain('Ligne 6 : constat : reçu « ouvert »');
		expect(await evidence()).not.toContain('Source : Relevé.');

		const sound = statements(
			line(unit, 'local vacant', '2026-01-04'),
			line(other, 'occupée', '2026-01-04')
		);
		expect(await importTable(cookie, 'constats.csv', sound, 'verifier')).toContain(
			'rien n’est encore écrit'
		);
		expect(await evidence()).not.toContain('Source : Relevé.');
		expect(await importTable(cookie, 'constats.csv', sound)).toContain(
			'lignes inscrites : 2 sur 2'
		);
		expect(await importTable(cookie, 'constats.csv', sound)).toContain(
			'lignes inscrites : 0 sur 2'
		);
		expect(await evidence()).toContain('Source : Relevé.');

		const file = join(folder, 'liens.gpkg');
		const links = new DatabaseSync(file);
		links.exec(
			`create table unite_occupant (uf_id text, occupant_type text, siret text, du text, effectif integer, source_nom text, source_date text);
			insert into unite_occupant values ('${unit}', 'établissement', '73282932000074', '2024-02-01', 7, 'Registre', '2026-01-05')`
		);
		links.close();
		expect(await importTable(cookie, 'liens.gpkg', readFileSync(file))).toContain(
			'lignes inscrites : 1 sur 1'
		);
		const owners = `uf_id,proprio_nom,source_nom,source_date\n${unit},SCI du test d’import,Cadastre,2026-01-05\n`;
		expect(await importTable(cookie, 'proprietaires.csv', owners)).toContain(
			'lignes inscrites : 1 sur 1'
		);
		const after = (await unitsOf(metropole, cookie)).text;
		expect(after).toContain('SCI du test d’import');
		expect((await unitsOf(metropole, '')).text).not.toContain('SCI du test d’import');
		expect(await importTable(cookie, 'autre.csv', 'a;b\n1;2\n')).toContain('(a, b)');

		// Who occupies a unit has changed since it was seen: an agent notes it though no list asks for it.
		const visits = async (of: string) =>
			(
				await fetch(`${site.address}/analyse/inventaire/visites?unite=${of}`, {
					headers: { cookie }
				})
			).text();
		expect(await visits(unit)).toMatch(new RegExp(`name="unite" value="${unit}"`));
		expect(readableText(await visits(neighbour))).toContain(
			`Aucune unité foncière « ${neighbour} »`
		);
	});

	it('builds units from a file of parcels, or says by line why not', async () => {
		const site = { address: server.address(), keys: server.keys() };
		const agent = await makeAgent(site, 'agent-parcelles@metropole.test', [metropole]);
		const cookie = await signIn(site, agent);
		const { features } = (await (
			await fetch(`${site.address}/ogc/collections/sites/items?f=json&limit=100`)
		).json()) as {
			features: {
				id: string;
				properties: Record<string, unknown>;
				geometry: { coordinates: unknown[] };
			}[];
		};
		const own = features.find(({ properties }) => properties['site_epci_siren'] === metropole);
		const [lng = 0, lat = 0] = (own?.geometry.coordinates.flat(3) ?? []) as number[];
		// Two squares of 0.02° that meet around a corner of the site, and one that says no account.
		const wkt = (west: number) =>
			`POLYGON((${[0, 1, 1, 0, 0].map((x, at) => `${(west + 0.02 * x).toFixed(5)} ${(lat - 0.01 + 0.02 * (at === 2 || at === 3 ? 1 : 0)).toFixed(5)}`).join(',')}))`;
		const file = (account: string) =>
			[
				'parcelle_id;proprio_compte;proprio_nom;source_nom;source_date;geometry',
				`08105000AB0001;C1;SCI des parcelles;Relevé;2026-01-05;${wkt(lng - 0.02)}`,
				`08105000AB0002;${account};SCI des parcelles;Relevé;2026-01-05;${wkt(lng)}`
			].join('\r\n');
		const refused = await importTable(cookie, 'parcelles.csv', file(''), 'inscrire');
		expect(refused).toContain('Ligne 3 : 08105000AB0002 : proprio_compte : reçu « – »');
		const ready = await importTable(cookie, 'parcelles.csv', file('C1'), 'reunir');
		expect(ready).toContain('Parcelles : 2, dont hors de tout site : 0.');
		const done = await importTable(cookie, 'parcelles.csv', file('C1'), 'inscrire');
		expect(done).toMatch(/unités foncières : (\d+), dont nouvelles ou changées : \1\./);
		expect((await unitsOf(metropole, cookie)).text).toContain('SCI des parcelles');
		expect((await unitsOf(metropole, '')).text).not.toContain('SCI des parcelles');
	});

	it.each([
		['site-eco.xls', 'site-eco.csv'],
		['site-eco.csv?lieu=epci:999', 'epci:999'],
		['site-eco.csv?lieu=site:x', 'site:x'],
		['site-eco.csv?annee=1803', '1803']
	])('refuses %s with a sentence that names it', async (path, named) => {
		const answer = await get(path);
		expect(answer.status).toBe(404);
		expect(await answer.text()).toContain(named);
	});
});
