-- What the columns of a file are, where its names do not say: an agent matches them once, and finds it again.

create function public.column_matches(p_territory text) returns json
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

comment on function public.column_matches is
	'Ce que l''appelant a dit des colonnes de ses fichiers, par classe : nom → colonne, ou null pour ce qui n''est pas importé';

-- p_matches: by the name in the file, the column of the class, '' for one that is left out, null to forget the choice.
create function public.column_matches_keep(
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

comment on function public.column_matches_keep is
	'Retient ce que l''appelant dit de colonnes de ses fichiers ; rend le nombre de celles retenues';

create function public.column_labels(p_class text) returns json
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

comment on function public.column_labels is
	'Ce que disent les colonnes d''une classe, celles que l''import range à part comprises ; aucune pour une classe inconnue';
