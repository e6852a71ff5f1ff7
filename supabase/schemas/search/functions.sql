-- The search of the map, answered by the database: the same criteria, the same plots.
-- A verdict is true (passes), false (fails) or null (the source does not say); only false eliminates.
-- What an area costs is bounded, because everybody can hand one over: PGlite has no timer that could stop a
-- statement, and everybody waits behind it there.

-- Without a search_path of their own these two are written out where they are called.
create function public.verdict_among(p_asked text[], p_value text) returns boolean
language sql immutable
as $$
	select case
		when p_value = any (p_asked) then true
		when p_value is null or p_value = 'inconnu' then null
		else false
	end
$$;

comment on function public.verdict_among is
	'Verdict sur une valeur de liste : « inconnu » ne passe que s''il est demandé, et n''échoue jamais';

create function public.verdict_between(
	p_value double precision, p_low double precision, p_high double precision
) returns boolean
language sql immutable
as $$
	select case when p_value is not null then
		p_value >= coalesce(p_low, '-infinity') and p_value <= coalesce(p_high, 'infinity')
	end
$$;

comment on function public.verdict_between is
	'Verdict sur un nombre et ses bornes, comprises ; une borne vide ne demande rien';

-- The proportions are kept for every plot, in their order: the two that stand on either side of the asked one decide.
create function public.verdict_on_hall(
	p_fits double precision[],
	p_refused double precision[],
	p_long double precision,
	p_short double precision,
	p_proportions double precision[]
) returns boolean
language sql immutable
as $$
	select case
		when p_fits[width_bucket(p_long / p_short, p_proportions)] >= p_long
			or p_fits[width_bucket(p_long / p_short, p_proportions) + 1]
				>= p_short * p_proportions[width_bucket(p_long / p_short, p_proportions) + 1]
			then true
		when p_refused[width_bucket(p_long / p_short, p_proportions)]
				<= p_short * p_proportions[width_bucket(p_long / p_short, p_proportions)]
			or p_refused[width_bucket(p_long / p_short, p_proportions) + 1] <= p_long
			then false
	end
$$;

comment on function public.verdict_on_hall is
	'Verdict sur un bâtiment de tant de m : passe s''il tient dans un bâtiment qui tient, échoue s''il en contient un qui ne tient pas, inconnu entre les deux';

-- What an index on the plots' lengths of each proportion finds: an element is compared with a constant once the criteria
-- are. Where a kept length holds what is asked, none shorter was proved not to fit.
create function public.may_hold_hall(
	p_fits double precision[],
	p_refused double precision[],
	p_long double precision,
	p_short double precision,
	p_proportions double precision[]
) returns boolean
language sql immutable
as $$
	select p_fits is null or (
		p_fits is not null
		and p_refused[width_bucket(p_long / p_short, p_proportions)]
			> p_short * p_proportions[width_bucket(p_long / p_short, p_proportions)]
		and (
			width_bucket(p_long / p_short, p_proportions) = cardinality(p_proportions)
			or p_refused[width_bucket(p_long / p_short, p_proportions) + 1] > p_long
		)
	)
$$;

comment on function public.may_hold_hall is
	'Vrai quand rien de ce qui est gardé d''un terrain n''exclut un bâtiment de tant de m : ce qu''un index trouve';

create function public.distance_km(
	p_from extensions.geometry, p_to extensions.geometry
) returns double precision
language sql immutable
set search_path = public, extensions
as $$
	select st_distancesphere(p_from, p_to, 6371008.8) / 1000
$$;

-- Where many are measured at once the same is written out: a call of a function costs more than the measure.
comment on function public.distance_km is
	'Distance à vol d''oiseau en km, sur la sphère de 6 371,0088 km de rayon que prend le navigateur';

-- A box that holds all within a distance, for the index: distance_km decides.
create function public.box_around(
	p_point extensions.geometry, p_km double precision
) returns extensions.geometry
language sql immutable
set search_path = public, extensions
as $$
	select st_expand(
		p_point,
		1.01 * p_km / (111.195 * cos(radians(least(89, abs(st_y(p_point)) + p_km / 111)))),
		1.01 * p_km / 111.195
	)
$$;

create function public.nearest_km(
	p_territory text, p_type text, p_centre extensions.geometry
) returns double precision
language sql stable
set search_path = public, extensions
as $$
	select min(st_distancesphere(p_centre, geom, 6371008.8)) / 1000 from poi
	where territory_id = p_territory and poi_type = p_type
$$;

comment on function public.nearest_km is
	'Distance à vol d''oiseau, en km, au plus proche point d''intérêt d''un type ; vide s''il n''y en a pas';

create function public.bracket_headcount(
	p_bracket text, out low double precision, out high double precision
)
language sql immutable
set search_path = public, extensions
as $$
	select
		coalesce(figures[1], 0),
		coalesce(
			figures[2],
			case when figures[1] is null or p_bracket like '%plus%' then 'infinity' else figures[1] end
		)
	from (
		select array_agg(translate(figure[1], E' \u00a0\u202f', '')::double precision order by rank)
		from regexp_matches(p_bracket, '[0-9][0-9 \u00a0\u202f]*', 'g')
			with ordinality as found (figure, rank)
	) as bracket (figures)
$$;

comment on function public.bracket_headcount is
	'Bornes d''une tranche d''effectif de l''INSEE, « 20 à 49 salariés » ; de zéro à l''infini quand elle ne dit rien';

