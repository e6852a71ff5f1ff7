-- The ledger of land: consumption, envelopes, promised projects, guarantees, and zones of planning documents.

create temporary table provenance (
	source_nom text not null,
	source_date date not null,
	source_methode text not null,
	source_licence text,
	source_url text,
	demonstration boolean not null default false
);

comment on column pg_temp.provenance.source_nom is 'Nom court de la source de la fiche';
comment on column pg_temp.provenance.source_date is 'Date de la source, ou de sa dernière lecture';
comment on column pg_temp.provenance.source_methode is
	'Méthode d''obtention de la fiche : relevé, import, calcul, démonstration…';
comment on column pg_temp.provenance.source_licence is 'Licence sous laquelle la source est publiée';
comment on column pg_temp.provenance.source_url is 'Adresse de la source';
comment on column pg_temp.provenance.demonstration is
	'Vrai pour une fiche inventée du jeu de démonstration';

create table public.enaf_consommation (
	comm_insee text not null references public.commune on delete cascade,
	annee integer not null check (annee between 2009 and 2100),
	conso_m2 double precision not null check (conso_m2 >= 0),
	activite_m2 double precision check (activite_m2 >= 0),
	territory_id text not null references public.territory,
	like pg_temp.provenance including all,
	primary key (comm_insee, source_date, annee),
	constraint enaf_consommation_activite check (activite_m2 <= conso_m2)
);

create table public.enaf_enveloppe (
	epci_siren text not null references public.epci on delete cascade,
	surface_ha double precision not null check (surface_ha >= 0 and surface_ha <= 1e6),
	doc_type text not null check (doc_type in ('SRADDET', 'SCoT', 'PLUi', 'PLU', 'carte communale', 'autre')),
	doc_titre text not null check (length(btrim(doc_titre)) between 1 and 200),
	doc_date date not null,
	doc_article text check (length(doc_article) <= 200),
	doc_url text check (doc_url ~ '^https?://' and length(doc_url) <= 500),
	territory_id text not null references public.territory,
	like pg_temp.provenance including all,
	primary key (epci_siren, source_date)
);

create table public.enaf_projet (
	projet_id text not null check (projet_id ~ '^[a-z0-9-]{1,60}$'),
	projet_nom text not null check (length(btrim(projet_nom)) between 1 and 200),
	comm_insee text not null references public.commune on delete cascade,
	compte text not null check (compte in ('locale', 'régionale mutualisée', 'PENE', 'non décomptée')),
	surface_ha double precision not null check (surface_ha > 0 and surface_ha <= 1e6),
	engage_le date not null,
	acte text not null check (length(btrim(acte)) between 1 and 200),
	consomme_le date,
	retire boolean not null default false,
	territory_id text not null references public.territory,
	like pg_temp.provenance including all,
	primary key (projet_id, source_date),
	constraint enaf_projet_dates check (consomme_le >= engage_le)
);

create table public.enaf_garantie (
	comm_insee text not null references public.commune on delete cascade,
	surface_ha double precision not null check (surface_ha between 0 and 1),
	doc_titre text not null check (length(btrim(doc_titre)) between 1 and 200),
	acte text not null check (length(btrim(acte)) between 1 and 200),
	acte_date date not null,
	territory_id text not null references public.territory,
	like pg_temp.provenance including all,
	primary key (comm_insee, source_date)
);

drop table pg_temp.provenance;

-- Deletes what is marked as demonstration and nothing else; the date of its first loading stays,
-- so that the next start does not bring it back.
create or replace function public.demo_clear(p_territory text) returns json
language plpgsql
set search_path = public, extensions
as $$
declare
	record_table text;
	removed integer;
	counts jsonb := '{}';
begin
	foreach record_table in array array[
		'enaf_consommation', 'enaf_enveloppe', 'enaf_projet', 'enaf_garantie', 'campagne', 'unite_constat',
		'unite_occupant', 'unite_proprietaire', 'acces_restreint', 'terrain_eco', 'unite_fonciere',
		'etablissement', 'friche', 'poi', 'site_eco', 'contrainte'
	]
	loop
		execute format(
			'delete from public.%I where territory_id = $1 and demonstration', record_table
		) using p_territory;
		get diagnostics removed = row_count;
		counts := counts || jsonb_build_object(record_table, removed);
	end loop;
	return counts::json;
end
$$;

create or replace function public.ledger_demonstrate(p_territory text) returns integer
language plpgsql
set search_path = public, extensions
as $$
declare
	v_count integer;
