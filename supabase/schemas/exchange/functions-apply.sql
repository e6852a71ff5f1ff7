-- A lot is written in one transaction: all of it or nothing.

-- Owners, buyers, prices and contacts travel with their record and are split off here. A later file that does not
-- state a field leaves it as it is; one that states it empty empties it. Only the records that carry one of these
-- fields are read.
create function public.import_restricted(
	p_lot uuid, p_territory text, p_class text
) returns void
language plpgsql
set search_path = public, extensions
-- Nothing is known yet of how many records are staged: a loop over the table for each of them would be chosen.
set enable_nestloop = off
as $$
declare
	key_column text := import_key_column(p_class);
	-- A mailbox in place of a web site is kept apart too.
	sought text[] := restricted_columns(p_class) || array['site_projet_url'];
begin
	if cardinality(restricted_columns(p_class)) = 0 then
		return;
	end if;
	-- Taken out once: a record that is stored apart and compressed would be read again for every pair that is compared.
	with staged as materialized (
		select fiche -> 'properties' as properties, fiche -> 'properties' ->> key_column as id
		from import_lot
		where lot = p_lot and classe = p_class and fiche -> 'properties' ?| sought
	)
	insert into acces_restreint as target (
		classe, objet_id, proprio_nom, terr_acquereur, terr_cession_date, terr_vente_montant,
		terr_m2_prix, etab_contact_mail, etab_contact_tel, source_contact, site_projet_url,
		territory_id, source_nom, source_date, source_methode, source_licence, source_url,
		demonstration
	)
	select p_class, staged.id,
		given.proprio_nom, given.terr_acquereur, given.terr_cession_date,
		given.terr_vente_montant, given.terr_m2_prix, given.etab_contact_mail,
		given.etab_contact_tel, given.source_contact,
		case
			when given.site_projet_url is null or names_mailbox(given.site_projet_url)
				then given.site_projet_url
			else existing.site_projet_url
		end,
		p_territory, given.source_nom, given.source_date, given.source_methode,
		given.source_licence, given.source_url, coalesce(given.demonstration, false)
	from staged
	left join acces_restreint as existing
		on existing.classe = p_class and existing.objet_id = staged.id
	cross join lateral jsonb_populate_record(existing, staged.properties) as given
	where existing.objet_id is not null
		or num_nonnulls(
			given.proprio_nom, given.terr_acquereur, given.terr_cession_date,
			given.terr_vente_montant, given.terr_m2_prix, given.etab_contact_mail,
			given.etab_contact_tel, given.source_contact
		) > 0
		or names_mailbox(given.site_projet_url)
	on conflict (classe, objet_id) do update set
		proprio_nom = excluded.proprio_nom, terr_acquereur = excluded.terr_acquereur,
		terr_cession_date = excluded.terr_cession_date,
		terr_vente_montant = excluded.terr_vente_montant, terr_m2_prix = excluded.terr_m2_prix,
		etab_contact_mail = excluded.etab_contact_mail,
		etab_contact_tel = excluded.etab_contact_tel, source_contact = excluded.source_contact,
		site_projet_url = excluded.site_projet_url,
		source_nom = excluded.source_nom, source_date = excluded.source_date,
		source_methode = excluded.source_methode, source_licence = excluded.source_licence,
		source_url = excluded.source_url, demonstration = excluded.demonstration;
end
$$;

-- Geometries are read before the records, and what the place of the plots tells is asked for all at once. What a
-- file lacks stays as it is stored; what it names only for want of better is for new records. What was reviewed is
-- not checked again, nor a place that was found; contours and constraints of the same lot, written before, change
-- both. A constraint belongs to no commune, so that none is ever outside.
create function public.import_records(p_lot uuid, p_territory text, p_class text) returns json
language plpgsql
set search_path = public, extensions
as $$
declare
	key_column text := import_key_column(p_class);
	columns text;
	names text[];
	computed text := case p_class
		when 'friche' then ', geompoint'
		when 'terrain_eco' then ', comm_insee, epci_siren, centre, terr_surf_nette'
		else ''
	end;
	faulty record;
	ranks bigint[];
	staged integer;
	known integer;
	outside json;
