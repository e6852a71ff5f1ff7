-- What share of each plot lies under constraints (flood zones, wetlands, steep slopes), and where its centre is.

-- The mean that turf.centroid gives in the browser, of the positions that it is served: six decimals,
-- summed in the order of the rings, without the last position of each, which repeats its first.
-- A plot of one ring, as most are, is summed as its positions come. The detour through decimal digits is for
-- ties alone: a whole number divided by a million is the same double as its six decimals read.
create function public.vertex_mean(
	p_geometry extensions.geometry
) returns extensions.geometry
language plpgsql immutable
set search_path = public, extensions
as $$
declare
	longitudes double precision;
	latitudes double precision;
	positions bigint;
begin
	if st_nrings(p_geometry) = 1 then
		positions := st_npoints(p_geometry) - 1;
		select
			sum(case when abs(x - floor(x) - 0.5) < 1e-6
				then round((st_x(geom))::numeric, 6)::double precision else round(x) / 1e6 end),
			sum(case when abs(y - floor(y) - 0.5) < 1e-6
				then round((st_y(geom))::numeric, 6)::double precision else round(y) / 1e6 end)
		into longitudes, latitudes
		from (
			select geom, st_x(geom) * 1e6 as x, st_y(geom) * 1e6 as y
			from st_dumppoints(p_geometry)
			where path[3] <= positions
		) as vertex;
	else
		select sum(longitude order by path), sum(latitude order by path), count(*)
		into longitudes, latitudes, positions
		from (
			select path, path[3] < max(path[3]) over (partition by path[1], path[2]) as counts,
				round(st_x(geom)::numeric, 6)::double precision as longitude,
				round(st_y(geom)::numeric, 6)::double precision as latitude
			from st_dumppoints(p_geometry)
		) as vertex
		where counts;
	end if;
	return st_setsrid(st_makepoint(longitudes / positions, latitudes / positions), 4326);
end
$$;

comment on function public.vertex_mean is
	'Moyenne des sommets d''un MultiPolygon, trous compris, comme turf.centroid la calcule';

-- A share that is not there any more goes, and one that is as it was is not written again.
create function public.keep_shares(p_plots text[], p_parts jsonb[]) returns void
language sql
set search_path = public, extensions
as $$
	delete from part_contrainte as kept
	using unnest(p_plots, p_parts) as plot (terr_id, parts)
	where kept.terr_id = plot.terr_id and not coalesce(plot.parts ? kept.contrainte_type, false);
	insert into part_contrainte as kept (terr_id, contrainte_type, part_pct)
	select terr_id, kind, part::double precision
	from unnest(p_plots, p_parts) as plot (terr_id, parts) cross join jsonb_each_text(parts) as met (kind, part)
	on conflict (terr_id, contrainte_type) do update set part_pct = excluded.part_pct
	where kept.part_pct <> excluded.part_pct;
$$;

comment on function public.keep_shares is
	'Écrit les parts contraintes de terrains, données en % par type et dans le même ordre, à la place de celles d''avant';

-- What the constraints take of the plots, of all of the territory where none are named: asked for all at once. Their
-- place has not changed: see complete_terrain_eco.
create function public.recompute_shares(p_territory text, p_plots text[]) returns void
language plpgsql
set search_path = public, extensions
as $$
declare
	keys text[];
	geometries geometry[];
	net_areas double precision[];
	parts jsonb[];
	located text := current_setting('forgeterre.plots_located', true);
begin
	select array_agg(terr_id order by terr_id), array_agg(geom order by terr_id)
	into keys, geometries
	from terrain_eco where territory_id = p_territory and (p_plots is null or terr_id = any (p_plots));
	select array_agg(place.terr_surf_nette order by rank), array_agg(place.parts order by rank)
	into net_areas, parts
	from located_plots(p_territory, geometries) as place;
	perform keep_shares(keys, parts);
	perform set_config('forgeterre.plots_located', 'yes', true);
	update terrain_eco as plot set terr_surf_nette = given.net_area
	from unnest(keys, net_areas) as given (terr_id, net_area)
	where plot.terr_id = given.terr_id and plot.terr_surf_nette is distinct from given.net_area;
	perform set_config('forgeterre.plots_located', coalesce(located, ''), true);
