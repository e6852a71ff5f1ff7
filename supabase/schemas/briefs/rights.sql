-- A brief is read by the agents of the EPCI concerned, and written by functions alone.

grant all on table
	public.demande, public.demande_contact, public.recherche_vide
	to service_role;
grant select, insert on table
	public.demande_note
	to service_role;
grant select on table
	public.demande, public.demande_contact, public.demande_note
	to authenticated;

alter table public.demande enable row level security;
alter table public.demande_contact enable row level security;
alter table public.demande_note enable row level security;
alter table public.recherche_vide enable row level security;

-- Not even the firm whose plot it is about: whom to answer is the EPCI's business.
create policy lecture_par_agent on public.demande
	for select to authenticated
	using (
		is_administrator(territory_id)
		or exists (select from unnest(epci) as one where is_agent_of(territory_id, one))
	);
create policy lecture_par_agent on public.demande_contact
	for select to authenticated
	using (exists (select from public.demande where demande.demande_id = demande_contact.demande_id));
create policy lecture_par_agent on public.demande_note
	for select to authenticated
	using (exists (select from public.demande where demande.demande_id = demande_note.demande_id));

grant execute on function
	public.brief_assignee, public.brief_list, public.brief_detail, public.brief_note,
	public.brief_colleagues, public.brief_assign, public.brief_set_state, public.brief_erase,
	public.brief_propose, public.missing_land
	to authenticated, service_role;

grant execute on function
	public.contact_retention, public.brief_leave, public.brief_recipients,
	public.erase_expired_contacts, public.count_missed_search
	to service_role;

-- Each says itself what may be told to whom.
grant execute on function
	public.demand_by_size, public.sales_pace
	to anon, authenticated, service_role;
