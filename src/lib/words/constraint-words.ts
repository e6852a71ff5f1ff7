import type { ConstraintKind } from '#lib/domain/listing.ts';
import { m } from '#lib/paraglide/messages.js';

/** The constraints on land, in the order in which cards show them. */
export const constraintKinds = ['inondable', 'humide', 'pente'] as const;

/** What each is called where its share stands beside it. */
export const constraintName: Record<ConstraintKind, () => string> = {
	inondable: m.criterion_flood,
	humide: m.criterion_wetland,
	pente: m.criterion_steep
};

/** Where a share of an outline lies: "62 % en zone inondable". */
export const constraintPlace: Record<ConstraintKind, (share: { percent: string }) => string> = {
	inondable: m.constraint_in_flood,
	humide: m.constraint_in_wetland,
	pente: m.constraint_on_slope
};
