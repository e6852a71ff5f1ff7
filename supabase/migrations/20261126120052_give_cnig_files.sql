-- The inventory in the classes of the CNIG standard Sites économiques.

-- Sites of an EPCI, or of all of them where p_epci is null.
create or replace function public.cnig_sites(p_territory text, p_epci text, p_day date) returns table (
	cle text, forme extensions.geometry, fiche json
)
language plpgsql stable
set search_path = public, extensions
as $$
begin
	return query
	with counted as materialized (
		select judged.site_id, count(*) as units, count(*) filter (where etat = 'vacante') as vacant,
			count(*) filter (where emprise_batie_m2 > 0) as built
		from judged_units(p_territory, array[p_day]) as judged group by 1
	)
	select site.site_id, site.geom, (select row_to_json(told) from (select
		site.site_id, site.pole_id, site.site_nom, site.site_type, site.site_vocadomi, site.site_etat,
		coalesce(site.site_surf_brute, round((st_area(st_transform(site.geom, 2154)) / 1e4)::numeric, 2)) as site_surf_brute,
		site.site_surf_utile, site.site_creation_date::text as site_creation_date,
		coalesce(site.site_identif_date, site.source_date) as site_identif_date,
		coalesce(site.site_actu_date, site.source_date) as site_actu_date,
		coalesce(site.source_producteur, site.source_nom) as source_producteur,
		site.site_description, site.site_quali_territoire, site.site_evol_urba, site.site_url,
		grouping_of.epci_nom as site_epci_nom, site.site_epci_siren,
		town.comm_nom as site_comm_nom, site.site_comm_insee,
		site.site_moa_type, site.site_moa_nom, site.site_moa_amngt, site.site_moa_comm,
		coalesce(units, site.site_uf_nbre) as site_uf_nbre,
		coalesce(vacant, site.site_uf_vacant_nbre) as site_uf_vacant_nbre,
		coalesce(round(100.0 * vacant / units), site.site_taux_vacance::numeric) as site_taux_vacance,
		coalesce(built, site.site_uf_bati_nbre) as site_uf_bati_nbre,
		coalesce(site.site_nb_etab, firm.firms) as site_nb_etab,
		coalesce(site.site_nb_emploi, firm.jobs) as site_nb_emploi,
		concat_ws(', ', round(st_x(spot)::numeric, 6), round(st_y(spot)::numeric, 6)) as site_geompoint,
		site.site_media, site.site_surf_comm_dispo, site.site_surf_projet,
		site.site_voca_industrielle, site.site_voca_commerciale, site.site_voca_tertiaire, site.site_voca_artisanale,
		site.site_voca_touristique, site.site_voca_portuaire, site.site_voca_aeroportuaire,
		site.reseau_eau_pluviale, site.reseau_eau_potable, site.reseau_assainissement, site.reseau_gaz,
		site.reseau_electrique, site.reseau_fibre_optique, site.reseau_fret_ferroviaire, site.reseau_fluvial,
		site.desserte_tc, site.desserte_route_nom, site.autoroute_nom, site.autoroute_echang_dist,
		site.gare_nom, site.gare_dist, site.gare_fret_nom, site.gare_fret_dist, site.aeroport_nom, site.aeroport_dist,
		site.port_nom, site.port_dist
	) as told)
	from site_eco as site
	cross join lateral st_pointonsurface(site.geom) as centre (spot)
	left join counted on counted.site_id = site.site_id
	left join epci as grouping_of on grouping_of.epci_siren = site.site_epci_siren
	left join commune as town on town.comm_insee = site.site_comm_insee
	left join lateral (
		select count(*) as firms, sum(etab_effectif) as jobs from etablissement
		where publie and etab_actif = 'oui' and st_intersects(etablissement.geom, site.geom)
	) as firm on site.site_nb_etab is null or site.site_nb_emploi is null
	where site.territory_id = p_territory and site.publie and (p_epci is null or site.site_epci_siren = p_epci);
end
$$;

