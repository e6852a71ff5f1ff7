import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
	samplePlot,
	sampleShares,
	samplePoi,
	sampleRecords,
	sampleSite,
	square
} from '../../../tests/fixtures/sample-records.ts';
import { buildColumns } from './columns.ts';
import { noCriteria, type Criteria } from './criteria.ts';
import { evaluate } from './evaluate.ts';
import type { Plot } from '#lib/domain/plot.ts';
import { applyRelaxation, nearMisses, roundOutwards } from './near-misses.ts';
import { presets } from './presets.ts';

/** Six plots: area in ha, road distance to a junction in km (each on a site of its own), price in €/m². */
const figures: [areaHa: number, km: number, price: number | null][] = [
	[6, 10, 20],
	[4.6, 10, 20],
	[4.57, 10, 20],
	[6, 22, 20],
	[4.5, 21.4, 20],
	[6, 10, 30]
];
const columns = buildColumns(
	sampleRecords({
		sites: figures.map(([, km], index) =>
			sampleSite({ id: `S${index}`, access: [{ kind: 'motorway', name: 'A34', km }] })
		),
		plots: figures.map(([areaHa, , askingPrice], index) =>
			samplePlot({ id: `T${index}`, siteId: `S${index}`, areaHa, askingPrice })
		)
	})
);
const asked: Criteria = { ...noCriteria, areaMinHa: 5, junctionMaxKm: 15 };
const passing = (criteria: Criteria) => [...evaluate(columns, criteria).passing];

