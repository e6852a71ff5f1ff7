-- The same answers from an import, sooner. PostgreSQL keeps the plan of a statement of PL/pgSQL for the session,
-- and plans the body of an SQL function at each call of a trigger: what every record asks is PL/pgSQL here.
-- Where a function made earlier is written again, only what is said above it is new.

-- Which kinds of constraint a territory knows is asked for every plot.
create index contrainte_type_publie on public.contrainte (territory_id, contrainte_type) where publie;

-- New: the definition is read of the constraints of that column alone.
create or replace function public.allowed_values(p_table regclass, p_column text) returns text[]
language plpgsql stable
set search_path = public, extensions
as $$
declare
	definition text;
begin
	select pg_get_constraintdef(pg_constraint.oid) into definition
	from pg_constraint
	where conrelid = p_table and contype = 'c' and conkey = array[(
		select attnum from pg_attribute where attrelid = p_table and attname = p_column
	)] and pg_get_constraintdef(pg_constraint.oid) like '%= ANY (ARRAY[%';
	return (
		select array_agg(replace(quoted[1], '''''', '''') order by position)
		from regexp_matches(definition, '''((?:[^'']|'''')*)''::text', 'g')
			with ordinality as value (quoted, position)
	);
end
$$;

-- New: the point is found once, not once a commune.
create or replace function public.membership_of(
	p_territory text,
	p_geometry extensions.geometry,
	out comm_insee text,
	out epci_siren text
)
language plpgsql stable
set search_path = public, extensions
as $$
declare
	place geometry := st_pointonsurface(p_geometry);
begin
	select commune.comm_insee, commune.epci_siren into comm_insee, epci_siren
	from commune
	where commune.territory_id = p_territory and st_intersects(commune.geom, place)
	order by commune.comm_insee
	limit 1;
end
$$;

-- New: the plan is kept.
create or replace function public.area_ha(p_geometry extensions.geometry) returns double precision
language plpgsql immutable
set search_path = public, extensions
as $$
begin
	return round((st_area(st_transform(p_geometry, 2154)) / 10000)::numeric, 4)::double precision;
end
$$;

-- New: a plot of one ring, as most are, is summed as its positions come. The detour through decimal digits is for
-- ties alone: a whole number divided by a million is the same double as its six decimals read.
create or replace function public.vertex_mean(
	p_geometry extensions.geometry
) returns extensions.geometry
language plpgsql immutable
set search_path = public, extensions
as $$
declare
	longitudes double precision;
	latitudes double precision;
	positions bigint;
begin
	if st_nrings(p_geometry) = 1 then
		positions := st_npoints(p_geometry) - 1;
		select
			sum(case when abs(x - floor(x) - 0.5) < 1e-6
				then round((st_x(geom))::numeric, 6)::double precision else round(x) / 1e6 end),
			sum(case when abs(y - floor(y) - 0.5) < 1e-6
				then round((st_y(geom))::numeric, 6)::double precision else round(y) / 1e6 end)
		into longitudes, latitudes
		from (
			select geom, st_x(geom) * 1e6 as x, st_y(geom) * 1e6 as y
			from st_dumppoints(p_geometry)
			where path[3] <= positions
		) as vertex;
	else
		select sum(longitude order by path), sum(latitude order by path), count(*)
		into longitudes, latitudes, positions
		from (
			select path, path[3] < max(path[3]) over (partition by path[1], path[2]) as counts,
				round(st_x(geom)::numeric, 6)::double precision as longitude,
				round(st_y(geom)::numeric, 6)::double precision as latitude
			from st_dumppoints(p_geometry)
		) as vertex
		where counts;
	end if;
	return st_setsrid(st_makepoint(longitudes / positions, latitudes / positions), 4326);
end
$$;

-- Everything that the place of plots tells of them, asked for many at once, or for one: its commune and EPCI,
-- its centre, the shares of the constraints. Cut first and then united, in degrees; measured in Lambert-93.
create function public.located_plots(
	p_territory text,
	p_geometries extensions.geometry[]
) returns table (
	rank bigint,
	geom extensions.geometry,
	comm_insee text,
	epci_siren text,
	centre extensions.geometry,
	part_zone_inondable_pct double precision,
	part_zone_humide_pct double precision,
	part_pente_forte_pct double precision
)
language plpgsql stable
set search_path = public, extensions
as $$
#variable_conflict use_column
declare
	least_flood double precision := case when knows_constraint(p_territory, 'zone inondable') then 0 end;
	least_wet double precision := case when knows_constraint(p_territory, 'zone humide') then 0 end;
	least_steep double precision := case when knows_constraint(p_territory, 'pente forte') then 0 end;
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
		select plot.rank, met.contrainte_type as kind,
			least(100, round((100 * coalesce(st_area(st_transform(
				st_union(st_collectionextract(st_intersection(met.geom, plot.geom), 3)), 2154
			)), 0) / nullif(st_area(st_transform(plot.geom, 2154)), 0))::numeric, 2))::double precision
				as percent
		from plot join contrainte as met
			on met.territory_id = p_territory and met.publie and st_intersects(met.geom, plot.geom)
		group by plot.rank, plot.geom, met.contrainte_type
	),
	shares as (
		select covered.rank,
			max(percent) filter (where kind = 'zone inondable') as flood,
			max(percent) filter (where kind = 'zone humide') as wet,
			max(percent) filter (where kind = 'pente forte') as steep
		from covered group by covered.rank
	)
	select plot.rank, plot.geom, member.comm_insee, member.epci_siren, vertex_mean(plot.geom),
		coalesce(shares.flood, least_flood), coalesce(shares.wet, least_wet), coalesce(shares.steep, least_steep)
	from plot left join member using (rank) left join shares using (rank);
end
$$;

comment on function public.located_plots is
	'Commune, EPCI, centre et parts contraintes de terrains, dans l''ordre donné ; parts en % à deux décimales, vides sans couche de ce type';

create function public.knows_constraint(p_territory text, p_type text) returns boolean
language plpgsql stable
set search_path = public, extensions
as $$
begin
	return exists (
		select from contrainte
		where territory_id = p_territory and contrainte_type = p_type and publie
	);
end
$$;

comment on function public.knows_constraint is
	'Vrai quand un territoire a publié une contrainte de ce type';

-- New: what the place tells is asked at once; an import, which has asked it for all its plots, says so.
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
	select plot.comm_insee, plot.epci_siren, plot.centre, plot.part_zone_inondable_pct,
		plot.part_zone_humide_pct, plot.part_pente_forte_pct
	into new.comm_insee, new.epci_siren, new.centre, new.part_zone_inondable_pct,
		new.part_zone_humide_pct, new.part_pente_forte_pct
	from located_plots(new.territory_id, array[new.geom]) as plot;
	return new;
end
$$;

-- New: the shares of all the plots are asked at once.
create or replace function public.recompute_shares(p_territory text) returns void
language plpgsql
set search_path = public, extensions
as $$
declare
	keys text[];
	geometries geometry[];
begin
	select array_agg(terr_id order by terr_id), array_agg(geom order by terr_id)
	into keys, geometries
	from terrain_eco where territory_id = p_territory;
	update terrain_eco as plot set territory_id = plot.territory_id
	from located_plots(p_territory, geometries) as located
	where plot.terr_id = keys[located.rank] and (
		plot.part_zone_inondable_pct, plot.part_zone_humide_pct, plot.part_pente_forte_pct
	) is distinct from (
		located.part_zone_inondable_pct, located.part_zone_humide_pct, located.part_pente_forte_pct
	);
end
$$;

drop function public.covered_percent;

-- Names that a record of a class may carry: those that are written, those kept apart, and those that our own
-- export carries and that are computed here.
create function public.import_known_names(p_class text) returns text[]
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
				'site_nom', 'part_zone_inondable_pct', 'part_zone_humide_pct', 'part_pente_forte_pct'
			]
			else '{}'
		end
$$;

comment on function public.import_known_names is
	'Noms des propriétés qu''une fiche d''une classe peut porter à l''import, calculées comprises';

-- New: the properties of a record are laid out only where one of them is unknown.
create or replace function public.import_check_properties(p_lot uuid, p_class text) returns void
language plpgsql
set search_path = public, extensions
as $$
declare
	key_column text := import_key_column(p_class);
	known text[] := import_known_names(p_class);
	fault record;
begin
	select id, property.key, property.value into fault
	from (
		select fiche -> 'properties' ->> key_column as id, (fiche -> 'properties') - known as unknown
		from import_lot
		where lot = p_lot and classe = p_class and (fiche -> 'properties') - known <> '{}'
		order by rang limit 1
	) as first
	cross join lateral jsonb_each_text(unknown) as property
	limit 1;
	if found then
		perform import_refuse(p_class, fault.id, fault.key, fault.value, 'un champ de cette classe');
	end if;
end
$$;

-- New: one pass over the lot says whether there is a fault; which is the first is asked only then.
create or replace function public.import_check_fields(p_lot uuid, p_class text) returns void
language plpgsql
set search_path = public, extensions
as $$
declare
	key_column text := import_key_column(p_class);
	field record;
	fault record;
	conditions text;
	at_fault boolean;
begin
	select string_agg(format(
		'coalesce(bool_or(%s), false)',
		concat_ws(' or ',
			case when required then format('given ->> %L is null', name) end,
			case when allowed is not null then format('given ->> %L <> all (%L)', name, allowed) end
		)
	), ' or ') into conditions
	from import_columns(p_class)
	where required or allowed is not null;
	execute format(
		'select %s from (
			select fiche -> ''properties'' as given from import_lot
			where lot = $1 and classe = $2 offset 0
		) as record',
		conditions
	) into at_fault using p_lot, p_class;
	if not at_fault then
		return;
	end if;
	for field in
		select * from import_columns(p_class) where required or allowed is not null
	loop
		select fiche -> 'properties' ->> key_column as id, fiche -> 'properties' ->> field.name as value
		into fault
		from import_lot
		where lot = p_lot and classe = p_class and (
			(field.required and fiche -> 'properties' ->> field.name is null)
			or fiche -> 'properties' ->> field.name <> all (field.allowed)
		)
		order by rang limit 1;
		if found then
			perform import_refuse(
				p_class, fault.id, field.name, fault.value,
				coalesce('une valeur parmi ' || array_to_string(field.allowed, ' | '), 'une valeur')
			);
		end if;
	end loop;
end
$$;

-- New: only the records that carry one of these fields are read.
create or replace function public.import_restricted(
	p_lot uuid, p_territory text, p_class text
) returns void
language plpgsql
set search_path = public, extensions
as $$
declare
	key_column text := import_key_column(p_class);
	-- A mailbox in place of a web site is kept apart too.
	sought text[] := restricted_columns(p_class) || array['site_projet_url'];
begin
	if cardinality(restricted_columns(p_class)) = 0 then
		return;
	end if;
	insert into acces_restreint as target (
		classe, objet_id, proprio_nom, terr_acquereur, terr_cession_date, terr_vente_montant,
		terr_m2_prix, etab_contact_mail, etab_contact_tel, source_contact, site_projet_url,
		territory_id, source_nom, source_date, source_methode, source_licence, source_url,
		demonstration
	)
	select p_class, fiche -> 'properties' ->> key_column,
		given.proprio_nom, given.terr_acquereur, given.terr_cession_date,
		given.terr_vente_montant, given.terr_m2_prix, given.etab_contact_mail,
		given.etab_contact_tel, given.source_contact,
		case when names_mailbox(given.site_projet_url) then given.site_projet_url end,
		p_territory, given.source_nom, given.source_date, given.source_methode,
		given.source_licence, given.source_url, coalesce(given.demonstration, false)
	from import_lot
	cross join lateral jsonb_populate_record(null::acces_restreint, fiche -> 'properties') as given
	where lot = p_lot and import_lot.classe = p_class and fiche -> 'properties' ?| sought
		and (
			num_nonnulls(
				given.proprio_nom, given.terr_acquereur, given.terr_cession_date,
				given.terr_vente_montant, given.terr_m2_prix, given.etab_contact_mail,
				given.etab_contact_tel, given.source_contact
			) > 0
			or names_mailbox(given.site_projet_url)
		)
	on conflict (classe, objet_id) do update set
		proprio_nom = coalesce(excluded.proprio_nom, target.proprio_nom),
		terr_acquereur = coalesce(excluded.terr_acquereur, target.terr_acquereur),
		terr_cession_date = coalesce(excluded.terr_cession_date, target.terr_cession_date),
		terr_vente_montant = coalesce(excluded.terr_vente_montant, target.terr_vente_montant),
		terr_m2_prix = coalesce(excluded.terr_m2_prix, target.terr_m2_prix),
		etab_contact_mail = coalesce(excluded.etab_contact_mail, target.etab_contact_mail),
		etab_contact_tel = coalesce(excluded.etab_contact_tel, target.etab_contact_tel),
		source_contact = coalesce(excluded.source_contact, target.source_contact),
		site_projet_url = coalesce(excluded.site_projet_url, target.site_projet_url),
		source_nom = excluded.source_nom, source_date = excluded.source_date,
		source_methode = excluded.source_methode, source_licence = excluded.source_licence,
		source_url = excluded.source_url, demonstration = excluded.demonstration;
end
$$;

-- New: features may come as one text of JSON, which nobody on the way has to read.
create or replace function public.import_chunk(p_lot uuid, p_class text, p_features json) returns integer
language plpgsql
set search_path = public, extensions
as $$
declare
	staged integer;
begin
	if p_class <> all (allowed_values('public.import_lot', 'classe')) then
		raise sqlstate 'PT400' using
			message = format('Classe inconnue : « %s ».', p_class),
			hint = format('Classes : %s.',
				array_to_string(allowed_values('public.import_lot', 'classe'), ', '));
	end if;
	if json_typeof(p_features) = 'string' then
		p_features := p_features #>> '{}';
	end if;
	insert into import_lot (lot, classe, fiche)
	select p_lot, p_class, feature from jsonb_array_elements(p_features::jsonb) as feature;
	get diagnostics staged = row_count;
	return staged;
end
$$;

-- New: geometries are read before the records, and what the place of the plots tells is asked for all at once.
create or replace function public.import_records(p_lot uuid, p_territory text, p_class text) returns json
language plpgsql
set search_path = public, extensions
as $$
declare
	key_column text := import_key_column(p_class);
	columns text;
	computed text := case p_class
		when 'friche' then ', geompoint'
		when 'terrain_eco' then
			', comm_insee, epci_siren, centre, part_zone_inondable_pct, part_zone_humide_pct, part_pente_forte_pct'
		else ''
	end;
	ranks bigint[];
	keys text[];
	geometries geometry[];
	known integer;
	outside json;
begin
	perform import_check_properties(p_lot, p_class);
	perform import_check_fields(p_lot, p_class);
	perform import_check_keys(p_lot, p_territory, p_class);
	select array_agg(rang order by rang), array_agg(id order by rang),
		array_agg(import_geometry(p_class, id, geometry) order by rang)
	into ranks, keys, geometries
	from (
		select fiche -> 'properties' ->> key_column as id, fiche -> 'geometry' as geometry, rang
		from import_lot where lot = p_lot and classe = p_class
	) as given;
	execute format('select count(*) from public.%I where %I = any ($1)', p_class, key_column)
	into known using keys;
	select string_agg(quote_ident(name), ', ') into columns from import_columns(p_class);
	-- For this statement alone: see complete_terrain_eco.
	perform set_config(
		'forgeterre.plots_located', case p_class when 'terrain_eco' then 'yes' else '' end, true
	);
	execute format(
		'with written as (
			insert into public.%2$I (%3$s, territory_id, demonstration, publie, geom%4$s)
			select %5$s, $2, coalesce(given.demonstration, false),
				coalesce(given.publie, existing.publie, true), %6$s
			from %9$s
			join import_lot using (rang)
			cross join lateral jsonb_populate_record(null::public.%2$I, fiche -> ''properties'') as given
			left join public.%2$I as existing on existing.%1$I = given.%1$I
			on conflict (%1$I) do update set %7$s
			returning %1$I as id, %8$I as commune
		)
		select coalesce(json_agg(id order by id) filter (where commune is null), ''[]''::json)
		from written',
		key_column, p_class, columns, computed,
		(select string_agg(format('given.%I', name), ', ') from import_columns(p_class)),
		case p_class
			when 'friche' then
				'case st_dimension(located) when 2 then located end,
				coalesce(case st_dimension(located) when 0 then located end, given.geompoint)'
			when 'terrain_eco' then
				'located, place.comm_insee, place.epci_siren, place.centre, place.part_zone_inondable_pct,
				place.part_zone_humide_pct, place.part_pente_forte_pct'
			else 'located'
		end,
		(select string_agg(format('%1$s = excluded.%1$s', name), ', ')
			from unnest(string_to_array(
				columns || ', demonstration, publie, geom' || computed, ', '
			)) as name),
		case p_class
			when 'site_eco' then 'site_comm_insee' when 'contrainte' then 'territory_id'
			else 'comm_insee'
		end,
		case p_class when 'terrain_eco' then
			'(select ($1)[rank] as rang, geom as located, plot.* from located_plots($2, $3) as plot) as place'
		else 'unnest($1, $3) as place (rang, located)' end
	) into outside using ranks, p_territory, geometries;
	perform set_config('forgeterre.plots_located', '', true);
	perform import_restricted(p_lot, p_territory, p_class);
	return json_build_object(
		'inserted', cardinality(keys) - known, 'updated', known, 'outside', outside
	);
end
$$;

-- Compiling the one statement that writes a class takes longer than it saves.
alter function public.import_apply(uuid, text) set jit = off;
alter function public.import_apply(uuid, text) set max_parallel_workers_per_gather = 0;
alter function public.import_apply(uuid, text) set work_mem = '32MB';

-- What is staged need not outlive a crash: the import that brings it would be gone too.
alter table public.import_lot set unlogged;

revoke all on function public.import_known_names, public.located_plots, public.knows_constraint
	from public, anon, authenticated;
grant execute on function public.import_known_names, public.located_plots, public.knows_constraint
	to service_role;
