-- What printed sheets said of plots, so that anybody who holds one can learn what has changed since. One line for each
-- state of a plot that was printed, however often.

create table public.fiche_emise (
	territory_id text not null references public.territory,
	code text not null check (code ~ '^[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}$'),
	terr_id text not null check (terr_id <> ''),
	valeurs jsonb not null check (jsonb_typeof(valeurs) = 'object'),
	emise_le date not null,
	primary key (territory_id, code)
);

comment on table public.fiche_emise is
	'Ce que les fiches imprimées ont dit des terrains : une ligne par état imprimé d''un terrain';
comment on column public.fiche_emise.territory_id is 'Territoire de la fiche';
comment on column public.fiche_emise.code is 'Code imprimé sur la fiche : douze signes tirés de ce qu''elle dit';
comment on column public.fiche_emise.terr_id is 'Terrain dont la fiche parle, publié ce jour-là';
comment on column public.fiche_emise.valeurs is 'Valeurs que la fiche donne, par nom de colonne ; aucune n''est personnelle';
comment on column public.fiche_emise.emise_le is 'Premier jour où cet état a été imprimé';
