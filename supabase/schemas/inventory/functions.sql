-- What state a land unit is in at a day, from what is known of it, and what that makes of a site, a commune, an EPCI
-- and the territory.

-- Pages that show a rate are kept until the records change, which these are too.
create trigger revision after insert or update or delete on public.unite_fonciere
	for each statement execute function public.count_revision();

create trigger revision after insert or update or delete on public.unite_occupant
	for each statement execute function public.count_revision();

create trigger revision after insert or update or delete on public.unite_constat
	for each statement execute function public.count_revision();

create trigger revision after insert or update or delete on public.campagne
	for each statement execute function public.count_revision();

-- Of a consultation the answers alone decide, not the mails.
create trigger revision after update of reponse or delete on public.consultation_destinataire
	for each statement execute function public.count_revision();

-- Mirrors unitState in src/lib/domain/vacancy.ts; tests/db/inventory.test.ts keeps the two equal.
create function public.unit_state(
	p_occupied boolean, p_closed boolean, p_vacant_premises boolean
) returns text
language sql immutable
set search_path = public, extensions
as $$
	select case
		when p_occupied then 'occupée'
		when p_closed or p_vacant_premises then 'vacante'
		else 'libre'
	end
$$;

comment on function public.unit_state is
	'État d''une unité foncière au sens de l''article 220 : occupée, vacante ou libre sans occupation antérieure';

-- Everything that says something of a unit at a day. A statement speaks of the time from its beginning to the day it
-- was seen, for two years before and after that day at most: of an earlier one, those who have left since would be
-- missing. What closed stays closed: its
-- link is an occupation until that day, and a closure from there on. Once somebody consulted has said that a unit's
-- record is wrong, what was known of it until then is stale, for the days of that year and later ones: a new visit decides.
create function public.unit_statements(p_territory text, p_days date[]) returns table (
	jour date, uf_id text, dit text, debut date, explicite boolean, jusqu_au date, frais boolean,
	entier boolean, preuve jsonb
)
language sql stable
set search_path = public, extensions
as $$
	with contested as materialized (
		select day.jour, person.uf_id, max(repondu_le) as le, (max(repondu_le) at time zone 'Europe/Paris')::date as dit_le
		from unnest(p_days) as day (jour)
		join consultation_destinataire as person on reponse = 'inexact'
			and date_trunc('year', repondu_le at time zone 'Europe/Paris')::date <= day.jour
		join consultation using (consultation_id)
		where consultation.territory_id = p_territory
		group by 1, 2
	)
	select day.jour, c.uf_id, c.constat, coalesce(c.depuis, c.observe_le), c.depuis is not null,
		least(c.observe_le, day.jour),
		c.observe_le + interval '2 years' >= day.jour
			and not coalesce(c.saisi_le < contested.le or c.observe_le < contested.dit_le, false),
		true,
		jsonb_build_object(
			'said', c.constat, 'kind', c.nature, 'seen', c.observe_le, 'since', c.depuis,
			'source', c.source_nom, 'siret', null, 'demonstration', c.demonstration
		)
	from unnest(p_days) as day (jour) cross join unite_constat as c
	left join contested on contested.jour = day.jour and contested.uf_id = c.uf_id
	where c.territory_id = p_territory and coalesce(c.depuis, c.observe_le) <= day.jour
		and c.observe_le - interval '2 years' <= day.jour
	union all
	select day.jour, l.uf_id, state.dit,
		case when state.dit = 'occupée' then l.du else l.au end, true,
		case
			when state.dit = 'occupée' then least(coalesce(l.au, l.source_date), day.jour)
			else least(greatest(l.source_date, l.au), day.jour)
		end,
		-- That it was there until a day is over is no matter of freshness.
		(state.dit = 'occupée' and l.au is not null or l.source_date + interval '2 years' >= day.jour)
			and not coalesce(l.source_date <= contested.dit_le, false),
		false,
		jsonb_build_object(
			'said', state.dit, 'kind', 'lien', 'seen', l.source_date,
			'since', case when state.dit = 'occupée' then l.du else l.au end,
			'source', l.source_nom, 'siret', l.siret, 'demonstration', l.demonstration
		)
	from unnest(p_days) as day (jour) cross join unite_occupant as l
	left join contested on contested.jour = day.jour and contested.uf_id = l.uf_id
	cross join lateral (
		select case when l.au <= day.jour then 'établissement fermé' else 'occupée' end as dit
	) as state
	where l.territory_id = p_territory and l.du <= day.jour
		and l.source_date - interval '2 years' <= day.jour
