-- What is known of the land units of a business park: who owns and occupies them, what was seen of them and when, and
-- the campaigns in which an EPCI froze what it knew (L. 318-8-2 of the code of planning).

create table public.unite_proprietaire (
	uf_id text not null references public.unite_fonciere on delete cascade,
	proprio_nom text not null check (length(proprio_nom) between 1 and 200),
	proprio_compte text check (length(proprio_compte) <= 40),
	territory_id text not null references public.territory,
	like pg_temp.provenance including all,
	primary key (uf_id, proprio_nom)
);

comment on table public.unite_proprietaire is
	'Propriétaires des unités foncières : seuls les agents de l''EPCI de l''unité les lisent';
comment on column public.unite_proprietaire.uf_id is 'Unité foncière possédée';
comment on column public.unite_proprietaire.proprio_nom is 'Nom du propriétaire';
comment on column public.unite_proprietaire.proprio_compte is 'Numéro de compte du propriétaire au cadastre';
comment on column public.unite_proprietaire.territory_id is 'Territoire auquel la fiche appartient';

create index unite_proprietaire_territory_id on public.unite_proprietaire (territory_id);

create table public.unite_occupant (
	lien_id uuid primary key default gen_random_uuid(),
	uf_id text not null references public.unite_fonciere on delete cascade,
	occupant_type text not null check (occupant_type in (
		'établissement', 'service public', 'logement', 'autre'
	)),
	siret text check (siret ~ '^[0-9]{14}$'),
	du date not null,
	au date,
	effectif integer check (effectif >= 0),
	territory_id text not null references public.territory,
	like pg_temp.provenance including all,
	constraint unite_occupant_siret check ((occupant_type = 'établissement') = (siret is not null)),
	constraint unite_occupant_periode check (au >= du)
);

comment on table public.unite_occupant is
	'Liens entre unités foncières et occupants, à plusieurs dans les deux sens, chacun avec sa source et sa date';
comment on column public.unite_occupant.lien_id is 'Identifiant du lien';
comment on column public.unite_occupant.uf_id is 'Unité foncière occupée';
comment on column public.unite_occupant.occupant_type is
	'Genre d''occupant ; un service public ou un logement ne paie pas la CFE mais occupe l''unité';
comment on column public.unite_occupant.siret is 'SIRET de l''établissement ; vide pour un autre occupant';
comment on column public.unite_occupant.du is 'Premier jour où la source place l''occupant sur l''unité';
comment on column public.unite_occupant.au is 'Jour de son départ ou de sa fermeture ; vide s''il y est encore';
comment on column public.unite_occupant.effectif is 'Salariés de l''occupant sur cette unité ; vide si inconnu';
comment on column public.unite_occupant.territory_id is 'Territoire auquel la fiche appartient';

create index unite_occupant_territory_id on public.unite_occupant (territory_id);
create unique index unite_occupant_lien on public.unite_occupant (uf_id, occupant_type, coalesce(siret, ''), du);
create index unite_occupant_siret on public.unite_occupant (siret);

create table public.unite_constat (
	constat_id uuid primary key default gen_random_uuid(),
	uf_id text not null references public.unite_fonciere on delete cascade,
	constat text not null check (constat in (
		'occupée', 'établissement fermé', 'local vacant', 'jamais occupée'
	)),
	nature text not null check (nature in (
		'visite', 'photographie aérienne', 'fichier fiscal', 'déclaration', 'document', 'import'
	)),
	observe_le date not null,
	depuis date,
	position extensions.geometry(Point, 4326),
	precision_m double precision check (precision_m >= 0),
	note text check (length(note) <= 1000),
	par uuid references auth.users on delete set null,
	par_nom text,
	saisi_le timestamptz not null default now(),
	photo_id uuid,
	photo_type text check (photo_type in ('image/jpeg', 'image/webp')),
	territory_id text not null references public.territory,
	like pg_temp.provenance including all,
	constraint unite_constat_depuis check (depuis <= observe_le),
	constraint unite_constat_photo check ((photo_id is null) = (photo_type is null))
);

comment on table public.unite_constat is
	'Ce qui a été constaté d''une unité foncière entière, par qui et quand ; une ligne ne se réécrit pas';
comment on column public.unite_constat.constat_id is
	'Identifiant du constat, donné par qui le saisit : le même constat envoyé deux fois est une ligne';
comment on column public.unite_constat.uf_id is 'Unité foncière constatée';
comment on column public.unite_constat.constat is 'Ce qui a été constaté';
comment on column public.unite_constat.nature is 'Genre de preuve';
comment on column public.unite_constat.observe_le is 'Jour de l''observation';
comment on column public.unite_constat.depuis is
	'Depuis quand l''unité est ainsi, si cela est su ; le constat vaut de ce jour à celui de l''observation';
