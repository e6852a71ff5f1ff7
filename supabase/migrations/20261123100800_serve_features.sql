-- What the map and OGC API Features read: collections of GeoJSON features built from the tables.
-- Callers keep their own rights: row-level security decides which rows a function sees.

create function public.collection_definition(
	p_collection text,
	out source regclass,
	out key_column text,
	out commune_column text,
	out epci_column text,
	out geometry text,
	out joined_columns text[]
)
language plpgsql stable
set search_path = public, extensions
as $$
begin
	case p_collection
	when 'epci' then
		source := 'public.epci'; key_column := 'epci_siren'; geometry := 'record.geom';
		joined_columns := '{}';
	when 'communes' then
		source := 'public.commune'; key_column := 'comm_insee'; geometry := 'record.geom';
		epci_column := 'epci_siren'; joined_columns := '{epci_nom}';
	when 'sites' then
		source := 'public.site_eco'; key_column := 'site_id'; geometry := 'record.geom';
		commune_column := 'site_comm_insee'; epci_column := 'site_epci_siren';
		joined_columns := '{epci_siren,epci_nom,comm_insee,comm_nom}';
	when 'terrains' then
		source := 'public.terrain_eco'; key_column := 'terr_id'; geometry := 'record.geom';
		commune_column := 'comm_insee'; epci_column := 'epci_siren';
		joined_columns := '{epci_nom,comm_nom,site_nom}';
	when 'etablissements' then
		source := 'public.etablissement'; key_column := 'siret';
		commune_column := 'comm_insee'; epci_column := 'epci_siren';
		joined_columns := '{epci_nom,comm_nom}';
		geometry := 'case st_numgeometries(record.geom) when 1
			then st_geometryn(record.geom, 1) else record.geom end';
	when 'friches' then
		source := 'public.friche'; key_column := 'site_id';
		geometry := 'coalesce(record.geom, record.geompoint)';
		commune_column := 'comm_insee'; epci_column := 'epci_siren';
		joined_columns := '{epci_nom,comm_nom}';
	when 'poi' then
		source := 'public.poi'; key_column := 'poi_id'; geometry := 'record.geom';
		commune_column := 'comm_insee'; epci_column := 'epci_siren';
		joined_columns := '{epci_nom,comm_nom}';
	else
		raise sqlstate 'PT404' using
			message = format('Collection inconnue : « %s ».', p_collection),
			hint = 'Collections : epci, communes, sites, terrains, etablissements, friches, poi.';
	end case;
end
$$;

comment on function public.collection_definition is
	'Table, clé, géométrie et noms joints d''une collection ; 404 quand elle n''existe pas';

