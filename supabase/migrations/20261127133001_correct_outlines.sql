create or replace function public.correctable_columns(p_class text) returns text[]
language plpgsql stable
set search_path = public, extensions
as $$
begin
	return array(
		select name from import_columns(p_class)
		where name <> import_key_column(p_class) and name not like 'source%'
	) || case when p_class in ('site_eco', 'friche') then array['source_producteur'] else '{}' end
		|| case when p_class in ('site_eco', 'terrain_eco', 'friche') then array['geom'] else '{}' end;
end
$$;

-- The record with what is corrected of it, for who may correct it; locked where p_lock says so.
create or replace function public.correctable_record(
	p_territory text, p_class text, p_id text, p_lock boolean,
	out given jsonb, out epci text, out columns text[]
)
language plpgsql security definer
set search_path = public, extensions
as $$
begin
	if p_class is null or p_class <> all (correctable_classes()) then
		raise sqlstate 'PT404' using
			message = format('« %s » n''est pas une classe de fiches qui se corrigent.', p_class),
			hint = array_to_string(correctable_classes(), ', '),
			detail = json_build_object('code', 'correction_unknown', 'value', p_class)::text;
	end if;
	columns := correctable_columns(p_class);
	execute format(
		'select to_jsonb(record) - array[''geompoint'', ''centre'']
			|| jsonb_build_object(''geom'', st_asgeojson(record.geom)::jsonb), record.%I
		from public.%I as record where record.%I = $1 and record.territory_id = $2 %s',
		case p_class when 'site_eco' then 'site_epci_siren' else 'epci_siren' end,
		p_class, import_key_column(p_class), case when p_lock then 'for update' end
	) into given, epci using p_id, p_territory;
	if given is null or not is_agent_of(p_territory, epci) then
		raise sqlstate 'PT404' using
			message = format('Aucune fiche « %s » parmi celles de vos EPCI.', p_id),
			hint = 'Une fiche de l''un de vos EPCI.',
			detail = json_build_object('code', 'correction_unknown', 'value', p_id)::text;
	end if;
	select jsonb_object_agg(key, value) into given from jsonb_each(given) where key = any (columns);
end
$$;

create or replace function public.record_to_correct(p_territory text, p_class text, p_id text) returns json
language plpgsql stable security definer
set search_path = public, extensions
as $$
declare
	v_record record;
begin
	select * into v_record from correctable_record(p_territory, p_class, p_id, false);
	return json_build_object(
		'values', v_record.given - 'geom', 'outline', v_record.given -> 'geom',
		'hasOutline', 'geom' = any (v_record.columns),
		'version', md5(v_record.given::text), 'epci', v_record.epci,
		'labels', (
			select json_object_agg(attname, col_description(attrelid, attnum))
			from pg_attribute
			where attrelid = ('public.' || p_class)::regclass and attname = any (v_record.columns)
		),
		'listing', (
			select annonce_id from annonce where p_class = 'terrain_eco' and terr_id = p_id limit 1
		),
		'history', correction_history(p_territory, p_class, p_id)
	);
end
$$;

-- The changes with an outline as its table keeps it, and the surface with it where it is that of the former outline and
-- nobody states another.
create or replace function public.correction_with_outline(
	p_class text, p_before jsonb, p_changes jsonb
) returns jsonb
language plpgsql stable
set search_path = public, extensions
as $$
declare
	v_shape record;
	v_area text := case p_class when 'terrain_eco' then 'terr_surf_brute' when 'site_eco' then 'site_surf_brute' end;
begin
	if not p_changes ? 'geom' then
		return p_changes;
	end if;
	select * into v_shape from import_located(p_class, p_changes -> 'geom');
	if v_shape.located is null or st_dimension(v_shape.located) <> 2 then
		raise sqlstate 'PT422' using
			message = format('Contour : reçu « %s », attendu %s.',
				coalesce(v_shape.received, left(p_changes ->> 'geom', 80), 'rien'),
				coalesce(v_shape.expected, 'une surface')),
			hint = 'Rien n''a été écrit.',
			detail = json_build_object(
				'code', 'correction_outline',
				'value', coalesce(v_shape.received, left(p_changes ->> 'geom', 80), '')
			)::text;
	end if;
	return jsonb_set(p_changes, '{geom}', to_jsonb(v_shape.located::text)) || case
		when not p_changes ? v_area and (p_before ->> v_area)::double precision
			= area_ha(st_setsrid(st_geomfromgeojson(p_before -> 'geom'), 4326))
		then jsonb_build_object(v_area, area_ha(v_shape.located)) else '{}' end;
end
$$;

-- p_changes: the fields that change, with their new values; null empties. p_version is that of the values that were
-- read: who corrects after somebody else reads their values first.
create or replace function public.record_correct(
	p_territory text, p_class text, p_id text, p_version text, p_changes jsonb, p_reason text
) returns integer
language plpgsql security definer
set search_path = public, extensions
as $$
declare
	v_record record;
	v_unknown text;
	v_listing uuid;
	v_changes jsonb;
	v_after record;
	v_constraint text;
	v_column text;
