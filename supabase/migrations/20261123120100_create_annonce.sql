-- What is listed: a working copy that its owner writes and an agent checks, its photos and documents, and
-- every state it has been in. What the public sees is the plot (terrain_eco) that a publication writes.

-- A plot that stands alone has its networks itself; one in a site may differ from it.
alter table public.terrain_eco
	add column offre_type text default 'Terrain' check (offre_type in ('Terrain', 'Local')),
	add column terr_description text check (length(terr_description) <= 4000),
	add column surflocal double precision check (surflocal >= 0),
	add column hbat double precision check (hbat >= 0),
	add column local_charge_sol_kgm2 double precision check (local_charge_sol_kgm2 >= 0),
	add column local_pont_roulant_t double precision check (local_pont_roulant_t >= 0),
	add column local_quais_nb integer check (local_quais_nb >= 0),
	add column reseau_eau_potable text check (reseau_eau_potable in ('oui', 'non')),
	add column reseau_assainissement text check (reseau_assainissement in ('oui', 'non')),
	add column reseau_eau_pluviale text check (reseau_eau_pluviale in ('oui', 'non')),
	add column reseau_gaz text check (reseau_gaz in ('oui', 'non')),
	add column reseau_electrique text check (reseau_electrique in ('oui', 'non')),
	add column reseau_fibre_optique text check (reseau_fibre_optique in ('oui', 'non')),
	add column elec_capacite_kva double precision check (elec_capacite_kva >= 0),
	add column eau_capacite_m3j double precision check (eau_capacite_m3j >= 0),
	add column gaz_capacite_m3h double precision check (gaz_capacite_m3h >= 0),
	add column fibre_capacite_mbits double precision check (fibre_capacite_mbits >= 0),
	add column confirme_le date;

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

-- New: what an import does not say is land.
create or replace function public.complete_terrain_eco() returns trigger
language plpgsql
set search_path = public, extensions
as $$
begin
	select m.comm_insee, m.epci_siren into new.comm_insee, new.epci_siren
	from membership_of(new.territory_id, new.geom) as m;
	new.offre_type := coalesce(new.offre_type, 'Terrain');
	new.terr_surf_brute := coalesce(new.terr_surf_brute, area_ha(new.geom));
	new.centre := vertex_mean(new.geom);
	new.part_zone_inondable_pct := covered_percent(new.territory_id, 'zone inondable', new.geom);
	new.part_zone_humide_pct := covered_percent(new.territory_id, 'zone humide', new.geom);
	new.part_pente_forte_pct := covered_percent(new.territory_id, 'pente forte', new.geom);
	return new;
end
$$;

create table public.annonce (
	annonce_id uuid primary key default gen_random_uuid(),
	territory_id text not null references public.territory on delete cascade,
	proprietaire uuid references auth.users on delete set null,
	siret text check (siret ~ '^[0-9]{14}$'),
	etat text not null default 'brouillon' check (etat in (
		'brouillon', 'soumise', 'à modifier', 'publiée', 'refusée', 'retirée'
	)),
	en_ligne boolean not null default false,
	contenu jsonb not null default '{}' check (jsonb_typeof(contenu) = 'object'),
	provenance jsonb not null default '{}' check (jsonb_typeof(provenance) = 'object'),
	geom extensions.geometry(MultiPolygon, 4326),
	comm_insee text,
	epci_siren text,
	version integer not null default 1,
	terr_id text unique,
	mot_agent text check (length(mot_agent) <= 2000),
	cree_le timestamptz not null default now(),
	modifie_le timestamptz not null default now(),
	soumise_le timestamptz,
	publiee_le timestamptz,
	confirme_le date,
	rappel_le date,
	demonstration boolean not null default false
);

comment on table public.annonce is
	'Annonces : la copie de travail qu''une entreprise ou un EPCI écrit et qu''un agent vérifie';
