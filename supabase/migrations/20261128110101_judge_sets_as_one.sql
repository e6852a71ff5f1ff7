drop function public.plot_boundaries(p_territory text, p_plot text);

create or replace function public.edges_of(p_geometry extensions.geometry)
returns table (edge bigint, line extensions.geometry)
language sql immutable rows 12
set search_path = public, extensions
as $$
	select row_number() over (), st_makeline(corner, next_corner)
	from (
		select geom as corner,
			lead(geom) over (partition by path[1], path[2] order by path[3]) as next_corner
		from st_dumppoints(st_transform(st_forcepolygonccw(p_geometry), 2154))
	) as pair
	where next_corner is not null
$$;

-- Where one surface lies beyond a limit of another, their sides run against each other; where it lies within, the same way.
create or replace function public.runs_against(p_edge extensions.geometry, p_other extensions.geometry) returns boolean
language sql immutable
set search_path = public, extensions
as $$
	select (st_x(st_endpoint(p_edge)) - st_x(st_startpoint(p_edge)))
			* (st_x(st_endpoint(p_other)) - st_x(st_startpoint(p_other)))
		+ (st_y(st_endpoint(p_edge)) - st_y(st_startpoint(p_edge)))
			* (st_y(st_endpoint(p_other)) - st_y(st_startpoint(p_other))) < 0
