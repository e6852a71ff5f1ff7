-- Class SITE-ECO of the CNIG standard "Sites économiques" (v2024-10). What its networks can still give stands
-- beside who said so and when.

create table public.site_eco (
	site_id text primary key,
	pole_id text,
	site_nom text not null,
	site_type text not null check (site_type in (
		'zone d''activité économique',
		'site économique historique hors ZAE',
		'établissement économique isolé',
		'zone AU à vocation économique',
		'inconnu',
		'autre',
		'sans objet'
	)),
	site_vocadomi text not null check (site_vocadomi in (
		'industrielle',
		'commerciale',
		'tertiaire',
		'artisanale',
		'touristique',
		'portuaire',
		'aéroportuaire, aéronautique',
		'entrepôts, logistique',
		'logistique agricole',
		'mixte',
		'inconnu',
		'autre',
		'sans objet'
	)),
	site_etat text not null check (site_etat in (
		'en projet',
		'création',
		'existant et actif',
		'projet de déclassement',
		'déclassé',
		'inconnu',
		'autre',
		'sans objet'
	)),
	site_surf_brute double precision check (site_surf_brute >= 0),
	site_surf_utile double precision check (site_surf_utile >= 0),
	site_creation_date integer check (site_creation_date between 1000 and 2999),
	site_identif_date date,
	site_actu_date date,
	source_producteur text,
	site_description text,
	site_quali_territoire text,
	site_evol_urba text check (site_evol_urba in (
		'extension urbaine',
		'renouvellement urbain',
		'mixte',
		'inconnu',
		'autre',
		'sans objet'
	)),
	site_url text,
	site_moa_type text not null check (site_moa_type in (
		'commune',
		'epci',
		'société d''économie mixte',
		'chambre de commerce et industrie',
		'Etat',
		'privé',
		'inconnu',
		'autre',
		'sans objet'
	)),
	site_moa_nom text,
	site_moa_amngt text,
	site_moa_comm text,
	site_uf_nbre integer check (site_uf_nbre >= 0),
	site_uf_vacant_nbre integer check (site_uf_vacant_nbre >= 0),
	site_taux_vacance double precision check (site_taux_vacance between 0 and 100),
	site_uf_bati_nbre integer check (site_uf_bati_nbre >= 0),
	site_nb_etab integer check (site_nb_etab >= 0),
	site_nb_emploi integer check (site_nb_emploi >= 0),
	site_media text,
	site_surf_comm_dispo double precision check (site_surf_comm_dispo >= 0),
	site_surf_projet double precision check (site_surf_projet >= 0),
	site_voca_industrielle text check (site_voca_industrielle in ('oui', 'non')),
	site_voca_commerciale text check (site_voca_commerciale in ('oui', 'non')),
	site_voca_tertiaire text check (site_voca_tertiaire in ('oui', 'non')),
	site_voca_artisanale text check (site_voca_artisanale in ('oui', 'non')),
	site_voca_touristique text check (site_voca_touristique in ('oui', 'non')),
	site_voca_portuaire text check (site_voca_portuaire in ('oui', 'non')),
	site_voca_aeroportuaire text check (site_voca_aeroportuaire in ('oui', 'non')),
	reseau_eau_pluviale text check (reseau_eau_pluviale in ('oui', 'non')),
	reseau_eau_potable text check (reseau_eau_potable in ('oui', 'non')),
	reseau_assainissement text check (reseau_assainissement in ('oui', 'non')),
	reseau_gaz text check (reseau_gaz in ('oui', 'non')),
	reseau_electrique text check (reseau_electrique in ('oui', 'non')),
	reseau_fibre_optique text check (reseau_fibre_optique in ('oui', 'non')),
	reseau_fret_ferroviaire text check (reseau_fret_ferroviaire in ('oui', 'non')),
	reseau_fluvial text check (reseau_fluvial in ('oui', 'non')),
	desserte_tc text check (desserte_tc in ('oui', 'non')),
	desserte_route_nom text,
	autoroute_nom text,
	autoroute_echang_dist double precision check (autoroute_echang_dist >= 0),
	gare_nom text,
	gare_dist double precision check (gare_dist >= 0),
	gare_fret_nom text,
	gare_fret_dist double precision check (gare_fret_dist >= 0),
	aeroport_nom text,
	aeroport_dist double precision check (aeroport_dist >= 0),
	port_nom text,
	port_dist double precision check (port_dist >= 0),
	site_comm_insee text,
	site_epci_siren text,
	elec_capacite_kva double precision check (elec_capacite_kva >= 0),
	elec_capacite_source text,
	elec_capacite_date date,
	eau_capacite_m3j double precision check (eau_capacite_m3j >= 0),
	eau_capacite_source text,
	eau_capacite_date date,
	gaz_capacite_m3h double precision check (gaz_capacite_m3h >= 0),
	gaz_capacite_source text,
	gaz_capacite_date date,
	fibre_capacite_mbits double precision check (fibre_capacite_mbits >= 0),
	fibre_capacite_source text,
	fibre_capacite_date date,
	geom extensions.geometry(MultiPolygon, 4326) not null,
	territory_id text not null references public.territory,
	like pg_temp.published_provenance including all,
	constraint elec_capacite_sourcee check (
		elec_capacite_kva is null
		or (elec_capacite_source is not null and elec_capacite_date is not null)
	),
	constraint eau_capacite_sourcee check (
		eau_capacite_m3j is null
		or (eau_capacite_source is not null and eau_capacite_date is not null)
	),
	constraint gaz_capacite_sourcee check (
		gaz_capacite_m3h is null
		or (gaz_capacite_source is not null and gaz_capacite_date is not null)
	),
	constraint fibre_capacite_sourcee check (
		fibre_capacite_mbits is null
		or (fibre_capacite_source is not null and fibre_capacite_date is not null)
	)
);

