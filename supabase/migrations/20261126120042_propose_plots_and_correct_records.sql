-- Plots proposed in answer to a brief, and records corrected by the agents of their EPCI (supabase/schemas/briefs, corrections, exchange).

create table public.correction (
	correction_id bigint generated always as identity primary key,
	territory_id text not null references public.territory on delete cascade,
	classe text not null check (classe in ('site_eco', 'terrain_eco', 'etablissement', 'friche')),
	objet_id text not null,
	epci_siren text,
	champ text not null,
	avant jsonb not null,
	apres jsonb not null,
	motif text check (length(motif) <= 1000),
	par uuid,
	par_nom text not null,
	le timestamptz not null default now(),
	close_le timestamptz,
	close_par text check (close_par in ('correction', 'source', 'agent')),
	constraint close_et_comment check ((close_le is null) = (close_par is null))
);

alter table public.demande add column langue text;

alter table public.demande_note add column terrains text[];

alter table public.courriel drop constraint courriel_genre_check;

alter table public.courriel add constraint courriel_genre_check CHECK ((genre = ANY (ARRAY['inscription'::text, 'compte existant'::text, 'mot de passe'::text, 'lien de connexion'::text, 'invitation'::text, 'annonce à vérifier'::text, 'annonce décidée'::text, 'annonce à confirmer'::text, 'annonce retirée'::text, 'demande reçue'::text, 'accusé de réception'::text, 'demande confiée'::text, 'terrains proposés'::text, 'alerte à confirmer'::text, 'alerte'::text])));

alter table public.demande add constraint demande_langue_check CHECK ((langue ~ '^[a-z]{2}$'::text));

alter table public.demande_note drop constraint demande_note_action_check;

alter table public.demande_note add constraint demande_note_action_check CHECK ((action = ANY (ARRAY['reçue'::text, 'note'::text, 'réponse'::text, 'sélection'::text, 'état'::text, 'attribution'::text, 'effacement'::text])));

alter table public.demande_note add constraint demande_note_check CHECK (((terrains IS NOT NULL) = (action = 'sélection'::text)));

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
		when 'terrain_eco' then
			', comm_insee, epci_siren, centre, part_zone_inondable_pct, part_zone_humide_pct, part_pente_forte_pct'
			', terr_surf_nette'
		else ''
	end;
	faulty record;
	ranks bigint[];
	staged integer;
	known integer;
	outside json;
begin
	if exists (select from import_lot where lot = p_lot and classe = p_class and not revu) then
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
				'staged.geom, staged.comm_insee, staged.epci_siren, staged.centre, staged.part_zone_inondable_pct,
				staged.part_zone_humide_pct, staged.part_pente_forte_pct, staged.terr_surf_nette'
			else 'staged.geom'
		end,
		(select string_agg(format('%1$s = excluded.%1$s', name), ', ') from unnest(names) as name),
		-- A record that is stored as it comes is not written again.
		(select string_agg(format('record.%s', name), ', ') from unnest(names) as name),
		(select string_agg(format('excluded.%s', name), ', ') from unnest(names) as name)
	) using p_lot, p_territory;
	perform set_config('forgeterre.plots_located', '', true);
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

-- What the review has found out is kept with the record, so that writing need not ask again.
create or replace function public.import_review(
	p_lot uuid, p_territory text, p_class text, p_after bigint, p_limit integer
) returns json
language plpgsql volatile
set search_path = public, extensions
set jit = off
set max_parallel_workers_per_gather = 0
as $$
declare
	ranks bigint[];
	remarks json;
begin
	select array_agg(rang order by rang) into ranks
	from (
		select rang from import_lot
		where lot = p_lot and classe = p_class and rang > p_after order by rang limit p_limit
	) as page;
	perform import_situate(p_territory, p_class, ranks);
	select json_agg(remark) into remarks from (
		select * from import_misfits(p_class, ranks) where p_class not in ('epci', 'commune')
		union all select * from import_places(p_territory, p_class, ranks)
		union all select * from import_links(p_lot, p_territory, p_class, ranks)
		union all select * from import_corrected(p_class, ranks)
	) as remark;
	update import_lot set revu = true where rang = any (ranks);
	return json_build_object(
		'last', ranks[cardinality(ranks)],
		'box', (
			select json_build_array(st_xmin(extent), st_ymin(extent), st_xmax(extent), st_ymax(extent))
			from (
				select st_extent(geom) as extent from commune where territory_id = p_territory
			) as territory where extent is not null
		),
		'remarks', coalesce(remarks, '[]'::json)
	);
