-- In which zone a plot lies, and until when its document lets anybody build there.

-- Mirrors the rules scot-deadline and plu-deadline in src/lib/domain/law/planning-rules.ts; tests/db/planning.test.ts keeps them equal.
create function public.planning_deadline(p_scope text) returns date
language sql immutable
set search_path = public, extensions
as $$
	select case p_scope when 'SCoT' then date '2027-02-22' when 'PLU' then date '2028-02-22' end
$$;

comment on function public.planning_deadline is
	'Dernier jour d''un document d''urbanisme pour intégrer l''objectif de sobriété';

create function public.document_late(p_territory text, p_scope text, p_epci text, p_commune text) returns boolean
language sql stable
set search_path = public, extensions
as $$
	select zan_le is null from urba_document
	where territory_id = p_territory and portee = p_scope and lieu in (p_commune, p_epci)
	order by (lieu = p_commune) desc, source_date desc
	limit 1
$$;

comment on function public.document_late is
	'Vrai si le document d''un lieu n''a pas encore intégré l''objectif de sobriété ; vide si rien n''est enregistré de lui';

-- A zone to be urbanised freezes with its PLU, one that is still to be opened with its SCoT before. Farm and natural
-- land gives no permit to industry; what is urbanised already does.
create function public.permit_of(
	p_type text, p_scot_late boolean, p_plu_late boolean, out permit text, out last_day date
)
language sql immutable
set search_path = public, extensions
as $$
	select state, case when state = 'échéance' then day end
	from (
		select
			case
				when p_type = 'U' then 'sans échéance'
				when p_type in ('A', 'Ah', 'N', 'Nh', 'Nd', 'ZnC') then 'aucun'
				when p_type = 'AUs' and p_scot_late then 'échéance'
				when p_plu_late is null or p_type = 'AUs' and p_scot_late is null then null
				when p_plu_late then 'échéance'
				else 'sans échéance'
			end as state,
			planning_deadline(case when p_type = 'AUs' and p_scot_late then 'SCoT' else 'PLU' end) as day
	) as judged
	where p_type is not null
$$;

comment on function public.permit_of is
	'Si une zone donne un permis à l''industrie, et son dernier jour : sans échéance, échéance, aucun ; vide si rien n''est su';

-- Of all plots of a territory, or of some; the zone that covers most of a plot is its zone.
create function public.zone_plots(p_territory text, p_plots text[]) returns void
language plpgsql
set search_path = public, extensions
as $$
begin
	-- A document covers whole communes: it is looked up once for each, not for every plot.
	with late as materialized (
		select epci_siren, comm_insee,
			document_late(p_territory, 'SCoT', epci_siren, comm_insee) as scot,
			document_late(p_territory, 'PLU', epci_siren, comm_insee) as plu
		from (
			select distinct epci_siren, comm_insee from terrain_eco
			where territory_id = p_territory and (p_plots is null or terr_id = any (p_plots))
		) as place
	),
	found as (
		select plot.terr_id, zone.zone_type, zone.told, permit_of.permit, permit_of.last_day
		from terrain_eco as plot
		left join lateral (
			select zone_type, concat_ws(', ', source_nom, coalesce(zone_libelle, partition), source_date) as told
			from zone_urba
			where territory_id = p_territory and st_intersects(zone_urba.geom, plot.geom)
			order by st_area(st_intersection(zone_urba.geom, plot.geom)) desc, zone_id
			limit 1
		) as zone on true
		join late on coalesce(late.epci_siren, '') = coalesce(plot.epci_siren, '')
			and coalesce(late.comm_insee, '') = coalesce(plot.comm_insee, '')
		left join lateral permit_of(zone.zone_type, late.scot, late.plu) on true
		where plot.territory_id = p_territory and (p_plots is null or plot.terr_id = any (p_plots))
	)
	update terrain_eco as plot set
		terr_zone_urba = found.zone_type, terr_zone_source = found.told, terr_permis = found.permit,
		terr_permis_fin = found.last_day
	from found
	where plot.terr_id = found.terr_id
		and (plot.terr_zone_urba, plot.terr_zone_source, plot.terr_permis, plot.terr_permis_fin)
			is distinct from (found.zone_type, found.told, found.permit, found.last_day);
end
$$;

