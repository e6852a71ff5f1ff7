import type { ConstraintType } from '#lib/domain/constraint-kinds.ts';
import { m } from '#lib/paraglide/messages.js';

/** What each kind of constraint is called where its share stands beside it. */
export const constraintName: Record<ConstraintType, () => string> = {
	'zone inondable': m.criterion_flood,
	'zone humide': m.criterion_wetland,
	'pente forte': m.criterion_steep
};

/** Where a share of an outline lies: "62 % en zone inondable". */
export const constraintPlace: Record<ConstraintType, (share: { percent: string }) => string> = {
	'zone inondable': m.constraint_in_flood,
	'zone humide': m.constraint_in_wetland,
	'pente forte': m.constraint_on_slope
};
