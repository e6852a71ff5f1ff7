-- The ledger of land: consumption, envelopes, promised projects, guarantees, and zones of planning documents.

alter table public.terrain_eco
	add column terr_zone_urba text,
	add column terr_zone_source text,
	add column terr_permis text check (terr_permis in ('sans échéance', 'échéance', 'aucun')),
	add column terr_permis_fin date;

alter type public.criteres_recherche add attribute "buildableAfter" date;

create temporary table provenance (
	source_nom text not null,
	source_date date not null,
	source_methode text not null,
	source_licence text,
	source_url text,
	demonstration boolean not null default false
);

comment on column pg_temp.provenance.source_nom is 'Nom court de la source de la fiche';
comment on column pg_temp.provenance.source_date is 'Date de la source, ou de sa dernière lecture';
comment on column pg_temp.provenance.source_methode is
	'Méthode d''obtention de la fiche : relevé, import, calcul, démonstration…';
comment on column pg_temp.provenance.source_licence is 'Licence sous laquelle la source est publiée';
comment on column pg_temp.provenance.source_url is 'Adresse de la source';
comment on column pg_temp.provenance.demonstration is
	'Vrai pour une fiche inventée du jeu de démonstration';

create table public.enaf_consommation (
	comm_insee text not null references public.commune on delete cascade,
	annee integer not null check (annee between 2009 and 2100),
	conso_m2 double precision not null check (conso_m2 >= 0),
	activite_m2 double precision check (activite_m2 >= 0),
	territory_id text not null references public.territory,
	like pg_temp.provenance including all,
	primary key (comm_insee, source_date, annee),
	constraint enaf_consommation_activite check (activite_m2 <= conso_m2)
);

create table public.enaf_enveloppe (
	epci_siren text not null references public.epci on delete cascade,
	surface_ha double precision not null check (surface_ha >= 0 and surface_ha <= 1e6),
	doc_type text not null check (doc_type in ('SRADDET', 'SCoT', 'PLUi', 'PLU', 'carte communale', 'autre')),
	doc_titre text not null check (length(btrim(doc_titre)) between 1 and 200),
	doc_date date not null,
	doc_article text check (length(doc_article) <= 200),
	doc_url text check (doc_url ~ '^https?://' and length(doc_url) <= 500),
	territory_id text not null references public.territory,
	like pg_temp.provenance including all,
	primary key (epci_siren, source_date)
);

create table public.enaf_projet (
	projet_id text not null check (projet_id ~ '^[a-z0-9-]{1,60}$'),
	projet_nom text not null check (length(btrim(projet_nom)) between 1 and 200),
	comm_insee text not null references public.commune on delete cascade,
	compte text not null check (compte in ('locale', 'régionale mutualisée', 'PENE', 'non décomptée')),
	surface_ha double precision not null check (surface_ha > 0 and surface_ha <= 1e6),
	engage_le date not null,
	acte text not null check (length(btrim(acte)) between 1 and 200),
	consomme_le date,
	retire boolean not null default false,
	territory_id text not null references public.territory,
	like pg_temp.provenance including all,
	primary key (projet_id, source_date),
	constraint enaf_projet_dates check (consomme_le >= engage_le)
);

create table public.enaf_garantie (
	comm_insee text not null references public.commune on delete cascade,
	surface_ha double precision not null check (surface_ha between 0 and 1),
	doc_titre text not null check (length(btrim(doc_titre)) between 1 and 200),
	acte text not null check (length(btrim(acte)) between 1 and 200),
	acte_date date not null,
	territory_id text not null references public.territory,
	like pg_temp.provenance including all,
	primary key (comm_insee, source_date)
);

create table public.zone_urba (
	zone_id text primary key check (length(zone_id) between 1 and 200),
	partition text not null check (length(partition) between 1 and 60),
	zone_type text not null check (zone_type in (
		'U', 'AUc', 'AUs', 'A', 'Ah', 'N', 'Nh', 'Nd', 'ZC', 'ZnC'
	)),
	zone_libelle text check (length(zone_libelle) <= 200),
	doc_date date,
	doc_url text check (length(doc_url) <= 500),
	geom extensions.geometry(MultiPolygon, 4326) not null,
	territory_id text not null references public.territory,
	like pg_temp.provenance including all
);

create table public.urba_document (
	portee text not null check (portee in ('SCoT', 'PLU')),
	lieu text not null check (lieu ~ '^([0-9]{9}|[0-9][0-9AB][0-9]{3})$'),
	doc_titre text not null check (length(btrim(doc_titre)) between 1 and 200),
	zan_le date,
	reduction_pct double precision check (reduction_pct between 0 and 100),
	territory_id text not null references public.territory,
	like pg_temp.provenance including all,
	primary key (portee, lieu, source_date)
);

drop table pg_temp.provenance;

-- Deletes what is marked as demonstration and nothing else; the date of its first loading stays,
-- so that the next start does not bring it back.
create or replace function public.demo_clear(p_territory text) returns json
language plpgsql
set search_path = public, extensions
as $$
declare
	record_table text;
	removed integer;
	counts jsonb := '{}';
begin
	foreach record_table in array array[
		'enaf_consommation', 'enaf_enveloppe', 'enaf_projet', 'enaf_garantie', 'zone_urba', 'urba_document',
		'campagne', 'unite_constat', 'unite_occupant', 'unite_proprietaire', 'acces_restreint',
		'terrain_eco', 'unite_fonciere', 'etablissement', 'friche', 'poi', 'site_eco', 'contrainte'
	]
	loop
		execute format(
			'delete from public.%I where territory_id = $1 and demonstration', record_table
		) using p_territory;
		get diagnostics removed = row_count;
		counts := counts || jsonb_build_object(record_table, removed);
	end loop;
	return counts::json;
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
				'terr_surf_nette', 'terr_zone_urba', 'terr_zone_source', 'terr_permis', 'terr_permis_fin'
			]
			else '{}'
		end
$$;

create or replace function public.ledger_demonstrate(p_territory text) returns integer
language plpgsql
set search_path = public, extensions
as $$
declare
	v_count integer;
