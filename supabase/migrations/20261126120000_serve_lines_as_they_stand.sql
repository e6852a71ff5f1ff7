-- Lines travel as bytes: PostgREST gives what a function returns in a media type of its own as it stands, without
-- writing the text into JSON once more. The first line is what is known of the others.

create domain public."application/x-ndjson" as text;
comment on domain public."application/x-ndjson" is
	'Lignes JSON servies telles quelles : la première dit ce qu''il en est des suivantes';

alter function public.features_text rename to page_of_lines;
alter function public.features_after rename to lines_after;
alter function public.features_named rename to lines_named;

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

comment on function public.page_of_lines is 'Page d''une collection : le compte si on le demande, et ses lignes';
comment on function public.lines_after is 'Lignes d''une collection qui suivent une clé, et la dernière clé';
comment on function public.lines_named is 'Lignes d''une collection par leurs clés';

create or replace function public.features_page(
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

create or replace function public.feature_by_id(
	p_territory text, p_collection text, p_id text
) returns json
language sql stable
set search_path = public, extensions
set jit = off
set max_parallel_workers_per_gather = 0
as $$
	select nullif(lines, '')::json from lines_named(p_territory, p_collection, array[p_id])
$$;

revoke all on function public.features_text, public.features_after, public.features_named from public;
grant execute on function public.features_text, public.features_after, public.features_named
	to anon, authenticated, service_role;
