-- A listing that nobody confirms disappears by itself. Days are parameters, so that what happens on a day
-- can be tried; what changes a row locks it first, so that two runs at once do each thing once.

-- A reminder counts once its mail has left: the history says so, after the last confirmation.
create function public.listing_is_reminded(p_annonce uuid) returns boolean
language sql stable
set search_path = public, extensions
as $$
	select coalesce(
		max(version_id) filter (where action = 'rappelée')
			> max(version_id) filter (where action in ('publiée', 'confirmée')),
		false
	)
	from annonce_version where annonce_id = p_annonce
$$;

comment on function public.listing_is_reminded is
	'Vrai si une demande de confirmation est partie depuis la dernière confirmation';

create function public.listing_agents(p_annonce uuid) returns json
language sql stable
set search_path = public, extensions
as $$
	with concerned as (
		select courriel, role from membre join annonce using (territory_id)
		where annonce_id = p_annonce and (
			role = 'administrateur' or role = 'agent' and exists (
				select from membre_epci
				where membre_epci.user_id = membre.user_id
					and membre_epci.epci_siren = annonce.epci_siren
			)
		)
	)
	select coalesce(json_agg(courriel order by courriel), '[]') from concerned
	where role = 'agent' or not exists (select from concerned where role = 'agent')
$$;

comment on function public.listing_agents is
	'Adresses des agents de l''EPCI d''une annonce ; celles des administrateurs quand il n''en a pas';

create function public.listing_notice(p_annonce uuid) returns json
language sql stable
set search_path = public, extensions
as $$
	select json_build_object(
		'annonce_id', annonce_id, 'etat', etat, 'en_ligne', en_ligne,
		'terr_lot', contenu ->> 'terr_lot', 'terr_id', terr_id, 'comm_nom', comm_nom,
		'epci_nom', epci_nom, 'proprietaire_nom', member_label(proprietaire),
		'proprietaire_courriel', membre.courriel, 'agents', listing_agents(annonce_id),
		'mot_agent', mot_agent, 'confirme_le', confirme_le, 'demonstration', annonce.demonstration
	)
	from annonce
	left join commune using (comm_insee)
	left join epci on epci.epci_siren = annonce.epci_siren
	left join membre on membre.user_id = annonce.proprietaire
	where annonce_id = p_annonce
$$;

comment on function public.listing_notice is
	'Ce qu''un courriel dit d''une annonce, et à qui : adresse de qui la propose et des agents ; jamais pour le public';

-- Takes on what is to be asked today; one that was taken on before and whose mail never left is taken again, but
-- not while the former question waits in the outbox, which would ask twice once the mail server is back.
create function public.listings_to_remind(
	p_territory text, p_today date, p_days integer
) returns json
language plpgsql
set search_path = public, extensions
as $$
declare
	taken uuid[];
begin
	with due as (
		select annonce_id from annonce
		where territory_id = p_territory and en_ligne and confirme_le <= p_today - p_days
			and (rappel_le is null or rappel_le < p_today and not listing_is_reminded(annonce_id))
			and not exists (
				select from courriel
				where courriel.annonce_id = annonce.annonce_id and genre = 'annonce à confirmer'
					and courriel.etat in ('à envoyer', 'en échec')
					and (courriel.cree_le at time zone 'Europe/Paris')::date >= annonce.confirme_le
			)
		order by annonce_id
		for update skip locked
	),
	marked as (
		update annonce set rappel_le = p_today from due where annonce.annonce_id = due.annonce_id
		returning annonce.annonce_id
	)
	select coalesce(array_agg(annonce_id order by annonce_id), '{}') into taken from marked;
	return (select coalesce(json_agg(listing_notice(id)), '[]') from unnest(taken) as id);
end
$$;

comment on function public.listings_to_remind is
	'Prend en charge les annonces en ligne non confirmées depuis tant de jours ; rend ce que le courriel doit dire';

create function public.listing_reminder_settled(p_annonce uuid, p_sent boolean) returns void
language plpgsql
set search_path = public, extensions
as $$
begin
	if p_sent then
		perform listing_record(p_annonce, 'rappelée', null);
	else
		update annonce set rappel_le = null
		where annonce_id = p_annonce and not listing_is_reminded(p_annonce);
	end if;
