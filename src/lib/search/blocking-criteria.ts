import type { CriterionId } from './criteria.ts';
import { failed } from './criterion.ts';
import { mustsOf, type Evaluation } from './evaluate.ts';

/**
 * The musts that stand between a demand and the plots nearest to it: those that plots with the fewest failures
 * fail. Empty when no plot fails anything, or when there is no plot.
 */
export function blockingCriteria(evaluation: Evaluation): CriterionId[] {
	const { failures } = evaluation;
	let fewest = Infinity;
	for (const count of failures) if (count > 0 && count < fewest) fewest = count;
	return mustsOf(evaluation)
		.filter(({ verdicts }) =>
			failures.some((count, plot) => count === fewest && verdicts[plot] === failed)
		)
		.map(({ id }) => id);
}
