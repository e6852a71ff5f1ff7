-- Made from supabase/schemas by `npm run migration -- baseline`: read them there, and change nothing here.

-- supabase/schemas/ground/extensions.sql

-- PostGIS stands in its own schema, as on hosted Supabase: every function names it in its search_path.

create schema if not exists extensions;
create extension if not exists postgis with schema extensions;

-- Row-level security lets an index answer only through functions known to leak nothing. This one compares boxes.
-- Only a superuser may say so: without the right, pages by box stay as slow as they were.
do $$
begin
	alter function extensions.geometry_overlaps(extensions.geometry, extensions.geometry) leakproof;
exception when insufficient_privilege then
	raise notice 'geometry_overlaps n''a pas pu être déclarée leakproof : les emprises se liront sans index';
end
$$;

-- supabase/schemas/ground/tables.sql

-- What the columns of every record tell of where it comes from, written once. Both are moulds: tables are made
-- like them, and they are gone when all tables are made (ground/tables-end.sql).

create temporary table provenance (
	source_nom text not null,
	source_date date not null,
	source_methode text not null,
	source_licence text,
	source_url text,
	demonstration boolean not null default false
);

comment on column pg_temp.provenance.source_nom is 'Nom court de la source de la fiche';
comment on column pg_temp.provenance.source_date is 'Date de la source, ou de sa dernière lecture';
comment on column pg_temp.provenance.source_methode is
	'Méthode d''obtention de la fiche : relevé, import, calcul, démonstration…';
comment on column pg_temp.provenance.source_licence is 'Licence sous laquelle la source est publiée';
comment on column pg_temp.provenance.source_url is 'Adresse de la source';
comment on column pg_temp.provenance.demonstration is
	'Vrai pour une fiche inventée du jeu de démonstration';

create temporary table published_provenance (
	like pg_temp.provenance including all,
	publie boolean not null default true
);

comment on column pg_temp.published_provenance.publie is 'Vrai si la fiche est visible du public';

create domain public."application/x-ndjson" as text;

comment on domain public."application/x-ndjson" is
	'Lignes JSON servies telles quelles : la première dit ce qu''il en est des suivantes';

-- supabase/schemas/ground/functions.sql

-- What several subjects and a computed column ask: texts, days, boxes, sectors, histories. They know no table, and
-- come before all of them.

-- Mirrors sectorOf in src/lib/domain/sector.ts; tests/db/schema.test.ts keeps the two equal.
create function public.sector_of(p_naf text) returns text
language sql immutable
set search_path = public, extensions
as $$
	select case
		when left(code, 3) in ('245', '255') then 'forge-fonderie'
		when left(code, 2) in ('10', '11', '12') then 'agroalimentaire'
		when left(code, 2) in ('16', '17', '18', '31') then 'bois-papier'
		when left(code, 2) in ('19', '20', '21', '22') then 'plasturgie-chimie'
		when left(code, 2) in ('24', '25') then 'metallurgie'
		when left(code, 2) in ('26', '27', '28', '29', '30', '33') then 'mecanique'
		when left(code, 2) in ('35', '36', '37', '38', '39') then 'energie-environnement'
		else 'autre-industrie'
	end
	from (select regexp_replace(p_naf, '[.]', '') as code) as naf
$$;

create function public.box_geometry(p_bbox double precision[]) returns extensions.geometry
language plpgsql immutable
set search_path = public, extensions
as $$
begin
	if p_bbox is null then
		return null;
	end if;
	if array_length(p_bbox, 1) is distinct from 4
		or array_position(p_bbox, null) is not null
		or not (p_bbox[1] between -180 and 180 and p_bbox[3] between -180 and 180)
		or not (p_bbox[2] between -90 and 90 and p_bbox[4] between -90 and 90)
		or p_bbox[2] > p_bbox[4]
	then
		raise sqlstate 'PT400' using
			message = format('Emprise refusée : « %s ».', array_to_string(p_bbox, ',', 'vide')),
			hint = 'Attendu : quatre nombres en degrés, ouest, sud, est, nord.';
	end if;
	-- West beyond east means that the box crosses the antimeridian (RFC 7946, section 5.2).
	if p_bbox[1] > p_bbox[3] then
		return st_collect(
			st_makeenvelope(p_bbox[1], p_bbox[2], 180, p_bbox[4], 4326),
			st_makeenvelope(-180, p_bbox[2], p_bbox[3], p_bbox[4], 4326)
		);
	end if;
	return st_makeenvelope(p_bbox[1], p_bbox[2], p_bbox[3], p_bbox[4], 4326);
end
$$;

comment on function public.box_geometry is
	'Emprise [ouest, sud, est, nord] en degrés ; 400 quand elle n''en est pas une';

-- Lower case without accents, as the browser folds: letter and accent apart, accent dropped.
create function public.fold_text(p_text text) returns text
language sql immutable
set search_path = public, extensions
as $$
	select translate(
		lower(regexp_replace(normalize(p_text, NFD), '[\u0300-\u036f^`¨¯´·¸]', '', 'g')),
		'ŒÆØ', 'œæø'
	)
$$;

comment on function public.fold_text is 'Texte en minuscules et sans accents';

-- Not even the service may rewrite what happened; only the removal of the listing takes its history along.
create function public.refuse_rewriting() returns trigger
language plpgsql
set search_path = public, extensions
as $$
begin
	if tg_op = 'DELETE' and not exists (select from annonce where annonce_id = old.annonce_id) then
		return old;
	end if;
	raise sqlstate 'PT403' using
		message = 'L''historique ne se modifie pas.',
		hint = 'Rétablissez une version : cela ajoute une ligne à l''historique.';
end
$$;

comment on function public.refuse_rewriting is 'Refuse toute écriture dans l''historique existant';

-- Row triggers do not see a truncation.
create function public.refuse_truncation() returns trigger
language plpgsql
set search_path = public, extensions
as $$
begin
	raise sqlstate 'PT403' using message = 'L''historique ne se vide pas.';
end
$$;

comment on function public.refuse_truncation is 'Refuse de vider l''historique';

create function public.local_day() returns date
language sql stable
set search_path = public, extensions
as $$
	select (now() at time zone 'Europe/Paris')::date
$$;

comment on function public.local_day is 'Date du jour en France';

create function public.paris_month(p_at timestamptz) returns date
language sql stable
set search_path = public, extensions
as $$
	select date_trunc('month', p_at at time zone 'Europe/Paris')::date
$$;

comment on function public.paris_month is 'Premier jour du mois, à l''heure de Paris';

create function public.is_day(p_text text) returns boolean
language plpgsql immutable strict
set search_path = public, extensions
as $$
begin
	return p_text ~ '^[0-9]{4}-[0-9]{2}-[0-9]{2}$' and p_text::date is not null;
exception when data_exception then
	return false;
end
$$;

comment on function public.is_day is 'Vrai pour un jour qui existe, écrit AAAA-MM-JJ';

create function public.truth_of(p_text text) returns boolean
language sql immutable
set search_path = public, extensions
as $$
	select case
		when lower(p_text) in ('1', 'true', 'vrai', 'oui') then true
		when lower(p_text) in ('0', 'false', 'faux', 'non') then false
	end
$$;

comment on function public.truth_of is
	'Oui ou non, écrit 1 ou 0, true ou false, vrai ou faux, oui ou non ; vide pour autre chose';

-- supabase/schemas/territory/tables.sql

-- The territory, its EPCI and its communes: members come from the configuration, contours from imports.

create table public.territory (
	territory_id text primary key check (territory_id ~ '^[a-z0-9-]+$'),
	nom text not null,
	configuration json not null,
	demonstration_chargee date,
	revision bigint not null default 0,
	like pg_temp.published_provenance including all
);

comment on table public.territory is 'Territoire d''industrie : ce que son fichier de configuration en dit';
comment on column public.territory.territory_id is
	'Identifiant du territoire, celui de son fichier de configuration';
comment on column public.territory.nom is 'Nom du territoire';
comment on column public.territory.configuration is
	'Configuration du territoire : EPCI, couleurs, langues, contacts, axes';
comment on column public.territory.demonstration_chargee is
	'Date du premier chargement du jeu de démonstration ; vide s’il ne l’a jamais été';
comment on column public.territory.revision is
	'Numéro qui augmente à chaque écriture dans les fiches ; sert à savoir si une lecture est à jour';

create table public.epci (
	epci_siren text primary key check (epci_siren ~ '^[0-9]{9}$'),
	epci_nom text not null,
	population integer check (population >= 0),
	commune_nombre integer not null check (commune_nombre >= 0),
	contour_methode text check (contour_methode in ('approché', 'officiel')),
	geom extensions.geometry(MultiPolygon, 4326),
	territory_id text not null references public.territory,
	like pg_temp.published_provenance including all,
	constraint epci_contour_decrit check ((geom is null) = (contour_methode is null))
);

comment on table public.epci is 'EPCI membres du territoire';
comment on column public.epci.epci_siren is 'SIREN de l''EPCI';
comment on column public.epci.epci_nom is 'Nom de l''EPCI';
comment on column public.epci.population is 'Population municipale, en habitants';
comment on column public.epci.commune_nombre is 'Nombre de communes membres';
comment on column public.epci.contour_methode is
	'Origine du contour : approché ou officiel ; vide tant que le contour manque';
comment on column public.epci.geom is
	'Contour de l''EPCI, en degrés (EPSG:4326) ; vide tant qu''il est inconnu';
comment on column public.epci.territory_id is 'Territoire auquel la fiche appartient';

create index epci_territory_id on public.epci (territory_id);
create index epci_geom on public.epci using gist (geom);

create table public.commune (
	comm_insee text primary key check (comm_insee ~ '^[0-9][0-9AB][0-9]{3}$'),
	comm_nom text not null,
	epci_siren text not null references public.epci on delete cascade,
	population integer check (population >= 0),
	surface_ha double precision check (surface_ha > 0),
	contour_methode text check (contour_methode in ('approché', 'officiel')),
	geompoint extensions.geometry(Point, 4326),
	geom extensions.geometry(MultiPolygon, 4326),
	territory_id text not null references public.territory,
	like pg_temp.published_provenance including all,
	constraint commune_contour_decrit check ((geom is null) = (contour_methode is null))
);

comment on table public.commune is 'Communes membres des EPCI du territoire';
comment on column public.commune.comm_insee is 'Code INSEE de la commune';
comment on column public.commune.comm_nom is 'Nom de la commune';
comment on column public.commune.epci_siren is 'SIREN de l''EPCI dont la commune est membre';
comment on column public.commune.population is 'Population municipale, en habitants';
comment on column public.commune.surface_ha is 'Superficie de la commune, en hectares';
comment on column public.commune.contour_methode is
	'Origine du contour : approché ou officiel ; vide tant que le contour manque';
comment on column public.commune.geompoint is
	'Point représentatif de la commune, en degrés (EPSG:4326)';
comment on column public.commune.geom is
	'Contour de la commune, en degrés (EPSG:4326) ; vide tant qu''il est inconnu';
comment on column public.commune.territory_id is 'Territoire auquel la fiche appartient';

create index commune_territory_id on public.commune (territory_id);
create index commune_epci_siren on public.commune (epci_siren);
create index commune_geom on public.commune using gist (geom);

create table public.revision_classe (
	classe text primary key,
	revision bigint not null
);

comment on table public.revision_classe is
	'Numéro de révision de chaque table de fiches : il augmente à chaque écriture';
comment on column public.revision_classe.classe is 'Nom de la table';
comment on column public.revision_classe.revision is 'Numéro qui augmente à chaque écriture dans cette table';

-- supabase/schemas/atlas/tables-brownfields.sql

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

-- supabase/schemas/atlas/tables-firms.sql

-- Class ETABLISSEMENT of the CNIG standard, with a numeric headcount and the sector of the map; points of interest
-- (own list: the CNIG has none); constraints on land, loaded by the operator.

create table public.etablissement (
	siret text primary key check (siret ~ '^[0-9]{14}$'),
	siren text check (siren ~ '^[0-9]{9}$'),
	terr_id text,
	ban_id text,
	bat_id text,
	etab_adresse text,
	etab_raison_sociale text,
	etab_nat_juridique text,
	etab_nom text not null,
	etab_siege text check (etab_siege in ('oui', 'non')),
	etab_creation_date date,
	etab_identif_date date,
	etab_actu_date date,
	etab_actif text check (etab_actif in ('oui', 'non')),
	etab_fermeture_date date,
	etab_description text,
	etab_activite_code text,
	etab_activite_libelle text,
	etab_effectif_code text,
	etab_effectif_libelle text,
	etab_effectif_annee integer check (etab_effectif_annee between 1000 and 2999),
	etab_source_info text,
	geocodage_qualite text not null check (geocodage_qualite in (
		'non localisé',
		'localisation à la commune',
		'localisation au lieu-dit',
		'localisation à la rue (sans numéro)',
		'localisation à la plaque adresse',
		'localisation à la parcelle',
		'localisation au bâtiment',
		'inconnu',
		'autre',
		'sans objet'
	)),
	etab_effectif integer check (etab_effectif >= 0),
	secteur text generated always as (public.sector_of(etab_activite_code)) stored,
	comm_insee text,
	epci_siren text,
	geom extensions.geometry(MultiPoint, 4326) not null,
	territory_id text not null references public.territory,
	like pg_temp.published_provenance including all
);

comment on table public.etablissement is 'Établissements (classe ETABLISSEMENT du géostandard CNIG)';
comment on column public.etablissement.siret is 'Code SIRET de l''établissement';
comment on column public.etablissement.siren is 'Code SIREN de l''entreprise';
comment on column public.etablissement.terr_id is
	'Liste des identifiants de TERRAIN-ECO où se situe l''établissement, séparés par des pipes ''|''';
comment on column public.etablissement.ban_id is
	'Référence à l''adresse de l''établissement dans la base adresse nationale';
comment on column public.etablissement.bat_id is
	'Liste des identifiants de bâtiments dans le référentiel national des bâtiments, séparés par des pipes ''|''. Le bâtiment principal est listé en premier';
comment on column public.etablissement.etab_adresse is 'Adresse de l''établissement';
comment on column public.etablissement.etab_raison_sociale is
	'Raison sociale (nom juridique) de l''entreprise';
comment on column public.etablissement.etab_nat_juridique is
	'Code de la catégorie juridique de l''entreprise en se référant au 3ème niveau De la nomenclature des catégories juridiques de l''INSEE';
comment on column public.etablissement.etab_nom is
	'Nom ou appellation usuelle ou sigle de l''établissement';
comment on column public.etablissement.etab_siege is 'Qualité de siège (oui ou non)';
comment on column public.etablissement.etab_creation_date is 'Date de création de l''établissement';
comment on column public.etablissement.etab_identif_date is
	'Date d''identification de l''établissement';
comment on column public.etablissement.etab_actu_date is
	'Date de dernière actualisation des informations';
comment on column public.etablissement.etab_actif is 'Qualité d’activité (oui ou non)';
comment on column public.etablissement.etab_fermeture_date is
	'Date ou année de fermeture de l''établissement';
comment on column public.etablissement.etab_description is
	'Commentaire libre avec des informations descriptives de l''établissement';
comment on column public.etablissement.etab_activite_code is
	'Code NAF de l''activité principale de l''établissemen';
comment on column public.etablissement.etab_activite_libelle is
	'Libellé de l''activité principale de l''établissement';
comment on column public.etablissement.etab_effectif_code is
	'Code INSEE de la tranche d''effectif salarié de l''établissement';
comment on column public.etablissement.etab_effectif_libelle is
	'Libellé de la tranche d''effectif salarié de l''établissement, fournis par la base SIRENE de l''INSEE';
comment on column public.etablissement.etab_effectif_annee is
	'Millésime de la tranche d''effectif salarié de l''établissement';
comment on column public.etablissement.etab_source_info is
	'Indication de la (des) source(s) d''information sur l''établissement';
comment on column public.etablissement.geocodage_qualite is
	'Qualité de positionnement de l''établissement';
comment on column public.etablissement.etab_effectif is 'Nombre de salariés de l''établissement';
comment on column public.etablissement.secteur is 'Secteur de la carte, calculé depuis le code NAF';
comment on column public.etablissement.comm_insee is
	'Code INSEE de la commune, calculé depuis la géométrie par déclencheur';
comment on column public.etablissement.epci_siren is
	'SIREN de l''EPCI, calculé depuis la géométrie par déclencheur';
comment on column public.etablissement.geom is
	'Localisations de l''établissement, en degrés (EPSG:4326)';
comment on column public.etablissement.territory_id is 'Territoire auquel la fiche appartient';

create index etablissement_territory_id on public.etablissement (territory_id);
create index etablissement_geom on public.etablissement using gist (geom);
create index etablissement_cle on public.etablissement (territory_id, siret collate "C");

create table public.poi (
	poi_id text primary key,
	poi_type text not null check (poi_type in (
		'échangeur autoroutier',
		'gare de voyageurs',
		'gare de fret',
		'port',
		'aérodrome',
		'formation',
		'plateforme',
		'point de passage frontalier'
	)),
	poi_nom text not null,
	poi_detail text,
	comm_insee text,
	epci_siren text,
	geom extensions.geometry(Point, 4326) not null,
	territory_id text not null references public.territory,
	like pg_temp.published_provenance including all
);

comment on table public.poi is 'Points d''intérêt : échangeurs, gares, ports, aérodromes, formation, plateformes';
comment on column public.poi.poi_id is 'Identifiant du point d''intérêt';
comment on column public.poi.poi_type is 'Type de point d''intérêt';
comment on column public.poi.poi_nom is 'Nom du point d''intérêt';
comment on column public.poi.poi_detail is
	'Précision : numéro de sortie, formations proposées, gabarit…';
comment on column public.poi.comm_insee is
	'Code INSEE de la commune, calculé depuis la géométrie par déclencheur';
comment on column public.poi.epci_siren is
	'SIREN de l''EPCI, calculé depuis la géométrie par déclencheur';
comment on column public.poi.geom is 'Position du point d''intérêt, en degrés (EPSG:4326)';
comment on column public.poi.territory_id is 'Territoire auquel la fiche appartient';

create index poi_territory_id on public.poi (territory_id);
create index poi_geom on public.poi using gist (geom);

create table public.contrainte (
	contrainte_id text primary key,
	contrainte_type text not null check (contrainte_type in (
		'zone inondable',
		'zone humide',
		'pente forte'
	)),
	contrainte_nom text,
	geom extensions.geometry(MultiPolygon, 4326) not null,
	territory_id text not null references public.territory,
	like pg_temp.published_provenance including all
);

comment on table public.contrainte is
	'Contraintes qui pèsent sur le foncier, chargées par l''exploitant';
comment on column public.contrainte.contrainte_id is 'Identifiant de la contrainte';
comment on column public.contrainte.contrainte_type is 'Type de contrainte';
comment on column public.contrainte.contrainte_nom is 'Nom de la zone ou du document qui la fixe';
comment on column public.contrainte.geom is 'Emprise de la contrainte, en degrés (EPSG:4326)';
comment on column public.contrainte.territory_id is 'Territoire auquel la fiche appartient';

create index contrainte_territory_id on public.contrainte (territory_id);
create index contrainte_geom on public.contrainte using gist (geom);
-- Which kinds of constraint a territory knows is asked for every plot.
create index contrainte_type_publie on public.contrainte (territory_id, contrainte_type) where publie;

-- supabase/schemas/atlas/tables-plots.sql

-- Class TERRAIN-ECO of the CNIG standard "Sites économiques" (v2024-10), and the land units of a site.

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
	part_zone_inondable_pct double precision
		check (part_zone_inondable_pct between 0 and 100),
	part_zone_humide_pct double precision
		check (part_zone_humide_pct between 0 and 100),
	part_pente_forte_pct double precision
		check (part_pente_forte_pct between 0 and 100),
	centre extensions.geometry(Point, 4326) not null,
	offre_type text default 'Terrain' check (offre_type in ('Terrain', 'Local')),
	terr_description text check (length(terr_description) <= 4000),
	surflocal double precision check (surflocal >= 0),
	hbat double precision check (hbat >= 0),
	local_charge_sol_kgm2 double precision check (local_charge_sol_kgm2 >= 0),
	local_pont_roulant_t double precision check (local_pont_roulant_t >= 0),
	local_quais_nb integer check (local_quais_nb >= 0),
	-- A plot that stands alone has its networks itself; one in a site may differ from it.
	reseau_eau_potable text check (reseau_eau_potable in ('oui', 'non')),
	reseau_assainissement text check (reseau_assainissement in ('oui', 'non')),
	reseau_eau_pluviale text check (reseau_eau_pluviale in ('oui', 'non')),
	reseau_gaz text check (reseau_gaz in ('oui', 'non')),
	reseau_electrique text check (reseau_electrique in ('oui', 'non')),
	reseau_fibre_optique text check (reseau_fibre_optique in ('oui', 'non')),
	elec_capacite_kva double precision check (elec_capacite_kva >= 0),
	eau_capacite_m3j double precision check (eau_capacite_m3j >= 0),
	gaz_capacite_m3h double precision check (gaz_capacite_m3h >= 0),
	fibre_capacite_mbits double precision check (fibre_capacite_mbits >= 0),
	confirme_le date,
	terr_prix_sur_demande text check (terr_prix_sur_demande in ('oui', 'non')),
	geom extensions.geometry(MultiPolygon, 4326) not null,
	territory_id text not null references public.territory,
	like pg_temp.published_provenance including all
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
comment on column public.terrain_eco.part_zone_inondable_pct is
	'Part du terrain en zone inondable, en %, calculée par déclencheur ; vide sans couche de ce type';
comment on column public.terrain_eco.part_zone_humide_pct is
	'Part du terrain en zone humide, en %, calculée par déclencheur ; vide sans couche de ce type';
comment on column public.terrain_eco.part_pente_forte_pct is
	'Part du terrain en pente forte, en %, calculée par déclencheur ; vide sans couche de ce type';
comment on column public.terrain_eco.centre is
	'Moyenne des sommets du terrain, en degrés (EPSG:4326), calculée par déclencheur : point d''où se mesurent les distances';
comment on column public.terrain_eco.offre_type is
	'Ce qui est offert : Terrain, ou Local (surface dans un bâtiment existant)';
comment on column public.terrain_eco.terr_description is 'Description libre de l''offre';
comment on column public.terrain_eco.surflocal is
	'Surface du local, en m² (extension Bourgogne-Franche-Comté)';
comment on column public.terrain_eco.hbat is
	'Hauteur utile du bâtiment, en m (extension Bourgogne-Franche-Comté)';
comment on column public.terrain_eco.local_charge_sol_kgm2 is
	'Charge admissible au sol du local, en kg par m²';
comment on column public.terrain_eco.local_pont_roulant_t is
	'Capacité du plus fort pont roulant du local, en tonnes ; 0 sans pont roulant';
comment on column public.terrain_eco.local_quais_nb is 'Nombre de quais de chargement du local';
comment on column public.terrain_eco.reseau_eau_potable is
	'Eau potable au terrain même ; vide : voir le site';
comment on column public.terrain_eco.reseau_assainissement is
	'Assainissement au terrain même ; vide : voir le site';
comment on column public.terrain_eco.reseau_eau_pluviale is
	'Eaux pluviales au terrain même ; vide : voir le site';
comment on column public.terrain_eco.reseau_gaz is 'Gaz au terrain même ; vide : voir le site';
comment on column public.terrain_eco.reseau_electrique is
	'Électricité au terrain même ; vide : voir le site';
comment on column public.terrain_eco.reseau_fibre_optique is
	'Fibre optique au terrain même ; vide : voir le site';
comment on column public.terrain_eco.elec_capacite_kva is
	'Puissance électrique disponible au terrain même, en kVA ; vide : voir le site';
comment on column public.terrain_eco.eau_capacite_m3j is
	'Débit d''eau potable disponible au terrain même, en m³ par jour ; vide : voir le site';
comment on column public.terrain_eco.gaz_capacite_m3h is
	'Débit de gaz disponible au terrain même, en m³ par heure ; vide : voir le site';
comment on column public.terrain_eco.fibre_capacite_mbits is
	'Débit de la fibre disponible au terrain même, en Mbit par seconde ; vide : voir le site';
comment on column public.terrain_eco.confirme_le is
	'Dernière confirmation de l''annonce par qui la propose ; vide pour une fiche importée';
comment on column public.terrain_eco.terr_prix_sur_demande is
	'oui : le prix est donné sur demande, plutôt qu''affiché';
comment on column public.terrain_eco.geom is 'Emprise du terrain, en degrés (EPSG:4326)';
comment on column public.terrain_eco.territory_id is 'Territoire auquel la fiche appartient';

create index terrain_eco_territory_id on public.terrain_eco (territory_id);
create index terrain_eco_site_id on public.terrain_eco (site_id);
create index terrain_eco_geom on public.terrain_eco using gist (geom);
create index terrain_eco_centre on public.terrain_eco using gist (centre);
create index terrain_eco_cle on public.terrain_eco (territory_id, terr_id collate "C");

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
	like pg_temp.published_provenance including all
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

create index unite_fonciere_territory_id on public.unite_fonciere (territory_id);
create index unite_fonciere_site_id on public.unite_fonciere (site_id);
create index unite_fonciere_geom on public.unite_fonciere using gist (geom);

-- supabase/schemas/atlas/tables-restricted.sql

-- What no public role may read: owners, buyers, prices, e-mail addresses and telephones. Only an administrator's
-- export reads them.

create table public.acces_restreint (
	classe text not null check (classe in ('terrain_eco', 'friche', 'etablissement')),
	objet_id text not null,
	proprio_nom text,
	terr_acquereur text,
	terr_cession_date date,
	terr_vente_montant double precision check (terr_vente_montant >= 0),
	terr_m2_prix double precision check (terr_m2_prix >= 0),
	etab_contact_mail text,
	etab_contact_tel text,
	source_contact text,
	site_projet_url text,
	territory_id text not null references public.territory,
	like pg_temp.provenance including all,
	primary key (classe, objet_id)
);

comment on table public.acces_restreint is
	'Propriétaires, acquéreurs, prix et coordonnées : aucun rôle public ne lit cette table';
comment on column public.acces_restreint.classe is 'Table de la fiche décrite';
comment on column public.acces_restreint.objet_id is 'Clé de la fiche décrite';
comment on column public.acces_restreint.proprio_nom is 'Nom du propriétaire';
comment on column public.acces_restreint.terr_acquereur is 'Nom de l''acquéreur du terrain';
comment on column public.acces_restreint.terr_cession_date is 'Date de la cession';
comment on column public.acces_restreint.terr_vente_montant is 'Montant de la vente, en euros';
comment on column public.acces_restreint.terr_m2_prix is 'Prix de vente, en euros par m²';
comment on column public.acces_restreint.etab_contact_mail is 'Mail de contact de l''établissement';
comment on column public.acces_restreint.etab_contact_tel is
	'Numéro du téléphone de contact de l''établissement';
comment on column public.acces_restreint.source_contact is
	'Adresse mail de la structure ayant fourni l''information sur la friche';
comment on column public.acces_restreint.site_projet_url is
	'Porteur du projet de reconversion de la friche, quand sa fiche donne une adresse mail et non un site web';
comment on column public.acces_restreint.territory_id is 'Territoire auquel la fiche appartient';

create index acces_restreint_territory_id on public.acces_restreint (territory_id);

-- supabase/schemas/atlas/tables-sites.sql

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

-- supabase/schemas/search/tables.sql

-- What may be asked of a search.

create type public.criteres_recherche as (
	"text" text, "areaMinHa" float8, "areaMaxHa" float8, "siteLargestMinHa" float8,
	"siteSmallestMaxHa" float8, "priceMinPerM2" float8, "priceMaxPerM2" float8,
	tenures text[], "availableBefore" date, epci text[], communes text[],
	"saleStages" text[], "servicingStages" text[], "readyToBuild" boolean,
	offers text[], "spaceMinM2" float8, "spaceMaxM2" float8, "heightMinM" float8,
	"floorLoadMinKgPerM2" float8, "craneMinT" float8, "docksMin" float8,
	"confirmedWithinDays" float8,
	ownerships text[], occupancies text[], uses text[], vocations text[], networks text[],
	"electricityMinKva" float8, "waterMinM3PerDay" float8, "gasMinM3PerHour" float8,
	"fibreMinMbitPerS" float8, brownfields text, "soilPollutions" text[],
	"buildingStates" text[], "floodMaxPercent" float8, "wetlandMaxPercent" float8,
	"steepMaxPercent" float8, "junctionMaxKm" float8, "stationMaxKm" float8,
	"freightMaxKm" float8, "portMaxKm" float8, "airfieldMaxKm" float8,
	"borderMaxKm" float8, sectors text[], "nafDivisions" text[], "sectorRadiusKm" float8,
	"firmsMin" float8, "headcountMin" float8, "headcountRadiusKm" float8,
	"trainingMin" float8, "trainingRadiusKm" float8, shape json, "shapeRelation" text,
	"shapeOutside" boolean
);

comment on type public.criteres_recherche is
	'Critères d''une recherche, nommés comme dans src/lib/search/criteria.ts';

-- supabase/schemas/exchange/tables.sql

-- The features waiting to be imported, restricted fields among them, and what applied lots have answered.

create unlogged table public.import_lot (
	rang bigint generated always as identity primary key,
	lot uuid not null,
	classe text not null check (classe in (
		'commune',
		'epci',
		'contrainte',
		'site_eco',
		'terrain_eco',
		'unite_fonciere',
		'etablissement',
		'friche',
		'poi'
	)),
	fiche jsonb not null,
	depose_le timestamptz not null default now(),
	morceau integer,
	geom extensions.geometry,
	comm_insee text,
	epci_siren text,
	centre extensions.geometry,
	part_zone_inondable_pct double precision,
	part_zone_humide_pct double precision,
	part_pente_forte_pct double precision,
	superficie_ha double precision,
	situe boolean not null default false,
	revu boolean not null default false
);

comment on table public.import_lot is 'Fiches en attente d''import : un lot est appliqué en entier ou pas du tout';
comment on column public.import_lot.rang is 'Rang de la fiche dans son lot';
comment on column public.import_lot.lot is 'Lot dont la fiche fait partie';
comment on column public.import_lot.classe is 'Table à laquelle la fiche est destinée';
comment on column public.import_lot.fiche is
	'Fiche au format GeoJSON (Feature), les champs en propriétés';
comment on column public.import_lot.depose_le is 'Date et heure du dépôt';
comment on column public.import_lot.morceau is
	'Numéro de l''envoi qui a apporté la fiche : répété faute de réponse, il ne la dépose pas deux fois';
comment on column public.import_lot.geom is 'Géométrie de la fiche dans le type de sa table';
comment on column public.import_lot.comm_insee is 'Commune où elle tombe';
comment on column public.import_lot.epci_siren is 'EPCI où elle tombe';
comment on column public.import_lot.centre is 'Centre d''un terrain';
comment on column public.import_lot.part_zone_inondable_pct is 'Part d''un terrain en zone inondable, en %';
comment on column public.import_lot.part_zone_humide_pct is 'Part d''un terrain en zone humide, en %';
comment on column public.import_lot.part_pente_forte_pct is 'Part d''un terrain en pente forte, en %';
comment on column public.import_lot.superficie_ha is 'Superficie d''un terrain, en hectares';
comment on column public.import_lot.situe is 'Vrai quand sa géométrie est lue et située';
comment on column public.import_lot.revu is 'Vrai quand ses valeurs sont vérifiées';

create index import_lot_lot on public.import_lot (lot, classe);

create table public.import_rendu (
	lot uuid primary key,
	rendu json not null,
	applique_le timestamptz not null default now()
);

comment on table public.import_rendu is
	'Ce qu''un lot appliqué a répondu, pour qui le redemande faute d''avoir reçu la réponse';
comment on column public.import_rendu.lot is 'Lot appliqué';
comment on column public.import_rendu.rendu is 'Nombres par classe';
comment on column public.import_rendu.applique_le is 'Date et heure de l''application';

-- supabase/schemas/accounts/tables.sql

-- Who may do what: the accounts are those of the Auth schema, their roles stand here and nowhere else,
-- because a token carries none.

create table public.membre (
	user_id uuid primary key references auth.users on delete cascade,
	territory_id text not null references public.territory on delete cascade,
	role text not null check (role in ('entreprise', 'agent', 'administrateur')),
	courriel text not null check (length(courriel) <= 254),
	nom text check (length(nom) <= 120),
	siret text check (siret ~ '^[0-9]{14}$'),
	entreprise_nom text check (length(entreprise_nom) <= 200),
	entreprise_nom_origine text check (entreprise_nom_origine in ('base', 'sirene', 'déclaré')),
	cree_le timestamptz not null default now(),
	constraint entreprise_designee check (
		(role = 'entreprise')
			= (siret is not null and entreprise_nom is not null and entreprise_nom_origine is not null)
	)
);

comment on table public.membre is 'Comptes du territoire et leur rôle';
comment on column public.membre.user_id is 'Compte, tel que le schéma auth le connaît';
comment on column public.membre.territory_id is 'Territoire pour lequel le rôle vaut';
comment on column public.membre.role is
	'entreprise : propose pour son SIRET ; agent : instruit pour ses EPCI ; administrateur : gère le territoire';
comment on column public.membre.courriel is 'Adresse électronique du compte';
comment on column public.membre.nom is 'Nom de la personne';
comment on column public.membre.siret is 'SIRET de l''entreprise pour laquelle le compte propose';
comment on column public.membre.entreprise_nom is 'Nom de l''entreprise';
comment on column public.membre.entreprise_nom_origine is
	'D''où vient le nom : base (établissement connu), sirene (service Sirene), déclaré (à vérifier)';
comment on column public.membre.cree_le is 'Création du rôle';

create index membre_territory_id on public.membre (territory_id);

create table public.membre_epci (
	user_id uuid not null references public.membre on delete cascade,
	epci_siren text not null references public.epci on delete cascade,
	primary key (user_id, epci_siren)
);

comment on table public.membre_epci is 'EPCI pour lesquels un agent instruit';
comment on column public.membre_epci.user_id is 'Compte de l''agent';
comment on column public.membre_epci.epci_siren is 'SIREN de l''EPCI';

create index membre_epci_epci_siren on public.membre_epci (epci_siren);

create table public.invitation (
	invitation_id uuid primary key default gen_random_uuid(),
	territory_id text not null references public.territory on delete cascade,
	courriel text not null check (length(courriel) <= 254 and courriel = lower(courriel)),
	role text not null check (role in ('agent', 'administrateur')),
	epci text[] not null default '{}',
	jeton_empreinte text not null unique check (jeton_empreinte ~ '^[0-9a-f]{64}$'),
	invite_par uuid references auth.users on delete set null,
	cree_le timestamptz not null default now(),
	expire_le timestamptz not null default now() + interval '14 days',
	acceptee_le timestamptz
);

comment on table public.invitation is 'Invitations d''agents et d''administrateurs, à usage unique';
comment on column public.invitation.invitation_id is 'Identifiant de l''invitation';
comment on column public.invitation.territory_id is 'Territoire pour lequel le rôle vaudra';
comment on column public.invitation.courriel is 'Adresse invitée, en minuscules';
comment on column public.invitation.role is 'Rôle que l''invitation donne';
comment on column public.invitation.epci is 'SIREN des EPCI pour lesquels un agent instruira';
comment on column public.invitation.jeton_empreinte is
	'SHA-256 du jeton envoyé par courriel ; le jeton lui-même n''est gardé nulle part';
comment on column public.invitation.invite_par is 'Administrateur qui invite ; vide si son compte est fermé';
comment on column public.invitation.cree_le is 'Envoi de l''invitation';
comment on column public.invitation.expire_le is 'Fin de validité, quatorze jours après l''envoi';
comment on column public.invitation.acceptee_le is 'Acceptation ; vide tant qu''elle attend';

create index invitation_territory_id on public.invitation (territory_id);

create table public.inscription (
	inscription_id uuid primary key default gen_random_uuid(),
	territory_id text not null references public.territory on delete cascade,
	courriel text not null check (length(courriel) <= 254 and courriel = lower(courriel)),
	nom text not null check (length(nom) between 1 and 120),
	siret text not null check (siret ~ '^[0-9]{14}$'),
	entreprise_nom text not null check (length(entreprise_nom) between 1 and 200),
	entreprise_nom_origine text not null check (entreprise_nom_origine in ('base', 'sirene', 'déclaré')),
	jeton_empreinte text not null unique check (jeton_empreinte ~ '^[0-9a-f]{64}$'),
	cree_le timestamptz not null default now(),
	expire_le timestamptz not null default now() + interval '24 hours'
);

comment on table public.inscription is
	'Inscriptions d''entreprises qui attendent que le titulaire de l''adresse les confirme ; chacune a son lien';
comment on column public.inscription.inscription_id is 'Identifiant de l''inscription';
comment on column public.inscription.territory_id is 'Territoire pour lequel le rôle vaudra';
comment on column public.inscription.courriel is 'Adresse donnée, en minuscules ; son titulaire n''est pas encore connu';
comment on column public.inscription.nom is 'Nom de la personne, tel qu''il a été donné';
comment on column public.inscription.siret is 'SIRET de l''entreprise pour laquelle le compte est demandé';
comment on column public.inscription.entreprise_nom is 'Nom de l''entreprise';
comment on column public.inscription.entreprise_nom_origine is
	'D''où vient le nom : base (établissement connu), sirene (service Sirene), déclaré (à vérifier)';
comment on column public.inscription.jeton_empreinte is
	'SHA-256 du jeton envoyé par courriel ; le jeton lui-même n''est gardé que dans le courriel qui attend';
comment on column public.inscription.cree_le is 'Demande';
comment on column public.inscription.expire_le is 'Fin de validité du lien, un jour après la demande';

create index inscription_territory_id on public.inscription (territory_id);
create index inscription_courriel on public.inscription (courriel);

-- supabase/schemas/listing/tables.sql

-- What is listed: a working copy that its owner writes and an agent checks, its photos and documents, and
-- every state it has been in. What the public sees is the plot (terrain_eco) that a publication writes.

create table public.annonce (
	annonce_id uuid primary key default gen_random_uuid(),
	territory_id text not null references public.territory on delete cascade,
	proprietaire uuid references auth.users on delete set null,
	siret text check (siret ~ '^[0-9]{14}$'),
	etat text not null default 'brouillon' check (etat in (
		'brouillon', 'soumise', 'à modifier', 'publiée', 'refusée', 'retirée'
	)),
	en_ligne boolean not null default false,
	contenu jsonb not null default '{}' check (jsonb_typeof(contenu) = 'object'),
	provenance jsonb not null default '{}' check (jsonb_typeof(provenance) = 'object'),
	geom extensions.geometry(MultiPolygon, 4326),
	comm_insee text,
	epci_siren text,
	version integer not null default 1,
	terr_id text unique,
	mot_agent text check (length(mot_agent) <= 2000),
	cree_le timestamptz not null default now(),
	modifie_le timestamptz not null default now(),
	soumise_le timestamptz,
	publiee_le timestamptz,
	confirme_le date,
	rappel_le date,
	demonstration boolean not null default false
);

comment on table public.annonce is
	'Annonces : la copie de travail qu''une entreprise ou un EPCI écrit et qu''un agent vérifie';
