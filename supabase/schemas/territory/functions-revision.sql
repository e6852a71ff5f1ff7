-- Numbers that change with the data, so that pages keep what they have read until they do: one of the territory,
-- and one a class, so that a server that keeps the records reads only that one again.

-- In the writer's own transaction: a reader sees the new number with the new data, never before.
create function public.count_revision() returns trigger
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

comment on function public.count_revision is 'Augmente le numéro de révision après une écriture';

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

create trigger revision after insert or update or delete on public.contrainte
	for each statement execute function public.count_revision();

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
