-- The largest area that each plot reaches with adjacent free ones: none is known until the server has computed it.

alter type public.criteres_recherche add attribute "assembledMinHa" double precision;

alter table public.terrain_eco add column terr_surf_reunie double precision;
alter table public.terrain_eco add column terr_reunis text[];

-- The twin of isFree in domain/plot.ts, for land that the public may see.
create or replace function public.is_free_land(p_offer text, p_sale_stage text, p_occupancy text, p_published boolean)
returns boolean
language sql immutable
set search_path = public, extensions
as $$
	select p_published and p_offer = 'Terrain' and (
		p_sale_stage in ('en vente', 'en vente avec contraintes')
		or (p_sale_stage = 'non commercialisé' and p_occupancy <> 'occupé')
	)
$$;

-- Two steps, because an assemblage is of three plots at most. A step goes to plots whose boxes lie within a
-- hundred-thousandth of a degree, which is more than the 50 cm within which two limits are one.
create or replace function public.plots_around(p_territory text, p_ground extensions.geometry[]) returns setof text
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

-- Where much has changed at once, everything is forgotten: it is sooner computed than told apart. The place of plots
-- has not changed: see complete_terrain_eco, whose setting an import may have made.
create or replace function public.forget_assembled(p_territory text, p_ground extensions.geometry[]) returns void
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

-- A plot that comes, goes, or is no longer what it was, as it was and as it is. A statement is read when it is first run:
-- each operation reads its tables.
create or replace function public.forget_assembled_around() returns trigger
language plpgsql
set search_path = public, extensions
as $$
begin
	if tg_op = 'INSERT' then
		perform forget_assembled(territory_id, array_agg(geom)) from new_plots group by territory_id;
	elsif tg_op = 'DELETE' then
		perform forget_assembled(territory_id, array_agg(geom)) from old_plots group by territory_id;
	else
		perform forget_assembled(changed.territory_id, array_agg(place))
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

-- What the answer for a plot is computed on: the free land around it.
create or replace function public.assembly_fingerprint(p_territory text, p_ground extensions.geometry) returns text
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

-- Outlines as the public is served them, so that the pages of the assemblages answer alike.
create or replace function public.assembled_due(p_territory text, p_limit integer) returns json
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
		where territory_id = p_territory and terr_reunis is null
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

create or replace function public.assembled_keep(p_territory text, p_assembled json) returns void
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

-- Judges what was asked and nothing else. The statement is planned with the criteria as constants: a criterion that was
-- not asked is true before a row is read, and a join that nothing needs is left out. A plot's own networks and capacities
-- come before those of its site.
create or replace function public.terrains_matching(p_territory text, p_criteria json) returns setof text
language plpgsql stable
set search_path = public, extensions
set jit = off
set max_parallel_workers_per_gather = 0
as $function$
declare
	asked criteres_recherche := json_populate_record(null::criteres_recherche, p_criteria);
	wished text[] := array(
		select json_object_keys(p_criteria -> 'wishes')
		where json_typeof(p_criteria -> 'wishes') = 'object'
	);
	strict_ones text[] := array(
		select json_array_elements_text(p_criteria -> 'strict')
		where json_typeof(p_criteria -> 'strict') = 'array'
	);
	area geometry := search_area(p_criteria -> 'shape');
