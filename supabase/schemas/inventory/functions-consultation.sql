-- The consultation of 30 days: opened by an agent, answered by secret link, once. Only a link's SHA-256 is kept.

create function public.refuse_unless_keeper(p_territory text, p_epci text) returns void
language plpgsql stable
set search_path = public, extensions
as $$
begin
	if not is_agent_of(p_territory, p_epci) or not exists (
		select from epci where territory_id = p_territory and epci_siren = p_epci
	) then
		raise sqlstate 'PT403' using
			message = format('L''inventaire de l''EPCI « %s » est tenu par ses agents.', p_epci),
			hint = 'Un compte d''agent de cet EPCI.',
			detail = json_build_object('code', 'campaign_agents', 'value', coalesce(p_epci, ''))::text;
	end if;
end
$$;

-- p_people: [{ unit, mail, role, name }]. All of them, or nobody.
create function public.consultation_open(p_territory text, p_epci text, p_people json) returns json
language plpgsql security definer
set search_path = public, extensions
as $$
declare
	v_id uuid;
	v_end date;
	v_fault text;
begin
	perform refuse_unless_keeper(p_territory, p_epci);
	perform pg_advisory_xact_lock(hashtext('consultation ' || p_epci));
	select close_le into v_end from consultation
	where territory_id = p_territory and epci_siren = p_epci and close_le >= local_day();
	if v_end is not null then
		raise sqlstate 'PT409' using
			message = format('Une consultation de cet EPCI est ouverte jusqu''au %s.', to_char(v_end, 'DD/MM/YYYY')),
			hint = 'Une à la fois : attendez sa fin.',
			detail = json_build_object('code', 'consultation_open', 'at', v_end)::text;
	elsif coalesce(json_array_length(p_people), 0) = 0 or json_array_length(p_people) > 5000 then
		raise sqlstate 'PT400' using
			message = 'Personne à consulter, ou plus de 5 000 personnes.',
			hint = 'De 1 à 5 000 destinataires.',
			detail = json_build_object('code', 'consultation_nobody')::text;
	end if;
	select person ->> 'unit' into v_fault
	from json_array_elements(p_people) as person
	left join unite_fonciere as unit on unit.uf_id = person ->> 'unit' and unit.territory_id = p_territory
		and unit.epci_siren = p_epci
	where unit.uf_id is null limit 1;
	if found then
		raise sqlstate 'PT404' using
			message = format('Aucune unité foncière « %s » dans cet EPCI.', v_fault),
			hint = 'L''identifiant d''une unité de l''EPCI qui consulte.',
			detail = json_build_object('code', 'unit_unknown', 'value', coalesce(v_fault, ''))::text;
	end if;
	select person ->> 'mail' into v_fault from json_array_elements(p_people) as person
	where coalesce(person ->> 'mail', '') !~ '^[^@[:space:]]+@[^@[:space:]]+\.[^@[:space:]]+$'
		or length(person ->> 'mail') > 254 limit 1;
	if found then
		raise sqlstate 'PT400' using
			message = format('« %s » n''est pas une adresse électronique.', v_fault),
			hint = 'Une adresse, nom@domaine.fr.',
			detail = json_build_object('code', 'consultation_mail', 'value', coalesce(v_fault, ''))::text;
	end if;
	insert into consultation (territory_id, epci_siren, close_le, par, par_nom)
	values (p_territory, p_epci, local_day() + 30, auth.uid(), member_label(auth.uid()))
	returning consultation_id into v_id;
	insert into consultation_destinataire (consultation_id, uf_id, courriel, qualite, nom)
	select v_id, person ->> 'unit', lower(person ->> 'mail'), person ->> 'role', person ->> 'name'
	from json_array_elements(p_people) as person
	on conflict on constraint consultation_une_fois do nothing;
	return json_build_object('id', v_id, 'closesOn', local_day() + 30);
end
$$;

comment on function public.consultation_open is
	'Ouvre la consultation de 30 jours d''un EPCI auprès de ces personnes, pour un agent de cet EPCI ; une à la fois';

