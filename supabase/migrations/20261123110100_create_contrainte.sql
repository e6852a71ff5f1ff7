-- Constraints on land (flood zones, wetlands, steep slopes), loaded by the operator, and what share of each
-- plot they cover. Where a function made earlier is written again, only what is said above it is new.

create table public.contrainte (
	contrainte_id text primary key,
	contrainte_type text not null check (contrainte_type in (
		'zone inondable',
		'zone humide',
		'pente forte'
	)),
	contrainte_nom text,
	geom extensions.geometry(MultiPolygon, 4326) not null,
	territory_id text not null references public.territory,
	source_nom text not null,
	source_date date not null,
	source_methode text not null,
	source_licence text,
	source_url text,
	demonstration boolean not null default false,
	publie boolean not null default true
);

comment on table public.contrainte is
	'Contraintes qui pèsent sur le foncier, chargées par l''exploitant';
comment on column public.contrainte.contrainte_id is 'Identifiant de la contrainte';
comment on column public.contrainte.contrainte_type is 'Type de contrainte';
comment on column public.contrainte.contrainte_nom is 'Nom de la zone ou du document qui la fixe';
comment on column public.contrainte.geom is 'Emprise de la contrainte, en degrés (EPSG:4326)';
comment on column public.contrainte.territory_id is 'Territoire auquel la fiche appartient';
comment on column public.contrainte.source_nom is 'Nom court de la source de la fiche';
comment on column public.contrainte.source_date is 'Date de la source, ou de sa dernière lecture';
comment on column public.contrainte.source_methode is
	'Méthode d''obtention de la fiche : relevé, import, calcul, démonstration…';
comment on column public.contrainte.source_licence is 'Licence sous laquelle la source est publiée';
comment on column public.contrainte.source_url is 'Adresse de la source';
comment on column public.contrainte.demonstration is
	'Vrai pour une fiche inventée du jeu de démonstration';
comment on column public.contrainte.publie is 'Vrai si la fiche est visible du public';

create index contrainte_territory_id on public.contrainte (territory_id);
create index contrainte_geom on public.contrainte using gist (geom);

revoke all on public.contrainte from public, anon, authenticated;
alter table public.contrainte enable row level security;
create policy lecture_publique on public.contrainte
	for select to anon, authenticated using (publie);
grant select on public.contrainte to anon, authenticated;
grant all on public.contrainte to service_role;

create trigger revision after insert or update or delete on public.contrainte
	for each statement execute function public.count_revision();

alter table public.terrain_eco
	add column part_zone_inondable_pct double precision
		check (part_zone_inondable_pct between 0 and 100),
	add column part_zone_humide_pct double precision
		check (part_zone_humide_pct between 0 and 100),
	add column part_pente_forte_pct double precision
		check (part_pente_forte_pct between 0 and 100),
	add column centre extensions.geometry(Point, 4326);

comment on column public.terrain_eco.part_zone_inondable_pct is
	'Part du terrain en zone inondable, en %, calculée par déclencheur ; vide sans couche de ce type';
comment on column public.terrain_eco.part_zone_humide_pct is
	'Part du terrain en zone humide, en %, calculée par déclencheur ; vide sans couche de ce type';
comment on column public.terrain_eco.part_pente_forte_pct is
	'Part du terrain en pente forte, en %, calculée par déclencheur ; vide sans couche de ce type';
comment on column public.terrain_eco.centre is
	'Moyenne des sommets du terrain, en degrés (EPSG:4326), calculée par déclencheur : point d''où se mesurent les distances';