begin
	if exists (select from enaf_consommation where territory_id = p_territory)
		or exists (select from enaf_enveloppe where territory_id = p_territory)
		or exists (select from enaf_projet where territory_id = p_territory)
		or (select demonstration_chargee from territory where territory_id = p_territory) is null
		or not exists (select from terrain_eco where territory_id = p_territory and demonstration)
	then
		return 0;
	end if;
	-- Two vintages of the file: the later knows two more years, and corrects some of the former.
	insert into enaf_consommation (
		comm_insee, annee, conso_m2, activite_m2, territory_id, source_nom, source_date, source_methode,
		demonstration
	)
	select comm_insee, annee, m2, round(m2 * 0.5 * invented_share(comm_insee || annee || 'a')), p_territory,
		'Fichier de consommation fictif', made_on, 'démonstration', true
	from (values (date '2024-05-15', 2022), (date '2026-04-30', 2024)) as vintage (made_on, last)
	cross join lateral generate_series(2009, last) as annee
	cross join commune
	cross join lateral (
		select round(
			coalesce(population, 500) * invented_share(comm_insee || annee)
			* case when annee < 2021 then 4 else 2.4 end
			* case when last = 2024 and invented_share(comm_insee || annee || 'c') < 0.1 then 1.1 else 1 end
		) as m2
	) as measured
	where commune.territory_id = p_territory;
	get diagnostics v_count = row_count;

	insert into enaf_enveloppe (
		epci_siren, surface_ha, doc_type, doc_titre, doc_date, doc_article, territory_id, source_nom,
		source_date, source_methode, demonstration
	)
	select epci_siren, round((0.0001 * sum(conso_m2) * 0.54)::numeric, 1), 'SCoT', 'SCoT fictif de ' || min(epci_nom),
		'2024-02-12', 'Objectif fictif n° 12', p_territory, 'Document d’urbanisme fictif', '2024-02-12',
		'démonstration', true
	from enaf_consommation join commune using (comm_insee) join epci using (epci_siren)
	where enaf_consommation.territory_id = p_territory and annee between 2011 and 2020
		and enaf_consommation.source_date = '2024-05-15'
	group by epci_siren;

	insert into enaf_projet (
		projet_id, projet_nom, comm_insee, compte, surface_ha, engage_le, acte, consomme_le, territory_id,
		source_nom, source_date, source_methode, demonstration
	)
	select 'demonstration-' || comm_insee, 'Projet fictif n° ' || row_number() over (order by comm_insee),
		comm_insee,
		case when rank <= 2 then 'locale' when rank = 3 then 'régionale mutualisée' when rank = 4 then 'PENE' else 'non décomptée' end,
		round((1 + 5 * invented_share(comm_insee || 'p'))::numeric, 1), make_date(2022 + rank::integer % 3, 5, 17),
		'Délibération fictive', case when rank in (2, 5) then make_date(2024, 9, 1) end, p_territory,
		'Délibération fictive', make_date(2022 + rank::integer % 3, 5, 20), 'démonstration', true
	from (
		select comm_insee, row_number() over (
			partition by epci_siren order by coalesce(population, 0) desc, comm_insee
		) as rank
		from commune where territory_id = p_territory
	) as ranked
	where rank <= 5;

	insert into enaf_garantie (
		comm_insee, surface_ha, doc_titre, acte, acte_date, territory_id, source_nom, source_date,
		source_methode, demonstration
	)
	select comm_insee, 1, 'Carte communale fictive', 'Délibération fictive', '2025-11-04', p_territory,
		'Délibération fictive', '2025-11-04', 'démonstration', true
	from commune
	where territory_id = p_territory and invented_share(comm_insee || 'g') < 0.35;
	return v_count;
end
$$;

-- p_rows: [{"commune", "annee", "conso_m2", "activite_m2"}], of one file. All of the territory's communes, or nothing.
create or replace function public.consumption_import(
	p_territory text, p_rows json, p_date date, p_name text, p_url text
) returns json
language plpgsql
set search_path = public, extensions
as $$
declare
	v_wrong record;
	v_missing text;
	v_count integer;
	v_invented integer;
