import type { Atlas } from './atlas.ts';
import { areaHa } from './criteria/area.ts';
import type { Criteria } from './criteria.ts';
import { evaluate, type Evaluation } from './evaluate.ts';

/** Answer to a search among plots. Plots are named by their index in `atlas.placedPlots`. */
export interface PlotSearch {
	/** Everything behind the answer: what funnel, near misses and ranking start from. */
	evaluation: Evaluation;
	passing: number[];
	/** Total area of the passing plots in hectares; those without an area count for none. */
	areaHa: number;
}

/** Keeps the plots that no must fails. */
export function searchPlots(atlas: Atlas, criteria: Criteria): PlotSearch {
	const evaluation = evaluate(atlas.columns, criteria);
	const passing = [...evaluation.passing];
	const areas = atlas.columns.column(areaHa);
	return {
		evaluation,
		passing,
		areaHa: passing.reduce((sum, plot) => sum + (areas[plot] || 0), 0)
	};
}
