-- The search of the map, answered by the database: the same criteria, the same plots.
-- A verdict is true (passes), false (fails) or null (the source does not say); only false eliminates.

-- Lower case without accents, as the browser folds: letter and accent apart, accent dropped.
create function public.fold_text(p_text text) returns text
language sql immutable
set search_path = public, extensions
as $$
	select translate(
		lower(regexp_replace(normalize(p_text, NFD), '[\u0300-\u036f^`¨¯´·¸]', '', 'g')),
		'ŒÆØ', 'œæø'
	)
$$;

comment on function public.fold_text is 'Texte en minuscules et sans accents';

create function public.verdict_among(p_asked text[], p_value text) returns boolean
language sql immutable
set search_path = public, extensions
as $$
	select case
		when p_value = any (p_asked) then true
		when p_value is null or p_value = 'inconnu' then null
		else false
	end
$$;

comment on function public.verdict_among is
	'Verdict sur une valeur de liste : « inconnu » ne passe que s''il est demandé, et n''échoue jamais';

create function public.verdict_between(
	p_value double precision, p_low double precision, p_high double precision
) returns boolean
language sql immutable
set search_path = public, extensions
as $$
	select case when p_value is not null then
		p_value >= coalesce(p_low, '-infinity') and p_value <= coalesce(p_high, 'infinity')
	end
$$;

comment on function public.verdict_between is
	'Verdict sur un nombre et ses bornes, comprises ; une borne vide ne demande rien';

create function public.distance_km(
	p_from extensions.geometry, p_to extensions.geometry
) returns double precision
language sql immutable
set search_path = public, extensions
as $$
	select st_distancesphere(p_from, p_to, 6371008.8) / 1000
$$;

-- Where many are measured at once the same is written out: a call of a function costs more than the measure.
comment on function public.distance_km is
	'Distance à vol d''oiseau en km, sur la sphère de 6 371,0088 km de rayon que prend le navigateur';

-- A box that holds all within a distance, for the index: distance_km decides.
create function public.box_around(
	p_point extensions.geometry, p_km double precision
) returns extensions.geometry
language sql immutable
set search_path = public, extensions
as $$
	select st_expand(
		p_point,
		1.01 * p_km / (111.195 * cos(radians(least(89, abs(st_y(p_point)) + p_km / 111)))),
		1.01 * p_km / 111.195
	)
$$;

create function public.nearest_km(
	p_territory text, p_type text, p_centre extensions.geometry
) returns double precision
language sql stable
set search_path = public, extensions
as $$
	select min(st_distancesphere(p_centre, geom, 6371008.8)) / 1000 from poi
	where territory_id = p_territory and poi_type = p_type
$$;

comment on function public.nearest_km is
	'Distance à vol d''oiseau, en km, au plus proche point d''intérêt d''un type ; vide s''il n''y en a pas';

create function public.bracket_headcount(
	p_bracket text, out low double precision, out high double precision
)
language sql immutable
set search_path = public, extensions
as $$
	select
		coalesce(figures[1], 0),
		coalesce(
			figures[2],
			case when figures[1] is null or p_bracket like '%plus%' then 'infinity' else figures[1] end
		)
	from (
		select array_agg(translate(figure[1], E' \u00a0\u202f', '')::double precision order by rank)
		from regexp_matches(p_bracket, '[0-9][0-9 \u00a0\u202f]*', 'g')
			with ordinality as found (figure, rank)
	) as bracket (figures)
$$;

comment on function public.bracket_headcount is
	'Bornes d''une tranche d''effectif de l''INSEE, « 20 à 49 salariés » ; de zéro à l''infini quand elle ne dit rien';

-- Firms around a point: one known to be closed is no neighbour, and of several points the first counts.
-- The box is made once, not for every firm.
create function public.verdict_on_firms(
	p_territory text,
	p_centre extensions.geometry,
	p_km double precision,
	p_sectors text[],
	p_divisions text[],
	p_minimum double precision
) returns boolean
language sql stable
set search_path = public, extensions
as $$
	with near as materialized (select box_around(p_centre, p_km) as box)
	select count(*) >= greatest(1, p_minimum)
	from near cross join etablissement
	where territory_id = p_territory and etab_actif is distinct from 'non'
		and (secteur = any (p_sectors) or left(etab_activite_code, 2) = any (p_divisions))
		and geom && box
		and st_distancesphere(p_centre, st_geometryn(geom, 1), 6371008.8) <= 1000 * p_km
$$;

comment on function public.verdict_on_firms is
	'Verdict sur le nombre d''établissements de certains secteurs ou divisions NAF à tant de km à vol d''oiseau';