begin
	create temporary table given on commit drop as
	select commune as comm_insee, annee, conso_m2, activite_m2
	from json_to_recordset(p_rows) as line (
		commune text, annee integer, conso_m2 double precision, activite_m2 double precision
	);
	if not exists (
		select from given join commune using (comm_insee) where commune.territory_id = p_territory
	) then
		raise sqlstate 'PT422' using
			message = format(
				'Le fichier ne parle d''aucune commune du territoire : ses communes sont de : %s.',
				coalesce((
					select string_agg(distinct left(comm_insee, 2), ', ') from given
				), 'aucun département')
			),
			hint = format('Attendu : les communes de : %s.', (
				select string_agg(distinct left(comm_insee, 2), ', ') from commune
				where territory_id = p_territory
			)),
			detail = json_build_object('code', 'consumption_elsewhere')::text;
	end if;
	delete from given where comm_insee not in (
		select comm_insee from commune where territory_id = p_territory
	);
	select * into v_wrong from given
	where conso_m2 is null or not conso_m2 >= 0 or activite_m2 < 0 or activite_m2 > conso_m2
		or annee < 2009 or make_date(annee, 12, 31) >= p_date
	order by comm_insee, annee limit 1;
	if v_wrong.comm_insee is not null then
		raise sqlstate 'PT400' using
			message = format(
				'Commune %s, année %s : « %s » m² (activité : « %s ») ne se peut pas dans un fichier du %s.',
				v_wrong.comm_insee, v_wrong.annee, v_wrong.conso_m2, v_wrong.activite_m2, p_date
			),
			hint = 'Attendu : des années de 2009 à celle d''avant le fichier, des surfaces positives ou nulles, la part d''activité dans le total.',
			detail = json_build_object('code', 'consumption_value', 'value', v_wrong.comm_insee)::text;
	end if;
	select string_agg(format('%s (%s)', comm_insee, annee), ', ') into v_missing
	from (
		select comm_insee, annee from commune cross join (select distinct annee from given) as year
		where territory_id = p_territory
		except select comm_insee, annee from given
		order by 1, 2 limit 5
	) as missing;
	if v_missing is not null or exists (
		select from given group by comm_insee, annee having count(*) > 1
	) then
		raise sqlstate 'PT422' using
			message = case
				when v_missing is null then 'Une commune du fichier a deux lignes pour une même année.'
				else format('Des communes du territoire manquent au fichier : %s.', v_missing)
			end,
			hint = 'Attendu : chaque commune du territoire une fois, pour chaque année du fichier.',
			detail = json_build_object('code', 'consumption_missing', 'value', coalesce(v_missing, ''))::text;
	end if;
	delete from enaf_consommation where territory_id = p_territory and demonstration;
	get diagnostics v_invented = row_count;
	if exists (
		select from enaf_consommation where territory_id = p_territory and source_date = p_date
	) then
		raise sqlstate 'PT409' using
			message = format('Un fichier du %s est déjà enregistré.', p_date),
			hint = 'Un millésime ne se réécrit pas : donnez la date du nouveau fichier.',
			detail = json_build_object('code', 'consumption_twice', 'value', p_date)::text;
	end if;
	insert into enaf_consommation (
		comm_insee, annee, conso_m2, activite_m2, territory_id, source_nom, source_date, source_methode,
		source_url
	)
	select comm_insee, annee, conso_m2, activite_m2, p_territory, p_name, p_date, 'import', p_url
	from given;
	get diagnostics v_count = row_count;
	drop table given;
	return json_build_object('rows', v_count, 'invented', v_invented);
end
$$;

create or replace function public.refuse_unless_agent(p_territory text, p_epci text) returns void
language plpgsql stable
set search_path = public, extensions
as $$
begin
	if p_epci is null or not is_agent_of(p_territory, p_epci) or not exists (
		select from epci where territory_id = p_territory and epci_siren = p_epci
	) then
		raise sqlstate 'PT403' using
			message = format('Le registre de l''EPCI « %s » est tenu par ses agents.', coalesce(p_epci, '')),
			hint = 'Un compte d''agent de cet EPCI.',
			detail = json_build_object('code', 'ledger_agents', 'value', coalesce(p_epci, ''))::text;
	end if;
end
$$;

create or replace function public.refuse_ledger_value(
	p_code text, p_field text, p_value text, p_expected text
) returns void
language plpgsql immutable
set search_path = public, extensions
as $$
begin
	raise sqlstate 'PT400' using
		message = format('%s : « %s » ne convient pas.', p_field, coalesce(p_value, '')),
		hint = format('Attendu : %s.', p_expected),
		detail = json_build_object('code', 'ledger_' || p_code, 'value', coalesce(p_value, ''))::text;
end
$$;

create or replace function public.envelope_record(
	p_territory text, p_epci text, p_ha double precision, p_kind text, p_title text, p_date date,
	p_article text, p_url text
) returns date
language plpgsql security definer
set search_path = public, extensions
as $$
begin
	perform refuse_unless_agent(p_territory, p_epci);
	if p_ha is null or not p_ha between 0 and 1e6 then
		perform refuse_ledger_value('hectares', 'Surface de l''enveloppe', p_ha::text, 'des hectares, 0 ou plus');
	elsif btrim(coalesce(p_title, '')) = '' or length(p_title) > 200 then
		perform refuse_ledger_value(
			'document', 'Document', p_title, 'le titre du document qui fixe l''enveloppe : une enveloppe sans document ne compte pas'
		);
	elsif p_kind is null or p_kind not in ('SRADDET', 'SCoT', 'PLUi', 'PLU', 'carte communale', 'autre') then
		perform refuse_ledger_value('kind', 'Genre du document', p_kind, 'SRADDET, SCoT, PLUi, PLU, carte communale ou autre');
	elsif p_date is null or p_date > local_day() then
		perform refuse_ledger_value('date', 'Date du document', p_date::text, 'le jour de son approbation, passé');
	elsif p_url <> '' and p_url !~ '^https?://' then
		perform refuse_ledger_value('url', 'Adresse du document', p_url, 'une adresse en https://');
	end if;
	delete from enaf_enveloppe where epci_siren = p_epci and demonstration;
	insert into enaf_enveloppe values (
		p_epci, p_ha, p_kind, btrim(p_title), p_date, nullif(btrim(p_article), ''), nullif(btrim(p_url), ''),
		p_territory, btrim(p_title), local_day(), 'saisie', null, nullif(btrim(p_url), '')
	)
	on conflict (epci_siren, source_date) do update set
		surface_ha = excluded.surface_ha, doc_type = excluded.doc_type, doc_titre = excluded.doc_titre,
		doc_date = excluded.doc_date, doc_article = excluded.doc_article, doc_url = excluded.doc_url,
		source_nom = excluded.source_nom, source_url = excluded.source_url;
	return local_day();
