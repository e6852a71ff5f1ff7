drop function public.import_review(p_lot uuid, p_territory text, p_class text, p_after bigint, p_limit integer);

-- Read many times before it is gone: what it would save is not worth packing and unpacking it.
alter table public.import_lot alter column fiche set storage external;

drop index public.import_lot_lot;
create index import_lot_lot on public.import_lot (lot, classe, rang);

-- Owners, buyers, prices and contacts travel with their record and are split off here. A later file that does not
-- state a field leaves it as it is; one that states it empty empties it. Only the records that carry one of these
-- fields are read.
create or replace function public.import_restricted(
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

-- Pages are known before the first is reviewed, so that several are reviewed beside each other.
create or replace function public.import_pages(
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

-- What the review has found out is kept with the record, so that writing need not ask again.
create or replace function public.import_review(
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

-- Reads the geometries of staged records and lays them in their commune; those at fault stay without.
create or replace function public.import_situate(
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
		update import_lot set situe = true, revu = true, geom = place.geom, comm_insee = place.comm_insee,
			epci_siren = place.epci_siren, centre = place.centre,
			part_zone_inondable_pct = place.part_zone_inondable_pct,
			part_zone_humide_pct = place.part_zone_humide_pct,
			part_pente_forte_pct = place.part_pente_forte_pct,
			terr_surf_nette = place.terr_surf_nette,
			superficie_ha = area_ha(place.geom)
		from located_plots(p_territory, geometries) as place
		where rang = ranks[place.rank];
	elsif p_class in ('epci', 'commune', 'contrainte') then
		update import_lot set situe = true, revu = true, geom = given.geom
		from unnest(ranks, geometries) as given (rank, geom) where rang = given.rank;
	else
		update import_lot set situe = true, revu = true, geom = given.geom, comm_insee = place.comm_insee,
			epci_siren = place.epci_siren
		from unnest(ranks, geometries) as given (rank, geom)
		left join lateral membership_of(p_territory, given.geom) as place on true
		where rang = given.rank;
	end if;
end
$$;

-- Of all plots of a territory, or of some; the zone that covers most of a plot is its zone.
create or replace function public.zone_plots(p_territory text, p_plots text[]) returns void
language plpgsql
set search_path = public, extensions
as $$
begin
	-- A document covers whole communes: it is looked up once for each, not for every plot.
	with late as materialized (
		select epci_siren, comm_insee,
			document_late(p_territory, 'SCoT', epci_siren, comm_insee) as scot,
			document_late(p_territory, 'PLU', epci_siren, comm_insee) as plu
		from (
			select distinct epci_siren, comm_insee from terrain_eco
			where territory_id = p_territory and (p_plots is null or terr_id = any (p_plots))
		) as place
	),
	found as (
		select plot.terr_id, zone.zone_type, zone.told, permit_of.permit, permit_of.last_day
		from terrain_eco as plot
		left join lateral (
			select zone_type, concat_ws(', ', source_nom, coalesce(zone_libelle, partition), source_date) as told
			from zone_urba
			where territory_id = p_territory and st_intersects(zone_urba.geom, plot.geom)
			order by st_area(st_intersection(zone_urba.geom, plot.geom)) desc, zone_id
			limit 1
		) as zone on true
		join late on coalesce(late.epci_siren, '') = coalesce(plot.epci_siren, '')
			and coalesce(late.comm_insee, '') = coalesce(plot.comm_insee, '')
		left join lateral permit_of(zone.zone_type, late.scot, late.plu) on true
		where plot.territory_id = p_territory and (p_plots is null or plot.terr_id = any (p_plots))
	)
	update terrain_eco as plot set
		terr_zone_urba = found.zone_type, terr_zone_source = found.told, terr_permis = found.permit,
		terr_permis_fin = found.last_day
	from found
	where plot.terr_id = found.terr_id
		and (plot.terr_zone_urba, plot.terr_zone_source, plot.terr_permis, plot.terr_permis_fin)
			is distinct from (found.zone_type, found.told, found.permit, found.last_day);
end
$$;

comment on function public.import_pages(p_lot uuid, p_territory text, p_class text, p_limit integer) is 'Rangs où commencent les pages de fiches déposées d''une classe, et emprise du territoire';

comment on function public.import_review(p_lot uuid, p_territory text, p_class text, p_start bigint, p_limit integer) is 'Ce qu''il y a à dire d''une page de fiches déposées avant de les écrire : refus et remarques, par fiche';

revoke all on function public.import_pages(p_lot uuid, p_territory text, p_class text, p_limit integer) from public, anon, authenticated, service_role;
grant execute on function public.import_pages(p_lot uuid, p_territory text, p_class text, p_limit integer) to service_role;

revoke all on function public.import_review(p_lot uuid, p_territory text, p_class text, p_start bigint, p_limit integer) from public, anon, authenticated, service_role;
grant execute on function public.import_review(p_lot uuid, p_territory text, p_class text, p_start bigint, p_limit integer) to service_role;
