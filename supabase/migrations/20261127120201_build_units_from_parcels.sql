create or replace function public.refuse_unless_keeps_inventory(p_territory text) returns void
language plpgsql stable
set search_path = public, extensions
as $$
begin
	if not exists (
		select from epci where territory_id = p_territory and is_agent_of(p_territory, epci_siren)
	) then
		raise sqlstate 'PT403' using
			message = format('L''inventaire de « %s » est tenu par les agents de ses EPCI.', p_territory),
			hint = 'Un compte d''agent ou d''administrateur de ce territoire.',
			detail = json_build_object('code', 'visits_agents')::text;
	end if;
end
$$;

-- With p_dry nothing is written: what would be at fault is told.
create or replace function public.inventory_import(p_territory text, p_table text, p_rows json, p_dry boolean) returns json
language plpgsql security definer
set search_path = public, extensions
as $$
declare
	v_faults json;
	v_written integer := 0;
begin
	perform refuse_unless_keeps_inventory(p_territory);
	if not coalesce(p_table in ('unite_occupant', 'unite_constat', 'unite_proprietaire'), false)
		or json_typeof(p_rows) <> 'array' or json_array_length(p_rows) > 20000
	then
		raise sqlstate 'PT400' using
			message = format('« %s » n''est pas une table de l''inventaire, ou a plus de 20 000 lignes.', p_table),
			hint = 'unite_occupant, unite_constat ou unite_proprietaire.',
			detail = json_build_object('code', 'inventory_table', 'columns', coalesce(p_table, ''))::text;
	end if;
	v_faults := inventory_row_faults(p_territory, p_table, p_rows);
	if json_array_length(v_faults) = 0 and not p_dry then
		v_written := case p_table
			when 'unite_occupant' then write_occupants(p_territory, p_rows)
			when 'unite_constat' then write_statements(p_territory, p_rows)
			else write_owners(p_territory, p_rows)
		end;
	end if;
	return json_build_object('written', v_written, 'rows', json_array_length(p_rows), 'faults', v_faults);
end
$$;

create or replace function public.built_unit_method() returns text
language sql immutable
set search_path = public, extensions
as $$
	select 'parcelles contiguës d''un même compte de propriétaire'
$$;

-- p_parcels: [{ values, geometry }], known by their rank. In Lambert-93 and to the centimetre, so that neighbours share their corners
-- whatever their file wrote them in. Left open for the call, for units are made of it more than once.
create or replace function public.stage_parcels(p_territory text, p_parcels json) returns void
language plpgsql
set search_path = public, extensions
as $$
begin
	drop table if exists parcel_given, parcel_piece;
	create temporary table parcel_given on commit drop as
	select rank, told.*, btrim(told.proprio_compte) as account,
		st_collectionextract(st_makevalid(st_snaptogrid(
			st_transform(st_setsrid(st_geomfromgeojson(one ->> 'geometry'), 4326), 2154), 0.01
		)), 3) as geom
	from json_array_elements(p_parcels) with ordinality as given (one, rank)
	cross join lateral json_to_record(one -> 'values') as told (
		parcelle_id text, proprio_compte text, proprio_nom text,
		source_nom text, source_date date, source_licence text, source_url text
	);
	create index on parcel_given using gist (geom);
	analyze parcel_given;
	-- What of each parcel lies in a site.
	create temporary table parcel_piece on commit drop as
	select parcel.rank, parcel.account, site.site_id, site.site_epci_siren as epci_siren,
		st_collectionextract(st_intersection(parcel.geom, site.geom), 3) as geom
	from parcel_given as parcel
	join (
		select site_id, site_epci_siren, st_transform(site_eco.geom, 2154) as geom
		from site_eco where territory_id = p_territory and publie
	) as site on st_intersects(parcel.geom, site.geom);
	delete from parcel_piece where st_area(geom) < 1;
end
$$;

-- The smallest parcel names a unit, so that the same parcels give the same identifiers; where a site's limit cuts a unit
-- in pieces that it would name alike, the largest comes first.
create or replace function public.built_units() returns table (
	uf_id text, site_id text, account text, parcels text[], ranks bigint[], geom extensions.geometry
)
language plpgsql
set search_path = public, extensions
as $$
#variable_conflict use_column
begin
	return query
	with joined as (
		select site_id, account, (st_dump(st_union(geom))).geom as geom
		from parcel_piece group by site_id, account
	),
	told as (
		select joined.site_id, joined.account, joined.geom,
			array_agg(distinct parcel.parcelle_id order by parcel.parcelle_id) as parcels,
			array_agg(distinct parcel.rank order by parcel.rank) as ranks
		from joined
		join parcel_given as parcel on parcel.account = joined.account
			and st_intersects(parcel.geom, joined.geom)
			and st_area(st_intersection(parcel.geom, joined.geom)) > 0.5
		where st_area(joined.geom) >= 1
		group by joined.site_id, joined.account, joined.geom
	)
	select format('%s_UF_%s%s', site_id, parcels[1], case when nth > 1 then format('-%s', nth) else '' end),
		site_id, account, parcels, ranks, geom
	from (
		select *, row_number() over (partition by site_id, parcels[1] order by st_area(geom) desc) as nth
		from told
	) as ranked;