$$;

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
	-- Those that more of the ground lies in than what an inexact outline puts there.
	site as (
		select st_transform(geom, 2154) as surface
		from site_eco
		where territory_id = p_territory and publie and st_intersects(geom, p_geometry)
			and (
				st_intersects(geom, st_pointonsurface(p_geometry))
				or st_intersects(st_transform(geom, 2154), st_buffer(st_transform(p_geometry, 2154), -1))
			)
	),
	site_edge as (select side.line from site cross join lateral edges_of(surface) as side),
	around as (select st_buffer(st_transform(p_geometry, 2154), 0.5) as surface),
	beyond as (
		select 'plot' as kind, terr_id as neighbour, other.line
		from terrain_eco cross join around cross join lateral edges_of(geom) as other
		where territory_id = p_territory and publie and offre_type = 'Terrain'
			and st_dwithin(geom, p_geometry, 1e-5)
			-- The ground itself, and the plots of a site, of a drawn area or of a set.
			and not st_covers(around.surface, st_transform(geom, 2154))
		union all
		select 'site', null, line from site_edge
	),
	along as (
		select edge, kind, neighbour, range_agg(numrange(least(one, other)::numeric, greatest(one, other)::numeric)) as spans
		from (
			select edge.edge, beyond.kind, beyond.neighbour, met.line,
				st_linelocatepoint(edge.line, st_startpoint(met.line)) as one,
				st_linelocatepoint(edge.line, st_endpoint(met.line)) as other
			from edge join beyond on edge.line && st_expand(beyond.line, 0.5)
			cross join lateral (select st_intersection(edge.line, st_buffer(beyond.line, 0.5)) as line) as met
			-- One that reaches out of the ground lies beyond its limit where it does, and nowhere else.
			where (kind = 'site' or runs_against(edge.line, beyond.line))
				and geometrytype(met.line) = 'LINESTRING'
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
	rest as (
		select edge, line, span
		from edge left join along_plots using (edge) left join along_site using (edge)
		cross join lateral unnest(
			'{[0,1]}'::nummultirange - coalesce(along_plots.spans, '{}') - coalesce(along_site.spans, '{}')
		) as span
	),
	-- What is along neither is cut where it enters or leaves a site: between two cuts all of it lies on one side.
	cut as (
		select edge, line, span, lower(span) as place from rest
		union
		select edge, line, span, upper(span) from rest
		union
		select rest.edge, rest.line, span, place
		from rest join site_edge on rest.line && site_edge.line
		cross join lateral crossing_at(rest.line, site_edge.line) as place
		where place > lower(span) and place < upper(span)
	),
	piece as (
		select edge, line, place, lead(place) over (partition by edge, span order by place) as next_place from cut
	),
	told as (
		select edge, kind, neighbour, spans from along where kind = 'plot'
		union all
		select edge, 'site', null, spans from along_site
		union all
		select edge, side.kind, null, range_agg(numrange(place, next_place))
		from piece cross join lateral (
			select case when exists (
				select from site
				where st_dwithin(surface, st_lineinterpolatepoint(line, ((place + next_place) / 2)::double precision), 0.5)
			) then 'inside' else 'other' end as kind
		) as side
		where next_place is not null
		group by edge, side.kind
	)
	select told.kind, told.neighbour,
		st_collect(st_linesubstring(edge.line, lower(span)::double precision, upper(span)::double precision))
	from told join edge using (edge) cross join lateral unnest(told.spans) as span
	where (upper(span) - lower(span)) * st_length(edge.line)::numeric > 0.001
	group by told.kind, told.neighbour
$$;

-- What is built on depends on what lies beyond the limit only where the configuration says so, or where somebody asks.
create or replace function public.counted_ground(
	p_territory text,
	p_ground extensions.geometry,
	p_net_ha double precision,
	p_boundaries boolean
) returns json
language sql stable
set search_path = public, extensions
as $$
	select json_build_object(
		'terr_surf_nette', p_net_ha,
		'contour', ground -> 'contour', 'recul_m', ground -> 'recul_m', 'couches', ground -> 'couches',
		'limites', case when p_boundaries or setbacks_by_boundary(p_territory) is not null
			then told_boundaries(p_territory, p_ground) else '[]' end
	)
	from ground_net_area(p_territory, p_ground) as ground
$$;

create or replace function public.plot_net_area(p_territory text, p_plot text) returns json
language sql stable
set search_path = public, extensions
as $$
	select counted_ground(p_territory, geom, terr_surf_nette, false)
	from terrain_eco
	where territory_id = p_territory and terr_id = p_plot
$$;

create or replace function public.plots_net_area(p_territory text, p_plots text[], p_boundaries boolean) returns json
language sql stable
set search_path = public, extensions
as $$
	select coalesce(json_agg(json_build_object(
		'terr_id', terr_id, 'sol', counted_ground(p_territory, geom, terr_surf_nette, p_boundaries)
	) order by terr_id), '[]')
	from terrain_eco
	where territory_id = p_territory and terr_id = any (p_plots[:300])
$$;

-- Limits of two plots that lie within half a metre are one; a lane between two of them stays out. The twin of unitedPlot
-- (subjects/fit). On a grid of a millimetre: anything else fails on PGlite (see located_plots).
create or replace function public.united_surface(p_surfaces extensions.geometry[]) returns extensions.geometry
language sql immutable
set search_path = public, extensions
as $$
	select st_multi(st_transform(
		st_buffer(st_union(st_buffer(st_transform(surface, 2154), 0.25, 'quad_segs=16'), 0.001), -0.25, 'quad_segs=16'),
		4326
	))
	from unnest(p_surfaces) as surface
$$;

create or replace function public.united_net_areas(p_territory text, p_sets json, p_boundaries boolean) returns json
language sql stable
set search_path = public, extensions
as $$
	select coalesce(json_agg(
		case when known.count = json_array_length(asked) then json_build_object(
			'sol', counted_ground(p_territory, known.ground, (
				select terr_surf_nette from located_plots(p_territory, array[known.ground])
			), p_boundaries),
			'contours', known.outlines
		) end order by rank
	), '[]')
	from json_array_elements(p_sets) with ordinality as listed (asked, rank)
	cross join lateral (
		select count(*), united_surface(array_agg(geom)) as ground,
			json_agg(st_asgeojson(geom, 9)::json order by place) as outlines
		from json_array_elements_text(asked) with ordinality as part (terr_id, place)
		join terrain_eco using (terr_id)
		where territory_id = p_territory and place <= 5
	) as known
	where rank <= 20
$$;

comment on function public.counted_ground(p_territory text, p_ground extensions.geometry, p_net_ha double precision, p_boundaries boolean) is 'Ce qui se retire d''un sol pour sa superficie nette, comme ground_net_area, cette superficie en ha, et sa limite par ce qui la borde, où les reculs en dépendent ou si on la demande';

comment on function public.edges_of(p_geometry extensions.geometry) is 'Côtés d''un MultiPolygon, un à un, en Lambert-93 (EPSG:2154), la surface à gauche de chacun';

comment on function public.plot_net_area(p_territory text, p_plot text) is 'Ce qui se retire d''un terrain pour sa superficie nette, comme counted_ground, et la superficie qui est gardée';

comment on function public.plots_net_area(p_territory text, p_plots text[], p_boundaries boolean) is 'Ce qui se retire de plusieurs terrains, de 300 au plus, comme plot_net_area, en une fois';

comment on function public.runs_against(p_edge extensions.geometry, p_other extensions.geometry) is 'Vrai de deux côtés qui vont en sens contraire';

comment on function public.united_net_areas(p_territory text, p_sets json, p_boundaries boolean) is 'Ce qui se retire d''ensembles de terrains, de 20 au plus et de 5 terrains au plus, tenus chacun pour un seul, comme counted_ground, et le contour de chaque terrain ; vide pour un ensemble dont un terrain manque';

comment on function public.united_surface(p_surfaces extensions.geometry[]) is 'Plusieurs terrains comme un seul, en degrés : leurs limites communes, à moins de 50 cm l''une de l''autre, effacées';

revoke all on function public.counted_ground(p_territory text, p_ground extensions.geometry, p_net_ha double precision, p_boundaries boolean) from public, anon, authenticated, service_role;
grant execute on function public.counted_ground(p_territory text, p_ground extensions.geometry, p_net_ha double precision, p_boundaries boolean) to anon, authenticated, service_role;

revoke all on function public.located_plots(p_territory text, p_geometries extensions.geometry[]) from public, anon, authenticated, service_role;
grant execute on function public.located_plots(p_territory text, p_geometries extensions.geometry[]) to anon, authenticated, service_role;

revoke all on function public.net_area_ha(p_geometry extensions.geometry, p_setback double precision, p_taken extensions.geometry, p_strips extensions.geometry) from public, anon, authenticated, service_role;
grant execute on function public.net_area_ha(p_geometry extensions.geometry, p_setback double precision, p_taken extensions.geometry, p_strips extensions.geometry) to anon, authenticated, service_role;

revoke all on function public.plots_net_area(p_territory text, p_plots text[], p_boundaries boolean) from public, anon, authenticated, service_role;
grant execute on function public.plots_net_area(p_territory text, p_plots text[], p_boundaries boolean) to anon, authenticated, service_role;

revoke all on function public.runs_against(p_edge extensions.geometry, p_other extensions.geometry) from public, anon, authenticated, service_role;
grant execute on function public.runs_against(p_edge extensions.geometry, p_other extensions.geometry) to anon, authenticated, service_role;

revoke all on function public.setback_strips(p_territory text, p_geometry extensions.geometry, p_setback double precision, p_setbacks json) from public, anon, authenticated, service_role;
grant execute on function public.setback_strips(p_territory text, p_geometry extensions.geometry, p_setback double precision, p_setbacks json) to anon, authenticated, service_role;

revoke all on function public.united_net_areas(p_territory text, p_sets json, p_boundaries boolean) from public, anon, authenticated, service_role;
grant execute on function public.united_net_areas(p_territory text, p_sets json, p_boundaries boolean) to anon, authenticated, service_role;

revoke all on function public.united_surface(p_surfaces extensions.geometry[]) from public, anon, authenticated, service_role;
grant execute on function public.united_surface(p_surfaces extensions.geometry[]) to anon, authenticated, service_role;

-- What lies along the limit of a plot is told by another rule: what was kept is computed again where setbacks depend on it.
select recompute_shares(territory_id, null), forget_halls_among(territory_id, null)
from territory where setbacks_by_boundary(territory_id) is not null;
