-- Ways into the ledger: the yearly file by the operator, the rest by the agents of the EPCI. What is invented gives
-- way to the first real line.

-- p_rows: [{"commune", "annee", "conso_m2", "activite_m2"}], of one file. All of the territory's communes, or nothing.
create function public.consumption_import(
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
			));
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
			hint = 'Attendu : des années de 2009 à celle d''avant le fichier, des surfaces positives ou nulles, la part d''activité dans le total.';
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
			hint = 'Attendu : chaque commune du territoire une fois, pour chaque année du fichier.';
	end if;
	delete from enaf_consommation where territory_id = p_territory and demonstration;
	get diagnostics v_invented = row_count;
	if exists (
		select from enaf_consommation where territory_id = p_territory and source_date = p_date
	) then
		raise sqlstate 'PT409' using
			message = format('Un fichier du %s est déjà enregistré.', p_date),
			hint = 'Un millésime ne se réécrit pas : donnez la date du nouveau fichier.';
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

comment on function public.consumption_import is
	'Enregistre un millésime de la consommation d''espaces d''un territoire, entier ou pas du tout ; rend le nombre de lignes, et celui des lignes de démonstration retirées';

create function public.refuse_unless_agent(p_territory text, p_epci text) returns void
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

create function public.refuse_ledger_value(
	p_code text, p_field text, p_value text, p_expected text
) returns void
language plpgsql immutable
set search_path = public, extensions
as $$
begin
	raise sqlstate 'PT400' using
		message = format('%s : « %s » ne convient pas.', p_field, coalesce(p_value, '')),
		hint = format('Attendu : %s.', p_expected),
		detail = json_build_object(
			'code', case p_code
				when 'hectares' then 'ledger_hectares'
				when 'guaranteed' then 'ledger_guaranteed'
				when 'document' then 'ledger_document'
				when 'kind' then 'ledger_kind'
				when 'date' then 'ledger_date'
				when 'url' then 'ledger_url'
				when 'project' then 'ledger_project'
				when 'name' then 'ledger_name'
				when 'bucket' then 'ledger_bucket'
				when 'act' then 'ledger_act'
				when 'taken' then 'ledger_taken'
				when 'reduction' then 'ledger_reduction'
			end,
			'value', coalesce(p_value, '')
		)::text;
end
$$;

create function public.envelope_record(
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

comment on function public.envelope_record is
	'Enregistre l''enveloppe d''un EPCI et son document, pour un agent de cet EPCI ; refusée sans document';

create function public.project_record(
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

comment on function public.project_record is
	'Enregistre un projet engagé, ou ce qu''il en est aujourd''hui, pour un agent de l''EPCI de sa commune ; rend son identifiant';

create function public.guarantee_record(
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

comment on function public.guarantee_record is
	'Enregistre la garantie d''une commune, pour un agent de son EPCI';
