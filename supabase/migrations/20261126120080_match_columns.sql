create table public.colonne_reconnue (
	user_id uuid not null references auth.users on delete cascade,
	classe text not null check (length(classe) between 1 and 40),
	nom text not null check (length(nom) between 1 and 200),
	colonne text check (length(colonne) between 1 and 63),
	retenue_le timestamptz not null default now(),
	primary key (user_id, classe, nom)
);

alter table public.colonne_reconnue enable row level security;

create or replace function public.column_matches(p_territory text) returns json
language plpgsql stable security definer
set search_path = public, extensions
as $$
begin
	if coalesce(member_role(p_territory), '') not in ('agent', 'administrateur') then
		raise sqlstate 'PT403' using
			message = 'Les colonnes reconnues sont celles d''un agent.',
			hint = 'Un compte d''agent ou d''administrateur.';
	end if;
	return (
		select coalesce(json_object_agg(classe, matches), '{}')
		from (
			select classe, json_object_agg(nom, colonne) as matches
			from colonne_reconnue where user_id = auth.uid()
			group by classe
		) as of_class
	);
end
$$;

-- p_matches: by the name in the file, the column of the class, '' for one that is left out, null to forget the choice.
create or replace function public.column_matches_keep(
	p_territory text, p_class text, p_matches jsonb
) returns integer
language plpgsql security definer
set search_path = public, extensions
as $$
declare
	-- More than every table of the standards has, many times over.
	most constant integer := 2000;
	kept integer;
begin
	if coalesce(member_role(p_territory), '') not in ('agent', 'administrateur') then
		raise sqlstate 'PT403' using
			message = 'Les colonnes reconnues sont celles d''un agent.',
			hint = 'Un compte d''agent ou d''administrateur.';
	end if;
	if p_class is null or p_class <> all (allowed_values('public.import_lot', 'classe')) then
		raise sqlstate 'PT400' using
			message = format('« %s » n''est pas une classe qui s''importe.', coalesce(p_class, '')),
			hint = array_to_string(allowed_values('public.import_lot', 'classe'), ', ');
	end if;
	if (select count(*) > 1000 or bool_or(length(key) > 200 or key = '' or length(value) > 63)
		from jsonb_each_text(p_matches)) then
		raise sqlstate 'PT400' using
			message = 'Trop de colonnes, ou des noms trop longs.',
			hint = '1 000 colonnes au plus, de 200 caractères au plus.';
	end if;
	delete from colonne_reconnue using jsonb_each_text(p_matches)
	where user_id = auth.uid() and classe = p_class and nom = key;
	insert into colonne_reconnue (user_id, classe, nom, colonne)
	select auth.uid(), p_class, key, nullif(value, '')
	from jsonb_each_text(p_matches) where value is not null;
	get diagnostics kept = row_count;
	-- The oldest choices make room.
	delete from colonne_reconnue where (user_id, classe, nom) in (
		select user_id, classe, nom from colonne_reconnue
		where user_id = auth.uid()
		order by retenue_le desc, nom
		offset most
	);
	return kept;
end
$$;

create or replace function public.column_labels(p_class text) returns json
language plpgsql stable
set search_path = public, extensions
as $$
begin
	return (
		select coalesce(json_object_agg(attname, col_description(attrelid, attnum)), '{}')
		from pg_attribute
		where attnum > 0 and not attisdropped and (
			attrelid = to_regclass('public.' || quote_ident(p_class))
			or attrelid = 'public.acces_restreint'::regclass and attname = any (restricted_columns(p_class))
		)
	);
end
$$;


comment on column public.colonne_reconnue.classe is 'Classe dont le fichier apporte les fiches';

comment on column public.colonne_reconnue.colonne is 'Colonne de la classe ; vide si elle n''est pas importée';

comment on column public.colonne_reconnue.nom is 'Nom de la colonne dans le fichier, en minuscules, les espaces et les traits d''union en « _ »';

comment on column public.colonne_reconnue.retenue_le is 'Date et heure du choix';

comment on column public.colonne_reconnue.user_id is 'Compte de l''agent';

comment on function public.column_labels(p_class text) is 'Ce que disent les colonnes d''une classe, celles que l''import range à part comprises ; aucune pour une classe inconnue';

comment on function public.column_matches(p_territory text) is 'Ce que l''appelant a dit des colonnes de ses fichiers, par classe : nom → colonne, ou null pour ce qui n''est pas importé';

comment on function public.column_matches_keep(p_territory text, p_class text, p_matches jsonb) is 'Retient ce que l''appelant dit de colonnes de ses fichiers ; rend le nombre de celles retenues';

comment on table public.colonne_reconnue is 'Ce qu''un agent a dit des colonnes de ses fichiers, retenu pour ses imports suivants';

revoke all on function public.column_labels(p_class text) from public, anon, authenticated, service_role;
grant execute on function public.column_labels(p_class text) to service_role;

revoke all on function public.column_matches(p_territory text) from public, anon, authenticated, service_role;
grant execute on function public.column_matches(p_territory text) to authenticated, service_role;

revoke all on function public.column_matches_keep(p_territory text, p_class text, p_matches jsonb) from public, anon, authenticated, service_role;
grant execute on function public.column_matches_keep(p_territory text, p_class text, p_matches jsonb) to authenticated, service_role;

revoke all on table public.colonne_reconnue from public, anon, authenticated, service_role;
grant delete, insert, references, select, trigger, truncate, update on table public.colonne_reconnue to service_role;