begin
	if exists (select from enaf_consommation where territory_id = p_territory)
		or exists (select from enaf_enveloppe where territory_id = p_territory)
		or exists (select from enaf_projet where territory_id = p_territory)
		or (select demonstration_chargee from territory where territory_id = p_territory) is null
		or not exists (select from terrain_eco where territory_id = p_territory and demonstration)
	then
		return 0;
	end if;
	-- Two vintages of the file: the later knows two more years, and corrects some of the former.
	insert into enaf_consommation (
		comm_insee, annee, conso_m2, activite_m2, territory_id, source_nom, source_date, source_methode,
		demonstration
	)
	select comm_insee, annee, m2, round(m2 * 0.5 * invented_share(comm_insee || annee || 'a')), p_territory,
		'Fichier de consommation fictif', made_on, 'démonstration', true
	from (values (date '2024-05-15', 2022), (date '2026-04-30', 2024)) as vintage (made_on, last)
	cross join lateral generate_series(2009, last) as annee
	cross join commune
	cross join lateral (
		select round(
			coalesce(population, 500) * invented_share(comm_insee || annee)
			* case when annee < 2021 then 4 else 2.4 end
			* case when last = 2024 and invented_share(comm_insee || annee || 'c') < 0.1 then 1.1 else 1 end
		) as m2
	) as measured
	where commune.territory_id = p_territory;
	get diagnostics v_count = row_count;

	insert into enaf_enveloppe (
		epci_siren, surface_ha, doc_type, doc_titre, doc_date, doc_article, territory_id, source_nom,
		source_date, source_methode, demonstration
	)
	select epci_siren, round((0.0001 * sum(conso_m2) * 0.54)::numeric, 1), 'SCoT', 'SCoT fictif de ' || min(epci_nom),
		'2024-02-12', 'Objectif fictif n° 12', p_territory, 'Document d’urbanisme fictif', '2024-02-12',
		'démonstration', true
	from enaf_consommation join commune using (comm_insee) join epci using (epci_siren)
	where enaf_consommation.territory_id = p_territory and annee between 2011 and 2020
		and enaf_consommation.source_date = '2024-05-15'
	group by epci_siren;

	insert into enaf_projet (
		projet_id, projet_nom, comm_insee, compte, surface_ha, engage_le, acte, consomme_le, territory_id,
		source_nom, source_date, source_methode, demonstration
	)
	select 'demonstration-' || comm_insee, 'Projet fictif n° ' || row_number() over (order by comm_insee),
		comm_insee,
		case when rank <= 2 then 'locale' when rank = 3 then 'régionale mutualisée' when rank = 4 then 'PENE' else 'non décomptée' end,
		round((1 + 5 * invented_share(comm_insee || 'p'))::numeric, 1), make_date(2022 + rank::integer % 3, 5, 17),
		'Délibération fictive', case when rank in (2, 5) then make_date(2024, 9, 1) end, p_territory,
		'Délibération fictive', make_date(2022 + rank::integer % 3, 5, 20), 'démonstration', true
	from (
		select comm_insee, row_number() over (
			partition by epci_siren order by coalesce(population, 0) desc, comm_insee
		) as rank
		from commune where territory_id = p_territory
	) as ranked
	where rank <= 5;

	insert into enaf_garantie (
		comm_insee, surface_ha, doc_titre, acte, acte_date, territory_id, source_nom, source_date,
		source_methode, demonstration
	)
	select comm_insee, 1, 'Carte communale fictive', 'Délibération fictive', '2025-11-04', p_territory,
		'Délibération fictive', '2025-11-04', 'démonstration', true
	from commune
	where territory_id = p_territory and invented_share(comm_insee || 'g') < 0.35;
	return v_count;
end
$$;

-- p_rows: [{"commune", "annee", "conso_m2", "activite_m2"}], of one file. All of the territory's communes, or nothing.
create or replace function public.consumption_import(
	p_territory text, p_rows json, p_date date, p_name text, p_url text
) returns json
language plpgsql
set search_path = public, extensions
as $$
declare
	v_wrong record;
	v_missing text;
	v_count integer;
	v_invented integer;
begin
	create temporary table given on commit drop as
	select commune as comm_insee, annee, conso_m2, activite_m2
	from json_to_recordset(p_rows) as line (
		commune text, annee integer, conso_m2 double precision, activite_m2 double precision
	);
	if not exists (
		select from given join commune using (comm_insee) where commune.territory_id = p_territory
	) then
		raise sqlstate 'PT422' using
			message = format(
				'Le fichier ne parle d''aucune commune du territoire : ses communes sont de : %s.',
				coalesce((
					select string_agg(distinct left(comm_insee, 2), ', ') from given
				), 'aucun département')
			),
			hint = format('Attendu : les communes de : %s.', (
				select string_agg(distinct left(comm_insee, 2), ', ') from commune
				where territory_id = p_territory
			));
	end if;
	delete from given where comm_insee not in (
		select comm_insee from commune where territory_id = p_territory
	);
	select * into v_wrong from given
	where conso_m2 is null or not conso_m2 >= 0 or activite_m2 < 0 or activite_m2 > conso_m2
		or annee < 2009 or make_date(annee, 12, 31) >= p_date
	order by comm_insee, annee limit 1;
	if v_wrong.comm_insee is not null then
		raise sqlstate 'PT400' using
			message = format(
				'Commune %s, année %s : « %s » m² (activité : « %s ») ne se peut pas dans un fichier du %s.',
				v_wrong.comm_insee, v_wrong.annee, v_wrong.conso_m2, v_wrong.activite_m2, p_date
			),
			hint = 'Attendu : des années de 2009 à celle d''avant le fichier, des surfaces positives ou nulles, la part d''activité dans le total.';
	end if;
	select string_agg(format('%s (%s)', comm_insee, annee), ', ') into v_missing
	from (
		select comm_insee, annee from commune cross join (select distinct annee from given) as year
		where territory_id = p_territory
		except select comm_insee, annee from given
		order by 1, 2 limit 5
	) as missing;
	if v_missing is not null or exists (
		select from given group by comm_insee, annee having count(*) > 1
	) then
		raise sqlstate 'PT422' using
			message = case
				when v_missing is null then 'Une commune du fichier a deux lignes pour une même année.'
				else format('Des communes du territoire manquent au fichier : %s.', v_missing)
			end,
			hint = 'Attendu : chaque commune du territoire une fois, pour chaque année du fichier.';
	end if;
	delete from enaf_consommation where territory_id = p_territory and demonstration;
	get diagnostics v_invented = row_count;
	if exists (
		select from enaf_consommation where territory_id = p_territory and source_date = p_date
	) then
		raise sqlstate 'PT409' using
			message = format('Un fichier du %s est déjà enregistré.', p_date),
			hint = 'Un millésime ne se réécrit pas : donnez la date du nouveau fichier.';
	end if;
	insert into enaf_consommation (
		comm_insee, annee, conso_m2, activite_m2, territory_id, source_nom, source_date, source_methode,
		source_url
	)
	select comm_insee, annee, conso_m2, activite_m2, p_territory, p_name, p_date, 'import', p_url
	from given;
	get diagnostics v_count = row_count;
	drop table given;
	return json_build_object('rows', v_count, 'invented', v_invented);
end
$$;

create or replace function public.refuse_unless_agent(p_territory text, p_epci text) returns void
language plpgsql stable
set search_path = public, extensions
as $$
begin
	if p_epci is null or not is_agent_of(p_territory, p_epci) or not exists (
		select from epci where territory_id = p_territory and epci_siren = p_epci
	) then
		raise sqlstate 'PT403' using
			message = format('Le registre de l''EPCI « %s » est tenu par ses agents.', coalesce(p_epci, '')),
			hint = 'Un compte d''agent de cet EPCI.',
			detail = json_build_object('code', 'ledger_agents', 'value', coalesce(p_epci, ''))::text;
	end if;
end
$$;

create or replace function public.refuse_ledger_value(
	p_code text, p_field text, p_value text, p_expected text
) returns void
language plpgsql immutable
set search_path = public, extensions
as $$
begin
	raise sqlstate 'PT400' using
		message = format('%s : « %s » ne convient pas.', p_field, coalesce(p_value, '')),
		hint = format('Attendu : %s.', p_expected),
		detail = json_build_object(
			'code', case p_code
				when 'hectares' then 'ledger_hectares'
				when 'guaranteed' then 'ledger_guaranteed'
				when 'document' then 'ledger_document'
				when 'kind' then 'ledger_kind'
				when 'date' then 'ledger_date'
				when 'url' then 'ledger_url'
				when 'project' then 'ledger_project'
				when 'name' then 'ledger_name'
				when 'bucket' then 'ledger_bucket'
				when 'act' then 'ledger_act'
				when 'taken' then 'ledger_taken'
				when 'reduction' then 'ledger_reduction'
			end,
			'value', coalesce(p_value, '')
		)::text;
end
$$;

