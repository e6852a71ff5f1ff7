-- What a file may state of a record. A file that brings one again changes what it states, and nothing else: a
-- property that it does not carry leaves what is stored, a property that is null empties it.

create function public.import_key_column(p_class text) returns text
language sql immutable
set search_path = public, extensions
as $$
	select case p_class
		when 'epci' then 'epci_siren' when 'commune' then 'comm_insee'
		when 'site_eco' then 'site_id' when 'terrain_eco' then 'terr_id'
		when 'unite_fonciere' then 'uf_id' when 'etablissement' then 'siret'
		when 'friche' then 'site_id' when 'poi' then 'poi_id'
		when 'contrainte' then 'contrainte_id'
	end
$$;

-- Columns a record may state: not those computed from its geometry or its activity.
create function public.import_columns(
	p_class text
) returns table (name text, required boolean, allowed text[])
language sql stable
set search_path = public, extensions
as $$
	select attname::text, attnotnull, allowed_values(attrelid, attname::text)
	from pg_attribute
	where attrelid = ('public.' || p_class)::regclass and attnum > 0 and not attisdropped
		and attgenerated = '' and attname not in (
			'territory_id', 'demonstration', 'publie', 'geom', 'geompoint',
			'comm_insee', 'epci_siren', 'site_comm_insee', 'site_epci_siren',
			'centre', 'terr_surf_nette',
			'terr_halle_tient', 'terr_halle_exclue', 'terr_surf_reunie', 'terr_reunis',
			'terr_zone_urba', 'terr_zone_source', 'terr_permis', 'terr_permis_fin'
		)
	order by attnum
$$;

-- What a class computes where nobody states it, from the record as it is stored.
create function public.import_derived(p_class text, out name text, out expression text)
language sql immutable
set search_path = public, extensions
as $$
	select case p_class
			when 'site_eco' then 'site_surf_brute' when 'terrain_eco' then 'terr_surf_brute'
			when 'unite_fonciere' then 'uf_surface_m2' when 'friche' then 'geompoint'
		end,
		case p_class
			when 'site_eco' then 'area_ha(existing.geom)'
			when 'terrain_eco' then 'area_ha(existing.geom)'
			when 'unite_fonciere' then 'round(area_ha(existing.geom) * 10000)'
			when 'friche' then 'st_pointonsurface(existing.geom)'
		end
$$;

comment on function public.import_derived is
	'Champ qu''une classe calcule quand personne ne le donne, et comment, depuis la fiche enregistrée';

-- How a column of a staged record is read: as stated, else as stored, unless it was computed.
create function public.import_value(p_class text, p_column text) returns text
language sql immutable
set search_path = public, extensions
as $$
	select case when name = p_column then format(
		'case when fiche -> ''properties'' ? %1$L then given.%1$I
			when existing.%1$I is distinct from %2$s then existing.%1$I end',
		name, expression
	) else format('given.%I', p_column) end
	from import_derived(p_class)
$$;

comment on function public.import_value is
	'Expression SQL d''un champ d''une fiche déposée : donné, sinon enregistré, sauf s''il était calculé';

create function public.import_fallbacks(p_feature jsonb) returns text[]
language sql immutable
set search_path = public, extensions
as $$
	select coalesce(array(select jsonb_array_elements_text(p_feature -> 'fallbacks')), '{}')
$$;

comment on function public.import_fallbacks is
	'Propriétés qu''une fiche déposée ne porte que faute de mieux : pour une nouvelle fiche seulement';

-- What a staged lot leaves as it is stored: by column, for how many records a stored value is kept.
create function public.import_kept(p_lot uuid, p_class text) returns json
language plpgsql stable
set search_path = public, extensions
as $$
declare
	key_column text := import_key_column(p_class);
	names text[];
	counted text;
	kept json;
begin
	if p_class in ('epci', 'commune') then
		return '{}';
	end if;
	select array_agg(name order by name), string_agg(format(
		'count(*) filter (where existing.%1$I is not null and not given ? %1$L)', name
	), ', ' order by name) into names, counted
	from import_columns(p_class)
	where name not in ('source_nom', 'source_date', 'source_methode')
		and name is distinct from (select derived.name from import_derived(p_class) as derived);
	execute format(
		'select json_object_agg(name, count order by name) filter (where count > 0)
		from (
			select array[%3$s] as counts
			from (
				select fiche -> ''properties'' as given from import_lot
				where lot = $1 and classe = %2$L offset 0
			) as staged
			join public.%2$I as existing on existing.%1$I = given ->> %1$L
		) as counted cross join lateral unnest($2, counts) as kept (name, count)',
		key_column, p_class, counted
	) into kept using p_lot, names;
	return coalesce(kept, '{}'::json);
end
$$;

comment on function public.import_kept is
	'Champs que les fiches d''un lot ne donnent pas et dont la valeur enregistrée reste, avec leur nombre';
