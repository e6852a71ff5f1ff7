drop function public.inventory_units(p_territory text, p_kind text, p_id text, p_day date, p_limit integer, p_offset integer);

-- A page of the units of a place. Who is no agent of the EPCI learns neither the owners nor who saw what.
create or replace function public.inventory_units(
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

-- Of a consultation the answers alone decide, not the mails.
create trigger revision after update of reponse or delete on public.consultation_destinataire
	for each statement execute function public.count_revision();

create trigger revision after insert or update or delete on public.unite_constat
	for each statement execute function public.count_revision();

-- Pages that show a rate are kept until the records change, which these are too.
create trigger revision after insert or update or delete on public.unite_fonciere
	for each statement execute function public.count_revision();

create trigger revision after insert or update or delete on public.unite_occupant
	for each statement execute function public.count_revision();

comment on function public.inventory_units(p_territory text, p_kind text, p_id text, p_day date, p_state text, p_limit integer, p_offset integer) is 'Unités foncières d''un lieu, jugées à un jour, avec la preuve qui a décidé et leurs occupants, et leur emprise hors d''un territoire entier ; les propriétaires pour les seuls agents de l''EPCI';

revoke all on function public.inventory_units(p_territory text, p_kind text, p_id text, p_day date, p_state text, p_limit integer, p_offset integer) from public, anon, authenticated, service_role;
grant execute on function public.inventory_units(p_territory text, p_kind text, p_id text, p_day date, p_state text, p_limit integer, p_offset integer) to anon, authenticated, service_role;

create trigger revision after insert or update or delete on public.campagne
	for each statement execute function public.count_revision();
