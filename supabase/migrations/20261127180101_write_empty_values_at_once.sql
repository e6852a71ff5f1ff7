-- QGIS guesses names and types from the first features: an empty column stands there too, and a real number keeps its
-- decimal point, lest 25.61 be cut to the 25 that came before. Written into the query: a call costs twice the page, and
-- what is empty, as most are, a tenth of it where it is turned into JSON.
create or replace function public.real_expression(p_expression text) returns text
language sql immutable
set search_path = public, extensions
as $$
	select format(
		'case when %1$s is null then null
			when %1$s = trunc(%1$s) and abs(%1$s) < 1e15 then (%1$s || ''.0'')::json else to_json(%1$s) end',
		p_expression
	)
$$;