-- Cut first and then united, so that the union stays as small as the plot. Cut in degrees, where the
-- sides of both are straight; measured in Lambert-93.
create function public.covered_percent(
	p_territory text, p_type text, p_geometry extensions.geometry
) returns double precision
language sql stable
set search_path = public, extensions
as $$
	select case when exists (
		select from contrainte
		where territory_id = p_territory and contrainte_type = p_type and publie
	) then (
		select least(100, round((100 * coalesce(st_area(st_transform(
			st_union(st_collectionextract(st_intersection(geom, p_geometry), 3)), 2154
		)), 0) / nullif(st_area(st_transform(p_geometry, 2154)), 0))::numeric, 2))::double precision
		from contrainte
		where territory_id = p_territory and contrainte_type = p_type and publie
			and st_intersects(geom, p_geometry)
	) end
$$;

comment on function public.covered_percent is
	'Part d''une surface couverte par un type de contrainte, en % à deux décimales ; vide sans couche de ce type';

-- The mean that turf.centroid gives in the browser, of the positions that it is served: six decimals,
-- summed in the order of the rings, without the last position of each, which repeats its first.
create function public.vertex_mean(
	p_geometry extensions.geometry
) returns extensions.geometry
language sql immutable
set search_path = public, extensions
as $$
	select st_setsrid(st_makepoint(
		sum(longitude order by path) / count(*), sum(latitude order by path) / count(*)
	), 4326)
	from (
		select path, path[3] < max(path[3]) over (partition by path[1], path[2]) as counts,
			round(st_x(geom)::numeric, 6)::double precision as longitude,
			round(st_y(geom)::numeric, 6)::double precision as latitude
		from st_dumppoints(p_geometry)
	) as vertex
	where counts
$$;

comment on function public.vertex_mean is
	'Moyenne des sommets d''un MultiPolygon, trous compris, comme turf.centroid la calcule';

-- New: the centre and the shares of the constraints, whatever the record says of them.
create or replace function public.complete_terrain_eco() returns trigger
language plpgsql
set search_path = public, extensions
as $$
begin
	select m.comm_insee, m.epci_siren into new.comm_insee, new.epci_siren
	from membership_of(new.territory_id, new.geom) as m;
	new.terr_surf_brute := coalesce(new.terr_surf_brute, area_ha(new.geom));
	new.centre := vertex_mean(new.geom);
	new.part_zone_inondable_pct := covered_percent(new.territory_id, 'zone inondable', new.geom);
	new.part_zone_humide_pct := covered_percent(new.territory_id, 'zone humide', new.geom);
	new.part_pente_forte_pct := covered_percent(new.territory_id, 'pente forte', new.geom);
	return new;
end
$$;

-- Touches the plots whose shares have changed; their own trigger then computes them.
create function public.recompute_shares(p_territory text) returns void
language sql
set search_path = public, extensions
as $$
	update terrain_eco as plot set territory_id = plot.territory_id
	where plot.territory_id = p_territory and (
		plot.part_zone_inondable_pct, plot.part_zone_humide_pct, plot.part_pente_forte_pct
	) is distinct from (
		covered_percent(p_territory, 'zone inondable', plot.geom),
		covered_percent(p_territory, 'zone humide', plot.geom),
		covered_percent(p_territory, 'pente forte', plot.geom)
	)
$$;

comment on function public.recompute_shares is
	'Recalcule les parts contraintes de tous les terrains d''un territoire';

create function public.follow_constraints() returns trigger
language plpgsql
set search_path = public, extensions
as $$
begin
	perform recompute_shares(touched.territory_id)
	from (select distinct territory_id from touched_constraints) as touched;
	return null;
end
$$;

create trigger follow_new_constraints after insert on public.contrainte
	referencing new table as touched_constraints
	for each statement execute function public.follow_constraints();
create trigger follow_changed_constraints after update on public.contrainte
	referencing new table as touched_constraints
	for each statement execute function public.follow_constraints();
create trigger follow_removed_constraints after delete on public.contrainte
	referencing old table as touched_constraints
	for each statement execute function public.follow_constraints();

-- The plots that are there get their centre.
update public.terrain_eco set territory_id = territory_id;
alter table public.terrain_eco alter column centre set not null;
create index terrain_eco_centre on public.terrain_eco using gist (centre);