create function public.verdict_on_headcount(
	p_territory text, p_centre extensions.geometry, p_km double precision, p_minimum double precision
) returns boolean
language sql stable
set search_path = public, extensions
as $$
	with near as materialized (select box_around(p_centre, p_km) as box)
	select case
		when coalesce(sum(low), 0) >= p_minimum then true
		when coalesce(sum(high), 0) < p_minimum then false
	end
	from (
		select
			coalesce(etab_effectif, (bracket_headcount(etab_effectif_libelle)).low) as low,
			coalesce(etab_effectif, (bracket_headcount(etab_effectif_libelle)).high) as high
		from near cross join etablissement
		where territory_id = p_territory and etab_actif is distinct from 'non' and geom && box
			and st_distancesphere(p_centre, st_geometryn(geom, 1), 6371008.8) <= 1000 * p_km
	) as firm
$$;

comment on function public.verdict_on_headcount is
	'Verdict sur l''effectif total à tant de km : passe si le moins suffit, échoue si le plus ne suffit pas';

-- A plot lies on a brownfield when the centre of one lies in the other. On none it is not concerned and
-- passes; on several, each must answer.
create function public.verdict_on_brownfields(
	p_territory text,
	p_plot extensions.geometry,
	p_centre extensions.geometry,
	p_column text,
	p_asked text[]
) returns boolean
language sql stable
set search_path = public, extensions
as $$
	select case when bool_or(verdict is false) then false when not bool_or(verdict is null) then true
		when count(*) = 0 then true end
	from (
		select verdict_among(
			p_asked, case p_column when 'bati_etat' then bati_etat else sol_pollution_existe end
		) as verdict
		from friche
		where territory_id = p_territory and coalesce(geom, geompoint) && p_plot and (
			st_intersects(geom, p_centre)
			or st_intersects(coalesce(vertex_mean(geom), geompoint), p_plot)
		)
	) as lain_on
$$;

comment on function public.verdict_on_brownfields is
	'Verdict sur la pollution ou le bâti des friches où se trouve un terrain';

-- The plane in which the browser measures a corridor: kilometres on the sphere, true at one latitude.
create function public.flattened_km(
	p_geometry extensions.geometry, p_latitude double precision
) returns extensions.geometry
language sql immutable
set search_path = public, extensions
as $$
	select st_scale(
		p_geometry, 6371.0088 * radians(cos(radians(p_latitude))), 6371.0088 * radians(1)
	)
$$;

create function public.verdict_on_corridor(
	p_line extensions.geometry,
	p_km double precision,
	p_relation text,
	p_plot extensions.geometry,
	p_centre extensions.geometry
) returns boolean
language sql immutable
set search_path = public, extensions
as $$
	select case p_relation
		when 'within' then st_coveredby(
			st_boundary(flattened_km(p_plot, middle)),
			st_buffer(flattened_km(p_line, middle), p_km, 'quad_segs=64')
		)
		when 'centre' then st_dwithin(
			flattened_km(p_centre, st_y(p_centre)), flattened_km(p_line, st_y(p_centre)), p_km
		)
		else st_dwithin(flattened_km(p_plot, middle), flattened_km(p_line, middle), p_km)
	end
	from (select (st_ymin(p_plot) + st_ymax(p_plot)) / 2 as middle) as latitude
$$;

-- What is drawn may touch itself: such a surface is mended before plots are held against it.
create function public.search_area(p_shape json) returns extensions.geometry
language sql immutable
set search_path = public, extensions
as $$
	select case when st_isvalid(area) then area else st_makevalid(area) end
	from st_geomfromgeojson(p_shape -> 'area') as area
$$;

