import { firmLists } from '../vocabulary.ts';
import {
	computed,
	count,
	date,
	digits,
	flag,
	forAgents,
	identifiers,
	oneOf,
	paddedCode,
	required,
	text,
	year,
	type Fields
} from './field.ts';
import { placeFields } from './places.ts';

/** Headcount brackets of the INSEE (Sirene, `trancheEffectifs`). */
const headcountBrackets = [
	...['NN', '00', '01', '02', '03', '11', '12', '21'],
	...['22', '31', '32', '41', '42', '51', '52', '53']
];

/** CNIG Sites économiques v2024-10, class etablissement, with our numeric headcount. */
export const firmFields = {
	siret: required(digits(14)),
	siren: digits(9),
	terr_id: identifiers(),
	ban_id: text(),
	bat_id: text(),
	etab_adresse: text(),
	etab_raison_sociale: text(),
	etab_nat_juridique: text(),
	etab_nom: required(text()),
	etab_siege: flag(),
	etab_creation_date: date(),
	etab_identif_date: date(),
	etab_actu_date: date(),
	etab_actif: flag(),
	etab_fermeture_date: date(),
	etab_description: text(),
	etab_activite_code: text(),
	etab_activite_libelle: text(),
	etab_effectif_code: paddedCode(headcountBrackets, 'un code de tranche d’effectif de l’INSEE'),
	etab_effectif_libelle: text(),
	etab_effectif_annee: year(),
	etab_effectif: count(),
	etab_source_info: text(),
	geocodage_qualite: required(oneOf(firmLists.geocodage_qualite)),
	secteur: computed(text(), 'activity'),
	etab_contact_mail: forAgents(text()),
	etab_contact_tel: forAgents(text()),
	...placeFields
} as const satisfies Fields;