-- Firms around a point: one known to be closed is no neighbour, and of several points the first counts.
-- The box is made once, not for every firm.
create function public.verdict_on_firms(
	p_territory text,
	p_centre extensions.geometry,
	p_km double precision,
	p_sectors text[],
	p_divisions text[],
	p_minimum double precision
) returns boolean
language sql stable
set search_path = public, extensions
as $$
	with near as materialized (select box_around(p_centre, p_km) as box)
	select count(*) >= greatest(1, p_minimum)
	from near cross join etablissement
	where territory_id = p_territory and etab_actif is distinct from 'non'
		and (secteur = any (p_sectors) or left(etab_activite_code, 2) = any (p_divisions))
		and geom && box
		and st_distancesphere(p_centre, st_geometryn(geom, 1), 6371008.8) <= 1000 * p_km
$$;

comment on function public.verdict_on_firms is
	'Verdict sur le nombre d''établissements de certains secteurs ou divisions NAF à tant de km à vol d''oiseau';

create function public.verdict_on_headcount(
	p_territory text, p_centre extensions.geometry, p_km double precision, p_minimum double precision
) returns boolean
language sql stable
set search_path = public, extensions
as $$
	with near as materialized (select box_around(p_centre, p_km) as box)
	select case
		when coalesce(sum(low), 0) >= p_minimum then true
		when coalesce(sum(high), 0) < p_minimum then false
	end
	from (
		select
			coalesce(etab_effectif, (bracket_headcount(etab_effectif_libelle)).low) as low,
			coalesce(etab_effectif, (bracket_headcount(etab_effectif_libelle)).high) as high
		from near cross join etablissement
		where territory_id = p_territory and etab_actif is distinct from 'non' and geom && box
			and st_distancesphere(p_centre, st_geometryn(geom, 1), 6371008.8) <= 1000 * p_km
	) as firm
$$;

comment on function public.verdict_on_headcount is
	'Verdict sur l''effectif total à tant de km : passe si le moins suffit, échoue si le plus ne suffit pas';

-- A plot lies on a brownfield when the centre of one lies in the other. On none it is not concerned and
-- passes; on several, each must answer. Asked by the index that may answer under row-level security.
create function public.verdict_on_brownfields(
	p_territory text,
	p_plot extensions.geometry,
	p_centre extensions.geometry,
	p_column text,
	p_asked text[]
) returns boolean
language sql stable
set search_path = public, extensions
as $$
	select case when bool_or(verdict is false) then false when not bool_or(verdict is null) then true
		when count(*) = 0 then true end
	from (
		select verdict_among(
			p_asked, case p_column when 'bati_etat' then bati_etat else sol_pollution_existe end
		) as verdict
		from friche
		where territory_id = p_territory
			and (case when geom is null then geompoint else geom end) && p_plot and (
				st_intersects(geom, p_centre)
				or st_intersects(coalesce(vertex_mean(geom), geompoint), p_plot)
			)
	) as lain_on
$$;

comment on function public.verdict_on_brownfields is
	'Verdict sur la pollution ou le bâti des friches où se trouve un terrain';

-- The plane in which the browser measures a corridor: kilometres on the sphere, true at one latitude.
create function public.flattened_km(
	p_geometry extensions.geometry, p_latitude double precision
) returns extensions.geometry
language sql immutable
set search_path = public, extensions
as $$
	select st_scale(
		p_geometry, 6371.0088 * radians(cos(radians(p_latitude))), 6371.0088 * radians(1)
	)
$$;

-- Most plots lie so clearly in a corridor or out of it that its outline need not be drawn for them.
create function public.verdict_on_corridor(
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

-- What is drawn may touch itself: such a surface is mended before plots are held against it.
create function public.search_area(p_shape json) returns extensions.geometry
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

-- p_shape: { area: GeoJSON in degrees, widthKm: where area is the line of a corridor, centre and radiusKm:
-- where it stands for a circle }; p_area: its search_area. Of several polygons, a plot lies in one of them.
create function public.verdict_on_shape(
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

comment on function public.verdict_on_shape is
	'Verdict sur une zone dessinée : le terrain la touche, y est, ou y a son centre';

create function public.verdict_on_text(p_asked text, p_parts text[]) returns boolean
language sql immutable
set search_path = public, extensions
as $$
	select coalesce(bool_and(position(word in fold_text(array_to_string(p_parts, ' '))) > 0), true)
	from regexp_split_to_table(fold_text(p_asked), '\s+') as word
	where word <> ''
$$;

comment on function public.verdict_on_text is
	'Verdict sur un texte : chacun de ses mots se trouve dans l''une des parties, sans accents ni casse';

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

-- Null where no box bounds the plots that a must on the shape lets through: a corridor, the outside, a wish.
create function public.search_box(p_criteria json, p_area extensions.geometry) returns extensions.geometry
language sql immutable
set search_path = public, extensions
as $$
	select case
		when coalesce((p_criteria ->> 'shapeOutside')::boolean, false) then null
		when p_criteria -> 'wishes' -> 'shape' is not null then null
		when p_criteria -> 'shape' ->> 'widthKm' is not null then null
		when p_criteria -> 'shape' ->> 'radiusKm' is not null and p_criteria ->> 'shapeRelation' = 'centre'
			then null
		else st_envelope(p_area)
	end
$$;

comment on function public.search_box is
	'Emprise hors de laquelle aucun terrain ne répond à la zone dessinée ; vide quand il n''y en a pas';