create or replace function public.envelope_record(
	p_territory text, p_epci text, p_ha double precision, p_kind text, p_title text, p_date date,
	p_article text, p_url text
) returns date
language plpgsql security definer
set search_path = public, extensions
as $$
begin
	perform refuse_unless_agent(p_territory, p_epci);
	if p_ha is null or not p_ha between 0 and 1e6 then
		perform refuse_ledger_value('hectares', 'Surface de l''enveloppe', p_ha::text, 'des hectares, 0 ou plus');
	elsif btrim(coalesce(p_title, '')) = '' or length(p_title) > 200 then
		perform refuse_ledger_value(
			'document', 'Document', p_title, 'le titre du document qui fixe l''enveloppe : une enveloppe sans document ne compte pas'
		);
	elsif p_kind is null or p_kind not in ('SRADDET', 'SCoT', 'PLUi', 'PLU', 'carte communale', 'autre') then
		perform refuse_ledger_value('kind', 'Genre du document', p_kind, 'SRADDET, SCoT, PLUi, PLU, carte communale ou autre');
	elsif p_date is null or p_date > local_day() then
		perform refuse_ledger_value('date', 'Date du document', p_date::text, 'le jour de son approbation, passé');
	elsif p_url <> '' and p_url !~ '^https?://' then
		perform refuse_ledger_value('url', 'Adresse du document', p_url, 'une adresse en https://');
	end if;
	delete from enaf_enveloppe where epci_siren = p_epci and demonstration;
	insert into enaf_enveloppe values (
		p_epci, p_ha, p_kind, btrim(p_title), p_date, nullif(btrim(p_article), ''), nullif(btrim(p_url), ''),
		p_territory, btrim(p_title), local_day(), 'saisie', null, nullif(btrim(p_url), '')
	)
	on conflict (epci_siren, source_date) do update set
		surface_ha = excluded.surface_ha, doc_type = excluded.doc_type, doc_titre = excluded.doc_titre,
		doc_date = excluded.doc_date, doc_article = excluded.doc_article, doc_url = excluded.doc_url,
		source_nom = excluded.source_nom, source_url = excluded.source_url;
	return local_day();
end
$$;

create or replace function public.project_record(
	p_territory text, p_id text, p_name text, p_commune text, p_bucket text, p_ha double precision,
	p_committed date, p_act text, p_taken date, p_withdrawn boolean
) returns text
language plpgsql security definer
set search_path = public, extensions
as $$
declare
	v_epci text := (
		select epci_siren from commune where territory_id = p_territory and comm_insee = p_commune
	);
	v_id text := coalesce(nullif(p_id, ''), gen_random_uuid()::text);
begin
	perform refuse_unless_agent(p_territory, v_epci);
	if exists (
		select from enaf_projet join commune using (comm_insee)
		where projet_id = v_id
			and (enaf_projet.territory_id <> p_territory or commune.epci_siren <> v_epci)
	) then
		perform refuse_ledger_value('project', 'Projet', v_id, 'un projet de cet EPCI');
	elsif btrim(coalesce(p_name, '')) = '' or length(p_name) > 200 then
		perform refuse_ledger_value('name', 'Nom du projet', p_name, 'un nom');
	elsif p_bucket is null or p_bucket not in ('locale', 'régionale mutualisée', 'PENE', 'non décomptée') then
		perform refuse_ledger_value('bucket', 'Enveloppe du projet', p_bucket, 'locale, régionale mutualisée, PENE ou non décomptée');
	elsif p_ha is null or not (p_ha > 0 and p_ha <= 1e6) then
		perform refuse_ledger_value('hectares', 'Surface du projet', p_ha::text, 'des hectares, plus de 0');
	elsif p_committed is null or p_committed > local_day() then
		perform refuse_ledger_value('date', 'Date d''engagement', p_committed::text, 'le jour de l''acte, passé');
	elsif btrim(coalesce(p_act, '')) = '' or length(p_act) > 200 then
		perform refuse_ledger_value('act', 'Acte', p_act, 'l''acte qui engage le projet');
	elsif p_taken < p_committed or p_taken > local_day() then
		perform refuse_ledger_value('taken', 'Date de consommation', p_taken::text, 'un jour passé, après l''engagement');
	end if;
	delete from enaf_projet using commune
	where commune.comm_insee = enaf_projet.comm_insee and commune.epci_siren = v_epci
		and enaf_projet.demonstration;
	insert into enaf_projet values (
		v_id, btrim(p_name), p_commune, p_bucket, p_ha, p_committed, btrim(p_act), p_taken,
		coalesce(p_withdrawn, false), p_territory, btrim(p_act), local_day(), 'saisie'
	)
	on conflict (projet_id, source_date) do update set
		projet_nom = excluded.projet_nom, comm_insee = excluded.comm_insee, compte = excluded.compte,
		surface_ha = excluded.surface_ha, engage_le = excluded.engage_le, acte = excluded.acte,
		consomme_le = excluded.consomme_le, retire = excluded.retire, source_nom = excluded.source_nom;
	return v_id;
end
$$;

create or replace function public.guarantee_record(
	p_territory text, p_commune text, p_ha double precision, p_title text, p_act text, p_date date
) returns date
language plpgsql security definer
set search_path = public, extensions
as $$
declare
	v_epci text := (
		select epci_siren from commune where territory_id = p_territory and comm_insee = p_commune
	);
begin
	perform refuse_unless_agent(p_territory, v_epci);
	if p_ha is null or not p_ha between 0 and 1 then
		perform refuse_ledger_value('guaranteed', 'Surface garantie', p_ha::text, 'de 0 à 1 hectare');
	elsif btrim(coalesce(p_title, '')) = '' or length(p_title) > 200 then
		perform refuse_ledger_value('document', 'Document', p_title, 'le document d''urbanisme qui ouvre la garantie');
	elsif btrim(coalesce(p_act, '')) = '' or length(p_act) > 200 then
		perform refuse_ledger_value('act', 'Acte', p_act, 'l''acte qui constate la garantie');
	elsif p_date is null or p_date > local_day() then
		perform refuse_ledger_value('date', 'Date de l''acte', p_date::text, 'un jour passé');
	end if;
	delete from enaf_garantie using commune
	where commune.comm_insee = enaf_garantie.comm_insee and commune.epci_siren = v_epci
		and enaf_garantie.demonstration;
	insert into enaf_garantie values (
		p_commune, p_ha, btrim(p_title), btrim(p_act), p_date, p_territory, btrim(p_act), local_day(), 'saisie'
	)
	on conflict (comm_insee, source_date) do update set
		surface_ha = excluded.surface_ha, doc_titre = excluded.doc_titre, acte = excluded.acte,
		acte_date = excluded.acte_date, source_nom = excluded.source_nom;
	return local_day();
end
$$;

create or replace function public.ledger_places(p_territory text) returns table (
	kind text, id text, epci text, communes bigint, epcis bigint
)
language sql stable
set search_path = public, extensions
as $$
	select
		case
			when grouping(comm_insee) = 0 then 'commune' when grouping(epci_siren) = 0 then 'epci'
			else 'territoire'
		end,
		case
			when grouping(comm_insee) = 0 then comm_insee when grouping(epci_siren) = 0 then epci_siren else ''
		end,
		case when grouping(comm_insee) = 0 then min(epci_siren) end,
		count(*), count(distinct epci_siren)
	from commune
	where territory_id = p_territory
	group by grouping sets ((), (epci_siren), (comm_insee))
$$;

