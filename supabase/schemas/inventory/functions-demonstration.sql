-- What is invented of the inventory, so that its pages live at the first start: from the units and firms of the
-- demonstration set, the same for the same set, and marked as such.

-- A number from 0 to 1 that a text always gives.
create function public.invented_share(p_text text) returns double precision
language sql immutable
set search_path = public, extensions
as $$
	select ('x' || substr(md5(p_text), 1, 7))::bit(28)::integer / 268435456.0
$$;

create function public.demonstrate_evidence(p_territory text, p_year integer) returns void
language plpgsql
set search_path = public, extensions
as $$
begin
	create temporary table invented on commit drop as
	select unit.uf_id, unit.geom, unit.territory_id, plot.terr_etat_occup as occupancy,
		plot.terr_usage as usage, invented_share(unit.uf_id) as share,
		invented_share(unit.uf_id || 'b') as other,
		-- When it was seen, between January of the year before and the end of August.
		make_date(p_year - 1, 1, 1) + (invented_share(unit.uf_id || 'c') * 600)::integer as seen
	from unite_fonciere as unit
	join terrain_eco as plot on plot.terr_id = replace(unit.uf_id, '_UF_', '_TERRAIN-ECO_')
	where unit.territory_id = p_territory and unit.demonstration;

	update unite_fonciere as unit set uf_emprise_batie_m2 =
		case when invented.usage = 'bâti productif' then round(unit.uf_surface_m2 * (0.2 + 0.3 * share)) else 0 end
	from invented where invented.uf_id = unit.uf_id and share < 0.95;

	insert into unite_proprietaire (
		uf_id, proprio_nom, proprio_compte, territory_id, source_nom, source_date, source_methode, demonstration
	)
	select uf_id, format('Propriétaire fictif n° %s', 1 + (other * 120)::integer),
		format('F%s', lpad((1 + (other * 120)::integer)::text, 5, '0')), territory_id,
		'Fichiers fonciers fictifs', make_date(p_year, 1, 1), 'démonstration', true
	from invented;

	-- Who is there; of some the source was last read too long ago.
	insert into unite_occupant (
		uf_id, occupant_type, siret, du, effectif, territory_id, source_nom, source_date, source_methode,
		demonstration
	)
	select invented.uf_id, 'établissement', firm.siret,
		case when share < 0.12 then make_date(p_year - 1, 4, 1) else firm.etab_creation_date end,
		firm.etab_effectif, invented.territory_id, 'Répertoire des établissements fictif',
		case
			when share < 0.12 then greatest(seen, make_date(p_year - 1, 6, 1))
			when share < 0.82 then seen else make_date(p_year - 4, 5, 12)
		end, 'démonstration', true
	from invented
	join etablissement as firm on firm.demonstration and firm.etab_actif = 'oui'
		and st_intersects(firm.geom, invented.geom)
	where invented.occupancy = 'occupé' and firm.etab_creation_date is not null;

	-- Who left: units that stand empty, and some that stood empty before they were in use again.
	insert into unite_occupant (
		uf_id, occupant_type, du, au, effectif, territory_id, source_nom, source_date, source_methode,
		demonstration
	)
	select uf_id, 'autre', make_date(p_year - 17, 3, 1), make_date(p_year - 5, 9, 30), 4 + (share * 20)::integer,
		territory_id, 'Répertoire des établissements fictif', seen, 'démonstration', true
	from invented where occupancy = 'vacant' and other < 0.7 or occupancy = 'occupé' and share < 0.12;

	insert into unite_constat (
		constat_id, uf_id, constat, nature, observe_le, depuis, saisi_le, territory_id, source_nom,
		source_date, source_methode, demonstration
	)
	select md5(uf_id || said)::uuid, uf_id, said, nature, seen, since, seen, territory_id,
		'Visite fictive', seen, 'démonstration', true
	from (
		select invented.*,
			case
				when occupancy in ('occupé', 'occupation transitoire') then 'occupée'
				when occupancy = 'vacant' then 'local vacant'
				when occupancy = 'friche' then 'établissement fermé' else 'jamais occupée'
			end as said,
			case when occupancy = 'inoccupé' then 'photographie aérienne' else 'visite' end as nature,
			case
				when occupancy = 'vacant' then make_date(p_year - 4, 6, 1) + (share * 620)::integer
				when occupancy = 'friche' then make_date(p_year - 9, 1, 31)
				when occupancy = 'inoccupé' then make_date(p_year - 12, 1, 1)
			end as since
		from invented
		where occupancy in ('vacant', 'friche', 'occupation transitoire', 'inoccupé') and other < 0.8
			or occupancy = 'occupé' and other < 0.1
	) as told
	where since is null or since <= seen;
	drop table invented;
end
$$;

