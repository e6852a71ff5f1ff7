-- Limits less than 50 cm apart are one, as for assemblages; an edge that only begins or ends at another limit, as it does
-- across a corner, does not lie along it. What is told of an edge are spans of it, from 0 to 1: lines that all but
-- coincide are cut by figures, because cutting them as lines fails on PGlite. A plan is compiled for longer than it runs.
create or replace function public.boundary_parts(p_territory text, p_geometry extensions.geometry)
returns table (kind text, neighbour text, line extensions.geometry)
language sql stable rows 6
set search_path = public, extensions
set jit = off
as $$
	with edge as (select * from edges_of(p_geometry)),
	beyond as (
		select 'plot' as kind, terr_id as neighbour, other.line
		from terrain_eco cross join lateral edges_of(geom) as other
		where territory_id = p_territory and publie and offre_type = 'Terrain'
			and st_dwithin(geom, p_geometry, 1e-5)
			-- What lies within does not lie beyond: the ground itself, and the plots of a site or of a drawn area.
			and not st_covers(p_geometry, st_pointonsurface(geom))
		union all
		select 'site', null, other.line
		from (
			select geom from site_eco
			where territory_id = p_territory and publie and st_intersects(geom, st_pointonsurface(p_geometry))
			order by site_id limit 1
		) as site cross join lateral edges_of(geom) as other
	),
	along as (
		select edge, kind, neighbour, range_agg(numrange(least(one, other)::numeric, greatest(one, other)::numeric)) as spans
		from (
			select edge.edge, beyond.kind, beyond.neighbour, met.line,
				st_linelocatepoint(edge.line, st_startpoint(met.line)) as one,
				st_linelocatepoint(edge.line, st_endpoint(met.line)) as other
			from edge join beyond on edge.line && st_expand(beyond.line, 0.5)
			cross join lateral (select st_intersection(edge.line, st_buffer(beyond.line, 0.5)) as line) as met
			where geometrytype(met.line) = 'LINESTRING'
				and st_length(met.line) > least(1.001, st_length(edge.line) - 0.001)
		) as piece
		group by edge, kind, neighbour
	),
	along_plots as (select edge, range_agg(spans) as spans from along where kind = 'plot' group by edge),
	along_site as (
		select edge, along.spans - coalesce(along_plots.spans, '{}') as spans
		from along left join along_plots using (edge)
		where kind = 'site'
	),
	told as (
		select edge, kind, neighbour, spans from along where kind = 'plot'
		union all
		select edge, 'site', null, spans from along_site
		union all
		select edge, case when exists (select from beyond where beyond.kind = 'site') then 'inside' else 'other' end, null,
			'{[0,1]}'::nummultirange - coalesce(along_plots.spans, '{}') - coalesce(along_site.spans, '{}')
		from edge left join along_plots using (edge) left join along_site using (edge)
	)
	select told.kind, told.neighbour,
		st_collect(st_linesubstring(edge.line, lower(span)::double precision, upper(span)::double precision))
	from told join edge using (edge) cross join lateral unnest(told.spans) as span
	where (upper(span) - lower(span)) * st_length(edge.line)::numeric > 0.001
	group by told.kind, told.neighbour
$$;

create or replace function public.bounded_net_area(p_territory text, p_ground extensions.geometry) returns json
language sql stable
set search_path = public, extensions
as $$
	select json_build_object(
		'contour', ground -> 'contour', 'recul_m', ground -> 'recul_m', 'couches', ground -> 'couches',
		'limites', told_boundaries(p_territory, p_ground)
	)
	from ground_net_area(p_territory, p_ground) as ground
$$;

create or replace function public.site_net_area(p_territory text, p_site text) returns json
language sql stable
set search_path = public, extensions
as $$
	select bounded_net_area(p_territory, geom)
	from site_eco
	where territory_id = p_territory and site_id = p_site
$$;

-- Of an area that somebody drew: bounded, because everybody can draw one and all constraints under it are cut.
create or replace function public.area_net_area(p_territory text, p_shape json) returns json
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

comment on function public.area_net_area(p_territory text, p_shape json) is 'Ce qui se retire d''une zone dessinée pour sa superficie nette, comme bounded_net_area ; 422 au-delà de 10 000 ha, vide pour une zone sans surface';

comment on function public.boundary_parts(p_territory text, p_geometry extensions.geometry) is 'Limite d''un terrain, d''un site ou d''une zone, en Lambert-93 (EPSG:2154), par ce qui la borde : plot un autre terrain, site la limite du site, inside l''intérieur du site, other hors de tout site';

comment on function public.bounded_net_area(p_territory text, p_ground extensions.geometry) is 'Ce qui se retire d''un site ou d''une zone pour sa superficie nette, comme ground_net_area, et sa limite par ce qui la borde';

comment on function public.site_net_area(p_territory text, p_site text) is 'Ce qui se retire d''un site pour sa superficie nette, comme bounded_net_area ; vide pour un site inconnu';

comment on function public.told_boundaries(p_territory text, p_geometry extensions.geometry) is 'Limite d''un sol par ce qui la borde, en degrés, et le recul en m que le territoire y donne ; vide où il n''en donne pas';

revoke all on function public.bounded_net_area(p_territory text, p_ground extensions.geometry) from public, anon, authenticated, service_role;
grant execute on function public.bounded_net_area(p_territory text, p_ground extensions.geometry) to anon, authenticated, service_role;
