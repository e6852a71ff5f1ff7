import { firmLists } from '../vocabulary.ts';
import { computedColumns, provenanceFields, type ClassSchema } from './class-schema.ts';
import {
	count,
	date,
	digits,
	flag,
	identifiers,
	oneOf,
	required,
	text,
	year,
	type Field
} from './field.ts';

/** Headcount brackets of the INSEE (Sirene, `trancheEffectifs`). */
const bracketCodes = [
	'NN',
	'00',
	'01',
	'02',
	'03',
	'11',
	'12',
	'21',
	'22',
	'31',
	'32',
	'41',
	'42',
	'51',
	'52',
	'53'
];

/** A spreadsheet drops the leading zero of a bracket: 3 can only be 03. */
function headcountBracket(): Field {
	const expects = `un code de tranche d’effectif de l’INSEE : ${bracketCodes.join(', ')}`;
	return {
		...{ kind: 'text', expects },
		required: false,
		read(value) {
			if (bracketCodes.includes(value)) return { value };
			const padded = value.padStart(2, '0');
			return /^\d$/.test(value) && bracketCodes.includes(padded)
				? { value: padded, repair: `lu comme « ${padded} »` }
				: { expected: expects };
		}
	};
}

/** CNIG Sites économiques v2024-10, class etablissement, with our numeric headcount. */
export const firmSchema: ClassSchema = {
	class: 'etablissement',
	label: 'établissement',
	key: 'siret',
	geometry: 'points',
	geometryColumns: ['etab_geompoint'],
	fields: {
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
		etab_effectif_code: headcountBracket(),
		etab_effectif_libelle: text(),
		etab_effectif_annee: year(),
		etab_effectif: count(),
		etab_source_info: text(),
		geocodage_qualite: required(oneOf(firmLists.geocodage_qualite)),
		etab_contact_mail: text(),
		etab_contact_tel: text(),
		...provenanceFields
	},
	aliases: {},
	declaredCommune: 'comm_insee',
	declaredEpci: 'epci_siren',
	ignored: { ...computedColumns, secteur: 'calculé par le code d’activité' },
	dateColumns: ['etab_actu_date', 'etab_identif_date'],
	sourceColumns: ['etab_source_info']
};