comment on function public.zone_plots is
	'Recalcule la zone d''urbanisme et l''échéance du permis de terrains, ou de tous ceux d''un territoire';

-- What is written here writes plots: that must not bring it back.
create function public.follow_zones() returns trigger
language plpgsql
set search_path = public, extensions
as $$
begin
	perform zone_plots(touched.territory_id, null)
	from (select distinct territory_id from touched_zones) as touched;
	return null;
end
$$;

create function public.follow_plots_into_zones() returns trigger
language plpgsql
set search_path = public, extensions
as $$
begin
	if pg_trigger_depth() = 1 then
		perform zone_plots(touched.territory_id, touched.plots)
		from (
			select territory_id, array_agg(terr_id) as plots from touched_plots
			where exists (select from zone_urba where zone_urba.territory_id = touched_plots.territory_id)
			group by territory_id
		) as touched;
	end if;
	return null;
end
$$;

create trigger follow_new_zones after insert on public.zone_urba
	referencing new table as touched_zones
	for each statement execute function public.follow_zones();
create trigger follow_changed_zones after update on public.zone_urba
	referencing new table as touched_zones
	for each statement execute function public.follow_zones();
create trigger follow_removed_zones after delete on public.zone_urba
	referencing old table as touched_zones
	for each statement execute function public.follow_zones();
create trigger revision after insert or update or delete on public.urba_document
	for each statement execute function public.count_revision();

create trigger follow_new_documents after insert on public.urba_document
	referencing new table as touched_zones
	for each statement execute function public.follow_zones();
create trigger follow_changed_documents after update on public.urba_document
	referencing new table as touched_zones
	for each statement execute function public.follow_zones();
create trigger follow_removed_documents after delete on public.urba_document
	referencing old table as touched_zones
	for each statement execute function public.follow_zones();
create trigger follow_new_plots after insert on public.terrain_eco
	referencing new table as touched_plots
	for each statement execute function public.follow_plots_into_zones();
create trigger follow_changed_plots after update on public.terrain_eco
	referencing new table as touched_plots
	for each statement execute function public.follow_plots_into_zones();

-- A document's zones in the place of those of before, whole or not at all: none is no answer.
create function public.zones_replace(
	p_territory text, p_partition text, p_zones json, p_name text, p_date date, p_url text
) returns integer
language plpgsql
set search_path = public, extensions
as $$
declare
	v_count integer;
begin
	if json_array_length(p_zones) = 0 then
		raise sqlstate 'PT422' using
			message = format('Le document « %s » n''a aucune zone dans la réponse.', p_partition),
			hint = 'Les zones en place sont gardées.';
	end if;
	-- One statement takes them away and one writes them: each follows, and what is invented gives way.
	delete from zone_urba where territory_id = p_territory and (partition = p_partition or demonstration);
	insert into zone_urba (
		zone_id, partition, zone_type, zone_libelle, doc_date, doc_url, geom, territory_id, source_nom,
		source_date, source_methode, source_licence, source_url
	)
	select id, p_partition, type, label, approved, url,
		st_multi(st_collectionextract(st_makevalid(st_setsrid(st_geomfromgeojson(shape::text), 4326)), 3)),
		p_territory, p_name, p_date, 'synchronisation', 'Licence Ouverte 2.0', p_url
	from json_to_recordset(p_zones) as zone (
		id text, type text, label text, approved date, url text, shape json
	);
	get diagnostics v_count = row_count;
	return v_count;
end
$$;

comment on function public.zones_replace is
	'Remplace les zones d''un document d''urbanisme, entier ou pas du tout ; une réponse vide ne remplace rien';

create function public.planning_documents(p_territory text) returns json
language sql stable
set search_path = public, extensions
as $$
	select coalesce(json_agg(json_build_object(
		'scope', portee, 'place', lieu, 'title', doc_titre, 'adoptedOn', zan_le, 'reduction', reduction_pct,
		'source', source_nom, 'sourceDate', source_date, 'demonstration', demonstration
	) order by portee desc, lieu), '[]')
	from (
		select distinct on (portee, lieu) * from urba_document
		where territory_id = p_territory order by portee, lieu, source_date desc
	) as known
$$;

comment on function public.planning_documents is
	'État des documents d''urbanisme d''un territoire au regard de leur échéance';

