/** Who asks, in the order of the columns of the matrix. */
export const actors = [
	'anon',
	'stranger',
	'firmB',
	'firmA',
	'otherAgent',
	'agent',
	'administrator'
] as const;

export type Actor = (typeof actors)[number];

/** One figure an actor, in their order: the rows of the sample that each sees; `-` for refused. */
export const rowsSeen: Record<string, string> = {
	territory: '1 1 1 1 1 1 1',
	epci: '2 2 2 2 2 2 2',
	commune: '3 3 3 3 3 3 3',
	site_eco: '1 1 1 1 1 1 1',
	// With the plot that the published listing wrote.
	terrain_eco: '2 2 2 2 2 2 2',
	unite_fonciere: '1 1 1 1 1 1 1',
	etablissement: '1 1 1 1 1 1 1',
	friche: '1 1 1 1 1 1 1',
	poi: '1 1 1 1 1 1 1',
	contrainte: '1 1 1 1 1 1 1',
	acces_restreint: '- - - - - - -',
	import_lot: '- - - - - - -',
	import_rendu: '- - - - - - -',
	// What one has said of one's files: a function tells it.
	colonne_reconnue: '- - - - - - -',
	// Oneself; for an administrator, everybody with a role.
	membre: '- 0 1 1 1 1 5',
	membre_epci: '- 0 0 0 1 1 2',
	invitation: '- - - - - - -',
	inscription: '- - - - - - -',
	courriel: '- - - - - - -',
	// Firm A has a draft, one handed in and one published, all in the agent's EPCI; firm B a draft.
	annonce: '- 0 1 3 0 2 2',
	annonce_piece: '1 1 1 2 1 2 2',
	annonce_version: '- 0 0 3 0 3 3',
	demande: '- 0 0 0 0 1 1',
	demande_contact: '- 0 0 0 0 1 1',
	demande_note: '- 0 0 0 0 1 1',
	recherche_vide: '- - - - - - -',
	alerte: '- - - - - - -',
	// Of the site in the agent's EPCI.
	correction: '- 0 0 0 0 1 2',
	// The unit lies in the agent's EPCI; what is of a hidden one is nobody's but theirs.
	unite_proprietaire: '- 0 0 0 0 1 1',
	unite_occupant: '1 1 1 1 1 1 1',
	unite_constat: '- 0 0 0 0 1 1',
	// Functions alone tell who is consulted.
	consultation: '- - - - - - -',
	consultation_destinataire: '- - - - - - -',
	inventaire_decision: '- - - - - - -',
	campagne: '- 0 0 0 0 1 1',
	campagne_unite: '1 1 1 1 1 1 1',
	// What was read of figures is public, and so is the ledger of land.
	chiffres_releve: '1 1 1 1 1 1 1',
	enaf_consommation: '3 3 3 3 3 3 3',
	enaf_enveloppe: '1 1 1 1 1 1 1',
	enaf_projet: '1 1 1 1 1 1 1',
	enaf_garantie: '1 1 1 1 1 1 1',
	zone_urba: '1 1 1 1 1 1 1',
	urba_document: '1 1 1 1 1 1 1',
	revision_classe: '20 20 20 20 20 20 20',
	// One action that is shown, one that is not, each with a commune.
	programme_action: '1 1 1 1 1 1 2',
	programme_lien: '1 1 1 1 1 1 2',
	fiche_emise: '- - - - - - -',
	part_contrainte: '1 1 1 1 1 1 1',
	// As of the plots: the line of a hidden one is kept, and nobody's.
	ligne_terrain: '2 2 2 2 2 2 2',
	halle_calculee: '- - - - - - -'
};

/**
 * One sign an actor, in their order, for each function that accounts alone may call, aimed at what firm A
 * and the agent's EPCI have: `+` has the right (and is answered, or refused for a value), `0` is answered
 * with nothing, `-` is refused.
 */
