-- Row-level security: published rows are public to read, and nothing is public to write.
-- Privileges are taken back first: hosted Supabase grants every new table to anon by default.

revoke all on all tables in schema public from public, anon, authenticated;
revoke all on all sequences in schema public from public, anon, authenticated;
revoke all on all functions in schema public from public, anon, authenticated;

alter table public.territory enable row level security;
alter table public.epci enable row level security;
alter table public.commune enable row level security;
alter table public.site_eco enable row level security;
alter table public.terrain_eco enable row level security;
alter table public.unite_fonciere enable row level security;
alter table public.etablissement enable row level security;
alter table public.friche enable row level security;
alter table public.poi enable row level security;
alter table public.acces_restreint enable row level security;
alter table public.import_lot enable row level security;

create policy lecture_publique on public.territory
	for select to anon, authenticated using (publie);
create policy lecture_publique on public.epci
	for select to anon, authenticated using (publie);
create policy lecture_publique on public.commune
	for select to anon, authenticated using (publie);
create policy lecture_publique on public.site_eco
	for select to anon, authenticated using (publie);
create policy lecture_publique on public.terrain_eco
	for select to anon, authenticated using (publie);
create policy lecture_publique on public.unite_fonciere
	for select to anon, authenticated using (publie);
create policy lecture_publique on public.etablissement
	for select to anon, authenticated using (publie);
create policy lecture_publique on public.friche
	for select to anon, authenticated using (publie);
create policy lecture_publique on public.poi
	for select to anon, authenticated using (publie);

grant usage on schema public to anon, authenticated, service_role;
grant select on
	public.territory, public.epci, public.commune, public.site_eco, public.terrain_eco,
	public.unite_fonciere, public.etablissement, public.friche, public.poi
	to anon, authenticated;
grant all on all tables in schema public to service_role;
grant all on all sequences in schema public to service_role;
grant execute on all functions in schema public to service_role;
