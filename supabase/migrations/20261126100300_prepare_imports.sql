-- What takes time of an import is done page by page, before anything is written: geometries are read and laid in their
-- commune, values are checked. What is left for the one transaction is to write rows, so that readers of the embedded
-- database, which answers one after the other, never wait for long.
-- Where a function made earlier is written again, only what is said above it is new.

alter table public.import_lot
	add column morceau integer,
	add column geom extensions.geometry,
	add column comm_insee text,
	add column epci_siren text,
	add column centre extensions.geometry,
	add column part_zone_inondable_pct double precision,
	add column part_zone_humide_pct double precision,
	add column part_pente_forte_pct double precision,
	add column superficie_ha double precision,
	add column situe boolean not null default false,
	add column revu boolean not null default false;
comment on column public.import_lot.morceau is
	'Numéro de l''envoi qui a apporté la fiche : répété faute de réponse, il ne la dépose pas deux fois';
comment on column public.import_lot.geom is 'Géométrie de la fiche dans le type de sa table';
comment on column public.import_lot.comm_insee is 'Commune où elle tombe';
comment on column public.import_lot.epci_siren is 'EPCI où elle tombe';
comment on column public.import_lot.centre is 'Centre d''un terrain';
comment on column public.import_lot.part_zone_inondable_pct is 'Part d''un terrain en zone inondable, en %';
comment on column public.import_lot.part_zone_humide_pct is 'Part d''un terrain en zone humide, en %';
comment on column public.import_lot.part_pente_forte_pct is 'Part d''un terrain en pente forte, en %';
comment on column public.import_lot.superficie_ha is 'Superficie d''un terrain, en hectares';
comment on column public.import_lot.situe is 'Vrai quand sa géométrie est lue et située';
comment on column public.import_lot.revu is 'Vrai quand ses valeurs sont vérifiées';

create table public.import_rendu (
	lot uuid primary key,
	rendu json not null,
	applique_le timestamptz not null default now()
);
comment on table public.import_rendu is
	'Ce qu''un lot appliqué a répondu, pour qui le redemande faute d''avoir reçu la réponse';
comment on column public.import_rendu.lot is 'Lot appliqué';
comment on column public.import_rendu.rendu is 'Nombres par classe';
comment on column public.import_rendu.applique_le is 'Date et heure de l''application';
alter table public.import_rendu enable row level security;
revoke all on public.import_rendu from public, anon, authenticated;
grant all on public.import_rendu to service_role;

drop function public.import_chunk(uuid, text, json);

create function public.import_chunk(
	p_lot uuid, p_class text, p_features json, p_piece integer default null
) returns integer
language plpgsql
set search_path = public, extensions
as $$
declare
	staged integer;
begin
	if p_class <> all (allowed_values('public.import_lot', 'classe')) then
		raise sqlstate 'PT400' using
			message = format('Classe inconnue : « %s ».', p_class),
			hint = format('Classes : %s.',
				array_to_string(allowed_values('public.import_lot', 'classe'), ', '));
	end if;
	select count(*) into staged from import_lot
	where lot = p_lot and classe = p_class and morceau = p_piece;
	if staged > 0 then
		return staged;
	end if;
	if json_typeof(p_features) = 'string' then
		p_features := p_features #>> '{}';
	end if;
	insert into import_lot (lot, classe, fiche, morceau)
	select p_lot, p_class, feature, p_piece from jsonb_array_elements(p_features::jsonb) as feature;
	get diagnostics staged = row_count;
	return staged;
end
$$;

comment on function public.import_chunk is
	'Dépose des fiches GeoJSON d''une classe dans un lot ; un morceau répété n''est déposé qu''une fois';

-- Reads the geometries of staged records and lays them in their commune; those at fault stay without.
create function public.import_situate(
	p_territory text, p_class text, p_ranks bigint[]
) returns void
language plpgsql
set search_path = public, extensions
as $$
declare
	ranks bigint[];
	geometries geometry[];
begin
	select array_agg(rang order by rang), array_agg(place.located order by rang)
	into ranks, geometries
	from import_lot cross join lateral import_located(p_class, fiche -> 'geometry') as place
	where rang = any (p_ranks);
	if p_class = 'terrain_eco' then
		update import_lot set situe = true, geom = place.geom, comm_insee = place.comm_insee,
			epci_siren = place.epci_siren, centre = place.centre,
			part_zone_inondable_pct = place.part_zone_inondable_pct,
			part_zone_humide_pct = place.part_zone_humide_pct,
			part_pente_forte_pct = place.part_pente_forte_pct,
			superficie_ha = area_ha(place.geom)
		from located_plots(p_territory, geometries) as place
		where rang = ranks[place.rank];
	elsif p_class in ('epci', 'commune', 'contrainte') then
		update import_lot set situe = true, geom = given.geom
		from unnest(ranks, geometries) as given (rank, geom) where rang = given.rank;
	else
		update import_lot set situe = true, geom = given.geom, comm_insee = place.comm_insee,
			epci_siren = place.epci_siren
		from unnest(ranks, geometries) as given (rank, geom)
		left join lateral membership_of(p_territory, given.geom) as place on true
		where rang = given.rank;
	end if;