-- The values a check constraint allows, read from the catalogue so that they are written once.
create function public.allowed_values(p_table regclass, p_column text) returns text[]
language sql stable
set search_path = public, extensions
as $$
	select array_agg(replace(quoted[1], '''''', '''') order by position)
	from pg_constraint
	join pg_attribute on attrelid = conrelid and conkey = array[attnum]
	cross join lateral regexp_matches(
		pg_get_constraintdef(pg_constraint.oid), '''((?:[^'']|'''')*)''::text', 'g'
	) with ordinality as value (quoted, position)
	where conrelid = p_table and contype = 'c' and attname = p_column
		and pg_get_constraintdef(pg_constraint.oid) like '%= ANY (ARRAY[%'
$$;

comment on function public.allowed_values is
	'Valeurs admises par un champ à liste fermée, dans l''ordre de la liste ; vide sinon';

create function public.collection_columns(
	p_collection text
) returns table (
	name text, type text, format text, description text, expression text
)
language sql stable
set search_path = public, extensions
as $$
	with definition as (select * from collection_definition(p_collection)),
	own as (
		select attname::text as name, atttypid::regtype::text as type,
			col_description(attrelid, attnum) as description,
			format('record.%I', attname) as expression, attnum as position
		from pg_attribute cross join definition
		where attrelid = definition.source and attnum > 0 and not attisdropped
			and attname not in ('geom', 'geompoint', 'territory_id', 'publie')
	),
	joined as (
		select possible.name, 'text' as type, possible.description,
			possible.expression, 1000 + possible.position as position
		from definition cross join (values
			('epci_siren', 'SIREN de l''EPCI', 'epci.epci_siren', 1),
			('epci_nom', 'Nom de l''EPCI', 'epci.epci_nom', 2),
			('comm_insee', 'Code INSEE de la commune', 'commune.comm_insee', 3),
			('comm_nom', 'Nom de la commune', 'commune.comm_nom', 4),
			('site_nom', 'Nom du site économique', 'site.site_nom', 5)
		) as possible (name, description, expression, position)
		where possible.name = any (definition.joined_columns)
	)
	select name,
		case type
			when 'integer' then 'integer' when 'double precision' then 'number'
			when 'boolean' then 'boolean' else 'string'
		end,
		case type when 'date' then 'date' end,
		description, expression
	from (select * from own union all select * from joined) as property
	order by position
$$;

comment on function public.collection_columns is
	'Propriétés d''une collection, avec l''expression SQL qui les lit';

create function public.collection_schema(p_collection text) returns json
language sql stable
set search_path = public, extensions
as $$
	select json_strip_nulls(json_agg(json_build_object(
		'name', name, 'type', type, 'format', format, 'description', description,
		'enum', allowed_values((select source from collection_definition(p_collection)), name)
	)))
	from collection_columns(p_collection)
$$;

comment on function public.collection_schema is
	'Propriétés d''une collection : nom, type, description et valeurs admises';

-- The one statement that reads a collection: filters, box and identifier arrive as parameters
-- ($1 territory, $2 box, $3 filters, $4 identifier, $5 limit, $6 offset), never spliced.
create function public.collection_statement(p_collection text, p_condition text) returns text
language sql stable
set search_path = public, extensions
as $$
	select format(
		'with matched as materialized (
			select record.%1$I as feature_id, %2$s as feature_geometry, %3$s
			from %4$s as record
			left join public.epci as epci on epci.epci_siren = %5$s
			left join public.commune as commune on commune.comm_insee = %6$s
			left join public.site_eco as site on site.site_id = %7$s
			where record.territory_id = $1 and %8$s
		),
		page as (
			select * from matched order by feature_id collate "C" limit $5 offset $6
		),
		feature as (
			select feature_id, json_build_object(
				''type'', ''Feature'', ''id'', feature_id,
				''geometry'', st_asgeojson(feature_geometry, 6)::json,
				''properties'', json_strip_nulls((
					select row_to_json(properties) from (select %9$s) as properties
				))
			) as json
			from page
		)
		select (select count(*) from matched) as matched, count(*) as returned,
			json_agg(json order by feature_id collate "C") as features
		from feature',
		definition.key_column,
		definition.geometry,
		(select string_agg(format('%s as %I', expression, name), ', ')
			from collection_columns(p_collection)),
		definition.source,
		coalesce('record.' || quote_ident(definition.epci_column), 'null'),
		coalesce('record.' || quote_ident(definition.commune_column), 'null'),
		case p_collection when 'terrains' then 'record.site_id' else 'null' end,
		p_condition,
		(select string_agg(format('page.%I', name), ', ') from collection_columns(p_collection))
	)
	from collection_definition(p_collection) as definition
$$;

comment on function public.collection_statement is
	'Requête qui lit une collection sous une condition ; ses valeurs sont des paramètres';

create function public.box_geometry(p_bbox double precision[]) returns extensions.geometry
language plpgsql immutable
set search_path = public, extensions
as $$
begin
	if p_bbox is null then
		return null;
	end if;
	if array_length(p_bbox, 1) is distinct from 4
		or array_position(p_bbox, null) is not null
		or not (p_bbox[1] between -180 and 180 and p_bbox[3] between -180 and 180)
		or not (p_bbox[2] between -90 and 90 and p_bbox[4] between -90 and 90)
		or p_bbox[2] > p_bbox[4]
	then
		raise sqlstate 'PT400' using
			message = format('Emprise refusée : « %s ».', array_to_string(p_bbox, ',', 'vide')),
			hint = 'Attendu : quatre nombres en degrés, ouest, sud, est, nord.';
	end if;
	-- West beyond east means that the box crosses the antimeridian (RFC 7946, section 5.2).
	if p_bbox[1] > p_bbox[3] then
		return st_collect(
			st_makeenvelope(p_bbox[1], p_bbox[2], 180, p_bbox[4], 4326),
			st_makeenvelope(-180, p_bbox[2], p_bbox[3], p_bbox[4], 4326)
		);
	end if;
	return st_makeenvelope(p_bbox[1], p_bbox[2], p_bbox[3], p_bbox[4], 4326);
end
$$;

comment on function public.box_geometry is
	'Emprise [ouest, sud, est, nord] en degrés ; 400 quand elle n''en est pas une';

create function public.filter_condition(p_collection text, p_filters json) returns text
language plpgsql stable
set search_path = public, extensions
as $$
declare
	entry record;
	found_column record;
	condition text := 'true';
begin
	if p_filters is null then
		return condition;
	end if;
	if json_typeof(p_filters) <> 'object' then
		raise sqlstate 'PT400' using
			message = format('Filtres refusés : « %s ».', p_filters),
			hint = 'Attendu : un objet JSON, propriété → valeur.';
	end if;
	for entry in select key, value, json_typeof(value) as kind from json_each(p_filters) loop
		select * into found_column from collection_columns(p_collection) where name = entry.key;
		if not found then
			raise sqlstate 'PT400' using
				message = format('Propriété inconnue de la collection %s : « %s ».', p_collection, entry.key),
				hint = format('Propriétés : %s.', (
					select string_agg(name, ', ') from collection_columns(p_collection)
				));
		end if;
		if entry.kind not in ('string', 'number', 'boolean') then
			raise sqlstate 'PT400' using
				message = format('Valeur refusée pour « %s » : %s.', entry.key, entry.value),
				hint = 'Attendu : un texte, un nombre, true ou false.';
		end if;
		if found_column.type not in ('integer', 'number') then
			condition := condition || format(
				' and (%s)::text = $3 ->> %L', found_column.expression, entry.key
			);
		elsif p_filters ->> entry.key ~ '^[+-]?([0-9]+[.]?[0-9]*|[.][0-9]+)([eE][+-]?[0-9]{1,2})?$' then
			condition := condition || format(
				' and %s = ($3 ->> %L)::double precision', found_column.expression, entry.key
			);
		else
			raise sqlstate 'PT400' using
				message = format('Valeur refusée pour « %s » : « %s ».', entry.key, p_filters ->> entry.key),
				hint = 'Attendu : un nombre, avec un point pour les décimales.';
		end if;
	end loop;
	return condition;
end
$$;

comment on function public.filter_condition is
	'Condition SQL des filtres d''une collection ; 400 qui nomme la propriété ou la valeur refusée';

create function public.features_page(
	p_territory text,
	p_collection text,
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
	condition text := filter_condition(p_collection, p_filters);
	found_page record;
begin
	if p_limit < 1 or p_offset < 0 then
		raise sqlstate 'PT400' using
			message = format('Page refusée : limite %s, décalage %s.', p_limit, p_offset),
			hint = 'Attendu : une limite d''au moins 1 et un décalage d''au moins 0.';
	end if;
	if box is not null then
		condition := condition || format(
			' and st_intersects(%s, $2)', (select geometry from collection_definition(p_collection))
		);
	end if;
	execute collection_statement(p_collection, condition) into found_page
		using p_territory, box, p_filters, null::text, p_limit, coalesce(p_offset, 0);
	return json_build_object(
		'type', 'FeatureCollection',
		'numberMatched', found_page.matched,
		'numberReturned', found_page.returned,
		'features', coalesce(found_page.features, '[]'::json)
	);
end
$$;

comment on function public.features_page is
	'Page d''une collection en GeoJSON, par emprise et par valeurs, triée par clé';

create function public.feature_by_id(
	p_territory text, p_collection text, p_id text
) returns json
language plpgsql stable
set search_path = public, extensions
set jit = off
set max_parallel_workers_per_gather = 0
as $$
declare
	found_page record;
begin
	execute collection_statement(
		p_collection,
		format('record.%I = $4', (select key_column from collection_definition(p_collection)))
	) into found_page
		using p_territory, null::geometry, null::json, p_id, 1, 0;
	return found_page.features -> 0;
end
$$;

comment on function public.feature_by_id is
	'Une fiche d''une collection en GeoJSON ; vide quand la clé est inconnue';

create function public.collections_summary(p_territory text) returns json
language plpgsql stable
set search_path = public, extensions
set jit = off
set max_parallel_workers_per_gather = 0
as $$
declare
	collection text;
	definition record;
	summary json;
	summaries json[] := '{}';
begin
	foreach collection in array
		array['epci', 'communes', 'sites', 'terrains', 'etablissements', 'friches', 'poi']
	loop
		select * into definition from collection_definition(collection);
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
					coalesce(array_agg(distinct source_nom), ''{}'') as sources,
					coalesce(
						array_agg(distinct source_licence) filter (where source_licence is not null), ''{}''
					) as licences,
					max(source_date) as latest,
					count(*) filter (where demonstration) as demonstration
				from %2$s as record where territory_id = $1
			) as aggregate',
			definition.geometry, definition.source
		) into summary using p_territory, collection;
		summaries := summaries || summary;
	end loop;
	return array_to_json(summaries);
end
$$;

comment on function public.collections_summary is
	'Nombre, emprise, sources, licences et dates de chaque collection d''un territoire';

grant execute on function
	public.collection_definition, public.allowed_values, public.collection_columns,
	public.collection_schema, public.collection_statement, public.box_geometry,
	public.filter_condition, public.features_page, public.feature_by_id,
	public.collections_summary
	to anon, authenticated, service_role;
