import { expect, it } from 'vitest';
import { samplePlot, sampleRecords } from '../../../tests/fixtures/sample-records.ts';
import { blockingCriteria } from './blocking-criteria.ts';
import { buildColumns } from './columns.ts';
import { noCriteria, type Criteria } from './criteria.ts';
import { evaluate } from './evaluate.ts';

const columns = buildColumns(
	sampleRecords({
		plots: [
			samplePlot({ id: 'small', areaHa: 2, askingPrice: 10 }),
			samplePlot({
				id: 'dear',
				areaHa: 2,
				askingPrice: 50,
				saleStage: 'vendu, commercialisation achevée'
			})
		]
	})
);
const blocking = (criteria: Partial<Criteria>) =>
	blockingCriteria(evaluate(columns, { ...noCriteria, ...criteria }));

it('names what alone keeps out the nearest plots', () => {
	expect(blocking({ areaMinHa: 5, priceMaxPerM2: 20 })).toEqual(['area']);
});

it('names everything that the nearest plots fail, where none fails one thing only', () => {
	expect(blocking({ areaMinHa: 5, priceMaxPerM2: 5 })).toEqual(['area', 'price']);
	expect(blocking({ areaMinHa: 5, priceMaxPerM2: 5, saleStages: ['en vente'] })).toEqual([
		'area',
		'price'
	]);
});

it('names nothing where nothing is kept out, nor a wish', () => {
	expect(blocking({ areaMinHa: 1 })).toEqual([]);
	expect(blocking({ areaMinHa: 5, wishes: { area: 3 } })).toEqual([]);
	const none = evaluate(buildColumns(sampleRecords()), { ...noCriteria, areaMinHa: 5 });
	expect(blockingCriteria(none)).toEqual([]);
});
