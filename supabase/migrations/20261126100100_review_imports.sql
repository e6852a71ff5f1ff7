-- What the database has to say of each staged record before anything is written, page by page: what it would refuse,
-- by record, and what it remarks. So one record at fault never stops the others, and a check says what an import would.

-- The geometry of a staged feature in the type of its table, or what was received and what was expected instead.
create function public.import_located(
	p_class text, p_geometry jsonb,
	out located extensions.geometry, out received text, out expected text
)
language plpgsql stable
set search_path = public, extensions
as $$
begin
	if p_geometry is null or p_geometry = 'null' then
		return;
	end if;
	begin
		located := st_setsrid(st_force2d(st_geomfromgeojson(p_geometry)), 4326);
	exception when internal_error or data_exception then
		received := left(p_geometry::text, 80);
		expected := 'une géométrie GeoJSON';
		return;
	end;
	if st_isempty(located) or not (
		st_xmin(located) >= -180 and st_xmax(located) <= 180
		and st_ymin(located) >= -90 and st_ymax(located) <= 90
	) then
		received := left(st_astext(located), 80);
		expected := 'des coordonnées en degrés';
	elsif not st_isvalid(located) then
		received := st_isvalidreason(located);
		expected := 'une géométrie valide';
	else
		if p_class in ('poi', 'unite_fonciere') and st_numgeometries(located) = 1 then
			located := st_geometryn(located, 1);
		elsif p_class not in ('poi', 'unite_fonciere', 'friche') or st_dimension(located) = 2 then
			located := st_multi(located);
		end if;
		if geometrytype(located) = any (case p_class
			when 'poi' then array['POINT'] when 'etablissement' then array['MULTIPOINT']
			when 'unite_fonciere' then array['POLYGON'] when 'friche' then array['POINT', 'MULTIPOLYGON']
			else array['MULTIPOLYGON']
		end) then
			return;
		end if;
		received := geometrytype(located);
		expected := case p_class
			when 'poi' then 'un point' when 'etablissement' then 'un ou plusieurs points'
			when 'friche' then 'un point ou une surface' else 'une surface'
		end;
	end if;
	located := null;
end
$$;

comment on function public.import_located is
	'Géométrie d''une fiche déposée dans le type de sa table, sinon ce qui a été reçu et ce qui était attendu';

-- New: what is wrong with a geometry is found by import_located.
create or replace function public.import_geometry(
	p_class text, p_id text, p_geometry jsonb
) returns extensions.geometry
language plpgsql stable
set search_path = public, extensions
as $$
declare
	place record;
begin
	select * into place from import_located(p_class, p_geometry);
	if place.expected is not null then
		perform import_refuse(p_class, p_id, 'geometry', place.received, place.expected);
	end if;
	return place.located;
end
$$;

-- What is against a check of its table, taken together with what is stored; a value of another type than its column
-- shows only by trying, record by record when one of the page fails.
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
	select string_agg(format(
		'when not (%s) then %L', pg_get_expr(conbin, conrelid), attname
	), ' ' order by conname) into checks
	from pg_constraint join pg_attribute on attrelid = conrelid and attnum = conkey[1]
	where conrelid = format('public.%I', p_class)::regclass and contype = 'c'
		and pg_get_expr(conbin, conrelid) !~ '\m(geom|geompoint)\M';
	if checks is null then
		return;
	end if;
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

-- Every commune as far as it is known, in Lambert-93, to within 100 m: enough to tell how far away something lies.
create function public.territory_outline(p_territory text) returns extensions.geometry
language sql stable
set search_path = public, extensions
as $$
	select st_collect(st_simplify(st_transform(geom, 2154), 100))
	from commune where territory_id = p_territory and geom is not null
$$;

comment on function public.territory_outline is
	'Contours des communes d''un territoire en Lambert-93, simplifiés à 100 m ; vide tant qu''aucun n''est connu';

-- Where records lie: a geometry at fault, a distance in km for what lies outside, another commune or EPCI than the
-- file states.
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
	outline geometry := territory_outline(p_territory);
