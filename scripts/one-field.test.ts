import { afterAll, beforeAll, expect, it } from 'vitest';
import { copyOf, type ChangedCopy } from './changed-copy.ts';

let copy: ChangedCopy;

beforeAll(() => {
	copy = copyOf(['src/lib', 'scripts', 'messages', 'supabase/schemas', 'data']);
});

afterAll(() => {
	copy.remove();
});

/** What each that derives from the table of fields makes of it. */
const asks = `
import { plotColumns } from '#lib/domain/plot.ts';
import { readField, stepFields } from '#lib/domain/listing-fields.ts';
import { readField as readCell } from '#lib/domain/import/read-field.ts';
import { plotSchema } from '#lib/domain/import/terrain-eco.ts';
import { templateSheets } from '#lib/formats/import-template.ts';
const asked = stepFields.nature.find(({ name }) => name === 'local_portes_m');
const [, sheet] = templateSheets(plotSchema, [4.7, 49.7]);
console.log(JSON.stringify({
	asked,
	tooHigh: readField(asked, '31'),
	cell: readCell(plotSchema.fields.local_portes_m, '4,5'),
	template: sheet.rows.find(([name]) => name === 'local_portes_m'),
	travels: 'local_portes_m' in plotColumns
}));`;

it('of a listing is its column, its place in the form, its words and its column in SQL: the rest derives', () => {
	const fields = 'src/lib/domain/fields/terrain-eco.ts';
	const after = 'local_quais_nb: listed(count(), { most: 1000, spaceOnly: true }),';
	copy.change(
		fields,
		after,
		`${after}\n\tlocal_portes_m: listed(quantity('m'), { most: 30, spaceOnly: true }),`
	);
	const form = 'src/lib/domain/listing-fields.ts';
	copy.change(form, `'local_quais_nb',`, `'local_quais_nb', 'local_portes_m',`);
	for (const language of ['fr', 'en'])
		copy.change(
			`messages/${language}.json`,
			'"listing_field_local_quais_nb":',
			'"listing_field_local_portes_m": "…",\n\t"listing_help_local_portes_m": "…",\n\t"listing_field_local_quais_nb":'
		);
	const table = 'supabase/schemas/atlas/tables-plots.sql';
	copy.change(
		table,
		'local_quais_nb integer check (local_quais_nb >= 0),',
		'local_quais_nb integer check (local_quais_nb >= 0),\n\tlocal_portes_m double precision check (local_portes_m >= 0),'
	);
	copy.run('scripts/fields.ts');

	const touched = copy.touched();
	expect([...touched.keys()]).toEqual([
		...['messages/en.json', 'messages/fr.json', fields, form, table],
		'supabase/schemas/listing/functions-asked-fields.sql'
	]);
	expect(touched.get('supabase/schemas/listing/functions-asked-fields.sql')).toContain(
		"('local_portes_m', 'nombre', 30)"
	);
	copy.write('asks.ts', asks);
	expect(JSON.parse(copy.run('asks.ts'))).toEqual({
		asked: { name: 'local_portes_m', kind: 'number', most: 30, spaceOnly: true, unit: 'm' },
		tooHigh: { fault: { kind: 'most', value: '31', most: 30 } },
		cell: {
			value: 4.5,
			repair: {
				because: { code: 'read_comma', values: {} },
				expected: 'virgule décimale remplacée par un point'
			}
		},
		template: ['local_portes_m', '', 'un nombre positif ou nul (m)'],
		travels: true
	});
});
