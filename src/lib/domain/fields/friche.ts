import { brownfieldLists, notStated } from '../vocabulary.ts';
import {
	count,
	date,
	forAgents,
	identifiers,
	oneOf,
	pattern,
	required,
	someOf,
	text,
	url,
	year,
	type Fields
} from './field.ts';
import { placeFields } from './places.ts';
import { parcelIds } from './terrain-eco.ts';

/** CNIG Friches 1.0.5. */
export const brownfieldFields = {
	site_id: required(identifiers()),
	site_nom: required(text()),
	site_type: required(oneOf(brownfieldLists.site_type)),
	site_securite: oneOf(brownfieldLists.site_securite),
	site_occupation: oneOf(brownfieldLists.site_occupation),
	site_statut: oneOf(brownfieldLists.site_statut),
	site_reconv_type: oneOf(brownfieldLists.site_reconv_type),
	bati_pollution: oneOf(brownfieldLists.bati_pollution),
	bati_vacance: oneOf(brownfieldLists.bati_vacance),
	bati_patrimoine: oneOf(brownfieldLists.bati_patrimoine),
	bati_etat: oneOf(brownfieldLists.bati_etat),
	sol_pollution_existe: oneOf(brownfieldLists.sol_pollution_existe),
	sol_pollution_origine: oneOf(brownfieldLists.sol_pollution_origine),
	urba_zone_type: oneOf(brownfieldLists.urba_zone_type),
	urba_doc_type: oneOf(brownfieldLists.urba_doc_type),
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
	bati_type: someOf(['industriel', 'commercial', 'résidentiel', 'secteur tertiaire', ...notStated]),
	bati_nombre: count(),
	bati_surface: count(),
	local_ancien_annee: year(),
	local_recent_annee: year(),
	proprio_type: pattern(
		/^[A-Z]\d[a-z](\|[A-Z]\d[a-z])*$/,
		'des codes de propriétaire séparés par « | », par exemple P4a|G1a'
	),
	proprio_personne: someOf(['personne physique', 'personne morale', ...notStated]),
	proprio_nom: forAgents(text()),
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
	source_contact: forAgents(text()),
	...placeFields
} as const satisfies Fields;
