-- What was known of the land of a territory on a day, summed by commune, EPCI and territory in whole m². The formulas
-- of the law are in src/lib/domain/law: here are facts only.

-- Pages of the ledger are kept until the records change, which these are too.
create trigger revision after insert or update or delete on public.enaf_consommation
	for each statement execute function public.count_revision();

create trigger revision after insert or update or delete on public.enaf_enveloppe
	for each statement execute function public.count_revision();

create trigger revision after insert or update or delete on public.enaf_projet
	for each statement execute function public.count_revision();

create trigger revision after insert or update or delete on public.enaf_garantie
	for each statement execute function public.count_revision();

create function public.ledger_places(p_territory text) returns table (
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

comment on function public.ledger_places is
	'Lieux dont le registre du foncier tient le compte : communes, EPCI et territoire, avec ce que chacun réunit';

-- A project stands where its latest line known that day puts it; one whose land is in the file's years is no longer
-- only promised.
create function public.ledger_projects(p_territory text, p_day date, p_last_year integer) returns table (
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

comment on function public.ledger_projects is
	'Projets engagés à un jour, et si la surface de chacun est déjà dans les années du fichier de consommation';

create function public.ledger_facts(p_territory text, p_day date) returns json
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

comment on function public.ledger_facts is
	'Ce que l''on savait du foncier d''un territoire à un jour : consommation par an, enveloppes et leurs documents, projets engagés, garanties communales, sommés en m² par commune, EPCI et pour le territoire';
