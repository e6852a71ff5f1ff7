-- A filter whose value its property cannot have is refused with what it can have, instead of matching nothing; a yes
-- or no is understood however a client writes it; and records are found by their date.

-- Each value is read by what its property can have, and `datetime` is an interval on the collection's date.
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
		if entry.kind not in ('string', 'number', 'boolean') then
			raise sqlstate 'PT400' using
				message = format('Valeur refusée pour « %s » : %s.', entry.key, entry.value),
				hint = 'Attendu : un texte, un nombre, true ou false.';
		end if;
		if entry.key = 'datetime' then
			condition := condition || ' and '
				|| period_condition(p_collection, p_filters ->> 'datetime');
			continue;
		end if;
		select * into found_column from collection_columns(p_collection) where name = entry.key;
		if not found then
			raise sqlstate 'PT400' using
				message = format('Propriété inconnue de la collection %s : « %s ».', p_collection, entry.key),
				hint = format('Propriétés : %s.', (
					select string_agg(name, ', ') from collection_columns(p_collection)
				));
		end if;
		condition := condition || ' and ' || property_condition(
			p_collection, entry.key, p_filters ->> entry.key,
			found_column.type, found_column.format, found_column.expression
		);
	end loop;
	return condition;
end
$$;

comment on function public.filter_condition is
	'Condition SQL des filtres d''une collection ; 400 qui nomme la propriété ou la valeur refusée';

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

-- The date by which the records of a collection lie in time: when they were last brought up to date, as their standard
-- has it, else that of their source.
create function public.collection_date(p_collection text) returns text
language sql immutable
set search_path = public, extensions
as $$
	select case p_collection
		when 'sites' then 'site_actu_date' when 'terrains' then 'terr_actu_date'
		when 'etablissements' then 'etab_actu_date' when 'friches' then 'site_actu_date'
		else 'source_date'
	end
$$;

comment on function public.collection_date is
	'Champ qui situe les fiches d''une collection dans le temps : leur mise à jour, sinon la date de leur source';

create function public.refuse_filter(p_name text, p_value text, p_expected text) returns void
language plpgsql
set search_path = public, extensions
as $$
begin
	raise sqlstate 'PT400' using
		message = format('Valeur refusée pour « %s » : « %s ».', p_name, left(p_value, 200)),
		hint = format('Attendu : %s.', p_expected);
end
$$;

comment on function public.refuse_filter is '400 qui nomme un filtre, sa valeur et ce qui était attendu';

-- The condition that a collection's date lies within an interval `from/to`, both included; `..` or nothing is open.
create function public.period_condition(p_collection text, p_period text) returns text
language plpgsql stable
set search_path = public, extensions
as $$
declare
	ends text[] := string_to_array(p_period, '/');
	first_day text := nullif(nullif(ends[1], '..'), '');
	last_day text := nullif(nullif(ends[cardinality(ends)], '..'), '');
begin
	if cardinality(ends) > 2 or coalesce(first_day, last_day) is null
		or not coalesce(is_day(first_day), true) or not coalesce(is_day(last_day), true)
		or first_day > last_day then
		perform refuse_filter('datetime', p_period,
			'un jour AAAA-MM-JJ, ou un intervalle début/fin dont un bout peut rester ouvert (..)');
	end if;
	return format(
		'(%1$s is null or record.%3$I >= %1$s) and (%2$s is null or record.%3$I <= %2$s) and record.%3$I is not null',
		coalesce(quote_literal(first_day), 'null') || '::date',
		coalesce(quote_literal(last_day), 'null') || '::date',
		collection_date(p_collection)
	);
end
$$;

comment on function public.period_condition is
	'Condition SQL d''un intervalle de temps sur la date d''une collection ; 400 qui nomme ce qui est refusé';

-- The condition of one filter. Its value is never spliced, but for a number, a day and a yes or no, which are checked.
create function public.property_condition(
	p_collection text, p_name text, p_value text, p_type text, p_format text, p_expression text
) returns text
language plpgsql stable
set search_path = public, extensions
as $$
declare
	allowed text[];
begin
	if p_type in ('integer', 'number') then
		if p_value !~ '^[+-]?([0-9]+[.]?[0-9]*|[.][0-9]+)([eE][+-]?[0-9]{1,2})?$' then
			perform refuse_filter(p_name, p_value, 'un nombre, avec un point pour les décimales');
		end if;
		return format('%s = ($3 ->> %L)::double precision', p_expression, p_name);
	elsif p_type = 'boolean' then
		if truth_of(p_value) is null then
			perform refuse_filter(p_name, p_value, 'true ou false (1 ou 0, oui ou non)');
		end if;
		return format('%s = %L::boolean', p_expression, truth_of(p_value));
	elsif p_format = 'date' then
		if is_day(left(p_value, 10)) is not true or p_value !~ '^.{10}(T.*)?$' then
			perform refuse_filter(p_name, p_value, 'un jour qui existe, écrit AAAA-MM-JJ');
		end if;
		return format('%s = %L::date', p_expression, left(p_value, 10));
	end if;
	allowed := allowed_values((select source from collection_definition(p_collection)), p_name);
	if allowed <@ array['oui', 'non'] and truth_of(p_value) is not null then
		return format('%s = %L', p_expression, case when truth_of(p_value) then 'oui' else 'non' end);
	elsif p_value <> all (allowed) then
		perform refuse_filter(p_name, p_value, 'une valeur parmi : ' || array_to_string(allowed, ' | '));
	end if;
	return format('(%s)::text = $3 ->> %L', p_expression, p_name);
end
$$;

comment on function public.property_condition is
	'Condition SQL d''un filtre par une propriété ; 400 qui nomme la valeur refusée et celles qui sont admises';
