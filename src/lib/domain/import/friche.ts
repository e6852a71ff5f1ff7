import { text } from '../fields/field.ts';
import { brownfieldFields } from '../fields/friche.ts';
import { importedColumns, type ClassSchema } from './class-schema.ts';

const { fields, ignored } = importedColumns(brownfieldFields);

/** Files of brownfields: CNIG Friches. */
export const brownfieldSchema: ClassSchema = {
	class: 'friche',
	label: 'friche',
	key: 'site_id',
	geometry: 'point-or-surface',
	geometryColumns: ['geomsurf', 'geompoint'],
	// The standard lets the address of the source be any text.
	fields: { ...fields, source_url: text() },
	aliases: {},
	declaredCommune: 'comm_insee',
	declaredEpci: 'epci_siren',
	ignored,
	dateColumns: ['site_actu_date', 'site_identif_date'],
	sourceColumns: ['source_producteur']
};