comment on table public.site_eco is 'Sites économiques (classe SITE-ECO du géostandard CNIG)';
comment on column public.site_eco.site_id is 'Identifiant du site économique';
comment on column public.site_eco.pole_id is 'Identifiant de l’éventuel pôle d’appartenance';
comment on column public.site_eco.site_nom is 'Nom du site économique';
comment on column public.site_eco.site_type is 'Type de site économique';
comment on column public.site_eco.site_vocadomi is
	'Vocation dominante constatée du site économique';
comment on column public.site_eco.site_etat is
	'État du site économique (en projet, création, etc.)';
comment on column public.site_eco.site_surf_brute is
	'Superficie totale du site économique en hectare';
comment on column public.site_eco.site_surf_utile is
	'Surface (en hectare) destinée à accueillir les implantations d''activités';
comment on column public.site_eco.site_creation_date is 'Année de création du site économique';
comment on column public.site_eco.site_identif_date is 'Date d''identification du site économique';
comment on column public.site_eco.site_actu_date is
	'Date de dernière actualisation des informations sur le site économique';
comment on column public.site_eco.source_producteur is 'Identification du producteur de la donnée';
comment on column public.site_eco.site_description is
	'Commentaire libre contenant des infos descriptives du site économique';
comment on column public.site_eco.site_quali_territoire is
	'Qualification ou labellisation territoriale ou régionale';
comment on column public.site_eco.site_evol_urba is
	'Type d''urbanisation (extension, renouvellement urbain)';
comment on column public.site_eco.site_url is 'URL de la page web descriptive du site économique';
comment on column public.site_eco.site_moa_type is 'Type de maîtrise d''ouvrage';
comment on column public.site_eco.site_moa_nom is
	'Nom de la maîtrise d''ouvrage et/ou gestionnaire du site économique';
comment on column public.site_eco.site_moa_amngt is
	'Nom de la maîtrise d''ouvrage en charge de l''aménagement';
comment on column public.site_eco.site_moa_comm is
	'Nom de la maîtrise d''ouvrage en charge la commercialisation';
comment on column public.site_eco.site_uf_nbre is 'Nombre d''unités foncières du site économique';
comment on column public.site_eco.site_uf_vacant_nbre is
	'Nombre d''unités foncières vacantes du site économique';
comment on column public.site_eco.site_taux_vacance is
	'Taux de vacance de la ZAE suivant article L318-8-2 CU';
comment on column public.site_eco.site_uf_bati_nbre is 'Nombre d''unités foncières bâties';
comment on column public.site_eco.site_nb_etab is
	'Nombre d''établissements d''activité économique dans le site économique';
comment on column public.site_eco.site_nb_emploi is
	'Estimation du nombre d''emplois du site économique';
comment on column public.site_eco.site_media is
	'URL pointant vers un (des) média(s) : photo, vidéo, etc. du site éco';
comment on column public.site_eco.site_surf_comm_dispo is
	'Surface disponible à la commercialisation, en hectare';
comment on column public.site_eco.site_surf_projet is
	'Surface réservée pour des projets en cours, en hectare';
comment on column public.site_eco.site_voca_industrielle is
	'Présence activité industrielle (oui ou non)';
comment on column public.site_eco.site_voca_commerciale is
	'Présence activité commerciale (oui ou non)';
comment on column public.site_eco.site_voca_tertiaire is 'Présence activité tertiaire (oui ou non)';
comment on column public.site_eco.site_voca_artisanale is
	'Présence activité artisanale (oui ou non)';
