-- CNIG standard "Friches" (1.0.5).

create table public.friche (
	site_id text primary key,
	site_nom text not null,
	site_type text not null check (site_type in (
		'friche industrielle',
		'friche commerciale',
		'friche hospitalière',
		'friche agro-industrielle',
		'friche carrière ou mine',
		'friche militaire',
		'friche d''habitat',
		'friche d''équipement public',
		'friche portuaire',
		'friche aéroportuaire',
		'friche ferroviaire',
		'friche logistique',
		'friche loisir tourisme hôtellerie',
		'friche enseignement',
		'friche cultuelle',
		'mixte - dominante habitat',
		'mixte - autre',
		'mixte',
		'inconnu',
		'autre',
		'sans objet'
	)),
	site_adresse text,
	site_identif_date date,
	site_actu_date date,
	site_url text,
	site_ademe_url text,
	site_securite text check (site_securite in (
		'évacuation des produits dangereux et déchets présents sur le site',
		'interdictions ou limitations d''accès au site',
		'suppression des risques d''incendie et d''explosion',
		'surveillance des effets de l''installation sur son environnement',
		'mesures de gestion de pollution ou restrictions temporaires',
		'existence d''une attestation de mise en sécurité',
		'inconnu',
		'autre',
		'sans objet'
	)),
	site_occupation text check (site_occupation in (
		'totalement inoccupé',
		'partiellement inoccupé',
		'occupation transitoire ou temporaire',
		'occupation illicite supposée',
		'occupation illicite avérée',
		'inconnu',
		'autre',
		'sans objet'
	)),
	site_statut text check (site_statut in (
		'friche potentielle',
		'friche sans projet',
		'friche avec projet',
		'friche reconvertie',
		'inconnu',
		'autre',
		'sans objet'
	)),
	site_projet_url text,
	site_reconv_annee integer check (site_reconv_annee between 1000 and 2999),
	site_reconv_type text check (site_reconv_type in (
		'habitat',
		'bureau',
		'commerce',
		'industrie',
		'autres activités économiques',
		'équipement public',
		'aménagement d''espace public',
		'renaturation',
		'panneaux photovoltaïques',
		'énergie, hors photovoltaïque',
		'mixte',
		'inconnu',
		'autre',
		'sans objet'
	)),
	activite_libelle text,
	activite_code text,
	activite_fin_annee integer check (activite_fin_annee between 1000 and 2999),
	bati_type text check (
		bati_type ~ '^(industriel|commercial|résidentiel|secteur tertiaire|inconnu|autre|sans objet)([|](industriel|commercial|résidentiel|secteur tertiaire|inconnu|autre|sans objet))*$'
	),
	bati_nombre integer check (bati_nombre >= 0),
	bati_surface integer check (bati_surface >= 0),
	bati_pollution text check (bati_pollution in (
		'amiante',
		'plomb',
		'inconnu',
		'autre',
		'sans objet'
	)),
	bati_vacance text check (bati_vacance in (
		'occupé',
		'partiellement occupé',
		'vacant',
		'inconnu',
		'autre',
		'sans objet'
	)),
	bati_patrimoine text check (bati_patrimoine in (
		'aucun',
		'présence d''un bâtiment d''intérêt',
		'présence d''un bâtiment classé',
		'inconnu',
		'autre',
		'sans objet'
	)),
	bati_etat text check (bati_etat in (
		'dégradation inexistante ou faible',
		'dégradation moyenne',
		'dégradation très importante',
		'dégradation hétérogène',
		'inconnu',
		'autre',
		'sans objet'
	)),
	local_ancien_annee integer check (local_ancien_annee between 1000 and 2999),
	local_recent_annee integer check (local_recent_annee between 1000 and 2999),
	proprio_type text,
	proprio_personne text check (
		proprio_personne ~ '^(personne physique|personne morale|inconnu|autre|sans objet)([|](personne physique|personne morale|inconnu|autre|sans objet))*$'
	),
	sol_pollution_annee integer check (sol_pollution_annee between 1000 and 2999),
	sol_pollution_existe text check (sol_pollution_existe in (
		'pollution inexistante',
		'pollution traitée',
		'pollution peu probable',
		'pollution supposée',
		'pollution avérée',
		'inconnu',
		'autre',
		'sans objet'
	)),
	sol_pollution_origine text check (sol_pollution_origine in (
		'dépôt de déchets, stockages de produits',
		'pollution due au fonctionnement de l''installation',
		'origine accidentelle (transport, transbordement, manipulation,...)',
		'retombées atmosphériques',
		'inconnu',
		'autre',
		'sans objet'
	)),
	sol_pollution_commentaire text,
	sol_depollution_fiche text,
	unite_fonciere_surface integer check (unite_fonciere_surface >= 0),
	unite_fonciere_refcad text check (
		unite_fonciere_refcad ~ '^[0-9][0-9AB][0-9]{6}[0-9A-Z]{2}[0-9]{4}([|][0-9][0-9AB][0-9]{6}[0-9A-Z]{2}[0-9]{4})*$'
	),
	urba_zone_type text check (urba_zone_type in (
		'U',
		'AUc',
		'AUs',
		'A',
		'N',
		'Zc',
		'ZCa',
		'ZnC',
		'RNU',
		'inconnu',
		'autre',
		'sans objet'
	)),
	urba_zone_lib text,
	urba_zone_formdomi text,
	urba_doc_type text check (urba_doc_type in (
		'RNU',
		'CC',
		'PLU',
		'PLUI',
		'PSMV',
		'inconnu',
		'autre',
		'sans objet'
	)),
	desserte_distance text,
	desserte_commentaire text,
	source_producteur text,
	comm_insee text,
	epci_siren text,
	geompoint extensions.geometry(Point, 4326) not null,
	geom extensions.geometry(MultiPolygon, 4326),
	territory_id text not null references public.territory,
	like pg_temp.published_provenance including all
);

