-- A page of features is a text that nobody parses on its way: the keys of the page are found first, by an index
-- where there is one, and only its records are joined and written. Lines travel as bytes: PostgREST gives what a
-- function returns in a media type of its own as it stands. The first line is what is known of the others.

create function public.page_of_lines(
	p_territory text,
	p_collection text,
	p_bbox double precision[] default null,
	p_filters json default null,
	p_limit integer default null,
	p_offset integer default 0,
	p_counted boolean default true
) returns table (matched bigint, returned integer, lines text)
language plpgsql stable
set search_path = public, extensions
set jit = off
set max_parallel_workers_per_gather = 0
as $$
declare
	box geometry := box_geometry(p_bbox);
	condition text := page_condition(p_collection, p_bbox, p_filters);
begin
	perform check_page(p_limit, p_offset);
	if p_counted then
		execute count_statement(p_collection, condition) into matched
			using p_territory, box, p_filters;
	end if;
	select page.returned, page.lines into returned, lines
	from lines_of(
		p_collection, condition, p_territory, box, p_filters, null, p_limit, coalesce(p_offset, 0), null
	) as page;
	return next;
end
$$;

comment on function public.page_of_lines is 'Page d''une collection : le compte si on le demande, et ses lignes';

-- For whoever reads it at /rest/v1: the same page as one JSON.
create function public.features_page(
	p_territory text,
	p_collection text,
	p_bbox double precision[] default null,
	p_filters json default null,
	p_limit integer default null,
	p_offset integer default 0
) returns json
language sql stable
set search_path = public, extensions
set jit = off
set max_parallel_workers_per_gather = 0
as $$
	select json_build_object(
		'type', 'FeatureCollection', 'numberMatched', matched, 'numberReturned', returned,
		'features', ('[' || replace(lines, E'\n', ',') || ']')::json
	)
	from page_of_lines(p_territory, p_collection, p_bbox, p_filters, p_limit, p_offset)
$$;

comment on function public.features_page is
	'Page d''une collection en GeoJSON, par emprise et par valeurs, triée par clé';

create function public.lines_named(
	p_territory text, p_collection text, p_keys text[]
) returns table (returned integer, lines text)
language plpgsql stable
set search_path = public, extensions
set jit = off
set max_parallel_workers_per_gather = 0
as $$
begin
	return query
	select page.returned, page.lines
	from collection_definition(p_collection) as definition
	cross join lines_of(
		p_collection, format('record.%I = any ($4)', definition.key_column),
		p_territory, null, null, p_keys, null, 0, null
	) as page;
end
$$;

comment on function public.lines_named is 'Lignes d''une collection par leurs clés';

create function public.feature_by_id(
	p_territory text, p_collection text, p_id text
) returns json
language sql stable
set search_path = public, extensions
set jit = off
set max_parallel_workers_per_gather = 0
as $$
	select nullif(lines, '')::json from lines_named(p_territory, p_collection, array[p_id])
$$;

comment on function public.feature_by_id is
	'Une fiche d''une collection en GeoJSON ; vide quand la clé est inconnue';

-- QGIS guesses names and types from the first features: an empty column stands there too, and a real number keeps its
-- decimal point, lest 25.61 be cut to the 25 that came before. Written into the query: a call costs twice the page, and
-- what is empty, as most are, a tenth of it where it is turned into JSON.
create function public.real_expression(p_expression text) returns text
language sql immutable
set search_path = public, extensions
as $$
	select format(
		'case when %1$s is null then null
			when %1$s = trunc(%1$s) and abs(%1$s) < 1e15 then (%1$s || ''.0'')::json else to_json(%1$s) end',
		p_expression
	)
$$;

comment on function public.real_expression is
	'Expression SQL qui écrit un nombre décimal avec son point, même entier';

-- Every feature is one line: no line break stands in JSON that PostgreSQL writes.
create function public.line_expression(p_collection text) returns text
language sql stable
set search_path = public, extensions
as $$
	select format(
		'''{"type":"Feature","id":'' || to_json(record.%I)
			|| '',"geometry":'' || coalesce(st_asgeojson(%s, 6), ''null'')
			|| '',"properties":'' || (
				select row_to_json(properties) from (select %s) as properties
			) || ''}''',
		key_column,
		geometry,
		(select string_agg(format(
			case type when 'number' then real_expression(expression) else expression end || ' as %I',
			name
		), ', ') from collection_columns(p_collection))
	)
	from collection_definition(p_collection)
$$;

comment on function public.line_expression is
	'Expression SQL qui écrit une fiche de collection_tables en GeoJSON, sur une ligne ; $1 est le territoire';

-- Asked plot by plot: the planner would rather read all lines that there are. $8 is the schema by which a line holds.
create function public.kept_line() returns text
language sql immutable
set search_path = public, extensions
as $$
	select '(
		select kept.ligne from public.ligne_terrain as kept
		where kept.terr_id = page.feature_id and kept.schema_version = $8
	)'
$$;

comment on function public.kept_line is 'Expression SQL de la ligne gardée d''un terrain de la page, vide s''il n''y en a pas';

