-- Class TERRAIN-ECO of the CNIG standard "Sites économiques" (v2024-10), and the land units of a site.

create table public.terrain_eco (
	terr_id text primary key,
	site_id text,
	terr_refcad text check (
		terr_refcad ~ '^[0-9][0-9AB][0-9]{6}[0-9A-Z]{2}[0-9]{4}([|][0-9][0-9AB][0-9]{6}[0-9A-Z]{2}[0-9]{4})*$'
	),
	terr_surf_brute double precision check (terr_surf_brute >= 0),
	terr_utile text check (terr_utile in ('oui', 'non')),
	terr_identif_date date,
	terr_actu_date date,
	terr_maitrise_fonc text not null check (terr_maitrise_fonc in (
		'personne physique',
		'Etat',
		'région',
		'département',
		'structure intercommunale',
		'commune',
		'autre collectivité territoriale',
		'organisme de logement social',
		'établissement public foncier',
		'SEM ou SPLA',
		'aménageur',
		'investisseur professionnel',
		'établissement de santé et structure sociale',
		'établissement de tourisme et structure de loisir sportive ou cultuelle',
		'établissement industriel et commercial',
		'organisation de gestion foncière et immobilière',
		'établissement d''enseignement d''étude et de recherche',
		'inconnu',
		'autre',
		'sans objet'
	)),
	terr_stade_amngt text not null check (terr_stade_amngt in (
		'non aménageable',
		'non aménagé, non viabilisé',
		'viabilisation en cours',
		'viabilisé non aménagé',
		'viabilisé et aménagé',
		'inconnu',
		'autre',
		'sans objet'
	)),
	terr_stade_comm text not null check (terr_stade_comm in (
		'non commercialisé',
		'non commercialisable',
		'en vente',
		'en vente avec contraintes',
		'vendu, commercialisation achevée',
		'réservé par option de réservation',
		'réservé par une délibération de l''EPCI',
		'inconnu',
		'autre',
		'sans objet'
	)),
	terr_etat_occup text not null check (terr_etat_occup in (
		'inoccupé',
		'occupation transitoire',
		'occupé',
		'vacant',
		'friche',
		'inconnu',
		'autre',
		'sans objet'
	)),
	terr_usage text not null check (terr_usage in (
		'voirie ou infrastructure',
		'parkings, stationnement',
		'zone de retournement poids-lourds',
		'autres équipements publics',
		'bâti productif',
		'bâti résidentiel',
		'bassin d''orage ou de rétention',
		'espace vert',
		'espace naturel ou forestier',
		'espace agricole',
		'zone de service partagée entre entreprises',
		'carrières, zones d''extraction',
		'dépôt, stockage',
		'production d’énergie renouvelable',
		'inconnu',
		'autre',
		'sans objet'
	)),
	terr_url_cartofriches text,
	terr_cle_en_main text check (terr_cle_en_main in ('oui', 'non')),
	terr_lot text,
	terr_cession_type text check (terr_cession_type in (
		'Vente',
		'Location',
		'Mise à disposition'
	)),
	date_dispo date,
	terr_prix_demande_m2 double precision check (terr_prix_demande_m2 >= 0),
	comm_insee text,
	epci_siren text,
	terr_surf_nette double precision check (terr_surf_nette >= 0),
	terr_halle_tient double precision[],
	terr_halle_exclue double precision[],
	terr_surf_reunie double precision,
	terr_reunis text[],
	terr_zone_urba text,
	terr_zone_source text,
	terr_permis text check (terr_permis in ('sans échéance', 'échéance', 'aucun')),
	terr_permis_fin date,
	centre extensions.geometry(Point, 4326) not null,
	offre_type text default 'Terrain' check (offre_type in ('Terrain', 'Local')),
	terr_description text check (length(terr_description) <= 4000),
	surflocal double precision check (surflocal >= 0),
	hbat double precision check (hbat >= 0),
	local_charge_sol_kgm2 double precision check (local_charge_sol_kgm2 >= 0),
	local_pont_roulant_t double precision check (local_pont_roulant_t >= 0),
	local_quais_nb integer check (local_quais_nb >= 0),
	-- A plot that stands alone has its networks itself; one in a site may differ from it.
	reseau_eau_potable text check (reseau_eau_potable in ('oui', 'non')),
	reseau_assainissement text check (reseau_assainissement in ('oui', 'non')),
	reseau_eau_pluviale text check (reseau_eau_pluviale in ('oui', 'non')),
	reseau_gaz text check (reseau_gaz in ('oui', 'non')),
	reseau_electrique text check (reseau_electrique in ('oui', 'non')),
	reseau_fibre_optique text check (reseau_fibre_optique in ('oui', 'non')),
	elec_capacite_kva double precision check (elec_capacite_kva >= 0),
	eau_capacite_m3j double precision check (eau_capacite_m3j >= 0),
	gaz_capacite_m3h double precision check (gaz_capacite_m3h >= 0),
	fibre_capacite_mbits double precision check (fibre_capacite_mbits >= 0),
	confirme_le date,
	terr_prix_sur_demande text check (terr_prix_sur_demande in ('oui', 'non')),
	geom extensions.geometry(MultiPolygon, 4326) not null,
	territory_id text not null references public.territory,
	like pg_temp.published_provenance including all
);

