-- How a listing is written: its owner while it is theirs, an agent of its EPCI once it has been handed in.
-- Every function checks the right of the account that calls it, and keeps who declared what.

create function public.may_read_listing(p_listing public.annonce) returns boolean
language sql stable security definer
set search_path = public, extensions
as $$
	select coalesce(
		p_listing.proprietaire = auth.uid() or p_listing.soumise_le is not null
			and is_agent_of(p_listing.territory_id, p_listing.epci_siren),
		false
	)
$$;

comment on function public.may_read_listing is
	'Vrai pour qui propose l''annonce et, une fois soumise, pour les agents de son EPCI';

create function public.listing_pieces(p_annonce uuid) returns jsonb
language sql stable
set search_path = public, extensions
as $$
	select coalesce(jsonb_agg(piece_id order by genre desc, ordre, ajoutee_le), '[]')
	from annonce_piece where annonce_id = p_annonce and not retiree
$$;

comment on function public.listing_pieces is
	'Identifiants des pièces de la copie de travail, les photos d''abord';

-- Who acts is the account of the request; without one it is the system.
create function public.listing_record(p_annonce uuid, p_action text, p_message text) returns void
language plpgsql
set search_path = public, extensions
as $$
declare
	listing annonce;
	published annonce_version;
	pieces jsonb := listing_pieces(p_annonce);
begin
	select * into listing from annonce where annonce_id = p_annonce;
	select * into published from annonce_version
	where annonce_id = p_annonce and action = 'publiée'
	order by version_id desc limit 1;
	insert into annonce_version
		(annonce_id, version, action, contenu, geom, pieces, difference, message, par, par_nom, par_role)
	values (
		p_annonce, listing.version, p_action, listing.contenu, listing.geom, pieces,
		listing_difference(
			listing_snapshot(coalesce(published.contenu, '{}'), published.geom, coalesce(published.pieces, '[]')),
			listing_snapshot(listing.contenu, listing.geom, pieces)
		),
		p_message, auth.uid(), coalesce(member_label(auth.uid()), 'Système'),
		coalesce(member_role(listing.territory_id), 'système')
	);
end
$$;

comment on function public.listing_record is
	'Ajoute à l''historique l''état actuel d''une annonce et sa différence avec la dernière version publiée';

-- Says who changed the record since it was read, when, and which fields.
create function public.refuse_stale_version(p_listing public.annonce, p_version integer) returns void
language plpgsql
set search_path = public, extensions
as $$
declare
	changed record;
	latest annonce_version;
begin
	if p_listing.version = p_version then
		return;
	end if;
	select string_agg(field, ', ' order by field) as fields,
		(array_agg(entry ->> 'nom' order by (entry ->> 'version')::integer desc))[1] as name
	into changed
	from jsonb_each(p_listing.provenance) as declared (field, entry)
	where (entry ->> 'version')::integer > coalesce(p_version, 0);
	select * into latest from annonce_version
	where annonce_id = p_listing.annonce_id order by version_id desc limit 1;
	raise sqlstate 'PT409' using
		message = format('L''annonce a été modifiée entre-temps par %s, le %s : %s.',
			coalesce(changed.name, latest.par_nom, member_label(p_listing.proprietaire), 'un autre éditeur'),
			to_char(p_listing.modifie_le at time zone 'Europe/Paris', 'DD/MM/YYYY à HH24:MI'),
			coalesce(changed.fields, p_listing.etat)),
		hint = format('Version lue : %s ; version actuelle : %s. Comparez, puis enregistrez de nouveau.',
			coalesce(p_version::text, 'aucune'), p_listing.version),
		detail = json_build_object(
			'code', 'listing_stale',
			'by', coalesce(changed.name, latest.par_nom, member_label(p_listing.proprietaire)),
			'at', p_listing.modifie_le,
			'fields', coalesce(changed.fields, '')
		)::text;
end
$$;

comment on function public.refuse_stale_version is
	'Refuse (409) une écriture qui a lu une autre version que l''actuelle, en disant qui a changé quoi et quand';

create function public.listing_for_writing(p_annonce uuid, p_version integer) returns public.annonce
language plpgsql
set search_path = public, extensions
as $$
declare
	listing annonce;
begin
	select * into listing from annonce where annonce_id = p_annonce for update;
	if not found or not may_read_listing(listing) then
		raise sqlstate 'PT404' using
			message = format('Annonce « %s » : inconnue, ou elle n''est pas la vôtre.', p_annonce),
			hint = 'Attendu : une annonce que vous proposez, ou soumise dans votre EPCI.',
			detail = json_build_object('code', 'listing_unknown')::text;
	end if;
	if listing.etat = 'soumise' and not is_agent_of(listing.territory_id, listing.epci_siren) then
		raise sqlstate 'PT403' using
			message = 'L''annonce est soumise : elle attend l''agent de l''EPCI.',
			hint = 'Retirez-la pour la modifier, ou attendez sa réponse.',
			detail = json_build_object('code', 'listing_waits')::text;
	end if;
	perform refuse_stale_version(listing, p_version);
	return listing;
