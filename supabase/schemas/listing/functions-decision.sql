-- What the agent of an EPCI decides of a listing that was handed in: publish, ask for a change, refuse, take
-- off the map; and what owner and agent may both do: bring a former version back.

create function public.listing_for_decision(p_annonce uuid, p_version integer) returns public.annonce
language plpgsql
set search_path = public, extensions
as $$
declare
	listing annonce;
begin
	select * into listing from annonce where annonce_id = p_annonce for update;
	if not found or listing.soumise_le is null and listing.proprietaire is distinct from auth.uid()
		or member_role(listing.territory_id) is null
		or member_role(listing.territory_id) = 'entreprise' and not may_read_listing(listing) then
		raise sqlstate 'PT404' using
			message = format('Annonce « %s » : inconnue, ou elle ne vous est pas soumise.', p_annonce),
			hint = 'Attendu : une annonce soumise dans votre EPCI.',
			detail = json_build_object('code', 'listing_unknown')::text;
	end if;
	if not is_agent_of(listing.territory_id, listing.epci_siren) then
		raise sqlstate 'PT403' using
			message = format('L''annonce est dans l''EPCI « %s », dont vous n''êtes pas agent.',
				coalesce((select epci_nom from epci where epci_siren = listing.epci_siren), 'inconnu')),
			hint = 'Attendu : un agent de cet EPCI, ou un administrateur du territoire.',
			detail = json_build_object(
				'code', 'land_foreign',
				'epci', (select epci_nom from epci where epci_siren = listing.epci_siren)
			)::text;
	end if;
	perform refuse_stale_version(listing, p_version);
	return listing;
end
$$;

comment on function public.listing_for_decision is
	'Annonce verrouillée pour la décision d''un agent ; 404 si elle n''est pas soumise, 403 hors de ses EPCI, 409 si elle a changé';

create function public.refuse_other_state(p_listing public.annonce, p_expected text) returns void
language plpgsql
set search_path = public, extensions
as $$
begin
	if p_listing.etat <> p_expected then
		raise sqlstate 'PT409' using
			message = format('L''annonce est « %s ».', p_listing.etat),
			hint = format('Attendu : une annonce « %s ».', p_expected),
			detail = json_build_object('code', 'listing_state', 'state', p_listing.etat)::text;
	end if;
end
$$;

comment on function public.refuse_other_state is
	'Refuse (409) une décision sur une annonce qui n''est pas dans l''état attendu';

create function public.checked_word(p_word text, p_what text) returns text
language plpgsql
set search_path = public, extensions
as $$
begin
	if length(btrim(coalesce(p_word, ''))) not between 1 and 2000 then
		raise sqlstate 'PT400' using
			message = format('%s : %s caractères reçus.', p_what, length(btrim(coalesce(p_word, '')))),
			hint = 'Attendu : de 1 à 2 000 caractères.',
			detail = json_build_object(
				'code', 'word_length',
				'count', length(btrim(coalesce(p_word, '')))
			)::text;
	end if;
	return btrim(p_word);
end
$$;

comment on function public.checked_word is
	'Message ou motif d''un agent, vérifié ; 400 quand il est vide ou trop long';

-- A plot that is not the trace of a listing is never written over, whatever its key.
create function public.listing_plot_key(p_listing public.annonce) returns text
language plpgsql
set search_path = public, extensions
as $$
declare
	made text := p_listing.terr_id;
begin
	while made is null or exists (
		select from terrain_eco where terr_id = made and (
			made is distinct from p_listing.terr_id or territory_id <> p_listing.territory_id
			or source_methode not like 'déclaré %, vérifié par l''EPCI'
		)
	) loop
		made := 'FT-' || upper(left(replace(gen_random_uuid()::text, '-', ''), 8));
	end loop;
	return made;
end
$$;

comment on function public.listing_plot_key is
	'Clé du terrain qu''une publication écrit : celle d''avant, sinon une nouvelle, jamais celle d''une fiche importée';

-- The columns come from the list of what a listing may declare, and from nowhere else: every field of it is a
-- column of the plot.
create function public.listing_write_plot(p_listing public.annonce, p_key text) returns void
language plpgsql
set search_path = public, extensions
as $$
declare
	columns text[] := array(select field from listing_fields());
	owner membre;
