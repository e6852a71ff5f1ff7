-- The largest buildings of each plot: none is known until the server has computed them.

create table public.halle_calculee (
	terr_id text primary key references public.terrain_eco on delete cascade,
	empreinte text not null,
	tient double precision[] not null,
	exclue double precision[] not null
);

alter type public.criteres_recherche add attribute "hallLengthM" double precision;
alter type public.criteres_recherche add attribute "hallWidthM" double precision;
alter type public.criteres_recherche add attribute "hallCourtM" double precision;

alter table public.terrain_eco add column terr_halle_tient double precision[];
alter table public.terrain_eco add column terr_halle_exclue double precision[];

-- The centre of a plot is no property of it.
create or replace function public.collection_columns(
	p_collection text
) returns table (
	name text, type text, format text, description text, expression text
)
language sql stable
set search_path = public, extensions
as $$
	with definition as (select * from collection_definition(p_collection)),
	own as (
		select attname::text as name, atttypid::regtype::text as type,
			col_description(attrelid, attnum) as description,
			format('record.%I', attname) as expression, attnum as position
		from pg_attribute cross join definition
		where attrelid = definition.source and attnum > 0 and not attisdropped
			and attname not in ('geom', 'geompoint', 'centre', 'territory_id', 'publie')
	),
	joined as (
		select possible.name, 'text' as type, possible.description,
			possible.expression, 1000 + possible.position as position
		from definition cross join (values
			('epci_siren', 'SIREN de l''EPCI', 'epci.epci_siren', 1),
			('epci_nom', 'Nom de l''EPCI', 'epci.epci_nom', 2),
			('comm_insee', 'Code INSEE de la commune', 'commune.comm_insee', 3),
			('comm_nom', 'Nom de la commune', 'commune.comm_nom', 4),
			('site_nom', 'Nom du site économique', 'site.site_nom', 5)
		) as possible (name, description, expression, position)
		where possible.name = any (definition.joined_columns)
	)
	select name,
		case type
			when 'integer' then 'integer' when 'double precision' then 'number'
			when 'boolean' then 'boolean' else 'string'
		end,
		case type when 'date' then 'date' end,
		description,
		-- A list is written as the CNIG writes lists.
		case when type like '%[]' then format('array_to_string(%s, ''|'')', expression) else expression end
	from (select * from own union all select * from joined) as property
	order by position
$$;

-- What buildings were found to fit is forgotten at once where the ground may have changed: unknown until the server has
-- looked, and never what held before.
create or replace function public.forget_halls() returns trigger
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

-- The place of plots has not changed: see complete_terrain_eco.
create or replace function public.forget_halls_among(p_territory text, p_plots text[]) returns void
language plpgsql
set search_path = public, extensions
as $$
begin
	perform set_config('forgeterre.plots_located', 'yes', true);
	update terrain_eco set terr_halle_tient = null, terr_halle_exclue = null
	where territory_id = p_territory and terr_halle_tient is not null
		and (p_plots is null or terr_id = any (p_plots));
	perform set_config('forgeterre.plots_located', '', true);
end
$$;

-- Constraints as they were and as they are. A statement is read when it is first run: each operation reads its tables.
create or replace function public.forget_halls_under_constraints() returns trigger
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

create or replace function public.forget_halls_of_rules() returns trigger
language plpgsql
set search_path = public, extensions
as $$
begin
	perform forget_halls_among(new.territory_id, null);
	return null;
end
$$;

-- What the building test reads of a plot: its outline, the setback, what each layer takes of it.
create or replace function public.ground_fingerprint(p_ground json) returns text
language sql immutable
set search_path = public, extensions
as $$
	select md5(concat_ws(' ', p_ground ->> 'contour', p_ground ->> 'recul_m', (
		select string_agg(layer ->> 'geometrie', ' ' order by rank)
		from json_array_elements(p_ground -> 'couches') with ordinality as told (layer, rank)
	)))
$$;

-- Buildings that were computed, laid on their plots where the ground is still the one that they were computed on.
create or replace function public.halls_keep(p_territory text, p_halls json) returns void
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

-- Some of the plots whose buildings are not known, with their ground. Those that were computed on the same ground have
-- theirs back, and are not among them. Nothing is written where nothing comes back: a write raises the revision.
create or replace function public.halls_due(p_territory text, p_limit integer) returns json
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
			where territory_id = p_territory and terr_halle_tient is null
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
	return json_build_object('lus', json_array_length(due), 'terrains', (
		select coalesce(json_agg(one order by one ->> 'terr_id'), '[]')
		from json_array_elements(due) as one
		where not exists (
			select from halle_calculee as kept
			where kept.terr_id = one ->> 'terr_id' and kept.empreinte = one ->> 'empreinte'
		)
	));
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

-- The proportions are kept for every plot, in their order: the two that stand on either side of the asked one decide.
create or replace function public.verdict_on_hall(
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
			'terr_halle_tient', 'terr_halle_exclue',
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
				'terr_surf_nette', 'terr_halle_tient', 'terr_halle_exclue', 'terr_zone_urba', 'terr_zone_source', 'terr_permis', 'terr_permis_fin'
			]
			else '{}'
		end
