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
	when 'contraintes' then
		source := 'public.contrainte'; key_column := 'contrainte_id'; geometry := 'record.geom';
		joined_columns := '{}';
	else
		raise sqlstate 'PT404' using
			message = format('Collection inconnue : « %s ».', p_collection),
			hint = 'Collections : epci, communes, sites, terrains, etablissements, friches, poi, contraintes.';
	end case;
end
$$;

comment on function public.collection_definition is
	'Table, clé, géométrie et noms joints d''une collection ; 404 quand elle n''existe pas';

-- The values a check constraint allows, read from the catalogue so that they are written once.
create function public.allowed_values(p_table regclass, p_column text) returns text[]
language plpgsql stable
set search_path = public, extensions
as $$
declare
	definition text;
begin
	select pg_get_constraintdef(pg_constraint.oid) into definition
	from pg_constraint
	where conrelid = p_table and contype = 'c' and conkey = array[(
		select attnum from pg_attribute where attrelid = p_table and attname = p_column
	)] and pg_get_constraintdef(pg_constraint.oid) like '%= ANY (ARRAY[%';
	return (
		select array_agg(replace(quoted[1], '''''', '''') order by position)
		from regexp_matches(definition, '''((?:[^'']|'''')*)''::text', 'g')
			with ordinality as value (quoted, position)
	);
end
$$;

comment on function public.allowed_values is
	'Valeurs admises par un champ à liste fermée, dans l''ordre de la liste ; vide sinon';

-- What each kind of constraint takes of a plot is a property of its own: a kind more in the list is a property more.
-- The expression reads what collection_tables joins, and $1 is the territory, as in page_keys.
create function public.share_columns(
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

comment on function public.share_columns is
	'Propriété d''un terrain pour chaque type de contrainte, avec l''expression SQL qui la lit : sa part en %, vide sans couche de ce type';

-- The centre of a plot is no property of it.
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
			and attname not in ('geom', 'geompoint', 'centre', 'territory_id', 'publie')
	),
	shares as (
		select name, 'double precision' as type,
			format('Part du terrain sous contrainte (%s), en %%, calculée par déclencheur ; vide sans couche de ce type', kind)
				as description,
			expression, 500 + rank as position
		from share_columns() where p_collection = 'terrains'
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
		description,
		-- A list is written as the CNIG writes lists; an empty one says nothing, as in a table.
		case when type like '%[]' then format('nullif(array_to_string(%s, ''|''), '''')', expression) else expression end
	from (select * from own union all select * from shares union all select * from joined) as property
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
			''days'', case when first_day is not null then json_build_array(first_day, last_day) end,
			''geometries'', located, ''sources'', sources, ''licences'', licences,
			''latest_source_date'', latest, ''demonstration'', demonstration
		)
		from (
			select count(*) as count, st_extent(%1$s) as extent, count(%1$s) as located,
				min(%3$I) as first_day, max(%3$I) as last_day,
				coalesce(array_agg(distinct source_nom collate "C"), ''{}'') as sources,
				coalesce(
					array_agg(distinct source_licence collate "C") filter (where source_licence is not null),
					''{}''
				) as licences,
				max(source_date) as latest,
				count(*) filter (where demonstration) as demonstration
			from %2$s as record where territory_id = $1
		) as aggregate',
		definition.geometry, definition.source, collection_date(p_collection)
	) into summary using p_territory, p_collection;
	return summary;
end
$$;

comment on function public.collection_summary is
	'Nombre, emprise, sources, licences et dates d''une collection d''un territoire';

create function public.collections_summary(p_territory text) returns json
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

comment on function public.collections_summary is
	'Nombre, emprise, sources, licences et dates de chaque collection d''un territoire';

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
		left join public.site_eco as site on site.site_id = %4$s%5$s',
		source,
		coalesce('record.' || quote_ident(epci_column), 'null'),
		coalesce('record.' || quote_ident(commune_column), 'null'),
		case p_collection when 'terrains' then 'record.site_id' else 'null' end,
		(
			select string_agg(format(
				' left join public.part_contrainte as %1$I
				on %1$I.terr_id = record.terr_id and %1$I.contrainte_type = %2$L',
				name, kind
			), '' order by rank)
			from share_columns() where p_collection = 'terrains'
		)
	)
	from collection_definition(p_collection)
$$;

comment on function public.collection_tables is
	'Tables d''une collection, noms de l''EPCI, de la commune et du site et parts contraintes joints';
