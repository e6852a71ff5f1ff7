-- What a territory's configuration says of it: its members, whose contours come by import.

-- p_configuration: { id, nom, configuration, source_nom, source_date, source_methode,
--   source_licence, source_url, epci: [{ epci_siren, epci_nom, population,
--   communes: [{ comm_insee, comm_nom, population, surface_ha, longitude, latitude }] }] }
create function public.configured_epci(
	p_configuration json
) returns table (epci_siren text, epci_nom text, population integer, commune_nombre integer)
language sql immutable
set search_path = public, extensions
as $$
	select member ->> 'epci_siren', member ->> 'epci_nom', (member ->> 'population')::integer,
		json_array_length(member -> 'communes')
	from json_array_elements(p_configuration -> 'epci') as member
$$;

comment on function public.configured_epci is 'EPCI cités par la configuration d''un territoire';

create function public.configured_communes(
	p_configuration json
) returns table (
	comm_insee text, comm_nom text, epci_siren text, population integer,
	surface_ha double precision, geompoint extensions.geometry
)
language sql immutable
set search_path = public, extensions
as $$
	select commune ->> 'comm_insee', commune ->> 'comm_nom', member ->> 'epci_siren',
		(commune ->> 'population')::integer, (commune ->> 'surface_ha')::double precision,
		st_setsrid(st_makepoint(
			(commune ->> 'longitude')::double precision, (commune ->> 'latitude')::double precision
		), 4326)
	from json_array_elements(p_configuration -> 'epci') as member
	cross join json_array_elements(member -> 'communes') as commune
$$;

comment on function public.configured_communes is
	'Communes citées par la configuration d''un territoire';

-- An EPCI belongs to one territory: taking another's would empty that territory's map.
create function public.refuse_taken_members(p_configuration json) returns void
language plpgsql
set search_path = public, extensions
as $$
declare
	taken record;
begin
	select epci.epci_siren, epci.epci_nom, epci.territory_id into taken
	from epci join configured_epci(p_configuration) as member using (epci_siren)
	where epci.territory_id <> p_configuration ->> 'id'
	limit 1;
	if found then
		raise sqlstate 'PT409' using
			message = format('L''EPCI %s (%s) appartient déjà au territoire « %s ».',
				taken.epci_siren, taken.epci_nom, taken.territory_id),
			hint = 'Attendu : un EPCI membre d''un seul territoire.';
	end if;
end
$$;

create function public.write_configured_epci(p_configuration json) returns void
language sql
set search_path = public, extensions
as $$
	insert into epci as target (
		epci_siren, epci_nom, population, commune_nombre, territory_id,
		source_nom, source_date, source_methode, source_licence, source_url
	)
	select epci_siren, epci_nom, population, commune_nombre, p_configuration ->> 'id',
		p_configuration ->> 'source_nom', (p_configuration ->> 'source_date')::date,
		p_configuration ->> 'source_methode', p_configuration ->> 'source_licence',
		p_configuration ->> 'source_url'
	from configured_epci(p_configuration)
	on conflict (epci_siren) do update set
		epci_nom = excluded.epci_nom, population = excluded.population,
		commune_nombre = excluded.commune_nombre
	where (target.epci_nom, target.population, target.commune_nombre)
		is distinct from (excluded.epci_nom, excluded.population, excluded.commune_nombre)
$$;

create function public.write_configured_communes(p_configuration json) returns void
language sql
set search_path = public, extensions
as $$
	insert into commune as target (
		comm_insee, comm_nom, epci_siren, population, surface_ha, geompoint, territory_id,
		source_nom, source_date, source_methode, source_licence, source_url
	)
	select comm_insee, comm_nom, epci_siren, population, surface_ha, geompoint,
		p_configuration ->> 'id',
		p_configuration ->> 'source_nom', (p_configuration ->> 'source_date')::date,
		p_configuration ->> 'source_methode', p_configuration ->> 'source_licence',
		p_configuration ->> 'source_url'
	from configured_communes(p_configuration)
	on conflict (comm_insee) do update set
		comm_nom = excluded.comm_nom, epci_siren = excluded.epci_siren,
		population = excluded.population,
		surface_ha = coalesce(target.surface_ha, excluded.surface_ha),
		geompoint = coalesce(target.geompoint, excluded.geompoint)
	where (target.comm_nom, target.epci_siren, target.population)
		is distinct from (excluded.comm_nom, excluded.epci_siren, excluded.population)
		or (target.surface_ha is null and excluded.surface_ha is not null)
		or (target.geompoint is null and excluded.geompoint is not null)
$$;

create function public.territory_configure(p_configuration json) returns json
language plpgsql
set search_path = public, extensions
as $$
declare
	territory_key text := p_configuration ->> 'id';
	removed_communes text[];
	removed_epci text[];
begin
	perform refuse_taken_members(p_configuration);
	insert into territory as target (
		territory_id, nom, configuration,
		source_nom, source_date, source_methode, source_licence, source_url
	)
	values (
		territory_key, p_configuration ->> 'nom', p_configuration -> 'configuration',
		p_configuration ->> 'source_nom', (p_configuration ->> 'source_date')::date,
		p_configuration ->> 'source_methode', p_configuration ->> 'source_licence',
		p_configuration ->> 'source_url'
	)
	on conflict (territory_id) do update set
		nom = excluded.nom, configuration = excluded.configuration
	where (target.nom, target.configuration::text)
		is distinct from (excluded.nom, excluded.configuration::text);
	perform write_configured_epci(p_configuration);
	perform write_configured_communes(p_configuration);
	with gone as (
		delete from commune
		where territory_id = territory_key and comm_insee not in (
			select comm_insee from configured_communes(p_configuration)
		)
		returning comm_insee
	)
	select array_agg(comm_insee order by comm_insee) into removed_communes from gone;
	with gone as (
		delete from epci
		where territory_id = territory_key and epci_siren not in (
			select epci_siren from configured_epci(p_configuration)
		)
		returning epci_siren
	)
	select array_agg(epci_siren order by epci_siren) into removed_epci from gone;
	return json_build_object(
		'epci', (select count(*) from configured_epci(p_configuration)),
		'communes', (select count(*) from configured_communes(p_configuration)),
		'removed_epci', coalesce(array_to_json(removed_epci), '[]'::json),
		'removed_communes', coalesce(array_to_json(removed_communes), '[]'::json)
	);
end
$$;

comment on function public.territory_configure is
	'Inscrit un territoire, ses EPCI et ses communes ; garde les contours connus';

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
