-- What a site's networks can still give, each figure with who said so and when; crossings of the border.

alter table public.site_eco
	add column elec_capacite_kva double precision check (elec_capacite_kva >= 0),
	add column elec_capacite_source text,
	add column elec_capacite_date date,
	add column eau_capacite_m3j double precision check (eau_capacite_m3j >= 0),
	add column eau_capacite_source text,
	add column eau_capacite_date date,
	add column gaz_capacite_m3h double precision check (gaz_capacite_m3h >= 0),
	add column gaz_capacite_source text,
	add column gaz_capacite_date date,
	add column fibre_capacite_mbits double precision check (fibre_capacite_mbits >= 0),
	add column fibre_capacite_source text,
	add column fibre_capacite_date date,
	add constraint elec_capacite_sourcee check (
		elec_capacite_kva is null
		or (elec_capacite_source is not null and elec_capacite_date is not null)
	),
	add constraint eau_capacite_sourcee check (
		eau_capacite_m3j is null
		or (eau_capacite_source is not null and eau_capacite_date is not null)
	),
	add constraint gaz_capacite_sourcee check (
		gaz_capacite_m3h is null
		or (gaz_capacite_source is not null and gaz_capacite_date is not null)
	),
	add constraint fibre_capacite_sourcee check (
		fibre_capacite_mbits is null
		or (fibre_capacite_source is not null and fibre_capacite_date is not null)
	);

comment on column public.site_eco.elec_capacite_kva is
	'Puissance électrique disponible pour le site, en kVA';
comment on column public.site_eco.elec_capacite_source is
	'Qui donne la puissance électrique disponible';
comment on column public.site_eco.elec_capacite_date is
	'Date à laquelle la puissance électrique disponible est donnée';
comment on column public.site_eco.eau_capacite_m3j is
	'Débit d''eau potable disponible pour le site, en m³ par jour';
comment on column public.site_eco.eau_capacite_source is 'Qui donne le débit d''eau disponible';
comment on column public.site_eco.eau_capacite_date is
	'Date à laquelle le débit d''eau disponible est donné';
comment on column public.site_eco.gaz_capacite_m3h is
	'Débit de gaz disponible pour le site, en m³ par heure';
comment on column public.site_eco.gaz_capacite_source is 'Qui donne le débit de gaz disponible';
comment on column public.site_eco.gaz_capacite_date is
	'Date à laquelle le débit de gaz disponible est donné';
comment on column public.site_eco.fibre_capacite_mbits is
	'Débit offert par la fibre sur le site, en Mbit/s';
comment on column public.site_eco.fibre_capacite_source is 'Qui donne le débit de la fibre';
comment on column public.site_eco.fibre_capacite_date is
	'Date à laquelle le débit de la fibre est donné';

alter table public.poi
	drop constraint poi_poi_type_check,
	add constraint poi_poi_type_check check (poi_type in (
		'échangeur autoroutier',
		'gare de voyageurs',
		'gare de fret',
		'port',
		'aérodrome',
		'formation',
		'plateforme',
		'point de passage frontalier'
	));
