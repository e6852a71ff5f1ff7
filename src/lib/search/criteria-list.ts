import { pointsWithin } from '#lib/geo/points-within.ts';
import { prepareArea, shapesInArea } from '#lib/geo/prepared-area.ts';
import { brownfieldChoices } from './brownfield-criteria.ts';
import { landChoices, networkChoices, offered, placeChoices } from './choice-criteria.ts';
import { failed, passed, type Criterion } from './criterion.ts';
import type { SearchColumns } from './columns.ts';
import type { Criteria, CriterionId } from './criteria.ts';
import { neighbourCriteria } from './neighbour-criteria.ts';
import { accessDistances, capacityRanges, constraintRanges, landRanges } from './range-criteria.ts';
import { freshness, spaceRanges } from './offer-criteria.ts';
import { queryWords } from './search-words.ts';

const text: Criterion = {
	id: 'text',
	field: 'site_nom',
	unit: null,
	kind: 'text',
	group: 'place',
	keys: ['text'],
	isAsked: (criteria) => queryWords(criteria.text).length > 0,
	prepare: (criteria, columns) => {
		const asked = queryWords(criteria.text);
		const words = columns.words();
		const isFound = (plot: number) => asked.every((word) => words[plot]?.includes(word));
		return {
			limits: [],
			judge: (verdicts) => {
				for (let plot = 0; plot < verdicts.length; plot += 1)
					verdicts[plot] = isFound(plot) ? passed : failed;
			},
			keep: (plots) => plots.filter(isFound),
			valueAt: () => null
		};
	}
};

const shape: Criterion = {
	id: 'shape',
	field: 'geom',
	unit: null,
	kind: 'area',
	group: 'place',
	keys: ['shape', 'shapeRelation', 'shapeOutside'],
	isAsked: (criteria) => criteria.shape !== null,
	prepare: (criteria, columns) => {
		const standing = plotsOfShape(criteria, columns);
		return {
			limits: [],
			judge: (verdicts) => {
				verdicts.fill(criteria.shapeOutside ? passed : failed);
				const own = criteria.shapeOutside ? failed : passed;
				for (const plot of standing(columns.everyPlot)) verdicts[plot] = own;
			},
			keep: (plots) => {
				if (!criteria.shapeOutside) return standing(plots);
				const all = plots.slice();
				const left = new Set(standing(plots));
				return all.filter((plot) => !left.has(plot));
			},
			valueAt: () => null
		};
	}
};

/** Finds, among some plots, those that stand to the shape asked as asked. */
function plotsOfShape(
	{ shape: drawn, shapeRelation }: Criteria,
	columns: SearchColumns
): (plots: Uint32Array) => Uint32Array {
	const { centres } = columns;
	const { plots: scratch } = columns.scratch;
	if (drawn === null) return () => new Uint32Array();
	if (drawn.kind === 'circle' && shapeRelation === 'centre')
		return (plots) => {
			const among = plots === columns.everyPlot ? null : plots;
			return pointsWithin(centres, drawn.centre, drawn.radiusKm, among, scratch);
		};
	const area = prepareArea(drawn);
	return (plots) => shapesInArea(area, columns, shapeRelation, plots, scratch);
}

/** The criteria in the order of the funnel: the land first, then what serves and surrounds it, then the place. */
export const criteriaList: readonly Criterion[] = [
	offered,
	...landRanges,
	...landChoices,
	...spaceRanges,
	freshness,
	...brownfieldChoices,
	...constraintRanges,
	...networkChoices,
	...capacityRanges,
	...accessDistances,
	...neighbourCriteria,
	...placeChoices,
	text,
	shape
];

/** Whether anything is asked for beyond what the map opens on. */
export function asksForMore(criteria: Criteria): boolean {
	return criteriaList.some((criterion) => criterion !== offered && criterion.isAsked(criteria));
}

/** Ids of all criteria, in the order of the funnel. */
export const criterionIds: readonly CriterionId[] = criteriaList.map(({ id }) => id);