begin
	if exists (select from import_lot where lot = p_lot and classe = p_class and not situe) then
		perform import_check_properties(p_lot, p_class);
		perform import_check_fields(p_lot, p_class);
	end if;
	perform import_check_keys(p_lot, p_territory, p_class);
	perform import_respect_corrections(p_lot, p_class);
	select array_agg(rang) into ranks from import_lot
	where lot = p_lot and classe = p_class and (not situe or exists (
		select from import_lot as before
		where before.lot = p_lot and before.classe in ('commune', 'contrainte')
	));
	if ranks is not null then
		perform import_situate(p_territory, p_class, ranks);
	end if;
	select fiche -> 'properties' ->> key_column as id, fiche -> 'geometry' as geometry into faulty
	from import_lot
	where lot = p_lot and classe = p_class and geom is null
		and coalesce(fiche -> 'geometry', 'null') <> 'null'
	order by rang limit 1;
	if found then
		perform import_geometry(p_class, faulty.id, faulty.geometry);
	end if;
	execute format(
		'select count(*), count(record.%1$I) from import_lot
		left join public.%2$I as record on record.%1$I = fiche -> ''properties'' ->> %1$L
		where lot = $1 and import_lot.classe = %2$L',
		key_column, p_class
	) into staged, known using p_lot;
	select string_agg(quote_ident(name), ', ') into columns from import_columns(p_class);
	names := string_to_array(columns || ', demonstration, publie, geom' || computed, ', ');
	-- For this statement alone: see complete_terrain_eco.
	perform set_config(
		'forgeterre.plots_located', case p_class when 'terrain_eco' then 'yes' else '' end, true
	);
	execute format(
		'insert into public.%2$I as record (%3$s, territory_id, demonstration, publie, geom%4$s)
		select %5$s, $2, coalesce(given.demonstration, false), coalesce(given.publie, true), %6$s
		from import_lot as staged
		left join public.%2$I as existing on existing.%1$I = fiche -> ''properties'' ->> %1$L
		cross join lateral jsonb_populate_record(
			existing,
			case when existing.%1$I is null then fiche -> ''properties''
				else (fiche -> ''properties'') - import_fallbacks(fiche) end
		) as given
		where lot = $1 and staged.classe = %2$L
		on conflict (%1$I) do update set %7$s where (%8$s) is distinct from (%9$s)',
		key_column, p_class, columns, computed,
		(select string_agg(
			case name
				when 'offre_type' then format('coalesce(%s, ''Terrain'')', import_value(p_class, name))
				when 'terr_surf_brute' then
					format('coalesce(%s, staged.superficie_ha)', import_value(p_class, name))
				else import_value(p_class, name)
			end, ', '
		) from import_columns(p_class)),
		case p_class
			when 'friche' then format(
				'case st_dimension(staged.geom) when 2 then staged.geom else existing.geom end,
				coalesce(case st_dimension(staged.geom) when 0 then staged.geom end, %s)',
				import_value('friche', 'geompoint')
			)
			when 'terrain_eco' then
				'staged.geom, staged.comm_insee, staged.epci_siren, staged.centre, staged.terr_surf_nette'
			else 'staged.geom'
		end,
		(select string_agg(format('%1$s = excluded.%1$s', name), ', ') from unnest(names) as name),
		-- A record that is stored as it comes is not written again.
		(select string_agg(format('record.%s', name), ', ') from unnest(names) as name),
		(select string_agg(format('excluded.%s', name), ', ') from unnest(names) as name)
	) using p_lot, p_territory;
	perform set_config('forgeterre.plots_located', '', true);
	if p_class = 'terrain_eco' then
		perform keep_shares(array_agg(fiche -> 'properties' ->> 'terr_id'), array_agg(parts))
		from import_lot where lot = p_lot and classe = 'terrain_eco' and parts is not null;
	end if;
	execute format(
		'select coalesce(json_agg(record.%1$I order by record.%1$I), ''[]''::json)
		from import_lot as staged
		join public.%2$I as record on record.%1$I = fiche -> ''properties'' ->> %1$L
		where lot = $1 and staged.classe = %2$L and record.%3$I is null',
		key_column, p_class,
		case p_class
			when 'site_eco' then 'site_comm_insee' when 'contrainte' then 'territory_id'
			else 'comm_insee'
		end
	) into outside using p_lot;
	perform import_restricted(p_lot, p_territory, p_class);
	return json_build_object('inserted', staged - known, 'updated', known, 'outside', outside);
end
$$;

-- Communes and EPCI are members or not: a file brings their contour, never a new member. A contour of the same
-- source keeps its licence and its address where the file states none.
create function public.import_contours(p_lot uuid, p_territory text, p_class text) returns json
language plpgsql
set search_path = public, extensions
as $$
declare
	key_column text := import_key_column(p_class);
	fault record;
	replaced integer;
