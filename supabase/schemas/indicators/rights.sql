-- What was kept is public, as what it was read from was; the daily work alone adds to it.

grant select, insert, delete on table public.chiffres_releve to service_role;
grant select on table public.chiffres_releve to anon, authenticated;

alter table public.chiffres_releve enable row level security;

create policy lecture_publique on public.chiffres_releve
	for select to anon, authenticated using (true);

grant execute on function
	public.figures_at, public.figures_of_places, public.figures_history, public.land_figures
	to anon, authenticated, service_role;

grant execute on function
	public.figures_keep, public.refuse_changed_figures
	to service_role;
