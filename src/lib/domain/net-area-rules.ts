import { setBoundaryKinds, type SetBoundaryKind } from './boundary-kinds.ts';
import type { TerritoryConfiguration } from './territory.ts';
import { constraintTypes, type ConstraintType } from './constraint-kinds.ts';

/** What a territory takes off any ground for its net area. */
export interface NetAreaRules {
	/** In the order in which they are taken off. */
	kinds: readonly ConstraintType[];
	/** Kept free along the limit, in m. */
	setback: number;
	/** The same in m by what lies beyond the limit; null for the one above. */
	setbacks: Readonly<Record<SetBoundaryKind, number | null>>;
}

/** What a configuration leaves out is as the database reads it: `net_area_rules`. */
export function netAreaRules({ netArea }: Pick<TerritoryConfiguration, 'netArea'>): NetAreaRules {
	return {
		kinds: netArea?.constraints ?? constraintTypes,
		setback: netArea?.setbackMetres ?? 0,
		setbacks: Object.fromEntries(
			setBoundaryKinds.map((kind) => [kind, netArea?.setbacks?.[kind] ?? null])
		) as NetAreaRules['setbacks']
	};
}