end
$$;

-- A note stays as it was written; its text alone may go, once the brief's personal data are due to go.
create or replace function public.refuse_note_rewriting() returns trigger
language plpgsql
set search_path = public, extensions
as $$
begin
	if tg_op = 'DELETE' and not exists (select from demande where demande_id = old.demande_id) then
		return old;
	end if;
	if tg_op = 'UPDATE' and new.texte is null
		and (
			new.note_id, new.demande_id, new.action, new.etat, new.motif, new.terrains, new.par, new.par_nom,
			new.le
		) is not distinct from (
			old.note_id, old.demande_id, old.action, old.etat, old.motif, old.terrains, old.par, old.par_nom,
			old.le
		)
		and exists (select from demande where demande_id = old.demande_id and efface_le is not null)
	then
		return new;
	end if;
	raise sqlstate 'PT403' using
		message = 'Le suivi d''une demande ne se modifie pas.',
		hint = 'Ajoutez une note : elle dit ce qui a changé.';
end
$$;

-- p_brief: { territory, genre, epci, collection, objet_id, objet_nom, criteres, surface_min_ha, bloquants,
-- terrains_trouves, message, recue_le, echeance_le, langue, contact: { nom, societe, courriel, telephone } or null }.
-- The server calls it once the form has been checked.
create or replace function public.brief_leave(p_brief json) returns json
language plpgsql security definer
set search_path = public, extensions
as $$
declare
	v_id uuid;
	v_received timestamptz := (p_brief ->> 'recue_le')::timestamptz;
	v_contact json := p_brief -> 'contact';
begin
	insert into demande (
		territory_id, genre, epci, collection, objet_id, objet_nom, criteres, surface_min_ha,
		bloquants, terrains_trouves, message, recue_le, echeance_le, action_le, effacer_le, langue
	)
	values (
		p_brief ->> 'territory', p_brief ->> 'genre',
		array(select json_array_elements_text(p_brief -> 'epci') order by 1),
		p_brief ->> 'collection', p_brief ->> 'objet_id', p_brief ->> 'objet_nom',
		nullif((p_brief -> 'criteres')::jsonb, 'null'), (p_brief ->> 'surface_min_ha')::double precision,
		array(select json_array_elements_text(p_brief -> 'bloquants')),
		(p_brief ->> 'terrains_trouves')::integer, p_brief ->> 'message',
		v_received, (p_brief ->> 'echeance_le')::timestamptz, v_received,
		(v_received + contact_retention(p_brief ->> 'territory'))::date, p_brief ->> 'langue'
	)
	returning demande_id into v_id;
	if json_typeof(v_contact) = 'object' then
		insert into demande_contact (demande_id, nom, societe, courriel, telephone, consentement_le)
		values (
			v_id, v_contact ->> 'nom', v_contact ->> 'societe', v_contact ->> 'courriel',
			v_contact ->> 'telephone', v_received
		);
	end if;
	insert into demande_note (demande_id, action, etat, par_nom, le)
	values (v_id, 'reçue', 'nouvelle', 'Visiteur', v_received);
	return json_build_object('id', v_id);
end
$$;

