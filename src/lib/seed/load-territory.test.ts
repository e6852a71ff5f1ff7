import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { booleanPointInPolygon, pointToPolygonDistance } from '@turf/turf';
import type { Feature, FeatureCollection, MultiPolygon, Polygon } from 'geojson';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readCommunes, readOutline, readPois } from './data-files.ts';
import { loadTerritory } from './load-territory.ts';
import { epciByCommune, memberEpci } from './members.ts';
import { rivers } from './rivers.ts';

const nordArdennes = 'data/territories/nord-ardennes.json';
const officialCommunes = '../shared/data/nord-ardennes/communes.geojson';

let folder: string;

beforeAll(() => {
	folder = mkdtempSync(join(tmpdir(), 'forgeterre-territory-'));
});

afterAll(() => {
	rmSync(folder, { recursive: true });
});

/** A copy of Nord Ardennes's file with something changed, its data files left out. */
function changed(name: string, change: (configuration: Record<string, unknown>) => void): string {
	const configuration = JSON.parse(readFileSync(nordArdennes, 'utf8')) as Record<string, unknown>;
	delete configuration.data;
	change(configuration);
	const file = join(folder, `${name}.json`);
	writeFileSync(file, JSON.stringify(configuration));
	return file;
}

describe('the territories of the repository', () => {
	it.each([
		[nordArdennes, [57, 31, 19, 49]],
		['data/territories/nord-franche-comte.json', [73, 52, 23, 27, 22]]
	])('%s names real EPCI, with all their communes', async (file, communes) => {
		const { epci } = await loadTerritory(file);
		const members = memberEpci(epci.map(({ siren }) => siren));
		expect(members.map((member) => member?.communes.length)).toEqual(communes);
	});

	it('give their data files by absolute paths', async () => {
		const { data } = await loadTerritory(nordArdennes);
		expect(Object.keys(data ?? {}).sort()).toEqual([
			'communes',
			'demonstration',
			'ground',
			'outline',
			'poi',
			'programme',
			'rivers'
		]);
		for (const path of Object.values(data ?? {})) expect(existsSync(path)).toBe(true);
	});

	it('may have no data file at all', async () => {
		const configuration = await loadTerritory('data/territories/nord-franche-comte.json');
		expect(configuration.data).toBeUndefined();
		expect((await rivers(configuration)).features).toEqual([]);
	});
});

