-- Who the caller is: what policies and functions of every subject ask.

-- Security definer: policies ask these, and must not meet the policies of membre again.
create function public.is_administrator(p_territory text) returns boolean
language sql stable security definer
set search_path = public, extensions
as $$
	select exists (
		select from membre
		where user_id = auth.uid() and territory_id = p_territory and role = 'administrateur'
	)
$$;

comment on function public.is_administrator is 'Vrai pour un administrateur du territoire';

create function public.is_agent_of(p_territory text, p_epci text) returns boolean
language sql stable security definer
set search_path = public, extensions
as $$
	select exists (
		select from membre
		where user_id = auth.uid() and territory_id = p_territory
			and (
				role = 'administrateur'
				or role = 'agent' and exists (
					select from membre_epci
					where membre_epci.user_id = membre.user_id and epci_siren = p_epci
				)
			)
	)
$$;

comment on function public.is_agent_of is
	'Vrai pour un agent de l''EPCI, et pour un administrateur du territoire ; un EPCI vide n''a que l''administrateur';

-- Of a whole territory, whoever is an agent of each of its EPCI: an administrator is.
create function public.sees_all_figures(p_territory text, p_epci text) returns boolean
language plpgsql stable security definer
set search_path = public, extensions
as $$
begin
	if not exists (
		select from epci where territory_id = p_territory and (p_epci is null or epci_siren = p_epci)
	) then
		raise sqlstate 'PT404' using
			message = format('« %s » n''est ni un territoire ni l''un de ses EPCI.', coalesce(p_epci, p_territory)),
			hint = 'Le SIREN d''un EPCI du territoire, ou aucun.';
	end if;
	return (
		select bool_and(is_agent_of(p_territory, epci_siren))
		from epci
		where territory_id = p_territory and (p_epci is null or epci_siren = p_epci)
	);
end
$$;

comment on function public.sees_all_figures is
	'Vrai pour qui voit les chiffres d''un EPCI, ou de tout le territoire, même petits ; les autres n''en voient qu''à partir de 5';

create function public.member_role(p_territory text) returns text
language sql stable security definer
set search_path = public, extensions
as $$
	select role from membre where user_id = auth.uid() and territory_id = p_territory
$$;

comment on function public.member_role is 'Rôle du compte qui demande, vide s''il n''en a pas';

create function public.member_label(p_user uuid) returns text
language sql stable security definer
set search_path = public, extensions
as $$
	select coalesce(entreprise_nom, nom, initcap(role)) from membre where user_id = p_user
$$;

comment on function public.member_label is
	'Nom sous lequel un compte se montre : son entreprise, la personne, sinon son rôle';

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
