import { plotLists, plotNetworkFlags } from '../vocabulary.ts';
import { computedColumns, provenanceFields, type ClassSchema } from './class-schema.ts';
import {
	count,
	date,
	flag,
	identifiers,
	oneOf,
	pattern,
	quantity,
	required,
	text,
	url
} from './field.ts';
import { usually } from './plausible.ts';

/** 14-character parcel ids separated by `|`; the standard's own expression forgets Corsica (2A, 2B). */
export const parcelIds = pattern(
	/^\d[0-9AB]\d{6}[0-9A-Z]{2}\d{4}(\|\d[0-9AB]\d{6}[0-9A-Z]{2}\d{4})*$/,
	'des références cadastrales de 14 caractères séparées par « | »'
);

/** Outside it a price is in another unit, or is that of the whole plot. */
const pricePerM2 = usually(quantity('€/m²'), 0.1, 2_000, '€/m²');

/** CNIG Sites économiques v2024-10, class terrain-eco, with the extensions of Bourgogne-Franche-Comté and our own. */
export const plotSchema: ClassSchema = {
	class: 'terrain_eco',
	label: 'terrain',
	key: 'terr_id',
	geometry: 'surface',
	geometryColumns: ['terr_geomsurf'],
	areaColumn: 'terr_surf_brute',
	fields: {
		terr_id: required(identifiers()),
		site_id: identifiers(),
		terr_refcad: parcelIds,
		terr_surf_brute: quantity('ha'),
		terr_utile: flag(),
		terr_identif_date: date(),
		terr_actu_date: date(),
		terr_maitrise_fonc: required(oneOf(plotLists.terr_maitrise_fonc)),
		terr_stade_amngt: required(oneOf(plotLists.terr_stade_amngt)),
		terr_stade_comm: required(oneOf(plotLists.terr_stade_comm)),
		terr_etat_occup: required(oneOf(plotLists.terr_etat_occup)),
		terr_usage: required(oneOf(plotLists.terr_usage)),
		terr_url_cartofriches: url(),
		terr_cle_en_main: flag(),
		terr_lot: text(),
		terr_cession_type: oneOf(plotLists.terr_cession_type),
		date_dispo: date(30),
		terr_prix_demande_m2: pricePerM2,
		terr_prix_sur_demande: flag(),
		offre_type: oneOf(plotLists.offre_type),
		terr_description: text(),
		surflocal: quantity('m²'),
		hbat: quantity('m'),
		local_charge_sol_kgm2: quantity('kg/m²'),
		local_pont_roulant_t: quantity('t'),
		local_quais_nb: count(),
		...Object.fromEntries(plotNetworkFlags.map((name) => [name, flag()])),
		elec_capacite_kva: quantity('kVA'),
		eau_capacite_m3j: quantity('m³/j'),
		gaz_capacite_m3h: quantity('m³/h'),
		fibre_capacite_mbits: quantity('Mbit/s'),
		confirme_le: date(),
		terr_acquereur: text(),
		terr_cession_date: date(5),
		terr_vente_montant: quantity('€'),
		terr_m2_prix: pricePerM2,
		...provenanceFields
	},
	aliases: {},
	declaredCommune: 'comm_insee',
	declaredEpci: 'epci_siren',
	ignored: { ...computedColumns, site_nom: 'lu dans le site' },
	dateColumns: ['terr_actu_date', 'terr_identif_date'],
	sourceColumns: []
};