-- Of the former campaign: one unit was not yet there, one was two, two neighbours were one, and a road was counted.
create function public.demonstrate_former(p_campaign uuid) returns void
language plpgsql
set search_path = public, extensions
as $$
begin
	create temporary table former on commit drop as
	select unit.uf_id, unit.geom, judged.site_id, site.site_nom, judged.comm_insee, judged.surface_m2,
		judged.emprise_batie_m2, judged.etat, judged.motif, judged.depuis, judged.emplois, judged.preuve,
		row_number() over (order by invented_share(unit.uf_id)) as rank
	from campagne
	join judged_units(campagne.territory_id, array[campagne.valeur_au]) as judged using (epci_siren)
	join unite_fonciere as unit using (uf_id)
	join site_eco as site on site.site_id = judged.site_id
	where campagne_id = p_campaign;

	with neighbours as (
		select one.uf_id as kept, other.uf_id as added, st_union(one.geom, other.geom) as geom,
			one.surface_m2 + other.surface_m2 as surface_m2
		from former as one
		join former as other on one.uf_id < other.uf_id and one.rank > 2 and other.rank > 2
			and st_intersects(one.geom, other.geom)
		where geometrytype(st_union(one.geom, other.geom)) = 'POLYGON'
		order by one.rank limit 1
	), drawn as (
		select uf_id, former.geom, surface_m2 from former
		where rank > 2 and not exists (select from neighbours where uf_id in (kept, added))
		union all
		select kept, geom, surface_m2 from neighbours
		union all
		select uf_id || half.suffix, piece.geom, round(surface_m2 / 2)
		from former
		cross join (values ('-A', 0), ('-B', 1)) as half (suffix, side)
		cross join lateral (
			select st_intersection(former.geom, st_makeenvelope(
				case side when 0 then st_xmin(former.geom) else (st_xmin(former.geom) + st_xmax(former.geom)) / 2 end,
				st_ymin(former.geom),
				case side when 0 then (st_xmin(former.geom) + st_xmax(former.geom)) / 2 else st_xmax(former.geom) end,
				st_ymax(former.geom), 4326
			)) as geom
		) as piece
		where rank = 2 and geometrytype(piece.geom) = 'POLYGON'
	)
	insert into campagne_unite (
		campagne_id, uf_id, site_id, site_nom, comm_insee, surface_m2, emprise_batie_m2, etat, motif,
		depuis, emplois, preuve, geom
	)
	select p_campaign, drawn.uf_id, site_id, site_nom, comm_insee, drawn.surface_m2, emprise_batie_m2, etat,
		motif, depuis, emplois, preuve, drawn.geom
	from drawn
	join former on former.uf_id = drawn.uf_id or drawn.uf_id in (former.uf_id || '-A', former.uf_id || '-B')
	union all
	(
		select p_campaign, 'ANCIENNE-' || road.terr_id, site.site_id, site.site_nom, road.comm_insee,
			round(road.terr_surf_brute * 10000), 0, 'libre', null, null, 0, null, st_geometryn(road.geom, 1)
		from terrain_eco as road
		join site_eco as site using (site_id)
		where road.demonstration and road.terr_usage = 'voirie ou infrastructure'
			and site_id in (select site_id from former)
		order by road.terr_id limit 1
	);
	drop table former;
end
$$;

create function public.inventory_demonstrate(p_territory text) returns integer
language plpgsql
set search_path = public, extensions
as $$
declare
	v_year integer := (
		select extract(year from max(source_date)) from unite_fonciere
		where territory_id = p_territory and demonstration
	);
	v_campaign record;
begin
	if v_year is null
		or exists (select from unite_constat where territory_id = p_territory)
		or exists (select from unite_occupant where territory_id = p_territory)
		or exists (select from campagne where territory_id = p_territory)
	then
		return 0;
	end if;
	perform demonstrate_evidence(p_territory, v_year);
	for v_campaign in
		insert into campagne (territory_id, epci_siren, valeur_au, figee_le, par_nom, demonstration)
		select p_territory, epci_siren, make_date(year, 1, 1), make_date(year, 2, 16), 'Agent fictif', true
		from (values (v_year - 1), (v_year)) as campaign (year)
		cross join (
			select distinct epci_siren from unite_fonciere
			where territory_id = p_territory and demonstration and epci_siren is not null
		) as member
		returning campagne_id, valeur_au
	loop
		if extract(year from v_campaign.valeur_au) = v_year then
			perform freeze_units(v_campaign.campagne_id);
		else
			perform demonstrate_former(v_campaign.campagne_id);
		end if;
	end loop;
	return (select count(*) from unite_constat where territory_id = p_territory);
end
$$;

comment on function public.inventory_demonstrate is
	'Invente propriétaires, occupants, constats et deux campagnes pour les unités de la démonstration, une seule fois ; rend le nombre de constats';
