drop function public.assembled_due(p_territory text, p_limit integer);

drop function public.halls_due(p_territory text, p_limit integer);

-- Outlines as the public is served them, so that the pages of the assemblages answer alike.
create or replace function public.assembled_due(
	p_territory text, p_limit integer, p_after text default ''
) returns json
language plpgsql stable
set search_path = public, extensions
as $$
declare
	due text[];
	places geometry[];
begin
	select array_agg(terr_id order by terr_id), array_agg(geom order by terr_id) into due, places
	from (
		select terr_id, geom from terrain_eco
		where territory_id = p_territory and terr_reunis is null and terr_id > p_after
		order by terr_id limit p_limit
	) as listed;
	return json_build_object(
		'terrains', (
			select coalesce(json_agg(json_build_object(
				'terr_id', terr_id, 'empreinte', assembly_fingerprint(p_territory, place)
			) order by terr_id), '[]')
			from unnest(due, places) as listed (terr_id, place)
		),
		'libres', (
			select coalesce(json_agg(json_build_object(
				'terr_id', terr_id, 'terr_surf_brute', terr_surf_brute, 'contour', st_asgeojson(geom, 6)::json
			) order by terr_id), '[]')
			from terrain_eco
			where terr_id in (select plots_around(p_territory, places))
				and is_free_land(offre_type, terr_stade_comm, terr_etat_occup, publie)
		)
	);
end
$$;

-- Some of the plots whose buildings are not known, with their ground. Those that were computed on the same ground have
-- theirs back, and are not among them. Nothing is written where nothing comes back: a write raises the revision.
create or replace function public.halls_due(
	p_territory text, p_limit integer, p_after text default ''
) returns json
language plpgsql
set search_path = public, extensions
as $$
declare
	due json := (
		select coalesce(json_agg(json_build_object(
			'terr_id', terr_id, 'empreinte', ground_fingerprint(ground), 'sol', ground
		) order by terr_id), '[]')
		from (
			select terr_id, plot_net_area(p_territory, terr_id) as ground
			from terrain_eco
			where territory_id = p_territory and terr_halle_tient is null and terr_id > p_after
			order by terr_id limit p_limit
		) as listed
	);
	known json := (
		select json_agg(kept)
		from json_populate_recordset(null::halle_calculee, due) as looked
		join halle_calculee as kept using (terr_id, empreinte)
	);
begin
	if known is not null then
		perform halls_keep(p_territory, known);
	end if;
	return json_build_object('dernier', due -> -1 ->> 'terr_id', 'terrains', (
		select coalesce(json_agg(one order by one ->> 'terr_id'), '[]')
		from json_array_elements(due) as one
		where not exists (
			select from halle_calculee as kept
			where kept.terr_id = one ->> 'terr_id' and kept.empreinte = one ->> 'empreinte'
		)
	));
end
$$;

comment on function public.assembled_due(p_territory text, p_limit integer, p_after text) is 'Terrains dont la surface réunie est à calculer, après une clé, et les terrains libres autour d''eux';

comment on function public.halls_due(p_territory text, p_limit integer, p_after text) is 'Terrains dont les plus grands bâtiments sont à calculer, après une clé, avec leur sol, et la clé du dernier lu ; rend les leurs à ceux dont le sol n''a pas changé';

revoke all on function public.assembled_due(p_territory text, p_limit integer, p_after text) from public, anon, authenticated, service_role;
grant execute on function public.assembled_due(p_territory text, p_limit integer, p_after text) to service_role;

revoke all on function public.halls_due(p_territory text, p_limit integer, p_after text) from public, anon, authenticated, service_role;
grant execute on function public.halls_due(p_territory text, p_limit integer, p_after text) to service_role;

-- Whether a parcel has come is asked for each.
create index import_lot_morceau on public.import_lot (lot, classe, morceau);
