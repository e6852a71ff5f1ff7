import { expect, it } from 'vitest';
import { criteriaList } from '#lib/search/criteria-list.ts';
import { noCriteria, type CriterionId } from '#lib/search/criteria.ts';
import {
	sampleBrownfield,
	sampleFirm,
	samplePlot,
	samplePoi,
	sampleRecords,
	sampleSite,
	square
} from '../../../../../tests/fixtures/sample-records.ts';
import { comparePlots } from './compare.ts';
import type { ComparedLine, LineSubject } from './comparison.ts';

const said = (source: string) => ({
	...{ source, date: '2026-02-03', method: 'relevé', licence: null, url: null },
	demonstration: false
});
const summary = [
	{
		collection: 'contraintes',
		sources: ['Géorisques'],
		licences: ['Licence Ouverte 2.0'],
		latest_source_date: '2025-05-05',
		demonstration: 0
	}
];

const records = sampleRecords({
	sites: [
		sampleSite({
			access: [{ kind: 'motorway', name: 'A34', km: 12 }],
			networks: { ...sampleSite().networks, reseau_gaz: true },
			provenance: said('le site')
		})
	],
	plots: [
		samplePlot({ id: 'A', siteId: 'S1', areaHa: 2, netHa: 1, askingPrice: 30 }),
		samplePlot({ id: 'seul', areaHa: 9, siteId: 'S1' }),
		samplePlot({
			...{ id: 'B', areaHa: 4, netHa: 0, askingPrice: null, priceOnRequest: true },
			geometry: square([4.8, 49.7]),
			networks: { ...samplePlot().networks, reseau_gaz: false },
			provenance: said('la fiche')
		}),
		samplePlot({ id: 'C', areaHa: 4, askingPrice: 20, geometry: square([4.9, 49.7]) })
	],
	brownfields: [
		sampleBrownfield({ soilPollution: 'pollution avérée', provenance: said('Cartofriches') })
	],
	pois: [{ ...samplePoi('échangeur autoroutier', [4.81, 49.7]), name: 'Sortie 9' }],
	firms: [
		sampleFirm({ position: [4.7, 49.7] }),
		sampleFirm({ siret: '2', position: [4.7, 49.71], sector: 'mecanique' }),
		sampleFirm({ siret: '3', position: [4.7, 49.7], active: false })
	]
});
const compare = (
	ids: string[],
	criteria = noCriteria,
	ownNetHa: Record<string, number> | null = null
) => comparePlots(records, summary, { ids, criteria, ownNetHa });

function lineOf(ids: string[], id: LineSubject['id']): ComparedLine {
	const line = compare(ids)
		.groups.flatMap(({ lines }) => lines)
		.find(({ subject }) => subject.id === id);
	if (!line) throw new Error(`no line ${id}`);
	return line;
}
const values = (ids: string[], id: LineSubject['id']) =>
	lineOf(ids, id).cells.map(({ value }) => value);
const marks = (ids: string[], id: LineSubject['id']) =>
	lineOf(ids, id).cells.map(({ mark }) => mark);
function sourcesOf(ids: string[], id: LineSubject['id']) {
	const { sources } = compare(ids);
	return lineOf(ids, id).cells.map(({ source }) =>
		source === null ? null : sources[source]?.source
	);
}

it('has a line for every criterion of which a plot has a value, each once', () => {
	const lines = compare(['A', 'B'])
		.groups.flatMap((group) => group.lines)
		.flatMap(({ subject }) => (subject.kind === 'criterion' ? [subject.id] : []));
	expect(new Set(lines).size).toBe(lines.length);
	// Told by another line (its stage, its occupation), or no value at all.
	const untold: CriterionId[] = ['offered', 'brownfields', 'text', 'shape'];
	const expected = criteriaList.map(({ id }) => id).filter((id) => !untold.includes(id));
	expect(new Set(lines)).toEqual(new Set(expected));
});

it('keeps the order asked, and names what is not published', () => {
	const { plots, unknown } = compare(['B', 'parti', 'A']);
	expect(plots.map(({ id }) => id)).toEqual(['B', 'A']);
	expect(unknown).toEqual(['parti']);
	expect(compare([])).toMatchObject({ plots: [], unknown: [] });
});

it('says the price of the whole and of the hectare that is left, and none where nothing is left', () => {
	expect(values(['A', 'B', 'C'], 'whole')).toEqual([600_000, null, 800_000]);
	expect(values(['A', 'B', 'C'], 'net-hectare')).toEqual([600_000, null, null]);
	expect(lineOf(['B'], 'whole').cells[0]?.note).toBe('on-request');
	expect(marks(['A', 'C'], 'whole')).toEqual(['best', 'worst']);
});

