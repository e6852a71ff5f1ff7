import { fieldEntries, type ListedCriteria, type ListedId } from './criteria-list.ts';
import { nothingAsked } from './field.ts';

export { shapeRelations, type ShapeRelation } from './criteria/shape.ts';

/** Names of the criteria. */
export type CriterionId = ListedId;

/** How much a wish counts: a little, plainly, a lot. */
export type Weight = 1 | 2 | 3;

/** What a visitor asks for. An empty list or null means that the criterion is not set. */
export interface Criteria extends ListedCriteria {
	/** Criteria that rank instead of eliminating, each with its weight; all others are musts. */
	wishes: Partial<Record<CriterionId, Weight>>;
	/** Criteria that a plot fails when its source does not say. */
	strict: CriterionId[];
}

/** Nothing asked: every plot. */
export const noCriteria: Readonly<Criteria> = Object.freeze({
	...(Object.fromEntries(
		fieldEntries.map(([key, field]) => [key, nothingAsked(field)])
	) as unknown as ListedCriteria),
	wishes: {},
	strict: []
});

/** What the map opens on: what can be had. */
export const openingCriteria: Readonly<Criteria> = Object.freeze({
	...noCriteria,
	...Object.fromEntries(
		fieldEntries.flatMap(([key, field]) => (field.kind === 'flag' ? [[key, field.opening]] : []))
	)
});
