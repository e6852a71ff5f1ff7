-- Everything that an administrator may take home, table by table.

create function public.exportable_tables() returns text[]
language sql immutable
set search_path = public, extensions
as $$
	select array[
		'terrain_eco', 'site_eco', 'unite_fonciere', 'etablissement', 'friche', 'poi', 'contrainte',
		'commune', 'epci', 'annonce', 'annonce_piece', 'annonce_version', 'demande', 'demande_note',
		'recherche_vide', 'membre'
	]
$$;

comment on function public.exportable_tables is
	'Tables qu''un administrateur peut exporter ; ni les coordonnées des demandeurs, ni les propriétaires, acquéreurs et prix';

-- Contacts come along, joined in from acces_restreint.
create function public.export_table(p_territory text, p_table text) returns json
language plpgsql stable security definer
set search_path = public, extensions
as $$
declare
	rows_found json;
	condition text;
begin
	perform refuse_unless_administrator(p_territory);
	if p_table is null or not p_table = any (exportable_tables()) then
		raise sqlstate 'PT404' using
			message = format('« %s » ne s''exporte pas.', coalesce(p_table, 'rien')),
			hint = 'Attendu : ' || array_to_string(exportable_tables(), ', ') || '.',
			detail = json_build_object('code', 'table_unknown', 'value', p_table)::text;
	end if;
	condition := case p_table
		when 'annonce_piece' then 'annonce_id in (select annonce_id from annonce where territory_id = $1)'
		when 'annonce_version' then 'annonce_id in (select annonce_id from annonce where territory_id = $1)'
		when 'demande_note' then 'demande_id in (select demande_id from demande where territory_id = $1)'
		-- Somebody's draft is theirs until they hand it in.
		when 'annonce' then 'record.territory_id = $1 and soumise_le is not null'
		else 'record.territory_id = $1'
	end;
	-- The table is one of the list above; PostGIS writes a geometry in JSON as GeoJSON.
	execute format(
		'select coalesce(json_agg(to_json(t)), ''[]'') from (%s where %s) as t',
		export_query(p_table), condition
	) into rows_found using p_territory;
	return rows_found;
end
$$;

comment on function public.export_table is
	'Lignes d''une table du territoire, non publiées comprises, géométries en GeoJSON ; pour un administrateur';

-- What an export reads of a table: its columns, and the contacts that are kept apart from them.
create function public.export_query(p_table text) returns text
language sql stable
set search_path = public, extensions
as $$
	with contact (classe, name, key_column) as (values
		('etablissement', 'etab_contact_mail', 'siret'),
		('etablissement', 'etab_contact_tel', 'siret'),
		('friche', 'site_projet_url', 'site_id'),
		('friche', 'source_contact', 'site_id')
	),
	own as (
		select attname::text as name, attnum::integer as position
		from pg_attribute
		where attrelid = format('public.%I', p_table)::regclass and attnum > 0 and not attisdropped
	),
	expression as (
		select coalesce(own.position, 2000) as position, coalesce(own.name, contact.name) as name,
			case
				when contact.name is null then format('record.%I', own.name)
				when own.name is null then format('apart.%I', contact.name)
				else format('coalesce(record.%1$I, apart.%1$I)', own.name)
			end as sql
		from own
		full join (select * from contact where classe = p_table) as contact
			on contact.name = own.name
	)
	select format(
		'select %s from public.%I as record%s',
		(select string_agg(format('%s as %I', sql, name), ', ' order by position, name)
			from expression),
		p_table,
		(select format(
			' left join public.acces_restreint as apart on apart.classe = %L and apart.objet_id = record.%I',
			p_table, min(key_column)
		) from contact where classe = p_table having count(*) > 0)
	)
$$;

comment on function public.export_query is
	'Requête qui lit une table pour l''export, avec les coordonnées que l''accès restreint en garde';
