import { describe, expect, it } from 'vitest';
import {
	sampleFirm,
	samplePlot,
	samplePoi,
	sampleRecords,
	sampleSite,
	square
} from '../../../tests/fixtures/sample-records.ts';
import { buildColumns } from './columns.ts';
import { noCriteria } from './criteria.ts';
import { evaluate } from './evaluate.ts';
import { failureOf, funnel } from './funnel.ts';

const columns = buildColumns(
	sampleRecords({
		plots: [
			samplePlot({ areaHa: 6, tenure: 'Vente' }),
			samplePlot({ areaHa: 4.6, tenure: 'Vente' }),
			samplePlot({ areaHa: 4.6, tenure: 'Location' }),
			samplePlot({ areaHa: 7, tenure: 'Location' }),
			samplePlot({ areaHa: null, tenure: null })
		]
	})
);

describe('funnel', () => {
	it('counts what remains after each must, what each removes and what each eliminates alone', () => {
		const steps = funnel(evaluate(columns, { ...noCriteria, areaMinHa: 5, tenures: ['Vente'] }));
		expect(steps.map((step) => ({ ...step, removed: [...step.removed] }))).toEqual([
			{ id: 'area', remaining: 3, eliminatedAlone: 2, removed: [1, 2] },
			{ id: 'tenure', remaining: 2, eliminatedAlone: 2, removed: [3] }
		]);
	});

	it('eliminates by no wish, and by what is not known only where the visitor is strict', () => {
		const wished = evaluate(columns, { ...noCriteria, areaMinHa: 5, wishes: { area: 1 } });
		expect(funnel(wished)).toEqual([]);
		expect([...wished.passing]).toEqual([0, 1, 2, 3, 4]);
		const strict = evaluate(columns, { ...noCriteria, areaMinHa: 5, strict: ['area'] });
		expect([...strict.passing]).toEqual([0, 3]);
	});
});

describe('failureOf', () => {
	it('names the value that failed, the bound and the distance to passing', () => {
		const failure = failureOf(evaluate(columns, { ...noCriteria, areaMinHa: 5 }), 'area', 1);
		expect(failure).toMatchObject({ value: 4.6, unit: 'ha', limit: { side: 'min', asked: 5 } });
		expect(failure?.missing).toBeCloseTo(0.4, 12);
		expect(failureOf(evaluate(columns, { ...noCriteria, areaMinHa: 5 }), 'area', 0)).toBeNull();
	});

	it('says of a choice what the plot is, and of a strict one that nothing is known', () => {
		const evaluation = evaluate(columns, { ...noCriteria, tenures: ['Vente'], strict: ['tenure'] });
		expect(failureOf(evaluation, 'tenure', 2)).toMatchObject({ value: 'Location', missing: null });
		expect(failureOf(evaluation, 'tenure', 4)).toMatchObject({ value: null, limit: null });
	});

	it('says whether a distance is the road one of the site or a straight line', () => {
		const access = [{ kind: 'motorway' as const, name: 'A34', km: 12 }];
		const served = buildColumns(
			sampleRecords({
				sites: [sampleSite({ id: 'S1', access })],
				// A degree of latitude is 111.195 km: the second plot is 11.12 km from the junction.
				plots: [samplePlot({ siteId: 'S1' }), samplePlot({ geometry: square([4.7, 49.8]) })],
				pois: [samplePoi('échangeur autoroutier', [4.7, 49.7])]
			})
		);
		const evaluation = evaluate(served, { ...noCriteria, junctionMaxKm: 10 });
		expect(failureOf(evaluation, 'junction', 0)).toMatchObject({ value: 12, measuredBy: 'road' });
		const straight = failureOf(evaluation, 'junction', 1);
		expect(straight?.measuredBy).toBe('straight');
		expect(straight?.value).toBeCloseTo(11.1195, 3);
	});

	it('holds the sum of brackets as an interval', () => {
		const around = buildColumns(
			sampleRecords({
				plots: [samplePlot()],
				firms: [
					sampleFirm({ headcountBracket: '20 à 49 salariés' }),
					sampleFirm({ headcount: 30 }),
					sampleFirm({ headcount: 500, position: [5.7, 49.7] }),
					sampleFirm({ headcount: 400, active: false })
				]
			})
		);
		const verdict = (headcountMin: number) =>
			evaluate(around, { ...noCriteria, headcountMin }).asked[0]?.verdicts[0];
		expect([verdict(50), verdict(60), verdict(80)]).toEqual([1, 2, 0]);
		const evaluation = evaluate(around, { ...noCriteria, headcountMin: 80 });
		expect(failureOf(evaluation, 'headcount', 0)).toMatchObject({ interval: [50, 79], missing: 1 });
	});
});
