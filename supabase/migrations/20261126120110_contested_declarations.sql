-- What is known of one unit and of whom: for the agents of its EPCI alone.
create or replace function public.unit_evidence(p_territory text, p_unit text) returns json
language plpgsql stable security definer
set search_path = public, extensions
as $$
declare
	v_unit unite_fonciere;
begin
	select * into v_unit from unite_fonciere where uf_id = p_unit and territory_id = p_territory;
	if v_unit.uf_id is null or not is_agent_of(p_territory, v_unit.epci_siren) then
		raise sqlstate 'PT404' using
			message = format('Aucune unité foncière « %s » parmi celles de vos EPCI.', p_unit),
			hint = 'L''identifiant d''une unité de l''un de vos EPCI.',
			detail = json_build_object('code', 'unit_unknown', 'value', coalesce(p_unit, ''))::text;
	end if;
	return (
		select json_build_object(
			'id', v_unit.uf_id, 'siteId', v_unit.site_id, 'parcels', v_unit.uf_refcad,
			'siteName', (select site_nom from site_eco where site_id = v_unit.site_id),
			'evidence', coalesce(json_agg(json_build_object(
				'id', constat_id, 'said', constat, 'kind', nature, 'seen', observe_le, 'since', depuis,
				'note', note, 'by', par_nom, 'source', source_nom, 'demonstration', demonstration,
				'lon', st_x(position), 'lat', st_y(position), 'precision', precision_m,
				'photo', photo_id is not null
			) order by observe_le desc, saisi_le desc, constat_id), '[]'),
			'contested', (
				select coalesce(json_agg(json_build_object(
					'kind', 'déclaration contestée', 'on', (repondu_le at time zone 'Europe/Paris')::date, 'role', qualite,
					'note', remarque, 'opened', ouverte_le
				) order by repondu_le desc), '[]')
				from consultation_destinataire join consultation using (consultation_id)
				where consultation_destinataire.uf_id = v_unit.uf_id and reponse = 'inexact'
			)
		)
		from unite_constat where uf_id = v_unit.uf_id
	);
end
$$;

-- Everything that says something of a unit at a day. A statement speaks of the time from its beginning to the day it
-- was seen, for two years before and after that day at most: of an earlier one, those who have left since would be
-- missing. What closed stays closed: its
-- link is an occupation until that day, and a closure from there on. Once somebody consulted has said that a unit's
-- record is wrong, what was known of it until then is stale, for the days of that year and later ones: a new visit decides.
create or replace function public.unit_statements(p_territory text, p_days date[]) returns table (
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