-- A project stands where its latest line known that day puts it; one whose land is in the file's years is no longer
-- only promised.
create or replace function public.ledger_projects(p_territory text, p_day date, p_last_year integer) returns table (
	projet_id text, projet_nom text, comm_insee text, epci_siren text, compte text, m2 double precision,
	engage_le date, acte text, consomme_le date, dans_le_fichier boolean, source_nom text,
	source_date date, demonstration boolean
)
language sql stable
set search_path = public, extensions
as $$
	select known.projet_id, projet_nom, known.comm_insee, commune.epci_siren, compte,
		round(known.surface_ha * 10000),
		engage_le, acte, consomme_le,
		consomme_le is not null and consomme_le <= p_day
			and coalesce(extract(year from consomme_le) <= p_last_year, false),
		known.source_nom, known.source_date, known.demonstration
	from (
		select distinct on (projet_id) * from enaf_projet
		where territory_id = p_territory and source_date <= p_day
		order by projet_id, source_date desc
	) as known
	join commune using (comm_insee)
	where not retire and engage_le <= p_day and (consomme_le is null or consomme_le >= '2021-01-01')
$$;

create or replace function public.ledger_facts(p_territory text, p_day date) returns json
language sql stable
set search_path = public, extensions
as $$
	with vintage as materialized (
		select max(source_date) as at from enaf_consommation
		where territory_id = p_territory and source_date <= p_day
	), taken as materialized (
		select enaf_consommation.*, commune.epci_siren
		from enaf_consommation join commune using (comm_insee)
		where enaf_consommation.territory_id = p_territory
			and enaf_consommation.source_date = (select at from vintage)
	), last_year as materialized (
		select max(annee) as annee from taken
	), year_line as (
		select
			case
				when grouping(comm_insee) = 0 then 'commune' when grouping(epci_siren) = 0 then 'epci'
				else 'territoire'
			end as kind,
			case
				when grouping(comm_insee) = 0 then comm_insee when grouping(epci_siren) = 0 then epci_siren
				else ''
			end as id,
			json_build_object(
				'year', annee, 'communes', count(*), 'm2', sum(round(conso_m2)),
				'activityM2', case when count(activite_m2) = count(*) then sum(round(activite_m2)) end
			) as line, annee
		from taken
		group by grouping sets ((annee), (annee, epci_siren), (annee, comm_insee))
	), years as (
		select kind, id, json_agg(line order by annee) as years from year_line group by kind, id
	), project as materialized (
		select * from ledger_projects(p_territory, p_day, (select annee from last_year))
	), project_of as (
		select project.*, place.kind, place.id
		from project
		cross join lateral (
			values ('territoire', ''), ('epci', project.epci_siren), ('commune', project.comm_insee)
		) as place (kind, id)
	), buckets as (
		select kind, id, json_object_agg(compte, json_build_object('promisedM2', promised, 'takenM2', in_file))
			as buckets
		from (
			select kind, id, compte,
				coalesce(sum(m2) filter (where not dans_le_fichier), 0) as promised,
				coalesce(sum(m2) filter (where dans_le_fichier), 0) as in_file
			from project_of group by kind, id, compte
		) as counted
		group by kind, id
	), guarantee as materialized (
		select distinct on (comm_insee) enaf_garantie.*, commune.epci_siren
		from enaf_garantie join commune using (comm_insee)
		where enaf_garantie.territory_id = p_territory and enaf_garantie.source_date <= p_day
			and acte_date <= p_day
		order by comm_insee, enaf_garantie.source_date desc
	), guaranteed as (
		select place.kind, place.id, count(*) as communes, sum(round(surface_ha * 10000)) as m2
		from guarantee
		cross join lateral (
			values ('territoire', ''), ('epci', epci_siren), ('commune', comm_insee)
		) as place (kind, id)
		group by 1, 2
	), envelope as materialized (
		select distinct on (epci_siren) * from enaf_enveloppe
		where territory_id = p_territory and source_date <= p_day and doc_date <= p_day
		order by epci_siren, source_date desc
	), enveloped as (
		select place.kind, place.id, count(*) as epcis, sum(round(surface_ha * 10000)) as m2
		from envelope
		cross join lateral (values ('territoire', ''), ('epci', epci_siren)) as place (kind, id)
		group by 1, 2
	)
	select json_build_object(
		'file', (
			select json_build_object(
				'date', source_date, 'name', min(source_nom), 'demonstration', bool_or(demonstration),
				'lastYear', max(annee), 'firstYear', min(annee)
			) from taken group by source_date
		),
		'firstFile', (select min(source_date) from enaf_consommation where territory_id = p_territory),
		'lines', (
			select coalesce(json_agg(json_build_object(
				'kind', place.kind, 'id', place.id, 'epci', place.epci, 'communes', place.communes,
				'epcis', place.epcis, 'years', coalesce(years, '[]'), 'buckets', coalesce(buckets, '{}'),
				'guaranteed', coalesce(guaranteed.communes, 0), 'guaranteedM2', coalesce(guaranteed.m2, 0),
				'envelopes', coalesce(enveloped.epcis, 0),
				'envelopeM2', case when enveloped.epcis = place.epcis then enveloped.m2 end
			) order by place.kind, place.id), '[]')
			from ledger_places(p_territory) as place
			left join years using (kind, id)
			left join buckets using (kind, id)
			left join guaranteed using (kind, id)
			left join enveloped using (kind, id)
		),
		'envelopes', (
			select coalesce(json_agg(json_build_object(
				'epci', epci_siren, 'm2', round(surface_ha * 10000), 'kind', doc_type, 'title', doc_titre,
				'date', doc_date, 'article', doc_article, 'url', doc_url, 'source', source_nom,
				'sourceDate', source_date, 'demonstration', demonstration
			) order by epci_siren), '[]') from envelope
		),
		'projects', (
			select coalesce(json_agg(json_build_object(
				'id', projet_id, 'name', projet_nom, 'commune', comm_insee, 'epci', epci_siren,
				'bucket', compte, 'm2', m2, 'committedOn', engage_le, 'act', acte, 'takenOn', consomme_le,
				'inFile', dans_le_fichier, 'source', source_nom, 'sourceDate', source_date,
				'demonstration', demonstration
			) order by engage_le desc, projet_id), '[]') from project
		),
		'guarantees', (
			select coalesce(json_agg(json_build_object(
				'commune', comm_insee, 'epci', epci_siren, 'm2', round(surface_ha * 10000),
				'title', doc_titre, 'act', acte, 'date', acte_date, 'source', source_nom,
				'sourceDate', source_date, 'demonstration', demonstration
			) order by comm_insee), '[]') from guarantee
		)
	)
$$;

-- Mirrors the rules scot-deadline and plu-deadline in src/lib/domain/law/planning-rules.ts; tests/db/planning.test.ts keeps them equal.
create or replace function public.planning_deadline(p_scope text) returns date
language sql immutable
set search_path = public, extensions
as $$
	select case p_scope when 'SCoT' then date '2027-02-22' when 'PLU' then date '2028-02-22' end
$$;

create or replace function public.document_late(p_territory text, p_scope text, p_epci text, p_commune text) returns boolean
language sql stable
set search_path = public, extensions
as $$
	select zan_le is null from urba_document
	where territory_id = p_territory and portee = p_scope and lieu in (p_commune, p_epci)
	order by (lieu = p_commune) desc, source_date desc
	limit 1
$$;

