-- Somebody who signs up has no account until the owner of the address has followed the link, seen for what firm it
-- was asked, and chosen the password: nobody else ever has one, nor a session.

-- Whatever confirms an address for the first time (a link to sign in, to recover, of a sign-up left by an older
-- version), nothing of before survives it: neither a password that somebody chose, nor a session.
create function public.forget_unconfirmed_access() returns trigger
language plpgsql security definer
set search_path = public, extensions
as $$
begin
	if old.email_confirmed_at is null and new.email_confirmed_at is not null then
		if new.encrypted_password is not distinct from old.encrypted_password then
			new.encrypted_password := null;
		end if;
		delete from auth.sessions where user_id = new.id;
	end if;
	return new;
end
$$;

comment on function public.forget_unconfirmed_access is
	'Retire à un compte, quand son adresse est confirmée, le mot de passe et les sessions d''avant';

create trigger forget_unconfirmed_access before update on auth.users
	for each row execute function public.forget_unconfirmed_access();

create function public.inscription_ask(
	p_territory text, p_email text, p_name text, p_siret text, p_firm_name text, p_origin text,
	p_token_hash text, p_confirm json, p_taken json
) returns json
language plpgsql security definer
set search_path = public, extensions
as $$
declare
	address text := lower(trim(p_email));
begin
	if exists (
		select from auth.users where lower(email) = address and email_confirmed_at is not null
	) then
		perform mail_leave(p_territory, json_build_array(p_taken));
	else
		insert into inscription (
			territory_id, courriel, nom, siret, entreprise_nom, entreprise_nom_origine, jeton_empreinte
		)
		values (
			p_territory, address, trim(p_name), p_siret, trim(p_firm_name), p_origin, p_token_hash
		);
		perform mail_leave(p_territory, json_build_array(p_confirm));
	end if;
	return 'true'::json;
end
$$;

comment on function public.inscription_ask is
	'Garde une inscription à confirmer, ou prévient le titulaire d''un compte ; la réponse est la même ; pour le service';

create function public.inscription_read(p_token_hash text) returns json
language sql stable
set search_path = public, extensions
as $$
	select json_build_object(
		'email', courriel, 'name', nom, 'siret', siret, 'firmName', entreprise_nom,
		'firmNameOrigin', entreprise_nom_origine, 'asked', to_json(cree_le)
	)
	from inscription where jeton_empreinte = p_token_hash and expire_le > now()
$$;

comment on function public.inscription_read is
	'Inscription d''un jeton qui vaut encore, par son empreinte ; pour le service';

create function public.inscription_accept(p_token_hash text, p_user uuid, p_name text) returns json
language plpgsql security definer
set search_path = public, extensions
as $$
declare
	accepted inscription;
begin
	delete from inscription where jeton_empreinte = p_token_hash and expire_le > now()
	returning * into accepted;
	if accepted.inscription_id is null then
		raise sqlstate 'PT409' using
			message = 'Cette inscription a déjà été confirmée ou refusée, ou elle a expiré.',
			hint = 'Inscrivez-vous de nouveau.',
			detail = json_build_object('code', 'signup_used')::text;
	end if;
	if not exists (
		select from auth.users where id = p_user and lower(email) = accepted.courriel
	) then
		raise sqlstate 'PT403' using
			message = format('Cette inscription est pour « %s ».', accepted.courriel),
			detail = json_build_object('code', 'signup_other', 'address', accepted.courriel)::text;
	end if;
	perform member_register_firm(
		accepted.territory_id, p_user, accepted.courriel, p_name, accepted.siret,
		accepted.entreprise_nom, accepted.entreprise_nom_origine
	);
	return 'true'::json;
end
$$;

comment on function public.inscription_accept is
	'Donne à un compte l''entreprise de l''inscription confirmée, une seule fois ; pour le service';

create function public.inscription_refuse(p_token_hash text) returns json
language plpgsql
set search_path = public, extensions
as $$
begin
	delete from inscription where jeton_empreinte = p_token_hash;
	return to_json(found);
end
$$;

comment on function public.inscription_refuse is
	'Retire une inscription que le titulaire de l''adresse n''a pas demandée ; pour le service';

create function public.inscriptions_forget() returns integer
language plpgsql
set search_path = public, extensions
as $$
declare
	forgotten integer;
begin
	delete from inscription where expire_le <= now();
	get diagnostics forgotten = row_count;
	return forgotten;
end
$$;

comment on function public.inscriptions_forget is
	'Efface les inscriptions que personne n''a confirmées à temps ; rend leur nombre ; pour le service';

-- Who has a role has no sign-up left to confirm: another link of the same address would put another firm beside it.
create function public.forget_sign_ups() returns trigger
language plpgsql security definer
set search_path = public, extensions
as $$
begin
	delete from inscription where courriel = lower(new.courriel);
	return new;
end
$$;

comment on function public.forget_sign_ups is
	'Retire les autres inscriptions d''une adresse qui a reçu un rôle';

create trigger forget_sign_ups after insert on public.membre
	for each row execute function public.forget_sign_ups();
