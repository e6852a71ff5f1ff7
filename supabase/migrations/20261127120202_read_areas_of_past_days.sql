-- A table of every place as it was kept last on a day or before; null for a place that was no more.
create or replace function public.figures_of_places(p_territory text, p_table text, p_day date) returns json
language sql stable
set search_path = public, extensions
as $$
	select coalesce(json_agg(json_build_object(
		'place', lieu, 'day', releve_le, 'table', chiffres -> p_table
	) order by lieu), '[]')
	from (
		select distinct on (lieu) lieu, releve_le, chiffres
		from chiffres_releve
		where territory_id = p_territory and releve_le <= p_day
		order by lieu, releve_le desc
	) as last
$$;

comment on function public.figures_of_places(p_territory text, p_table text, p_day date) is 'Un tableau de chaque lieu au dernier relevé fait ce jour-là ou avant';

revoke all on function public.figures_of_places(p_territory text, p_table text, p_day date) from public, anon, authenticated, service_role;
grant execute on function public.figures_of_places(p_territory text, p_table text, p_day date) to anon, authenticated, service_role;
