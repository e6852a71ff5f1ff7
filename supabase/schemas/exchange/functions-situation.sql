-- What takes time of an import is done page by page, before anything is written: geometries are read and laid in their
-- commune. What is left for the one transaction is to write rows, so that readers of the embedded database, which
-- answers one after the other, never wait for long.

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
			when 'friche' then 'un point ou une surface' when 'unite_fonciere' then 'une surface d''un seul tenant'
			else 'une surface'
		end;
	end if;
	located := null;
end
$$;

comment on function public.import_located is
	'Géométrie d''une fiche déposée dans le type de sa table, sinon ce qui a été reçu et ce qui était attendu';

-- Reads the geometries of staged records and lays them in their commune; those at fault stay without. Whoever calls
-- it checks their values in the same transaction, so that the one mark says both: a row is written once.
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
			parts = place.parts, terr_surf_nette = place.terr_surf_nette,
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

-- What an agent's lot brings from elsewhere than their EPCI, by where it lies or by where the record of its key does.
create function public.import_elsewhere(p_lot uuid, p_class text, p_epci text[]) returns json
language plpgsql stable
set search_path = public, extensions
as $$
declare
	key_column text := import_key_column(p_class);
	elsewhere json;
begin
	execute format(
		'select json_agg(json_build_object(''id'', place.id, ''epci'', coalesce(epci_nom, place.epci)) order by rang)
		from (
			select rang, fiche -> ''properties'' ->> %1$L as id, case
				when staged.epci_siren = any ($2) then existing.%3$I else staged.epci_siren
			end as epci
			from import_lot as staged
			left join public.%2$I as existing on existing.%1$I = fiche -> ''properties'' ->> %1$L
			where lot = $1 and staged.classe = %2$L and (
				(staged.epci_siren = any ($2)) is not true
				or existing.%1$I is not null and (existing.%3$I = any ($2)) is not true
			)
		) as place
		left join public.epci on epci.epci_siren = place.epci',
		key_column, p_class, case p_class when 'site_eco' then 'site_epci_siren' else 'epci_siren' end
	) into elsewhere using p_lot, p_epci;
	return coalesce(elsewhere, '[]'::json);
end
$$;

comment on function public.import_elsewhere is
	'Fiches d''un lot revu qui se trouvent hors de certains EPCI, ou dont la clé est celle d''une fiche qui s''y trouve, avec le nom de cet EPCI';
