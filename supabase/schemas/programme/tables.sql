-- The action plan of a territory: what its signed convention says, completed by its administrators.
-- What the source does not say stays empty, and is shown as not yet filled.

create table public.programme_action (
	territory_id text not null references public.territory,
	action_id text not null check (action_id ~ '^[a-z0-9-]{1,60}$'),
	axe text not null check (axe <> ''),
	ordre integer not null default 0,
	titre_fr text not null check (titre_fr <> '' and length(titre_fr) <= 200),
	titre_en text check (titre_en <> '' and length(titre_en) <= 200),
	description_fr text check (description_fr <> '' and length(description_fr) <= 2000),
	description_en text check (description_en <> '' and length(description_en) <= 2000),
	statut text check (statut in ('prévue', 'en cours', 'réalisée', 'suspendue', 'abandonnée')),
	pilote text check (pilote <> '' and length(pilote) <= 200),
	partenaires text check (partenaires <> '' and length(partenaires) <= 500),
	financeurs text check (financeurs <> '' and length(financeurs) <= 500),
	budget_eur double precision check (budget_eur >= 0 and budget_eur <= 1e10),
	part_publique_pct double precision check (part_publique_pct between 0 and 100),
	cible_nombre double precision check (cible_nombre >= 0 and cible_nombre <= 1e9),
	cible_fr text check (cible_fr <> '' and length(cible_fr) <= 200),
	cible_en text check (cible_en <> '' and length(cible_en) <= 200),
	debut date,
	fin date,
	version integer not null default 1,
	like pg_temp.published_provenance including all,
	primary key (territory_id, action_id),
	constraint programme_action_dates check (fin >= debut)
);

comment on table public.programme_action is 'Actions du plan d''actions d''un territoire, par axe de sa convention';
comment on column public.programme_action.territory_id is 'Territoire auquel l''action appartient';
comment on column public.programme_action.action_id is 'Identifiant de l''action dans son territoire, dans son adresse aussi';
comment on column public.programme_action.axe is 'Axe de la convention : identifiant de la configuration du territoire';
comment on column public.programme_action.ordre is 'Rang de l''action dans son axe';
comment on column public.programme_action.titre_fr is 'Intitulé en français';
comment on column public.programme_action.titre_en is 'Intitulé en anglais ; vide s''il n''est pas traduit';
comment on column public.programme_action.description_fr is 'Ce que l''action fait, en français';
comment on column public.programme_action.description_en is 'Ce que l''action fait, en anglais';
comment on column public.programme_action.statut is 'Où en est l''action ; vide quand la source ne le dit pas';
comment on column public.programme_action.pilote is 'Organisme qui conduit l''action';
comment on column public.programme_action.partenaires is 'Organismes partenaires, séparés par des virgules';
comment on column public.programme_action.financeurs is 'Qui finance l''action';
comment on column public.programme_action.budget_eur is 'Budget total, en euros';
comment on column public.programme_action.part_publique_pct is 'Part du budget payée sur fonds publics, en %';
comment on column public.programme_action.cible_nombre is 'Ce que l''action vise, en nombre';
comment on column public.programme_action.cible_fr is 'Ce que ce nombre compte, en français';
comment on column public.programme_action.cible_en is 'Ce que ce nombre compte, en anglais';
comment on column public.programme_action.debut is 'Premier jour de l''action';
comment on column public.programme_action.fin is 'Dernier jour de l''action';
comment on column public.programme_action.version is 'Augmente à chaque modification : qui écrit après un autre est refusé';

create table public.programme_lien (
	territory_id text not null,
	action_id text not null,
	genre text not null check (genre in ('etablissement', 'terrain', 'site', 'commune', 'epci')),
	cible text not null check (cible <> ''),
	primary key (territory_id, action_id, genre, cible),
	foreign key (territory_id, action_id) references public.programme_action on delete cascade
);

comment on table public.programme_lien is 'Entreprises, terrains, sites, communes et EPCI qu''une action concerne';
comment on column public.programme_lien.territory_id is 'Territoire de l''action';
comment on column public.programme_lien.action_id is 'Action du plan';
comment on column public.programme_lien.genre is 'Nature de la fiche liée';
comment on column public.programme_lien.cible is 'Clé de la fiche liée : SIRET, terr_id, site_id, code INSEE ou SIREN';
