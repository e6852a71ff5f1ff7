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
	execute page_statement('terrains', condition) into page
		using p_territory, box, p_filters, keys, p_limit, coalesce(p_offset, 0);
	return json_build_object(
		'type', 'FeatureCollection', 'numberMatched', matched, 'numberReturned', page.returned,
		'features', ('[' || replace(page.lines, E'\n', ',') || ']')::json
	);
end
$$;

comment on function public.terrains_search is
	'Page des terrains qui répondent aux critères de la carte, par emprise et par valeurs, triée par clé';
