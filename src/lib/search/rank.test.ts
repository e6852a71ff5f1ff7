import { describe, expect, it } from 'vitest';
import { samplePlot, sampleRecords } from '../../../tests/fixtures/sample-records.ts';
import { buildColumns } from './columns.ts';
import { noCriteria, type Criteria } from './criteria.ts';
import { evaluate } from './evaluate.ts';
import { rank, reasonsOf } from './rank.ts';

const columns = buildColumns(
	sampleRecords({
		plots: [
			samplePlot({ areaHa: 2, readyToBuild: true, updated: '2026-05-01' }),
			samplePlot({ areaHa: 6, readyToBuild: false, updated: null }),
			samplePlot({ areaHa: 6, readyToBuild: null, updated: '2026-02-01' }),
			samplePlot({ areaHa: 6, readyToBuild: false, updated: '2026-03-01' }),
			samplePlot({ areaHa: 6, readyToBuild: true, tenure: 'Location' })
		]
	})
);
const wished: Criteria = {
	...noCriteria,
	areaMinHa: 5,
	readyToBuild: true,
	tenures: ['Vente'],
	wishes: { area: 3, ready: 1 }
};

describe('rank', () => {
	it('sorts by the weighted mean of the wishes, then by freshness, and leaves out what fails a must', () => {
		const { order, scores } = rank(evaluate(columns, wished));
		// Wishes: area 3, ready 1. 1/4; 3/4; (3 + 0.5)/4; 3/4; out, for it is to let.
		expect([...(scores ?? [])].slice(0, 4)).toEqual([0.25, 0.75, 0.875, 0.75]);
		expect([...order]).toEqual([2, 3, 1, 0]);
	});

	it('explains a score wish by wish', () => {
		expect(reasonsOf(evaluate(columns, wished), 2)).toEqual([
			{ id: 'area', weight: 3, verdict: 'pass' },
			{ id: 'ready', weight: 1, verdict: 'unknown' }
		]);
	});

	it('puts the most recently checked first when nothing is wished for', () => {
		const { order, scores } = rank(evaluate(columns, noCriteria));
		expect(scores).toBeNull();
		expect([...order]).toEqual([0, 3, 2, 4, 1]);
	});
});
