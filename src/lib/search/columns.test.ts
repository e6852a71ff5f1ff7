import { describe, expect, it } from 'vitest';
import {
	sampleBrownfield,
	sampleFirm,
	samplePlot,
	samplePoi,
	sampleRecords,
	sampleSite,
	square
} from '../../../tests/fixtures/sample-records.ts';
import { dayInFrance } from '#lib/domain/day.ts';
import { buildColumns } from './columns.ts';
import { noCriteria, type Criteria } from './criteria.ts';
import { dateOfDay, dayOf } from './day.ts';
import { evaluate } from './evaluate.ts';
import { applyRelaxation, nearMisses } from './near-misses.ts';
import type { Records } from './records.ts';

/** What one criterion says of every plot: 0 fails, 1 passes, 2 is not known. */
function verdicts(records: Partial<Records>, criteria: Partial<Criteria>): number[] {
	const { asked } = evaluate(buildColumns(sampleRecords(records)), { ...noCriteria, ...criteria });
	expect(asked).toHaveLength(1);
	return [...(asked[0]?.verdicts ?? [])];
}

describe('what is not known never fails', () => {
	it('for a figure, a code, "inconnu", a flag, a network and a capacity', () => {
		const plots = [
			samplePlot({ areaHa: null, tenure: null, saleStage: 'inconnu', readyToBuild: null })
		];
		expect(verdicts({ plots }, { areaMinHa: 3 })).toEqual([2]);
		expect(verdicts({ plots }, { tenures: ['Vente'] })).toEqual([2]);
		expect(verdicts({ plots }, { saleStages: ['en vente'] })).toEqual([2]);
		expect(verdicts({ plots }, { saleStages: ['inconnu'] })).toEqual([1]);
		expect(verdicts({ plots }, { readyToBuild: true })).toEqual([2]);
		expect(verdicts({ plots }, { networks: ['reseau_gaz'] })).toEqual([2]);
		expect(verdicts({ plots }, { electricityMinKva: 100 })).toEqual([2]);
		expect(verdicts({ plots }, { floodMaxPercent: 0 })).toEqual([2]);
		expect(verdicts({ plots }, { junctionMaxKm: 5 })).toEqual([2]);
	});
});

describe('a building that is to stand', () => {
	const halls = {
		fits: [60, 75, 90, 100, 104, 104, 110, 115],
		refused: [60.1, 75.1, 90.1, 106, 106, 106, 112, 118]
	};
	const plots = [samplePlot({ halls }), samplePlot({ halls: null })];
	const asked = (hallLengthM: number, hallWidthM: number, hallCourtM: number | null = null) =>
		verdicts({ plots }, { hallLengthM, hallWidthM, hallCourtM });

	it('passes within a kept one, fails around one that cannot stand, and is left open between', () => {
		expect(asked(100, 50)).toEqual([1, 2]);
		expect(asked(98, 44)).toEqual([1, 2]);
		expect(asked(106, 53)).toEqual([0, 2]);
		expect(asked(110, 50)).toEqual([0, 2]);
		expect(asked(102, 50)).toEqual([2, 2]);
		expect(asked(102, 46)).toEqual([2, 2]);
	});

	it('may lie either way, and takes its court with it', () => {
		expect(asked(50, 100)).toEqual([1, 2]);
		expect(asked(100, 20, 30)).toEqual([1, 2]);
		expect(asked(100, 20, 90)).toEqual([0, 2]);
	});

	it('beyond the longest kept proportion is judged by it', () => {
		expect(asked(115, 10)).toEqual([1, 2]);
		expect(asked(118, 10)).toEqual([2, 2]);
		expect(asked(400, 24)).toEqual([0, 2]);
	});

	it('is asked by length and width together, and concedes its length', () => {
		const columns = buildColumns(sampleRecords({ plots }));
		const one = evaluate(columns, { ...noCriteria, hallLengthM: 120 });
		expect(one.asked).toEqual([]);
		const both = evaluate(columns, { ...noCriteria, hallLengthM: 120, hallWidthM: 50 });
		const [miss] = nearMisses(both);
		expect(miss?.changes).toMatchObject([{ id: 'hall', key: 'hallLengthM', from: 120, to: 100 }]);
		if (!miss) throw new Error('rien de proche');
		expect([...evaluate(columns, applyRelaxation(both.criteria, miss)).passing]).toContain(0);
	});
});

