-- Records corrected in place by the agents of their EPCI. A correction stands until an agent leaves the field to its
-- source again, or the source says the same: an import keeps the field, and its review tells what the file says.

create function public.correctable_columns(p_class text) returns text[]
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

comment on function public.correctable_columns is
	'Champs d''une classe qu''un agent corrige, dont le contour d''une surface : ni la clé, ni la provenance, ni ce qui est calculé';

-- An action of the plan keeps its history beside corrections, and is changed by programme_save alone.
create function public.correctable_classes() returns text[]
language sql stable
set search_path = public, extensions
as $$
	select array_remove(allowed_values('public.correction', 'classe'), 'programme_action')
$$;

comment on function public.correctable_classes is 'Classes dont un agent corrige les fiches';

-- The record with what is corrected of it, for who may correct it; locked where p_lock says so.
create function public.correctable_record(
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

comment on function public.correctable_record is
	'Valeurs d''une fiche qui se corrigent, son contour en GeoJSON, et son EPCI ; refuse qui n''en est pas agent';

create function public.correction_history(p_territory text, p_class text, p_id text) returns json
language sql stable
set search_path = public, extensions
as $$
	select coalesce(json_agg(json_build_object(
		'id', correction_id, 'field', champ, 'before', avant, 'after', apres, 'reason', motif,
		'by', par_nom, 'at', le, 'closedAt', close_le, 'closedBy', close_par
	) order by correction_id desc), '[]')
	from correction
	where classe = p_class and objet_id = p_id and territory_id = p_territory
$$;

comment on function public.correction_history is
	'Ce qui a été corrigé d''une fiche, du plus récent au plus ancien ; ce que le compte peut en lire';

-- What differs between two states of a record becomes its history: who, when, from what to what.
create function public.correction_keep(
	p_territory text, p_class text, p_id text, p_epci text, p_before jsonb, p_after jsonb, p_reason text
) returns integer
language plpgsql
set search_path = public, extensions
as $$
declare
	v_changed text[];
begin
	select array_agg(key order by key) into v_changed from jsonb_object_keys(p_after) as key
	where p_before -> key is distinct from p_after -> key;
	update correction set close_le = now(), close_par = 'correction'
	where territory_id = p_territory and classe = p_class and objet_id = p_id
		and champ = any (v_changed) and close_le is null;
	insert into correction (
		territory_id, classe, objet_id, epci_siren, champ, avant, apres, motif, par, par_nom
	)
	select p_territory, p_class, p_id, p_epci, key, coalesce(p_before -> key, 'null'), p_after -> key,
		nullif(btrim(p_reason), ''), auth.uid(), member_label(auth.uid())
	from unnest(v_changed) as key;
	return coalesce(cardinality(v_changed), 0);
end
$$;

comment on function public.correction_keep is
	'Garde ce qui a changé d''une fiche, champ par champ, avec qui et quand ; le nombre de champs changés';

create function public.record_to_correct(p_territory text, p_class text, p_id text) returns json
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
		'listing', (
			select annonce_id from annonce where p_class = 'terrain_eco' and terr_id = p_id limit 1
		),
		'history', correction_history(p_territory, p_class, p_id)
	);
end
$$;

comment on function public.record_to_correct is
	'Ce qu''un agent peut corriger d''une fiche de son EPCI, et ce qui l''a été ; refuse les autres';

-- The changes with an outline as its table keeps it, and the surface with it where it is that of the former outline and
-- nobody states another.
create function public.correction_with_outline(
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

comment on function public.correction_with_outline is
	'Champs corrigés, le contour comme sa table le garde, et la surface avec lui quand elle était celle de l''ancien contour';

-- p_changes: the fields that change, with their new values; null empties. p_version is that of the values that were
-- read: who corrects after somebody else reads their values first.
create function public.record_correct(
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

comment on function public.record_correct is
	'Corrige des champs d''une fiche et garde ce qu''ils disaient ; rend le nombre de champs changés ; pour un agent de l''EPCI';

create function public.correction_lift(
	p_territory text, p_class text, p_id text, p_field text
) returns integer
language plpgsql security definer
set search_path = public, extensions
as $$
declare
	lifted integer;
begin
	perform correctable_record(p_territory, p_class, p_id, true);
	update correction set close_le = now(), close_par = 'agent'
	where classe = p_class and objet_id = p_id and champ = p_field and close_le is null;
	get diagnostics lifted = row_count;
	return lifted;
end
$$;

comment on function public.correction_lift is
	'S''en remet de nouveau à la source pour un champ corrigé : sa valeur reste jusqu''au prochain import ; pour un agent de l''EPCI';

-- What corrected fields say in a staged lot that is another thing than the correction.
create function public.import_corrected(
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

comment on function public.import_corrected is
	'Champs corrigés par un agent sur lesquels des fiches déposées disent autre chose : l''import les garde';

-- Before a class is written: what says the same as a correction closes it, and what says another thing is taken out.
create function public.import_respect_corrections(p_lot uuid, p_class text) returns void
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

comment on function public.import_respect_corrections is
	'Retire d''un lot déposé ce qui changerait un champ corrigé, et clôt les corrections que la source reprend';
