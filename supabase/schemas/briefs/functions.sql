-- How briefs come in, are followed and forgotten. The caller's right is checked in every function.

-- A note stays as it was written; its text alone may go, once the brief's personal data are due to go.
create function public.refuse_note_rewriting() returns trigger
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

comment on function public.refuse_note_rewriting is
	'Refuse toute réécriture du suivi ; seul le texte d''une note s''efface, avec le contact';

create trigger append_only before update or delete on public.demande_note
	for each row execute function public.refuse_note_rewriting();

create function public.contact_retention(p_territory text) returns interval
language sql stable
set search_path = public, extensions
as $$
	select make_interval(months => coalesce(
		(select (configuration #>> '{listings,contactRetentionMonths}')::integer
		from territory where territory_id = p_territory),
		24
	))
$$;

comment on function public.contact_retention is
	'Temps pendant lequel le contact d''une demande se garde après la dernière action';

-- p_brief: { territory, genre, epci, collection, objet_id, objet_nom, criteres, surface_min_ha, bloquants,
-- terrains_trouves, message, recue_le, echeance_le, langue, contact: { nom, societe, courriel, telephone } or null }.
-- The server calls it once the form has been checked.
create function public.brief_leave(p_brief json) returns json
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

comment on function public.brief_leave is
	'Inscrit une demande et son contact ; pour le serveur, une fois le formulaire vérifié';

create function public.brief_recipients(p_id uuid) returns json
language sql stable security definer
set search_path = public, extensions
as $$
	with concerned as (
		select membre.role, membre.courriel
		from demande join membre using (territory_id)
		where demande_id = p_id and (
			role = 'administrateur'
			or role = 'agent' and exists (
				select from membre_epci
				where membre_epci.user_id = membre.user_id and epci_siren = any (demande.epci)
			)
		)
	)
	-- Administrators are written to only where no agent would be.
	select coalesce(json_agg(courriel order by courriel), '[]')
	from concerned
	where role = 'agent' or not exists (select from concerned where role = 'agent')
$$;

comment on function public.brief_recipients is
	'Adresses des agents à prévenir d''une demande ; des administrateurs s''il n''y a pas d''agent';

create function public.brief_assignee(p_id uuid) returns text
language sql stable security definer
set search_path = public, extensions
as $$
	select coalesce(membre.nom, membre.courriel)
	from demande join membre on membre.user_id = demande.attribuee_a
	where demande_id = p_id and (
		is_administrator(demande.territory_id)
		or exists (select from unnest(demande.epci) as one where is_agent_of(demande.territory_id, one))
	)
$$;

comment on function public.brief_assignee is 'Nom de qui suit une demande, pour qui peut la lire';

-- One line a brief, the most urgent first: what is open by its deadline, then what is closed.
create function public.brief_list(
	p_territory text, p_filters json, p_limit integer, p_offset integer
) returns json
language sql stable
set search_path = public, extensions
as $$
	with kept as (
		select demande.*, close_le is not null as closed
		from demande
		where territory_id = p_territory
			and (p_filters ->> 'state' is null or etat = p_filters ->> 'state')
			and (p_filters ->> 'open' is distinct from 'true' or close_le is null)
			and (p_filters ->> 'kind' is null or genre = p_filters ->> 'kind')
			and (p_filters ->> 'epci' is null or p_filters ->> 'epci' = any (epci))
			and (
				p_filters ->> 'assigned' is null
				or p_filters ->> 'assigned' = 'moi' and attribuee_a = auth.uid()
				or p_filters ->> 'assigned' = 'personne' and attribuee_a is null
			)
	), page as (
		select * from kept
		order by closed, case when not closed then echeance_le end, close_le desc, demande_id
		limit least(p_limit, 200) offset p_offset
	)
	select json_build_object(
		'total', (select count(*) from kept),
		'briefs', coalesce(json_agg(json_build_object(
			'id', demande_id, 'kind', genre, 'epci', page.epci, 'collection', collection,
			'objectId', objet_id, 'objectName', objet_nom, 'surfaceMinHa', surface_min_ha,
			'surfaceMaxHa', surface_max_ha, 'state', etat, 'reason', motif_perte,
			'company', (
				select societe from demande_contact where demande_contact.demande_id = page.demande_id
			),
			'assignedTo', attribuee_a, 'assignedName', brief_assignee(demande_id),
			'receivedAt', recue_le, 'dueAt', echeance_le,
			'answeredAt', premiere_reponse_le, 'closedAt', close_le
		) order by closed, case when not closed then echeance_le end, close_le desc, demande_id), '[]')
	)
	from page
$$;

comment on function public.brief_list is
	'Demandes que le compte peut lire, la plus urgente d''abord ; p_filters : state, open, kind, epci, assigned';

create function public.brief_detail(p_id uuid) returns json
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

comment on function public.brief_detail is 'Une demande, son contact et son suivi ; vide si le compte ne peut la lire';

-- The brief, locked, once the caller may write to it and has read its last version.
create function public.brief_to_write(p_id uuid, p_version integer) returns public.demande
language plpgsql security definer
set search_path = public, extensions
as $$
declare
	v_brief demande;
	v_last demande_note;
begin
	select * into v_brief from demande where demande_id = p_id for update;
	if v_brief.demande_id is null or not (
		is_administrator(v_brief.territory_id)
		or exists (select from unnest(v_brief.epci) as one where is_agent_of(v_brief.territory_id, one))
	) then
		raise sqlstate 'PT404' using
			message = format('Aucune demande « %s » parmi celles de vos EPCI.', p_id),
			hint = 'Une demande remise à l''un de vos EPCI.',
			detail = json_build_object('code', 'brief_unknown')::text;
	end if;
	if v_brief.version is distinct from p_version then
		select * into v_last from demande_note where demande_id = p_id order by note_id desc limit 1;
		raise sqlstate 'PT409' using
			message = format(
				'%s a changé cette demande le %s : elle en est à la version %s, vous aviez lu la version %s.',
				v_last.par_nom, to_char(v_last.le at time zone 'Europe/Paris', 'DD/MM/YYYY à HH24:MI'),
				v_brief.version, coalesce(p_version::text, 'inconnue')
			),
			hint = 'Relisez la demande, puis recommencez.',
			detail = json_build_object('code', 'brief_stale', 'by', v_last.par_nom, 'at', v_last.le)::text;
	end if;
	return v_brief;
end
$$;

comment on function public.brief_to_write is
	'La demande, si le compte peut l''écrire et en a lu la dernière version ; refuse sinon';

create function public.brief_writer() returns text
language sql stable security definer
set search_path = public, extensions
as $$
	select coalesce(nom, courriel) from membre where user_id = auth.uid()
$$;

comment on function public.brief_writer is 'Nom sous lequel le compte signe le suivi d''une demande';

-- Every write counts as an action: it moves the day when the contact goes, and the version.
create function public.brief_touch(p_id uuid) returns integer
language sql security definer
set search_path = public, extensions
as $$
	update demande set
		version = version + 1,
		action_le = now(),
		effacer_le = (now() + contact_retention(territory_id))::date
	where demande_id = p_id
	returning version
$$;

comment on function public.brief_touch is 'Compte une action : version, date, et jour de l''effacement';

create function public.brief_note(
	p_id uuid, p_version integer, p_text text, p_answered boolean
) returns json
language plpgsql security definer
set search_path = public, extensions
as $$
begin
	perform brief_to_write(p_id, p_version);
	if btrim(coalesce(p_text, '')) = '' and not coalesce(p_answered, false) or length(p_text) > 2000 then
		raise sqlstate 'PT400' using
			message = format('Une note de %s caractères ne peut être ajoutée.', length(btrim(coalesce(p_text, '')))),
			hint = 'Un texte de 1 à 2 000 caractères.',
			detail = json_build_object(
				'code', 'note_length',
				'count', length(btrim(coalesce(p_text, '')))
			)::text;
	end if;
	insert into demande_note (demande_id, action, texte, par, par_nom)
	values (
		p_id, case when p_answered then 'réponse' else 'note' end,
		nullif(btrim(p_text), ''), auth.uid(), brief_writer()
	);
	if p_answered then
		update demande set premiere_reponse_le = coalesce(premiere_reponse_le, now()),
			etat = case when etat = 'nouvelle' then 'en cours' else etat end,
			attribuee_a = coalesce(attribuee_a, auth.uid())
		where demande_id = p_id;
	end if;
	return json_build_object('version', brief_touch(p_id));
end
$$;

comment on function public.brief_note is
	'Ajoute une note interne ; p_answered : le demandeur a eu une réponse, ce qui arrête l''horloge';

create function public.brief_colleagues(p_id uuid) returns json
language sql stable security definer
set search_path = public, extensions
as $$
	select coalesce(json_agg(json_build_object(
		'userId', colleague.user_id, 'name', coalesce(colleague.nom, colleague.courriel),
		'email', colleague.courriel
	) order by coalesce(colleague.nom, colleague.courriel)), '[]')
	from demande join membre as colleague using (territory_id)
	where demande_id = p_id
		and (
			is_administrator(demande.territory_id)
			or exists (select from unnest(demande.epci) as one where is_agent_of(demande.territory_id, one))
		)
		and (
			colleague.role = 'administrateur'
			or colleague.role = 'agent' and exists (
				select from membre_epci
				where membre_epci.user_id = colleague.user_id and epci_siren = any (demande.epci)
			)
		)
$$;

comment on function public.brief_colleagues is
	'À qui une demande peut être confiée : les agents de ses EPCI et les administrateurs';

-- Without p_to the brief is everybody's again.
create function public.brief_assign(p_id uuid, p_version integer, p_to uuid) returns json
language plpgsql security definer
set search_path = public, extensions
as $$
declare
	v_colleague json;
begin
	perform brief_to_write(p_id, p_version);
	if p_to is not null then
		select one into v_colleague from json_array_elements(brief_colleagues(p_id)) as one
		where one ->> 'userId' = p_to::text;
		if v_colleague is null then
			raise sqlstate 'PT400' using
				message = format('Le compte « %s » ne suit aucun des EPCI de cette demande.', p_to),
				hint = 'Un agent de l''un de ses EPCI, ou un administrateur.',
				detail = json_build_object('code', 'assignee_unknown')::text;
		end if;
	end if;
	update demande set attribuee_a = p_to,
		etat = case when etat = 'nouvelle' and p_to is not null then 'en cours' else etat end
	where demande_id = p_id;
	insert into demande_note (demande_id, action, texte, par, par_nom)
	values (p_id, 'attribution', v_colleague ->> 'name', auth.uid(), brief_writer());
	return json_build_object('version', brief_touch(p_id), 'email', v_colleague ->> 'email');
end
$$;

comment on function public.brief_assign is 'Confie une demande à un agent, ou à personne ; rend son adresse';

create function public.brief_set_state(
	p_id uuid, p_version integer, p_state text, p_reason text, p_text text
) returns json
language plpgsql security definer
set search_path = public, extensions
as $$
declare
	v_brief demande := brief_to_write(p_id, p_version);
	v_states text[] := case v_brief.genre
		when 'projet' then array['nouvelle', 'en cours', 'visite', 'gagnée', 'perdue']
		else array['nouvelle', 'en cours', 'traitée']
	end;
	v_reasons text[] := allowed_values('public.demande', 'motif_perte');
begin
	if p_state is null or p_state <> all (v_states) then
		raise sqlstate 'PT400' using
			message = format('L''état « %s » n''est pas celui d''une demande de ce genre.', p_state),
			hint = array_to_string(v_states, ', '),
			detail = json_build_object('code', 'brief_state', 'value', p_state)::text;
	end if;
	if p_state = 'perdue' and (p_reason is null or p_reason <> all (v_reasons)) then
		raise sqlstate 'PT400' using
			message = format('Le motif « %s » ne dit pas pourquoi la demande est perdue.', p_reason),
			hint = array_to_string(v_reasons, ', '),
			detail = json_build_object('code', 'brief_reason', 'value', p_reason)::text;
	end if;
	if length(p_text) > 2000 then
		raise sqlstate 'PT400' using
			message = format('Une note de %s caractères ne peut être ajoutée.', length(p_text)),
			hint = 'Un texte de 2 000 caractères au plus.',
			detail = json_build_object('code', 'note_length', 'count', length(p_text))::text;
	end if;
	update demande set
		etat = p_state,
		motif_perte = case when p_state = 'perdue' then p_reason end,
		close_le = case when p_state in ('gagnée', 'perdue', 'traitée') then now() end,
		premiere_reponse_le = case
			when p_state in ('nouvelle', 'en cours') then premiere_reponse_le
			else coalesce(premiere_reponse_le, now())
		end,
		attribuee_a = case when p_state = 'nouvelle' then attribuee_a else coalesce(attribuee_a, auth.uid()) end
	where demande_id = p_id;
	insert into demande_note (demande_id, action, etat, motif, texte, par, par_nom)
	values (
		p_id, 'état', p_state, case when p_state = 'perdue' then p_reason end,
		nullif(btrim(p_text), ''), auth.uid(), brief_writer()
	);
	return json_build_object('version', brief_touch(p_id));
end
$$;

comment on function public.brief_set_state is
	'Change l''état d''une demande ; « perdue » demande un motif de la liste';

-- An answer by mail with plots, or without any where the mail leads to the search. It goes to who left the brief and
-- to nobody else, whatever the mail says; mail, history and clock are one write.
create function public.brief_propose(
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

comment on function public.brief_propose is
	'Propose des terrains par courriel à qui a laissé une demande, le note dans son suivi et arrête l''horloge';

-- What was asked stays, for the missing land; who asked, and every free text, go.
create function public.erase_brief_contact(p_id uuid, p_by text) returns void
language plpgsql security definer
set search_path = public, extensions
as $$
begin
	delete from demande_contact where demande_id = p_id;
	update demande set message = null, efface_le = now(),
		criteres = case when criteres ? 'text' then jsonb_set(criteres, '{text}', '""') else criteres end
	where demande_id = p_id;
	update demande_note set texte = null where demande_id = p_id and texte is not null;
	insert into demande_note (demande_id, action, par, par_nom) values (p_id, 'effacement', auth.uid(), p_by);
end
$$;

comment on function public.erase_brief_contact is
	'Efface le contact et les textes libres d''une demande ; garde ce qui était demandé';

create function public.brief_erase(p_id uuid, p_version integer) returns json
language plpgsql security definer
set search_path = public, extensions
as $$
declare
	v_brief demande := brief_to_write(p_id, p_version);
begin
	if v_brief.efface_le is not null then
		raise sqlstate 'PT409' using
			message = format('Le contact de cette demande est déjà effacé depuis le %s.', v_brief.efface_le::date),
			hint = 'Une demande dont le contact n''est pas effacé.',
			detail = json_build_object('code', 'contact_erased', 'at', v_brief.efface_le)::text;
	end if;
	perform erase_brief_contact(p_id, brief_writer());
	return json_build_object('version', brief_touch(p_id));
end
$$;

comment on function public.brief_erase is
	'Efface le contact et les textes d''une demande, quand la personne le demande';

create function public.erase_expired_contacts(p_today date) returns integer
language plpgsql security definer
set search_path = public, extensions
as $$
declare
	v_id uuid;
	v_count integer := 0;
begin
	for v_id in
		select demande_id from demande where efface_le is null and effacer_le <= p_today for update
	loop
		perform erase_brief_contact(v_id, 'Système');
		v_count := v_count + 1;
	end loop;
	return v_count;
end
$$;

comment on function public.erase_expired_contacts is
	'Efface les contacts et les textes arrivés à leur terme ; rend leur nombre';

create trigger never_emptied before truncate on public.demande_note
	for each statement execute function public.refuse_truncation();
