import { expect, it } from 'vitest';
import { samplePlot, sampleRecords } from '../../../tests/fixtures/sample-records.ts';
import { buildAtlas } from './atlas.ts';
import { noCriteria, type Criteria } from './criteria.ts';
import { countInFrame, listPage, search } from './list-page.ts';
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
const noSpace = { areaM2: null, heightM: null, floorLoadKgPerM2: null, craneT: null, docks: null };
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

it('holds only what a frame of the map shows, where it is asked to, and counts all as before', () => {
	const square = (lng: number) => ({
		type: 'Polygon' as const,
		coordinates: [
			[
				[lng, 49],
				[lng + 0.01, 49],
				[lng + 0.01, 49.01],
				[lng, 49]
			]
		]
	});
	const spread = buildAtlas(
		sampleRecords({
			plots: [4, 4.5, 5].map((lng) => samplePlot({ lot: `Lot ${lng}`, geometry: square(lng) }))
		})
	);
	const found = search(spread, noCriteria);
	const page = listPage(spread, found, noView, 'fr', [4.4, 48, 6, 50]);
	expect([page.rows.length, page.listed, page.counts.terrains]).toEqual([2, 2, 3]);
	expect(countInFrame(spread, found, 'terrains', [4.4, 48, 6, 50])).toBe(2);
	expect(countInFrame(spread, found, 'terrains', [0, 0, 1, 1])).toBe(0);
});

it('tells a space in a building from land: by its kind, its own floor and the land below it', () => {
	const [space, land] = [
		samplePlot({ areaHa: 2, offer: 'Local', space: { ...noSpace, areaM2: 1500 } }),
		samplePlot({ areaHa: 2 })
	].map((plot) => {
		const own = buildAtlas(sampleRecords({ plots: [plot] }));
		return listPage(own, search(own, noCriteria), noView, 'fr').rows[0];
	});
	expect([space?.offer, space?.cells.area, space?.landHa]).toEqual(['Local', 0.15, 2]);
	expect([land?.offer, land?.cells.area, land?.landHa]).toEqual(['Terrain', 2, null]);
});