export const callsAnswered: Record<string, string> = {
	member_self: '- 0 + + + + +',
	member_set_name: '- - + + + + +',
	member_set_epci: '- - - - - - +',
	member_remove: '- - - - - - +',
	members_list: '- - - - - - +',
	export_table: '- - - - - - +',
	column_matches: '- - - - + + +',
	column_matches_keep: '- - - - + + +',
	invitation_create: '- - - - - - +',
	invitation_revoke: '- - - - - - +',
	invitations_list: '- - - - - - 0',
	courriels_list: '- - - - - - +',
	courriels_stuck: '- - - - - - +',
	courriels_again: '- - - - - - +',

	// Handed in, it is the agent's to write until it is sent back; only its own firm confirms it.
	annonce_get: '- - - + - + +',
	annonce_save: '- - - - - + +',
	annonce_submit: '- - - - - + +',
	annonce_withdraw: '- - - + - + +',
	annonce_delete: '- - - - - - -',
	annonce_piece_add: '- - - - - + +',
	annonce_piece_remove: '- - - - - + +',
	annonce_piece_order: '- - - - - + +',
	annonce_piece_caption: '- - - - - + +',
	annonce_publish: '- - - - - + +',
	annonce_request_change: '- - - - - + +',
	annonce_refuse: '- - - - - + +',
	annonce_unpublish: '- - - - - + +',
	annonce_restore: '- - - - - + +',
	annonce_confirm: '- - - + - - -',
	annonce_queue: '- 0 0 0 0 + +',
	annonce_facts: '- - - + - + +',
	annonce_version_get: '- - - + - + +',
	my_listings: '- 0 + + 0 0 0',

	record_to_correct: '- - - - - + +',
	record_correct: '- - - - - + +',
	correction_lift: '- - - - - + +',

	brief_list: '- 0 0 0 0 + +',
	brief_detail: '- 0 0 0 0 + +',
	brief_colleagues: '- 0 0 0 0 + +',
	// The brief is nobody's yet.
	brief_assignee: '- 0 0 0 0 0 0',
	brief_assign: '- - - - - + +',
	brief_note: '- - - - - + +',
	brief_set_state: '- - - - - + +',
	brief_erase: '- - - - - + +',
	brief_propose: '- - - - - + +',
	missing_land: '- - - - + + +',

	inventory_worklist: '- - - - + + +',
	visit_record: '- - - - - + +',
	inventory_import: '- - - - + + +',
	units_from_parcels: '- - - - + + +',
	consultation_open: '- - - - - + +',
	consultation_read: '- - - - - + +',
	consultation_send: '- - - - - - -',
	inventory_decide: '- - - - - + +',
	unit_evidence: '- - - - - + +',
	// Of no visit: who may see photos learns that there is none.
	visit_photo: '- 0 0 0 0 0 0',
	campaign_freeze: '- - - - - + +',
	envelope_record: '- - - - - + +',
	project_record: '- - - - - + +',
	guarantee_record: '- - - - - + +',
	document_record: '- - - - - + +',
	programme_save: '- - - - - - +',
	// Of an action that nobody has changed: who may not read histories is told of none.
	programme_history: '- 0 0 0 0 0 0'
};

/** The same, aimed at a draft that firm A has not handed in: it is nobody else's. */
export const callsOnDraft: Record<string, string> = {
	annonce_get: '- - - + - - -',
	annonce_save: '- - - + - - -',
	annonce_submit: '- - - + - - -',
	annonce_withdraw: '- - - + - - -',
	annonce_piece_add: '- - - + - - -',
	annonce_piece_remove: '- - - + - - -',
	annonce_piece_order: '- - - + - - -',
	annonce_piece_caption: '- - - + - - -',
	annonce_publish: '- - - - - - -',
	annonce_request_change: '- - - - - - -',
	annonce_refuse: '- - - - - - -',
	annonce_unpublish: '- - - - - - -',
	annonce_restore: '- - - + - - -',
	annonce_confirm: '- - - + - - -',
	annonce_facts: '- - - + - - -',
	// Answered with the files to remove: none.
	annonce_delete: '- - - 0 - - -'
};