end
$$;

comment on function public.listing_for_writing is
	'Annonce verrouillée pour écriture ; 404 si elle n''est pas ouverte au compte, 403 si elle attend l''agent, 409 si elle a changé';

-- An owner's change of what is settled makes a draft; an agent's goes into the queue of what is checked.
create function public.listing_state_after_writing(p_listing public.annonce) returns text
language sql stable
set search_path = public, extensions
as $$
	select case
		when p_listing.etat in ('brouillon', 'à modifier', 'soumise') then p_listing.etat
		when p_listing.proprietaire = auth.uid() then 'brouillon'
		else 'soumise'
	end
$$;

comment on function public.listing_state_after_writing is
	'État de la copie de travail après une écriture du compte qui demande';

create function public.listing_opened(p_territory text) returns public.annonce
language plpgsql
set search_path = public, extensions
as $$
declare
	opened annonce;
	most constant integer := 50;
begin
	if member_role(p_territory) is null then
		raise sqlstate 'PT403' using
			message = 'Ce compte n''a aucun rôle dans ce territoire.',
			hint = 'Attendu : un compte d''entreprise, d''agent ou d''administrateur.',
			detail = json_build_object('code', 'role_none')::text;
	end if;
	if (select count(*) from annonce where proprietaire = auth.uid() and soumise_le is null) >= most then
		raise sqlstate 'PT400' using
			message = format('Ce compte a déjà %s brouillons.', most),
			hint = 'Soumettez-en ou supprimez-en avant d''en ouvrir un autre.',
			detail = json_build_object('code', 'drafts_most', 'most', most)::text;
	end if;
	insert into annonce (territory_id, proprietaire, siret, version)
	values (p_territory, auth.uid(), (select siret from membre where user_id = auth.uid()), 0)
	returning * into opened;
	return opened;
end
$$;

comment on function public.listing_opened is
	'Nouveau brouillon du compte qui demande ; 403 sans rôle dans le territoire';

create function public.refuse_foreign_land(p_listing public.annonce) returns void
language plpgsql
set search_path = public, extensions
as $$
begin
	if member_role(p_listing.territory_id) = 'agent' and p_listing.geom is not null
		and not is_agent_of(p_listing.territory_id, p_listing.epci_siren) then
		raise sqlstate 'PT403' using
			message = format('Le terrain est dans l''EPCI « %s », dont vous n''êtes pas agent.',
				coalesce((select epci_nom from epci where epci_siren = p_listing.epci_siren), 'inconnu')),
			hint = 'Attendu : un terrain de l''un de vos EPCI.',
			detail = json_build_object(
				'code', 'land_foreign',
				'epci', (select epci_nom from epci where epci_siren = p_listing.epci_siren)
			)::text;
	end if;
end
$$;

comment on function public.refuse_foreign_land is
	'Refuse (403) à un agent un terrain hors de ses EPCI';

create function public.listing_changed_fields(
	p_listing public.annonce, p_given jsonb, p_shape extensions.geometry
) returns text[]
language sql stable
set search_path = public, extensions
as $$
	select coalesce(array_agg(field), '{}')
	from (
		select key as field from jsonb_each(p_given)
		where p_listing.contenu -> key is distinct from nullif(value, 'null')
		union all
		select 'geom' where p_shape is not null
			and st_asbinary(p_listing.geom) is distinct from st_asbinary(p_shape)
	) as changed
$$;

comment on function public.listing_changed_fields is
	'Champs dont la valeur donnée diffère de celle de l''annonce, dont geom pour le contour';

create function public.annonce_save(
	p_annonce uuid, p_territory text, p_version integer, p_contenu json, p_geom json
) returns json
language plpgsql security definer
set search_path = public, extensions
as $$
declare
	listing annonce;
	given jsonb;
	shape geometry;
	changed text[];
	stamp jsonb;
begin
	if p_annonce is null then
		listing := listing_opened(p_territory);
	else
		listing := listing_for_writing(p_annonce, p_version);
	end if;
	given := listing_checked(listing.territory_id, coalesce(p_contenu, '{}'));
	shape := listing_shape(listing.territory_id, p_geom);
	changed := listing_changed_fields(listing, given, shape);
	if changed = '{}' and p_annonce is not null then
		return annonce_get(p_annonce);
	end if;
	stamp := jsonb_build_object('par', auth.uid(), 'nom', member_label(auth.uid()), 'le', now(),
		'version', listing.version + 1);
	update annonce set
		contenu = jsonb_strip_nulls(contenu || given),
		geom = coalesce(shape, geom),
		provenance = provenance || coalesce(
			(select jsonb_object_agg(field, stamp) from unnest(changed) as field), '{}'
		),
		version = version + 1,
		modifie_le = now(),
		etat = listing_state_after_writing(listing)
	where annonce_id = listing.annonce_id
	returning * into listing;
	perform refuse_foreign_land(listing);
	if listing.proprietaire is distinct from auth.uid() then
		perform listing_record(listing.annonce_id, 'modifiée', null);
	end if;
	return annonce_get(listing.annonce_id);
