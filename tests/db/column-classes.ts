/**
 * What each column may be shown as: `public` to everybody; `personal`, which says or may say who somebody is, and
 * `internal`, both only in tables that the public cannot read. A new column is one word here, or the test fails.
 */
export type ColumnClass = 'public' | 'personal' | 'internal';

export const columnClasses: Record<string, Partial<Record<ColumnClass, string>>> = {
	acces_restreint: {
		internal: [
			'classe objet_id terr_cession_date terr_vente_montant terr_m2_prix territory_id',
			'source_nom source_date source_methode source_licence source_url demonstration'
		].join(' '),
		personal: [
			'proprio_nom terr_acquereur etab_contact_mail etab_contact_tel source_contact',
			'site_projet_url'
		].join(' ')
	},
	alerte: {
		internal:
			'alerte_id territory_id langue jetons etat demandee_le confirmee_le verifiee_le envoyee_le',
		personal: 'courriel recherche vus'
	},
	annonce: {
		internal: [
			'annonce_id territory_id etat en_ligne provenance geom comm_insee epci_siren version',
			'terr_id cree_le modifie_le soumise_le publiee_le confirme_le rappel_le demonstration'
		].join(' '),
		personal: 'proprietaire siret contenu mot_agent'
	},
	annonce_piece: {
		public: [
			'piece_id annonce_id genre chemin vignette nom type_mime octets largeur hauteur legende',
			'ordre publique retiree ajoutee_le'
		].join(' ')
	},
	annonce_version: {
		internal: 'version_id annonce_id version action geom pieces par_role le',
		personal: 'contenu difference message par par_nom'
	},
	campagne: {
		internal: 'campagne_id territory_id epci_siren valeur_au figee_le demonstration',
		personal: 'par par_nom'
	},
	campagne_unite: {
		public: [
			'campagne_id uf_id site_id site_nom comm_insee surface_m2 emprise_batie_m2 etat motif depuis',
			'emplois preuve geom'
		].join(' ')
	},
	colonne_reconnue: { internal: 'user_id classe nom colonne retenue_le' },
	chiffres_releve: { public: 'territory_id lieu releve_le chiffres demonstration' },
	commune: {
		public: [
			'comm_insee comm_nom epci_siren population surface_ha contour_methode geompoint geom',
			'territory_id source_nom source_date source_methode source_licence source_url',
			'demonstration publie'
		].join(' ')
	},
	contrainte: {
		public: [
			'contrainte_id contrainte_type contrainte_nom geom territory_id source_nom source_date',
			'source_methode source_licence source_url demonstration publie'
		].join(' ')
	},
	correction: {
		internal: [
			'correction_id territory_id classe objet_id epci_siren champ avant apres le close_le close_par'
		].join(' '),
		personal: 'motif par par_nom'
	},
	courriel: {
		internal: [
			'courriel_id territory_id genre annonce_id etat essais essai_le bail bail_fin faute faute_code',
			'valable_jusqu_a cree_le envoye_le'
		].join(' '),
		personal: 'destinataire sujet texte desinscription'
	},
	demande: {
		internal: [
			'demande_id territory_id genre epci collection objet_id objet_nom surface_min_ha',
			'surface_max_ha prix_max_m2 bloquants terrains_trouves etat motif_perte recue_le',
			'echeance_le premiere_reponse_le close_le action_le version effacer_le efface_le langue'
		].join(' '),
		personal: 'criteres message attribuee_a'
	},
	demande_contact: {
		internal: 'demande_id consentement_le',
		personal: 'nom societe courriel telephone'
	},
	demande_note: {
		internal: 'note_id demande_id action etat motif terrains le',
		personal: 'texte par par_nom'
	},
	enaf_consommation: {
		public: [
			'comm_insee annee conso_m2 activite_m2 territory_id',
			'source_nom source_date source_methode source_licence source_url demonstration'
		].join(' ')
	},
	enaf_enveloppe: {
		public: [
			'epci_siren surface_ha doc_type doc_titre doc_date doc_article doc_url territory_id',
			'source_nom source_date source_methode source_licence source_url demonstration'
		].join(' ')
	},
	enaf_garantie: {
		public: [
			'comm_insee surface_ha doc_titre acte acte_date territory_id',
			'source_nom source_date source_methode source_licence source_url demonstration'
		].join(' ')
	},
	enaf_projet: {
		public: [
			'projet_id projet_nom comm_insee compte surface_ha engage_le acte consomme_le retire',
			'territory_id source_nom source_date source_methode source_licence source_url demonstration'
		].join(' ')
	},
	epci: {
		public: [
			'epci_siren epci_nom population commune_nombre contour_methode geom territory_id',
			'source_nom source_date source_methode source_licence source_url demonstration publie'
		].join(' ')
	},
	etablissement: {
		public: [
			'siret siren terr_id ban_id bat_id etab_adresse etab_raison_sociale etab_nat_juridique',
			'etab_nom etab_siege etab_creation_date etab_identif_date etab_actu_date etab_actif',
			'etab_fermeture_date etab_description etab_activite_code etab_activite_libelle',
			'etab_effectif_code etab_effectif_libelle etab_effectif_annee etab_source_info',
			'geocodage_qualite etab_effectif secteur comm_insee epci_siren geom territory_id',
			'source_nom source_date source_methode source_licence source_url demonstration publie'
		].join(' ')
	},
	friche: {
		public: [
			'site_id site_nom site_type site_adresse site_identif_date site_actu_date site_url',
			'site_ademe_url site_securite site_occupation site_statut site_projet_url',
			'site_reconv_annee site_reconv_type activite_libelle activite_code activite_fin_annee',
			'bati_type bati_nombre bati_surface bati_pollution bati_vacance bati_patrimoine',
			'bati_etat local_ancien_annee local_recent_annee proprio_type proprio_personne',
			'sol_pollution_annee sol_pollution_existe sol_pollution_origine',
			'sol_pollution_commentaire sol_depollution_fiche unite_fonciere_surface',
			'unite_fonciere_refcad urba_zone_type urba_zone_lib urba_zone_formdomi urba_doc_type',
			'desserte_distance desserte_commentaire source_producteur comm_insee epci_siren',
			'geompoint geom territory_id source_nom source_date source_methode source_licence',
			'source_url demonstration publie'
		].join(' ')
	},
	import_lot: {
		internal: [
			'rang lot classe depose_le morceau geom comm_insee epci_siren centre parts',
			'terr_surf_nette superficie_ha situe'
		].join(' '),
		personal: 'fiche'
	},
	import_rendu: { internal: 'lot rendu applique_le' },
	inscription: {
		internal:
			'inscription_id territory_id entreprise_nom_origine jeton_empreinte cree_le expire_le',
		personal: 'courriel nom siret entreprise_nom'
	},
	invitation: {
		internal: 'invitation_id territory_id role epci jeton_empreinte cree_le expire_le acceptee_le',
		personal: 'courriel invite_par'
	},
	membre: {
		internal: 'territory_id role entreprise_nom_origine cree_le',
		personal: 'user_id courriel nom siret entreprise_nom'
	},
	membre_epci: {
		internal: 'epci_siren',
		personal: 'user_id'
	},
	poi: {
		public: [
			'poi_id poi_type poi_nom poi_detail comm_insee epci_siren geom territory_id source_nom',
			'source_date source_methode source_licence source_url demonstration publie'
		].join(' ')
	},
	recherche_vide: {
		internal: 'territory_id mois empreinte epci surface_min_ha criteres bloquants nombre'
	},
	site_eco: {
		public: [
			'site_id pole_id site_nom site_type site_vocadomi site_etat site_surf_brute',
			'site_surf_utile site_creation_date site_identif_date site_actu_date source_producteur',
			'site_description site_quali_territoire site_evol_urba site_url site_moa_type',
			'site_moa_nom site_moa_amngt site_moa_comm site_uf_nbre site_uf_vacant_nbre',
			'site_taux_vacance site_uf_bati_nbre site_nb_etab site_nb_emploi site_media',
			'site_surf_comm_dispo site_surf_projet site_voca_industrielle site_voca_commerciale',
			'site_voca_tertiaire site_voca_artisanale site_voca_touristique site_voca_portuaire',
			'site_voca_aeroportuaire reseau_eau_pluviale reseau_eau_potable reseau_assainissement',
			'reseau_gaz reseau_electrique reseau_fibre_optique reseau_fret_ferroviaire',
			'reseau_fluvial desserte_tc desserte_route_nom autoroute_nom autoroute_echang_dist',
			'gare_nom gare_dist gare_fret_nom gare_fret_dist aeroport_nom aeroport_dist port_nom',
			'port_dist site_comm_insee site_epci_siren geom territory_id source_nom source_date',
			'source_methode source_licence source_url demonstration publie elec_capacite_kva',
			'elec_capacite_source elec_capacite_date eau_capacite_m3j eau_capacite_source',
			'eau_capacite_date gaz_capacite_m3h gaz_capacite_source gaz_capacite_date',
			'fibre_capacite_mbits fibre_capacite_source fibre_capacite_date'
		].join(' ')
	},
	terrain_eco: {
		public: [
			'terr_id site_id terr_refcad terr_surf_brute terr_utile terr_identif_date',
			'terr_actu_date terr_maitrise_fonc terr_stade_amngt terr_stade_comm terr_etat_occup',
			'terr_usage terr_url_cartofriches terr_cle_en_main terr_lot terr_cession_type',
			'date_dispo terr_prix_demande_m2 comm_insee epci_siren geom territory_id source_nom',
			'source_date source_methode source_licence source_url demonstration publie',
			'terr_surf_nette centre offre_type',
			'terr_zone_urba terr_zone_source terr_permis terr_permis_fin terr_halle_tient terr_halle_exclue',
			'terr_surf_reunie terr_reunis',
			'terr_description surflocal hbat local_charge_sol_kgm2 local_pont_roulant_t',
			'local_quais_nb reseau_eau_potable reseau_assainissement reseau_eau_pluviale reseau_gaz',
			'reseau_electrique reseau_fibre_optique elec_capacite_kva eau_capacite_m3j',
			'gaz_capacite_m3h fibre_capacite_mbits confirme_le terr_prix_sur_demande'
		].join(' ')
	},
	part_contrainte: { public: 'terr_id contrainte_type part_pct' },
	ligne_terrain: { public: 'terr_id territory_id schema_version ligne' },
	halle_calculee: { internal: 'terr_id empreinte tient exclue' },
	fiche_emise: { internal: 'territory_id code terr_id valeurs emise_le' },
	programme_action: {
		public: [
			'territory_id action_id axe ordre titre_fr titre_en description_fr description_en statut',
			'pilote partenaires financeurs budget_eur part_publique_pct cible_nombre cible_fr cible_en',
			'debut fin version source_nom source_date source_methode source_licence source_url',
			'demonstration publie'
		].join(' ')
	},
	programme_lien: { public: 'territory_id action_id genre cible' },
	revision_classe: { public: 'classe revision' },
	territory: {
		public: [
			'territory_id nom configuration demonstration_chargee source_nom source_date',
			'source_methode source_licence source_url demonstration publie revision'
		].join(' ')
	},
	unite_fonciere: {
		public: [
			'uf_id site_id uf_refcad uf_surface_m2 comm_insee epci_siren geom territory_id',
			'source_nom source_date source_methode source_licence source_url demonstration publie',
			'uf_emprise_batie_m2'
		].join(' ')
	},
	urba_document: {
		public: [
			'portee lieu doc_titre zan_le reduction_pct territory_id',
			'source_nom source_date source_methode source_licence source_url demonstration'
		].join(' ')
	},
	zone_urba: {
		public: [
			'zone_id partition zone_type zone_libelle doc_date doc_url geom territory_id',
			'source_nom source_date source_methode source_licence source_url demonstration'
		].join(' ')
	},
	consultation: {
		internal: 'consultation_id territory_id epci_siren ouverte_le close_le cloture_dite_le',
		personal: 'par par_nom'
	},
	consultation_destinataire: {
		internal: 'destinataire_id consultation_id uf_id qualite jeton_empreinte ecrit_le repondu_le',
		personal: 'courriel nom reponse remarque'
	},
	inventaire_decision: {
		internal: 'territory_id epci_siren decision_le acte rappele_le',
		personal: 'par'
	},
	unite_constat: {
		internal: [
			'constat_id uf_id constat nature observe_le depuis precision_m saisi_le territory_id',
			'source_nom source_date source_methode source_licence source_url demonstration'
		].join(' '),
		personal: 'position note par par_nom photo_id photo_type'
	},
	unite_occupant: {
		public: [
			'lien_id uf_id occupant_type siret du au effectif territory_id source_nom source_date',
			'source_methode source_licence source_url demonstration'
		].join(' ')
	},
	unite_proprietaire: {
		internal: [
			'uf_id territory_id source_nom source_date source_methode source_licence source_url',
			'demonstration'
		].join(' '),
		personal: 'proprio_nom proprio_compte'
	}
};