-- What an agent reads of the consultations and decisions of an EPCI, the last first.
create function public.consultation_read(p_territory text, p_epci text) returns json
language plpgsql stable security definer
set search_path = public, extensions
as $$
begin
	perform refuse_unless_keeper(p_territory, p_epci);
	return json_build_object(
		'decisions', (
			select coalesce(json_agg(json_build_object(
				'day', decision_le, 'act', acte, 'refresh', (decision_le + interval '6 years')::date
			) order by decision_le desc), '[]')
			from inventaire_decision where territory_id = p_territory and epci_siren = p_epci
		),
		'consultations', (
			select coalesce(json_agg(json_build_object(
				'id', consultation_id, 'openedOn', ouverte_le, 'closesOn', close_le, 'by', par_nom,
				'isOpen', close_le >= local_day(), 'people', (
					select json_agg(json_build_object(
						'id', destinataire_id, 'unit', uf_id, 'mail', courriel, 'role', qualite, 'name', nom,
						'writtenOn', ecrit_le, 'answer', reponse, 'note', remarque, 'answeredAt', to_json(repondu_le)
					) order by repondu_le desc nulls last, uf_id, courriel)
					from consultation_destinataire as person where person.consultation_id = consultation.consultation_id
				)
			) order by ouverte_le desc), '[]')
			from consultation where territory_id = p_territory and epci_siren = p_epci
		)
	);
end
$$;

comment on function public.consultation_read is
	'Consultations et décisions d''un EPCI, avec les personnes consultées et leurs réponses, pour ses agents';

-- p_links: [{ id, hash }]: new links, in place of former ones, of people who have not answered.
create function public.consultation_send(p_consultation uuid, p_links json) returns json
language plpgsql security definer
set search_path = public, extensions
as $$
declare
	v_one consultation;
	v_written json;
begin
	select * into v_one from consultation where consultation_id = p_consultation;
	perform refuse_unless_keeper(v_one.territory_id, v_one.epci_siren);
	if v_one.close_le < local_day() then
		raise sqlstate 'PT410' using
			message = format('La consultation est close depuis le %s.', to_char(v_one.close_le, 'DD/MM/YYYY')),
			hint = 'Ouvrez une nouvelle consultation.',
			detail = json_build_object('code', 'consultation_closed', 'at', v_one.close_le)::text;
	end if;
	with written as (
		update consultation_destinataire as person set jeton_empreinte = link ->> 'hash', ecrit_le = local_day()
		from json_array_elements(p_links) as link
		where person.destinataire_id = (link ->> 'id')::uuid and person.consultation_id = p_consultation
			and person.reponse is null
		returning person.destinataire_id, person.courriel, person.nom, person.uf_id
	)
	select coalesce(json_agg(json_build_object(
		'id', destinataire_id, 'mail', courriel, 'name', nom, 'unit', uf_id
	) order by courriel), '[]') into v_written from written;
	return v_written;
end
$$;

comment on function public.consultation_send is
	'Donne de nouveaux liens à des personnes consultées qui n''ont pas répondu, pour un agent de l''EPCI ; rend à qui les écrire';

-- Who a link is for; refused where it is none, was answered by, or came too late.
create function public.consultation_addressee(p_hash text) returns public.consultation_destinataire
language plpgsql stable
set search_path = public, extensions
as $$
declare
	v_person consultation_destinataire;
	v_end date;
