-- The one way in for records: features are staged in a lot, then applied in one transaction.

create function public.import_chunk(p_lot uuid, p_class text, p_features json) returns integer
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
	insert into import_lot (lot, classe, fiche)
	select p_lot, p_class, feature from json_array_elements(p_features) as feature;
	get diagnostics staged = row_count;
	return staged;
end
$$;

comment on function public.import_chunk is 'Dépose des fiches GeoJSON d''une classe dans un lot';

create function public.import_discard(p_lot uuid) returns integer
language plpgsql
set search_path = public, extensions
as $$
declare
	discarded integer;
begin
	delete from import_lot where lot = p_lot;
	get diagnostics discarded = row_count;
	return discarded;
end
$$;

comment on function public.import_discard is 'Abandonne un lot déposé ; rend le nombre de fiches';

create function public.import_key_column(p_class text) returns text
language sql immutable
set search_path = public, extensions
as $$
	select case p_class
		when 'epci' then 'epci_siren' when 'commune' then 'comm_insee'
		when 'site_eco' then 'site_id' when 'terrain_eco' then 'terr_id'
		when 'unite_fonciere' then 'uf_id' when 'etablissement' then 'siret'
		when 'friche' then 'site_id' when 'poi' then 'poi_id'
	end
$$;

-- Columns a record may state: not those computed from its geometry or its activity.
create function public.import_columns(
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
			'comm_insee', 'epci_siren', 'site_comm_insee', 'site_epci_siren'
		)
	order by attnum
$$;

create function public.import_refuse(
	p_class text, p_id text, p_field text, p_value text, p_expected text
) returns void
language plpgsql
set search_path = public, extensions
as $$
begin
	raise sqlstate 'PT422' using
		message = format('%s %s : champ « %s » : reçu %s ; attendu : %s.',
			p_class, coalesce(p_id, '(sans clé)'), p_field,
			coalesce('« ' || p_value || ' »', 'rien'), p_expected),
		hint = 'Rien n''a été écrit.';
end
$$;

create function public.import_check_properties(p_lot uuid, p_class text) returns void
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
			'site_nom', 'terr_acquereur', 'terr_cession_date', 'terr_vente_montant', 'terr_m2_prix'
		))
	order by rang limit 1;
	if found then
		perform import_refuse(p_class, fault.id, fault.key, fault.value, 'un champ de cette classe');
	end if;
end
$$;

create function public.import_check_fields(p_lot uuid, p_class text) returns void
language plpgsql
set search_path = public, extensions
as $$
declare
	field record;
	fault record;
begin
	for field in
		select * from import_columns(p_class) where required or allowed is not null
	loop
		select fiche -> 'properties' ->> import_key_column(p_class) as id,
			fiche -> 'properties' ->> field.name as value
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

create function public.import_check_keys(p_lot uuid, p_territory text, p_class text) returns void
language plpgsql
set search_path = public, extensions
as $$
declare
	key_column text := import_key_column(p_class);
	fault record;
begin
	select fiche -> 'properties' ->> key_column as id into fault
	from import_lot where lot = p_lot and classe = p_class
	group by 1 having count(*) > 1 limit 1;
	if found then
		perform import_refuse(p_class, fault.id, key_column, fault.id, 'une clé citée une seule fois');
	end if;
	execute format(
		'select record.%1$I as id, record.territory_id
		from public.%2$I as record
		join import_lot on fiche -> ''properties'' ->> %1$L = record.%1$I
		where lot = $1 and classe = %2$L and record.territory_id <> $2 limit 1',
		key_column, p_class
	) into fault using p_lot, p_territory;
	if fault.id is not null then
		perform import_refuse(p_class, fault.id, key_column, fault.id, format(
			'une clé libre (celle-ci appartient au territoire « %s »)', fault.territory_id
		));
	end if;
end
$$;

-- Geometry of a staged feature in the type of its table, or an error that says what is wrong.
create function public.import_geometry(
	p_class text, p_id text, p_geometry jsonb
) returns extensions.geometry
language plpgsql stable
set search_path = public, extensions
as $$
declare
	located geometry;
	expected text := case
		when p_class = 'poi' then 'un point'
		when p_class = 'etablissement' then 'un ou plusieurs points'
		when p_class = 'friche' then 'un point ou une surface'
		else 'une surface'
	end;
begin
	if p_geometry is null or p_geometry = 'null' then
		return null;
	end if;
	begin
		located := st_setsrid(st_force2d(st_geomfromgeojson(p_geometry)), 4326);
	exception when internal_error or data_exception then
		perform import_refuse(p_class, p_id, 'geometry', left(p_geometry::text, 80), 'une géométrie GeoJSON');
	end;
	if st_isempty(located) or not (
		st_xmin(located) >= -180 and st_xmax(located) <= 180
		and st_ymin(located) >= -90 and st_ymax(located) <= 90
	) then
		perform import_refuse(
			p_class, p_id, 'geometry', left(st_astext(located), 80), 'des coordonnées en degrés'
		);
	end if;
	if not st_isvalid(located) then
		perform import_refuse(
			p_class, p_id, 'geometry', st_isvalidreason(located), 'une géométrie valide'
		);
	end if;
	if p_class in ('poi', 'unite_fonciere') and st_numgeometries(located) = 1 then
		located := st_geometryn(located, 1);
	elsif p_class not in ('poi', 'unite_fonciere', 'friche') or st_dimension(located) = 2 then
		located := st_multi(located);
	end if;
	if geometrytype(located) <> all (case p_class
		when 'poi' then array['POINT'] when 'etablissement' then array['MULTIPOINT']
		when 'unite_fonciere' then array['POLYGON'] when 'friche' then array['POINT', 'MULTIPOLYGON']
		else array['MULTIPOLYGON']
	end) then
		perform import_refuse(p_class, p_id, 'geometry', geometrytype(located), expected);
	end if;
	return located;
