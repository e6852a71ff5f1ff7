-- A page of features is a text that nobody parses on its way: the keys of the page are found first, by an index
-- where there is one, and only its records are joined and written.

-- Row-level security lets an index answer only through functions known to leak nothing. This one compares boxes.
-- Only a superuser may say so: without the right, pages by box stay as slow as they were.
do $$
begin
	alter function extensions.geometry_overlaps(extensions.geometry, extensions.geometry) leakproof;
exception when insufficient_privilege then
	raise notice 'geometry_overlaps n''a pas pu être déclarée leakproof : les emprises se liront sans index';
end
$$;

-- Pages stand in the order of bytes, whatever the collation of the database.
create index site_eco_cle on public.site_eco (territory_id, site_id collate "C");
create index terrain_eco_cle on public.terrain_eco (territory_id, terr_id collate "C");
create index etablissement_cle on public.etablissement (territory_id, siret collate "C");
create index friche_cle on public.friche (territory_id, site_id collate "C");

-- Under row-level security an index on coalesce() never answers: it is not on PostgreSQL's list of what cannot leak.
create index friche_emprise on public.friche using gist (
	(case when geom is null then geompoint else geom end)
);

-- What a box is held against: the column that the index is made of.
create function public.indexed_geometry(p_collection text) returns text
language sql immutable
set search_path = public, extensions
as $$
	select case p_collection
		when 'friches' then '(case when record.geom is null then record.geompoint else record.geom end)'
		else 'record.geom'
	end
$$;

comment on function public.indexed_geometry is
	'Expression de la géométrie d''une collection que porte son index spatial';

-- The tables of a collection with the names joined in. A join that nothing reads is left out by the planner.
create function public.collection_tables(p_collection text) returns text
language sql stable
set search_path = public, extensions
as $$
	select format(
		'%1$s as record
		left join public.epci as epci on epci.epci_siren = %2$s
		left join public.commune as commune on commune.comm_insee = %3$s
		left join public.site_eco as site on site.site_id = %4$s',
		source,
		coalesce('record.' || quote_ident(epci_column), 'null'),
		coalesce('record.' || quote_ident(commune_column), 'null'),
		case p_collection when 'terrains' then 'record.site_id' else 'null' end
	)
	from collection_definition(p_collection)
$$;

comment on function public.collection_tables is
	'Tables d''une collection, noms de l''EPCI, de la commune et du site joints';

-- $1 territory, $2 box, $3 filters, $4 keys, $5 limit, $6 offset, $7 key after which to begin: never spliced.
-- Every feature is one line: no line break stands in JSON that PostgreSQL writes.
create function public.page_statement(p_collection text, p_condition text) returns text
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
				|| '',"properties":'' || json_strip_nulls((
					select row_to_json(properties) from (select %5$s) as properties
				)) || ''}'' as line
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
		(select string_agg(format('%s as %I', expression, name), ', ')
			from collection_columns(p_collection))
	)
	from collection_definition(p_collection)
$$;

comment on function public.page_statement is
	'Requête qui lit une page d''une collection sous une condition ; ses valeurs sont des paramètres';

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

create function public.page_condition(
	p_collection text, p_bbox double precision[], p_filters json
) returns text
language plpgsql stable
set search_path = public, extensions
as $$
declare
	condition text := filter_condition(p_collection, p_filters);
	indexed text := indexed_geometry(p_collection);
begin
	if p_bbox is not null then
		-- The boxes first, for the index; row-level security would hide it behind st_intersects.
		condition := condition || format(
			' and %1$s operator(extensions.&&) $2 and st_intersects(%1$s, $2)', indexed
		);
	end if;
	return condition;
end
$$;

comment on function public.page_condition is
	'Condition SQL d''une page : emprise et valeurs ; 400 qui nomme ce qui est refusé';

