-- Membership in a commune and an EPCI comes from the geometry, whatever a record says of itself.
-- PostgreSQL keeps the plan of a statement of PL/pgSQL for the session, and plans the body of an SQL function at
-- each call of a trigger: what every record asks is PL/pgSQL here.

-- A point surely on the geometry decides, so that a plot across a limit belongs to one commune only. It is
-- found once, not once a commune.
create function public.membership_of(
	p_territory text,
	p_geometry extensions.geometry,
	out comm_insee text,
	out epci_siren text
)
language plpgsql stable
set search_path = public, extensions
as $$
declare
	place geometry := st_pointonsurface(p_geometry);
begin
	select commune.comm_insee, commune.epci_siren into comm_insee, epci_siren
	from commune
	where commune.territory_id = p_territory and st_intersects(commune.geom, place)
	order by commune.comm_insee
	limit 1;
end
$$;

comment on function public.membership_of is
	'Commune et EPCI du territoire où tombe une géométrie ; vides hors de toute commune';

-- PL/pgSQL, whose plan is kept: every record asks it.
create function public.area_ha(p_geometry extensions.geometry) returns double precision
language plpgsql immutable
set search_path = public, extensions
as $$
begin
	return round((st_area(st_transform(p_geometry, 2154)) / 10000)::numeric, 4)::double precision;
end
$$;

comment on function public.area_ha is
	'Superficie en hectares, calculée en Lambert-93 (EPSG:2154) et arrondie au mètre carré';

create function public.complete_site_eco() returns trigger
language plpgsql
set search_path = public, extensions
as $$
begin
	select m.comm_insee, m.epci_siren into new.site_comm_insee, new.site_epci_siren
	from membership_of(new.territory_id, new.geom) as m;
	new.site_surf_brute := coalesce(new.site_surf_brute, area_ha(new.geom));
	return new;
end
$$;

create trigger complete_site_eco before insert or update on public.site_eco
	for each row execute function public.complete_site_eco();

-- The centre and the net area, whatever the record says of them; what an import does not say is land. An import, which
-- has asked the place of all its plots at once, says so by a setting (see the trigger).
create function public.complete_terrain_eco() returns trigger
language plpgsql
set search_path = public, extensions
as $$
begin
	new.offre_type := coalesce(new.offre_type, 'Terrain');
	new.terr_surf_brute := coalesce(new.terr_surf_brute, area_ha(new.geom));
	if current_setting('forgeterre.plots_located', true) = 'yes' then
		return new;
	end if;
	select plot.comm_insee, plot.epci_siren, plot.centre, plot.terr_surf_nette
	into new.comm_insee, new.epci_siren, new.centre, new.terr_surf_nette
	from located_plots(new.territory_id, array[new.geom]) as plot;
	return new;
end
$$;

create trigger complete_terrain_eco before insert or update on public.terrain_eco
	for each row when (coalesce(current_setting('forgeterre.plots_located', true), '') <> 'yes')
	execute function public.complete_terrain_eco();

create function public.complete_unite_fonciere() returns trigger
language plpgsql
set search_path = public, extensions
as $$
begin
	select m.comm_insee, m.epci_siren into new.comm_insee, new.epci_siren
	from membership_of(new.territory_id, new.geom) as m;
	new.uf_surface_m2 := coalesce(new.uf_surface_m2, round(area_ha(new.geom) * 10000));
	return new;
end
$$;

create trigger complete_unite_fonciere before insert or update on public.unite_fonciere
	for each row execute function public.complete_unite_fonciere();

-- A mailbox in place of a web site is not for the public.
create function public.complete_friche() returns trigger
language plpgsql
set search_path = public, extensions
as $$
begin
	new.geompoint := coalesce(new.geompoint, st_pointonsurface(new.geom));
	if names_mailbox(new.site_projet_url) then
		new.site_projet_url := null;
	end if;
	select m.comm_insee, m.epci_siren into new.comm_insee, new.epci_siren
	from membership_of(new.territory_id, coalesce(new.geom, new.geompoint)) as m;
	return new;
end
$$;

create trigger complete_friche before insert or update on public.friche
	for each row execute function public.complete_friche();

