import { unitFields } from '../fields/unite-fonciere.ts';
import { importedColumns, type ClassSchema } from './class-schema.ts';

/** Files of land units. */
export const unitSchema: ClassSchema = {
	class: 'unite_fonciere',
	label: 'unité foncière',
	key: 'uf_id',
	geometry: 'surface',
	geometryColumns: ['uf_geomsurf', 'geometry'],
	...importedColumns(unitFields),
	aliases: {},
	declaredCommune: 'comm_insee',
	declaredEpci: 'epci_siren',
	dateColumns: [],
	sourceColumns: []
};
