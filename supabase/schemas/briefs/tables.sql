-- What visitors leave without an account: a brief of an investor, or an error seen on a card. Whom to answer
-- stands apart, so that erasing it is a delete and what was asked stays.

create table public.demande (
	demande_id uuid primary key default gen_random_uuid(),
	territory_id text not null references public.territory on delete cascade,
	genre text not null check (genre in ('projet', 'erreur')),
	epci text[] not null,
	collection text check (collection in ('terrains', 'sites', 'etablissements', 'friches', 'epci')),
	objet_id text check (length(objet_id) <= 200),
	objet_nom text check (length(objet_nom) <= 300),
	criteres jsonb check (jsonb_typeof(criteres) = 'object' and length(criteres::text) <= 200000),
	surface_min_ha double precision check (surface_min_ha >= 0),
	surface_max_ha double precision generated always as ((criteres ->> 'areaMaxHa')::double precision) stored,
	prix_max_m2 double precision generated always as ((criteres ->> 'priceMaxPerM2')::double precision) stored,
	bloquants text[] not null default '{}',
	terrains_trouves integer check (terrains_trouves >= 0),
	message text check (length(message) <= 4000),
	etat text not null default 'nouvelle'
		check (etat in ('nouvelle', 'en cours', 'visite', 'gagnée', 'perdue', 'traitée')),
	motif_perte text check (motif_perte in (
		'surface insuffisante', 'prix', 'accès', 'réseaux', 'délai', 'vocation ou urbanisme',
		'projet abandonné', 'autre territoire', 'sans réponse', 'autre'
	)),
	attribuee_a uuid references public.membre on delete set null,
	recue_le timestamptz not null default now(),
	echeance_le timestamptz not null,
	premiere_reponse_le timestamptz,
	close_le timestamptz,
	action_le timestamptz not null default now(),
	version integer not null default 1,
	effacer_le date not null,
	efface_le timestamptz,
	langue text check (langue ~ '^[a-z]{2}$'),
	constraint carte_nommee check ((collection is null) = (objet_id is null)),
	constraint perte_motivee check ((etat = 'perdue') = (motif_perte is not null)),
	constraint etats_du_genre check (
		genre = 'projet' and etat <> 'traitée' or genre = 'erreur' and etat in ('nouvelle', 'en cours', 'traitée')
	)
);

comment on table public.demande is
	'Demandes laissées sans compte : un projet d''implantation, ou une erreur signalée sur une fiche';
comment on column public.demande.demande_id is 'Identifiant de la demande';
comment on column public.demande.territory_id is 'Territoire auquel la demande s''adresse';
comment on column public.demande.genre is 'projet : un besoin de foncier ; erreur : une fiche à corriger';
comment on column public.demande.epci is 'SIREN des EPCI à qui la demande est remise';
comment on column public.demande.collection is 'Genre de la fiche d''où elle vient ; vide sans fiche';
comment on column public.demande.objet_id is 'Identifiant de la fiche';
comment on column public.demande.objet_nom is 'Nom de la fiche, tel qu''il était alors';
comment on column public.demande.criteres is
	'Critères de la recherche, par nom de champ de src/lib/search/criteria.ts ; vide sans recherche';
comment on column public.demande.surface_min_ha is
	'Surface demandée, au moins, en hectares ; vide si la demande ne le dit pas';
comment on column public.demande.surface_max_ha is 'Surface demandée, au plus, en hectares ; tirée des critères';
comment on column public.demande.prix_max_m2 is 'Prix demandé, au plus, en € HT par m² ; tiré des critères';
comment on column public.demande.bloquants is
	'Critères qui, à eux seuls, écartaient les terrains les plus proches le jour de la demande';
comment on column public.demande.terrains_trouves is 'Terrains qui répondaient le jour de la demande';
comment on column public.demande.message is 'Texte libre ; effacé avec le contact';
comment on column public.demande.etat is 'Où en est la demande';
comment on column public.demande.motif_perte is 'Pourquoi elle est perdue ; rempli dans cet état seulement';
comment on column public.demande.attribuee_a is 'Agent qui la suit';
comment on column public.demande.recue_le is 'Date et heure de réception';
comment on column public.demande.echeance_le is
	'Quand une réponse est due : après les heures ouvrées promises, que calcule src/lib/domain/working-hours.ts';