-- Firms and points of interest have nothing to complete but their membership.
create function public.complete_membership() returns trigger
language plpgsql
set search_path = public, extensions
as $$
begin
	select m.comm_insee, m.epci_siren into new.comm_insee, new.epci_siren
	from membership_of(new.territory_id, new.geom) as m;
	return new;
end
$$;

create trigger complete_etablissement before insert or update on public.etablissement
	for each row execute function public.complete_membership();

create trigger complete_poi before insert or update on public.poi
	for each row execute function public.complete_membership();

create trigger complete_annonce before insert or update on public.annonce
	for each row execute function public.complete_membership();

-- Touches the records whose membership has changed; their own trigger then computes it. A listing belongs to the
-- EPCI in which it lies, also when contours change.
create function public.recompute_membership(p_territory text) returns void
language plpgsql
set search_path = public, extensions
as $$
declare
	record_table record;
begin
	for record_table in
		select * from (values
			('site_eco', 'site_comm_insee', 'site_epci_siren', 'geom'),
			('terrain_eco', 'comm_insee', 'epci_siren', 'geom'),
			('unite_fonciere', 'comm_insee', 'epci_siren', 'geom'),
			('etablissement', 'comm_insee', 'epci_siren', 'geom'),
			('friche', 'comm_insee', 'epci_siren', 'coalesce(geom, geompoint)'),
			('poi', 'comm_insee', 'epci_siren', 'geom'),
			('annonce', 'comm_insee', 'epci_siren', 'geom')
		) as t (name, commune_column, epci_column, geometry)
	loop
		execute format(
			'update public.%1$I as record set territory_id = record.territory_id
			where record.territory_id = $1 and exists (
				select from membership_of($1, %4$s) as m
				where (record.%2$I, record.%3$I) is distinct from (m.comm_insee, m.epci_siren)
			)',
			record_table.name, record_table.commune_column, record_table.epci_column,
			record_table.geometry
		) using p_territory;
	end loop;
end
$$;

comment on function public.recompute_membership is
	'Recalcule la commune et l''EPCI de toutes les fiches d''un territoire';

create function public.follow_new_communes() returns trigger
language plpgsql
set search_path = public, extensions
as $$
begin
	perform recompute_membership(touched.territory_id)
	from (select distinct territory_id from new_communes where geom is not null) as touched;
	return null;
end
$$;

create trigger follow_new_communes after insert on public.commune
	referencing new table as new_communes
	for each statement execute function public.follow_new_communes();

create function public.follow_changed_communes() returns trigger
language plpgsql
set search_path = public, extensions
as $$
begin
	perform recompute_membership(touched.territory_id)
	from (
		select distinct n.territory_id
		from new_communes as n join old_communes as o using (comm_insee)
		where (n.geom, n.epci_siren, n.territory_id)
			is distinct from (o.geom, o.epci_siren, o.territory_id)
	) as touched;
	return null;
end
$$;

create trigger follow_changed_communes after update on public.commune
	referencing old table as old_communes new table as new_communes
	for each statement execute function public.follow_changed_communes();

create function public.follow_removed_communes() returns trigger
language plpgsql
set search_path = public, extensions
as $$
begin
	perform recompute_membership(touched.territory_id)
	from (select distinct territory_id from old_communes where geom is not null) as touched;
	return null;
end
$$;

create trigger follow_removed_communes after delete on public.commune
	referencing old table as old_communes
	for each statement execute function public.follow_removed_communes();

-- What is restricted of a record goes with the record.
create function public.forget_restricted() returns trigger
language plpgsql
set search_path = public, extensions
as $$
begin
	delete from acces_restreint
	where classe = tg_table_name and objet_id = to_jsonb(old) ->> tg_argv[0];
	return null;
end
$$;

create trigger forget_restricted after delete on public.terrain_eco
	for each row execute function public.forget_restricted('terr_id');

create trigger forget_restricted after delete on public.friche
	for each row execute function public.forget_restricted('site_id');

create trigger forget_restricted after delete on public.etablissement
	for each row execute function public.forget_restricted('siret');