end
$$;

comment on function public.import_situate is
	'Lit la géométrie de fiches déposées et les situe ; celles dont la géométrie est fautive restent sans';

-- Where records lie, by what import_situate has found: a geometry at fault, a distance in km for what lies outside,
-- another commune or EPCI than the file states.
create function public.import_places(
	p_territory text, p_class text, p_ranks bigint[]
) returns table (id text, code text, field text, value text)
language plpgsql stable
set search_path = public, extensions
as $$
#variable_conflict use_column
declare
	key_column text := import_key_column(p_class);
	belongs boolean := p_class not in ('epci', 'commune', 'contrainte');
	outline geometry;
begin
	if exists (select from import_lot where rang = any (p_ranks) and comm_insee is null) then
		outline := territory_outline(p_territory);
	end if;
	return query
	with staged as (
		select fiche -> 'properties' ->> key_column as id, fiche -> 'declared' as declared,
			fiche -> 'geometry' as geometry, geom, comm_insee, epci_siren
		from import_lot where rang = any (p_ranks)
	),
	distant as (
		select id, st_distance(outline, st_transform(st_envelope(geom), 2154)) / 1000 as km
		from staged where geom is not null and comm_insee is null and outline is not null
	)
	select id, 'geometry', fault.expected, fault.received
	from staged cross join lateral import_located(p_class, geometry) as fault
	where geom is null and fault.expected is not null
	union all
	select id, 'distance', null, round(km::numeric, 1)::text from distant where belongs or km > 0
	union all
	select id, 'commune', 'commune', comm_insee from staged
	where comm_insee <> declared ->> 'commune'
	union all
	select id, 'epci', 'epci', epci_siren from staged where epci_siren <> declared ->> 'epci';
end
$$;

comment on function public.import_places is
	'Ce que la géométrie des fiches déposées apprend : défaut, distance au territoire en km, autre commune ou EPCI que déclaré';

-- Keys of another territory, links that lead nowhere, and a surface that another record has, as import_situate has
-- read them.
create function public.import_links(
	p_lot uuid, p_territory text, p_class text, p_ranks bigint[]
) returns table (id text, code text, field text, value text)
language plpgsql stable
set search_path = public, extensions
as $$
declare
	key_column text := import_key_column(p_class);