-- p_shape: { area: GeoJSON in degrees, widthKm: where area is the line of a corridor, centre and radiusKm:
-- where it stands for a circle }; p_area: its search_area. Of several polygons, a plot lies in one of them.
create function public.verdict_on_shape(
	p_shape json,
	p_area extensions.geometry,
	p_relation text,
	p_plot extensions.geometry,
	p_centre extensions.geometry
) returns boolean
language sql immutable
set search_path = public, extensions
as $$
	select case
		when p_shape ->> 'widthKm' is not null then verdict_on_corridor(
			p_area, (p_shape ->> 'widthKm')::double precision, p_relation, p_plot, p_centre
		)
		when p_relation = 'centre' and p_shape ->> 'radiusKm' is not null then distance_km(
			p_centre,
			st_setsrid(st_makepoint(
				(p_shape #>> '{centre,0}')::double precision, (p_shape #>> '{centre,1}')::double precision
			), 4326)
		) <= (p_shape ->> 'radiusKm')::double precision
		when p_relation = 'centre' then st_intersects(p_area, p_centre)
		when p_relation = 'within' then exists (
			select from st_dump(p_area) as part where st_coveredby(p_plot, part.geom)
		)
		else st_intersects(p_area, p_plot)
	end
$$;

comment on function public.verdict_on_shape is
	'Verdict sur une zone dessinée : le terrain la touche, y est, ou y a son centre';

create function public.verdict_on_text(p_asked text, p_parts text[]) returns boolean
language sql immutable
set search_path = public, extensions
as $$
	select coalesce(bool_and(position(word in fold_text(array_to_string(p_parts, ' '))) > 0), true)
	from regexp_split_to_table(fold_text(p_asked), '\s+') as word
	where word <> ''
$$;

comment on function public.verdict_on_text is
	'Verdict sur un texte : chacun de ses mots se trouve dans l''une des parties, sans accents ni casse';


-- p_criteria: the criteria as src/lib/search/criteria.ts names them, `shape` as verdict_on_shape takes it.
-- A line of the list is a criterion; what is not asked passes.
create function public.terrains_matching(p_territory text, p_criteria json) returns setof text
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
				then site.reseau_eau_potable = 'oui' else true end),
			('reseau_assainissement', case when 'reseau_assainissement' = any (asked.networks)
				then site.reseau_assainissement = 'oui' else true end),
			('reseau_eau_pluviale', case when 'reseau_eau_pluviale' = any (asked.networks)
				then site.reseau_eau_pluviale = 'oui' else true end),
			('reseau_electrique', case when 'reseau_electrique' = any (asked.networks)
				then site.reseau_electrique = 'oui' else true end),
			('reseau_gaz', case when 'reseau_gaz' = any (asked.networks)
				then site.reseau_gaz = 'oui' else true end),
			('reseau_fibre_optique', case when 'reseau_fibre_optique' = any (asked.networks)
				then site.reseau_fibre_optique = 'oui' else true end),
			('reseau_fret_ferroviaire', case when 'reseau_fret_ferroviaire' = any (asked.networks)
				then site.reseau_fret_ferroviaire = 'oui' else true end),
			('reseau_fluvial', case when 'reseau_fluvial' = any (asked.networks)
				then site.reseau_fluvial = 'oui' else true end),
			('desserte_tc', case when 'desserte_tc' = any (asked.networks)
				then site.desserte_tc = 'oui' else true end),
			('electricity-capacity', case when asked."electricityMinKva" is not null
				then verdict_between(site.elec_capacite_kva, asked."electricityMinKva", null) else true end),
			('water-capacity', case when asked."waterMinM3PerDay" is not null
				then verdict_between(site.eau_capacite_m3j, asked."waterMinM3PerDay", null) else true end),
			('gas-capacity', case when asked."gasMinM3PerHour" is not null
				then verdict_between(site.gaz_capacite_m3h, asked."gasMinM3PerHour", null) else true end),
			('fibre-capacity', case when asked."fibreMinMbitPerS" is not null
				then verdict_between(site.fibre_capacite_mbits, asked."fibreMinMbitPerS", null)
				else true end),
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

create function public.terrains_search(
	p_territory text,
	p_criteria json,
	p_bbox double precision[] default null,
	p_filters json default null,
	p_limit integer default null,
	p_offset integer default 0
) returns json
language plpgsql stable
set search_path = public, extensions
set jit = off
set max_parallel_workers_per_gather = 0
as $$
declare
	box geometry := box_geometry(p_bbox);
	found_page record;
begin
	if p_limit < 1 or p_offset < 0 then
		raise sqlstate 'PT400' using
			message = format('Page refusée : limite %s, décalage %s.', p_limit, p_offset),
			hint = 'Attendu : une limite d''au moins 1 et un décalage d''au moins 0.';
	end if;
	execute collection_statement('terrains',
		filter_condition('terrains', p_filters)
		|| ' and ($2 is null or st_intersects(record.geom, $2))'
		|| ' and record.terr_id in (select terrains_matching($1, $7))'
	) into found_page
		using p_territory, box, p_filters, null::text, p_limit, coalesce(p_offset, 0), p_criteria;
	return json_build_object(
		'type', 'FeatureCollection',
		'numberMatched', found_page.matched,
		'numberReturned', found_page.returned,
		'features', coalesce(found_page.features, '[]'::json)
	);
end
$$;

comment on function public.terrains_search is
	'Page des terrains qui répondent aux critères de la carte, par emprise et par valeurs, triée par clé';

revoke all on function
	public.fold_text, public.verdict_among, public.verdict_between, public.distance_km,
	public.box_around, public.nearest_km, public.bracket_headcount, public.verdict_on_firms,
	public.verdict_on_headcount, public.verdict_on_brownfields, public.flattened_km,
	public.verdict_on_corridor, public.search_area, public.verdict_on_shape, public.verdict_on_text,
	public.terrains_matching, public.terrains_search
	from public;
grant execute on function
	public.fold_text, public.verdict_among, public.verdict_between, public.distance_km,
	public.box_around, public.nearest_km, public.bracket_headcount, public.verdict_on_firms,
	public.verdict_on_headcount, public.verdict_on_brownfields, public.flattened_km,
	public.verdict_on_corridor, public.search_area, public.verdict_on_shape, public.verdict_on_text,
	public.terrains_matching, public.terrains_search, public.vertex_mean
	to anon, authenticated, service_role;
