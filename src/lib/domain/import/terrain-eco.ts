import { plotFields } from '../fields/terrain-eco.ts';
import { importedColumns, type ClassSchema } from './class-schema.ts';

/** Files of plots: CNIG terrain-eco. */
export const plotSchema: ClassSchema = {
	class: 'terrain_eco',
	label: 'terrain',
	key: 'terr_id',
	geometry: 'surface',
	geometryColumns: ['terr_geomsurf'],
	areaColumn: 'terr_surf_brute',
	...importedColumns(plotFields),
	aliases: {},
	declaredCommune: 'comm_insee',
	declaredEpci: 'epci_siren',
	dateColumns: ['terr_actu_date', 'terr_identif_date'],
	sourceColumns: []
};