begin
	select * into v_record from correctable_record(p_territory, p_class, p_id, true);
	select annonce_id into v_listing from annonce where p_class = 'terrain_eco' and terr_id = p_id limit 1;
	if v_listing is not null then
		raise sqlstate 'PT409' using
			message = 'Ce terrain vient d''une annonce : sa prochaine version effacerait la correction.',
			hint = 'Corrigez l''annonce.',
			detail = json_build_object('code', 'correction_listing')::text;
	end if;
	select min(key) into v_unknown from jsonb_object_keys(p_changes) as key where key <> all (v_record.columns);
	if v_unknown is not null or length(p_reason) > 1000 then
		raise sqlstate 'PT400' using
			message = format('« %s » ne se corrige pas.', coalesce(v_unknown, left(p_reason, 40))),
			hint = 'Un champ de la fiche, et un motif de 1 000 caractères au plus.',
			detail = json_build_object('code', 'correction_field', 'value', coalesce(v_unknown, 'motif'))::text;
	end if;
	if md5(v_record.given::text) is distinct from p_version then
		raise sqlstate 'PT409' using
			message = 'Cette fiche a changé depuis que vous l''avez lue.',
			hint = 'Relisez-la, puis recommencez.',
			detail = json_build_object('code', 'correction_stale')::text;
	end if;
	v_changes := correction_with_outline(p_class, v_record.given, p_changes);
	begin
		execute format(
			'update public.%1$I as record set (%2$s) = (select %2$s from jsonb_populate_record(record, $1) as given)
			where record.%3$I = $2',
			p_class, (select string_agg(quote_ident(key), ', ') from jsonb_object_keys(v_changes) as key),
			import_key_column(p_class)
		) using v_changes, p_id;
	exception when integrity_constraint_violation or data_exception or syntax_error then
		get stacked diagnostics v_constraint = constraint_name, v_column = column_name;
		if v_column = '' then
			select attname into v_column
			from pg_constraint join pg_attribute on attrelid = conrelid and attnum = conkey[1]
			where conrelid = ('public.' || p_class)::regclass and conname = v_constraint;
		end if;
		raise sqlstate 'PT422' using
			message = format('Champ « %s » : reçu « %s », que la base n''admet pas.', v_column, p_changes ->> v_column),
			hint = 'Rien n''a été écrit.',
			detail = json_build_object(
				'code', 'correction_value', 'value', coalesce(p_changes ->> v_column, ''), 'column', v_column
			)::text;
	end;
	begin
		select * into v_after from correctable_record(p_territory, p_class, p_id, false);
	exception when sqlstate 'PT404' then
		raise sqlstate 'PT422' using
			message = 'Ce contour sort de vos EPCI.',
			hint = 'Un contour dont le point intérieur reste dans un EPCI dont vous êtes agent ; rien n''a été écrit.',
			detail = json_build_object('code', 'correction_outside')::text;
	end;
	return correction_keep(
		p_territory, p_class, p_id, v_record.epci, v_record.given, v_after.given, p_reason
	);
end
$$;

-- What corrected fields say in a staged lot that is another thing than the correction.
create or replace function public.import_corrected(
	p_class text, p_ranks bigint[]
) returns table (id text, code text, field text, value text)
language plpgsql stable
set search_path = public, extensions
as $$
#variable_conflict use_column
begin
	return query
	select objet_id, 'corrected', champ, fiche -> 'properties' ->> champ
	from import_lot
	join correction on correction.classe = p_class and close_le is null
		and objet_id = fiche -> 'properties' ->> import_key_column(p_class)
	where rang = any (p_ranks) and fiche -> 'properties' ? champ
		and fiche -> 'properties' -> champ is distinct from apres
	union all
	select objet_id, 'corrected', champ, area_ha(located) || ' ha'
	from import_lot
	join correction on correction.classe = p_class and close_le is null and champ = 'geom'
		and objet_id = fiche -> 'properties' ->> import_key_column(p_class)
	cross join lateral import_located(p_class, fiche -> 'geometry')
	where rang = any (p_ranks) and st_asgeojson(located)::jsonb <> apres;
end
$$;

-- Before a class is written: what says the same as a correction closes it, and what says another thing is taken out.
create or replace function public.import_respect_corrections(p_lot uuid, p_class text) returns void
language plpgsql
set search_path = public, extensions
as $$
declare
	key_column text := import_key_column(p_class);
begin
	update correction set close_le = now(), close_par = 'source'
	from import_lot
	where lot = p_lot and import_lot.classe = p_class and correction.classe = p_class and close_le is null
		and objet_id = fiche -> 'properties' ->> key_column
		and (fiche -> 'properties' -> champ = apres or champ = 'geom' and (
			select st_asgeojson(located)::jsonb = apres from import_located(p_class, fiche -> 'geometry')
		));
	-- The lot is laid where the corrected outline lies.
	update import_lot set fiche = jsonb_set(fiche, '{geometry}', apres), geom = null, situe = false
	from correction
	where lot = p_lot and import_lot.classe = p_class and correction.classe = p_class and close_le is null
		and champ = 'geom' and objet_id = fiche -> 'properties' ->> key_column;
	update import_lot set fiche = jsonb_set(fiche, '{properties}', (fiche -> 'properties') - standing.fields)
	from (
		select objet_id, array_agg(champ) as fields from correction
		where classe = p_class and close_le is null group by objet_id
	) as standing
	where lot = p_lot and import_lot.classe = p_class
		and objet_id = fiche -> 'properties' ->> key_column;
end
$$;

comment on function public.correctable_columns(p_class text) is 'Champs d''une classe qu''un agent corrige, dont le contour d''une surface : ni la clé, ni la provenance, ni ce qui est calculé';

comment on function public.correctable_record(p_territory text, p_class text, p_id text, p_lock boolean, OUT given jsonb, OUT epci text, OUT columns text[]) is 'Valeurs d''une fiche qui se corrigent, son contour en GeoJSON, et son EPCI ; refuse qui n''en est pas agent';

comment on function public.correction_with_outline(p_class text, p_before jsonb, p_changes jsonb) is 'Champs corrigés, le contour comme sa table le garde, et la surface avec lui quand elle était celle de l''ancien contour';

revoke all on function public.correction_with_outline(p_class text, p_before jsonb, p_changes jsonb) from public, anon, authenticated, service_role;
grant execute on function public.correction_with_outline(p_class text, p_before jsonb, p_changes jsonb) to service_role;
