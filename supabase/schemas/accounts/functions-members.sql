-- Members and invitations: every write is a function that checks who asks.

create function public.refuse_unless_administrator(p_territory text) returns void
language plpgsql stable
set search_path = public, extensions
as $$
begin
	if not is_administrator(p_territory) then
		raise sqlstate 'PT403' using
			message = format('Seul un administrateur du territoire « %s » peut le faire.', p_territory),
			hint = 'Demandez-le à un administrateur.',
			detail = json_build_object('code', 'administrators_only')::text;
	end if;
end
$$;

comment on function public.refuse_unless_administrator is
	'Refuse (403) qui n''est pas administrateur du territoire';

create function public.known_epci(p_territory text, p_epci json) returns text[]
language plpgsql stable
set search_path = public, extensions
as $$
declare
	asked text[];
	stranger text;
begin
	if json_typeof(p_epci) is distinct from 'array' then
		raise sqlstate 'PT400' using
			message = format('EPCI reçus : « %s ».', coalesce(p_epci::text, 'rien')),
			hint = 'Attendu : une liste de SIREN.';
	end if;
	select coalesce(array_agg(distinct value order by value), '{}') into asked
	from json_array_elements_text(p_epci);
	select value into stranger from unnest(asked) as value
	where not exists (
		select from epci where epci_siren = value and territory_id = p_territory
	);
	if stranger is not null then
		raise sqlstate 'PT400' using
			message = format('« %s » n''est pas un EPCI du territoire « %s ».', stranger, p_territory),
			hint = 'Attendu : le SIREN d''un EPCI membre.',
			detail = json_build_object('code', 'epci_unknown', 'value', stranger)::text;
	end if;
	return asked;
end
$$;

comment on function public.known_epci is
	'SIREN d''une liste, sans doublon ; refuse (400) celui qui n''est pas du territoire';

create function public.member_self(p_territory text) returns json
language sql stable
set search_path = public, extensions
as $$
	select json_build_object(
		'userId', user_id, 'role', role, 'email', courriel, 'name', nom, 'siret', siret,
		'firmName', entreprise_nom, 'firmNameOrigin', entreprise_nom_origine,
		'epci', coalesce((
			select json_agg(epci_siren order by epci_siren) from membre_epci
			where membre_epci.user_id = membre.user_id
		), '[]')
	)
	from membre where user_id = auth.uid() and territory_id = p_territory
$$;

comment on function public.member_self is 'Membre du territoire que le compte qui demande est, ou rien';

create function public.member_set_name(p_territory text, p_name text) returns json
language plpgsql security definer
set search_path = public, extensions
as $$
begin
	if length(trim(coalesce(p_name, ''))) not between 1 and 120 then
		raise sqlstate 'PT400' using
			message = format('Nom reçu : « %s ».', left(coalesce(p_name, ''), 40)),
			hint = 'Attendu : de 1 à 120 caractères.',
			detail = json_build_object('code', 'name_length', 'value', left(coalesce(p_name, ''), 40))::text;
	end if;
	update membre set nom = trim(p_name)
	where user_id = auth.uid() and territory_id = p_territory;
	if not found then
		raise sqlstate 'PT403' using
			message = format('Ce compte n''a pas de rôle dans le territoire « %s ».', p_territory),
			detail = json_build_object('code', 'role_none')::text;
	end if;
	return 'true'::json;
end
$$;

comment on function public.member_set_name is 'Change le nom de la personne qui demande';

create function public.members_list(p_territory text) returns json
language plpgsql stable security definer
set search_path = public, extensions
as $$
begin
	perform refuse_unless_administrator(p_territory);
	return coalesce((
		select json_agg(json_build_object(
			'userId', user_id, 'role', role, 'email', courriel, 'name', nom, 'siret', siret,
			'firmName', entreprise_nom, 'firmNameOrigin', entreprise_nom_origine,
			'since', to_char(cree_le at time zone 'UTC', 'YYYY-MM-DD'),
			'epci', coalesce((
				select json_agg(epci_siren order by epci_siren) from membre_epci
				where membre_epci.user_id = membre.user_id
			), '[]')
		) order by role desc, courriel)
		from membre where territory_id = p_territory
	), '[]');