comment on table public.friche is 'Friches (géostandard CNIG Friches), sans le nom du propriétaire';
comment on column public.friche.site_id is
	'Identifiant du site respectant la forme définie dans le standard CNIG Friches §4.2';
comment on column public.friche.site_nom is
	'Nom du site ou nom usuel du site en absence de nom officiel ou description sommaire du site';
comment on column public.friche.site_type is 'Type de site : friche industrielle, commerciale, etc';
comment on column public.friche.site_adresse is 'Adresse du site';
comment on column public.friche.site_identif_date is
	'Date d''identification du site, au format ISO 8601 AAAA-MM-DD';
comment on column public.friche.site_actu_date is
	'Date de dernière actualisation des informations sur le site, au format ISO 8601 AAAA-MM-DD';
comment on column public.friche.site_url is
	'URL(s) des fiches du site dans BASIAS et/ou dans BASOL ou SIS et/ou dans un observatoire local, lorsqu''elles existent (si plusieurs URL, les séparer avec des ''|'')';
comment on column public.friche.site_ademe_url is
	'URL de la fiche lorsque le site a fait l''objet d''une intervention de l''ADEME';
comment on column public.friche.site_securite is
	'Description du (des) type(s) de sécurisation selon l''article R512-75-1 al. IV code de l''environnement';
comment on column public.friche.site_occupation is 'Description de l''occupation du site';
comment on column public.friche.site_statut is
	'Statut du site au regard de son état de friche et d''un éventuel projet de reconversion';
comment on column public.friche.site_projet_url is
	'Site web du porteur de projet de reconversion, le cas échéant ; une adresse mail est en accès restreint';
comment on column public.friche.site_reconv_annee is
	'Année d''achèvement de la reconversion du site';
comment on column public.friche.site_reconv_type is 'Type de reconversion du site';
comment on column public.friche.activite_libelle is 'Libellés des ancienne(s) activité(s)';
comment on column public.friche.activite_code is
	'Code(s) BASIAS de(s) ancienne(s) activité(s), suivant la Nomenclature d''activités française de l''INSEE';