end
$$;

comment on function public.recompute_shares is
	'Recalcule les parts contraintes et la superficie nette de terrains, ou de tous ceux d''un territoire';

-- An import writes the shares that it has asked for all its plots at once.
create function public.follow_outline() returns trigger
language plpgsql
set search_path = public, extensions
as $$
begin
	perform keep_shares(array[new.terr_id], array[plot.parts])
	from located_plots(new.territory_id, array[new.geom]) as plot;
	return null;
end
$$;

create trigger follow_outline after insert or update of geom on public.terrain_eco
	for each row when (coalesce(current_setting('forgeterre.plots_located', true), '') <> 'yes')
	execute function public.follow_outline();

create function public.follow_constraints() returns trigger
language plpgsql
set search_path = public, extensions
as $$
begin
	perform recompute_shares(touched.territory_id, null)
	from (select distinct territory_id from touched_constraints) as touched;
	return null;
end
$$;

create trigger follow_new_constraints after insert on public.contrainte
	referencing new table as touched_constraints
	for each statement execute function public.follow_constraints();

create trigger follow_changed_constraints after update on public.contrainte
	referencing new table as touched_constraints
	for each statement execute function public.follow_constraints();

create trigger follow_removed_constraints after delete on public.contrainte
	referencing old table as touched_constraints
	for each statement execute function public.follow_constraints();

-- Everything that the place of plots tells of them, asked for many at once, or for one: its commune and EPCI,
-- its centre, the shares of the constraints, what is left beside them. Cut first and then united, in degrees;
-- measured in Lambert-93. United on a grid of a tenth of a millimetre: without one, borders that all but coincide
-- fail, and on PGlite without a word.
create function public.located_plots(
	p_territory text,
	p_geometries extensions.geometry[]
) returns table (
	rank bigint,
	geom extensions.geometry,
	comm_insee text,
	epci_siren text,
	centre extensions.geometry,
	parts jsonb,
	terr_surf_nette double precision
)
language plpgsql stable
set search_path = public, extensions
as $$
#variable_conflict use_column
declare
	rules record := net_area_rules(p_territory);
	setbacks json := setbacks_by_boundary(p_territory);
begin
	return query
	with plot as (
		select plot.rank, plot.geom, st_pointonsurface(plot.geom) as place
		from unnest(p_geometries) with ordinality as plot (geom, rank)
		offset 0
	),
	member as (
		select distinct on (plot.rank) plot.rank, commune.comm_insee, commune.epci_siren
		from plot join commune
			on commune.territory_id = p_territory and st_intersects(commune.geom, plot.place)
		order by plot.rank, commune.comm_insee
	),
	covered as (
		select plot.rank, plot.geom, met.contrainte_type as kind,
			st_union(st_collectionextract(st_intersection(met.geom, plot.geom), 3), 1e-9) as cut
		from plot join contrainte as met
			on met.territory_id = p_territory and met.publie and st_intersects(met.geom, plot.geom)
		group by plot.rank, plot.geom, met.contrainte_type
		offset 0
	),
	shares as (
		select covered.rank,
			jsonb_object_agg(kind, percent) filter (where percent > 0) as parts,
			st_union(cut, 1e-9) filter (where kind = any (rules.kinds)) as taken
		from covered cross join lateral (
			select least(100, round((100 * coalesce(st_area(st_transform(cut, 2154)), 0)
				/ nullif(st_area(st_transform(covered.geom, 2154)), 0))::numeric, 2))::double precision
				as percent
		) as share
		group by covered.rank
	)
	select plot.rank, plot.geom, member.comm_insee, member.epci_siren, vertex_mean(plot.geom),
		coalesce(shares.parts, '{}'),
		case
			when setbacks is not null then net_area_ha(
				plot.geom, 0, shares.taken, setback_strips(p_territory, plot.geom, rules.setback, setbacks)
			)
			when rules.applies then net_area_ha(plot.geom, rules.setback, shares.taken, null)
		end
	from plot left join member using (rank) left join shares using (rank);