create or replace function public.brief_detail(p_id uuid) returns json
language sql stable
set search_path = public, extensions
as $$
	select json_build_object(
		'id', demande_id, 'kind', genre, 'epci', epci, 'collection', collection,
		'objectId', objet_id, 'objectName', objet_nom, 'surfaceMinHa', surface_min_ha,
		'surfaceMaxHa', surface_max_ha, 'state', etat, 'reason', motif_perte,
		'assignedTo', attribuee_a, 'receivedAt', recue_le, 'dueAt', echeance_le,
		'answeredAt', premiere_reponse_le, 'closedAt', close_le, 'version', version,
		'criteria', criteres, 'blocking', bloquants, 'foundThen', terrains_trouves, 'message', message,
		'eraseOn', effacer_le, 'erasedAt', efface_le, 'language', langue,
		'contact', (
			select json_build_object(
				'name', nom, 'company', societe, 'email', courriel, 'phone', telephone,
				'consentAt', consentement_le
			)
			from demande_contact where demande_contact.demande_id = demande.demande_id
		),
		'notes', (
			select coalesce(json_agg(json_build_object(
				'id', note_id, 'action', action, 'state', etat, 'reason', motif, 'text', texte,
				'plots', terrains, 'by', par_nom, 'at', le
			) order by note_id), '[]')
			from demande_note where demande_note.demande_id = demande.demande_id
		)
	)
	from demande where demande_id = p_id
$$;

-- An answer by mail with plots, or without any where the mail leads to the search. It goes to who left the brief and
-- to nobody else, whatever the mail says; mail, history and clock are one write.
create or replace function public.brief_propose(
	p_id uuid, p_version integer, p_plots text[], p_text text, p_mail json
) returns json
language plpgsql security definer
set search_path = public, extensions
as $$
declare
	v_brief demande := brief_to_write(p_id, p_version);
	v_email text;
	v_gone text;
begin
	select courriel into v_email from demande_contact where demande_id = p_id;
	if v_brief.genre <> 'projet' or v_email is null then
		raise sqlstate 'PT409' using
			message = 'Personne à qui proposer des terrains : la demande est anonyme, ou ses coordonnées sont effacées.',
			hint = 'Une demande de foncier qui a une adresse électronique.',
			detail = json_build_object('code', 'proposal_nobody')::text;
	end if;
	if cardinality(p_plots) > 6 or p_plots is null or cardinality(p_plots) = 0 and v_brief.criteres is null then
		raise sqlstate 'PT400' using
			message = format('Une proposition de %s terrains ne peut être envoyée.', coalesce(cardinality(p_plots), 0)),
			hint = 'De 1 à 6 terrains, ou la recherche de la demande.',
			detail = json_build_object(
				'code', 'proposal_count', 'count', coalesce(cardinality(p_plots), 0), 'most', 6
			)::text;
	end if;
	if length(p_text) > 2000 or length(p_mail ->> 'text') > 20000 then
		raise sqlstate 'PT400' using
			message = format('Un mot de %s caractères ne peut être envoyé.', length(p_text)),
			hint = 'Un texte de 2 000 caractères au plus.',
			detail = json_build_object('code', 'note_length', 'count', length(p_text))::text;
	end if;
	select string_agg(coalesce(terr_lot || ' (' || given || ')', given), ', ' order by given) into v_gone
	from unnest(p_plots) as given
	left join terrain_eco as plot on plot.terr_id = given and plot.territory_id = v_brief.territory_id
	where plot.terr_id is null or not plot.publie
		or plot.terr_stade_comm = 'vendu, commercialisation achevée';
	if v_gone is not null then
		raise sqlstate 'PT409' using
			message = format('Ces terrains ne peuvent plus être proposés, retirés de la carte ou vendus : %s.', v_gone),
			hint = 'Des terrains publiés, qui ne sont pas vendus.',
			detail = json_build_object('code', 'proposal_gone', 'plots', v_gone)::text;
	end if;
	perform mail_leave(v_brief.territory_id, json_build_array(json_build_object(
		'kind', 'terrains proposés', 'to', v_email, 'subject', p_mail ->> 'subject', 'text', p_mail ->> 'text'
	)));
	insert into demande_note (demande_id, action, texte, terrains, par, par_nom)
	values (p_id, 'sélection', nullif(btrim(p_text), ''), p_plots, auth.uid(), brief_writer());
	update demande set premiere_reponse_le = coalesce(premiere_reponse_le, now()),
		etat = case when etat = 'nouvelle' then 'en cours' else etat end,
		attribuee_a = coalesce(attribuee_a, auth.uid())
	where demande_id = p_id;
	return json_build_object('version', brief_touch(p_id));
end
$$;

