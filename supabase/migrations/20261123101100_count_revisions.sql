-- A number that changes with the data, so that pages keep what they have read until it does.

alter table public.territory add column revision bigint not null default 0;

comment on column public.territory.revision is
	'Numéro qui augmente à chaque écriture dans les fiches ; sert à savoir si une lecture est à jour';

-- In the writer's own transaction: a reader sees the new number with the new data, never before.
create function public.count_revision() returns trigger
language plpgsql security definer
set search_path = public, extensions
as $$
begin
	update territory set revision = revision + 1;
	return null;
end
$$;

comment on function public.count_revision is 'Augmente le numéro de révision après une écriture';

revoke all on function public.count_revision from public, anon, authenticated;

create trigger revision after insert or update or delete on public.epci
	for each statement execute function public.count_revision();
create trigger revision after insert or update or delete on public.commune
	for each statement execute function public.count_revision();
create trigger revision after insert or update or delete on public.site_eco
	for each statement execute function public.count_revision();
create trigger revision after insert or update or delete on public.terrain_eco
	for each statement execute function public.count_revision();
create trigger revision after insert or update or delete on public.etablissement
	for each statement execute function public.count_revision();
create trigger revision after insert or update or delete on public.friche
	for each statement execute function public.count_revision();
create trigger revision after insert or update or delete on public.poi
	for each statement execute function public.count_revision();
