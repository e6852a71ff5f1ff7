-- What agents have corrected of the records of their EPCI, and administrators of the action plan, field by field: never
-- rewritten, but for how each ended.

create table public.correction (
	correction_id bigint generated always as identity primary key,
	territory_id text not null references public.territory on delete cascade,
	classe text not null check (classe in ('site_eco', 'terrain_eco', 'etablissement', 'friche', 'programme_action')),
	objet_id text not null,
	epci_siren text,
	champ text not null,
	avant jsonb not null,
	apres jsonb not null,
	motif text check (length(motif) <= 1000),
	par uuid,
	par_nom text not null,
	le timestamptz not null default now(),
	close_le timestamptz,
	close_par text check (close_par in ('correction', 'source', 'agent')),
	constraint close_et_comment check ((close_le is null) = (close_par is null))
);

comment on table public.correction is
	'Corrections de fiches par les agents de leur EPCI, et d''actions du plan, champ par champ ; tant qu''une correction n''est pas close, un import ne change pas son champ';
comment on column public.correction.correction_id is 'Rang de la correction';
comment on column public.correction.territory_id is 'Territoire de la fiche';
comment on column public.correction.classe is 'Table de la fiche';
comment on column public.correction.objet_id is 'Clé de la fiche';
comment on column public.correction.epci_siren is 'EPCI où la fiche se trouvait alors ; vide hors du territoire';
comment on column public.correction.champ is 'Champ corrigé';
comment on column public.correction.avant is 'Valeur d''avant ; null en JSON quand elle était vide';
comment on column public.correction.apres is 'Valeur corrigée ; null en JSON quand elle est vidée';
comment on column public.correction.motif is 'D''où l''agent tient la valeur, dans ses mots';
comment on column public.correction.par is 'Compte qui a corrigé';
comment on column public.correction.par_nom is 'Nom de qui a corrigé, tel qu''il était alors';
comment on column public.correction.le is 'Date et heure';
comment on column public.correction.close_le is 'Depuis quand le champ suit de nouveau sa source ; vide tant que la correction tient';
comment on column public.correction.close_par is
	'Ce qui a clos la correction : une autre du même champ, la source qui dit la même chose, ou un agent qui s''en remet à la source';

create unique index correction_en_cours on public.correction (territory_id, classe, objet_id, champ) where close_le is null;
create index correction_fiche on public.correction (classe, objet_id, correction_id);
create index correction_territory_id on public.correction (territory_id, le);
