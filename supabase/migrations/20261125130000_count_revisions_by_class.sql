-- Which class has changed, so that a server that keeps the records reads only that one again.

create table public.revision_classe (
	classe text primary key,
	revision bigint not null
);

comment on table public.revision_classe is
	'Numéro de révision de chaque table de fiches : il augmente à chaque écriture';
comment on column public.revision_classe.classe is 'Nom de la table';
comment on column public.revision_classe.revision is 'Numéro qui augmente à chaque écriture dans cette table';

alter table public.revision_classe enable row level security;
create policy lecture_publique on public.revision_classe
	for select to anon, authenticated using (true);
revoke all on public.revision_classe from public, anon, authenticated;
grant select on public.revision_classe to anon, authenticated;
grant all on public.revision_classe to service_role;

-- In the writer's own transaction: a reader sees the new number with the new data, never before.
create or replace function public.count_revision() returns trigger
language plpgsql security definer
set search_path = public, extensions
as $$
begin
	update territory set revision = revision + 1;
	insert into revision_classe (classe, revision) values (tg_table_name, 1)
	on conflict (classe) do update set revision = revision_classe.revision + 1;
	return null;
end
$$;

-- A card shows the photos of its plot: their change is a change of what visitors see.
create trigger revision after insert or update or delete on public.annonce_piece
	for each statement execute function public.count_revision();

create function public.territory_revision(p_territory text) returns json
language sql stable
set search_path = public, extensions
as $$
	select json_build_object(
		'revision', coalesce((select revision from territory where territory_id = p_territory), 0),
		'classes', coalesce((select json_object_agg(classe, revision) from revision_classe), '{}'::json)
	)
$$;

comment on function public.territory_revision is
	'Numéro de révision d''un territoire, et celui de chaque table de fiches';

revoke all on function public.territory_revision from public;
grant execute on function public.territory_revision to anon, authenticated, service_role;
