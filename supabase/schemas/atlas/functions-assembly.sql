-- The largest area that each free plot reaches with adjacent ones. The server computes it, where the rules of an
-- assemblage are (subjects/assembly); here is what it is computed on, when it is forgotten, and where it is kept.

-- The twin of isFree in domain/plot.ts, for land that the public may see.
create function public.is_free_land(p_offer text, p_sale_stage text, p_occupancy text, p_published boolean)
returns boolean
language sql immutable
set search_path = public, extensions
as $$
	select p_published and p_offer = 'Terrain' and (
		p_sale_stage in ('en vente', 'en vente avec contraintes')
		or (p_sale_stage = 'non commercialisé' and p_occupancy <> 'occupé')
	)
$$;

comment on function public.is_free_land is
	'Vrai d''un terrain publié qui pourrait servir : en vente, ou pas encore et que personne n''occupe';

-- Two steps, because an assemblage is of three plots at most. A step goes to plots whose boxes lie within a
-- hundred-thousandth of a degree, which is more than the 50 cm within which two limits are one.
create function public.plots_around(p_territory text, p_ground extensions.geometry[]) returns setof text
language sql stable
set search_path = public, extensions
as $$
	select distinct beyond.terr_id
	from unnest(p_ground) as ground
	join terrain_eco as beside
		on beside.territory_id = p_territory and beside.geom && st_expand(ground, 1e-5)
	join terrain_eco as beyond
		on beyond.territory_id = p_territory and beyond.geom && st_expand(beside.geom, 1e-5)
$$;

comment on function public.plots_around is
	'Terrains dont la surface réunie peut dépendre de ce qui se trouve à ces endroits';

-- Where much has changed at once, everything is forgotten: it is sooner computed than told apart. The place of plots
-- has not changed: see complete_terrain_eco, whose setting an import may have made.
create function public.forget_assembled(p_territory text, p_ground extensions.geometry[]) returns void
language plpgsql
set search_path = public, extensions
as $$
declare
	most_places constant integer := 2000;
	located text := current_setting('forgeterre.plots_located', true);
	around text[];
begin
	if not exists (
		select from terrain_eco where territory_id = p_territory and terr_reunis is not null
	) then
		return;
	end if;
	if cardinality(p_ground) <= most_places then
		around := array(select plots_around(p_territory, p_ground));
	end if;
	perform set_config('forgeterre.plots_located', 'yes', true);
	update terrain_eco set terr_surf_reunie = null, terr_reunis = null
	where territory_id = p_territory and terr_reunis is not null
		and (around is null or terr_id = any (around));
	perform set_config('forgeterre.plots_located', coalesce(located, ''), true);
end
$$;

comment on function public.forget_assembled is
	'Oublie la surface réunie des terrains autour de certains endroits, jusqu''à ce que le serveur la recalcule';

create function public.follow_places(p_territory text, p_ground extensions.geometry[]) returns void
language plpgsql
set search_path = public, extensions
as $$
begin
	perform forget_assembled(p_territory, p_ground);
	perform follow_boundaries(p_territory, p_ground);
end
$$;

comment on function public.follow_places is
	'Oublie ou recalcule ce qui, des terrains voisins, dépend de ce qui se trouve à certains endroits';

-- A plot that comes, goes, or is no longer what it was, as it was and as it is. A statement is read when it is first run:
-- each operation reads its tables.
create function public.follow_places_of_plots() returns trigger
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

create trigger follow_places_of_new after insert on public.terrain_eco
	referencing new table as new_plots
	for each statement execute function public.follow_places_of_plots();

create trigger follow_places_of_changed after update on public.terrain_eco
	referencing old table as old_plots new table as new_plots
	for each statement execute function public.follow_places_of_plots();

create trigger follow_places_of_removed after delete on public.terrain_eco
	referencing old table as old_plots
	for each statement execute function public.follow_places_of_plots();

-- What the answer for a plot is computed on: the free land around it.
create function public.assembly_fingerprint(p_territory text, p_ground extensions.geometry) returns text
language plpgsql stable
set search_path = public, extensions
as $$
begin
	return (
		select md5(coalesce(string_agg(
			concat_ws(' ', terr_id, terr_surf_brute, md5(st_asbinary(geom))), ' ' order by terr_id
		), ''))
		from terrain_eco
		where terr_id in (select plots_around(p_territory, array[p_ground]))
			and is_free_land(offre_type, terr_stade_comm, terr_etat_occup, publie)
	);
end
$$;

comment on function public.assembly_fingerprint is
	'Empreinte MD5 des terrains libres dont dépend la surface réunie d''un terrain';

-- Outlines as the public is served them, so that the pages of the assemblages answer alike.
create function public.assembled_due(
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

comment on function public.assembled_due is
	'Terrains dont la surface réunie est à calculer, après une clé, et les terrains libres autour d''eux';

create function public.assembled_keep(p_territory text, p_assembled json) returns void
language plpgsql
set search_path = public, extensions
as $$
begin
	perform set_config('forgeterre.plots_located', 'yes', true);
	update terrain_eco as plot set terr_surf_reunie = given.surface, terr_reunis = given.reunis
	from json_to_recordset(p_assembled) as given (
		terr_id text, empreinte text, surface double precision, reunis text[]
	)
	where plot.terr_id = given.terr_id and plot.territory_id = p_territory
		and assembly_fingerprint(p_territory, plot.geom) = given.empreinte;
	perform set_config('forgeterre.plots_located', '', true);
end
$$;

comment on function public.assembled_keep is
	'Garde la surface réunie calculée pour des terrains, si ce qui les entoure n''a pas changé entre-temps';
