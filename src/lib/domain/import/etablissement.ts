import { firmFields } from '../fields/etablissement.ts';
import { importedColumns, type ClassSchema } from './class-schema.ts';

/** Files of firms: CNIG etablissement. */
export const firmSchema: ClassSchema = {
	class: 'etablissement',
	label: 'établissement',
	key: 'siret',
	geometry: 'points',
	geometryColumns: ['etab_geompoint'],
	...importedColumns(firmFields),
	aliases: {},
	declaredCommune: 'comm_insee',
	declaredEpci: 'epci_siren',
	dateColumns: ['etab_actu_date', 'etab_identif_date'],
	sourceColumns: ['etab_source_info']
};
