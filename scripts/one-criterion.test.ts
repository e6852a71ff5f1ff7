import { afterAll, beforeAll, expect, it } from 'vitest';
import { copyOf, type ChangedCopy } from './changed-copy.ts';

let copy: ChangedCopy;

beforeAll(() => {
	copy = copyOf(['src/lib', 'scripts', 'messages', 'data/presets.json', 'supabase/schemas']);
});

afterAll(() => {
	copy.remove();
});

/** What a developer writes for a plot's dry share: its object, and its words in each language. */
const dry = `range({
		id: 'dry',
		word: 'sec',
		field: 'part_zone_inondable_pct',
		unit: '%',
		fields: { dryMinPercent: atLeast('sec_pct_min', [0, 100], share(0.8), { group: 'networks' }) },
		step: 1,
		column: plotNumber(({ shares }) => 100 - (shares['zone inondable'] ?? 0)),
		onServer: isServer
			? {
					says: { dryMinPercent: 'Part hors d’eau, au moins, en %' },
					sql: 'verdict_between(100 - plot.terr_surf_nette, asked."dryMinPercent", null)'
				}
			: null
	}),`;

/** What each part of the search knows of it. */
const asks = `
import { criteriaGroups } from '#lib/panels/criteria-groups.ts';
import { readAddress, writeAddress } from '#lib/search/address.ts';
import { criterionIds } from '#lib/search/criteria-list.ts';
import { noCriteria } from '#lib/search/criteria.ts';
import { parsePresets, presets } from '#lib/search/presets.ts';
import { searchParameters } from '#lib/server/ogc/search-parameters.ts';
const address = writeAddress({ ...noCriteria, dryMinPercent: 80, strict: ['dry'] });
const [preset] = parsePresets([{ ...presets[0], criteria: { dryMinPercent: 80 } }]);
console.log(JSON.stringify({
	place: criterionIds.indexOf('dry') - criterionIds.indexOf('fibre-capacity'),
	address,
	read: readAddress(new URLSearchParams(address)).criteria.dryMinPercent,
	refused: readAddress(new URLSearchParams('sec_pct_min=101')).faults[0].expected,
	preset: preset.criteria,
	panel: criteriaGroups.find(({ id }) => id === 'networks').controls.at(-1).key,
	openApi: searchParameters.find(({ name }) => name === 'sec_pct_min')
}));`;

it('touches four files: its object, its words in each language, the SQL that is written from it', () => {
	const criteria = 'src/lib/search/criteria/networks.ts';
	copy.change(criteria, '] as const;', `${dry}\n] as const;`);
	copy.change(criteria, '{ capacity }', '{ capacity, plotNumber }');
	// The last of the array ends without a comma.
	copy.change(criteria, `: null\n\t})\n${dry}`, `: null\n\t}),\n${dry}`);
	for (const language of ['fr', 'en'])
		copy.change(
			`messages/${language}.json`,
			'"field_areaMinHa":',
			'"criterion_dry": "…",\n\t"field_dryMinPercent": "…",\n\t"field_areaMinHa":'
		);
	copy.run('scripts/criteria.ts');

	const touched = copy.touched();
	expect([...touched.keys()]).toEqual([
		'messages/en.json',
		'messages/fr.json',
		criteria,
		expect.stringMatching(/^supabase\/.*criteria\.sql$/)
	]);

	copy.write('asks.ts', asks);
	expect(JSON.parse(copy.run('asks.ts'))).toEqual({
		place: 1,
		address: 'disponibles=non&sec_pct_min=80&strict=sec',
		read: 80,
		refused: { kind: 'number', minimum: 0, maximum: 100 },
		preset: { dryMinPercent: 80 },
		panel: 'dryMinPercent',
		openApi: {
			name: 'sec_pct_min',
			description: 'Part hors d’eau, au moins, en %',
			schema: { type: 'number', minimum: 0, maximum: 100 }
		}
	});
	const sql = [...touched].find(([path]) => path.endsWith('.sql'))?.[1] ?? '';
	expect(sql).toContain('"dryMinPercent" float8');
	expect(sql).toContain('verdict_between(100 - plot.terr_surf_nette');
});
