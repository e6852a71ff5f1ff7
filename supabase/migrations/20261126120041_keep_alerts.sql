-- Alerts on a search, and the address by which a reader of mail ends one (supabase/schemas/alerts, outbox).

create table public.alerte (
	alerte_id uuid primary key default gen_random_uuid(),
	territory_id text not null references public.territory on delete cascade,
	courriel text not null check (length(courriel) between 3 and 254),
	langue text not null check (langue ~ '^[a-z]{2}$'),
	recherche text not null check (length(recherche) <= 16000),
	jetons text[] not null check (cardinality(jetons) > 0),
	etat text not null default 'à confirmer' check (etat in ('à confirmer', 'active')),
	vus jsonb not null default '{}' check (jsonb_typeof(vus) = 'object'),
	demandee_le timestamptz not null default now(),
	confirmee_le timestamptz,
	verifiee_le timestamptz,
	envoyee_le timestamptz,
	constraint confirmee_si_active check ((etat = 'active') = (confirmee_le is not null))
);

alter table public.courriel add column desinscription text;

alter table public.courriel drop constraint contenu_le_temps_qu_il_faut;

alter table public.courriel add constraint contenu_le_temps_qu_il_faut CHECK ((((etat = ANY (ARRAY['à envoyer'::text, 'en échec'::text])) = ((destinataire IS NOT NULL) AND (sujet IS NOT NULL) AND (texte IS NOT NULL))) AND ((etat = ANY (ARRAY['à envoyer'::text, 'en échec'::text])) OR (num_nonnulls(destinataire, sujet, texte, desinscription) = 0))));

alter table public.courriel drop constraint courriel_genre_check;

alter table public.courriel add constraint courriel_genre_check CHECK ((genre = ANY (ARRAY['inscription'::text, 'compte existant'::text, 'mot de passe'::text, 'lien de connexion'::text, 'invitation'::text, 'annonce à vérifier'::text, 'annonce décidée'::text, 'annonce à confirmer'::text, 'annonce retirée'::text, 'demande reçue'::text, 'accusé de réception'::text, 'demande confiée'::text, 'alerte à confirmer'::text, 'alerte'::text])));

create or replace function public.mail_leave(p_territory text, p_mails json) returns integer
language plpgsql
set search_path = public, extensions
as $$
declare
	left_count integer;
begin
	insert into courriel (
		territory_id, genre, destinataire, sujet, texte, desinscription, annonce_id, valable_jusqu_a
	)
	select p_territory, mail ->> 'kind', mail ->> 'to', mail ->> 'subject', mail ->> 'text',
		mail ->> 'unsubscribe', (mail ->> 'listing')::uuid,
		now() + make_interval(secs => (mail ->> 'validSeconds')::double precision)
	from json_array_elements(p_mails) as mail;
	get diagnostics left_count = row_count;
	return left_count;
end
$$;

-- Takes on what is due. A term that has passed means that who took it on is dead: it is taken on again.
create or replace function public.mail_claim(
	p_territory text, p_limit integer, p_lease_seconds integer
) returns json
language plpgsql
set search_path = public, extensions
as $$
declare
	token uuid := gen_random_uuid();
	taken json;
