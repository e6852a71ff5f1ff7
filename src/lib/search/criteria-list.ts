import { judgeArea, prepareArea } from '#lib/geo/prepared-area.ts';
import { judgeRadius } from '#lib/geo/sphere-points.ts';
import { brownfieldChoices } from './brownfield-criteria.ts';
import { landChoices, networkChoices, placeChoices } from './choice-criteria.ts';
import { failed, passed, type Criterion } from './criterion.ts';
import type { CriterionId } from './criteria.ts';
import { neighbourCriteria } from './neighbour-criteria.ts';
import { accessDistances, capacityRanges, constraintRanges, landRanges } from './range-criteria.ts';
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
		return {
			limits: [],
			judge: (verdicts) => {
				for (let plot = 0; plot < verdicts.length; plot += 1)
					verdicts[plot] = asked.every((word) => words[plot]?.includes(word)) ? passed : failed;
			},
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
	prepare: ({ shape: area, shapeRelation, shapeOutside }, columns) => ({
		limits: [],
		judge: (verdicts) => {
			if (area === null) return void verdicts.fill(passed);
			if (area.kind === 'circle' && shapeRelation === 'centre')
				judgeRadius(columns.centres.points, area.centre, area.radiusKm, verdicts);
			else judgeArea(prepareArea(area), columns, shapeRelation, verdicts);
			if (!shapeOutside) return;
			for (let plot = 0; plot < verdicts.length; plot += 1)
				verdicts[plot] = verdicts[plot] === passed ? failed : passed;
		},
		valueAt: () => null
	})
};

/** The criteria in the order of the funnel: the land first, then what serves and surrounds it, then the place. */
export const criteriaList: readonly Criterion[] = [
	...landRanges,
	...landChoices,
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

const byId = new Map(criteriaList.map((criterion) => [criterion.id, criterion]));

/** The criterion of an id. */
export function criterionOf(id: CriterionId): Criterion {
	const criterion = byId.get(id);
	if (criterion === undefined) throw new RangeError(`critère inconnu : ${id}`);
	return criterion;
}

/** Ids of all criteria, in the order of the funnel. */
export const criterionIds: readonly CriterionId[] = criteriaList.map(({ id }) => id);