$$;

comment on function public.unit_statements is
	'Ce que constats et liens disent des unités d''un territoire à des jours donnés, et jusqu''à quand';

-- The latest statement decides, and an occupation against any other of the same day; of two that are equal, the one
-- seen last. Without an occupation, whatever closed or stands empty since the last one makes the unit vacant, once two
-- years have passed since a day that is proven.
create function public.judged_units(p_territory text, p_days date[]) returns table (
	jour date, uf_id text, site_id text, comm_insee text, epci_siren text,
	surface_m2 double precision, emprise_batie_m2 double precision,
	etat text, motif text, depuis date, emplois integer, sans_effectif integer, preuve jsonb
)
language sql stable
set search_path = public, extensions
as $$
	with said as materialized (
		select * from unit_statements(p_territory, p_days)
	), occupied as (
		select said.jour, said.uf_id,
			max(jusqu_au) filter (where dit = 'occupée' and frais) as proven,
			greatest(
				max(jusqu_au) filter (where dit = 'occupée'),
				max(debut) filter (where dit = 'établissement fermé' and not entier)
			) as latest,
			max(jusqu_au) filter (where dit <> 'occupée' and entier and frais) as denied
		from said group by 1, 2
	), empty as (
		select said.jour, said.uf_id,
			bool_or(dit = 'établissement fermé' and frais) as closed,
			bool_or(dit = 'local vacant' and frais) as vacant_premises,
			bool_or(dit = 'jamais occupée' and frais) as never,
			max(debut) filter (where explicite and dit <> 'jamais occupée') as told_since,
			min(debut) filter (where dit <> 'jamais occupée') as seen_since
		from said join occupied using (jour, uf_id)
		where dit <> 'occupée' and (latest is null or jusqu_au >= latest)
		group by 1, 2
	), judged as (
		select unit.uf_id, unit.site_id, unit.comm_insee, unit.epci_siren,
			coalesce(unit.uf_surface_m2, 0) as surface_m2,
			unit.uf_emprise_batie_m2 as emprise_batie_m2, day.jour, occupied.latest,
			proven is not null and (denied is null or proven >= denied) as is_occupied,
			coalesce(closed, false) as closed, coalesce(vacant_premises, false) as vacant_premises,
			coalesce(never, false) as never, told_since, coalesce(told_since, seen_since) as since,
			occupied.uf_id is not null as known
		from unnest(p_days) as day (jour)
		cross join unite_fonciere as unit
		join site_eco as site on site.site_id = unit.site_id and site.publie
			and site.territory_id = unit.territory_id
		left join occupied on occupied.jour = day.jour and occupied.uf_id = unit.uf_id
		left join empty on empty.jour = day.jour and empty.uf_id = unit.uf_id
		where unit.territory_id = p_territory and unit.publie
	), stated as (
		select judged.*,
			case
				when not (is_occupied or closed or vacant_premises or never) then 'inconnue'
				when unit_state(is_occupied, closed, vacant_premises) <> 'vacante'
					then unit_state(is_occupied, closed, vacant_premises)
				when since <= judged.jour - interval '2 years' then 'vacante'
				when told_since is not null or latest > judged.jour - interval '2 years'
					then 'récemment inoccupée'
				else 'inconnue'
			end as etat
		from judged
	), decided as (
		select distinct on (said.jour, said.uf_id) said.jour, said.uf_id, said.preuve
		from said join stated using (jour, uf_id)
		where case
			when etat = 'occupée' then dit = 'occupée' and frais
			when etat = 'libre' then dit = 'jamais occupée' and frais
			when closed or vacant_premises then dit in ('établissement fermé', 'local vacant') and frais
			else true
		end
		order by said.jour, said.uf_id, jusqu_au desc, said.preuve ->> 'seen' desc, dit
	), jobs as (
		-- Of who is there; of an empty unit, of who left last.
		select ranked.jour, ranked.uf_id, sum(effectif) as jobs,
			count(*) filter (where effectif is null) as without
		from (
			select day.jour, link.uf_id, link.effectif, rank() over (
				partition by day.jour, link.uf_id
				order by case when link.au <= day.jour then link.au end desc nulls first
			)
			from unnest(p_days) as day (jour) join unite_occupant as link on link.du <= day.jour
			where link.territory_id = p_territory
		) as ranked
		where rank = 1
		group by 1, 2
	)
	select stated.jour, stated.uf_id, stated.site_id, stated.comm_insee, stated.epci_siren, surface_m2,
		emprise_batie_m2, etat,
		case when etat = 'inconnue' then case
			when not known then 'aucun constat'
			when closed or vacant_premises then 'durée inconnue'
			else 'constat périmé'
		end end,
		case
			when etat in ('vacante', 'récemment inoccupée') then since
			when etat <> 'inconnue' then (decided.preuve ->> 'since')::date
		end,
		coalesce(jobs.jobs, 0)::integer, coalesce(jobs.without, 0)::integer, decided.preuve
	from stated
	left join decided using (jour, uf_id)
	left join jobs using (jour, uf_id)
