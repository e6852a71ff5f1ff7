-- Class ETABLISSEMENT of the CNIG standard, with a numeric headcount and the sector of the map.

-- Mirrors sectorOf in src/lib/domain/sector.ts; tests/db/vocabulary.test.ts keeps the two equal.
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
	etab_contact_mail text,
	etab_contact_tel text,
	etab_effectif integer check (etab_effectif >= 0),
	secteur text generated always as (public.sector_of(etab_activite_code)) stored,
	comm_insee text,
	epci_siren text,
	geom extensions.geometry(MultiPoint, 4326) not null,
	territory_id text not null references public.territory,
	source_nom text not null,
	source_date date not null,
	source_methode text not null,
	source_licence text,
	source_url text,
	demonstration boolean not null default false,
	publie boolean not null default true
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
comment on column public.etablissement.etab_contact_mail is 'Mail de contact de l''établissement';
comment on column public.etablissement.etab_contact_tel is
	'Numéro du téléphone de contact de l''établissement';
comment on column public.etablissement.etab_effectif is 'Nombre de salariés de l''établissement';
comment on column public.etablissement.secteur is 'Secteur de la carte, calculé depuis le code NAF';
comment on column public.etablissement.comm_insee is
	'Code INSEE de la commune, calculé depuis la géométrie par déclencheur';
comment on column public.etablissement.epci_siren is
	'SIREN de l''EPCI, calculé depuis la géométrie par déclencheur';
comment on column public.etablissement.geom is
	'Localisations de l''établissement, en degrés (EPSG:4326)';
comment on column public.etablissement.territory_id is 'Territoire auquel la fiche appartient';
comment on column public.etablissement.source_nom is 'Nom court de la source de la fiche';
comment on column public.etablissement.source_date is
	'Date de la source, ou de sa dernière lecture';
comment on column public.etablissement.source_methode is
	'Méthode d''obtention de la fiche : relevé, import, calcul, démonstration…';
comment on column public.etablissement.source_licence is
	'Licence sous laquelle la source est publiée';
comment on column public.etablissement.source_url is 'Adresse de la source';
comment on column public.etablissement.demonstration is
	'Vrai pour une fiche inventée du jeu de démonstration';
comment on column public.etablissement.publie is 'Vrai si la fiche est visible du public';

create index etablissement_territory_id on public.etablissement (territory_id);
create index etablissement_geom on public.etablissement using gist (geom);