begin
	-- $1 territory, $2 criteria, $3 those that only rank, $4 area, $5 its box, $6 those that unknown fails
	return query execute $statement$
		select plot.terr_id
		from (select ($2).*, $3 as wished, $6 as strict) as asked
		cross join terrain_eco as plot
		left join site_eco as site
			on site.site_id = plot.site_id and site.territory_id = plot.territory_id
		left join epci on epci.epci_siren = plot.epci_siren
		left join commune on commune.comm_insee = plot.comm_insee
		where plot.territory_id = $1
			and ($5 is null or plot.geom && $5)
			and (
				(asked."areaMinHa" is not null or asked."areaMaxHa" is not null) is not true
				or 'area' = any (asked.wished)
				or coalesce(
					verdict_between(plot.terr_surf_brute, asked."areaMinHa", asked."areaMaxHa"),
					'area' <> all (asked.strict)
				)
			)
			and (
				(asked."netMinHa" is not null) is not true
				or 'net' = any (asked.wished)
				or coalesce(
					verdict_between(plot.terr_surf_nette, asked."netMinHa", null),
					'net' <> all (asked.strict)
				)
			)
			and (
				(asked."assembledMinHa" is not null) is not true
				or 'assembled' = any (asked.wished)
				or coalesce(
					verdict_between(plot.terr_surf_reunie, asked."assembledMinHa", null),
					'assembled' <> all (asked.strict)
				)
			)
			and (
				(asked."siteLargestMinHa" is not null) is not true
				or 'site-largest' = any (asked.wished)
				or coalesce(
					verdict_between((select max(other.terr_surf_brute) from terrain_eco as other
					where other.site_id = site.site_id and other.territory_id = $1), asked."siteLargestMinHa", null),
					'site-largest' <> all (asked.strict)
				)
			)
			and (
				(asked."siteSmallestMaxHa" is not null) is not true
				or 'site-smallest' = any (asked.wished)
				or coalesce(
					verdict_between((select min(other.terr_surf_brute) from terrain_eco as other
					where other.site_id = site.site_id and other.territory_id = $1), null, asked."siteSmallestMaxHa"),
					'site-smallest' <> all (asked.strict)
				)
			)
			and (
				(asked."hallLengthM" is not null and asked."hallWidthM" is not null) is not true
				or 'hall' = any (asked.wished)
				or coalesce(
					plot.offre_type <> 'Local' and verdict_on_hall(plot.terr_halle_tient, plot.terr_halle_exclue,
					greatest(asked."hallLengthM", asked."hallWidthM" + coalesce(asked."hallCourtM", 0)), least(asked."hallLengthM", asked."hallWidthM" + coalesce(asked."hallCourtM", 0)),
					'{1,1.25,1.5,2,2.5,3,4,5}'),
					'hall' <> all (asked.strict)
				)
			)
			and (
				(asked."priceMinPerM2" is not null or asked."priceMaxPerM2" is not null) is not true
				or 'price' = any (asked.wished)
				or coalesce(
					verdict_between(plot.terr_prix_demande_m2, asked."priceMinPerM2", asked."priceMaxPerM2"),
					'price' <> all (asked.strict)
				)
			)
			and (
				(asked."availableBefore" is not null) is not true
				or 'available' = any (asked.wished)
				or coalesce(
					plot.date_dispo <= asked."availableBefore",
					'available' <> all (asked.strict)
				)
			)
			and (
				(cardinality(asked."offers") > 0) is not true
				or 'offer' = any (asked.wished)
				or coalesce(
					verdict_among(asked."offers", plot.offre_type),
					'offer' <> all (asked.strict)
				)
			)
			and (
				(cardinality(asked."saleStages") > 0) is not true
				or 'sale-stage' = any (asked.wished)
				or coalesce(
					verdict_among(asked."saleStages", plot.terr_stade_comm),
					'sale-stage' <> all (asked.strict)
				)
			)
			and (
				(cardinality(asked."tenures") > 0) is not true
				or 'tenure' = any (asked.wished)
				or coalesce(
					verdict_among(asked."tenures", plot.terr_cession_type),
					'tenure' <> all (asked.strict)
				)
			)
			and (
				(cardinality(asked."servicingStages") > 0) is not true
				or 'servicing' = any (asked.wished)
				or coalesce(
					verdict_among(asked."servicingStages", plot.terr_stade_amngt),
					'servicing' <> all (asked.strict)
				)
			)
			and (
				(asked."readyToBuild") is not true
				or 'ready' = any (asked.wished)
				or coalesce(
					plot.terr_cle_en_main = 'oui',
					'ready' <> all (asked.strict)
				)
			)
			and (
				(cardinality(asked."ownerships") > 0) is not true
				or 'ownership' = any (asked.wished)
				or coalesce(
					verdict_among(asked."ownerships", plot.terr_maitrise_fonc),
					'ownership' <> all (asked.strict)
				)
			)
			and (
				(cardinality(asked."occupancies") > 0) is not true
				or 'occupancy' = any (asked.wished)
				or coalesce(
					verdict_among(asked."occupancies", plot.terr_etat_occup),
					'occupancy' <> all (asked.strict)
				)
			)
			and (
				(cardinality(asked."uses") > 0) is not true
				or 'use' = any (asked.wished)
				or coalesce(
					verdict_among(asked."uses", plot.terr_usage),
					'use' <> all (asked.strict)
				)
			)
			and (
				(cardinality(asked."vocations") > 0) is not true
				or 'vocation' = any (asked.wished)
				or coalesce(
					verdict_among(asked."vocations", site.site_vocadomi),
					'vocation' <> all (asked.strict)
				)
			)
			and (
				(asked.brownfields <> 'with') is not true
				or 'brownfields' = any (asked.wished)
				or coalesce(
					(nullif(plot.terr_etat_occup, 'inconnu') = 'friche') = (asked.brownfields = 'only'),
					'brownfields' <> all (asked.strict)
				)
			)
			and (
				(asked."spaceMinM2" is not null or asked."spaceMaxM2" is not null) is not true
				or 'space' = any (asked.wished)
				or coalesce(
					verdict_between(plot.surflocal, asked."spaceMinM2", asked."spaceMaxM2"),
					'space' <> all (asked.strict)
				)
			)
			and (
				(asked."heightMinM" is not null) is not true
				or 'height' = any (asked.wished)
				or coalesce(
					verdict_between(plot.hbat, asked."heightMinM", null),
					'height' <> all (asked.strict)
				)
			)
			and (
				(asked."floorLoadMinKgPerM2" is not null) is not true
				or 'floor-load' = any (asked.wished)
				or coalesce(
					verdict_between(plot.local_charge_sol_kgm2, asked."floorLoadMinKgPerM2", null),
					'floor-load' <> all (asked.strict)
				)
			)
			and (
				(asked."craneMinT" is not null) is not true
				or 'crane' = any (asked.wished)
				or coalesce(
					verdict_between(plot.local_pont_roulant_t, asked."craneMinT", null),
					'crane' <> all (asked.strict)
				)
			)
			and (
				(asked."docksMin" is not null) is not true
				or 'docks' = any (asked.wished)
				or coalesce(
					verdict_between(plot.local_quais_nb, asked."docksMin", null),
					'docks' <> all (asked.strict)
				)
			)
			and (
				(asked."confirmedWithinDays" is not null) is not true
				or 'freshness' = any (asked.wished)
				or coalesce(
					(now() at time zone 'Europe/Paris')::date - coalesce(plot.confirme_le, plot.terr_actu_date)
					<= asked."confirmedWithinDays",
					'freshness' <> all (asked.strict)
				)
			)
			and (
				(cardinality(asked."soilPollutions") > 0) is not true
				or 'soil-pollution' = any (asked.wished)
				or coalesce(
					verdict_on_brownfields($1, plot.geom, plot.centre, 'sol_pollution_existe',
					asked."soilPollutions"),
					'soil-pollution' <> all (asked.strict)
				)
			)
			and (
				(cardinality(asked."buildingStates") > 0) is not true
				or 'building-state' = any (asked.wished)
				or coalesce(
					verdict_on_brownfields($1, plot.geom, plot.centre, 'bati_etat', asked."buildingStates"),
					'building-state' <> all (asked.strict)
				)
			)
			and (
				(asked."buildableAfter" is not null) is not true
				or 'permit' = any (asked.wished)
				or coalesce(
					case plot.terr_permis
						when 'sans échéance' then true
						when 'aucun' then false
						when 'échéance' then plot.terr_permis_fin >= asked."buildableAfter"
					end,
					'permit' <> all (asked.strict)
				)
			)
			and (
				(asked."floodMaxPercent" is not null) is not true
				or 'flood' = any (asked.wished)
				or coalesce(
					verdict_between(plot.part_zone_inondable_pct, null, asked."floodMaxPercent"),
					'flood' <> all (asked.strict)
				)
			)
			and (
				(asked."wetlandMaxPercent" is not null) is not true
				or 'wetland' = any (asked.wished)
				or coalesce(
					verdict_between(plot.part_zone_humide_pct, null, asked."wetlandMaxPercent"),
					'wetland' <> all (asked.strict)
				)
			)
			and (
				(asked."steepMaxPercent" is not null) is not true
				or 'steep' = any (asked.wished)
				or coalesce(
					verdict_between(plot.part_pente_forte_pct, null, asked."steepMaxPercent"),
					'steep' <> all (asked.strict)
				)
			)
			and (
				('reseau_eau_potable' = any (asked.networks)) is not true
				or 'reseau_eau_potable' = any (asked.wished)
				or coalesce(
					coalesce(plot.reseau_eau_potable, site.reseau_eau_potable) = 'oui',
					'reseau_eau_potable' <> all (asked.strict)
				)
			)
			and (
				('reseau_assainissement' = any (asked.networks)) is not true
				or 'reseau_assainissement' = any (asked.wished)
				or coalesce(
					coalesce(plot.reseau_assainissement, site.reseau_assainissement) = 'oui',
					'reseau_assainissement' <> all (asked.strict)
				)
			)
			and (
				('reseau_eau_pluviale' = any (asked.networks)) is not true
				or 'reseau_eau_pluviale' = any (asked.wished)
				or coalesce(
					coalesce(plot.reseau_eau_pluviale, site.reseau_eau_pluviale) = 'oui',
					'reseau_eau_pluviale' <> all (asked.strict)
				)
			)
			and (
				('reseau_electrique' = any (asked.networks)) is not true
				or 'reseau_electrique' = any (asked.wished)
				or coalesce(
					coalesce(plot.reseau_electrique, site.reseau_electrique) = 'oui',
					'reseau_electrique' <> all (asked.strict)
				)
			)
			and (
				('reseau_gaz' = any (asked.networks)) is not true
				or 'reseau_gaz' = any (asked.wished)
				or coalesce(
					coalesce(plot.reseau_gaz, site.reseau_gaz) = 'oui',
					'reseau_gaz' <> all (asked.strict)
				)
			)
			and (
				('reseau_fibre_optique' = any (asked.networks)) is not true
				or 'reseau_fibre_optique' = any (asked.wished)
				or coalesce(
					coalesce(plot.reseau_fibre_optique, site.reseau_fibre_optique) = 'oui',
					'reseau_fibre_optique' <> all (asked.strict)
				)
			)
			and (
				('reseau_fret_ferroviaire' = any (asked.networks)) is not true
				or 'reseau_fret_ferroviaire' = any (asked.wished)
				or coalesce(
					site.reseau_fret_ferroviaire = 'oui',
					'reseau_fret_ferroviaire' <> all (asked.strict)
				)
			)
			and (
				('reseau_fluvial' = any (asked.networks)) is not true
				or 'reseau_fluvial' = any (asked.wished)
				or coalesce(
					site.reseau_fluvial = 'oui',
					'reseau_fluvial' <> all (asked.strict)
				)
			)
			and (
				('desserte_tc' = any (asked.networks)) is not true
				or 'desserte_tc' = any (asked.wished)
				or coalesce(
					site.desserte_tc = 'oui',
					'desserte_tc' <> all (asked.strict)
				)
			)
			and (
				(asked."electricityMinKva" is not null) is not true
				or 'electricity-capacity' = any (asked.wished)
				or coalesce(
					verdict_between(coalesce(plot.elec_capacite_kva, site.elec_capacite_kva), asked."electricityMinKva", null),
					'electricity-capacity' <> all (asked.strict)
				)
			)
			and (
				(asked."waterMinM3PerDay" is not null) is not true
				or 'water-capacity' = any (asked.wished)
				or coalesce(
					verdict_between(coalesce(plot.eau_capacite_m3j, site.eau_capacite_m3j), asked."waterMinM3PerDay", null),
					'water-capacity' <> all (asked.strict)
				)
			)
			and (
				(asked."gasMinM3PerHour" is not null) is not true
				or 'gas-capacity' = any (asked.wished)
				or coalesce(
					verdict_between(coalesce(plot.gaz_capacite_m3h, site.gaz_capacite_m3h), asked."gasMinM3PerHour", null),
					'gas-capacity' <> all (asked.strict)
				)
			)
			and (
				(asked."fibreMinMbitPerS" is not null) is not true
				or 'fibre-capacity' = any (asked.wished)
				or coalesce(
					verdict_between(coalesce(plot.fibre_capacite_mbits, site.fibre_capacite_mbits), asked."fibreMinMbitPerS", null),
					'fibre-capacity' <> all (asked.strict)
				)
			)
			and (
				(asked."junctionMaxKm" is not null) is not true
				or 'junction' = any (asked.wished)
				or coalesce(
					coalesce(site.autoroute_echang_dist, nearest_km($1, 'échangeur autoroutier', plot.centre)) <= asked."junctionMaxKm",
					'junction' <> all (asked.strict)
				)
			)
			and (
				(asked."stationMaxKm" is not null) is not true
				or 'station' = any (asked.wished)
				or coalesce(
					coalesce(site.gare_dist, nearest_km($1, 'gare de voyageurs', plot.centre)) <= asked."stationMaxKm",
					'station' <> all (asked.strict)
				)
			)
			and (
				(asked."freightMaxKm" is not null) is not true
				or 'freight' = any (asked.wished)
				or coalesce(
					coalesce(site.gare_fret_dist, nearest_km($1, 'gare de fret', plot.centre)) <= asked."freightMaxKm",
					'freight' <> all (asked.strict)
				)
			)
			and (
				(asked."portMaxKm" is not null) is not true
				or 'port' = any (asked.wished)
				or coalesce(
					coalesce(site.port_dist, nearest_km($1, 'port', plot.centre)) <= asked."portMaxKm",
					'port' <> all (asked.strict)
				)
			)
			and (
				(asked."airfieldMaxKm" is not null) is not true
				or 'airfield' = any (asked.wished)
				or coalesce(
					coalesce(site.aeroport_dist, nearest_km($1, 'aérodrome', plot.centre)) <= asked."airfieldMaxKm",
					'airfield' <> all (asked.strict)
				)
			)
			and (
				(asked."borderMaxKm" is not null) is not true
				or 'border' = any (asked.wished)
				or coalesce(
					nearest_km($1, 'point de passage frontalier', plot.centre) <= asked."borderMaxKm",
					'border' <> all (asked.strict)
				)
			)
			and (
				(cardinality(asked.sectors || asked."nafDivisions") > 0) is not true
				or 'sectors' = any (asked.wished)
				or coalesce(
					verdict_on_firms($1, plot.centre, asked."sectorRadiusKm", asked.sectors,
					asked."nafDivisions", asked."firmsMin"),
					'sectors' <> all (asked.strict)
				)
			)
			and (
				(asked."headcountMin" is not null) is not true
				or 'headcount' = any (asked.wished)
				or coalesce(
					verdict_on_headcount($1, plot.centre, asked."headcountRadiusKm", asked."headcountMin"),
					'headcount' <> all (asked.strict)
				)
			)
			and (
				(asked."trainingMin" > 0) is not true
				or 'training' = any (asked.wished)
				or coalesce(
					(select count(*) >= asked."trainingMin" from poi
					where poi.territory_id = $1 and poi_type = 'formation'
						and st_distancesphere(plot.centre, poi.geom, 6371008.8) <= 1000 * asked."trainingRadiusKm"),
					'training' <> all (asked.strict)
				)
			)
			and (
				(cardinality(asked."epci") > 0) is not true
				or 'epci' = any (asked.wished)
				or coalesce(
					verdict_among(asked."epci", plot.epci_siren),
					'epci' <> all (asked.strict)
				)
			)
			and (
				(cardinality(asked."communes") > 0) is not true
				or 'commune' = any (asked.wished)
				or coalesce(
					verdict_among(asked."communes", plot.comm_insee),
					'commune' <> all (asked.strict)
				)
			)
			and (
				(asked.text <> '') is not true
				or 'text' = any (asked.wished)
				or coalesce(
					verdict_on_text(asked.text, array[
						plot.terr_id, plot.terr_lot, site.site_nom, commune.comm_nom, epci.epci_nom
					]),
					'text' <> all (asked.strict)
				)
			)
			and (
				($4 is not null) is not true
				or 'shape' = any (asked.wished)
				or coalesce(
					case
						when asked.shape ->> 'widthKm' is not null then verdict_on_corridor(
							$4, (asked.shape ->> 'widthKm')::float8, asked."shapeRelation", plot.geom, plot.centre
						)
						when asked."shapeRelation" = 'centre' and asked.shape ->> 'radiusKm' is not null then
							st_distancesphere(plot.centre, st_setsrid(st_makepoint(
								(asked.shape #>> '{centre,0}')::float8, (asked.shape #>> '{centre,1}')::float8
							), 4326), 6371008.8) / 1000 <= (asked.shape ->> 'radiusKm')::float8
						when asked."shapeRelation" = 'centre' then st_intersects($4, plot.centre)
						when asked."shapeRelation" = 'within' then exists (
							select from st_dump($4) as part where part.geom && plot.geom
								and st_coveredby(plot.geom, area_near(part.geom, plot.geom))
						)
						else st_intersects($4, plot.geom)
					end <> coalesce(asked."shapeOutside", false),
					'shape' <> all (asked.strict)
				)
			)
	$statement$ using p_territory, asked, wished, area, search_box(p_criteria, area),
		strict_ones;
end
$function$;

-- Columns a record may state: not those computed from its geometry or its activity.
create or replace function public.import_columns(
	p_class text
) returns table (name text, required boolean, allowed text[])
language sql stable
set search_path = public, extensions
as $$
	select attname::text, attnotnull, allowed_values(attrelid, attname::text)
	from pg_attribute
	where attrelid = ('public.' || p_class)::regclass and attnum > 0 and not attisdropped
		and attgenerated = '' and attname not in (
			'territory_id', 'demonstration', 'publie', 'geom', 'geompoint',
			'comm_insee', 'epci_siren', 'site_comm_insee', 'site_epci_siren',
			'centre', 'part_zone_inondable_pct', 'part_zone_humide_pct', 'part_pente_forte_pct', 'terr_surf_nette',
			'terr_halle_tient', 'terr_halle_exclue', 'terr_surf_reunie', 'terr_reunis',
			'terr_zone_urba', 'terr_zone_source', 'terr_permis', 'terr_permis_fin'
		)
	order by attnum
$$;

-- Names that a record of a class may carry: those that are written, those kept apart, and those that our own
-- export carries and that are computed here.
create or replace function public.import_known_names(p_class text) returns text[]
language sql stable
set search_path = public, extensions
as $$
	select array(select name from import_columns(p_class))
		|| restricted_columns(p_class)
		|| array[
			'demonstration', 'publie', 'epci_siren', 'epci_nom', 'comm_insee', 'comm_nom',
			'site_epci_siren', 'site_epci_nom', 'site_comm_insee', 'site_comm_nom', 'secteur'
		]
		|| case p_class
			when 'friche' then array['geompoint']
			when 'terrain_eco' then array[
				'site_nom', 'part_zone_inondable_pct', 'part_zone_humide_pct', 'part_pente_forte_pct',
				'terr_surf_nette', 'terr_halle_tient', 'terr_halle_exclue', 'terr_surf_reunie', 'terr_reunis',
				'terr_zone_urba', 'terr_zone_source', 'terr_permis', 'terr_permis_fin'
			]
			else '{}'
		end
$$;

create trigger forget_assembled_around_changed after update on public.terrain_eco
	referencing old table as old_plots new table as new_plots
	for each statement execute function public.forget_assembled_around();

create trigger forget_assembled_around_new after insert on public.terrain_eco
	referencing new table as new_plots
	for each statement execute function public.forget_assembled_around();

create trigger forget_assembled_around_removed after delete on public.terrain_eco
	referencing old table as old_plots
	for each statement execute function public.forget_assembled_around();

create index terrain_eco_reunions_dues on public.terrain_eco (territory_id, terr_id)
	where terr_reunis is null;

comment on column public.terrain_eco.terr_reunis is 'Terrains qui l''atteignent ensemble, celui-ci compris';

comment on column public.terrain_eco.terr_surf_reunie is 'Plus grande superficie brute en hectare que le terrain atteint seul ou avec un ou deux terrains libres qui le touchent (limite commune de 5 m au moins) ; 0 pour ce qui n''est pas un terrain libre, vide tant qu''elle n''est pas calculée';

comment on function public.assembled_due(p_territory text, p_limit integer) is 'Terrains dont la surface réunie est à calculer, et les terrains libres autour d''eux';

comment on function public.assembled_keep(p_territory text, p_assembled json) is 'Garde la surface réunie calculée pour des terrains, si ce qui les entoure n''a pas changé entre-temps';

comment on function public.assembly_fingerprint(p_territory text, p_ground extensions.geometry) is 'Empreinte MD5 des terrains libres dont dépend la surface réunie d''un terrain';

comment on function public.forget_assembled(p_territory text, p_ground extensions.geometry[]) is 'Oublie la surface réunie des terrains autour de certains endroits, jusqu''à ce que le serveur la recalcule';

comment on function public.is_free_land(p_offer text, p_sale_stage text, p_occupancy text, p_published boolean) is 'Vrai d''un terrain publié qui pourrait servir : en vente, ou pas encore et que personne n''occupe';

comment on function public.plots_around(p_territory text, p_ground extensions.geometry[]) is 'Terrains dont la surface réunie peut dépendre de ce qui se trouve à ces endroits';

revoke all on function public.assembled_due(p_territory text, p_limit integer) from public, anon, authenticated, service_role;
grant execute on function public.assembled_due(p_territory text, p_limit integer) to service_role;

revoke all on function public.assembled_keep(p_territory text, p_assembled json) from public, anon, authenticated, service_role;
grant execute on function public.assembled_keep(p_territory text, p_assembled json) to service_role;

revoke all on function public.assembly_fingerprint(p_territory text, p_ground extensions.geometry) from public, anon, authenticated, service_role;
grant execute on function public.assembly_fingerprint(p_territory text, p_ground extensions.geometry) to service_role;

revoke all on function public.forget_assembled(p_territory text, p_ground extensions.geometry[]) from public, anon, authenticated, service_role;
grant execute on function public.forget_assembled(p_territory text, p_ground extensions.geometry[]) to service_role;

revoke all on function public.forget_assembled_around() from public, anon, authenticated, service_role;
grant execute on function public.forget_assembled_around() to service_role;

revoke all on function public.is_free_land(p_offer text, p_sale_stage text, p_occupancy text, p_published boolean) from public, anon, authenticated, service_role;
grant execute on function public.is_free_land(p_offer text, p_sale_stage text, p_occupancy text, p_published boolean) to service_role;

revoke all on function public.plots_around(p_territory text, p_ground extensions.geometry[]) from public, anon, authenticated, service_role;
grant execute on function public.plots_around(p_territory text, p_ground extensions.geometry[]) to service_role;
