/**
 * Classes of the CNIG standard Sites économiques (v2024-10) that the inventory is given in: their columns under the
 * standard's own names and in its order. The territory has no pôles.
 */

export const cnigClassNames = ['site-eco', 'terrain-eco', 'etablissement'] as const;
export type CnigClassName = (typeof cnigClassNames)[number];

export interface CnigColumn {
	name: string;
	type: 'text' | 'number' | 'date' | 'geometry';
	/** A record without it does not pass the standard's schema. */
	required: boolean;
}

export interface CnigClass {
	/** Name of its layer in a GeoPackage, as in the standard's template. */
	layer: string;
	shape: 'surface' | 'point';
	columns: readonly CnigColumn[];
}

const types: Record<string, CnigColumn['type']> = { n: 'number', d: 'date', g: 'geometry' };

/** Columns as they are written below: `name!` is required, `name:n` a number, `:d` a day, `:g` the geometry. */
function columns(text: string): CnigColumn[] {
	return text
		.trim()
		.split(/\s+/)
		.map((word) => {
			const [name = '', type = ''] = word.split(':');
			return {
				name: name.replace('!', ''),
				type: types[type] ?? 'text',
				required: name.endsWith('!')
			};
		});
}

export const cnigClasses: Readonly<Record<CnigClassName, CnigClass>> = {
	'site-eco': {
		...{ layer: 'site_eco', shape: 'surface' },
		columns: columns(`
			site_id! pole_id! site_nom! site_type! site_vocadomi! site_etat! site_surf_brute!:n site_surf_utile!:n
			site_creation_date site_identif_date!:d site_actu_date!:d source_producteur site_description
			site_quali_territoire site_evol_urba site_url site_epci_nom! site_epci_siren! site_comm_nom!
			site_comm_insee! site_moa_type! site_moa_nom site_moa_amngt site_moa_comm site_uf_nbre:n
			site_uf_vacant_nbre:n site_taux_vacance:n site_uf_bati_nbre:n site_nb_etab:n site_nb_emploi:n
			site_geomsurf!:g site_geompoint site_media site_surf_comm_dispo:n site_surf_projet:n
			site_voca_industrielle site_voca_commerciale site_voca_tertiaire site_voca_artisanale
			site_voca_touristique site_voca_portuaire site_voca_aeroportuaire reseau_eau_pluviale
			reseau_eau_potable reseau_assainissement reseau_gaz reseau_electrique reseau_fibre_optique
			reseau_fret_ferroviaire reseau_fluvial desserte_tc desserte_route_nom autoroute_nom
			autoroute_echang_dist:n gare_nom gare_dist:n gare_fret_nom gare_fret_dist:n aeroport_nom
			aeroport_dist:n port_nom port_dist:n
		`)
	},
	'terrain-eco': {
		...{ layer: 'terrain_eco', shape: 'surface' },
		columns: columns(`
			terr_id! site_id! terr_refcad terr_surf_brute!:n terr_utile terr_identif_date!:d terr_actu_date!:d
			terr_maitrise_fonc! terr_stade_amngt! terr_stade_comm! terr_etat_occup! terr_usage!
			terr_url_cartofriches terr_geomsurf!:g terr_cle_en_main terr_acquereur terr_cession_date:d
			terr_vente_montant:n terr_m2_prix:n
		`)
	},
	etablissement: {
		...{ layer: 'etablissement', shape: 'point' },
		columns: columns(`
			SIRET! SIREN! terr_id! ban-id bat-id etab_adresse etab_raison_sociale! etab_nat_juridique! etab_nom!
			epci_nom! epci_siren! comm_nom! comm_insee! etab_siege etab_creation_date!:d etab_identif_date!:d
			etab_actu_date!:d etab_actif etab_fermeture_date:d etab_description etab_activite_code!
			etab_activite_libelle! etab_effectif_code! etab_effectif_libelle! etab_effectif_annee!
			etab_source_info! geocodage_qualite! etab_geompoint!:g etab_contact_mail etab_contact_tel
		`)
	}
};
