-- What an agent saw of a unit: kept as it was seen, once however often it is sent.

create function public.refuse_changed_inventory() returns trigger
language plpgsql
set search_path = public, extensions
as $$
begin
	-- The account may close; the unit or the demonstration may go, and takes along what was known of it.
	if tg_op = 'UPDATE' and to_jsonb(new) - 'par' = to_jsonb(old) - 'par' and to_jsonb(new) ->> 'par' is null
		or tg_op = 'DELETE' and (
			to_jsonb(old) ->> 'demonstration' = 'true'
			or tg_table_name = 'unite_constat'
				and not exists (select from unite_fonciere where uf_id = to_jsonb(old) ->> 'uf_id')
			or tg_table_name = 'campagne_unite'
				and not exists (select from campagne where campagne_id::text = to_jsonb(old) ->> 'campagne_id')
		)
	then
		return case when tg_op = 'DELETE' then old else new end;
	end if;
	raise sqlstate 'PT403' using
		message = 'Ce qui a été constaté ou figé ne se modifie pas.',
		hint = 'Ajoutez un constat plus récent, ou figez une nouvelle campagne.';
end
$$;

comment on function public.refuse_changed_inventory is
	'Refuse de réécrire un constat ou une campagne ; seuls partent ceux de la démonstration, et ceux d''une unité retirée';

create trigger append_only before update or delete on public.unite_constat
	for each row execute function public.refuse_changed_inventory();
create trigger append_only before update or delete on public.campagne
	for each row execute function public.refuse_changed_inventory();
create trigger append_only before update or delete on public.campagne_unite
	for each row execute function public.refuse_changed_inventory();
create trigger never_emptied before truncate on public.unite_constat
	for each statement execute function public.refuse_truncation();
create trigger never_emptied before truncate on public.campagne
	for each statement execute function public.refuse_truncation();
create trigger never_emptied before truncate on public.campagne_unite
	for each statement execute function public.refuse_truncation();