create function public.features_text(
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
	execute page_statement(p_collection, condition) into returned, lines
		using p_territory, box, p_filters, null::text[], p_limit, coalesce(p_offset, 0);
	return next;
end
$$;

comment on function public.features_text is
	'Page d''une collection, une fiche GeoJSON par ligne, par emprise et par valeurs, triée par clé ; le compte si on le demande';

create function public.features_after(
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
	execute page_statement(p_collection, condition) into returned, lines
		using p_territory, null::geometry, null::json, null::text[], p_limit, 0, p_after;
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

comment on function public.features_after is
	'Fiches d''une collection qui suivent une clé, une fiche GeoJSON par ligne, triées par clé, et la dernière clé';

create function public.features_named(
	p_territory text, p_collection text, p_keys text[]
) returns table (returned integer, lines text)
language plpgsql stable
set search_path = public, extensions
set jit = off
set max_parallel_workers_per_gather = 0
as $$
begin
	return query execute page_statement(p_collection, format(
		'record.%I = any ($4)',
		(select key_column from collection_definition(p_collection))
	)) using p_territory, null::geometry, null::json, p_keys, null::integer, 0;
end
$$;

comment on function public.features_named is
	'Fiches d''une collection par leurs clés, une fiche GeoJSON par ligne, triées par clé';

-- As before, for whoever reads it at /rest/v1: the same page as one JSON.
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
	from features_text(p_territory, p_collection, p_bbox, p_filters, p_limit, p_offset)
$$;

create or replace function public.feature_by_id(
	p_territory text, p_collection text, p_id text
) returns json
language sql stable
set search_path = public, extensions
set jit = off
set max_parallel_workers_per_gather = 0
as $$
	select nullif(lines, '')::json from features_named(p_territory, p_collection, array[p_id])
$$;

create function public.collection_summary(p_territory text, p_collection text) returns json
language plpgsql stable
set search_path = public, extensions
set jit = off
set max_parallel_workers_per_gather = 0
as $$
declare
	definition record;
	summary json;
begin
	select * into definition from collection_definition(p_collection);
	execute format(
		'select json_build_object(
			''collection'', $2, ''count'', aggregate.count,
			''bbox'', case when st_xmin(extent) is not null then json_build_array(
				st_xmin(extent), st_ymin(extent), st_xmax(extent), st_ymax(extent)
			) end,
			''geometries'', located, ''sources'', sources, ''licences'', licences,
			''latest_source_date'', latest, ''demonstration'', demonstration
		)
		from (
			select count(*) as count, st_extent(%1$s) as extent, count(%1$s) as located,
				coalesce(array_agg(distinct source_nom collate "C"), ''{}'') as sources,
				coalesce(
					array_agg(distinct source_licence collate "C") filter (where source_licence is not null),
					''{}''
				) as licences,
				max(source_date) as latest,
				count(*) filter (where demonstration) as demonstration
			from %2$s as record where territory_id = $1
		) as aggregate',
		definition.geometry, definition.source
	) into summary using p_territory, p_collection;
	return summary;
end
$$;

comment on function public.collection_summary is
	'Nombre, emprise, sources, licences et dates d''une collection d''un territoire';

create or replace function public.collections_summary(p_territory text) returns json
language sql stable
set search_path = public, extensions
set jit = off
set max_parallel_workers_per_gather = 0
as $$
	select json_agg(collection_summary(p_territory, collection) order by position)
	from unnest(array[
		'epci', 'communes', 'sites', 'terrains', 'etablissements', 'friches', 'poi', 'contraintes'
	]) with ordinality as listed (collection, position)
$$;

revoke all on function
	public.collection_summary, public.indexed_geometry, public.collection_tables, public.page_statement, public.count_statement,
	public.check_page, public.page_condition, public.features_text, public.features_after,
	public.features_named
	from public;
grant execute on function
	public.collection_summary, public.indexed_geometry, public.collection_tables, public.page_statement, public.count_statement,
	public.check_page, public.page_condition, public.features_text, public.features_after,
	public.features_named
	to anon, authenticated, service_role;