comment on table public.terrain_eco is 'Terrains à vocation économique (classe TERRAIN-ECO du géostandard CNIG), sans les quatre champs réservés';
comment on column public.terrain_eco.terr_id is 'Identifiant du terrain à vocation économique';
comment on column public.terrain_eco.site_id is
	'Identifiant du site où se situe le terrain économique';
comment on column public.terrain_eco.terr_refcad is
	'Liste des identifiants de parcelles cadastrales';
comment on column public.terrain_eco.terr_surf_brute is
	'Superficie brute du terrain économique en hectare';
comment on column public.terrain_eco.terr_utile is 'Superficie à prendre en compte (oui ou non)';
comment on column public.terrain_eco.terr_identif_date is
	'Date d''identification du terrain économique';
comment on column public.terrain_eco.terr_actu_date is
	'Date de dernière actu. des informations du terrain éco';
comment on column public.terrain_eco.terr_maitrise_fonc is
	'Maîtrise foncière majoritaire du terrain économique';
comment on column public.terrain_eco.terr_stade_amngt is
	'Stade d’aménagement du terrain économique';
comment on column public.terrain_eco.terr_stade_comm is
	'Stade de commercialisation du terrain économique';
comment on column public.terrain_eco.terr_etat_occup is 'État d''occupation du terrain économique';
comment on column public.terrain_eco.terr_usage is 'Usage du terrain économique';
comment on column public.terrain_eco.terr_url_cartofriches is
	'URL de la friche dans cartofriches (lorsque terr_etat_occup = friche)';
comment on column public.terrain_eco.terr_cle_en_main is 'Terrain clé en main (oui ou non)';
comment on column public.terrain_eco.terr_lot is
	'Numéro ou nom du lot dans le site (extension Bourgogne-Franche-Comté)';
comment on column public.terrain_eco.terr_cession_type is
	'Type de cession proposé (extension Bourgogne-Franche-Comté)';
comment on column public.terrain_eco.date_dispo is
	'Date à partir de laquelle le terrain est disponible (DINNOV)';
comment on column public.terrain_eco.terr_prix_demande_m2 is
	'Prix demandé, en euros hors taxes par m²';
comment on column public.terrain_eco.comm_insee is
	'Code INSEE de la commune, calculé depuis la géométrie par déclencheur';
comment on column public.terrain_eco.epci_siren is
	'SIREN de l''EPCI, calculé depuis la géométrie par déclencheur';
comment on column public.terrain_eco.terr_surf_nette is
	'Superficie en hectare hors des contraintes et du recul que compte la configuration du territoire, calculée par déclencheur ; vide quand rien n''est à déduire';
