-- The inbox says who follows a brief: agents cannot read each other's rows of membre, this one name they can.

create function public.brief_assignee(p_id uuid) returns text
language sql stable security definer
set search_path = public, extensions
as $$
	select coalesce(membre.nom, membre.courriel)
	from demande join membre on membre.user_id = demande.attribuee_a
	where demande_id = p_id and (
		is_administrator(demande.territory_id)
		or exists (select from unnest(demande.epci) as one where is_agent_of(demande.territory_id, one))
	)
$$;

comment on function public.brief_assignee is 'Nom de qui suit une demande, pour qui peut la lire';

create or replace function public.brief_list(
	p_territory text, p_filters json, p_limit integer, p_offset integer
) returns json
language sql stable
set search_path = public, extensions
as $$
	with kept as (
		select demande.*, close_le is not null as closed
		from demande
		where territory_id = p_territory
			and (p_filters ->> 'state' is null or etat = p_filters ->> 'state')
			and (p_filters ->> 'open' is distinct from 'true' or close_le is null)
			and (p_filters ->> 'kind' is null or genre = p_filters ->> 'kind')
			and (p_filters ->> 'epci' is null or p_filters ->> 'epci' = any (epci))
			and (
				p_filters ->> 'assigned' is null
				or p_filters ->> 'assigned' = 'moi' and attribuee_a = auth.uid()
				or p_filters ->> 'assigned' = 'personne' and attribuee_a is null
			)
	), page as (
		select * from kept
		order by closed, case when not closed then echeance_le end, close_le desc, demande_id
		limit least(p_limit, 200) offset p_offset
	)
	select json_build_object(
		'total', (select count(*) from kept),
		'briefs', coalesce(json_agg(json_build_object(
			'id', demande_id, 'kind', genre, 'epci', page.epci, 'collection', collection,
			'objectId', objet_id, 'objectName', objet_nom, 'surfaceMinHa', surface_min_ha,
			'surfaceMaxHa', surface_max_ha, 'state', etat, 'reason', motif_perte,
			'company', (
				select societe from demande_contact where demande_contact.demande_id = page.demande_id
			),
			'assignedTo', attribuee_a, 'assignedName', brief_assignee(demande_id),
			'receivedAt', recue_le, 'dueAt', echeance_le,
			'answeredAt', premiere_reponse_le, 'closedAt', close_le
		) order by closed, case when not closed then echeance_le end, close_le desc, demande_id), '[]')
	)
	from page
$$;

revoke all on function public.brief_assignee from public, anon, authenticated;
grant execute on function public.brief_assignee to authenticated, service_role;