end
$$;

create or replace function public.project_record(
	p_territory text, p_id text, p_name text, p_commune text, p_bucket text, p_ha double precision,
	p_committed date, p_act text, p_taken date, p_withdrawn boolean
) returns text
language plpgsql security definer
set search_path = public, extensions
as $$
declare
	v_epci text := (
		select epci_siren from commune where territory_id = p_territory and comm_insee = p_commune
	);
	v_id text := coalesce(nullif(p_id, ''), gen_random_uuid()::text);
begin
	perform refuse_unless_agent(p_territory, v_epci);
	if exists (
		select from enaf_projet join commune using (comm_insee)
		where projet_id = v_id
			and (enaf_projet.territory_id <> p_territory or commune.epci_siren <> v_epci)
	) then
		perform refuse_ledger_value('project', 'Projet', v_id, 'un projet de cet EPCI');
	elsif btrim(coalesce(p_name, '')) = '' or length(p_name) > 200 then
		perform refuse_ledger_value('name', 'Nom du projet', p_name, 'un nom');
	elsif p_bucket is null or p_bucket not in ('locale', 'régionale mutualisée', 'PENE', 'non décomptée') then
		perform refuse_ledger_value('bucket', 'Enveloppe du projet', p_bucket, 'locale, régionale mutualisée, PENE ou non décomptée');
	elsif p_ha is null or not (p_ha > 0 and p_ha <= 1e6) then
		perform refuse_ledger_value('hectares', 'Surface du projet', p_ha::text, 'des hectares, plus de 0');
	elsif p_committed is null or p_committed > local_day() then
		perform refuse_ledger_value('date', 'Date d''engagement', p_committed::text, 'le jour de l''acte, passé');
	elsif btrim(coalesce(p_act, '')) = '' or length(p_act) > 200 then
		perform refuse_ledger_value('act', 'Acte', p_act, 'l''acte qui engage le projet');
	elsif p_taken < p_committed or p_taken > local_day() then
		perform refuse_ledger_value('taken', 'Date de consommation', p_taken::text, 'un jour passé, après l''engagement');
	end if;
	delete from enaf_projet using commune
	where commune.comm_insee = enaf_projet.comm_insee and commune.epci_siren = v_epci
		and enaf_projet.demonstration;
	insert into enaf_projet values (
		v_id, btrim(p_name), p_commune, p_bucket, p_ha, p_committed, btrim(p_act), p_taken,
		coalesce(p_withdrawn, false), p_territory, btrim(p_act), local_day(), 'saisie'
	)
	on conflict (projet_id, source_date) do update set
		projet_nom = excluded.projet_nom, comm_insee = excluded.comm_insee, compte = excluded.compte,
		surface_ha = excluded.surface_ha, engage_le = excluded.engage_le, acte = excluded.acte,
		consomme_le = excluded.consomme_le, retire = excluded.retire, source_nom = excluded.source_nom;
	return v_id;
end
$$;

create or replace function public.guarantee_record(
	p_territory text, p_commune text, p_ha double precision, p_title text, p_act text, p_date date
) returns date
language plpgsql security definer
set search_path = public, extensions
as $$
declare
	v_epci text := (
		select epci_siren from commune where territory_id = p_territory and comm_insee = p_commune
	);
begin
	perform refuse_unless_agent(p_territory, v_epci);
	if p_ha is null or not p_ha between 0 and 1 then
		perform refuse_ledger_value('guaranteed', 'Surface garantie', p_ha::text, 'de 0 à 1 hectare');
	elsif btrim(coalesce(p_title, '')) = '' or length(p_title) > 200 then
		perform refuse_ledger_value('document', 'Document', p_title, 'le document d''urbanisme qui ouvre la garantie');
	elsif btrim(coalesce(p_act, '')) = '' or length(p_act) > 200 then
		perform refuse_ledger_value('act', 'Acte', p_act, 'l''acte qui constate la garantie');
	elsif p_date is null or p_date > local_day() then
		perform refuse_ledger_value('date', 'Date de l''acte', p_date::text, 'un jour passé');
	end if;
	delete from enaf_garantie using commune
	where commune.comm_insee = enaf_garantie.comm_insee and commune.epci_siren = v_epci
		and enaf_garantie.demonstration;
	insert into enaf_garantie values (
		p_commune, p_ha, btrim(p_title), btrim(p_act), p_date, p_territory, btrim(p_act), local_day(), 'saisie'
	)
	on conflict (comm_insee, source_date) do update set
		surface_ha = excluded.surface_ha, doc_titre = excluded.doc_titre, acte = excluded.acte,
		acte_date = excluded.acte_date, source_nom = excluded.source_nom;
	return local_day();
