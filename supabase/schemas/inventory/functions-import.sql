-- Tables of the inventory that somebody brings as a file: who is on a unit, what was seen of it, whose it is. All of a
-- file is written, or nothing.

-- p_rows: [{ line, values }], values under the names of the table's columns.
create function public.inventory_rows(p_rows json) returns table (
	line integer, uf_id text, occupant_type text, siret text, du date, au date, effectif integer,
	constat text, nature text, observe_le date, depuis date, note text, par_nom text,
	proprio_nom text, proprio_compte text,
	source_nom text, source_date date, source_methode text, source_licence text, source_url text
)
language sql stable
set search_path = public, extensions
as $$
	select (one ->> 'line')::integer, told.*
	from json_array_elements(p_rows) as one
	cross join lateral json_to_record(one -> 'values') as told (
		uf_id text, occupant_type text, siret text, du date, au date, effectif integer,
		constat text, nature text, observe_le date, depuis date, note text, par_nom text,
		proprio_nom text, proprio_compte text,
		source_nom text, source_date date, source_methode text, source_licence text, source_url text
	)
$$;

-- What keeps rows from being written: [{ line, code, value }], the first of each row.
create function public.inventory_row_faults(p_territory text, p_table text, p_rows json) returns json
language sql stable
set search_path = public, extensions
as $$
	with judged as (
		select given.line, fault.code, fault.value
		from (
			select *, row_number() over (
				partition by uf_id, occupant_type, siret, du, constat, nature, observe_le, depuis, source_nom, proprio_nom
				order by inventory_rows.line
			) as nth
			from inventory_rows(p_rows)
		) as given
		left join unite_fonciere as unit on unit.uf_id = given.uf_id and unit.territory_id = p_territory
		cross join lateral (
			select case
				when unit.uf_id is null or not is_agent_of(p_territory, unit.epci_siren) then 'unit_unknown'
				when greatest(given.source_date, given.observe_le, given.du, given.au) > local_day() then 'inventory_future'
				when given.depuis > given.observe_le then 'inventory_since'
				when given.au < given.du then 'inventory_period'
				when p_table = 'unite_occupant' and (given.occupant_type = 'établissement') <> (given.siret is not null)
					then 'inventory_siret'
				when length(given.note) > 1000 then 'inventory_note'
				when length(given.proprio_nom) > 200 or length(given.proprio_compte) > 40 then 'inventory_owner'
				when given.nth > 1 then 'inventory_twice'
			end as code
		) as found
		cross join lateral (
			select found.code, case found.code
				when 'inventory_future' then greatest(given.source_date, given.observe_le, given.du, given.au)::text
				when 'inventory_since' then given.depuis::text
				when 'inventory_period' then given.au::text
				when 'inventory_siret' then coalesce(given.siret, given.occupant_type)
				when 'inventory_note' then length(given.note)::text
				when 'inventory_owner' then left(given.proprio_nom, 60)
				else given.uf_id
			end as value
		) as fault
		where found.code is not null
	)
	select coalesce(json_agg(json_build_object('line', line, 'code', code, 'value', coalesce(value, '')) order by line), '[]')
	from judged
$$;

create function public.write_occupants(p_territory text, p_rows json) returns integer
language sql
set search_path = public, extensions
as $$
	with written as (
		insert into unite_occupant (
			uf_id, occupant_type, siret, du, au, effectif, territory_id,
			source_nom, source_date, source_methode, source_licence, source_url, demonstration
		)
		select uf_id, occupant_type, siret, du, au, effectif, p_territory,
			source_nom, source_date, coalesce(source_methode, 'import'), source_licence, source_url, false
		from inventory_rows(p_rows)
		-- The same link, read again: what was read last is what is known.
		on conflict (uf_id, occupant_type, (coalesce(siret, '')), du) do update set
			au = excluded.au, effectif = coalesce(excluded.effectif, unite_occupant.effectif),
			source_nom = excluded.source_nom, source_date = excluded.source_date,
			source_methode = excluded.source_methode, source_licence = excluded.source_licence,
			source_url = excluded.source_url, demonstration = false
		where (unite_occupant.au, unite_occupant.source_nom, unite_occupant.source_date) is distinct from
				(excluded.au, excluded.source_nom, excluded.source_date)
			and unite_occupant.source_date <= excluded.source_date
		returning 1
	)
	select count(*)::integer from written
