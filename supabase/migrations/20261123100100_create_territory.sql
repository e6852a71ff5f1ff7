-- The territory, its EPCI and its communes: members come from the configuration, contours from imports.

create table public.territory (
	territory_id text primary key check (territory_id ~ '^[a-z0-9-]+$'),
	nom text not null,
	configuration json not null,
	demonstration_chargee date,
	source_nom text not null,
	source_date date not null,
	source_methode text not null,
	source_licence text,
	source_url text,
	demonstration boolean not null default false,
	publie boolean not null default true
);

comment on table public.territory is 'Territoire d''industrie : ce que son fichier de configuration en dit';
comment on column public.territory.territory_id is
	'Identifiant du territoire, celui de son fichier de configuration';
comment on column public.territory.nom is 'Nom du territoire';
comment on column public.territory.configuration is
	'Configuration du territoire : EPCI, couleurs, langues, contacts, axes';
comment on column public.territory.demonstration_chargee is
	'Date du premier chargement du jeu de démonstration ; vide s’il ne l’a jamais été';
comment on column public.territory.source_nom is 'Nom court de la source de la fiche';
comment on column public.territory.source_date is 'Date de la source, ou de sa dernière lecture';
comment on column public.territory.source_methode is
	'Méthode d''obtention de la fiche : relevé, import, calcul, démonstration…';
comment on column public.territory.source_licence is 'Licence sous laquelle la source est publiée';
comment on column public.territory.source_url is 'Adresse de la source';
comment on column public.territory.demonstration is
	'Vrai pour une fiche inventée du jeu de démonstration';
comment on column public.territory.publie is 'Vrai si la fiche est visible du public';

create table public.epci (
	epci_siren text primary key check (epci_siren ~ '^[0-9]{9}$'),
	epci_nom text not null,
	population integer check (population >= 0),
	commune_nombre integer not null check (commune_nombre >= 0),
	contour_methode text check (contour_methode in ('approché', 'officiel')),
	geom extensions.geometry(MultiPolygon, 4326),
	territory_id text not null references public.territory,
	source_nom text not null,
	source_date date not null,
	source_methode text not null,
	source_licence text,
	source_url text,
	demonstration boolean not null default false,
	publie boolean not null default true,
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
comment on column public.epci.source_nom is 'Nom court de la source de la fiche';
comment on column public.epci.source_date is 'Date de la source, ou de sa dernière lecture';
comment on column public.epci.source_methode is
	'Méthode d''obtention de la fiche : relevé, import, calcul, démonstration…';
comment on column public.epci.source_licence is 'Licence sous laquelle la source est publiée';
comment on column public.epci.source_url is 'Adresse de la source';
comment on column public.epci.demonstration is
	'Vrai pour une fiche inventée du jeu de démonstration';
comment on column public.epci.publie is 'Vrai si la fiche est visible du public';

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
	source_nom text not null,
	source_date date not null,
	source_methode text not null,
	source_licence text,
	source_url text,
	demonstration boolean not null default false,
	publie boolean not null default true,
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
comment on column public.commune.source_nom is 'Nom court de la source de la fiche';
comment on column public.commune.source_date is 'Date de la source, ou de sa dernière lecture';
comment on column public.commune.source_methode is
	'Méthode d''obtention de la fiche : relevé, import, calcul, démonstration…';
comment on column public.commune.source_licence is 'Licence sous laquelle la source est publiée';
comment on column public.commune.source_url is 'Adresse de la source';
comment on column public.commune.demonstration is
	'Vrai pour une fiche inventée du jeu de démonstration';
comment on column public.commune.publie is 'Vrai si la fiche est visible du public';

create index epci_territory_id on public.epci (territory_id);
create index epci_geom on public.epci using gist (geom);
create index commune_territory_id on public.commune (territory_id);
create index commune_epci_siren on public.commune (epci_siren);
create index commune_geom on public.commune using gist (geom);