-- A zone to be urbanised freezes with its PLU, one that is still to be opened with its SCoT before. Farm and natural
-- land gives no permit to industry; what is urbanised already does.
create or replace function public.permit_of(
	p_type text, p_scot_late boolean, p_plu_late boolean, out permit text, out last_day date
)
language sql immutable
set search_path = public, extensions
as $$
	select state, case when state = 'échéance' then day end
	from (
		select
			case
				when p_type = 'U' then 'sans échéance'
				when p_type in ('A', 'Ah', 'N', 'Nh', 'Nd', 'ZnC') then 'aucun'
				when p_type = 'AUs' and p_scot_late then 'échéance'
				when p_plu_late is null or p_type = 'AUs' and p_scot_late is null then null
				when p_plu_late then 'échéance'
				else 'sans échéance'
			end as state,
			planning_deadline(case when p_type = 'AUs' and p_scot_late then 'SCoT' else 'PLU' end) as day
	) as judged
	where p_type is not null
$$;

-- Of all plots of a territory, or of some; the zone that covers most of a plot is its zone.
create or replace function public.zone_plots(p_territory text, p_plots text[]) returns void
language plpgsql
set search_path = public, extensions
as $$
begin
	with found as (
		select plot.terr_id, zone.zone_type, zone.told, permit_of.permit, permit_of.last_day
		from terrain_eco as plot
		left join lateral (
			select zone_type, concat_ws(', ', source_nom, coalesce(zone_libelle, partition), source_date) as told
			from zone_urba
			where territory_id = p_territory and st_intersects(zone_urba.geom, plot.geom)
			order by st_area(st_intersection(zone_urba.geom, plot.geom)) desc, zone_id
			limit 1
		) as zone on true
		left join lateral permit_of(
			zone.zone_type,
			document_late(p_territory, 'SCoT', plot.epci_siren, plot.comm_insee),
			document_late(p_territory, 'PLU', plot.epci_siren, plot.comm_insee)
		) on true
		where plot.territory_id = p_territory and (p_plots is null or plot.terr_id = any (p_plots))
	)
	update terrain_eco as plot set
		terr_zone_urba = found.zone_type, terr_zone_source = found.told, terr_permis = found.permit,
		terr_permis_fin = found.last_day
	from found
	where plot.terr_id = found.terr_id
		and (plot.terr_zone_urba, plot.terr_zone_source, plot.terr_permis, plot.terr_permis_fin)
			is distinct from (found.zone_type, found.told, found.permit, found.last_day);
end
$$;

-- What is written here writes plots: that must not bring it back.
create or replace function public.follow_zones() returns trigger
language plpgsql
set search_path = public, extensions
as $$
begin
	perform zone_plots(touched.territory_id, null)
	from (select distinct territory_id from touched_zones) as touched;
	return null;
end
$$;

create or replace function public.follow_plots_into_zones() returns trigger
language plpgsql
set search_path = public, extensions
as $$
begin
	if pg_trigger_depth() = 1 then
		perform zone_plots(touched.territory_id, touched.plots)
		from (
			select territory_id, array_agg(terr_id) as plots from touched_plots
			where exists (select from zone_urba where zone_urba.territory_id = touched_plots.territory_id)
			group by territory_id
		) as touched;
	end if;
	return null;
end
$$;

-- A document's zones in the place of those of before, whole or not at all: none is no answer.
create or replace function public.zones_replace(
	p_territory text, p_partition text, p_zones json, p_name text, p_date date, p_url text
) returns integer
language plpgsql
set search_path = public, extensions
as $$
declare
	v_count integer;
begin
	if json_array_length(p_zones) = 0 then
		raise sqlstate 'PT422' using
			message = format('Le document « %s » n''a aucune zone dans la réponse.', p_partition),
			hint = 'Les zones en place sont gardées.';
	end if;
	-- One statement takes them away and one writes them: each follows, and what is invented gives way.
	delete from zone_urba where territory_id = p_territory and (partition = p_partition or demonstration);
	insert into zone_urba (
		zone_id, partition, zone_type, zone_libelle, doc_date, doc_url, geom, territory_id, source_nom,
		source_date, source_methode, source_licence, source_url
	)
	select id, p_partition, type, label, approved, url,
		st_multi(st_collectionextract(st_makevalid(st_setsrid(st_geomfromgeojson(shape::text), 4326)), 3)),
		p_territory, p_name, p_date, 'synchronisation', 'Licence Ouverte 2.0', p_url
	from json_to_recordset(p_zones) as zone (
		id text, type text, label text, approved date, url text, shape json
	);
	get diagnostics v_count = row_count;
	return v_count;
end
$$;

create or replace function public.planning_documents(p_territory text) returns json
language sql stable
set search_path = public, extensions
as $$
	select coalesce(json_agg(json_build_object(
		'scope', portee, 'place', lieu, 'title', doc_titre, 'adoptedOn', zan_le, 'reduction', reduction_pct,
		'source', source_nom, 'sourceDate', source_date, 'demonstration', demonstration
	) order by portee desc, lieu), '[]')
	from (
		select distinct on (portee, lieu) * from urba_document
		where territory_id = p_territory order by portee, lieu, source_date desc
	) as known
$$;

create or replace function public.document_record(
	p_territory text, p_scope text, p_place text, p_title text, p_adopted date, p_reduction double precision
) returns date
language plpgsql security definer
set search_path = public, extensions
as $$
declare
	v_epci text := (
		select epci_siren from commune
		where territory_id = p_territory and p_place in (comm_insee, epci_siren) limit 1
	);
begin
	perform refuse_unless_agent(p_territory, v_epci);
	if p_scope is null or p_scope not in ('SCoT', 'PLU') then
		perform refuse_ledger_value('kind', 'Document', p_scope, 'SCoT ou PLU');
	elsif btrim(coalesce(p_title, '')) = '' or length(p_title) > 200 then
		perform refuse_ledger_value('document', 'Document', p_title, 'le titre du document');
	elsif p_adopted > local_day() then
		perform refuse_ledger_value('date', 'Date d''intégration', p_adopted::text, 'un jour passé, ou rien');
	elsif not coalesce(p_reduction, 0) between 0 and 100 then
		perform refuse_ledger_value('reduction', 'Réduction', p_reduction::text, 'de 0 à 100 %');
	end if;
	delete from urba_document where territory_id = p_territory and lieu = p_place and demonstration;
	insert into urba_document values (
		p_scope, p_place, btrim(p_title), p_adopted, p_reduction, p_territory, btrim(p_title), local_day(), 'saisie'
	)
	on conflict (portee, lieu, source_date) do update set
		doc_titre = excluded.doc_titre, zan_le = excluded.zan_le, reduction_pct = excluded.reduction_pct,
		source_nom = excluded.source_nom;
	return local_day();
end
$$;

create or replace function public.planning_demonstrate(p_territory text) returns integer
language plpgsql
set search_path = public, extensions
as $$
declare
	v_count integer;
