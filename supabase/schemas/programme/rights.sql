-- Everybody reads what is published, an administrator all; functions alone write.

grant all on table
	public.programme_action, public.programme_lien
	to service_role;
grant select on table
	public.programme_action, public.programme_lien
	to anon, authenticated;

alter table public.programme_action enable row level security;
alter table public.programme_lien enable row level security;

create policy lecture_publique on public.programme_action
	for select to anon, authenticated using (publie);
create policy lecture_par_administrateur on public.programme_action
	for select to authenticated using (is_administrator(territory_id));
create policy lecture_avec_action on public.programme_lien
	for select to anon, authenticated
	using (exists (
		select from public.programme_action as one
		where one.territory_id = programme_lien.territory_id
			and one.action_id = programme_lien.action_id
	));

grant execute on function
	public.programme_read, public.programme_link_name
	to anon, authenticated, service_role;

grant execute on function
	public.programme_save, public.programme_history
	to authenticated, service_role;

grant execute on function
	public.programme_fill, public.programme_write, public.programme_refuse_unless_known, public.programme_state
	to service_role;
