import { describe, expect, it } from 'vitest';
import type { Plot } from '#lib/domain/plot.ts';
import { samplePlot, sampleShares } from '../../../../tests/fixtures/sample-records.ts';
import { mobiliseCriteria, readMobiliseQuery, type Weights } from './mobilise-query.ts';
import { scored, sensitivity, type Candidate, type CriterionValues } from './mobilise-score.ts';
import { sieveOf } from './mobilise-sieve.ts';

const none = Object.fromEntries(mobiliseCriteria.map((one) => [one, 0])) as Weights;
const candidate = (id: string, values: Partial<CriterionValues>): Candidate => ({
	...{ kind: 'site', id, name: id, freeHa: 1, demonstration: false },
	values: { ...none, ...values }
});

describe('the score of what to mobilise', () => {
	const weights = { ...none, serviced: 3, access: 1 };

	it('is the mean by weights, between two bounds where something is not known', () => {
		const [first, second] = scored(
			[
				candidate('B', { serviced: null, access: 80 }),
				candidate('A', { serviced: 50, access: 20 })
			],
			weights
		);
		// (3 × 50 + 1 × 20) ÷ 4
		expect(first).toMatchObject({ id: 'A', low: 42.5, high: 42.5, rank: 1 });
		// (3 × 0 + 80) ÷ 4 to (3 × 100 + 80) ÷ 4
		expect(second).toMatchObject({ id: 'B', low: 20, high: 95, rank: 2 });
	});

	it('tells which ranks change when a weight moves by 20 %', () => {
		// Weights 1 and 1: A 51, B 50. With access at 1.2: A (42 + 1.2 × 60) ÷ 2.2 = 51.8, B 46.4; with serviced at
		// 1.2: A (1.2 × 42 + 60) ÷ 2.2 = 50.2, B (1.2 × 90 + 10) ÷ 2.2 = 53.6.
		const both = [
			candidate('A', { serviced: 42, access: 60 }),
			candidate('B', { serviced: 90, access: 10 })
		];
		const moved = sensitivity(both, { ...none, serviced: 1, access: 1 });
		const of = (criterion: string, percent: number) =>
			moved.find((one) => one.criterion === criterion && one.percent === percent)?.changes;
		expect(of('serviced', 20)).toEqual([
			{ name: 'B', from: 2, to: 1 },
			{ name: 'A', from: 1, to: 2 }
		]);
		expect(of('access', 20)).toEqual([]);
		expect(of('vacancy', -20)).toEqual([]);
	});

	it('is none where the weights sum to zero, never NaN', () => {
		expect(scored([candidate('A', {})], none)).toEqual([]);
		const all = mobiliseCriteria.length;
		const zeros = 'viabilise vacance friche demande acces contraintes'.split(' ');
		const query = readMobiliseQuery(new URLSearchParams(zeros.map((one) => [`poids_${one}`, '0'])));
		expect([zeros.length, query.weightless]).toEqual([all, true]);
		expect(
			readMobiliseQuery(new URLSearchParams('poids_acces=1,5&poids_friche=11&poids_vacance=x'))
		).toMatchObject({
			weights: { access: 1.5, brownfield: 2, vacancy: 2 },
			unread: [
				{ criterion: 'vacancy', value: 'x' },
				{ criterion: 'brownfield', value: '11' }
			]
		});
	});
});

it('sieves all hectares down to those that can be mobilised', () => {
	const plot = (id: string, more: Partial<Plot>) =>
		samplePlot({
			...{ id, areaHa: 1.1, saleStage: 'en vente', occupancy: 'inoccupé', use: 'inconnu' },
			shares: sampleShares({ 'zone inondable': 0 }),
			...more
		});
	const steps = sieveOf([
		plot('gap', {}),
		plot('reserve', {
			ownership: 'établissement industriel et commercial',
			saleStage: 'non commercialisé',
			areaHa: 2.2
		}),
		plot('building', { occupancy: 'vacant', saleStage: 'non commercialisé' }),
		plot('brownfield', { occupancy: 'friche', shares: sampleShares({ 'zone inondable': 60 }) }),
		plot('sold', { saleStage: 'vendu, commercialisation achevée' }),
		plot('closed', { permit: { state: 'aucun', lastDay: null } }),
		plot('used', { occupancy: 'occupé' })
	]);
	expect(steps.map(({ id, plots, left }) => [id, plots, left.map((one) => one.id)])).toEqual([
		['all', 7, []],
		// What is in use is of no source.
		['sources', 6, []],
		['unsold', 5, ['sold']],
		['unconstrained', 4, ['brownfield']],
		['permitted', 3, ['closed']]
	]);
	const last = steps.at(-1);
	// 1.1 + 2.2 + 1.1
	expect(last?.hectares).toBe(4.4);
	expect(last?.bySource).toMatchObject({
		gap: { plots: 1, hectares: 1.1 },
		reserve: { plots: 1, hectares: 2.2 },
		building: { plots: 1, hectares: 1.1 },
		brownfield: { plots: 0, hectares: 0 }
	});
	expect(last?.kept.map(({ id }) => id)).toEqual(['reserve', 'building', 'gap']);
});
