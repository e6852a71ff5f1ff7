import { constraintTypes } from '../vocabulary.ts';
import { computedColumns, provenanceFields, type ClassSchema } from './class-schema.ts';
import { identifiers, oneOf, required, text } from './field.ts';

/** Surfaces that weigh on land: flood zones, wetlands, steep slopes (our own class). */
export const constraintSchema: ClassSchema = {
	class: 'contrainte',
	label: 'contrainte',
	key: 'contrainte_id',
	geometry: 'surface',
	geometryColumns: ['geometry'],
	fields: {
		contrainte_id: required(identifiers()),
		contrainte_type: required(oneOf(constraintTypes)),
		contrainte_nom: text(),
		...provenanceFields
	},
	aliases: {},
	declaredCommune: null,
	declaredEpci: null,
	ignored: computedColumns,
	dateColumns: [],
	sourceColumns: []
};