begin
	return query
	with staged as (
		select fiche -> 'properties' ->> key_column as id, fiche -> 'declared' as declared, place.*
		from import_lot cross join lateral import_located(p_class, fiche -> 'geometry') as place
		where rang = any (p_ranks) offset 0
	),
	member as (
		select staged.*, place.comm_insee, place.epci_siren
		from staged left join lateral membership_of(p_territory, staged.located) as place on belongs
		offset 0
	),
	remark as (
		select id, expected as expected, received, located, declared, comm_insee, epci_siren,
			case when located is not null and outline is not null and (comm_insee is null) then
				st_distance(outline, st_transform(st_envelope(located), 2154)) / 1000
			end as km
		from member
	)
	select id, 'geometry', expected, received from remark where expected is not null
	union all
	select id, 'distance', null, round(km::numeric, 1)::text
	from remark where km is not null and (belongs or km > 0)
	union all
	select id, 'commune', 'commune', comm_insee from remark
	where comm_insee <> declared ->> 'commune'
	union all
	select id, 'epci', 'epci', epci_siren from remark where epci_siren <> declared ->> 'epci';
end
$$;

comment on function public.import_places is
	'Ce que la géométrie des fiches déposées apprend : défaut, distance au territoire en km, autre commune ou EPCI que déclaré';

-- Keys of another territory, links that lead nowhere, and a surface that another record has.
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
			'select staged.id, ''twin'', ''geometry'', min(record.%1$I)
			from (
				select fiche -> ''properties'' ->> %1$L as id, place.located
				from import_lot cross join lateral import_located(%2$L, fiche -> ''geometry'') as place
				where rang = any ($1) and %3$s offset 0
			) as staged
			join public.%2$I as record on record.geom operator(extensions.~=) staged.located
				and record.%1$I <> staged.id and st_equals(record.geom, staged.located) and %4$s
			group by staged.id',
			key_column, p_class,
			-- Several spaces are let in one building.
			case p_class when 'terrain_eco' then
				'coalesce(fiche -> ''properties'' ->> ''offre_type'', ''Terrain'') = ''Terrain''' else 'true' end,
			case p_class when 'terrain_eco' then 'record.offre_type = ''Terrain''' else 'true' end
		) using p_ranks;
	end if;
end
$$;

comment on function public.import_links is
	'Fiches déposées dont la clé est d''un autre territoire, dont un lien ne mène à rien, ou dont la surface est celle d''une autre';

create function public.import_review(
	p_lot uuid, p_territory text, p_class text, p_after bigint, p_limit integer
) returns json
language plpgsql stable
set search_path = public, extensions
set jit = off
set max_parallel_workers_per_gather = 0
as $$
declare
	ranks bigint[];
begin
	select array_agg(rang order by rang) into ranks
	from (
		select rang from import_lot
		where lot = p_lot and classe = p_class and rang > p_after order by rang limit p_limit
	) as page;
	return json_build_object(
		'last', ranks[cardinality(ranks)],
		'box', (
			select json_build_array(st_xmin(extent), st_ymin(extent), st_xmax(extent), st_ymax(extent))
			from (
				select st_extent(geom) as extent from commune where territory_id = p_territory
			) as territory where extent is not null
		),
		'remarks', coalesce((
			select json_agg(remark) from (
				select * from import_misfits(p_class, ranks) where p_class not in ('epci', 'commune')
				union all select * from import_places(p_territory, p_class, ranks)
				union all select * from import_links(p_lot, p_territory, p_class, ranks)
			) as remark
		), '[]'::json)
	);
end
$$;

comment on function public.import_review is
	'Ce qu''il y a à dire d''une page de fiches déposées avant de les écrire : refus et remarques, par fiche';

create function public.import_drop(p_lot uuid, p_class text, p_keys text[]) returns integer
language plpgsql
set search_path = public, extensions
as $$
declare
	dropped integer;
begin
	delete from import_lot
	where lot = p_lot and classe = p_class
		and fiche -> 'properties' ->> import_key_column(p_class) = any (p_keys);
	get diagnostics dropped = row_count;
	return dropped;
end
$$;

comment on function public.import_drop is 'Retire des fiches d''un lot par leurs clés ; rend leur nombre';

revoke all on function
	public.import_located, public.import_misfits, public.territory_outline, public.import_places,
	public.import_links, public.import_review, public.import_drop
	from public, anon, authenticated;
grant execute on function
	public.import_located, public.import_misfits, public.territory_outline, public.import_places,
	public.import_links, public.import_review, public.import_drop
	to service_role;
