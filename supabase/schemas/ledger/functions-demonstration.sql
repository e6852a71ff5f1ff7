-- What is invented of the ledger, so that its page lives at the first start: the same for the same communes, and
-- marked as such.

create function public.ledger_demonstrate(p_territory text) returns integer
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

comment on function public.ledger_demonstrate is
	'Invente consommation, enveloppes, projets et garanties d''un territoire de démonstration, une seule fois ; rend le nombre de lignes de consommation';