comment on column public.annonce.annonce_id is 'Identifiant de l''annonce';
comment on column public.annonce.territory_id is 'Territoire auquel l''annonce appartient';
comment on column public.annonce.proprietaire is 'Compte qui propose ; vide si le compte est fermé';
comment on column public.annonce.siret is 'SIRET pour lequel l''annonce est proposée';
comment on column public.annonce.etat is
	'État de la copie de travail ; une annonce en ligne le reste pendant qu''on la modifie';
comment on column public.annonce.en_ligne is 'Vrai si une version de l''annonce est publique';
comment on column public.annonce.contenu is
	'Valeurs déclarées, par nom de colonne de terrain_eco';
comment on column public.annonce.provenance is
	'Pour chaque champ déclaré : {"par": compte, "nom": qui, "le": date et heure}';
comment on column public.annonce.geom is 'Contour proposé, en degrés (EPSG:4326)';
comment on column public.annonce.comm_insee is
	'Code INSEE de la commune, calculé depuis la géométrie par déclencheur';
comment on column public.annonce.epci_siren is
	'SIREN de l''EPCI, calculé depuis la géométrie par déclencheur';
comment on column public.annonce.version is
	'Numéro qui augmente à chaque écriture ; une écriture dit celui qu''elle a lu';
comment on column public.annonce.terr_id is 'Terrain que la publication écrit';
comment on column public.annonce.mot_agent is
	'Dernier mot de l''agent : le changement demandé ou le motif du refus';
comment on column public.annonce.cree_le is 'Création de l''annonce';
comment on column public.annonce.modifie_le is 'Dernière écriture';
comment on column public.annonce.soumise_le is 'Dernière soumission à l''agent';
comment on column public.annonce.publiee_le is 'Dernière publication';
comment on column public.annonce.confirme_le is 'Dernière confirmation par qui propose';
comment on column public.annonce.rappel_le is
	'Demande de confirmation envoyée depuis la dernière confirmation ; vide sinon';
comment on column public.annonce.demonstration is
	'Vrai pour une fiche inventée du jeu de démonstration';

create index annonce_territory_id on public.annonce (territory_id, etat);
create index annonce_proprietaire on public.annonce (proprietaire);
create index annonce_epci_siren on public.annonce (epci_siren);
create index annonce_geom on public.annonce using gist (geom);

create table public.annonce_piece (
	piece_id uuid primary key default gen_random_uuid(),
	annonce_id uuid not null references public.annonce on delete cascade,
	genre text not null check (genre in ('photo', 'document')),
	chemin text not null unique,
	vignette text,
	nom text not null check (length(nom) between 1 and 200),
	type_mime text not null check (type_mime in ('image/jpeg', 'image/webp', 'application/pdf')),
	octets integer not null check (octets > 0),
	largeur integer check (largeur > 0),
	hauteur integer check (hauteur > 0),
	legende text check (length(legende) <= 300),
	ordre integer not null default 0,
	publique boolean not null default false,
	retiree boolean not null default false,
	ajoutee_le timestamptz not null default now()
);

comment on table public.annonce_piece is 'Photos et documents des annonces, gardés dans le stockage';
comment on column public.annonce_piece.piece_id is 'Identifiant de la pièce';
comment on column public.annonce_piece.annonce_id is 'Annonce à laquelle la pièce appartient';
comment on column public.annonce_piece.genre is 'photo ou document';
comment on column public.annonce_piece.chemin is 'Chemin du fichier dans le stockage';
comment on column public.annonce_piece.vignette is 'Chemin de la vignette dans le stockage';
comment on column public.annonce_piece.nom is 'Nom du fichier, tel que montré';
comment on column public.annonce_piece.type_mime is 'Type du contenu, vérifié sur le contenu';
comment on column public.annonce_piece.octets is 'Taille, en octets';
comment on column public.annonce_piece.largeur is 'Largeur de la photo, en pixels';
comment on column public.annonce_piece.hauteur is 'Hauteur de la photo, en pixels';
comment on column public.annonce_piece.legende is 'Ce que la photo montre, dit à qui ne la voit pas';
comment on column public.annonce_piece.ordre is 'Rang parmi les pièces de l''annonce';
comment on column public.annonce_piece.publique is 'Vrai si la version publiée la montre';
comment on column public.annonce_piece.retiree is
	'Vrai si la copie de travail ne la veut plus ; la publication suivante la retire du public';
comment on column public.annonce_piece.ajoutee_le is 'Date et heure du dépôt';

create index annonce_piece_annonce_id on public.annonce_piece (annonce_id, ordre);

create table public.annonce_version (
	version_id bigint generated always as identity primary key,
	annonce_id uuid not null references public.annonce on delete cascade,
	version integer not null,
	action text not null check (action in (
		'soumise', 'modifiée', 'à modifier', 'publiée', 'refusée', 'confirmée', 'rappelée', 'retirée', 'rétablie'
	)),
	contenu jsonb not null,
	geom extensions.geometry(MultiPolygon, 4326),
	pieces jsonb not null default '[]',
	difference jsonb not null default '{}',
	message text check (length(message) <= 2000),
	par uuid,
	par_nom text not null,
	par_role text not null check (par_role in ('entreprise', 'agent', 'administrateur', 'système')),
	le timestamptz not null default now()
);

comment on table public.annonce_version is
	'Historique des annonces : une ligne par changement d''état, que personne ne modifie';
comment on column public.annonce_version.version_id is 'Rang dans l''historique';
comment on column public.annonce_version.annonce_id is 'Annonce concernée';
comment on column public.annonce_version.version is 'Version de l''annonce après le changement';
comment on column public.annonce_version.action is 'Ce qui a été fait';
comment on column public.annonce_version.contenu is 'Valeurs déclarées, telles qu''elles étaient';
comment on column public.annonce_version.geom is 'Contour, tel qu''il était (EPSG:4326)';
comment on column public.annonce_version.pieces is 'Identifiants des pièces d''alors';
comment on column public.annonce_version.difference is
	'Par champ changé depuis la version publiée précédente : {"avant": …, "après": …}';
comment on column public.annonce_version.message is 'Message ou motif';
comment on column public.annonce_version.par is 'Compte qui a agi ; vide pour le système';
comment on column public.annonce_version.par_nom is 'Nom de qui a agi, tel qu''il était alors';
comment on column public.annonce_version.par_role is 'Rôle de qui a agi';
comment on column public.annonce_version.le is 'Date et heure';

create index annonce_version_annonce_id on public.annonce_version (annonce_id, version_id);

-- supabase/schemas/briefs/tables.sql

-- What visitors leave without an account: a brief of an investor, or an error seen on a card. Whom to answer
-- stands apart, so that erasing it is a delete and what was asked stays.

create table public.demande (
	demande_id uuid primary key default gen_random_uuid(),
	territory_id text not null references public.territory on delete cascade,
	genre text not null check (genre in ('projet', 'erreur')),
	epci text[] not null,
	collection text check (collection in ('terrains', 'sites', 'etablissements', 'friches', 'epci')),
	objet_id text check (length(objet_id) <= 200),
	objet_nom text check (length(objet_nom) <= 300),
	criteres jsonb check (jsonb_typeof(criteres) = 'object' and length(criteres::text) <= 200000),
	surface_min_ha double precision check (surface_min_ha >= 0),
	surface_max_ha double precision generated always as ((criteres ->> 'areaMaxHa')::double precision) stored,
	prix_max_m2 double precision generated always as ((criteres ->> 'priceMaxPerM2')::double precision) stored,
	bloquants text[] not null default '{}',
	terrains_trouves integer check (terrains_trouves >= 0),
	message text check (length(message) <= 4000),
	etat text not null default 'nouvelle'
		check (etat in ('nouvelle', 'en cours', 'visite', 'gagnée', 'perdue', 'traitée')),
	motif_perte text check (motif_perte in (
		'surface insuffisante', 'prix', 'accès', 'réseaux', 'délai', 'vocation ou urbanisme',
		'projet abandonné', 'autre territoire', 'sans réponse', 'autre'
	)),
	attribuee_a uuid references public.membre on delete set null,
	recue_le timestamptz not null default now(),
	echeance_le timestamptz not null,
	premiere_reponse_le timestamptz,
	close_le timestamptz,
	action_le timestamptz not null default now(),
	version integer not null default 1,
	effacer_le date not null,
	efface_le timestamptz,
	constraint carte_nommee check ((collection is null) = (objet_id is null)),
	constraint perte_motivee check ((etat = 'perdue') = (motif_perte is not null)),
	constraint etats_du_genre check (
		genre = 'projet' and etat <> 'traitée' or genre = 'erreur' and etat in ('nouvelle', 'en cours', 'traitée')
	)
);

comment on table public.demande is
	'Demandes laissées sans compte : un projet d''implantation, ou une erreur signalée sur une fiche';
comment on column public.demande.demande_id is 'Identifiant de la demande';
comment on column public.demande.territory_id is 'Territoire auquel la demande s''adresse';
comment on column public.demande.genre is 'projet : un besoin de foncier ; erreur : une fiche à corriger';
comment on column public.demande.epci is 'SIREN des EPCI à qui la demande est remise';
comment on column public.demande.collection is 'Genre de la fiche d''où elle vient ; vide sans fiche';
comment on column public.demande.objet_id is 'Identifiant de la fiche';
comment on column public.demande.objet_nom is 'Nom de la fiche, tel qu''il était alors';
comment on column public.demande.criteres is
	'Critères de la recherche, par nom de champ de src/lib/search/criteria.ts ; vide sans recherche';
comment on column public.demande.surface_min_ha is
	'Surface demandée, au moins, en hectares ; vide si la demande ne le dit pas';
comment on column public.demande.surface_max_ha is 'Surface demandée, au plus, en hectares ; tirée des critères';
comment on column public.demande.prix_max_m2 is 'Prix demandé, au plus, en € HT par m² ; tiré des critères';
comment on column public.demande.bloquants is
	'Critères qui, à eux seuls, écartaient les terrains les plus proches le jour de la demande';
comment on column public.demande.terrains_trouves is 'Terrains qui répondaient le jour de la demande';
comment on column public.demande.message is 'Texte libre ; effacé avec le contact';
comment on column public.demande.etat is 'Où en est la demande';
comment on column public.demande.motif_perte is 'Pourquoi elle est perdue ; rempli dans cet état seulement';
comment on column public.demande.attribuee_a is 'Agent qui la suit';
comment on column public.demande.recue_le is 'Date et heure de réception';
comment on column public.demande.echeance_le is
	'Quand une réponse est due : après les heures ouvrées promises, que calcule src/lib/domain/working-hours.ts';
comment on column public.demande.premiere_reponse_le is 'Première réponse donnée au demandeur';
comment on column public.demande.close_le is 'Clôture : gagnée, perdue ou traitée';
comment on column public.demande.action_le is 'Dernière action d''un agent, ou réception';
comment on column public.demande.version is
	'Numéro qui augmente à chaque écriture ; une écriture dit celui qu''elle a lu';
comment on column public.demande.effacer_le is
	'Jour où le contact et les textes s''effacent : tant de mois après la dernière action';
comment on column public.demande.efface_le is 'Quand le contact et les textes ont été effacés';

create index demande_territory_id on public.demande (territory_id, recue_le);
create index demande_epci on public.demande using gin (epci);
create index demande_effacer_le on public.demande (effacer_le) where efface_le is null;

create table public.demande_contact (
	demande_id uuid primary key references public.demande on delete cascade,
	nom text check (length(nom) <= 120),
	societe text check (length(societe) <= 200),
	courriel text not null check (length(courriel) <= 254),
	telephone text check (length(telephone) <= 40),
	consentement_le timestamptz not null
);

comment on table public.demande_contact is 'À qui répondre : données personnelles, effacées à terme';
comment on column public.demande_contact.demande_id is 'Demande';
comment on column public.demande_contact.nom is 'Nom de la personne';
comment on column public.demande_contact.societe is 'Entreprise';
comment on column public.demande_contact.courriel is 'Adresse électronique';
comment on column public.demande_contact.telephone is 'Téléphone';
comment on column public.demande_contact.consentement_le is
	'Quand la personne a accepté que sa demande soit transmise';

create table public.demande_note (
	note_id bigint generated always as identity primary key,
	demande_id uuid not null references public.demande on delete cascade,
	action text not null
		check (action in ('reçue', 'note', 'réponse', 'état', 'attribution', 'effacement')),
	etat text,
	motif text,
	texte text check (length(texte) <= 2000),
	par uuid,
	par_nom text not null,
	le timestamptz not null default now()
);

comment on table public.demande_note is
	'Suivi des demandes : notes internes et changements d''état, que personne ne réécrit';
comment on column public.demande_note.note_id is 'Rang dans le suivi';
comment on column public.demande_note.demande_id is 'Demande';
comment on column public.demande_note.action is 'Ce qui a été fait';
comment on column public.demande_note.etat is 'État après un changement d''état';
comment on column public.demande_note.motif is 'Motif d''une perte';
comment on column public.demande_note.texte is 'Note interne, ou à qui la demande est confiée';
comment on column public.demande_note.par is 'Compte qui a agi ; vide pour le système et le visiteur';
comment on column public.demande_note.par_nom is 'Nom de qui a agi, tel qu''il était alors';
comment on column public.demande_note.le is 'Date et heure';

create index demande_note_demande_id on public.demande_note (demande_id, note_id);

create table public.recherche_vide (
	territory_id text not null references public.territory on delete cascade,
	mois date not null check (mois = date_trunc('month', mois)::date),
	empreinte text not null check (length(empreinte) = 32),
	epci text[] not null,
	surface_min_ha double precision,
	criteres text[] not null,
	bloquants text[] not null,
	nombre integer not null default 1 check (nombre > 0),
	primary key (territory_id, mois, empreinte)
);

comment on table public.recherche_vide is
	'Recherches restées sans résultat, comptées par mois ; rien n''y désigne qui a cherché';
comment on column public.recherche_vide.territory_id is 'Territoire où l''on a cherché';
comment on column public.recherche_vide.mois is 'Premier jour du mois';
comment on column public.recherche_vide.empreinte is 'Condensé de ce qui suit : ce qui se ressemble se compte ensemble';
comment on column public.recherche_vide.epci is 'SIREN des EPCI où l''on a cherché';
comment on column public.recherche_vide.surface_min_ha is
	'Surface demandée, au moins, en hectares, au demi-hectare près ; vide si la recherche ne le dit pas';
comment on column public.recherche_vide.criteres is 'Noms des critères posés, sans leurs valeurs';
comment on column public.recherche_vide.bloquants is
	'Critères qui, à eux seuls, écartaient les terrains les plus proches';
comment on column public.recherche_vide.nombre is 'Nombre de recherches';

-- supabase/schemas/outbox/tables.sql

-- Mails that wait to leave.

create table public.courriel (
	courriel_id uuid primary key default gen_random_uuid(),
	territory_id text not null references public.territory on delete cascade,
	genre text not null check (genre in (
		'inscription',
		'compte existant',
		'mot de passe',
		'lien de connexion',
		'invitation',
		'annonce à vérifier',
		'annonce décidée',
		'annonce à confirmer',
		'annonce retirée',
		'demande reçue',
		'accusé de réception',
		'demande confiée'
	)),
	destinataire text check (length(destinataire) between 1 and 254),
	sujet text,
	texte text,
	annonce_id uuid references public.annonce on delete set null,
	etat text not null default 'à envoyer' check (etat in (
		'à envoyer',
		'envoyé',
		'gardé',
		'en échec',
		'effacé'
	)),
	essais integer not null default 0 check (essais >= 0),
	essai_le timestamptz not null default now(),
	bail uuid,
	bail_fin timestamptz,
	faute text check (faute in (
		'injoignable',
		'trop lent',
		'identification',
		'refus',
		'refus provisoire',
		'dossier',
		'périmé',
		'autre'
	)),
	faute_code text check (length(faute_code) <= 40),
	valable_jusqu_a timestamptz,
	cree_le timestamptz not null default now(),
	envoye_le timestamptz,
	constraint contenu_le_temps_qu_il_faut check (
		(etat in ('à envoyer', 'en échec'))
			= (destinataire is not null and sujet is not null and texte is not null)
		and (etat in ('à envoyer', 'en échec') or num_nonnulls(destinataire, sujet, texte) = 0)
	)
);

comment on table public.courriel is
	'Courriels à envoyer, et trace de ceux qui sont partis ; destinataire, sujet et texte sont effacés à l''envoi';
comment on column public.courriel.courriel_id is 'Identifiant, repris dans l''en-tête Message-ID';
comment on column public.courriel.territory_id is 'Territoire au nom duquel le courriel part';
comment on column public.courriel.genre is 'Ce dont le courriel parle';
comment on column public.courriel.destinataire is 'Adresse du destinataire ; vide une fois le courriel parti';
comment on column public.courriel.sujet is 'Sujet ; vide une fois le courriel parti';
comment on column public.courriel.texte is 'Texte ; vide une fois le courriel parti';
comment on column public.courriel.annonce_id is
	'Annonce dont le courriel demande la confirmation : elle compte comme demandée quand il est parti';
comment on column public.courriel.etat is
	'à envoyer ; envoyé par SMTP ; gardé en fichier, faute de SMTP ; en échec, à renvoyer à la main ; effacé au terme';
comment on column public.courriel.essais is 'Nombre d''essais manqués';
comment on column public.courriel.essai_le is 'Instant avant lequel aucun essai n''est fait';
comment on column public.courriel.bail is 'Prise en charge en cours : qui l''a prise la nomme pour la clore';
comment on column public.courriel.bail_fin is
	'Fin de la prise en charge : au-delà, un autre processus peut reprendre le courriel';
comment on column public.courriel.faute is 'Raison du dernier essai manqué';
comment on column public.courriel.faute_code is
	'Code de la raison (réponse SMTP, erreur du système), sans le texte, qui peut nommer quelqu''un';
comment on column public.courriel.valable_jusqu_a is
	'Instant après lequel le lien du courriel ne vaut plus rien ; vide sans lien';
comment on column public.courriel.cree_le is 'Dépôt';
comment on column public.courriel.envoye_le is 'Départ';

create index courriel_a_envoyer on public.courriel (territory_id, essai_le) where etat = 'à envoyer';
create index courriel_territory_id on public.courriel (territory_id, cree_le);
create index courriel_annonce_id on public.courriel (annonce_id);

-- supabase/schemas/ground/tables-end.sql

-- A mould serves while tables are made; nothing of it stays in the database.

drop table pg_temp.published_provenance, pg_temp.provenance;

-- supabase/schemas/territory/functions-revision.sql

-- Numbers that change with the data, so that pages keep what they have read until they do: one of the territory,
-- and one a class, so that a server that keeps the records reads only that one again.

-- In the writer's own transaction: a reader sees the new number with the new data, never before.
create function public.count_revision() returns trigger
language plpgsql security definer
set search_path = public, extensions
as $$
begin
	update territory set revision = revision + 1;
	insert into revision_classe (classe, revision) values (tg_table_name, 1)
	on conflict (classe) do update set revision = revision_classe.revision + 1;
	return null;
end
$$;

comment on function public.count_revision is 'Augmente le numéro de révision après une écriture';

create trigger revision after insert or update or delete on public.epci
	for each statement execute function public.count_revision();

create trigger revision after insert or update or delete on public.commune
	for each statement execute function public.count_revision();

create trigger revision after insert or update or delete on public.site_eco
	for each statement execute function public.count_revision();

create trigger revision after insert or update or delete on public.terrain_eco
	for each statement execute function public.count_revision();

create trigger revision after insert or update or delete on public.etablissement
	for each statement execute function public.count_revision();

create trigger revision after insert or update or delete on public.friche
	for each statement execute function public.count_revision();

create trigger revision after insert or update or delete on public.poi
	for each statement execute function public.count_revision();

create trigger revision after insert or update or delete on public.contrainte
	for each statement execute function public.count_revision();

-- A card shows the photos of its plot: their change is a change of what visitors see.
create trigger revision after insert or update or delete on public.annonce_piece
	for each statement execute function public.count_revision();

create function public.territory_revision(p_territory text) returns json
language sql stable
set search_path = public, extensions
as $$
	select json_build_object(
		'revision', coalesce((select revision from territory where territory_id = p_territory), 0),
		'classes', coalesce((select json_object_agg(classe, revision) from revision_classe), '{}'::json)
	)
$$;

comment on function public.territory_revision is
	'Numéro de révision d''un territoire, et celui de chaque table de fiches';

-- supabase/schemas/territory/functions.sql

-- What a territory's configuration says of it: its members, whose contours come by import.

-- p_configuration: { id, nom, configuration, source_nom, source_date, source_methode,
--   source_licence, source_url, epci: [{ epci_siren, epci_nom, population,
--   communes: [{ comm_insee, comm_nom, population, surface_ha, longitude, latitude }] }] }
create function public.configured_epci(
	p_configuration json
) returns table (epci_siren text, epci_nom text, population integer, commune_nombre integer)
language sql immutable
set search_path = public, extensions
as $$
	select member ->> 'epci_siren', member ->> 'epci_nom', (member ->> 'population')::integer,
		json_array_length(member -> 'communes')
	from json_array_elements(p_configuration -> 'epci') as member
$$;

comment on function public.configured_epci is 'EPCI cités par la configuration d''un territoire';

create function public.configured_communes(
	p_configuration json
) returns table (
	comm_insee text, comm_nom text, epci_siren text, population integer,
	surface_ha double precision, geompoint extensions.geometry
)
language sql immutable
set search_path = public, extensions
as $$
	select commune ->> 'comm_insee', commune ->> 'comm_nom', member ->> 'epci_siren',
		(commune ->> 'population')::integer, (commune ->> 'surface_ha')::double precision,
		st_setsrid(st_makepoint(
			(commune ->> 'longitude')::double precision, (commune ->> 'latitude')::double precision
		), 4326)
	from json_array_elements(p_configuration -> 'epci') as member
	cross join json_array_elements(member -> 'communes') as commune
$$;

comment on function public.configured_communes is
	'Communes citées par la configuration d''un territoire';

-- An EPCI belongs to one territory: taking another's would empty that territory's map.
create function public.refuse_taken_members(p_configuration json) returns void
language plpgsql
set search_path = public, extensions
as $$
declare
	taken record;
begin
	select epci.epci_siren, epci.epci_nom, epci.territory_id into taken
	from epci join configured_epci(p_configuration) as member using (epci_siren)
	where epci.territory_id <> p_configuration ->> 'id'
	limit 1;
	if found then
		raise sqlstate 'PT409' using
			message = format('L''EPCI %s (%s) appartient déjà au territoire « %s ».',
				taken.epci_siren, taken.epci_nom, taken.territory_id),
			hint = 'Attendu : un EPCI membre d''un seul territoire.';
	end if;
end
$$;

create function public.write_configured_epci(p_configuration json) returns void
language sql
set search_path = public, extensions
as $$
	insert into epci as target (
		epci_siren, epci_nom, population, commune_nombre, territory_id,
		source_nom, source_date, source_methode, source_licence, source_url
	)
	select epci_siren, epci_nom, population, commune_nombre, p_configuration ->> 'id',
		p_configuration ->> 'source_nom', (p_configuration ->> 'source_date')::date,
		p_configuration ->> 'source_methode', p_configuration ->> 'source_licence',
		p_configuration ->> 'source_url'
	from configured_epci(p_configuration)
	on conflict (epci_siren) do update set
		epci_nom = excluded.epci_nom, population = excluded.population,
		commune_nombre = excluded.commune_nombre
	where (target.epci_nom, target.population, target.commune_nombre)
		is distinct from (excluded.epci_nom, excluded.population, excluded.commune_nombre)
$$;

create function public.write_configured_communes(p_configuration json) returns void
language sql
set search_path = public, extensions
as $$
	insert into commune as target (
		comm_insee, comm_nom, epci_siren, population, surface_ha, geompoint, territory_id,
		source_nom, source_date, source_methode, source_licence, source_url
	)
	select comm_insee, comm_nom, epci_siren, population, surface_ha, geompoint,
		p_configuration ->> 'id',
		p_configuration ->> 'source_nom', (p_configuration ->> 'source_date')::date,
		p_configuration ->> 'source_methode', p_configuration ->> 'source_licence',
		p_configuration ->> 'source_url'
	from configured_communes(p_configuration)
	on conflict (comm_insee) do update set
		comm_nom = excluded.comm_nom, epci_siren = excluded.epci_siren,
		population = excluded.population,
		surface_ha = coalesce(target.surface_ha, excluded.surface_ha),
		geompoint = coalesce(target.geompoint, excluded.geompoint)
	where (target.comm_nom, target.epci_siren, target.population)
		is distinct from (excluded.comm_nom, excluded.epci_siren, excluded.population)
		or (target.surface_ha is null and excluded.surface_ha is not null)
		or (target.geompoint is null and excluded.geompoint is not null)
$$;

create function public.territory_configure(p_configuration json) returns json
language plpgsql
set search_path = public, extensions
as $$
declare
	territory_key text := p_configuration ->> 'id';
	removed_communes text[];
	removed_epci text[];
begin
	perform refuse_taken_members(p_configuration);
	insert into territory as target (
		territory_id, nom, configuration,
		source_nom, source_date, source_methode, source_licence, source_url
	)
	values (
		territory_key, p_configuration ->> 'nom', p_configuration -> 'configuration',
		p_configuration ->> 'source_nom', (p_configuration ->> 'source_date')::date,
		p_configuration ->> 'source_methode', p_configuration ->> 'source_licence',
		p_configuration ->> 'source_url'
	)
	on conflict (territory_id) do update set
		nom = excluded.nom, configuration = excluded.configuration
	where (target.nom, target.configuration::text)
		is distinct from (excluded.nom, excluded.configuration::text);
	perform write_configured_epci(p_configuration);
	perform write_configured_communes(p_configuration);
	with gone as (
		delete from commune
		where territory_id = territory_key and comm_insee not in (
			select comm_insee from configured_communes(p_configuration)
		)
		returning comm_insee
	)
	select array_agg(comm_insee order by comm_insee) into removed_communes from gone;
	with gone as (
		delete from epci
		where territory_id = territory_key and epci_siren not in (
			select epci_siren from configured_epci(p_configuration)
		)
		returning epci_siren
	)
	select array_agg(epci_siren order by epci_siren) into removed_epci from gone;
	return json_build_object(
		'epci', (select count(*) from configured_epci(p_configuration)),
		'communes', (select count(*) from configured_communes(p_configuration)),
		'removed_epci', coalesce(array_to_json(removed_epci), '[]'::json),
		'removed_communes', coalesce(array_to_json(removed_communes), '[]'::json)
	);
end
$$;

comment on function public.territory_configure is
	'Inscrit un territoire, ses EPCI et ses communes ; garde les contours connus';

-- Every commune as far as it is known, in Lambert-93, to within 100 m: enough to tell how far away something lies.
create function public.territory_outline(p_territory text) returns extensions.geometry
language sql stable
set search_path = public, extensions
as $$
	select st_collect(st_simplify(st_transform(geom, 2154), 100))
	from commune where territory_id = p_territory and geom is not null
$$;

comment on function public.territory_outline is
	'Contours des communes d''un territoire en Lambert-93, simplifiés à 100 m ; vide tant qu''aucun n''est connu';

-- supabase/schemas/accounts/functions-members.sql

-- Members and invitations: every write is a function that checks who asks.

create function public.refuse_unless_administrator(p_territory text) returns void
language plpgsql stable
set search_path = public, extensions
as $$
begin
	if not is_administrator(p_territory) then
		raise sqlstate 'PT403' using
			message = format('Seul un administrateur du territoire « %s » peut le faire.', p_territory),
			hint = 'Demandez-le à un administrateur.',
			detail = json_build_object('code', 'administrators_only')::text;
	end if;
end
$$;

comment on function public.refuse_unless_administrator is
	'Refuse (403) qui n''est pas administrateur du territoire';

create function public.known_epci(p_territory text, p_epci json) returns text[]
language plpgsql stable
set search_path = public, extensions
as $$
declare
	asked text[];
	stranger text;
begin
	if json_typeof(p_epci) is distinct from 'array' then
		raise sqlstate 'PT400' using
			message = format('EPCI reçus : « %s ».', coalesce(p_epci::text, 'rien')),
			hint = 'Attendu : une liste de SIREN.';
	end if;
	select coalesce(array_agg(distinct value order by value), '{}') into asked
	from json_array_elements_text(p_epci);
	select value into stranger from unnest(asked) as value
	where not exists (
		select from epci where epci_siren = value and territory_id = p_territory
	);
	if stranger is not null then
		raise sqlstate 'PT400' using
			message = format('« %s » n''est pas un EPCI du territoire « %s ».', stranger, p_territory),
			hint = 'Attendu : le SIREN d''un EPCI membre.',
			detail = json_build_object('code', 'epci_unknown', 'value', stranger)::text;
	end if;
	return asked;
end
$$;

comment on function public.known_epci is
	'SIREN d''une liste, sans doublon ; refuse (400) celui qui n''est pas du territoire';

create function public.member_self(p_territory text) returns json
language sql stable
set search_path = public, extensions
as $$
	select json_build_object(
		'userId', user_id, 'role', role, 'email', courriel, 'name', nom, 'siret', siret,
		'firmName', entreprise_nom, 'firmNameOrigin', entreprise_nom_origine,
		'epci', coalesce((
			select json_agg(epci_siren order by epci_siren) from membre_epci
			where membre_epci.user_id = membre.user_id
		), '[]')
	)
	from membre where user_id = auth.uid() and territory_id = p_territory
$$;

comment on function public.member_self is 'Membre du territoire que le compte qui demande est, ou rien';

create function public.member_set_name(p_territory text, p_name text) returns json
language plpgsql security definer
set search_path = public, extensions
as $$
begin
	if length(trim(coalesce(p_name, ''))) not between 1 and 120 then
		raise sqlstate 'PT400' using
			message = format('Nom reçu : « %s ».', left(coalesce(p_name, ''), 40)),
			hint = 'Attendu : de 1 à 120 caractères.',
			detail = json_build_object('code', 'name_length', 'value', left(coalesce(p_name, ''), 40))::text;
	end if;
	update membre set nom = trim(p_name)
	where user_id = auth.uid() and territory_id = p_territory;
	if not found then
		raise sqlstate 'PT403' using
			message = format('Ce compte n''a pas de rôle dans le territoire « %s ».', p_territory),
			detail = json_build_object('code', 'role_none')::text;
	end if;
	return 'true'::json;
end
$$;

comment on function public.member_set_name is 'Change le nom de la personne qui demande';

create function public.members_list(p_territory text) returns json
language plpgsql stable security definer
set search_path = public, extensions
as $$
begin
	perform refuse_unless_administrator(p_territory);
	return coalesce((
		select json_agg(json_build_object(
			'userId', user_id, 'role', role, 'email', courriel, 'name', nom, 'siret', siret,
			'firmName', entreprise_nom, 'firmNameOrigin', entreprise_nom_origine,
			'since', to_char(cree_le at time zone 'UTC', 'YYYY-MM-DD'),
			'epci', coalesce((
				select json_agg(epci_siren order by epci_siren) from membre_epci
				where membre_epci.user_id = membre.user_id
			), '[]')
		) order by role desc, courriel)
		from membre where territory_id = p_territory
	), '[]');
end
$$;

comment on function public.members_list is 'Membres du territoire, pour un administrateur';

create function public.member_set_epci(p_territory text, p_user uuid, p_epci json) returns json
language plpgsql security definer
set search_path = public, extensions
as $$
declare
	asked text[];
begin
	perform refuse_unless_administrator(p_territory);
	asked := known_epci(p_territory, p_epci);
	if not exists (
		select from membre where user_id = p_user and territory_id = p_territory and role = 'agent'
	) then
		raise sqlstate 'PT404' using
			message = format('Aucun agent « %s » dans ce territoire.', p_user),
			hint = 'Attendu : le compte d''un agent.',
			detail = json_build_object('code', 'agent_unknown')::text;
	end if;
	if cardinality(asked) = 0 then
		raise sqlstate 'PT400' using
			message = 'Aucun EPCI n''est choisi.', hint = 'Attendu : un EPCI au moins pour un agent.',
			detail = json_build_object('code', 'epci_none')::text;
	end if;
	delete from membre_epci where user_id = p_user and epci_siren <> all (asked);
	insert into membre_epci (user_id, epci_siren)
	select p_user, value from unnest(asked) as value on conflict do nothing;
	return to_json(asked);
end
$$;

comment on function public.member_set_epci is
	'Donne ses EPCI à un agent ; pour un administrateur';

create function public.member_remove(p_territory text, p_user uuid) returns json
language plpgsql security definer
set search_path = public, extensions
as $$
declare
	removed_role text;
begin
	perform refuse_unless_administrator(p_territory);
	-- Two administrators who remove each other at the same moment would leave none.
	perform from territory where territory_id = p_territory for update;
	perform refuse_unless_administrator(p_territory);
	select role into removed_role from membre
	where user_id = p_user and territory_id = p_territory;
	if removed_role is null then
		raise sqlstate 'PT404' using
			message = format('Aucun membre « %s » dans ce territoire.', p_user),
			detail = json_build_object('code', 'member_unknown')::text;
	end if;
	if removed_role = 'administrateur' and (
		select count(*) from membre
		where territory_id = p_territory and role = 'administrateur'
	) = 1 then
		raise sqlstate 'PT409' using
			message = 'Ce compte est le dernier administrateur du territoire.',
			hint = 'Invitez d''abord un autre administrateur.',
			detail = json_build_object('code', 'administrator_last')::text;
	end if;
	delete from membre where user_id = p_user and territory_id = p_territory;
	return to_json(removed_role);
end
$$;

comment on function public.member_remove is
	'Retire son rôle à un membre, sauf au dernier administrateur ; pour un administrateur';

create function public.invitation_create(
	p_territory text, p_email text, p_role text, p_epci json, p_token_hash text
) returns json
language plpgsql security definer
set search_path = public, extensions
as $$
declare
	address text := lower(trim(coalesce(p_email, '')));
	asked text[];
	ends timestamptz;
begin
	perform refuse_unless_administrator(p_territory);
	if address !~ '^[^@\s]+@[^@\s]+\.[^@\s]+$' or length(address) > 254 then
		raise sqlstate 'PT400' using
			message = format('Adresse reçue : « %s ».', left(address, 80)),
			hint = 'Attendu : une adresse électronique, par exemple nom@exemple.fr.',
			detail = json_build_object('code', 'mail_address', 'value', left(address, 80))::text;
	end if;
	if p_role is null or p_role not in ('agent', 'administrateur') then
		raise sqlstate 'PT400' using
			message = format('Rôle reçu : « %s ».', coalesce(p_role, 'rien')),
			hint = 'Attendu : agent ou administrateur.',
			detail = json_build_object('code', 'role_unknown', 'value', p_role)::text;
	end if;
	if p_token_hash is null or p_token_hash !~ '^[0-9a-f]{64}$' then
		raise sqlstate 'PT400' using message = 'L''empreinte du jeton n''est pas un SHA-256.';
	end if;
	asked := known_epci(p_territory, p_epci);
	if p_role = 'agent' and cardinality(asked) = 0 then
		raise sqlstate 'PT400' using
			message = 'Aucun EPCI n''est choisi.', hint = 'Attendu : un EPCI au moins pour un agent.',
			detail = json_build_object('code', 'epci_none')::text;
	end if;
	if p_role = 'administrateur' then
		asked := '{}';
	end if;
	delete from invitation
	where territory_id = p_territory and courriel = address and acceptee_le is null;
	insert into invitation (territory_id, courriel, role, epci, jeton_empreinte, invite_par)
	values (p_territory, address, p_role, asked, p_token_hash, auth.uid())
	returning expire_le into ends;
	return json_build_object('expires', to_char(ends at time zone 'UTC', 'YYYY-MM-DD'));
end
$$;

comment on function public.invitation_create is
	'Invite une adresse et remplace son invitation en attente ; pour un administrateur';

create function public.invitation_revoke(p_territory text, p_invitation uuid) returns json
language plpgsql security definer
set search_path = public, extensions
as $$
begin
	perform refuse_unless_administrator(p_territory);
	delete from invitation
	where territory_id = p_territory and invitation_id = p_invitation and acceptee_le is null;
	if not found then
		raise sqlstate 'PT404' using
			message = 'Cette invitation n''est plus en attente.',
			detail = json_build_object('code', 'invitation_gone')::text;
	end if;
	return 'true'::json;
end
$$;

comment on function public.invitation_revoke is
	'Annule une invitation en attente ; pour un administrateur';

create function public.invitations_list(p_territory text) returns json
language plpgsql stable security definer
set search_path = public, extensions
as $$
begin
	perform refuse_unless_administrator(p_territory);
	return coalesce((
		select json_agg(json_build_object(
			'id', invitation_id, 'email', courriel, 'role', role, 'epci', to_json(epci),
			'sent', to_char(cree_le at time zone 'UTC', 'YYYY-MM-DD'),
			'expires', to_char(expire_le at time zone 'UTC', 'YYYY-MM-DD'),
			'expired', expire_le <= now()
		) order by cree_le desc)
		from invitation where territory_id = p_territory and acceptee_le is null
	), '[]');
end
$$;

comment on function public.invitations_list is
	'Invitations en attente du territoire, pour un administrateur';

create function public.invitation_read(p_token_hash text) returns json
language sql stable
set search_path = public, extensions
as $$
	select json_build_object(
		'email', courriel, 'role', role,
		'epci', coalesce((
			select json_agg(epci_nom order by epci_nom) from epci
			where epci_siren = any (invitation.epci)
		), '[]'),
		'expires', to_char(expire_le at time zone 'UTC', 'YYYY-MM-DD'),
		'state', case
			when acceptee_le is not null then 'acceptée'
			when expire_le <= now() then 'expirée'
			else 'en attente'
		end
	)
	from invitation where jeton_empreinte = p_token_hash
$$;

comment on function public.invitation_read is
	'Invitation d''un jeton, par son empreinte ; pour le service';

create function public.invitation_accept(p_token_hash text, p_user uuid, p_name text) returns json
language plpgsql security definer
set search_path = public, extensions
as $$
declare
	accepted invitation;
begin
	update invitation set acceptee_le = now()
	where jeton_empreinte = p_token_hash and acceptee_le is null and expire_le > now()
	returning * into accepted;
	if accepted.invitation_id is null then
		raise sqlstate 'PT409' using
			message = 'Cette invitation a déjà servi, ou elle est expirée.',
			hint = 'Demandez une nouvelle invitation à un administrateur.',
			detail = json_build_object('code', 'invitation_used')::text;
	end if;
	if not exists (
		select from auth.users where id = p_user and lower(email) = accepted.courriel
	) then
		raise sqlstate 'PT403' using
			message = format('Cette invitation est pour « %s ».', accepted.courriel),
			detail = json_build_object('code', 'invitation_other', 'address', accepted.courriel)::text;
	end if;
	insert into membre (user_id, territory_id, role, courriel, nom)
	values (p_user, accepted.territory_id, accepted.role, accepted.courriel, nullif(trim(p_name), ''))
	on conflict (user_id) do update set
		territory_id = excluded.territory_id, role = excluded.role,
		nom = coalesce(excluded.nom, membre.nom),
		siret = null, entreprise_nom = null, entreprise_nom_origine = null;
	delete from membre_epci where user_id = p_user;
	insert into membre_epci (user_id, epci_siren)
	select p_user, value from unnest(accepted.epci) as value
	where exists (select from epci where epci_siren = value);
	return json_build_object('role', accepted.role);
