-- What an area costs is bounded where everybody can hand one over: a visitor's address, /ogc and /rest/v1/rpc alike.
-- PGlite has no timer that could stop a statement, and everybody waits behind it there.

-- The line of a corridor with few enough points: drawn ones keep all of theirs; those of a file lose what lies within
-- a hundredth of the corridor's width, or the least multiple of it that suffices.
create function public.corridor_line(p_line extensions.geometry, p_km double precision)
returns extensions.geometry
language plpgsql immutable
set search_path = public, extensions
as $$
declare
	-- Kilometres to degrees of latitude.
	tolerance double precision := p_km / 111.2 / 100;
	line geometry := p_line;
begin
	while st_npoints(line) > 200 loop
		line := st_simplify(p_line, tolerance, true);
		tolerance := tolerance * 2;
	end loop;
	return line;
end
$$;

comment on function public.corridor_line is
	'Ligne d''un couloir, en degrés, réduite à 200 points au plus ; une ligne dessinée reste telle quelle';

create or replace function public.search_area(p_shape json) returns extensions.geometry
language plpgsql immutable
set search_path = public, extensions
as $$
declare
	most_points constant integer := 3000;
	most_mended constant integer := 200;
	area geometry;
	points integer;
begin
	if p_shape -> 'area' is null or json_typeof(p_shape -> 'area') = 'null' then
		return null;
	end if;
	if length(p_shape ->> 'area') > 300000 then
		raise sqlstate 'PT400' using
			message = format('La zone pèse %s ko.', length(p_shape ->> 'area') / 1000),
			hint = 'Attendu : 300 ko au plus ; simplifiez son contour.',
			detail = json_build_object('code', 'shape_heavy');
	end if;
	area := st_geomfromgeojson(p_shape -> 'area');
	points := st_npoints(area);
	if points > most_points then
		raise sqlstate 'PT400' using
			message = format('La zone a %s sommets.', points),
			hint = format('Attendu : %s au plus ; simplifiez son contour.', most_points),
			detail = json_build_object('code', 'shape_points', 'points', points, 'most', most_points);
	end if;
	if p_shape ->> 'widthKm' is not null then
		return corridor_line(area, (p_shape ->> 'widthKm')::double precision);
	end if;
	if st_isvalid(area) then
		return area;
	end if;
	-- Mending finds every crossing, of which there may be as many as points squared.
	if points > most_mended then
		raise sqlstate 'PT400' using
			message = format('Le contour de la zone, de %s sommets, se croise.', points),
			hint = format('Attendu : un contour qui ne se croise pas au-delà de %s sommets.', most_mended),
			detail = json_build_object('code', 'shape_crossing', 'points', points, 'most', most_mended);
	end if;
	return st_makevalid(area);
end
$$;

comment on function public.search_area is
	'Zone dessinée, en degrés, réparée au besoin ; 400 pour une zone que la base tiendrait trop longtemps';

-- Most plots lie so clearly in a corridor or out of it that its outline need not be drawn for them.
create or replace function public.verdict_on_corridor(
	p_line extensions.geometry,
	p_km double precision,
	p_relation text,
	p_plot extensions.geometry,
	p_centre extensions.geometry
) returns boolean
language sql immutable
set search_path = public, extensions
as $$
	select case
		when p_relation = 'centre' then st_dwithin(
			flattened_km(p_centre, st_y(p_centre)), flattened_km(p_line, st_y(p_centre)), p_km
		)
		when p_relation is distinct from 'within' then st_dwithin(plot, line, p_km)
		when not st_dwithin(st_pointn(st_exteriorring(st_geometryn(plot, 1)), 1), line, p_km * 1.001) then false
		-- The inscribed circle of the outline, of 256 sides, around the nearest point of the line.
		when st_maxdistance(plot, st_closestpoint(line, st_centroid(plot))) < p_km * 0.999 then true
		else st_coveredby(
			st_boundary(plot),
			-- What lies further from the plot than the width has no part in the outline near it.
			st_buffer(st_clipbybox2d(line, box2d(st_expand(plot, p_km * 1.01))), p_km, 'quad_segs=64')
		)
	end
	from (
		select flattened_km(p_plot, middle) as plot, flattened_km(p_line, middle) as line
		from (select (st_ymin(p_plot) + st_ymax(p_plot)) / 2 as middle) as latitude
	) as flat
$$;


-- The part of an area around a plot decides the same as the whole of it, in a hundredth of the time.
create function public.area_near(p_area extensions.geometry, p_plot extensions.geometry)
returns extensions.geometry
language sql immutable
set search_path = public, extensions
as $$
	select case
		when st_npoints(p_area) <= 50 then p_area
		else st_clipbybox2d(p_area, box2d(st_expand(p_plot, 0.001)))
	end
$$;

comment on function public.area_near is 'Partie d''une zone dessinée autour d''un terrain, en degrés';

create or replace function public.verdict_on_shape(
	p_shape json,
	p_area extensions.geometry,
	p_relation text,
	p_plot extensions.geometry,
	p_centre extensions.geometry
) returns boolean
language sql immutable
set search_path = public, extensions
as $$
	select case
		when p_shape ->> 'widthKm' is not null then verdict_on_corridor(
			p_area, (p_shape ->> 'widthKm')::double precision, p_relation, p_plot, p_centre
		)
		when p_relation = 'centre' and p_shape ->> 'radiusKm' is not null then distance_km(
			p_centre,
			st_setsrid(st_makepoint(
				(p_shape #>> '{centre,0}')::double precision, (p_shape #>> '{centre,1}')::double precision
			), 4326)
		) <= (p_shape ->> 'radiusKm')::double precision
		when p_relation = 'centre' then st_intersects(p_area, p_centre)
		when not p_area && p_plot then false
		when p_relation = 'within' then exists (
			select from st_dump(p_area) as part
			where part.geom && p_plot and st_coveredby(p_plot, area_near(part.geom, p_plot))
		)
		else st_intersects(area_near(p_area, p_plot), p_plot)
	end
$$;

revoke all on function public.corridor_line, public.area_near from public;
grant execute on function public.corridor_line, public.area_near to anon, authenticated, service_role;
