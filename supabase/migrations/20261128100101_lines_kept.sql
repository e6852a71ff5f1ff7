-- Lines of plots are kept where pages read them; the server fills them.

create table public.ligne_terrain (
	terr_id text primary key,
	territory_id text not null,
	schema_version text not null,
	ligne text not null
) with (toast_tuple_target = 8160);

create or replace function public.page_of_lines(
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

create or replace function public.lines_named(
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

-- Every feature is one line: no line break stands in JSON that PostgreSQL writes.
create or replace function public.line_expression(p_collection text) returns text
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

-- Asked plot by plot: the planner would rather read all lines that there are. $8 is the schema by which a line holds.
create or replace function public.kept_line() returns text
language sql immutable
set search_path = public, extensions
as $$
	select '(
		select kept.ligne from public.ligne_terrain as kept
		where kept.terr_id = page.feature_id and kept.schema_version = $8
	)'
$$;

-- $1 territory, $2 box, $3 filters, $4 keys, $5 limit, $6 offset, $7 key after which to begin, $8 the schema by which a
-- kept line holds: never spliced.
create or replace function public.page_keys(p_collection text, p_condition text) returns text
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

create or replace function public.page_statement(p_collection text, p_condition text) returns text
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

create or replace function public.lines_after(
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

-- A page as its parameters ask it (page_keys). Where all of its lines are kept nothing is planned that would write one.
create or replace function public.lines_of(
	p_collection text,
	p_condition text,
	p_territory text,
	p_box extensions.geometry,
	p_filters json,
	p_keys text[],
	p_limit integer,
	p_offset integer,
	p_after text,
	out returned integer,
	out lines text
)
language plpgsql stable
set search_path = public, extensions
as $$
declare
	missing integer;
	version text := schema_version();
begin
	if p_collection = 'terrains' then
		execute kept_page_statement(p_condition) into returned, missing, lines
			using p_territory, p_box, p_filters, p_keys, p_limit, p_offset, p_after, version;
		if missing = 0 then
			return;
		end if;
	end if;
	execute page_statement(p_collection, p_condition) into returned, lines
		using p_territory, p_box, p_filters, p_keys, p_limit, p_offset, p_after, version;
end
$$;

create or replace function public.kept_page_statement(p_condition text) returns text
language sql stable
set search_path = public, extensions
as $$
	select format(
		'with page as materialized (%s),
		feature as (select feature_id, %s as line from page offset 0)
		select count(*)::integer as returned, (count(*) - count(line))::integer as missing,
			coalesce(string_agg(line, E''\n'' order by feature_id collate "C"), '''') as lines
		from feature',
		page_keys('terrains', p_condition), kept_line()
	)
$$;

-- A migration may change what lines say: none is believed after one.
create or replace function public.schema_version() returns text
language plpgsql stable security definer
set search_path = public, extensions
as $$
begin
	if to_regclass('supabase_migrations.schema_migrations') is null then
		return null;
	end if;
	return (select max(version) from supabase_migrations.schema_migrations);
end
$$;

-- Writers hold it together until their transaction ends, who keeps lines holds it alone: a line is never made of what
-- somebody is changing.
create or replace function public.lines_lock() returns bigint
language sql immutable
set search_path = public, extensions
as $$
	select 7230116::bigint
$$;

-- Keeps the lines that are missing among the plots which follow a key. While somebody writes it keeps none, and says
-- none: it is asked again.
create or replace function public.lines_keep(
	p_territory text,
	p_after text,
	p_limit integer,
	out last_key text,
	out kept integer
)
language plpgsql
set search_path = public, extensions
set jit = off
as $$
declare
	version text := schema_version();
	keys text[];
begin
	if version is null or not pg_try_advisory_xact_lock(lines_lock()) then
		return;
	end if;
	select array_agg(terr_id), max(terr_id collate "C") into keys, last_key
	from (
		select terr_id from terrain_eco
		where territory_id = p_territory and (p_after is null or terr_id collate "C" > p_after)
		order by terr_id collate "C" limit p_limit
	) as plot;
	select array_agg(key) into keys
	from unnest(keys) as key left join ligne_terrain as line
		on line.terr_id = key and line.schema_version = version
	where line.terr_id is null;
	execute format(
		'insert into public.ligne_terrain (terr_id, territory_id, schema_version, ligne)
		select record.terr_id, $1, $2, %s from %s where record.terr_id = any ($3)
		on conflict (terr_id) do update set
			territory_id = excluded.territory_id, schema_version = excluded.schema_version, ligne = excluded.ligne',
		line_expression('terrains'), collection_tables('terrains')
	) using p_territory, version, keys;
	get diagnostics kept = row_count;
end
$$;

create or replace function public.forget_lines() returns trigger
language plpgsql
set search_path = public, extensions
as $$
begin
	perform pg_advisory_xact_lock_shared(lines_lock());
	delete from ligne_terrain as line using touched where line.terr_id = touched.terr_id;
	return null;
end
$$;

create or replace function public.forget_lines_of_sites() returns trigger
language plpgsql
set search_path = public, extensions
as $$
begin
	perform pg_advisory_xact_lock_shared(lines_lock());
	delete from ligne_terrain as line using terrain_eco as plot, touched
	where line.terr_id = plot.terr_id and plot.site_id = touched.site_id;
	return null;
end
$$;

-- Names of members, and which kinds of constraint the territory has at all: every line may say them.
create or replace function public.forget_lines_of_territory() returns trigger
language plpgsql
set search_path = public, extensions
as $$
begin
	perform pg_advisory_xact_lock_shared(lines_lock());
	delete from ligne_terrain
	where territory_id in (select territory_id from touched);
	return null;
end
$$;

create or replace function public.terrains_search(
	p_territory text,
	p_criteria json,
	p_bbox double precision[] default null,
	p_filters json default null,
	p_limit integer default null,
	p_offset integer default 0
) returns json
language plpgsql stable
set search_path = public, extensions
set jit = off
set max_parallel_workers_per_gather = 0
as $$
declare
	box geometry := box_geometry(p_bbox);
	condition text := page_condition('terrains', p_bbox, p_filters) || ' and record.terr_id = any ($4)';
	keys text[];
	matched bigint;
	page record;
begin
	perform check_page(p_limit, p_offset);
	keys := array(select terrains_matching(p_territory, p_criteria));
	execute count_statement('terrains', condition) into matched
		using p_territory, box, p_filters, keys;
	select * into page from lines_of(
		'terrains', condition, p_territory, box, p_filters, keys, p_limit, coalesce(p_offset, 0), null
	);
	return json_build_object(
		'type', 'FeatureCollection', 'numberMatched', matched, 'numberReturned', page.returned,
		'features', ('[' || replace(page.lines, E'\n', ',') || ']')::json
	);
end
$$;

create trigger forget_lines_of_changed after update on public.commune
	referencing new table as touched
	for each statement execute function public.forget_lines_of_territory();

create trigger forget_lines_of_changed after update on public.contrainte
	referencing new table as touched
	for each statement execute function public.forget_lines_of_territory();

create trigger forget_lines_of_changed after update on public.epci
	referencing new table as touched
	for each statement execute function public.forget_lines_of_territory();

create trigger forget_lines_of_changed after update on public.part_contrainte
	referencing new table as touched
	for each statement execute function public.forget_lines();

create trigger forget_lines_of_changed after update on public.site_eco
	referencing new table as touched
	for each statement execute function public.forget_lines_of_sites();

create trigger forget_lines_of_changed after update on public.terrain_eco
	referencing old table as touched
	for each statement execute function public.forget_lines();

create trigger forget_lines_of_new after insert on public.commune
	referencing new table as touched
	for each statement execute function public.forget_lines_of_territory();

create trigger forget_lines_of_new after insert on public.contrainte
	referencing new table as touched
	for each statement execute function public.forget_lines_of_territory();

create trigger forget_lines_of_new after insert on public.epci
	referencing new table as touched
	for each statement execute function public.forget_lines_of_territory();

create trigger forget_lines_of_new after insert on public.part_contrainte
	referencing new table as touched
	for each statement execute function public.forget_lines();

create trigger forget_lines_of_new after insert on public.site_eco
	referencing new table as touched
	for each statement execute function public.forget_lines_of_sites();

create trigger forget_lines_of_removed after delete on public.commune
	referencing old table as touched
	for each statement execute function public.forget_lines_of_territory();

create trigger forget_lines_of_removed after delete on public.contrainte
	referencing old table as touched
	for each statement execute function public.forget_lines_of_territory();

create trigger forget_lines_of_removed after delete on public.epci
	referencing old table as touched
	for each statement execute function public.forget_lines_of_territory();

create trigger forget_lines_of_removed after delete on public.part_contrainte
	referencing old table as touched
	for each statement execute function public.forget_lines();

create trigger forget_lines_of_removed after delete on public.site_eco
	referencing old table as touched
	for each statement execute function public.forget_lines_of_sites();

create trigger forget_lines_of_removed after delete on public.terrain_eco
	referencing old table as touched
	for each statement execute function public.forget_lines();

create index ligne_terrain_territory_id on public.ligne_terrain (territory_id);

create policy lecture_publique on public.ligne_terrain
	for select to anon, authenticated using (
		exists (select from public.terrain_eco as plot where plot.terr_id = ligne_terrain.terr_id)
	);

alter table public.ligne_terrain enable row level security;

comment on column public.ligne_terrain.ligne is 'Objet GeoJSON, sur une ligne';

comment on column public.ligne_terrain.schema_version is 'Dernière migration du schéma quand la ligne a été écrite';

comment on column public.ligne_terrain.terr_id is 'Terrain';

comment on column public.ligne_terrain.territory_id is 'Territoire auquel le terrain appartient';

comment on function public.forget_lines() is 'Oublie les lignes de terrains qui ont changé';

comment on function public.forget_lines_of_sites() is 'Oublie les lignes des terrains de sites qui ont changé';

comment on function public.forget_lines_of_territory() is 'Oublie les lignes des terrains d''un territoire dont les membres ou les contraintes ont changé';

comment on function public.kept_line() is 'Expression SQL de la ligne gardée d''un terrain de la page, vide s''il n''y en a pas';

comment on function public.kept_page_statement(p_condition text) is 'Requête qui lit une page de terrains de leurs lignes gardées, et compte celles qui manquent';

comment on function public.line_expression(p_collection text) is 'Expression SQL qui écrit une fiche de collection_tables en GeoJSON, sur une ligne ; $1 est le territoire';

comment on function public.lines_keep(p_territory text, p_after text, p_limit integer, OUT last_key text, OUT kept integer) is 'Garde les lignes qui manquent aux terrains suivant une clé ; dit la dernière clé regardée et combien de lignes : rien pendant une écriture';

comment on function public.lines_lock() is 'Verrou consultatif des lignes gardées';

comment on function public.lines_of(p_collection text, p_condition text, p_territory text, p_box extensions.geometry, p_filters json, p_keys text[], p_limit integer, p_offset integer, p_after text, OUT returned integer, OUT lines text) is 'Lignes d''une page d''une collection, gardées ou écrites à la demande';

comment on function public.page_keys(p_collection text, p_condition text) is 'Requête des clés d''une page d''une collection sous une condition, dans leur ordre';

comment on function public.page_statement(p_collection text, p_condition text) is 'Requête qui lit une page d''une collection sous une condition, avec les paramètres de page_keys';

comment on function public.schema_version() is 'Dernière migration qui a été appliquée ; vide où aucune ne l''a été';

comment on table public.ligne_terrain is 'Objet GeoJSON de chaque terrain tel que les pages de la collection le donnent, gardé jusqu''à ce qu''il change';

revoke all on function public.forget_lines() from public, anon, authenticated, service_role;
grant execute on function public.forget_lines() to service_role;

revoke all on function public.forget_lines_of_sites() from public, anon, authenticated, service_role;
grant execute on function public.forget_lines_of_sites() to service_role;

revoke all on function public.forget_lines_of_territory() from public, anon, authenticated, service_role;
grant execute on function public.forget_lines_of_territory() to service_role;

revoke all on function public.kept_line() from public, anon, authenticated, service_role;
grant execute on function public.kept_line() to anon, authenticated, service_role;

revoke all on function public.kept_page_statement(p_condition text) from public, anon, authenticated, service_role;
grant execute on function public.kept_page_statement(p_condition text) to anon, authenticated, service_role;

revoke all on function public.line_expression(p_collection text) from public, anon, authenticated, service_role;
grant execute on function public.line_expression(p_collection text) to anon, authenticated, service_role;

revoke all on function public.lines_keep(p_territory text, p_after text, p_limit integer, OUT last_key text, OUT kept integer) from public, anon, authenticated, service_role;
grant execute on function public.lines_keep(p_territory text, p_after text, p_limit integer, OUT last_key text, OUT kept integer) to service_role;

revoke all on function public.lines_lock() from public, anon, authenticated, service_role;
grant execute on function public.lines_lock() to service_role;

revoke all on function public.lines_of(p_collection text, p_condition text, p_territory text, p_box extensions.geometry, p_filters json, p_keys text[], p_limit integer, p_offset integer, p_after text, OUT returned integer, OUT lines text) from public, anon, authenticated, service_role;
grant execute on function public.lines_of(p_collection text, p_condition text, p_territory text, p_box extensions.geometry, p_filters json, p_keys text[], p_limit integer, p_offset integer, p_after text, OUT returned integer, OUT lines text) to anon, authenticated, service_role;

revoke all on function public.page_keys(p_collection text, p_condition text) from public, anon, authenticated, service_role;
grant execute on function public.page_keys(p_collection text, p_condition text) to anon, authenticated, service_role;

revoke all on function public.schema_version() from public, anon, authenticated, service_role;
grant execute on function public.schema_version() to anon, authenticated, service_role;

revoke all on table public.ligne_terrain from public, anon, authenticated, service_role;
grant delete, insert, references, trigger, truncate, update on table public.ligne_terrain to service_role;
grant select on table public.ligne_terrain to anon, authenticated, service_role;