begin
	select * into v_person from consultation_destinataire where jeton_empreinte = p_hash;
	if v_person.destinataire_id is null then
		raise sqlstate 'PT404' using
			message = 'Ce lien n''est pas, ou n''est plus, celui d''une consultation.',
			hint = 'Le lien du dernier courriel reçu, en entier.',
			detail = json_build_object('code', 'consultation_link')::text;
	elsif v_person.reponse is not null then
		raise sqlstate 'PT409' using
			message = format('Vous avez répondu le %s ; une réponse ne se change pas.', to_char(v_person.repondu_le, 'DD/MM/YYYY')),
			hint = 'Écrivez à l''intercommunalité si quelque chose est à reprendre.',
			detail = json_build_object('code', 'consultation_answered', 'at', v_person.repondu_le)::text;
	end if;
	select close_le into v_end from consultation where consultation_id = v_person.consultation_id;
	if v_end < local_day() then
		raise sqlstate 'PT410' using
			message = format('La consultation est close depuis le %s.', to_char(v_end, 'DD/MM/YYYY')),
			hint = 'Écrivez à l''intercommunalité.',
			detail = json_build_object('code', 'consultation_closed', 'at', v_end)::text;
	end if;
	return v_person;
end
$$;

create function public.consultation_unit(p_hash text) returns json
language plpgsql stable security definer
set search_path = public, extensions
as $$
declare
	v_person consultation_destinataire := consultation_addressee(p_hash);
	v_unit unite_fonciere;
begin
	select * into v_unit from unite_fonciere where uf_id = v_person.uf_id;
	return (
		select json_build_object(
			'name', v_person.nom, 'role', v_person.qualite, 'closesOn', consultation.close_le,
			'epci', (select epci_nom from epci where epci_siren = consultation.epci_siren),
			'unit', v_unit.uf_id, 'parcels', v_unit.uf_refcad, 'areaM2', coalesce(v_unit.uf_surface_m2, 0),
			'site', (select site_nom from site_eco where site_id = v_unit.site_id),
			'day', judged.jour, 'state', judged.etat, 'why', judged.motif, 'since', judged.depuis,
			'occupants', (
				select coalesce(json_agg(coalesce(firm.etab_nom, link.siret, link.occupant_type) order by link.du), '[]')
				from unite_occupant as link
				left join etablissement as firm on firm.siret = link.siret and firm.publie
				where link.uf_id = v_unit.uf_id and link.au is null
			)
		)
		from consultation
		left join judged_units(v_unit.territory_id, array[date_trunc('year', local_day())::date]) as judged
			on judged.uf_id = v_unit.uf_id
		where consultation.consultation_id = v_person.consultation_id
	);
end
$$;

comment on function public.consultation_unit is
	'Fiche de l''unité sur laquelle une personne est consultée, par l''empreinte de son lien ; elle ne nomme pas d''autre propriétaire';

create function public.consultation_answer(p_hash text, p_answer text, p_note text) returns json
language plpgsql security definer
set search_path = public, extensions
as $$
declare
	v_person consultation_destinataire;
begin
	-- Of two answers at once the second finds the first.
	perform 1 from consultation_destinataire where jeton_empreinte = p_hash for update;
	v_person := consultation_addressee(p_hash);
	if not coalesce(p_answer in ('exact', 'inexact'), false) then
		raise sqlstate 'PT400' using
			message = format('« %s » ne dit pas si la fiche est exacte.', p_answer),
			hint = 'exact ou inexact.',
			detail = json_build_object('code', 'consultation_choice', 'value', coalesce(p_answer, ''))::text;
	elsif p_answer = 'inexact' and coalesce(btrim(p_note), '') = '' then
		raise sqlstate 'PT400' using
			message = 'Ce qui est inexact n''est pas dit.',
			hint = 'Quelques mots sur ce qui est à reprendre.',
			detail = json_build_object('code', 'consultation_why')::text;
	elsif length(p_note) > 4000 then
		raise sqlstate 'PT400' using
			message = format('Une remarque de %s caractères est trop longue.', length(p_note)),
			hint = '4 000 caractères au plus.',
			detail = json_build_object('code', 'consultation_note', 'value', length(p_note)::text)::text;
	end if;
	update consultation_destinataire set reponse = p_answer, remarque = nullif(btrim(p_note), ''), repondu_le = now()
	where destinataire_id = v_person.destinataire_id;
	return json_build_object('answer', p_answer);
end
$$;

comment on function public.consultation_answer is
	'Réponse d''une personne consultée, par l''empreinte de son lien, une seule fois et avant la fin';