describe('what can be had', () => {
	const plots = (
		['en vente', 'en vente avec contraintes', 'inconnu', 'non commercialisable'] as const
	).map((saleStage) => samplePlot({ saleStage }));

	it('is known to be on sale', () => {
		expect(verdicts({ plots }, { offered: true })).toEqual([1, 1, 0, 0]);
	});

	it('gives way to stages that are asked for by name', () => {
		expect(verdicts({ plots }, { offered: true, saleStages: ['non commercialisable'] })).toEqual([
			0, 0, 2, 1
		]);
	});
});

describe('how long ago an offer was confirmed', () => {
	// Of the day in France, where it is tomorrow an hour or two before it is here.
	const today = dayOf(dayInFrance(new Date()));
	const daysAgo = (days: number) => dateOfDay(today - days);

	it('counts from the confirmation, else from the last check, and is unknown without either', () => {
		const plots = [
			samplePlot({ confirmed: daysAgo(30), updated: daysAgo(400) }),
			samplePlot({ confirmed: daysAgo(31), updated: daysAgo(1) }),
			samplePlot({ updated: daysAgo(12) }),
			samplePlot({ updated: null })
		];
		expect(verdicts({ plots }, { confirmedWithinDays: 30 })).toEqual([1, 0, 1, 2]);
	});
});

describe('what a plot has from its site', () => {
	const site = sampleSite({ id: 'S1' });
	const plots = [
		samplePlot({ siteId: 'S1', areaHa: 2 }),
		samplePlot({ siteId: 'S1', areaHa: 8 }),
		samplePlot({ siteId: 'S2', areaHa: 9 })
	];

	it('is the largest and smallest plot of the site, unknown without a site', () => {
		expect(verdicts({ sites: [site], plots }, { siteLargestMinHa: 8 })).toEqual([1, 1, 2]);
		expect(verdicts({ sites: [site], plots }, { siteLargestMinHa: 8.5 })).toEqual([0, 0, 2]);
		expect(verdicts({ sites: [site], plots }, { siteSmallestMaxHa: 2 })).toEqual([1, 1, 2]);
	});

	it('gives way to what the plot has of its own, absence included', () => {
		const served = sampleSite({
			id: 'S1',
			networks: { ...site.networks, reseau_gaz: true },
			capacities: {
				...site.capacities,
				electricityKva: { value: 1000, source: 'test', date: '2026-01-01' }
			}
		});
		const { networks, capacities } = samplePlot();
		const own = [
			samplePlot({ siteId: 'S1' }),
			samplePlot({
				siteId: 'S1',
				networks: { ...networks, reseau_gaz: false, reseau_eau_potable: true },
				capacities: { ...capacities, electricityKva: 250 }
			}),
			samplePlot({ networks: { ...networks, reseau_gaz: true } })
		];
		const records = { sites: [served], plots: own };
		expect(verdicts(records, { networks: ['reseau_gaz'] })).toEqual([1, 0, 1]);
		expect(verdicts(records, { networks: ['reseau_eau_potable'] })).toEqual([2, 1, 2]);
		expect(verdicts(records, { electricityMinKva: 400 })).toEqual([1, 0, 2]);
	});

	it('is its networks, its capacities and its road distances before straight ones', () => {
		const served = sampleSite({
			id: 'S1',
			networks: { ...site.networks, reseau_gaz: true, reseau_fluvial: false },
			capacities: {
				...site.capacities,
				electricityKva: { value: 2000, source: 'Enedis', date: '2026-01-01' }
			},
			access: [{ kind: 'motorway', name: 'A34', km: 12 }]
		});
		const records = {
			sites: [served],
			plots,
			pois: [samplePoi('échangeur autoroutier', [4.7, 49.7])]
		};
		expect(verdicts(records, { networks: ['reseau_gaz'] })).toEqual([1, 1, 2]);
		expect(verdicts(records, { networks: ['reseau_fluvial'] })).toEqual([0, 0, 2]);
		expect(verdicts(records, { networks: ['desserte_tc'] })).toEqual([2, 2, 2]);
		expect(verdicts(records, { electricityMinKva: 2000 })).toEqual([1, 1, 2]);
		// The junction is next door, but 12 km away by road; the third plot's site declares nothing.
		expect(verdicts(records, { junctionMaxKm: 10 })).toEqual([0, 0, 1]);
	});
});