end
$$;

comment on function public.members_list is 'Membres du territoire, pour un administrateur';

create function public.member_set_epci(p_territory text, p_user uuid, p_epci json) returns json
language plpgsql security definer
set search_path = public, extensions
as $$
declare
	asked text[];
begin
	perform refuse_unless_administrator(p_territory);
	asked := known_epci(p_territory, p_epci);
	if not exists (
		select from membre where user_id = p_user and territory_id = p_territory and role = 'agent'
	) then
		raise sqlstate 'PT404' using
			message = format('Aucun agent « %s » dans ce territoire.', p_user),
			hint = 'Attendu : le compte d''un agent.',
			detail = json_build_object('code', 'agent_unknown')::text;
	end if;
	if cardinality(asked) = 0 then
		raise sqlstate 'PT400' using
			message = 'Aucun EPCI n''est choisi.', hint = 'Attendu : un EPCI au moins pour un agent.',
			detail = json_build_object('code', 'epci_none')::text;
	end if;
	delete from membre_epci where user_id = p_user and epci_siren <> all (asked);
	insert into membre_epci (user_id, epci_siren)
	select p_user, value from unnest(asked) as value on conflict do nothing;
	return to_json(asked);
end
$$;

comment on function public.member_set_epci is
	'Donne ses EPCI à un agent ; pour un administrateur';

create function public.member_remove(p_territory text, p_user uuid) returns json
language plpgsql security definer
set search_path = public, extensions
as $$
declare
	removed_role text;
begin
	perform refuse_unless_administrator(p_territory);
	-- Two administrators who remove each other at the same moment would leave none.
	perform from territory where territory_id = p_territory for update;
	perform refuse_unless_administrator(p_territory);
	select role into removed_role from membre
	where user_id = p_user and territory_id = p_territory;
	if removed_role is null then
		raise sqlstate 'PT404' using
			message = format('Aucun membre « %s » dans ce territoire.', p_user),
			detail = json_build_object('code', 'member_unknown')::text;
	end if;
	if removed_role = 'administrateur' and (
		select count(*) from membre
		where territory_id = p_territory and role = 'administrateur'
	) = 1 then
		raise sqlstate 'PT409' using
			message = 'Ce compte est le dernier administrateur du territoire.',
			hint = 'Invitez d''abord un autre administrateur.',
			detail = json_build_object('code', 'administrator_last')::text;
	end if;
	delete from membre where user_id = p_user and territory_id = p_territory;
	return to_json(removed_role);
end
$$;

comment on function public.member_remove is
	'Retire son rôle à un membre, sauf au dernier administrateur ; pour un administrateur';

create function public.invitation_create(
	p_territory text, p_email text, p_role text, p_epci json, p_token_hash text
) returns json
language plpgsql security definer
set search_path = public, extensions
as $$
declare
	address text := lower(trim(coalesce(p_email, '')));
	asked text[];
	ends timestamptz;
begin
	perform refuse_unless_administrator(p_territory);
	if address !~ '^[^@\s]+@[^@\s]+\.[^@\s]+$' or length(address) > 254 then
		raise sqlstate 'PT400' using
			message = format('Adresse reçue : « %s ».', left(address, 80)),
			hint = 'Attendu : une adresse électronique, par exemple nom@exemple.fr.',
			detail = json_build_object('code', 'mail_address', 'value', left(address, 80))::text;
	end if;
	if p_role is null or p_role not in ('agent', 'administrateur') then
		raise sqlstate 'PT400' using
			message = format('Rôle reçu : « %s ».', coalesce(p_role, 'rien')),
			hint = 'Attendu : agent ou administrateur.',
			detail = json_build_object('code', 'role_unknown', 'value', p_role)::text;
	end if;
	if p_token_hash is null or p_token_hash !~ '^[0-9a-f]{64}$' then
		raise sqlstate 'PT400' using message = 'L''empreinte du jeton n''est pas un SHA-256.';
	end if;
	asked := known_epci(p_territory, p_epci);
	if p_role = 'agent' and cardinality(asked) = 0 then
		raise sqlstate 'PT400' using
			message = 'Aucun EPCI n''est choisi.', hint = 'Attendu : un EPCI au moins pour un agent.',
			detail = json_build_object('code', 'epci_none')::text;
	end if;
	if p_role = 'administrateur' then
		asked := '{}';
	end if;
	delete from invitation
	where territory_id = p_territory and courriel = address and acceptee_le is null;
	insert into invitation (territory_id, courriel, role, epci, jeton_empreinte, invite_par)
	values (p_territory, address, p_role, asked, p_token_hash, auth.uid())
	returning expire_le into ends;
	return json_build_object('expires', to_char(ends at time zone 'UTC', 'YYYY-MM-DD'));
