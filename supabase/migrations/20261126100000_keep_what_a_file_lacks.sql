-- A file that brings a record again changes what it states, and nothing else: a property that it does not carry leaves
-- what is stored, a property that is null empties it. What the application once computed is computed again.
-- Where a function made earlier is written again, only what is said above it is new.

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

-- New: a field that is stated empty is emptied; one that is not stated stays, as before.
create or replace function public.import_restricted(
	p_lot uuid, p_territory text, p_class text
) returns void
language plpgsql
set search_path = public, extensions
as $$
declare
	key_column text := import_key_column(p_class);
	-- A mailbox in place of a web site is kept apart too.
	sought text[] := restricted_columns(p_class) || array['site_projet_url'];
begin
	if cardinality(restricted_columns(p_class)) = 0 then
		return;
	end if;
	insert into acces_restreint as target (
		classe, objet_id, proprio_nom, terr_acquereur, terr_cession_date, terr_vente_montant,
		terr_m2_prix, etab_contact_mail, etab_contact_tel, source_contact, site_projet_url,
		territory_id, source_nom, source_date, source_methode, source_licence, source_url,
		demonstration
	)
	select p_class, fiche -> 'properties' ->> key_column,
		given.proprio_nom, given.terr_acquereur, given.terr_cession_date,
		given.terr_vente_montant, given.terr_m2_prix, given.etab_contact_mail,
		given.etab_contact_tel, given.source_contact,
		case
			when given.site_projet_url is null or names_mailbox(given.site_projet_url)
				then given.site_projet_url
			else existing.site_projet_url
		end,
		p_territory, given.source_nom, given.source_date, given.source_methode,
		given.source_licence, given.source_url, coalesce(given.demonstration, false)
	from import_lot
	left join acces_restreint as existing
		on existing.classe = p_class and existing.objet_id = fiche -> 'properties' ->> key_column
	cross join lateral jsonb_populate_record(existing, fiche -> 'properties') as given
	where lot = p_lot and import_lot.classe = p_class and fiche -> 'properties' ?| sought
		and (
			existing.objet_id is not null
			or num_nonnulls(
				given.proprio_nom, given.terr_acquereur, given.terr_cession_date,
				given.terr_vente_montant, given.terr_m2_prix, given.etab_contact_mail,
				given.etab_contact_tel, given.source_contact
			) > 0
			or names_mailbox(given.site_projet_url)
		)
	on conflict (classe, objet_id) do update set
		proprio_nom = excluded.proprio_nom, terr_acquereur = excluded.terr_acquereur,
		terr_cession_date = excluded.terr_cession_date,
		terr_vente_montant = excluded.terr_vente_montant, terr_m2_prix = excluded.terr_m2_prix,
		etab_contact_mail = excluded.etab_contact_mail,
		etab_contact_tel = excluded.etab_contact_tel, source_contact = excluded.source_contact,
		site_projet_url = excluded.site_projet_url,
		source_nom = excluded.source_nom, source_date = excluded.source_date,
		source_methode = excluded.source_methode, source_licence = excluded.source_licence,
		source_url = excluded.source_url, demonstration = excluded.demonstration;
end
$$;

-- New: a contour of the same source keeps its licence and its address where the file states none.
create or replace function public.import_contours(p_lot uuid, p_territory text, p_class text) returns json
language plpgsql
set search_path = public, extensions
as $$
declare
	key_column text := import_key_column(p_class);
	fault record;
	replaced integer;
begin
	perform import_check_keys(p_lot, p_territory, p_class);
	execute format(
		'select fiche -> ''properties'' ->> %1$L as id from import_lot
		where lot = $1 and classe = %2$L and not exists (
			select from public.%2$I as member
			where member.%1$I = fiche -> ''properties'' ->> %1$L and member.territory_id = $2
		)
		order by rang limit 1',
		key_column, p_class
	) into fault using p_lot, p_territory;
	get diagnostics replaced = row_count;
	if replaced > 0 then
		perform import_refuse(p_class, fault.id, key_column, fault.id, format(
			'le code d''un membre du territoire « %s »', p_territory
		));
	end if;
	select fiche -> 'properties' ->> key_column as id into fault
	from import_lot
	where lot = p_lot and classe = p_class and coalesce(fiche -> 'geometry', 'null') = 'null'
	order by rang limit 1;
	if found then
		perform import_refuse(p_class, fault.id, 'geometry', null, 'une surface');
	end if;
	execute format(
		'update public.%2$I as member set
			geom = located.geom,
			contour_methode = coalesce(given ->> ''contour_methode'', ''officiel''),
			source_nom = given ->> ''source_nom'',
			source_date = (given ->> ''source_date'')::date,
			source_methode = given ->> ''source_methode'',
			source_licence = case when given ? ''source_licence'' or same_source is not true
				then given ->> ''source_licence'' else member.source_licence end,
			source_url = case when given ? ''source_url'' or same_source is not true
				then given ->> ''source_url'' else member.source_url end,
			publie = coalesce((given ->> ''publie'')::boolean, member.publie) %3$s
		from (
			select fiche -> ''properties'' as given, stored.source_nom = fiche -> ''properties'' ->> ''source_nom''
				as same_source,
				import_geometry(%2$L, fiche -> ''properties'' ->> %1$L, fiche -> ''geometry'') as geom
			from import_lot join public.%2$I as stored on stored.%1$I = fiche -> ''properties'' ->> %1$L
			where lot = $1 and classe = %2$L
		) as located
		where member.%1$I = given ->> %1$L',
		key_column, p_class,
		case p_class when 'commune' then
			', surface_ha = coalesce(
				(given ->> ''surface_ha'')::double precision, member.surface_ha, area_ha(located.geom)
			)'
		else '' end
	) using p_lot;
	get diagnostics replaced = row_count;
	return json_build_object('inserted', 0, 'updated', replaced, 'outside', '[]'::json);
end
$$;

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

revoke all on function public.import_derived, public.import_value, public.import_fallbacks, public.import_kept
	from public, anon, authenticated;
grant execute on function public.import_derived, public.import_value, public.import_fallbacks, public.import_kept
	to service_role;
