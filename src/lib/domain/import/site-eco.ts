import { siteFields } from '../fields/site-eco.ts';
import { importedColumns, type ClassSchema } from './class-schema.ts';

const { fields, ignored } = importedColumns(siteFields);

/** Files of business parks: CNIG site-eco. */
export const siteSchema: ClassSchema = {
	class: 'site_eco',
	label: 'site économique',
	key: 'site_id',
	geometry: 'surface',
	geometryColumns: ['site_geomsurf'],
	areaColumn: 'site_surf_brute',
	fields,
	companions: {
		elec_capacite_kva: ['elec_capacite_source', 'elec_capacite_date'],
		eau_capacite_m3j: ['eau_capacite_source', 'eau_capacite_date'],
		gaz_capacite_m3h: ['gaz_capacite_source', 'gaz_capacite_date'],
		fibre_capacite_mbits: ['fibre_capacite_source', 'fibre_capacite_date']
	},
	aliases: {},
	declaredCommune: 'site_comm_insee',
	declaredEpci: 'site_epci_siren',
	ignored: {
		...ignored,
		...{ site_epci_nom: 'geometry', site_comm_nom: 'geometry' },
		site_geompoint: 'surface'
	},
	dateColumns: ['site_actu_date', 'site_identif_date'],
	sourceColumns: ['source_producteur']
};
