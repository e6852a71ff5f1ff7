-- Alerts on a search: asked for, confirmed from the mailbox, verified, ended. Instants are parameters, so that what
-- happens later can be tried. All of it is for the server, once the form or the link has been checked.

-- p_alert: { email, language, search, token }. An alert that is there already is not asked for twice: it gets one
-- more token. Beyond ten for an address, or 2,000 that nobody has confirmed, none is kept.
create function public.alert_ask(p_territory text, p_alert json, p_now timestamptz) returns text
language plpgsql
set search_path = public, extensions
as $$
declare
	v_email text := p_alert ->> 'email';
	v_search text := p_alert ->> 'search';
	v_state text;
begin
	update alerte set jetons = array_append(jetons, p_alert ->> 'token'), langue = p_alert ->> 'language'
	where territory_id = p_territory and lower(courriel) = lower(v_email)
		and md5(recherche) = md5(v_search) and recherche = v_search
	returning etat into v_state;
	if v_state is not null then
		return v_state;
	end if;
	if (select count(*) from alerte where territory_id = p_territory and lower(courriel) = lower(v_email)) >= 10 then
		return 'trop pour cette adresse';
	end if;
	if (select count(*) from alerte where territory_id = p_territory and etat = 'à confirmer') >= 2000 then
		return 'trop à confirmer';
	end if;
	insert into alerte (territory_id, courriel, langue, recherche, jetons, demandee_le)
	values (p_territory, v_email, p_alert ->> 'language', v_search, array[p_alert ->> 'token'], p_now);
	return 'à confirmer';
end
$$;

comment on function public.alert_ask is
	'Inscrit une alerte à confirmer, ou ajoute un jeton à celle qui y est déjà ; rend son état, ou pourquoi rien n''est gardé ; pour le service';

create function public.alert_of(p_territory text, p_token text) returns json
language sql stable
set search_path = public, extensions
as $$
	select json_build_object(
		'email', courriel, 'search', recherche, 'state', etat, 'confirmedAt', confirmee_le
	)
	from alerte where territory_id = p_territory and jetons @> array[p_token]
$$;

comment on function public.alert_of is
	'L''alerte d''un lien, par l''empreinte de son jeton ; vide si elle est terminée ou inconnue ; pour le service';

create function public.alert_confirm(
	p_territory text, p_token text, p_seen jsonb, p_now timestamptz
) returns boolean
language plpgsql
set search_path = public, extensions
as $$
begin
	update alerte set etat = 'active', confirmee_le = p_now, verifiee_le = p_now, vus = p_seen
	where territory_id = p_territory and jetons @> array[p_token] and etat = 'à confirmer';
	return exists (select from alerte where territory_id = p_territory and jetons @> array[p_token]);
end
$$;

comment on function public.alert_confirm is
	'Confirme une alerte et retient les terrains qui répondent alors ; faux si elle n''existe pas ; pour le service';

create function public.alert_end(p_territory text, p_token text) returns boolean
language plpgsql
set search_path = public, extensions
as $$
begin
	delete from alerte where territory_id = p_territory and jetons @> array[p_token];
	return found;
end
$$;

comment on function public.alert_end is
	'Termine et efface l''alerte d''un lien ; faux si elle l''était déjà ; pour le service';

-- Each for one caller only: who takes an alert on verifies it, and nobody else does before the next day.
create function public.alerts_take(p_territory text, p_now timestamptz, p_limit integer) returns json
language plpgsql
set search_path = public, extensions
as $$
declare
	taken json;
begin
	with due as (
		select alerte_id from alerte
		where territory_id = p_territory and etat = 'active'
			and verifiee_le <= p_now - interval '20 hours'
			and (envoyee_le is null or envoyee_le <= p_now - interval '7 days')
		order by verifiee_le, alerte_id
		limit p_limit
		for update skip locked
	),
	marked as (
		update alerte set verifiee_le = p_now from due where alerte.alerte_id = due.alerte_id
		returning alerte.*
	)
	select json_agg(json_build_object(
		'id', alerte_id, 'email', courriel, 'language', langue, 'search', recherche, 'seen', vus,
		'since', to_json(coalesce(envoyee_le, confirmee_le)), 'confirmedAt', to_json(confirmee_le)
	) order by alerte_id) into taken from marked;
	return coalesce(taken, '[]');
end
$$;

comment on function public.alerts_take is
	'Prend en charge les alertes à vérifier : au plus une fois par jour, et jamais dans les 7 jours d''un courriel ; pour le service';

-- The mail and what it has told stand or fall together: nothing is told twice, and nothing is passed over.
create function public.alert_tell(
	p_id uuid, p_token text, p_seen jsonb, p_mail json, p_now timestamptz
) returns boolean
language plpgsql
set search_path = public, extensions
as $$
declare
	v_territory text;
begin
	if p_seen is null then
		delete from alerte where alerte_id = p_id returning territory_id into v_territory;
	else
		update alerte set vus = p_seen, envoyee_le = p_now, jetons = array_append(jetons, p_token)
		where alerte_id = p_id returning territory_id into v_territory;
	end if;
	if v_territory is null then
		return false;
	end if;
	perform mail_leave(v_territory, json_build_array(p_mail));
	return true;
end
$$;

comment on function public.alert_tell is
	'Dépose le courriel d''une alerte et retient ce qu''il dit ; sans p_seen, le courriel est le dernier et l''alerte est effacée ; faux si elle a été terminée entre-temps ; pour le service';

create function public.alerts_forget(p_now timestamptz) returns integer
language plpgsql
set search_path = public, extensions
as $$
declare
	forgotten integer;
begin
	delete from alerte where etat = 'à confirmer' and demandee_le < p_now - interval '3 days';
	get diagnostics forgotten = row_count;
	return forgotten;
end
$$;

comment on function public.alerts_forget is
	'Efface les alertes que personne n''a confirmées en trois jours ; rend leur nombre ; pour le service';
