-- What constraints cover of each plot becomes a row for each kind that is met; zero is no row any more.

create table public.part_contrainte (
	terr_id text not null references public.terrain_eco on delete cascade,
	contrainte_type text not null,
	part_pct double precision not null check (part_pct > 0 and part_pct <= 100),
	primary key (terr_id, contrainte_type) include (part_pct)
);

insert into public.part_contrainte (terr_id, contrainte_type, part_pct)
select terr_id, kind, part
from public.terrain_eco cross join lateral (values
	('zone inondable', part_zone_inondable_pct),
	('zone humide', part_zone_humide_pct),
	('pente forte', part_pente_forte_pct)
) as share (kind, part)
where part > 0;

alter table public.terrain_eco
	drop column part_zone_inondable_pct, drop column part_zone_humide_pct, drop column part_pente_forte_pct;

alter table public.import_lot
	drop column part_zone_inondable_pct, drop column part_zone_humide_pct, drop column part_pente_forte_pct,
	add column parts jsonb;

drop function public.located_plots(p_territory text, p_geometries extensions.geometry[]);

-- What each kind of constraint takes of a plot is a property of its own: a kind more in the list is a property more.
-- The expression reads what collection_tables joins, and $1 is the territory, as in page_statement.
create or replace function public.share_columns(
) returns table (kind text, name text, expression text, rank bigint)
language sql stable
set search_path = public, extensions
as $$
	select kind, name,
		format(
			'coalesce(%1$I.part_pct, (select 0::double precision where public.knows_constraint($1, %2$L)))',
			name, kind
		),
		rank
	from unnest(allowed_values('public.contrainte', 'contrainte_type')) with ordinality as listed (kind, rank)
	cross join lateral format('part_%s_pct', replace(kind, ' ', '_')) as name