comment on column public.unite_constat.position is 'Où se tenait l''observateur, en degrés (EPSG:4326)';
comment on column public.unite_constat.precision_m is 'Précision de cette position, en mètres';
comment on column public.unite_constat.note is 'Remarque de l''observateur';
comment on column public.unite_constat.par is 'Compte de l''observateur ; vide si le compte est fermé';
comment on column public.unite_constat.par_nom is 'Nom sous lequel l''observateur signe';
comment on column public.unite_constat.saisi_le is 'Arrivée du constat';
comment on column public.unite_constat.photo_id is
	'Photo du constat, dans le stockage sous constats/<constat_id>/<photo_id> ; vide s''il n''en a pas';
comment on column public.unite_constat.photo_type is 'Type de la photo (MIME) ; vide s''il n''y en a pas';
comment on column public.unite_constat.territory_id is 'Territoire auquel la fiche appartient';

create index unite_constat_territory_id on public.unite_constat (territory_id);
create index unite_constat_uf_id on public.unite_constat (uf_id);
create index unite_constat_position on public.unite_constat using gist (position);

create table public.campagne (
	campagne_id uuid primary key default gen_random_uuid(),
	territory_id text not null references public.territory,
	epci_siren text not null,
	valeur_au date not null,
	figee_le date not null default public.local_day(),
	par uuid references auth.users on delete set null,
	par_nom text,
	demonstration boolean not null default false,
	constraint campagne_un_jour unique (territory_id, epci_siren, figee_le)
);

comment on table public.campagne is
	'Campagnes d''inventaire d''un EPCI, figées : aucune ligne ne se réécrit';
comment on column public.campagne.campagne_id is 'Identifiant de la campagne';
comment on column public.campagne.territory_id is 'Territoire de l''EPCI';
comment on column public.campagne.epci_siren is 'SIREN de l''EPCI qui fait l''inventaire';
comment on column public.campagne.valeur_au is 'Jour auquel les unités ont été jugées : un 1er janvier';
comment on column public.campagne.figee_le is 'Jour où la campagne a été figée';
comment on column public.campagne.par is 'Compte qui l''a figée ; vide si le compte est fermé';
comment on column public.campagne.par_nom is 'Nom sous lequel ce compte signe';
comment on column public.campagne.demonstration is
	'Vrai pour une campagne inventée du jeu de démonstration';

create table public.campagne_unite (
	campagne_id uuid not null references public.campagne on delete cascade,
	uf_id text not null,
	site_id text not null,
	site_nom text not null,
	comm_insee text,
	surface_m2 double precision not null,
	emprise_batie_m2 double precision,
	etat text not null check (etat in (
		'occupée', 'vacante', 'récemment inoccupée', 'libre', 'inconnue'
	)),
	motif text check (motif in ('aucun constat', 'constat périmé', 'durée inconnue')),
	depuis date,
	emplois integer not null,
	preuve jsonb,
	geom extensions.geometry(Polygon, 4326) not null,
	primary key (campagne_id, uf_id)
);

comment on table public.campagne_unite is
	'Unités foncières d''une campagne, telles qu''elles ont été jugées ce jour-là';
comment on column public.campagne_unite.campagne_id is 'Campagne';
comment on column public.campagne_unite.uf_id is
	'Identifiant qu''avait l''unité ; il n''est pas stable dans le temps';
comment on column public.campagne_unite.site_id is 'Identifiant du site où se trouvait l''unité';
comment on column public.campagne_unite.site_nom is 'Nom du site';
comment on column public.campagne_unite.comm_insee is 'Code INSEE de la commune';
comment on column public.campagne_unite.surface_m2 is 'Surface de l''unité, en m²';
comment on column public.campagne_unite.emprise_batie_m2 is
	'Emprise au sol des bâtiments de l''unité, en m² ; vide si inconnue';
comment on column public.campagne_unite.etat is 'État de l''unité au sens de l''article 220';
comment on column public.campagne_unite.motif is 'Pourquoi l''état est inconnu ; vide s''il est connu';
comment on column public.campagne_unite.depuis is 'Depuis quand l''unité était dans cet état, si cela était su';
comment on column public.campagne_unite.emplois is
	'Salariés des occupants, ou des derniers occupants d''une unité inoccupée';
comment on column public.campagne_unite.preuve is 'Preuve qui a décidé de l''état';
comment on column public.campagne_unite.geom is 'Emprise de l''unité, en degrés (EPSG:4326)';

create index campagne_unite_geom on public.campagne_unite using gist (geom);
