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
	'Tables qu''un administrateur peut exporter ; ni les coordonnées des demandeurs, ni l''accès restreint';

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
		when 'annonce' then 'territory_id = $1 and soumise_le is not null'
		else 'territory_id = $1'
	end;
	-- The table is one of the list above; PostGIS writes a geometry in JSON as GeoJSON.
	execute format(
		'select coalesce(json_agg(to_json(t)), ''[]'') from public.%I as t where %s', p_table, condition
	) into rows_found using p_territory;
	return rows_found;
end
$$;

comment on function public.export_table is
	'Lignes d''une table du territoire, non publiées comprises, géométries en GeoJSON ; pour un administrateur';

revoke all on function public.exportable_tables, public.export_table
	from public, anon, authenticated;
grant execute on function public.export_table to authenticated, service_role;