begin
	return query execute format(
		'select record.%1$I, ''foreign'', %1$L, record.territory_id
		from public.%2$I as record join import_lot on fiche -> ''properties'' ->> %1$L = record.%1$I
		where rang = any ($1) and record.territory_id <> $2',
		key_column, p_class
	) using p_ranks, p_territory;
	if p_class in ('terrain_eco', 'unite_fonciere', 'etablissement') then
		return query execute format(
			'select given ->> %1$L, ''unknown'', %3$L, link
			from (
				select fiche -> ''properties'' as given from import_lot where rang = any ($1) offset 0
			) as staged
			cross join lateral unnest(string_to_array(given ->> %3$L, ''|'')) as link
			where not exists (select from public.%2$I as known where known.%3$I = link)
				and not exists (
					select from import_lot where lot = $2 and classe = %2$L
						and fiche -> ''properties'' ->> %3$L = link
				)',
			key_column,
			case p_class when 'etablissement' then 'terrain_eco' else 'site_eco' end,
			case p_class when 'etablissement' then 'terr_id' else 'site_id' end
		) using p_ranks, p_lot;
	end if;
	if p_class in ('site_eco', 'terrain_eco', 'unite_fonciere', 'friche') then
		return query execute format(
			'select fiche -> ''properties'' ->> %1$L, ''twin'', ''geometry'', min(record.%1$I)
			from import_lot
			join public.%2$I as record on record.geom operator(extensions.~=) import_lot.geom
				and record.%1$I <> fiche -> ''properties'' ->> %1$L
				and st_equals(record.geom, import_lot.geom)
			where rang = any ($1) and %3$s
			group by rang',
			key_column, p_class,
			-- Several spaces are let in one building.
			case p_class when 'terrain_eco' then
				'coalesce(fiche -> ''properties'' ->> ''offre_type'', ''Terrain'') = ''Terrain''
				and record.offre_type = ''Terrain''' else 'true' end
		) using p_ranks;
	end if;
end
$$;

comment on function public.import_links is
	'Fiches déposées dont la clé est d''un autre territoire, dont un lien ne mène à rien, ou dont la surface est celle d''une autre';

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

-- What the review has found out is kept with the record, so that writing need not ask again.
create function public.import_review(
	p_lot uuid, p_territory text, p_class text, p_after bigint, p_limit integer
) returns json
language plpgsql volatile
set search_path = public, extensions
set jit = off
set max_parallel_workers_per_gather = 0
as $$
declare
	ranks bigint[];
	remarks json;
begin
	select array_agg(rang order by rang) into ranks
	from (
		select rang from import_lot
		where lot = p_lot and classe = p_class and rang > p_after order by rang limit p_limit
	) as page;
	perform import_situate(p_territory, p_class, ranks);
	select json_agg(remark) into remarks from (
		select * from import_misfits(p_class, ranks) where p_class not in ('epci', 'commune')
		union all select * from import_places(p_territory, p_class, ranks)
		union all select * from import_links(p_lot, p_territory, p_class, ranks)
	) as remark;
	update import_lot set revu = true where rang = any (ranks);
	return json_build_object(
		'last', ranks[cardinality(ranks)],
		'box', (
			select json_build_array(st_xmin(extent), st_ymin(extent), st_xmax(extent), st_ymax(extent))
			from (
				select st_extent(geom) as extent from commune where territory_id = p_territory
			) as territory where extent is not null
		),
		'remarks', coalesce(remarks, '[]'::json)
	);
end
$$;

comment on function public.import_review is
	'Ce qu''il y a à dire d''une page de fiches déposées avant de les écrire : refus et remarques, par fiche';

-- New: an import that has laid out its plots says so without a call for each; what is computed of them it computes.
drop trigger complete_terrain_eco on public.terrain_eco;
create trigger complete_terrain_eco before insert or update on public.terrain_eco
	for each row when (coalesce(current_setting('forgeterre.plots_located', true), '') <> 'yes')
	execute function public.complete_terrain_eco();

-- New: what a file lacks stays as it is stored; what it names only for want of better is for new records; what was
-- reviewed is not checked again, nor a place that was found; contours and constraints of the same lot,
-- written before, change both.
create or replace function public.import_records(p_lot uuid, p_territory text, p_class text) returns json
language plpgsql
set search_path = public, extensions
as $$
declare
	key_column text := import_key_column(p_class);
	columns text;
	names text[];
	computed text := case p_class
		when 'friche' then ', geompoint'
		when 'terrain_eco' then
			', comm_insee, epci_siren, centre, part_zone_inondable_pct, part_zone_humide_pct, part_pente_forte_pct'
		else ''
	end;
	faulty record;
	ranks bigint[];
	staged integer;
	known integer;
	outside json;
begin
	if exists (select from import_lot where lot = p_lot and classe = p_class and not revu) then
		perform import_check_properties(p_lot, p_class);
		perform import_check_fields(p_lot, p_class);
	end if;
	perform import_check_keys(p_lot, p_territory, p_class);
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
				'staged.geom, staged.comm_insee, staged.epci_siren, staged.centre, staged.part_zone_inondable_pct,
				staged.part_zone_humide_pct, staged.part_pente_forte_pct'
			else 'staged.geom'
		end,
		(select string_agg(format('%1$s = excluded.%1$s', name), ', ') from unnest(names) as name),
		-- A record that is stored as it comes is not written again.
		(select string_agg(format('record.%s', name), ', ') from unnest(names) as name),
		(select string_agg(format('excluded.%s', name), ', ') from unnest(names) as name)
	) using p_lot, p_territory;
	perform set_config('forgeterre.plots_located', '', true);
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

-- New: what a lot has answered is kept, for who asks again.
create or replace function public.import_apply(p_lot uuid, p_territory text) returns json
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

-- New: answers that nobody will ask for again go too.
create or replace function public.import_forget_abandoned(p_hours double precision) returns integer
language plpgsql
set search_path = public, extensions
as $$
declare
	forgotten integer;
begin
	delete from import_rendu where applique_le <= now() - make_interval(secs => 3600 * p_hours);
	-- The age of a lot is that of its last record: an import that still brings some is at work, here or elsewhere.
	delete from import_lot where lot in (
		select lot from import_lot
		group by lot
		having max(depose_le) <= now() - make_interval(secs => 3600 * p_hours)
	);
	get diagnostics forgotten = row_count;
	return forgotten;
end
$$;

revoke all on function
	public.import_chunk, public.import_situate, public.import_misfits, public.import_places,
	public.import_links, public.import_review
	from public, anon, authenticated;
grant execute on function
	public.import_chunk, public.import_situate, public.import_misfits, public.import_places,
	public.import_links, public.import_review
	to service_role;
