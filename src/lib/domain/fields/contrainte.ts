import { constraintTypes } from '../constraint-kinds.ts';
import { identifiers, oneOf, required, text, type Fields } from './field.ts';

/** Surfaces that weigh on land: flood zones, wetlands, steep slopes (our own class). */
export const constraintFields = {
	contrainte_id: required(identifiers()),
	contrainte_type: required(oneOf(constraintTypes)),
	contrainte_nom: text()
} as const satisfies Fields;
