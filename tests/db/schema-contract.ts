import { importClasses } from '#lib/backend/imports.ts';
import { correctedClasses } from '#lib/domain/correction.ts';
import { briefKinds, briefStates, cardCollections, noteActions } from '#lib/domain/brief.ts';
import {
	evidenceKinds,
	evidenceSaid,
	occupantKinds,
	unitStates,
	unknownReasons
} from '#lib/domain/inventory.ts';
import { buckets, envelopeDocuments } from '#lib/domain/ledger.ts';
import { documentScopes, zoneTypes } from '#lib/domain/planning.ts';
import { lossReasons } from '#lib/domain/loss-reasons.ts';
import { constraintFields } from '#lib/domain/fields/contrainte.ts';
import { firmFields } from '#lib/domain/fields/etablissement.ts';
import type { Fields } from '#lib/domain/fields/field.ts';
import { brownfieldFields } from '#lib/domain/fields/friche.ts';
import { siteFields } from '#lib/domain/fields/site-eco.ts';
import { plotFields } from '#lib/domain/fields/terrain-eco.ts';
import { memberRoles, firmNameOrigins } from '#lib/domain/member.ts';
import { consultationAnswers, consultedAs } from '#lib/domain/consultation.ts';
import { photoTypes } from '#lib/domain/visit.ts';
import { mailFaults, mailKinds, mailStates } from '#lib/domain/outgoing-mail.ts';
import { actionStatuses, linkKinds } from '#lib/domain/programme.ts';
import { contourMethods, poiTypes } from '#lib/domain/vocabulary.ts';

/** Roles of the API that a visitor can have. */
export type Role = 'anon' | 'authenticated';

export type Table = {
	/** Who may select from it, within the limits of its policies; writing is for nobody. */
	readBy: readonly Role[];
	/** Names of its policies, all of them for select; `publie` where it shows published rows to all. */
	policies: readonly string[];
	/** Carries source, date and method as every record of the atlas does. */
	record?: true;
	/** Closed lists, by column, as the domain has them. */
	lists?: Record<string, readonly string[]>;
};

export type SqlFunction = {
	/** Who may call it; empty for the service and for triggers. */
	by: readonly Role[];
	/** Names nothing that a search path finds, and is written out where it is called: with a path it would not be. */
	inlined?: true;
	/** Has the rights of its owner, and checks those of the caller itself. */
	definer?: true;
};

const everyone = ['anon', 'authenticated'] as const;
const accounts = ['authenticated'] as const;
const nobody = [] as const;

const published = (lists: Table['lists'] = {}): Table => ({
	readBy: everyone,
	policies: ['publie'],
	record: true,
	lists
});
/** Closed lists of a class, from its table of fields. */
const listsOf = (fields: Fields) =>
	Object.fromEntries(
		Object.entries(fields).flatMap(([name, { type, list }]) =>
			list && type !== 'several' ? [[name, list]] : []
		)
	);

