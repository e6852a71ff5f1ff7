-- The server alone writes and reads what was printed: a code that anybody could write would prove nothing.

create function public.fiche_issue(
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

comment on function public.fiche_issue is
	'Garde ce qu''une fiche imprimée dit d''un terrain, une fois par état ; répond le premier jour où il a été imprimé';

create function public.fiche_find(p_territory text, p_codes text[]) returns json
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

comment on function public.fiche_find is 'Fiches imprimées sous ces codes, dans leur ordre';
