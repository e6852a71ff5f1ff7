-- What an agent reads to decide: the queue of their EPCI, what PostGIS finds to remark, former versions.

create function public.annonce_queue(p_territory text) returns json
language sql stable security definer
set search_path = public, extensions
as $$
	select coalesce(json_agg(json_build_object(
		'annonce_id', annonce_id, 'etat', etat, 'en_ligne', en_ligne,
		'terr_lot', contenu ->> 'terr_lot', 'offre_type', contenu ->> 'offre_type',
		'surflocal', contenu -> 'surflocal', 'surface_ha', area_ha(annonce.geom),
		'comm_nom', comm_nom, 'epci_nom', epci_nom, 'proprietaire_nom', member_label(proprietaire),
		'soumise_le', soumise_le, 'modifie_le', modifie_le, 'confirme_le', confirme_le,
		'rappel_le', rappel_le, 'demonstration', annonce.demonstration, 'photo', (
			select piece_id from annonce_piece
			where annonce_piece.annonce_id = annonce.annonce_id and genre = 'photo' and not retiree
			order by ordre, ajoutee_le limit 1
		)
	) order by etat <> 'soumise', case etat when 'soumise' then soumise_le end, modifie_le desc), '[]')
	from annonce
	left join commune using (comm_insee)
	left join epci on epci.epci_siren = annonce.epci_siren
	where annonce.territory_id = p_territory and soumise_le is not null
		and is_agent_of(p_territory, annonce.epci_siren)
$$;

comment on function public.annonce_queue is
	'Annonces soumises un jour dans les EPCI du compte qui demande : celles qui attendent d''abord, la plus ancienne en tête';

-- Of the smaller of the two, so that a small plot inside a large one is seen from both.
create function public.listing_overlaps(p_listing public.annonce) returns json
language sql stable
set search_path = public, extensions
as $$
	select coalesce(json_agg(json_build_object(
		'terr_id', terr_id, 'terr_lot', terr_lot, 'site_nom', site_nom, 'pct', pct
	) order by pct desc, terr_id), '[]')
	from (
		select terr_id, terr_lot, site_nom, round((100 * st_area(st_transform(
			st_intersection(plot.geom, p_listing.geom), 2154
		)) / least(
			st_area(st_transform(plot.geom, 2154)), st_area(st_transform(p_listing.geom, 2154))
		))::numeric, 1) as pct
		from terrain_eco as plot left join site_eco as site on site.site_id = plot.site_id
		where plot.territory_id = p_listing.territory_id and plot.publie
			and plot.geom && p_listing.geom and plot.terr_id is distinct from p_listing.terr_id
	) as other
	where pct > 5
$$;

comment on function public.listing_overlaps is
	'Terrains publiés qu''une annonce recouvre de plus de 5 % (de la plus petite des deux surfaces)';

create function public.share_outside(
	p_geom extensions.geometry, p_area extensions.geometry
) returns double precision
language sql immutable
set search_path = public, extensions
as $$
	select case when p_area is not null then round((100 * st_area(st_transform(
		st_difference(p_geom, p_area), 2154
	)) / nullif(st_area(st_transform(p_geom, 2154)), 0))::numeric, 1)::double precision end
$$;

comment on function public.share_outside is
	'Part d''une surface hors d''une autre, en % ; vide quand l''autre n''est pas connue';

-- A SIRET is easily typed: the agent sees which person and which address stand behind a listing.
create function public.annonce_facts(p_annonce uuid) returns json
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

comment on function public.annonce_facts is
	'Ce que les données disent d''une annonce : terrains recouverts, parts hors de sa commune et du territoire, communes des parcelles, origine du nom de l''entreprise';

create function public.annonce_version_get(p_annonce uuid, p_version_id bigint) returns json
language plpgsql stable security definer
set search_path = public, extensions
as $$
declare
	listing annonce;
	former annonce_version;
begin
	select * into listing from annonce where annonce_id = p_annonce;
	select * into former from annonce_version
	where annonce_id = p_annonce and version_id = p_version_id;
	if not found or not may_read_listing(listing) then
		raise sqlstate 'PT404' using
			message = format('Version « %s » inconnue de cette annonce.', p_version_id),
			detail = json_build_object('code', 'version_unknown')::text;
	end if;
	return json_build_object(
		'version_id', former.version_id, 'version', former.version, 'action', former.action,
		'message', former.message, 'par_nom', former.par_nom, 'par_role', former.par_role,
		'le', former.le, 'contenu', former.contenu, 'geometry', st_asgeojson(former.geom, 7)::json,
		'difference', former.difference, 'pieces', (
			select coalesce(json_agg(json_build_object(
				'piece_id', piece_id, 'genre', genre, 'nom', nom, 'legende', legende
			) order by genre desc, ordre), '[]')
			from annonce_piece where annonce_id = p_annonce and former.pieces ? piece_id::text
		)
	);
end
$$;

comment on function public.annonce_version_get is
	'Une version de l''historique, entière, pour qui propose l''annonce et les agents de son EPCI';