end
$$;

create or replace function public.ledger_places(p_territory text) returns table (
	kind text, id text, epci text, communes bigint, epcis bigint
)
language sql stable
set search_path = public, extensions
as $$
	select
		case
			when grouping(comm_insee) = 0 then 'commune' when grouping(epci_siren) = 0 then 'epci'
			else 'territoire'
		end,
		case
			when grouping(comm_insee) = 0 then comm_insee when grouping(epci_siren) = 0 then epci_siren else ''
		end,
		case when grouping(comm_insee) = 0 then min(epci_siren) end,
		count(*), count(distinct epci_siren)
	from commune
	where territory_id = p_territory
	group by grouping sets ((), (epci_siren), (comm_insee))
$$;

-- A project stands where its latest line known that day puts it; one whose land is in the file's years is no longer
-- only promised.
create or replace function public.ledger_projects(p_territory text, p_day date, p_last_year integer) returns table (
	projet_id text, projet_nom text, comm_insee text, epci_siren text, compte text, m2 double precision,
	engage_le date, acte text, consomme_le date, dans_le_fichier boolean, source_nom text,
	source_date date, demonstration boolean
)
language sql stable
set search_path = public, extensions
as $$
	select known.projet_id, projet_nom, known.comm_insee, commune.epci_siren, compte,
		round(known.surface_ha * 10000),
		engage_le, acte, consomme_le,
		consomme_le is not null and consomme_le <= p_day
			and coalesce(extract(year from consomme_le) <= p_last_year, false),
		known.source_nom, known.source_date, known.demonstration
	from (
		select distinct on (projet_id) * from enaf_projet
		where territory_id = p_territory and source_date <= p_day
		order by projet_id, source_date desc
	) as known
	join commune using (comm_insee)
	where not retire and engage_le <= p_day and (consomme_le is null or consomme_le >= '2021-01-01')
$$;

create or replace function public.ledger_facts(p_territory text, p_day date) returns json
language sql stable
set search_path = public, extensions
as $$
	with vintage as materialized (
		select max(source_date) as at from enaf_consommation
		where territory_id = p_territory and source_date <= p_day
	), taken as materialized (
		select enaf_consommation.*, commune.epci_siren
		from enaf_consommation join commune using (comm_insee)
		where enaf_consommation.territory_id = p_territory
			and enaf_consommation.source_date = (select at from vintage)
	), last_year as materialized (
		select max(annee) as annee from taken
	), year_line as (
		select
			case
				when grouping(comm_insee) = 0 then 'commune' when grouping(epci_siren) = 0 then 'epci'
				else 'territoire'
			end as kind,
			case
				when grouping(comm_insee) = 0 then comm_insee when grouping(epci_siren) = 0 then epci_siren
				else ''
			end as id,
			json_build_object(
				'year', annee, 'communes', count(*), 'm2', sum(round(conso_m2)),
				'activityM2', case when count(activite_m2) = count(*) then sum(round(activite_m2)) end
			) as line, annee
		from taken
		group by grouping sets ((annee), (annee, epci_siren), (annee, comm_insee))
	), years as (
		select kind, id, json_agg(line order by annee) as years from year_line group by kind, id
	), project as materialized (
		select * from ledger_projects(p_territory, p_day, (select annee from last_year))
	), project_of as (
		select project.*, place.kind, place.id
		from project
		cross join lateral (
			values ('territoire', ''), ('epci', project.epci_siren), ('commune', project.comm_insee)
		) as place (kind, id)
	), buckets as (
		select kind, id, json_object_agg(compte, json_build_object('promisedM2', promised, 'takenM2', in_file))
			as buckets
		from (
			select kind, id, compte,
				coalesce(sum(m2) filter (where not dans_le_fichier), 0) as promised,
				coalesce(sum(m2) filter (where dans_le_fichier), 0) as in_file
			from project_of group by kind, id, compte
		) as counted
		group by kind, id
	), guarantee as materialized (
		select distinct on (comm_insee) enaf_garantie.*, commune.epci_siren
		from enaf_garantie join commune using (comm_insee)
		where enaf_garantie.territory_id = p_territory and enaf_garantie.source_date <= p_day
			and acte_date <= p_day
		order by comm_insee, enaf_garantie.source_date desc
	), guaranteed as (
		select place.kind, place.id, count(*) as communes, sum(round(surface_ha * 10000)) as m2
		from guarantee
		cross join lateral (
			values ('territoire', ''), ('epci', epci_siren), ('commune', comm_insee)
		) as place (kind, id)
		group by 1, 2
	), envelope as materialized (
		select distinct on (epci_siren) * from enaf_enveloppe
		where territory_id = p_territory and source_date <= p_day and doc_date <= p_day
		order by epci_siren, source_date desc
	), enveloped as (
		select place.kind, place.id, count(*) as epcis, sum(round(surface_ha * 10000)) as m2
		from envelope
		cross join lateral (values ('territoire', ''), ('epci', epci_siren)) as place (kind, id)
		group by 1, 2
	)
	select json_build_object(
		'file', (
			select json_build_object(
				'date', source_date, 'name', min(source_nom), 'demonstration', bool_or(demonstration),
				'lastYear', max(annee), 'firstYear', min(annee)
			) from taken group by source_date
		),
		'firstFile', (select min(source_date) from enaf_consommation where territory_id = p_territory),
		'lines', (
			select coalesce(json_agg(json_build_object(
				'kind', place.kind, 'id', place.id, 'epci', place.epci, 'communes', place.communes,
				'epcis', place.epcis, 'years', coalesce(years, '[]'), 'buckets', coalesce(buckets, '{}'),
				'guaranteed', coalesce(guaranteed.communes, 0), 'guaranteedM2', coalesce(guaranteed.m2, 0),
				'envelopes', coalesce(enveloped.epcis, 0),
				'envelopeM2', case when enveloped.epcis = place.epcis then enveloped.m2 end
			) order by place.kind, place.id), '[]')
			from ledger_places(p_territory) as place
			left join years using (kind, id)
			left join buckets using (kind, id)
			left join guaranteed using (kind, id)
			left join enveloped using (kind, id)
		),
		'envelopes', (
			select coalesce(json_agg(json_build_object(
				'epci', epci_siren, 'm2', round(surface_ha * 10000), 'kind', doc_type, 'title', doc_titre,
				'date', doc_date, 'article', doc_article, 'url', doc_url, 'source', source_nom,
				'sourceDate', source_date, 'demonstration', demonstration
			) order by epci_siren), '[]') from envelope
		),
		'projects', (
			select coalesce(json_agg(json_build_object(
				'id', projet_id, 'name', projet_nom, 'commune', comm_insee, 'epci', epci_siren,
				'bucket', compte, 'm2', m2, 'committedOn', engage_le, 'act', acte, 'takenOn', consomme_le,
				'inFile', dans_le_fichier, 'source', source_nom, 'sourceDate', source_date,
				'demonstration', demonstration
			) order by engage_le desc, projet_id), '[]') from project
		),
		'guarantees', (
			select coalesce(json_agg(json_build_object(
				'commune', comm_insee, 'epci', epci_siren, 'm2', round(surface_ha * 10000),
				'title', doc_titre, 'act', acte, 'date', acte_date, 'source', source_nom,
				'sourceDate', source_date, 'demonstration', demonstration
			) order by comm_insee), '[]') from guarantee
		)
	)