comment on column public.terrain_eco.terr_halle_tient is
	'Longueurs en m des plus grands bâtiments dont il est vérifié qu''ils tiennent sur la superficie nette, une par proportion (1, 1,25, 1,5, 2, 2,5, 3, 4 et 5 fois plus long que large) ; vide tant qu''elles ne sont pas calculées';
comment on column public.terrain_eco.terr_halle_exclue is
	'Longueurs en m des plus petits bâtiments de ces proportions dont il est prouvé qu''ils ne tiennent à aucun angle';
comment on column public.terrain_eco.terr_surf_reunie is
	'Plus grande superficie brute en hectare que le terrain atteint seul ou avec un ou deux terrains libres qui le touchent (limite commune de 5 m au moins) ; 0 pour ce qui n''est pas un terrain libre, vide tant qu''elle n''est pas calculée';
comment on column public.terrain_eco.terr_reunis is
	'Terrains qui l''atteignent ensemble, celui-ci compris';
comment on column public.terrain_eco.terr_zone_urba is
	'Type de la zone du document d''urbanisme qui couvre le plus du terrain, calculé par déclencheur ; vide si aucune n''est connue';
comment on column public.terrain_eco.terr_zone_source is
	'Source, libellé et date de cette zone, calculés par déclencheur';
comment on column public.terrain_eco.terr_permis is
	'Si la zone donne un permis à l''industrie : sans échéance, échéance, aucun ; calculé par déclencheur, vide si rien n''est su';
comment on column public.terrain_eco.terr_permis_fin is
	'Dernier jour où la zone donne un permis, quand elle a une échéance ; calculé par déclencheur';
comment on column public.terrain_eco.centre is
	'Moyenne des sommets du terrain, en degrés (EPSG:4326), calculée par déclencheur : point d''où se mesurent les distances';
comment on column public.terrain_eco.offre_type is
	'Ce qui est offert : Terrain, ou Local (surface dans un bâtiment existant)';
comment on column public.terrain_eco.terr_description is 'Description libre de l''offre';
comment on column public.terrain_eco.surflocal is
	'Surface du local, en m² (extension Bourgogne-Franche-Comté)';
comment on column public.terrain_eco.hbat is
	'Hauteur utile du bâtiment, en m (extension Bourgogne-Franche-Comté)';
comment on column public.terrain_eco.local_charge_sol_kgm2 is
	'Charge admissible au sol du local, en kg par m²';
comment on column public.terrain_eco.local_pont_roulant_t is
	'Capacité du plus fort pont roulant du local, en tonnes ; 0 sans pont roulant';
comment on column public.terrain_eco.local_quais_nb is 'Nombre de quais de chargement du local';
comment on column public.terrain_eco.reseau_eau_potable is
	'Eau potable au terrain même ; vide : voir le site';
comment on column public.terrain_eco.reseau_assainissement is
	'Assainissement au terrain même ; vide : voir le site';
comment on column public.terrain_eco.reseau_eau_pluviale is
	'Eaux pluviales au terrain même ; vide : voir le site';
comment on column public.terrain_eco.reseau_gaz is 'Gaz au terrain même ; vide : voir le site';
comment on column public.terrain_eco.reseau_electrique is
	'Électricité au terrain même ; vide : voir le site';
comment on column public.terrain_eco.reseau_fibre_optique is
	'Fibre optique au terrain même ; vide : voir le site';
comment on column public.terrain_eco.elec_capacite_kva is
	'Puissance électrique disponible au terrain même, en kVA ; vide : voir le site';
comment on column public.terrain_eco.eau_capacite_m3j is
	'Débit d''eau potable disponible au terrain même, en m³ par jour ; vide : voir le site';
comment on column public.terrain_eco.gaz_capacite_m3h is
	'Débit de gaz disponible au terrain même, en m³ par heure ; vide : voir le site';
comment on column public.terrain_eco.fibre_capacite_mbits is
	'Débit de la fibre disponible au terrain même, en Mbit par seconde ; vide : voir le site';
