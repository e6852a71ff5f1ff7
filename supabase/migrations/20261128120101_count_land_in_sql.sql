-- The land of a territory that whoever asks may see, counted by commune, EPCI and site together, so that every place is a
-- sum of lines. p_on_sale: sale stages of what can be had. p_days, p_bounds: ascending; a plot on sale is counted at the
-- place among them of the first day that it can be had on, and of its size. p_without: plots that are left out.
create or replace function public.land_figures(
	p_territory text, p_on_sale text[], p_days date[], p_bounds double precision[], p_without text[]
) returns json
language sql stable
set search_path = public, extensions
as $$
	-- Read twice rather than kept: 300,000 plots would go through a file.
	with plot as not materialized (
		select terrain.comm_insee, terrain.epci_siren, terrain.site_id, terrain.terr_surf_brute,
			terrain.terr_stade_comm, terrain.terr_stade_amngt, terrain.terr_maitrise_fonc, terrain.terr_etat_occup,
			site.site_vocadomi, terrain.source_nom, terrain.source_date, terrain.demonstration,
			terrain.terr_stade_comm = any (p_on_sale) as on_sale,
			terrain.terr_surf_brute is not null as with_area,
			case when terrain.terr_stade_comm = any (p_on_sale) then
				coalesce(width_bucket(terrain.date_dispo - 1, p_days), cardinality(p_days))
			end as term,
			case when terrain.terr_stade_comm = any (p_on_sale) then
				coalesce(width_bucket(terrain.terr_surf_brute, p_bounds), 0) - 1
			end as size
		from terrain_eco as terrain
		left join site_eco as site using (site_id, territory_id)
		where territory_id = p_territory and coalesce(terrain.offre_type, 'Terrain') = 'Terrain'
			and terrain.terr_id <> all (p_without)
	), counted as (
		select comm_insee as commune, epci_siren as epci, site_id as site,
			case
				when grouping(terr_stade_comm) = 0 then 'commercialisation'
				when grouping(terr_stade_amngt) = 0 then 'amenagement'
				when grouping(terr_maitrise_fonc) = 0 then 'propriete'
				when grouping(site_vocadomi) = 0 then 'vocation'
				when grouping(term) = 0 then 'disponibilite'
				when grouping(size) = 0 then 'demande'
				when grouping(source_nom) = 0 then 'source'
				else 'occupation'
			end as "table",
			coalesce(
				terr_stade_comm, terr_stade_amngt, terr_maitrise_fonc, site_vocadomi, term::text, size::text,
				terr_etat_occup
			) as key,
			count(*) as plots,
			-- A half goes up, as everywhere else.
			coalesce(sum(floor(terr_surf_brute * 10000 + 0.5)), 0) as "squareMetres",
			count(*) - count(terr_surf_brute) as "withoutArea",
			max(terr_surf_brute) as "largestHa",
			on_sale as "onSale", with_area as "withArea", terr_etat_occup as occupancy,
			source_nom as source, max(source_date) as date, demonstration
		from plot
		group by comm_insee, epci_siren, site_id, grouping sets (
			terr_stade_comm, terr_stade_amngt, terr_maitrise_fonc, terr_etat_occup, site_vocadomi, term, size,
			(source_nom, demonstration, on_sale, with_area, terr_etat_occup)
		)
	), ranked as (
		select place.kind, place.id, array_agg(terr_surf_brute order by terr_surf_brute) as areas
		from plot
		cross join lateral (
			values ('territoire', ''), ('epci', epci_siren), ('commune', comm_insee), ('site', site_id)
		) as place(kind, id)
		where on_sale and with_area and place.id is not null
		group by place.kind, place.id
	), sized as (
		select kind, id, line, hectares, bound, (
			select count(*) from unnest(areas) as area where case when up_to then area <= bound else area >= bound end
		) as plots
		from ranked
		cross join lateral (
			values
				('plus-petit', areas[1], true),
				(
					'median',
					(areas[(cardinality(areas) + 1) / 2] + areas[cardinality(areas) / 2 + 1]) / 2,
					false
				),
				('plus-grand', areas[cardinality(areas)], false)
		) as edge(line, hectares, up_to)
		cross join lateral (
			select case when up_to then ceil(hectares * 1e6) else floor(hectares * 1e6) end / 1e6 as bound
		) as cut
	)
	select json_build_object(
		'counts', coalesce((
			select json_agg(json_build_object(
				'commune', commune, 'epci', epci, 'site', site, 'table', "table", 'key', key, 'plots', plots,
				'squareMetres', "squareMetres", 'withoutArea', "withoutArea", 'largestHa', "largestHa"
			))
			from counted
			where "table" <> 'source' and (key is not null or "table" not in ('disponibilite', 'demande'))
		), '[]'),
		'sizes', coalesce((select json_agg(sized) from sized), '[]'),
		'sources', coalesce((
			select json_agg(json_build_object(
				'commune', commune, 'epci', epci, 'site', site, 'onSale', "onSale", 'withArea', "withArea",
				'occupancy', occupancy, 'source', source, 'date', date, 'demonstration', demonstration
			))
			from counted
			where "table" = 'source'
		), '[]')
	)
$$;

comment on function public.land_figures(p_territory text, p_on_sale text[], p_days date[], p_bounds double precision[], p_without text[]) is 'Terrains d''un territoire comptés par lieu et par valeur : nombre, m², sans superficie, tailles de ceux à vendre, sources';

revoke all on function public.land_figures(p_territory text, p_on_sale text[], p_days date[], p_bounds double precision[], p_without text[]) from public, anon, authenticated, service_role;
grant execute on function public.land_figures(p_territory text, p_on_sale text[], p_days date[], p_bounds double precision[], p_without text[]) to anon, authenticated, service_role;