-- $1 territory, $2 box, $3 filters, $4 keys, $5 limit, $6 offset, $7 key after which to begin, $8 the schema by which a
-- kept line holds: never spliced.
create function public.page_keys(p_collection text, p_condition text) returns text
language sql stable
set search_path = public, extensions
as $$
	select format(
		'select record.%1$I as feature_id from %2$s
		where record.territory_id = $1 and %3$s
		order by record.%1$I collate "C" limit $5 offset $6',
		key_column, collection_tables(p_collection), p_condition
	)
	from collection_definition(p_collection)
$$;

comment on function public.page_keys is
	'Requête des clés d''une page d''une collection sous une condition, dans leur ordre';

create function public.page_statement(p_collection text, p_condition text) returns text
language sql stable
set search_path = public, extensions
as $$
	select format(
		'with page as materialized (%2$s),
		feature as (
			select page.feature_id, %4$s as line
			from page cross join %3$s
			where record.%1$I = page.feature_id
		)
		select count(*)::integer as returned,
			coalesce(string_agg(line, E''\n'' order by feature_id collate "C"), '''') as lines
		from feature',
		key_column,
		page_keys(p_collection, p_condition),
		collection_tables(p_collection),
		case when p_collection = 'terrains' then format('coalesce(%s, %s)', kept_line(), line_expression(p_collection))
		else line_expression(p_collection) end
	)
	from collection_definition(p_collection)
$$;

comment on function public.page_statement is
	'Requête qui lit une page d''une collection sous une condition, avec les paramètres de page_keys';

create function public.count_statement(p_collection text, p_condition text) returns text
language sql stable
set search_path = public, extensions
as $$
	select format(
		'select count(*) from %s where record.territory_id = $1 and %s',
		collection_tables(p_collection), p_condition
	)
$$;

comment on function public.count_statement is
	'Requête qui compte les fiches d''une collection sous une condition';

create function public.check_page(p_limit integer, p_offset integer) returns void
language plpgsql immutable
set search_path = public, extensions
as $$
begin
	if p_limit < 1 or p_offset < 0 then
		raise sqlstate 'PT400' using
			message = format('Page refusée : limite %s, décalage %s.', p_limit, p_offset),
			hint = 'Attendu : une limite d''au moins 1 et un décalage d''au moins 0.';
	end if;
end
$$;

comment on function public.check_page is '400 pour une limite ou un décalage qui n''en sont pas';

create function public.lines_after(
	p_territory text, p_collection text, p_after text, p_limit integer
) returns table (last_key text, returned integer, lines text)
language plpgsql stable
set search_path = public, extensions
set jit = off
set max_parallel_workers_per_gather = 0
as $$
declare
	key_column text := (select definition.key_column from collection_definition(p_collection) as definition);
	condition text := 'true';
begin
	perform check_page(p_limit, 0);
	if p_after is not null then
		condition := format('record.%I collate "C" > $7', key_column);
	end if;
	select page.returned, page.lines into returned, lines
	from lines_of(p_collection, condition, p_territory, null, null, null, p_limit, 0, p_after) as page;
	execute format(
		'select max(feature_id) from (
			select record.%1$I collate "C" as feature_id from %2$s as record
			where territory_id = $1 and %3$s order by 1 limit $5
		) as page',
		key_column, (select source from collection_definition(p_collection)), condition
	) into last_key
		using p_territory, null::geometry, null::json, null::text[], p_limit, 0, p_after;
	return next;
end
$$;

comment on function public.lines_after is 'Lignes d''une collection qui suivent une clé, et la dernière clé';

create function public.features_text(
	p_territory text,
	p_collection text,
	p_bbox double precision[] default null,
	p_filters json default null,
	p_limit integer default null,
	p_offset integer default 0,
	p_counted boolean default true
) returns public."application/x-ndjson"
language sql stable
set search_path = public, extensions
set jit = off
set max_parallel_workers_per_gather = 0
as $$
	select json_build_object('matched', matched, 'returned', returned)::text || E'\n' || lines
	from page_of_lines(p_territory, p_collection, p_bbox, p_filters, p_limit, p_offset, p_counted)
$$;

comment on function public.features_text is
	'Page d''une collection, une fiche GeoJSON par ligne, par emprise et par valeurs, triée par clé ; le compte si on le demande';

create function public.features_after(
	p_territory text, p_collection text, p_after text, p_limit integer
) returns public."application/x-ndjson"
language sql stable
set search_path = public, extensions
set jit = off
set max_parallel_workers_per_gather = 0
as $$
	select json_build_object('last_key', last_key, 'returned', returned)::text || E'\n' || lines
	from lines_after(p_territory, p_collection, p_after, p_limit)
$$;

comment on function public.features_after is
	'Fiches d''une collection qui suivent une clé, une fiche GeoJSON par ligne, triées par clé, et la dernière clé';

create function public.features_named(
	p_territory text, p_collection text, p_keys text[]
) returns public."application/x-ndjson"
language sql stable
set search_path = public, extensions
set jit = off
set max_parallel_workers_per_gather = 0
as $$
	select json_build_object('returned', returned)::text || E'\n' || lines
	from lines_named(p_territory, p_collection, p_keys)
$$;

comment on function public.features_named is
	'Fiches d''une collection par leurs clés, une fiche GeoJSON par ligne, triées par clé';
