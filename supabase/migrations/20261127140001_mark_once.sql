-- What is situated has been reviewed: one mark says both.
alter table public.import_lot drop column revu;

-- Geometries are read before the records, and what the place of the plots tells is asked for all at once. What a
-- file lacks stays as it is stored; what it names only for want of better is for new records. What was reviewed is
-- not checked again, nor a place that was found; contours and constraints of the same lot, written before, change
-- both. A constraint belongs to no commune, so that none is ever outside.
create or replace function public.import_records(p_lot uuid, p_territory text, p_class text) returns json
language plpgsql
set search_path = public, extensions
as $$
declare
	key_column text := import_key_column(p_class);
	columns text;
	names text[];
	computed text := case p_class
		when 'friche' then ', geompoint'
		when 'terrain_eco' then
			', comm_insee, epci_siren, centre, part_zone_inondable_pct, part_zone_humide_pct, part_pente_forte_pct'
			', terr_surf_nette'
		else ''
	end;
	faulty record;
	ranks bigint[];
	staged integer;
	known integer;
	outside json;
begin
	if exists (select from import_lot where lot = p_lot and classe = p_class and not situe) then
		perform import_check_properties(p_lot, p_class);
		perform import_check_fields(p_lot, p_class);
	end if;
	perform import_check_keys(p_lot, p_territory, p_class);
	perform import_respect_corrections(p_lot, p_class);
	select array_agg(rang) into ranks from import_lot
	where lot = p_lot and classe = p_class and (not situe or exists (
		select from import_lot as before
		where before.lot = p_lot and before.classe in ('commune', 'contrainte')
	));
	if ranks is not null then
		perform import_situate(p_territory, p_class, ranks);
	end if;
	select fiche -> 'properties' ->> key_column as id, fiche -> 'geometry' as geometry into faulty
	from import_lot
	where lot = p_lot and classe = p_class and geom is null
		and coalesce(fiche -> 'geometry', 'null') <> 'null'
	order by rang limit 1;
	if found then
		perform import_geometry(p_class, faulty.id, faulty.geometry);
	end if;
	execute format(
		'select count(*), count(record.%1$I) from import_lot
		left join public.%2$I as record on record.%1$I = fiche -> ''properties'' ->> %1$L
		where lot = $1 and import_lot.classe = %2$L',
		key_column, p_class
	) into staged, known using p_lot;
	select string_agg(quote_ident(name), ', ') into columns from import_columns(p_class);
	names := string_to_array(columns || ', demonstration, publie, geom' || computed, ', ');
	-- For this statement alone: see complete_terrain_eco.
	perform set_config(
		'forgeterre.plots_located', case p_class when 'terrain_eco' then 'yes' else '' end, true
	);
	execute format(
		'insert into public.%2$I as record (%3$s, territory_id, demonstration, publie, geom%4$s)
		select %5$s, $2, coalesce(given.demonstration, false), coalesce(given.publie, true), %6$s
		from import_lot as staged
		left join public.%2$I as existing on existing.%1$I = fiche -> ''properties'' ->> %1$L
		cross join lateral jsonb_populate_record(
			existing,
			case when existing.%1$I is null then fiche -> ''properties''
				else (fiche -> ''properties'') - import_fallbacks(fiche) end
		) as given
		where lot = $1 and staged.classe = %2$L
		on conflict (%1$I) do update set %7$s where (%8$s) is distinct from (%9$s)',
		key_column, p_class, columns, computed,
		(select string_agg(
			case name
				when 'offre_type' then format('coalesce(%s, ''Terrain'')', import_value(p_class, name))
				when 'terr_surf_brute' then
					format('coalesce(%s, staged.superficie_ha)', import_value(p_class, name))
				else import_value(p_class, name)
			end, ', '
		) from import_columns(p_class)),
		case p_class
			when 'friche' then format(
				'case st_dimension(staged.geom) when 2 then staged.geom else existing.geom end,
				coalesce(case st_dimension(staged.geom) when 0 then staged.geom end, %s)',
				import_value('friche', 'geompoint')
			)
			when 'terrain_eco' then
				'staged.geom, staged.comm_insee, staged.epci_siren, staged.centre, staged.part_zone_inondable_pct,
				staged.part_zone_humide_pct, staged.part_pente_forte_pct, staged.terr_surf_nette'
			else 'staged.geom'
		end,
		(select string_agg(format('%1$s = excluded.%1$s', name), ', ') from unnest(names) as name),
		-- A record that is stored as it comes is not written again.
		(select string_agg(format('record.%s', name), ', ') from unnest(names) as name),
		(select string_agg(format('excluded.%s', name), ', ') from unnest(names) as name)
	) using p_lot, p_territory;
	perform set_config('forgeterre.plots_located', '', true);
	execute format(
		'select coalesce(json_agg(record.%1$I order by record.%1$I), ''[]''::json)
		from import_lot as staged
		join public.%2$I as record on record.%1$I = fiche -> ''properties'' ->> %1$L
		where lot = $1 and staged.classe = %2$L and record.%3$I is null',
		key_column, p_class,
		case p_class
			when 'site_eco' then 'site_comm_insee' when 'contrainte' then 'territory_id'
			else 'comm_insee'
		end
	) into outside using p_lot;
	perform import_restricted(p_lot, p_territory, p_class);
	return json_build_object('inserted', staged - known, 'updated', known, 'outside', outside);
end
$$;

-- Reads the geometries of staged records and lays them in their commune; those at fault stay without. Whoever calls
-- it checks their values in the same transaction, so that the one mark says both: a row is written once.
create or replace function public.import_situate(
	p_territory text, p_class text, p_ranks bigint[]
) returns void
language plpgsql
set search_path = public, extensions
as $$
declare
	ranks bigint[];
	geometries geometry[];
begin
	select array_agg(rang order by rang), array_agg(place.located order by rang)
	into ranks, geometries
	from import_lot cross join lateral import_located(p_class, fiche -> 'geometry') as place
	where rang = any (p_ranks);
	if p_class = 'terrain_eco' then
		update import_lot set situe = true, geom = place.geom, comm_insee = place.comm_insee,
			epci_siren = place.epci_siren, centre = place.centre,
			part_zone_inondable_pct = place.part_zone_inondable_pct,
			part_zone_humide_pct = place.part_zone_humide_pct,
			part_pente_forte_pct = place.part_pente_forte_pct,
			terr_surf_nette = place.terr_surf_nette,
			superficie_ha = area_ha(place.geom)
		from located_plots(p_territory, geometries) as place
		where rang = ranks[place.rank];
	elsif p_class in ('epci', 'commune', 'contrainte') then
		update import_lot set situe = true, geom = given.geom
		from unnest(ranks, geometries) as given (rank, geom) where rang = given.rank;
	else
		update import_lot set situe = true, geom = given.geom, comm_insee = place.comm_insee,
			epci_siren = place.epci_siren
		from unnest(ranks, geometries) as given (rank, geom)
		left join lateral membership_of(p_territory, given.geom) as place on true
		where rang = given.rank;
	end if;
end
$$;

comment on column public.import_lot.situe is 'Vrai quand ses valeurs sont vérifiées, et sa géométrie lue et située';
