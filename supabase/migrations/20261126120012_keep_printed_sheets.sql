-- What printed sheets said of plots (supabase/schemas/dossier).

create table public.fiche_emise (
	territory_id text not null references public.territory,
	code text not null check (code ~ '^[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}$'),
	terr_id text not null check (terr_id <> ''),
	valeurs jsonb not null check (jsonb_typeof(valeurs) = 'object'),
	emise_le date not null,
	primary key (territory_id, code)
);

create or replace function public.fiche_issue(
	p_territory text, p_code text, p_plot text, p_values jsonb, p_day date
) returns date
language sql
set search_path = public, extensions
as $$
	with written as (
		insert into fiche_emise (territory_id, code, terr_id, valeurs, emise_le)
		values (p_territory, p_code, p_plot, p_values, p_day)
		on conflict (territory_id, code) do nothing
		returning emise_le
	)
	select emise_le from written
	union all
	select emise_le from fiche_emise where territory_id = p_territory and code = p_code
	union all
	-- Somebody else writes the same state at this moment.
	select p_day
	limit 1
$$;

create or replace function public.fiche_find(p_territory text, p_codes text[]) returns json
language sql stable
set search_path = public, extensions
as $$
	select coalesce(json_agg(
		json_build_object(
			'code', code, 'terr_id', terr_id, 'valeurs', valeurs, 'emise_le', emise_le
		)
		order by array_position(p_codes, code)
	), '[]')
	from fiche_emise
	where territory_id = p_territory and code = any(p_codes)
$$;

alter table public.fiche_emise enable row level security;

comment on column public.fiche_emise.code is 'Code imprimé sur la fiche : douze signes tirés de ce qu''elle dit';

comment on column public.fiche_emise.emise_le is 'Premier jour où cet état a été imprimé';

comment on column public.fiche_emise.terr_id is 'Terrain dont la fiche parle, publié ce jour-là';

comment on column public.fiche_emise.territory_id is 'Territoire de la fiche';

comment on column public.fiche_emise.valeurs is 'Valeurs que la fiche donne, par nom de colonne ; aucune n''est personnelle';

comment on function public.fiche_find(p_territory text, p_codes text[]) is 'Fiches imprimées sous ces codes, dans leur ordre';

comment on function public.fiche_issue(p_territory text, p_code text, p_plot text, p_values jsonb, p_day date) is 'Garde ce qu''une fiche imprimée dit d''un terrain, une fois par état ; répond le premier jour où il a été imprimé';

comment on table public.fiche_emise is 'Ce que les fiches imprimées ont dit des terrains : une ligne par état imprimé d''un terrain';

revoke all on function public.fiche_find(p_territory text, p_codes text[]) from public, anon, authenticated, service_role;
grant execute on function public.fiche_find(p_territory text, p_codes text[]) to service_role;

revoke all on function public.fiche_issue(p_territory text, p_code text, p_plot text, p_values jsonb, p_day date) from public, anon, authenticated, service_role;
grant execute on function public.fiche_issue(p_territory text, p_code text, p_plot text, p_values jsonb, p_day date) to service_role;

revoke all on table public.fiche_emise from public, anon, authenticated, service_role;
grant delete, insert, references, select, trigger, truncate, update on table public.fiche_emise to service_role;
