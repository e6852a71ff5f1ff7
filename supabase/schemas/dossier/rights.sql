-- Nobody but the server.

grant all on table public.fiche_emise to service_role;

alter table public.fiche_emise enable row level security;

grant execute on function
	public.fiche_issue, public.fiche_find
	to service_role;