end
$$;

-- Owners, buyers and prices travel with their record and are split off here. A later file that
-- does not state them leaves them as they are.
create function public.import_restricted(p_lot uuid, p_territory text, p_class text) returns void
language sql
set search_path = public, extensions
as $$
	insert into acces_restreint as target (
		classe, objet_id, proprio_nom, terr_acquereur, terr_cession_date, terr_vente_montant,
		terr_m2_prix, territory_id, source_nom, source_date, source_methode, source_licence,
		source_url, demonstration
	)
	select p_class, fiche -> 'properties' ->> import_key_column(p_class),
		given.proprio_nom, given.terr_acquereur, given.terr_cession_date,
		given.terr_vente_montant, given.terr_m2_prix, p_territory, given.source_nom,
		given.source_date, given.source_methode, given.source_licence, given.source_url,
		coalesce(given.demonstration, false)
	from import_lot
	cross join lateral jsonb_populate_record(null::acces_restreint, fiche -> 'properties') as given
	where lot = p_lot and import_lot.classe = p_class and p_class in ('terrain_eco', 'friche')
		and coalesce(
			given.proprio_nom, given.terr_acquereur, given.terr_cession_date::text,
			given.terr_vente_montant::text, given.terr_m2_prix::text
		) is not null
	on conflict (classe, objet_id) do update set
		proprio_nom = coalesce(excluded.proprio_nom, target.proprio_nom),
		terr_acquereur = coalesce(excluded.terr_acquereur, target.terr_acquereur),
		terr_cession_date = coalesce(excluded.terr_cession_date, target.terr_cession_date),
		terr_vente_montant = coalesce(excluded.terr_vente_montant, target.terr_vente_montant),
		terr_m2_prix = coalesce(excluded.terr_m2_prix, target.terr_m2_prix),
		source_nom = excluded.source_nom, source_date = excluded.source_date,
		source_methode = excluded.source_methode, source_licence = excluded.source_licence,
		source_url = excluded.source_url, demonstration = excluded.demonstration
$$;

create function public.import_records(p_lot uuid, p_territory text, p_class text) returns json
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
		case p_class when 'site_eco' then 'site_comm_insee' else 'comm_insee' end
	) into outcome using p_lot, p_territory;
	perform import_restricted(p_lot, p_territory, p_class);
	return outcome;
end
$$;

-- Communes and EPCI are members or not: a file brings their contour, never a new member.
create function public.import_contours(p_lot uuid, p_territory text, p_class text) returns json
language plpgsql
set search_path = public, extensions
as $$
declare
	key_column text := import_key_column(p_class);
	fault record;
	replaced integer;
begin
	perform import_check_keys(p_lot, p_territory, p_class);
	execute format(
		'select fiche -> ''properties'' ->> %1$L as id from import_lot
		where lot = $1 and classe = %2$L and not exists (
			select from public.%2$I as member
			where member.%1$I = fiche -> ''properties'' ->> %1$L and member.territory_id = $2
		)
		order by rang limit 1',
		key_column, p_class
	) into fault using p_lot, p_territory;
	get diagnostics replaced = row_count;
	if replaced > 0 then
		perform import_refuse(p_class, fault.id, key_column, fault.id, format(
			'le code d''un membre du territoire « %s »', p_territory
		));
	end if;
	select fiche -> 'properties' ->> key_column as id into fault
	from import_lot
	where lot = p_lot and classe = p_class and coalesce(fiche -> 'geometry', 'null') = 'null'
	order by rang limit 1;
	if found then
		perform import_refuse(p_class, fault.id, 'geometry', null, 'une surface');
	end if;
	execute format(
		'update public.%2$I as member set
			geom = located.geom,
			contour_methode = coalesce(given ->> ''contour_methode'', ''officiel''),
			source_nom = given ->> ''source_nom'',
			source_date = (given ->> ''source_date'')::date,
			source_methode = given ->> ''source_methode'',
			source_licence = given ->> ''source_licence'',
			source_url = given ->> ''source_url'' %3$s
		from (
			select fiche -> ''properties'' as given, import_geometry(
				%2$L, fiche -> ''properties'' ->> %1$L, fiche -> ''geometry''
			) as geom
			from import_lot where lot = $1 and classe = %2$L
		) as located
		where member.%1$I = given ->> %1$L',
		key_column, p_class,
		case p_class when 'commune' then
			', surface_ha = coalesce(
				(given ->> ''surface_ha'')::double precision, member.surface_ha, area_ha(located.geom)
			)'
		else '' end
	) using p_lot;
	get diagnostics replaced = row_count;
	return json_build_object('inserted', 0, 'updated', replaced, 'outside', '[]'::json);
end
$$;

create function public.import_apply(p_lot uuid, p_territory text) returns json
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
		'epci', 'commune', 'site_eco', 'terrain_eco', 'unite_fonciere', 'etablissement', 'friche', 'poi'
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

comment on function public.import_apply is
	'Applique un lot à un territoire, en entier ou pas du tout ; rend les nombres par classe';

revoke all on function
	public.import_chunk, public.import_discard, public.import_key_column, public.import_columns,
	public.import_refuse, public.import_check_properties, public.import_check_fields,
	public.import_check_keys, public.import_geometry, public.import_restricted,
	public.import_records, public.import_contours, public.import_apply
	from public, anon, authenticated;
grant execute on function
	public.import_chunk, public.import_discard, public.import_key_column, public.import_columns,
	public.import_refuse, public.import_check_properties, public.import_check_fields,
	public.import_check_keys, public.import_geometry, public.import_restricted,
	public.import_records, public.import_contours, public.import_apply
	to service_role;