end
$$;

comment on function public.invitation_accept is
	'Donne à un compte le rôle de son invitation, une seule fois ; pour le service';

create function public.member_register_firm(
	p_territory text, p_user uuid, p_email text, p_name text, p_siret text,
	p_firm_name text, p_origin text
) returns json
language plpgsql
set search_path = public, extensions
as $$
begin
	insert into membre (
		user_id, territory_id, role, courriel, nom, siret, entreprise_nom, entreprise_nom_origine
	)
	values (
		p_user, p_territory, 'entreprise', lower(p_email), nullif(trim(p_name), ''), p_siret,
		trim(p_firm_name), p_origin
	)
	on conflict (user_id) do nothing;
	return to_json(found);
end
$$;

comment on function public.member_register_firm is
	'Inscrit un compte sans rôle comme entreprise ; un rôle existant reste ; pour le service';

create function public.firm_name_of(p_territory text, p_siret text) returns json
language sql stable
set search_path = public, extensions
as $$
	select to_json(etab_nom) from etablissement
	where territory_id = p_territory and siret = p_siret and not demonstration
$$;

comment on function public.firm_name_of is
	'Nom d''un établissement connu du territoire, hors démonstration ; pour le service';

create function public.administrator_appoint(p_territory text, p_user uuid, p_name text)
returns json
language plpgsql security definer
set search_path = public, extensions
as $$
begin
	insert into membre (user_id, territory_id, role, courriel, nom)
	select id, p_territory, 'administrateur', lower(email), nullif(trim(p_name), '')
	from auth.users where id = p_user
	on conflict (user_id) do update set
		territory_id = excluded.territory_id, role = excluded.role,
		nom = coalesce(excluded.nom, membre.nom),
		siret = null, entreprise_nom = null, entreprise_nom_origine = null;
	if not found then
		raise sqlstate 'PT404' using message = format('Aucun compte « %s ».', p_user);
	end if;
	delete from membre_epci where user_id = p_user;
	return 'true'::json;
end
$$;

comment on function public.administrator_appoint is
	'Fait d''un compte un administrateur du territoire ; pour le service (npm run admin:create)';

create function public.account_by_email(p_email text) returns json
language sql stable security definer
set search_path = public, extensions
as $$
	select to_json(id) from auth.users where lower(email) = lower(p_email)
$$;

comment on function public.account_by_email is
	'Compte d''une adresse, ou rien ; pour le service, jamais pour une page';

-- The Auth API sets passwords; what it lacks, without an administration API, is a way in for the service.
-- The password that somebody chose before the address was confirmed is gone before the link is opened, so that
-- it is worth nothing between the confirmation and the choice of another.
create function public.account_open_recovery(p_email text, p_token_hash text) returns json
language plpgsql security definer
set search_path = public, extensions
as $$
declare
	account uuid;
	address text := lower(trim(p_email));
begin
	update auth.users set recovery_token = p_token_hash, recovery_sent_at = now(),
		confirmation_token = case when email_confirmed_at is null then null else confirmation_token end,
		encrypted_password = case when email_confirmed_at is null then null else encrypted_password end
	where lower(email) = address returning id into account;
	if account is null then
		account := gen_random_uuid();
		insert into auth.users (
			id, aud, role, email, recovery_token, recovery_sent_at,
			raw_app_meta_data, raw_user_meta_data, created_at, updated_at
		)
		values (
			account, 'authenticated', 'authenticated', address, p_token_hash, now(),
			'{"provider": "email", "providers": ["email"]}', '{}', now(), now()
		);
		insert into auth.identities (id, provider, provider_id, user_id, identity_data)
		values (
			gen_random_uuid(), 'email', account::text, account,
			jsonb_build_object('sub', account, 'email', address)
		);
	end if;
	return to_json(account);
end
$$;

comment on function public.account_open_recovery is
	'Ouvre au service, par un jeton à usage unique, le compte d''une adresse, créé s''il manque';

-- supabase/schemas/accounts/functions-sign-up.sql

-- Somebody who signs up has no account until the owner of the address has followed the link, seen for what firm it
-- was asked, and chosen the password: nobody else ever has one, nor a session.

-- Whatever confirms an address for the first time (a link to sign in, to recover, of a sign-up left by an older
-- version), nothing of before survives it: neither a password that somebody chose, nor a session.
create function public.forget_unconfirmed_access() returns trigger
language plpgsql security definer
set search_path = public, extensions
as $$
begin
	if old.email_confirmed_at is null and new.email_confirmed_at is not null then
		if new.encrypted_password is not distinct from old.encrypted_password then
			new.encrypted_password := null;
		end if;
		delete from auth.sessions where user_id = new.id;
	end if;
	return new;
end
$$;

comment on function public.forget_unconfirmed_access is
	'Retire à un compte, quand son adresse est confirmée, le mot de passe et les sessions d''avant';

create trigger forget_unconfirmed_access before update on auth.users
	for each row execute function public.forget_unconfirmed_access();

create function public.inscription_ask(
	p_territory text, p_email text, p_name text, p_siret text, p_firm_name text, p_origin text,
	p_token_hash text, p_confirm json, p_taken json
) returns json
language plpgsql security definer
set search_path = public, extensions
as $$
declare
	address text := lower(trim(p_email));
begin
	if exists (
		select from auth.users where lower(email) = address and email_confirmed_at is not null
	) then
		perform mail_leave(p_territory, json_build_array(p_taken));
	else
		insert into inscription (
			territory_id, courriel, nom, siret, entreprise_nom, entreprise_nom_origine, jeton_empreinte
		)
		values (
			p_territory, address, trim(p_name), p_siret, trim(p_firm_name), p_origin, p_token_hash
		);
		perform mail_leave(p_territory, json_build_array(p_confirm));
	end if;
	return 'true'::json;
end
$$;

comment on function public.inscription_ask is
	'Garde une inscription à confirmer, ou prévient le titulaire d''un compte ; la réponse est la même ; pour le service';

create function public.inscription_read(p_token_hash text) returns json
language sql stable
set search_path = public, extensions
as $$
	select json_build_object(
		'email', courriel, 'name', nom, 'siret', siret, 'firmName', entreprise_nom,
		'firmNameOrigin', entreprise_nom_origine, 'asked', to_json(cree_le)
	)
	from inscription where jeton_empreinte = p_token_hash and expire_le > now()
$$;

comment on function public.inscription_read is
	'Inscription d''un jeton qui vaut encore, par son empreinte ; pour le service';

create function public.inscription_accept(p_token_hash text, p_user uuid, p_name text) returns json
language plpgsql security definer
set search_path = public, extensions
as $$
declare
	accepted inscription;
begin
	delete from inscription where jeton_empreinte = p_token_hash and expire_le > now()
	returning * into accepted;
	if accepted.inscription_id is null then
		raise sqlstate 'PT409' using
			message = 'Cette inscription a déjà été confirmée ou refusée, ou elle a expiré.',
			hint = 'Inscrivez-vous de nouveau.',
			detail = json_build_object('code', 'signup_used')::text;
	end if;
	if not exists (
		select from auth.users where id = p_user and lower(email) = accepted.courriel
	) then
		raise sqlstate 'PT403' using
			message = format('Cette inscription est pour « %s ».', accepted.courriel),
			detail = json_build_object('code', 'signup_other', 'address', accepted.courriel)::text;
	end if;
	perform member_register_firm(
		accepted.territory_id, p_user, accepted.courriel, p_name, accepted.siret,
		accepted.entreprise_nom, accepted.entreprise_nom_origine
	);
	return 'true'::json;
end
$$;

comment on function public.inscription_accept is
	'Donne à un compte l''entreprise de l''inscription confirmée, une seule fois ; pour le service';

create function public.inscription_refuse(p_token_hash text) returns json
language plpgsql
set search_path = public, extensions
as $$
begin
	delete from inscription where jeton_empreinte = p_token_hash;
	return to_json(found);
end
$$;

comment on function public.inscription_refuse is
	'Retire une inscription que le titulaire de l''adresse n''a pas demandée ; pour le service';

create function public.inscriptions_forget() returns integer
language plpgsql
set search_path = public, extensions
as $$
declare
	forgotten integer;
begin
	delete from inscription where expire_le <= now();
	get diagnostics forgotten = row_count;
	return forgotten;
end
$$;

comment on function public.inscriptions_forget is
	'Efface les inscriptions que personne n''a confirmées à temps ; rend leur nombre ; pour le service';

-- Who has a role has no sign-up left to confirm: another link of the same address would put another firm beside it.
create function public.forget_sign_ups() returns trigger
language plpgsql security definer
set search_path = public, extensions
as $$
begin
	delete from inscription where courriel = lower(new.courriel);
	return new;
end
$$;

comment on function public.forget_sign_ups is
	'Retire les autres inscriptions d''une adresse qui a reçu un rôle';

create trigger forget_sign_ups after insert on public.membre
	for each row execute function public.forget_sign_ups();

-- supabase/schemas/accounts/functions.sql

-- Who the caller is: what policies and functions of every subject ask.

-- Security definer: policies ask these, and must not meet the policies of membre again.
create function public.is_administrator(p_territory text) returns boolean
language sql stable security definer
set search_path = public, extensions
as $$
	select exists (
		select from membre
		where user_id = auth.uid() and territory_id = p_territory and role = 'administrateur'
	)
$$;

comment on function public.is_administrator is 'Vrai pour un administrateur du territoire';

create function public.is_agent_of(p_territory text, p_epci text) returns boolean
language sql stable security definer
set search_path = public, extensions
as $$
	select exists (
		select from membre
		where user_id = auth.uid() and territory_id = p_territory
			and (
				role = 'administrateur'
				or role = 'agent' and exists (
					select from membre_epci
					where membre_epci.user_id = membre.user_id and epci_siren = p_epci
				)
			)
	)
$$;

comment on function public.is_agent_of is
	'Vrai pour un agent de l''EPCI, et pour un administrateur du territoire ; un EPCI vide n''a que l''administrateur';

create function public.member_role(p_territory text) returns text
language sql stable security definer
set search_path = public, extensions
as $$
	select role from membre where user_id = auth.uid() and territory_id = p_territory
$$;

comment on function public.member_role is 'Rôle du compte qui demande, vide s''il n''en a pas';

create function public.member_label(p_user uuid) returns text
language sql stable security definer
set search_path = public, extensions
as $$
	select coalesce(entreprise_nom, nom, initcap(role)) from membre where user_id = p_user
$$;

comment on function public.member_label is
	'Nom sous lequel un compte se montre : son entreprise, la personne, sinon son rôle';

create function public.epci_with_agents(p_territory text) returns json
language sql stable security definer
set search_path = public, extensions
as $$
	select coalesce(json_agg(distinct epci_siren order by epci_siren), '[]')
	from membre join membre_epci using (user_id)
	where membre.territory_id = p_territory and membre.role = 'agent'
$$;

comment on function public.epci_with_agents is
	'SIREN des EPCI du territoire qui ont au moins un agent : eux seuls promettent un délai de réponse';

-- supabase/schemas/outbox/functions.sql

-- A page writes its mails here, in the transaction of what causes them where SQL causes them, and never waits for
-- the mail server. Two processes never send the same one: each is taken on for a term.

create function public.mail_leave(p_territory text, p_mails json) returns integer
language plpgsql
set search_path = public, extensions
as $$
declare
	left_count integer;
begin
	insert into courriel (
		territory_id, genre, destinataire, sujet, texte, annonce_id, valable_jusqu_a
	)
	select p_territory, mail ->> 'kind', mail ->> 'to', mail ->> 'subject', mail ->> 'text',
		(mail ->> 'listing')::uuid,
		now() + make_interval(secs => (mail ->> 'validSeconds')::double precision)
	from json_array_elements(p_mails) as mail;
	get diagnostics left_count = row_count;
	return left_count;
end
$$;

comment on function public.mail_leave is 'Dépose des courriels à envoyer ; rend leur nombre ; pour le service';

-- Takes on what is due. A term that has passed means that who took it on is dead: it is taken on again.
create function public.mail_claim(
	p_territory text, p_limit integer, p_lease_seconds integer
) returns json
language plpgsql
set search_path = public, extensions
as $$
declare
	token uuid := gen_random_uuid();
	taken json;
