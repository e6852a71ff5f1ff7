-- What lies under water, wet or steep is told as soon as a listing is drawn, to its owner and to the agent.

create function public.listing_constraints(p_territory text, p_geom extensions.geometry) returns json
language sql stable
set search_path = public, extensions
as $$
	select json_build_object(
		'inondable', located.part_zone_inondable_pct,
		'humide', located.part_zone_humide_pct,
		'pente', located.part_pente_forte_pct
	)
	from (values (1)) as one
	left join located_plots(p_territory, array[p_geom]) as located on p_geom is not null
$$;

comment on function public.listing_constraints is
	'Parts d''un contour en zone inondable, en zone humide et en pente forte, en % ; vides sans contour ou sans couche de ce type';

-- New: the shares of the constraints.
create or replace function public.annonce_get(p_annonce uuid) returns json
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

revoke all on function public.listing_constraints from public, anon, authenticated;
grant execute on function public.listing_constraints to service_role;