$$;

comment on function public.judged_units is
	'Unités foncières publiées d''un territoire, jugées à des jours donnés : état, motif s''il est inconnu, preuve qui a décidé, salariés présents ou derniers connus';

create function public.inventory_figures(p_territory text, p_days date[]) returns json
language sql stable security definer
set search_path = public, extensions
as $$
	with unit as (
		select * from judged_units(p_territory, p_days)
	), line as (
		select jour,
			case
				when grouping(site_id) = 0 then 'site' when grouping(comm_insee) = 0 then 'commune'
				when grouping(epci_siren) = 0 then 'epci' else 'territoire'
			end as kind,
			coalesce(
				case when grouping(site_id) = 0 then site_id end,
				case when grouping(comm_insee) = 0 then comm_insee end,
				case when grouping(epci_siren) = 0 then epci_siren end, ''
			) as id,
			case when grouping(site_id) = 0 or grouping(comm_insee) = 0 then min(epci_siren) end as epci,
			case when grouping(site_id) = 0 then min(comm_insee) end as commune,
			count(*) as units,
			count(*) filter (where etat = 'occupée') as occupied,
			count(*) filter (where etat = 'vacante') as vacant,
			count(*) filter (where etat = 'récemment inoccupée') as recent,
			count(*) filter (where etat = 'libre') as free,
			count(*) filter (where etat = 'inconnue') as unknown,
			sum(round(surface_m2)) as area_m2,
			coalesce(sum(round(surface_m2)) filter (where etat = 'vacante'), 0) as vacant_m2,
			coalesce(sum(round(surface_m2)) filter (where etat = 'inconnue'), 0) as unknown_m2,
			sum(emplois) as jobs,
			coalesce(sum(emplois) filter (where etat = 'vacante'), 0) as vacant_jobs,
			coalesce(sum(emplois) filter (where etat = 'inconnue'), 0) as unknown_jobs,
			sum(sans_effectif) as without_jobs,
			coalesce(sum(round(emprise_batie_m2)), 0) as footprint_m2,
			coalesce(sum(round(surface_m2)) filter (where emprise_batie_m2 is not null), 0) as measured_m2
		from unit
		group by grouping sets ((jour), (jour, epci_siren), (jour, comm_insee), (jour, site_id))
	)
	select json_build_object(
		'source', (
			select json_build_object('date', max(source_date), 'demonstration', bool_or(demonstration))
			from unite_fonciere where territory_id = p_territory and publie
		),
		'firstSeen', (
			select min(seen) from (
				select min(observe_le) as seen from unite_constat where territory_id = p_territory
				union all
				select min(source_date) from unite_occupant where territory_id = p_territory
			) as all_seen
		),
		'lines', coalesce(json_agg(json_build_object(
			'day', jour, 'kind', kind, 'id', id, 'epci', epci, 'commune', commune, 'units', units, 'occupied', occupied, 'vacant', vacant,
			'recent', recent, 'free', free, 'unknown', unknown, 'areaM2', area_m2,
			'vacantM2', vacant_m2, 'unknownM2', unknown_m2, 'jobs', jobs, 'vacantJobs', vacant_jobs,
			'unknownJobs', unknown_jobs, 'withoutJobs', without_jobs, 'footprintM2', footprint_m2,
			'measuredM2', measured_m2
		) order by jour, kind, id), '[]')
	)
	from line
