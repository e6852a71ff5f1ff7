-- What the database has to say of each staged record before anything is written, page by page: what it would refuse,
-- by record, and what it remarks. So one record at fault never stops the others, and a check says what an import would.

-- The geometry of a staged feature in the type of its table, or what was received and what was expected instead.
create function public.import_located(
	p_class text, p_geometry jsonb,
	out located extensions.geometry, out received text, out expected text
)
language plpgsql stable
set search_path = public, extensions
as $$
begin
	if p_geometry is null or p_geometry = 'null' then
		return;
	end if;
	begin
		located := st_setsrid(st_force2d(st_geomfromgeojson(p_geometry)), 4326);
	exception when internal_error or data_exception then
		received := left(p_geometry::text, 80);
		expected := 'une géométrie GeoJSON';
		return;
	end;
	if st_isempty(located) or not (
		st_xmin(located) >= -180 and st_xmax(located) <= 180
		and st_ymin(located) >= -90 and st_ymax(located) <= 90
	) then
		received := left(st_astext(located), 80);
		expected := 'des coordonnées en degrés';
	elsif not st_isvalid(located) then
		received := st_isvalidreason(located);
		expected := 'une géométrie valide';
	else
		if p_class in ('poi', 'unite_fonciere') and st_numgeometries(located) = 1 then
			located := st_geometryn(located, 1);
		elsif p_class not in ('poi', 'unite_fonciere', 'friche') or st_dimension(located) = 2 then
			located := st_multi(located);
		end if;
		if geometrytype(located) = any (case p_class
			when 'poi' then array['POINT'] when 'etablissement' then array['MULTIPOINT']
			when 'unite_fonciere' then array['POLYGON'] when 'friche' then array['POINT', 'MULTIPOLYGON']
			else array['MULTIPOLYGON']
		end) then
			return;
		end if;
		received := geometrytype(located);
		expected := case p_class
			when 'poi' then 'un point' when 'etablissement' then 'un ou plusieurs points'
			when 'friche' then 'un point ou une surface' else 'une surface'
		end;
	end if;
	located := null;
end
$$;

comment on function public.import_located is
	'Géométrie d''une fiche déposée dans le type de sa table, sinon ce qui a été reçu et ce qui était attendu';

-- New: what is wrong with a geometry is found by import_located.
create or replace function public.import_geometry(
	p_class text, p_id text, p_geometry jsonb
) returns extensions.geometry
language plpgsql stable
set search_path = public, extensions
as $$
declare
	place record;
begin
	select * into place from import_located(p_class, p_geometry);
	if place.expected is not null then
		perform import_refuse(p_class, p_id, 'geometry', place.received, place.expected);
	end if;
	return place.located;
end
$$;

-- Every commune as far as it is known, in Lambert-93, to within 100 m: enough to tell how far away something lies.
create function public.territory_outline(p_territory text) returns extensions.geometry
language sql stable
set search_path = public, extensions
as $$
	select st_collect(st_simplify(st_transform(geom, 2154), 100))
	from commune where territory_id = p_territory and geom is not null
$$;

comment on function public.territory_outline is
	'Contours des communes d''un territoire en Lambert-93, simplifiés à 100 m ; vide tant qu''aucun n''est connu';

create function public.import_drop(p_lot uuid, p_class text, p_keys text[]) returns integer
language plpgsql
set search_path = public, extensions
as $$
declare
	dropped integer;
begin
	delete from import_lot
	where lot = p_lot and classe = p_class
		and fiche -> 'properties' ->> import_key_column(p_class) = any (p_keys);
	get diagnostics dropped = row_count;
	return dropped;
end
$$;

comment on function public.import_drop is 'Retire des fiches d''un lot par leurs clés ; rend leur nombre';

revoke all on function public.import_located, public.territory_outline, public.import_drop
	from public, anon, authenticated;
grant execute on function public.import_located, public.territory_outline, public.import_drop
	to service_role;