describe('the brownfield that a plot lies on', () => {
	const polluted = sampleBrownfield({
		soilPollution: 'pollution avérée',
		geometry: square([4.7, 49.7], 0.01)
	});
	const plots = [samplePlot(), samplePlot({ geometry: square([4.8, 49.7]) })];

	it('must have the pollution asked for; a plot on none is not concerned', () => {
		const soilPollutions: Criteria['soilPollutions'] = ['pollution inexistante'];
		expect(verdicts({ plots, brownfields: [polluted] }, { soilPollutions })).toEqual([0, 1]);
		const silent = { ...polluted, soilPollution: null };
		expect(verdicts({ plots, brownfields: [silent] }, { soilPollutions })).toEqual([2, 1]);
		const point = sampleBrownfield({
			soilPollution: 'pollution inexistante',
			geometry: { type: 'Point', coordinates: [4.8, 49.7] }
		});
		expect(verdicts({ plots, brownfields: [polluted, point] }, { soilPollutions })).toEqual([0, 1]);
	});
});

describe('neighbours', () => {
	const plots = [samplePlot()];
	// A degree of latitude is 111.195 km: 5.56 km and 11.12 km away.
	const firms = [
		sampleFirm({ naf: '24.51Z', position: [4.7, 49.75] }),
		sampleFirm({ naf: '10.11Z', sector: 'agroalimentaire', position: [4.7, 49.8] }),
		sampleFirm({ naf: '24.51Z', active: false, position: [4.7, 49.7] })
	];

	it('are counted by sector or NAF division, firms known to be closed left out', () => {
		const near = (criteria: Partial<Criteria>) => verdicts({ plots, firms }, criteria);
		expect(near({ nafDivisions: ['24'], sectorRadiusKm: 5 })).toEqual([0]);
		expect(near({ nafDivisions: ['24'], sectorRadiusKm: 6 })).toEqual([1]);
		expect(near({ nafDivisions: ['24'], sectorRadiusKm: 12, firmsMin: 2 })).toEqual([0]);
		expect(
			near({ nafDivisions: ['24'], sectors: ['agroalimentaire'], sectorRadiusKm: 12, firmsMin: 2 })
		).toEqual([1]);
	});

	it('are training places within a radius', () => {
		const pois = [samplePoi('formation', [4.7, 49.8])];
		expect(verdicts({ plots, pois }, { trainingMin: 1, trainingRadiusKm: 11 })).toEqual([0]);
		expect(verdicts({ plots, pois }, { trainingMin: 1, trainingRadiusKm: 12 })).toEqual([1]);
		expect(verdicts({ plots, pois }, { trainingMin: 2, trainingRadiusKm: 100 })).toEqual([0]);
	});
});

describe('a shape', () => {
	const plots = [
		samplePlot(),
		samplePlot({ geometry: square([4.712, 49.7]) }),
		samplePlot({ geometry: square([5, 49.7]) })
	];
	const passing = (criteria: Partial<Criteria>) => [
		...evaluate(buildColumns(sampleRecords({ plots })), { ...noCriteria, ...criteria }).passing
	];
	const shape: Criteria['shape'] = { kind: 'rectangle', box: [4.69, 49.69, 4.7118, 49.71] };

	it('is touched, holds, or holds the centre; or all but these', () => {
		expect(passing({ shape })).toEqual([0, 1]);
		expect(passing({ shape, shapeRelation: 'within' })).toEqual([0]);
		expect(passing({ shape, shapeRelation: 'centre' })).toEqual([0]);
		expect(passing({ shape, shapeOutside: true })).toEqual([2]);
		expect(passing({ shape, shapeRelation: 'within', shapeOutside: true })).toEqual([1, 2]);
	});

	it('narrows what other musts let through, and counts what it alone eliminates all the same', () => {
		const evaluation = evaluate(
			buildColumns(
				sampleRecords({ plots: plots.map((plot, index) => ({ ...plot, areaHa: index })) })
			),
			{ ...noCriteria, areaMinHa: 1, shape }
		);
		expect([...evaluation.passing]).toEqual([1]);
		expect(evaluation.asked.map(({ id, eliminatedAlone }) => [id, eliminatedAlone])).toEqual([
			['area', 1],
			['shape', 1]
		]);
		expect([...evaluation.failures]).toEqual([1, 0, 1]);
	});
});

describe('days', () => {
	it('count from 1970 and are written back', () => {
		expect(dayOf('1970-01-02')).toBe(1);
		expect(dateOfDay(dayOf('2027-02-28') + 1)).toBe('2027-03-01');
		expect(dayOf('bientôt')).toBeNaN();
		expect(dayOf(null)).toBeNaN();
	});
});
