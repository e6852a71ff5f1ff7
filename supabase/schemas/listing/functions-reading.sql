-- A listing as its owner and its agent see it. A space is as large as its floor, not as the outline of its
-- building; what lies under water, wet or steep is told as soon as a listing is drawn.

create function public.listing_distances(p_territory text, p_geom extensions.geometry) returns json
language sql stable
set search_path = public, extensions
as $$
	select coalesce(json_agg(json_build_object('type', poi_type, 'nom', poi_nom, 'km', km) order by km), '[]')
	from (
		select distinct on (poi_type) poi_type, poi_nom,
			round(distance_km(vertex_mean(p_geom), geom)::numeric, 1) as km
		from poi
		where territory_id = p_territory and publie and p_geom is not null and poi_type in (
			'échangeur autoroutier', 'gare de voyageurs', 'gare de fret', 'port', 'aérodrome'
		)
		order by poi_type, distance_km(vertex_mean(p_geom), geom)
	) as nearest
$$;

comment on function public.listing_distances is
	'Plus proche échangeur, gare, port et aérodrome d''un terrain, à vol d''oiseau, en km';

create function public.listing_history(p_annonce uuid) returns json
language sql stable
set search_path = public, extensions
as $$
	select coalesce(json_agg(json_build_object(
		'version_id', version_id, 'version', version, 'action', action, 'message', message,
		'par_nom', par_nom, 'par_role', par_role, 'le', le, 'difference', difference
	) order by version_id desc), '[]')
	from annonce_version where annonce_id = p_annonce
$$;

comment on function public.listing_history is 'Historique d''une annonce, le plus récent d''abord';

create function public.listing_piece_list(p_annonce uuid) returns json
language sql stable
set search_path = public, extensions
as $$
	select coalesce(json_agg(json_build_object(
		'piece_id', piece_id, 'genre', genre, 'nom', nom, 'type_mime', type_mime, 'octets', octets,
		'largeur', largeur, 'hauteur', hauteur, 'legende', legende, 'publique', publique
	) order by genre desc, ordre, ajoutee_le), '[]')
	from annonce_piece where annonce_id = p_annonce and not retiree
$$;

comment on function public.listing_piece_list is 'Pièces de la copie de travail d''une annonce, dans leur ordre';

create function public.annonce_get(p_annonce uuid) returns json
language plpgsql stable security definer
set search_path = public, extensions
as $$
declare
	listing annonce;
begin
	select * into listing from annonce where annonce_id = p_annonce;
	if not found or not may_read_listing(listing) then
		raise sqlstate 'PT404' using
			message = format('Annonce « %s » : inconnue, ou elle n''est pas la vôtre.', p_annonce),
			hint = 'Attendu : une annonce que vous proposez, ou soumise dans votre EPCI.',
			detail = json_build_object('code', 'listing_unknown')::text;
	end if;
	return (
		select json_build_object(
			'annonce_id', listing.annonce_id, 'territory_id', listing.territory_id,
			'etat', listing.etat, 'en_ligne', listing.en_ligne,
			'mienne', coalesce(listing.proprietaire = auth.uid(), false),
			'proprietaire_nom', member_label(listing.proprietaire), 'siret', listing.siret,
			'contenu', listing.contenu, 'provenance', listing.provenance,
			'geometry', st_asgeojson(listing.geom, 7)::json,
			'surface_ha', area_ha(listing.geom),
			'comm_insee', listing.comm_insee, 'comm_nom', comm_nom,
			'epci_siren', listing.epci_siren, 'epci_nom', epci_nom,
			'distances', listing_distances(listing.territory_id, listing.geom),
			'contraintes', listing_constraints(listing.territory_id, listing.geom),
			'version', listing.version, 'terr_id', listing.terr_id, 'mot_agent', listing.mot_agent,
			'cree_le', listing.cree_le, 'modifie_le', listing.modifie_le,
			'soumise_le', listing.soumise_le, 'publiee_le', listing.publiee_le,
			'confirme_le', listing.confirme_le, 'demonstration', listing.demonstration,
			'manque', to_json(listing_missing(listing.contenu, listing.geom)),
			'pieces', listing_piece_list(p_annonce),
			'historique', listing_history(p_annonce)
		)
		from (values (1)) as one
		left join commune on commune.comm_insee = listing.comm_insee
		left join epci on epci.epci_siren = listing.epci_siren
	);
end
$$;

comment on function public.annonce_get is
	'Annonce entière pour qui la propose et pour les agents de son EPCI : contour en GeoJSON, pièces, historique, ce qui manque';

create function public.my_listings(p_territory text) returns json
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

comment on function public.my_listings is
	'Annonces du compte qui demande, la dernière modifiée d''abord';

create function public.listing_constraints(p_territory text, p_geom extensions.geometry) returns json
language sql stable
set search_path = public, extensions
as $$
	select json_object_agg(kind, coalesce(
		(located.parts ->> kind)::double precision,
		case when p_geom is not null and knows_constraint(p_territory, kind) then 0 end
	))
	from share_columns()
	left join located_plots(p_territory, case when p_geom is not null then array[p_geom] end) as located on true
$$;

comment on function public.listing_constraints is
	'Part d''un contour sous les contraintes de chaque type, en % ; vide sans contour ou sans couche de ce type';
