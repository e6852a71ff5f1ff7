-- What several subjects and a computed column ask: texts, days, boxes, sectors, histories. They know no table, and
-- come before all of them.

-- Mirrors sectorOf in src/lib/domain/sector.ts; tests/db/schema.test.ts keeps the two equal.
create function public.sector_of(p_naf text) returns text
language sql immutable
set search_path = public, extensions
as $$
	select case
		when left(code, 3) in ('245', '255') then 'forge-fonderie'
		when left(code, 2) in ('10', '11', '12') then 'agroalimentaire'
		when left(code, 2) in ('16', '17', '18', '31') then 'bois-papier'
		when left(code, 2) in ('19', '20', '21', '22') then 'plasturgie-chimie'
		when left(code, 2) in ('24', '25') then 'metallurgie'
		when left(code, 2) in ('26', '27', '28', '29', '30', '33') then 'mecanique'
		when left(code, 2) in ('35', '36', '37', '38', '39') then 'energie-environnement'
		else 'autre-industrie'
	end
	from (select regexp_replace(p_naf, '[.]', '') as code) as naf
$$;

create function public.box_geometry(p_bbox double precision[]) returns extensions.geometry
language plpgsql immutable
set search_path = public, extensions
as $$
begin
	if p_bbox is null then
		return null;
	end if;
	if array_length(p_bbox, 1) is distinct from 4
		or array_position(p_bbox, null) is not null
		or not (p_bbox[1] between -180 and 180 and p_bbox[3] between -180 and 180)
		or not (p_bbox[2] between -90 and 90 and p_bbox[4] between -90 and 90)
		or p_bbox[2] > p_bbox[4]
	then
		raise sqlstate 'PT400' using
			message = format('Emprise refusée : « %s ».', array_to_string(p_bbox, ',', 'vide')),
			hint = 'Attendu : quatre nombres en degrés, ouest, sud, est, nord.';
	end if;
	-- West beyond east means that the box crosses the antimeridian (RFC 7946, section 5.2).
	if p_bbox[1] > p_bbox[3] then
		return st_collect(
			st_makeenvelope(p_bbox[1], p_bbox[2], 180, p_bbox[4], 4326),
			st_makeenvelope(-180, p_bbox[2], p_bbox[3], p_bbox[4], 4326)
		);
	end if;
	return st_makeenvelope(p_bbox[1], p_bbox[2], p_bbox[3], p_bbox[4], 4326);
end
$$;

comment on function public.box_geometry is
	'Emprise [ouest, sud, est, nord] en degrés ; 400 quand elle n''en est pas une';

-- Lower case without accents, as the browser folds: letter and accent apart, accent dropped.
create function public.fold_text(p_text text) returns text
language sql immutable
set search_path = public, extensions
as $$
	select translate(
		lower(regexp_replace(normalize(p_text, NFD), '[\u0300-\u036f^`¨¯´·¸]', '', 'g')),
		'ŒÆØ', 'œæø'
	)
$$;

comment on function public.fold_text is 'Texte en minuscules et sans accents';

-- Not even the service may rewrite what happened; only the removal of the listing takes its history along.
create function public.refuse_rewriting() returns trigger
language plpgsql
set search_path = public, extensions
as $$
begin
	if tg_op = 'DELETE' and not exists (select from annonce where annonce_id = old.annonce_id) then
		return old;
	end if;
	raise sqlstate 'PT403' using
		message = 'L''historique ne se modifie pas.',
		hint = 'Rétablissez une version : cela ajoute une ligne à l''historique.';
end
$$;

comment on function public.refuse_rewriting is 'Refuse toute écriture dans l''historique existant';

-- Row triggers do not see a truncation.
create function public.refuse_truncation() returns trigger
language plpgsql
set search_path = public, extensions
as $$
begin
	raise sqlstate 'PT403' using message = 'L''historique ne se vide pas.';
end
$$;

comment on function public.refuse_truncation is 'Refuse de vider l''historique';

create function public.local_day() returns date
language sql stable
set search_path = public, extensions
as $$
	select (now() at time zone 'Europe/Paris')::date
$$;

comment on function public.local_day is 'Date du jour en France';

create function public.paris_month(p_at timestamptz) returns date
language sql stable
set search_path = public, extensions
as $$
	select date_trunc('month', p_at at time zone 'Europe/Paris')::date
$$;

comment on function public.paris_month is 'Premier jour du mois, à l''heure de Paris';

create function public.is_day(p_text text) returns boolean
language plpgsql immutable strict
set search_path = public, extensions
as $$
begin
	return p_text ~ '^[0-9]{4}-[0-9]{2}-[0-9]{2}$' and p_text::date is not null;
exception when data_exception then
	return false;
end
$$;

comment on function public.is_day is 'Vrai pour un jour qui existe, écrit AAAA-MM-JJ';

create function public.truth_of(p_text text) returns boolean
language sql immutable
set search_path = public, extensions
as $$
	select case
		when lower(p_text) in ('1', 'true', 'vrai', 'oui') then true
		when lower(p_text) in ('0', 'false', 'faux', 'non') then false
	end
$$;

comment on function public.truth_of is
	'Oui ou non, écrit 1 ou 0, true ou false, vrai ou faux, oui ou non ; vide pour autre chose';
