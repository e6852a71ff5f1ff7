-- What a listing may say, what it must say before it is handed in, and how two of its states differ.

create function public.listing_allowed_values(p_field text) returns text[]
language sql stable
set search_path = public, extensions
as $$
	select case kind
		when 'coche' then array['oui']
		else allowed_values('public.terrain_eco', p_field)
	end
	from listing_fields() where field = p_field
$$;

comment on function public.listing_allowed_values is
	'Valeurs admises par un champ d''annonce à liste fermée';

-- What is wrong with one value, in words that end a sentence; null when nothing is.
create function public.listing_value_fault(p_territory text, p_field text, p_value jsonb) returns text
language plpgsql stable
set search_path = public, extensions
as $$
declare
	definition record;
	words text := p_value #>> '{}';
	allowed text[];
begin
	select * into definition from listing_fields() as f where f.field = p_field;
	if definition.kind in ('nombre', 'entier') then
		if jsonb_typeof(p_value) <> 'number' or words::numeric not between 0 and definition.most::numeric
			or (definition.kind = 'entier' and words::numeric <> trunc(words::numeric)) then
			return format('un nombre %sde 0 à %s',
				case definition.kind when 'entier' then 'entier ' else '' end, definition.most);
		end if;
		return null;
	end if;
	if jsonb_typeof(p_value) <> 'string' then
		return 'un texte';
	end if;
	case definition.kind
	when 'texte' then
		if length(words) > definition.most then
			return format('%s caractères au plus, et non %s', definition.most, length(words));
		end if;
	when 'liste', 'coche' then
		allowed := listing_allowed_values(p_field);
		if words <> all (allowed) then
			return 'une valeur parmi : ' || array_to_string(allowed, ' ; ');
		end if;
	when 'date' then
		if words !~ '^(19|20)[0-9]{2}-[0-9]{2}-[0-9]{2}$' then
			return 'une date écrite AAAA-MM-JJ, de 1900 à 2099';
		end if;
		begin
			perform words::date;
		exception when others then
			return 'une date du calendrier, écrite AAAA-MM-JJ';
		end;
	when 'parcelles' then
		if length(words) > definition.most or words !~
			'^[0-9][0-9AB][0-9]{6}[0-9A-Z]{2}[0-9]{4}([|][0-9][0-9AB][0-9]{6}[0-9A-Z]{2}[0-9]{4})*$' then
			return 'des identifiants de parcelle de 14 caractères séparés par « | », 100 au plus';
		end if;
	when 'site' then
		if not exists (
			select from site_eco where site_id = words and territory_id = p_territory and publie
		) then
			return 'l''identifiant d''un site du territoire';
		end if;
	end case;
	return null;
end
$$;

comment on function public.listing_value_fault is
	'Ce qu''un champ d''annonce attendait à la place de la valeur reçue ; vide quand elle convient';

-- Null and the empty text clear a field.
create function public.listing_checked(p_territory text, p_contenu json) returns jsonb
language plpgsql stable
set search_path = public, extensions
as $$
declare
	given jsonb;
	checked jsonb := '{}';
	entry record;
	fault text;
