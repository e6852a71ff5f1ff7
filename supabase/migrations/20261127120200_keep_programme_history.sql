drop index public.correction_en_cours;

alter table public.correction drop constraint correction_classe_check;
alter table public.correction add constraint correction_classe_check
	check (classe in ('site_eco', 'terrain_eco', 'etablissement', 'friche', 'programme_action'));

-- An action of the plan keeps its history beside corrections, and is changed by programme_save alone.
create or replace function public.correctable_classes() returns text[]
language sql stable
set search_path = public, extensions
as $$
	select array_remove(allowed_values('public.correction', 'classe'), 'programme_action')
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
		'select to_jsonb(record) - array[''geom'', ''geompoint'', ''centre''], record.%I
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

create or replace function public.correction_history(p_territory text, p_class text, p_id text) returns json
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

-- What differs between two states of a record becomes its history: who, when, from what to what.
create or replace function public.correction_keep(
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

create or replace function public.record_to_correct(p_territory text, p_class text, p_id text) returns json
language plpgsql stable security definer
set search_path = public, extensions
as $$
declare
	v_record record;
begin
	select * into v_record from correctable_record(p_territory, p_class, p_id, false);
	return json_build_object(
		'values', v_record.given, 'version', md5(v_record.given::text), 'epci', v_record.epci,
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
	v_after jsonb;
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
	begin
		execute format(
			'update public.%1$I as record set (%2$s) = (select %2$s from jsonb_populate_record(record, $1) as given)
			where record.%3$I = $2',
			p_class, (select string_agg(quote_ident(key), ', ') from jsonb_object_keys(p_changes) as key),
			import_key_column(p_class)
		) using p_changes, p_id;
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
	select given into v_after from correctable_record(p_territory, p_class, p_id, false);
	return correction_keep(
		p_territory, p_class, p_id, v_record.epci, v_record.given, v_after, p_reason
	);
end
$$;

-- Linked records by their name of the day and their key, so that a history stays readable once they are gone.
create or replace function public.programme_state(p_territory text, p_id text) returns jsonb
language sql stable
set search_path = public, extensions
as $$
	select (to_jsonb(one) || jsonb_build_object('liens', (
		select string_agg(
			format('%s (%s)', programme_link_name(p_territory, genre, cible), cible), ', '
			order by genre, cible
		)
		from programme_lien as link
		where link.territory_id = one.territory_id and link.action_id = one.action_id
	))) - array['territory_id', 'action_id', 'version', 'demonstration', 'source_methode', 'source_licence']
	from programme_action as one
	where territory_id = p_territory and action_id = p_id
$$;

create or replace function public.programme_history(p_territory text, p_id text) returns json
language sql stable security definer
set search_path = public, extensions
as $$
	select case when member_role(p_territory) in ('agent', 'administrateur')
		then correction_history(p_territory, 'programme_action', p_id) else '[]' end
$$;

-- The version is that of the action as its author read it, 0 for a new one.
create or replace function public.programme_save(
	p_territory text, p_action json, p_version integer
) returns integer
language plpgsql security definer
set search_path = public, extensions
as $$
declare
	v_id text := p_action->>'action_id';
	v_version integer;
	v_before jsonb;
begin
	perform refuse_unless_administrator(p_territory);
	perform programme_refuse_unless_known(p_territory, p_action);
	select version into v_version from programme_action
	where territory_id = p_territory and action_id = v_id
	for update;
	if coalesce(v_version, 0) <> p_version then
		raise sqlstate 'PT409' using
			message = format('L''action « %s » a été modifiée ou créée entre-temps.', v_id),
			hint = 'Relisez-la, puis recommencez.',
			detail = json_build_object('code', 'programme_version', 'value', v_id)::text;
	end if;
	v_before := programme_state(p_territory, v_id);
	perform programme_write(p_territory, p_action, p_version + 1);
	perform correction_keep(
		p_territory, 'programme_action', v_id, null, coalesce(v_before, '{}'),
		case when v_before is null then jsonb_build_object('action_id', v_id)
			else programme_state(p_territory, v_id) end,
		null
	);
	return p_version + 1;
end
$$;

create unique index correction_en_cours on public.correction (territory_id, classe, objet_id, champ) where close_le is null;

comment on function public.correctable_classes() is 'Classes dont un agent corrige les fiches';

comment on function public.correction_history(p_territory text, p_class text, p_id text) is 'Ce qui a été corrigé d''une fiche, du plus récent au plus ancien ; ce que le compte peut en lire';

comment on function public.correction_keep(p_territory text, p_class text, p_id text, p_epci text, p_before jsonb, p_after jsonb, p_reason text) is 'Garde ce qui a changé d''une fiche, champ par champ, avec qui et quand ; le nombre de champs changés';

comment on function public.programme_history(p_territory text, p_id text) is 'Qui a changé quoi d''une action, et quand ; vide pour qui n''est ni agent ni administrateur du territoire';

comment on function public.programme_save(p_territory text, p_action json, p_version integer) is 'Crée ou remplace une action et ses liens, et garde ce qui change ; pour un administrateur, refusée (409) sur une version dépassée';

comment on function public.programme_state(p_territory text, p_id text) is 'Ce qu''une action dit, champ par champ, ses liens en mots ; vide quand il n''y a pas de telle action';

comment on table public.correction is 'Corrections de fiches par les agents de leur EPCI, et d''actions du plan, champ par champ ; tant qu''une correction n''est pas close, un import ne change pas son champ';

revoke all on function public.correctable_classes() from public, anon, authenticated, service_role;
grant execute on function public.correctable_classes() to service_role;

revoke all on function public.correction_history(p_territory text, p_class text, p_id text) from public, anon, authenticated, service_role;
grant execute on function public.correction_history(p_territory text, p_class text, p_id text) to service_role;

revoke all on function public.correction_keep(p_territory text, p_class text, p_id text, p_epci text, p_before jsonb, p_after jsonb, p_reason text) from public, anon, authenticated, service_role;
grant execute on function public.correction_keep(p_territory text, p_class text, p_id text, p_epci text, p_before jsonb, p_after jsonb, p_reason text) to service_role;

revoke all on function public.programme_history(p_territory text, p_id text) from public, anon, authenticated, service_role;
grant execute on function public.programme_history(p_territory text, p_id text) to authenticated, service_role;

revoke all on function public.programme_state(p_territory text, p_id text) from public, anon, authenticated, service_role;
grant execute on function public.programme_state(p_territory text, p_id text) to service_role;