it('counts the net area and the price of its hectare by what somebody else’s rules leave', () => {
	const lines = compare(['A', 'B'], noCriteria, { A: 1.5 }).groups.flatMap((group) => group.lines);
	const said = (id: LineSubject['id']) =>
		lines.find(({ subject }) => subject.id === id)?.cells.map(({ value }) => value);
	expect(said('net')).toEqual([1.5, 0]);
	expect(said('net-hectare')).toEqual([400_000, null]);
	expect(said('whole')).toEqual([600_000, null]);
});

it('marks the best and the worst where the criterion has a direction, and none where all are alike', () => {
	expect(marks(['A', 'C'], 'area')).toEqual([null, null]);
	expect(marks(['A', 'C'], 'price')).toEqual(['worst', 'best']);
	expect(marks(['A', 'B'], 'net')).toEqual(['best', 'worst']);
	expect(marks(['A', 'B'], 'reseau_gaz')).toEqual(['best', 'worst']);
	expect(marks(['A', 'A2'], 'net')).toEqual([null]);
	expect(marks(['B', 'C'], 'ownership')).toEqual([null, null]);
});

it('does not call the worst what is no free land and reaches no area with others', () => {
	const plots = [
		samplePlot({ id: 'A', assembled: { hectares: 5, plots: ['A', 'B'] } }),
		samplePlot({ id: 'B', assembled: { hectares: 4, plots: ['B'] } }),
		samplePlot({ id: 'sold', assembled: { hectares: 0, plots: [] } })
	];
	const asked = { ids: plots.map(({ id }) => id), criteria: noCriteria, ownNetHa: null };
	const line = comparePlots(sampleRecords({ plots }), summary, asked)
		.groups.flatMap(({ lines }) => lines)
		.find(({ subject }) => subject.id === 'assembled');
	expect(line?.cells.map(({ value, mark, note }) => [value, mark, note])).toEqual([
		[5, 'best', null],
		[4, 'worst', null],
		[null, null, 'not-concerned']
	]);
});

it('looks at the other plots of a site, although they are not compared', () => {
	expect(values(['A'], 'site-largest')).toEqual([9]);
});

it('names who says each value: the site, the plot, the point measured to, the layer, the brownfield', () => {
	expect(sourcesOf(['A', 'B'], 'reseau_gaz')).toEqual(['le site', 'la fiche']);
	expect(sourcesOf(['A', 'B'], 'junction')).toEqual(['le site', 'test']);
	expect(lineOf(['A', 'B'], 'junction').cells.map(({ measuredBy }) => measuredBy)).toEqual([
		'road',
		'straight'
	]);
	expect(sourcesOf(['A', 'B'], 'net')).toEqual(['Géorisques', 'Géorisques']);
	expect(sourcesOf(['A', 'B'], 'soil-pollution')).toEqual(['Cartofriches', null]);
	expect(lineOf(['A', 'B'], 'soil-pollution').cells[1]?.note).toBe('not-concerned');
	expect(lineOf(['A', 'B'], 'flood').cells[0]).toMatchObject({
		value: null,
		note: null,
		source: null
	});
});

it('measures to the nearest point of each kind that there is, by its name', () => {
	const { cells } = lineOf(['B'], 'échangeur autoroutier');
	expect(cells[0]?.note).toEqual({ to: 'Sortie 9' });
	expect(cells[0]?.value).toBeCloseTo(0.72, 1);
	const kinds = compare(['B']).groups.find(({ id }) => id === 'distances')?.lines;
	expect(kinds).toHaveLength(1);
});

it('counts firms at work by sector within the radius asked', () => {
	expect(compare(['A', 'C']).firms).toMatchObject({
		radiusKm: 5,
		sectors: ['forge-fonderie', 'mecanique'],
		counts: [
			[1, 1],
			[0, 0]
		]
	});
	expect(compare(['A'], { ...noCriteria, sectorRadiusKm: 1 }).firms.counts).toEqual([[1]]);
});

it('tells the lines in which plots differ', () => {
	expect(lineOf(['B', 'C'], 'area').differs).toBe(false);
	expect(lineOf(['A', 'C'], 'area').differs).toBe(true);
	expect(lineOf(['A'], 'area').differs).toBe(false);
});
