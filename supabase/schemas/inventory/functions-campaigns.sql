-- Campaigns: what an EPCI knew of its units one day, frozen, and two of them compared by the ground that they share.

create function public.freeze_units(p_campaign uuid) returns integer
language plpgsql
set search_path = public, extensions
as $$
declare
	v_campaign campagne;
	v_count integer;
begin
	select * into v_campaign from campagne where campagne_id = p_campaign;
	insert into campagne_unite (
		campagne_id, uf_id, site_id, site_nom, comm_insee, surface_m2, emprise_batie_m2, etat, motif,
		depuis, emplois, preuve, geom
	)
	select p_campaign, judged.uf_id, judged.site_id, site.site_nom, judged.comm_insee, judged.surface_m2,
		judged.emprise_batie_m2, judged.etat, judged.motif, judged.depuis, judged.emplois, judged.preuve,
		unit.geom
	from judged_units(v_campaign.territory_id, array[v_campaign.valeur_au]) as judged
	join unite_fonciere as unit using (uf_id)
	join site_eco as site on site.site_id = judged.site_id
	where judged.epci_siren = v_campaign.epci_siren;
	get diagnostics v_count = row_count;
	return v_count;
end
$$;

-- p_day is a 1 January, past or the next one.
create function public.campaign_freeze(p_territory text, p_epci text, p_day date) returns json
language plpgsql security definer
set search_path = public, extensions
as $$
declare
	v_id uuid;
	v_count integer;
begin
	if not is_agent_of(p_territory, p_epci) or not exists (
		select from epci where territory_id = p_territory and epci_siren = p_epci
	) then
		raise sqlstate 'PT403' using
			message = format('L''inventaire de l''EPCI « %s » est tenu par ses agents.', p_epci),
			hint = 'Un compte d''agent de cet EPCI.',
			detail = json_build_object('code', 'campaign_agents', 'value', p_epci)::text;
	elsif p_day is null or to_char(p_day, 'MM-DD') <> '01-01'
		or p_day > date_trunc('year', local_day()) + interval '1 year'
	then
		raise sqlstate 'PT400' using
			message = format('« %s » n''est pas le 1er janvier d''une année commencée ou de la prochaine.', p_day),
			hint = 'Un 1er janvier, AAAA-01-01.',
			detail = json_build_object('code', 'campaign_day', 'value', coalesce(p_day::text, ''))::text;
	end if;
	insert into campagne (territory_id, epci_siren, valeur_au, par, par_nom)
	values (p_territory, p_epci, p_day, auth.uid(), member_label(auth.uid()))
	on conflict on constraint campagne_un_jour do nothing
	returning campagne_id into v_id;
	if v_id is null then
		raise sqlstate 'PT409' using
			message = format('Une campagne de cet EPCI a déjà été figée le %s.', to_char(local_day(), 'DD/MM/YYYY')),
			hint = 'Une campagne par jour : revenez demain, ou gardez celle d''aujourd''hui.',
			detail = json_build_object('code', 'campaign_twice', 'at', local_day())::text;
	end if;
	v_count := freeze_units(v_id);
	if v_count = 0 then
		raise sqlstate 'PT422' using
			message = 'Aucune unité foncière de cet EPCI n''est dans un site : il n''y a rien à figer.',
			hint = 'Des unités foncières rattachées à un site, par l''import.',
			detail = json_build_object('code', 'campaign_empty')::text;
	end if;
	return json_build_object('id', v_id, 'units', v_count);
end
$$;

comment on function public.campaign_freeze is
	'Fige l''inventaire d''un EPCI, jugé à un 1er janvier, pour un agent de cet EPCI ; une campagne par jour';

create function public.campaign_list(p_territory text) returns json
language sql stable security definer
set search_path = public, extensions
as $$
	select coalesce(json_agg(json_build_object(
		'id', campagne_id, 'epci', epci_siren, 'day', valeur_au, 'frozenOn', figee_le,
		'demonstration', demonstration,
		'by', case when is_agent_of(p_territory, epci_siren) then par_nom end,
		'units', units, 'vacant', vacant, 'unknown', unknown, 'areaM2', area_m2, 'vacantM2', vacant_m2
	) order by epci_siren, figee_le desc, valeur_au desc), '[]')
	from campagne
	cross join lateral (
		select count(*) as units, count(*) filter (where etat = 'vacante') as vacant,
			count(*) filter (where etat = 'inconnue') as unknown, sum(round(surface_m2)) as area_m2,
			coalesce(sum(round(surface_m2)) filter (where etat = 'vacante'), 0) as vacant_m2
		from campagne_unite where campagne_unite.campagne_id = campagne.campagne_id
	) as counted
	where territory_id = p_territory
$$;