$$;

create index enaf_consommation_territory_id on public.enaf_consommation (territory_id, source_date);

create index enaf_enveloppe_territory_id on public.enaf_enveloppe (territory_id);

create index enaf_garantie_territory_id on public.enaf_garantie (territory_id);

create index enaf_projet_comm_insee on public.enaf_projet (comm_insee);

create index enaf_projet_territory_id on public.enaf_projet (territory_id);

create policy lecture_publique on public.enaf_consommation
	for select to anon, authenticated using (true);

create policy lecture_publique on public.enaf_enveloppe
	for select to anon, authenticated using (true);

create policy lecture_publique on public.enaf_garantie
	for select to anon, authenticated using (true);

create policy lecture_publique on public.enaf_projet
	for select to anon, authenticated using (true);

alter table public.enaf_consommation enable row level security;

alter table public.enaf_enveloppe enable row level security;

alter table public.enaf_garantie enable row level security;

alter table public.enaf_projet enable row level security;

comment on column public.enaf_consommation.activite_m2 is 'Part de cette surface destinée à l''activité, en m² ; vide si le fichier ne la donne pas';

comment on column public.enaf_consommation.annee is 'Année de la consommation, du 1er janvier au 31 décembre';

comment on column public.enaf_consommation.comm_insee is 'Code INSEE de la commune';

comment on column public.enaf_consommation.conso_m2 is 'Surface consommée dans l''année, en m²';

comment on column public.enaf_consommation.demonstration is 'Vrai pour une fiche inventée du jeu de démonstration';

comment on column public.enaf_consommation.source_date is 'Date de la source, ou de sa dernière lecture';

comment on column public.enaf_consommation.source_licence is 'Licence sous laquelle la source est publiée';

comment on column public.enaf_consommation.source_methode is 'Méthode d''obtention de la fiche : relevé, import, calcul, démonstration…';

comment on column public.enaf_consommation.source_nom is 'Nom court de la source de la fiche';

comment on column public.enaf_consommation.source_url is 'Adresse de la source';

comment on column public.enaf_consommation.territory_id is 'Territoire auquel la fiche appartient';

comment on column public.enaf_enveloppe.demonstration is 'Vrai pour une fiche inventée du jeu de démonstration';

comment on column public.enaf_enveloppe.doc_article is 'Article ou page du document';

comment on column public.enaf_enveloppe.doc_date is 'Jour où le document a été approuvé';

comment on column public.enaf_enveloppe.doc_titre is 'Titre du document';

