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