begin
	select * into owner from membre where user_id = p_listing.proprietaire;
	execute format(
		'insert into terrain_eco (
			terr_id, territory_id, geom, source_nom, source_date, source_methode, terr_actu_date,
			confirme_le, demonstration, publie, %1$s
		)
		select $1, $2, $3, $4, $5, $6, $5, $5, $7, true, %2$s
		from jsonb_populate_record(null::terrain_eco, $8) as given
		on conflict (terr_id) do update set
			geom = excluded.geom, source_nom = excluded.source_nom,
			source_date = excluded.source_date, source_methode = excluded.source_methode,
			terr_actu_date = excluded.terr_actu_date, confirme_le = excluded.confirme_le,
			demonstration = excluded.demonstration, publie = true, %3$s',
		(select string_agg(quote_ident(name), ', ') from unnest(columns) as name),
		(select string_agg(format('given.%I', name), ', ') from unnest(columns) as name),
		(select string_agg(format('%1$I = excluded.%1$I', name), ', ') from unnest(columns) as name)
	) using
		p_key, p_listing.territory_id, p_listing.geom,
		coalesce(
			owner.entreprise_nom,
			(select epci_nom from epci where epci_siren = p_listing.epci_siren),
			'Compte fermé'
		),
		local_day(),
		format('déclaré par l''%s, vérifié par l''EPCI',
			case when owner.role = 'entreprise' then 'entreprise' else 'EPCI' end),
		p_listing.demonstration, p_listing.contenu;
end
$$;

comment on function public.listing_write_plot is
	'Écrit le terrain public d''une annonce, avec ses seules valeurs déclarées, et le montre';

create function public.annonce_publish(p_annonce uuid, p_version integer) returns json
language plpgsql security definer
set search_path = public, extensions
as $$
declare
	listing annonce := listing_for_decision(p_annonce, p_version);
	missing text[] := listing_missing(listing.contenu, listing.geom);
	key text := listing_plot_key(listing);
begin
	perform refuse_other_state(listing, 'soumise');
	if missing <> '{}' then
		raise sqlstate 'PT400' using
			message = format('Il manque : %s.', array_to_string(missing, ', ')),
			hint = 'Attendu : tous les champs obligatoires.',
			detail = json_build_object(
				'code', 'listing_missing',
				'fields', array_to_string(missing, ', ')
			)::text;
	end if;
	-- What was true when it was handed in may no longer be: a site may be gone, a contour new.
	perform listing_checked(listing.territory_id, listing.contenu::json);
	perform listing_shape(listing.territory_id, st_asgeojson(listing.geom)::json);
	perform listing_write_plot(listing, key);
	update annonce set
		etat = 'publiée', en_ligne = true, terr_id = key, publiee_le = now(), confirme_le = local_day(),
		rappel_le = null, mot_agent = null, modifie_le = now(), version = version + 1
	where annonce_id = p_annonce;
	update annonce_piece set publique = not retiree
	where annonce_id = p_annonce and publique = retiree;
	perform listing_record(p_annonce, 'publiée', null);
	return annonce_get(p_annonce);
end
$$;

comment on function public.annonce_publish is
	'Publie une annonce soumise : écrit son terrain, montre ses pièces, garde la différence avec la publication précédente ; rend l''annonce';

create function public.listing_sent_back(
	p_annonce uuid, p_version integer, p_state text, p_word text
) returns json
language plpgsql
set search_path = public, extensions
as $$
declare
	listing annonce := listing_for_decision(p_annonce, p_version);
begin
	perform refuse_other_state(listing, 'soumise');
	update annonce set
		etat = p_state, mot_agent = p_word, modifie_le = now(), version = version + 1
	where annonce_id = p_annonce;
	perform listing_record(p_annonce, p_state, p_word);
	return annonce_get(p_annonce);
end
$$;

comment on function public.listing_sent_back is
	'Rend une annonce soumise à qui la propose, avec un mot ; ce qui est en ligne le reste';

