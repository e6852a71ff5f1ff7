import { expect, it } from 'vitest';
import { samplePlot, sampleRecords } from '../../../tests/fixtures/sample-records.ts';
import { buildAtlas } from './atlas.ts';
import { noCriteria, type Criteria } from './criteria.ts';
import { listPage, search } from './list-page.ts';
import { noView, type ListView } from './list-view.ts';

const atlas = buildAtlas(
	sampleRecords({
		plots: [
			samplePlot({ lot: 'Lot 1', siteName: 'ZA', areaHa: 2 }),
			samplePlot({ lot: 'Lot 3', siteName: 'ZA', areaHa: 9 }),
			samplePlot({ lot: 'Lot 2', siteName: 'ZA', areaHa: 1 })
		]
	})
);
const wished: Criteria = { ...noCriteria, areaMinHa: 5, wishes: { area: 3 } };

const pageOf = (criteria: Criteria, view: Partial<ListView> = {}) =>
	listPage(atlas, search(atlas, criteria), { ...noView, ...view }, 'fr');
const areas = ({ rows }: ReturnType<typeof pageOf>) => rows.map(({ cells }) => cells.area);

it('stands by name until something is wished for, then by score, and says by which', () => {
	const plain = pageOf(noCriteria);
	expect([areas(plain), plain.sorted, plain.scored]).toEqual([
		[2, 1, 9],
		{ column: 'name', descending: false },
		false
	]);
	const ranked = pageOf(wished);
	expect([areas(ranked)[0], ranked.sorted, ranked.scored]).toEqual([9, null, true]);
});

it('stands by name among scores when the visitor asks for it', () => {
	const named = pageOf(wished, { sort: 'name' });
	expect([areas(named), named.sorted?.column, named.scored]).toEqual([[2, 1, 9], 'name', true]);
});
