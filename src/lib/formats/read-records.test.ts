import { describe, expect, it } from 'vitest';
import type { ImportIssue } from '#lib/domain/import/issue.ts';
import { constraintSchema } from '../domain/import/contrainte.ts';
import { siteSchema } from '../domain/import/site-eco.ts';
import { FormatError } from './contract.ts';
import { readRecords, type RecordsContext, type RecordsFile } from './read-records.ts';

const date = '2026-11-23';

function read(file: string, content: string | Uint8Array): Promise<RecordsFile> {
	const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content;
	return readRecords(bytes, { file, date });
}

/** Every repair and refusal as "line field outcome". */
function told(issues: ImportIssue[]): string[] {
	return issues
		.filter(({ outcome }) => outcome !== 'reported')
		.map(({ line, field, outcome }) => `${line ?? '-'} ${field ?? '-'} ${outcome}`);
}

/** Text in Windows-1252, for the letters that these tests write. */
function windows1252(text: string): Uint8Array {
	const special = new Map([
		['’', 0x92],
		['€', 0x80],
		['œ', 0x9c]
	]);
	return Uint8Array.from(text, (letter) => special.get(letter) ?? letter.charCodeAt(0));
}

const point = 'POINT(4.72 49.76)';
const firmHeader = 'SIRET;etab_nom;geocodage_qualite;ban-id;etab_geompoint';
const firmRow = (siret: string, name = 'Forge', geometry = point) =>
	`${siret};${name};localisation au bâtiment;B1;${geometry}`;
const siret = (number: number) => String(number).padStart(14, '0');

const siteHeader = 'site_id,site_nom,site_type,site_vocadomi,site_etat,site_moa_type,site_geomsurf';
const surface = '"POLYGON((4.72 49.76, 4.727 49.76, 4.727 49.765, 4.72 49.76))"';

