import { describe, expect, it } from 'vitest';
import { square } from '../../../../../tests/fixtures/sample-records.ts';
import type { AreaFigures, AreaLine } from '../choropleth/area-figures.ts';
import { choroplethPairs, readChoroplethQuery } from '../choropleth/choropleth-query.ts';
import { defaultMeasure } from '../choropleth/measure.ts';
import { territoryScope } from '../dashboard/scope.ts';
import { legendSample } from './choropleth-drawing.ts';
import { choroplethModel } from './choropleth-model.ts';

const area = (key: string, hectares: number | null): AreaLine => ({
	...{ key, name: `Lieu <${key}>`, figures: { plots: 1, hectares, withoutArea: 0 } },
	...{ missing: hectares === null ? 'no-area' : null, query: hectares === null ? null : 'q=1' }
});
const nothing: AreaLine = { ...area('D', 0), figures: { plots: 0, hectares: 0 }, query: null };
const figures: AreaFigures = {
	...{ id: 'disponibilite', measure: defaultMeasure, level: 'commune', frame: territoryScope },
	...{ columns: ['plots', 'hectares'], drawn: 'plots', total: null, sources: [] },
	lines: [area('A', 12.34), area('B', 2), area('C', null), nothing, { ...nothing, key: 'E' }]
};
const outlines = {
	areas: ['A', 'B', 'C', 'D', 'E'].map((id, nth) => ({
		...{ id, surface: square([4.5 + nth * 0.01, 49.7]), at: [4.505 + nth * 0.01, 49.705] }
	})),
	...{ borders: [], box: [4.5, 49.7, 4.55, 49.71] as const, approximate: true }
};
const model = (onPage: boolean) =>
	choroplethModel({
		...{ figures, outlines: { ...outlines, box: [...outlines.box] }, method: 'jenks', marked: 'B' },
		...{ words: { code: String, division: String }, locale: 'fr', onPage }
	});

describe('a map of areas', () => {
	it('tells every area in its legend once, zero and what has no value apart from the classes', () => {
		const { legend, missing, notes } = model(true);
		expect(legend.map(({ count, fill }) => [count, fill.tint !== null, fill.hatched])).toEqual([
			[2, false, false],
			[1, true, false],
			[1, true, false],
			[1, false, true]
		]);
		expect(missing).toHaveLength(1);
		expect(missing[0]).toContain('Lieu <C>');
		expect(notes).toHaveLength(1);
	});

	it('gives each class a pattern of its own beside its colour, in map and legend, on page and paper', () => {
		for (const onPage of [true, false]) {
			const { legend, drawing } = model(onPage);
			const patterns = legend.flatMap(({ fill: { tint } }) => tint?.pattern ?? []);
			expect(patterns).toEqual(['solid', 'cross']);
			expect(drawing).toMatch(/<pattern id="cross-/);
			const samples = legend.map(({ fill }) => legendSample(fill, onPage));
			expect(new Set(samples.map((one) => /<path d="([^"]+)/.exec(one)?.[1])).size).toBe(3);
		}
	});

	it('has the numbers it draws in its table, areas of nothing in one line', () => {
		const { table } = model(true);
		expect(table.lines.map(({ key }) => key)).toEqual(['A', 'B', 'C', 'autres']);
		expect(table.lines.at(-1)?.name).toMatch(/^2 /);
	});

	it('leads from an area of a page to its plots, by a name that is text; paper leads nowhere', () => {
		const page = model(true).drawing ?? '';
		expect(page.match(/<a /g)).toHaveLength(2);
		expect(page).toContain('Lieu &lt;A&gt;');
		expect(page).not.toContain('Lieu <');
		expect(page).toMatch(/url\(#hatch-\w+\)/);
		const paper = model(false).drawing ?? '';
		expect(paper).not.toContain('<a ');
		expect(paper).not.toMatch(/var\(|light-dark/);
	});
});

describe('what an address asks of it', () => {
	it('is written as it was read, and left out where it is so anyway', () => {
		const text = 'mesure=friches%7Ebrownfields%7Etotal&maille=site&classes=quantiles';
		const query = readChoroplethQuery(new URLSearchParams(text));
		expect(query.unread).toEqual([]);
		expect(new URLSearchParams(choroplethPairs(query)).toString()).toBe(text);
		expect(choroplethPairs(readChoroplethQuery(new URLSearchParams()))).toEqual([]);
	});

	it('is told where it cannot be read, and the usual map stands there', () => {
		const query = readChoroplethQuery(new URLSearchParams('maille=canton&classes=&mesure=rien'));
		expect(query.unread).toEqual([
			{ parameter: 'mesure', value: 'rien' },
			{ parameter: 'maille', value: 'canton' }
		]);
		expect([query.measure, query.level]).toEqual([defaultMeasure, 'commune']);
	});
});