-- Plots of those sites: the standard knows no other. Buyers and prices are told to the agents of the EPCI.
create or replace function public.cnig_plots(p_territory text, p_epci text) returns table (
	cle text, forme extensions.geometry, fiche json
)
language plpgsql stable
set search_path = public, extensions
as $$
begin
	return query
	with agent as materialized (
		select epci_siren from epci where territory_id = p_territory and is_agent_of(p_territory, epci_siren)
	)
	select plot.terr_id, plot.geom, (select row_to_json(told) from (select
		plot.terr_id, plot.site_id, plot.terr_refcad,
		coalesce(plot.terr_surf_brute, round((st_area(st_transform(plot.geom, 2154)) / 1e4)::numeric, 2)) as terr_surf_brute,
		plot.terr_utile, coalesce(plot.terr_identif_date, plot.source_date) as terr_identif_date,
		coalesce(plot.terr_actu_date, plot.source_date) as terr_actu_date,
		plot.terr_maitrise_fonc, plot.terr_stade_amngt, plot.terr_stade_comm, plot.terr_etat_occup, plot.terr_usage,
		plot.terr_url_cartofriches, plot.terr_cle_en_main, apart.terr_acquereur, apart.terr_cession_date,
		apart.terr_vente_montant, apart.terr_m2_prix
	) as told)
	from terrain_eco as plot
	join site_eco as site on site.site_id = plot.site_id and site.publie and site.territory_id = p_territory
		and (p_epci is null or site.site_epci_siren = p_epci)
	left join acces_restreint as apart on apart.classe = 'terrain_eco' and apart.objet_id = plot.terr_id
		and plot.epci_siren in (select epci_siren from agent)
	where plot.territory_id = p_territory and plot.publie;
end
$$;

-- Establishments that stand on those plots. Their contacts are told to the agents of the EPCI.
create or replace function public.cnig_firms(p_territory text, p_epci text) returns table (
	cle text, forme extensions.geometry, fiche json
)
language plpgsql stable
set search_path = public, extensions
as $$
begin
	return query
	with agent as materialized (
		select epci_siren from epci where territory_id = p_territory and is_agent_of(p_territory, epci_siren)
	), standing as materialized (
		select firm.siret as key, string_agg(plot.terr_id, '|' order by plot.terr_id) as terr_id
		from etablissement as firm
		join terrain_eco as plot on plot.publie and plot.territory_id = p_territory
			and (plot.terr_id = any (string_to_array(firm.terr_id, '|')) or firm.terr_id is null and st_intersects(firm.geom, plot.geom))
		join site_eco as site on site.site_id = plot.site_id and site.publie and site.territory_id = p_territory
			and (p_epci is null or site.site_epci_siren = p_epci)
		where firm.territory_id = p_territory and firm.publie
		group by 1
	)
	select firm.siret, firm.geom, (select row_to_json(told) from (select
		firm.siret as "SIRET", coalesce(firm.siren, left(firm.siret, 9)) as "SIREN", standing.terr_id,
		firm.ban_id as "ban-id", firm.bat_id as "bat-id", firm.etab_adresse,
		coalesce(firm.etab_raison_sociale, firm.etab_nom) as etab_raison_sociale, firm.etab_nat_juridique,
		firm.etab_nom, grouping_of.epci_nom, firm.epci_siren, town.comm_nom, firm.comm_insee, firm.etab_siege,
		firm.etab_creation_date, coalesce(firm.etab_identif_date, firm.source_date) as etab_identif_date,
		coalesce(firm.etab_actu_date, firm.source_date) as etab_actu_date, firm.etab_actif, firm.etab_fermeture_date,
		firm.etab_description, firm.etab_activite_code, firm.etab_activite_libelle, firm.etab_effectif_code,
		firm.etab_effectif_libelle, firm.etab_effectif_annee::text as etab_effectif_annee,
		coalesce(firm.etab_source_info, firm.source_nom) as etab_source_info, firm.geocodage_qualite,
		apart.etab_contact_mail, apart.etab_contact_tel
	) as told)
	from standing
	join etablissement as firm on firm.siret = standing.key
	left join epci as grouping_of on grouping_of.epci_siren = firm.epci_siren
	left join commune as town on town.comm_insee = firm.comm_insee
	left join acces_restreint as apart on apart.classe = 'etablissement' and apart.objet_id = firm.siret
		and firm.epci_siren in (select epci_siren from agent);
end
$$;