end
$$;

comment on function public.listing_reminder_settled is
	'Écrit dans l''historique qu''une demande de confirmation est partie, ou la rend à faire';

create function public.listings_expire(
	p_territory text, p_today date, p_grace integer
) returns json
language plpgsql
set search_path = public, extensions
as $$
declare
	listing record;
	gone json[] := '{}';
begin
	for listing in
		select annonce_id, confirme_le from annonce
		where territory_id = p_territory and en_ligne and rappel_le <= p_today - p_grace
			and listing_is_reminded(annonce_id)
		order by annonce_id
		for update skip locked
	loop
		perform listing_take_off(listing.annonce_id, format(
			'Sans confirmation depuis le %s.', to_char(listing.confirme_le, 'DD/MM/YYYY')
		));
		gone := gone || listing_notice(listing.annonce_id);
	end loop;
	return array_to_json(gone);
end
$$;

comment on function public.listings_expire is
	'Retire de la carte les annonces restées sans confirmation tant de jours après la demande ; rend ce que les courriels doivent dire';

-- p_seen: the confirmation that the link or the page was made for; another since then means that it is done.
create function public.listing_confirm(p_annonce uuid, p_seen date, p_today date) returns text
language plpgsql
set search_path = public, extensions
as $$
declare
	listing annonce;
begin
	select * into listing from annonce where annonce_id = p_annonce for update;
	if not found then
		return 'inconnue';
	elsif not listing.en_ligne then
		return 'retirée';
	elsif listing.confirme_le is distinct from p_seen
		or listing.confirme_le >= p_today and listing.rappel_le is null then
		return 'déjà confirmée';
	end if;
	update annonce set confirme_le = p_today, rappel_le = null where annonce_id = p_annonce;
	update terrain_eco set confirme_le = p_today where terr_id = listing.terr_id;
	perform listing_record(p_annonce, 'confirmée', case when auth.uid() is null
		then 'Par le lien envoyé à qui propose l''annonce.' end);
	return 'confirmée';
end
$$;

comment on function public.listing_confirm is
	'Confirme une annonce en ligne : confirmée, déjà confirmée, retirée ou inconnue';

create function public.listing_confirmation_state(p_annonce uuid, p_seen date) returns json
language sql stable
set search_path = public, extensions
as $$
	select json_build_object(
		'outcome', case when not en_ligne then 'retirée'
			when confirme_le is distinct from p_seen then 'déjà confirmée' else 'à confirmer' end,
		'terr_lot', contenu ->> 'terr_lot', 'comm_nom', comm_nom, 'terr_id', terr_id,
		'confirme_le', confirme_le
	)
	from annonce left join commune using (comm_insee) where annonce_id = p_annonce
$$;

comment on function public.listing_confirmation_state is
	'Où en est la confirmation d''une annonce, sans rien écrire ; vide quand elle est inconnue';

create function public.annonce_confirm(p_annonce uuid) returns json
language plpgsql security definer
set search_path = public, extensions
as $$
declare
	listing annonce;
begin
	select * into listing from annonce where annonce_id = p_annonce;
	if not found or listing.proprietaire is distinct from auth.uid() then
		raise sqlstate 'PT404' using
			message = format('Annonce « %s » : inconnue, ou elle n''est pas la vôtre.', p_annonce),
			detail = json_build_object('code', 'listing_unknown')::text;
	end if;
	if not listing.en_ligne then
		raise sqlstate 'PT409' using
			message = format('L''annonce n''est pas en ligne : son état est « %s ».', listing.etat),
			hint = 'Soumettez-la de nouveau pour qu''elle revienne sur la carte.',
			detail = json_build_object('code', 'listing_offline')::text;
	end if;
	perform listing_confirm(p_annonce, listing.confirme_le, local_day());
	return annonce_get(p_annonce);
end
$$;

comment on function public.annonce_confirm is
	'Confirme que l''annonce du compte qui demande est toujours d''actualité ; rend l''annonce';