create or replace function public.correctable_columns(p_class text) returns text[]
language plpgsql stable
set search_path = public, extensions
as $$
begin
	return array(
		select name from import_columns(p_class)
		where name <> import_key_column(p_class) and name not like 'source%'
	) || case when p_class in ('site_eco', 'friche') then array['source_producteur'] else '{}' end;
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
	if p_class is null or p_class <> all (allowed_values('public.correction', 'classe')) then
		raise sqlstate 'PT404' using
			message = format('« %s » n''est pas une classe de fiches qui se corrigent.', p_class),
			hint = array_to_string(allowed_values('public.correction', 'classe'), ', '),
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
		'history', (
			select coalesce(json_agg(json_build_object(
				'id', correction_id, 'field', champ, 'before', avant, 'after', apres, 'reason', motif,
				'by', par_nom, 'at', le, 'closedAt', close_le, 'closedBy', close_par
			) order by correction_id desc), '[]')
			from correction
			where classe = p_class and objet_id = p_id and territory_id = p_territory
		)
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
	v_changed text[];
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
	select array_agg(key) into v_changed from jsonb_object_keys(p_changes) as key
	where v_record.given -> key is distinct from v_after -> key;
	if v_changed is null then
		return 0;
	end if;
	update correction set close_le = now(), close_par = 'correction'
	where classe = p_class and objet_id = p_id and champ = any (v_changed) and close_le is null;
	insert into correction (
		territory_id, classe, objet_id, epci_siren, champ, avant, apres, motif, par, par_nom
	)
	select p_territory, p_class, p_id, v_record.epci, key, v_record.given -> key, v_after -> key,
		nullif(btrim(p_reason), ''), auth.uid(), member_label(auth.uid())
	from unnest(v_changed) as key;
	return cardinality(v_changed);
end
$$;