/** Every table of the public schema: a new one is one line here. */
export const tables: Record<string, Table> = {
	territory: published(),
	epci: published({ contour_methode: contourMethods }),
	commune: published({ contour_methode: contourMethods }),
	site_eco: published(listsOf(siteFields)),
	terrain_eco: published(listsOf(plotFields)),
	unite_fonciere: published(),
	etablissement: published(listsOf(firmFields)),
	friche: published(listsOf(brownfieldFields)),
	poi: published({ poi_type: poiTypes }),
	contrainte: published(listsOf(constraintFields)),
	acces_restreint: {
		readBy: nobody,
		policies: [],
		record: true,
		lists: { classe: ['terrain_eco', 'friche', 'etablissement'] }
	},
	import_rendu: { readBy: nobody, policies: [] },
	colonne_reconnue: { readBy: nobody, policies: [] },
	import_lot: {
		readBy: nobody,
		policies: [],
		lists: { classe: ['commune', 'epci', ...importClasses.slice(2)] }
	},

	membre: {
		readBy: accounts,
		policies: ['lecture_de_soi_et_par_administrateur'],
		lists: { role: memberRoles, entreprise_nom_origine: firmNameOrigins }
	},
	membre_epci: { readBy: accounts, policies: ['lecture_de_soi_et_par_administrateur'] },

	invitation: { readBy: nobody, policies: [], lists: { role: ['agent', 'administrateur'] } },

	inscription: {
		readBy: nobody,
		policies: [],
		lists: { entreprise_nom_origine: firmNameOrigins }
	},
	courriel: {
		readBy: nobody,
		policies: [],
		lists: { genre: mailKinds, etat: mailStates, faute: mailFaults }
	},

	annonce: {
		readBy: accounts,
		policies: ['lecture_par_proprietaire_et_agent'],
		lists: {
			etat: ['brouillon', 'soumise', 'à modifier', 'publiée', 'refusée', 'retirée']
		}
	},
	annonce_piece: {
		readBy: everyone,
		policies: ['lecture_par_proprietaire_et_agent', 'lecture_publique'],
		lists: {
			genre: ['photo', 'document'],
			type_mime: ['image/jpeg', 'image/webp', 'application/pdf']
		}
	},
	annonce_version: {
		readBy: accounts,
		policies: ['lecture_par_proprietaire_et_agent'],
		lists: {
			action: [
				...['soumise', 'modifiée', 'à modifier', 'publiée', 'refusée', 'confirmée', 'rappelée'],
				...['retirée', 'rétablie']
			],
			par_role: ['entreprise', 'agent', 'administrateur', 'système']
		}
	},

	demande: {
		readBy: accounts,
		policies: ['lecture_par_agent'],
		lists: {
			genre: briefKinds,
			collection: cardCollections,
			etat: briefStates,
			motif_perte: lossReasons
		}
	},
	demande_contact: { readBy: accounts, policies: ['lecture_par_agent'] },
	demande_note: {
		readBy: accounts,
		policies: ['lecture_par_agent'],
		lists: { action: noteActions }
	},
	recherche_vide: { readBy: nobody, policies: [] },
	correction: {
		readBy: accounts,
		policies: ['lecture_par_agent'],
		lists: {
			classe: [...correctedClasses, 'programme_action'],
			close_par: ['correction', 'source', 'agent']
		}
	},
	alerte: { readBy: nobody, policies: [], lists: { etat: ['à confirmer', 'active'] } },
	unite_proprietaire: { readBy: accounts, policies: ['lecture_par_agent'], record: true },
	unite_occupant: {
		readBy: everyone,
		policies: ['lecture_publique'],
		record: true,
		lists: { occupant_type: occupantKinds }
	},
	unite_constat: {
		readBy: accounts,
		policies: ['lecture_par_agent'],
		record: true,
		lists: { constat: evidenceSaid, nature: evidenceKinds, photo_type: photoTypes }
	},
	consultation: { readBy: nobody, policies: [] },
	consultation_destinataire: {
		readBy: nobody,
		policies: [],
		lists: { qualite: consultedAs, reponse: consultationAnswers }
	},
	inventaire_decision: { readBy: nobody, policies: [] },
	campagne: { readBy: accounts, policies: ['lecture_par_agent'] },
	campagne_unite: {
		readBy: everyone,
		policies: ['everything'],
		lists: { etat: unitStates, motif: unknownReasons }
	},
	chiffres_releve: { readBy: everyone, policies: ['everything'] },
	enaf_consommation: { readBy: everyone, policies: ['everything'], record: true },
	enaf_enveloppe: {
		readBy: everyone,
		policies: ['everything'],
		record: true,
		lists: { doc_type: envelopeDocuments }
	},
	enaf_projet: {
		readBy: everyone,
		policies: ['everything'],
		record: true,
		lists: { compte: buckets }
	},
	enaf_garantie: { readBy: everyone, policies: ['everything'], record: true },
	zone_urba: {
		readBy: everyone,
		policies: ['everything'],
		record: true,
		lists: { zone_type: zoneTypes }
	},
	urba_document: {
		readBy: everyone,
		policies: ['everything'],
		record: true,
		lists: { portee: documentScopes }
	},
	revision_classe: { readBy: everyone, policies: ['everything'] },

	fiche_emise: { readBy: nobody, policies: [] },
	part_contrainte: { readBy: everyone, policies: ['lecture_publique'] },
	ligne_terrain: { readBy: everyone, policies: ['lecture_publique'] },
	halle_calculee: { readBy: nobody, policies: [] },
	programme_action: {
		readBy: everyone,
		policies: ['lecture_par_administrateur', 'publie'],
		record: true,
		lists: { statut: actionStatuses }
	},
	programme_lien: {
		readBy: everyone,
		policies: ['lecture_avec_action'],
		lists: { genre: linkKinds }
	}
};

const reading: SqlFunction = { by: everyone };
const inlined: SqlFunction = { by: everyone, inlined: true };
const writing: SqlFunction = { by: accounts, definer: true };
const rightsOf: SqlFunction = { by: everyone, definer: true };
const service: SqlFunction = { by: nobody, definer: true };

/**
 * Functions of the public schema that a visitor can call, and those with the rights of their owner
 * (triggers apart): a new one is one line here.
 */
