-- Classes and period are fixed here: whoever could choose them would find one demand by the difference of two answers.
create or replace function public.demand_by_size(p_territory text, p_epci text) returns json
language plpgsql stable security definer
set search_path = public, extensions
as $$
declare
	v_least constant integer := 5;
	-- Of the classes, in hectares.
	v_bounds constant double precision[] := array[1, 2, 5, 10];
	v_from date := (paris_month(now()) - interval '23 months')::date;
	v_all boolean := sees_all_figures(p_territory, p_epci);
begin
	return (
		with asked as (
			select epci, etat, motif_perte,
				coalesce(width_bucket(surface_min_ha, v_bounds), -1)::text as size
			from demande
			where territory_id = p_territory and genre = 'projet' and paris_month(recue_le) >= v_from
		), counted as (
			select 'briefs' as measure, size as line, epci, 1 as n from asked
			union all
			select 'lost', size, epci, 1 from asked where etat = 'perdue'
			union all
			select 'reason', motif_perte, epci, 1 from asked where etat = 'perdue'
			union all
			select 'searches', coalesce(width_bucket(surface_min_ha, v_bounds), -1)::text, epci,
				nombre
			from recherche_vide
			where territory_id = p_territory and mois >= v_from
		), of_epci as (
			select measure, line, siren, sum(n) as n
			from counted cross join unnest(epci) as siren
			group by measure, line, siren
		), told as (
			select measure, line, sum(n) as n,
				-- What is left of the whole once every EPCI that tells its own figure is subtracted.
				coalesce(sum(n) filter (where not exists (
					select from of_epci
					where of_epci.measure = counted.measure and of_epci.line = counted.line
						and of_epci.siren = any (counted.epci) and of_epci.n >= v_least
				)), 0) as rest
			from counted
			where p_epci is null or p_epci = any (epci)
			group by measure, line
		)
		select json_build_object(
			'all', v_all,
			'from', v_from,
			'counts', coalesce(
				json_agg(json_build_object('measure', measure, 'line', line, 'count', n) order by measure, line),
				'[]'
			)
		)
		from told
		where v_all or n >= v_least and (p_epci is not null or rest = 0 or rest >= v_least)
	);
end
$$;

create or replace function public.sales_pace(p_territory text, p_epci text) returns json
language plpgsql stable security definer
set search_path = public, extensions
as $$
declare
	v_least constant integer := 5;
	v_to date := local_day();
	v_from date := (local_day() - interval '5 years')::date;
	v_all boolean := sees_all_figures(p_territory, p_epci);
begin
	return (
		with sold as (
			select epci_siren, count(*) as n, sum(terr_surf_brute) as ha,
				count(*) filter (where terr_surf_brute is null) as without_area
			from terrain_eco join acces_restreint
				on classe = 'terrain_eco' and objet_id = terr_id
			where terrain_eco.territory_id = p_territory and terrain_eco.publie
				and offre_type = 'Terrain'
				and terr_cession_date > v_from and terr_cession_date <= v_to
			group by epci_siren
		), told as (
			select coalesce(sum(n), 0) as n, coalesce(sum(ha), 0) as ha,
				coalesce(sum(without_area), 0) as without_area,
				coalesce(sum(n) filter (where n < v_least), 0) as rest
			from sold
			where p_epci is null or epci_siren = p_epci
		)
		select json_build_object(
			'all', v_all,
			'from', v_from,
			'to', v_to,
			'sales', (
				select json_build_object('plots', n, 'hectares', ha, 'withoutArea', without_area)
				where v_all or n >= v_least and (p_epci is not null or rest = 0 or rest >= v_least)
			)
		)
		from told
	);
end
$$;
