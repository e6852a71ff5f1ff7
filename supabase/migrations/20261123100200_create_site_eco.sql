-- Classes SITE-ECO and TERRAIN-ECO of the CNIG standard "Sites économiques" (v2024-10), and the land units of a site.

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
	geom extensions.geometry(MultiPolygon, 4326) not null,
	territory_id text not null references public.territory,
	source_nom text not null,
	source_date date not null,
	source_methode text not null,
	source_licence text,
	source_url text,
	demonstration boolean not null default false,
	publie boolean not null default true
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
comment on column public.site_eco.geom is 'Périmètre du site, en degrés (EPSG:4326)';
comment on column public.site_eco.territory_id is 'Territoire auquel la fiche appartient';
comment on column public.site_eco.source_nom is 'Nom court de la source de la fiche';
comment on column public.site_eco.source_date is 'Date de la source, ou de sa dernière lecture';
comment on column public.site_eco.source_methode is
	'Méthode d''obtention de la fiche : relevé, import, calcul, démonstration…';
comment on column public.site_eco.source_licence is 'Licence sous laquelle la source est publiée';
comment on column public.site_eco.source_url is 'Adresse de la source';
comment on column public.site_eco.demonstration is
	'Vrai pour une fiche inventée du jeu de démonstration';
comment on column public.site_eco.publie is 'Vrai si la fiche est visible du public';

create table public.terrain_eco (
	terr_id text primary key,
	site_id text,
	terr_refcad text check (
		terr_refcad ~ '^[0-9][0-9AB][0-9]{6}[0-9A-Z]{2}[0-9]{4}([|][0-9][0-9AB][0-9]{6}[0-9A-Z]{2}[0-9]{4})*$'
	),
	terr_surf_brute double precision check (terr_surf_brute >= 0),
	terr_utile text check (terr_utile in ('oui', 'non')),
	terr_identif_date date,
	terr_actu_date date,
	terr_maitrise_fonc text not null check (terr_maitrise_fonc in (
		'personne physique',
		'Etat',
		'région',
		'département',
		'structure intercommunale',
		'commune',
		'autre collectivité territoriale',
		'organisme de logement social',
		'établissement public foncier',
		'SEM ou SPLA',
		'aménageur',
		'investisseur professionnel',
		'établissement de santé et structure sociale',
		'établissement de tourisme et structure de loisir sportive ou cultuelle',
		'établissement industriel et commercial',
		'organisation de gestion foncière et immobilière',
		'établissement d''enseignement d''étude et de recherche',
		'inconnu',
		'autre',
		'sans objet'
	)),
	terr_stade_amngt text not null check (terr_stade_amngt in (
		'non aménageable',
		'non aménagé, non viabilisé',
		'viabilisation en cours',
		'viabilisé non aménagé',
		'viabilisé et aménagé',
		'inconnu',
		'autre',
		'sans objet'
	)),
	terr_stade_comm text not null check (terr_stade_comm in (
		'non commercialisé',
		'non commercialisable',
		'en vente',
		'en vente avec contraintes',
		'vendu, commercialisation achevée',
		'réservé par option de réservation',
		'réservé par une délibération de l''EPCI',
		'inconnu',
		'autre',
		'sans objet'
	)),
	terr_etat_occup text not null check (terr_etat_occup in (
		'inoccupé',
		'occupation transitoire',
		'occupé',
		'vacant',
		'friche',
		'inconnu',
		'autre',
		'sans objet'
	)),
	terr_usage text not null check (terr_usage in (
		'voirie ou infrastructure',
		'parkings, stationnement',
		'zone de retournement poids-lourds',
		'autres équipements publics',
		'bâti productif',
		'bâti résidentiel',
		'bassin d''orage ou de rétention',
		'espace vert',
		'espace naturel ou forestier',
		'espace agricole',
		'zone de service partagée entre entreprises',
		'carrières, zones d''extraction',
		'dépôt, stockage',
		'production d’énergie renouvelable',
		'inconnu',
		'autre',
		'sans objet'
	)),
	terr_url_cartofriches text,
	terr_cle_en_main text check (terr_cle_en_main in ('oui', 'non')),
	terr_lot text,
	terr_cession_type text check (terr_cession_type in (
		'Vente',
		'Location',
		'Mise à disposition'
	)),
	date_dispo date,
	terr_prix_demande_m2 double precision check (terr_prix_demande_m2 >= 0),
	comm_insee text,
	epci_siren text,
	geom extensions.geometry(MultiPolygon, 4326) not null,
	territory_id text not null references public.territory,
	source_nom text not null,
	source_date date not null,
	source_methode text not null,
	source_licence text,
	source_url text,
	demonstration boolean not null default false,
	publie boolean not null default true
);

comment on table public.terrain_eco is 'Terrains à vocation économique (classe TERRAIN-ECO du géostandard CNIG), sans les quatre champs réservés';
comment on column public.terrain_eco.terr_id is 'Identifiant du terrain à vocation économique';
comment on column public.terrain_eco.site_id is
	'Identifiant du site où se situe le terrain économique';
comment on column public.terrain_eco.terr_refcad is
	'Liste des identifiants de parcelles cadastrales';
comment on column public.terrain_eco.terr_surf_brute is
	'Superficie brute du terrain économique en hectare';
comment on column public.terrain_eco.terr_utile is 'Superficie à prendre en compte (oui ou non)';
comment on column public.terrain_eco.terr_identif_date is
	'Date d''identification du terrain économique';
