import { afterAll, beforeAll, expect, it } from 'vitest';
import { copyOf, type ChangedCopy } from './changed-copy.ts';

let copy: ChangedCopy;

beforeAll(() => {
	copy = copyOf(['src/lib', 'scripts', 'messages', 'data/presets.json', 'supabase/schemas']);
});

afterAll(() => {
	copy.remove();
});

/** What each part knows of it. */
const asks = `
import { plotFields } from '#lib/domain/fields/terrain-eco.ts';
import { criteriaGroups } from '#lib/panels/criteria-groups.ts';
import { readAddress } from '#lib/search/address.ts';
import { criterionIds } from '#lib/search/criteria-list.ts';
import { searchParameters } from '#lib/server/ogc/search-parameters.ts';
const asked = new URLSearchParams('cavite_pct_max=5');
console.log(JSON.stringify({
	place: criterionIds.indexOf('cavity') - criterionIds.indexOf('steep'),
	field: 'part_cavite_souterraine_pct' in plotFields,
	read: readAddress(asked).criteria.cavityMaxPercent,
	panel: criteriaGroups.find(({ id }) => id === 'constraints').controls.at(-1).key,
	openApi: searchParameters.some(({ name }) => name === 'cavite_pct_max')
}));`;

it('of a fourth kind touches its line, its words, the list of its column, and SQL that is written from it', () => {
	const [kinds, words, list] = [
		'src/lib/domain/constraint-kinds.ts',
		'src/lib/words/constraint-words.ts',
		'supabase/schemas/atlas/tables-firms.sql'
	];
	const steep = "'pente forte': { criterion: 'steep', word: 'pente' }";
	const cavity = "'cavite souterraine': { criterion: 'cavity', word: 'cavite' }";
	copy.change(kinds, steep, `${steep},\n\t${cavity}`);
	for (const [after, name] of [
		['criterion_steep', 'criterion_cavity'],
		['constraint_on_slope', 'constraint_on_cavity']
	] as const)
		copy.change(words, `m.${after}`, `m.${after},\n\t'cavite souterraine': m.${name}`);
	for (const language of ['fr', 'en'])
		copy.change(
			`messages/${language}.json`,
			'"field_areaMinHa":',
			'"criterion_cavity": "…",\n\t"constraint_on_cavity": "…",\n\t"field_cavityMaxPercent": "…",\n\t"field_areaMinHa":'
		);
	copy.change(list, "'pente forte'", "'pente forte',\n\t\t'cavite souterraine'");
	copy.run('scripts/criteria.ts');

	const touched = copy.touched();
	expect([...touched.keys()]).toEqual([
		...['messages/en.json', 'messages/fr.json', kinds, words, list],
		expect.stringMatching(/^supabase\/.*criteria\.sql$/)
	]);
	const sql = [...touched].find(([path]) => path.endsWith('criteria.sql'))?.[1] ?? '';
	expect(sql).toContain('share.part_pct > asked."cavityMaxPercent"');

	copy.write('asks.ts', asks);
	expect(JSON.parse(copy.run('asks.ts'))).toEqual({
		place: 1,
		field: true,
		read: 5,
		panel: 'cavityMaxPercent',
		openApi: true
	});
});
