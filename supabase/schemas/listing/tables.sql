-- What is listed: a working copy that its owner writes and an agent checks, its photos and documents, and
-- every state it has been in. What the public sees is the plot (terrain_eco) that a publication writes.

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
