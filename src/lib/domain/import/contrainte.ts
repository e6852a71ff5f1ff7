import { constraintFields } from '../fields/contrainte.ts';
import { importedColumns, type ClassSchema } from './class-schema.ts';

/** Files of surfaces that weigh on land. */
export const constraintSchema: ClassSchema = {
	class: 'contrainte',
	label: 'contrainte',
	key: 'contrainte_id',
	geometry: 'surface',
	geometryColumns: ['geometry'],
	...importedColumns(constraintFields),
	aliases: {},
	declaredCommune: null,
	declaredEpci: null,
	dateColumns: [],
	sourceColumns: []
};
