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
