-- What each kind of constraint takes of a plot is a property of its own: a kind more in the list is a property more.
-- The expression reads what collection_tables joins, and $1 is the territory, as in page_keys.
create or replace function public.share_columns(
) returns table (kind text, name text, expression text, rank bigint)
language sql stable
set search_path = public, extensions
as $$
	select kind, name,
		format(
			'coalesce(%1$I.part_pct, (select 0::double precision where public.knows_constraint($1, %2$L)))',
			name, kind
		),
		rank
	from unnest(allowed_values('public.contrainte', 'contrainte_type')) with ordinality as listed (kind, rank)
	cross join lateral format('part_%s_pct', replace(kind, ' ', '_')) as name
$$;