comment on column public.demande.premiere_reponse_le is 'Première réponse donnée au demandeur';
comment on column public.demande.close_le is 'Clôture : gagnée, perdue ou traitée';
comment on column public.demande.action_le is 'Dernière action d''un agent, ou réception';
comment on column public.demande.version is
	'Numéro qui augmente à chaque écriture ; une écriture dit celui qu''elle a lu';
comment on column public.demande.effacer_le is
	'Jour où le contact et les textes s''effacent : tant de mois après la dernière action';
comment on column public.demande.efface_le is 'Quand le contact et les textes ont été effacés';

comment on column public.demande.langue is
	'Langue de la page où la demande a été laissée ; vide si elle l''a été avant que cela se garde';

create index demande_territory_id on public.demande (territory_id, recue_le);
create index demande_epci on public.demande using gin (epci);
create index demande_effacer_le on public.demande (effacer_le) where efface_le is null;

create table public.demande_contact (
	demande_id uuid primary key references public.demande on delete cascade,
	nom text check (length(nom) <= 120),
	societe text check (length(societe) <= 200),
	courriel text not null check (length(courriel) <= 254),
	telephone text check (length(telephone) <= 40),
	consentement_le timestamptz not null
);

comment on table public.demande_contact is 'À qui répondre : données personnelles, effacées à terme';
comment on column public.demande_contact.demande_id is 'Demande';
comment on column public.demande_contact.nom is 'Nom de la personne';
comment on column public.demande_contact.societe is 'Entreprise';
comment on column public.demande_contact.courriel is 'Adresse électronique';
comment on column public.demande_contact.telephone is 'Téléphone';
comment on column public.demande_contact.consentement_le is
	'Quand la personne a accepté que sa demande soit transmise';

create table public.demande_note (
	note_id bigint generated always as identity primary key,
	demande_id uuid not null references public.demande on delete cascade,
	action text not null
		check (action in ('reçue', 'note', 'réponse', 'sélection', 'état', 'attribution', 'effacement')),
	etat text,
	motif text,
	texte text check (length(texte) <= 2000),
	terrains text[] check ((terrains is not null) = (action = 'sélection')),
	par uuid,
	par_nom text not null,
	le timestamptz not null default now()
);

comment on table public.demande_note is
	'Suivi des demandes : notes internes et changements d''état, que personne ne réécrit';
comment on column public.demande_note.note_id is 'Rang dans le suivi';
comment on column public.demande_note.demande_id is 'Demande';
comment on column public.demande_note.action is 'Ce qui a été fait';
comment on column public.demande_note.etat is 'État après un changement d''état';
comment on column public.demande_note.motif is 'Motif d''une perte';
comment on column public.demande_note.texte is 'Note interne, mot d''une proposition, ou à qui la demande est confiée';
comment on column public.demande_note.terrains is
	'Identifiants des terrains proposés par courriel ; aucun quand le courriel renvoie à la recherche ; vide pour toute autre action';
comment on column public.demande_note.par is 'Compte qui a agi ; vide pour le système et le visiteur';
comment on column public.demande_note.par_nom is 'Nom de qui a agi, tel qu''il était alors';
comment on column public.demande_note.le is 'Date et heure';

create index demande_note_demande_id on public.demande_note (demande_id, note_id);

create table public.recherche_vide (
	territory_id text not null references public.territory on delete cascade,
	mois date not null check (mois = date_trunc('month', mois)::date),
	empreinte text not null check (length(empreinte) = 32),
	epci text[] not null,
	surface_min_ha double precision,
	criteres text[] not null,
	bloquants text[] not null,
	nombre integer not null default 1 check (nombre > 0),
	primary key (territory_id, mois, empreinte)
);

comment on table public.recherche_vide is
	'Recherches restées sans résultat, comptées par mois ; rien n''y désigne qui a cherché';
comment on column public.recherche_vide.territory_id is 'Territoire où l''on a cherché';
comment on column public.recherche_vide.mois is 'Premier jour du mois';
comment on column public.recherche_vide.empreinte is 'Condensé de ce qui suit : ce qui se ressemble se compte ensemble';
comment on column public.recherche_vide.epci is 'SIREN des EPCI où l''on a cherché';
comment on column public.recherche_vide.surface_min_ha is
	'Surface demandée, au moins, en hectares, au demi-hectare près ; vide si la recherche ne le dit pas';
comment on column public.recherche_vide.criteres is 'Noms des critères posés, sans leurs valeurs';
comment on column public.recherche_vide.bloquants is
	'Critères qui, à eux seuls, écartaient les terrains les plus proches';
comment on column public.recherche_vide.nombre is 'Nombre de recherches';