$$;

comment on function public.inventory_figures is
	'Unités foncières par état à des jours donnés, par site, commune, EPCI et pour le territoire : nombres, m², salariés, emprise bâtie ; rien qui nomme un propriétaire';

-- A page of the units of a place. Who is no agent of the EPCI learns neither the owners nor who saw what.
create function public.inventory_units(
	p_territory text, p_kind text, p_id text, p_day date, p_state text, p_limit integer, p_offset integer
) returns json
language sql stable security definer
set search_path = public, extensions
as $$
	with kept as materialized (
		select unit.*, site.site_nom
		from judged_units(p_territory, array[p_day]) as unit
		join site_eco as site using (site_id)
		where case p_kind
			when 'territoire' then true when 'epci' then unit.epci_siren = p_id
			when 'commune' then unit.comm_insee = p_id else unit.site_id = p_id
		end and (p_state is null or unit.etat = p_state)
	), page as (
		select * from kept
		order by site_nom, site_id, uf_id
		limit least(p_limit, 5000) offset p_offset
	)
	select json_build_object(
		'total', (select count(*) from kept),
		'units', coalesce(json_agg(json_build_object(
			'id', page.uf_id, 'siteId', page.site_id, 'siteName', site_nom, 'commune', page.comm_insee,
			'epci', page.epci_siren, 'parcels', unit.uf_refcad, 'areaM2', surface_m2,
			'footprintM2', emprise_batie_m2, 'state', etat, 'why', motif, 'since', depuis,
			'jobs', emplois, 'evidence', preuve,
			'outline', case when p_kind <> 'territoire' then st_asgeojson(unit.geom, 6)::json end,
			'occupants', (
				select coalesce(json_agg(json_build_object(
					'kind', occupant_type, 'siret', link.siret, 'name', firm.etab_nom, 'from', du,
					'to', au, 'jobs', effectif, 'source', link.source_nom, 'date', link.source_date
				) order by au desc nulls first, du, link.siret), '[]')
				from unite_occupant as link
				left join etablissement as firm on firm.siret = link.siret and firm.publie
				where link.uf_id = page.uf_id and link.du <= p_day
			),
			'owners', case when is_agent_of(p_territory, page.epci_siren) then (
				select coalesce(json_agg(proprio_nom order by proprio_nom), '[]')
				from unite_proprietaire as owner where owner.uf_id = page.uf_id
			) end
		) order by site_nom, page.site_id, page.uf_id), '[]')
	)
	from page join unite_fonciere as unit using (uf_id)
$$;

comment on function public.inventory_units is
	'Unités foncières d''un lieu, jugées à un jour, avec la preuve qui a décidé et leurs occupants, et leur emprise hors d''un territoire entier ; les propriétaires pour les seuls agents de l''EPCI';