$$;

create trigger forget_halls before update of geom on public.terrain_eco
	for each row execute function public.forget_halls();

create trigger forget_halls_of_rules after update of configuration on public.territory
	for each row
	when ((old.configuration -> 'netArea')::text is distinct from (new.configuration -> 'netArea')::text)
	execute function public.forget_halls_of_rules();

create trigger forget_halls_under_changed after update on public.contrainte
	referencing old table as old_constraints new table as new_constraints
	for each statement execute function public.forget_halls_under_constraints();

create trigger forget_halls_under_new after insert on public.contrainte
	referencing new table as new_constraints
	for each statement execute function public.forget_halls_under_constraints();

create trigger forget_halls_under_removed after delete on public.contrainte
	referencing old table as old_constraints
	for each statement execute function public.forget_halls_under_constraints();

create index terrain_eco_halles_dues on public.terrain_eco (territory_id, terr_id)
	where terr_halle_tient is null;

alter table public.halle_calculee enable row level security;

comment on column public.halle_calculee.empreinte is 'Empreinte MD5 de son contour, du recul et de ce que les contraintes en retiraient';

comment on column public.halle_calculee.exclue is 'Longueurs en m de ceux qui ne tiennent pas, comme terrain_eco.terr_halle_exclue';

comment on column public.halle_calculee.terr_id is 'Terrain';

comment on column public.halle_calculee.tient is 'Longueurs en m de ceux qui tiennent, comme terrain_eco.terr_halle_tient';

comment on column public.terrain_eco.terr_halle_exclue is 'Longueurs en m des plus petits bâtiments de ces proportions dont il est prouvé qu''ils ne tiennent à aucun angle';

comment on column public.terrain_eco.terr_halle_tient is 'Longueurs en m des plus grands bâtiments dont il est vérifié qu''ils tiennent sur la superficie nette, une par proportion (1, 1,25, 1,5, 2, 2,5, 3, 4 et 5 fois plus long que large) ; vide tant qu''elles ne sont pas calculées';

comment on function public.forget_halls_among(p_territory text, p_plots text[]) is 'Oublie les bâtiments qui tiennent sur des terrains, ou sur tous ceux d''un territoire, jusqu''à ce que le serveur les recalcule';

comment on function public.ground_fingerprint(p_ground json) is 'Empreinte MD5 du sol que plot_net_area dit d''un terrain : deux sols pareils ont la même';

comment on function public.halls_due(p_territory text, p_limit integer) is 'Terrains dont les plus grands bâtiments sont à calculer, avec leur sol, et le nombre de terrains lus ; rend les leurs à ceux dont le sol n''a pas changé';

comment on function public.halls_keep(p_territory text, p_halls json) is 'Garde les plus grands bâtiments calculés pour des terrains, si leur sol n''a pas changé entre-temps';

comment on function public.verdict_on_hall(p_fits double precision[], p_refused double precision[], p_long double precision, p_short double precision, p_proportions double precision[]) is 'Verdict sur un bâtiment de tant de m : passe s''il tient dans un bâtiment qui tient, échoue s''il en contient un qui ne tient pas, inconnu entre les deux';

comment on table public.halle_calculee is 'Plus grands bâtiments calculés pour un terrain, et le sol sur lequel ils l''ont été';

revoke all on function public.forget_halls() from public, anon, authenticated, service_role;
grant execute on function public.forget_halls() to service_role;

revoke all on function public.forget_halls_among(p_territory text, p_plots text[]) from public, anon, authenticated, service_role;
grant execute on function public.forget_halls_among(p_territory text, p_plots text[]) to service_role;

revoke all on function public.forget_halls_of_rules() from public, anon, authenticated, service_role;
grant execute on function public.forget_halls_of_rules() to service_role;

revoke all on function public.forget_halls_under_constraints() from public, anon, authenticated, service_role;
grant execute on function public.forget_halls_under_constraints() to service_role;

revoke all on function public.ground_fingerprint(p_ground json) from public, anon, authenticated, service_role;
grant execute on function public.ground_fingerprint(p_ground json) to service_role;

revoke all on function public.halls_due(p_territory text, p_limit integer) from public, anon, authenticated, service_role;
grant execute on function public.halls_due(p_territory text, p_limit integer) to service_role;

revoke all on function public.halls_keep(p_territory text, p_halls json) from public, anon, authenticated, service_role;
grant execute on function public.halls_keep(p_territory text, p_halls json) to service_role;

revoke all on function public.verdict_on_hall(p_fits double precision[], p_refused double precision[], p_long double precision, p_short double precision, p_proportions double precision[]) from public, anon, authenticated, service_role;
grant execute on function public.verdict_on_hall(p_fits double precision[], p_refused double precision[], p_long double precision, p_short double precision, p_proportions double precision[]) to anon, authenticated, service_role;

revoke all on table public.halle_calculee from public, anon, authenticated, service_role;
grant delete, insert, references, select, trigger, truncate, update on table public.halle_calculee to service_role;