end
$$;

comment on function public.invitation_create is
	'Invite une adresse et remplace son invitation en attente ; pour un administrateur';

create function public.invitation_revoke(p_territory text, p_invitation uuid) returns json
language plpgsql security definer
set search_path = public, extensions
as $$
begin
	perform refuse_unless_administrator(p_territory);
	delete from invitation
	where territory_id = p_territory and invitation_id = p_invitation and acceptee_le is null;
	if not found then
		raise sqlstate 'PT404' using
			message = 'Cette invitation n''est plus en attente.',
			detail = json_build_object('code', 'invitation_gone')::text;
	end if;
	return 'true'::json;
end
$$;

comment on function public.invitation_revoke is
	'Annule une invitation en attente ; pour un administrateur';

create function public.invitations_list(p_territory text) returns json
language plpgsql stable security definer
set search_path = public, extensions
as $$
begin
	perform refuse_unless_administrator(p_territory);
	return coalesce((
		select json_agg(json_build_object(
			'id', invitation_id, 'email', courriel, 'role', role, 'epci', to_json(epci),
			'sent', to_char(cree_le at time zone 'UTC', 'YYYY-MM-DD'),
			'expires', to_char(expire_le at time zone 'UTC', 'YYYY-MM-DD'),
			'expired', expire_le <= now()
		) order by cree_le desc)
		from invitation where territory_id = p_territory and acceptee_le is null
	), '[]');
end
$$;

comment on function public.invitations_list is
	'Invitations en attente du territoire, pour un administrateur';

create function public.invitation_read(p_token_hash text) returns json
language sql stable
set search_path = public, extensions
as $$
	select json_build_object(
		'email', courriel, 'role', role,
		'epci', coalesce((
			select json_agg(epci_nom order by epci_nom) from epci
			where epci_siren = any (invitation.epci)
		), '[]'),
		'expires', to_char(expire_le at time zone 'UTC', 'YYYY-MM-DD'),
		'state', case
			when acceptee_le is not null then 'acceptée'
			when expire_le <= now() then 'expirée'
			else 'en attente'
		end
	)
	from invitation where jeton_empreinte = p_token_hash
$$;

comment on function public.invitation_read is
	'Invitation d''un jeton, par son empreinte ; pour le service';

create function public.invitation_accept(p_token_hash text, p_user uuid, p_name text) returns json
language plpgsql security definer
set search_path = public, extensions
as $$
declare
	accepted invitation;
begin
	update invitation set acceptee_le = now()
	where jeton_empreinte = p_token_hash and acceptee_le is null and expire_le > now()
	returning * into accepted;
	if accepted.invitation_id is null then
		raise sqlstate 'PT409' using
			message = 'Cette invitation a déjà servi, ou elle est expirée.',
			hint = 'Demandez une nouvelle invitation à un administrateur.',
			detail = json_build_object('code', 'invitation_used')::text;
	end if;
	if not exists (
		select from auth.users where id = p_user and lower(email) = accepted.courriel
	) then
		raise sqlstate 'PT403' using
			message = format('Cette invitation est pour « %s ».', accepted.courriel),
			detail = json_build_object('code', 'invitation_other', 'address', accepted.courriel)::text;
	end if;
	insert into membre (user_id, territory_id, role, courriel, nom)
	values (p_user, accepted.territory_id, accepted.role, accepted.courriel, nullif(trim(p_name), ''))
	on conflict (user_id) do update set
		territory_id = excluded.territory_id, role = excluded.role,
		nom = coalesce(excluded.nom, membre.nom),
		siret = null, entreprise_nom = null, entreprise_nom_origine = null;
	delete from membre_epci where user_id = p_user;
	insert into membre_epci (user_id, epci_siren)
	select p_user, value from unnest(accepted.epci) as value
	where exists (select from epci where epci_siren = value);
	return json_build_object('role', accepted.role);