comment on column public.terrain_eco.confirme_le is
	'Dernière confirmation de l''annonce par qui la propose ; vide pour une fiche importée';
comment on column public.terrain_eco.terr_prix_sur_demande is
	'oui : le prix est donné sur demande, plutôt qu''affiché';
comment on column public.terrain_eco.geom is 'Emprise du terrain, en degrés (EPSG:4326)';
comment on column public.terrain_eco.territory_id is 'Territoire auquel la fiche appartient';

create index terrain_eco_territory_id on public.terrain_eco (territory_id);
create index terrain_eco_site_id on public.terrain_eco (site_id);
create index terrain_eco_geom on public.terrain_eco using gist (geom);
create index terrain_eco_centre on public.terrain_eco using gist (centre);
create index terrain_eco_halles_dues on public.terrain_eco (territory_id, terr_id)
	where terr_halle_tient is null;
create index terrain_eco_surf_nette on public.terrain_eco (territory_id, terr_surf_nette);
-- What is asked of a building is compared with the lengths of two proportions beside each other: see may_hold_hall.
create index terrain_eco_halle_1 on public.terrain_eco
	(territory_id, (terr_halle_exclue[1]), (terr_halle_exclue[2]))
	where terr_halle_tient is not null;
create index terrain_eco_halle_2 on public.terrain_eco
	(territory_id, (terr_halle_exclue[2]), (terr_halle_exclue[3]))
	where terr_halle_tient is not null;
create index terrain_eco_halle_3 on public.terrain_eco
	(territory_id, (terr_halle_exclue[3]), (terr_halle_exclue[4]))
	where terr_halle_tient is not null;
create index terrain_eco_halle_4 on public.terrain_eco
	(territory_id, (terr_halle_exclue[4]), (terr_halle_exclue[5]))
	where terr_halle_tient is not null;
create index terrain_eco_halle_5 on public.terrain_eco
	(territory_id, (terr_halle_exclue[5]), (terr_halle_exclue[6]))
	where terr_halle_tient is not null;
create index terrain_eco_halle_6 on public.terrain_eco
	(territory_id, (terr_halle_exclue[6]), (terr_halle_exclue[7]))
	where terr_halle_tient is not null;
create index terrain_eco_halle_7 on public.terrain_eco
	(territory_id, (terr_halle_exclue[7]), (terr_halle_exclue[8]))
	where terr_halle_tient is not null;
create index terrain_eco_halle_8 on public.terrain_eco (territory_id, (terr_halle_exclue[8]))
	where terr_halle_tient is not null;
create index terrain_eco_reunions_dues on public.terrain_eco (territory_id, terr_id)
	where terr_reunis is null;
create index terrain_eco_cle on public.terrain_eco (territory_id, terr_id collate "C");

create table public.unite_fonciere (
	uf_id text primary key,
	site_id text,
	uf_refcad text check (
		uf_refcad ~ '^[0-9][0-9AB][0-9]{6}[0-9A-Z]{2}[0-9]{4}([|][0-9][0-9AB][0-9]{6}[0-9A-Z]{2}[0-9]{4})*$'
	),
	uf_surface_m2 double precision check (uf_surface_m2 >= 0),
	comm_insee text,
	epci_siren text,
	uf_emprise_batie_m2 double precision check (uf_emprise_batie_m2 >= 0),
	geom extensions.geometry(Polygon, 4326) not null,
	territory_id text not null references public.territory,
	like pg_temp.published_provenance including all
);

comment on table public.unite_fonciere is 'Unités foncières : îlots de propriété d’un seul tenant';
comment on column public.unite_fonciere.uf_id is 'Identifiant de l''unité foncière';
comment on column public.unite_fonciere.site_id is
	'Identifiant du site économique où se trouve l''unité foncière';
comment on column public.unite_fonciere.uf_refcad is
	'Liste des identifiants de parcelles cadastrales, séparés par des barres verticales';
