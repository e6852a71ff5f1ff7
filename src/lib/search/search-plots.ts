import type { Atlas, PlacedPlot } from './atlas.ts';
import type { Criteria } from './criteria.ts';
import { plotCriteria, type CriterionId } from './plot-criteria.ts';

/** Answer to a search among plots. Plots are named by their index in `atlas.placedPlots`. */
export interface PlotSearch {
	passing: number[];
	/** For plots that pass only because the source does not say: the criteria left to check. */
	toCheck: ReadonlyMap<number, CriterionId[]>;
	/** How many plots each criterion that is set eliminates on its own. */
	eliminated: { id: CriterionId; count: number }[];
	/** Total area of the passing plots in hectares; those without an area count for none. */
	areaHa: number;
}

/** Keeps the plots that no criterion fails. */
export function searchPlots(atlas: Atlas, criteria: Criteria): PlotSearch {
	const tests = plotCriteria.flatMap(({ id, test }) => {
		const run = test(criteria, atlas);
		return run === null ? [] : [{ id, run, count: 0 }];
	});
	const passing: number[] = [];
	const toCheck = new Map<number, CriterionId[]>();
	atlas.placedPlots.forEach((placed, index) => {
		const unknown: CriterionId[] = [];
		let failed = false;
		for (const test of tests) {
			const verdict = test.run(placed);
			if (verdict === 'unknown') unknown.push(test.id);
			else if (verdict === 'fail') {
				test.count += 1;
				failed = true;
			}
		}
		if (failed) return;
		passing.push(index);
		if (unknown.length > 0) toCheck.set(index, unknown);
	});
	return {
		passing,
		toCheck,
		eliminated: tests.map(({ id, count }) => ({ id, count })),
		areaHa: totalArea(passing.map((index) => atlas.placedPlots[index]))
	};
}

function totalArea(plots: readonly (PlacedPlot | undefined)[]): number {
	return plots.reduce((sum, placed) => sum + (placed?.plot.areaHa ?? 0), 0);
}