comment on column public.enaf_enveloppe.doc_type is 'Genre du document';

comment on column public.enaf_enveloppe.doc_url is 'Adresse du document';

comment on column public.enaf_enveloppe.epci_siren is 'SIREN de l''EPCI';

comment on column public.enaf_enveloppe.source_date is 'Date de la source, ou de sa dernière lecture';

comment on column public.enaf_enveloppe.source_licence is 'Licence sous laquelle la source est publiée';

comment on column public.enaf_enveloppe.source_methode is 'Méthode d''obtention de la fiche : relevé, import, calcul, démonstration…';

comment on column public.enaf_enveloppe.source_nom is 'Nom court de la source de la fiche';

comment on column public.enaf_enveloppe.source_url is 'Adresse de la source';

comment on column public.enaf_enveloppe.surface_ha is 'Surface qui peut être consommée du 1er janvier 2021 au 31 décembre 2030, en hectares';

comment on column public.enaf_enveloppe.territory_id is 'Territoire auquel la fiche appartient';

comment on column public.enaf_garantie.acte is 'Acte qui la constate';

comment on column public.enaf_garantie.acte_date is 'Jour de cet acte';

comment on column public.enaf_garantie.comm_insee is 'Commune garantie';

comment on column public.enaf_garantie.demonstration is 'Vrai pour une fiche inventée du jeu de démonstration';

comment on column public.enaf_garantie.doc_titre is 'Document d''urbanisme qui ouvre la garantie';

comment on column public.enaf_garantie.source_date is 'Date de la source, ou de sa dernière lecture';

comment on column public.enaf_garantie.source_licence is 'Licence sous laquelle la source est publiée';

comment on column public.enaf_garantie.source_methode is 'Méthode d''obtention de la fiche : relevé, import, calcul, démonstration…';

comment on column public.enaf_garantie.source_nom is 'Nom court de la source de la fiche';

comment on column public.enaf_garantie.source_url is 'Adresse de la source';

comment on column public.enaf_garantie.surface_ha is 'Surface garantie, en hectares : un hectare, ou moins si la commune en a cédé une part';

comment on column public.enaf_garantie.territory_id is 'Territoire auquel la fiche appartient';

comment on column public.enaf_projet.acte is 'Acte qui engage le projet : délibération, autorisation, arrêté';

comment on column public.enaf_projet.comm_insee is 'Commune du projet';

comment on column public.enaf_projet.compte is 'Enveloppe à laquelle le projet est compté ; seule l''enveloppe locale se déduit';

comment on column public.enaf_projet.consomme_le is 'Jour où la surface a été consommée ; vide tant qu''elle ne l''est pas';

comment on column public.enaf_projet.demonstration is 'Vrai pour une fiche inventée du jeu de démonstration';

comment on column public.enaf_projet.engage_le is 'Jour de l''acte qui engage le projet';

comment on column public.enaf_projet.projet_id is 'Identifiant du projet, le même d''une ligne à la suivante';

comment on column public.enaf_projet.projet_nom is 'Nom du projet';

comment on column public.enaf_projet.retire is 'Vrai à partir du jour où le projet ne compte plus';

comment on column public.enaf_projet.source_date is 'Date de la source, ou de sa dernière lecture';

comment on column public.enaf_projet.source_licence is 'Licence sous laquelle la source est publiée';

comment on column public.enaf_projet.source_methode is 'Méthode d''obtention de la fiche : relevé, import, calcul, démonstration…';

comment on column public.enaf_projet.source_nom is 'Nom court de la source de la fiche';

comment on column public.enaf_projet.source_url is 'Adresse de la source';

comment on column public.enaf_projet.surface_ha is 'Surface que le projet consomme, en hectares';

comment on column public.enaf_projet.territory_id is 'Territoire auquel la fiche appartient';

comment on function public.consumption_import(p_territory text, p_rows json, p_date date, p_name text, p_url text) is 'Enregistre un millésime de la consommation d''espaces d''un territoire, entier ou pas du tout ; rend le nombre de lignes, et celui des lignes de démonstration retirées';

comment on function public.envelope_record(p_territory text, p_epci text, p_ha double precision, p_kind text, p_title text, p_date date, p_article text, p_url text) is 'Enregistre l''enveloppe d''un EPCI et son document, pour un agent de cet EPCI ; refusée sans document';

comment on function public.guarantee_record(p_territory text, p_commune text, p_ha double precision, p_title text, p_act text, p_date date) is 'Enregistre la garantie d''une commune, pour un agent de son EPCI';

comment on function public.ledger_demonstrate(p_territory text) is 'Invente consommation, enveloppes, projets et garanties d''un territoire de démonstration, une seule fois ; rend le nombre de lignes de consommation';

comment on function public.ledger_facts(p_territory text, p_day date) is 'Ce que l''on savait du foncier d''un territoire à un jour : consommation par an, enveloppes et leurs documents, projets engagés, garanties communales, sommés en m² par commune, EPCI et pour le territoire';

