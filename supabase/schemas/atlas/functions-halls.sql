-- The largest buildings of each plot. The server computes them, where the rules of the building test are; here is what
-- they are computed on, when they are computed again, and where they are kept.

-- What buildings were found to fit is forgotten at once where the ground may have changed: unknown until the server has
-- looked, and never what held before.
create function public.forget_halls() returns trigger
language plpgsql
set search_path = public, extensions
as $$
begin
	if new.geom is distinct from old.geom then
		new.terr_halle_tient := null;
		new.terr_halle_exclue := null;
	end if;
	return new;
end
$$;

create trigger forget_halls before update of geom on public.terrain_eco
	for each row execute function public.forget_halls();

-- The place of plots has not changed: see complete_terrain_eco.
create function public.forget_halls_among(p_territory text, p_plots text[]) returns void
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

comment on function public.forget_halls_among is
	'Oublie les bâtiments qui tiennent sur des terrains, ou sur tous ceux d''un territoire, jusqu''à ce que le serveur les recalcule';

-- Constraints as they were and as they are. A statement is read when it is first run: each operation reads its tables.
create function public.forget_halls_under_constraints() returns trigger
language plpgsql
set search_path = public, extensions
as $$
declare
	touched record;
begin
	if tg_op <> 'DELETE' then
		for touched in
			select plot.territory_id, array_agg(distinct plot.terr_id) as plots
			from new_constraints as met join terrain_eco as plot
				on plot.territory_id = met.territory_id and st_intersects(plot.geom, met.geom)
			group by plot.territory_id
		loop
			perform forget_halls_among(touched.territory_id, touched.plots);
		end loop;
	end if;
	if tg_op <> 'INSERT' then
		for touched in
			select plot.territory_id, array_agg(distinct plot.terr_id) as plots
			from old_constraints as met join terrain_eco as plot
				on plot.territory_id = met.territory_id and st_intersects(plot.geom, met.geom)
			group by plot.territory_id
		loop
			perform forget_halls_among(touched.territory_id, touched.plots);
		end loop;
	end if;
	return null;
end
$$;

create trigger forget_halls_under_new after insert on public.contrainte
	referencing new table as new_constraints
	for each statement execute function public.forget_halls_under_constraints();

create trigger forget_halls_under_changed after update on public.contrainte
	referencing old table as old_constraints new table as new_constraints
	for each statement execute function public.forget_halls_under_constraints();

create trigger forget_halls_under_removed after delete on public.contrainte
	referencing old table as old_constraints
	for each statement execute function public.forget_halls_under_constraints();

create function public.forget_halls_of_rules() returns trigger
language plpgsql
set search_path = public, extensions
as $$
begin
	perform forget_halls_among(new.territory_id, null);
	return null;
end
$$;

create trigger forget_halls_of_rules after update of configuration on public.territory
	for each row
	when ((old.configuration -> 'netArea')::text is distinct from (new.configuration -> 'netArea')::text)
	execute function public.forget_halls_of_rules();

-- What the building test reads of a plot: its outline, the setback or setbacks, what each layer takes of it.
create function public.ground_fingerprint(p_ground json) returns text
language sql immutable
set search_path = public, extensions
as $$
	select md5(concat_ws(' ', p_ground ->> 'contour', p_ground ->> 'recul_m', (
		select string_agg(layer ->> 'geometrie', ' ' order by rank)
		from json_array_elements(p_ground -> 'couches') with ordinality as told (layer, rank)
	), nullif(p_ground ->> 'limites', '[]')))
$$;

comment on function public.ground_fingerprint is
	'Empreinte MD5 du sol que plot_net_area dit d''un terrain : deux sols pareils ont la même';

-- Buildings that were computed, laid on their plots where the ground is still the one that they were computed on.
create function public.halls_keep(p_territory text, p_halls json) returns void
language plpgsql
set search_path = public, extensions
as $$
begin
	insert into halle_calculee (terr_id, empreinte, tient, exclue)
	select terr_id, given.empreinte, given.tient, given.exclue
	from json_populate_recordset(null::halle_calculee, p_halls) as given
	join terrain_eco using (terr_id)
	where territory_id = p_territory
	on conflict (terr_id) do update set
		empreinte = excluded.empreinte, tient = excluded.tient, exclue = excluded.exclue;
	-- The place of plots has not changed: see complete_terrain_eco.
	perform set_config('forgeterre.plots_located', 'yes', true);
	update terrain_eco as plot set terr_halle_tient = given.tient, terr_halle_exclue = given.exclue
	from json_populate_recordset(null::halle_calculee, p_halls) as given
	where plot.terr_id = given.terr_id and plot.territory_id = p_territory
		and ground_fingerprint(plot_net_area(p_territory, plot.terr_id)) = given.empreinte;
	perform set_config('forgeterre.plots_located', '', true);
end
$$;

comment on function public.halls_keep is
	'Garde les plus grands bâtiments calculés pour des terrains, si leur sol n''a pas changé entre-temps';

-- Some of the plots whose buildings are not known, with their ground. Those that were computed on the same ground have
-- theirs back, and are not among them. Nothing is written where nothing comes back: a write raises the revision.
create function public.halls_due(
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

comment on function public.halls_due is
	'Terrains dont les plus grands bâtiments sont à calculer, après une clé, avec leur sol, et la clé du dernier lu ; rend les leurs à ceux dont le sol n''a pas changé';