end
$$;

comment on function public.located_plots is
	'Commune, EPCI, centre, parts contraintes et superficie nette de terrains, dans l''ordre donné ; parts en % à deux décimales, par type rencontré ; superficie en ha';

create function public.knows_constraint(p_territory text, p_type text) returns boolean
language plpgsql stable
set search_path = public, extensions
as $$
begin
	return exists (
		select from contrainte
		where territory_id = p_territory and contrainte_type = p_type and publie
	);
end
$$;

comment on function public.knows_constraint is
	'Vrai quand un territoire a publié une contrainte de ce type';

-- What the territory's configuration takes off a plot; all kinds and no setback where it says nothing.
create function public.net_area_rules(
	p_territory text,
	out kinds text[],
	out setback double precision,
	out applies boolean
)
language plpgsql stable
set search_path = public, extensions
as $$
declare
	told json := (select configuration -> 'netArea' from territory where territory_id = p_territory);
begin
	kinds := case
		when json_typeof(told -> 'constraints') = 'array'
			then array(select json_array_elements_text(told -> 'constraints'))
		else allowed_values('public.contrainte', 'contrainte_type')
	end;
	setback := coalesce((told ->> 'setbackMetres')::double precision, 0);
	applies := setback > 0 or exists (
		select from unnest(kinds) as kind where knows_constraint(p_territory, kind)
	);
end
$$;

comment on function public.net_area_rules is
	'Ce que la configuration d''un territoire retire d''un terrain : types de contrainte et recul en m ; faux quand rien n''est à retirer';

create function public.net_area_ha(
	p_geometry extensions.geometry,
	p_setback double precision,
	p_taken extensions.geometry,
	p_strips extensions.geometry
) returns double precision
language plpgsql immutable
set search_path = public, extensions
as $$
declare
	kept geometry := st_transform(p_geometry, 2154);
begin
	if p_setback > 0 then
		kept := st_buffer(kept, -p_setback, 'quad_segs=16');
	end if;
	if p_strips is not null then
		kept := st_difference(kept, p_strips, 0.001);
	end if;
	if p_taken is not null then
		kept := st_difference(kept, st_transform(p_taken, 2154), 0.001);
	end if;
	return round((st_area(kept) / 10000)::numeric, 4)::double precision;
end
$$;

comment on function public.net_area_ha is
	'Superficie en ha d''un terrain à l''intérieur d''un recul en m, hors d''une emprise en degrés et de bandes en Lambert-93 (EPSG:2154)';

-- The rules of the net area are part of the configuration: other rules, other areas.
create function public.follow_configuration() returns trigger
language plpgsql
set search_path = public, extensions
as $$
begin
	perform recompute_shares(new.territory_id, null);
	return null;
end
$$;

create trigger follow_configuration after update of configuration on public.territory
	for each row
	when ((old.configuration -> 'netArea')::text is distinct from (new.configuration -> 'netArea')::text)
	execute function public.follow_configuration();

-- What is taken off some ground, layer by layer, cut to it: what a waterfall and the test of a building compute with.
create function public.ground_net_area(p_territory text, p_ground extensions.geometry) returns json
language sql stable
set search_path = public, extensions
as $$
	select json_build_object(
		'contour', st_asgeojson(p_ground, 9)::json,
		'recul_m', rules.setback,
		'couches', (
			select coalesce(json_agg(json_build_object(
				'contrainte_type', kind,
				'chargee', knows_constraint(p_territory, kind),
				'sources', met.sources,
				'geometrie', st_asgeojson(met.cut, 9)::json
			) order by rank), '[]')
			from unnest(rules.kinds) with ordinality as listed (kind, rank)
			cross join lateral (
				select st_union(st_collectionextract(st_intersection(contrainte.geom, p_ground), 3), 1e-9) as cut,
					coalesce(json_agg(distinct jsonb_build_object(
						'source_nom', source_nom, 'source_date', source_date, 'contrainte_nom', contrainte_nom
					)), '[]') as sources
				from contrainte
				where contrainte.territory_id = p_territory and publie and contrainte_type = kind
					and st_intersects(contrainte.geom, p_ground)
			) as met
		)
	)
	from net_area_rules(p_territory) as rules