describe('nearMisses', () => {
	it('offers the least concession of one bound first, then of two, with the plots each adds', () => {
		expect(passing(asked)).toEqual([0, 5]);
		const found = nearMisses(evaluate(columns, asked));
		expect(
			found.map(({ changes, added }) => [changes.map(({ key, to }) => [key, to]), [...added]])
		).toEqual([
			[[['areaMinHa', 4.6]], [1]],
			[[['junctionMaxKm', 22]], [3]],
			[
				[
					['areaMinHa', 4.5],
					['junctionMaxKm', 21.4]
				],
				[1, 2, 4]
			]
		]);
		// 0.4 of 5 ha; 7 of 15 km; 0.5 of 5 ha and 6.4 of 15 km.
		expect(found.map(({ cost }) => Number(cost.toFixed(4)))).toEqual([0.08, 0.4667, 0.5267]);
	});

	it('adds exactly the plots it names once it is applied', () => {
		for (const nearMiss of nearMisses(evaluate(columns, { ...asked, priceMaxPerM2: 25 }))) {
			const before = passing({ ...asked, priceMaxPerM2: 25 });
			const after = passing(applyRelaxation({ ...asked, priceMaxPerM2: 25 }, nearMiss));
			expect(after.filter((plot) => !before.includes(plot))).toEqual([...nearMiss.added]);
			expect(nearMiss.added.length).toBeGreaterThan(0);
		}
	});

	it('never offers to relax a choice, a wish, or a figure that nobody knows', () => {
		const unknownPrice = buildColumns(
			sampleRecords({ plots: [samplePlot({ askingPrice: null })] })
		);
		const strict: Criteria = { ...noCriteria, priceMaxPerM2: 10, strict: ['price'] };
		expect([...evaluate(unknownPrice, strict).passing]).toEqual([]);
		expect(nearMisses(evaluate(unknownPrice, strict))).toEqual([]);
		expect(nearMisses(evaluate(columns, { ...noCriteria, tenures: ['Location'] }))).toEqual([]);
		const wish: Criteria = { ...noCriteria, areaMinHa: 5, wishes: { area: 2 } };
		expect(nearMisses(evaluate(columns, wish))).toEqual([]);
	});

	it('concedes nothing absurd: half a least, twice a distance, ten points of a share at most', () => {
		const offered = (criteria: Partial<Criteria>, plot: Partial<Plot>, km?: number) => {
			const site = sampleSite({
				id: 'S',
				access: km === undefined ? [] : [{ kind: 'motorway', name: 'A34', km }]
			});
			const records = sampleRecords({
				sites: [site],
				plots: [samplePlot({ siteId: 'S', ...plot })]
			});
			const evaluation = evaluate(buildColumns(records), { ...noCriteria, ...criteria });
			return nearMisses(evaluation).map(({ changes: [{ to }] }) => to);
		};
		expect(offered({ junctionMaxKm: 5 }, {}, 36)).toEqual([]);
		expect(offered({ junctionMaxKm: 5 }, {}, 9.7)).toEqual([9.7]);
		expect(offered({ junctionMaxKm: 40 }, {}, 56)).toEqual([]);
		expect(
			offered({ floodMaxPercent: 10 }, { shares: sampleShares({ 'zone inondable': 63 }) })
		).toEqual([]);
		expect(
			offered({ floodMaxPercent: 10 }, { shares: sampleShares({ 'zone inondable': 18 }) })
		).toEqual([18]);
		expect(offered({ areaMinHa: 5 }, { areaHa: 2.4 })).toEqual([]);
		// 2.52 would round to 2.5, which is as far as it goes.
		expect(offered({ areaMinHa: 5 }, { areaHa: 2.52 })).toEqual([2.5]);
		expect(offered({ priceMaxPerM2: 20 }, { askingPrice: 31 })).toEqual([]);
	});

	it('never concedes what is asked not to be at all, as the preset of a data centre does', () => {
		const preset = presets.find(({ id }) => id === 'data-centre');
		const wet = [0.5, 3, 63].map((percent) =>
			samplePlot({ areaHa: 4, shares: sampleShares({ 'zone inondable': percent }) })
		);
		const evaluation = evaluate(buildColumns(sampleRecords({ plots: wet })), {
			...noCriteria,
			...preset?.criteria
		});
		expect([...evaluation.passing]).toEqual([]);
		expect(nearMisses(evaluation)).toEqual([]);
	});

	it('relaxes the date in days and writes it back as a date', () => {
		const late = buildColumns(
			sampleRecords({ plots: [samplePlot({ availableFrom: '2027-03-01' })] })
		);
		const criteria: Criteria = { ...noCriteria, availableBefore: '2027-01-01' };
		const [found] = nearMisses(evaluate(late, criteria));
		expect(found && applyRelaxation(criteria, found).availableBefore).toBe('2027-03-01');
	});

	it('holds for random plots and bounds: what it names is what applying it adds', () => {
		const plot = fc.record({
			area: fc.integer({ min: 1, max: 1200 }).map((n) => n / 100),
			price: fc.option(fc.integer({ min: 5, max: 60 }), { freq: 5 }),
			north: fc.integer({ min: 0, max: 300 }).map((n) => n / 1000)
		});
		const bounds = fc.record({
			areaMinHa: fc.option(fc.integer({ min: 0, max: 12 })),
			areaMaxHa: fc.option(fc.integer({ min: 4, max: 12 })),
			priceMaxPerM2: fc.option(fc.integer({ min: 0, max: 50 })),
			junctionMaxKm: fc.option(fc.integer({ min: 0, max: 30 }))
		});
		fc.assert(
			fc.property(fc.array(plot, { maxLength: 30 }), bounds, (drawn, wanted) => {
				const random = buildColumns(
					sampleRecords({
						plots: drawn.map(({ area, price, north }) =>
							samplePlot({
								areaHa: area,
								askingPrice: price,
								geometry: square([4.7, 49.5 + north])
							})
						),
						pois: [samplePoi('échangeur autoroutier', [4.7, 49.5])]
					})
				);
				const criteria: Criteria = { ...noCriteria, ...wanted };
				const before = new Set(evaluate(random, criteria).passing);
				for (const nearMiss of nearMisses(evaluate(random, criteria), 100)) {
					const after = evaluate(random, applyRelaxation(criteria, nearMiss)).passing;
					expect([...after.filter((index) => !before.has(index))]).toEqual([...nearMiss.added]);
					expect(nearMiss.added.length).toBeGreaterThan(0);
				}
			}),
			{ numRuns: 300 }
		);
	});
});

describe('roundOutwards', () => {
	it('rounds a least down and a most up, and keeps what is already round', () => {
		expect(roundOutwards(4.57, { side: 'min', step: 0.1 })).toBe(4.5);
		expect(roundOutwards(1.1, { side: 'max', step: 0.1 })).toBe(1.1);
		expect(roundOutwards(21.41, { side: 'max', step: 0.1 })).toBe(21.5);
		expect(roundOutwards(0.037, { side: 'min', step: 0.1 })).toBe(0.037);
		expect(roundOutwards(0, { side: 'min', step: 0.1 })).toBe(0);
	});
});