begin
	perform import_check_keys(p_lot, p_territory, p_class);
	execute format(
		'select fiche -> ''properties'' ->> %1$L as id from import_lot
		where lot = $1 and classe = %2$L and not exists (
			select from public.%2$I as member
			where member.%1$I = fiche -> ''properties'' ->> %1$L and member.territory_id = $2
		)
		order by rang limit 1',
		key_column, p_class
	) into fault using p_lot, p_territory;
	get diagnostics replaced = row_count;
	if replaced > 0 then
		perform import_refuse(p_class, fault.id, key_column, fault.id, format(
			'le code d''un membre du territoire « %s »', p_territory
		));
	end if;
	select fiche -> 'properties' ->> key_column as id into fault
	from import_lot
	where lot = p_lot and classe = p_class and coalesce(fiche -> 'geometry', 'null') = 'null'
	order by rang limit 1;
	if found then
		perform import_refuse(p_class, fault.id, 'geometry', null, 'une surface');
	end if;
	execute format(
		'update public.%2$I as member set
			geom = located.geom,
			contour_methode = coalesce(given ->> ''contour_methode'', ''officiel''),
			source_nom = given ->> ''source_nom'',
			source_date = (given ->> ''source_date'')::date,
			source_methode = given ->> ''source_methode'',
			source_licence = case when given ? ''source_licence'' or same_source is not true
				then given ->> ''source_licence'' else member.source_licence end,
			source_url = case when given ? ''source_url'' or same_source is not true
				then given ->> ''source_url'' else member.source_url end,
			publie = coalesce((given ->> ''publie'')::boolean, member.publie) %3$s
		from (
			select fiche -> ''properties'' as given, stored.source_nom = fiche -> ''properties'' ->> ''source_nom''
				as same_source,
				import_geometry(%2$L, fiche -> ''properties'' ->> %1$L, fiche -> ''geometry'') as geom
			from import_lot join public.%2$I as stored on stored.%1$I = fiche -> ''properties'' ->> %1$L
			where lot = $1 and classe = %2$L
		) as located
		where member.%1$I = given ->> %1$L',
		key_column, p_class,
		case p_class when 'commune' then
			', surface_ha = coalesce(
				(given ->> ''surface_ha'')::double precision, member.surface_ha, area_ha(located.geom)
			)'
		else '' end
	) using p_lot;
	get diagnostics replaced = row_count;
	return json_build_object('inserted', 0, 'updated', replaced, 'outside', '[]'::json);
end
$$;

-- Contours and constraints come before the plots that they cover. What a lot has answered is kept, for who asks
-- again. Compiling the one statement that writes a class takes longer than it saves: no jit.
create function public.import_apply(p_lot uuid, p_territory text) returns json
language plpgsql
set search_path = public, extensions
set jit = off
set max_parallel_workers_per_gather = 0
set work_mem = '32MB'
as $$
declare
	class text;
	outcome json;
	outcomes jsonb := '{}';
	fault_message text;
	fault_detail text;
	fault_column text;
	fault_constraint text;
begin
	if not exists (select from territory where territory_id = p_territory) then
		raise sqlstate 'PT404' using message = format('Territoire inconnu : « %s ».', p_territory);
	end if;
	select rendu into outcome from import_rendu where lot = p_lot;
	if found then
		return outcome;
	end if;
	if not exists (select from import_lot where lot = p_lot) then
		raise sqlstate 'PT404' using message = format('Lot d''import inconnu ou vide : %s.', p_lot);
	end if;
	foreach class in array array[
		'epci', 'commune', 'contrainte', 'site_eco', 'terrain_eco', 'unite_fonciere', 'etablissement',
		'friche', 'poi'
	]
	loop
		continue when not exists (select from import_lot where lot = p_lot and classe = class);
		if class in ('epci', 'commune') then
			outcome := import_contours(p_lot, p_territory, class);
		else
			outcome := import_records(p_lot, p_territory, class);
		end if;
		outcomes := outcomes || jsonb_build_object(class, outcome);
	end loop;
	update territory set demonstration_chargee = current_date
	where territory_id = p_territory and demonstration_chargee is null and exists (
		select from import_lot
		where lot = p_lot and fiche -> 'properties' -> 'demonstration' = 'true'
	);
	delete from import_lot where lot = p_lot;
	insert into import_rendu (lot, rendu) values (p_lot, outcomes::json);
	return outcomes::json;
exception when integrity_constraint_violation or data_exception then
	get stacked diagnostics
		fault_message = message_text, fault_detail = pg_exception_detail,
		fault_column = column_name, fault_constraint = constraint_name;
	if fault_column = '' then
		select attname into fault_column
		from pg_constraint join pg_attribute on attrelid = conrelid and attnum = conkey[1]
		where conrelid = ('public.' || class)::regclass and conname = fault_constraint;
	end if;
	raise sqlstate 'PT422' using
		message = format('%s : %s%s', class, 'champ « ' || fault_column || ' » : ', fault_message),
		detail = fault_detail,
		hint = 'Rien n''a été écrit.';
end
$$;

comment on function public.import_apply is
	'Applique un lot à un territoire, en entier ou pas du tout ; rend les nombres par classe';