describe('a table', () => {
	it('is read with its columns in any case and with hyphens', async () => {
		const { schema, records, issues } = await read(
			'a.csv',
			`${firmHeader}\n${firmRow(siret(1))}\n`
		);
		expect(schema.class).toBe('etablissement');
		expect(records).toMatchObject([
			{
				line: 2,
				key: siret(1),
				feature: {
					geometry: { type: 'Point', coordinates: [4.72, 49.76] },
					properties: { siret: siret(1), etab_nom: 'Forge', ban_id: 'B1' }
				}
			}
		]);
		expect(told(issues)).toEqual([]);
	});

	it('says where it comes from when its records do not', async () => {
		const { records } = await read('firmes.csv', `${firmHeader}\n${firmRow(siret(1))}`);
		expect(records[0]?.feature.properties).toMatchObject({
			source_nom: 'firmes.csv',
			source_date: date,
			source_methode: 'import du fichier firmes.csv'
		});
	});

	it.each([
		['UTF-8', (text: string) => new TextEncoder().encode(text), 'UTF-8'],
		[
			'UTF-8 with a byte order mark',
			(text: string) => new TextEncoder().encode(`\uFEFF${text}`),
			'UTF-8'
		],
		['Windows-1252', windows1252, 'Windows-1252']
	])('is read in %s, and says so', async (_name, encode, encoding) => {
		const content = encode(
			`${firmHeader}\r\n${firmRow(siret(1), 'Aciérie de l’Œuvre à 5 €'.replace('Œ', 'œ'))}\r\n`
		);
		const { records, issues } = await read('a.csv', content);
		expect(records[0]?.feature.properties.etab_nom).toBe('Aciérie de l’œuvre à 5 €');
		expect(issues[0]?.expected).toBe(`encodage ${encoding} et séparateur « ; » détectés`);
	});

	it('keeps separators, quotation marks and line breaks inside a quoted cell', async () => {
		const rows = [firmRow(siret(1), '"Forge; la ""Vieille""\nau pont"'), firmRow(siret(2))];
		const { records } = await read('a.csv', [firmHeader, ...rows].join('\n'));
		expect(records.map(({ line, feature }) => [line, feature.properties.etab_nom])).toEqual([
			[2, 'Forge; la "Vieille"\nau pont'],
			[4, 'Forge']
		]);
	});

	it('names the line of each record with Windows line ends and empty lines between', async () => {
		const content = `${firmHeader}\r\n\r\n${firmRow(siret(1))}\r\n;;;;\r\n${firmRow(siret(2))}\r\n`;
		const { records } = await read('a.csv', content);
		expect(records.map(({ line }) => line)).toEqual([3, 5]);
	});

	it.each([
		['WKT', 'POINT(4.72 49.76)'],
		['WKT with its latitude first', 'POINT(49.76 4.72)'],
		['WKT in Lambert-93', 'POINT(824003.92 6963689.71)'],
		['GeoJSON', '"{""type"": ""Point"", ""coordinates"": [4.72, 49.76]}"'],
		['longitude and latitude', '"4.72, 49.76"'],
		['latitude and longitude', '"49.76, 4.72"'],
		['a set of points', 'MULTIPOINT((4.72 49.76))']
	])('is located by %s', async (_name, cell) => {
		const { records } = await read('a.csv', `${firmHeader}\n${firmRow(siret(1), 'Forge', cell)}`);
		const [lon = 0, lat = 0] =
			JSON.stringify(records[0]?.feature.geometry)
				.match(/[\d.]+/g)
				?.map(Number) ?? [];
		expect(lon).toBeCloseTo(4.72, 4);
		expect(lat).toBeCloseTo(49.76, 4);
	});

	it('joins the cells of a list value that its separator has split, when there is one way only', async () => {
		const row = `S1,ZA,zone d'activité économique,entrepôts,logistique,existant et actif,commune,${surface}`;
		const { records, issues } = await read('a.csv', `${siteHeader}\n${row}`);
		expect(records[0]?.feature.properties).toMatchObject({
			site_vocadomi: 'entrepôts, logistique',
			site_etat: 'existant et actif'
		});
		expect(told(issues)).toEqual(['2 site_vocadomi repaired']);
	});

	it('refuses a row with a cell too many that belongs nowhere, and one with too few', async () => {
		const rows = [
			`S1,ZA,zone d'activité économique,industrielle,existant et actif,commune,de trop,${surface}`,
			'S2,ZA'
		];
		const { records, readCount, issues } = await read('a.csv', [siteHeader, ...rows].join('\n'));
		expect(records).toEqual([]);
		expect(readCount).toBe(2);
		expect(issues.filter(({ outcome }) => outcome === 'refused')).toMatchObject([
			{
				line: 2,
				record: 'S1',
				value: '8 cellules',
				expected: '7 cellules, autant que de colonnes'
			},
			{ line: 3, record: 'S2', value: '2 cellules' }
		]);
	});

	it('takes empty cells beyond the last column for nothing', async () => {
		const { records } = await read('a.csv', `${firmHeader}\n${firmRow(siret(1))};;`);
		expect(records).toHaveLength(1);
	});

	it('refuses each value at fault with its line, its record and what was expected', async () => {
		const row = `S1,,zone industrielle,industrielle,actif,commune,${surface}`;
		const { records, issues } = await read('a.csv', `${siteHeader}\n${row}`);
		expect(records).toEqual([]);
		expect(issues.filter(({ outcome }) => outcome === 'refused')).toMatchObject([
			{
				file: 'a.csv',
				line: 2,
				record: 'S1',
				field: 'site_nom',
				value: null,
				expected: 'une valeur'
			},
			{ line: 2, record: 'S1', field: 'site_type', value: 'zone industrielle' },
			{
				line: 2,
				record: 'S1',
				field: 'site_etat',
				value: 'actif',
				expected: expect.stringContaining('existant et actif') as string
			}
		]);
	});

	it('leaves an optional value at fault empty, keeps the record and tells it', async () => {
		const content = `${siteHeader},site_nb_emploi\nS1,ZA,autre,autre,autre,autre,${surface},beaucoup`;
		const { records, issues } = await read('a.csv', content);
		expect(records[0]?.feature.properties).not.toHaveProperty('site_nb_emploi');
		expect(told(issues)).toEqual(['2 site_nb_emploi refused']);
	});

	it('leaves out a capacity without its source and date, keeps the site and says what is missing', async () => {
		const columns = 'elec_capacite_kva,elec_capacite_source,elec_capacite_date';
		const site = (id: string, capacity: string) =>
			`${id},ZAC,autre,autre,autre,autre,${surface},${capacity}`;
		const { records, issues } = await read(
			'sites.csv',
			`${siteHeader},${columns}\n${site('S1', '630,Enedis,')}\n${site('S2', '400,Enedis,2026-02-01')}`
		);
		expect(records.map(({ feature }) => feature.properties.elec_capacite_kva)).toEqual([
			undefined,
			400
		]);
		expect(issues.filter(({ outcome }) => outcome === 'refused')).toMatchObject([
			{
				line: 2,
				record: 'S1',
				field: 'elec_capacite_kva',
				value: '630',
				expected: 'une valeur accompagnée de elec_capacite_date'
			}
		]);
	});

	it('refuses a key that comes twice', async () => {
		const { records, issues } = await read(
			'a.csv',
			[firmHeader, firmRow(siret(1)), firmRow(siret(1))].join('\n')
		);
		expect(records).toHaveLength(1);
		expect(issues.at(-1)).toMatchObject({
			line: 3,
			field: 'siret',
			expected: expect.stringContaining('ligne 2') as string
		});
	});

	it('tells the columns that it does not write, once', async () => {
		const content = `${firmHeader};couleur;epci_nom\n${firmRow(siret(1))};rouge;CC\n${firmRow(siret(2))};vert;CC`;
		const { issues } = await read('a.csv', content);
		expect(issues.filter(({ field }) => field !== null)).toMatchObject([
			{ field: 'couleur', expected: 'non importé : inconnue de la classe' },
			{ field: 'epci_nom', expected: 'non importé : calculé par la géométrie' }
		]);
	});

	it('reads the first of two columns of one name, the second where the first is empty, and tells where they differ', async () => {
		const header = 'SIRET;etab_nom;Etab-Nom;geocodage_qualite;etab_geompoint';
		const row = (number: number, one: string, other: string) =>
			`${siret(number)};${one};${other};localisation au bâtiment;${point}`;
		const names = ({ records }: RecordsFile) =>
			records.map(({ feature }) => feature.properties['etab_nom']);
		const same = await read(
			'a.csv',
			[header, row(1, 'Forge', 'Forge'), row(2, '', 'Fonderie')].join('\n')
		);
		expect(names(same)).toEqual(['Forge', 'Fonderie']);
		const doubled = ({ issues }: RecordsFile) => issues.filter(({ field }) => field === 'Etab-Nom');
		expect(doubled(same)).toEqual([]);
		const apart = await read('a.csv', [header, row(1, 'Forge', 'Autre')].join('\n'));
		expect(names(apart)).toEqual(['Forge']);
		expect(doubled(apart)).toMatchObject([
			{
				...{ file: 'a.csv', line: null, record: null, field: 'Etab-Nom', value: 'Autre' },
				expected: 'une seule colonne pour etab_nom, que « etab_nom » donne déjà',
				outcome: 'reported'
			}
		]);
	});

	it('keeps the surface and the point of a brownfield', async () => {
		const content = `site_id;site_nom;site_type;site_statut;geompoint;geomsurf\nF1;Friche;friche industrielle;friche sans projet;POINT(4.722 49.761);${surface}`;
		const { records } = await read('a.csv', content);
		expect(records[0]?.feature).toMatchObject({
			geometry: { type: 'Polygon' },
			properties: { geompoint: 'SRID=4326;POINT(4.722 49.761)' }
		});
	});

	it('keeps a brownfield by its point when its surface cannot be read', async () => {
		const content = `site_id;site_nom;site_type;site_statut;geompoint;geomsurf\nF1;Friche;friche industrielle;friche sans projet;POINT(49.761 4.722);"POLYGON((49.33 3.95, 49.38 3.89, ...))"`;
		const { records, issues } = await read('a.csv', content);
		expect(records[0]?.feature.geometry).toEqual({ type: 'Point', coordinates: [4.722, 49.761] });
		expect(told(issues)).toEqual(['2 geomsurf refused', '2 geompoint repaired']);
	});

	it('refuses a point where a surface is expected', async () => {
		const row = `S1,ZA,autre,autre,autre,autre,POINT(4.72 49.76)`;
		const { records, issues } = await read('a.csv', `${siteHeader}\n${row}`);
		expect(records).toEqual([]);
		expect(issues.at(-1)?.expected).toMatch(/un Polygon ou un MultiPolygon est attendu/);
	});

	it.each([
		['an empty file', '', /vide/],
		['blank lines', '\n\n', /vide/],
		['one column', 'siret\n1', /qu’une colonne/],
		['column names alone', `${firmHeader}\n`, /aucune fiche/],
		['a column named twice', `siret;siret\n1;2`, /« siret » est citée deux fois/],
		['columns of no class', 'nom;valeur\na;b', /--as CLASSE.*commune, epci, site_eco/],
		[
			'a quotation mark left open',
			`${firmHeader}\n${siret(1)};"Forge;a;b;c\n`,
			/ligne 2 : un guillemet/
		],
		['UTF-16', Uint8Array.of(0xff, 0xfe, 0x61, 0), /UTF-16/],
		['binary content', Uint8Array.of(0x61, 0x3b, 0, 1, 2, 3), /binaire/]
	])('that is %s is refused as a whole, with the reason', async (_name, content, reason) => {
		await expect(read('a.csv', content)).rejects.toThrow(FormatError);
		await expect(read('a.csv', content)).rejects.toThrow(reason);
	});

	it('is read as the class that the user says', async () => {
		const content = 'site_id;site_nom;site_type;wkt\nS1;ZA;autre;x';
		await expect(read('a.csv', content)).rejects.toThrow(/--as/);
		const bytes = new TextEncoder().encode(content);
		const { schema } = await readRecords(bytes, { file: 'a.csv', date, as: siteSchema });
		expect(schema.class).toBe('site_eco');
	});
});

