-- Who may do what: the accounts are those of the Auth schema, their roles stand here and nowhere else,
-- because a token carries none.

create table public.membre (
	user_id uuid primary key references auth.users on delete cascade,
	territory_id text not null references public.territory on delete cascade,
	role text not null check (role in ('entreprise', 'agent', 'administrateur')),
	courriel text not null check (length(courriel) <= 254),
	nom text check (length(nom) <= 120),
	siret text check (siret ~ '^[0-9]{14}$'),
	entreprise_nom text check (length(entreprise_nom) <= 200),
	entreprise_nom_origine text check (entreprise_nom_origine in ('base', 'sirene', 'déclaré')),
	cree_le timestamptz not null default now(),
	constraint entreprise_designee check (
		(role = 'entreprise')
			= (siret is not null and entreprise_nom is not null and entreprise_nom_origine is not null)
	)
);

comment on table public.membre is 'Comptes du territoire et leur rôle';
comment on column public.membre.user_id is 'Compte, tel que le schéma auth le connaît';
comment on column public.membre.territory_id is 'Territoire pour lequel le rôle vaut';
comment on column public.membre.role is
	'entreprise : propose pour son SIRET ; agent : instruit pour ses EPCI ; administrateur : gère le territoire';
comment on column public.membre.courriel is 'Adresse électronique du compte';
comment on column public.membre.nom is 'Nom de la personne';
comment on column public.membre.siret is 'SIRET de l''entreprise pour laquelle le compte propose';
comment on column public.membre.entreprise_nom is 'Nom de l''entreprise';
comment on column public.membre.entreprise_nom_origine is
	'D''où vient le nom : base (établissement connu), sirene (service Sirene), déclaré (à vérifier)';
comment on column public.membre.cree_le is 'Création du rôle';

create table public.membre_epci (
	user_id uuid not null references public.membre on delete cascade,
	epci_siren text not null references public.epci on delete cascade,
	primary key (user_id, epci_siren)
);

comment on table public.membre_epci is 'EPCI pour lesquels un agent instruit';
comment on column public.membre_epci.user_id is 'Compte de l''agent';
comment on column public.membre_epci.epci_siren is 'SIREN de l''EPCI';

create index membre_territory_id on public.membre (territory_id);
create index membre_epci_epci_siren on public.membre_epci (epci_siren);

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

create function public.member_role(p_territory text) returns text
language sql stable security definer
set search_path = public, extensions
as $$
	select role from membre where user_id = auth.uid() and territory_id = p_territory
$$;

comment on function public.member_role is 'Rôle du compte qui demande, vide s''il n''en a pas';

alter table public.membre enable row level security;
alter table public.membre_epci enable row level security;

create policy lecture_de_soi_et_par_administrateur on public.membre
	for select to authenticated
	using (user_id = auth.uid() or is_administrator(territory_id));
create policy lecture_de_soi_et_par_administrateur on public.membre_epci
	for select to authenticated
	using (
		user_id = auth.uid()
		or exists (
			select from public.membre
			where membre.user_id = membre_epci.user_id and is_administrator(membre.territory_id)
		)
	);

revoke all on public.membre, public.membre_epci from public, anon, authenticated;
revoke all on function public.is_administrator, public.is_agent_of, public.member_role
	from public, anon, authenticated;
grant select on public.membre, public.membre_epci to authenticated;
grant all on public.membre, public.membre_epci to service_role;
-- Policies call them as the one who reads, who may be anonymous.
grant execute on function public.is_administrator, public.is_agent_of, public.member_role
	to anon, authenticated, service_role;
