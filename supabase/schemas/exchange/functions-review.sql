-- What the database has to say of each staged record before anything is written, page by page: what it would refuse,
-- by record, and what it remarks. So one record at fault never stops the others, and a check says what an import would.

-- Geometry of a staged feature in the type of its table; what is wrong with one is found by import_located.
create function public.import_geometry(
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

-- Pages are known before the first is reviewed, so that several are reviewed beside each other.
create function public.import_pages(
	p_lot uuid, p_territory text, p_class text, p_limit integer
) returns json
language sql stable
set search_path = public, extensions
as $$
	select json_build_object(
		'starts', (
			select coalesce(json_agg(rang order by rang), '[]'::json)
			from (
				select rang, row_number() over (order by rang) as place
				from import_lot where lot = p_lot and classe = p_class
			) as staged
			where (place - 1) % p_limit = 0
		),
		'box', (
			select json_build_array(st_xmin(extent), st_ymin(extent), st_xmax(extent), st_ymax(extent))
			from (
				select st_extent(geom) as extent from commune where territory_id = p_territory
			) as territory where extent is not null
		)
	)
$$;

comment on function public.import_pages is
	'Rangs où commencent les pages de fiches déposées d''une classe, et emprise du territoire';

-- What the review has found out is kept with the record, so that writing need not ask again.
create function public.import_review(
	p_lot uuid, p_territory text, p_class text, p_start bigint, p_limit integer
) returns json
language plpgsql volatile
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
		where lot = p_lot and classe = p_class and rang >= p_start order by rang limit p_limit
	) as page;
	perform import_situate(p_territory, p_class, ranks);
	return (
		select coalesce(json_agg(remark), '[]'::json) from (
			select * from import_misfits(p_class, ranks) where p_class not in ('epci', 'commune')
			union all select * from import_places(p_territory, p_class, ranks)
			union all select * from import_links(p_lot, p_territory, p_class, ranks)
			union all select * from import_corrected(p_class, ranks)
		) as remark
	);
end
$$;

comment on function public.import_review is
	'Ce qu''il y a à dire d''une page de fiches déposées avant de les écrire : refus et remarques, par fiche';