comment on function public.campaign_list is
	'Campagnes figées d''un territoire, la dernière d''abord ; leur auteur pour les seuls agents de l''EPCI';

-- Two units answer each other where they share a tenth of the smaller one. Shares of areas need no projection: both
-- sides of a ratio are measured at the same place.
create function public.campaign_changes(p_former uuid, p_later uuid) returns json
language plpgsql stable security definer
set search_path = public, extensions
as $$
declare
	v_former campagne;
	v_later campagne;
begin
	select * into v_former from campagne where campagne_id = p_former;
	select * into v_later from campagne where campagne_id = p_later;
	if v_former.campagne_id is null or v_later.campagne_id is null
		or v_former.epci_siren <> v_later.epci_siren
		or (v_former.valeur_au, v_former.figee_le) >= (v_later.valeur_au, v_later.figee_le)
	then
		raise sqlstate 'PT404' using
			message = 'Ces deux campagnes ne se comparent pas.',
			hint = 'Deux campagnes d''un même EPCI, la plus ancienne d''abord.',
			detail = json_build_object('code', 'campaign_pair')::text;
	end if;
	return (
		with pair as materialized (
			select former.uf_id as before, later.uf_id as after
			from campagne_unite as former
			join campagne_unite as later on later.campagne_id = p_later and former.geom && later.geom
				and st_intersects(former.geom, later.geom)
			cross join lateral (
				select st_area(st_intersection(former.geom, later.geom)) as shared,
					least(st_area(former.geom), st_area(later.geom)) as smaller
			) as measured
			where former.campagne_id = p_former and shared >= 0.1 * smaller
		), joined as (
			select before, after, count(*) over (partition by before) as afters,
				count(*) over (partition by after) as befores
			from pair
		), kind_of as (
			select before, after,
				case
					when befores = 1 and afters = 1 then 'same'
					when max(befores) over (partition by before) = 1 then 'split'
					when max(afters) over (partition by after) = 1 then 'merged'
					else 'redrawn'
				end as kind
			from joined
		), line as (
			select kind, array[before] as before, array[after] as after
			from kind_of where kind = 'same' or kind = 'redrawn'
			union all
			select kind, array[before], array_agg(after order by after)
			from kind_of where kind = 'split' group by kind, before
			union all
			select kind, array_agg(before order by before), array[after]
			from kind_of where kind = 'merged' group by kind, after
			union all
			select 'gone', array[uf_id], '{}' from campagne_unite
			where campagne_id = p_former and uf_id not in (select before from pair)
			union all
			select 'new', '{}', array[uf_id] from campagne_unite
			where campagne_id = p_later and uf_id not in (select after from pair)
		), told as (
			select line.*, former.etats as former_states, later.etats as later_states,
				coalesce(later.site_nom, former.site_nom) as site_nom,
				coalesce(later.surface, former.surface) as surface
			from line
			left join lateral (
				select array_agg(etat order by uf_id) as etats, min(site_nom) as site_nom,
					sum(round(surface_m2)) as surface
				from campagne_unite where campagne_id = p_former and uf_id = any (line.before)
			) as former on true
			left join lateral (
				select array_agg(etat order by uf_id) as etats, min(site_nom) as site_nom,
					sum(round(surface_m2)) as surface
				from campagne_unite where campagne_id = p_later and uf_id = any (line.after)
			) as later on true
		), named as (
			select told.*, case
				when kind <> 'same' then kind
				when former_states = later_states then 'unchanged'
				when later_states = array['vacante'] then 'vacant'
				when later_states = array['occupée'] and former_states <> array['inconnue'] then 'reused'
				else 'changed'
			end as change
			from told
		)
		select json_build_object(
			'epci', v_later.epci_siren, 'former', v_former.valeur_au, 'later', v_later.valeur_au,
			'formerFrozenOn', v_former.figee_le, 'laterFrozenOn', v_later.figee_le,
			'demonstration', v_former.demonstration or v_later.demonstration,
			'unchanged', (select count(*) from named where change = 'unchanged'),
			'lines', (
				select coalesce(json_agg(json_build_object(
					'change', change, 'siteName', site_nom, 'before', before, 'after', after,
					'formerStates', coalesce(former_states, '{}'),
					'laterStates', coalesce(later_states, '{}'), 'areaM2', surface
				) order by array_position(
					array['vacant', 'reused', 'changed', 'split', 'merged', 'redrawn', 'new', 'gone'], change
				), site_nom, before, after), '[]')
				from named where change <> 'unchanged'
			)
		)
	);
end
$$;

comment on function public.campaign_changes is
	'Ce qui a changé d''une campagne à la suivante, par recouvrement des emprises : devenue vacante, réoccupée, autre état, divisée, réunie, redécoupée, nouvelle, disparue';
