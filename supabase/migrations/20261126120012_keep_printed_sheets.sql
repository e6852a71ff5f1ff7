-- What printed sheets said of plots (supabase/schemas/dossier), and outlines of units for the annex of a whole EPCI.

create table public.fiche_emise (
	territory_id text not null references public.territory,
	code text not null check (code ~ '^[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}$'),
	terr_id text not null check (terr_id <> ''),
	valeurs jsonb not null check (jsonb_typeof(valeurs) = 'object'),
	emise_le date not null,
	primary key (territory_id, code)
);

create or replace function public.fiche_issue(
	p_territory text, p_code text, p_plot text, p_values jsonb, p_day date
) returns date
language sql
set search_path = public, extensions
as $$
	with written as (
		insert into fiche_emise (territory_id, code, terr_id, valeurs, emise_le)
		values (p_territory, p_code, p_plot, p_values, p_day)
		on conflict (territory_id, code) do nothing
		returning emise_le
	)
	select emise_le from written
	union all
	select emise_le from fiche_emise where territory_id = p_territory and code = p_code
	union all
	-- Somebody else writes the same state at this moment.
	select p_day
	limit 1
$$;

create or replace function public.fiche_find(p_territory text, p_codes text[]) returns json
language sql stable
set search_path = public, extensions
as $$
	select coalesce(json_agg(
		json_build_object(
			'code', code, 'terr_id', terr_id, 'valeurs', valeurs, 'emise_le', emise_le
		)
		order by array_position(p_codes, code)
	), '[]')
	from fiche_emise
	where territory_id = p_territory and code = any(p_codes)
$$;

alter table public.fiche_emise enable row level security;

comment on column public.fiche_emise.code is 'Code imprimé sur la fiche : douze signes tirés de ce qu''elle dit';

comment on column public.fiche_emise.emise_le is 'Premier jour où cet état a été imprimé';

comment on column public.fiche_emise.terr_id is 'Terrain dont la fiche parle, publié ce jour-là';

comment on column public.fiche_emise.territory_id is 'Territoire de la fiche';

comment on column public.fiche_emise.valeurs is 'Valeurs que la fiche donne, par nom de colonne ; aucune n''est personnelle';

comment on function public.fiche_find(p_territory text, p_codes text[]) is 'Fiches imprimées sous ces codes, dans leur ordre';

comment on function public.fiche_issue(p_territory text, p_code text, p_plot text, p_values jsonb, p_day date) is 'Garde ce qu''une fiche imprimée dit d''un terrain, une fois par état ; répond le premier jour où il a été imprimé';

comment on table public.fiche_emise is 'Ce que les fiches imprimées ont dit des terrains : une ligne par état imprimé d''un terrain';

revoke all on function public.fiche_find(p_territory text, p_codes text[]) from public, anon, authenticated, service_role;
grant execute on function public.fiche_find(p_territory text, p_codes text[]) to service_role;

revoke all on function public.fiche_issue(p_territory text, p_code text, p_plot text, p_values jsonb, p_day date) from public, anon, authenticated, service_role;
grant execute on function public.fiche_issue(p_territory text, p_code text, p_plot text, p_values jsonb, p_day date) to service_role;

revoke all on table public.fiche_emise from public, anon, authenticated, service_role;
grant delete, insert, references, select, trigger, truncate, update on table public.fiche_emise to service_role;
-- A page of the units of a place. Who is no agent of the EPCI learns neither the owners nor who saw what.
create or replace function public.inventory_units(
	p_territory text, p_kind text, p_id text, p_day date, p_limit integer, p_offset integer
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
		end
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

comment on function public.inventory_units(p_territory text, p_kind text, p_id text, p_day date, p_limit integer, p_offset integer) is 'Unités foncières d''un lieu, jugées à un jour, avec la preuve qui a décidé et leurs occupants, et leur emprise hors d''un territoire entier ; les propriétaires pour les seuls agents de l''EPCI';
