-- The search of the map knows what is offered, and that a plot's own networks and capacities come before
-- those of its site: terrains_matching is replaced whole.

-- p_criteria: the criteria as src/lib/search/criteria.ts names them, `shape` as verdict_on_shape takes it.
-- A line of the list is a criterion; what is not asked passes.
create or replace function public.terrains_matching(p_territory text, p_criteria json) returns setof text
language sql stable
set search_path = public, extensions
set jit = off
set max_parallel_workers_per_gather = 0
as $$
	with asked as (
		select *,
			array(
				select json_object_keys(p_criteria -> 'wishes')
				where json_typeof(p_criteria -> 'wishes') = 'object'
			) as wished,
			search_area(p_criteria -> 'shape') as area
		from json_to_record(p_criteria) as (
			"text" text, "areaMinHa" float8, "areaMaxHa" float8, "siteLargestMinHa" float8,
			"siteSmallestMaxHa" float8, "priceMinPerM2" float8, "priceMaxPerM2" float8,
			tenures text[], "availableBefore" date, epci text[], communes text[],
			"saleStages" text[], "servicingStages" text[], "readyToBuild" boolean,
			offers text[], "spaceMinM2" float8, "spaceMaxM2" float8, "heightMinM" float8,
			"floorLoadMinKgPerM2" float8, "craneMinT" float8, "docksMin" float8,
			"confirmedWithinDays" float8,
			ownerships text[], occupancies text[], uses text[], vocations text[], networks text[],
			"electricityMinKva" float8, "waterMinM3PerDay" float8, "gasMinM3PerHour" float8,
			"fibreMinMbitPerS" float8, brownfields text, "soilPollutions" text[],
			"buildingStates" text[], "floodMaxPercent" float8, "wetlandMaxPercent" float8,
			"steepMaxPercent" float8, "junctionMaxKm" float8, "stationMaxKm" float8,
			"freightMaxKm" float8, "portMaxKm" float8, "airfieldMaxKm" float8,
			"borderMaxKm" float8, sectors text[], "nafDivisions" text[], "sectorRadiusKm" float8,
			"firmsMin" float8, "headcountMin" float8, "headcountRadiusKm" float8,
			"trainingMin" float8, "trainingRadiusKm" float8, shape json, "shapeRelation" text,
			"shapeOutside" boolean, strict text[]
		)
	)
	select plot.terr_id
	from asked cross join terrain_eco as plot
	left join site_eco as site
		on site.site_id = plot.site_id and site.territory_id = plot.territory_id
	left join epci on epci.epci_siren = plot.epci_siren
	left join commune on commune.comm_insee = plot.comm_insee
	where plot.territory_id = p_territory and not exists (
		select from (values
			('area', case when asked."areaMinHa" is not null or asked."areaMaxHa" is not null
				then verdict_between(plot.terr_surf_brute, asked."areaMinHa", asked."areaMaxHa")
				else true end),
			('site-largest', case when asked."siteLargestMinHa" is not null
				then verdict_between((
						select max(other.terr_surf_brute) from terrain_eco as other
						where other.site_id = site.site_id and other.territory_id = p_territory
					), asked."siteLargestMinHa", null) else true end),
			('site-smallest', case when asked."siteSmallestMaxHa" is not null
				then verdict_between((
						select min(other.terr_surf_brute) from terrain_eco as other
						where other.site_id = site.site_id and other.territory_id = p_territory
					), null, asked."siteSmallestMaxHa") else true end),
			('price', case when asked."priceMinPerM2" is not null or asked."priceMaxPerM2" is not null
				then verdict_between(plot.terr_prix_demande_m2, asked."priceMinPerM2", asked."priceMaxPerM2")
				else true end),
			('available', case when asked."availableBefore" is not null
				then plot.date_dispo <= asked."availableBefore" else true end),
			('sale-stage', case when cardinality(asked."saleStages") > 0
				then verdict_among(asked."saleStages", plot.terr_stade_comm) else true end),
			('tenure', case when cardinality(asked."tenures") > 0
				then verdict_among(asked."tenures", plot.terr_cession_type) else true end),
			('servicing', case when cardinality(asked."servicingStages") > 0
				then verdict_among(asked."servicingStages", plot.terr_stade_amngt) else true end),
			('ready', case when asked."readyToBuild"
				then plot.terr_cle_en_main = 'oui' else true end),
			('ownership', case when cardinality(asked."ownerships") > 0
				then verdict_among(asked."ownerships", plot.terr_maitrise_fonc) else true end),
			('occupancy', case when cardinality(asked."occupancies") > 0
				then verdict_among(asked."occupancies", plot.terr_etat_occup) else true end),
			('use', case when cardinality(asked."uses") > 0
				then verdict_among(asked."uses", plot.terr_usage) else true end),
			('vocation', case when cardinality(asked."vocations") > 0
				then verdict_among(asked."vocations", site.site_vocadomi) else true end),
			('offer', case when cardinality(asked.offers) > 0
				then verdict_among(asked.offers, plot.offre_type) else true end),
			('space', case when asked."spaceMinM2" is not null or asked."spaceMaxM2" is not null
				then verdict_between(plot.surflocal, asked."spaceMinM2", asked."spaceMaxM2")
				else true end),
			('height', case when asked."heightMinM" is not null
				then verdict_between(plot.hbat, asked."heightMinM", null) else true end),
			('floor-load', case when asked."floorLoadMinKgPerM2" is not null
				then verdict_between(plot.local_charge_sol_kgm2, asked."floorLoadMinKgPerM2", null)
				else true end),
			('crane', case when asked."craneMinT" is not null
				then verdict_between(plot.local_pont_roulant_t, asked."craneMinT", null) else true end),
			('docks', case when asked."docksMin" is not null
				then verdict_between(plot.local_quais_nb, asked."docksMin", null) else true end),
			('freshness', case when asked."confirmedWithinDays" is not null
				then (now() at time zone 'Europe/Paris')::date - coalesce(plot.confirme_le, plot.terr_actu_date)
					<= asked."confirmedWithinDays" else true end),
			('brownfields', case when asked.brownfields <> 'with'
				then (nullif(plot.terr_etat_occup, 'inconnu') = 'friche') = (asked.brownfields = 'only')
				else true end),
			('soil-pollution', case when cardinality(asked."soilPollutions") > 0
				then verdict_on_brownfields(
					p_territory, plot.geom, plot.centre, 'sol_pollution_existe', asked."soilPollutions"
				) else true end),
			('building-state', case when cardinality(asked."buildingStates") > 0
				then verdict_on_brownfields(
					p_territory, plot.geom, plot.centre, 'bati_etat', asked."buildingStates"
				) else true end),
			('flood', case when asked."floodMaxPercent" is not null
				then verdict_between(plot.part_zone_inondable_pct, null, asked."floodMaxPercent")
				else true end),
			('wetland', case when asked."wetlandMaxPercent" is not null
				then verdict_between(plot.part_zone_humide_pct, null, asked."wetlandMaxPercent")
				else true end),
			('steep', case when asked."steepMaxPercent" is not null
				then verdict_between(plot.part_pente_forte_pct, null, asked."steepMaxPercent")
				else true end),
			('reseau_eau_potable', case when 'reseau_eau_potable' = any (asked.networks)
				then coalesce(plot.reseau_eau_potable, site.reseau_eau_potable) = 'oui' else true end),
			('reseau_assainissement', case when 'reseau_assainissement' = any (asked.networks)
				then coalesce(plot.reseau_assainissement, site.reseau_assainissement) = 'oui' else true end),
			('reseau_eau_pluviale', case when 'reseau_eau_pluviale' = any (asked.networks)
				then coalesce(plot.reseau_eau_pluviale, site.reseau_eau_pluviale) = 'oui' else true end),
			('reseau_electrique', case when 'reseau_electrique' = any (asked.networks)
				then coalesce(plot.reseau_electrique, site.reseau_electrique) = 'oui' else true end),
			('reseau_gaz', case when 'reseau_gaz' = any (asked.networks)
				then coalesce(plot.reseau_gaz, site.reseau_gaz) = 'oui' else true end),
			('reseau_fibre_optique', case when 'reseau_fibre_optique' = any (asked.networks)
				then coalesce(plot.reseau_fibre_optique, site.reseau_fibre_optique) = 'oui' else true end),
			('reseau_fret_ferroviaire', case when 'reseau_fret_ferroviaire' = any (asked.networks)
				then site.reseau_fret_ferroviaire = 'oui' else true end),
			('reseau_fluvial', case when 'reseau_fluvial' = any (asked.networks)
				then site.reseau_fluvial = 'oui' else true end),
			('desserte_tc', case when 'desserte_tc' = any (asked.networks)
				then site.desserte_tc = 'oui' else true end),
			('electricity-capacity', case when asked."electricityMinKva" is not null
				then verdict_between(
					coalesce(plot.elec_capacite_kva, site.elec_capacite_kva), asked."electricityMinKva", null
				) else true end),
			('water-capacity', case when asked."waterMinM3PerDay" is not null
				then verdict_between(
					coalesce(plot.eau_capacite_m3j, site.eau_capacite_m3j), asked."waterMinM3PerDay", null
				) else true end),
			('gas-capacity', case when asked."gasMinM3PerHour" is not null
				then verdict_between(
					coalesce(plot.gaz_capacite_m3h, site.gaz_capacite_m3h), asked."gasMinM3PerHour", null
				) else true end),
			('fibre-capacity', case when asked."fibreMinMbitPerS" is not null
				then verdict_between(
					coalesce(plot.fibre_capacite_mbits, site.fibre_capacite_mbits),
					asked."fibreMinMbitPerS", null
				) else true end),
			('junction', case when asked."junctionMaxKm" is not null
				then coalesce(
					site.autoroute_echang_dist, nearest_km(p_territory, 'échangeur autoroutier', plot.centre)
				) <= asked."junctionMaxKm" else true end),
			('station', case when asked."stationMaxKm" is not null
				then coalesce(
					site.gare_dist, nearest_km(p_territory, 'gare de voyageurs', plot.centre)
				) <= asked."stationMaxKm" else true end),
			('freight', case when asked."freightMaxKm" is not null
				then coalesce(
					site.gare_fret_dist, nearest_km(p_territory, 'gare de fret', plot.centre)
				) <= asked."freightMaxKm" else true end),
			('port', case when asked."portMaxKm" is not null
				then coalesce(
					site.port_dist, nearest_km(p_territory, 'port', plot.centre)
				) <= asked."portMaxKm" else true end),
			('airfield', case when asked."airfieldMaxKm" is not null
				then coalesce(
					site.aeroport_dist, nearest_km(p_territory, 'aérodrome', plot.centre)
				) <= asked."airfieldMaxKm" else true end),
			('border', case when asked."borderMaxKm" is not null
				then nearest_km(p_territory, 'point de passage frontalier', plot.centre) <= asked."borderMaxKm"
				else true end),
			('sectors', case when cardinality(asked.sectors || asked."nafDivisions") > 0
				then verdict_on_firms(
					p_territory, plot.centre, asked."sectorRadiusKm", asked.sectors, asked."nafDivisions",
					asked."firmsMin"
				) else true end),
			('headcount', case when asked."headcountMin" is not null
				then verdict_on_headcount(
					p_territory, plot.centre, asked."headcountRadiusKm", asked."headcountMin"
				) else true end),
			('training', case when asked."trainingMin" > 0
				then (
					select count(*) >= asked."trainingMin" from poi
					where poi.territory_id = p_territory and poi_type = 'formation'
						and st_distancesphere(plot.centre, poi.geom, 6371008.8)
							<= 1000 * asked."trainingRadiusKm"
				) else true end),
			('epci', case when cardinality(asked."epci") > 0
				then verdict_among(asked."epci", plot.epci_siren) else true end),
			('commune', case when cardinality(asked."communes") > 0
				then verdict_among(asked."communes", plot.comm_insee) else true end),
			('text', case when asked.text <> ''
				then verdict_on_text(asked.text, array[
					plot.terr_id, plot.terr_lot, site.site_nom, commune.comm_nom, epci.epci_nom
				]) else true end),
			('shape', case when asked.area is not null
				then verdict_on_shape(
					asked.shape, asked.area, asked."shapeRelation", plot.geom, plot.centre
				) <> coalesce(asked."shapeOutside", false) else true end)
		) as criterion (id, verdict)
		where criterion.id <> all (asked.wished)
			and not coalesce(criterion.verdict, criterion.id <> all (asked.strict))
	)
$$;

comment on function public.terrains_matching is
	'Clés des terrains qu''aucun critère obligatoire n''élimine ; une valeur inconnue n''élimine que si le critère est strict';

-- Anonymous visitors may not read listings: only which of their pieces a published plot shows.
create function public.plot_pieces(p_territory text, p_terr text) returns json
language sql stable security definer
set search_path = public, extensions
as $$
	select coalesce(json_agg(json_build_object(
		'piece_id', piece_id, 'genre', genre, 'nom', nom, 'legende', legende,
		'octets', octets, 'largeur', largeur, 'hauteur', hauteur
	) order by ordre, ajoutee_le, piece_id), '[]'::json)
	from annonce_piece join annonce using (annonce_id) join terrain_eco using (terr_id)
	where annonce.territory_id = p_territory and annonce.terr_id = p_terr
		and annonce.en_ligne and terrain_eco.publie and annonce_piece.publique
$$;

comment on function public.plot_pieces is
	'Photos et documents publics d''un terrain publié, dans leur ordre';

revoke all on function public.plot_pieces from public, anon, authenticated;
grant execute on function public.plot_pieces to anon, authenticated, service_role;
