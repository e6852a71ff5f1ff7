-- By figures, as all that is told of an edge: lines that all but coincide fail on PGlite.
create or replace function public.crossing_at(p_edge extensions.geometry, p_other extensions.geometry) returns numeric
language sql immutable
set search_path = public, extensions
as $$
	select case when along between 0 and 1 and beside between 0 and 1 then along::numeric end
	from (
		select st_x(st_startpoint(p_edge)) as x, st_y(st_startpoint(p_edge)) as y,
			st_x(st_endpoint(p_edge)) - st_x(st_startpoint(p_edge)) as east,
			st_y(st_endpoint(p_edge)) - st_y(st_startpoint(p_edge)) as north,
			st_x(st_startpoint(p_other)) as other_x, st_y(st_startpoint(p_other)) as other_y,
			st_x(st_endpoint(p_other)) - st_x(st_startpoint(p_other)) as other_east,
			st_y(st_endpoint(p_other)) - st_y(st_startpoint(p_other)) as other_north
	) as run
	-- Parallel sides cross nowhere.
	cross join lateral (select nullif(east * other_north - north * other_east, 0) as turn) as between_them
	cross join lateral (
		select ((other_x - x) * other_north - (other_y - y) * other_east) / turn as along,
			((other_x - x) * north - (other_y - y) * east) / turn as beside
	) as meeting
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
	beyond as (
		select 'plot' as kind, terr_id as neighbour, other.line
		from terrain_eco cross join lateral edges_of(geom) as other
		where territory_id = p_territory and publie and offre_type = 'Terrain'
			and st_dwithin(geom, p_geometry, 1e-5)
			-- What lies within does not lie beyond: the ground itself, and the plots of a site or of a drawn area.
			and not st_covers(p_geometry, st_pointonsurface(geom))
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

comment on function public.crossing_at(p_edge extensions.geometry, p_other extensions.geometry) is 'Abscisse, de 0 à 1, où un côté en croise un autre, tous deux en Lambert-93 (EPSG:2154) ; vide où ils ne se croisent pas';

revoke all on function public.crossing_at(p_edge extensions.geometry, p_other extensions.geometry) from public, anon, authenticated, service_role;
grant execute on function public.crossing_at(p_edge extensions.geometry, p_other extensions.geometry) to anon, authenticated, service_role;

-- Net areas that were judged by one point of each limit.
select public.follow_boundaries(territory_id, array_agg(geom)) from public.terrain_eco group by territory_id;
