import { byShareField } from '../constraint-kinds.ts';
import { permitStates, plotLists } from '../vocabulary.ts';
import {
	computed,
	count,
	date,
	flag,
	forAgents,
	identifiers,
	joined,
	keys,
	lengths,
	listed,
	oneOf,
	pattern,
	quantity,
	required,
	text,
	url,
	usually,
	type Fields
} from './field.ts';
import { parcelIdList } from '../parcel-id.ts';
import { placeFields } from './places.ts';

/** 14-character parcel ids separated by `|`; the standard's own expression forgets Corsica (2A, 2B). */
export const parcelIds = pattern(
	parcelIdList,
	'des références cadastrales de 14 caractères séparées par « | »'
);

/** Outside it a price is in another unit, or is that of the whole plot. */
const pricePerM2 = usually(quantity('€/m²'), [0.1, 2_000]);

const mostCapacity = 10_000_000;
const capacity = (unit: string) => listed(quantity(unit), { most: mostCapacity });

/** CNIG Sites économiques v2024-10, class terrain-eco, with the extensions of Bourgogne-Franche-Comté and our own. */
export const plotFields = {
	terr_id: required(identifiers()),
	site_id: listed(identifiers()),
	site_nom: joined(text(), 'site'),
	terr_refcad: listed(parcelIds, { most: 1500 }),
	terr_surf_brute: listed(quantity('ha'), { most: 10_000 }),
	terr_utile: flag(),
	terr_identif_date: date(),
	terr_actu_date: date(),
	terr_maitrise_fonc: listed(required(oneOf(plotLists.terr_maitrise_fonc)), { obligatory: true }),
	terr_stade_amngt: listed(required(oneOf(plotLists.terr_stade_amngt)), {
		...{ as: 'choice', obligatory: true }
	}),
	terr_stade_comm: listed(required(oneOf(plotLists.terr_stade_comm)), {
		...{ as: 'choice', obligatory: true }
	}),
	terr_etat_occup: listed(required(oneOf(plotLists.terr_etat_occup)), {
		...{ as: 'choice', obligatory: true }
	}),
	terr_usage: listed(required(oneOf(plotLists.terr_usage)), { obligatory: true }),
	terr_url_cartofriches: url(),
	terr_cle_en_main: listed(flag()),
	terr_lot: listed(text(), { most: 120 }),
	terr_cession_type: listed(oneOf(plotLists.terr_cession_type), {
		...{ as: 'choice', obligatory: true }
	}),
	date_dispo: listed(date(30), { obligatory: true }),
	terr_prix_demande_m2: listed(pricePerM2, {
		...{ most: 100_000, obligatory: true, unless: 'terr_prix_sur_demande' }
	}),
	...byShareField(() => joined(quantity('%', 100), 'geometry')),
	terr_surf_nette: computed(quantity('ha'), 'geometry'),
	terr_halle_tient: computed(lengths(), 'geometry'),
	terr_halle_exclue: computed(lengths(), 'geometry'),
	terr_surf_reunie: computed(quantity('ha'), 'neighbours'),
	terr_reunis: computed(keys(), 'neighbours'),
	terr_zone_urba: computed(text(), 'planning'),
	terr_zone_source: computed(text(), 'planning'),
	terr_permis: computed(oneOf(permitStates), 'planning'),
	terr_permis_fin: computed(date(), 'planning'),
	offre_type: listed(oneOf(plotLists.offre_type), { as: 'choice', obligatory: true }),
	terr_description: listed(text(), { as: 'long-text', most: 4000 }),
	surflocal: listed(quantity('m²'), { most: 1_000_000, spaceOnly: true, obligatory: true }),
	hbat: listed(quantity('m'), { most: 200, spaceOnly: true }),
	local_charge_sol_kgm2: listed(quantity('kg/m²'), { most: 1_000_000, spaceOnly: true }),
	local_pont_roulant_t: listed(quantity('t'), { most: 10_000, spaceOnly: true }),
	local_quais_nb: listed(count(), { most: 1000, spaceOnly: true }),
	reseau_eau_potable: listed(flag()),
	reseau_assainissement: listed(flag()),
	reseau_eau_pluviale: listed(flag()),
	reseau_electrique: listed(flag()),
	reseau_gaz: listed(flag()),
	reseau_fibre_optique: listed(flag()),
	elec_capacite_kva: capacity('kVA'),
	eau_capacite_m3j: capacity('m³/j'),
	gaz_capacite_m3h: capacity('m³/h'),
	fibre_capacite_mbits: capacity('Mbit/s'),
	confirme_le: date(),
	terr_prix_sur_demande: listed(flag(), { as: 'tick' }),
	terr_acquereur: forAgents(text()),
	terr_cession_date: forAgents(date(5)),
	terr_vente_montant: forAgents(quantity('€')),
	terr_m2_prix: forAgents(pricePerM2),
	...placeFields
} as const satisfies Fields;