comment on column public.friche.activite_fin_annee is
	'Année de fin d''activité, au format ISO 8601 AAAA';
comment on column public.friche.bati_type is
	'Type de bâtiments présents dans le périmètre de la friche';
comment on column public.friche.bati_nombre is
	'Nombre de bâtiments présents dans le périmètre de la friche';
comment on column public.friche.bati_surface is
	'Surface de plancher totale des bâtiments. Unité : m²';
comment on column public.friche.bati_pollution is 'Pollution connue dans les bâtiments';
comment on column public.friche.bati_vacance is 'État de vacance des bâtiments';
comment on column public.friche.bati_patrimoine is 'Présence de bâtiment de valeur patrimoniale';
comment on column public.friche.bati_etat is 'État de dégradation des bâtiments';
comment on column public.friche.local_ancien_annee is
	'Année de construction du local le plus ancien';
comment on column public.friche.local_recent_annee is
	'Année de construction du local le plus récent';
comment on column public.friche.proprio_type is
	'Type de propriétaire actuel dans les fichiers fonciers suivant la classification de personne morale niveau 3';
comment on column public.friche.proprio_personne is
	'Indique s''il s''agit d''une personne physique ou morale';
comment on column public.friche.sol_pollution_annee is
	'Année de constatation de la pollution du sol dans BASOL, SIS, ou autre source de données';
comment on column public.friche.sol_pollution_existe is 'Existence de pollution du sol';
comment on column public.friche.sol_pollution_origine is 'Origine de la pollution du sol';
comment on column public.friche.sol_pollution_commentaire is 'Commentaire décrivant la pollution';
comment on column public.friche.sol_depollution_fiche is
	'Lien vers une fiche de gestion ou de traitement des pollutions dans BASOL, SIS, ou autre base de données';
comment on column public.friche.unite_fonciere_surface is
	'Surface de l''unité foncière, en conformité avec la documentation sur la Table Unifiée du Parcellaire (TUP). Unité : m²';
comment on column public.friche.unite_fonciere_refcad is
	'Liste des identifiants des parcelles cadastrales de l''unité foncière';
comment on column public.friche.urba_zone_type is
	'Type de zone d''urbanisme (cf. standard CNIG PLU §3.2 ZONE_URBA : TYPEZONE)';
comment on column public.friche.urba_zone_lib is
	'Libellé de la zone d''urbanisme (cf. standard CNIG PLU §3.2 ZONE_URBA : LIBELLE)';
comment on column public.friche.urba_zone_formdomi is
	'Forme dominante de la zone d''urbanisme (cf. standard CNIG PLU : FORMDOMI)';
comment on column public.friche.urba_doc_type is 'Type de document d''urbanisme';
comment on column public.friche.desserte_distance is
	'Distances d''accès aux réseaux routier, ferroviaire, fluvial ou maritime';
comment on column public.friche.desserte_commentaire is
	'Appréciation textuelle au sujet de la desserte du site ou, au contraire, de son niveau d''enclavement';
comment on column public.friche.source_producteur is 'Identification du producteur de la donnée';
comment on column public.friche.comm_insee is
	'Code INSEE de la commune, calculé depuis la géométrie par déclencheur';
comment on column public.friche.epci_siren is
	'SIREN de l''EPCI, calculé depuis la géométrie par déclencheur';
comment on column public.friche.geompoint is
	'Point du site, en degrés (EPSG:4326) ; calculé depuis le périmètre quand il manque';
comment on column public.friche.geom is
	'Périmètre du site, en degrés (EPSG:4326) ; vide quand il n''est pas connu';
comment on column public.friche.territory_id is 'Territoire auquel la fiche appartient';

create index friche_territory_id on public.friche (territory_id);
create index friche_geometrie on public.friche using gist (coalesce(geom, geompoint));
create index friche_cle on public.friche (territory_id, site_id collate "C");
-- Under row-level security an index on coalesce() never answers: it is not on PostgreSQL's list of what cannot leak.
create index friche_emprise on public.friche using gist (
	(case when geom is null then geompoint else geom end)
);
