-- Members read themselves, administrators read all; sign-ups and invitations are the service's alone.

grant all on table
	public.membre, public.membre_epci, public.invitation, public.inscription
	to service_role;
grant select on table
	public.membre, public.membre_epci
	to authenticated;

alter table public.membre enable row level security;
alter table public.membre_epci enable row level security;
alter table public.invitation enable row level security;
alter table public.inscription enable row level security;

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

-- Policies call them as the one who reads, who may be anonymous.
grant execute on function
	public.is_administrator, public.is_agent_of, public.member_role
	to anon, authenticated, service_role;

grant execute on function
	public.member_self, public.member_set_name, public.members_list, public.member_set_epci,
	public.member_remove, public.invitation_create, public.invitation_revoke,
	public.invitations_list
	to authenticated, service_role;

grant execute on function
	public.member_label, public.epci_with_agents, public.refuse_unless_administrator,
	public.known_epci, public.invitation_read, public.invitation_accept,
	public.member_register_firm, public.firm_name_of, public.administrator_appoint,
	public.account_by_email, public.account_open_recovery, public.inscription_ask,
	public.inscription_read, public.inscription_accept, public.inscription_refuse,
	public.inscriptions_forget
	to service_role;
