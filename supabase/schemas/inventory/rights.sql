-- Figures and states are public; owners, who saw what, and campaigns' authors are for the agents of the EPCI. What was
-- seen and frozen is added to, never changed.

grant all on table
	public.unite_proprietaire, public.unite_occupant
	to service_role;
grant select, insert, delete on table
	public.unite_constat, public.campagne, public.campagne_unite
	to service_role;
grant select on table
	public.unite_occupant, public.campagne_unite
	to anon, authenticated;
grant select on table
	public.unite_proprietaire, public.unite_constat, public.campagne
	to authenticated;

-- Who is consulted and what they say is told by functions alone.
grant all on table
	public.consultation, public.consultation_destinataire, public.inventaire_decision
	to service_role;

alter table public.consultation enable row level security;
alter table public.consultation_destinataire enable row level security;
alter table public.inventaire_decision enable row level security;
alter table public.unite_proprietaire enable row level security;
alter table public.unite_occupant enable row level security;
alter table public.unite_constat enable row level security;
alter table public.campagne enable row level security;
alter table public.campagne_unite enable row level security;

create policy lecture_par_agent on public.unite_proprietaire
	for select to authenticated
	using (exists (
		select from public.unite_fonciere as unit
		where unit.uf_id = unite_proprietaire.uf_id and is_agent_of(unit.territory_id, unit.epci_siren)
	));
create policy lecture_publique on public.unite_occupant
	for select to anon, authenticated
	using (exists (
		select from public.unite_fonciere as unit where unit.uf_id = unite_occupant.uf_id and unit.publie
	));
create policy lecture_par_agent on public.unite_constat
	for select to authenticated
	using (exists (
		select from public.unite_fonciere as unit
		where unit.uf_id = unite_constat.uf_id and is_agent_of(unit.territory_id, unit.epci_siren)
	));
create policy lecture_par_agent on public.campagne
	for select to authenticated using (is_agent_of(territory_id, epci_siren));
create policy lecture_publique on public.campagne_unite
	for select to anon, authenticated using (true);

-- Each says itself what may be told to whom.
grant execute on function
	public.inventory_figures, public.inventory_units, public.campaign_list, public.campaign_changes,
	public.cnig_page, public.cnig_counts, public.consultation_unit, public.consultation_answer
	to anon, authenticated, service_role;

grant execute on function
	public.visit_record, public.unit_evidence, public.visit_photo, public.inventory_worklist, public.campaign_freeze,
	public.inventory_import, public.units_from_parcels, public.consultation_open, public.consultation_read, public.consultation_send,
	public.inventory_decide
	to authenticated, service_role;

grant execute on function
	public.refuse_unless_keeps_inventory, public.built_unit_method, public.stage_parcels, public.built_units,
	public.parcel_faults, public.withdraw_built_units, public.write_built_units, public.write_built_owners,
	public.unit_state, public.unit_statements, public.judged_units, public.freeze_units,
	public.check_visit, public.cnig_sites, public.cnig_plots, public.cnig_firms, public.cnig_rows,
	public.inventory_rows, public.inventory_row_faults, public.write_occupants, public.write_statements,
	public.refuse_unless_keeper, public.consultation_addressee, public.inventory_reminders,
	public.inventory_reminded, public.write_owners, public.invented_share, public.demonstrate_evidence, public.demonstrate_former, public.inventory_demonstrate
	to service_role;
