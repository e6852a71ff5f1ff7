import { mobiliseCriteria, type MobiliseCriterion, type Weights } from './mobilise-query.ts';

/** What is known of a site or a brownfield, each from 0 to 100; null where nobody says. */
export type CriterionValues = Record<MobiliseCriterion, number | null>;

export interface Candidate {
	kind: 'site' | 'brownfield';
	id: string;
	name: string;
	/** Hectares that could be put to use. */
	freeHa: number;
	values: CriterionValues;
	demonstration: boolean;
}

/** A candidate with its score from 0 to 100: between two bounds where something of it is not known. */
export interface Scored extends Candidate {
	low: number;
	high: number;
	rank: number;
}

/** Ranks that change when one weight moves. */
export interface Sensitivity {
	criterion: MobiliseCriterion;
	/** 20, or −20, in %. */
	percent: number;
	changes: { name: string; from: number; to: number }[];
}

/** Mean of the values by their weights; an unknown one is as bad, and as good, as it may be. */
function boundsOf(values: CriterionValues, weights: Weights): [low: number, high: number] {
	const whole = mobiliseCriteria.reduce((sum, one) => sum + weights[one], 0);
	const mean = (unknown: number) =>
		mobiliseCriteria.reduce((sum, one) => sum + weights[one] * (values[one] ?? unknown), 0) / whole;
	return [mean(0), mean(100)];
}

/** The candidates by their score, the surest first; none where every weight is 0. */
export function scored(candidates: readonly Candidate[], weights: Weights): Scored[] {
	if (mobiliseCriteria.every((one) => weights[one] === 0)) return [];
	return candidates
		.map((candidate) => {
			const [low, high] = boundsOf(candidate.values, weights);
			return { ...candidate, low, high, rank: 0 };
		})
		.toSorted((a, b) => b.low - a.low || b.high - a.high || a.id.localeCompare(b.id))
		.map((candidate, index) => ({ ...candidate, rank: index + 1 }));
}

/** Which ranks change when each weight moves by so many %, up and down. */
export function sensitivity(
	candidates: readonly Candidate[],
	weights: Weights,
	percent = 20
): Sensitivity[] {
	const ranks = new Map(scored(candidates, weights).map(({ id, rank }) => [id, rank]));
	return mobiliseCriteria.flatMap((criterion) =>
		[percent, -percent].map((moved) => {
			const others = { ...weights, [criterion]: weights[criterion] * (1 + moved / 100) };
			const changes = scored(candidates, others).flatMap(({ id, name, rank }) => {
				const from = ranks.get(id) ?? rank;
				return from === rank ? [] : [{ name, from, to: rank }];
			});
			return { criterion, percent: moved, changes };
		})
	);
}