comment on column public.annonce.annonce_id is 'Identifiant de l''annonce';
comment on column public.annonce.territory_id is 'Territoire auquel l''annonce appartient';
comment on column public.annonce.proprietaire is 'Compte qui propose ; vide si le compte est fermé';
comment on column public.annonce.siret is 'SIRET pour lequel l''annonce est proposée';
comment on column public.annonce.etat is
	'État de la copie de travail ; une annonce en ligne le reste pendant qu''on la modifie';
comment on column public.annonce.en_ligne is 'Vrai si une version de l''annonce est publique';
comment on column public.annonce.contenu is
	'Valeurs déclarées, par nom de colonne de terrain_eco';
comment on column public.annonce.provenance is
	'Pour chaque champ déclaré : {"par": compte, "nom": qui, "le": date et heure}';
comment on column public.annonce.geom is 'Contour proposé, en degrés (EPSG:4326)';
comment on column public.annonce.comm_insee is
	'Code INSEE de la commune, calculé depuis la géométrie par déclencheur';
comment on column public.annonce.epci_siren is
	'SIREN de l''EPCI, calculé depuis la géométrie par déclencheur';
comment on column public.annonce.version is
	'Numéro qui augmente à chaque écriture ; une écriture dit celui qu''elle a lu';
comment on column public.annonce.terr_id is 'Terrain que la publication écrit';
comment on column public.annonce.mot_agent is
	'Dernier mot de l''agent : le changement demandé ou le motif du refus';
comment on column public.annonce.cree_le is 'Création de l''annonce';
comment on column public.annonce.modifie_le is 'Dernière écriture';
comment on column public.annonce.soumise_le is 'Dernière soumission à l''agent';
comment on column public.annonce.publiee_le is 'Dernière publication';
comment on column public.annonce.confirme_le is 'Dernière confirmation par qui propose';
comment on column public.annonce.rappel_le is
	'Demande de confirmation envoyée depuis la dernière confirmation ; vide sinon';
comment on column public.annonce.demonstration is
	'Vrai pour une fiche inventée du jeu de démonstration';

create index annonce_territory_id on public.annonce (territory_id, etat);
create index annonce_proprietaire on public.annonce (proprietaire);
create index annonce_epci_siren on public.annonce (epci_siren);
create index annonce_geom on public.annonce using gist (geom);

create trigger complete_annonce before insert or update on public.annonce
	for each row execute function public.complete_membership();

create table public.annonce_piece (
	piece_id uuid primary key default gen_random_uuid(),
	annonce_id uuid not null references public.annonce on delete cascade,
	genre text not null check (genre in ('photo', 'document')),
	chemin text not null unique,
	vignette text,
	nom text not null check (length(nom) between 1 and 200),
	type_mime text not null check (type_mime in ('image/jpeg', 'image/webp', 'application/pdf')),
	octets integer not null check (octets > 0),
	largeur integer check (largeur > 0),
	hauteur integer check (hauteur > 0),
	legende text check (length(legende) <= 300),
	ordre integer not null default 0,
	publique boolean not null default false,
	retiree boolean not null default false,
	ajoutee_le timestamptz not null default now()
);

comment on table public.annonce_piece is 'Photos et documents des annonces, gardés dans le stockage';
comment on column public.annonce_piece.piece_id is 'Identifiant de la pièce';
comment on column public.annonce_piece.annonce_id is 'Annonce à laquelle la pièce appartient';
comment on column public.annonce_piece.genre is 'photo ou document';
comment on column public.annonce_piece.chemin is 'Chemin du fichier dans le stockage';
comment on column public.annonce_piece.vignette is 'Chemin de la vignette dans le stockage';
comment on column public.annonce_piece.nom is 'Nom du fichier, tel que montré';
comment on column public.annonce_piece.type_mime is 'Type du contenu, vérifié sur le contenu';
comment on column public.annonce_piece.octets is 'Taille, en octets';
comment on column public.annonce_piece.largeur is 'Largeur de la photo, en pixels';
comment on column public.annonce_piece.hauteur is 'Hauteur de la photo, en pixels';
comment on column public.annonce_piece.legende is 'Ce que la photo montre, dit à qui ne la voit pas';
comment on column public.annonce_piece.ordre is 'Rang parmi les pièces de l''annonce';
comment on column public.annonce_piece.publique is 'Vrai si la version publiée la montre';
comment on column public.annonce_piece.retiree is
	'Vrai si la copie de travail ne la veut plus ; la publication suivante la retire du public';