create or replace function public.correction_lift(
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
		and fiche -> 'properties' -> champ is distinct from apres;
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
		and fiche -> 'properties' -> champ = apres;
	update import_lot set fiche = jsonb_set(fiche, '{properties}', (fiche -> 'properties') - standing.fields)
	from (
		select objet_id, array_agg(champ) as fields from correction
		where classe = p_class and close_le is null group by objet_id
	) as standing
	where lot = p_lot and import_lot.classe = p_class
		and objet_id = fiche -> 'properties' ->> key_column;
end
$$;

create unique index correction_en_cours on public.correction (classe, objet_id, champ) where close_le is null;

create index correction_fiche on public.correction (classe, objet_id, correction_id);

create index correction_territory_id on public.correction (territory_id, le);

create policy lecture_par_agent on public.correction
	for select to authenticated
	using (is_agent_of(territory_id, epci_siren));

alter table public.correction enable row level security;

comment on column public.correction.apres is 'Valeur corrigée ; null en JSON quand elle est vidée';

comment on column public.correction.avant is 'Valeur d''avant ; null en JSON quand elle était vide';

comment on column public.correction.champ is 'Champ corrigé';

comment on column public.correction.classe is 'Table de la fiche';

comment on column public.correction.close_le is 'Depuis quand le champ suit de nouveau sa source ; vide tant que la correction tient';

comment on column public.correction.close_par is 'Ce qui a clos la correction : une autre du même champ, la source qui dit la même chose, ou un agent qui s''en remet à la source';

comment on column public.correction.correction_id is 'Rang de la correction';

comment on column public.correction.epci_siren is 'EPCI où la fiche se trouvait alors ; vide hors du territoire';

comment on column public.correction.le is 'Date et heure';

comment on column public.correction.motif is 'D''où l''agent tient la valeur, dans ses mots';

comment on column public.correction.objet_id is 'Clé de la fiche';

comment on column public.correction.par is 'Compte qui a corrigé';

comment on column public.correction.par_nom is 'Nom de qui a corrigé, tel qu''il était alors';

comment on column public.correction.territory_id is 'Territoire de la fiche';

comment on column public.demande.langue is 'Langue de la page où la demande a été laissée ; vide si elle l''a été avant que cela se garde';

comment on column public.demande_note.terrains is 'Identifiants des terrains proposés par courriel ; aucun quand le courriel renvoie à la recherche ; vide pour toute autre action';

comment on column public.demande_note.texte is 'Note interne, mot d''une proposition, ou à qui la demande est confiée';

comment on function public.brief_propose(p_id uuid, p_version integer, p_plots text[], p_text text, p_mail json) is 'Propose des terrains par courriel à qui a laissé une demande, le note dans son suivi et arrête l''horloge';

comment on function public.correctable_columns(p_class text) is 'Champs d''une classe qu''un agent corrige : ni la clé, ni la provenance, ni ce qui est calculé';

comment on function public.correctable_record(p_territory text, p_class text, p_id text, p_lock boolean, OUT given jsonb, OUT epci text, OUT columns text[]) is 'Valeurs d''une fiche qui se corrigent, et son EPCI ; refuse qui n''en est pas agent';

comment on function public.correction_lift(p_territory text, p_class text, p_id text, p_field text) is 'S''en remet de nouveau à la source pour un champ corrigé : sa valeur reste jusqu''au prochain import ; pour un agent de l''EPCI';

comment on function public.import_corrected(p_class text, p_ranks bigint[]) is 'Champs corrigés par un agent sur lesquels des fiches déposées disent autre chose : l''import les garde';

comment on function public.import_respect_corrections(p_lot uuid, p_class text) is 'Retire d''un lot déposé ce qui changerait un champ corrigé, et clôt les corrections que la source reprend';

comment on function public.record_correct(p_territory text, p_class text, p_id text, p_version text, p_changes jsonb, p_reason text) is 'Corrige des champs d''une fiche et garde ce qu''ils disaient ; rend le nombre de champs changés ; pour un agent de l''EPCI';

comment on function public.record_to_correct(p_territory text, p_class text, p_id text) is 'Ce qu''un agent peut corriger d''une fiche de son EPCI, et ce qui l''a été ; refuse les autres';

comment on table public.correction is 'Corrections de fiches par les agents de leur EPCI, champ par champ ; tant qu''une correction n''est pas close, un import ne change pas son champ';

revoke all on function public.brief_propose(p_id uuid, p_version integer, p_plots text[], p_text text, p_mail json) from public, anon, authenticated, service_role;
grant execute on function public.brief_propose(p_id uuid, p_version integer, p_plots text[], p_text text, p_mail json) to authenticated, service_role;

revoke all on function public.correctable_columns(p_class text) from public, anon, authenticated, service_role;
grant execute on function public.correctable_columns(p_class text) to service_role;

revoke all on function public.correctable_record(p_territory text, p_class text, p_id text, p_lock boolean, OUT given jsonb, OUT epci text, OUT columns text[]) from public, anon, authenticated, service_role;
grant execute on function public.correctable_record(p_territory text, p_class text, p_id text, p_lock boolean, OUT given jsonb, OUT epci text, OUT columns text[]) to service_role;

revoke all on function public.correction_lift(p_territory text, p_class text, p_id text, p_field text) from public, anon, authenticated, service_role;
grant execute on function public.correction_lift(p_territory text, p_class text, p_id text, p_field text) to authenticated, service_role;

revoke all on function public.import_corrected(p_class text, p_ranks bigint[]) from public, anon, authenticated, service_role;
grant execute on function public.import_corrected(p_class text, p_ranks bigint[]) to service_role;

revoke all on function public.import_respect_corrections(p_lot uuid, p_class text) from public, anon, authenticated, service_role;
grant execute on function public.import_respect_corrections(p_lot uuid, p_class text) to service_role;

revoke all on function public.record_correct(p_territory text, p_class text, p_id text, p_version text, p_changes jsonb, p_reason text) from public, anon, authenticated, service_role;
grant execute on function public.record_correct(p_territory text, p_class text, p_id text, p_version text, p_changes jsonb, p_reason text) to authenticated, service_role;

revoke all on function public.record_to_correct(p_territory text, p_class text, p_id text) from public, anon, authenticated, service_role;
grant execute on function public.record_to_correct(p_territory text, p_class text, p_id text) to authenticated, service_role;

revoke all on sequence public.correction_correction_id_seq from public, anon, authenticated, service_role;
grant select, update, usage on sequence public.correction_correction_id_seq to service_role;

revoke all on table public.correction from public, anon, authenticated, service_role;
grant delete, insert, references, trigger, truncate, update on table public.correction to service_role;
grant select on table public.correction to authenticated, service_role;
