-- A space is as large as its floor, not as the outline of its building.

-- New: surflocal.
create or replace function public.my_listings(p_territory text) returns json
language sql stable security definer
set search_path = public, extensions
as $$
	select coalesce(json_agg(json_build_object(
		'annonce_id', annonce_id, 'etat', etat, 'en_ligne', en_ligne, 'version', version,
		'terr_lot', contenu ->> 'terr_lot', 'offre_type', contenu ->> 'offre_type',
		'surflocal', contenu -> 'surflocal', 'surface_ha', area_ha(annonce.geom), 'comm_nom', comm_nom,
		'photo', (
			select piece_id from annonce_piece
			where annonce_piece.annonce_id = annonce.annonce_id and genre = 'photo' and not retiree
			order by ordre, ajoutee_le limit 1
		),
		'mot_agent', mot_agent, 'terr_id', terr_id, 'modifie_le', modifie_le,
		'soumise_le', soumise_le, 'publiee_le', publiee_le, 'confirme_le', confirme_le,
		'manque', cardinality(listing_missing(contenu, annonce.geom))
	) order by modifie_le desc), '[]')
	from annonce left join commune using (comm_insee)
	where annonce.territory_id = p_territory and proprietaire = auth.uid()
$$;
