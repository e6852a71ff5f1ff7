import { computedColumns, provenanceFields, type ClassSchema } from './class-schema.ts';
import { identifiers, quantity, required } from './field.ts';
import { parcelIds } from './terrain-eco.ts';

/** Land units of business parks: the class that the CNIG standard lacks and article 220 counts (docs/inventory.md). */
export const unitSchema: ClassSchema = {
	class: 'unite_fonciere',
	label: 'unité foncière',
	key: 'uf_id',
	geometry: 'surface',
	geometryColumns: ['uf_geomsurf', 'geometry'],
	fields: {
		uf_id: required(identifiers()),
		site_id: identifiers(),
		uf_refcad: parcelIds,
		uf_surface_m2: quantity('m²'),
		uf_emprise_batie_m2: quantity('m²'),
		...provenanceFields
	},
	aliases: {},
	declaredCommune: 'comm_insee',
	declaredEpci: 'epci_siren',
	ignored: { ...computedColumns, site_nom: 'lu dans le site' },
	dateColumns: [],
	sourceColumns: []
};
