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

-- A demand for several EPCI stands in the line of each, and once in the totals.
-- Land is missing where a demand was lost, or waits while nothing answered it; a demand about a plot, or that plots
-- answer, is on its way. Each stands in a figure of its own, and searches in a third.
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
			select epci, etat = 'perdue' as lost, motif_perte, surface_min_ha, bloquants,
				paris_month(recue_le) as mois
			from demande
			where territory_id = p_territory and genre = 'projet' and epci && v_epci
				and (etat = 'perdue' or etat <> 'gagnée' and terrains_trouves = 0
					and collection is distinct from 'terrains')
				and paris_month(recue_le) between date_trunc('month', p_from) and p_to
		), missed as (
			select * from recherche_vide
			where territory_id = p_territory and epci && v_epci
				and mois between date_trunc('month', p_from) and p_to
		), asked_figures as (
			select siren, mois,
				count(*) filter (where lost) as lost,
				sum(surface_min_ha) filter (where lost) as lost_ha,
				count(*) filter (where lost and surface_min_ha is null) as lost_unstated,
				count(*) filter (where not lost) as waiting,
				sum(surface_min_ha) filter (where not lost) as waiting_ha,
				count(*) filter (where not lost and surface_min_ha is null) as waiting_unstated
			-- Once in the line of each of its EPCI, and once in the totals.
			from (
				select siren, asked.* from asked cross join unnest(epci) as siren
				union all
				select null, asked.* from asked
			) as counted
			group by grouping sets ((siren, mois), (siren))
		), missed_figures as (
			select siren, mois, sum(nombre) as searches, sum(nombre * surface_min_ha) as search_ha
			from (
				select siren, missed.* from missed cross join unnest(epci) as siren
				union all
				select null, missed.* from missed
			) as counted
			group by grouping sets ((siren, mois), (siren))
		), figures as (
			select siren, mois, json_build_object(
				'siren', siren, 'month', mois,
				'lost', coalesce(lost, 0), 'lostHa', coalesce(lost_ha, 0),
				'lostUnstated', coalesce(lost_unstated, 0),
				'waiting', coalesce(waiting, 0), 'waitingHa', coalesce(waiting_ha, 0),
				'waitingUnstated', coalesce(waiting_unstated, 0),
				'searches', coalesce(searches, 0), 'searchHa', coalesce(search_ha, 0)
			) as line
			from (
				select coalesce(a.siren, m.siren) as siren, coalesce(a.mois, m.mois) as mois, lost, lost_ha,
					lost_unstated, waiting, waiting_ha, waiting_unstated, searches, search_ha
				from asked_figures as a full join missed_figures as m
					on coalesce(a.siren, '') = coalesce(m.siren, '')
					and coalesce(a.mois, '-infinity') = coalesce(m.mois, '-infinity')
			) as joined
		)
		select json_build_object(
			'epci', array_to_json(v_epci),
			'lines', (
				select coalesce(json_agg(line order by mois desc, siren), '[]')
				from figures where siren = any (v_epci) and mois is not null
			),
			'total', coalesce(
				(select line from figures where siren is null and mois is null),
				json_build_object(
					'lost', 0, 'lostHa', 0, 'lostUnstated', 0, 'waiting', 0, 'waitingHa', 0,
					'waitingUnstated', 0, 'searches', 0, 'searchHa', 0
				)
			),
			'reasons', (
				select coalesce(json_agg(json_build_object(
					'reason', motif_perte, 'briefs', briefs, 'briefHa', ha
				) order by briefs desc, motif_perte), '[]')
				from (
					select motif_perte, count(*) as briefs, coalesce(sum(surface_min_ha), 0) as ha
					from asked where lost group by 1
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
	'Foncier demandé et non trouvé par EPCI et par mois : demandes perdues, demandes en cours sans terrain, recherches vides ; motifs de perte et critères bloquants, pour les EPCI du compte';
