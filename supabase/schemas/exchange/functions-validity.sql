-- What would be refused of a lot, and the sentence that says so.

create function public.import_refuse(
	p_class text, p_id text, p_field text, p_value text, p_expected text
) returns void
language plpgsql
set search_path = public, extensions
as $$
begin
	raise sqlstate 'PT422' using
		message = format('%s %s : champ « %s » : reçu %s ; attendu : %s.',
			p_class, coalesce(p_id, '(sans clé)'), p_field,
			coalesce('« ' || p_value || ' »', 'rien'), p_expected),
		hint = 'Rien n''a été écrit.';
end
$$;

-- The shares of a plot, which our own export carries, are let through and not written. The properties of a record
-- are laid out only where one of them is unknown.
create function public.import_check_properties(p_lot uuid, p_class text) returns void
language plpgsql
set search_path = public, extensions
as $$
declare
	key_column text := import_key_column(p_class);
	known text[] := import_known_names(p_class);
	fault record;
begin
	select id, property.key, property.value into fault
	from (
		select fiche -> 'properties' ->> key_column as id, (fiche -> 'properties') - known as unknown
		from import_lot
		where lot = p_lot and classe = p_class and (fiche -> 'properties') - known <> '{}'
		order by rang limit 1
	) as first
	cross join lateral jsonb_each_text(unknown) as property
	limit 1;
	if found then
		perform import_refuse(p_class, fault.id, fault.key, fault.value, 'un champ de cette classe');
	end if;
end
$$;

-- One pass over the lot says whether there is a fault; which is the first is asked only then.
create function public.import_check_fields(p_lot uuid, p_class text) returns void
language plpgsql
set search_path = public, extensions
as $$
declare
	key_column text := import_key_column(p_class);
	field record;
	fault record;
	conditions text;
	at_fault boolean;
begin
	select string_agg(format(
		'coalesce(bool_or(%s), false)',
		concat_ws(' or ',
			case when required then format('given ->> %L is null', name) end,
			case when allowed is not null then format('given ->> %L <> all (%L)', name, allowed) end
		)
	), ' or ') into conditions
	from import_columns(p_class)
	where required or allowed is not null;
	execute format(
		'select %s from (
			select fiche -> ''properties'' as given from import_lot
			where lot = $1 and classe = $2 offset 0
		) as record',
		conditions
	) into at_fault using p_lot, p_class;
	if not at_fault then
		return;
	end if;
	for field in
		select * from import_columns(p_class) where required or allowed is not null
	loop
		select fiche -> 'properties' ->> key_column as id, fiche -> 'properties' ->> field.name as value
		into fault
		from import_lot
		where lot = p_lot and classe = p_class and (
			(field.required and fiche -> 'properties' ->> field.name is null)
			or fiche -> 'properties' ->> field.name <> all (field.allowed)
		)
		order by rang limit 1;
		if found then
			perform import_refuse(
				p_class, fault.id, field.name, fault.value,
				coalesce('une valeur parmi ' || array_to_string(field.allowed, ' | '), 'une valeur')
			);
		end if;
	end loop;
end
$$;

create function public.import_check_keys(p_lot uuid, p_territory text, p_class text) returns void
language plpgsql
set search_path = public, extensions
as $$
declare
	key_column text := import_key_column(p_class);
	fault record;
begin
	select fiche -> 'properties' ->> key_column as id into fault
	from import_lot where lot = p_lot and classe = p_class
	group by 1 having count(*) > 1 limit 1;
	if found then
		perform import_refuse(p_class, fault.id, key_column, fault.id, 'une clé citée une seule fois');
	end if;
	execute format(
		'select record.%1$I as id, record.territory_id
		from public.%2$I as record
		join import_lot on fiche -> ''properties'' ->> %1$L = record.%1$I
		where lot = $1 and classe = %2$L and record.territory_id <> $2 limit 1',
		key_column, p_class
	) into fault using p_lot, p_territory;
	if fault.id is not null then
		perform import_refuse(p_class, fault.id, key_column, fault.id, format(
			'une clé libre (celle-ci appartient au territoire « %s »)', fault.territory_id
		));
	end if;
end
$$;

-- Names that a record of a class may carry: those that are written, those kept apart, and those that our own
-- export carries and that are computed here.
create function public.import_known_names(p_class text) returns text[]
language sql stable
set search_path = public, extensions
as $$
	select array(select name from import_columns(p_class))
		|| restricted_columns(p_class)
		|| array[
			'demonstration', 'publie', 'epci_siren', 'epci_nom', 'comm_insee', 'comm_nom',
			'site_epci_siren', 'site_epci_nom', 'site_comm_insee', 'site_comm_nom', 'secteur'
		]
		|| case p_class
			when 'friche' then array['geompoint']
			when 'terrain_eco' then array(select name from share_columns()) || array[
				'site_nom', 'terr_surf_nette', 'terr_halle_tient', 'terr_halle_exclue', 'terr_surf_reunie', 'terr_reunis',
				'terr_zone_urba', 'terr_zone_source', 'terr_permis', 'terr_permis_fin'
			]
			else '{}'
		end
$$;

comment on function public.import_known_names is
	'Noms des propriétés qu''une fiche d''une classe peut porter à l''import, calculées comprises';

-- What is against a check of its table, taken together with what is stored, or empty where a value is needed; a value of
-- another type than its column shows only by trying, record by record when one of the page fails.
create function public.import_misfits(
	p_class text, p_ranks bigint[]
) returns table (id text, code text, field text, value text)
language plpgsql stable
set search_path = public, extensions
as $$
declare
	key_column text := import_key_column(p_class);
	checks text;
	rank bigint;
begin
	select string_agg(fault, ' ') into checks
	from (
		select format('when not (%s) then %L', pg_get_expr(conbin, conrelid), attname) as fault
		from pg_constraint join pg_attribute on attrelid = conrelid and attnum = conkey[1]
		where conrelid = format('public.%I', p_class)::regclass and contype = 'c'
			and pg_get_expr(conbin, conrelid) !~ '\m(geom|geompoint)\M'
		union all
		select format('when %1$I is null then %1$L', name) from import_columns(p_class) where required
	) as given;
	return query execute format(
		'select staged.id, ''misfit'', staged.misfit, staged.properties ->> staged.misfit
		from (
			select record.%2$I as id, properties, case %1$s end as misfit
			from (
				select given.*, fiche -> ''properties'' as properties
				from import_lot
				left join public.%3$I as existing on existing.%2$I = fiche -> ''properties'' ->> %2$L
				cross join lateral jsonb_populate_record(existing, fiche -> ''properties'') as given
				where rang = any ($1) offset 0
			) as record
		) as staged
		where misfit is not null',
		checks, key_column, p_class
	) using p_ranks;
exception when data_exception then
	if cardinality(p_ranks) > 1 then
		foreach rank in array p_ranks loop
			return query select * from import_misfits(p_class, array[rank]);
		end loop;
	else
		return query select fiche -> 'properties' ->> key_column, 'misfit', null::text, sqlerrm::text
			from import_lot where rang = p_ranks[1];
	end if;
end
$$;

comment on function public.import_misfits is
	'Fiches déposées qui vont contre une contrainte de leur table, avec le champ et la valeur';
