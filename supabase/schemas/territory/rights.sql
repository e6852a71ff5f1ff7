-- Published rows are public to read, and nothing is public to write.

grant all on table
	public.territory, public.epci, public.commune, public.revision_classe
	to service_role;
grant select on table
	public.territory, public.epci, public.commune, public.revision_classe
	to anon, authenticated;

alter table public.territory enable row level security;
alter table public.epci enable row level security;
alter table public.commune enable row level security;
alter table public.revision_classe enable row level security;

create policy lecture_publique on public.territory
	for select to anon, authenticated using (publie);
create policy lecture_publique on public.epci
	for select to anon, authenticated using (publie);
create policy lecture_publique on public.commune
	for select to anon, authenticated using (publie);
create policy lecture_publique on public.revision_classe
	for select to anon, authenticated using (true);

grant execute on function
	public.territory_revision
	to anon, authenticated, service_role;

grant execute on function
	public.configured_epci, public.configured_communes, public.refuse_taken_members,
	public.write_configured_epci, public.write_configured_communes, public.territory_configure,
	public.territory_outline
	to service_role;
