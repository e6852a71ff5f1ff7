-- The land that was asked for and not found, for planners: counted, never traced to anybody.

-- p_search: { territory, month, epci, surface_min_ha, criteres, bloquants }. A month keeps so many different
-- searches at most; beyond, only those already known are counted on.
create function public.count_missed_search(p_search json) returns boolean
language plpgsql security definer
set search_path = public, extensions
as $$
declare
	v_territory text := p_search ->> 'territory';
	v_month date := (p_search ->> 'month')::date;
	v_epci text[] := array(select json_array_elements_text(p_search -> 'epci') order by 1);
	v_surface double precision := round((p_search ->> 'surface_min_ha')::numeric * 2) / 2;
	v_criteria text[] := array(select json_array_elements_text(p_search -> 'criteres') order by 1);
	v_blocking text[] := array(select json_array_elements_text(p_search -> 'bloquants') order by 1);
	v_print text := md5(json_build_array(v_epci, v_surface, v_criteria, v_blocking)::text);
begin
	update recherche_vide set nombre = nombre + 1
	where territory_id = v_territory and mois = v_month and empreinte = v_print;
	if found then
		return true;
	end if;
	if (select count(*) from recherche_vide where territory_id = v_territory and mois = v_month) >= 5000 then
		return false;
	end if;
	insert into recherche_vide (
		territory_id, mois, empreinte, epci, surface_min_ha, criteres, bloquants
	)
	values (v_territory, v_month, v_print, v_epci, v_surface, v_criteria, v_blocking)
	on conflict (territory_id, mois, empreinte) do update set nombre = recherche_vide.nombre + 1;
	return true;
end
$$;

comment on function public.count_missed_search is
	'Compte une recherche sans résultat, sans rien garder de qui cherche ; faux si le mois en a trop';

create function public.paris_month(p_at timestamptz) returns date
language sql stable
set search_path = public, extensions
as $$
	select date_trunc('month', p_at at time zone 'Europe/Paris')::date
$$;

comment on function public.paris_month is 'Premier jour du mois, à l''heure de Paris';

-- A demand for several EPCI stands in the line of each, and once in the totals.
create function public.missing_land(p_territory text, p_from date, p_to date) returns json
language plpgsql stable security definer
set search_path = public, extensions
as $$
declare
	v_epci text[] := array(
		select epci_siren from epci
		where territory_id = p_territory and is_agent_of(p_territory, epci_siren) order by 1
	);
begin
	if cardinality(v_epci) = 0 then
		raise sqlstate 'PT403' using
			message = format('Le foncier manquant de « %s » est réservé à ses agents.', p_territory),
			hint = 'Un compte d''agent ou d''administrateur de ce territoire.';
	end if;
	if p_from is null or p_to is null or p_from > p_to then
		raise sqlstate 'PT400' using
			message = format('La période de %s à %s est vide.', p_from, p_to),
			hint = 'Un premier mois qui ne suit pas le dernier.';
	end if;
	return (
		with asked as (
			select demande_id, epci, etat, motif_perte, surface_min_ha, bloquants, paris_month(recue_le) as mois
			from demande
			where territory_id = p_territory and genre = 'projet' and etat <> 'gagnée' and epci && v_epci
				and paris_month(recue_le) between date_trunc('month', p_from) and p_to
		), missed as (
			select * from recherche_vide
			where territory_id = p_territory and epci && v_epci
				and mois between date_trunc('month', p_from) and p_to
		), asked_lines as (
			select siren, mois, count(*) as briefs, sum(surface_min_ha) as brief_ha,
				count(*) filter (where surface_min_ha is null) as unstated,
				count(*) filter (where etat = 'perdue') as lost
			from asked cross join unnest(epci) as siren group by 1, 2
		), missed_lines as (
			select siren, mois, sum(nombre) as searches, sum(nombre * surface_min_ha) as search_ha
			from missed cross join unnest(epci) as siren group by 1, 2
		)
		select json_build_object(
			'epci', array_to_json(v_epci),
			'lines', (
				select coalesce(json_agg(json_build_object(
					'siren', siren, 'month', mois, 'briefs', coalesce(briefs, 0),
					'lost', coalesce(lost, 0), 'unstated', coalesce(unstated, 0),
					'briefHa', coalesce(brief_ha, 0), 'searches', coalesce(searches, 0),
					'searchHa', coalesce(search_ha, 0)
				) order by mois desc, siren), '[]')
				from asked_lines full join missed_lines using (siren, mois)
				where siren = any (v_epci)
			),
			'total', (
				select json_build_object(
					'briefs', (select count(*) from asked),
					'lost', (select count(*) from asked where etat = 'perdue'),
					'unstated', (select count(*) from asked where surface_min_ha is null),
					'briefHa', coalesce((select sum(surface_min_ha) from asked), 0),
					'searches', coalesce((select sum(nombre) from missed), 0),
					'searchHa', coalesce((select sum(nombre * surface_min_ha) from missed), 0)
				)
			),
			'reasons', (
				select coalesce(json_agg(json_build_object(
					'reason', motif_perte, 'briefs', briefs, 'briefHa', ha
				) order by briefs desc, motif_perte), '[]')
				from (
					select motif_perte, count(*) as briefs, coalesce(sum(surface_min_ha), 0) as ha
					from asked where etat = 'perdue' group by 1
				) as by_reason
			),
			'blocking', (
				select coalesce(json_agg(json_build_object(
					'criterion', criterion, 'briefs', briefs, 'searches', searches
				) order by briefs + searches desc, criterion), '[]')
				from (
					select criterion, sum(briefs) as briefs, sum(searches) as searches
					from (
						select unnest(bloquants) as criterion, 1 as briefs, 0 as searches from asked
						union all
						select unnest(bloquants), 0, nombre from missed
					) as each_one
					group by 1
				) as by_criterion
			)
		)
	);
end
$$;

comment on function public.missing_land is
	'Surfaces demandées et non trouvées par EPCI et par mois, motifs de perte et critères bloquants, pour les EPCI du compte';

revoke all on function public.count_missed_search, public.paris_month, public.missing_land
	from public, anon, authenticated;
grant execute on function public.missing_land to authenticated, service_role;
grant execute on function public.count_missed_search, public.paris_month to service_role;
