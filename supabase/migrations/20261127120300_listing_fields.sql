-- The one list of what can be declared; types and closed lists are those of the columns of terrain_eco.
create or replace function public.listing_fields()
returns table (field text, kind text, most double precision)
language sql immutable
set search_path = public, extensions
as $$
	values
		('site_id', 'site', null::double precision),
		('terr_refcad', 'parcelles', 1500),
		('terr_surf_brute', 'nombre', 10000),
		('terr_maitrise_fonc', 'liste', null),
		('terr_stade_amngt', 'liste', null),
		('terr_stade_comm', 'liste', null),
		('terr_etat_occup', 'liste', null),
		('terr_usage', 'liste', null),
		('terr_cle_en_main', 'liste', null),
		('terr_lot', 'texte', 120),
		('terr_cession_type', 'liste', null),
		('date_dispo', 'date', null),
		('terr_prix_demande_m2', 'nombre', 100000),
		('offre_type', 'liste', null),
		('terr_description', 'texte', 4000),
		('surflocal', 'nombre', 1000000),
		('hbat', 'nombre', 200),
		('local_charge_sol_kgm2', 'nombre', 1000000),
		('local_pont_roulant_t', 'nombre', 10000),
		('local_quais_nb', 'entier', 1000),
		('reseau_eau_potable', 'liste', null),
		('reseau_assainissement', 'liste', null),
		('reseau_eau_pluviale', 'liste', null),
		('reseau_electrique', 'liste', null),
		('reseau_gaz', 'liste', null),
		('reseau_fibre_optique', 'liste', null),
		('elec_capacite_kva', 'nombre', 10000000),
		('eau_capacite_m3j', 'nombre', 10000000),
		('gaz_capacite_m3h', 'nombre', 10000000),
		('fibre_capacite_mbits', 'nombre', 10000000),
		('terr_prix_sur_demande', 'coche', null)
$$;

create or replace function public.listing_missing(p_contenu jsonb, p_geom extensions.geometry) returns text[]
language sql stable
set search_path = public, extensions
as $$
	select coalesce(array_agg(name order by position), '{}')
	from (values
		(1, 'geom', p_geom is null),
		(2, 'offre_type', not p_contenu ? 'offre_type'),
		(3, 'surflocal', p_contenu ->> 'offre_type' = 'Local' and not p_contenu ? 'surflocal'),
		(4, 'terr_etat_occup', not p_contenu ? 'terr_etat_occup'),
		(5, 'terr_usage', not p_contenu ? 'terr_usage'),
		(6, 'terr_maitrise_fonc', not p_contenu ? 'terr_maitrise_fonc'),
		(7, 'terr_cession_type', not p_contenu ? 'terr_cession_type'),
		(8, 'terr_prix_demande_m2', not p_contenu ?| array['terr_prix_demande_m2', 'terr_prix_sur_demande']),
		(9, 'terr_stade_comm', not p_contenu ? 'terr_stade_comm'),
		(10, 'date_dispo', not p_contenu ? 'date_dispo'),
		(11, 'terr_stade_amngt', not p_contenu ? 'terr_stade_amngt')
	) as needed (position, name, is_missing)
	where is_missing
$$;

create or replace function public.listing_allowed_values(p_field text) returns text[]
language sql stable
set search_path = public, extensions
as $$
	select case kind
		when 'coche' then array['oui']
		else allowed_values('public.terrain_eco', p_field)
	end
	from listing_fields() where field = p_field
$$;

-- What is wrong with one value, in words that end a sentence; null when nothing is.
create or replace function public.listing_value_fault(p_territory text, p_field text, p_value jsonb) returns text
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