end
$$;

-- The first fault of each parcel: [{ rank, code, value }].
create or replace function public.parcel_faults(p_territory text) returns json
language plpgsql
set search_path = public, extensions
as $$
begin
	return (
		with judged as (
			select rank, 'inventory_future' as code, source_date::text as value, 1 as nth
			from parcel_given where source_date > local_day()
			union all
			select rank, 'inventory_owner', left(coalesce(proprio_nom, account), 60), 2
			from parcel_given where length(proprio_nom) > 200 or length(account) > 40
			union all
			select rank, 'parcel_surface', parcelle_id, 3
			from parcel_given where geom is null or st_area(geom) < 1
			union all
			select rank, 'parcel_elsewhere', site_id, 4
			from parcel_piece where not is_agent_of(p_territory, epci_siren)
			union all
			select one.rank, 'parcel_overlap', other.parcelle_id, 5
			from parcel_given as one
			join parcel_given as other on other.rank <> one.rank and st_intersects(one.geom, other.geom)
			where st_area(st_intersection(one.geom, other.geom)) > 1
			union all
			-- A unit that somebody imported stands: parcels do not take its ground from it.
			select piece.rank, 'parcel_unit', unit.uf_id, 6
			from parcel_piece as piece
			join unite_fonciere as unit on unit.geom && st_transform(piece.geom, 4326)
			where unit.territory_id = p_territory and unit.publie and not unit.demonstration
				and unit.source_methode <> built_unit_method()
				and st_area(st_intersection(st_transform(unit.geom, 2154), piece.geom)) > 1
		)
		select coalesce(json_agg(json_build_object('rank', rank, 'code', code, 'value', value) order by rank), '[]')
		from (select distinct on (rank) * from judged order by rank, nth, value) as first
	);
end
$$;

-- Units of before that lie on the ground of the new ones give way, with what is known of them kept: those built of
-- other parcels, and invented ones.
create or replace function public.withdraw_built_units(p_territory text) returns integer
language plpgsql
set search_path = public, extensions
as $$
declare
	v_withdrawn integer;
begin
	update unite_fonciere as unit set publie = false
	where territory_id = p_territory and publie
		and (demonstration or source_methode = built_unit_method())
		and not exists (select from unit_built where unit_built.uf_id = unit.uf_id)
		and exists (
			select from unit_built
			where st_intersects(unit_built.geom, st_transform(unit.geom, 2154))
				and st_area(st_intersection(unit_built.geom, st_transform(unit.geom, 2154))) > 1
		);
	get diagnostics v_withdrawn = row_count;
	return v_withdrawn;
end
$$;

create or replace function public.write_built_units(p_territory text) returns integer
language plpgsql
set search_path = public, extensions
as $$
declare
	v_written integer;
begin
	with said as (
		select unit_built.uf_id, unit_built.site_id, array_to_string(parcels, '|') as refcad,
			round(st_area(unit_built.geom)) as surface, st_transform(unit_built.geom, 4326) as geom,
			latest.source_nom, latest.source_date, latest.source_licence, latest.source_url
		from unit_built
		cross join lateral (
			select * from parcel_given where rank = any (unit_built.ranks)
			order by source_date desc, rank limit 1
		) as latest
	)
	insert into unite_fonciere as unit (
		uf_id, site_id, uf_refcad, uf_surface_m2, geom, territory_id,
		source_nom, source_date, source_methode, source_licence, source_url, demonstration, publie
	)
	select uf_id, site_id, refcad, surface, geom, p_territory,
		source_nom, source_date, built_unit_method(), source_licence, source_url, false, true
	from said
	on conflict (uf_id) do update set
		uf_refcad = excluded.uf_refcad, uf_surface_m2 = excluded.uf_surface_m2, geom = excluded.geom,
		source_nom = excluded.source_nom, source_date = excluded.source_date,
		source_licence = excluded.source_licence, source_url = excluded.source_url, publie = true
	where (unit.uf_refcad, unit.uf_surface_m2, unit.source_nom, unit.source_date, unit.publie)
		is distinct from (excluded.uf_refcad, excluded.uf_surface_m2, excluded.source_nom, excluded.source_date, true);
	get diagnostics v_written = row_count;
	return v_written;
end
$$;

-- Who owned a unit that was built before is who the parcels say now. An account without a name stands for it.
create or replace function public.write_built_owners(p_territory text) returns void
language plpgsql
set search_path = public, extensions
as $$
begin
	delete from unite_proprietaire as owner using unit_built
	where owner.uf_id = unit_built.uf_id and owner.source_methode = built_unit_method();
	insert into unite_proprietaire (
		uf_id, proprio_nom, proprio_compte, territory_id,
		source_nom, source_date, source_methode, source_licence, source_url, demonstration
	)
	select distinct on (unit_built.uf_id, name) unit_built.uf_id, name, unit_built.account, p_territory,
		source_nom, source_date, built_unit_method(), source_licence, source_url, false
	from unit_built
	join parcel_given on rank = any (unit_built.ranks)
	cross join lateral (
		select coalesce(nullif(btrim(proprio_nom), ''), format('Compte %s', unit_built.account)) as name
	) as named
	order by unit_built.uf_id, name, source_date desc
	on conflict (uf_id, proprio_nom) do update set
		proprio_compte = excluded.proprio_compte, source_nom = excluded.source_nom,
		source_date = excluded.source_date, source_methode = excluded.source_methode, demonstration = false;