comment on column public.annonce_piece.ajoutee_le is 'Date et heure du dépôt';

create index annonce_piece_annonce_id on public.annonce_piece (annonce_id, ordre);

create table public.annonce_version (
	version_id bigint generated always as identity primary key,
	annonce_id uuid not null references public.annonce on delete cascade,
	version integer not null,
	action text not null check (action in (
		'soumise', 'modifiée', 'à modifier', 'publiée', 'refusée', 'confirmée', 'rappelée', 'retirée', 'rétablie'
	)),
	contenu jsonb not null,
	geom extensions.geometry(MultiPolygon, 4326),
	pieces jsonb not null default '[]',
	difference jsonb not null default '{}',
	message text check (length(message) <= 2000),
	par uuid,
	par_nom text not null,
	par_role text not null check (par_role in ('entreprise', 'agent', 'administrateur', 'système')),
	le timestamptz not null default now()
);

comment on table public.annonce_version is
	'Historique des annonces : une ligne par changement d''état, que personne ne modifie';
comment on column public.annonce_version.version_id is 'Rang dans l''historique';
comment on column public.annonce_version.annonce_id is 'Annonce concernée';
comment on column public.annonce_version.version is 'Version de l''annonce après le changement';
comment on column public.annonce_version.action is 'Ce qui a été fait';
comment on column public.annonce_version.contenu is 'Valeurs déclarées, telles qu''elles étaient';
comment on column public.annonce_version.geom is 'Contour, tel qu''il était (EPSG:4326)';
comment on column public.annonce_version.pieces is 'Identifiants des pièces d''alors';
comment on column public.annonce_version.difference is
	'Par champ changé depuis la version publiée précédente : {"avant": …, "après": …}';
comment on column public.annonce_version.message is 'Message ou motif';
comment on column public.annonce_version.par is 'Compte qui a agi ; vide pour le système';
comment on column public.annonce_version.par_nom is 'Nom de qui a agi, tel qu''il était alors';
comment on column public.annonce_version.par_role is 'Rôle de qui a agi';
comment on column public.annonce_version.le is 'Date et heure';

create index annonce_version_annonce_id on public.annonce_version (annonce_id, version_id);

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

create trigger append_only before update or delete on public.annonce_version
	for each row execute function public.refuse_rewriting();

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

create trigger never_emptied before truncate on public.annonce_version
	for each statement execute function public.refuse_truncation();

alter table public.annonce enable row level security;
alter table public.annonce_piece enable row level security;
alter table public.annonce_version enable row level security;

-- A draft is its owner's alone until it has been handed in.
create policy lecture_par_proprietaire_et_agent on public.annonce
	for select to authenticated
	using (
		proprietaire = auth.uid()
		or soumise_le is not null and is_agent_of(territory_id, epci_siren)
	);
create policy lecture_publique on public.annonce_piece
	for select to anon, authenticated using (publique);
create policy lecture_par_proprietaire_et_agent on public.annonce_piece
	for select to authenticated
	using (exists (select from public.annonce where annonce.annonce_id = annonce_piece.annonce_id));
create policy lecture_par_proprietaire_et_agent on public.annonce_version
	for select to authenticated
	using (exists (select from public.annonce where annonce.annonce_id = annonce_version.annonce_id));

revoke all on public.annonce, public.annonce_piece, public.annonce_version
	from public, anon, authenticated;
revoke all on function public.refuse_rewriting, public.refuse_truncation
	from public, anon, authenticated;
grant select on public.annonce, public.annonce_piece, public.annonce_version to authenticated;
grant select on public.annonce_piece to anon;
grant all on public.annonce, public.annonce_piece to service_role;
grant select, insert on public.annonce_version to service_role;
