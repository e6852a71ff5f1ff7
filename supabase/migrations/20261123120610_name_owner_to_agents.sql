-- A SIRET is easily typed: the agent who checks a listing sees which person and which address stand behind it.

-- New: the owner.
create or replace function public.annonce_facts(p_annonce uuid) returns json
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
	return (select json_build_object(
		'overlaps', listing_overlaps(listing),
		'outside_commune_pct', share_outside(listing.geom, (
			select geom from commune where comm_insee = listing.comm_insee
		)),
		'outside_territory_pct', share_outside(listing.geom, (
			select st_union(geom) from commune
			where territory_id = listing.territory_id and geom && listing.geom
		)),
		'parcel_communes', array_to_json(array(
			select distinct left(parcel, 5)
			from regexp_split_to_table(listing.contenu ->> 'terr_refcad', '[|]') as parcel
			where left(parcel, 5) is distinct from listing.comm_insee order by 1
		)),
		'name_origin', (
			select entreprise_nom_origine from membre where user_id = listing.proprietaire
		),
		'owner', (
			select json_build_object('name', nom, 'email', courriel)
			from membre where user_id = listing.proprietaire
		)
	));
end
$$;