describe('a territory file at fault', () => {
	it.each([
		[
			'an EPCI that does not exist',
			{ epci: [{ siren: '123456789', colour: '#112233' }] },
			/epci\.0\.siren.*123456789.*liste officielle/
		],
		[
			'an EPCI named twice',
			{ epci: ['200041630', '200041630'].map((siren) => ({ siren, colour: '#112233' })) },
			/epci\.1\.siren.*une seule fois/
		],
		[
			'a setback along a road, which no outline tells',
			{ netArea: { setbacks: { road: 15 } } },
			/netArea\.setbacks.*plot, site, inside.*routes, voies ferrées et cours d’eau/
		],
		[
			'a setback along a railway, which no outline tells',
			{ netArea: { setbacks: { railway: 15 } } },
			/netArea\.setbacks.*plot, site, inside.*routes, voies ferrées et cours d’eau/
		],
		[
			'a setback along a river, which no outline tells',
			{ netArea: { setbacks: { water: 15 } } },
			/netArea\.setbacks.*plot, site, inside.*routes, voies ferrées et cours d’eau/
		],
		[
			'a data file that is missing',
			{ data: { poi: 'absent.csv' } },
			/data\.poi.*absent\.csv.*un fichier qui existe/
		],
		['a colour by its name', { colours: { accent: 'rouge' } }, /colours\.accent.*#RRVVBB/],
		['a field that does not exist', { couleur: 1 }, /couleur/]
	])(
		'with %s names the file, the field, the value and what was expected',
		async (name, change, message) => {
			const file = changed(name.replaceAll(' ', '-'), (configuration) =>
				Object.assign(configuration, change)
			);
			await expect(loadTerritory(file)).rejects.toThrow(message);
			await expect(loadTerritory(file)).rejects.toThrow(file);
		}
	);

	it('that is missing, a folder or no JSON says so', async () => {
		await expect(loadTerritory(join(folder, 'absent.json'))).rejects.toThrow(
			/absent\.json : fichier introuvable/
		);
		mkdirSync(join(folder, 'dossier.json'));
		await expect(loadTerritory(join(folder, 'dossier.json'))).rejects.toThrow(/c’est un dossier/);
		writeFileSync(join(folder, 'broken.json'), '{ "id": ');
		await expect(loadTerritory(join(folder, 'broken.json'))).rejects.toThrow(
			/broken\.json : ce n’est pas du JSON/
		);
	});
});

describe('the data files of Nord Ardennes', () => {
	it('hold each member commune once, with its official name', async () => {
		const communes = await readCommunes('data/communes.csv');
		const { epci } = await loadTerritory(nordArdennes);
		const sirens = epci.map(({ siren }) => siren);
		const official = memberEpci(sirens).flatMap((member) => member?.communes ?? []);
		const names = (list: { insee: string; name: string }[]) =>
			list.map(({ insee, name }) => `${insee} ${name}`).sort();
		expect(
			names(communes.map(({ comm_insee, comm_nom }) => ({ insee: comm_insee, name: comm_nom })))
		).toEqual(names(official));
		expect(epciByCommune(sirens).size).toBe(156);
	});

	it('draw an outline that holds every representative point', async () => {
		const outline = await readOutline('data/outline.json');
		for (const { comm_nom, lon, lat } of await readCommunes('data/communes.csv')) {
			expect(booleanPointInPolygon([lon, lat], outline), comm_nom).toBe(true);
		}
	});

	it('name the Meuse, the Semoy, the Chiers and the Sormonne', async () => {
		const { features } = await rivers(await loadTerritory(nordArdennes));
		const names = features.map(({ properties }) => properties.name);
		expect(names).toEqual(
			expect.arrayContaining(['La Meuse', 'La Semoy', 'La Chiers', 'La Sormonne'])
		);
	});

	it('write coordinates with three decimals at most', async () => {
		const pois = await readPois('data/poi.csv');
		const communes = await readCommunes('data/communes.csv');
		for (const { lon, lat } of [...pois, ...communes]) {
			expect(Number(lon.toFixed(3))).toBe(lon);
			expect(Number(lat.toFixed(3))).toBe(lat);
		}
	});

	it.skipIf(!existsSync(officialCommunes))(
		'put each point of interest in the commune it names, or within 300 m of it (skipped where ../shared/data is absent)',
		() => {
			const { features } = JSON.parse(readFileSync(officialCommunes, 'utf8')) as FeatureCollection<
				Polygon | MultiPolygon,
				{ nom: string }
			>;
			const shapes = new Map(
				features.map((commune) => [
					commune.properties.nom,
					commune as Feature<Polygon | MultiPolygon>
				])
			);
			const outside = ['Boulzicourt', 'Poix-Terron'];
			const [, ...rows] = readFileSync('data/poi.csv', 'utf8').trim().split('\n');
			for (const row of rows) {
				const [, , name = '', , commune = '', lon, lat] = row.split(',');
				const shape = shapes.get(commune);
				if (outside.includes(commune)) continue;
				expect(shape, `${name} : ${commune}`).toBeDefined();
				const metres = shape
					? pointToPolygonDistance([Number(lon), Number(lat)], shape, { units: 'meters' })
					: Infinity;
				expect(metres, name).toBeLessThan(300);
			}
		}
	);
});

describe('a data file at fault', () => {
	it('names its line, its column and what was expected', async () => {
		const file = join(folder, 'poi.csv');
		const header = 'poi_id,poi_type,poi_nom,poi_detail,commune,lon,lat,source_nom,source_date';
		writeFileSync(
			file,
			`${header}\na,port,Port,,Givet,4.8,50.1,CCI,2025-01-01\nb,quai,Quai,,Givet,4.8,50.1,CCI,2025-01-01\n`
		);
		await expect(readPois(file)).rejects.toThrow(
			/poi\.csv, ligne 3 : champ « poi_type » : reçu "quai"/
		);
	});
});