comment on column public.unite_fonciere.uf_surface_m2 is 'Surface de l''unité foncière, en m²';
comment on column public.unite_fonciere.comm_insee is
	'Code INSEE de la commune, calculé depuis la géométrie par déclencheur';
comment on column public.unite_fonciere.epci_siren is
	'SIREN de l''EPCI, calculé depuis la géométrie par déclencheur';
comment on column public.unite_fonciere.uf_emprise_batie_m2 is
	'Emprise au sol des bâtiments de l''unité foncière, en m² ; vide si inconnue';
comment on column public.unite_fonciere.geom is
	'Emprise de l''unité foncière, en degrés (EPSG:4326)';
comment on column public.unite_fonciere.territory_id is 'Territoire auquel la fiche appartient';

create index unite_fonciere_territory_id on public.unite_fonciere (territory_id);
create index unite_fonciere_site_id on public.unite_fonciere (site_id);
create index unite_fonciere_geom on public.unite_fonciere using gist (geom);

-- What constraints cover of the plots, a row for each that is met. A plot without a row of a kind lies outside it where
-- the territory has published constraints of that kind; where it has none, nobody knows.

create table public.part_contrainte (
	terr_id text not null references public.terrain_eco on delete cascade,
	contrainte_type text not null,
	part_pct double precision not null check (part_pct > 0 and part_pct <= 100),
	primary key (terr_id, contrainte_type) include (part_pct)
);

comment on table public.part_contrainte is
	'Part de chaque terrain que couvrent les contraintes d''un type, calculée par déclencheur';
comment on column public.part_contrainte.terr_id is 'Terrain';
comment on column public.part_contrainte.contrainte_type is 'Type de contrainte, comme contrainte.contrainte_type';
comment on column public.part_contrainte.part_pct is 'Part de la superficie du terrain, en % à deux décimales';

-- The line of a plot in a page of features, made once: to write sixty properties as JSON takes ten times as long as to read
-- them back. It goes with whatever it says, and holds for the schema that it was made by (functions-lines.sql). It refers
-- to its plot by nothing: a reference would have whoever removes the plot and whoever keeps its line wait for each other.

create table public.ligne_terrain (
	terr_id text primary key,
	territory_id text not null,
	schema_version text not null,
	ligne text not null
	-- A line of two to four kilobytes is read as it stands: to unpack it would take as long as to find it.
) with (toast_tuple_target = 8160);

comment on table public.ligne_terrain is
	'Objet GeoJSON de chaque terrain tel que les pages de la collection le donnent, gardé jusqu''à ce qu''il change';
comment on column public.ligne_terrain.terr_id is 'Terrain';
comment on column public.ligne_terrain.territory_id is 'Territoire auquel le terrain appartient';
comment on column public.ligne_terrain.schema_version is 'Dernière migration du schéma quand la ligne a été écrite';
comment on column public.ligne_terrain.ligne is 'Objet GeoJSON, sur une ligne';

create index ligne_terrain_territory_id on public.ligne_terrain (territory_id);

-- The largest buildings that were computed for a plot, with the ground that they were computed on: where a constraint
-- changes and the ground does not, nothing is computed again.

create table public.halle_calculee (
	terr_id text primary key references public.terrain_eco on delete cascade,
	empreinte text not null,
	tient double precision[] not null,
	exclue double precision[] not null
);

comment on table public.halle_calculee is
	'Plus grands bâtiments calculés pour un terrain, et le sol sur lequel ils l''ont été';
comment on column public.halle_calculee.terr_id is 'Terrain';
comment on column public.halle_calculee.empreinte is
	'Empreinte MD5 de son contour, du recul et de ce que les contraintes en retiraient';
comment on column public.halle_calculee.tient is
	'Longueurs en m de ceux qui tiennent, comme terrain_eco.terr_halle_tient';
comment on column public.halle_calculee.exclue is
	'Longueurs en m de ceux qui ne tiennent pas, comme terrain_eco.terr_halle_exclue';