begin
	if exists (select from zone_urba where territory_id = p_territory)
		or exists (select from urba_document where territory_id = p_territory)
		or not exists (select from site_eco where territory_id = p_territory and demonstration)
	then
		return 0;
	end if;
	insert into urba_document (
		portee, lieu, doc_titre, zan_le, reduction_pct, territory_id, source_nom, source_date, source_methode,
		demonstration
	)
	select 'SCoT', epci_siren, 'SCoT fictif de ' || epci_nom,
		case when invented_share(epci_siren || 's') < 0.5 then date '2025-12-09' end, null, p_territory,
		'Document d’urbanisme fictif', date '2026-01-15', 'démonstration', true
	from epci where territory_id = p_territory
	union all
	select 'PLU', comm_insee, 'PLU fictif de ' || comm_nom,
		case when invented_share(comm_insee || 'u') < 0.35 then date '2026-01-06' end,
		case when invented_share(comm_insee || 'r') < 0.2 then 35 end, p_territory,
		'Document d’urbanisme fictif', date '2026-01-15', 'démonstration', true
	from commune
	where territory_id = p_territory
		and comm_insee in (select site_comm_insee from site_eco where territory_id = p_territory);
	insert into zone_urba (
		zone_id, partition, zone_type, zone_libelle, doc_date, geom, territory_id, source_nom, source_date,
		source_methode, demonstration
	)
	select 'demonstration-' || site_id, 'DEMONSTRATION', kind,
		case kind when 'U' then 'UX' when 'AUc' then '1AUX' when 'AUs' then '2AUX' else 'N' end, '2020-03-02',
		st_multi(st_buffer(geom, 0.0003)), p_territory, 'Zonage fictif', '2026-01-15', 'démonstration', true
	from (
		select site_id, geom, case
			when share < 0.55 then 'U' when share < 0.8 then 'AUc' when share < 0.95 then 'AUs' else 'N'
		end as kind
		from (
			select *, invented_share(site_id || 'z') as share from site_eco
			where territory_id = p_territory and demonstration and geom is not null
		) as site
	) as zoned;
	get diagnostics v_count = row_count;
	return v_count;
end
$$;

create trigger follow_changed_documents after update on public.urba_document
	referencing new table as touched_zones
	for each statement execute function public.follow_zones();

create trigger follow_changed_plots after update on public.terrain_eco
	referencing new table as touched_plots
	for each statement execute function public.follow_plots_into_zones();

create trigger follow_changed_zones after update on public.zone_urba
	referencing new table as touched_zones
	for each statement execute function public.follow_zones();

create trigger follow_new_documents after insert on public.urba_document
	referencing new table as touched_zones
	for each statement execute function public.follow_zones();

create trigger follow_new_plots after insert on public.terrain_eco
	referencing new table as touched_plots
	for each statement execute function public.follow_plots_into_zones();

create trigger follow_new_zones after insert on public.zone_urba
	referencing new table as touched_zones
	for each statement execute function public.follow_zones();

create trigger follow_removed_documents after delete on public.urba_document
	referencing old table as touched_zones
	for each statement execute function public.follow_zones();

create trigger follow_removed_zones after delete on public.zone_urba
	referencing old table as touched_zones
	for each statement execute function public.follow_zones();

create index enaf_consommation_territory_id on public.enaf_consommation (territory_id, source_date);

create index enaf_enveloppe_territory_id on public.enaf_enveloppe (territory_id);

create index enaf_garantie_territory_id on public.enaf_garantie (territory_id);

create index enaf_projet_comm_insee on public.enaf_projet (comm_insee);

create index enaf_projet_territory_id on public.enaf_projet (territory_id);

create index urba_document_territory_id on public.urba_document (territory_id);

create index zone_urba_geom on public.zone_urba using gist (geom);

create index zone_urba_territory_id on public.zone_urba (territory_id, partition);

create policy lecture_publique on public.enaf_consommation
	for select to anon, authenticated using (true);

create policy lecture_publique on public.enaf_enveloppe
	for select to anon, authenticated using (true);

create policy lecture_publique on public.enaf_garantie
	for select to anon, authenticated using (true);

create policy lecture_publique on public.enaf_projet
	for select to anon, authenticated using (true);

create policy lecture_publique on public.urba_document
	for select to anon, authenticated using (true);

create policy lecture_publique on public.zone_urba
	for select to anon, authenticated using (true);

alter table public.enaf_consommation enable row level security;

alter table public.enaf_enveloppe enable row level security;

alter table public.enaf_garantie enable row level security;

alter table public.enaf_projet enable row level security;

alter table public.urba_document enable row level security;

alter table public.zone_urba enable row level security;

comment on column public.enaf_consommation.activite_m2 is 'Part de cette surface destinée à l''activité, en m² ; vide si le fichier ne la donne pas';

comment on column public.enaf_consommation.annee is 'Année de la consommation, du 1er janvier au 31 décembre';

comment on column public.enaf_consommation.comm_insee is 'Code INSEE de la commune';

comment on column public.enaf_consommation.conso_m2 is 'Surface consommée dans l''année, en m²';

comment on column public.enaf_consommation.demonstration is 'Vrai pour une fiche inventée du jeu de démonstration';

comment on column public.enaf_consommation.source_date is 'Date de la source, ou de sa dernière lecture';

comment on column public.enaf_consommation.source_licence is 'Licence sous laquelle la source est publiée';

comment on column public.enaf_consommation.source_methode is 'Méthode d''obtention de la fiche : relevé, import, calcul, démonstration…';

comment on column public.enaf_consommation.source_nom is 'Nom court de la source de la fiche';

comment on column public.enaf_consommation.source_url is 'Adresse de la source';

comment on column public.enaf_consommation.territory_id is 'Territoire auquel la fiche appartient';

comment on column public.enaf_enveloppe.demonstration is 'Vrai pour une fiche inventée du jeu de démonstration';

comment on column public.enaf_enveloppe.doc_article is 'Article ou page du document';

comment on column public.enaf_enveloppe.doc_date is 'Jour où le document a été approuvé';

comment on column public.enaf_enveloppe.doc_titre is 'Titre du document';

comment on column public.enaf_enveloppe.doc_type is 'Genre du document';

comment on column public.enaf_enveloppe.doc_url is 'Adresse du document';

comment on column public.enaf_enveloppe.epci_siren is 'SIREN de l''EPCI';

comment on column public.enaf_enveloppe.source_date is 'Date de la source, ou de sa dernière lecture';

comment on column public.enaf_enveloppe.source_licence is 'Licence sous laquelle la source est publiée';

comment on column public.enaf_enveloppe.source_methode is 'Méthode d''obtention de la fiche : relevé, import, calcul, démonstration…';

comment on column public.enaf_enveloppe.source_nom is 'Nom court de la source de la fiche';

comment on column public.enaf_enveloppe.source_url is 'Adresse de la source';

comment on column public.enaf_enveloppe.surface_ha is 'Surface qui peut être consommée du 1er janvier 2021 au 31 décembre 2030, en hectares';

comment on column public.enaf_enveloppe.territory_id is 'Territoire auquel la fiche appartient';

comment on column public.enaf_garantie.acte is 'Acte qui la constate';

comment on column public.enaf_garantie.acte_date is 'Jour de cet acte';

comment on column public.enaf_garantie.comm_insee is 'Commune garantie';

comment on column public.enaf_garantie.demonstration is 'Vrai pour une fiche inventée du jeu de démonstration';

comment on column public.enaf_garantie.doc_titre is 'Document d''urbanisme qui ouvre la garantie';

comment on column public.enaf_garantie.source_date is 'Date de la source, ou de sa dernière lecture';

comment on column public.enaf_garantie.source_licence is 'Licence sous laquelle la source est publiée';

comment on column public.enaf_garantie.source_methode is 'Méthode d''obtention de la fiche : relevé, import, calcul, démonstration…';

comment on column public.enaf_garantie.source_nom is 'Nom court de la source de la fiche';

comment on column public.enaf_garantie.source_url is 'Adresse de la source';

comment on column public.enaf_garantie.surface_ha is 'Surface garantie, en hectares : un hectare, ou moins si la commune en a cédé une part';

comment on column public.enaf_garantie.territory_id is 'Territoire auquel la fiche appartient';

comment on column public.enaf_projet.acte is 'Acte qui engage le projet : délibération, autorisation, arrêté';

comment on column public.enaf_projet.comm_insee is 'Commune du projet';

