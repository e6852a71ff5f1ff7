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
	parts jsonb,
	terr_surf_nette double precision,
	superficie_ha double precision,
	situe boolean not null default false
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
comment on column public.import_lot.parts is 'Parts d''un terrain sous contrainte, en %, par type';
comment on column public.import_lot.terr_surf_nette is 'Superficie nette d''un terrain, en hectares';
comment on column public.import_lot.superficie_ha is 'Superficie d''un terrain, en hectares';
comment on column public.import_lot.situe is 'Vrai quand ses valeurs sont vérifiées, et sa géométrie lue et située';

-- Read many times before it is gone: what it would save is not worth packing and unpacking it.
alter table public.import_lot alter column fiche set storage external;

create index import_lot_lot on public.import_lot (lot, classe, rang);

-- Whether a parcel has come is asked for each.
create index import_lot_morceau on public.import_lot (lot, classe, morceau);

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

create table public.colonne_reconnue (
	user_id uuid not null references auth.users on delete cascade,
	classe text not null check (length(classe) between 1 and 40),
	nom text not null check (length(nom) between 1 and 200),
	colonne text check (length(colonne) between 1 and 63),
	retenue_le timestamptz not null default now(),
	primary key (user_id, classe, nom)
);

comment on table public.colonne_reconnue is
	'Ce qu''un agent a dit des colonnes de ses fichiers, retenu pour ses imports suivants';
comment on column public.colonne_reconnue.user_id is 'Compte de l''agent';
comment on column public.colonne_reconnue.classe is 'Classe dont le fichier apporte les fiches';
comment on column public.colonne_reconnue.nom is
	'Nom de la colonne dans le fichier, en minuscules, les espaces et les traits d''union en « _ »';
comment on column public.colonne_reconnue.colonne is 'Colonne de la classe ; vide si elle n''est pas importée';
comment on column public.colonne_reconnue.retenue_le is 'Date et heure du choix';
