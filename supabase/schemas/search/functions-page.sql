-- A page of the plots that a search finds.

create function public.terrains_search(
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

comment on function public.terrains_search is
	'Page des terrains qui répondent aux critères de la carte, par emprise et par valeurs, triée par clé';

-- Of an area that somebody drew: bounded, because everybody can draw one and all constraints under it are cut.
create function public.area_net_area(p_territory text, p_shape json) returns json
language plpgsql stable
set search_path = public, extensions
as $$
declare
	most_ha constant double precision := 10000;
	area geometry := search_area(p_shape);
	ha double precision;
begin
	if p_shape ->> 'widthKm' is not null then
		area := st_transform(st_buffer(
			st_transform(st_setsrid(st_geomfromgeojson(p_shape -> 'area'), 4326), 2154),
			1000 * (p_shape ->> 'widthKm')::double precision
		), 4326);
	end if;
	area := st_multi(st_collectionextract(st_setsrid(area, 4326), 3));
	ha := st_area(st_transform(area, 2154)) / 10000;
	if ha > most_ha then
		raise sqlstate 'PT422' using
			message = format('La zone fait %s ha.', round(ha)),
			hint = format('Attendu : %s ha au plus pour une surface nette.', most_ha),
			detail = json_build_object('code', 'shape_large', 'ha', round(ha), 'most', most_ha)::text;
	end if;
	return case when ha > 0 then bounded_net_area(p_territory, area) end;
end
$$;

comment on function public.area_net_area is
	'Ce qui se retire d''une zone dessinée pour sa superficie nette, comme bounded_net_area ; 422 au-delà de 10 000 ha, vide pour une zone sans surface';
