-- Photos and documents of a listing: the rows. The path of a file is made here, from the identifiers, so
-- that no account can make a row that points at a file of another's.

create function public.listing_touched(p_annonce uuid, p_version integer) returns public.annonce
language plpgsql
set search_path = public, extensions
as $$
declare
	listing annonce := listing_for_writing(p_annonce, p_version);
begin
	update annonce set
		version = version + 1, modifie_le = now(), etat = listing_state_after_writing(listing)
	where annonce_id = p_annonce
	returning * into listing;
	return listing;
end
$$;

comment on function public.listing_touched is
	'Annonce dont les pièces changent : vérifiée, verrouillée et passée à la version suivante';

create function public.annonce_piece_add(
	p_annonce uuid, p_version integer, p_piece uuid, p_genre text, p_nom text, p_type_mime text,
	p_octets integer, p_largeur integer, p_hauteur integer
) returns json
language plpgsql security definer
set search_path = public, extensions
as $$
declare
	listing annonce := listing_touched(p_annonce, p_version);
	most integer := case p_genre when 'photo' then 10 when 'document' then 3 end;
	path text := p_annonce || '/' || p_piece;
begin
	if most is null or (p_genre = 'document') <> (p_type_mime = 'application/pdf')
		or p_type_mime not in ('image/jpeg', 'image/webp', 'application/pdf') then
		raise sqlstate 'PT400' using
			message = format('Pièce de genre « %s » et de type « %s ».', left(p_genre, 60), left(p_type_mime, 60)),
			hint = 'Attendu : une photo (image/jpeg, image/webp) ou un document (application/pdf).';
	end if;
	if (
		select count(*) from annonce_piece
		where annonce_id = p_annonce and genre = p_genre and not retiree
	) >= most then
		raise sqlstate 'PT400' using
			message = format('L''annonce a déjà %s pièces du genre « %s ».', most, p_genre),
			hint = format('Attendu : %s au plus ; retirez-en une.', most),
			detail = json_build_object(
				'code', case p_genre when 'photo' then 'photos_most' else 'documents_most' end,
				'most', most
			)::text;
	end if;
	insert into annonce_piece
		(piece_id, annonce_id, genre, chemin, vignette, nom, type_mime, octets, largeur, hauteur, ordre)
	values (
		p_piece, p_annonce, p_genre, path, case p_genre when 'photo' then path || '-vignette' end,
		coalesce(nullif(btrim(left(p_nom, 200)), ''), 'Sans nom'),
		p_type_mime, p_octets, p_largeur, p_hauteur,
		(select coalesce(max(ordre), 0) + 1 from annonce_piece where annonce_id = p_annonce)
	);
	return annonce_get(p_annonce);
end
$$;

comment on function public.annonce_piece_add is
	'Ajoute une pièce (10 photos, 3 documents au plus) dont le fichier se range sous <annonce>/<pièce> ; rend l''annonce';

create function public.annonce_piece_remove(
	p_annonce uuid, p_version integer, p_piece uuid
) returns json
language plpgsql security definer
set search_path = public, extensions
as $$
declare
	listing annonce := listing_touched(p_annonce, p_version);
	piece annonce_piece;
	paths json := '[]';
begin
	select * into piece from annonce_piece
	where annonce_id = p_annonce and piece_id = p_piece and not retiree;
	if not found then
		raise sqlstate 'PT404' using
			message = format('Pièce « %s » inconnue de cette annonce.', p_piece),
			detail = json_build_object('code', 'piece_unknown')::text;
	end if;
	-- What the history names stays, so that a version can be viewed and restored.
	if exists (
		select from annonce_version where annonce_id = p_annonce and pieces ? p_piece::text
	) then
		update annonce_piece set retiree = true where piece_id = p_piece;
	else
		delete from annonce_piece where piece_id = p_piece;
		paths := to_json(array_remove(array[piece.chemin, piece.vignette], null));
	end if;
	return json_build_object('annonce', annonce_get(p_annonce), 'chemins', paths);
end
$$;

comment on function public.annonce_piece_remove is
	'Retire une pièce de la copie de travail ; rend l''annonce et les chemins des fichiers à retirer du stockage';

create function public.annonce_piece_order(
	p_annonce uuid, p_version integer, p_pieces json
) returns json
language plpgsql security definer
set search_path = public, extensions
as $$
declare
	listing annonce := listing_touched(p_annonce, p_version);
begin
	update annonce_piece set ordre = wanted.rank
	from json_array_elements_text(p_pieces) with ordinality as wanted (piece, rank)
	where annonce_id = p_annonce and piece_id::text = wanted.piece;
	return annonce_get(p_annonce);
end
$$;

comment on function public.annonce_piece_order is
	'Range les pièces dans l''ordre de la liste d''identifiants donnée ; rend l''annonce';

create function public.annonce_piece_caption(
	p_annonce uuid, p_version integer, p_piece uuid, p_legende text
) returns json
language plpgsql security definer
set search_path = public, extensions
as $$
declare
	listing annonce := listing_touched(p_annonce, p_version);
begin
	if length(p_legende) > 300 then
		raise sqlstate 'PT400' using
			message = format('La légende a %s caractères.', length(p_legende)),
			hint = 'Attendu : 300 au plus.',
			detail = json_build_object('code', 'caption_length', 'count', length(p_legende))::text;
	end if;
	update annonce_piece set legende = nullif(btrim(p_legende), '')
	where annonce_id = p_annonce and piece_id = p_piece;
	if not found then
		raise sqlstate 'PT404' using
			message = format('Pièce « %s » inconnue de cette annonce.', p_piece),
			detail = json_build_object('code', 'piece_unknown')::text;
	end if;
	return annonce_get(p_annonce);
end
$$;

comment on function public.annonce_piece_caption is
	'Dit ce que montre une pièce ; rend l''annonce';

-- The caller's own rights decide: row-level security of annonce_piece.
create function public.annonce_piece_file(p_piece uuid) returns json
language sql stable
set search_path = public, extensions
as $$
	select json_build_object(
		'chemin', chemin, 'vignette', vignette, 'nom', nom, 'genre', genre,
		'type_mime', type_mime, 'publique', publique
	)
	from annonce_piece where piece_id = p_piece
$$;

comment on function public.annonce_piece_file is
	'Où se trouve le fichier d''une pièce, si le compte qui demande peut la voir ; vide sinon';

-- Anonymous visitors may not read listings: only which of their pieces a published plot shows.
create function public.plot_pieces(p_territory text, p_terr text) returns json
language sql stable security definer
set search_path = public, extensions
as $$
	select coalesce(json_agg(json_build_object(
		'piece_id', piece_id, 'genre', genre, 'nom', nom, 'legende', legende,
		'octets', octets, 'largeur', largeur, 'hauteur', hauteur
	) order by ordre, ajoutee_le, piece_id), '[]'::json)
	from annonce_piece join annonce using (annonce_id) join terrain_eco using (terr_id)
	where annonce.territory_id = p_territory and annonce.terr_id = p_terr
		and annonce.en_ligne and terrain_eco.publie and annonce_piece.publique
$$;

comment on function public.plot_pieces is
	'Photos et documents publics d''un terrain publié, dans leur ordre';