end
$$;

comment on function public.invitation_accept is
	'Donne à un compte le rôle de son invitation, une seule fois ; pour le service';

create function public.member_register_firm(
	p_territory text, p_user uuid, p_email text, p_name text, p_siret text,
	p_firm_name text, p_origin text
) returns json
language plpgsql
set search_path = public, extensions
as $$
begin
	insert into membre (
		user_id, territory_id, role, courriel, nom, siret, entreprise_nom, entreprise_nom_origine
	)
	values (
		p_user, p_territory, 'entreprise', lower(p_email), nullif(trim(p_name), ''), p_siret,
		trim(p_firm_name), p_origin
	)
	on conflict (user_id) do nothing;
	return to_json(found);
end
$$;

comment on function public.member_register_firm is
	'Inscrit un compte sans rôle comme entreprise ; un rôle existant reste ; pour le service';

create function public.firm_name_of(p_territory text, p_siret text) returns json
language sql stable
set search_path = public, extensions
as $$
	select to_json(etab_nom) from etablissement
	where territory_id = p_territory and siret = p_siret and not demonstration
$$;

comment on function public.firm_name_of is
	'Nom d''un établissement connu du territoire, hors démonstration ; pour le service';

create function public.administrator_appoint(p_territory text, p_user uuid, p_name text)
returns json
language plpgsql security definer
set search_path = public, extensions
as $$
begin
	insert into membre (user_id, territory_id, role, courriel, nom)
	select id, p_territory, 'administrateur', lower(email), nullif(trim(p_name), '')
	from auth.users where id = p_user
	on conflict (user_id) do update set
		territory_id = excluded.territory_id, role = excluded.role,
		nom = coalesce(excluded.nom, membre.nom),
		siret = null, entreprise_nom = null, entreprise_nom_origine = null;
	if not found then
		raise sqlstate 'PT404' using message = format('Aucun compte « %s ».', p_user);
	end if;
	delete from membre_epci where user_id = p_user;
	return 'true'::json;
end
$$;

comment on function public.administrator_appoint is
	'Fait d''un compte un administrateur du territoire ; pour le service (npm run admin:create)';

create function public.account_by_email(p_email text) returns json
language sql stable security definer
set search_path = public, extensions
as $$
	select to_json(id) from auth.users where lower(email) = lower(p_email)
$$;

comment on function public.account_by_email is
	'Compte d''une adresse, ou rien ; pour le service, jamais pour une page';

-- The Auth API sets passwords; what it lacks, without an administration API, is a way in for the service.
-- The password that somebody chose before the address was confirmed is gone before the link is opened, so that
-- it is worth nothing between the confirmation and the choice of another.
create function public.account_open_recovery(p_email text, p_token_hash text) returns json
language plpgsql security definer
set search_path = public, extensions
as $$
declare
	account uuid;
	address text := lower(trim(p_email));
begin
	update auth.users set recovery_token = p_token_hash, recovery_sent_at = now(),
		confirmation_token = case when email_confirmed_at is null then null else confirmation_token end,
		encrypted_password = case when email_confirmed_at is null then null else encrypted_password end
	where lower(email) = address returning id into account;
	if account is null then
		account := gen_random_uuid();
		insert into auth.users (
			id, aud, role, email, recovery_token, recovery_sent_at,
			raw_app_meta_data, raw_user_meta_data, created_at, updated_at
		)
		values (
			account, 'authenticated', 'authenticated', address, p_token_hash, now(),
			'{"provider": "email", "providers": ["email"]}', '{}', now(), now()
		);
		insert into auth.identities (id, provider, provider_id, user_id, identity_data)
		values (
			gen_random_uuid(), 'email', account::text, account,
			jsonb_build_object('sub', account, 'email', address)
		);
	end if;
	return to_json(account);
end
$$;

comment on function public.account_open_recovery is
	'Ouvre au service, par un jeton à usage unique, le compte d''une adresse, créé s''il manque';
