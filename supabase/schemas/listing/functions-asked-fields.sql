-- Written from src/lib/domain/fields/terrain-eco.ts by `npm run fields`: change it there.

-- The one list of what can be declared; types and closed lists are those of the columns of terrain_eco.
create function public.listing_fields()
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

comment on function public.listing_fields is
	'Champs qu''une annonce peut déclarer, leur nature et leur plus grande valeur ou longueur ; tous sont des colonnes de terrain_eco';

create function public.listing_missing(p_contenu jsonb, p_geom extensions.geometry) returns text[]
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

comment on function public.listing_missing is
	'Champs obligatoires qu''une annonce ne dit pas encore : ceux du standard CNIG, le contour, le prix (ou « sur demande »), la date';