$$;

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
	shares as (
		select name, 'double precision' as type,
			format('Part du terrain sous contrainte (%s), en %%, calculée par déclencheur ; vide sans couche de ce type', kind)
				as description,
			expression, 500 + rank as position
		from share_columns() where p_collection = 'terrains'
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
		-- A list is written as the CNIG writes lists; an empty one says nothing, as in a table.
		case when type like '%[]' then format('nullif(array_to_string(%s, ''|''), '''')', expression) else expression end
	from (select * from own union all select * from shares union all select * from joined) as property
	order by position
$$;

-- The tables of a collection with the names joined in. A join that nothing reads is left out by the planner.
create or replace function public.collection_tables(p_collection text) returns text
language sql stable
set search_path = public, extensions
as $$
	select format(
		'%1$s as record
		left join public.epci as epci on epci.epci_siren = %2$s
		left join public.commune as commune on commune.comm_insee = %3$s
		left join public.site_eco as site on site.site_id = %4$s%5$s',
		source,
		coalesce('record.' || quote_ident(epci_column), 'null'),
		coalesce('record.' || quote_ident(commune_column), 'null'),
		case p_collection when 'terrains' then 'record.site_id' else 'null' end,
		(
			select string_agg(format(
				' left join public.part_contrainte as %1$I
				on %1$I.terr_id = record.terr_id and %1$I.contrainte_type = %2$L',
				name, kind
			), '' order by rank)
			from share_columns() where p_collection = 'terrains'
		)
	)
	from collection_definition(p_collection)
$$;

-- A share that is not there any more goes, and one that is as it was is not written again.
create or replace function public.keep_shares(p_plots text[], p_parts jsonb[]) returns void
language sql
set search_path = public, extensions
as $$
	delete from part_contrainte as kept
	using unnest(p_plots, p_parts) as plot (terr_id, parts)
	where kept.terr_id = plot.terr_id and not coalesce(plot.parts ? kept.contrainte_type, false);
	insert into part_contrainte as kept (terr_id, contrainte_type, part_pct)
	select terr_id, kind, part::double precision
	from unnest(p_plots, p_parts) as plot (terr_id, parts) cross join jsonb_each_text(parts) as met (kind, part)
	on conflict (terr_id, contrainte_type) do update set part_pct = excluded.part_pct
	where kept.part_pct <> excluded.part_pct;
$$;

-- What the constraints take of the plots, of all of the territory where none are named: asked for all at once. Their
-- place has not changed: see complete_terrain_eco.
create or replace function public.recompute_shares(p_territory text, p_plots text[]) returns void
language plpgsql
set search_path = public, extensions
as $$
declare
	keys text[];
	geometries geometry[];
	net_areas double precision[];
	parts jsonb[];
	located text := current_setting('forgeterre.plots_located', true);
begin
	select array_agg(terr_id order by terr_id), array_agg(geom order by terr_id)
	into keys, geometries
	from terrain_eco where territory_id = p_territory and (p_plots is null or terr_id = any (p_plots));
	select array_agg(place.terr_surf_nette order by rank), array_agg(place.parts order by rank)
	into net_areas, parts
	from located_plots(p_territory, geometries) as place;
	perform keep_shares(keys, parts);
	perform set_config('forgeterre.plots_located', 'yes', true);
	update terrain_eco as plot set terr_surf_nette = given.net_area
	from unnest(keys, net_areas) as given (terr_id, net_area)
	where plot.terr_id = given.terr_id and plot.terr_surf_nette is distinct from given.net_area;
	perform set_config('forgeterre.plots_located', coalesce(located, ''), true);
end
$$;

-- An import writes the shares that it has asked for all its plots at once.
create or replace function public.follow_outline() returns trigger
language plpgsql
set search_path = public, extensions
as $$
begin
	perform keep_shares(array[new.terr_id], array[plot.parts])
	from located_plots(new.territory_id, array[new.geom]) as plot;
	return null;
end
$$;

-- Everything that the place of plots tells of them, asked for many at once, or for one: its commune and EPCI,
-- its centre, the shares of the constraints, what is left beside them. Cut first and then united, in degrees;
-- measured in Lambert-93. United on a grid of a tenth of a millimetre: without one, borders that all but coincide
-- fail, and on PGlite without a word.
create or replace function public.located_plots(
	p_territory text,
	p_geometries extensions.geometry[]
) returns table (
	rank bigint,
	geom extensions.geometry,
	comm_insee text,
	epci_siren text,
	centre extensions.geometry,
	parts jsonb,
	terr_surf_nette double precision
)
language plpgsql stable
set search_path = public, extensions
as $$
#variable_conflict use_column
declare
	rules record := net_area_rules(p_territory);
	setbacks json := setbacks_by_boundary(p_territory);
begin
	return query
	with plot as (
		select plot.rank, plot.geom, st_pointonsurface(plot.geom) as place
		from unnest(p_geometries) with ordinality as plot (geom, rank)
		offset 0
	),
	member as (
		select distinct on (plot.rank) plot.rank, commune.comm_insee, commune.epci_siren
		from plot join commune
			on commune.territory_id = p_territory and st_intersects(commune.geom, plot.place)
		order by plot.rank, commune.comm_insee
	),
	covered as (
		select plot.rank, plot.geom, met.contrainte_type as kind,
			st_union(st_collectionextract(st_intersection(met.geom, plot.geom), 3), 1e-9) as cut
		from plot join contrainte as met
			on met.territory_id = p_territory and met.publie and st_intersects(met.geom, plot.geom)
		group by plot.rank, plot.geom, met.contrainte_type
		offset 0
	),
	shares as (
		select covered.rank,
			jsonb_object_agg(kind, percent) filter (where percent > 0) as parts,
			st_union(cut, 1e-9) filter (where kind = any (rules.kinds)) as taken
		from covered cross join lateral (
			select least(100, round((100 * coalesce(st_area(st_transform(cut, 2154)), 0)
				/ nullif(st_area(st_transform(covered.geom, 2154)), 0))::numeric, 2))::double precision
				as percent
		) as share
		group by covered.rank
	)
	select plot.rank, plot.geom, member.comm_insee, member.epci_siren, vertex_mean(plot.geom),
		coalesce(shares.parts, '{}'),
		case
			when setbacks is not null then net_area_ha(
				plot.geom, 0, shares.taken, setback_strips(p_territory, plot.geom, rules.setback, setbacks)
			)
			when rules.applies then net_area_ha(plot.geom, rules.setback, shares.taken, null)
		end
	from plot left join member using (rank) left join shares using (rank);
end
$$;

-- What the territory's configuration takes off a plot; all kinds and no setback where it says nothing.
create or replace function public.net_area_rules(
	p_territory text,
	out kinds text[],
	out setback double precision,
	out applies boolean
)
language plpgsql stable
set search_path = public, extensions
as $$
declare
	told json := (select configuration -> 'netArea' from territory where territory_id = p_territory);
begin
	kinds := case
		when json_typeof(told -> 'constraints') = 'array'
			then array(select json_array_elements_text(told -> 'constraints'))
		else allowed_values('public.contrainte', 'contrainte_type')
	end;
	setback := coalesce((told ->> 'setbackMetres')::double precision, 0);
	applies := setback > 0 or exists (
		select from unnest(kinds) as kind where knows_constraint(p_territory, kind)
	);
end
$$;

-- The centre and the net area, whatever the record says of them; what an import does not say is land. An import, which has asked the place of all its plots at once, says so by a setting (see the trigger).
create or replace function public.complete_terrain_eco() returns trigger
language plpgsql
set search_path = public, extensions
as $$
begin
	new.offre_type := coalesce(new.offre_type, 'Terrain');
	new.terr_surf_brute := coalesce(new.terr_surf_brute, area_ha(new.geom));
	if current_setting('forgeterre.plots_located', true) = 'yes' then
		return new;
	end if;
	select plot.comm_insee, plot.epci_siren, plot.centre, plot.terr_surf_nette
	into new.comm_insee, new.epci_siren, new.centre, new.terr_surf_nette
	from located_plots(new.territory_id, array[new.geom]) as plot;
	return new;
end
$$;

-- Judges what was asked and nothing else. The statement is planned with the criteria as constants: a criterion that was
-- not asked is true before a row is read, and a join that nothing needs is left out. Where an index finds the plots that
-- a criterion does not fail, that is asked beside its verdict. A plot's own networks and capacities
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
		when 'terrain_eco' then ', comm_insee, epci_siren, centre, terr_surf_nette'
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
				'staged.geom, staged.comm_insee, staged.epci_siren, staged.centre, staged.terr_surf_nette'
			else 'staged.geom'
		end,
		(select string_agg(format('%1$s = excluded.%1$s', name), ', ') from unnest(names) as name),
		-- A record that is stored as it comes is not written again.
		(select string_agg(format('record.%s', name), ', ') from unnest(names) as name),
		(select string_agg(format('excluded.%s', name), ', ') from unnest(names) as name)
	) using p_lot, p_territory;
	perform set_config('forgeterre.plots_located', '', true);
	if p_class = 'terrain_eco' then
		perform keep_shares(array_agg(fiche -> 'properties' ->> 'terr_id'), array_agg(parts))
		from import_lot where lot = p_lot and classe = 'terrain_eco' and parts is not null;
	end if;
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
			'centre', 'terr_surf_nette',
			'terr_halle_tient', 'terr_halle_exclue', 'terr_surf_reunie', 'terr_reunis',
			'terr_zone_urba', 'terr_zone_source', 'terr_permis', 'terr_permis_fin'
		)
	order by attnum
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
			parts = place.parts, terr_surf_nette = place.terr_surf_nette,
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
			when 'terrain_eco' then array(select name from share_columns()) || array[
				'site_nom', 'terr_surf_nette', 'terr_halle_tient', 'terr_halle_exclue', 'terr_surf_reunie', 'terr_reunis',
				'terr_zone_urba', 'terr_zone_source', 'terr_permis', 'terr_permis_fin'
			]
			else '{}'
		end
$$;

create or replace function public.listing_constraints(p_territory text, p_geom extensions.geometry) returns json
language sql stable
set search_path = public, extensions
as $$
	select json_object_agg(kind, coalesce(
		(located.parts ->> kind)::double precision,
		case when p_geom is not null and knows_constraint(p_territory, kind) then 0 end
	))
	from share_columns()
	left join located_plots(p_territory, case when p_geom is not null then array[p_geom] end) as located on true
$$;

create trigger follow_outline after insert or update of geom on public.terrain_eco
	for each row when (coalesce(current_setting('forgeterre.plots_located', true), '') <> 'yes')
	execute function public.follow_outline();

-- Who sees the plot sees what covers it.
create policy lecture_publique on public.part_contrainte
	for select to anon, authenticated using (
		exists (select from public.terrain_eco as plot where plot.terr_id = part_contrainte.terr_id)
	);

alter table public.part_contrainte enable row level security;

comment on column public.import_lot.parts is 'Parts d''un terrain sous contrainte, en %, par type';

comment on column public.part_contrainte.contrainte_type is 'Type de contrainte, comme contrainte.contrainte_type';

comment on column public.part_contrainte.part_pct is 'Part de la superficie du terrain, en % à deux décimales';

comment on column public.part_contrainte.terr_id is 'Terrain';

comment on function public.collection_tables(p_collection text) is 'Tables d''une collection, noms de l''EPCI, de la commune et du site et parts contraintes joints';

comment on function public.keep_shares(p_plots text[], p_parts jsonb[]) is 'Écrit les parts contraintes de terrains, données en % par type et dans le même ordre, à la place de celles d''avant';

comment on function public.listing_constraints(p_territory text, p_geom extensions.geometry) is 'Part d''un contour sous les contraintes de chaque type, en % ; vide sans contour ou sans couche de ce type';

comment on function public.located_plots(p_territory text, p_geometries extensions.geometry[]) is 'Commune, EPCI, centre, parts contraintes et superficie nette de terrains, dans l''ordre donné ; parts en % à deux décimales, par type rencontré ; superficie en ha';

comment on function public.share_columns() is 'Propriété d''un terrain pour chaque type de contrainte, avec l''expression SQL qui la lit : sa part en %, vide sans couche de ce type';

comment on table public.part_contrainte is 'Part de chaque terrain que couvrent les contraintes d''un type, calculée par déclencheur';

comment on function public.located_plots(p_territory text, p_geometries extensions.geometry[]) is 'Commune, EPCI, centre, parts contraintes et superficie nette de terrains, dans l''ordre donné ; parts en % à deux décimales, par type rencontré ; superficie en ha';

revoke all on function public.follow_outline() from public, anon, authenticated, service_role;
grant execute on function public.follow_outline() to service_role;

revoke all on function public.keep_shares(p_plots text[], p_parts jsonb[]) from public, anon, authenticated, service_role;
grant execute on function public.keep_shares(p_plots text[], p_parts jsonb[]) to service_role;

revoke all on function public.share_columns() from public, anon, authenticated, service_role;
grant execute on function public.share_columns() to anon, authenticated, service_role;

revoke all on table public.part_contrainte from public, anon, authenticated, service_role;
grant delete, insert, references, trigger, truncate, update on table public.part_contrainte to service_role;
grant select on table public.part_contrainte to anon, authenticated, service_role;

revoke all on function public.located_plots(p_territory text, p_geometries extensions.geometry[]) from public, anon, authenticated, service_role;
grant execute on function public.located_plots(p_territory text, p_geometries extensions.geometry[]) to service_role;
