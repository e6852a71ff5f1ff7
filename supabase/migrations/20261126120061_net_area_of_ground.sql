-- What is taken off some ground, layer by layer, cut to it: what a waterfall and the test of a building compute with.
create or replace function public.ground_net_area(p_territory text, p_ground extensions.geometry) returns json
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

create or replace function public.plot_net_area(p_territory text, p_plot text) returns json
language sql stable
set search_path = public, extensions
as $$
	select json_build_object(
		'terr_surf_nette', plot.terr_surf_nette,
		'contour', ground -> 'contour', 'recul_m', ground -> 'recul_m', 'couches', ground -> 'couches'
	)
	from terrain_eco as plot cross join lateral ground_net_area(p_territory, plot.geom) as ground
	where plot.territory_id = p_territory and plot.terr_id = p_plot
$$;

create or replace function public.site_net_area(p_territory text, p_site text) returns json
language sql stable
set search_path = public, extensions
as $$
	select ground_net_area(p_territory, geom)
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
	return case when ha > 0 then ground_net_area(p_territory, area) end;
end
$$;

comment on function public.area_net_area(p_territory text, p_shape json) is 'Ce qui se retire d''une zone dessinée pour sa superficie nette, comme ground_net_area ; 422 au-delà de 10 000 ha, vide pour une zone sans surface';

comment on function public.ground_net_area(p_territory text, p_ground extensions.geometry) is 'Contour d''un sol et ce qui s''en retire pour sa superficie nette : recul en m, et chaque couche qui compte, coupée au sol, avec ses sources';

comment on function public.plot_net_area(p_territory text, p_plot text) is 'Ce qui se retire d''un terrain pour sa superficie nette, comme ground_net_area, et la superficie qui est gardée';

comment on function public.site_net_area(p_territory text, p_site text) is 'Ce qui se retire d''un site pour sa superficie nette, comme ground_net_area ; vide pour un site inconnu';

revoke all on function public.area_net_area(p_territory text, p_shape json) from public, anon, authenticated, service_role;
grant execute on function public.area_net_area(p_territory text, p_shape json) to anon, authenticated, service_role;

revoke all on function public.ground_net_area(p_territory text, p_ground extensions.geometry) from public, anon, authenticated, service_role;
grant execute on function public.ground_net_area(p_territory text, p_ground extensions.geometry) to anon, authenticated, service_role;

revoke all on function public.site_net_area(p_territory text, p_site text) from public, anon, authenticated, service_role;
grant execute on function public.site_net_area(p_territory text, p_site text) to anon, authenticated, service_role;
