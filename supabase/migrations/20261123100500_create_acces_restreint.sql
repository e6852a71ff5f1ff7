-- What no public role may read: owners, buyers and prices; and the features waiting to be imported.

create table public.acces_restreint (
	classe text not null check (classe in ('terrain_eco', 'friche')),
	objet_id text not null,
	proprio_nom text,
	terr_acquereur text,
	terr_cession_date date,
	terr_vente_montant double precision check (terr_vente_montant >= 0),
	terr_m2_prix double precision check (terr_m2_prix >= 0),
	territory_id text not null references public.territory,
	source_nom text not null,
	source_date date not null,
	source_methode text not null,
	source_licence text,
	source_url text,
	demonstration boolean not null default false,
	primary key (classe, objet_id)
);

comment on table public.acces_restreint is 'Propriétaires, acquéreurs et prix : aucun rôle public ne lit cette table';
comment on column public.acces_restreint.classe is 'Table de la fiche décrite';
comment on column public.acces_restreint.objet_id is 'Clé de la fiche décrite';
comment on column public.acces_restreint.proprio_nom is 'Nom du propriétaire';
comment on column public.acces_restreint.terr_acquereur is 'Nom de l''acquéreur du terrain';
comment on column public.acces_restreint.terr_cession_date is 'Date de la cession';
comment on column public.acces_restreint.terr_vente_montant is 'Montant de la vente, en euros';
comment on column public.acces_restreint.terr_m2_prix is 'Prix de vente, en euros par m²';
comment on column public.acces_restreint.territory_id is 'Territoire auquel la fiche appartient';
comment on column public.acces_restreint.source_nom is 'Nom court de la source de la fiche';
comment on column public.acces_restreint.source_date is
	'Date de la source, ou de sa dernière lecture';
comment on column public.acces_restreint.source_methode is
	'Méthode d''obtention de la fiche : relevé, import, calcul, démonstration…';
comment on column public.acces_restreint.source_licence is
	'Licence sous laquelle la source est publiée';
comment on column public.acces_restreint.source_url is 'Adresse de la source';
comment on column public.acces_restreint.demonstration is
	'Vrai pour une fiche inventée du jeu de démonstration';

create table public.import_lot (
	rang bigint generated always as identity primary key,
	lot uuid not null,
	classe text not null check (classe in (
		'commune',
		'epci',
		'site_eco',
		'terrain_eco',
		'unite_fonciere',
		'etablissement',
		'friche',
		'poi'
	)),
	fiche jsonb not null,
	depose_le timestamptz not null default now()
);

comment on table public.import_lot is 'Fiches en attente d''import : un lot est appliqué en entier ou pas du tout';
comment on column public.import_lot.rang is 'Rang de la fiche dans son lot';
comment on column public.import_lot.lot is 'Lot dont la fiche fait partie';
comment on column public.import_lot.classe is 'Table à laquelle la fiche est destinée';
comment on column public.import_lot.fiche is
	'Fiche au format GeoJSON (Feature), les champs en propriétés';
comment on column public.import_lot.depose_le is 'Date et heure du dépôt';

create index acces_restreint_territory_id on public.acces_restreint (territory_id);
create index import_lot_lot on public.import_lot (lot, classe);
