import { describe, expect, it } from 'vitest';
import { landClassOf } from '#lib/domain/land-class.ts';
import { isFree } from '#lib/domain/plot.ts';
import { landCost, leftAfter } from './land-cost.ts';

const bare: Parameters<typeof landClassOf>[0] = {
	...{ occupancy: 'inoccupé', brownfieldUrl: null, use: 'espace agricole' },
	...{ servicingStage: 'non aménagé, non viabilisé', offer: 'Terrain' }
};

describe('the land of a plot', () => {
	it.each([
		['new where nobody laid anything out', {}, 'new'],
		['recycled as a brownfield', { occupancy: 'friche' }, 'brownfield'],
		['recycled as a brownfield of the inventory', { brownfieldUrl: 'https://a.fr' }, 'brownfield'],
		['recycled where works have begun', { servicingStage: 'viabilisation en cours' }, 'urbanised'],
		['recycled under a building', { use: 'bâti productif' }, 'urbanised'],
		['recycled in a building', { offer: 'Local' }, 'urbanised'],
		['unknown where nobody says', { servicingStage: 'inconnu', use: 'inconnu' }, 'unknown']
	] as const)('is %s', (_, more, expected) => {
		expect(landClassOf({ ...bare, ...more })).toBe(expected);
	});

	it('is free on sale, or before it where nobody is', () => {
		const free = (saleStage: 'en vente' | 'non commercialisé' | 'inconnu', occupancy: string) =>
			isFree({ saleStage, occupancy });
		expect(free('en vente', 'occupé')).toBe(true);
		expect(free('non commercialisé', 'friche')).toBe(true);
		expect(free('non commercialisé', 'occupé')).toBe(false);
		expect(free('inconnu', 'inoccupé')).toBe(false);
	});
});

describe('what mobilising plots costs', () => {
	const cost = landCost([
		{ landClass: 'new', areaHa: 1.1 },
		{ landClass: 'new', areaHa: 2.2 },
		{ landClass: 'brownfield', areaHa: 4 },
		{ landClass: 'urbanised', areaHa: null },
		{ landClass: 'unknown', areaHa: 0.5 }
	]);

	it('adds up by class, to the m², and tells areas that nobody states', () => {
		expect(cost).toEqual({
			// 1.1 + 2.2 = 3.3, and not 3.3000000000000003
			hectares: { new: 3.3, brownfield: 4, urbanised: 0, unknown: 0.5 },
			...{ plots: 5, withoutArea: 1 }
		});
	});

	it('subtracts new land, and what may be new as an interval', () => {
		// 10 − 3.3; less 0.5 more perhaps
		expect(leftAfter(10, cost)).toEqual({ low: 6.2, high: 6.7 });
		expect(leftAfter(2, landCost([{ landClass: 'new', areaHa: 3 }]))).toEqual({
			low: -1,
			high: -1
		});
		expect(leftAfter(null, cost)).toBeNull();
	});
});