begin
	update courriel set etat = 'en échec', faute = 'périmé', faute_code = null, bail = null, bail_fin = null
	where territory_id = p_territory and etat = 'à envoyer' and valable_jusqu_a <= now()
		and (bail_fin is null or bail_fin <= now());
	with due as (
		select courriel_id from courriel
		where territory_id = p_territory and etat = 'à envoyer' and essai_le <= now()
			and (bail_fin is null or bail_fin <= now())
		order by cree_le, courriel_id
		limit p_limit
		for update skip locked
	),
	marked as (
		update courriel set bail = token, bail_fin = now() + make_interval(secs => p_lease_seconds)
		from due where courriel.courriel_id = due.courriel_id
		returning courriel.*
	)
	select json_agg(json_build_object(
		'id', courriel_id, 'kind', genre, 'to', destinataire, 'subject', sujet, 'text', texte,
		'created', to_char(cree_le at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')
	) order by cree_le, courriel_id) into taken from marked;
	return json_build_object(
		'lease', token,
		'mails', coalesce(taken, '[]'),
		'nextInSeconds', (
			select extract(epoch from min(greatest(essai_le, coalesce(bail_fin, essai_le))) - now())
			from courriel where territory_id = p_territory and etat = 'à envoyer'
		)
	);
end
$$;

comment on function public.mail_claim is
	'Prend en charge les courriels dus, chacun pour un seul processus et pour un temps ; pour le service';

-- Seconds before the next try, after so many that missed; empty once it is no use trying.
create function public.mail_pause(p_tries integer) returns integer
language sql immutable
set search_path = public, extensions
as $$
	select (array[5, 30, 120, 600, 1800, 3600, 10800, 21600, 43200])[p_tries]
$$;

comment on function public.mail_pause is
	'Secondes avant le prochain essai d''un courriel ; vide quand il n''y en a plus';

-- A question counts from the day on which its mail left, and the days that it waited here are the owner's.
create function public.mail_settle(
	p_id uuid, p_lease uuid, p_outcome text, p_fault text, p_code text
) returns boolean
language plpgsql
set search_path = public, extensions
as $$
declare
	mail courriel;
	pause integer;
begin
	select * into mail from courriel
	where courriel_id = p_id and bail = p_lease and etat = 'à envoyer' for update;
	if mail.courriel_id is null then
		return false;
	end if;
	if p_outcome in ('envoyé', 'gardé') then
		update courriel set etat = p_outcome, envoye_le = now(), destinataire = null, sujet = null,
			texte = null, bail = null, bail_fin = null, faute = null, faute_code = null
		where courriel_id = p_id;
		update annonce set rappel_le = rappel_le + (now()::date - mail.cree_le::date)
		where annonce_id = mail.annonce_id and rappel_le is not null;
		if found and mail.genre = 'annonce à confirmer' then
			perform listing_reminder_settled(mail.annonce_id, true);
		end if;
		return true;
	end if;
	pause := case when p_outcome = 'à réessayer' then mail_pause(mail.essais + 1) end;
	update courriel set essais = essais + 1, bail = null, bail_fin = null, faute = p_fault,
		faute_code = left(p_code, 40),
		etat = case when pause is null then 'en échec' else 'à envoyer' end,
		essai_le = now() + make_interval(secs => coalesce(pause, 0))
	where courriel_id = p_id;
	return true;
end
$$;

comment on function public.mail_settle is
	'Clôt la prise en charge d''un courriel : envoyé, gardé, à réessayer ou refusé ; faux si elle n''a plus cours';

create function public.mails_forget(p_today date) returns integer
language plpgsql
set search_path = public, extensions
as $$
declare
	forgotten integer;
begin
	update courriel set etat = 'effacé', destinataire = null, sujet = null, texte = null
	where etat = 'en échec' and cree_le < p_today - 30;
	get diagnostics forgotten = row_count;
	delete from courriel where etat in ('envoyé', 'gardé', 'effacé') and cree_le < p_today - 90;
	return forgotten;
end
$$;

comment on function public.mails_forget is
	'Efface le contenu des courriels en échec après 30 jours, et la trace des courriels après 90 ; rend le nombre des premiers';

create function public.courriels_list(p_territory text) returns json
language plpgsql stable security definer
set search_path = public, extensions
as $$
begin
	perform refuse_unless_administrator(p_territory);
	return (
		select coalesce(json_agg(json_build_object(
			'id', courriel_id, 'kind', genre, 'to', destinataire, 'state', etat, 'tries', essais,
			'fault', faute, 'code', faute_code, 'created', to_json(cree_le),
			'next', case when etat = 'à envoyer' then to_json(essai_le) end, 'sent', to_json(envoye_le)
		) order by cree_le desc, courriel_id), '[]')
		from (
			(
				select * from courriel
				where territory_id = p_territory and etat in ('à envoyer', 'en échec')
				order by cree_le desc limit 500
			)
			union all
			(
				select * from courriel
				where territory_id = p_territory and etat not in ('à envoyer', 'en échec')
				order by cree_le desc limit 50
			)
		) as shown
	);
end
$$;

comment on function public.courriels_list is
	'Courriels en attente et en échec du territoire, et les derniers partis, sans leur texte ; pour un administrateur';

create function public.courriels_stuck(p_territory text) returns integer
language plpgsql stable security definer
set search_path = public, extensions
as $$
begin
	perform refuse_unless_administrator(p_territory);
	return (
		select count(*) from courriel
		where territory_id = p_territory
			and (etat = 'en échec' or etat = 'à envoyer' and essais > 0)
	);
end
$$;

comment on function public.courriels_stuck is
	'Nombre de courriels dont un essai a manqué et qui ne sont pas partis ; pour un administrateur';

create function public.courriels_again(p_territory text, p_id uuid) returns integer
language plpgsql security definer
set search_path = public, extensions
as $$
declare
	resumed integer;
begin
	perform refuse_unless_administrator(p_territory);
	update courriel set etat = 'à envoyer', essai_le = now(), essais = 0
	where territory_id = p_territory and (p_id is null or courriel_id = p_id)
		and (etat = 'en échec' or etat = 'à envoyer' and essais > 0)
		and (valable_jusqu_a is null or valable_jusqu_a > now());
	get diagnostics resumed = row_count;
	if resumed = 0 then
		raise sqlstate 'PT409' using
			message = 'Aucun courriel à renvoyer : il est parti, il est effacé, ou son lien a expiré.',
			hint = 'Rechargez la page.',
			detail = json_build_object('code', 'mail_gone')::text;
	end if;
	return resumed;
end
$$;

comment on function public.courriels_again is
	'Remet à envoyer un courriel dont l''essai a manqué, ou tous ; rend leur nombre ; pour un administrateur';

-- supabase/schemas/atlas/functions-collections.sql

-- What the map and OGC API Features read: collections of GeoJSON features built from the tables.
-- Callers keep their own rights: row-level security decides which rows a function sees.

create function public.collection_definition(
	p_collection text,
	out source regclass,
	out key_column text,
	out commune_column text,
	out epci_column text,
	out geometry text,
	out joined_columns text[]
)
language plpgsql stable
set search_path = public, extensions
as $$
begin
	case p_collection
	when 'epci' then
		source := 'public.epci'; key_column := 'epci_siren'; geometry := 'record.geom';
		joined_columns := '{}';
	when 'communes' then
		source := 'public.commune'; key_column := 'comm_insee'; geometry := 'record.geom';
		epci_column := 'epci_siren'; joined_columns := '{epci_nom}';
	when 'sites' then
		source := 'public.site_eco'; key_column := 'site_id'; geometry := 'record.geom';
		commune_column := 'site_comm_insee'; epci_column := 'site_epci_siren';
		joined_columns := '{epci_siren,epci_nom,comm_insee,comm_nom}';
	when 'terrains' then
		source := 'public.terrain_eco'; key_column := 'terr_id'; geometry := 'record.geom';
		commune_column := 'comm_insee'; epci_column := 'epci_siren';
		joined_columns := '{epci_nom,comm_nom,site_nom}';
	when 'etablissements' then
		source := 'public.etablissement'; key_column := 'siret';
		commune_column := 'comm_insee'; epci_column := 'epci_siren';
		joined_columns := '{epci_nom,comm_nom}';
		geometry := 'case st_numgeometries(record.geom) when 1
			then st_geometryn(record.geom, 1) else record.geom end';
	when 'friches' then
		source := 'public.friche'; key_column := 'site_id';
		geometry := 'coalesce(record.geom, record.geompoint)';
		commune_column := 'comm_insee'; epci_column := 'epci_siren';
		joined_columns := '{epci_nom,comm_nom}';
	when 'poi' then
		source := 'public.poi'; key_column := 'poi_id'; geometry := 'record.geom';
		commune_column := 'comm_insee'; epci_column := 'epci_siren';
		joined_columns := '{epci_nom,comm_nom}';
	when 'contraintes' then
		source := 'public.contrainte'; key_column := 'contrainte_id'; geometry := 'record.geom';
		joined_columns := '{}';
	else
		raise sqlstate 'PT404' using
			message = format('Collection inconnue : « %s ».', p_collection),
			hint = 'Collections : epci, communes, sites, terrains, etablissements, friches, poi, contraintes.';
	end case;
end
$$;

comment on function public.collection_definition is
	'Table, clé, géométrie et noms joints d''une collection ; 404 quand elle n''existe pas';

-- The values a check constraint allows, read from the catalogue so that they are written once.
create function public.allowed_values(p_table regclass, p_column text) returns text[]
language plpgsql stable
set search_path = public, extensions
as $$
declare
	definition text;
begin
	select pg_get_constraintdef(pg_constraint.oid) into definition
	from pg_constraint
	where conrelid = p_table and contype = 'c' and conkey = array[(
		select attnum from pg_attribute where attrelid = p_table and attname = p_column
	)] and pg_get_constraintdef(pg_constraint.oid) like '%= ANY (ARRAY[%';
	return (
		select array_agg(replace(quoted[1], '''''', '''') order by position)
		from regexp_matches(definition, '''((?:[^'']|'''')*)''::text', 'g')
			with ordinality as value (quoted, position)
	);
end
$$;

comment on function public.allowed_values is
	'Valeurs admises par un champ à liste fermée, dans l''ordre de la liste ; vide sinon';

-- The centre of a plot is no property of it.
create function public.collection_columns(
	p_collection text
) returns table (
	name text, type text, format text, description text, expression text
)
language sql stable
set search_path = public, extensions
as $$
	with definition as (select * from collection_definition(p_collection)),
	own as (
		select attname::text as name, atttypid::regtype::text as type,
			col_description(attrelid, attnum) as description,
			format('record.%I', attname) as expression, attnum as position
		from pg_attribute cross join definition
		where attrelid = definition.source and attnum > 0 and not attisdropped
			and attname not in ('geom', 'geompoint', 'centre', 'territory_id', 'publie')
	),
	joined as (
		select possible.name, 'text' as type, possible.description,
			possible.expression, 1000 + possible.position as position
		from definition cross join (values
			('epci_siren', 'SIREN de l''EPCI', 'epci.epci_siren', 1),
			('epci_nom', 'Nom de l''EPCI', 'epci.epci_nom', 2),
			('comm_insee', 'Code INSEE de la commune', 'commune.comm_insee', 3),
			('comm_nom', 'Nom de la commune', 'commune.comm_nom', 4),
			('site_nom', 'Nom du site économique', 'site.site_nom', 5)
		) as possible (name, description, expression, position)
		where possible.name = any (definition.joined_columns)
	)
	select name,
		case type
			when 'integer' then 'integer' when 'double precision' then 'number'
			when 'boolean' then 'boolean' else 'string'
		end,
		case type when 'date' then 'date' end,
		description, expression
	from (select * from own union all select * from joined) as property
	order by position
$$;

comment on function public.collection_columns is
	'Propriétés d''une collection, avec l''expression SQL qui les lit';

create function public.collection_schema(p_collection text) returns json
language sql stable
set search_path = public, extensions
as $$
	select json_strip_nulls(json_agg(json_build_object(
		'name', name, 'type', type, 'format', format, 'description', description,
		'enum', allowed_values((select source from collection_definition(p_collection)), name)
	)))
	from collection_columns(p_collection)
$$;

comment on function public.collection_schema is
	'Propriétés d''une collection : nom, type, description et valeurs admises';

create function public.collection_summary(p_territory text, p_collection text) returns json
language plpgsql stable
set search_path = public, extensions
set jit = off
set max_parallel_workers_per_gather = 0
as $$
declare
	definition record;
	summary json;
begin
	select * into definition from collection_definition(p_collection);
	execute format(
		'select json_build_object(
			''collection'', $2, ''count'', aggregate.count,
			''bbox'', case when st_xmin(extent) is not null then json_build_array(
				st_xmin(extent), st_ymin(extent), st_xmax(extent), st_ymax(extent)
			) end,
			''days'', case when first_day is not null then json_build_array(first_day, last_day) end,
			''geometries'', located, ''sources'', sources, ''licences'', licences,
			''latest_source_date'', latest, ''demonstration'', demonstration
		)
		from (
			select count(*) as count, st_extent(%1$s) as extent, count(%1$s) as located,
				min(%3$I) as first_day, max(%3$I) as last_day,
				coalesce(array_agg(distinct source_nom collate "C"), ''{}'') as sources,
				coalesce(
					array_agg(distinct source_licence collate "C") filter (where source_licence is not null),
					''{}''
				) as licences,
				max(source_date) as latest,
				count(*) filter (where demonstration) as demonstration
			from %2$s as record where territory_id = $1
		) as aggregate',
		definition.geometry, definition.source, collection_date(p_collection)
	) into summary using p_territory, p_collection;
	return summary;
end
$$;

comment on function public.collection_summary is
	'Nombre, emprise, sources, licences et dates d''une collection d''un territoire';

create function public.collections_summary(p_territory text) returns json
language sql stable
set search_path = public, extensions
set jit = off
set max_parallel_workers_per_gather = 0
as $$
	select json_agg(collection_summary(p_territory, collection) order by position)
	from unnest(array[
		'epci', 'communes', 'sites', 'terrains', 'etablissements', 'friches', 'poi', 'contraintes'
	]) with ordinality as listed (collection, position)
$$;

comment on function public.collections_summary is
	'Nombre, emprise, sources, licences et dates de chaque collection d''un territoire';

-- What a box is held against: the column that the index is made of.
create function public.indexed_geometry(p_collection text) returns text
language sql immutable
set search_path = public, extensions
as $$
	select case p_collection
		when 'friches' then '(case when record.geom is null then record.geompoint else record.geom end)'
		else 'record.geom'
	end
$$;

comment on function public.indexed_geometry is
	'Expression de la géométrie d''une collection que porte son index spatial';

-- The tables of a collection with the names joined in. A join that nothing reads is left out by the planner.
create function public.collection_tables(p_collection text) returns text
language sql stable
set search_path = public, extensions
as $$
	select format(
		'%1$s as record
		left join public.epci as epci on epci.epci_siren = %2$s
		left join public.commune as commune on commune.comm_insee = %3$s
		left join public.site_eco as site on site.site_id = %4$s',
		source,
		coalesce('record.' || quote_ident(epci_column), 'null'),
		coalesce('record.' || quote_ident(commune_column), 'null'),
		case p_collection when 'terrains' then 'record.site_id' else 'null' end
	)
	from collection_definition(p_collection)
$$;

comment on function public.collection_tables is
	'Tables d''une collection, noms de l''EPCI, de la commune et du site joints';

-- supabase/schemas/atlas/functions-constraints.sql

-- What share of each plot lies under constraints (flood zones, wetlands, steep slopes), and where its centre is.

-- The mean that turf.centroid gives in the browser, of the positions that it is served: six decimals,
-- summed in the order of the rings, without the last position of each, which repeats its first.
-- A plot of one ring, as most are, is summed as its positions come. The detour through decimal digits is for
-- ties alone: a whole number divided by a million is the same double as its six decimals read.
create function public.vertex_mean(
	p_geometry extensions.geometry
) returns extensions.geometry
language plpgsql immutable
set search_path = public, extensions
as $$
declare
	longitudes double precision;
	latitudes double precision;
	positions bigint;
begin
	if st_nrings(p_geometry) = 1 then
		positions := st_npoints(p_geometry) - 1;
		select
			sum(case when abs(x - floor(x) - 0.5) < 1e-6
				then round((st_x(geom))::numeric, 6)::double precision else round(x) / 1e6 end),
			sum(case when abs(y - floor(y) - 0.5) < 1e-6
				then round((st_y(geom))::numeric, 6)::double precision else round(y) / 1e6 end)
		into longitudes, latitudes
		from (
			select geom, st_x(geom) * 1e6 as x, st_y(geom) * 1e6 as y
			from st_dumppoints(p_geometry)
			where path[3] <= positions
		) as vertex;
	else
		select sum(longitude order by path), sum(latitude order by path), count(*)
		into longitudes, latitudes, positions
		from (
			select path, path[3] < max(path[3]) over (partition by path[1], path[2]) as counts,
				round(st_x(geom)::numeric, 6)::double precision as longitude,
				round(st_y(geom)::numeric, 6)::double precision as latitude
			from st_dumppoints(p_geometry)
		) as vertex
		where counts;
	end if;
	return st_setsrid(st_makepoint(longitudes / positions, latitudes / positions), 4326);
end
$$;

comment on function public.vertex_mean is
	'Moyenne des sommets d''un MultiPolygon, trous compris, comme turf.centroid la calcule';

-- Touches the plots whose shares have changed; their own trigger then computes them. The shares of all the
-- plots are asked at once.
create function public.recompute_shares(p_territory text) returns void
language plpgsql
set search_path = public, extensions
as $$
declare
	keys text[];
	geometries geometry[];
begin
	select array_agg(terr_id order by terr_id), array_agg(geom order by terr_id)
	into keys, geometries
	from terrain_eco where territory_id = p_territory;
	update terrain_eco as plot set territory_id = plot.territory_id
	from located_plots(p_territory, geometries) as located
	where plot.terr_id = keys[located.rank] and (
		plot.part_zone_inondable_pct, plot.part_zone_humide_pct, plot.part_pente_forte_pct
	) is distinct from (
		located.part_zone_inondable_pct, located.part_zone_humide_pct, located.part_pente_forte_pct
	);
end
$$;

comment on function public.recompute_shares is
	'Recalcule les parts contraintes de tous les terrains d''un territoire';

create function public.follow_constraints() returns trigger
language plpgsql
set search_path = public, extensions
as $$
begin
	perform recompute_shares(touched.territory_id)
	from (select distinct territory_id from touched_constraints) as touched;
	return null;
end
$$;

create trigger follow_new_constraints after insert on public.contrainte
	referencing new table as touched_constraints
	for each statement execute function public.follow_constraints();

create trigger follow_changed_constraints after update on public.contrainte
	referencing new table as touched_constraints
	for each statement execute function public.follow_constraints();

create trigger follow_removed_constraints after delete on public.contrainte
	referencing old table as touched_constraints
	for each statement execute function public.follow_constraints();

-- Everything that the place of plots tells of them, asked for many at once, or for one: its commune and EPCI,
-- its centre, the shares of the constraints. Cut first and then united, in degrees; measured in Lambert-93.
create function public.located_plots(
	p_territory text,
	p_geometries extensions.geometry[]
) returns table (
	rank bigint,
	geom extensions.geometry,
	comm_insee text,
	epci_siren text,
	centre extensions.geometry,
	part_zone_inondable_pct double precision,
	part_zone_humide_pct double precision,
	part_pente_forte_pct double precision
)
language plpgsql stable
set search_path = public, extensions
as $$
#variable_conflict use_column
declare
	least_flood double precision := case when knows_constraint(p_territory, 'zone inondable') then 0 end;
	least_wet double precision := case when knows_constraint(p_territory, 'zone humide') then 0 end;
	least_steep double precision := case when knows_constraint(p_territory, 'pente forte') then 0 end;
begin
	return query
	with plot as (
		select plot.rank, plot.geom, st_pointonsurface(plot.geom) as place
		from unnest(p_geometries) with ordinality as plot (geom, rank)
		offset 0
	),
	member as (
		select distinct on (plot.rank) plot.rank, commune.comm_insee, commune.epci_siren
		from plot join commune
			on commune.territory_id = p_territory and st_intersects(commune.geom, plot.place)
		order by plot.rank, commune.comm_insee
	),
	covered as (
		select plot.rank, met.contrainte_type as kind,
			least(100, round((100 * coalesce(st_area(st_transform(
				st_union(st_collectionextract(st_intersection(met.geom, plot.geom), 3)), 2154
			)), 0) / nullif(st_area(st_transform(plot.geom, 2154)), 0))::numeric, 2))::double precision
				as percent
		from plot join contrainte as met
			on met.territory_id = p_territory and met.publie and st_intersects(met.geom, plot.geom)
		group by plot.rank, plot.geom, met.contrainte_type
	),
	shares as (
		select covered.rank,
			max(percent) filter (where kind = 'zone inondable') as flood,
			max(percent) filter (where kind = 'zone humide') as wet,
			max(percent) filter (where kind = 'pente forte') as steep
		from covered group by covered.rank
	)
	select plot.rank, plot.geom, member.comm_insee, member.epci_siren, vertex_mean(plot.geom),
		coalesce(shares.flood, least_flood), coalesce(shares.wet, least_wet), coalesce(shares.steep, least_steep)
	from plot left join member using (rank) left join shares using (rank);
end
$$;

comment on function public.located_plots is
	'Commune, EPCI, centre et parts contraintes de terrains, dans l''ordre donné ; parts en % à deux décimales, vides sans couche de ce type';

create function public.knows_constraint(p_territory text, p_type text) returns boolean
language plpgsql stable
set search_path = public, extensions
as $$
begin
	return exists (
		select from contrainte
		where territory_id = p_territory and contrainte_type = p_type and publie
	);
end
$$;

comment on function public.knows_constraint is
	'Vrai quand un territoire a publié une contrainte de ce type';

-- supabase/schemas/atlas/functions-demonstration.sql

-- How a territory gets rid of what was invented.

-- Deletes what is marked as demonstration and nothing else; the date of its first loading stays,
-- so that the next start does not bring it back.
create function public.demo_clear(p_territory text) returns json
language plpgsql
set search_path = public, extensions
as $$
declare
	record_table text;
	removed integer;
	counts jsonb := '{}';
begin
	foreach record_table in array array[
		'acces_restreint', 'terrain_eco', 'unite_fonciere', 'etablissement', 'friche', 'poi', 'site_eco',
		'contrainte'
	]
	loop
		execute format(
			'delete from public.%I where territory_id = $1 and demonstration', record_table
		) using p_territory;
		get diagnostics removed = row_count;
		counts := counts || jsonb_build_object(record_table, removed);
	end loop;
	return counts::json;
end
$$;

comment on function public.demo_clear is
	'Retire le jeu de démonstration d''un territoire, et rien d''autre ; rend les nombres retirés';

-- supabase/schemas/atlas/functions-features.sql

-- A page of features is a text that nobody parses on its way: the keys of the page are found first, by an index
-- where there is one, and only its records are joined and written. Lines travel as bytes: PostgREST gives what a
-- function returns in a media type of its own as it stands. The first line is what is known of the others.

create function public.page_of_lines(
	p_territory text,
	p_collection text,
	p_bbox double precision[] default null,
	p_filters json default null,
	p_limit integer default null,
	p_offset integer default 0,
	p_counted boolean default true
) returns table (matched bigint, returned integer, lines text)
language plpgsql stable
set search_path = public, extensions
set jit = off
set max_parallel_workers_per_gather = 0
as $$
declare
	box geometry := box_geometry(p_bbox);
	condition text := page_condition(p_collection, p_bbox, p_filters);
begin
	perform check_page(p_limit, p_offset);
	if p_counted then
		execute count_statement(p_collection, condition) into matched
			using p_territory, box, p_filters;
	end if;
	execute page_statement(p_collection, condition) into returned, lines
		using p_territory, box, p_filters, null::text[], p_limit, coalesce(p_offset, 0);
	return next;
end
$$;

comment on function public.page_of_lines is 'Page d''une collection : le compte si on le demande, et ses lignes';

-- For whoever reads it at /rest/v1: the same page as one JSON.
create function public.features_page(
	p_territory text,
	p_collection text,
	p_bbox double precision[] default null,
	p_filters json default null,
	p_limit integer default null,
	p_offset integer default 0
) returns json
language sql stable
set search_path = public, extensions
set jit = off
set max_parallel_workers_per_gather = 0
as $$
	select json_build_object(
		'type', 'FeatureCollection', 'numberMatched', matched, 'numberReturned', returned,
		'features', ('[' || replace(lines, E'\n', ',') || ']')::json
	)
	from page_of_lines(p_territory, p_collection, p_bbox, p_filters, p_limit, p_offset)
$$;

comment on function public.features_page is
	'Page d''une collection en GeoJSON, par emprise et par valeurs, triée par clé';

create function public.lines_named(
	p_territory text, p_collection text, p_keys text[]
) returns table (returned integer, lines text)
language plpgsql stable
set search_path = public, extensions
set jit = off
set max_parallel_workers_per_gather = 0
as $$
begin
	return query execute page_statement(p_collection, format(
		'record.%I = any ($4)',
		(select key_column from collection_definition(p_collection))
	)) using p_territory, null::geometry, null::json, p_keys, null::integer, 0;
end
$$;

comment on function public.lines_named is 'Lignes d''une collection par leurs clés';

create function public.feature_by_id(
	p_territory text, p_collection text, p_id text
) returns json
language sql stable
set search_path = public, extensions
set jit = off
set max_parallel_workers_per_gather = 0
as $$
	select nullif(lines, '')::json from lines_named(p_territory, p_collection, array[p_id])
$$;

comment on function public.feature_by_id is
	'Une fiche d''une collection en GeoJSON ; vide quand la clé est inconnue';

-- $1 territory, $2 box, $3 filters, $4 keys, $5 limit, $6 offset, $7 key after which to begin: never spliced.
-- Every feature is one line: no line break stands in JSON that PostgreSQL writes.
create function public.page_statement(p_collection text, p_condition text) returns text
language sql stable
set search_path = public, extensions
as $$
	select format(
		'with page as materialized (
			select record.%1$I as feature_id from %2$s
			where record.territory_id = $1 and %3$s
			order by record.%1$I collate "C" limit $5 offset $6
		),
		feature as (
			select page.feature_id,
				''{"type":"Feature","id":'' || to_json(page.feature_id)
				|| '',"geometry":'' || coalesce(st_asgeojson(%4$s, 6), ''null'')
				|| '',"properties":'' || json_strip_nulls((
					select row_to_json(properties) from (select %5$s) as properties
				)) || ''}'' as line
			from page cross join %2$s
			where record.%1$I = page.feature_id
		)
		select count(*)::integer as returned,
			coalesce(string_agg(line, E''\n'' order by feature_id collate "C"), '''') as lines
		from feature',
		key_column,
		collection_tables(p_collection),
		p_condition,
		geometry,
		(select string_agg(format('%s as %I', expression, name), ', ')
			from collection_columns(p_collection))
	)
	from collection_definition(p_collection)
$$;

comment on function public.page_statement is
	'Requête qui lit une page d''une collection sous une condition ; ses valeurs sont des paramètres';

create function public.count_statement(p_collection text, p_condition text) returns text
language sql stable
set search_path = public, extensions
as $$
	select format(
		'select count(*) from %s where record.territory_id = $1 and %s',
		collection_tables(p_collection), p_condition
	)
$$;

comment on function public.count_statement is
	'Requête qui compte les fiches d''une collection sous une condition';

create function public.check_page(p_limit integer, p_offset integer) returns void
language plpgsql immutable
set search_path = public, extensions
as $$
begin
	if p_limit < 1 or p_offset < 0 then
		raise sqlstate 'PT400' using
			message = format('Page refusée : limite %s, décalage %s.', p_limit, p_offset),
			hint = 'Attendu : une limite d''au moins 1 et un décalage d''au moins 0.';
	end if;
end
$$;

comment on function public.check_page is '400 pour une limite ou un décalage qui n''en sont pas';

create function public.lines_after(
	p_territory text, p_collection text, p_after text, p_limit integer
) returns table (last_key text, returned integer, lines text)
language plpgsql stable
set search_path = public, extensions
set jit = off
set max_parallel_workers_per_gather = 0
as $$
declare
	key_column text := (select definition.key_column from collection_definition(p_collection) as definition);
	condition text := 'true';
begin
	perform check_page(p_limit, 0);
	if p_after is not null then
		condition := format('record.%I collate "C" > $7', key_column);
	end if;
	execute page_statement(p_collection, condition) into returned, lines
		using p_territory, null::geometry, null::json, null::text[], p_limit, 0, p_after;
	execute format(
		'select max(feature_id) from (
			select record.%1$I collate "C" as feature_id from %2$s as record
			where territory_id = $1 and %3$s order by 1 limit $5
		) as page',
		key_column, (select source from collection_definition(p_collection)), condition
	) into last_key
		using p_territory, null::geometry, null::json, null::text[], p_limit, 0, p_after;
	return next;
end
$$;

comment on function public.lines_after is 'Lignes d''une collection qui suivent une clé, et la dernière clé';

create function public.features_text(
	p_territory text,
	p_collection text,
	p_bbox double precision[] default null,
	p_filters json default null,
	p_limit integer default null,
	p_offset integer default 0,
	p_counted boolean default true
) returns public."application/x-ndjson"
language sql stable
set search_path = public, extensions
set jit = off
set max_parallel_workers_per_gather = 0
as $$
	select json_build_object('matched', matched, 'returned', returned)::text || E'\n' || lines
	from page_of_lines(p_territory, p_collection, p_bbox, p_filters, p_limit, p_offset, p_counted)
$$;

comment on function public.features_text is
	'Page d''une collection, une fiche GeoJSON par ligne, par emprise et par valeurs, triée par clé ; le compte si on le demande';

create function public.features_after(
	p_territory text, p_collection text, p_after text, p_limit integer
) returns public."application/x-ndjson"
language sql stable
set search_path = public, extensions
set jit = off
set max_parallel_workers_per_gather = 0
as $$
	select json_build_object('last_key', last_key, 'returned', returned)::text || E'\n' || lines
	from lines_after(p_territory, p_collection, p_after, p_limit)
$$;

comment on function public.features_after is
	'Fiches d''une collection qui suivent une clé, une fiche GeoJSON par ligne, triées par clé, et la dernière clé';

create function public.features_named(
	p_territory text, p_collection text, p_keys text[]
) returns public."application/x-ndjson"
language sql stable
set search_path = public, extensions
set jit = off
set max_parallel_workers_per_gather = 0
as $$
	select json_build_object('returned', returned)::text || E'\n' || lines
	from lines_named(p_territory, p_collection, p_keys)
$$;

comment on function public.features_named is
	'Fiches d''une collection par leurs clés, une fiche GeoJSON par ligne, triées par clé';

-- supabase/schemas/atlas/functions-filters.sql

-- A filter whose value its property cannot have is refused with what it can have, instead of matching nothing; a yes
-- or no is understood however a client writes it; and records are found by their date.

-- Each value is read by what its property can have, and `datetime` is an interval on the collection's date.
create function public.filter_condition(p_collection text, p_filters json) returns text
language plpgsql stable
set search_path = public, extensions
as $$
declare
	entry record;
	found_column record;
	condition text := 'true';
begin
	if p_filters is null then
		return condition;
	end if;
	if json_typeof(p_filters) <> 'object' then
		raise sqlstate 'PT400' using
			message = format('Filtres refusés : « %s ».', p_filters),
			hint = 'Attendu : un objet JSON, propriété → valeur.';
	end if;
	for entry in select key, value, json_typeof(value) as kind from json_each(p_filters) loop
		if entry.kind not in ('string', 'number', 'boolean') then
			raise sqlstate 'PT400' using
				message = format('Valeur refusée pour « %s » : %s.', entry.key, entry.value),
				hint = 'Attendu : un texte, un nombre, true ou false.';
		end if;
		if entry.key = 'datetime' then
			condition := condition || ' and '
				|| period_condition(p_collection, p_filters ->> 'datetime');
			continue;
		end if;
		select * into found_column from collection_columns(p_collection) where name = entry.key;
		if not found then
			raise sqlstate 'PT400' using
				message = format('Propriété inconnue de la collection %s : « %s ».', p_collection, entry.key),
				hint = format('Propriétés : %s.', (
					select string_agg(name, ', ') from collection_columns(p_collection)
				));
		end if;
		condition := condition || ' and ' || property_condition(
			p_collection, entry.key, p_filters ->> entry.key,
			found_column.type, found_column.format, found_column.expression
		);
	end loop;
	return condition;
end
$$;

comment on function public.filter_condition is
	'Condition SQL des filtres d''une collection ; 400 qui nomme la propriété ou la valeur refusée';

create function public.page_condition(
	p_collection text, p_bbox double precision[], p_filters json
) returns text
language plpgsql stable
set search_path = public, extensions
as $$
declare
	condition text := filter_condition(p_collection, p_filters);
	indexed text := indexed_geometry(p_collection);
begin
	if p_bbox is not null then
		-- The boxes first, for the index; row-level security would hide it behind st_intersects.
		condition := condition || format(
			' and %1$s operator(extensions.&&) $2 and st_intersects(%1$s, $2)', indexed
		);
	end if;
	return condition;
end
$$;

comment on function public.page_condition is
	'Condition SQL d''une page : emprise et valeurs ; 400 qui nomme ce qui est refusé';

-- The date by which the records of a collection lie in time: when they were last brought up to date, as their standard
-- has it, else that of their source.
create function public.collection_date(p_collection text) returns text
language sql immutable
set search_path = public, extensions
as $$
	select case p_collection
		when 'sites' then 'site_actu_date' when 'terrains' then 'terr_actu_date'
		when 'etablissements' then 'etab_actu_date' when 'friches' then 'site_actu_date'
		else 'source_date'
	end
$$;

comment on function public.collection_date is
	'Champ qui situe les fiches d''une collection dans le temps : leur mise à jour, sinon la date de leur source';

create function public.refuse_filter(p_name text, p_value text, p_expected text) returns void
language plpgsql
set search_path = public, extensions
as $$
begin
	raise sqlstate 'PT400' using
		message = format('Valeur refusée pour « %s » : « %s ».', p_name, left(p_value, 200)),
		hint = format('Attendu : %s.', p_expected);
end
$$;

comment on function public.refuse_filter is '400 qui nomme un filtre, sa valeur et ce qui était attendu';

-- The condition that a collection's date lies within an interval `from/to`, both included; `..` or nothing is open.
create function public.period_condition(p_collection text, p_period text) returns text
language plpgsql stable
set search_path = public, extensions
as $$
declare
	ends text[] := string_to_array(p_period, '/');
	first_day text := nullif(nullif(ends[1], '..'), '');
	last_day text := nullif(nullif(ends[cardinality(ends)], '..'), '');
begin
	if cardinality(ends) > 2 or coalesce(first_day, last_day) is null
		or not coalesce(is_day(first_day), true) or not coalesce(is_day(last_day), true)
		or first_day > last_day then
		perform refuse_filter('datetime', p_period,
			'un jour AAAA-MM-JJ, ou un intervalle début/fin dont un bout peut rester ouvert (..)');
	end if;
	return format(
		'(%1$s is null or record.%3$I >= %1$s) and (%2$s is null or record.%3$I <= %2$s) and record.%3$I is not null',
		coalesce(quote_literal(first_day), 'null') || '::date',
		coalesce(quote_literal(last_day), 'null') || '::date',
		collection_date(p_collection)
	);
end
$$;

comment on function public.period_condition is
	'Condition SQL d''un intervalle de temps sur la date d''une collection ; 400 qui nomme ce qui est refusé';

-- The condition of one filter. Its value is never spliced, but for a number, a day and a yes or no, which are checked.
create function public.property_condition(
	p_collection text, p_name text, p_value text, p_type text, p_format text, p_expression text
) returns text
language plpgsql stable
set search_path = public, extensions
as $$
declare
	allowed text[];
begin
	if p_type in ('integer', 'number') then
		if p_value !~ '^[+-]?([0-9]+[.]?[0-9]*|[.][0-9]+)([eE][+-]?[0-9]{1,2})?$' then
			perform refuse_filter(p_name, p_value, 'un nombre, avec un point pour les décimales');
		end if;
		return format('%s = ($3 ->> %L)::double precision', p_expression, p_name);
	elsif p_type = 'boolean' then
		if truth_of(p_value) is null then
			perform refuse_filter(p_name, p_value, 'true ou false (1 ou 0, oui ou non)');
		end if;
		return format('%s = %L::boolean', p_expression, truth_of(p_value));
	elsif p_format = 'date' then
		if is_day(left(p_value, 10)) is not true or p_value !~ '^.{10}(T.*)?$' then
			perform refuse_filter(p_name, p_value, 'un jour qui existe, écrit AAAA-MM-JJ');
		end if;
		return format('%s = %L::date', p_expression, left(p_value, 10));
	end if;
	allowed := allowed_values((select source from collection_definition(p_collection)), p_name);
	if allowed <@ array['oui', 'non'] and truth_of(p_value) is not null then
		return format('%s = %L', p_expression, case when truth_of(p_value) then 'oui' else 'non' end);
	elsif p_value <> all (allowed) then
		perform refuse_filter(p_name, p_value, 'une valeur parmi : ' || array_to_string(allowed, ' | '));
	end if;
	return format('(%s)::text = $3 ->> %L', p_expression, p_name);
end
$$;

comment on function public.property_condition is
	'Condition SQL d''un filtre par une propriété ; 400 qui nomme la valeur refusée et celles qui sont admises';

-- supabase/schemas/atlas/functions-membership.sql

-- Membership in a commune and an EPCI comes from the geometry, whatever a record says of itself.
-- PostgreSQL keeps the plan of a statement of PL/pgSQL for the session, and plans the body of an SQL function at
-- each call of a trigger: what every record asks is PL/pgSQL here.

-- A point surely on the geometry decides, so that a plot across a limit belongs to one commune only. It is
-- found once, not once a commune.
create function public.membership_of(
	p_territory text,
	p_geometry extensions.geometry,
	out comm_insee text,
	out epci_siren text
)
language plpgsql stable
set search_path = public, extensions
as $$
declare
	place geometry := st_pointonsurface(p_geometry);
begin
	select commune.comm_insee, commune.epci_siren into comm_insee, epci_siren
	from commune
	where commune.territory_id = p_territory and st_intersects(commune.geom, place)
	order by commune.comm_insee
	limit 1;
end
$$;

comment on function public.membership_of is
	'Commune et EPCI du territoire où tombe une géométrie ; vides hors de toute commune';

-- PL/pgSQL, whose plan is kept: every record asks it.
create function public.area_ha(p_geometry extensions.geometry) returns double precision
language plpgsql immutable
set search_path = public, extensions
as $$
begin
	return round((st_area(st_transform(p_geometry, 2154)) / 10000)::numeric, 4)::double precision;
end
$$;

comment on function public.area_ha is
	'Superficie en hectares, calculée en Lambert-93 (EPSG:2154) et arrondie au mètre carré';

create function public.complete_site_eco() returns trigger
language plpgsql
set search_path = public, extensions
as $$
begin
	select m.comm_insee, m.epci_siren into new.site_comm_insee, new.site_epci_siren
	from membership_of(new.territory_id, new.geom) as m;
	new.site_surf_brute := coalesce(new.site_surf_brute, area_ha(new.geom));
	return new;
end
$$;

create trigger complete_site_eco before insert or update on public.site_eco
	for each row execute function public.complete_site_eco();

-- The centre and the shares of the constraints, whatever the record says of them; what an import does not say
-- is land. An import, which has asked the place of all its plots at once, says so by a setting (see the trigger).
create function public.complete_terrain_eco() returns trigger
language plpgsql
set search_path = public, extensions
as $$
begin
	new.offre_type := coalesce(new.offre_type, 'Terrain');
	new.terr_surf_brute := coalesce(new.terr_surf_brute, area_ha(new.geom));
	if current_setting('forgeterre.plots_located', true) = 'yes' then
		return new;
	end if;
	select plot.comm_insee, plot.epci_siren, plot.centre, plot.part_zone_inondable_pct,
		plot.part_zone_humide_pct, plot.part_pente_forte_pct
	into new.comm_insee, new.epci_siren, new.centre, new.part_zone_inondable_pct,
		new.part_zone_humide_pct, new.part_pente_forte_pct
	from located_plots(new.territory_id, array[new.geom]) as plot;
	return new;
end
$$;

create trigger complete_terrain_eco before insert or update on public.terrain_eco
	for each row when (coalesce(current_setting('forgeterre.plots_located', true), '') <> 'yes')
	execute function public.complete_terrain_eco();

create function public.complete_unite_fonciere() returns trigger
language plpgsql
set search_path = public, extensions
as $$
begin
	select m.comm_insee, m.epci_siren into new.comm_insee, new.epci_siren
	from membership_of(new.territory_id, new.geom) as m;
	new.uf_surface_m2 := coalesce(new.uf_surface_m2, round(area_ha(new.geom) * 10000));
	return new;
end
$$;

create trigger complete_unite_fonciere before insert or update on public.unite_fonciere
	for each row execute function public.complete_unite_fonciere();

-- A mailbox in place of a web site is not for the public.
create function public.complete_friche() returns trigger
language plpgsql
set search_path = public, extensions
as $$
begin
	new.geompoint := coalesce(new.geompoint, st_pointonsurface(new.geom));
	if names_mailbox(new.site_projet_url) then
		new.site_projet_url := null;
	end if;
	select m.comm_insee, m.epci_siren into new.comm_insee, new.epci_siren
	from membership_of(new.territory_id, coalesce(new.geom, new.geompoint)) as m;
	return new;
end
$$;

create trigger complete_friche before insert or update on public.friche
	for each row execute function public.complete_friche();

-- Firms and points of interest have nothing to complete but their membership.
create function public.complete_membership() returns trigger
language plpgsql
set search_path = public, extensions
as $$
begin
	select m.comm_insee, m.epci_siren into new.comm_insee, new.epci_siren
	from membership_of(new.territory_id, new.geom) as m;
	return new;
end
$$;

create trigger complete_etablissement before insert or update on public.etablissement
	for each row execute function public.complete_membership();

create trigger complete_poi before insert or update on public.poi
	for each row execute function public.complete_membership();

create trigger complete_annonce before insert or update on public.annonce
	for each row execute function public.complete_membership();

-- Touches the records whose membership has changed; their own trigger then computes it. A listing belongs to the
-- EPCI in which it lies, also when contours change.
create function public.recompute_membership(p_territory text) returns void
language plpgsql
set search_path = public, extensions
as $$
declare
	record_table record;
begin
	for record_table in
		select * from (values
			('site_eco', 'site_comm_insee', 'site_epci_siren', 'geom'),
			('terrain_eco', 'comm_insee', 'epci_siren', 'geom'),
			('unite_fonciere', 'comm_insee', 'epci_siren', 'geom'),
			('etablissement', 'comm_insee', 'epci_siren', 'geom'),
			('friche', 'comm_insee', 'epci_siren', 'coalesce(geom, geompoint)'),
			('poi', 'comm_insee', 'epci_siren', 'geom'),
			('annonce', 'comm_insee', 'epci_siren', 'geom')
		) as t (name, commune_column, epci_column, geometry)
	loop
		execute format(
			'update public.%1$I as record set territory_id = record.territory_id
			where record.territory_id = $1 and exists (
				select from membership_of($1, %4$s) as m
				where (record.%2$I, record.%3$I) is distinct from (m.comm_insee, m.epci_siren)
			)',
			record_table.name, record_table.commune_column, record_table.epci_column,
			record_table.geometry
		) using p_territory;
	end loop;
end
$$;

comment on function public.recompute_membership is
	'Recalcule la commune et l''EPCI de toutes les fiches d''un territoire';

create function public.follow_new_communes() returns trigger
language plpgsql
set search_path = public, extensions
as $$
begin
	perform recompute_membership(touched.territory_id)
	from (select distinct territory_id from new_communes where geom is not null) as touched;
	return null;
end
$$;

create trigger follow_new_communes after insert on public.commune
	referencing new table as new_communes
	for each statement execute function public.follow_new_communes();

create function public.follow_changed_communes() returns trigger
language plpgsql
set search_path = public, extensions
as $$
begin
	perform recompute_membership(touched.territory_id)
	from (
		select distinct n.territory_id
		from new_communes as n join old_communes as o using (comm_insee)
		where (n.geom, n.epci_siren, n.territory_id)
			is distinct from (o.geom, o.epci_siren, o.territory_id)
	) as touched;
	return null;
end
$$;

create trigger follow_changed_communes after update on public.commune
	referencing old table as old_communes new table as new_communes
	for each statement execute function public.follow_changed_communes();

create function public.follow_removed_communes() returns trigger
language plpgsql
set search_path = public, extensions
as $$
begin
	perform recompute_membership(touched.territory_id)
	from (select distinct territory_id from old_communes where geom is not null) as touched;
	return null;
end
$$;

create trigger follow_removed_communes after delete on public.commune
	referencing old table as old_communes
	for each statement execute function public.follow_removed_communes();

-- What is restricted of a record goes with the record.
create function public.forget_restricted() returns trigger
language plpgsql
set search_path = public, extensions
as $$
begin
	delete from acces_restreint
	where classe = tg_table_name and objet_id = to_jsonb(old) ->> tg_argv[0];
	return null;
end
$$;

create trigger forget_restricted after delete on public.terrain_eco
	for each row execute function public.forget_restricted('terr_id');

create trigger forget_restricted after delete on public.friche
	for each row execute function public.forget_restricted('site_id');

create trigger forget_restricted after delete on public.etablissement
	for each row execute function public.forget_restricted('siret');

-- supabase/schemas/search/functions-matching.sql

-- The search in SQL judges what was asked and nothing else. The statement is planned with the criteria as constants:
-- a criterion that was not asked is true before a row is read, and a join that nothing needs is left out. A plot's
-- own networks and capacities come before those of its site.

-- p_criteria: the criteria as src/lib/search/criteria.ts names them, `shape` as verdict_on_shape takes it.
-- A line of the list is a criterion; what is not asked passes.
create function public.terrains_matching(p_territory text, p_criteria json) returns setof text
language plpgsql stable
set search_path = public, extensions
set jit = off
set max_parallel_workers_per_gather = 0
as $function$
declare
	asked criteres_recherche := json_populate_record(null::criteres_recherche, p_criteria);
	wished text[] := array(
		select json_object_keys(p_criteria -> 'wishes')
		where json_typeof(p_criteria -> 'wishes') = 'object'
	);
	strict_ones text[] := array(
		select json_array_elements_text(p_criteria -> 'strict')
		where json_typeof(p_criteria -> 'strict') = 'array'
	);
	area geometry := search_area(p_criteria -> 'shape');
begin
	-- $1 territory, $2 criteria, $3 those that only rank, $4 area, $5 its box, $6 those that unknown fails
	return query execute $statement$
		select plot.terr_id
		from (select ($2).*, $3 as wished, $6 as strict) as asked
		cross join terrain_eco as plot
		left join site_eco as site
			on site.site_id = plot.site_id and site.territory_id = plot.territory_id
		left join epci on epci.epci_siren = plot.epci_siren
		left join commune on commune.comm_insee = plot.comm_insee
		where plot.territory_id = $1
			and ($5 is null or plot.geom && $5)
			and ((asked."areaMinHa" is not null or asked."areaMaxHa" is not null) is not true or 'area' =
				any (asked.wished) or coalesce(
				verdict_between(plot.terr_surf_brute, asked."areaMinHa", asked."areaMaxHa"),
				'area' <> all (asked.strict)
			))
			and ((asked."siteLargestMinHa" is not null) is not true or 'site-largest' = any (asked.wished)
				or coalesce(
				verdict_between((select max(other.terr_surf_brute) from terrain_eco as other where
					other.site_id = site.site_id and other.territory_id = $1), asked."siteLargestMinHa", null),
				'site-largest' <> all (asked.strict)
			))
			and ((asked."siteSmallestMaxHa" is not null) is not true or 'site-smallest' = any (asked.wished)
				or coalesce(
				verdict_between((select min(other.terr_surf_brute) from terrain_eco as other where
					other.site_id = site.site_id and other.territory_id = $1), null, asked."siteSmallestMaxHa"),
				'site-smallest' <> all (asked.strict)
			))
			and ((asked."priceMinPerM2" is not null or asked."priceMaxPerM2" is not null) is not true or
				'price' = any (asked.wished) or coalesce(
				verdict_between(plot.terr_prix_demande_m2, asked."priceMinPerM2", asked."priceMaxPerM2"),
				'price' <> all (asked.strict)
			))
			and ((asked."availableBefore" is not null) is not true or 'available' = any (asked.wished) or
				coalesce(
				plot.date_dispo <= asked."availableBefore",
				'available' <> all (asked.strict)
			))
			and ((cardinality(asked."saleStages") > 0) is not true or 'sale-stage' = any (asked.wished) or
				coalesce(
				verdict_among(asked."saleStages", plot.terr_stade_comm),
				'sale-stage' <> all (asked.strict)
			))
			and ((cardinality(asked."tenures") > 0) is not true or 'tenure' = any (asked.wished) or coalesce(
				verdict_among(asked."tenures", plot.terr_cession_type),
				'tenure' <> all (asked.strict)
			))
			and ((cardinality(asked."servicingStages") > 0) is not true or 'servicing' = any (asked.wished)
				or coalesce(
				verdict_among(asked."servicingStages", plot.terr_stade_amngt),
				'servicing' <> all (asked.strict)
			))
			and ((asked."readyToBuild") is not true or 'ready' = any (asked.wished) or coalesce(
				plot.terr_cle_en_main = 'oui',
				'ready' <> all (asked.strict)
			))
			and ((cardinality(asked."ownerships") > 0) is not true or 'ownership' = any (asked.wished) or
				coalesce(
				verdict_among(asked."ownerships", plot.terr_maitrise_fonc),
				'ownership' <> all (asked.strict)
			))
			and ((cardinality(asked."occupancies") > 0) is not true or 'occupancy' = any (asked.wished) or
				coalesce(
				verdict_among(asked."occupancies", plot.terr_etat_occup),
				'occupancy' <> all (asked.strict)
			))
			and ((cardinality(asked."uses") > 0) is not true or 'use' = any (asked.wished) or coalesce(
				verdict_among(asked."uses", plot.terr_usage),
				'use' <> all (asked.strict)
			))
			and ((cardinality(asked."vocations") > 0) is not true or 'vocation' = any (asked.wished) or
				coalesce(
				verdict_among(asked."vocations", site.site_vocadomi),
				'vocation' <> all (asked.strict)
			))
			and ((cardinality(asked.offers) > 0) is not true or 'offer' = any (asked.wished) or coalesce(
				verdict_among(asked.offers, plot.offre_type),
				'offer' <> all (asked.strict)
			))
			and ((asked."spaceMinM2" is not null or asked."spaceMaxM2" is not null) is not true or 'space' =
				any (asked.wished) or coalesce(
				verdict_between(plot.surflocal, asked."spaceMinM2", asked."spaceMaxM2"),
				'space' <> all (asked.strict)
			))
			and ((asked."heightMinM" is not null) is not true or 'height' = any (asked.wished) or coalesce(
				verdict_between(plot.hbat, asked."heightMinM", null),
				'height' <> all (asked.strict)
			))
			and ((asked."floorLoadMinKgPerM2" is not null) is not true or 'floor-load' = any (asked.wished)
				or coalesce(
				verdict_between(plot.local_charge_sol_kgm2, asked."floorLoadMinKgPerM2", null),
				'floor-load' <> all (asked.strict)
			))
			and ((asked."craneMinT" is not null) is not true or 'crane' = any (asked.wished) or coalesce(
				verdict_between(plot.local_pont_roulant_t, asked."craneMinT", null),
				'crane' <> all (asked.strict)
			))
			and ((asked."docksMin" is not null) is not true or 'docks' = any (asked.wished) or coalesce(
				verdict_between(plot.local_quais_nb, asked."docksMin", null),
				'docks' <> all (asked.strict)
			))
			and ((asked."confirmedWithinDays" is not null) is not true or 'freshness' = any (asked.wished)
				or coalesce(
				(now() at time zone 'Europe/Paris')::date - coalesce(plot.confirme_le, plot.terr_actu_date)
					<= asked."confirmedWithinDays",
				'freshness' <> all (asked.strict)
			))
			and ((asked.brownfields <> 'with') is not true or 'brownfields' = any (asked.wished) or coalesce(
				(nullif(plot.terr_etat_occup, 'inconnu') = 'friche') = (asked.brownfields = 'only'),
				'brownfields' <> all (asked.strict)
			))
			and ((cardinality(asked."soilPollutions") > 0) is not true or 'soil-pollution' = any
				(asked.wished) or coalesce(
				verdict_on_brownfields($1, plot.geom, plot.centre, 'sol_pollution_existe',
					asked."soilPollutions"),
				'soil-pollution' <> all (asked.strict)
			))
			and ((cardinality(asked."buildingStates") > 0) is not true or 'building-state' = any
				(asked.wished) or coalesce(
				verdict_on_brownfields($1, plot.geom, plot.centre, 'bati_etat', asked."buildingStates"),
				'building-state' <> all (asked.strict)
			))
			and ((asked."floodMaxPercent" is not null) is not true or 'flood' = any (asked.wished) or coalesce(
				verdict_between(plot.part_zone_inondable_pct, null, asked."floodMaxPercent"),
				'flood' <> all (asked.strict)
			))
			and ((asked."wetlandMaxPercent" is not null) is not true or 'wetland' = any (asked.wished) or
				coalesce(
				verdict_between(plot.part_zone_humide_pct, null, asked."wetlandMaxPercent"),
				'wetland' <> all (asked.strict)
			))
			and ((asked."steepMaxPercent" is not null) is not true or 'steep' = any (asked.wished) or coalesce(
				verdict_between(plot.part_pente_forte_pct, null, asked."steepMaxPercent"),
				'steep' <> all (asked.strict)
			))
			and (('reseau_eau_potable' = any (asked.networks)) is not true or 'reseau_eau_potable' = any
				(asked.wished) or coalesce(
				coalesce(plot.reseau_eau_potable, site.reseau_eau_potable) = 'oui',
				'reseau_eau_potable' <> all (asked.strict)
			))
			and (('reseau_assainissement' = any (asked.networks)) is not true or 'reseau_assainissement' =
				any (asked.wished) or coalesce(
				coalesce(plot.reseau_assainissement, site.reseau_assainissement) = 'oui',
				'reseau_assainissement' <> all (asked.strict)
			))
			and (('reseau_eau_pluviale' = any (asked.networks)) is not true or 'reseau_eau_pluviale' = any
				(asked.wished) or coalesce(
				coalesce(plot.reseau_eau_pluviale, site.reseau_eau_pluviale) = 'oui',
				'reseau_eau_pluviale' <> all (asked.strict)
			))
			and (('reseau_electrique' = any (asked.networks)) is not true or 'reseau_electrique' = any
				(asked.wished) or coalesce(
				coalesce(plot.reseau_electrique, site.reseau_electrique) = 'oui',
				'reseau_electrique' <> all (asked.strict)
			))
			and (('reseau_gaz' = any (asked.networks)) is not true or 'reseau_gaz' = any (asked.wished) or
				coalesce(
				coalesce(plot.reseau_gaz, site.reseau_gaz) = 'oui',
				'reseau_gaz' <> all (asked.strict)
			))
			and (('reseau_fibre_optique' = any (asked.networks)) is not true or 'reseau_fibre_optique' = any
				(asked.wished) or coalesce(
				coalesce(plot.reseau_fibre_optique, site.reseau_fibre_optique) = 'oui',
				'reseau_fibre_optique' <> all (asked.strict)
			))
			and (('reseau_fret_ferroviaire' = any (asked.networks)) is not true or 'reseau_fret_ferroviaire'
				= any (asked.wished) or coalesce(
				site.reseau_fret_ferroviaire = 'oui',
				'reseau_fret_ferroviaire' <> all (asked.strict)
			))
			and (('reseau_fluvial' = any (asked.networks)) is not true or 'reseau_fluvial' = any
				(asked.wished) or coalesce(
				site.reseau_fluvial = 'oui',
				'reseau_fluvial' <> all (asked.strict)
			))
			and (('desserte_tc' = any (asked.networks)) is not true or 'desserte_tc' = any (asked.wished) or
				coalesce(
				site.desserte_tc = 'oui',
				'desserte_tc' <> all (asked.strict)
			))
			and ((asked."electricityMinKva" is not null) is not true or 'electricity-capacity' = any
				(asked.wished) or coalesce(
				verdict_between(coalesce(plot.elec_capacite_kva, site.elec_capacite_kva),
					asked."electricityMinKva", null),
				'electricity-capacity' <> all (asked.strict)
			))
			and ((asked."waterMinM3PerDay" is not null) is not true or 'water-capacity' = any (asked.wished)
				or coalesce(
				verdict_between(coalesce(plot.eau_capacite_m3j, site.eau_capacite_m3j),
					asked."waterMinM3PerDay", null),
				'water-capacity' <> all (asked.strict)
			))
			and ((asked."gasMinM3PerHour" is not null) is not true or 'gas-capacity' = any (asked.wished) or
				coalesce(
				verdict_between(coalesce(plot.gaz_capacite_m3h, site.gaz_capacite_m3h),
					asked."gasMinM3PerHour", null),
				'gas-capacity' <> all (asked.strict)
			))
			and ((asked."fibreMinMbitPerS" is not null) is not true or 'fibre-capacity' = any (asked.wished)
				or coalesce(
				verdict_between(coalesce(plot.fibre_capacite_mbits, site.fibre_capacite_mbits),
					asked."fibreMinMbitPerS", null),
				'fibre-capacity' <> all (asked.strict)
			))
			and ((asked."junctionMaxKm" is not null) is not true or 'junction' = any (asked.wished) or coalesce(
				coalesce(site.autoroute_echang_dist, nearest_km($1, 'échangeur autoroutier', plot.centre))
					<= asked."junctionMaxKm",
				'junction' <> all (asked.strict)
			))
			and ((asked."stationMaxKm" is not null) is not true or 'station' = any (asked.wished) or coalesce(
				coalesce(site.gare_dist, nearest_km($1, 'gare de voyageurs', plot.centre)) <=
					asked."stationMaxKm",
				'station' <> all (asked.strict)
			))
			and ((asked."freightMaxKm" is not null) is not true or 'freight' = any (asked.wished) or coalesce(
				coalesce(site.gare_fret_dist, nearest_km($1, 'gare de fret', plot.centre)) <=
					asked."freightMaxKm",
				'freight' <> all (asked.strict)
			))
			and ((asked."portMaxKm" is not null) is not true or 'port' = any (asked.wished) or coalesce(
				coalesce(site.port_dist, nearest_km($1, 'port', plot.centre)) <= asked."portMaxKm",
				'port' <> all (asked.strict)
			))
			and ((asked."airfieldMaxKm" is not null) is not true or 'airfield' = any (asked.wished) or coalesce(
				coalesce(site.aeroport_dist, nearest_km($1, 'aérodrome', plot.centre)) <= asked."airfieldMaxKm",
				'airfield' <> all (asked.strict)
			))
			and ((asked."borderMaxKm" is not null) is not true or 'border' = any (asked.wished) or coalesce(
				nearest_km($1, 'point de passage frontalier', plot.centre) <= asked."borderMaxKm",
				'border' <> all (asked.strict)
			))
			and ((cardinality(asked.sectors || asked."nafDivisions") > 0) is not true or 'sectors' = any
				(asked.wished) or coalesce(
				verdict_on_firms($1, plot.centre, asked."sectorRadiusKm", asked.sectors,
					asked."nafDivisions", asked."firmsMin"),
				'sectors' <> all (asked.strict)
			))
			and ((asked."headcountMin" is not null) is not true or 'headcount' = any (asked.wished) or coalesce(
				verdict_on_headcount($1, plot.centre, asked."headcountRadiusKm", asked."headcountMin"),
				'headcount' <> all (asked.strict)
			))
			and ((asked."trainingMin" > 0) is not true or 'training' = any (asked.wished) or coalesce(
				(select count(*) >= asked."trainingMin" from poi where poi.territory_id = $1 and poi_type =
					'formation' and st_distancesphere(plot.centre, poi.geom, 6371008.8) <= 1000 *
					asked."trainingRadiusKm"),
				'training' <> all (asked.strict)
			))
			and ((cardinality(asked."epci") > 0) is not true or 'epci' = any (asked.wished) or coalesce(
				verdict_among(asked."epci", plot.epci_siren),
				'epci' <> all (asked.strict)
			))
			and ((cardinality(asked."communes") > 0) is not true or 'commune' = any (asked.wished) or coalesce(
				verdict_among(asked."communes", plot.comm_insee),
				'commune' <> all (asked.strict)
			))
			and ((asked.text <> '') is not true or 'text' = any (asked.wished) or coalesce(
				verdict_on_text(asked.text, array[ plot.terr_id, plot.terr_lot, site.site_nom,
					commune.comm_nom, epci.epci_nom ]),
				'text' <> all (asked.strict)
			))
			and (($4 is not null) is not true or 'shape' = any (asked.wished) or coalesce(
				case
					when asked.shape ->> 'widthKm' is not null then verdict_on_corridor(
						$4, (asked.shape ->> 'widthKm')::float8, asked."shapeRelation", plot.geom, plot.centre
					)
					when asked."shapeRelation" = 'centre' and asked.shape ->> 'radiusKm' is not null then
						st_distancesphere(plot.centre, st_setsrid(st_makepoint(
							(asked.shape #>> '{centre,0}')::float8, (asked.shape #>> '{centre,1}')::float8
						), 4326), 6371008.8) / 1000 <= (asked.shape ->> 'radiusKm')::float8
					when asked."shapeRelation" = 'centre' then st_intersects($4, plot.centre)
					when asked."shapeRelation" = 'within' then exists (
						select from st_dump($4) as part where part.geom && plot.geom
							and st_coveredby(plot.geom, area_near(part.geom, plot.geom))
					)
					else st_intersects($4, plot.geom)
				end <> coalesce(asked."shapeOutside", false),
				'shape' <> all (asked.strict)
			))
	$statement$ using p_territory, asked, wished, area, search_box(p_criteria, area),
		strict_ones;
end
$function$;

comment on function public.terrains_matching is
	'Clés des terrains qu''aucun critère obligatoire n''élimine ; une valeur inconnue n''élimine que si le critère est strict';

create function public.terrains_search(
	p_territory text,
	p_criteria json,
	p_bbox double precision[] default null,
	p_filters json default null,
	p_limit integer default null,
	p_offset integer default 0
) returns json
language plpgsql stable
set search_path = public, extensions
set jit = off
set max_parallel_workers_per_gather = 0
as $$
declare
	box geometry := box_geometry(p_bbox);
	condition text := page_condition('terrains', p_bbox, p_filters) || ' and record.terr_id = any ($4)';
	keys text[];
	matched bigint;
	page record;
begin
	perform check_page(p_limit, p_offset);
	keys := array(select terrains_matching(p_territory, p_criteria));
	execute count_statement('terrains', condition) into matched
		using p_territory, box, p_filters, keys;
	execute page_statement('terrains', condition) into page
		using p_territory, box, p_filters, keys, p_limit, coalesce(p_offset, 0);
	return json_build_object(
		'type', 'FeatureCollection', 'numberMatched', matched, 'numberReturned', page.returned,
		'features', ('[' || replace(page.lines, E'\n', ',') || ']')::json
	);
end
$$;

comment on function public.terrains_search is
	'Page des terrains qui répondent aux critères de la carte, par emprise et par valeurs, triée par clé';

-- supabase/schemas/search/functions.sql

-- The search of the map, answered by the database: the same criteria, the same plots.
-- A verdict is true (passes), false (fails) or null (the source does not say); only false eliminates.
-- What an area costs is bounded, because everybody can hand one over: PGlite has no timer that could stop a
-- statement, and everybody waits behind it there.

-- Without a search_path of their own these two are written out where they are called.
create function public.verdict_among(p_asked text[], p_value text) returns boolean
language sql immutable
as $$
	select case
		when p_value = any (p_asked) then true
		when p_value is null or p_value = 'inconnu' then null
		else false
	end
$$;

comment on function public.verdict_among is
	'Verdict sur une valeur de liste : « inconnu » ne passe que s''il est demandé, et n''échoue jamais';

create function public.verdict_between(
	p_value double precision, p_low double precision, p_high double precision
) returns boolean
language sql immutable
as $$
	select case when p_value is not null then
		p_value >= coalesce(p_low, '-infinity') and p_value <= coalesce(p_high, 'infinity')
	end
$$;

comment on function public.verdict_between is
	'Verdict sur un nombre et ses bornes, comprises ; une borne vide ne demande rien';

create function public.distance_km(
	p_from extensions.geometry, p_to extensions.geometry
) returns double precision
language sql immutable
set search_path = public, extensions
as $$
	select st_distancesphere(p_from, p_to, 6371008.8) / 1000
$$;

-- Where many are measured at once the same is written out: a call of a function costs more than the measure.
comment on function public.distance_km is
	'Distance à vol d''oiseau en km, sur la sphère de 6 371,0088 km de rayon que prend le navigateur';

-- A box that holds all within a distance, for the index: distance_km decides.
create function public.box_around(
	p_point extensions.geometry, p_km double precision
) returns extensions.geometry
language sql immutable
set search_path = public, extensions
as $$
	select st_expand(
		p_point,
		1.01 * p_km / (111.195 * cos(radians(least(89, abs(st_y(p_point)) + p_km / 111)))),
		1.01 * p_km / 111.195
	)
$$;

create function public.nearest_km(
	p_territory text, p_type text, p_centre extensions.geometry
) returns double precision
language sql stable
set search_path = public, extensions
as $$
	select min(st_distancesphere(p_centre, geom, 6371008.8)) / 1000 from poi
	where territory_id = p_territory and poi_type = p_type
$$;

comment on function public.nearest_km is
	'Distance à vol d''oiseau, en km, au plus proche point d''intérêt d''un type ; vide s''il n''y en a pas';

create function public.bracket_headcount(
	p_bracket text, out low double precision, out high double precision
)
language sql immutable
set search_path = public, extensions
as $$
	select
		coalesce(figures[1], 0),
		coalesce(
			figures[2],
			case when figures[1] is null or p_bracket like '%plus%' then 'infinity' else figures[1] end
		)
	from (
		select array_agg(translate(figure[1], E' \u00a0\u202f', '')::double precision order by rank)
		from regexp_matches(p_bracket, '[0-9][0-9 \u00a0\u202f]*', 'g')
			with ordinality as found (figure, rank)
	) as bracket (figures)
$$;

comment on function public.bracket_headcount is
	'Bornes d''une tranche d''effectif de l''INSEE, « 20 à 49 salariés » ; de zéro à l''infini quand elle ne dit rien';

-- Firms around a point: one known to be closed is no neighbour, and of several points the first counts.
-- The box is made once, not for every firm.
create function public.verdict_on_firms(
	p_territory text,
	p_centre extensions.geometry,
	p_km double precision,
	p_sectors text[],
	p_divisions text[],
	p_minimum double precision
) returns boolean
language sql stable
set search_path = public, extensions
as $$
	with near as materialized (select box_around(p_centre, p_km) as box)
	select count(*) >= greatest(1, p_minimum)
	from near cross join etablissement
	where territory_id = p_territory and etab_actif is distinct from 'non'
		and (secteur = any (p_sectors) or left(etab_activite_code, 2) = any (p_divisions))
		and geom && box
		and st_distancesphere(p_centre, st_geometryn(geom, 1), 6371008.8) <= 1000 * p_km
$$;

comment on function public.verdict_on_firms is
	'Verdict sur le nombre d''établissements de certains secteurs ou divisions NAF à tant de km à vol d''oiseau';

create function public.verdict_on_headcount(
	p_territory text, p_centre extensions.geometry, p_km double precision, p_minimum double precision
) returns boolean
language sql stable
set search_path = public, extensions
as $$
	with near as materialized (select box_around(p_centre, p_km) as box)
	select case
		when coalesce(sum(low), 0) >= p_minimum then true
		when coalesce(sum(high), 0) < p_minimum then false
	end
	from (
		select
			coalesce(etab_effectif, (bracket_headcount(etab_effectif_libelle)).low) as low,
			coalesce(etab_effectif, (bracket_headcount(etab_effectif_libelle)).high) as high
		from near cross join etablissement
		where territory_id = p_territory and etab_actif is distinct from 'non' and geom && box
			and st_distancesphere(p_centre, st_geometryn(geom, 1), 6371008.8) <= 1000 * p_km
	) as firm
$$;

comment on function public.verdict_on_headcount is
	'Verdict sur l''effectif total à tant de km : passe si le moins suffit, échoue si le plus ne suffit pas';

-- A plot lies on a brownfield when the centre of one lies in the other. On none it is not concerned and
-- passes; on several, each must answer. Asked by the index that may answer under row-level security.
create function public.verdict_on_brownfields(
	p_territory text,
	p_plot extensions.geometry,
	p_centre extensions.geometry,
	p_column text,
	p_asked text[]
) returns boolean
language sql stable
set search_path = public, extensions
as $$
	select case when bool_or(verdict is false) then false when not bool_or(verdict is null) then true
		when count(*) = 0 then true end
	from (
		select verdict_among(
			p_asked, case p_column when 'bati_etat' then bati_etat else sol_pollution_existe end
		) as verdict
		from friche
		where territory_id = p_territory
			and (case when geom is null then geompoint else geom end) && p_plot and (
				st_intersects(geom, p_centre)
				or st_intersects(coalesce(vertex_mean(geom), geompoint), p_plot)
			)
	) as lain_on
$$;

comment on function public.verdict_on_brownfields is
	'Verdict sur la pollution ou le bâti des friches où se trouve un terrain';

-- The plane in which the browser measures a corridor: kilometres on the sphere, true at one latitude.
create function public.flattened_km(
	p_geometry extensions.geometry, p_latitude double precision
) returns extensions.geometry
language sql immutable
set search_path = public, extensions
as $$
	select st_scale(
		p_geometry, 6371.0088 * radians(cos(radians(p_latitude))), 6371.0088 * radians(1)
	)
$$;

-- Most plots lie so clearly in a corridor or out of it that its outline need not be drawn for them.
create function public.verdict_on_corridor(
	p_line extensions.geometry,
	p_km double precision,
	p_relation text,
	p_plot extensions.geometry,
	p_centre extensions.geometry
) returns boolean
language sql immutable
set search_path = public, extensions
as $$
	select case
		when p_relation = 'centre' then st_dwithin(
			flattened_km(p_centre, st_y(p_centre)), flattened_km(p_line, st_y(p_centre)), p_km
		)
		when p_relation is distinct from 'within' then st_dwithin(plot, line, p_km)
		when not st_dwithin(st_pointn(st_exteriorring(st_geometryn(plot, 1)), 1), line, p_km * 1.001) then false
		-- The inscribed circle of the outline, of 256 sides, around the nearest point of the line.
		when st_maxdistance(plot, st_closestpoint(line, st_centroid(plot))) < p_km * 0.999 then true
		else st_coveredby(
			st_boundary(plot),
			-- What lies further from the plot than the width has no part in the outline near it.
			st_buffer(st_clipbybox2d(line, box2d(st_expand(plot, p_km * 1.01))), p_km, 'quad_segs=64')
		)
	end
	from (
		select flattened_km(p_plot, middle) as plot, flattened_km(p_line, middle) as line
		from (select (st_ymin(p_plot) + st_ymax(p_plot)) / 2 as middle) as latitude
	) as flat
$$;

-- What is drawn may touch itself: such a surface is mended before plots are held against it.
create function public.search_area(p_shape json) returns extensions.geometry
language plpgsql immutable
set search_path = public, extensions
as $$
declare
	most_points constant integer := 3000;
	most_mended constant integer := 200;
	area geometry;
	points integer;
begin
	if p_shape -> 'area' is null or json_typeof(p_shape -> 'area') = 'null' then
		return null;
	end if;
	if length(p_shape ->> 'area') > 300000 then
		raise sqlstate 'PT400' using
			message = format('La zone pèse %s ko.', length(p_shape ->> 'area') / 1000),
			hint = 'Attendu : 300 ko au plus ; simplifiez son contour.',
			detail = json_build_object('code', 'shape_heavy');
	end if;
	area := st_geomfromgeojson(p_shape -> 'area');
	points := st_npoints(area);
	if points > most_points then
		raise sqlstate 'PT400' using
			message = format('La zone a %s sommets.', points),
			hint = format('Attendu : %s au plus ; simplifiez son contour.', most_points),
			detail = json_build_object('code', 'shape_points', 'points', points, 'most', most_points);
	end if;
	if p_shape ->> 'widthKm' is not null then
		return corridor_line(area, (p_shape ->> 'widthKm')::double precision);
	end if;
	if st_isvalid(area) then
		return area;
	end if;
	-- Mending finds every crossing, of which there may be as many as points squared.
	if points > most_mended then
		raise sqlstate 'PT400' using
			message = format('Le contour de la zone, de %s sommets, se croise.', points),
			hint = format('Attendu : un contour qui ne se croise pas au-delà de %s sommets.', most_mended),
			detail = json_build_object('code', 'shape_crossing', 'points', points, 'most', most_mended);
	end if;
	return st_makevalid(area);
end
$$;

comment on function public.search_area is
	'Zone dessinée, en degrés, réparée au besoin ; 400 pour une zone que la base tiendrait trop longtemps';

-- The part of an area around a plot decides the same as the whole of it, in a hundredth of the time.
create function public.area_near(p_area extensions.geometry, p_plot extensions.geometry)
returns extensions.geometry
language sql immutable
set search_path = public, extensions
as $$
	select case
		when st_npoints(p_area) <= 50 then p_area
		else st_clipbybox2d(p_area, box2d(st_expand(p_plot, 0.001)))
	end
$$;

comment on function public.area_near is 'Partie d''une zone dessinée autour d''un terrain, en degrés';

-- p_shape: { area: GeoJSON in degrees, widthKm: where area is the line of a corridor, centre and radiusKm:
-- where it stands for a circle }; p_area: its search_area. Of several polygons, a plot lies in one of them.
create function public.verdict_on_shape(
	p_shape json,
	p_area extensions.geometry,
	p_relation text,
	p_plot extensions.geometry,
	p_centre extensions.geometry
) returns boolean
language sql immutable
set search_path = public, extensions
as $$
	select case
		when p_shape ->> 'widthKm' is not null then verdict_on_corridor(
			p_area, (p_shape ->> 'widthKm')::double precision, p_relation, p_plot, p_centre
		)
		when p_relation = 'centre' and p_shape ->> 'radiusKm' is not null then distance_km(
			p_centre,
			st_setsrid(st_makepoint(
				(p_shape #>> '{centre,0}')::double precision, (p_shape #>> '{centre,1}')::double precision
			), 4326)
		) <= (p_shape ->> 'radiusKm')::double precision
		when p_relation = 'centre' then st_intersects(p_area, p_centre)
		when not p_area && p_plot then false
		when p_relation = 'within' then exists (
			select from st_dump(p_area) as part
			where part.geom && p_plot and st_coveredby(p_plot, area_near(part.geom, p_plot))
		)
		else st_intersects(area_near(p_area, p_plot), p_plot)
	end
$$;

comment on function public.verdict_on_shape is
	'Verdict sur une zone dessinée : le terrain la touche, y est, ou y a son centre';

create function public.verdict_on_text(p_asked text, p_parts text[]) returns boolean
language sql immutable
set search_path = public, extensions
as $$
	select coalesce(bool_and(position(word in fold_text(array_to_string(p_parts, ' '))) > 0), true)
	from regexp_split_to_table(fold_text(p_asked), '\s+') as word
	where word <> ''
$$;

comment on function public.verdict_on_text is
	'Verdict sur un texte : chacun de ses mots se trouve dans l''une des parties, sans accents ni casse';

-- The line of a corridor with few enough points: drawn ones keep all of theirs; those of a file lose what lies within
-- a hundredth of the corridor's width, or the least multiple of it that suffices.
create function public.corridor_line(p_line extensions.geometry, p_km double precision)
returns extensions.geometry
language plpgsql immutable
set search_path = public, extensions
as $$
declare
	-- Kilometres to degrees of latitude.
	tolerance double precision := p_km / 111.2 / 100;
	line geometry := p_line;
begin
	while st_npoints(line) > 200 loop
		line := st_simplify(p_line, tolerance, true);
		tolerance := tolerance * 2;
	end loop;
	return line;
end
$$;

comment on function public.corridor_line is
	'Ligne d''un couloir, en degrés, réduite à 200 points au plus ; une ligne dessinée reste telle quelle';

-- Null where no box bounds the plots that a must on the shape lets through: a corridor, the outside, a wish.
create function public.search_box(p_criteria json, p_area extensions.geometry) returns extensions.geometry
language sql immutable
set search_path = public, extensions
as $$
	select case
		when coalesce((p_criteria ->> 'shapeOutside')::boolean, false) then null
		when p_criteria -> 'wishes' -> 'shape' is not null then null
		when p_criteria -> 'shape' ->> 'widthKm' is not null then null
		when p_criteria -> 'shape' ->> 'radiusKm' is not null and p_criteria ->> 'shapeRelation' = 'centre'
			then null
		else st_envelope(p_area)
	end
$$;

comment on function public.search_box is
	'Emprise hors de laquelle aucun terrain ne répond à la zone dessinée ; vide quand il n''y en a pas';

-- supabase/schemas/exchange/functions-apply.sql

-- A lot is written in one transaction: all of it or nothing.

-- Owners, buyers, prices and contacts travel with their record and are split off here. A later file that does not
-- state a field leaves it as it is; one that states it empty empties it. Only the records that carry one of these
-- fields are read.
create function public.import_restricted(
	p_lot uuid, p_territory text, p_class text
) returns void
language plpgsql
set search_path = public, extensions
as $$
declare
	key_column text := import_key_column(p_class);
	-- A mailbox in place of a web site is kept apart too.
	sought text[] := restricted_columns(p_class) || array['site_projet_url'];
begin
	if cardinality(restricted_columns(p_class)) = 0 then
		return;
	end if;
	insert into acces_restreint as target (
		classe, objet_id, proprio_nom, terr_acquereur, terr_cession_date, terr_vente_montant,
		terr_m2_prix, etab_contact_mail, etab_contact_tel, source_contact, site_projet_url,
		territory_id, source_nom, source_date, source_methode, source_licence, source_url,
		demonstration
	)
	select p_class, fiche -> 'properties' ->> key_column,
		given.proprio_nom, given.terr_acquereur, given.terr_cession_date,
		given.terr_vente_montant, given.terr_m2_prix, given.etab_contact_mail,
		given.etab_contact_tel, given.source_contact,
		case
			when given.site_projet_url is null or names_mailbox(given.site_projet_url)
				then given.site_projet_url
			else existing.site_projet_url
		end,
		p_territory, given.source_nom, given.source_date, given.source_methode,
		given.source_licence, given.source_url, coalesce(given.demonstration, false)
	from import_lot
	left join acces_restreint as existing
		on existing.classe = p_class and existing.objet_id = fiche -> 'properties' ->> key_column
	cross join lateral jsonb_populate_record(existing, fiche -> 'properties') as given
	where lot = p_lot and import_lot.classe = p_class and fiche -> 'properties' ?| sought
		and (
			existing.objet_id is not null
			or num_nonnulls(
				given.proprio_nom, given.terr_acquereur, given.terr_cession_date,
				given.terr_vente_montant, given.terr_m2_prix, given.etab_contact_mail,
				given.etab_contact_tel, given.source_contact
			) > 0
			or names_mailbox(given.site_projet_url)
		)
	on conflict (classe, objet_id) do update set
		proprio_nom = excluded.proprio_nom, terr_acquereur = excluded.terr_acquereur,
		terr_cession_date = excluded.terr_cession_date,
		terr_vente_montant = excluded.terr_vente_montant, terr_m2_prix = excluded.terr_m2_prix,
		etab_contact_mail = excluded.etab_contact_mail,
		etab_contact_tel = excluded.etab_contact_tel, source_contact = excluded.source_contact,
		site_projet_url = excluded.site_projet_url,
		source_nom = excluded.source_nom, source_date = excluded.source_date,
		source_methode = excluded.source_methode, source_licence = excluded.source_licence,
		source_url = excluded.source_url, demonstration = excluded.demonstration;
end
$$;

-- Geometries are read before the records, and what the place of the plots tells is asked for all at once. What a
-- file lacks stays as it is stored; what it names only for want of better is for new records. What was reviewed is
-- not checked again, nor a place that was found; contours and constraints of the same lot, written before, change
-- both. A constraint belongs to no commune, so that none is ever outside.
create function public.import_records(p_lot uuid, p_territory text, p_class text) returns json
language plpgsql
set search_path = public, extensions
as $$
declare
	key_column text := import_key_column(p_class);
	columns text;
	names text[];
	computed text := case p_class
		when 'friche' then ', geompoint'
		when 'terrain_eco' then
			', comm_insee, epci_siren, centre, part_zone_inondable_pct, part_zone_humide_pct, part_pente_forte_pct'
		else ''
	end;
	faulty record;
	ranks bigint[];
	staged integer;
	known integer;
	outside json;
begin
	if exists (select from import_lot where lot = p_lot and classe = p_class and not revu) then
		perform import_check_properties(p_lot, p_class);
		perform import_check_fields(p_lot, p_class);
	end if;
	perform import_check_keys(p_lot, p_territory, p_class);
	select array_agg(rang) into ranks from import_lot
	where lot = p_lot and classe = p_class and (not situe or exists (
		select from import_lot as before
		where before.lot = p_lot and before.classe in ('commune', 'contrainte')
	));
	if ranks is not null then
		perform import_situate(p_territory, p_class, ranks);
	end if;
	select fiche -> 'properties' ->> key_column as id, fiche -> 'geometry' as geometry into faulty
	from import_lot
	where lot = p_lot and classe = p_class and geom is null
		and coalesce(fiche -> 'geometry', 'null') <> 'null'
	order by rang limit 1;
	if found then
		perform import_geometry(p_class, faulty.id, faulty.geometry);
	end if;
	execute format(
		'select count(*), count(record.%1$I) from import_lot
		left join public.%2$I as record on record.%1$I = fiche -> ''properties'' ->> %1$L
		where lot = $1 and import_lot.classe = %2$L',
		key_column, p_class
	) into staged, known using p_lot;
	select string_agg(quote_ident(name), ', ') into columns from import_columns(p_class);
	names := string_to_array(columns || ', demonstration, publie, geom' || computed, ', ');
	-- For this statement alone: see complete_terrain_eco.
	perform set_config(
		'forgeterre.plots_located', case p_class when 'terrain_eco' then 'yes' else '' end, true
	);
	execute format(
		'insert into public.%2$I as record (%3$s, territory_id, demonstration, publie, geom%4$s)
		select %5$s, $2, coalesce(given.demonstration, false), coalesce(given.publie, true), %6$s
		from import_lot as staged
		left join public.%2$I as existing on existing.%1$I = fiche -> ''properties'' ->> %1$L
		cross join lateral jsonb_populate_record(
			existing,
			case when existing.%1$I is null then fiche -> ''properties''
				else (fiche -> ''properties'') - import_fallbacks(fiche) end
		) as given
		where lot = $1 and staged.classe = %2$L
		on conflict (%1$I) do update set %7$s where (%8$s) is distinct from (%9$s)',
		key_column, p_class, columns, computed,
		(select string_agg(
			case name
				when 'offre_type' then format('coalesce(%s, ''Terrain'')', import_value(p_class, name))
				when 'terr_surf_brute' then
					format('coalesce(%s, staged.superficie_ha)', import_value(p_class, name))
				else import_value(p_class, name)
			end, ', '
		) from import_columns(p_class)),
		case p_class
			when 'friche' then format(
				'case st_dimension(staged.geom) when 2 then staged.geom else existing.geom end,
				coalesce(case st_dimension(staged.geom) when 0 then staged.geom end, %s)',
				import_value('friche', 'geompoint')
			)
			when 'terrain_eco' then
				'staged.geom, staged.comm_insee, staged.epci_siren, staged.centre, staged.part_zone_inondable_pct,
				staged.part_zone_humide_pct, staged.part_pente_forte_pct'
			else 'staged.geom'
		end,
		(select string_agg(format('%1$s = excluded.%1$s', name), ', ') from unnest(names) as name),
		-- A record that is stored as it comes is not written again.
		(select string_agg(format('record.%s', name), ', ') from unnest(names) as name),
		(select string_agg(format('excluded.%s', name), ', ') from unnest(names) as name)
	) using p_lot, p_territory;
	perform set_config('forgeterre.plots_located', '', true);
	execute format(
		'select coalesce(json_agg(record.%1$I order by record.%1$I), ''[]''::json)
		from import_lot as staged
		join public.%2$I as record on record.%1$I = fiche -> ''properties'' ->> %1$L
		where lot = $1 and staged.classe = %2$L and record.%3$I is null',
		key_column, p_class,
		case p_class
			when 'site_eco' then 'site_comm_insee' when 'contrainte' then 'territory_id'
			else 'comm_insee'
		end
	) into outside using p_lot;
	perform import_restricted(p_lot, p_territory, p_class);
	return json_build_object('inserted', staged - known, 'updated', known, 'outside', outside);
end
$$;

-- Communes and EPCI are members or not: a file brings their contour, never a new member. A contour of the same
-- source keeps its licence and its address where the file states none.
create function public.import_contours(p_lot uuid, p_territory text, p_class text) returns json
language plpgsql
set search_path = public, extensions
as $$
declare
	key_column text := import_key_column(p_class);
	fault record;
	replaced integer;
begin
	perform import_check_keys(p_lot, p_territory, p_class);
	execute format(
		'select fiche -> ''properties'' ->> %1$L as id from import_lot
		where lot = $1 and classe = %2$L and not exists (
			select from public.%2$I as member
			where member.%1$I = fiche -> ''properties'' ->> %1$L and member.territory_id = $2
		)
		order by rang limit 1',
		key_column, p_class
	) into fault using p_lot, p_territory;
	get diagnostics replaced = row_count;
	if replaced > 0 then
		perform import_refuse(p_class, fault.id, key_column, fault.id, format(
			'le code d''un membre du territoire « %s »', p_territory
		));
	end if;
	select fiche -> 'properties' ->> key_column as id into fault
	from import_lot
	where lot = p_lot and classe = p_class and coalesce(fiche -> 'geometry', 'null') = 'null'
	order by rang limit 1;
	if found then
		perform import_refuse(p_class, fault.id, 'geometry', null, 'une surface');
	end if;
	execute format(
		'update public.%2$I as member set
			geom = located.geom,
			contour_methode = coalesce(given ->> ''contour_methode'', ''officiel''),
			source_nom = given ->> ''source_nom'',
			source_date = (given ->> ''source_date'')::date,
			source_methode = given ->> ''source_methode'',
			source_licence = case when given ? ''source_licence'' or same_source is not true
				then given ->> ''source_licence'' else member.source_licence end,
			source_url = case when given ? ''source_url'' or same_source is not true
				then given ->> ''source_url'' else member.source_url end,
			publie = coalesce((given ->> ''publie'')::boolean, member.publie) %3$s
		from (
			select fiche -> ''properties'' as given, stored.source_nom = fiche -> ''properties'' ->> ''source_nom''
				as same_source,
				import_geometry(%2$L, fiche -> ''properties'' ->> %1$L, fiche -> ''geometry'') as geom
			from import_lot join public.%2$I as stored on stored.%1$I = fiche -> ''properties'' ->> %1$L
			where lot = $1 and classe = %2$L
		) as located
		where member.%1$I = given ->> %1$L',
		key_column, p_class,
		case p_class when 'commune' then
			', surface_ha = coalesce(
				(given ->> ''surface_ha'')::double precision, member.surface_ha, area_ha(located.geom)
			)'
		else '' end
	) using p_lot;
	get diagnostics replaced = row_count;
	return json_build_object('inserted', 0, 'updated', replaced, 'outside', '[]'::json);
end
$$;

-- Contours and constraints come before the plots that they cover. What a lot has answered is kept, for who asks
-- again. Compiling the one statement that writes a class takes longer than it saves: no jit.
create function public.import_apply(p_lot uuid, p_territory text) returns json
language plpgsql
set search_path = public, extensions
set jit = off
set max_parallel_workers_per_gather = 0
set work_mem = '32MB'
as $$
declare
	class text;
	outcome json;
	outcomes jsonb := '{}';
	fault_message text;
	fault_detail text;
	fault_column text;
	fault_constraint text;
begin
	if not exists (select from territory where territory_id = p_territory) then
		raise sqlstate 'PT404' using message = format('Territoire inconnu : « %s ».', p_territory);
	end if;
	select rendu into outcome from import_rendu where lot = p_lot;
	if found then
		return outcome;
	end if;
	if not exists (select from import_lot where lot = p_lot) then
		raise sqlstate 'PT404' using message = format('Lot d''import inconnu ou vide : %s.', p_lot);
	end if;
	foreach class in array array[
		'epci', 'commune', 'contrainte', 'site_eco', 'terrain_eco', 'unite_fonciere', 'etablissement',
		'friche', 'poi'
	]
	loop
		continue when not exists (select from import_lot where lot = p_lot and classe = class);
		if class in ('epci', 'commune') then
			outcome := import_contours(p_lot, p_territory, class);
		else
			outcome := import_records(p_lot, p_territory, class);
		end if;
		outcomes := outcomes || jsonb_build_object(class, outcome);
	end loop;
	update territory set demonstration_chargee = current_date
	where territory_id = p_territory and demonstration_chargee is null and exists (
		select from import_lot
		where lot = p_lot and fiche -> 'properties' -> 'demonstration' = 'true'
	);
	delete from import_lot where lot = p_lot;
	insert into import_rendu (lot, rendu) values (p_lot, outcomes::json);
	return outcomes::json;
exception when integrity_constraint_violation or data_exception then
	get stacked diagnostics
		fault_message = message_text, fault_detail = pg_exception_detail,
		fault_column = column_name, fault_constraint = constraint_name;
	if fault_column = '' then
		select attname into fault_column
		from pg_constraint join pg_attribute on attrelid = conrelid and attnum = conkey[1]
		where conrelid = ('public.' || class)::regclass and conname = fault_constraint;
	end if;
	raise sqlstate 'PT422' using
		message = format('%s : %s%s', class, 'champ « ' || fault_column || ' » : ', fault_message),
		detail = fault_detail,
		hint = 'Rien n''a été écrit.';
end
$$;

comment on function public.import_apply is
	'Applique un lot à un territoire, en entier ou pas du tout ; rend les nombres par classe';

-- supabase/schemas/exchange/functions-export.sql

-- Everything that an administrator may take home, table by table.

create function public.exportable_tables() returns text[]
language sql immutable
set search_path = public, extensions
as $$
	select array[
		'terrain_eco', 'site_eco', 'unite_fonciere', 'etablissement', 'friche', 'poi', 'contrainte',
		'commune', 'epci', 'annonce', 'annonce_piece', 'annonce_version', 'demande', 'demande_note',
		'recherche_vide', 'membre'
	]
$$;

comment on function public.exportable_tables is
	'Tables qu''un administrateur peut exporter ; ni les coordonnées des demandeurs, ni les propriétaires, acquéreurs et prix';

-- Contacts come along, joined in from acces_restreint.
create function public.export_table(p_territory text, p_table text) returns json
language plpgsql stable security definer
set search_path = public, extensions
as $$
declare
	rows_found json;
	condition text;
begin
	perform refuse_unless_administrator(p_territory);
	if p_table is null or not p_table = any (exportable_tables()) then
		raise sqlstate 'PT404' using
			message = format('« %s » ne s''exporte pas.', coalesce(p_table, 'rien')),
			hint = 'Attendu : ' || array_to_string(exportable_tables(), ', ') || '.',
			detail = json_build_object('code', 'table_unknown', 'value', p_table)::text;
	end if;
	condition := case p_table
		when 'annonce_piece' then 'annonce_id in (select annonce_id from annonce where territory_id = $1)'
		when 'annonce_version' then 'annonce_id in (select annonce_id from annonce where territory_id = $1)'
		when 'demande_note' then 'demande_id in (select demande_id from demande where territory_id = $1)'
		-- Somebody's draft is theirs until they hand it in.
		when 'annonce' then 'record.territory_id = $1 and soumise_le is not null'
		else 'record.territory_id = $1'
	end;
	-- The table is one of the list above; PostGIS writes a geometry in JSON as GeoJSON.
	execute format(
		'select coalesce(json_agg(to_json(t)), ''[]'') from (%s where %s) as t',
		export_query(p_table), condition
	) into rows_found using p_territory;
	return rows_found;
end
$$;

comment on function public.export_table is
	'Lignes d''une table du territoire, non publiées comprises, géométries en GeoJSON ; pour un administrateur';

-- What an export reads of a table: its columns, and the contacts that are kept apart from them.
create function public.export_query(p_table text) returns text
language sql stable
set search_path = public, extensions
as $$
	with contact (classe, name, key_column) as (values
		('etablissement', 'etab_contact_mail', 'siret'),
		('etablissement', 'etab_contact_tel', 'siret'),
		('friche', 'site_projet_url', 'site_id'),
		('friche', 'source_contact', 'site_id')
	),
	own as (
		select attname::text as name, attnum::integer as position
		from pg_attribute
		where attrelid = format('public.%I', p_table)::regclass and attnum > 0 and not attisdropped
	),
	expression as (
		select coalesce(own.position, 2000) as position, coalesce(own.name, contact.name) as name,
			case
				when contact.name is null then format('record.%I', own.name)
				when own.name is null then format('apart.%I', contact.name)
				else format('coalesce(record.%1$I, apart.%1$I)', own.name)
			end as sql
		from own
		full join (select * from contact where classe = p_table) as contact
			on contact.name = own.name
	)
	select format(
		'select %s from public.%I as record%s',
		(select string_agg(format('%s as %I', sql, name), ', ' order by position, name)
			from expression),
		p_table,
		(select format(
			' left join public.acces_restreint as apart on apart.classe = %L and apart.objet_id = record.%I',
			p_table, min(key_column)
		) from contact where classe = p_table having count(*) > 0)
	)
$$;

comment on function public.export_query is
	'Requête qui lit une table pour l''export, avec les coordonnées que l''accès restreint en garde';

-- supabase/schemas/exchange/functions-records.sql

-- What a file may state of a record. A file that brings one again changes what it states, and nothing else: a
-- property that it does not carry leaves what is stored, a property that is null empties it.

create function public.import_key_column(p_class text) returns text
language sql immutable
set search_path = public, extensions
as $$
	select case p_class
		when 'epci' then 'epci_siren' when 'commune' then 'comm_insee'
		when 'site_eco' then 'site_id' when 'terrain_eco' then 'terr_id'
		when 'unite_fonciere' then 'uf_id' when 'etablissement' then 'siret'
		when 'friche' then 'site_id' when 'poi' then 'poi_id'
		when 'contrainte' then 'contrainte_id'
	end
$$;

-- Columns a record may state: not those computed from its geometry or its activity.
create function public.import_columns(
	p_class text
) returns table (name text, required boolean, allowed text[])
language sql stable
set search_path = public, extensions
as $$
	select attname::text, attnotnull, allowed_values(attrelid, attname::text)
	from pg_attribute
	where attrelid = ('public.' || p_class)::regclass and attnum > 0 and not attisdropped
		and attgenerated = '' and attname not in (
			'territory_id', 'demonstration', 'publie', 'geom', 'geompoint',
			'comm_insee', 'epci_siren', 'site_comm_insee', 'site_epci_siren',
			'centre', 'part_zone_inondable_pct', 'part_zone_humide_pct', 'part_pente_forte_pct'
		)
	order by attnum
$$;

-- What a class computes where nobody states it, from the record as it is stored.
create function public.import_derived(p_class text, out name text, out expression text)
language sql immutable
set search_path = public, extensions
as $$
	select case p_class
			when 'site_eco' then 'site_surf_brute' when 'terrain_eco' then 'terr_surf_brute'
			when 'unite_fonciere' then 'uf_surface_m2' when 'friche' then 'geompoint'
		end,
		case p_class
			when 'site_eco' then 'area_ha(existing.geom)'
			when 'terrain_eco' then 'area_ha(existing.geom)'
			when 'unite_fonciere' then 'round(area_ha(existing.geom) * 10000)'
			when 'friche' then 'st_pointonsurface(existing.geom)'
		end
$$;

comment on function public.import_derived is
	'Champ qu''une classe calcule quand personne ne le donne, et comment, depuis la fiche enregistrée';

-- How a column of a staged record is read: as stated, else as stored, unless it was computed.
create function public.import_value(p_class text, p_column text) returns text
language sql immutable
set search_path = public, extensions
as $$
	select case when name = p_column then format(
		'case when fiche -> ''properties'' ? %1$L then given.%1$I
			when existing.%1$I is distinct from %2$s then existing.%1$I end',
		name, expression
	) else format('given.%I', p_column) end
	from import_derived(p_class)
$$;

comment on function public.import_value is
	'Expression SQL d''un champ d''une fiche déposée : donné, sinon enregistré, sauf s''il était calculé';

create function public.import_fallbacks(p_feature jsonb) returns text[]
language sql immutable
set search_path = public, extensions
as $$
	select coalesce(array(select jsonb_array_elements_text(p_feature -> 'fallbacks')), '{}')
$$;

comment on function public.import_fallbacks is
	'Propriétés qu''une fiche déposée ne porte que faute de mieux : pour une nouvelle fiche seulement';

-- What a staged lot leaves as it is stored: by column, for how many records a stored value is kept.
create function public.import_kept(p_lot uuid, p_class text) returns json
language plpgsql stable
set search_path = public, extensions
as $$
declare
	key_column text := import_key_column(p_class);
	names text[];
	counted text;
	kept json;
begin
	if p_class in ('epci', 'commune') then
		return '{}';
	end if;
	select array_agg(name order by name), string_agg(format(
		'count(*) filter (where existing.%1$I is not null and not given ? %1$L)', name
	), ', ' order by name) into names, counted
	from import_columns(p_class)
	where name not in ('source_nom', 'source_date', 'source_methode')
		and name is distinct from (select derived.name from import_derived(p_class) as derived);
	execute format(
		'select json_object_agg(name, count order by name) filter (where count > 0)
		from (
			select array[%3$s] as counts
			from (
				select fiche -> ''properties'' as given from import_lot
				where lot = $1 and classe = %2$L offset 0
			) as staged
			join public.%2$I as existing on existing.%1$I = given ->> %1$L
		) as counted cross join lateral unnest($2, counts) as kept (name, count)',
		key_column, p_class, counted
	) into kept using p_lot, names;
	return coalesce(kept, '{}'::json);
end
$$;

comment on function public.import_kept is
	'Champs que les fiches d''un lot ne donnent pas et dont la valeur enregistrée reste, avec leur nombre';

-- supabase/schemas/exchange/functions-review.sql

-- What the database has to say of each staged record before anything is written, page by page: what it would refuse,
-- by record, and what it remarks. So one record at fault never stops the others, and a check says what an import would.

-- Geometry of a staged feature in the type of its table; what is wrong with one is found by import_located.
create function public.import_geometry(
	p_class text, p_id text, p_geometry jsonb
) returns extensions.geometry
language plpgsql stable
set search_path = public, extensions
as $$
declare
	place record;
begin
	select * into place from import_located(p_class, p_geometry);
	if place.expected is not null then
		perform import_refuse(p_class, p_id, 'geometry', place.received, place.expected);
	end if;
	return place.located;
end
$$;

-- Keys of another territory, links that lead nowhere, and a surface that another record has, as import_situate has
-- read them.
create function public.import_links(
	p_lot uuid, p_territory text, p_class text, p_ranks bigint[]
) returns table (id text, code text, field text, value text)
language plpgsql stable
set search_path = public, extensions
as $$
declare
	key_column text := import_key_column(p_class);
begin
	return query execute format(
		'select record.%1$I, ''foreign'', %1$L, record.territory_id
		from public.%2$I as record join import_lot on fiche -> ''properties'' ->> %1$L = record.%1$I
		where rang = any ($1) and record.territory_id <> $2',
		key_column, p_class
	) using p_ranks, p_territory;
	if p_class in ('terrain_eco', 'unite_fonciere', 'etablissement') then
		return query execute format(
			'select given ->> %1$L, ''unknown'', %3$L, link
			from (
				select fiche -> ''properties'' as given from import_lot where rang = any ($1) offset 0
			) as staged
			cross join lateral unnest(string_to_array(given ->> %3$L, ''|'')) as link
			where not exists (select from public.%2$I as known where known.%3$I = link)
				and not exists (
					select from import_lot where lot = $2 and classe = %2$L
						and fiche -> ''properties'' ->> %3$L = link
				)',
			key_column,
			case p_class when 'etablissement' then 'terrain_eco' else 'site_eco' end,
			case p_class when 'etablissement' then 'terr_id' else 'site_id' end
		) using p_ranks, p_lot;
	end if;
	if p_class in ('site_eco', 'terrain_eco', 'unite_fonciere', 'friche') then
		return query execute format(
			'select fiche -> ''properties'' ->> %1$L, ''twin'', ''geometry'', min(record.%1$I)
			from import_lot
			join public.%2$I as record on record.geom operator(extensions.~=) import_lot.geom
				and record.%1$I <> fiche -> ''properties'' ->> %1$L
				and st_equals(record.geom, import_lot.geom)
			where rang = any ($1) and %3$s
			group by rang',
			key_column, p_class,
			-- Several spaces are let in one building.
			case p_class when 'terrain_eco' then
				'coalesce(fiche -> ''properties'' ->> ''offre_type'', ''Terrain'') = ''Terrain''
				and record.offre_type = ''Terrain''' else 'true' end
		) using p_ranks;
	end if;
end
$$;

comment on function public.import_links is
	'Fiches déposées dont la clé est d''un autre territoire, dont un lien ne mène à rien, ou dont la surface est celle d''une autre';

-- What the review has found out is kept with the record, so that writing need not ask again.
create function public.import_review(
	p_lot uuid, p_territory text, p_class text, p_after bigint, p_limit integer
) returns json
language plpgsql volatile
set search_path = public, extensions
set jit = off
set max_parallel_workers_per_gather = 0
as $$
declare
	ranks bigint[];
	remarks json;
begin
	select array_agg(rang order by rang) into ranks
	from (
		select rang from import_lot
		where lot = p_lot and classe = p_class and rang > p_after order by rang limit p_limit
	) as page;
	perform import_situate(p_territory, p_class, ranks);
	select json_agg(remark) into remarks from (
		select * from import_misfits(p_class, ranks) where p_class not in ('epci', 'commune')
		union all select * from import_places(p_territory, p_class, ranks)
		union all select * from import_links(p_lot, p_territory, p_class, ranks)
	) as remark;
	update import_lot set revu = true where rang = any (ranks);
	return json_build_object(
		'last', ranks[cardinality(ranks)],
		'box', (
			select json_build_array(st_xmin(extent), st_ymin(extent), st_xmax(extent), st_ymax(extent))
			from (
				select st_extent(geom) as extent from commune where territory_id = p_territory
			) as territory where extent is not null
		),
		'remarks', coalesce(remarks, '[]'::json)
	);
end
$$;

comment on function public.import_review is
	'Ce qu''il y a à dire d''une page de fiches déposées avant de les écrire : refus et remarques, par fiche';

-- supabase/schemas/exchange/functions-situation.sql

-- What takes time of an import is done page by page, before anything is written: geometries are read and laid in their
-- commune. What is left for the one transaction is to write rows, so that readers of the embedded database, which
-- answers one after the other, never wait for long.

-- The geometry of a staged feature in the type of its table, or what was received and what was expected instead.
create function public.import_located(
	p_class text, p_geometry jsonb,
	out located extensions.geometry, out received text, out expected text
)
language plpgsql stable
set search_path = public, extensions
as $$
begin
	if p_geometry is null or p_geometry = 'null' then
		return;
	end if;
	begin
		located := st_setsrid(st_force2d(st_geomfromgeojson(p_geometry)), 4326);
	exception when internal_error or data_exception then
		received := left(p_geometry::text, 80);
		expected := 'une géométrie GeoJSON';
		return;
	end;
	if st_isempty(located) or not (
		st_xmin(located) >= -180 and st_xmax(located) <= 180
		and st_ymin(located) >= -90 and st_ymax(located) <= 90
	) then
		received := left(st_astext(located), 80);
		expected := 'des coordonnées en degrés';
	elsif not st_isvalid(located) then
		received := st_isvalidreason(located);
		expected := 'une géométrie valide';
	else
		if p_class in ('poi', 'unite_fonciere') and st_numgeometries(located) = 1 then
			located := st_geometryn(located, 1);
		elsif p_class not in ('poi', 'unite_fonciere', 'friche') or st_dimension(located) = 2 then
			located := st_multi(located);
		end if;
		if geometrytype(located) = any (case p_class
			when 'poi' then array['POINT'] when 'etablissement' then array['MULTIPOINT']
			when 'unite_fonciere' then array['POLYGON'] when 'friche' then array['POINT', 'MULTIPOLYGON']
			else array['MULTIPOLYGON']
		end) then
			return;
		end if;
		received := geometrytype(located);
		expected := case p_class
			when 'poi' then 'un point' when 'etablissement' then 'un ou plusieurs points'
			when 'friche' then 'un point ou une surface' else 'une surface'
		end;
	end if;
	located := null;
end
$$;

comment on function public.import_located is
	'Géométrie d''une fiche déposée dans le type de sa table, sinon ce qui a été reçu et ce qui était attendu';

-- Reads the geometries of staged records and lays them in their commune; those at fault stay without.
create function public.import_situate(
	p_territory text, p_class text, p_ranks bigint[]
) returns void
language plpgsql
set search_path = public, extensions
as $$
declare
	ranks bigint[];
	geometries geometry[];
begin
	select array_agg(rang order by rang), array_agg(place.located order by rang)
	into ranks, geometries
	from import_lot cross join lateral import_located(p_class, fiche -> 'geometry') as place
	where rang = any (p_ranks);
	if p_class = 'terrain_eco' then
		update import_lot set situe = true, geom = place.geom, comm_insee = place.comm_insee,
			epci_siren = place.epci_siren, centre = place.centre,
			part_zone_inondable_pct = place.part_zone_inondable_pct,
			part_zone_humide_pct = place.part_zone_humide_pct,
			part_pente_forte_pct = place.part_pente_forte_pct,
			superficie_ha = area_ha(place.geom)
		from located_plots(p_territory, geometries) as place
		where rang = ranks[place.rank];
	elsif p_class in ('epci', 'commune', 'contrainte') then
		update import_lot set situe = true, geom = given.geom
		from unnest(ranks, geometries) as given (rank, geom) where rang = given.rank;
	else
		update import_lot set situe = true, geom = given.geom, comm_insee = place.comm_insee,
			epci_siren = place.epci_siren
		from unnest(ranks, geometries) as given (rank, geom)
		left join lateral membership_of(p_territory, given.geom) as place on true
		where rang = given.rank;
	end if;
end
$$;

comment on function public.import_situate is
	'Lit la géométrie de fiches déposées et les situe ; celles dont la géométrie est fautive restent sans';

-- Where records lie, by what import_situate has found: a geometry at fault, a distance in km for what lies outside,
-- another commune or EPCI than the file states.
create function public.import_places(
	p_territory text, p_class text, p_ranks bigint[]
) returns table (id text, code text, field text, value text)
language plpgsql stable
set search_path = public, extensions
as $$
#variable_conflict use_column
declare
	key_column text := import_key_column(p_class);
	belongs boolean := p_class not in ('epci', 'commune', 'contrainte');
	outline geometry;
begin
	if exists (select from import_lot where rang = any (p_ranks) and comm_insee is null) then
		outline := territory_outline(p_territory);
	end if;
	return query
	with staged as (
		select fiche -> 'properties' ->> key_column as id, fiche -> 'declared' as declared,
			fiche -> 'geometry' as geometry, geom, comm_insee, epci_siren
		from import_lot where rang = any (p_ranks)
	),
	distant as (
		select id, st_distance(outline, st_transform(st_envelope(geom), 2154)) / 1000 as km
		from staged where geom is not null and comm_insee is null and outline is not null
	)
	select id, 'geometry', fault.expected, fault.received
	from staged cross join lateral import_located(p_class, geometry) as fault
	where geom is null and fault.expected is not null
	union all
	select id, 'distance', null, round(km::numeric, 1)::text from distant where belongs or km > 0
	union all
	select id, 'commune', 'commune', comm_insee from staged
	where comm_insee <> declared ->> 'commune'
	union all
	select id, 'epci', 'epci', epci_siren from staged where epci_siren <> declared ->> 'epci';
end
$$;

comment on function public.import_places is
	'Ce que la géométrie des fiches déposées apprend : défaut, distance au territoire en km, autre commune ou EPCI que déclaré';

-- supabase/schemas/exchange/functions-staging.sql

-- The one way in for records: features are staged in a lot, then applied in one transaction.

-- Features may come as one text of JSON, which nobody on the way has to read.
create function public.import_chunk(
	p_lot uuid, p_class text, p_features json, p_piece integer default null
) returns integer
language plpgsql
set search_path = public, extensions
as $$
declare
	staged integer;
begin
	if p_class <> all (allowed_values('public.import_lot', 'classe')) then
		raise sqlstate 'PT400' using
			message = format('Classe inconnue : « %s ».', p_class),
			hint = format('Classes : %s.',
				array_to_string(allowed_values('public.import_lot', 'classe'), ', '));
	end if;
	select count(*) into staged from import_lot
	where lot = p_lot and classe = p_class and morceau = p_piece;
	if staged > 0 then
		return staged;
	end if;
	if json_typeof(p_features) = 'string' then
		p_features := p_features #>> '{}';
	end if;
	insert into import_lot (lot, classe, fiche, morceau)
	select p_lot, p_class, feature, p_piece from jsonb_array_elements(p_features::jsonb) as feature;
	get diagnostics staged = row_count;
	return staged;
end
$$;

comment on function public.import_chunk is
	'Dépose des fiches GeoJSON d''une classe dans un lot ; un morceau répété n''est déposé qu''une fois';

create function public.import_discard(p_lot uuid) returns integer
language plpgsql
set search_path = public, extensions
as $$
declare
	discarded integer;
begin
	delete from import_lot where lot = p_lot;
	get diagnostics discarded = row_count;
	return discarded;
end
$$;

comment on function public.import_discard is 'Abandonne un lot déposé ; rend le nombre de fiches';

-- An import that was killed leaves its staged records behind, restricted fields among them; answers that nobody
-- will ask for again go too.
create function public.import_forget_abandoned(p_hours double precision) returns integer
language plpgsql
set search_path = public, extensions
as $$
declare
	forgotten integer;
begin
	delete from import_rendu where applique_le <= now() - make_interval(secs => 3600 * p_hours);
	-- The age of a lot is that of its last record: an import that still brings some is at work, here or elsewhere.
	delete from import_lot where lot in (
		select lot from import_lot
		group by lot
		having max(depose_le) <= now() - make_interval(secs => 3600 * p_hours)
	);
	get diagnostics forgotten = row_count;
	return forgotten;
end
$$;

comment on function public.import_forget_abandoned is
	'Efface les lots dont la dernière fiche a été déposée il y a plus de tant d''heures ; rend le nombre de fiches';

create function public.names_mailbox(p_text text) returns boolean
language sql immutable
set search_path = public, extensions
as $$
	select coalesce(
		p_text ~* '(^|[^[:alnum:]/@._-])(mailto:)?[^][:space:]/@|:<>,;()"[]+@[^][:space:]/@|:<>,;()"[]+[.][^][:space:]/@|:<>,;()"[]+',
		false
	)
$$;

comment on function public.names_mailbox is
	'Vrai pour un texte qui contient une adresse électronique ; un « @ » dans le chemin d''un site web n''en fait pas une';

-- Columns of a class that travel with its record and are kept apart from it.
create function public.restricted_columns(p_class text) returns text[]
language sql immutable
set search_path = public, extensions
as $$
	select case p_class
		when 'terrain_eco' then
			array['terr_acquereur', 'terr_cession_date', 'terr_vente_montant', 'terr_m2_prix']
		when 'friche' then array['proprio_nom', 'source_contact']
		when 'etablissement' then array['etab_contact_mail', 'etab_contact_tel']
		else '{}'
	end
$$;

comment on function public.restricted_columns is
	'Champs d''une classe que l''import range dans acces_restreint, hors de la fiche publique';

create function public.import_drop(p_lot uuid, p_class text, p_keys text[]) returns integer
language plpgsql
set search_path = public, extensions
as $$
declare
	dropped integer;
begin
	delete from import_lot
	where lot = p_lot and classe = p_class
		and fiche -> 'properties' ->> import_key_column(p_class) = any (p_keys);
	get diagnostics dropped = row_count;
	return dropped;
end
$$;

comment on function public.import_drop is 'Retire des fiches d''un lot par leurs clés ; rend leur nombre';

-- supabase/schemas/exchange/functions-validity.sql

-- What would be refused of a lot, and the sentence that says so.

create function public.import_refuse(
	p_class text, p_id text, p_field text, p_value text, p_expected text
) returns void
language plpgsql
set search_path = public, extensions
as $$
begin
	raise sqlstate 'PT422' using
		message = format('%s %s : champ « %s » : reçu %s ; attendu : %s.',
			p_class, coalesce(p_id, '(sans clé)'), p_field,
			coalesce('« ' || p_value || ' »', 'rien'), p_expected),
		hint = 'Rien n''a été écrit.';
end
$$;

-- The shares of a plot, which our own export carries, are let through and not written. The properties of a record
-- are laid out only where one of them is unknown.
create function public.import_check_properties(p_lot uuid, p_class text) returns void
language plpgsql
set search_path = public, extensions
as $$
declare
	key_column text := import_key_column(p_class);
	known text[] := import_known_names(p_class);
	fault record;
begin
	select id, property.key, property.value into fault
	from (
		select fiche -> 'properties' ->> key_column as id, (fiche -> 'properties') - known as unknown
		from import_lot
		where lot = p_lot and classe = p_class and (fiche -> 'properties') - known <> '{}'
		order by rang limit 1
	) as first
	cross join lateral jsonb_each_text(unknown) as property
	limit 1;
	if found then
		perform import_refuse(p_class, fault.id, fault.key, fault.value, 'un champ de cette classe');
	end if;
end
$$;

-- One pass over the lot says whether there is a fault; which is the first is asked only then.
create function public.import_check_fields(p_lot uuid, p_class text) returns void
language plpgsql
set search_path = public, extensions
as $$
declare
	key_column text := import_key_column(p_class);
	field record;
	fault record;
	conditions text;
	at_fault boolean;
begin
	select string_agg(format(
		'coalesce(bool_or(%s), false)',
		concat_ws(' or ',
			case when required then format('given ->> %L is null', name) end,
			case when allowed is not null then format('given ->> %L <> all (%L)', name, allowed) end
		)
	), ' or ') into conditions
	from import_columns(p_class)
	where required or allowed is not null;
	execute format(
		'select %s from (
			select fiche -> ''properties'' as given from import_lot
			where lot = $1 and classe = $2 offset 0
		) as record',
		conditions
	) into at_fault using p_lot, p_class;
	if not at_fault then
		return;
	end if;
	for field in
		select * from import_columns(p_class) where required or allowed is not null
	loop
		select fiche -> 'properties' ->> key_column as id, fiche -> 'properties' ->> field.name as value
		into fault
		from import_lot
		where lot = p_lot and classe = p_class and (
			(field.required and fiche -> 'properties' ->> field.name is null)
			or fiche -> 'properties' ->> field.name <> all (field.allowed)
		)
		order by rang limit 1;
		if found then
			perform import_refuse(
				p_class, fault.id, field.name, fault.value,
				coalesce('une valeur parmi ' || array_to_string(field.allowed, ' | '), 'une valeur')
			);
		end if;
	end loop;
end
$$;

create function public.import_check_keys(p_lot uuid, p_territory text, p_class text) returns void
language plpgsql
set search_path = public, extensions
as $$
declare
	key_column text := import_key_column(p_class);
	fault record;
begin
	select fiche -> 'properties' ->> key_column as id into fault
	from import_lot where lot = p_lot and classe = p_class
	group by 1 having count(*) > 1 limit 1;
	if found then
		perform import_refuse(p_class, fault.id, key_column, fault.id, 'une clé citée une seule fois');
	end if;
	execute format(
		'select record.%1$I as id, record.territory_id
		from public.%2$I as record
		join import_lot on fiche -> ''properties'' ->> %1$L = record.%1$I
		where lot = $1 and classe = %2$L and record.territory_id <> $2 limit 1',
		key_column, p_class
	) into fault using p_lot, p_territory;
	if fault.id is not null then
		perform import_refuse(p_class, fault.id, key_column, fault.id, format(
			'une clé libre (celle-ci appartient au territoire « %s »)', fault.territory_id
		));
	end if;
end
$$;

-- Names that a record of a class may carry: those that are written, those kept apart, and those that our own
-- export carries and that are computed here.
create function public.import_known_names(p_class text) returns text[]
language sql stable
set search_path = public, extensions
as $$
	select array(select name from import_columns(p_class))
		|| restricted_columns(p_class)
		|| array[
			'demonstration', 'publie', 'epci_siren', 'epci_nom', 'comm_insee', 'comm_nom',
			'site_epci_siren', 'site_epci_nom', 'site_comm_insee', 'site_comm_nom', 'secteur'
		]
		|| case p_class
			when 'friche' then array['geompoint']
			when 'terrain_eco' then array[
				'site_nom', 'part_zone_inondable_pct', 'part_zone_humide_pct', 'part_pente_forte_pct'
			]
			else '{}'
		end
$$;

comment on function public.import_known_names is
	'Noms des propriétés qu''une fiche d''une classe peut porter à l''import, calculées comprises';

-- What is against a check of its table, taken together with what is stored, or empty where a value is needed; a value of
-- another type than its column shows only by trying, record by record when one of the page fails.
create function public.import_misfits(
	p_class text, p_ranks bigint[]
) returns table (id text, code text, field text, value text)
language plpgsql stable
set search_path = public, extensions
as $$
declare
	key_column text := import_key_column(p_class);
	checks text;
	rank bigint;
begin
	select string_agg(fault, ' ') into checks
	from (
		select format('when not (%s) then %L', pg_get_expr(conbin, conrelid), attname) as fault
		from pg_constraint join pg_attribute on attrelid = conrelid and attnum = conkey[1]
		where conrelid = format('public.%I', p_class)::regclass and contype = 'c'
			and pg_get_expr(conbin, conrelid) !~ '\m(geom|geompoint)\M'
		union all
		select format('when %1$I is null then %1$L', name) from import_columns(p_class) where required
	) as given;
	return query execute format(
		'select staged.id, ''misfit'', staged.misfit, staged.properties ->> staged.misfit
		from (
			select record.%2$I as id, properties, case %1$s end as misfit
			from (
				select given.*, fiche -> ''properties'' as properties
				from import_lot
				left join public.%3$I as existing on existing.%2$I = fiche -> ''properties'' ->> %2$L
				cross join lateral jsonb_populate_record(existing, fiche -> ''properties'') as given
				where rang = any ($1) offset 0
			) as record
		) as staged
		where misfit is not null',
		checks, key_column, p_class
	) using p_ranks;
exception when data_exception then
	if cardinality(p_ranks) > 1 then
		foreach rank in array p_ranks loop
			return query select * from import_misfits(p_class, array[rank]);
		end loop;
	else
		return query select fiche -> 'properties' ->> key_column, 'misfit', null::text, sqlerrm::text
			from import_lot where rang = p_ranks[1];
	end if;
end
$$;

comment on function public.import_misfits is
	'Fiches déposées qui vont contre une contrainte de leur table, avec le champ et la valeur';

-- supabase/schemas/listing/functions-checks.sql

-- What a listing may say, what it must say before it is handed in, and how two of its states differ.

-- The one list of what can be declared; types and closed lists are those of the columns of terrain_eco.
create function public.listing_fields()
returns table (field text, kind text, most double precision)
language sql immutable
set search_path = public, extensions
as $$
	values
		('offre_type', 'liste', null::double precision),
		('site_id', 'site', null),
		('terr_lot', 'texte', 120),
		('terr_refcad', 'parcelles', 1500),
		('terr_surf_brute', 'nombre', 10000),
		('terr_description', 'texte', 4000),
		('terr_maitrise_fonc', 'liste', null),
		('terr_stade_amngt', 'liste', null),
		('terr_stade_comm', 'liste', null),
		('terr_etat_occup', 'liste', null),
		('terr_usage', 'liste', null),
		('terr_cle_en_main', 'liste', null),
		('terr_cession_type', 'liste', null),
		('terr_prix_demande_m2', 'nombre', 100000),
		('terr_prix_sur_demande', 'liste', null),
		('date_dispo', 'date', null),
		('surflocal', 'nombre', 1000000),
		('hbat', 'nombre', 200),
		('local_charge_sol_kgm2', 'nombre', 1000000),
		('local_pont_roulant_t', 'nombre', 10000),
		('local_quais_nb', 'entier', 1000),
		('reseau_eau_potable', 'liste', null),
		('reseau_assainissement', 'liste', null),
		('reseau_eau_pluviale', 'liste', null),
		('reseau_gaz', 'liste', null),
		('reseau_electrique', 'liste', null),
		('reseau_fibre_optique', 'liste', null),
		('elec_capacite_kva', 'nombre', 10000000),
		('eau_capacite_m3j', 'nombre', 10000000),
		('gaz_capacite_m3h', 'nombre', 10000000),
		('fibre_capacite_mbits', 'nombre', 10000000)
$$;

comment on function public.listing_fields is
	'Champs qu''une annonce peut déclarer, leur nature et leur plus grande valeur ou longueur ; tous sont des colonnes de terrain_eco';

create function public.listing_allowed_values(p_field text) returns text[]
language sql stable
set search_path = public, extensions
as $$
	select case p_field
		when 'terr_prix_sur_demande' then array['oui']
		else allowed_values('public.terrain_eco', p_field)
	end
$$;

comment on function public.listing_allowed_values is
	'Valeurs admises par un champ d''annonce à liste fermée';

-- What is wrong with one value, in words that end a sentence; null when nothing is.
create function public.listing_value_fault(p_territory text, p_field text, p_value jsonb) returns text
language plpgsql stable
set search_path = public, extensions
as $$
declare
	definition record;
	words text := p_value #>> '{}';
	allowed text[];
begin
	select * into definition from listing_fields() as f where f.field = p_field;
	if definition.kind in ('nombre', 'entier') then
		if jsonb_typeof(p_value) <> 'number' or words::numeric not between 0 and definition.most::numeric
			or (definition.kind = 'entier' and words::numeric <> trunc(words::numeric)) then
			return format('un nombre %sde 0 à %s',
				case definition.kind when 'entier' then 'entier ' else '' end, definition.most);
		end if;
		return null;
	end if;
	if jsonb_typeof(p_value) <> 'string' then
		return 'un texte';
	end if;
	case definition.kind
	when 'texte' then
		if length(words) > definition.most then
			return format('%s caractères au plus, et non %s', definition.most, length(words));
		end if;
	when 'liste' then
		allowed := listing_allowed_values(p_field);
		if words <> all (allowed) then
			return 'une valeur parmi : ' || array_to_string(allowed, ' ; ');
		end if;
	when 'date' then
		if words !~ '^(19|20)[0-9]{2}-[0-9]{2}-[0-9]{2}$' then
			return 'une date écrite AAAA-MM-JJ, de 1900 à 2099';
		end if;
		begin
			perform words::date;
		exception when others then
			return 'une date du calendrier, écrite AAAA-MM-JJ';
		end;
	when 'parcelles' then
		if length(words) > definition.most or words !~
			'^[0-9][0-9AB][0-9]{6}[0-9A-Z]{2}[0-9]{4}([|][0-9][0-9AB][0-9]{6}[0-9A-Z]{2}[0-9]{4})*$' then
			return 'des identifiants de parcelle de 14 caractères séparés par « | », 100 au plus';
		end if;
	when 'site' then
		if not exists (
			select from site_eco where site_id = words and territory_id = p_territory and publie
		) then
			return 'l''identifiant d''un site du territoire';
		end if;
	end case;
	return null;
end
$$;

comment on function public.listing_value_fault is
	'Ce qu''un champ d''annonce attendait à la place de la valeur reçue ; vide quand elle convient';

-- Null and the empty text clear a field.
create function public.listing_checked(p_territory text, p_contenu json) returns jsonb
language plpgsql stable
set search_path = public, extensions
as $$
declare
	given jsonb;
	checked jsonb := '{}';
	entry record;
	fault text;
begin
	begin
		given := p_contenu::jsonb;
	exception when others then
		raise sqlstate 'PT400' using
			message = 'Le contenu porte un caractère que la base ne peut pas garder.',
			hint = 'Retirez le caractère nul (U+0000).',
			detail = json_build_object('code', 'content_character')::text;
	end;
	if jsonb_typeof(given) <> 'object' then
		raise sqlstate 'PT400' using
			message = 'Le contenu de l''annonce n''est pas un objet.',
			hint = 'Attendu : {"champ": valeur}.';
	end if;
	for entry in select key, value from jsonb_each(given) loop
		if not exists (select from listing_fields() as f where f.field = entry.key) then
			raise sqlstate 'PT400' using
				message = format('Champ « %s » inconnu.', left(entry.key, 60)),
				hint = 'Champs : ' || (select string_agg(f.field, ', ') from listing_fields() as f) || '.';
		end if;
		if entry.value = 'null' or btrim(entry.value #>> '{}') = '' then
			checked := checked || jsonb_build_object(entry.key, null);
			continue;
		end if;
		fault := listing_value_fault(p_territory, entry.key, entry.value);
		if fault is not null then
			raise sqlstate 'PT400' using
				message = format('%s : reçu « %s ».', entry.key, left(entry.value #>> '{}', 60)),
				hint = format('Attendu : %s.', fault),
				detail = json_build_object(
					'code', 'field_value',
					'field', entry.key,
					'value', left(entry.value #>> '{}', 60),
					'expected', fault
				)::text;
		end if;
		checked := checked || jsonb_build_object(entry.key, entry.value);
	end loop;
	return checked;
end
$$;

comment on function public.listing_checked is
	'Contenu d''annonce vérifié champ par champ ; 400 nommant le champ, la valeur et ce qui était attendu';

create function public.listing_shape(p_territory text, p_geom json)
returns extensions.geometry
language plpgsql stable
set search_path = public, extensions
as $$
declare
	shape geometry;
	vertices integer;
	most constant integer := 5000;
begin
	if p_geom is null or json_typeof(p_geom) = 'null' then
		return null;
	end if;
	begin
		shape := st_setsrid(st_force2d(st_geomfromgeojson(p_geom)), 4326);
	exception when others then
		raise sqlstate 'PT400' using
			message = 'Le contour n''est pas une géométrie GeoJSON.',
			hint = 'Attendu : un Polygon ou un MultiPolygon en degrés (EPSG:4326).',
			detail = json_build_object('code', 'outline_not_surface')::text;
	end;
	vertices := st_npoints(shape);
	if vertices > most then
		raise sqlstate 'PT400' using
			message = format('Le contour a %s sommets.', vertices),
			hint = format('Attendu : %s sommets au plus ; simplifiez-le.', most),
			detail = json_build_object('code', 'outline_vertices', 'count', vertices, 'most', most)::text;
	end if;
	if geometrytype(shape) not in ('POLYGON', 'MULTIPOLYGON') or st_isempty(shape) then
		raise sqlstate 'PT400' using
			message = format('Le contour est de type %s.', geometrytype(shape)),
			hint = 'Attendu : un Polygon ou un MultiPolygon non vide.',
			detail = json_build_object('code', 'outline_not_surface')::text;
	end if;
	if not st_isvalid(shape) then
		raise sqlstate 'PT400' using
			message = format('Le contour n''enferme pas une surface nette : %s.', st_isvalidreason(shape)),
			hint = 'Attendu : un contour qui ne se recoupe pas.',
			detail = json_build_object('code', 'outline_crossing')::text;
	end if;
	-- Where no contour of a commune is known, nobody can say what is outside.
	if (membership_of(p_territory, shape)).comm_insee is null and exists (
		select from commune where territory_id = p_territory and geom is not null
	) then
		raise sqlstate 'PT400' using
			message = format('Le terrain est hors du territoire (autour de %s, %s).',
				round(st_y(st_pointonsurface(shape))::numeric, 4),
				round(st_x(st_pointonsurface(shape))::numeric, 4)),
			hint = 'Attendu : un terrain dans une commune du territoire.',
			detail = json_build_object(
				'code', 'outline_outside',
				'latitude', round(st_y(st_pointonsurface(shape))::numeric, 4),
				'longitude', round(st_x(st_pointonsurface(shape))::numeric, 4)
			)::text;
	end if;
	return st_multi(shape);
end
$$;

comment on function public.listing_shape is
	'Contour d''annonce lu du GeoJSON et vérifié : surface valide, 5 000 sommets au plus, dans le territoire ; vide sans contour';

create function public.listing_missing(p_contenu jsonb, p_geom extensions.geometry) returns text[]
language sql stable
set search_path = public, extensions
as $$
	select coalesce(array_agg(name order by position), '{}')
	from (values
		(1, 'geom', p_geom is null),
		(2, 'offre_type', not p_contenu ? 'offre_type'),
		(3, 'surflocal', p_contenu ->> 'offre_type' = 'Local' and not p_contenu ? 'surflocal'),
		(4, 'terr_maitrise_fonc', not p_contenu ? 'terr_maitrise_fonc'),
		(5, 'terr_etat_occup', not p_contenu ? 'terr_etat_occup'),
		(6, 'terr_usage', not p_contenu ? 'terr_usage'),
		(7, 'terr_cession_type', not p_contenu ? 'terr_cession_type'),
		(8, 'terr_prix_demande_m2',
			not p_contenu ?| array['terr_prix_demande_m2', 'terr_prix_sur_demande']),
		(9, 'terr_stade_comm', not p_contenu ? 'terr_stade_comm'),
		(10, 'date_dispo', not p_contenu ? 'date_dispo'),
		(11, 'terr_stade_amngt', not p_contenu ? 'terr_stade_amngt')
	) as needed (position, name, is_missing)
	where is_missing
$$;

comment on function public.listing_missing is
	'Champs obligatoires qu''une annonce ne dit pas encore : ceux du standard CNIG, le contour, le prix (ou « sur demande »), la date';

-- Both sides are snapshots; only what differs is kept.
create function public.listing_difference(p_before jsonb, p_after jsonb) returns jsonb
language sql immutable
set search_path = public, extensions
as $$
	select coalesce(jsonb_object_agg(field, jsonb_build_object(
		'avant', p_before -> field, 'après', p_after -> field
	)), '{}')
	from (
		select jsonb_object_keys(p_before || p_after) as field
	) as named
	where p_before -> field is distinct from p_after -> field
$$;

comment on function public.listing_difference is
	'Par champ qui diffère entre deux états : {"avant": …, "après": …}, vide d''un côté quand il y manque';

create function public.listing_snapshot(
	p_contenu jsonb, p_geom extensions.geometry, p_pieces jsonb
) returns jsonb
language sql immutable
set search_path = public, extensions
as $$
	select p_contenu
		|| case when p_geom is null then '{}'
			else jsonb_build_object('geom', st_asgeojson(p_geom, 6)::jsonb) end
		|| case when p_pieces = '[]' then '{}' else jsonb_build_object('pieces', p_pieces) end
$$;

comment on function public.listing_snapshot is
	'État d''une annonce à comparer : ses champs, son contour en GeoJSON (geom) et ses pièces (pieces)';

-- supabase/schemas/listing/functions-decision.sql

-- What the agent of an EPCI decides of a listing that was handed in: publish, ask for a change, refuse, take
-- off the map; and what owner and agent may both do: bring a former version back.

create function public.listing_for_decision(p_annonce uuid, p_version integer) returns public.annonce
language plpgsql
set search_path = public, extensions
as $$
declare
	listing annonce;
begin
	select * into listing from annonce where annonce_id = p_annonce for update;
	if not found or listing.soumise_le is null and listing.proprietaire is distinct from auth.uid()
		or member_role(listing.territory_id) is null
		or member_role(listing.territory_id) = 'entreprise' and not may_read_listing(listing) then
		raise sqlstate 'PT404' using
			message = format('Annonce « %s » : inconnue, ou elle ne vous est pas soumise.', p_annonce),
			hint = 'Attendu : une annonce soumise dans votre EPCI.',
			detail = json_build_object('code', 'listing_unknown')::text;
	end if;
	if not is_agent_of(listing.territory_id, listing.epci_siren) then
		raise sqlstate 'PT403' using
			message = format('L''annonce est dans l''EPCI « %s », dont vous n''êtes pas agent.',
				coalesce((select epci_nom from epci where epci_siren = listing.epci_siren), 'inconnu')),
			hint = 'Attendu : un agent de cet EPCI, ou un administrateur du territoire.',
			detail = json_build_object(
				'code', 'land_foreign',
				'epci', (select epci_nom from epci where epci_siren = listing.epci_siren)
			)::text;
	end if;
	perform refuse_stale_version(listing, p_version);
	return listing;
end
$$;

comment on function public.listing_for_decision is
	'Annonce verrouillée pour la décision d''un agent ; 404 si elle n''est pas soumise, 403 hors de ses EPCI, 409 si elle a changé';

create function public.refuse_other_state(p_listing public.annonce, p_expected text) returns void
language plpgsql
set search_path = public, extensions
as $$
begin
	if p_listing.etat <> p_expected then
		raise sqlstate 'PT409' using
			message = format('L''annonce est « %s ».', p_listing.etat),
			hint = format('Attendu : une annonce « %s ».', p_expected),
			detail = json_build_object('code', 'listing_state', 'state', p_listing.etat)::text;
	end if;
end
$$;

comment on function public.refuse_other_state is
	'Refuse (409) une décision sur une annonce qui n''est pas dans l''état attendu';

create function public.checked_word(p_word text, p_what text) returns text
language plpgsql
set search_path = public, extensions
as $$
begin
	if length(btrim(coalesce(p_word, ''))) not between 1 and 2000 then
		raise sqlstate 'PT400' using
			message = format('%s : %s caractères reçus.', p_what, length(btrim(coalesce(p_word, '')))),
			hint = 'Attendu : de 1 à 2 000 caractères.',
			detail = json_build_object(
				'code', 'word_length',
				'count', length(btrim(coalesce(p_word, '')))
			)::text;
	end if;
	return btrim(p_word);
end
$$;

comment on function public.checked_word is
	'Message ou motif d''un agent, vérifié ; 400 quand il est vide ou trop long';

-- A plot that is not the trace of a listing is never written over, whatever its key.
create function public.listing_plot_key(p_listing public.annonce) returns text
language plpgsql
set search_path = public, extensions
as $$
declare
	made text := p_listing.terr_id;
begin
	while made is null or exists (
		select from terrain_eco where terr_id = made and (
			made is distinct from p_listing.terr_id or territory_id <> p_listing.territory_id
			or source_methode not like 'déclaré %, vérifié par l''EPCI'
		)
	) loop
		made := 'FT-' || upper(left(replace(gen_random_uuid()::text, '-', ''), 8));
	end loop;
	return made;
end
$$;

comment on function public.listing_plot_key is
	'Clé du terrain qu''une publication écrit : celle d''avant, sinon une nouvelle, jamais celle d''une fiche importée';

-- The columns come from the list of what a listing may declare, and from nowhere else: every field of it is a
-- column of the plot.
create function public.listing_write_plot(p_listing public.annonce, p_key text) returns void
language plpgsql
set search_path = public, extensions
as $$
declare
	columns text[] := array(select field from listing_fields());
	owner membre;
begin
	select * into owner from membre where user_id = p_listing.proprietaire;
	execute format(
		'insert into terrain_eco (
			terr_id, territory_id, geom, source_nom, source_date, source_methode, terr_actu_date,
			confirme_le, demonstration, publie, %1$s
		)
		select $1, $2, $3, $4, $5, $6, $5, $5, $7, true, %2$s
		from jsonb_populate_record(null::terrain_eco, $8) as given
		on conflict (terr_id) do update set
			geom = excluded.geom, source_nom = excluded.source_nom,
			source_date = excluded.source_date, source_methode = excluded.source_methode,
			terr_actu_date = excluded.terr_actu_date, confirme_le = excluded.confirme_le,
			demonstration = excluded.demonstration, publie = true, %3$s',
		(select string_agg(quote_ident(name), ', ') from unnest(columns) as name),
		(select string_agg(format('given.%I', name), ', ') from unnest(columns) as name),
		(select string_agg(format('%1$I = excluded.%1$I', name), ', ') from unnest(columns) as name)
	) using
		p_key, p_listing.territory_id, p_listing.geom,
		coalesce(
			owner.entreprise_nom,
			(select epci_nom from epci where epci_siren = p_listing.epci_siren),
			'Compte fermé'
		),
		local_day(),
		format('déclaré par l''%s, vérifié par l''EPCI',
			case when owner.role = 'entreprise' then 'entreprise' else 'EPCI' end),
		p_listing.demonstration, p_listing.contenu;
end
$$;

comment on function public.listing_write_plot is
	'Écrit le terrain public d''une annonce, avec ses seules valeurs déclarées, et le montre';

create function public.annonce_publish(p_annonce uuid, p_version integer) returns json
language plpgsql security definer
set search_path = public, extensions
as $$
declare
	listing annonce := listing_for_decision(p_annonce, p_version);
	missing text[] := listing_missing(listing.contenu, listing.geom);
	key text := listing_plot_key(listing);
begin
	perform refuse_other_state(listing, 'soumise');
	if missing <> '{}' then
		raise sqlstate 'PT400' using
			message = format('Il manque : %s.', array_to_string(missing, ', ')),
			hint = 'Attendu : tous les champs obligatoires.',
			detail = json_build_object(
				'code', 'listing_missing',
				'fields', array_to_string(missing, ', ')
			)::text;
	end if;
	-- What was true when it was handed in may no longer be: a site may be gone, a contour new.
	perform listing_checked(listing.territory_id, listing.contenu::json);
	perform listing_shape(listing.territory_id, st_asgeojson(listing.geom)::json);
	perform listing_write_plot(listing, key);
	update annonce set
		etat = 'publiée', en_ligne = true, terr_id = key, publiee_le = now(), confirme_le = local_day(),
		rappel_le = null, mot_agent = null, modifie_le = now(), version = version + 1
	where annonce_id = p_annonce;
	update annonce_piece set publique = not retiree
	where annonce_id = p_annonce and publique = retiree;
	perform listing_record(p_annonce, 'publiée', null);
	return annonce_get(p_annonce);
end
$$;

comment on function public.annonce_publish is
	'Publie une annonce soumise : écrit son terrain, montre ses pièces, garde la différence avec la publication précédente ; rend l''annonce';

create function public.listing_sent_back(
	p_annonce uuid, p_version integer, p_state text, p_word text
) returns json
language plpgsql
set search_path = public, extensions
as $$
declare
	listing annonce := listing_for_decision(p_annonce, p_version);
begin
	perform refuse_other_state(listing, 'soumise');
	update annonce set
		etat = p_state, mot_agent = p_word, modifie_le = now(), version = version + 1
	where annonce_id = p_annonce;
	perform listing_record(p_annonce, p_state, p_word);
	return annonce_get(p_annonce);
end
$$;

comment on function public.listing_sent_back is
	'Rend une annonce soumise à qui la propose, avec un mot ; ce qui est en ligne le reste';

create function public.annonce_request_change(
	p_annonce uuid, p_version integer, p_message text
) returns json
language sql security definer
set search_path = public, extensions
as $$
	select listing_sent_back(
		p_annonce, p_version, 'à modifier', checked_word(p_message, 'Message')
	)
$$;

comment on function public.annonce_request_change is
	'Demande un changement à qui propose l''annonce, avec un message ; rend l''annonce';

create function public.annonce_refuse(
	p_annonce uuid, p_version integer, p_reason text
) returns json
language sql security definer
set search_path = public, extensions
as $$
	select listing_sent_back(p_annonce, p_version, 'refusée', checked_word(p_reason, 'Motif'))
$$;

comment on function public.annonce_refuse is 'Refuse une annonce soumise, avec un motif ; rend l''annonce';

-- A copy that is being written or checked stays as it is: only what was settled becomes 'retirée'.
create function public.listing_take_off(p_annonce uuid, p_word text) returns void
language plpgsql
set search_path = public, extensions
as $$
begin
	update annonce set
		etat = case etat when 'publiée' then 'retirée' else etat end,
		en_ligne = false, mot_agent = coalesce(p_word, mot_agent), modifie_le = now(),
		version = version + 1
	where annonce_id = p_annonce;
	update annonce_piece set publique = false where annonce_id = p_annonce and publique;
	update terrain_eco set publie = false
	where terr_id = (select terr_id from annonce where annonce_id = p_annonce) and publie;
	perform listing_record(p_annonce, 'retirée', p_word);
end
$$;

comment on function public.listing_take_off is
	'Retire une annonce de la carte publique avec ses pièces, et l''écrit dans l''historique';

create function public.annonce_unpublish(
	p_annonce uuid, p_version integer, p_reason text
) returns json
language plpgsql security definer
set search_path = public, extensions
as $$
declare
	listing annonce := listing_for_decision(p_annonce, p_version);
	reason text := checked_word(p_reason, 'Motif');
begin
	if not listing.en_ligne then
		raise sqlstate 'PT409' using
			message = 'L''annonce n''est pas en ligne.', hint = 'Attendu : une annonce en ligne.',
			detail = json_build_object('code', 'listing_offline')::text;
	end if;
	perform listing_take_off(p_annonce, reason);
	return annonce_get(p_annonce);
end
$$;

comment on function public.annonce_unpublish is
	'Retire de la carte une annonce en ligne, avec un motif ; rend l''annonce';

create function public.annonce_restore(
	p_annonce uuid, p_version_id bigint, p_version integer
) returns json
language plpgsql security definer
set search_path = public, extensions
as $$
declare
	listing annonce := listing_for_writing(p_annonce, p_version);
	former annonce_version;
	stamp jsonb := jsonb_build_object('par', auth.uid(), 'nom', member_label(auth.uid()), 'le', now(),
		'version', listing.version + 1);
begin
	select * into former from annonce_version
	where annonce_id = p_annonce and version_id = p_version_id;
	if not found then
		raise sqlstate 'PT404' using
			message = format('Version « %s » inconnue de cette annonce.', p_version_id),
			detail = json_build_object('code', 'version_unknown')::text;
	end if;
	update annonce set
		contenu = former.contenu, geom = former.geom, etat = listing_state_after_writing(listing),
		provenance = provenance || coalesce((
			select jsonb_object_agg(field, stamp)
			from jsonb_object_keys(listing_difference(
				listing_snapshot(listing.contenu, listing.geom, '[]'),
				listing_snapshot(former.contenu, former.geom, '[]')
			)) as field
		), '{}'),
		modifie_le = now(), version = version + 1
	where annonce_id = p_annonce
	returning * into listing;
	perform refuse_foreign_land(listing);
	update annonce_piece set retiree = not former.pieces ? piece_id::text
	where annonce_id = p_annonce and retiree = former.pieces ? piece_id::text;
	perform listing_record(p_annonce, 'rétablie', format('Version %s du %s', former.version,
		to_char(former.le at time zone 'Europe/Paris', 'DD/MM/YYYY')));
	return annonce_get(p_annonce);
end
$$;

comment on function public.annonce_restore is
	'Fait d''une version de l''historique la copie de travail, pièces comprises ; rend l''annonce';

-- supabase/schemas/listing/functions-freshness.sql

-- A listing that nobody confirms disappears by itself. Days are parameters, so that what happens on a day
-- can be tried; what changes a row locks it first, so that two runs at once do each thing once.

-- A reminder counts once its mail has left: the history says so, after the last confirmation.
create function public.listing_is_reminded(p_annonce uuid) returns boolean
language sql stable
set search_path = public, extensions
as $$
	select coalesce(
		max(version_id) filter (where action = 'rappelée')
			> max(version_id) filter (where action in ('publiée', 'confirmée')),
		false
	)
	from annonce_version where annonce_id = p_annonce
$$;

comment on function public.listing_is_reminded is
	'Vrai si une demande de confirmation est partie depuis la dernière confirmation';

create function public.listing_agents(p_annonce uuid) returns json
language sql stable
set search_path = public, extensions
as $$
	with concerned as (
		select courriel, role from membre join annonce using (territory_id)
		where annonce_id = p_annonce and (
			role = 'administrateur' or role = 'agent' and exists (
				select from membre_epci
				where membre_epci.user_id = membre.user_id
					and membre_epci.epci_siren = annonce.epci_siren
			)
		)
	)
	select coalesce(json_agg(courriel order by courriel), '[]') from concerned
	where role = 'agent' or not exists (select from concerned where role = 'agent')
$$;

comment on function public.listing_agents is
	'Adresses des agents de l''EPCI d''une annonce ; celles des administrateurs quand il n''en a pas';

create function public.listing_notice(p_annonce uuid) returns json
language sql stable
set search_path = public, extensions
as $$
	select json_build_object(
		'annonce_id', annonce_id, 'etat', etat, 'en_ligne', en_ligne,
		'terr_lot', contenu ->> 'terr_lot', 'terr_id', terr_id, 'comm_nom', comm_nom,
		'epci_nom', epci_nom, 'proprietaire_nom', member_label(proprietaire),
		'proprietaire_courriel', membre.courriel, 'agents', listing_agents(annonce_id),
		'mot_agent', mot_agent, 'confirme_le', confirme_le, 'demonstration', annonce.demonstration
	)
	from annonce
	left join commune using (comm_insee)
	left join epci on epci.epci_siren = annonce.epci_siren
	left join membre on membre.user_id = annonce.proprietaire
	where annonce_id = p_annonce
$$;

comment on function public.listing_notice is
	'Ce qu''un courriel dit d''une annonce, et à qui : adresse de qui la propose et des agents ; jamais pour le public';

-- Takes on what is to be asked today; one that was taken on before and whose mail never left is taken again, but
-- not while the former question waits in the outbox, which would ask twice once the mail server is back.
create function public.listings_to_remind(
	p_territory text, p_today date, p_days integer
) returns json
language plpgsql
set search_path = public, extensions
as $$
declare
	taken uuid[];
begin
	with due as (
		select annonce_id from annonce
		where territory_id = p_territory and en_ligne and confirme_le <= p_today - p_days
			and (rappel_le is null or rappel_le < p_today and not listing_is_reminded(annonce_id))
			and not exists (
				select from courriel
				where courriel.annonce_id = annonce.annonce_id and genre = 'annonce à confirmer'
					and courriel.etat in ('à envoyer', 'en échec')
					and courriel.cree_le >= annonce.confirme_le
			)
		order by annonce_id
		for update skip locked
	),
	marked as (
		update annonce set rappel_le = p_today from due where annonce.annonce_id = due.annonce_id
		returning annonce.annonce_id
	)
	select coalesce(array_agg(annonce_id order by annonce_id), '{}') into taken from marked;
	return (select coalesce(json_agg(listing_notice(id)), '[]') from unnest(taken) as id);
end
$$;

comment on function public.listings_to_remind is
	'Prend en charge les annonces en ligne non confirmées depuis tant de jours ; rend ce que le courriel doit dire';

create function public.listing_reminder_settled(p_annonce uuid, p_sent boolean) returns void
language plpgsql
set search_path = public, extensions
as $$
begin
	if p_sent then
		perform listing_record(p_annonce, 'rappelée', null);
	else
		update annonce set rappel_le = null
		where annonce_id = p_annonce and not listing_is_reminded(p_annonce);
	end if;
end
$$;

comment on function public.listing_reminder_settled is
	'Écrit dans l''historique qu''une demande de confirmation est partie, ou la rend à faire';

create function public.listings_expire(
	p_territory text, p_today date, p_grace integer
) returns json
language plpgsql
set search_path = public, extensions
as $$
declare
	listing record;
	gone json[] := '{}';
begin
	for listing in
		select annonce_id, confirme_le from annonce
		where territory_id = p_territory and en_ligne and rappel_le <= p_today - p_grace
			and listing_is_reminded(annonce_id)
		order by annonce_id
		for update skip locked
	loop
		perform listing_take_off(listing.annonce_id, format(
			'Sans confirmation depuis le %s.', to_char(listing.confirme_le, 'DD/MM/YYYY')
		));
		gone := gone || listing_notice(listing.annonce_id);
	end loop;
	return array_to_json(gone);
end
$$;

comment on function public.listings_expire is
	'Retire de la carte les annonces restées sans confirmation tant de jours après la demande ; rend ce que les courriels doivent dire';

-- p_seen: the confirmation that the link or the page was made for; another since then means that it is done.
create function public.listing_confirm(p_annonce uuid, p_seen date, p_today date) returns text
language plpgsql
set search_path = public, extensions
as $$
declare
	listing annonce;
begin
	select * into listing from annonce where annonce_id = p_annonce for update;
	if not found then
		return 'inconnue';
	elsif not listing.en_ligne then
		return 'retirée';
	elsif listing.confirme_le is distinct from p_seen
		or listing.confirme_le >= p_today and listing.rappel_le is null then
		return 'déjà confirmée';
	end if;
	update annonce set confirme_le = p_today, rappel_le = null where annonce_id = p_annonce;
	update terrain_eco set confirme_le = p_today where terr_id = listing.terr_id;
	perform listing_record(p_annonce, 'confirmée', case when auth.uid() is null
		then 'Par le lien envoyé à qui propose l''annonce.' end);
	return 'confirmée';
end
$$;

comment on function public.listing_confirm is
	'Confirme une annonce en ligne : confirmée, déjà confirmée, retirée ou inconnue';

create function public.listing_confirmation_state(p_annonce uuid, p_seen date) returns json
language sql stable
set search_path = public, extensions
as $$
	select json_build_object(
		'outcome', case when not en_ligne then 'retirée'
			when confirme_le is distinct from p_seen then 'déjà confirmée' else 'à confirmer' end,
		'terr_lot', contenu ->> 'terr_lot', 'comm_nom', comm_nom, 'terr_id', terr_id,
		'confirme_le', confirme_le
	)
	from annonce left join commune using (comm_insee) where annonce_id = p_annonce
$$;

comment on function public.listing_confirmation_state is
	'Où en est la confirmation d''une annonce, sans rien écrire ; vide quand elle est inconnue';

create function public.annonce_confirm(p_annonce uuid) returns json
language plpgsql security definer
set search_path = public, extensions
as $$
declare
	listing annonce;
begin
	select * into listing from annonce where annonce_id = p_annonce;
	if not found or listing.proprietaire is distinct from auth.uid() then
		raise sqlstate 'PT404' using
			message = format('Annonce « %s » : inconnue, ou elle n''est pas la vôtre.', p_annonce),
			detail = json_build_object('code', 'listing_unknown')::text;
	end if;
	if not listing.en_ligne then
		raise sqlstate 'PT409' using
			message = format('L''annonce n''est pas en ligne : son état est « %s ».', listing.etat),
			hint = 'Soumettez-la de nouveau pour qu''elle revienne sur la carte.',
			detail = json_build_object('code', 'listing_offline')::text;
	end if;
	perform listing_confirm(p_annonce, listing.confirme_le, local_day());
	return annonce_get(p_annonce);
end
$$;

comment on function public.annonce_confirm is
	'Confirme que l''annonce du compte qui demande est toujours d''actualité ; rend l''annonce';

-- supabase/schemas/listing/functions-pieces.sql

-- Photos and documents of a listing: the rows. The path of a file is made here, from the identifiers, so
-- that no account can make a row that points at a file of another's.

create function public.listing_touched(p_annonce uuid, p_version integer) returns public.annonce
language plpgsql
set search_path = public, extensions
as $$
declare
	listing annonce := listing_for_writing(p_annonce, p_version);
begin
	update annonce set
		version = version + 1, modifie_le = now(), etat = listing_state_after_writing(listing)
	where annonce_id = p_annonce
	returning * into listing;
	return listing;
end
$$;

comment on function public.listing_touched is
	'Annonce dont les pièces changent : vérifiée, verrouillée et passée à la version suivante';

create function public.annonce_piece_add(
	p_annonce uuid, p_version integer, p_piece uuid, p_genre text, p_nom text, p_type_mime text,
	p_octets integer, p_largeur integer, p_hauteur integer
) returns json
language plpgsql security definer
set search_path = public, extensions
as $$
declare
	listing annonce := listing_touched(p_annonce, p_version);
	most integer := case p_genre when 'photo' then 10 when 'document' then 3 end;
	path text := p_annonce || '/' || p_piece;
begin
	if most is null or (p_genre = 'document') <> (p_type_mime = 'application/pdf')
		or p_type_mime not in ('image/jpeg', 'image/webp', 'application/pdf') then
		raise sqlstate 'PT400' using
			message = format('Pièce de genre « %s » et de type « %s ».', left(p_genre, 60), left(p_type_mime, 60)),
			hint = 'Attendu : une photo (image/jpeg, image/webp) ou un document (application/pdf).';
	end if;
	if (
		select count(*) from annonce_piece
		where annonce_id = p_annonce and genre = p_genre and not retiree
	) >= most then
		raise sqlstate 'PT400' using
			message = format('L''annonce a déjà %s pièces du genre « %s ».', most, p_genre),
			hint = format('Attendu : %s au plus ; retirez-en une.', most),
			detail = json_build_object(
				'code', case p_genre when 'photo' then 'photos_most' else 'documents_most' end,
				'most', most
			)::text;
	end if;
	insert into annonce_piece
		(piece_id, annonce_id, genre, chemin, vignette, nom, type_mime, octets, largeur, hauteur, ordre)
	values (
		p_piece, p_annonce, p_genre, path, case p_genre when 'photo' then path || '-vignette' end,
		coalesce(nullif(btrim(left(p_nom, 200)), ''), 'Sans nom'),
		p_type_mime, p_octets, p_largeur, p_hauteur,
		(select coalesce(max(ordre), 0) + 1 from annonce_piece where annonce_id = p_annonce)
	);
	return annonce_get(p_annonce);
end
$$;

comment on function public.annonce_piece_add is
	'Ajoute une pièce (10 photos, 3 documents au plus) dont le fichier se range sous <annonce>/<pièce> ; rend l''annonce';

create function public.annonce_piece_remove(
	p_annonce uuid, p_version integer, p_piece uuid
) returns json
language plpgsql security definer
set search_path = public, extensions
as $$
declare
	listing annonce := listing_touched(p_annonce, p_version);
	piece annonce_piece;
	paths json := '[]';
begin
	select * into piece from annonce_piece
	where annonce_id = p_annonce and piece_id = p_piece and not retiree;
	if not found then
		raise sqlstate 'PT404' using
			message = format('Pièce « %s » inconnue de cette annonce.', p_piece),
			detail = json_build_object('code', 'piece_unknown')::text;
	end if;
	-- What the history names stays, so that a version can be viewed and restored.
	if exists (
		select from annonce_version where annonce_id = p_annonce and pieces ? p_piece::text
	) then
		update annonce_piece set retiree = true where piece_id = p_piece;
	else
		delete from annonce_piece where piece_id = p_piece;
		paths := to_json(array_remove(array[piece.chemin, piece.vignette], null));
	end if;
	return json_build_object('annonce', annonce_get(p_annonce), 'chemins', paths);
end
$$;

comment on function public.annonce_piece_remove is
	'Retire une pièce de la copie de travail ; rend l''annonce et les chemins des fichiers à retirer du stockage';

create function public.annonce_piece_order(
	p_annonce uuid, p_version integer, p_pieces json
) returns json
language plpgsql security definer
set search_path = public, extensions
as $$
declare
	listing annonce := listing_touched(p_annonce, p_version);
begin
	update annonce_piece set ordre = wanted.rank
	from json_array_elements_text(p_pieces) with ordinality as wanted (piece, rank)
	where annonce_id = p_annonce and piece_id::text = wanted.piece;
	return annonce_get(p_annonce);
end
$$;

comment on function public.annonce_piece_order is
	'Range les pièces dans l''ordre de la liste d''identifiants donnée ; rend l''annonce';

create function public.annonce_piece_caption(
	p_annonce uuid, p_version integer, p_piece uuid, p_legende text
) returns json
language plpgsql security definer
set search_path = public, extensions
as $$
declare
	listing annonce := listing_touched(p_annonce, p_version);
begin
	if length(p_legende) > 300 then
		raise sqlstate 'PT400' using
			message = format('La légende a %s caractères.', length(p_legende)),
			hint = 'Attendu : 300 au plus.',
			detail = json_build_object('code', 'caption_length', 'count', length(p_legende))::text;
	end if;
	update annonce_piece set legende = nullif(btrim(p_legende), '')
	where annonce_id = p_annonce and piece_id = p_piece;
	if not found then
		raise sqlstate 'PT404' using
			message = format('Pièce « %s » inconnue de cette annonce.', p_piece),
			detail = json_build_object('code', 'piece_unknown')::text;
	end if;
	return annonce_get(p_annonce);
end
$$;

comment on function public.annonce_piece_caption is
	'Dit ce que montre une pièce ; rend l''annonce';

-- The caller's own rights decide: row-level security of annonce_piece.
create function public.annonce_piece_file(p_piece uuid) returns json
language sql stable
set search_path = public, extensions
as $$
	select json_build_object(
		'chemin', chemin, 'vignette', vignette, 'nom', nom, 'genre', genre,
		'type_mime', type_mime, 'publique', publique
	)
	from annonce_piece where piece_id = p_piece
$$;

comment on function public.annonce_piece_file is
	'Où se trouve le fichier d''une pièce, si le compte qui demande peut la voir ; vide sinon';

-- Anonymous visitors may not read listings: only which of their pieces a published plot shows.
create function public.plot_pieces(p_territory text, p_terr text) returns json
language sql stable security definer
set search_path = public, extensions
as $$
	select coalesce(json_agg(json_build_object(
		'piece_id', piece_id, 'genre', genre, 'nom', nom, 'legende', legende,
		'octets', octets, 'largeur', largeur, 'hauteur', hauteur
	) order by ordre, ajoutee_le, piece_id), '[]'::json)
	from annonce_piece join annonce using (annonce_id) join terrain_eco using (terr_id)
	where annonce.territory_id = p_territory and annonce.terr_id = p_terr
		and annonce.en_ligne and terrain_eco.publie and annonce_piece.publique
$$;

comment on function public.plot_pieces is
	'Photos et documents publics d''un terrain publié, dans leur ordre';

-- supabase/schemas/listing/functions-reading.sql

-- A listing as its owner and its agent see it. A space is as large as its floor, not as the outline of its
-- building; what lies under water, wet or steep is told as soon as a listing is drawn.

create function public.listing_distances(p_territory text, p_geom extensions.geometry) returns json
language sql stable
set search_path = public, extensions
as $$
	select coalesce(json_agg(json_build_object('type', poi_type, 'nom', poi_nom, 'km', km) order by km), '[]')
	from (
		select distinct on (poi_type) poi_type, poi_nom,
			round(distance_km(vertex_mean(p_geom), geom)::numeric, 1) as km
		from poi
		where territory_id = p_territory and publie and p_geom is not null and poi_type in (
			'échangeur autoroutier', 'gare de voyageurs', 'gare de fret', 'port', 'aérodrome'
		)
		order by poi_type, distance_km(vertex_mean(p_geom), geom)
	) as nearest
$$;

comment on function public.listing_distances is
	'Plus proche échangeur, gare, port et aérodrome d''un terrain, à vol d''oiseau, en km';

create function public.listing_history(p_annonce uuid) returns json
language sql stable
set search_path = public, extensions
as $$
	select coalesce(json_agg(json_build_object(
		'version_id', version_id, 'version', version, 'action', action, 'message', message,
		'par_nom', par_nom, 'par_role', par_role, 'le', le, 'difference', difference
	) order by version_id desc), '[]')
	from annonce_version where annonce_id = p_annonce
$$;

comment on function public.listing_history is 'Historique d''une annonce, le plus récent d''abord';

create function public.listing_piece_list(p_annonce uuid) returns json
language sql stable
set search_path = public, extensions
as $$
	select coalesce(json_agg(json_build_object(
		'piece_id', piece_id, 'genre', genre, 'nom', nom, 'type_mime', type_mime, 'octets', octets,
		'largeur', largeur, 'hauteur', hauteur, 'legende', legende, 'publique', publique
	) order by genre desc, ordre, ajoutee_le), '[]')
	from annonce_piece where annonce_id = p_annonce and not retiree
$$;

comment on function public.listing_piece_list is 'Pièces de la copie de travail d''une annonce, dans leur ordre';

create function public.annonce_get(p_annonce uuid) returns json
language plpgsql stable security definer
set search_path = public, extensions
as $$
declare
	listing annonce;
begin
	select * into listing from annonce where annonce_id = p_annonce;
	if not found or not may_read_listing(listing) then
		raise sqlstate 'PT404' using
			message = format('Annonce « %s » : inconnue, ou elle n''est pas la vôtre.', p_annonce),
			hint = 'Attendu : une annonce que vous proposez, ou soumise dans votre EPCI.',
			detail = json_build_object('code', 'listing_unknown')::text;
	end if;
	return (
		select json_build_object(
			'annonce_id', listing.annonce_id, 'territory_id', listing.territory_id,
			'etat', listing.etat, 'en_ligne', listing.en_ligne,
			'mienne', coalesce(listing.proprietaire = auth.uid(), false),
			'proprietaire_nom', member_label(listing.proprietaire), 'siret', listing.siret,
			'contenu', listing.contenu, 'provenance', listing.provenance,
			'geometry', st_asgeojson(listing.geom, 7)::json,
			'surface_ha', area_ha(listing.geom),
			'comm_insee', listing.comm_insee, 'comm_nom', comm_nom,
			'epci_siren', listing.epci_siren, 'epci_nom', epci_nom,
			'distances', listing_distances(listing.territory_id, listing.geom),
			'contraintes', listing_constraints(listing.territory_id, listing.geom),
			'version', listing.version, 'terr_id', listing.terr_id, 'mot_agent', listing.mot_agent,
			'cree_le', listing.cree_le, 'modifie_le', listing.modifie_le,
			'soumise_le', listing.soumise_le, 'publiee_le', listing.publiee_le,
			'confirme_le', listing.confirme_le, 'demonstration', listing.demonstration,
			'manque', to_json(listing_missing(listing.contenu, listing.geom)),
			'pieces', listing_piece_list(p_annonce),
			'historique', listing_history(p_annonce)
		)
		from (values (1)) as one
		left join commune on commune.comm_insee = listing.comm_insee
		left join epci on epci.epci_siren = listing.epci_siren
	);
end
$$;

comment on function public.annonce_get is
	'Annonce entière pour qui la propose et pour les agents de son EPCI : contour en GeoJSON, pièces, historique, ce qui manque';

create function public.my_listings(p_territory text) returns json
language sql stable security definer
set search_path = public, extensions
as $$
	select coalesce(json_agg(json_build_object(
		'annonce_id', annonce_id, 'etat', etat, 'en_ligne', en_ligne, 'version', version,
		'terr_lot', contenu ->> 'terr_lot', 'offre_type', contenu ->> 'offre_type',
		'surflocal', contenu -> 'surflocal', 'surface_ha', area_ha(annonce.geom), 'comm_nom', comm_nom,
		'photo', (
			select piece_id from annonce_piece
			where annonce_piece.annonce_id = annonce.annonce_id and genre = 'photo' and not retiree
			order by ordre, ajoutee_le limit 1
		),
		'mot_agent', mot_agent, 'terr_id', terr_id, 'modifie_le', modifie_le,
		'soumise_le', soumise_le, 'publiee_le', publiee_le, 'confirme_le', confirme_le,
		'manque', cardinality(listing_missing(contenu, annonce.geom))
	) order by modifie_le desc), '[]')
	from annonce left join commune using (comm_insee)
	where annonce.territory_id = p_territory and proprietaire = auth.uid()
$$;

comment on function public.my_listings is
	'Annonces du compte qui demande, la dernière modifiée d''abord';

create function public.listing_constraints(p_territory text, p_geom extensions.geometry) returns json
language sql stable
set search_path = public, extensions
as $$
	select json_build_object(
		'inondable', located.part_zone_inondable_pct,
		'humide', located.part_zone_humide_pct,
		'pente', located.part_pente_forte_pct
	)
	from (values (1)) as one
	left join located_plots(p_territory, array[p_geom]) as located on p_geom is not null
$$;

comment on function public.listing_constraints is
	'Parts d''un contour en zone inondable, en zone humide et en pente forte, en % ; vides sans contour ou sans couche de ce type';

-- supabase/schemas/listing/functions-review.sql

-- What an agent reads to decide: the queue of their EPCI, what PostGIS finds to remark, former versions.

create function public.annonce_queue(p_territory text) returns json
language sql stable security definer
set search_path = public, extensions
as $$
	select coalesce(json_agg(json_build_object(
		'annonce_id', annonce_id, 'etat', etat, 'en_ligne', en_ligne,
		'terr_lot', contenu ->> 'terr_lot', 'offre_type', contenu ->> 'offre_type',
		'surflocal', contenu -> 'surflocal', 'surface_ha', area_ha(annonce.geom),
		'comm_nom', comm_nom, 'epci_nom', epci_nom, 'proprietaire_nom', member_label(proprietaire),
		'soumise_le', soumise_le, 'modifie_le', modifie_le, 'confirme_le', confirme_le,
		'rappel_le', rappel_le, 'demonstration', annonce.demonstration, 'photo', (
			select piece_id from annonce_piece
			where annonce_piece.annonce_id = annonce.annonce_id and genre = 'photo' and not retiree
			order by ordre, ajoutee_le limit 1
		)
	) order by etat <> 'soumise', case etat when 'soumise' then soumise_le end, modifie_le desc), '[]')
	from annonce
	left join commune using (comm_insee)
	left join epci on epci.epci_siren = annonce.epci_siren
	where annonce.territory_id = p_territory and soumise_le is not null
		and is_agent_of(p_territory, annonce.epci_siren)
$$;

comment on function public.annonce_queue is
	'Annonces soumises un jour dans les EPCI du compte qui demande : celles qui attendent d''abord, la plus ancienne en tête';

-- Of the smaller of the two, so that a small plot inside a large one is seen from both.
create function public.listing_overlaps(p_listing public.annonce) returns json
language sql stable
set search_path = public, extensions
as $$
	select coalesce(json_agg(json_build_object(
		'terr_id', terr_id, 'terr_lot', terr_lot, 'site_nom', site_nom, 'pct', pct
	) order by pct desc, terr_id), '[]')
	from (
		select terr_id, terr_lot, site_nom, round((100 * st_area(st_transform(
			st_intersection(plot.geom, p_listing.geom), 2154
		)) / least(
			st_area(st_transform(plot.geom, 2154)), st_area(st_transform(p_listing.geom, 2154))
		))::numeric, 1) as pct
		from terrain_eco as plot left join site_eco as site on site.site_id = plot.site_id
		where plot.territory_id = p_listing.territory_id and plot.publie
			and plot.geom && p_listing.geom and plot.terr_id is distinct from p_listing.terr_id
	) as other
	where pct > 5
$$;

comment on function public.listing_overlaps is
	'Terrains publiés qu''une annonce recouvre de plus de 5 % (de la plus petite des deux surfaces)';

create function public.share_outside(
	p_geom extensions.geometry, p_area extensions.geometry
) returns double precision
language sql immutable
set search_path = public, extensions
as $$
	select case when p_area is not null then round((100 * st_area(st_transform(
		st_difference(p_geom, p_area), 2154
	)) / nullif(st_area(st_transform(p_geom, 2154)), 0))::numeric, 1)::double precision end
$$;

comment on function public.share_outside is
	'Part d''une surface hors d''une autre, en % ; vide quand l''autre n''est pas connue';

-- A SIRET is easily typed: the agent sees which person and which address stand behind a listing.
create function public.annonce_facts(p_annonce uuid) returns json
language plpgsql stable security definer
set search_path = public, extensions
as $$
declare
	listing annonce;
begin
	select * into listing from annonce where annonce_id = p_annonce;
	if not found or not may_read_listing(listing) then
		raise sqlstate 'PT404' using
			message = format('Annonce « %s » : inconnue, ou elle n''est pas la vôtre.', p_annonce),
			hint = 'Attendu : une annonce que vous proposez, ou soumise dans votre EPCI.',
			detail = json_build_object('code', 'listing_unknown')::text;
	end if;
	return (select json_build_object(
		'overlaps', listing_overlaps(listing),
		'outside_commune_pct', share_outside(listing.geom, (
			select geom from commune where comm_insee = listing.comm_insee
		)),
		'outside_territory_pct', share_outside(listing.geom, (
			select st_union(geom) from commune
			where territory_id = listing.territory_id and geom && listing.geom
		)),
		'parcel_communes', array_to_json(array(
			select distinct left(parcel, 5)
			from regexp_split_to_table(listing.contenu ->> 'terr_refcad', '[|]') as parcel
			where left(parcel, 5) is distinct from listing.comm_insee order by 1
		)),
		'name_origin', (
			select entreprise_nom_origine from membre where user_id = listing.proprietaire
		),
		'owner', (
			select json_build_object('name', nom, 'email', courriel)
			from membre where user_id = listing.proprietaire
		)
	));
end
$$;

comment on function public.annonce_facts is
	'Ce que les données disent d''une annonce : terrains recouverts, parts hors de sa commune et du territoire, communes des parcelles, origine du nom de l''entreprise';

create function public.annonce_version_get(p_annonce uuid, p_version_id bigint) returns json
language plpgsql stable security definer
set search_path = public, extensions
as $$
declare
	listing annonce;
	former annonce_version;
begin
	select * into listing from annonce where annonce_id = p_annonce;
	select * into former from annonce_version
	where annonce_id = p_annonce and version_id = p_version_id;
	if not found or not may_read_listing(listing) then
		raise sqlstate 'PT404' using
			message = format('Version « %s » inconnue de cette annonce.', p_version_id),
			detail = json_build_object('code', 'version_unknown')::text;
	end if;
	return json_build_object(
		'version_id', former.version_id, 'version', former.version, 'action', former.action,
		'message', former.message, 'par_nom', former.par_nom, 'par_role', former.par_role,
		'le', former.le, 'contenu', former.contenu, 'geometry', st_asgeojson(former.geom, 7)::json,
		'difference', former.difference, 'pieces', (
			select coalesce(json_agg(json_build_object(
				'piece_id', piece_id, 'genre', genre, 'nom', nom, 'legende', legende
			) order by genre desc, ordre), '[]')
			from annonce_piece where annonce_id = p_annonce and former.pieces ? piece_id::text
		)
	);
end
$$;

comment on function public.annonce_version_get is
	'Une version de l''historique, entière, pour qui propose l''annonce et les agents de son EPCI';

-- supabase/schemas/listing/functions-writing.sql

-- How a listing is written: its owner while it is theirs, an agent of its EPCI once it has been handed in.
-- Every function checks the right of the account that calls it, and keeps who declared what.

create function public.may_read_listing(p_listing public.annonce) returns boolean
language sql stable security definer
set search_path = public, extensions
as $$
	select coalesce(
		p_listing.proprietaire = auth.uid() or p_listing.soumise_le is not null
			and is_agent_of(p_listing.territory_id, p_listing.epci_siren),
		false
	)
$$;

comment on function public.may_read_listing is
	'Vrai pour qui propose l''annonce et, une fois soumise, pour les agents de son EPCI';

create function public.listing_pieces(p_annonce uuid) returns jsonb
language sql stable
set search_path = public, extensions
as $$
	select coalesce(jsonb_agg(piece_id order by genre desc, ordre, ajoutee_le), '[]')
	from annonce_piece where annonce_id = p_annonce and not retiree
$$;

comment on function public.listing_pieces is
	'Identifiants des pièces de la copie de travail, les photos d''abord';

-- Who acts is the account of the request; without one it is the system.
create function public.listing_record(p_annonce uuid, p_action text, p_message text) returns void
language plpgsql
set search_path = public, extensions
as $$
declare
	listing annonce;
	published annonce_version;
	pieces jsonb := listing_pieces(p_annonce);
begin
	select * into listing from annonce where annonce_id = p_annonce;
	select * into published from annonce_version
	where annonce_id = p_annonce and action = 'publiée'
	order by version_id desc limit 1;
	insert into annonce_version
		(annonce_id, version, action, contenu, geom, pieces, difference, message, par, par_nom, par_role)
	values (
		p_annonce, listing.version, p_action, listing.contenu, listing.geom, pieces,
		listing_difference(
			listing_snapshot(coalesce(published.contenu, '{}'), published.geom, coalesce(published.pieces, '[]')),
			listing_snapshot(listing.contenu, listing.geom, pieces)
		),
		p_message, auth.uid(), coalesce(member_label(auth.uid()), 'Système'),
		coalesce(member_role(listing.territory_id), 'système')
	);
end
$$;

comment on function public.listing_record is
	'Ajoute à l''historique l''état actuel d''une annonce et sa différence avec la dernière version publiée';

-- Says who changed the record since it was read, when, and which fields.
create function public.refuse_stale_version(p_listing public.annonce, p_version integer) returns void
language plpgsql
set search_path = public, extensions
as $$
declare
	changed record;
	latest annonce_version;
begin
	if p_listing.version = p_version then
		return;
	end if;
	select string_agg(field, ', ' order by field) as fields,
		(array_agg(entry ->> 'nom' order by (entry ->> 'version')::integer desc))[1] as name
	into changed
	from jsonb_each(p_listing.provenance) as declared (field, entry)
	where (entry ->> 'version')::integer > coalesce(p_version, 0);
	select * into latest from annonce_version
	where annonce_id = p_listing.annonce_id order by version_id desc limit 1;
	raise sqlstate 'PT409' using
		message = format('L''annonce a été modifiée entre-temps par %s, le %s : %s.',
			coalesce(changed.name, latest.par_nom, member_label(p_listing.proprietaire), 'un autre éditeur'),
			to_char(p_listing.modifie_le at time zone 'Europe/Paris', 'DD/MM/YYYY à HH24:MI'),
			coalesce(changed.fields, p_listing.etat)),
		hint = format('Version lue : %s ; version actuelle : %s. Comparez, puis enregistrez de nouveau.',
			coalesce(p_version::text, 'aucune'), p_listing.version),
		detail = json_build_object(
			'code', 'listing_stale',
			'by', coalesce(changed.name, latest.par_nom, member_label(p_listing.proprietaire)),
			'at', p_listing.modifie_le,
			'fields', coalesce(changed.fields, '')
		)::text;
end
$$;

comment on function public.refuse_stale_version is
	'Refuse (409) une écriture qui a lu une autre version que l''actuelle, en disant qui a changé quoi et quand';

create function public.listing_for_writing(p_annonce uuid, p_version integer) returns public.annonce
language plpgsql
set search_path = public, extensions
as $$
declare
	listing annonce;
begin
	select * into listing from annonce where annonce_id = p_annonce for update;
	if not found or not may_read_listing(listing) then
		raise sqlstate 'PT404' using
			message = format('Annonce « %s » : inconnue, ou elle n''est pas la vôtre.', p_annonce),
			hint = 'Attendu : une annonce que vous proposez, ou soumise dans votre EPCI.',
			detail = json_build_object('code', 'listing_unknown')::text;
	end if;
	if listing.etat = 'soumise' and not is_agent_of(listing.territory_id, listing.epci_siren) then
		raise sqlstate 'PT403' using
			message = 'L''annonce est soumise : elle attend l''agent de l''EPCI.',
			hint = 'Retirez-la pour la modifier, ou attendez sa réponse.',
			detail = json_build_object('code', 'listing_waits')::text;
	end if;
	perform refuse_stale_version(listing, p_version);
	return listing;
end
$$;

comment on function public.listing_for_writing is
	'Annonce verrouillée pour écriture ; 404 si elle n''est pas ouverte au compte, 403 si elle attend l''agent, 409 si elle a changé';

-- An owner's change of what is settled makes a draft; an agent's goes into the queue of what is checked.
create function public.listing_state_after_writing(p_listing public.annonce) returns text
language sql stable
set search_path = public, extensions
as $$
	select case
		when p_listing.etat in ('brouillon', 'à modifier', 'soumise') then p_listing.etat
		when p_listing.proprietaire = auth.uid() then 'brouillon'
		else 'soumise'
	end
$$;

comment on function public.listing_state_after_writing is
	'État de la copie de travail après une écriture du compte qui demande';

create function public.listing_opened(p_territory text) returns public.annonce
language plpgsql
set search_path = public, extensions
as $$
declare
	opened annonce;
	most constant integer := 50;
begin
	if member_role(p_territory) is null then
		raise sqlstate 'PT403' using
			message = 'Ce compte n''a aucun rôle dans ce territoire.',
			hint = 'Attendu : un compte d''entreprise, d''agent ou d''administrateur.',
			detail = json_build_object('code', 'role_none')::text;
	end if;
	if (select count(*) from annonce where proprietaire = auth.uid() and soumise_le is null) >= most then
		raise sqlstate 'PT400' using
			message = format('Ce compte a déjà %s brouillons.', most),
			hint = 'Soumettez-en ou supprimez-en avant d''en ouvrir un autre.',
			detail = json_build_object('code', 'drafts_most', 'most', most)::text;
	end if;
	insert into annonce (territory_id, proprietaire, siret, version)
	values (p_territory, auth.uid(), (select siret from membre where user_id = auth.uid()), 0)
	returning * into opened;
	return opened;
end
$$;

comment on function public.listing_opened is
	'Nouveau brouillon du compte qui demande ; 403 sans rôle dans le territoire';

create function public.refuse_foreign_land(p_listing public.annonce) returns void
language plpgsql
set search_path = public, extensions
as $$
begin
	if member_role(p_listing.territory_id) = 'agent' and p_listing.geom is not null
		and not is_agent_of(p_listing.territory_id, p_listing.epci_siren) then
		raise sqlstate 'PT403' using
			message = format('Le terrain est dans l''EPCI « %s », dont vous n''êtes pas agent.',
				coalesce((select epci_nom from epci where epci_siren = p_listing.epci_siren), 'inconnu')),
			hint = 'Attendu : un terrain de l''un de vos EPCI.',
			detail = json_build_object(
				'code', 'land_foreign',
				'epci', (select epci_nom from epci where epci_siren = p_listing.epci_siren)
			)::text;
	end if;
end
$$;

comment on function public.refuse_foreign_land is
	'Refuse (403) à un agent un terrain hors de ses EPCI';

create function public.listing_changed_fields(
	p_listing public.annonce, p_given jsonb, p_shape extensions.geometry
) returns text[]
language sql stable
set search_path = public, extensions
as $$
	select coalesce(array_agg(field), '{}')
	from (
		select key as field from jsonb_each(p_given)
		where p_listing.contenu -> key is distinct from nullif(value, 'null')
		union all
		select 'geom' where p_shape is not null
			and st_asbinary(p_listing.geom) is distinct from st_asbinary(p_shape)
	) as changed
$$;

comment on function public.listing_changed_fields is
	'Champs dont la valeur donnée diffère de celle de l''annonce, dont geom pour le contour';

create function public.annonce_save(
	p_annonce uuid, p_territory text, p_version integer, p_contenu json, p_geom json
) returns json
language plpgsql security definer
set search_path = public, extensions
as $$
declare
	listing annonce;
	given jsonb;
	shape geometry;
	changed text[];
	stamp jsonb;
begin
	if p_annonce is null then
		listing := listing_opened(p_territory);
	else
		listing := listing_for_writing(p_annonce, p_version);
	end if;
	given := listing_checked(listing.territory_id, coalesce(p_contenu, '{}'));
	shape := listing_shape(listing.territory_id, p_geom);
	changed := listing_changed_fields(listing, given, shape);
	if changed = '{}' and p_annonce is not null then
		return annonce_get(p_annonce);
	end if;
	stamp := jsonb_build_object('par', auth.uid(), 'nom', member_label(auth.uid()), 'le', now(),
		'version', listing.version + 1);
	update annonce set
		contenu = jsonb_strip_nulls(contenu || given),
		geom = coalesce(shape, geom),
		provenance = provenance || coalesce(
			(select jsonb_object_agg(field, stamp) from unnest(changed) as field), '{}'
		),
		version = version + 1,
		modifie_le = now(),
		etat = listing_state_after_writing(listing)
	where annonce_id = listing.annonce_id
	returning * into listing;
	perform refuse_foreign_land(listing);
	if listing.proprietaire is distinct from auth.uid() then
		perform listing_record(listing.annonce_id, 'modifiée', null);
	end if;
	return annonce_get(listing.annonce_id);
end
$$;

comment on function public.annonce_save is
	'Ouvre une annonce (p_annonce vide) ou y écrit les champs donnés ; null efface un champ, un contour absent reste ; rend l''annonce';

create function public.annonce_submit(p_annonce uuid, p_version integer) returns json
language plpgsql security definer
set search_path = public, extensions
as $$
declare
	listing annonce := listing_for_writing(p_annonce, p_version);
	missing text[] := listing_missing(listing.contenu, listing.geom);
begin
	if listing.etat = 'soumise' then
		raise sqlstate 'PT409' using
			message = 'L''annonce est déjà soumise.',
			hint = 'Elle attend l''agent de l''EPCI.',
			detail = json_build_object('code', 'listing_waits')::text;
	end if;
	if missing <> '{}' then
		raise sqlstate 'PT400' using
			message = format('Il manque : %s.', array_to_string(missing, ', ')),
			hint = 'Attendu : tous les champs obligatoires.',
			detail = json_build_object(
				'code', 'listing_missing',
				'fields', array_to_string(missing, ', ')
			)::text;
	end if;
	-- The territory may have changed since the draft was drawn.
	perform listing_shape(listing.territory_id, st_asgeojson(listing.geom)::json);
	perform refuse_foreign_land(listing);
	update annonce set etat = 'soumise', soumise_le = now(), modifie_le = now(), version = version + 1
	where annonce_id = p_annonce;
	perform listing_record(p_annonce, 'soumise', null);
	return annonce_get(p_annonce);
end
$$;

comment on function public.annonce_submit is
	'Remet une annonce complète à l''agent de l''EPCI ; 400 nommant ce qui manque';

create function public.annonce_withdraw(p_annonce uuid, p_version integer) returns json
language plpgsql security definer
set search_path = public, extensions
as $$
declare
	listing annonce;
begin
	select * into listing from annonce where annonce_id = p_annonce for update;
	if not found or not may_read_listing(listing) then
		raise sqlstate 'PT404' using
			message = format('Annonce « %s » : inconnue, ou elle n''est pas la vôtre.', p_annonce),
			detail = json_build_object('code', 'listing_unknown')::text;
	end if;
	perform refuse_stale_version(listing, p_version);
	if not listing.en_ligne and listing.etat <> 'soumise' then
		raise sqlstate 'PT409' using
			message = format('L''annonce n''est ni en ligne ni soumise : son état est « %s ».', listing.etat),
			hint = 'Un brouillon se supprime.',
			detail = json_build_object('code', 'listing_nowhere', 'state', listing.etat)::text;
	end if;
	update annonce set
		etat = 'retirée', en_ligne = false, modifie_le = now(), version = version + 1
	where annonce_id = p_annonce;
	update annonce_piece set publique = false where annonce_id = p_annonce and publique;
	update terrain_eco set publie = false where terr_id = listing.terr_id and publie;
	perform listing_record(p_annonce, 'retirée', null);
	return annonce_get(p_annonce);
end
$$;

comment on function public.annonce_withdraw is
	'Retire une annonce de la carte publique, ou de la file de l''agent ; elle reste modifiable';

create function public.annonce_delete(p_annonce uuid) returns json
language plpgsql security definer
set search_path = public, extensions
as $$
declare
	listing annonce;
	paths json;
begin
	select * into listing from annonce where annonce_id = p_annonce for update;
	if not found or listing.proprietaire is distinct from auth.uid() then
		raise sqlstate 'PT404' using
			message = format('Annonce « %s » : inconnue, ou elle n''est pas la vôtre.', p_annonce),
			detail = json_build_object('code', 'listing_unknown')::text;
	end if;
	if listing.soumise_le is not null then
		raise sqlstate 'PT403' using
			message = 'Une annonce déjà soumise ne se supprime pas : son historique reste.',
			hint = 'Retirez-la : elle quitte la carte.',
			detail = json_build_object('code', 'listing_kept')::text;
	end if;
	select coalesce(json_agg(path), '[]') into paths
	from annonce_piece cross join lateral unnest(array[chemin, vignette]) as path
	where annonce_id = p_annonce and path is not null;
	delete from annonce where annonce_id = p_annonce;
	return paths;
end
$$;

comment on function public.annonce_delete is
	'Supprime un brouillon jamais soumis ; rend les chemins de ses fichiers, à retirer du stockage';

create trigger append_only before update or delete on public.annonce_version
	for each row execute function public.refuse_rewriting();

create trigger never_emptied before truncate on public.annonce_version
	for each statement execute function public.refuse_truncation();

-- supabase/schemas/briefs/functions-missing-land.sql

-- The land that was asked for and not found, for planners: counted, never traced to anybody.

-- p_search: { territory, month, epci, surface_min_ha, criteres, bloquants }. A month keeps so many different
-- searches at most; beyond, only those already known are counted on.
create function public.count_missed_search(p_search json) returns boolean
language plpgsql security definer
set search_path = public, extensions
as $$
declare
	v_territory text := p_search ->> 'territory';
	v_month date := (p_search ->> 'month')::date;
	v_epci text[] := array(select json_array_elements_text(p_search -> 'epci') order by 1);
	v_surface double precision := round((p_search ->> 'surface_min_ha')::numeric * 2) / 2;
	v_criteria text[] := array(select json_array_elements_text(p_search -> 'criteres') order by 1);
	v_blocking text[] := array(select json_array_elements_text(p_search -> 'bloquants') order by 1);
	v_print text := md5(json_build_array(v_epci, v_surface, v_criteria, v_blocking)::text);
begin
	update recherche_vide set nombre = nombre + 1
	where territory_id = v_territory and mois = v_month and empreinte = v_print;
	if found then
		return true;
	end if;
	if (select count(*) from recherche_vide where territory_id = v_territory and mois = v_month) >= 5000 then
		return false;
	end if;
	insert into recherche_vide (
		territory_id, mois, empreinte, epci, surface_min_ha, criteres, bloquants
	)
	values (v_territory, v_month, v_print, v_epci, v_surface, v_criteria, v_blocking)
	on conflict (territory_id, mois, empreinte) do update set nombre = recherche_vide.nombre + 1;
	return true;
end
$$;

comment on function public.count_missed_search is
	'Compte une recherche sans résultat, sans rien garder de qui cherche ; faux si le mois en a trop';

-- A demand for several EPCI stands in the line of each, and once in the totals.
-- Land is missing where a demand was lost, or waits while nothing answered it; a demand about a plot, or that plots
-- answer, is on its way. Each stands in a figure of its own, and searches in a third.
create function public.missing_land(p_territory text, p_from date, p_to date) returns json
language plpgsql stable security definer
set search_path = public, extensions
as $$
declare
	v_epci text[] := array(
		select epci_siren from epci
		where territory_id = p_territory and is_agent_of(p_territory, epci_siren) order by 1
	);
begin
	if cardinality(v_epci) = 0 then
		raise sqlstate 'PT403' using
			message = format('Le foncier manquant de « %s » est réservé à ses agents.', p_territory),
			hint = 'Un compte d''agent ou d''administrateur de ce territoire.';
	end if;
	if p_from is null or p_to is null or p_from > p_to then
		raise sqlstate 'PT400' using
			message = format('La période de %s à %s est vide.', p_from, p_to),
			hint = 'Un premier mois qui ne suit pas le dernier.';
	end if;
	return (
		with asked as (
			select epci, etat = 'perdue' as lost, motif_perte, surface_min_ha, bloquants,
				paris_month(recue_le) as mois
			from demande
			where territory_id = p_territory and genre = 'projet' and epci && v_epci
				and (etat = 'perdue' or etat <> 'gagnée' and terrains_trouves = 0
					and collection is distinct from 'terrains')
				and paris_month(recue_le) between date_trunc('month', p_from) and p_to
		), missed as (
			select * from recherche_vide
			where territory_id = p_territory and epci && v_epci
				and mois between date_trunc('month', p_from) and p_to
		), asked_figures as (
			select siren, mois,
				count(*) filter (where lost) as lost,
				sum(surface_min_ha) filter (where lost) as lost_ha,
				count(*) filter (where lost and surface_min_ha is null) as lost_unstated,
				count(*) filter (where not lost) as waiting,
				sum(surface_min_ha) filter (where not lost) as waiting_ha,
				count(*) filter (where not lost and surface_min_ha is null) as waiting_unstated
			-- Once in the line of each of its EPCI, and once in the totals.
			from (
				select siren, asked.* from asked cross join unnest(epci) as siren
				union all
				select null, asked.* from asked
			) as counted
			group by grouping sets ((siren, mois), (siren))
		), missed_figures as (
			select siren, mois, sum(nombre) as searches, sum(nombre * surface_min_ha) as search_ha
			from (
				select siren, missed.* from missed cross join unnest(epci) as siren
				union all
				select null, missed.* from missed
			) as counted
			group by grouping sets ((siren, mois), (siren))
		), figures as (
			select siren, mois, json_build_object(
				'siren', siren, 'month', mois,
				'lost', coalesce(lost, 0), 'lostHa', coalesce(lost_ha, 0),
				'lostUnstated', coalesce(lost_unstated, 0),
				'waiting', coalesce(waiting, 0), 'waitingHa', coalesce(waiting_ha, 0),
				'waitingUnstated', coalesce(waiting_unstated, 0),
				'searches', coalesce(searches, 0), 'searchHa', coalesce(search_ha, 0)
			) as line
			from (
				select coalesce(a.siren, m.siren) as siren, coalesce(a.mois, m.mois) as mois, lost, lost_ha,
					lost_unstated, waiting, waiting_ha, waiting_unstated, searches, search_ha
				from asked_figures as a full join missed_figures as m
					on coalesce(a.siren, '') = coalesce(m.siren, '')
					and coalesce(a.mois, '-infinity') = coalesce(m.mois, '-infinity')
			) as joined
		)
		select json_build_object(
			'epci', array_to_json(v_epci),
			'lines', (
				select coalesce(json_agg(line order by mois desc, siren), '[]')
				from figures where siren = any (v_epci) and mois is not null
			),
			'total', coalesce(
				(select line from figures where siren is null and mois is null),
				json_build_object(
					'lost', 0, 'lostHa', 0, 'lostUnstated', 0, 'waiting', 0, 'waitingHa', 0,
					'waitingUnstated', 0, 'searches', 0, 'searchHa', 0
				)
			),
			'reasons', (
				select coalesce(json_agg(json_build_object(
					'reason', motif_perte, 'briefs', briefs, 'briefHa', ha
				) order by briefs desc, motif_perte), '[]')
				from (
					select motif_perte, count(*) as briefs, coalesce(sum(surface_min_ha), 0) as ha
					from asked where lost group by 1
				) as by_reason
			),
			'blocking', (
				select coalesce(json_agg(json_build_object(
					'criterion', criterion, 'briefs', briefs, 'searches', searches
				) order by briefs + searches desc, criterion), '[]')
				from (
					select criterion, sum(briefs) as briefs, sum(searches) as searches
					from (
						select unnest(bloquants) as criterion, 1 as briefs, 0 as searches from asked
						union all
						select unnest(bloquants), 0, nombre from missed
					) as each_one
					group by 1
				) as by_criterion
			)
		)
	);
end
$$;

comment on function public.missing_land is
	'Foncier demandé et non trouvé par EPCI et par mois : demandes perdues, demandes en cours sans terrain, recherches vides ; motifs de perte et critères bloquants, pour les EPCI du compte';

-- supabase/schemas/briefs/functions.sql

-- How briefs come in, are followed and forgotten. The caller's right is checked in every function.

-- A note stays as it was written; its text alone may go, once the brief's personal data are due to go.
create function public.refuse_note_rewriting() returns trigger
language plpgsql
set search_path = public, extensions
as $$
begin
	if tg_op = 'DELETE' and not exists (select from demande where demande_id = old.demande_id) then
		return old;
	end if;
	if tg_op = 'UPDATE' and new.texte is null
		and (new.note_id, new.demande_id, new.action, new.etat, new.motif, new.par, new.par_nom, new.le)
			is not distinct from
			(old.note_id, old.demande_id, old.action, old.etat, old.motif, old.par, old.par_nom, old.le)
		and exists (select from demande where demande_id = old.demande_id and efface_le is not null)
	then
		return new;
	end if;
	raise sqlstate 'PT403' using
		message = 'Le suivi d''une demande ne se modifie pas.',
		hint = 'Ajoutez une note : elle dit ce qui a changé.';
end
$$;

comment on function public.refuse_note_rewriting is
	'Refuse toute réécriture du suivi ; seul le texte d''une note s''efface, avec le contact';

create trigger append_only before update or delete on public.demande_note
	for each row execute function public.refuse_note_rewriting();

create function public.contact_retention(p_territory text) returns interval
language sql stable
set search_path = public, extensions
as $$
	select make_interval(months => coalesce(
		(select (configuration #>> '{listings,contactRetentionMonths}')::integer
		from territory where territory_id = p_territory),
		24
	))
$$;

comment on function public.contact_retention is
	'Temps pendant lequel le contact d''une demande se garde après la dernière action';

-- p_brief: { territory, genre, epci, collection, objet_id, objet_nom, criteres, surface_min_ha, bloquants,
-- terrains_trouves, message, recue_le, echeance_le, contact: { nom, societe, courriel, telephone } or null }.
-- The server calls it once the form has been checked.
create function public.brief_leave(p_brief json) returns json
language plpgsql security definer
set search_path = public, extensions
as $$
declare
	v_id uuid;
	v_received timestamptz := (p_brief ->> 'recue_le')::timestamptz;
	v_contact json := p_brief -> 'contact';
begin
	insert into demande (
		territory_id, genre, epci, collection, objet_id, objet_nom, criteres, surface_min_ha,
		bloquants, terrains_trouves, message, recue_le, echeance_le, action_le, effacer_le
	)
	values (
		p_brief ->> 'territory', p_brief ->> 'genre',
		array(select json_array_elements_text(p_brief -> 'epci') order by 1),
		p_brief ->> 'collection', p_brief ->> 'objet_id', p_brief ->> 'objet_nom',
		nullif((p_brief -> 'criteres')::jsonb, 'null'), (p_brief ->> 'surface_min_ha')::double precision,
		array(select json_array_elements_text(p_brief -> 'bloquants')),
		(p_brief ->> 'terrains_trouves')::integer, p_brief ->> 'message',
		v_received, (p_brief ->> 'echeance_le')::timestamptz, v_received,
		(v_received + contact_retention(p_brief ->> 'territory'))::date
	)
	returning demande_id into v_id;
	if json_typeof(v_contact) = 'object' then
		insert into demande_contact (demande_id, nom, societe, courriel, telephone, consentement_le)
		values (
			v_id, v_contact ->> 'nom', v_contact ->> 'societe', v_contact ->> 'courriel',
			v_contact ->> 'telephone', v_received
		);
	end if;
	insert into demande_note (demande_id, action, etat, par_nom, le)
	values (v_id, 'reçue', 'nouvelle', 'Visiteur', v_received);
	return json_build_object('id', v_id);
end
$$;

comment on function public.brief_leave is
	'Inscrit une demande et son contact ; pour le serveur, une fois le formulaire vérifié';

create function public.brief_recipients(p_id uuid) returns json
language sql stable security definer
set search_path = public, extensions
as $$
	with concerned as (
		select membre.role, membre.courriel
		from demande join membre using (territory_id)
		where demande_id = p_id and (
			role = 'administrateur'
			or role = 'agent' and exists (
				select from membre_epci
				where membre_epci.user_id = membre.user_id and epci_siren = any (demande.epci)
			)
		)
	)
	-- Administrators are written to only where no agent would be.
	select coalesce(json_agg(courriel order by courriel), '[]')
	from concerned
	where role = 'agent' or not exists (select from concerned where role = 'agent')
$$;

comment on function public.brief_recipients is
	'Adresses des agents à prévenir d''une demande ; des administrateurs s''il n''y a pas d''agent';

create function public.brief_assignee(p_id uuid) returns text
language sql stable security definer
set search_path = public, extensions
as $$
	select coalesce(membre.nom, membre.courriel)
	from demande join membre on membre.user_id = demande.attribuee_a
	where demande_id = p_id and (
		is_administrator(demande.territory_id)
		or exists (select from unnest(demande.epci) as one where is_agent_of(demande.territory_id, one))
	)
$$;

comment on function public.brief_assignee is 'Nom de qui suit une demande, pour qui peut la lire';

-- One line a brief, the most urgent first: what is open by its deadline, then what is closed.
create function public.brief_list(
	p_territory text, p_filters json, p_limit integer, p_offset integer
) returns json
language sql stable
set search_path = public, extensions
as $$
	with kept as (
		select demande.*, close_le is not null as closed
		from demande
		where territory_id = p_territory
			and (p_filters ->> 'state' is null or etat = p_filters ->> 'state')
			and (p_filters ->> 'open' is distinct from 'true' or close_le is null)
			and (p_filters ->> 'kind' is null or genre = p_filters ->> 'kind')
			and (p_filters ->> 'epci' is null or p_filters ->> 'epci' = any (epci))
			and (
				p_filters ->> 'assigned' is null
				or p_filters ->> 'assigned' = 'moi' and attribuee_a = auth.uid()
				or p_filters ->> 'assigned' = 'personne' and attribuee_a is null
			)
	), page as (
		select * from kept
		order by closed, case when not closed then echeance_le end, close_le desc, demande_id
		limit least(p_limit, 200) offset p_offset
	)
	select json_build_object(
		'total', (select count(*) from kept),
		'briefs', coalesce(json_agg(json_build_object(
			'id', demande_id, 'kind', genre, 'epci', page.epci, 'collection', collection,
			'objectId', objet_id, 'objectName', objet_nom, 'surfaceMinHa', surface_min_ha,
			'surfaceMaxHa', surface_max_ha, 'state', etat, 'reason', motif_perte,
			'company', (
				select societe from demande_contact where demande_contact.demande_id = page.demande_id
			),
			'assignedTo', attribuee_a, 'assignedName', brief_assignee(demande_id),
			'receivedAt', recue_le, 'dueAt', echeance_le,
			'answeredAt', premiere_reponse_le, 'closedAt', close_le
		) order by closed, case when not closed then echeance_le end, close_le desc, demande_id), '[]')
	)
	from page
$$;

comment on function public.brief_list is
	'Demandes que le compte peut lire, la plus urgente d''abord ; p_filters : state, open, kind, epci, assigned';

create function public.brief_detail(p_id uuid) returns json
language sql stable
set search_path = public, extensions
as $$
	select json_build_object(
		'id', demande_id, 'kind', genre, 'epci', epci, 'collection', collection,
		'objectId', objet_id, 'objectName', objet_nom, 'surfaceMinHa', surface_min_ha,
		'surfaceMaxHa', surface_max_ha, 'state', etat, 'reason', motif_perte,
		'assignedTo', attribuee_a, 'receivedAt', recue_le, 'dueAt', echeance_le,
		'answeredAt', premiere_reponse_le, 'closedAt', close_le, 'version', version,
		'criteria', criteres, 'blocking', bloquants, 'foundThen', terrains_trouves, 'message', message,
		'eraseOn', effacer_le, 'erasedAt', efface_le,
		'contact', (
			select json_build_object(
				'name', nom, 'company', societe, 'email', courriel, 'phone', telephone,
				'consentAt', consentement_le
			)
			from demande_contact where demande_contact.demande_id = demande.demande_id
		),
		'notes', (
			select coalesce(json_agg(json_build_object(
				'id', note_id, 'action', action, 'state', etat, 'reason', motif, 'text', texte,
				'by', par_nom, 'at', le
			) order by note_id), '[]')
			from demande_note where demande_note.demande_id = demande.demande_id
		)
	)
	from demande where demande_id = p_id
$$;

comment on function public.brief_detail is 'Une demande, son contact et son suivi ; vide si le compte ne peut la lire';

-- The brief, locked, once the caller may write to it and has read its last version.
create function public.brief_to_write(p_id uuid, p_version integer) returns public.demande
language plpgsql security definer
set search_path = public, extensions
as $$
declare
	v_brief demande;
	v_last demande_note;
begin
	select * into v_brief from demande where demande_id = p_id for update;
	if v_brief.demande_id is null or not (
		is_administrator(v_brief.territory_id)
		or exists (select from unnest(v_brief.epci) as one where is_agent_of(v_brief.territory_id, one))
	) then
		raise sqlstate 'PT404' using
			message = format('Aucune demande « %s » parmi celles de vos EPCI.', p_id),
			hint = 'Une demande remise à l''un de vos EPCI.',
			detail = json_build_object('code', 'brief_unknown')::text;
	end if;
	if v_brief.version is distinct from p_version then
		select * into v_last from demande_note where demande_id = p_id order by note_id desc limit 1;
		raise sqlstate 'PT409' using
			message = format(
				'%s a changé cette demande le %s : elle en est à la version %s, vous aviez lu la version %s.',
				v_last.par_nom, to_char(v_last.le at time zone 'Europe/Paris', 'DD/MM/YYYY à HH24:MI'),
				v_brief.version, coalesce(p_version::text, 'inconnue')
			),
			hint = 'Relisez la demande, puis recommencez.',
			detail = json_build_object('code', 'brief_stale', 'by', v_last.par_nom, 'at', v_last.le)::text;
	end if;
	return v_brief;
end
$$;

comment on function public.brief_to_write is
	'La demande, si le compte peut l''écrire et en a lu la dernière version ; refuse sinon';

create function public.brief_writer() returns text
language sql stable security definer
set search_path = public, extensions
as $$
	select coalesce(nom, courriel) from membre where user_id = auth.uid()
$$;

comment on function public.brief_writer is 'Nom sous lequel le compte signe le suivi d''une demande';

-- Every write counts as an action: it moves the day when the contact goes, and the version.
create function public.brief_touch(p_id uuid) returns integer
language sql security definer
set search_path = public, extensions
as $$
	update demande set
		version = version + 1,
		action_le = now(),
		effacer_le = (now() + contact_retention(territory_id))::date
	where demande_id = p_id
	returning version
$$;

comment on function public.brief_touch is 'Compte une action : version, date, et jour de l''effacement';

create function public.brief_note(
	p_id uuid, p_version integer, p_text text, p_answered boolean
) returns json
language plpgsql security definer
set search_path = public, extensions
as $$
begin
	perform brief_to_write(p_id, p_version);
	if btrim(coalesce(p_text, '')) = '' and not coalesce(p_answered, false) or length(p_text) > 2000 then
		raise sqlstate 'PT400' using
			message = format('Une note de %s caractères ne peut être ajoutée.', length(btrim(coalesce(p_text, '')))),
			hint = 'Un texte de 1 à 2 000 caractères.',
			detail = json_build_object(
				'code', 'note_length',
				'count', length(btrim(coalesce(p_text, '')))
			)::text;
	end if;
	insert into demande_note (demande_id, action, texte, par, par_nom)
	values (
		p_id, case when p_answered then 'réponse' else 'note' end,
		nullif(btrim(p_text), ''), auth.uid(), brief_writer()
	);
	if p_answered then
		update demande set premiere_reponse_le = coalesce(premiere_reponse_le, now()),
			etat = case when etat = 'nouvelle' then 'en cours' else etat end,
			attribuee_a = coalesce(attribuee_a, auth.uid())
		where demande_id = p_id;
	end if;
	return json_build_object('version', brief_touch(p_id));
end
$$;

comment on function public.brief_note is
	'Ajoute une note interne ; p_answered : le demandeur a eu une réponse, ce qui arrête l''horloge';

create function public.brief_colleagues(p_id uuid) returns json
language sql stable security definer
set search_path = public, extensions
as $$
	select coalesce(json_agg(json_build_object(
		'userId', colleague.user_id, 'name', coalesce(colleague.nom, colleague.courriel),
		'email', colleague.courriel
	) order by coalesce(colleague.nom, colleague.courriel)), '[]')
	from demande join membre as colleague using (territory_id)
	where demande_id = p_id
		and (
			is_administrator(demande.territory_id)
			or exists (select from unnest(demande.epci) as one where is_agent_of(demande.territory_id, one))
		)
		and (
			colleague.role = 'administrateur'
			or colleague.role = 'agent' and exists (
				select from membre_epci
				where membre_epci.user_id = colleague.user_id and epci_siren = any (demande.epci)
			)
		)
$$;

comment on function public.brief_colleagues is
	'À qui une demande peut être confiée : les agents de ses EPCI et les administrateurs';

-- Without p_to the brief is everybody's again.
create function public.brief_assign(p_id uuid, p_version integer, p_to uuid) returns json
language plpgsql security definer
set search_path = public, extensions
as $$
declare
	v_colleague json;
begin
	perform brief_to_write(p_id, p_version);
	if p_to is not null then
		select one into v_colleague from json_array_elements(brief_colleagues(p_id)) as one
		where one ->> 'userId' = p_to::text;
		if v_colleague is null then
			raise sqlstate 'PT400' using
				message = format('Le compte « %s » ne suit aucun des EPCI de cette demande.', p_to),
				hint = 'Un agent de l''un de ses EPCI, ou un administrateur.',
				detail = json_build_object('code', 'assignee_unknown')::text;
		end if;
	end if;
	update demande set attribuee_a = p_to,
		etat = case when etat = 'nouvelle' and p_to is not null then 'en cours' else etat end
	where demande_id = p_id;
	insert into demande_note (demande_id, action, texte, par, par_nom)
	values (p_id, 'attribution', v_colleague ->> 'name', auth.uid(), brief_writer());
	return json_build_object('version', brief_touch(p_id), 'email', v_colleague ->> 'email');
end
$$;

comment on function public.brief_assign is 'Confie une demande à un agent, ou à personne ; rend son adresse';

create function public.brief_set_state(
	p_id uuid, p_version integer, p_state text, p_reason text, p_text text
) returns json
language plpgsql security definer
set search_path = public, extensions
as $$
declare
	v_brief demande := brief_to_write(p_id, p_version);
	v_states text[] := case v_brief.genre
		when 'projet' then array['nouvelle', 'en cours', 'visite', 'gagnée', 'perdue']
		else array['nouvelle', 'en cours', 'traitée']
	end;
	v_reasons text[] := allowed_values('public.demande', 'motif_perte');
begin
	if p_state is null or p_state <> all (v_states) then
		raise sqlstate 'PT400' using
			message = format('L''état « %s » n''est pas celui d''une demande de ce genre.', p_state),
			hint = array_to_string(v_states, ', '),
			detail = json_build_object('code', 'brief_state', 'value', p_state)::text;
	end if;
	if p_state = 'perdue' and (p_reason is null or p_reason <> all (v_reasons)) then
		raise sqlstate 'PT400' using
			message = format('Le motif « %s » ne dit pas pourquoi la demande est perdue.', p_reason),
			hint = array_to_string(v_reasons, ', '),
			detail = json_build_object('code', 'brief_reason', 'value', p_reason)::text;
	end if;
	if length(p_text) > 2000 then
		raise sqlstate 'PT400' using
			message = format('Une note de %s caractères ne peut être ajoutée.', length(p_text)),
			hint = 'Un texte de 2 000 caractères au plus.',
			detail = json_build_object('code', 'note_length', 'count', length(p_text))::text;
	end if;
	update demande set
		etat = p_state,
		motif_perte = case when p_state = 'perdue' then p_reason end,
		close_le = case when p_state in ('gagnée', 'perdue', 'traitée') then now() end,
		premiere_reponse_le = case
			when p_state in ('nouvelle', 'en cours') then premiere_reponse_le
			else coalesce(premiere_reponse_le, now())
		end,
		attribuee_a = case when p_state = 'nouvelle' then attribuee_a else coalesce(attribuee_a, auth.uid()) end
	where demande_id = p_id;
	insert into demande_note (demande_id, action, etat, motif, texte, par, par_nom)
	values (
		p_id, 'état', p_state, case when p_state = 'perdue' then p_reason end,
		nullif(btrim(p_text), ''), auth.uid(), brief_writer()
	);
	return json_build_object('version', brief_touch(p_id));
end
$$;

comment on function public.brief_set_state is
	'Change l''état d''une demande ; « perdue » demande un motif de la liste';

-- What was asked stays, for the missing land; who asked, and every free text, go.
create function public.erase_brief_contact(p_id uuid, p_by text) returns void
language plpgsql security definer
set search_path = public, extensions
as $$
begin
	delete from demande_contact where demande_id = p_id;
	update demande set message = null, efface_le = now(),
		criteres = case when criteres ? 'text' then jsonb_set(criteres, '{text}', '""') else criteres end
	where demande_id = p_id;
	update demande_note set texte = null where demande_id = p_id and texte is not null;
	insert into demande_note (demande_id, action, par, par_nom) values (p_id, 'effacement', auth.uid(), p_by);
end
$$;

comment on function public.erase_brief_contact is
	'Efface le contact et les textes libres d''une demande ; garde ce qui était demandé';

create function public.brief_erase(p_id uuid, p_version integer) returns json
language plpgsql security definer
set search_path = public, extensions
as $$
declare
	v_brief demande := brief_to_write(p_id, p_version);
begin
	if v_brief.efface_le is not null then
		raise sqlstate 'PT409' using
			message = format('Le contact de cette demande est déjà effacé depuis le %s.', v_brief.efface_le::date),
			hint = 'Une demande dont le contact n''est pas effacé.',
			detail = json_build_object('code', 'contact_erased', 'at', v_brief.efface_le)::text;
	end if;
	perform erase_brief_contact(p_id, brief_writer());
	return json_build_object('version', brief_touch(p_id));
end
$$;

comment on function public.brief_erase is
	'Efface le contact et les textes d''une demande, quand la personne le demande';

create function public.erase_expired_contacts(p_today date) returns integer
language plpgsql security definer
set search_path = public, extensions
as $$
declare
	v_id uuid;
	v_count integer := 0;
begin
	for v_id in
		select demande_id from demande where efface_le is null and effacer_le <= p_today for update
	loop
		perform erase_brief_contact(v_id, 'Système');
		v_count := v_count + 1;
	end loop;
	return v_count;
end
$$;

comment on function public.erase_expired_contacts is
	'Efface les contacts et les textes arrivés à leur terme ; rend leur nombre';

create trigger never_emptied before truncate on public.demande_note
	for each statement execute function public.refuse_truncation();

-- supabase/schemas/ground/rights.sql

-- Rights stand in one file a subject, after all tables and functions. What was granted by default is taken back
-- first, because hosted Supabase grants every new table and function to anon: what no file gives, nobody has.
-- Functions that are given to nobody are called by functions with the rights of their owner, or by triggers.

revoke all on all tables in schema public from public, anon, authenticated;
revoke all on all sequences in schema public from public, anon, authenticated;
revoke all on all functions in schema public from public, anon, authenticated;
grant usage on schema public, extensions to anon, authenticated, service_role;

grant execute on function
	public.box_geometry
	to public, anon, authenticated, service_role;

grant execute on function
	public.fold_text, public.is_day, public.truth_of
	to anon, authenticated, service_role;

grant execute on function
	public.sector_of, public.paris_month
	to service_role;

-- supabase/schemas/territory/rights.sql

-- Published rows are public to read, and nothing is public to write.

grant all on table
	public.territory, public.epci, public.commune, public.revision_classe
	to service_role;
grant select on table
	public.territory, public.epci, public.commune, public.revision_classe
	to anon, authenticated;

alter table public.territory enable row level security;
alter table public.epci enable row level security;
alter table public.commune enable row level security;
alter table public.revision_classe enable row level security;

create policy lecture_publique on public.territory
	for select to anon, authenticated using (publie);
create policy lecture_publique on public.epci
	for select to anon, authenticated using (publie);
create policy lecture_publique on public.commune
	for select to anon, authenticated using (publie);
create policy lecture_publique on public.revision_classe
	for select to anon, authenticated using (true);

grant execute on function
	public.territory_revision
	to anon, authenticated, service_role;

grant execute on function
	public.configured_epci, public.configured_communes, public.refuse_taken_members,
	public.write_configured_epci, public.write_configured_communes, public.territory_configure,
	public.territory_outline
	to service_role;

-- supabase/schemas/accounts/rights.sql

-- Members read themselves, administrators read all; sign-ups and invitations are the service's alone.

grant all on table
	public.membre, public.membre_epci, public.invitation, public.inscription
	to service_role;
grant select on table
	public.membre, public.membre_epci
	to authenticated;

alter table public.membre enable row level security;
alter table public.membre_epci enable row level security;
alter table public.invitation enable row level security;
alter table public.inscription enable row level security;

create policy lecture_de_soi_et_par_administrateur on public.membre
	for select to authenticated
	using (user_id = auth.uid() or is_administrator(territory_id));
create policy lecture_de_soi_et_par_administrateur on public.membre_epci
	for select to authenticated
	using (
		user_id = auth.uid()
		or exists (
			select from public.membre
			where membre.user_id = membre_epci.user_id and is_administrator(membre.territory_id)
		)
	);

-- Policies call them as the one who reads, who may be anonymous.
grant execute on function
	public.is_administrator, public.is_agent_of, public.member_role
	to anon, authenticated, service_role;

grant execute on function
	public.member_self, public.member_set_name, public.members_list, public.member_set_epci,
	public.member_remove, public.invitation_create, public.invitation_revoke,
	public.invitations_list
	to authenticated, service_role;

grant execute on function
	public.member_label, public.epci_with_agents, public.refuse_unless_administrator,
	public.known_epci, public.invitation_read, public.invitation_accept,
	public.member_register_firm, public.firm_name_of, public.administrator_appoint,
	public.account_by_email, public.account_open_recovery, public.inscription_ask,
	public.inscription_read, public.inscription_accept, public.inscription_refuse,
	public.inscriptions_forget
	to service_role;

-- supabase/schemas/outbox/rights.sql

-- The outbox is the service's alone; functions show an administrator what is stuck.

grant all on table
	public.courriel
	to service_role;

alter table public.courriel enable row level security;

grant execute on function
	public.courriels_list, public.courriels_stuck, public.courriels_again
	to authenticated, service_role;

grant execute on function
	public.mail_leave, public.mail_claim, public.mail_pause, public.mail_settle,
	public.mails_forget
	to service_role;

-- supabase/schemas/atlas/rights.sql

-- Published rows are public to read, and nothing is public to write; what is restricted is the service's alone.

grant all on table
	public.site_eco, public.terrain_eco, public.unite_fonciere, public.etablissement,
	public.friche, public.poi, public.acces_restreint, public.contrainte
	to service_role;
grant select on table
	public.site_eco, public.terrain_eco, public.unite_fonciere, public.etablissement,
	public.friche, public.poi, public.contrainte
	to anon, authenticated;

alter table public.site_eco enable row level security;
alter table public.terrain_eco enable row level security;
alter table public.unite_fonciere enable row level security;
alter table public.etablissement enable row level security;
alter table public.friche enable row level security;
alter table public.poi enable row level security;
alter table public.acces_restreint enable row level security;
alter table public.contrainte enable row level security;

create policy lecture_publique on public.site_eco
	for select to anon, authenticated using (publie);
create policy lecture_publique on public.terrain_eco
	for select to anon, authenticated using (publie);
create policy lecture_publique on public.unite_fonciere
	for select to anon, authenticated using (publie);
create policy lecture_publique on public.etablissement
	for select to anon, authenticated using (publie);
create policy lecture_publique on public.friche
	for select to anon, authenticated using (publie);
create policy lecture_publique on public.poi
	for select to anon, authenticated using (publie);
create policy lecture_publique on public.contrainte
	for select to anon, authenticated using (publie);

grant execute on function
	public.collection_definition, public.allowed_values, public.collection_columns,
	public.collection_schema, public.collections_summary, public.filter_condition,
	public.features_page, public.feature_by_id
	to public, anon, authenticated, service_role;

grant execute on function
	public.collection_summary, public.indexed_geometry, public.collection_tables,
	public.page_condition, public.collection_date, public.refuse_filter, public.period_condition,
	public.property_condition, public.page_of_lines, public.lines_named, public.page_statement,
	public.count_statement, public.check_page, public.lines_after, public.features_text,
	public.features_after, public.features_named, public.vertex_mean
	to anon, authenticated, service_role;

grant execute on function
	public.membership_of, public.area_ha, public.complete_site_eco, public.complete_terrain_eco,
	public.complete_unite_fonciere, public.complete_friche, public.complete_membership,
	public.recompute_membership, public.follow_new_communes, public.follow_changed_communes,
	public.follow_removed_communes, public.forget_restricted, public.demo_clear,
	public.recompute_shares, public.located_plots, public.knows_constraint
	to service_role;

-- supabase/schemas/search/rights.sql

-- Everybody may search; row-level security decides what is found.

grant execute on function
	public.verdict_among, public.verdict_between, public.distance_km, public.box_around,
	public.nearest_km, public.bracket_headcount, public.verdict_on_firms,
	public.verdict_on_headcount, public.verdict_on_brownfields, public.flattened_km,
	public.verdict_on_corridor, public.search_area, public.area_near, public.verdict_on_shape,
	public.verdict_on_text, public.corridor_line, public.search_box, public.terrains_matching,
	public.terrains_search
	to anon, authenticated, service_role;

-- supabase/schemas/exchange/rights.sql

-- Imports are the service's alone; an export says by itself who may have it.

grant all on table
	public.import_lot, public.import_rendu
	to service_role;
grant all on sequence public.import_lot_rang_seq to service_role;

alter table public.import_lot enable row level security;
alter table public.import_rendu enable row level security;

grant execute on function
	public.export_table
	to authenticated, service_role;

grant execute on function
	public.import_chunk, public.import_discard, public.import_forget_abandoned,
	public.names_mailbox, public.restricted_columns, public.import_drop, public.import_key_column,
	public.import_columns, public.import_derived, public.import_value, public.import_fallbacks,
	public.import_kept, public.import_refuse, public.import_check_properties,
	public.import_check_fields, public.import_check_keys, public.import_known_names,
	public.import_misfits, public.import_geometry, public.import_links, public.import_review,
	public.import_restricted, public.import_records, public.import_contours, public.import_apply,
	public.export_query, public.import_located, public.import_situate, public.import_places
	to service_role;

-- supabase/schemas/listing/rights.sql

-- A listing is read by its owner and by the agents of its EPCI, and written by functions alone.

grant all on table
	public.annonce, public.annonce_piece
	to service_role;
grant select, insert on table
	public.annonce_version
	to service_role;
grant select on table
	public.annonce, public.annonce_version
	to authenticated;
grant select on table
	public.annonce_piece
	to anon, authenticated;

alter table public.annonce enable row level security;
alter table public.annonce_piece enable row level security;
alter table public.annonce_version enable row level security;

-- A draft is its owner's alone until it has been handed in.
create policy lecture_par_proprietaire_et_agent on public.annonce
	for select to authenticated
	using (
		proprietaire = auth.uid()
		or soumise_le is not null and is_agent_of(territory_id, epci_siren)
	);
create policy lecture_publique on public.annonce_piece
	for select to anon, authenticated using (publique);
create policy lecture_par_proprietaire_et_agent on public.annonce_piece
	for select to authenticated
	using (exists (select from public.annonce where annonce.annonce_id = annonce_piece.annonce_id));
create policy lecture_par_proprietaire_et_agent on public.annonce_version
	for select to authenticated
	using (exists (select from public.annonce where annonce.annonce_id = annonce_version.annonce_id));

grant execute on function
	public.plot_pieces
	to anon, authenticated, service_role;

grant execute on function
	public.annonce_piece_file
	to anon, authenticated;

grant execute on function
	public.annonce_save, public.annonce_submit, public.annonce_withdraw, public.annonce_delete,
	public.annonce_get, public.my_listings, public.annonce_piece_add, public.annonce_piece_remove,
	public.annonce_piece_order, public.annonce_piece_caption, public.annonce_publish,
	public.annonce_request_change, public.annonce_refuse, public.annonce_unpublish,
	public.annonce_restore, public.annonce_queue, public.annonce_facts, public.annonce_version_get,
	public.annonce_confirm
	to authenticated;

grant execute on function
	public.listing_fields, public.listing_allowed_values, public.listing_value_fault,
	public.listing_checked, public.listing_shape, public.listing_missing,
	public.listing_difference, public.listing_snapshot, public.may_read_listing,
	public.listing_pieces, public.listing_record, public.listing_distances, public.listing_history,
	public.listing_piece_list, public.listing_constraints, public.listing_take_off,
	public.listing_is_reminded, public.listing_agents, public.listing_notice,
	public.listings_to_remind, public.listing_reminder_settled, public.listings_expire,
	public.listing_confirm, public.listing_confirmation_state
	to service_role;

-- supabase/schemas/briefs/rights.sql

-- A brief is read by the agents of the EPCI concerned, and written by functions alone.

grant all on table
	public.demande, public.demande_contact, public.recherche_vide
	to service_role;
grant select, insert on table
	public.demande_note
	to service_role;
grant select on table
	public.demande, public.demande_contact, public.demande_note
	to authenticated;

alter table public.demande enable row level security;
alter table public.demande_contact enable row level security;
alter table public.demande_note enable row level security;
alter table public.recherche_vide enable row level security;

-- Not even the firm whose plot it is about: whom to answer is the EPCI's business.
create policy lecture_par_agent on public.demande
	for select to authenticated
	using (
		is_administrator(territory_id)
		or exists (select from unnest(epci) as one where is_agent_of(territory_id, one))
	);
create policy lecture_par_agent on public.demande_contact
	for select to authenticated
	using (exists (select from public.demande where demande.demande_id = demande_contact.demande_id));
create policy lecture_par_agent on public.demande_note
	for select to authenticated
	using (exists (select from public.demande where demande.demande_id = demande_note.demande_id));

grant execute on function
	public.brief_assignee, public.brief_list, public.brief_detail, public.brief_note,
	public.brief_colleagues, public.brief_assign, public.brief_set_state, public.brief_erase,
	public.missing_land
	to authenticated, service_role;

grant execute on function
	public.contact_retention, public.brief_leave, public.brief_recipients,
	public.erase_expired_contacts, public.count_missed_search
	to service_role;
