-- The centre of a plot is no property of it.
create or replace function public.collection_columns(
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
	from (select * from own union all select * from joined) as property
	order by position
$$;