comment on column public.terrain_eco.terr_actu_date is
	'Date de dernière actu. des informations du terrain éco';
comment on column public.terrain_eco.terr_maitrise_fonc is
	'Maîtrise foncière majoritaire du terrain économique';
comment on column public.terrain_eco.terr_stade_amngt is
	'Stade d’aménagement du terrain économique';
comment on column public.terrain_eco.terr_stade_comm is
	'Stade de commercialisation du terrain économique';
comment on column public.terrain_eco.terr_etat_occup is 'État d''occupation du terrain économique';
comment on column public.terrain_eco.terr_usage is 'Usage du terrain économique';
comment on column public.terrain_eco.terr_url_cartofriches is
	'URL de la friche dans cartofriches (lorsque terr_etat_occup = friche)';
comment on column public.terrain_eco.terr_cle_en_main is 'Terrain clé en main (oui ou non)';
comment on column public.terrain_eco.terr_lot is
	'Numéro ou nom du lot dans le site (extension Bourgogne-Franche-Comté)';
comment on column public.terrain_eco.terr_cession_type is
	'Type de cession proposé (extension Bourgogne-Franche-Comté)';
comment on column public.terrain_eco.date_dispo is
	'Date à partir de laquelle le terrain est disponible (DINNOV)';
comment on column public.terrain_eco.terr_prix_demande_m2 is
	'Prix demandé, en euros hors taxes par m²';
comment on column public.terrain_eco.comm_insee is
	'Code INSEE de la commune, calculé depuis la géométrie par déclencheur';
comment on column public.terrain_eco.epci_siren is
	'SIREN de l''EPCI, calculé depuis la géométrie par déclencheur';
comment on column public.terrain_eco.geom is 'Emprise du terrain, en degrés (EPSG:4326)';
comment on column public.terrain_eco.territory_id is 'Territoire auquel la fiche appartient';
comment on column public.terrain_eco.source_nom is 'Nom court de la source de la fiche';
comment on column public.terrain_eco.source_date is 'Date de la source, ou de sa dernière lecture';
comment on column public.terrain_eco.source_methode is
	'Méthode d''obtention de la fiche : relevé, import, calcul, démonstration…';
comment on column public.terrain_eco.source_licence is
	'Licence sous laquelle la source est publiée';
comment on column public.terrain_eco.source_url is 'Adresse de la source';
comment on column public.terrain_eco.demonstration is
	'Vrai pour une fiche inventée du jeu de démonstration';
comment on column public.terrain_eco.publie is 'Vrai si la fiche est visible du public';

create table public.unite_fonciere (
	uf_id text primary key,
	site_id text,
	uf_refcad text check (
		uf_refcad ~ '^[0-9][0-9AB][0-9]{6}[0-9A-Z]{2}[0-9]{4}([|][0-9][0-9AB][0-9]{6}[0-9A-Z]{2}[0-9]{4})*$'
	),
	uf_surface_m2 double precision check (uf_surface_m2 >= 0),
	comm_insee text,
	epci_siren text,
	geom extensions.geometry(Polygon, 4326) not null,
	territory_id text not null references public.territory,
	source_nom text not null,
	source_date date not null,
	source_methode text not null,
	source_licence text,
	source_url text,
	demonstration boolean not null default false,
	publie boolean not null default true
);

comment on table public.unite_fonciere is 'Unités foncières : îlots de propriété d’un seul tenant';
comment on column public.unite_fonciere.uf_id is 'Identifiant de l''unité foncière';
comment on column public.unite_fonciere.site_id is
	'Identifiant du site économique où se trouve l''unité foncière';
comment on column public.unite_fonciere.uf_refcad is
	'Liste des identifiants de parcelles cadastrales, séparés par des barres verticales';
comment on column public.unite_fonciere.uf_surface_m2 is 'Surface de l''unité foncière, en m²';
comment on column public.unite_fonciere.comm_insee is
	'Code INSEE de la commune, calculé depuis la géométrie par déclencheur';
comment on column public.unite_fonciere.epci_siren is
	'SIREN de l''EPCI, calculé depuis la géométrie par déclencheur';
comment on column public.unite_fonciere.geom is
	'Emprise de l''unité foncière, en degrés (EPSG:4326)';
comment on column public.unite_fonciere.territory_id is 'Territoire auquel la fiche appartient';
comment on column public.unite_fonciere.source_nom is 'Nom court de la source de la fiche';
comment on column public.unite_fonciere.source_date is
	'Date de la source, ou de sa dernière lecture';
comment on column public.unite_fonciere.source_methode is
	'Méthode d''obtention de la fiche : relevé, import, calcul, démonstration…';
comment on column public.unite_fonciere.source_licence is
	'Licence sous laquelle la source est publiée';
comment on column public.unite_fonciere.source_url is 'Adresse de la source';
comment on column public.unite_fonciere.demonstration is
	'Vrai pour une fiche inventée du jeu de démonstration';
comment on column public.unite_fonciere.publie is 'Vrai si la fiche est visible du public';

create index site_eco_territory_id on public.site_eco (territory_id);
create index site_eco_geom on public.site_eco using gist (geom);
create index terrain_eco_territory_id on public.terrain_eco (territory_id);
create index terrain_eco_site_id on public.terrain_eco (site_id);
create index terrain_eco_geom on public.terrain_eco using gist (geom);
create index unite_fonciere_territory_id on public.unite_fonciere (territory_id);
create index unite_fonciere_site_id on public.unite_fonciere (site_id);
create index unite_fonciere_geom on public.unite_fonciere using gist (geom);
