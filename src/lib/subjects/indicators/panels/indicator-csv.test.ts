import { expect, it } from 'vitest';
import { overwriteGetLocale } from '#lib/paraglide/runtime.js';
import type { Indicator } from '../dashboard/indicator.ts';
import { indicatorCsv } from './indicator-csv.ts';
import { finding } from './finding.ts';

const words = {
	code: (code: string) => code,
	division: (division: string) => division
};
const indicator: Indicator = {
	id: 'commercialisation',
	columns: ['plots', 'hectares'],
	drawn: 'hectares',
	lines: [
		{ key: '=1+1;"x"', figures: { plots: 1234, hectares: 1234.5678 }, query: null },
		{ key: null, figures: { plots: 1, hectares: null }, query: null }
	],
	total: null,
	sources: [{ source: '@source', date: '2026-01-02', demonstration: true }]
};

it('a table carries no formula, no blank for nothing known but an empty cell, and its sources', () => {
	overwriteGetLocale(() => 'fr');
	const text = indicatorCsv(indicator, words);
	expect(text.split('\r\n')).toEqual([
		'\uFEFF"Catégorie";"Terrains";"Surface (ha)"',
		`"'=1+1;""x""";1234;1234,5678`,
		'"Non renseigné";1;',
		'',
		'"Source :"',
		`"'@source (démonstration), 2026-01-02"`,
		''
	]);
});

it('a finding where there is nothing says what is missing', () => {
	overwriteGetLocale(() => 'fr');
	for (const id of [
		'commercialisation',
		'disponibilite',
		'tailles',
		'friches',
		'branches'
	] as const)
		expect(finding({ ...indicator, id, lines: [], sources: [] }, words, 'fr')).toMatch(/^Aucune? /);
	expect(finding({ ...indicator, id: 'densite', lines: [] }, words, 'fr')).toMatch(
		/ne se calcule pas/
	);
});