begin
	update courriel set etat = 'en échec', faute = 'périmé', faute_code = null, bail = null, bail_fin = null
	where territory_id = p_territory and etat = 'à envoyer' and valable_jusqu_a <= now()
		and (bail_fin is null or bail_fin <= now());
	with due as (
		select courriel_id from courriel
		where territory_id = p_territory and etat = 'à envoyer' and essai_le <= now()
			and (bail_fin is null or bail_fin <= now())
		order by cree_le, courriel_id
		limit p_limit
		for update skip locked
	),
	marked as (
		update courriel set bail = token, bail_fin = now() + make_interval(secs => p_lease_seconds)
		from due where courriel.courriel_id = due.courriel_id
		returning courriel.*
	)
	select json_agg(json_build_object(
		'id', courriel_id, 'kind', genre, 'to', destinataire, 'subject', sujet, 'text', texte,
		'unsubscribe', desinscription,
		'created', to_char(cree_le at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')
	) order by cree_le, courriel_id) into taken from marked;
	return json_build_object(
		'lease', token,
		'mails', coalesce(taken, '[]'),
		'nextInSeconds', (
			select extract(epoch from min(greatest(essai_le, coalesce(bail_fin, essai_le))) - now())
			from courriel where territory_id = p_territory and etat = 'à envoyer'
		)
	);
end
$$;

-- A question counts from the day on which its mail left, and the days that it waited here are the owner's.
create or replace function public.mail_settle(
	p_id uuid, p_lease uuid, p_outcome text, p_fault text, p_code text
) returns boolean
language plpgsql
set search_path = public, extensions
as $$
declare
	mail courriel;
	pause integer;
begin
	select * into mail from courriel
	where courriel_id = p_id and bail = p_lease and etat = 'à envoyer' for update;
	if mail.courriel_id is null then
		return false;
	end if;
	if p_outcome in ('envoyé', 'gardé') then
		update courriel set etat = p_outcome, envoye_le = now(), destinataire = null, sujet = null,
			texte = null, desinscription = null, bail = null, bail_fin = null, faute = null,
			faute_code = null
		where courriel_id = p_id;
		update annonce set rappel_le = rappel_le + (now()::date - mail.cree_le::date)
		where annonce_id = mail.annonce_id and rappel_le is not null;
		if found and mail.genre = 'annonce à confirmer' then
			perform listing_reminder_settled(mail.annonce_id, true);
		end if;
		return true;
	end if;
	pause := case when p_outcome = 'à réessayer' then mail_pause(mail.essais + 1) end;
	update courriel set essais = essais + 1, bail = null, bail_fin = null, faute = p_fault,
		faute_code = left(p_code, 40),
		etat = case when pause is null then 'en échec' else 'à envoyer' end,
		essai_le = now() + make_interval(secs => coalesce(pause, 0))
	where courriel_id = p_id;
	return true;
end
$$;

create or replace function public.mails_forget(p_today date) returns integer
language plpgsql
set search_path = public, extensions
as $$
declare
	forgotten integer;
begin
	update courriel set etat = 'effacé', destinataire = null, sujet = null, texte = null,
		desinscription = null
	where etat = 'en échec' and cree_le < p_today - 30;
	get diagnostics forgotten = row_count;
	delete from courriel where etat in ('envoyé', 'gardé', 'effacé') and cree_le < p_today - 90;
	return forgotten;
end
$$;

-- p_alert: { email, language, search, token }. An alert that is there already is not asked for twice: it gets one
-- more token. Beyond ten for an address, or 2,000 that nobody has confirmed, none is kept.
create or replace function public.alert_ask(p_territory text, p_alert json, p_now timestamptz) returns text
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

create or replace function public.alert_of(p_territory text, p_token text) returns json
language sql stable
set search_path = public, extensions
as $$
	select json_build_object(
		'email', courriel, 'search', recherche, 'state', etat, 'confirmedAt', confirmee_le
	)
	from alerte where territory_id = p_territory and jetons @> array[p_token]
$$;

create or replace function public.alert_confirm(
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

create or replace function public.alert_end(p_territory text, p_token text) returns boolean
language plpgsql
set search_path = public, extensions
as $$
begin
	delete from alerte where territory_id = p_territory and jetons @> array[p_token];
	return found;
end
$$;

-- Each for one caller only: who takes an alert on verifies it, and nobody else does before the next day.
create or replace function public.alerts_take(p_territory text, p_now timestamptz, p_limit integer) returns json
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

-- The mail and what it has told stand or fall together: nothing is told twice, and nothing is passed over.
create or replace function public.alert_tell(
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

create or replace function public.alerts_forget(p_now timestamptz) returns integer
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

create index alerte_a_verifier on public.alerte (territory_id, verifiee_le) where etat = 'active';

create index alerte_jetons on public.alerte using gin (jetons);

create unique index alerte_une_fois on public.alerte (territory_id, lower(courriel), md5(recherche));

alter table public.alerte enable row level security;

comment on column public.alerte.alerte_id is 'Identifiant de l''alerte';

comment on column public.alerte.confirmee_le is 'Confirmation par le lien du courriel ; vide avant';

comment on column public.alerte.courriel is 'Adresse électronique à prévenir';

comment on column public.alerte.demandee_le is 'Demande de l''alerte';

comment on column public.alerte.envoyee_le is 'Dernier courriel de changements ; vide sans';

comment on column public.alerte.etat is 'à confirmer, tant que le lien du courriel n''a pas été suivi ; active ensuite';

comment on column public.alerte.jetons is 'Empreintes SHA-256 des jetons des liens envoyés : chacun ouvre l''alerte, aucun ne s''en déduit';

comment on column public.alerte.langue is 'Langue des courriels, celle de la page où l''alerte a été demandée';

comment on column public.alerte.recherche is 'Paramètres de l''adresse de la recherche, tels que src/lib/search/address.ts les écrit';

comment on column public.alerte.territory_id is 'Territoire où l''on cherche';

comment on column public.alerte.verifiee_le is 'Dernière fois que la recherche a été refaite';

comment on column public.alerte.vus is 'Terrains qui répondaient au dernier courriel, par identifiant : leur nom et leur prix, pour dire ce qui change';

comment on column public.courriel.desinscription is 'Adresse de l''en-tête List-Unsubscribe, qui met fin à une alerte en un geste ; vide sans, et une fois le courriel parti';

comment on function public.alert_ask(p_territory text, p_alert json, p_now timestamp with time zone) is 'Inscrit une alerte à confirmer, ou ajoute un jeton à celle qui y est déjà ; rend son état, ou pourquoi rien n''est gardé ; pour le service';

comment on function public.alert_confirm(p_territory text, p_token text, p_seen jsonb, p_now timestamp with time zone) is 'Confirme une alerte et retient les terrains qui répondent alors ; faux si elle n''existe pas ; pour le service';

comment on function public.alert_end(p_territory text, p_token text) is 'Termine et efface l''alerte d''un lien ; faux si elle l''était déjà ; pour le service';

comment on function public.alert_of(p_territory text, p_token text) is 'L''alerte d''un lien, par l''empreinte de son jeton ; vide si elle est terminée ou inconnue ; pour le service';

comment on function public.alert_tell(p_id uuid, p_token text, p_seen jsonb, p_mail json, p_now timestamp with time zone) is 'Dépose le courriel d''une alerte et retient ce qu''il dit ; sans p_seen, le courriel est le dernier et l''alerte est effacée ; faux si elle a été terminée entre-temps ; pour le service';

comment on function public.alerts_forget(p_now timestamp with time zone) is 'Efface les alertes que personne n''a confirmées en trois jours ; rend leur nombre ; pour le service';

comment on function public.alerts_take(p_territory text, p_now timestamp with time zone, p_limit integer) is 'Prend en charge les alertes à vérifier : au plus une fois par jour, et jamais dans les 7 jours d''un courriel ; pour le service';

comment on table public.alerte is 'Alertes par courriel sur une recherche, sans compte ; une alerte terminée est effacée';

revoke all on function public.alert_ask(p_territory text, p_alert json, p_now timestamp with time zone) from public, anon, authenticated, service_role;
grant execute on function public.alert_ask(p_territory text, p_alert json, p_now timestamp with time zone) to service_role;

revoke all on function public.alert_confirm(p_territory text, p_token text, p_seen jsonb, p_now timestamp with time zone) from public, anon, authenticated, service_role;
grant execute on function public.alert_confirm(p_territory text, p_token text, p_seen jsonb, p_now timestamp with time zone) to service_role;

revoke all on function public.alert_end(p_territory text, p_token text) from public, anon, authenticated, service_role;
grant execute on function public.alert_end(p_territory text, p_token text) to service_role;

revoke all on function public.alert_of(p_territory text, p_token text) from public, anon, authenticated, service_role;
grant execute on function public.alert_of(p_territory text, p_token text) to service_role;

revoke all on function public.alert_tell(p_id uuid, p_token text, p_seen jsonb, p_mail json, p_now timestamp with time zone) from public, anon, authenticated, service_role;
grant execute on function public.alert_tell(p_id uuid, p_token text, p_seen jsonb, p_mail json, p_now timestamp with time zone) to service_role;

revoke all on function public.alerts_forget(p_now timestamp with time zone) from public, anon, authenticated, service_role;
grant execute on function public.alerts_forget(p_now timestamp with time zone) to service_role;

revoke all on function public.alerts_take(p_territory text, p_now timestamp with time zone, p_limit integer) from public, anon, authenticated, service_role;
grant execute on function public.alerts_take(p_territory text, p_now timestamp with time zone, p_limit integer) to service_role;

revoke all on table public.alerte from public, anon, authenticated, service_role;
grant delete, insert, references, select, trigger, truncate, update on table public.alerte to service_role;
