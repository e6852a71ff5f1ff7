import type { Polygon } from 'geojson';
import { describe, expect, it } from 'vitest';
import type { Plot } from '#lib/domain/plot.ts';
import { samplePlot } from '../../../../tests/fixtures/sample-records.ts';
import { fromLambert93 } from '#lib/geo/lambert-93.ts';
import { readAssembly } from './assembly-query.ts';
import {
	assembliesOnPage,
	assemblyLand,
	countLookedAt,
	findAssemblies,
	landWithin
} from './find-assemblies.ts';

/** A plot 100 m wide at so many metres from a place in the Ardennes. */
function plotAt(x: number, given: Partial<Plot> = {}): Plot {
	const corners = [
		[x, 0],
		[x + 100, 0],
		[x + 100, 200],
		[x, 200],
		[x, 0]
	];
	const geometry: Polygon = {
		type: 'Polygon',
		coordinates: [corners.map(([e = 0, n = 0]) => fromLambert93([820_000 + e, 6_960_000 + n]))]
	};
	return samplePlot({ id: `T${x}`, areaHa: 2, netHa: 1.5, geometry, ...given });
}

function found(plots: Plot[], address: string) {
	const { asked } = readAssembly(new URLSearchParams(address));
	if (asked === null) throw new Error(address);
	return findAssemblies(assemblyLand({ plots }), asked);
}
const sets = (plots: Plot[], address: string) =>
	found(plots, address).shown.map(({ parts }) => parts.map(({ id }) => id).join('+'));

describe('adjacent free plots', () => {
	const row = [plotAt(0), plotAt(100), plotAt(200)];

	it('reach an area by their limits in common, which are told', () => {
		const answer = found(row, 'surface=6');
		expect(answer).toMatchObject({ total: 1, looked: 3, alone: 0, unmeasured: 0 });
		const [set] = answer.shown;
		expect(set?.hectares).toBe(6);
		expect(set?.joins.map(({ between, shared }) => [between.join(), Math.round(shared)])).toEqual([
			['T0,T100', 200],
			['T100,T200', 200]
		]);
		expect(sets(row, 'surface=4')).toEqual(['T0+T100', 'T100+T200']);
		expect(sets(row, 'surface=6&terrains=2')).toEqual([]);
	});

	it('count net where that is asked, and leave out what nobody has measured', () => {
		const plots = [plotAt(0), plotAt(100), plotAt(200, { netHa: null })];
		expect(found(plots, 'surface=3&mesure=nette')).toMatchObject({
			...{ total: 1, looked: 2, unmeasured: 1 }
		});
	});

	it('count net as it is computed for the question, together more than one by one, and only where net is asked', () => {
		const land = assemblyLand({ plots: row });
		const own = new Map([
			['T0', 0.4],
			['T100', 0.6]
		]);
		let united = 0;
		const ask = (address: string) => {
			const { asked } = readAssembly(new URLSearchParams(address));
			if (asked === null) throw new Error(address);
			return findAssemblies(land, asked, {
				of: (id) => own.get(id) ?? null,
				most: (id) => (own.get(id) ?? 0) + 0.5,
				together: (ids) => {
					united += 1;
					expect(ids).toEqual(['T0', 'T100']);
					return 1.3;
				}
			});
		};
		const answer = ask('surface=1,2&mesure=nette');
		expect(answer).toMatchObject({ total: 1, looked: 2, unmeasured: 1, alone: 0 });
		expect(answer.shown[0]?.hectares).toBe(1.3);
		expect(answer.shown[0]?.parts.map(({ id, hectares }) => [id, hectares])).toEqual([
			['T0', 0.4],
			['T100', 0.6]
		]);
		expect(ask('surface=1,4&mesure=nette').total).toBe(0);
		expect(united).toBe(2);
		// More than the plots have at most: nothing is united.
		expect(ask('surface=2,1&mesure=nette').total).toBe(0);
		expect(ask('surface=6').total).toBe(1);
		expect(united).toBe(2);
		expect(countLookedAt(land, { epci: null })).toBe(3);
	});

	it('are those of one place, with what lies beside what', () => {
		const mixed = [
			plotAt(0, { epciSiren: '240800821' }),
			...[100, 200].map((x) => plotAt(x, { epciSiren: '200041630' }))
		];
		const within = landWithin(assemblyLand({ plots: mixed }), { epci: '200041630' });
		expect(within.plots.map(({ id }) => id)).toEqual(['T100', 'T200']);
		expect(within.neighbours.map(({ one, other }) => [one, other])).toEqual([[0, 1]]);
		expect(countLookedAt(within, { epci: '999999999' })).toBe(0);
	});

	it('are joined across a lane only where one is allowed', () => {
		const plots = [plotAt(0), plotAt(108)];
		expect(sets(plots, 'surface=4')).toEqual([]);
		expect(sets(plots, 'surface=4&voie=7,5')).toEqual([]);
		expect(sets(plots, 'surface=4&voie=8,5')).toEqual(['T0+T108']);
		expect(found(plots, 'surface=4&voie=10').shown[0]?.joins[0]).toMatchObject({ shared: 0 });
	});

	it('are not what is sold, let, or a space in a building', () => {
		for (const given of [{ saleStage: 'vendu' }, { offer: 'Local' }] as Partial<Plot>[])
			expect(sets([plotAt(0), plotAt(100, given)], 'surface=4')).toEqual([]);
	});

	it('lie in the EPCI that is asked', () => {
		const plots = [plotAt(0, { epciSiren: '200041630' }), plotAt(100, { epciSiren: '240800821' })];
		expect(sets(plots, 'surface=4')).toHaveLength(1);
		expect(sets(plots, 'surface=4&lieu=epci:200041630')).toEqual([]);
	});

	it('hold a plot that is asked; one that is not free is told', () => {
		expect(sets(row, 'surface=4&avec=T0')).toEqual(['T0+T100']);
		expect(found(row, 'surface=4&avec=T9')).toMatchObject({ total: 0, withUnknown: true });
	});

	it('are told page by page', () => {
		const many = Array.from({ length: 12 }, (_, at) => plotAt(100 * at));
		expect(found(many, 'surface=4').total).toBe(11);
		expect(sets(many, 'surface=4')).toHaveLength(assembliesOnPage);
		expect(sets(many, 'surface=4&page=2')).toHaveLength(11 - assembliesOnPage);
	});
});

describe('what an address asks', () => {
	it.each([
		['surface=beaucoup', { hectares: 'not-a-number' }],
		['surface=0', { hectares: 'too-small' }],
		['surface=6&terrains=9', { mostPlots: 'too-large' }],
		['surface=6&terrains=2,5', { mostPlots: 'not-whole' }],
		['surface=6&voie=-1', { lane: 'too-small' }]
	])('%s cannot be looked for', (address, faults) => {
		const query = readAssembly(new URLSearchParams(address));
		expect(query.faults).toEqual(faults);
		expect(query.asked).toBeNull();
	});

	it('is nothing without an area', () => {
		expect(readAssembly(new URLSearchParams('terrains=2')).asked).toBeNull();
	});
});