begin
	begin
		given := p_contenu::jsonb;
	exception when others then
		raise sqlstate 'PT400' using
			message = 'Le contenu porte un caractère que la base ne peut pas garder.',
			hint = 'Retirez le caractère nul (U+0000).',
			detail = json_build_object('code', 'content_character')::text;
	end;
	if jsonb_typeof(given) <> 'object' then
		raise sqlstate 'PT400' using
			message = 'Le contenu de l''annonce n''est pas un objet.',
			hint = 'Attendu : {"champ": valeur}.';
	end if;
	for entry in select key, value from jsonb_each(given) loop
		if not exists (select from listing_fields() as f where f.field = entry.key) then
			raise sqlstate 'PT400' using
				message = format('Champ « %s » inconnu.', left(entry.key, 60)),
				hint = 'Champs : ' || (select string_agg(f.field, ', ') from listing_fields() as f) || '.';
		end if;
		if entry.value = 'null' or btrim(entry.value #>> '{}') = '' then
			checked := checked || jsonb_build_object(entry.key, null);
			continue;
		end if;
		fault := listing_value_fault(p_territory, entry.key, entry.value);
		if fault is not null then
			raise sqlstate 'PT400' using
				message = format('%s : reçu « %s ».', entry.key, left(entry.value #>> '{}', 60)),
				hint = format('Attendu : %s.', fault),
				detail = json_build_object(
					'code', 'field_value',
					'field', entry.key,
					'value', left(entry.value #>> '{}', 60),
					'expected', fault
				)::text;
		end if;
		checked := checked || jsonb_build_object(entry.key, entry.value);
	end loop;
	return checked;
end
$$;

comment on function public.listing_checked is
	'Contenu d''annonce vérifié champ par champ ; 400 nommant le champ, la valeur et ce qui était attendu';

create function public.listing_shape(p_territory text, p_geom json)
returns extensions.geometry
language plpgsql stable
set search_path = public, extensions
as $$
declare
	shape geometry;
	vertices integer;
	most constant integer := 5000;
begin
	if p_geom is null or json_typeof(p_geom) = 'null' then
		return null;
	end if;
	begin
		shape := st_setsrid(st_force2d(st_geomfromgeojson(p_geom)), 4326);
	exception when others then
		raise sqlstate 'PT400' using
			message = 'Le contour n''est pas une géométrie GeoJSON.',
			hint = 'Attendu : un Polygon ou un MultiPolygon en degrés (EPSG:4326).',
			detail = json_build_object('code', 'outline_not_surface')::text;
	end;
	vertices := st_npoints(shape);
	if vertices > most then
		raise sqlstate 'PT400' using
			message = format('Le contour a %s sommets.', vertices),
			hint = format('Attendu : %s sommets au plus ; simplifiez-le.', most),
			detail = json_build_object('code', 'outline_vertices', 'count', vertices, 'most', most)::text;
	end if;
	if geometrytype(shape) not in ('POLYGON', 'MULTIPOLYGON') or st_isempty(shape) then
		raise sqlstate 'PT400' using
			message = format('Le contour est de type %s.', geometrytype(shape)),
			hint = 'Attendu : un Polygon ou un MultiPolygon non vide.',
			detail = json_build_object('code', 'outline_not_surface')::text;
	end if;
	if not st_isvalid(shape) then
		raise sqlstate 'PT400' using
			message = format('Le contour n''enferme pas une surface nette : %s.', st_isvalidreason(shape)),
			hint = 'Attendu : un contour qui ne se recoupe pas.',
			detail = json_build_object('code', 'outline_crossing')::text;
	end if;
	-- Where no contour of a commune is known, nobody can say what is outside.
	if (membership_of(p_territory, shape)).comm_insee is null and exists (
		select from commune where territory_id = p_territory and geom is not null
	) then
		raise sqlstate 'PT400' using
			message = format('Le terrain est hors du territoire (autour de %s, %s).',
				round(st_y(st_pointonsurface(shape))::numeric, 4),
				round(st_x(st_pointonsurface(shape))::numeric, 4)),
			hint = 'Attendu : un terrain dans une commune du territoire.',
			detail = json_build_object(
				'code', 'outline_outside',
				'latitude', round(st_y(st_pointonsurface(shape))::numeric, 4),
				'longitude', round(st_x(st_pointonsurface(shape))::numeric, 4)
			)::text;
	end if;
	return st_multi(shape);
end
$$;

comment on function public.listing_shape is
	'Contour d''annonce lu du GeoJSON et vérifié : surface valide, 5 000 sommets au plus, dans le territoire ; vide sans contour';

-- Both sides are snapshots; only what differs is kept.
create function public.listing_difference(p_before jsonb, p_after jsonb) returns jsonb
language sql immutable
set search_path = public, extensions
as $$
	select coalesce(jsonb_object_agg(field, jsonb_build_object(
		'avant', p_before -> field, 'après', p_after -> field
	)), '{}')
	from (
		select jsonb_object_keys(p_before || p_after) as field
	) as named
	where p_before -> field is distinct from p_after -> field
$$;

comment on function public.listing_difference is
	'Par champ qui diffère entre deux états : {"avant": …, "après": …}, vide d''un côté quand il y manque';

create function public.listing_snapshot(
	p_contenu jsonb, p_geom extensions.geometry, p_pieces jsonb
) returns jsonb
language sql immutable
set search_path = public, extensions
as $$
	select p_contenu
		|| case when p_geom is null then '{}'
			else jsonb_build_object('geom', st_asgeojson(p_geom, 6)::jsonb) end
		|| case when p_pieces = '[]' then '{}' else jsonb_build_object('pieces', p_pieces) end
$$;

comment on function public.listing_snapshot is
	'État d''une annonce à comparer : ses champs, son contour en GeoJSON (geom) et ses pièces (pieces)';