describe('a table whose columns somebody has matched', () => {
	const header = 'Réf;Nom de la zone;Nature;Vocation;Etat;Qui;site_geomsurf';
	const row =
		"Z1;Les Forges;zone d'activité économique;industrielle;existant et actif;epci;" +
		'POLYGON((4.72 49.76, 4.727 49.76, 4.727 49.765, 4.72 49.76))';
	const said = {
		réf: 'site_id',
		nom_de_la_zone: 'site_nom',
		nature: 'site_type',
		vocation: 'site_vocadomi',
		etat: 'site_etat',
		qui: 'site_moa_type'
	};
	const readAs = (content: string, matches: Record<string, string | null>) =>
		readRecords(new TextEncoder().encode(content), {
			...{ file: 'zones.csv', date },
			matches: { site_eco: matches }
		});

	it('is read as its sender says, its class known by the key', async () => {
		const { schema, records, columns, issues } = await readAs(`${header}\n${row}`, said);
		expect(schema.class).toBe('site_eco');
		expect(records.map(({ key, feature }) => [key, feature.properties['site_nom']])).toEqual([
			['Z1', 'Les Forges']
		]);
		expect(told(issues)).toEqual([]);
		expect(columns.slice(0, 2)).toEqual([
			{ name: 'Réf', column: 'site_id', byName: null, sample: 'Z1' },
			{ name: 'Nom de la zone', column: 'site_nom', byName: null, sample: 'Les Forges' }
		]);
	});

	it('keeps out a column that its sender leaves out, whatever its name', async () => {
		const { records, columns, issues } = await readAs(
			`${header.replace('Nom de la zone', 'site_nom')};site_url\n${row};https://a.fr`,
			{ ...said, site_url: null }
		);
		expect(records[0]?.feature.properties).toMatchObject({ site_nom: 'Les Forges' });
		expect(records[0]?.feature.properties).not.toHaveProperty('site_url');
		expect(issues.find(({ field }) => field === 'site_url')?.expected).toBe(
			'non importé : laissée de côté, comme vous l’avez dit'
		);
		expect(columns.at(-1)).toEqual({
			...{ name: 'site_url', column: null, sample: 'https://a.fr' },
			byName: 'site_url'
		});
	});

	it('reads the first of two columns that are said to be one, and refuses the other by its name', async () => {
		const { records, issues } = await readAs(`${header};Libellé\n${row};Autre`, {
			...said,
			libellé: 'site_nom'
		});
		expect(records[0]?.feature.properties['site_nom']).toBe('Les Forges');
		expect(told(issues)).toEqual(['- Libellé refused']);
	});
});

