-- QGIS guesses names and types from the first features: an empty column stands there too, and a real number keeps its
-- decimal point, lest 25.61 be cut to the 25 that came before. Written into the query: a call costs twice the page.
create or replace function public.real_expression(p_expression text) returns text
language sql immutable
set search_path = public, extensions
as $$
	select format(
		'case when %1$s = trunc(%1$s) and abs(%1$s) < 1e15
			then (%1$s || ''.0'')::json else to_json(%1$s) end',
		p_expression
	)
$$;

-- $1 territory, $2 box, $3 filters, $4 keys, $5 limit, $6 offset, $7 key after which to begin: never spliced.
-- Every feature is one line: no line break stands in JSON that PostgreSQL writes.
create or replace function public.page_statement(p_collection text, p_condition text) returns text
language sql stable
set search_path = public, extensions
as $$
	select format(
		'with page as materialized (
			select record.%1$I as feature_id from %2$s
			where record.territory_id = $1 and %3$s
			order by record.%1$I collate "C" limit $5 offset $6
		),
		feature as (
			select page.feature_id,
				''{"type":"Feature","id":'' || to_json(page.feature_id)
				|| '',"geometry":'' || coalesce(st_asgeojson(%4$s, 6), ''null'')
				|| '',"properties":'' || (
					select row_to_json(properties) from (select %5$s) as properties
				) || ''}'' as line
			from page cross join %2$s
			where record.%1$I = page.feature_id
		)
		select count(*)::integer as returned,
			coalesce(string_agg(line, E''\n'' order by feature_id collate "C"), '''') as lines
		from feature',
		key_column,
		collection_tables(p_collection),
		p_condition,
		geometry,
		(select string_agg(format(
			case type when 'number' then real_expression(expression) else expression end || ' as %I',
			name
		), ', ') from collection_columns(p_collection))
	)
	from collection_definition(p_collection)
$$;

comment on function public.real_expression(p_expression text) is 'Expression SQL qui écrit un nombre décimal avec son point, même entier';

revoke all on function public.real_expression(p_expression text) from public, anon, authenticated, service_role;
grant execute on function public.real_expression(p_expression text) to anon, authenticated, service_role;