end
$$;

create or replace function public.units_from_parcels(p_territory text, p_parcels json, p_dry boolean) returns json
language plpgsql security definer
set search_path = public, extensions
as $$
declare
	v_faults json;
	v_written integer := 0;
	v_withdrawn integer := 0;
begin
	perform refuse_unless_keeps_inventory(p_territory);
	if json_typeof(p_parcels) <> 'array' or json_array_length(p_parcels) > 20000 then
		raise sqlstate 'PT400' using
			message = 'Plus de 20 000 parcelles, ou aucune liste.',
			hint = 'Une liste de 20 000 parcelles au plus.',
			detail = json_build_object('code', 'features_most', 'most', 20000)::text;
	end if;
	perform stage_parcels(p_territory, p_parcels);
	v_faults := parcel_faults(p_territory);
	drop table if exists unit_built;
	create temporary table unit_built on commit drop as select * from built_units();
	if json_array_length(v_faults) = 0 and not p_dry then
		v_withdrawn := withdraw_built_units(p_territory);
		v_written := write_built_units(p_territory);
		perform write_built_owners(p_territory);
	end if;
	return json_build_object(
		'parcels', json_array_length(p_parcels),
		'outside', (
			select count(*) from parcel_given
			where not exists (select from parcel_piece where parcel_piece.rank = parcel_given.rank)
		),
		'units', (select count(*) from unit_built),
		'written', v_written, 'withdrawn', v_withdrawn, 'faults', v_faults
	);
end
$$;

comment on function public.built_unit_method() is 'Méthode des unités foncières qui sont réunies à partir de parcelles';

comment on function public.built_units() is 'Unités foncières que donnent les parcelles déposées : d''un seul tenant, d''un seul compte, dans un seul site';

comment on function public.parcel_faults(p_territory text) is 'Ce qui empêche d''inscrire les unités des parcelles déposées, parcelle par parcelle';

comment on function public.refuse_unless_keeps_inventory(p_territory text) is 'Refuse (403) qui n''est agent d''aucun EPCI du territoire, ni administrateur';

comment on function public.stage_parcels(p_territory text, p_parcels json) is 'Dépose des parcelles, et ce qui de chacune se trouve dans un site publié, le temps d''un appel';

comment on function public.units_from_parcels(p_territory text, p_parcels json, p_dry boolean) is 'Réunit en unités foncières les parcelles contiguës d''un même compte, toutes ou aucune, pour les agents de l''EPCI de leurs sites ; dit sinon ce qui l''empêche, parcelle par parcelle';

comment on function public.withdraw_built_units(p_territory text) is 'Retire de la publication les unités réunies ou de démonstration dont d''autres prennent le sol ; leur nombre';

comment on function public.write_built_owners(p_territory text) is 'Inscrit à qui sont les unités réunies, pour les agents de leur EPCI';

comment on function public.write_built_units(p_territory text) is 'Inscrit les unités réunies ; le nombre de celles qui sont neuves ou disent autre chose';

revoke all on function public.built_unit_method() from public, anon, authenticated, service_role;
grant execute on function public.built_unit_method() to service_role;

revoke all on function public.built_units() from public, anon, authenticated, service_role;
grant execute on function public.built_units() to service_role;

revoke all on function public.parcel_faults(p_territory text) from public, anon, authenticated, service_role;
grant execute on function public.parcel_faults(p_territory text) to service_role;

revoke all on function public.refuse_unless_keeps_inventory(p_territory text) from public, anon, authenticated, service_role;
grant execute on function public.refuse_unless_keeps_inventory(p_territory text) to service_role;

revoke all on function public.stage_parcels(p_territory text, p_parcels json) from public, anon, authenticated, service_role;
grant execute on function public.stage_parcels(p_territory text, p_parcels json) to service_role;

revoke all on function public.units_from_parcels(p_territory text, p_parcels json, p_dry boolean) from public, anon, authenticated, service_role;
grant execute on function public.units_from_parcels(p_territory text, p_parcels json, p_dry boolean) to authenticated, service_role;

revoke all on function public.withdraw_built_units(p_territory text) from public, anon, authenticated, service_role;
grant execute on function public.withdraw_built_units(p_territory text) to service_role;

revoke all on function public.write_built_owners(p_territory text) from public, anon, authenticated, service_role;
grant execute on function public.write_built_owners(p_territory text) to service_role;

revoke all on function public.write_built_units(p_territory text) from public, anon, authenticated, service_role;
grant execute on function public.write_built_units(p_territory text) to service_role;
