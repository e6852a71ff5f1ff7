-- What lies beyond each part of a ground's limit, and the setback that the configuration gives it: netArea.setbacks, by
-- kind of boundary, in m. Kinds that can be told from what is loaded: along another plot, along the limit of the site that
-- the plot lies in, within that site along neither. Roads, railways and rivers cannot: their lines orient
-- (data/README.md) and are no survey.

create function public.setbacks_by_boundary(p_territory text) returns json
language plpgsql stable
set search_path = public, extensions
as $$
declare
	told json := (
		select configuration -> 'netArea' -> 'setbacks' from territory where territory_id = p_territory
	);
begin
	return case when json_typeof(told) = 'object' and told::text <> '{}' then told end;
end
$$;

comment on function public.setbacks_by_boundary is
	'Reculs en m que la configuration d''un territoire donne par nature de limite (plot, site, inside) ; vide quand elle n''en donne aucun';

create function public.edges_of(p_geometry extensions.geometry)
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

comment on function public.edges_of is
	'Côtés d''un MultiPolygon, un à un, en Lambert-93 (EPSG:2154), la surface à gauche de chacun';

-- Where one surface lies beyond a limit of another, their sides run against each other; where it lies within, the same way.
create function public.runs_against(p_edge extensions.geometry, p_other extensions.geometry) returns boolean
language sql immutable
set search_path = public, extensions
as $$
	select (st_x(st_endpoint(p_edge)) - st_x(st_startpoint(p_edge)))
			* (st_x(st_endpoint(p_other)) - st_x(st_startpoint(p_other)))
		+ (st_y(st_endpoint(p_edge)) - st_y(st_startpoint(p_edge)))
			* (st_y(st_endpoint(p_other)) - st_y(st_startpoint(p_other))) < 0
$$;

comment on function public.runs_against is 'Vrai de deux côtés qui vont en sens contraire';

-- By figures, as all that is told of an edge: lines that all but coincide fail on PGlite.
create function public.crossing_at(p_edge extensions.geometry, p_other extensions.geometry) returns numeric
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

comment on function public.crossing_at is
	'Abscisse, de 0 à 1, où un côté en croise un autre, tous deux en Lambert-93 (EPSG:2154) ; vide où ils ne se croisent pas';

-- Limits less than 50 cm apart are one, as for assemblages; an edge that only begins or ends at another limit, as it does
-- across a corner, does not lie along it. What is told of an edge are spans of it, from 0 to 1: lines that all but
-- coincide are cut by figures, because cutting them as lines fails on PGlite. A plan is compiled for longer than it runs.
create function public.boundary_parts(p_territory text, p_geometry extensions.geometry)
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

comment on function public.boundary_parts is
	'Limite d''un terrain, d''un site ou d''une zone, en Lambert-93 (EPSG:2154), par ce qui la borde : plot un autre terrain, site la limite du site, inside l''intérieur du site, other hors de tout site';

-- Edge by edge, and united on a grid of a millimetre: anything else fails on PGlite (see located_plots).
create function public.setback_strips(
	p_territory text,
	p_geometry extensions.geometry,
	p_setback double precision,
	p_setbacks json
) returns extensions.geometry
language sql stable
set search_path = public, extensions
as $$
	select st_union(st_buffer(piece.geom, metres, 'quad_segs=16'), 0.001)
	from boundary_parts(p_territory, p_geometry) cross join lateral st_dump(line) as piece
	cross join lateral (select coalesce((p_setbacks ->> kind)::double precision, p_setback) as metres) as rule
	where metres > 0
$$;

comment on function public.setback_strips is
	'Ce qui reste libre le long de la limite d''un terrain, en Lambert-93 (EPSG:2154) : le recul de chaque nature de limite, sinon celui qui vaut partout';

create function public.told_boundaries(p_territory text, p_geometry extensions.geometry) returns json
language sql stable
set search_path = public, extensions
as $$
	select coalesce(json_agg(json_build_object(
		'nature', kind, 'voisin', neighbour,
		'recul_m', (setbacks_by_boundary(p_territory) ->> kind)::double precision,
		'trace', st_asgeojson(st_transform(line, 4326), 9)::json
	) order by kind, neighbour), '[]')
	from boundary_parts(p_territory, p_geometry)
$$;

comment on function public.told_boundaries is
	'Limite d''un sol par ce qui la borde, en degrés, et le recul en m que le territoire y donne ; vide où il n''en donne pas';

-- Where setbacks go by what lies beyond, what comes, goes or moves changes what is left of the plots around it. They are
-- computed as they stand after the statement, whose own setting an import goes on with (see complete_terrain_eco).
create function public.follow_boundaries(p_territory text, p_ground extensions.geometry[]) returns void
language plpgsql
set search_path = public, extensions
as $$
declare
	located text := current_setting('forgeterre.plots_located', true);
	around text[];
begin
	if setbacks_by_boundary(p_territory) is null then
		return;
	end if;
	around := array(select plots_around(p_territory, p_ground));
	perform forget_halls_among(p_territory, around);
	perform set_config('forgeterre.plots_located', '', true);
	perform recompute_shares(p_territory, around);
	perform set_config('forgeterre.plots_located', coalesce(located, ''), true);
end
$$;

comment on function public.follow_boundaries is
	'Recalcule la superficie nette des terrains autour de certains endroits, là où les reculs dépendent de ce qui borde un terrain';

create function public.follow_boundaries_of_sites() returns trigger
language plpgsql
set search_path = public, extensions
as $$
begin
	if tg_op <> 'DELETE' then
		perform follow_boundaries(territory_id, array_agg(geom)) from new_sites group by territory_id;
	end if;
	if tg_op <> 'INSERT' then
		perform follow_boundaries(territory_id, array_agg(geom)) from old_sites group by territory_id;
	end if;
	return null;
end
$$;

create trigger follow_boundaries_of_new after insert on public.site_eco
	referencing new table as new_sites
	for each statement execute function public.follow_boundaries_of_sites();

create trigger follow_boundaries_of_changed after update on public.site_eco
	referencing old table as old_sites new table as new_sites
	for each statement execute function public.follow_boundaries_of_sites();

create trigger follow_boundaries_of_removed after delete on public.site_eco
	referencing old table as old_sites
	for each statement execute function public.follow_boundaries_of_sites();