describe('a GeoJSON file', () => {
	const feature = (
		properties: object,
		geometry: unknown = { type: 'Point', coordinates: [4.72, 49.76] }
	) => ({
		type: 'Feature',
		properties,
		geometry
	});
	const firm = (number: number) => ({
		siret: siret(number),
		etab_nom: 'Forge',
		geocodage_qualite: 'inconnu'
	});
	const collection = (...features: unknown[]) => ({ type: 'FeatureCollection', features });

	it('is read as a collection, with the line of each feature', async () => {
		const content = JSON.stringify(collection(feature(firm(1)), feature(firm(2))), null, 1);
		const { records } = await read('a.geojson', content);
		const lines = content
			.split('\n')
			.flatMap((line, index) => (line.includes('"Feature"') ? [index] : []));
		// The brace that opens a feature stands on the line before its type.
		expect(records.map(({ line }) => line)).toEqual(lines);
	});

	it('is read as a single feature', async () => {
		const { records } = await read('a.json', JSON.stringify(feature(firm(1))));
		expect(records).toHaveLength(1);
	});

	it('is read by the names of geo.api.gouv.fr', async () => {
		const ring = [
			[4.72, 49.76],
			[4.727, 49.76],
			[4.727, 49.765],
			[4.72, 49.76]
		];
		const commune = feature(
			{ code: '08105', nom: 'Charleville-Mézières', surface: 3166, codeEpci: '200041630' },
			{ type: 'Polygon', coordinates: [ring] }
		);
		const { schema, records } = await read('a.geojson', JSON.stringify(collection(commune)));
		expect(schema.class).toBe('commune');
		expect(records[0]).toMatchObject({
			key: '08105',
			declared: { epci: '200041630' },
			feature: { properties: { comm_insee: '08105', surface_ha: 3166 } }
		});
	});

	it.each(['urn:ogc:def:crs:EPSG::2154', 'EPSG:2154', 'urn:ogc:def:crs:OGC:1.3:CRS84'])(
		'may declare %s, and its positions decide',
		async (name) => {
			const firmInLambert = feature(firm(1), {
				type: 'Point',
				coordinates: [824_387.155, 6_964_633.223]
			});
			const crs = { type: 'name', properties: { name } };
			const content = JSON.stringify({ ...collection(firmInLambert), crs });
			const { records, issues } = await read('a.geojson', content);
			const [lon = 0] = (records[0]?.feature.geometry as { coordinates: number[] }).coordinates;
			expect(lon).toBeCloseTo(4.7256, 5);
			expect(issues[0]).toMatchObject({ field: 'crs', value: name });
		}
	);

	it('is read as constraints by their type, and as the class said where nothing tells', async () => {
		const feature = (properties: object) =>
			JSON.stringify({
				type: 'Feature',
				properties,
				geometry: {
					type: 'Polygon',
					coordinates: [
						[
							[4.72, 49.76],
							[4.73, 49.76],
							[4.73, 49.77],
							[4.72, 49.76]
						]
					]
				}
			});
		const flood = { contrainte_id: 'PPRI-1', contrainte_type: 'Zone inondable' };
		const { schema, records } = await read('ppri.geojson', feature(flood));
		expect(schema.class).toBe('contrainte');
		expect(records[0]?.feature.properties.contrainte_type).toBe('zone inondable');
		const said = await readRecords(new TextEncoder().encode(feature({ nom: 'PPRI' })), {
			file: 'ppri.geojson',
			date,
			as: constraintSchema
		});
		expect(said.records).toEqual([]);
		expect(told(said.issues)).toEqual(['1 contrainte_id refused', '1 contrainte_type refused']);
	});

	it('refuses a feature without properties, without geometry, and keeps the others', async () => {
		const content = JSON.stringify(
			collection({ type: 'Feature' }, feature(firm(1), null), feature(firm(2)))
		);
		const { records, readCount, issues } = await read('a.geojson', content);
		expect(records.map(({ key }) => key)).toEqual([siret(2)]);
		expect(readCount).toBe(3);
		expect(told(issues)).toEqual(['1 - refused', '1 etab_geompoint refused']);
	});

	it.each([
		[
			'a bare geometry',
			{ type: 'Point', coordinates: [4, 49] },
			/type « Point » : une FeatureCollection/
		],
		['an empty collection', collection(), /aucun objet/],
		['a list', [], /objet GeoJSON/],
		[
			'another reference system',
			{
				...collection(feature(firm(1))),
				crs: { type: 'name', properties: { name: 'EPSG:27572' } }
			},
			/« EPSG:27572 »/
		]
	])('that is %s is refused, with the reason', async (_name, content, reason) => {
		await expect(read('a.geojson', JSON.stringify(content))).rejects.toThrow(reason);
	});

	it.each([
		['a comma too many', '{\n "type": "Feature",}', /JSON valide \(ligne 2, colonne 20\)/],
		[
			'a word without quotation marks',
			'{\n "type": Feature }',
			/près de « \{ "type": Feature \} »/
		],
		['a file cut short', '{ "type": "FeatureCollection", "features": [', /tronqué/]
	])('names the place where its JSON breaks: %s', async (_name, content, place) => {
		await expect(read('a.geojson', content)).rejects.toThrow(place);
	});

	it('is refused by a name that tells no format', async () => {
		await expect(read('a.shp', 'x')).rejects.toThrow(
			/format inconnu ; attendu : GeoJSON .* ou CSV/
		);
	});
});

