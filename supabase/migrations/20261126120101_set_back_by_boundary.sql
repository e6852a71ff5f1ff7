drop trigger forget_assembled_around_changed on public.terrain_eco;

drop trigger forget_assembled_around_new on public.terrain_eco;

drop trigger forget_assembled_around_removed on public.terrain_eco;

drop function public.forget_assembled_around();

drop function public.net_area_ha(p_geometry extensions.geometry, p_setback double precision, p_taken extensions.geometry);

drop function public.recompute_shares(p_territory text);

create or replace function public.follow_places(p_territory text, p_ground extensions.geometry[]) returns void
language plpgsql
set search_path = public, extensions
as $$
begin
	perform forget_assembled(p_territory, p_ground);
	perform follow_boundaries(p_territory, p_ground);
end
$$;

-- A plot that comes, goes, or is no longer what it was, as it was and as it is. A statement is read when it is first run:
-- each operation reads its tables.
create or replace function public.follow_places_of_plots() returns trigger
language plpgsql
set search_path = public, extensions
as $$
begin
	if tg_op = 'INSERT' then
		perform follow_places(territory_id, array_agg(geom)) from new_plots group by territory_id;
	elsif tg_op = 'DELETE' then
		perform follow_places(territory_id, array_agg(geom)) from old_plots group by territory_id;
	else
		perform follow_places(changed.territory_id, array_agg(place))
		from (
			select latter.territory_id, array[former.geom, latter.geom] as places
			from old_plots as former join new_plots as latter using (terr_id)
			where (
				former.terr_surf_brute, former.terr_stade_comm, former.terr_etat_occup, former.offre_type,
				former.publie
			) is distinct from (
				latter.terr_surf_brute, latter.terr_stade_comm, latter.terr_etat_occup, latter.offre_type,
				latter.publie
			) or former.geom is distinct from latter.geom
		) as changed cross join unnest(changed.places) as place
		group by changed.territory_id;
	end if;
	return null;
end
$$;

create or replace function public.setbacks_by_boundary(p_territory text) returns json
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