$$;

-- The key comes from what is said: the same statement, brought again, is there already.
create function public.write_statements(p_territory text, p_rows json) returns integer
language sql
set search_path = public, extensions
as $$
	with written as (
		insert into unite_constat (
			constat_id, uf_id, constat, nature, observe_le, depuis, note, par_nom, territory_id,
			source_nom, source_date, source_methode, source_licence, source_url, demonstration
		)
		select md5(concat_ws('|', uf_id, constat, nature, observe_le, coalesce(depuis::text, '-'), source_nom))::uuid,
			uf_id, constat, nature, observe_le, depuis, note, par_nom, p_territory,
			source_nom, source_date, coalesce(source_methode, 'import'), source_licence, source_url, false
		from inventory_rows(p_rows)
		on conflict (constat_id) do nothing
		returning 1
	)
	select count(*)::integer from written
$$;

create function public.write_owners(p_territory text, p_rows json) returns integer
language sql
set search_path = public, extensions
as $$
	with written as (
		insert into unite_proprietaire (
			uf_id, proprio_nom, proprio_compte, territory_id,
			source_nom, source_date, source_methode, source_licence, source_url, demonstration
		)
		select uf_id, proprio_nom, proprio_compte, p_territory,
			source_nom, source_date, coalesce(source_methode, 'import'), source_licence, source_url, false
		from inventory_rows(p_rows)
		on conflict (uf_id, proprio_nom) do update set
			proprio_compte = coalesce(excluded.proprio_compte, unite_proprietaire.proprio_compte),
			source_nom = excluded.source_nom, source_date = excluded.source_date,
			source_methode = excluded.source_methode, source_licence = excluded.source_licence,
			source_url = excluded.source_url, demonstration = false
		where unite_proprietaire.source_date < excluded.source_date
		returning 1
	)
	select count(*)::integer from written
$$;

create function public.refuse_unless_keeps_inventory(p_territory text) returns void
language plpgsql stable
set search_path = public, extensions
as $$
begin
	if not exists (
		select from epci where territory_id = p_territory and is_agent_of(p_territory, epci_siren)
	) then
		raise sqlstate 'PT403' using
			message = format('L''inventaire de « %s » est tenu par les agents de ses EPCI.', p_territory),
			hint = 'Un compte d''agent ou d''administrateur de ce territoire.',
			detail = json_build_object('code', 'visits_agents')::text;
	end if;
end
$$;

comment on function public.refuse_unless_keeps_inventory is
	'Refuse (403) qui n''est agent d''aucun EPCI du territoire, ni administrateur';

-- With p_dry nothing is written: what would be at fault is told.
create function public.inventory_import(p_territory text, p_table text, p_rows json, p_dry boolean) returns json
language plpgsql security definer
set search_path = public, extensions
as $$
declare
	v_faults json;
	v_written integer := 0;
begin
	perform refuse_unless_keeps_inventory(p_territory);
	if not coalesce(p_table in ('unite_occupant', 'unite_constat', 'unite_proprietaire'), false)
		or json_typeof(p_rows) <> 'array' or json_array_length(p_rows) > 20000
	then
		raise sqlstate 'PT400' using
			message = format('« %s » n''est pas une table de l''inventaire, ou a plus de 20 000 lignes.', p_table),
			hint = 'unite_occupant, unite_constat ou unite_proprietaire.',
			detail = json_build_object('code', 'inventory_table', 'columns', coalesce(p_table, ''))::text;
	end if;
	v_faults := inventory_row_faults(p_territory, p_table, p_rows);
	if json_array_length(v_faults) = 0 and not p_dry then
		v_written := case p_table
			when 'unite_occupant' then write_occupants(p_territory, p_rows)
			when 'unite_constat' then write_statements(p_territory, p_rows)
			else write_owners(p_territory, p_rows)
		end;
	end if;
	return json_build_object('written', v_written, 'rows', json_array_length(p_rows), 'faults', v_faults);
end
$$;

comment on function public.inventory_import is
	'Inscrit une table d''occupants, de constats ou de propriétaires, toute ou rien, pour les agents des EPCI de ses unités ; dit sinon ce qui l''empêche, ligne par ligne';