-- New: the collection contraintes.
create or replace function public.collection_definition(
	p_collection text,
	out source regclass,
	out key_column text,
	out commune_column text,
	out epci_column text,
	out geometry text,
	out joined_columns text[]
)
language plpgsql stable
set search_path = public, extensions
as $$
begin
	case p_collection
	when 'epci' then
		source := 'public.epci'; key_column := 'epci_siren'; geometry := 'record.geom';
		joined_columns := '{}';
	when 'communes' then
		source := 'public.commune'; key_column := 'comm_insee'; geometry := 'record.geom';
		epci_column := 'epci_siren'; joined_columns := '{epci_nom}';
	when 'sites' then
		source := 'public.site_eco'; key_column := 'site_id'; geometry := 'record.geom';
		commune_column := 'site_comm_insee'; epci_column := 'site_epci_siren';
		joined_columns := '{epci_siren,epci_nom,comm_insee,comm_nom}';
	when 'terrains' then
		source := 'public.terrain_eco'; key_column := 'terr_id'; geometry := 'record.geom';
		commune_column := 'comm_insee'; epci_column := 'epci_siren';
		joined_columns := '{epci_nom,comm_nom,site_nom}';
	when 'etablissements' then
		source := 'public.etablissement'; key_column := 'siret';
		commune_column := 'comm_insee'; epci_column := 'epci_siren';
		joined_columns := '{epci_nom,comm_nom}';
		geometry := 'case st_numgeometries(record.geom) when 1
			then st_geometryn(record.geom, 1) else record.geom end';
	when 'friches' then
		source := 'public.friche'; key_column := 'site_id';
		geometry := 'coalesce(record.geom, record.geompoint)';
		commune_column := 'comm_insee'; epci_column := 'epci_siren';
		joined_columns := '{epci_nom,comm_nom}';
	when 'poi' then
		source := 'public.poi'; key_column := 'poi_id'; geometry := 'record.geom';
		commune_column := 'comm_insee'; epci_column := 'epci_siren';
		joined_columns := '{epci_nom,comm_nom}';
	when 'contraintes' then
		source := 'public.contrainte'; key_column := 'contrainte_id'; geometry := 'record.geom';
		joined_columns := '{}';
	else
		raise sqlstate 'PT404' using
			message = format('Collection inconnue : « %s ».', p_collection),
			hint = 'Collections : epci, communes, sites, terrains, etablissements, friches, poi, contraintes.';
	end case;
end
$$;

-- New: the centre of a plot is no property of it.
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
		description, expression
	from (select * from own union all select * from joined) as property
	order by position
$$;

-- New: the collection contraintes.
create or replace function public.collections_summary(p_territory text) returns json
language plpgsql stable
set search_path = public, extensions
set jit = off
set max_parallel_workers_per_gather = 0
as $$
declare
	collection text;
	definition record;
	summary json;
	summaries json[] := '{}';
begin
	foreach collection in array array[
		'epci', 'communes', 'sites', 'terrains', 'etablissements', 'friches', 'poi', 'contraintes'
	]
	loop
		select * into definition from collection_definition(collection);
		execute format(
			'select json_build_object(
				''collection'', $2, ''count'', aggregate.count,
				''bbox'', case when st_xmin(extent) is not null then json_build_array(
					st_xmin(extent), st_ymin(extent), st_xmax(extent), st_ymax(extent)
				) end,
				''geometries'', located, ''sources'', sources, ''licences'', licences,
				''latest_source_date'', latest, ''demonstration'', demonstration
			)
			from (
				select count(*) as count, st_extent(%1$s) as extent, count(%1$s) as located,
					coalesce(array_agg(distinct source_nom), ''{}'') as sources,
					coalesce(
						array_agg(distinct source_licence) filter (where source_licence is not null), ''{}''
					) as licences,
					max(source_date) as latest,
					count(*) filter (where demonstration) as demonstration
				from %2$s as record where territory_id = $1
			) as aggregate',
			definition.geometry, definition.source
		) into summary using p_territory, collection;
		summaries := summaries || summary;
	end loop;
	return array_to_json(summaries);
