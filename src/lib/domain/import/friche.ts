import { brownfieldLists, notStated } from '../vocabulary.ts';
import { computedColumns, provenanceFields, type ClassSchema } from './class-schema.ts';
import {
	count,
	date,
	identifiers,
	oneOf,
	pattern,
	required,
	someOf,
	text,
	url,
	year
} from './field.ts';
import { parcelIds } from './terrain-eco.ts';

const lists = Object.fromEntries(
	Object.entries(brownfieldLists).map(([name, list]) => [name, oneOf(list)])
);

/** CNIG Friches 1.0.5. */
export const brownfieldSchema: ClassSchema = {
	class: 'friche',
	label: 'friche',
	key: 'site_id',
	geometry: 'point-or-surface',
	geometryColumns: ['geomsurf', 'geompoint'],
	fields: {
		site_id: required(identifiers()),
		site_nom: required(text()),
		...lists,
		site_type: required(oneOf(brownfieldLists.site_type)),
		site_adresse: text(),
		site_identif_date: date(),
		site_actu_date: date(),
		site_url: pattern(
			/^(https?:\/\/[^|\s]*\|)*https?:\/\/[^|\s]*$/,
			'une ou plusieurs adresses http:// ou https:// séparées par « | »'
		),
		site_ademe_url: url(),
		site_projet_url: text(),
		site_reconv_annee: year(),
		activite_libelle: text(),
		activite_code: text(),
		activite_fin_annee: year(),
		bati_type: someOf([
			'industriel',
			'commercial',
			'résidentiel',
			'secteur tertiaire',
			...notStated
		]),
		bati_nombre: count(),
		bati_surface: count(),
		local_ancien_annee: year(),
		local_recent_annee: year(),
		proprio_type: pattern(
			/^[A-Z]\d[a-z](\|[A-Z]\d[a-z])*$/,
			'des codes de propriétaire séparés par « | », par exemple P4a|G1a'
		),
		proprio_personne: someOf(['personne physique', 'personne morale', ...notStated]),
		proprio_nom: text(),
		sol_pollution_annee: year(),
		sol_pollution_commentaire: text(),
		sol_depollution_fiche: url(),
		unite_fonciere_surface: count(),
		unite_fonciere_refcad: parcelIds,
		urba_zone_lib: text(),
		urba_zone_formdomi: text(),
		desserte_distance: pattern(
			/^\d+\|\d+\|\d+$/,
			'trois distances en km séparées par « | », par exemple 2|6|46'
		),
		desserte_commentaire: text(),
		source_producteur: text(),
		source_contact: text(),
		...provenanceFields,
		source_url: text()
	},
	aliases: {},
	declaredCommune: 'comm_insee',
	declaredEpci: 'epci_siren',
	ignored: computedColumns,
	dateColumns: ['site_actu_date', 'site_identif_date'],
	sourceColumns: ['source_producteur']
};