comment on function public.ledger_places(p_territory text) is 'Lieux dont le registre du foncier tient le compte : communes, EPCI et territoire, avec ce que chacun réunit';

comment on function public.ledger_projects(p_territory text, p_day date, p_last_year integer) is 'Projets engagés à un jour, et si la surface de chacun est déjà dans les années du fichier de consommation';

comment on function public.project_record(p_territory text, p_id text, p_name text, p_commune text, p_bucket text, p_ha double precision, p_committed date, p_act text, p_taken date, p_withdrawn boolean) is 'Enregistre un projet engagé, ou ce qu''il en est aujourd''hui, pour un agent de l''EPCI de sa commune ; rend son identifiant';

comment on table public.enaf_consommation is 'Espaces naturels, agricoles et forestiers consommés par commune et par an, une fois par millésime du fichier';

comment on table public.enaf_enveloppe is 'Enveloppe d''un EPCI de 2021 à 2030, avec le document qui la fixe ; la dernière ligne connue un jour vaut ce jour-là';

comment on table public.enaf_garantie is 'Garantie communale d''un hectare, telle qu''un document et un acte la constatent ; la dernière ligne connue un jour vaut ce jour-là';

comment on table public.enaf_projet is 'Projets engagés qui consomment du foncier, et l''enveloppe à laquelle chacun est compté ; la dernière ligne connue un jour vaut ce jour-là';

revoke all on function public.consumption_import(p_territory text, p_rows json, p_date date, p_name text, p_url text) from public, anon, authenticated, service_role;
grant execute on function public.consumption_import(p_territory text, p_rows json, p_date date, p_name text, p_url text) to service_role;

revoke all on function public.envelope_record(p_territory text, p_epci text, p_ha double precision, p_kind text, p_title text, p_date date, p_article text, p_url text) from public, anon, authenticated, service_role;
grant execute on function public.envelope_record(p_territory text, p_epci text, p_ha double precision, p_kind text, p_title text, p_date date, p_article text, p_url text) to authenticated, service_role;

revoke all on function public.guarantee_record(p_territory text, p_commune text, p_ha double precision, p_title text, p_act text, p_date date) from public, anon, authenticated, service_role;
grant execute on function public.guarantee_record(p_territory text, p_commune text, p_ha double precision, p_title text, p_act text, p_date date) to authenticated, service_role;

revoke all on function public.ledger_demonstrate(p_territory text) from public, anon, authenticated, service_role;
grant execute on function public.ledger_demonstrate(p_territory text) to service_role;

revoke all on function public.ledger_facts(p_territory text, p_day date) from public, anon, authenticated, service_role;
grant execute on function public.ledger_facts(p_territory text, p_day date) to anon, authenticated, service_role;

revoke all on function public.ledger_places(p_territory text) from public, anon, authenticated, service_role;
grant execute on function public.ledger_places(p_territory text) to anon, authenticated, service_role;

revoke all on function public.ledger_projects(p_territory text, p_day date, p_last_year integer) from public, anon, authenticated, service_role;
grant execute on function public.ledger_projects(p_territory text, p_day date, p_last_year integer) to anon, authenticated, service_role;

revoke all on function public.project_record(p_territory text, p_id text, p_name text, p_commune text, p_bucket text, p_ha double precision, p_committed date, p_act text, p_taken date, p_withdrawn boolean) from public, anon, authenticated, service_role;
grant execute on function public.project_record(p_territory text, p_id text, p_name text, p_commune text, p_bucket text, p_ha double precision, p_committed date, p_act text, p_taken date, p_withdrawn boolean) to authenticated, service_role;

revoke all on function public.refuse_ledger_value(p_code text, p_field text, p_value text, p_expected text) from public, anon, authenticated, service_role;
grant execute on function public.refuse_ledger_value(p_code text, p_field text, p_value text, p_expected text) to service_role;

revoke all on function public.refuse_unless_agent(p_territory text, p_epci text) from public, anon, authenticated, service_role;
grant execute on function public.refuse_unless_agent(p_territory text, p_epci text) to service_role;

revoke all on table public.enaf_consommation from public, anon, authenticated, service_role;
grant delete, insert, references, trigger, truncate, update on table public.enaf_consommation to service_role;
grant select on table public.enaf_consommation to anon, authenticated, service_role;

revoke all on table public.enaf_enveloppe from public, anon, authenticated, service_role;
grant delete, insert, references, trigger, truncate, update on table public.enaf_enveloppe to service_role;
grant select on table public.enaf_enveloppe to anon, authenticated, service_role;

revoke all on table public.enaf_garantie from public, anon, authenticated, service_role;
grant delete, insert, references, trigger, truncate, update on table public.enaf_garantie to service_role;
grant select on table public.enaf_garantie to anon, authenticated, service_role;

revoke all on table public.enaf_projet from public, anon, authenticated, service_role;
grant delete, insert, references, trigger, truncate, update on table public.enaf_projet to service_role;
grant select on table public.enaf_projet to anon, authenticated, service_role;