end
$$;

alter table public.import_lot
	drop constraint import_lot_classe_check,
	add constraint import_lot_classe_check check (classe in (
		'commune',
		'epci',
		'contrainte',
		'site_eco',
		'terrain_eco',
		'unite_fonciere',
		'etablissement',
		'friche',
		'poi'
	));

-- New: the class contrainte.
create or replace function public.import_key_column(p_class text) returns text
language sql immutable
set search_path = public, extensions
as $$
	select case p_class
		when 'epci' then 'epci_siren' when 'commune' then 'comm_insee'
		when 'site_eco' then 'site_id' when 'terrain_eco' then 'terr_id'
		when 'unite_fonciere' then 'uf_id' when 'etablissement' then 'siret'
		when 'friche' then 'site_id' when 'poi' then 'poi_id'
		when 'contrainte' then 'contrainte_id'
	end
$$;

-- New: the centre and the shares of a plot are computed.
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
			'centre', 'part_zone_inondable_pct', 'part_zone_humide_pct', 'part_pente_forte_pct'
		)
	order by attnum
$$;

-- New: the shares of a plot, which our own export carries, are let through and not written.
create or replace function public.import_check_properties(p_lot uuid, p_class text) returns void
language plpgsql
set search_path = public, extensions
as $$
declare
	fault record;
begin
	select fiche -> 'properties' ->> import_key_column(p_class) as id, property.key, property.value
	into fault
	from import_lot cross join lateral jsonb_each_text(fiche -> 'properties') as property
	where lot = p_lot and classe = p_class
		and property.key not in (select name from import_columns(p_class))
		and property.key not in (
			'demonstration', 'publie', 'epci_siren', 'epci_nom', 'comm_insee', 'comm_nom',
			'site_epci_siren', 'site_epci_nom', 'site_comm_insee', 'site_comm_nom', 'secteur'
		)
		and not (p_class = 'friche' and property.key in ('geompoint', 'proprio_nom'))
		and not (p_class = 'terrain_eco' and property.key in (
			'site_nom', 'terr_acquereur', 'terr_cession_date', 'terr_vente_montant', 'terr_m2_prix',
			'part_zone_inondable_pct', 'part_zone_humide_pct', 'part_pente_forte_pct'
		))
	order by rang limit 1;
	if found then
		perform import_refuse(p_class, fault.id, fault.key, fault.value, 'un champ de cette classe');
	end if;
end
$$;

-- New: a constraint belongs to no commune, so that none is ever outside.
create or replace function public.import_records(p_lot uuid, p_territory text, p_class text) returns json
language plpgsql
set search_path = public, extensions
as $$
declare
	key_column text := import_key_column(p_class);
	columns text;
	point_column text := case p_class when 'friche' then ', geompoint' else '' end;
	outcome json;