comment on column public.enaf_projet.compte is 'Enveloppe à laquelle le projet est compté ; seule l''enveloppe locale se déduit';

comment on column public.enaf_projet.consomme_le is 'Jour où la surface a été consommée ; vide tant qu''elle ne l''est pas';

comment on column public.enaf_projet.demonstration is 'Vrai pour une fiche inventée du jeu de démonstration';

comment on column public.enaf_projet.engage_le is 'Jour de l''acte qui engage le projet';

comment on column public.enaf_projet.projet_id is 'Identifiant du projet, le même d''une ligne à la suivante';

comment on column public.enaf_projet.projet_nom is 'Nom du projet';

comment on column public.enaf_projet.retire is 'Vrai à partir du jour où le projet ne compte plus';

comment on column public.enaf_projet.source_date is 'Date de la source, ou de sa dernière lecture';

comment on column public.enaf_projet.source_licence is 'Licence sous laquelle la source est publiée';

comment on column public.enaf_projet.source_methode is 'Méthode d''obtention de la fiche : relevé, import, calcul, démonstration…';

comment on column public.enaf_projet.source_nom is 'Nom court de la source de la fiche';

comment on column public.enaf_projet.source_url is 'Adresse de la source';

comment on column public.enaf_projet.surface_ha is 'Surface que le projet consomme, en hectares';

comment on column public.enaf_projet.territory_id is 'Territoire auquel la fiche appartient';

comment on column public.terrain_eco.terr_permis is 'Si la zone donne un permis à l''industrie : sans échéance, échéance, aucun ; calculé par déclencheur, vide si rien n''est su';

comment on column public.terrain_eco.terr_permis_fin is 'Dernier jour où la zone donne un permis, quand elle a une échéance ; calculé par déclencheur';

comment on column public.terrain_eco.terr_zone_source is 'Source, libellé et date de cette zone, calculés par déclencheur';

comment on column public.terrain_eco.terr_zone_urba is 'Type de la zone du document d''urbanisme qui couvre le plus du terrain, calculé par déclencheur ; vide si aucune n''est connue';

comment on column public.urba_document.demonstration is 'Vrai pour une fiche inventée du jeu de démonstration';

comment on column public.urba_document.doc_titre is 'Titre du document';

comment on column public.urba_document.lieu is 'SIREN de l''EPCI, ou code INSEE de la commune que le document couvre';

comment on column public.urba_document.portee is 'SCoT, ou PLU pour un PLU, un PLUi ou une carte communale';

comment on column public.urba_document.reduction_pct is 'Réduction de la consommation que le document prévoit déjà, en % ; vide si inconnue';

comment on column public.urba_document.source_date is 'Date de la source, ou de sa dernière lecture';

comment on column public.urba_document.source_licence is 'Licence sous laquelle la source est publiée';

comment on column public.urba_document.source_methode is 'Méthode d''obtention de la fiche : relevé, import, calcul, démonstration…';

comment on column public.urba_document.source_nom is 'Nom court de la source de la fiche';

comment on column public.urba_document.source_url is 'Adresse de la source';

comment on column public.urba_document.territory_id is 'Territoire auquel la fiche appartient';

comment on column public.urba_document.zan_le is 'Jour où le document a intégré l''objectif de sobriété ; vide tant qu''il ne l''a pas';

comment on column public.zone_urba.demonstration is 'Vrai pour une fiche inventée du jeu de démonstration';

comment on column public.zone_urba.doc_date is 'Jour où le document a été approuvé';

comment on column public.zone_urba.doc_url is 'Adresse du règlement';

comment on column public.zone_urba.geom is 'Emprise de la zone, en degrés (EPSG:4326)';

comment on column public.zone_urba.partition is 'Document d''urbanisme de la zone, au Géoportail de l''urbanisme';

comment on column public.zone_urba.source_date is 'Date de la source, ou de sa dernière lecture';

comment on column public.zone_urba.source_licence is 'Licence sous laquelle la source est publiée';

comment on column public.zone_urba.source_methode is 'Méthode d''obtention de la fiche : relevé, import, calcul, démonstration…';

comment on column public.zone_urba.source_nom is 'Nom court de la source de la fiche';

comment on column public.zone_urba.source_url is 'Adresse de la source';

comment on column public.zone_urba.territory_id is 'Territoire auquel la fiche appartient';

comment on column public.zone_urba.zone_id is 'Identifiant de la zone';

comment on column public.zone_urba.zone_libelle is 'Libellé de la zone dans son document';

comment on column public.zone_urba.zone_type is 'Type de zone du standard CNIG : U, AUc (ouverte), AUs (à ouvrir), A, N ; ZC et ZnC d''une carte communale';

comment on function public.consumption_import(p_territory text, p_rows json, p_date date, p_name text, p_url text) is 'Enregistre un millésime de la consommation d''espaces d''un territoire, entier ou pas du tout ; rend le nombre de lignes, et celui des lignes de démonstration retirées';

comment on function public.document_late(p_territory text, p_scope text, p_epci text, p_commune text) is 'Vrai si le document d''un lieu n''a pas encore intégré l''objectif de sobriété ; vide si rien n''est enregistré de lui';

comment on function public.document_record(p_territory text, p_scope text, p_place text, p_title text, p_adopted date, p_reduction double precision) is 'Enregistre l''état d''un document d''urbanisme, pour un agent de l''EPCI de son lieu';

comment on function public.envelope_record(p_territory text, p_epci text, p_ha double precision, p_kind text, p_title text, p_date date, p_article text, p_url text) is 'Enregistre l''enveloppe d''un EPCI et son document, pour un agent de cet EPCI ; refusée sans document';

comment on function public.guarantee_record(p_territory text, p_commune text, p_ha double precision, p_title text, p_act text, p_date date) is 'Enregistre la garantie d''une commune, pour un agent de son EPCI';

comment on function public.ledger_demonstrate(p_territory text) is 'Invente consommation, enveloppes, projets et garanties d''un territoire de démonstration, une seule fois ; rend le nombre de lignes de consommation';

comment on function public.ledger_facts(p_territory text, p_day date) is 'Ce que l''on savait du foncier d''un territoire à un jour : consommation par an, enveloppes et leurs documents, projets engagés, garanties communales, sommés en m² par commune, EPCI et pour le territoire';

comment on function public.ledger_places(p_territory text) is 'Lieux dont le registre du foncier tient le compte : communes, EPCI et territoire, avec ce que chacun réunit';

comment on function public.ledger_projects(p_territory text, p_day date, p_last_year integer) is 'Projets engagés à un jour, et si la surface de chacun est déjà dans les années du fichier de consommation';

comment on function public.permit_of(p_type text, p_scot_late boolean, p_plu_late boolean, OUT permit text, OUT last_day date) is 'Si une zone donne un permis à l''industrie, et son dernier jour : sans échéance, échéance, aucun ; vide si rien n''est su';

comment on function public.planning_deadline(p_scope text) is 'Dernier jour d''un document d''urbanisme pour intégrer l''objectif de sobriété';

comment on function public.planning_demonstrate(p_territory text) is 'Invente les zones et l''état des documents d''urbanisme d''un territoire de démonstration, une seule fois ; rend le nombre de zones';

comment on function public.planning_documents(p_territory text) is 'État des documents d''urbanisme d''un territoire au regard de leur échéance';

comment on function public.project_record(p_territory text, p_id text, p_name text, p_commune text, p_bucket text, p_ha double precision, p_committed date, p_act text, p_taken date, p_withdrawn boolean) is 'Enregistre un projet engagé, ou ce qu''il en est aujourd''hui, pour un agent de l''EPCI de sa commune ; rend son identifiant';

