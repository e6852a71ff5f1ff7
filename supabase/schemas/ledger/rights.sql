-- The ledger is public; functions alone write, each asking who calls.

grant all on table
	public.enaf_consommation, public.enaf_enveloppe, public.enaf_projet, public.enaf_garantie
	to service_role;
grant select on table
	public.enaf_consommation, public.enaf_enveloppe, public.enaf_projet, public.enaf_garantie
	to anon, authenticated;

alter table public.enaf_consommation enable row level security;
alter table public.enaf_enveloppe enable row level security;
alter table public.enaf_projet enable row level security;
alter table public.enaf_garantie enable row level security;

create policy lecture_publique on public.enaf_consommation
	for select to anon, authenticated using (true);
create policy lecture_publique on public.enaf_enveloppe
	for select to anon, authenticated using (true);
create policy lecture_publique on public.enaf_projet
	for select to anon, authenticated using (true);
create policy lecture_publique on public.enaf_garantie
	for select to anon, authenticated using (true);

grant execute on function
	public.ledger_facts, public.ledger_places, public.ledger_projects
	to anon, authenticated, service_role;

grant execute on function
	public.envelope_record, public.project_record, public.guarantee_record
	to authenticated, service_role;

grant execute on function
	public.consumption_import, public.ledger_demonstrate, public.refuse_unless_agent,
	public.refuse_ledger_value
	to service_role;
