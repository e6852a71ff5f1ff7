import type { CriterionId, Weight } from './criteria.ts';
import { failed, passed, unknown } from './criterion.ts';
import { dayOf } from './day.ts';
import type { AskedCriterion, Evaluation } from './evaluate.ts';
import { plotNumber } from './plot-columns.ts';

/** What one wish says of a plot. */
export interface Reason {
	id: CriterionId;
	weight: Weight;
	verdict: 'pass' | 'fail' | 'unknown';
}

/** A plot's rank among those that pass. */
export interface Ranking {
	/** Passing plots, the best first; of equal ones the most recently checked first. */
	order: Uint32Array;
	/** For every plot of the territory, from 0 to 1; null when nothing is wished for. */
	scores: Float64Array | null;
}

const updatedDay = plotNumber((plot) => dayOf(plot.updated));

/** A wish that holds counts whole; one that the source does not answer counts half; one that fails not at all. */
const shareOf: Record<number, number> = { [failed]: 0, [passed]: 1, [unknown]: 0.5 };
const wordOf: Record<number, Reason['verdict']> = {
	[failed]: 'fail',
	[passed]: 'pass',
	[unknown]: 'unknown'
};

type Wish = AskedCriterion & { weight: Weight };

function wishesOf({ asked }: Evaluation): Wish[] {
	return asked.filter((one): one is Wish => one.weight !== null);
}

/** Sorts the plots that pass by the weighted mean of their wishes. */
export function rank(evaluation: Evaluation): Ranking {
	const scores = scoresOf(evaluation);
	const updated = evaluation.columns.column(updatedDay);
	const freshness = (plot: number) => {
		const day = updated[plot] ?? Number.NaN;
		return Number.isNaN(day) ? -Infinity : day;
	};
	const order = evaluation.passing.toSorted((one, other) => {
		const better = (scores?.[other] ?? 0) - (scores?.[one] ?? 0);
		if (better !== 0) return better;
		const [first, second] = [freshness(one), freshness(other)];
		return first === second ? one - other : first < second ? 1 : -1;
	});
	return { order, scores };
}

function scoresOf(evaluation: Evaluation): Float64Array | null {
	const wishes = wishesOf(evaluation);
	if (wishes.length === 0) return null;
	const whole = wishes.reduce((sum, { weight }) => sum + weight, 0);
	const scores = new Float64Array(evaluation.columns.count);
	for (const { weight, verdicts } of wishes)
		for (let plot = 0; plot < scores.length; plot += 1)
			scores[plot] =
				(scores[plot] as number) + weight * (shareOf[verdicts[plot] as number] as number);
	return scores.map((sum) => sum / whole);
}

/** What each wish says of a plot, in the order of the criteria. */
export function reasonsOf(evaluation: Evaluation, plot: number): Reason[] {
	return wishesOf(evaluation).map(({ id, weight, verdicts }) => ({
		id,
		weight,
		verdict: wordOf[verdicts[plot] as number] ?? 'unknown'
	}));
}
