-- Zones and documents are public; functions alone write.

grant all on table public.zone_urba, public.urba_document to service_role;
grant select on table public.zone_urba, public.urba_document to anon, authenticated;

alter table public.zone_urba enable row level security;
alter table public.urba_document enable row level security;

create policy lecture_publique on public.zone_urba
	for select to anon, authenticated using (true);
create policy lecture_publique on public.urba_document
	for select to anon, authenticated using (true);

grant execute on function public.planning_documents, public.planning_deadline
	to anon, authenticated, service_role;
grant execute on function public.document_record to authenticated, service_role;
grant execute on function
	public.document_late, public.permit_of, public.zone_plots, public.zones_replace,
	public.planning_demonstrate
	to service_role;
