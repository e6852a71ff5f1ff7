-- Lines of plots that are kept (ligne_terrain), and when they go. What a line says comes from the plot, from what
-- covers it, from the names of its site, commune and EPCI, and from the schema. Nobody has to keep them: one that is
-- missing is written for the page that asks, with the same bytes.

-- A page as its parameters ask it (page_keys). Where all of its lines are kept nothing is planned that would write one.
create function public.lines_of(
	p_collection text,
	p_condition text,
	p_territory text,
	p_box extensions.geometry,
	p_filters json,
	p_keys text[],
	p_limit integer,
	p_offset integer,
	p_after text,
	out returned integer,
	out lines text
)
language plpgsql stable
set search_path = public, extensions
as $$
declare
	missing integer;
	version text := schema_version();
begin
	if p_collection = 'terrains' then
		execute kept_page_statement(p_condition) into returned, missing, lines
			using p_territory, p_box, p_filters, p_keys, p_limit, p_offset, p_after, version;
		if missing = 0 then
			return;
		end if;
	end if;
	execute page_statement(p_collection, p_condition) into returned, lines
		using p_territory, p_box, p_filters, p_keys, p_limit, p_offset, p_after, version;
end
$$;

comment on function public.lines_of is
	'Lignes d''une page d''une collection, gardées ou écrites à la demande';