create or replace function public.edges_of(p_geometry extensions.geometry)
returns table (edge bigint, line extensions.geometry)
language sql immutable rows 12
set search_path = public, extensions
as $$
	select row_number() over (), st_makeline(corner, next_corner)
	from (
		select geom as corner,
			lead(geom) over (partition by path[1], path[2] order by path[3]) as next_corner
		from st_dumppoints(st_transform(p_geometry, 2154))
	) as pair
	where next_corner is not null
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
	beyond as (
		select 'plot' as kind, terr_id as neighbour, other.line
		from terrain_eco cross join lateral edges_of(geom) as other
		where territory_id = p_territory and publie and offre_type = 'Terrain'
			and geom && st_expand(p_geometry, 1e-5) and not st_equals(geom, p_geometry)
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

-- Edge by edge, and united on a grid of a millimetre: anything else fails on PGlite (see located_plots).
create or replace function public.setback_strips(
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

create or replace function public.told_boundaries(p_territory text, p_geometry extensions.geometry) returns json
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

create or replace function public.plot_boundaries(p_territory text, p_plot text) returns json
language sql stable
set search_path = public, extensions
as $$
	select told_boundaries(p_territory, geom)
	from terrain_eco
	where territory_id = p_territory and terr_id = p_plot
$$;

-- Where setbacks go by what lies beyond, what comes, goes or moves changes what is left of the plots around it. They are
-- computed as they stand after the statement, whose own setting an import goes on with (see complete_terrain_eco).
create or replace function public.follow_boundaries(p_territory text, p_ground extensions.geometry[]) returns void
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

create or replace function public.follow_boundaries_of_sites() returns trigger
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

-- Touches the plots whose shares have changed; their own trigger then computes them. The shares of all the
-- plots are asked at once, those of the territory where none are named.
create or replace function public.recompute_shares(p_territory text, p_plots text[]) returns void
language plpgsql
set search_path = public, extensions
as $$
declare
	keys text[];
	geometries geometry[];
begin
	select array_agg(terr_id order by terr_id), array_agg(geom order by terr_id)
	into keys, geometries
	from terrain_eco where territory_id = p_territory and (p_plots is null or terr_id = any (p_plots));
	update terrain_eco as plot set territory_id = plot.territory_id
	from located_plots(p_territory, geometries) as located
	where plot.terr_id = keys[located.rank] and (
		plot.part_zone_inondable_pct, plot.part_zone_humide_pct, plot.part_pente_forte_pct, plot.terr_surf_nette
	) is distinct from (
		located.part_zone_inondable_pct, located.part_zone_humide_pct, located.part_pente_forte_pct,
		located.terr_surf_nette
	);
end
$$;

create or replace function public.follow_constraints() returns trigger
language plpgsql
set search_path = public, extensions
as $$
begin
	perform recompute_shares(touched.territory_id, null)
	from (select distinct territory_id from touched_constraints) as touched;
	return null;
end
$$;

-- Everything that the place of plots tells of them, asked for many at once, or for one: its commune and EPCI,
-- its centre, the shares of the constraints, what is left beside them. Cut first and then united, in degrees;
-- measured in Lambert-93. United on a grid of a tenth of a millimetre: without one, borders that all but coincide
-- fail, and on PGlite without a word.
create or replace function public.located_plots(
	p_territory text,
	p_geometries extensions.geometry[]
) returns table (
	rank bigint,
	geom extensions.geometry,
	comm_insee text,
	epci_siren text,
	centre extensions.geometry,
	part_zone_inondable_pct double precision,
	part_zone_humide_pct double precision,
	part_pente_forte_pct double precision,
	terr_surf_nette double precision
)
language plpgsql stable
set search_path = public, extensions
as $$
#variable_conflict use_column
declare
	least_flood double precision := case when knows_constraint(p_territory, 'zone inondable') then 0 end;
	least_wet double precision := case when knows_constraint(p_territory, 'zone humide') then 0 end;
	least_steep double precision := case when knows_constraint(p_territory, 'pente forte') then 0 end;
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
			max(percent) filter (where kind = 'zone inondable') as flood,
			max(percent) filter (where kind = 'zone humide') as wet,
			max(percent) filter (where kind = 'pente forte') as steep,
			st_union(cut, 1e-9) filter (where kind = any (rules.kinds)) as taken
		from covered cross join lateral (
			select least(100, round((100 * coalesce(st_area(st_transform(cut, 2154)), 0)
				/ nullif(st_area(st_transform(covered.geom, 2154)), 0))::numeric, 2))::double precision
				as percent
		) as share
		group by covered.rank
	)
	select plot.rank, plot.geom, member.comm_insee, member.epci_siren, vertex_mean(plot.geom),
		coalesce(shares.flood, least_flood), coalesce(shares.wet, least_wet), coalesce(shares.steep, least_steep),
		case
			when setbacks is not null then net_area_ha(
				plot.geom, 0, shares.taken, setback_strips(p_territory, plot.geom, rules.setback, setbacks)
			)
			when rules.applies then net_area_ha(plot.geom, rules.setback, shares.taken, null)
		end
	from plot left join member using (rank) left join shares using (rank);
end
$$;

create or replace function public.net_area_ha(
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

-- The rules of the net area are part of the configuration: other rules, other areas.
create or replace function public.follow_configuration() returns trigger
language plpgsql
set search_path = public, extensions
as $$
begin
	perform recompute_shares(new.territory_id, null);
	return null;
end
$$;

create or replace function public.plot_net_area(p_territory text, p_plot text) returns json
language sql stable
set search_path = public, extensions
as $$
	select json_build_object(
		'terr_surf_nette', plot.terr_surf_nette,
		'contour', ground -> 'contour', 'recul_m', ground -> 'recul_m', 'couches', ground -> 'couches',
		-- What is built on depends on them only where the configuration says so.
		'limites', case when setbacks_by_boundary(p_territory) is null then '[]'
			else told_boundaries(p_territory, plot.geom) end
	)
	from terrain_eco as plot cross join lateral ground_net_area(p_territory, plot.geom) as ground
	where plot.territory_id = p_territory and plot.terr_id = p_plot
$$;

-- The place of plots has not changed: see complete_terrain_eco.
create or replace function public.forget_halls_among(p_territory text, p_plots text[]) returns void
language plpgsql
set search_path = public, extensions
as $$
declare
	located text := current_setting('forgeterre.plots_located', true);
begin
	perform set_config('forgeterre.plots_located', 'yes', true);
	update terrain_eco set terr_halle_tient = null, terr_halle_exclue = null
	where territory_id = p_territory and terr_halle_tient is not null
		and (p_plots is null or terr_id = any (p_plots));
	perform set_config('forgeterre.plots_located', coalesce(located, ''), true);
end
$$;

-- What the building test reads of a plot: its outline, the setback or setbacks, what each layer takes of it.
create or replace function public.ground_fingerprint(p_ground json) returns text
language sql immutable
set search_path = public, extensions
as $$
	select md5(concat_ws(' ', p_ground ->> 'contour', p_ground ->> 'recul_m', (
		select string_agg(layer ->> 'geometrie', ' ' order by rank)
		from json_array_elements(p_ground -> 'couches') with ordinality as told (layer, rank)
	), nullif(p_ground ->> 'limites', '[]')))
$$;

create trigger follow_boundaries_of_changed after update on public.site_eco
	referencing old table as old_sites new table as new_sites
	for each statement execute function public.follow_boundaries_of_sites();

create trigger follow_boundaries_of_new after insert on public.site_eco
	referencing new table as new_sites
	for each statement execute function public.follow_boundaries_of_sites();

create trigger follow_boundaries_of_removed after delete on public.site_eco
	referencing old table as old_sites
	for each statement execute function public.follow_boundaries_of_sites();

create trigger follow_places_of_changed after update on public.terrain_eco
	referencing old table as old_plots new table as new_plots
	for each statement execute function public.follow_places_of_plots();

create trigger follow_places_of_new after insert on public.terrain_eco
	referencing new table as new_plots
	for each statement execute function public.follow_places_of_plots();

create trigger follow_places_of_removed after delete on public.terrain_eco
	referencing old table as old_plots
	for each statement execute function public.follow_places_of_plots();

comment on function public.boundary_parts(p_territory text, p_geometry extensions.geometry) is 'Limite d''un terrain, en Lambert-93 (EPSG:2154), par ce qui la borde : plot un autre terrain, site la limite du site, inside l''intérieur du site, other hors de tout site';

comment on function public.edges_of(p_geometry extensions.geometry) is 'Côtés d''un MultiPolygon, un à un, en Lambert-93 (EPSG:2154)';

comment on function public.follow_boundaries(p_territory text, p_ground extensions.geometry[]) is 'Recalcule la superficie nette des terrains autour de certains endroits, là où les reculs dépendent de ce qui borde un terrain';

comment on function public.follow_places(p_territory text, p_ground extensions.geometry[]) is 'Oublie ou recalcule ce qui, des terrains voisins, dépend de ce qui se trouve à certains endroits';

comment on function public.net_area_ha(p_geometry extensions.geometry, p_setback double precision, p_taken extensions.geometry, p_strips extensions.geometry) is 'Superficie en ha d''un terrain à l''intérieur d''un recul en m, hors d''une emprise en degrés et de bandes en Lambert-93 (EPSG:2154)';

comment on function public.plot_boundaries(p_territory text, p_plot text) is 'Limite d''un terrain par ce qui la borde, comme told_boundaries ; vide pour un terrain inconnu';

comment on function public.plot_net_area(p_territory text, p_plot text) is 'Ce qui se retire d''un terrain pour sa superficie nette, comme ground_net_area, la superficie qui est gardée, et la limite par ce qui la borde où les reculs en dépendent';

comment on function public.recompute_shares(p_territory text, p_plots text[]) is 'Recalcule les parts contraintes et la superficie nette de terrains, ou de tous ceux d''un territoire';

comment on function public.setback_strips(p_territory text, p_geometry extensions.geometry, p_setback double precision, p_setbacks json) is 'Ce qui reste libre le long de la limite d''un terrain, en Lambert-93 (EPSG:2154) : le recul de chaque nature de limite, sinon celui qui vaut partout';

comment on function public.setbacks_by_boundary(p_territory text) is 'Reculs en m que la configuration d''un territoire donne par nature de limite (plot, site, inside) ; vide quand elle n''en donne aucun';

comment on function public.told_boundaries(p_territory text, p_geometry extensions.geometry) is 'Limite d''un terrain par ce qui la borde, en degrés, et le recul en m que le territoire y donne ; vide où il n''en donne pas';

revoke all on function public.boundary_parts(p_territory text, p_geometry extensions.geometry) from public, anon, authenticated, service_role;
grant execute on function public.boundary_parts(p_territory text, p_geometry extensions.geometry) to anon, authenticated, service_role;

revoke all on function public.edges_of(p_geometry extensions.geometry) from public, anon, authenticated, service_role;
grant execute on function public.edges_of(p_geometry extensions.geometry) to anon, authenticated, service_role;

revoke all on function public.follow_boundaries(p_territory text, p_ground extensions.geometry[]) from public, anon, authenticated, service_role;
grant execute on function public.follow_boundaries(p_territory text, p_ground extensions.geometry[]) to service_role;

revoke all on function public.follow_boundaries_of_sites() from public, anon, authenticated, service_role;
grant execute on function public.follow_boundaries_of_sites() to service_role;

revoke all on function public.follow_places(p_territory text, p_ground extensions.geometry[]) from public, anon, authenticated, service_role;
grant execute on function public.follow_places(p_territory text, p_ground extensions.geometry[]) to service_role;

revoke all on function public.follow_places_of_plots() from public, anon, authenticated, service_role;
grant execute on function public.follow_places_of_plots() to service_role;

revoke all on function public.net_area_ha(p_geometry extensions.geometry, p_setback double precision, p_taken extensions.geometry, p_strips extensions.geometry) from public, anon, authenticated, service_role;
grant execute on function public.net_area_ha(p_geometry extensions.geometry, p_setback double precision, p_taken extensions.geometry, p_strips extensions.geometry) to service_role;

revoke all on function public.plot_boundaries(p_territory text, p_plot text) from public, anon, authenticated, service_role;
grant execute on function public.plot_boundaries(p_territory text, p_plot text) to anon, authenticated, service_role;

revoke all on function public.recompute_shares(p_territory text, p_plots text[]) from public, anon, authenticated, service_role;
grant execute on function public.recompute_shares(p_territory text, p_plots text[]) to service_role;

revoke all on function public.setback_strips(p_territory text, p_geometry extensions.geometry, p_setback double precision, p_setbacks json) from public, anon, authenticated, service_role;
grant execute on function public.setback_strips(p_territory text, p_geometry extensions.geometry, p_setback double precision, p_setbacks json) to service_role;

revoke all on function public.setbacks_by_boundary(p_territory text) from public, anon, authenticated, service_role;
grant execute on function public.setbacks_by_boundary(p_territory text) to anon, authenticated, service_role;

revoke all on function public.told_boundaries(p_territory text, p_geometry extensions.geometry) from public, anon, authenticated, service_role;
grant execute on function public.told_boundaries(p_territory text, p_geometry extensions.geometry) to anon, authenticated, service_role;
