-- A brief is promised an answer only where somebody is there to give it.

create function public.epci_with_agents(p_territory text) returns json
language sql stable security definer
set search_path = public, extensions
as $$
	select coalesce(json_agg(distinct epci_siren order by epci_siren), '[]')
	from membre join membre_epci using (user_id)
	where membre.territory_id = p_territory and membre.role = 'agent'
$$;

comment on function public.epci_with_agents is
	'SIREN des EPCI du territoire qui ont au moins un agent : eux seuls promettent un délai de réponse';

revoke all on function public.epci_with_agents from public, anon, authenticated;
grant execute on function public.epci_with_agents to service_role;