comment on column public.site_eco.site_voca_touristique is
	'Présence activité touristique (oui ou non)';
comment on column public.site_eco.site_voca_portuaire is 'Présence activité portuaire (oui ou non)';
comment on column public.site_eco.site_voca_aeroportuaire is
	'Présence activité aéroportuaire (oui ou non)';
comment on column public.site_eco.reseau_eau_pluviale is
	'Présence réseau d''eau pluviale (oui ou non)';
comment on column public.site_eco.reseau_eau_potable is
	'Présence réseau d''eau potable (oui ou non)';
comment on column public.site_eco.reseau_assainissement is
	'Présence réseau d''assainissement (oui ou non)';
comment on column public.site_eco.reseau_gaz is 'Présence réseau de gaz (oui ou non)';
comment on column public.site_eco.reseau_electrique is 'Présence réseau électrique (oui ou non)';
comment on column public.site_eco.reseau_fibre_optique is
	'Présence réseau de fibre optique (oui ou non)';
comment on column public.site_eco.reseau_fret_ferroviaire is 'Présence d’une ITE (oui ou non)';
comment on column public.site_eco.reseau_fluvial is 'Présence d’un réseau fluvial (oui ou non)';
comment on column public.site_eco.desserte_tc is 'Présence de transport en commun (oui ou non)';
comment on column public.site_eco.desserte_route_nom is
	'Libellé de la desserte routière principale';
comment on column public.site_eco.autoroute_nom is 'Libellé de l''autoroute la plus proche';
comment on column public.site_eco.autoroute_echang_dist is
	'Distance de l''échangeur autoroutier le plus proche';
comment on column public.site_eco.gare_nom is 'Nom de la gare de voyageurs la plus proche';
comment on column public.site_eco.gare_dist is
	'Distance (en km) de la gare de voyageurs la plus proche, par la route';
comment on column public.site_eco.gare_fret_nom is 'Nom de la gare de fret la plus proche';
comment on column public.site_eco.gare_fret_dist is
	'Distance (en km) de la gare de fret la plus proche, par la route';
comment on column public.site_eco.aeroport_nom is 'Nom de l''aéroport le plus proche';
comment on column public.site_eco.aeroport_dist is
	'Distance (en km) de l''aéroport le plus proche, par la route';
comment on column public.site_eco.port_nom is 'Nom du port maritime ou fluvial le plus proche';
comment on column public.site_eco.port_dist is
	'Distance (en km) du port maritime ou fluvial le plus proche, par la route';
comment on column public.site_eco.site_comm_insee is
	'Code INSEE de la commune, calculé depuis la géométrie par déclencheur';
comment on column public.site_eco.site_epci_siren is
	'SIREN de l''EPCI, calculé depuis la géométrie par déclencheur';
comment on column public.site_eco.elec_capacite_kva is
	'Puissance électrique disponible pour le site, en kVA';
comment on column public.site_eco.elec_capacite_source is
	'Qui donne la puissance électrique disponible';
comment on column public.site_eco.elec_capacite_date is
	'Date à laquelle la puissance électrique disponible est donnée';
comment on column public.site_eco.eau_capacite_m3j is
	'Débit d''eau potable disponible pour le site, en m³ par jour';
comment on column public.site_eco.eau_capacite_source is 'Qui donne le débit d''eau disponible';
comment on column public.site_eco.eau_capacite_date is
	'Date à laquelle le débit d''eau disponible est donné';
comment on column public.site_eco.gaz_capacite_m3h is
	'Débit de gaz disponible pour le site, en m³ par heure';
comment on column public.site_eco.gaz_capacite_source is 'Qui donne le débit de gaz disponible';
comment on column public.site_eco.gaz_capacite_date is
	'Date à laquelle le débit de gaz disponible est donné';
comment on column public.site_eco.fibre_capacite_mbits is
	'Débit offert par la fibre sur le site, en Mbit/s';
comment on column public.site_eco.fibre_capacite_source is 'Qui donne le débit de la fibre';
comment on column public.site_eco.fibre_capacite_date is
	'Date à laquelle le débit de la fibre est donné';
comment on column public.site_eco.geom is 'Périmètre du site, en degrés (EPSG:4326)';
comment on column public.site_eco.territory_id is 'Territoire auquel la fiche appartient';

create index site_eco_territory_id on public.site_eco (territory_id);
create index site_eco_geom on public.site_eco using gist (geom);
-- Pages stand in the order of bytes, whatever the collation of the database.
create index site_eco_cle on public.site_eco (territory_id, site_id collate "C");