describe('a file whose figures or positions are not those of the standard', () => {
	const plotHeader =
		'terr_id;terr_lot;terr_maitrise_fonc;terr_stade_amngt;terr_stade_comm;terr_etat_occup;terr_usage;terr_surf_brute;terr_geomsurf';
	/** About 40.6 ha at 49.76° N. */
	const plotRow = (area: string, ring: string) =>
		`P-${area};Lot;commune;viabilisé et aménagé;en vente;vacant;bâti productif;${area};"POLYGON((${ring}))"`;
	const degrees = '4.72 49.76, 4.728 49.76, 4.728 49.7663, 4.72 49.7663, 4.72 49.76';
	const swapped = '49.76 4.72, 49.76 4.728, 49.7663 4.728, 49.7663 4.72, 49.76 4.72';
	const readPlots = (area: string, ring: string, more: Partial<RecordsContext> = {}) =>
		readRecords(new TextEncoder().encode(`${plotHeader}\n${plotRow(area, ring)}\n`), {
			...{ file: 'a.csv', date, ...more }
		});

	it('says in which unit a column seems to be, and takes it in that which is chosen', async () => {
		const found = await readPlots('406000', degrees);
		expect(found.quantities).toMatchObject([
			{
				...{ column: 'terr_surf_brute', standard: 'ha', unit: 'ha', likely: 'm²' },
				samples: [{ line: 2, before: 406_000, after: 40.6 }]
			}
		]);
		expect(found.quantities[0]?.samples[0]?.drawn).toBeCloseTo(40.4, 0);
		expect(found.records[0]?.feature.properties['terr_surf_brute']).toBe(406_000);
		const units = { terrain_eco: { terr_surf_brute: 'm²' } };
		const mended = await readPlots('406000', degrees, { units });
		expect(mended.records[0]?.feature.properties['terr_surf_brute']).toBe(40.6);
		expect(mended.issues.filter(({ outcome }) => outcome === 'doubtful')).toEqual([]);
		expect(mended.quantities).toMatchObject([{ unit: 'm²', likely: null }]);
		expect((await readPlots('40,6', degrees)).quantities).toMatchObject([{ likely: null }]);
	});

	it('shows positions before and after they are put in order, or refuses them', async () => {
		const mended = await readPlots('40,6', swapped);
		expect(mended.positions).toEqual([
			{
				...{ system: 'swapped-degrees', count: 1 },
				samples: [{ before: [49.76, 4.72], after: [4.72, 49.76] }]
			}
		]);
		expect(mended.records).toHaveLength(1);
		const refused = await readPlots('40,6', swapped, { positions: 'refused' });
		expect(refused.records).toEqual([]);
		expect(refused.issues.at(-1)?.expected).toContain('longitude avant latitude');
		expect((await readPlots('40,6', degrees)).positions).toEqual([]);
	});

	it('reads metres of the projection that somebody names, and shows those that lie nowhere', async () => {
		// A square of 100 m near Charleville-Mézières in UTM 31N.
		const [x, y] = [623_800, 5_513_800];
		const corners = [
			[x, y],
			[x + 100, y],
			[x + 100, y + 100],
			[x, y + 100],
			[x, y]
		];
		const ring = corners.map((corner) => corner.join(' ')).join(', ');
		const found = await readPlots('1', ring);
		expect(found.records).toEqual([]);
		expect(found.positions).toEqual([
			{ system: null, count: 1, samples: [{ before: [x, y], after: null }] }
		]);
		const read = await readPlots('1', ring, { positions: 'UTM 31N (EPSG:32631)' });
		const [after] = read.positions[0]?.samples ?? [];
		expect(after?.after?.[0]).toBeCloseTo(4.72, 1);
		expect(after?.after?.[1]).toBeCloseTo(49.76, 1);
		expect(read.records).toHaveLength(1);
	});
});
