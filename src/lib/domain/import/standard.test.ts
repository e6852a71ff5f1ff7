import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { normalisedColumn } from './class-schema.ts';
import { detectClass, importableSchemas, schemaNamed } from './detect-class.ts';
import { readField } from './read-field.ts';

const folder = '../shared/data/cnig';

interface OfficialField {
	name: string;
	type: string;
	constraints?: { enum?: string[] };
	enum?: string[];
}

const classes = [
	['site_eco', 'site-eco'],
	['terrain_eco', 'terrain-eco'],
	['etablissement', 'etablissement'],
	['friche', 'friches']
] as const;

function officialFields(file: string): OfficialField[] {
	const content = readFileSync(`${folder}/${file}.schema.json`, 'utf8');
	return (JSON.parse(content) as { fields: OfficialField[] }).fields;
}

describe.skipIf(!existsSync(folder)).each(classes)(
	'the schema of %s (skipped where ../shared/data is absent)',
	(name, file) => {
		const schema = schemaNamed(name);
		const read = (column: string, value: string) => {
			const field = schema?.fields[normalisedColumn(column)];
			return field && readField(field, value);
		};

		it('knows every column of the official schema', () => {
			const unknown = officialFields(file)
				.map((field) => normalisedColumn(field.name))
				.filter(
					(column) =>
						!schema ||
						!(
							column in schema.fields ||
							column in schema.ignored ||
							schema.geometryColumns.includes(column) ||
							[schema.declaredCommune, schema.declaredEpci].includes(column)
						)
				);
			expect(unknown).toEqual([]);
		});

		it('accepts every value of every official list, whichever place the list stands in', () => {
			for (const field of officialFields(file)) {
				const list = field.constraints?.enum ?? field.enum ?? [];
				for (const value of list) {
					expect(read(field.name, value)).toEqual({ value });
				}
			}
		});

		it('is the class that its own columns tell', () => {
			expect(
				detectClass(
					officialFields(file).map((field) => field.name),
					{}
				)?.class
			).toBe(name);
		});
	}
);

describe('detectClass', () => {
	it.each([
		[
			'communes of geo.api.gouv.fr',
			['code', 'nom', 'surface', 'codeEpci'],
			{ code: '08105' },
			'commune'
		],
		['a Corsican commune', ['code', 'nom'], { code: '2A004' }, 'commune'],
		['EPCI of geo.api.gouv.fr', ['code', 'nom', 'population'], { code: '200041630' }, 'epci'],
		['EPCI named by their SIREN', ['epci', 'epci_nom'], { epci: '200041630' }, 'epci'],
		['our own export of communes', ['comm_insee', 'comm_nom', 'epci_siren'], {}, 'commune'],
		['land units', ['uf_id', 'site_id', 'uf_surface_m2'], {}, 'unite_fonciere'],
		['upper-case columns', ['SIRET', 'ETAB_NOM'], {}, 'etablissement']
	])('recognises %s', (_name, columns, sample, expected) => {
		expect(detectClass(columns, sample)?.class).toBe(expected);
	});

	it.each([
		['columns of nothing known', ['nom', 'valeur'], {}],
		['a pole', ['pole_id', 'pole_nom'], {}],
		['who is on a unit', ['uf_id', 'siret', 'occupant_type'], {}],
		['a code that is neither', ['code', 'nom'], { code: 'X1' }],
		['a site_id that two standards share', ['site_id', 'site_nom', 'site_type'], {}]
	])('does not guess for %s', (_name, columns, sample) => {
		expect(detectClass(columns, sample)).toBeNull();
	});

	it('has a key and a geometry for each class', () => {
		for (const schema of importableSchemas) {
			expect(schema.fields[schema.key]?.required).toBe(true);
			expect(schema.geometryColumns.length).toBeGreaterThan(0);
		}
	});
});
