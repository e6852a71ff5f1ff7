-- Photos of visits: what an agent saw of a unit, for the agents of its EPCI.

alter table public.unite_constat
	add column photo_id uuid,
	add column photo_type text constraint unite_constat_photo_type_check check (photo_type in ('image/jpeg', 'image/webp')),
	add constraint unite_constat_photo check ((photo_id is null) = (photo_type is null));

create or replace function public.visit_photo(p_visit uuid) returns json
language sql stable security definer
set search_path = public, extensions
as $$
	select json_build_object('path', format('constats/%s/%s', constat_id, photo_id), 'type', photo_type)
	from unite_constat join unite_fonciere as unit using (uf_id)
	where constat_id = p_visit and photo_id is not null and is_agent_of(unit.territory_id, unit.epci_siren)
$$;

-- p_visit: { id, unit, said, seen, since, note, position: { lon, lat, precision } or null, photo: { id, type } or null }.
-- The id is the visitor's: what comes again, because no answer arrived, is there already. The photo is in the storage
-- before its row, below the visit's own id: a row that names another's photo finds none.
create or replace function public.visit_record(p_territory text, p_visit json) returns json
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
			) order by observe_le desc, saisi_le desc, constat_id), '[]')
		)
		from unite_constat where uf_id = v_unit.uf_id
	);
end
$$;

comment on column public.unite_constat.photo_id is 'Photo du constat, dans le stockage sous constats/<constat_id>/<photo_id> ; vide s''il n''en a pas';

comment on column public.unite_constat.photo_type is 'Type de la photo (MIME) ; vide s''il n''y en a pas';

comment on function public.unit_evidence(p_territory text, p_unit text) is 'Tous les constats d''une unité foncière, le dernier d''abord, avec leur auteur, leur position et leur photo ; pour les agents de son EPCI';

comment on function public.visit_photo(p_visit uuid) is 'Où se trouve la photo d''un constat dans le stockage, pour les agents de l''EPCI de l''unité ; vide pour tout autre compte';

revoke all on function public.unit_evidence(p_territory text, p_unit text) from public, anon, authenticated, service_role;
grant execute on function public.unit_evidence(p_territory text, p_unit text) to authenticated, service_role;

revoke all on function public.visit_photo(p_visit uuid) from public, anon, authenticated, service_role;
grant execute on function public.visit_photo(p_visit uuid) to authenticated, service_role;