create function public.kept_page_statement(p_condition text) returns text
language sql stable
set search_path = public, extensions
as $$
	select format(
		'with page as materialized (%s),
		feature as (select feature_id, %s as line from page offset 0)
		select count(*)::integer as returned, (count(*) - count(line))::integer as missing,
			coalesce(string_agg(line, E''\n'' order by feature_id collate "C"), '''') as lines
		from feature',
		page_keys('terrains', p_condition), kept_line()
	)
$$;

comment on function public.kept_page_statement is
	'Requête qui lit une page de terrains de leurs lignes gardées, et compte celles qui manquent';

-- A migration may change what lines say: none is believed after one.
create function public.schema_version() returns text
language plpgsql stable security definer
set search_path = public, extensions
as $$
begin
	if to_regclass('supabase_migrations.schema_migrations') is null then
		return null;
	end if;
	return (select max(version) from supabase_migrations.schema_migrations);
end
$$;

comment on function public.schema_version is
	'Dernière migration qui a été appliquée ; vide où aucune ne l''a été';

-- Writers hold it together until their transaction ends, who keeps lines holds it alone: a line is never made of what
-- somebody is changing.
create function public.lines_lock() returns bigint
language sql immutable
set search_path = public, extensions
as $$
	select 7230116::bigint
$$;

comment on function public.lines_lock is 'Verrou consultatif des lignes gardées';

-- Keeps the lines that are missing among the plots which follow a key. While somebody writes it keeps none, and says
-- none: it is asked again.
create function public.lines_keep(
	p_territory text,
	p_after text,
	p_limit integer,
	out last_key text,
	out kept integer
)
language plpgsql
set search_path = public, extensions
set jit = off
as $$
declare
	version text := schema_version();
	keys text[];
begin
	if version is null or not pg_try_advisory_xact_lock(lines_lock()) then
		return;
	end if;
	select array_agg(terr_id), max(terr_id collate "C") into keys, last_key
	from (
		select terr_id from terrain_eco
		where territory_id = p_territory and (p_after is null or terr_id collate "C" > p_after)
		order by terr_id collate "C" limit p_limit
	) as plot;
	select array_agg(key) into keys
	from unnest(keys) as key left join ligne_terrain as line
		on line.terr_id = key and line.schema_version = version
	where line.terr_id is null;
	execute format(
		'insert into public.ligne_terrain (terr_id, territory_id, schema_version, ligne)
		select record.terr_id, $1, $2, %s from %s where record.terr_id = any ($3)
		on conflict (terr_id) do update set
			territory_id = excluded.territory_id, schema_version = excluded.schema_version, ligne = excluded.ligne',
		line_expression('terrains'), collection_tables('terrains')
	) using p_territory, version, keys;
	get diagnostics kept = row_count;
end
$$;

comment on function public.lines_keep is
	'Garde les lignes qui manquent aux terrains suivant une clé ; dit la dernière clé regardée et combien de lignes : rien pendant une écriture';

create function public.forget_lines() returns trigger
language plpgsql
set search_path = public, extensions
as $$
begin
	perform pg_advisory_xact_lock_shared(lines_lock());
	delete from ligne_terrain as line using touched where line.terr_id = touched.terr_id;
	return null;
end
$$;

comment on function public.forget_lines is 'Oublie les lignes de terrains qui ont changé';

create trigger forget_lines_of_changed after update on public.terrain_eco
	referencing old table as touched
	for each statement execute function public.forget_lines();

create trigger forget_lines_of_removed after delete on public.terrain_eco
	referencing old table as touched
	for each statement execute function public.forget_lines();

create trigger forget_lines_of_new after insert on public.part_contrainte
	referencing new table as touched
	for each statement execute function public.forget_lines();

create trigger forget_lines_of_changed after update on public.part_contrainte
	referencing new table as touched
	for each statement execute function public.forget_lines();

create trigger forget_lines_of_removed after delete on public.part_contrainte
	referencing old table as touched
	for each statement execute function public.forget_lines();

create function public.forget_lines_of_sites() returns trigger
language plpgsql
set search_path = public, extensions
as $$
begin
	perform pg_advisory_xact_lock_shared(lines_lock());
	delete from ligne_terrain as line using terrain_eco as plot, touched
	where line.terr_id = plot.terr_id and plot.site_id = touched.site_id;
	return null;
end
$$;

comment on function public.forget_lines_of_sites is
	'Oublie les lignes des terrains de sites qui ont changé';

create trigger forget_lines_of_new after insert on public.site_eco
	referencing new table as touched
	for each statement execute function public.forget_lines_of_sites();

create trigger forget_lines_of_changed after update on public.site_eco
	referencing new table as touched
	for each statement execute function public.forget_lines_of_sites();

create trigger forget_lines_of_removed after delete on public.site_eco
	referencing old table as touched
	for each statement execute function public.forget_lines_of_sites();

-- Names of members, and which kinds of constraint the territory has at all: every line may say them.
create function public.forget_lines_of_territory() returns trigger
language plpgsql
set search_path = public, extensions
as $$
begin
	perform pg_advisory_xact_lock_shared(lines_lock());
	delete from ligne_terrain
	where territory_id in (select territory_id from touched);
	return null;
end
$$;

comment on function public.forget_lines_of_territory is
	'Oublie les lignes des terrains d''un territoire dont les membres ou les contraintes ont changé';

create trigger forget_lines_of_new after insert on public.epci
	referencing new table as touched
	for each statement execute function public.forget_lines_of_territory();

create trigger forget_lines_of_changed after update on public.epci
	referencing new table as touched
	for each statement execute function public.forget_lines_of_territory();

create trigger forget_lines_of_removed after delete on public.epci
	referencing old table as touched
	for each statement execute function public.forget_lines_of_territory();

create trigger forget_lines_of_new after insert on public.commune
	referencing new table as touched
	for each statement execute function public.forget_lines_of_territory();

create trigger forget_lines_of_changed after update on public.commune
	referencing new table as touched
	for each statement execute function public.forget_lines_of_territory();

create trigger forget_lines_of_removed after delete on public.commune
	referencing old table as touched
	for each statement execute function public.forget_lines_of_territory();

create trigger forget_lines_of_new after insert on public.contrainte
	referencing new table as touched
	for each statement execute function public.forget_lines_of_territory();

create trigger forget_lines_of_changed after update on public.contrainte
	referencing new table as touched
	for each statement execute function public.forget_lines_of_territory();

create trigger forget_lines_of_removed after delete on public.contrainte
	referencing old table as touched
	for each statement execute function public.forget_lines_of_territory();