create function public.check_visit(p_visit json) returns void
language plpgsql stable
set search_path = public, extensions
as $$
declare
	v_seen text := p_visit ->> 'seen';
	v_since text := p_visit ->> 'since';
	v_said text[] := allowed_values('public.unite_constat', 'constat');
	v_lon double precision := (p_visit #>> '{position,lon}')::double precision;
	v_lat double precision := (p_visit #>> '{position,lat}')::double precision;
begin
	if not coalesce(p_visit ->> 'said' = any (v_said), false) then
		raise sqlstate 'PT400' using
			message = format('« %s » ne dit pas ce qui a été constaté.', p_visit ->> 'said'),
			hint = array_to_string(v_said, ', '),
			detail = json_build_object('code', 'visit_said', 'value', coalesce(p_visit ->> 'said', ''))::text;
	elsif not coalesce(is_day(v_seen), false) or not coalesce(is_day(v_since), true) then
		v_since := case when coalesce(is_day(v_seen), false) then v_since else v_seen end;
		raise sqlstate 'PT400' using
			message = format('« %s » n''est pas un jour.', v_since),
			hint = 'Un jour, AAAA-MM-JJ.',
			detail = json_build_object('code', 'visit_day', 'value', coalesce(v_since, ''))::text;
	elsif v_seen::date > local_day() then
		raise sqlstate 'PT400' using
			message = format('Une visite du %s n''a pas encore eu lieu.', to_char(v_seen::date, 'DD/MM/YYYY')),
			hint = 'Aujourd''hui ou un jour passé.',
			detail = json_build_object('code', 'visit_future', 'value', v_seen)::text;
	elsif v_since::date > v_seen::date then
		raise sqlstate 'PT400' using
			message = format('L''unité ne peut être ainsi depuis le %s si elle a été vue le %s.',
				to_char(v_since::date, 'DD/MM/YYYY'), to_char(v_seen::date, 'DD/MM/YYYY')),
			hint = 'Un jour qui ne suit pas celui de la visite.',
			detail = json_build_object('code', 'visit_since', 'value', v_since)::text;
	elsif length(p_visit ->> 'note') > 1000 then
		raise sqlstate 'PT400' using
			message = format('Une remarque de %s caractères est trop longue.', length(p_visit ->> 'note')),
			hint = '1 000 caractères au plus.',
			detail = json_build_object('code', 'visit_note', 'value', length(p_visit ->> 'note')::text)::text;
	elsif (v_lon is null) <> (v_lat is null) or not coalesce(abs(v_lon) <= 180 and abs(v_lat) <= 90, true) then
		raise sqlstate 'PT400' using
			message = format('« %s, %s » n''est pas une position.', v_lon, v_lat),
			hint = 'Une longitude et une latitude en degrés, ou rien.',
			detail = json_build_object('code', 'visit_position', 'value', concat_ws(', ', v_lon, v_lat))::text;
	end if;
end
$$;

-- p_visit: { id, unit, said, seen, since, note, position: { lon, lat, precision } or null, photo: { id, type } or null }.
-- The id is the visitor's: what comes again, because no answer arrived, is there already. The photo is in the storage
-- before its row, below the visit's own id: a row that names another's photo finds none.
create function public.visit_record(p_territory text, p_visit json) returns json
language plpgsql security definer
set search_path = public, extensions
as $$
declare
	v_unit unite_fonciere;
	v_id uuid := (p_visit ->> 'id')::uuid;
	v_inserted integer;
begin
	select * into v_unit from unite_fonciere
	where uf_id = p_visit ->> 'unit' and territory_id = p_territory;
	if v_unit.uf_id is null or not is_agent_of(p_territory, v_unit.epci_siren) then
		raise sqlstate 'PT404' using
			message = format('Aucune unité foncière « %s » parmi celles de vos EPCI.', p_visit ->> 'unit'),
			hint = 'L''identifiant d''une unité de l''un de vos EPCI.',
			detail = json_build_object('code', 'unit_unknown', 'value', coalesce(p_visit ->> 'unit', ''))::text;
	end if;
	perform check_visit(p_visit);
	insert into unite_constat (
		constat_id, uf_id, constat, nature, observe_le, depuis, position, precision_m, note, par, par_nom,
		photo_id, photo_type, territory_id, source_nom, source_date, source_methode, demonstration
	)
	values (
		v_id, v_unit.uf_id, p_visit ->> 'said', 'visite', (p_visit ->> 'seen')::date,
		(p_visit ->> 'since')::date,
		st_setsrid(st_makepoint(
			(p_visit #>> '{position,lon}')::double precision,
			(p_visit #>> '{position,lat}')::double precision
		), 4326),
		(p_visit #>> '{position,precision}')::double precision, nullif(btrim(p_visit ->> 'note'), ''),
		auth.uid(), member_label(auth.uid()), (p_visit #>> '{photo,id}')::uuid, p_visit #>> '{photo,type}',
		p_territory, coalesce((select epci_nom from epci where epci_siren = v_unit.epci_siren), 'EPCI'),
		(p_visit ->> 'seen')::date, 'visite de terrain', false
	)
	on conflict (constat_id) do nothing;
	get diagnostics v_inserted = row_count;
	if v_inserted = 0 and not exists (
		select from unite_constat
		where constat_id = v_id and uf_id = v_unit.uf_id and constat = p_visit ->> 'said'
			and observe_le = (p_visit ->> 'seen')::date
	) then
		raise sqlstate 'PT409' using
			message = format('La visite « %s » est déjà inscrite, et dit autre chose.', v_id),
			hint = 'Une nouvelle visite, avec un identifiant de son côté.',
			detail = json_build_object('code', 'visit_other', 'value', v_id)::text;
	end if;
	return json_build_object('id', v_id, 'recorded', v_inserted = 1);
end
$$;

comment on function public.visit_record is
	'Inscrit la visite d''une unité par un agent de son EPCI ; la même, envoyée de nouveau, est déjà là';

-- What is known of one unit and of whom: for the agents of its EPCI alone.
create function public.unit_evidence(p_territory text, p_unit text) returns json
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

comment on function public.unit_evidence is
	'Tous les constats d''une unité foncière, le dernier d''abord, avec leur auteur, leur position et leur photo ; pour les agents de son EPCI';

create function public.visit_photo(p_visit uuid) returns json
language sql stable security definer
set search_path = public, extensions
as $$
	select json_build_object('path', format('constats/%s/%s', constat_id, photo_id), 'type', photo_type)
	from unite_constat join unite_fonciere as unit using (uf_id)
	where constat_id = p_visit and photo_id is not null and is_agent_of(unit.territory_id, unit.epci_siren)
$$;

comment on function public.visit_photo is
	'Où se trouve la photo d''un constat dans le stockage, pour les agents de l''EPCI de l''unité ; vide pour tout autre compte';

-- What an agent would go and see: units whose state is not known, those first that weigh most in the rate of their site.
create function public.inventory_worklist(p_territory text, p_day date) returns json
language plpgsql stable security definer
set search_path = public, extensions
as $$
begin
	if not exists (
		select from epci where territory_id = p_territory and is_agent_of(p_territory, epci_siren)
	) then
		raise sqlstate 'PT403' using
			message = format('Les visites de « %s » sont réservées à ses agents.', p_territory),
			hint = 'Un compte d''agent ou d''administrateur de ce territoire.',
			detail = json_build_object('code', 'visits_agents')::text;
	end if;
	return (
		with unit as materialized (
			select *, count(*) over (partition by site_id) as of_site
			from judged_units(p_territory, array[p_day])
		), due as (
			select unit.*, 100.0 / of_site as points, site_nom, centre.spot
			from unit
			join site_eco using (site_id)
			join unite_fonciere as land using (uf_id)
			cross join lateral st_pointonsurface(land.geom) as centre (spot)
			where etat = 'inconnue' and is_agent_of(p_territory, unit.epci_siren)
		)
		select json_build_object(
			'units', coalesce(json_agg(json_build_object(
				'id', uf_id, 'siteId', site_id, 'siteName', site_nom, 'commune', comm_insee,
				'epci', epci_siren, 'areaM2', surface_m2, 'why', motif, 'points', points,
				'siteUnits', of_site, 'evidence', preuve, 'lon', st_x(spot), 'lat', st_y(spot)
			) order by points desc, surface_m2 desc, uf_id), '[]')
		)
		from due
	);
end
$$;

comment on function public.inventory_worklist is
	'Unités dont l''état est inconnu à un jour donné, parmi celles des EPCI du compte, celles dont la visite resserre le plus le taux de leur site d''abord';
