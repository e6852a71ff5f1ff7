import type { Atlas } from './atlas.ts';
import type { Criteria, CriterionId } from './criteria.ts';
import { evaluate, toCheck, type Evaluation } from './evaluate.ts';

/** Answer to a search among plots. Plots are named by their index in `atlas.placedPlots`. */
export interface PlotSearch {
	/** Everything behind the answer: what funnel, near misses and ranking start from. */
	evaluation: Evaluation;
	passing: number[];
	/** For plots that pass only because the source does not say: the criteria left to check. */
	toCheck: ReadonlyMap<number, CriterionId[]>;
	/** Total area of the passing plots in hectares; those without an area count for none. */
	areaHa: number;
}

/** Keeps the plots that no must fails. */
export function searchPlots(atlas: Atlas, criteria: Criteria): PlotSearch {
	const evaluation = evaluate(atlas.columns, criteria);
	const passing = [...evaluation.passing];
	const { areaHa } = atlas.columns.numbers;
	return {
		evaluation,
		passing,
		toCheck: new Map(
			passing.flatMap((plot): [number, CriterionId[]][] => {
				const unanswered = toCheck(evaluation, plot);
				return unanswered.length > 0 ? [[plot, unanswered]] : [];
			})
		),
		areaHa: passing.reduce((sum, plot) => sum + (areaHa[plot] || 0), 0)
	};
}