create function public.inventory_decide(p_territory text, p_epci text, p_day date, p_act text) returns json
language plpgsql security definer
set search_path = public, extensions
as $$
begin
	perform refuse_unless_keeper(p_territory, p_epci);
	if p_day is null or p_day > local_day() then
		raise sqlstate 'PT400' using
			message = format('Une décision du %s n''a pas encore été prise.', coalesce(to_char(p_day, 'DD/MM/YYYY'), '–')),
			hint = 'Aujourd''hui ou un jour passé.',
			detail = json_build_object('code', 'inventory_future', 'value', coalesce(p_day::text, ''))::text;
	elsif coalesce(btrim(p_act), '') = '' or length(p_act) > 200 then
		raise sqlstate 'PT400' using
			message = 'La référence de la délibération manque, ou passe 200 caractères.',
			hint = 'Par exemple : délibération n° 2026-12.',
			detail = json_build_object('code', 'decision_act')::text;
	end if;
	insert into inventaire_decision (territory_id, epci_siren, decision_le, acte, par)
	values (p_territory, p_epci, p_day, btrim(p_act), auth.uid())
	on conflict (territory_id, epci_siren, decision_le) do update set acte = excluded.acte, par = excluded.par;
	return json_build_object('day', p_day, 'refresh', (p_day + interval '6 years')::date);
end
$$;

comment on function public.inventory_decide is
	'Inscrit la décision par laquelle un EPCI a adopté son inventaire, pour un agent de cet EPCI';

-- What agents are to be told: a consultation that has ended, an inventory to be brought up to date within six months or
-- late, told again each month.
create function public.inventory_reminders(p_territory text, p_today date) returns json
language sql stable
set search_path = public, extensions
as $$
	with due as (
		select 'close' as kind, consultation_id::text as id, epci_siren, close_le as day, (
			select count(reponse) from consultation_destinataire as person
			where person.consultation_id = consultation.consultation_id
		) as answers, (
			select count(*) from consultation_destinataire as person
			where person.consultation_id = consultation.consultation_id
		) as people
		from consultation
		where territory_id = p_territory and close_le < p_today and cloture_dite_le is null
		union all
		select 'refresh', decision_le::text, epci_siren, (decision_le + interval '6 years')::date, 0, 0
		from inventaire_decision as decision
		where territory_id = p_territory and decision_le + interval '5 years 6 months' <= p_today
			and (rappele_le is null or rappele_le + interval '1 month' <= p_today)
			and not exists (
				select from inventaire_decision as later
				where (later.territory_id, later.epci_siren) = (decision.territory_id, decision.epci_siren)
					and later.decision_le > decision.decision_le
			)
	)
	select coalesce(json_agg(json_build_object(
		'kind', kind, 'id', id, 'epci', due.epci_siren, 'epciName', epci_nom, 'day', day,
		'answers', answers, 'people', people, 'agents', (
			select coalesce(json_agg(courriel order by courriel), '[]')
			from membre join membre_epci using (user_id)
			where membre.territory_id = p_territory and role = 'agent' and membre_epci.epci_siren = due.epci_siren
		)
	) order by kind, due.epci_siren, id), '[]')
	from due left join epci using (epci_siren)
$$;

comment on function public.inventory_reminders is
	'Ce qu''il faut rappeler aux agents de l''inventaire : consultation close, inventaire à actualiser ; pour le service';

create function public.inventory_reminded(
	p_territory text, p_kind text, p_id text, p_epci text, p_today date
) returns void
language sql
set search_path = public, extensions
as $$
	update consultation set cloture_dite_le = p_today
	where p_kind = 'close' and territory_id = p_territory and consultation_id::text = p_id;
	update inventaire_decision set rappele_le = p_today
	where p_kind = 'refresh' and territory_id = p_territory and epci_siren = p_epci and decision_le::text = p_id;
$$;

comment on function public.inventory_reminded is 'Note qu''un rappel de l''inventaire a été écrit ; pour le service';