export const functions: Record<string, SqlFunction> = {
	allowed_values: reading,
	box_around: reading,
	box_geometry: reading,
	bracket_headcount: reading,
	collection_columns: reading,
	collection_definition: reading,
	collection_schema: reading,
	check_page: reading,
	collection_summary: reading,
	collection_tables: reading,
	collections_summary: reading,
	count_statement: reading,
	distance_km: reading,
	feature_by_id: reading,
	features_after: reading,
	features_named: reading,
	features_page: reading,
	features_text: reading,
	page_of_lines: reading,
	lines_after: reading,
	lines_named: reading,
	knows_constraint: reading,
	net_area_rules: reading,
	plot_net_area: reading,
	setbacks_by_boundary: reading,
	edges_of: reading,
	crossing_at: reading,
	boundary_parts: reading,
	told_boundaries: reading,
	runs_against: reading,
	setback_strips: reading,
	net_area_ha: reading,
	located_plots: reading,
	counted_ground: reading,
	plots_net_area: reading,
	united_surface: reading,
	united_net_areas: reading,
	ground_net_area: reading,
	bounded_net_area: reading,
	site_net_area: reading,
	area_net_area: reading,
	collection_date: reading,
	filter_condition: reading,
	is_day: reading,
	period_condition: reading,
	property_condition: reading,
	real_expression: reading,
	share_columns: reading,
	refuse_filter: reading,
	truth_of: reading,
	flattened_km: reading,
	corridor_line: reading,
	area_near: reading,
	fold_text: reading,
	indexed_geometry: reading,
	nearest_km: reading,
	page_condition: reading,
	page_statement: reading,
	page_keys: reading,
	kept_page_statement: reading,
	kept_line: reading,
	line_expression: reading,
	lines_of: reading,
	schema_version: rightsOf,
	search_area: reading,
	search_box: reading,
	terrains_matching: reading,
	terrains_search: reading,
	territory_revision: reading,
	verdict_among: inlined,
	verdict_between: inlined,
	verdict_on_hall: inlined,
	may_hold_hall: inlined,
	verdict_on_brownfields: reading,
	verdict_on_corridor: reading,
	verdict_on_firms: reading,
	verdict_on_headcount: reading,
	verdict_on_shape: reading,
	verdict_on_text: reading,
	vertex_mean: reading,

	is_administrator: rightsOf,
	is_agent_of: rightsOf,
	sees_all_figures: service,
	member_role: rightsOf,
	member_self: { by: accounts },
	member_set_name: writing,
	member_set_epci: writing,
	member_remove: writing,
	members_list: writing,
	export_table: writing,
	column_matches: writing,
	column_matches_keep: writing,
	invitation_create: writing,
	invitation_revoke: writing,
	invitations_list: writing,
	invitation_accept: service,
	administrator_appoint: service,
	account_by_email: service,
	account_open_recovery: service,
	inscription_ask: service,
	inscription_accept: service,

	courriels_list: writing,
	courriels_stuck: writing,
	courriels_again: writing,

	annonce_get: writing,
	annonce_save: writing,
	annonce_submit: writing,
	annonce_withdraw: writing,
	annonce_delete: writing,
	annonce_piece_add: writing,
	annonce_piece_remove: writing,
	annonce_piece_order: writing,
	annonce_piece_caption: writing,
	annonce_piece_file: reading,
	my_listings: writing,
	annonce_publish: writing,
	annonce_request_change: writing,
	annonce_refuse: writing,
	annonce_unpublish: writing,
	annonce_restore: writing,
	annonce_confirm: writing,
	annonce_queue: writing,
	annonce_facts: writing,
	annonce_version_get: writing,
	plot_pieces: rightsOf,
	may_read_listing: service,
	member_label: service,

	record_to_correct: writing,
	record_correct: writing,
	correction_lift: writing,
	correctable_record: service,

	brief_list: { by: accounts },
	brief_detail: { by: accounts },
	brief_colleagues: writing,
	brief_assignee: writing,
	brief_assign: writing,
	brief_note: writing,
	brief_set_state: writing,
	brief_erase: writing,
	brief_propose: writing,
	brief_leave: service,
	brief_recipients: service,
	epci_with_agents: service,
	brief_to_write: service,
	brief_writer: service,
	brief_touch: service,
	erase_brief_contact: service,
	erase_expired_contacts: service,
	count_missed_search: service,
	missing_land: writing,
	demand_by_size: { by: everyone, definer: true },
	sales_pace: { by: everyone, definer: true },
	inventory_figures: rightsOf,
	inventory_units: rightsOf,
	campaign_list: rightsOf,
	campaign_changes: rightsOf,
	cnig_page: rightsOf,
	cnig_counts: rightsOf,
	inventory_worklist: writing,
	visit_record: writing,
	unit_evidence: writing,
	visit_photo: writing,
	inventory_import: writing,
	units_from_parcels: writing,
	consultation_open: writing,
	consultation_read: writing,
	consultation_send: writing,
	inventory_decide: writing,
	consultation_unit: rightsOf,
	consultation_answer: rightsOf,
	campaign_freeze: writing,
	figures_at: reading,
	figures_of_places: reading,
	figures_history: reading,
	land_figures: reading,
	figures_keep: service,
	ledger_facts: reading,
	ledger_places: reading,
	ledger_projects: reading,
	envelope_record: writing,
	project_record: writing,
	guarantee_record: writing,
	planning_documents: reading,
	planning_deadline: reading,
	document_record: writing,

	programme_link_name: reading,
	programme_read: reading,
	programme_save: writing,
	programme_history: writing
};