end
$$;

comment on function public.annonce_save is
	'Ouvre une annonce (p_annonce vide) ou y écrit les champs donnés ; null efface un champ, un contour absent reste ; rend l''annonce';

create function public.annonce_submit(p_annonce uuid, p_version integer) returns json
language plpgsql security definer
set search_path = public, extensions
as $$
declare
	listing annonce := listing_for_writing(p_annonce, p_version);
	missing text[] := listing_missing(listing.contenu, listing.geom);
begin
	if listing.etat = 'soumise' then
		raise sqlstate 'PT409' using
			message = 'L''annonce est déjà soumise.',
			hint = 'Elle attend l''agent de l''EPCI.',
			detail = json_build_object('code', 'listing_waits')::text;
	end if;
	if missing <> '{}' then
		raise sqlstate 'PT400' using
			message = format('Il manque : %s.', array_to_string(missing, ', ')),
			hint = 'Attendu : tous les champs obligatoires.',
			detail = json_build_object(
				'code', 'listing_missing',
				'fields', array_to_string(missing, ', ')
			)::text;
	end if;
	-- The territory may have changed since the draft was drawn.
	perform listing_shape(listing.territory_id, st_asgeojson(listing.geom)::json);
	perform refuse_foreign_land(listing);
	update annonce set etat = 'soumise', soumise_le = now(), modifie_le = now(), version = version + 1
	where annonce_id = p_annonce;
	perform listing_record(p_annonce, 'soumise', null);
	return annonce_get(p_annonce);
end
$$;

comment on function public.annonce_submit is
	'Remet une annonce complète à l''agent de l''EPCI ; 400 nommant ce qui manque';

create function public.annonce_withdraw(p_annonce uuid, p_version integer) returns json
language plpgsql security definer
set search_path = public, extensions
as $$
declare
	listing annonce;
begin
	select * into listing from annonce where annonce_id = p_annonce for update;
	if not found or not may_read_listing(listing) then
		raise sqlstate 'PT404' using
			message = format('Annonce « %s » : inconnue, ou elle n''est pas la vôtre.', p_annonce),
			detail = json_build_object('code', 'listing_unknown')::text;
	end if;
	perform refuse_stale_version(listing, p_version);
	if not listing.en_ligne and listing.etat <> 'soumise' then
		raise sqlstate 'PT409' using
			message = format('L''annonce n''est ni en ligne ni soumise : son état est « %s ».', listing.etat),
			hint = 'Un brouillon se supprime.',
			detail = json_build_object('code', 'listing_nowhere', 'state', listing.etat)::text;
	end if;
	update annonce set
		etat = 'retirée', en_ligne = false, modifie_le = now(), version = version + 1
	where annonce_id = p_annonce;
	update annonce_piece set publique = false where annonce_id = p_annonce and publique;
	update terrain_eco set publie = false where terr_id = listing.terr_id and publie;
	perform listing_record(p_annonce, 'retirée', null);
	return annonce_get(p_annonce);
end
$$;

comment on function public.annonce_withdraw is
	'Retire une annonce de la carte publique, ou de la file de l''agent ; elle reste modifiable';

create function public.annonce_delete(p_annonce uuid) returns json
language plpgsql security definer
set search_path = public, extensions
as $$
declare
	listing annonce;
	paths json;
begin
	select * into listing from annonce where annonce_id = p_annonce for update;
	if not found or listing.proprietaire is distinct from auth.uid() then
		raise sqlstate 'PT404' using
			message = format('Annonce « %s » : inconnue, ou elle n''est pas la vôtre.', p_annonce),
			detail = json_build_object('code', 'listing_unknown')::text;
	end if;
	if listing.soumise_le is not null then
		raise sqlstate 'PT403' using
			message = 'Une annonce déjà soumise ne se supprime pas : son historique reste.',
			hint = 'Retirez-la : elle quitte la carte.',
			detail = json_build_object('code', 'listing_kept')::text;
	end if;
	select coalesce(json_agg(path), '[]') into paths
	from annonce_piece cross join lateral unnest(array[chemin, vignette]) as path
	where annonce_id = p_annonce and path is not null;
	delete from annonce where annonce_id = p_annonce;
	return paths;
end
$$;

comment on function public.annonce_delete is
	'Supprime un brouillon jamais soumis ; rend les chemins de ses fichiers, à retirer du stockage';

create trigger append_only before update or delete on public.annonce_version
	for each row execute function public.refuse_rewriting();

create trigger never_emptied before truncate on public.annonce_version
	for each statement execute function public.refuse_truncation();