$$;

comment on function public.ground_net_area is
	'Contour d''un sol et ce qui s''en retire pour sa superficie nette : recul en m, et chaque couche qui compte, coupée au sol, avec ses sources';

-- What is built on depends on what lies beyond the limit only where the configuration says so, or where somebody asks.
create function public.counted_ground(
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

comment on function public.counted_ground is
	'Ce qui se retire d''un sol pour sa superficie nette, comme ground_net_area, cette superficie en ha, et sa limite par ce qui la borde, où les reculs en dépendent ou si on la demande';

create function public.plot_net_area(p_territory text, p_plot text) returns json
language sql stable
set search_path = public, extensions
as $$
	select counted_ground(p_territory, geom, terr_surf_nette, false)
	from terrain_eco
	where territory_id = p_territory and terr_id = p_plot
$$;

comment on function public.plot_net_area is
	'Ce qui se retire d''un terrain pour sa superficie nette, comme counted_ground, et la superficie qui est gardée';

create function public.plots_net_area(p_territory text, p_plots text[], p_boundaries boolean) returns json
language sql stable
set search_path = public, extensions
as $$
	select coalesce(json_agg(json_build_object(
		'terr_id', terr_id, 'sol', counted_ground(p_territory, geom, terr_surf_nette, p_boundaries)
	) order by terr_id), '[]')
	from terrain_eco
	where territory_id = p_territory and terr_id = any (p_plots[:300])
$$;

comment on function public.plots_net_area is
	'Ce qui se retire de plusieurs terrains, de 300 au plus, comme plot_net_area, en une fois';

-- Limits of two plots that lie within half a metre are one; a lane between two of them stays out. The twin of unitedPlot
-- (subjects/fit). On a grid of a millimetre: anything else fails on PGlite (see located_plots).
create function public.united_surface(p_surfaces extensions.geometry[]) returns extensions.geometry
language sql immutable
set search_path = public, extensions
as $$
	select st_multi(st_transform(
		st_buffer(st_union(st_buffer(st_transform(surface, 2154), 0.25, 'quad_segs=16'), 0.001), -0.25, 'quad_segs=16'),
		4326
	))
	from unnest(p_surfaces) as surface
$$;

comment on function public.united_surface is
	'Plusieurs terrains comme un seul, en degrés : leurs limites communes, à moins de 50 cm l''une de l''autre, effacées';

create function public.united_net_areas(p_territory text, p_sets json, p_boundaries boolean) returns json
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

comment on function public.united_net_areas is
	'Ce qui se retire d''ensembles de terrains, de 20 au plus et de 5 terrains au plus, tenus chacun pour un seul, comme counted_ground, et le contour de chaque terrain ; vide pour un ensemble dont un terrain manque';

create function public.bounded_net_area(p_territory text, p_ground extensions.geometry) returns json
language sql stable
set search_path = public, extensions
as $$
	select json_build_object(
		'contour', ground -> 'contour', 'recul_m', ground -> 'recul_m', 'couches', ground -> 'couches',
		'limites', told_boundaries(p_territory, p_ground)
	)
	from ground_net_area(p_territory, p_ground) as ground
$$;

comment on function public.bounded_net_area is
	'Ce qui se retire d''un site ou d''une zone pour sa superficie nette, comme ground_net_area, et sa limite par ce qui la borde';

create function public.site_net_area(p_territory text, p_site text) returns json
language sql stable
set search_path = public, extensions
as $$
	select bounded_net_area(p_territory, geom)
	from site_eco
	where territory_id = p_territory and site_id = p_site
$$;

comment on function public.site_net_area is
	'Ce qui se retire d''un site pour sa superficie nette, comme bounded_net_area ; vide pour un site inconnu';