begin
	perform import_check_properties(p_lot, p_class);
	perform import_check_fields(p_lot, p_class);
	perform import_check_keys(p_lot, p_territory, p_class);
	select string_agg(quote_ident(name), ', ') into columns from import_columns(p_class);
	execute format(
		'with staged as (
			select given, existing.publie as was_published, existing.%1$I is null as is_new,
				import_geometry(%2$L, given.%1$I, fiche -> ''geometry'') as located
			from import_lot
			cross join lateral jsonb_populate_record(null::public.%2$I, fiche -> ''properties'') as given
			left join public.%2$I as existing on existing.%1$I = given.%1$I
			where lot = $1 and classe = %2$L
		),
		written as (
			insert into public.%2$I (%3$s, territory_id, demonstration, publie, geom%4$s)
			select %5$s, $2, coalesce((given).demonstration, false),
				coalesce((given).publie, was_published, true), %6$s
			from staged
			on conflict (%1$I) do update set %7$s
			returning %1$I as id, %8$I as commune
		)
		select json_build_object(
			''inserted'', (select count(*) from staged where is_new),
			''updated'', (select count(*) from staged where not is_new),
			''outside'', coalesce(
				json_agg(id order by id) filter (where commune is null), ''[]''::json
			)
		)
		from written',
		key_column, p_class, columns, point_column,
		(select string_agg(format('(given).%I', name), ', ') from import_columns(p_class)),
		case p_class when 'friche' then
			'case st_dimension(located) when 2 then located end,
			coalesce(case st_dimension(located) when 0 then located end, (given).geompoint)'
		else 'located' end,
		(select string_agg(format('%1$s = excluded.%1$s', name), ', ')
			from unnest(string_to_array(
				columns || ', demonstration, publie, geom' || point_column, ', '
			)) as name),
		case p_class
			when 'site_eco' then 'site_comm_insee' when 'contrainte' then 'territory_id'
			else 'comm_insee'
		end
	) into outcome using p_lot, p_territory;
	perform import_restricted(p_lot, p_territory, p_class);
	return outcome;
end
$$;

-- New: the class contrainte, before the plots that it covers.
create or replace function public.import_apply(p_lot uuid, p_territory text) returns json
language plpgsql
set search_path = public, extensions
as $$
declare
	class text;
	outcome json;
	outcomes jsonb := '{}';
	fault_message text;
	fault_detail text;
	fault_column text;
	fault_constraint text;
begin
	if not exists (select from territory where territory_id = p_territory) then
		raise sqlstate 'PT404' using message = format('Territoire inconnu : « %s ».', p_territory);
	end if;
	if not exists (select from import_lot where lot = p_lot) then
		raise sqlstate 'PT404' using message = format('Lot d''import inconnu ou vide : %s.', p_lot);
	end if;
	foreach class in array array[
		'epci', 'commune', 'contrainte', 'site_eco', 'terrain_eco', 'unite_fonciere', 'etablissement',
		'friche', 'poi'
	]
	loop
		continue when not exists (select from import_lot where lot = p_lot and classe = class);
		if class in ('epci', 'commune') then
			outcome := import_contours(p_lot, p_territory, class);
		else
			outcome := import_records(p_lot, p_territory, class);
		end if;
		outcomes := outcomes || jsonb_build_object(class, outcome);
	end loop;
	update territory set demonstration_chargee = current_date
	where territory_id = p_territory and demonstration_chargee is null and exists (
		select from import_lot
		where lot = p_lot and fiche -> 'properties' -> 'demonstration' = 'true'
	);
	delete from import_lot where lot = p_lot;
	return outcomes::json;
exception when integrity_constraint_violation or data_exception then
	get stacked diagnostics
		fault_message = message_text, fault_detail = pg_exception_detail,
		fault_column = column_name, fault_constraint = constraint_name;
	if fault_column = '' then
		select attname into fault_column
		from pg_constraint join pg_attribute on attrelid = conrelid and attnum = conkey[1]
		where conrelid = ('public.' || class)::regclass and conname = fault_constraint;
	end if;
	raise sqlstate 'PT422' using
		message = format('%s : %s%s', class, 'champ « ' || fault_column || ' » : ', fault_message),
		detail = fault_detail,
		hint = 'Rien n''a été écrit.';
end
$$;

-- New: the class contrainte.
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
		'acces_restreint', 'terrain_eco', 'unite_fonciere', 'etablissement', 'friche', 'poi', 'site_eco',
		'contrainte'
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

revoke all on function
	public.covered_percent, public.vertex_mean, public.recompute_shares, public.follow_constraints
	from public, anon, authenticated;
grant execute on function
	public.covered_percent, public.vertex_mean, public.recompute_shares
	to service_role;
