import writeXlsxFile from 'write-excel-file/node';
import { describe, expect, it } from 'vitest';
import { FormatError } from './contract.ts';
import { readRecords } from './read-records.ts';

const read = (bytes: Uint8Array) => readRecords(bytes, { file: 'a.xlsx', date: '2026-01-31' });

async function workbook(rows: (string | number | Date | null)[][], more: string[] = []) {
	const sheets = [
		{
			sheet: 'fiches',
			data: rows.map((cells) =>
				cells.map((value) =>
					value instanceof Date
						? { value, format: 'dd/mm/yyyy' }
						: value === null
							? null
							: { value }
				)
			)
		},
		...more.map((sheet) => ({ sheet, data: [[{ value: 'aide' }]] }))
	];
	return new Uint8Array(await writeXlsxFile(sheets).toBuffer());
}

const header = [
	'site_id',
	'site_nom',
	'site_type',
	'site_actu_date',
	'unite_fonciere_surface',
	'site_statut',
	'geometry'
];
const row = (key: string) => [
	...[
		key,
		'Forge',
		'friche industrielle',
		new Date(Date.UTC(2026, 0, 5)),
		1234,
		'friche sans projet'
	],
	'POINT (4.72 49.77)'
];

describe('a workbook', () => {
	it('is read by its first sheet: days as days, numbers as numbers, each record by its line', async () => {
		const bytes = await workbook([header, row('A'), header.map(() => null), row('B')], ['notes']);
		const { schema, records, issues } = await read(bytes);
		expect(schema.class).toBe('friche');
		expect(
			records.map(({ line, key, feature: { properties } }) => [
				...[line, key, properties['site_actu_date'], properties['unite_fonciere_surface']]
			])
		).toEqual([
			[2, 'A', '2026-01-05', 1234],
			[4, 'B', '2026-01-05', 1234]
		]);
		expect(issues.map(({ expected }) => expected)).toContain(
			'feuille « fiches » lue, et non : notes'
		);
	});

	it('keeps a SIRET that a spreadsheet made a number', async () => {
		const bytes = await workbook([
			['siret', 'etab_nom', 'geocodage_qualite', 'etab_geompoint'],
			[12345678901234, 'Forge', 'localisation au bâtiment', 'POINT (4.72 49.77)']
		]);
		const { records } = await read(bytes);
		expect(records.map(({ key }) => key)).toEqual(['12345678901234']);
	});

	it.each([
		['names alone', () => workbook([header])],
		[
			'a column named twice',
			() =>
				workbook([
					['site_id', 'site_id'],
					['A', 'B']
				])
		],
		['no archive', () => Promise.resolve(new TextEncoder().encode('site_id;site_nom'))],
		['half of an archive', async () => (await workbook([header, row('A')])).slice(0, 400)],
		[
			'an archive that is no workbook',
			() => Promise.resolve(Uint8Array.from([0x50, 0x4b, 5, 6, ...Array<number>(18).fill(0)]))
		]
	])('that is %s is refused as a whole, with the reason', async (_, make) => {
		const fault: unknown = await read(await make()).catch((error: unknown) => error);
		expect(fault).toBeInstanceOf(FormatError);
		expect((fault as FormatError).reason).toBeDefined();
	});
});
