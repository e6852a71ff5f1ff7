-- A page writes its mails here, in the transaction of what causes them where SQL causes them, and never waits for
-- the mail server. Two processes never send the same one: each is taken on for a term.

create function public.mail_leave(p_territory text, p_mails json) returns integer
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

comment on function public.mail_leave is 'Dépose des courriels à envoyer ; rend leur nombre ; pour le service';

-- Takes on what is due. A term that has passed means that who took it on is dead: it is taken on again.
create function public.mail_claim(
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

comment on function public.mail_claim is
	'Prend en charge les courriels dus, chacun pour un seul processus et pour un temps ; pour le service';

-- Seconds before the next try, after so many that missed; empty once it is no use trying.
create function public.mail_pause(p_tries integer) returns integer
language sql immutable
set search_path = public, extensions
as $$
	select (array[5, 30, 120, 600, 1800, 3600, 10800, 21600, 43200])[p_tries]
$$;

comment on function public.mail_pause is
	'Secondes avant le prochain essai d''un courriel ; vide quand il n''y en a plus';

-- A question counts from the day on which its mail left, and the days that it waited here are the owner's.
create function public.mail_settle(
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

comment on function public.mail_settle is
	'Clôt la prise en charge d''un courriel : envoyé, gardé, à réessayer ou refusé ; faux si elle n''a plus cours';

create function public.mails_forget(p_today date) returns integer
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

comment on function public.mails_forget is
	'Efface le contenu des courriels en échec après 30 jours, et la trace des courriels après 90 ; rend le nombre des premiers';

create function public.courriels_list(p_territory text) returns json
language plpgsql stable security definer
set search_path = public, extensions
as $$
begin
	perform refuse_unless_administrator(p_territory);
	return (
		select coalesce(json_agg(json_build_object(
			'id', courriel_id, 'kind', genre, 'to', destinataire, 'state', etat, 'tries', essais,
			'fault', faute, 'code', faute_code, 'created', to_json(cree_le),
			'next', case when etat = 'à envoyer' then to_json(essai_le) end, 'sent', to_json(envoye_le)
		) order by cree_le desc, courriel_id), '[]')
		from (
			(
				select * from courriel
				where territory_id = p_territory and etat in ('à envoyer', 'en échec')
				order by cree_le desc limit 500
			)
			union all
			(
				select * from courriel
				where territory_id = p_territory and etat not in ('à envoyer', 'en échec')
				order by cree_le desc limit 50
			)
		) as shown
	);
end
$$;

comment on function public.courriels_list is
	'Courriels en attente et en échec du territoire, et les derniers partis, sans leur texte ; pour un administrateur';

create function public.courriels_stuck(p_territory text) returns integer
language plpgsql stable security definer
set search_path = public, extensions
as $$
begin
	perform refuse_unless_administrator(p_territory);
	return (
		select count(*) from courriel
		where territory_id = p_territory
			and (etat = 'en échec' or etat = 'à envoyer' and essais > 0)
	);
end
$$;

comment on function public.courriels_stuck is
	'Nombre de courriels dont un essai a manqué et qui ne sont pas partis ; pour un administrateur';

create function public.courriels_again(p_territory text, p_id uuid) returns integer
language plpgsql security definer
set search_path = public, extensions
as $$
declare
	resumed integer;
begin
	perform refuse_unless_administrator(p_territory);
	update courriel set etat = 'à envoyer', essai_le = now(), essais = 0
	where territory_id = p_territory and (p_id is null or courriel_id = p_id)
		and (etat = 'en échec' or etat = 'à envoyer' and essais > 0)
		and (valable_jusqu_a is null or valable_jusqu_a > now());
	get diagnostics resumed = row_count;
	if resumed = 0 then
		raise sqlstate 'PT409' using
			message = 'Aucun courriel à renvoyer : il est parti, il est effacé, ou son lien a expiré.',
			hint = 'Rechargez la page.',
			detail = json_build_object('code', 'mail_gone')::text;
	end if;
	return resumed;
end
$$;

comment on function public.courriels_again is
	'Remet à envoyer un courriel dont l''essai a manqué, ou tous ; rend leur nombre ; pour un administrateur';