create function public.document_record(
	p_territory text, p_scope text, p_place text, p_title text, p_adopted date, p_reduction double precision
) returns date
language plpgsql security definer
set search_path = public, extensions
as $$
declare
	v_epci text := (
		select epci_siren from commune
		where territory_id = p_territory and p_place in (comm_insee, epci_siren) limit 1
	);
begin
	perform refuse_unless_agent(p_territory, v_epci);
	if p_scope is null or p_scope not in ('SCoT', 'PLU') then
		perform refuse_ledger_value('kind', 'Document', p_scope, 'SCoT ou PLU');
	elsif btrim(coalesce(p_title, '')) = '' or length(p_title) > 200 then
		perform refuse_ledger_value('document', 'Document', p_title, 'le titre du document');
	elsif p_adopted > local_day() then
		perform refuse_ledger_value('date', 'Date d''intégration', p_adopted::text, 'un jour passé, ou rien');
	elsif not coalesce(p_reduction, 0) between 0 and 100 then
		perform refuse_ledger_value('reduction', 'Réduction', p_reduction::text, 'de 0 à 100 %');
	end if;
	delete from urba_document where territory_id = p_territory and lieu = p_place and demonstration;
	insert into urba_document values (
		p_scope, p_place, btrim(p_title), p_adopted, p_reduction, p_territory, btrim(p_title), local_day(), 'saisie'
	)
	on conflict (portee, lieu, source_date) do update set
		doc_titre = excluded.doc_titre, zan_le = excluded.zan_le, reduction_pct = excluded.reduction_pct,
		source_nom = excluded.source_nom;
	return local_day();
end
$$;

comment on function public.document_record is
	'Enregistre l''état d''un document d''urbanisme, pour un agent de l''EPCI de son lieu';

create function public.planning_demonstrate(p_territory text) returns integer
language plpgsql
set search_path = public, extensions
as $$
declare
	v_count integer;
begin
	if exists (select from zone_urba where territory_id = p_territory)
		or exists (select from urba_document where territory_id = p_territory)
		or not exists (select from site_eco where territory_id = p_territory and demonstration)
	then
		return 0;
	end if;
	insert into urba_document (
		portee, lieu, doc_titre, zan_le, reduction_pct, territory_id, source_nom, source_date, source_methode,
		demonstration
	)
	select 'SCoT', epci_siren, 'SCoT fictif de ' || epci_nom,
		case when invented_share(epci_siren || 's') < 0.5 then date '2025-12-09' end, null, p_territory,
		'Document d’urbanisme fictif', date '2026-01-15', 'démonstration', true
	from epci where territory_id = p_territory
	union all
	select 'PLU', comm_insee, 'PLU fictif de ' || comm_nom,
		case when invented_share(comm_insee || 'u') < 0.35 then date '2026-01-06' end,
		case when invented_share(comm_insee || 'r') < 0.2 then 35 end, p_territory,
		'Document d’urbanisme fictif', date '2026-01-15', 'démonstration', true
	from commune
	where territory_id = p_territory
		and comm_insee in (select site_comm_insee from site_eco where territory_id = p_territory);
	insert into zone_urba (
		zone_id, partition, zone_type, zone_libelle, doc_date, geom, territory_id, source_nom, source_date,
		source_methode, demonstration
	)
	select 'demonstration-' || site_id, 'DEMONSTRATION', kind,
		case kind when 'U' then 'UX' when 'AUc' then '1AUX' when 'AUs' then '2AUX' else 'N' end, '2020-03-02',
		st_multi(st_buffer(geom, 0.0003)), p_territory, 'Zonage fictif', '2026-01-15', 'démonstration', true
	from (
		select site_id, geom, case
			when share < 0.55 then 'U' when share < 0.8 then 'AUc' when share < 0.95 then 'AUs' else 'N'
		end as kind
		from (
			select *, invented_share(site_id || 'z') as share from site_eco
			where territory_id = p_territory and demonstration and geom is not null
		) as site
	) as zoned;
	get diagnostics v_count = row_count;
	return v_count;
end
$$;

comment on function public.planning_demonstrate is
	'Invente les zones et l''état des documents d''urbanisme d''un territoire de démonstration, une seule fois ; rend le nombre de zones';