create or replace function public.cnig_rows(p_territory text, p_class text, p_epci text, p_day date) returns table (
	cle text, forme extensions.geometry, fiche json
)
language plpgsql stable
set search_path = public, extensions
as $$
begin
	case p_class
		when 'site-eco' then
			return query select * from cnig_sites(p_territory, p_epci, p_day);
		when 'terrain-eco' then
			return query select * from cnig_plots(p_territory, p_epci);
		when 'etablissement' then
			return query select * from cnig_firms(p_territory, p_epci);
		else
			raise sqlstate 'PT404' using
				message = format('« %s » n''est pas une classe des fichiers de l''inventaire.', p_class),
				hint = 'Attendu : site-eco, terrain-eco ou etablissement.',
				detail = json_build_object('code', 'cnig_class', 'value', coalesce(p_class, ''))::text;
	end case;
end
$$;

-- Features of a class in GeoJSON, by their key after p_after.
create or replace function public.cnig_page(
	p_territory text, p_class text, p_epci text, p_day date, p_after text, p_limit integer
) returns json
language sql stable security definer
set search_path = public, extensions
as $$
	select json_build_object('last', max(cle collate "C"), 'features', coalesce(json_agg(json_build_object(
		'type', 'Feature', 'properties', fiche, 'geometry', st_asgeojson(forme, 7)::json
	) order by cle collate "C"), '[]'))
	from (
		select * from cnig_rows(p_territory, p_class, p_epci, p_day)
		where cle collate "C" > p_after order by cle collate "C" limit least(p_limit, 5000)
	) as page
$$;

-- How many there are of each class, and in how many each column is empty.
create or replace function public.cnig_counts(p_territory text, p_epci text, p_day date) returns json
language sql stable security definer
set search_path = public, extensions
as $$
	select json_agg(json_build_object('class', class, 'count', coalesce(counted.n, 0), 'empty', coalesce((
		select json_object_agg(name, n) from (
			select cell.key as name, count(*) as n
			from cnig_rows(p_territory, class, p_epci, p_day) as one cross join lateral json_each_text(one.fiche) as cell
			where cell.value is null group by 1
		) as empty_cells
	), '{}')))
	from unnest(array['site-eco', 'terrain-eco', 'etablissement']) as class
	cross join lateral (select count(*) as n from cnig_rows(p_territory, class, p_epci, p_day)) as counted
$$;

comment on function public.cnig_counts(p_territory text, p_epci text, p_day date) is 'Nombre de fiches de chaque classe du standard CNIG Sites économiques, et de celles dont une colonne est vide';

comment on function public.cnig_page(p_territory text, p_class text, p_epci text, p_day date, p_after text, p_limit integer) is 'Fiches d''une classe du standard CNIG Sites économiques, celles d''un EPCI ou toutes, par leur clé ; acquéreurs, prix et coordonnées pour les seuls agents de l''EPCI';

revoke all on function public.cnig_counts(p_territory text, p_epci text, p_day date) from public, anon, authenticated, service_role;
grant execute on function public.cnig_counts(p_territory text, p_epci text, p_day date) to anon, authenticated, service_role;

revoke all on function public.cnig_firms(p_territory text, p_epci text) from public, anon, authenticated, service_role;
grant execute on function public.cnig_firms(p_territory text, p_epci text) to service_role;

revoke all on function public.cnig_page(p_territory text, p_class text, p_epci text, p_day date, p_after text, p_limit integer) from public, anon, authenticated, service_role;
grant execute on function public.cnig_page(p_territory text, p_class text, p_epci text, p_day date, p_after text, p_limit integer) to anon, authenticated, service_role;

revoke all on function public.cnig_plots(p_territory text, p_epci text) from public, anon, authenticated, service_role;
grant execute on function public.cnig_plots(p_territory text, p_epci text) to service_role;

revoke all on function public.cnig_rows(p_territory text, p_class text, p_epci text, p_day date) from public, anon, authenticated, service_role;
grant execute on function public.cnig_rows(p_territory text, p_class text, p_epci text, p_day date) to service_role;

revoke all on function public.cnig_sites(p_territory text, p_epci text, p_day date) from public, anon, authenticated, service_role;
grant execute on function public.cnig_sites(p_territory text, p_epci text, p_day date) to service_role;
