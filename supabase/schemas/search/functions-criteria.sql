-- Written from src/lib/search/criteria by `npm run criteria`: change it there.

create type public.criteres_recherche as (
	"text" text,
	"areaMinHa" float8,
	"areaMaxHa" float8,
	"netMinHa" float8,
	"assembledMinHa" float8,
	"siteLargestMinHa" float8,
	"siteSmallestMaxHa" float8,
	"priceMinPerM2" float8,
	"priceMaxPerM2" float8,
	"tenures" text[],
	"availableBefore" date,
	"epci" text[],
	"communes" text[],
	"saleStages" text[],
	"servicingStages" text[],
	"readyToBuild" boolean,
	"ownerships" text[],
	"occupancies" text[],
	"uses" text[],
	"vocations" text[],
	"offers" text[],
	"spaceMinM2" float8,
	"spaceMaxM2" float8,
	"heightMinM" float8,
	"floorLoadMinKgPerM2" float8,
	"craneMinT" float8,
	"docksMin" float8,
	"confirmedWithinDays" float8,
	"networks" text[],
	"electricityMinKva" float8,
	"waterMinM3PerDay" float8,
	"gasMinM3PerHour" float8,
	"fibreMinMbitPerS" float8,
	"brownfields" text,
	"soilPollutions" text[],
	"buildingStates" text[],
	"buildableAfter" date,
	"floodMaxPercent" float8,
	"wetlandMaxPercent" float8,
	"steepMaxPercent" float8,
	"junctionMaxKm" float8,
	"stationMaxKm" float8,
	"freightMaxKm" float8,
	"portMaxKm" float8,
	"airfieldMaxKm" float8,
	"borderMaxKm" float8,
	"sectors" text[],
	"nafDivisions" text[],
	"sectorRadiusKm" float8,
	"firmsMin" float8,
	"headcountMin" float8,
	"headcountRadiusKm" float8,
	"trainingMin" float8,
	"trainingRadiusKm" float8,
	"shape" json,
	"shapeRelation" text,
	"shapeOutside" boolean,
	"hallLengthM" float8,
	"hallWidthM" float8,
	"hallCourtM" float8
);

comment on type public.criteres_recherche is
	'Critères d''une recherche, nommés comme dans src/lib/search/criteria.ts';

-- Judges what was asked and nothing else. The statement is planned with the criteria as constants: a criterion that was
-- not asked is true before a row is read, and a join that nothing needs is left out. Where an index finds the plots that
-- a criterion does not fail, that is asked beside its verdict. A plot's own networks and capacities
-- come before those of its site.
create function public.terrains_matching(p_territory text, p_criteria json) returns setof text
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
				or (plot.terr_surf_nette is null or plot.terr_surf_nette >= asked."netMinHa") and
				coalesce(
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
				or may_hold_hall(plot.terr_halle_tient, plot.terr_halle_exclue,
				greatest(asked."hallLengthM", asked."hallWidthM" + coalesce(asked."hallCourtM", 0)), least(asked."hallLengthM", asked."hallWidthM" + coalesce(asked."hallCourtM", 0)),
				'{1,1.25,1.5,2,2.5,3,4,5}') and
				coalesce(
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
					case when (select knows_constraint($1, 'zone inondable')) then not exists (
						select from part_contrainte as share where share.terr_id = plot.terr_id
							and share.contrainte_type = 'zone inondable' and share.part_pct > asked."floodMaxPercent"
					) end,
					'flood' <> all (asked.strict)
				)
			)
			and (
				(asked."wetlandMaxPercent" is not null) is not true
				or 'wetland' = any (asked.wished)
				or coalesce(
					case when (select knows_constraint($1, 'zone humide')) then not exists (
						select from part_contrainte as share where share.terr_id = plot.terr_id
							and share.contrainte_type = 'zone humide' and share.part_pct > asked."wetlandMaxPercent"
					) end,
					'wetland' <> all (asked.strict)
				)
			)
			and (
				(asked."steepMaxPercent" is not null) is not true
				or 'steep' = any (asked.wished)
				or coalesce(
					case when (select knows_constraint($1, 'pente forte')) then not exists (
						select from part_contrainte as share where share.terr_id = plot.terr_id
							and share.contrainte_type = 'pente forte' and share.part_pct > asked."steepMaxPercent"
					) end,
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

comment on function public.terrains_matching is
	'Clés des terrains qu''aucun critère obligatoire n''élimine ; une valeur inconnue n''élimine que si le critère est strict';