create function public.annonce_request_change(
	p_annonce uuid, p_version integer, p_message text
) returns json
language sql security definer
set search_path = public, extensions
as $$
	select listing_sent_back(
		p_annonce, p_version, 'à modifier', checked_word(p_message, 'Message')
	)
$$;

comment on function public.annonce_request_change is
	'Demande un changement à qui propose l''annonce, avec un message ; rend l''annonce';

create function public.annonce_refuse(
	p_annonce uuid, p_version integer, p_reason text
) returns json
language sql security definer
set search_path = public, extensions
as $$
	select listing_sent_back(p_annonce, p_version, 'refusée', checked_word(p_reason, 'Motif'))
$$;

comment on function public.annonce_refuse is 'Refuse une annonce soumise, avec un motif ; rend l''annonce';

-- A copy that is being written or checked stays as it is: only what was settled becomes 'retirée'.
create function public.listing_take_off(p_annonce uuid, p_word text) returns void
language plpgsql
set search_path = public, extensions
as $$
begin
	update annonce set
		etat = case etat when 'publiée' then 'retirée' else etat end,
		en_ligne = false, mot_agent = coalesce(p_word, mot_agent), modifie_le = now(),
		version = version + 1
	where annonce_id = p_annonce;
	update annonce_piece set publique = false where annonce_id = p_annonce and publique;
	update terrain_eco set publie = false
	where terr_id = (select terr_id from annonce where annonce_id = p_annonce) and publie;
	perform listing_record(p_annonce, 'retirée', p_word);
end
$$;

comment on function public.listing_take_off is
	'Retire une annonce de la carte publique avec ses pièces, et l''écrit dans l''historique';

create function public.annonce_unpublish(
	p_annonce uuid, p_version integer, p_reason text
) returns json
language plpgsql security definer
set search_path = public, extensions
as $$
declare
	listing annonce := listing_for_decision(p_annonce, p_version);
	reason text := checked_word(p_reason, 'Motif');
begin
	if not listing.en_ligne then
		raise sqlstate 'PT409' using
			message = 'L''annonce n''est pas en ligne.', hint = 'Attendu : une annonce en ligne.',
			detail = json_build_object('code', 'listing_offline')::text;
	end if;
	perform listing_take_off(p_annonce, reason);
	return annonce_get(p_annonce);
end
$$;

comment on function public.annonce_unpublish is
	'Retire de la carte une annonce en ligne, avec un motif ; rend l''annonce';

create function public.annonce_restore(
	p_annonce uuid, p_version_id bigint, p_version integer
) returns json
language plpgsql security definer
set search_path = public, extensions
as $$
declare
	listing annonce := listing_for_writing(p_annonce, p_version);
	former annonce_version;
	stamp jsonb := jsonb_build_object('par', auth.uid(), 'nom', member_label(auth.uid()), 'le', now(),
		'version', listing.version + 1);
begin
	select * into former from annonce_version
	where annonce_id = p_annonce and version_id = p_version_id;
	if not found then
		raise sqlstate 'PT404' using
			message = format('Version « %s » inconnue de cette annonce.', p_version_id),
			detail = json_build_object('code', 'version_unknown')::text;
	end if;
	update annonce set
		contenu = former.contenu, geom = former.geom, etat = listing_state_after_writing(listing),
		provenance = provenance || coalesce((
			select jsonb_object_agg(field, stamp)
			from jsonb_object_keys(listing_difference(
				listing_snapshot(listing.contenu, listing.geom, '[]'),
				listing_snapshot(former.contenu, former.geom, '[]')
			)) as field
		), '{}'),
		modifie_le = now(), version = version + 1
	where annonce_id = p_annonce
	returning * into listing;
	perform refuse_foreign_land(listing);
	update annonce_piece set retiree = not former.pieces ? piece_id::text
	where annonce_id = p_annonce and retiree = former.pieces ? piece_id::text;
	perform listing_record(p_annonce, 'rétablie', format('Version %s du %s', former.version,
		to_char(former.le at time zone 'Europe/Paris', 'DD/MM/YYYY')));
	return annonce_get(p_annonce);
end
$$;

comment on function public.annonce_restore is
	'Fait d''une version de l''historique la copie de travail, pièces comprises ; rend l''annonce';