comment on function public.zone_plots(p_territory text, p_plots text[]) is 'Recalcule la zone d''urbanisme et l''échéance du permis de terrains, ou de tous ceux d''un territoire';

comment on function public.zones_replace(p_territory text, p_partition text, p_zones json, p_name text, p_date date, p_url text) is 'Remplace les zones d''un document d''urbanisme, entier ou pas du tout ; une réponse vide ne remplace rien';

comment on table public.enaf_consommation is 'Espaces naturels, agricoles et forestiers consommés par commune et par an, une fois par millésime du fichier';

comment on table public.enaf_enveloppe is 'Enveloppe d''un EPCI de 2021 à 2030, avec le document qui la fixe ; la dernière ligne connue un jour vaut ce jour-là';

comment on table public.enaf_garantie is 'Garantie communale d''un hectare, telle qu''un document et un acte la constatent ; la dernière ligne connue un jour vaut ce jour-là';

comment on table public.enaf_projet is 'Projets engagés qui consomment du foncier, et l''enveloppe à laquelle chacun est compté ; la dernière ligne connue un jour vaut ce jour-là';

comment on table public.urba_document is 'État des documents d''urbanisme au regard de leur échéance ; la dernière ligne d''un lieu vaut';

comment on table public.zone_urba is 'Zones des documents d''urbanisme, telles que le Géoportail de l''urbanisme les publie';

revoke all on function public.consumption_import(p_territory text, p_rows json, p_date date, p_name text, p_url text) from public, anon, authenticated, service_role;
grant execute on function public.consumption_import(p_territory text, p_rows json, p_date date, p_name text, p_url text) to service_role;

revoke all on function public.document_late(p_territory text, p_scope text, p_epci text, p_commune text) from public, anon, authenticated, service_role;
grant execute on function public.document_late(p_territory text, p_scope text, p_epci text, p_commune text) to service_role;

revoke all on function public.document_record(p_territory text, p_scope text, p_place text, p_title text, p_adopted date, p_reduction double precision) from public, anon, authenticated, service_role;
grant execute on function public.document_record(p_territory text, p_scope text, p_place text, p_title text, p_adopted date, p_reduction double precision) to authenticated, service_role;

revoke all on function public.envelope_record(p_territory text, p_epci text, p_ha double precision, p_kind text, p_title text, p_date date, p_article text, p_url text) from public, anon, authenticated, service_role;
grant execute on function public.envelope_record(p_territory text, p_epci text, p_ha double precision, p_kind text, p_title text, p_date date, p_article text, p_url text) to authenticated, service_role;

revoke all on function public.follow_plots_into_zones() from public, anon, authenticated, service_role;

revoke all on function public.follow_zones() from public, anon, authenticated, service_role;

revoke all on function public.guarantee_record(p_territory text, p_commune text, p_ha double precision, p_title text, p_act text, p_date date) from public, anon, authenticated, service_role;
grant execute on function public.guarantee_record(p_territory text, p_commune text, p_ha double precision, p_title text, p_act text, p_date date) to authenticated, service_role;

revoke all on function public.ledger_demonstrate(p_territory text) from public, anon, authenticated, service_role;
grant execute on function public.ledger_demonstrate(p_territory text) to service_role;

revoke all on function public.ledger_facts(p_territory text, p_day date) from public, anon, authenticated, service_role;
grant execute on function public.ledger_facts(p_territory text, p_day date) to anon, authenticated, service_role;

revoke all on function public.ledger_places(p_territory text) from public, anon, authenticated, service_role;
grant execute on function public.ledger_places(p_territory text) to anon, authenticated, service_role;

revoke all on function public.ledger_projects(p_territory text, p_day date, p_last_year integer) from public, anon, authenticated, service_role;
grant execute on function public.ledger_projects(p_territory text, p_day date, p_last_year integer) to anon, authenticated, service_role;

revoke all on function public.permit_of(p_type text, p_scot_late boolean, p_plu_late boolean, OUT permit text, OUT last_day date) from public, anon, authenticated, service_role;
grant execute on function public.permit_of(p_type text, p_scot_late boolean, p_plu_late boolean, OUT permit text, OUT last_day date) to service_role;

revoke all on function public.planning_deadline(p_scope text) from public, anon, authenticated, service_role;
grant execute on function public.planning_deadline(p_scope text) to anon, authenticated, service_role;

revoke all on function public.planning_demonstrate(p_territory text) from public, anon, authenticated, service_role;
grant execute on function public.planning_demonstrate(p_territory text) to service_role;

revoke all on function public.planning_documents(p_territory text) from public, anon, authenticated, service_role;
grant execute on function public.planning_documents(p_territory text) to anon, authenticated, service_role;

revoke all on function public.project_record(p_territory text, p_id text, p_name text, p_commune text, p_bucket text, p_ha double precision, p_committed date, p_act text, p_taken date, p_withdrawn boolean) from public, anon, authenticated, service_role;
grant execute on function public.project_record(p_territory text, p_id text, p_name text, p_commune text, p_bucket text, p_ha double precision, p_committed date, p_act text, p_taken date, p_withdrawn boolean) to authenticated, service_role;

revoke all on function public.refuse_ledger_value(p_code text, p_field text, p_value text, p_expected text) from public, anon, authenticated, service_role;
grant execute on function public.refuse_ledger_value(p_code text, p_field text, p_value text, p_expected text) to service_role;

revoke all on function public.refuse_unless_agent(p_territory text, p_epci text) from public, anon, authenticated, service_role;
grant execute on function public.refuse_unless_agent(p_territory text, p_epci text) to service_role;

revoke all on function public.zone_plots(p_territory text, p_plots text[]) from public, anon, authenticated, service_role;
grant execute on function public.zone_plots(p_territory text, p_plots text[]) to service_role;

revoke all on function public.zones_replace(p_territory text, p_partition text, p_zones json, p_name text, p_date date, p_url text) from public, anon, authenticated, service_role;
grant execute on function public.zones_replace(p_territory text, p_partition text, p_zones json, p_name text, p_date date, p_url text) to service_role;

revoke all on table public.enaf_consommation from public, anon, authenticated, service_role;
grant delete, insert, references, trigger, truncate, update on table public.enaf_consommation to service_role;
grant select on table public.enaf_consommation to anon, authenticated, service_role;

revoke all on table public.enaf_enveloppe from public, anon, authenticated, service_role;
grant delete, insert, references, trigger, truncate, update on table public.enaf_enveloppe to service_role;
grant select on table public.enaf_enveloppe to anon, authenticated, service_role;

revoke all on table public.enaf_garantie from public, anon, authenticated, service_role;
grant delete, insert, references, trigger, truncate, update on table public.enaf_garantie to service_role;
grant select on table public.enaf_garantie to anon, authenticated, service_role;

revoke all on table public.enaf_projet from public, anon, authenticated, service_role;
grant delete, insert, references, trigger, truncate, update on table public.enaf_projet to service_role;
grant select on table public.enaf_projet to anon, authenticated, service_role;

revoke all on table public.urba_document from public, anon, authenticated, service_role;
grant delete, insert, references, trigger, truncate, update on table public.urba_document to service_role;
grant select on table public.urba_document to anon, authenticated, service_role;

revoke all on table public.zone_urba from public, anon, authenticated, service_role;
grant delete, insert, references, trigger, truncate, update on table public.zone_urba to service_role;
grant select on table public.zone_urba to anon, authenticated, service_role;
